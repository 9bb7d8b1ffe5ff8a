//! Every bound of the system in one place, with what happens when it is reached.

use std::time::Duration;

/// Largest message text, in bytes of UTF-8; a longer one is refused with `text_too_long`.
/// Fits about eight printed pages; longer texts are documents.
pub const MESSAGE_TEXT_BYTES_MAX: usize = 40_000;

/// Deepest nesting of lists and quotes in a message; what lies deeper is shown as plain text.
pub const MARKDOWN_DEPTH_MAX: usize = 32;

/// Longest name of an organisation, person, channel or token, in characters.
pub const NAME_CHARS_MAX: usize = 80;

/// Longest title of a topic, in characters.
pub const TITLE_CHARS_MAX: usize = 200;

/// Longest purpose of a channel, in characters.
pub const PURPOSE_CHARS_MAX: usize = 500;

/// Longest email address, in bytes (RFC 5321, 4.5.3.1.3).
pub const EMAIL_BYTES_MAX: usize = 254;

/// Shortest password, in characters (NIST SP 800-63B asks for at least 8; OWASP ASVS for 12 here).
pub const PASSWORD_CHARS_MIN: usize = 12;

/// Longest password, in bytes; bounds the work of hashing.
pub const PASSWORD_BYTES_MAX: usize = 1024;

/// Most attachments on one message.
pub const ATTACHMENTS_MAX: usize = 20;

/// Most people one message can ask.
pub const ASKED_MAX: usize = 200;

/// Above how many asked people a message is for information unless its author says otherwise.
pub const ASKED_BY_DEFAULT_MAX: usize = 8;

/// Most different emoji on one message.
pub const REACTIONS_MAX: usize = 50;

/// Longest emoji of a reaction, in bytes: a family of four with skin tones takes 41.
pub const EMOJI_BYTES_MAX: usize = 64;

/// Most people in a direct conversation, its maker included.
pub const DIRECT_PEOPLE_MAX: usize = 20;

/// Most items of one page of a list.
pub const PAGE_ITEMS_MAX: usize = 200;

/// Items of a page when the caller names no number.
pub const PAGE_ITEMS_DEFAULT: usize = 50;

/// Largest JSON body of a request, in bytes; larger ones answer 413.
pub const JSON_BODY_BYTES_MAX: usize = 1024 * 1024;

/// Largest frame a client may send on the socket, in bytes; a larger one closes it.
pub const SOCKET_FRAME_BYTES_MAX: usize = 256 * 1024;

/// Most bytes waiting for one socket; a client that reads slower is dropped and catches up later.
pub const SOCKET_BACKLOG_BYTES_MAX: usize = 1024 * 1024;

/// Most frames waiting for one socket; above it the client is dropped and catches up later.
pub const SOCKET_BACKLOG_FRAMES_MAX: usize = 1024;

/// Most open sockets of one person; the oldest is closed for a new one.
pub const SOCKETS_PER_PERSON_MAX: usize = 20;

/// Most events a socket catches up on; a client further behind is told to `resync`.
pub const CATCH_UP_EVENTS_MAX: u64 = 10_000;

/// How long an unfinished upload is kept after its last byte.
pub const UPLOAD_IDLE_MAX: Duration = Duration::from_secs(24 * 60 * 60);

/// Largest file a member may upload, in bytes. 1 GiB keeps one upload under 15 minutes at 10 Mbit/s.
pub const UPLOAD_BYTES_MAX: u64 = 1024 * 1024 * 1024;

/// Largest piece of an upload sent in one request, in bytes.
pub const UPLOAD_CHUNK_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Longest clip, in milliseconds; recorders stop there by themselves. What takes longer is a talk.
pub const CLIP_MS_MAX: u64 = 5 * 60 * 1_000;

/// How much longer a clip may be, in milliseconds, since recorders stop a little late; one that is
/// longer still is refused.
pub const CLIP_LATE_MS_MAX: u64 = 5_000;

/// Shortest clip, in milliseconds; a shorter one is a slip of the finger, and refused.
pub const CLIP_MS_MIN: u64 = 300;

/// Largest file of a clip, in bytes; a larger one is refused. Five minutes at 6.8 Mbit/s.
pub const CLIP_BYTES_MAX: u64 = 256 * 1024 * 1024;

/// Steps in which the loudness of a clip is told.
pub const CLIP_LOUDNESS_STEPS: usize = 64;

/// Longest file name, in bytes; a longer one is cut before its ending.
pub const FILE_NAME_BYTES_MAX: usize = 200;

/// Most pixels of a picture that is decoded for a thumbnail; larger ones have none.
pub const THUMBNAIL_SOURCE_PIXELS_MAX: u64 = 64_000_000;

/// Longest side of a thumbnail, in pixels.
pub const THUMBNAIL_SIDE_PX: u32 = 720;

/// How long an idempotency key answers the same.
pub const IDEMPOTENCY_KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// Longest idempotency key, in bytes.
pub const IDEMPOTENCY_KEY_BYTES_MAX: usize = 128;

/// How long a sign-in lasts after its last use.
pub const SIGN_IN_IDLE_MAX: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Wrong passwords per email address and quarter of an hour before sign-in answers 429.
pub const SIGN_IN_TRIES_MAX: u32 = 10;

/// How long an invitation is good for.
pub const INVITATION_VALID: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Most spans of working time in a week.
pub const WORK_SPANS_MAX: usize = 50;

/// Most entries of time off and of focus blocks a person may have, each.
pub const AVAILABILITY_ENTRIES_MAX: usize = 200;

/// How long an invited person's device rings before the call counts as missed.
pub const RING_MAX: Duration = Duration::from_secs(45);

/// How long a place in a session waits for someone who reloads or lost the network.
pub const SESSION_ABSENT_MAX: Duration = Duration::from_secs(20);

/// How long a place in a session waits for someone who joined and whose browser still asks for
/// the microphone.
pub const SESSION_JOIN_MAX: Duration = Duration::from_secs(120);

/// Most people in one session of this release.
pub const SESSION_PEOPLE_MAX: usize = 1_500;

/// Stays of a live session that everybody is told of, the first ones; a reader's own come on top.
pub const STAYS_SHOWN: usize = 16;

/// Stays that an ended session shows; `came` counts the people of all.
pub const STAYS_KEPT_SHOWN: usize = 200;

/// A session of more people than this is large: its roster is told in batches, and in part.
pub const ROSTER_LARGE: usize = 24;

/// Lines of a large session's roster that who joins is told at first, those who send before others.
pub const ROSTER_FIRST: usize = 12;

/// How long changes of a large session's roster are gathered before all are told.
pub const ROSTER_BATCH: Duration = Duration::from_millis(250);

/// People to one batch that tells of nothing but how many they are: among more it waits for so many batches
/// more, so that coming and going costs the server a thousand such frames a second, however large a session is.
pub const ROSTER_COUNTED_PER_BATCH: usize = 250;

/// Lines of one batch at most; further ones come with the next.
pub const ROSTER_BATCH_MAX: usize = 100;

/// Lines of one page of a roster at most.
pub const ROSTER_PAGE_MAX: usize = 100;

/// Largest session description a client may offer, in bytes; four slots pools fit in 64 KiB.
pub const SDP_BYTES_MAX: usize = 200_000;

/// Commands that share one commit at most; bounds how long the first of them waits.
pub const COMMIT_BATCH_MAX: usize = 256;

/// Commands waiting for the writer at most; above it a command answers `overloaded` (503).
pub const COMMIT_QUEUE_MAX: usize = 8_192;

/// Longest plain text of a push, in bytes: with header and tag it fills one record of 4,096 (RFC 8291, 4).
pub const PUSH_TEXT_BYTES_MAX: usize = 3_993;

/// Longest JSON of a notice in a push, in bytes; the body is cut for it. Padded it stays below what
/// the slowest bridge takes (Firefox on Android: 2,820).
pub const PUSH_NOTICE_BYTES_MAX: usize = 2_000;

/// Longest address of a push subscription, in bytes; a longer one is refused.
pub const PUSH_ENDPOINT_BYTES_MAX: usize = 2_048;

/// Browsers that take a person's pushes at most.
pub const PUSH_SUBSCRIPTIONS_MAX: usize = 20;

/// How often something is tried to be sent out of the house at most; with growing waits that is a day.
pub const OUTGOING_TRIES_MAX: u64 = 8;

/// How long somebody who was told may take to look before a letter follows.
pub const MAIL_AFTER: Duration = Duration::from_secs(10 * 60);

/// Longest that a push service keeps a push for a device that is away; longer is cut to it.
pub const PUSH_LIFE_MAX: Duration = Duration::from_secs(28 * 24 * 60 * 60);

/// Pushes under way at once; more wait for one of them to end.
pub const PUSHES_IN_FLIGHT_MAX: usize = 64;

/// How long a way out of the house may take to connect, TLS included.
pub const OUTBOUND_CONNECT_MAX: Duration = Duration::from_secs(10);

/// How long a request out of the house may take in all; then it counts as not answered.
pub const OUTBOUND_ANSWER_MAX: Duration = Duration::from_secs(30);

/// Most bytes read of an answer from outside; the rest is not looked at.
pub const OUTBOUND_ANSWER_BYTES_MAX: usize = 4_096;

/// Longest wait that somebody outside can ask of us; longer is cut to it.
pub const OUTBOUND_RETRY_MAX: Duration = Duration::from_secs(24 * 60 * 60);

/// Connections to the mail relay at once; more letters wait for one of them to end.
pub const MAIL_CONNECTIONS_MAX: usize = 4;

/// How long one letter may take, connection included; then it is tried again later.
pub const MAIL_SEND_MAX: Duration = Duration::from_secs(120);

/// Most notices of one letter; of the rest it says how many there are.
pub const LETTER_NOTICES_MAX: usize = 50;

/// Longest subject of a letter, in characters; a longer one is cut.
pub const LETTER_SUBJECT_CHARS_MAX: usize = 200;

/// Longest line about what came of a session, in characters.
pub const OUTCOME_CHARS_MAX: usize = 300;

/// How long a huddle may be, in minutes.
pub const HUDDLE_MINUTES: [u32; 3] = [5, 10, 15];

/// Messages that are looked at for round trips, the newest of a topic; what came before no longer
/// counts.
pub const ROUND_TRIP_MESSAGES_MAX: u64 = 200;

/// Topics of which the newest messages are kept in memory for that; of others they are read at the
/// next message.
pub const ROUND_TRIP_TOPICS_MAX: usize = 1_024;

/// People whose round trips with an author are counted after one message; a message to more is no
/// conversation of two.
pub const ROUND_TRIP_PEOPLE_MAX: usize = 8;

/// People who are told of one blocker at most: those who follow its topic first.
pub const BLOCKER_TOLD_MAX: usize = 200;

/// People whose shared working time the advisor looks at; of more it looks at the first.
pub const ADVICE_PEOPLE_MAX: usize = 20;

/// Longest time for which a topic may ask for written views.
pub const WRITTEN_VIEWS_MAX: Duration = Duration::from_secs(366 * 24 * 60 * 60);

/// Most messages one person may have scheduled; one more is refused until another is sent or dropped.
pub const SCHEDULED_MAX: u64 = 200;

/// Most reminders and saved things of one person that are not dealt with; one more is refused.
pub const REMINDERS_MAX: u64 = 1_000;

/// Longest note of a reminder, in characters; a longer one is refused, what comes from a message is cut.
pub const REMINDER_NOTE_CHARS_MAX: usize = 160;

/// Most standing deputies of one person.
pub const DEPUTIES_MAX: usize = 10;

/// Most dates on which somebody works elsewhere than the week says.
pub const PLACE_DATES_MAX: usize = 400;

/// Most regions of an organisation.
pub const REGIONS_MAX: usize = 100;

/// Most holidays of one region.
pub const HOLIDAYS_MAX: usize = 400;

/// Most groups of an organisation, archived ones included; one more is refused.
pub const GROUPS_MAX: usize = 1_000;

/// Most groups that one message mentions; more are refused.
pub const GROUP_MENTIONS_MAX: usize = 20;

/// Most people in one group or on one rota.
pub const GROUP_PEOPLE_MAX: usize = 1_500;

/// Most turns of one rota that somebody took over; those that are over may be left out.
pub const ROTA_SWAPS_MAX: usize = 200;

/// Most open proposals for one team's agreement; one more is refused until one is adopted or dropped.
pub const OPEN_PROPOSALS_MAX: usize = 20;

/// Most people who are asked to confirm one urgent message; more are not told of it.
pub const CONFIRM_PEOPLE_MAX: usize = 20;

/// Most people of a channel who are looked at for who can be reached when nobody is left to ring.
pub const REACHABLE_LOOK_MAX: usize = 200;

/// Most people who are named as reachable then.
pub const REACHABLE_NAMED_MAX: usize = 20;

/// How far the clock of a sample organisation is moved at once; further is refused.
pub const CLOCK_AHEAD_MAX: Duration = Duration::from_secs(60 * 24 * 60 * 60);

/// Alarms that are played when that clock is moved; before more it stops.
pub const CLOCK_ALARMS_MAX: u64 = 10_000;

/// Longest ICE fragment that a broadcast's client may send at once, in bytes; a longer one is refused.
pub const BROADCAST_FRAGMENT_BYTES_MAX: usize = 64 * 1024;

/// Most broadcasts of one person at a time; one more is refused until another ends.
pub const BROADCASTS_PER_PERSON_MAX: usize = 20;

/// Most players that watch one session; one more is refused.
pub const WATCHERS_MAX: usize = 200;

/// How long a name and password for the relay are good: longer than calls last.
pub const RELAY_CREDENTIAL_VALID: Duration = Duration::from_secs(24 * 60 * 60);

/// Most relay allocations of one person at a time; one more is refused (486). A browser takes one for
/// each of its networks, and new ones before it lets the old go.
pub const RELAYS_PER_PERSON_MAX: usize = 12;

/// Most relay allocations of the server; one more is refused (508).
pub const RELAYS_MAX: usize = 1_000;

/// Longest rule of what comes again, in bytes; a longer one is refused.
pub const RULE_BYTES_MAX: usize = 500;

/// Most days that a rule may count; more are refused, a rule without a count has no end.
pub const RULE_COUNT_MAX: u32 = 1_000;

/// Longest interval of a rule, in its days, weeks, months or years; a longer one is refused.
pub const RULE_INTERVAL_MAX: i32 = 1_000;

/// Longest question of a poll, in characters; a longer one is refused.
pub const POLL_QUESTION_CHARS_MAX: usize = 300;

/// Longest option of a poll, in characters; a longer one is refused.
pub const POLL_OPTION_CHARS_MAX: usize = 200;

/// Most options of a poll; more are refused.
pub const POLL_OPTIONS_MAX: usize = 20;

/// Longest time for which a poll with a closing time is open; a later one is refused.
pub const POLL_OPEN_MAX: Duration = Duration::from_secs(60 * 24 * 60 * 60);

/// Most open polls of a topic; one more is refused until one is closed.
pub const POLLS_OPEN_MAX: usize = 20;

/// Fewest votes of an anonymous poll that are counted: of fewer, nothing but their number is told.
pub const POLL_ANONYMOUS_MIN: usize = 3;

/// Votes that a poll shows with their people; of the others it is said that they voted.
pub const POLL_VOTES_SHOWN: usize = 200;

/// People who are reminded of one poll, or told that it is closed, at most: those who are named in it
/// first. Others see it in its topic.
pub const POLL_TOLD_MAX: usize = 200;

/// Longest line of a recorded decision, in characters; a longer one is refused.
pub const DECISION_CHARS_MAX: usize = 300;

/// Longest reason of a recorded decision, in bytes; a longer one is refused.
pub const DECISION_REASON_BYTES_MAX: usize = 10_000;

/// Longest word that decisions are searched by, in characters; what is longer is cut.
pub const SEARCH_CHARS_MAX: usize = 100;

/// Most goals that are pursued at once; one more is refused until one is reached or dropped.
pub const GOALS_MAX: usize = 2_000;

/// Most results of a goal; more are refused.
pub const GOAL_RESULTS_MAX: usize = 10;

/// Deepest a goal may serve others; deeper is refused.
pub const GOAL_DEPTH_MAX: usize = 6;

/// Longest span of a goal, in days; a longer one is refused.
pub const GOAL_DAYS_MAX: i32 = 1_830;

/// Longest purpose of a goal and part of an update, in bytes; a longer one is refused.
pub const GOAL_TEXT_BYTES_MAX: usize = 20_000;

/// Most tasks and topics linked to one goal, together; one more is refused.
pub const GOAL_LINKS_MAX: usize = 200;

/// Most people who follow one goal; who comes after them is refused.
pub const GOAL_FOLLOWERS_MAX: usize = 1_500;

/// Largest value of a result, in thousandths, either way: what a number of the browser holds exactly.
pub const GOAL_VALUE_MAX: i64 = 9_007_199_254_740_991;

/// Updates that a goal or a project shows, the newest.
pub const UPDATES_SHOWN: u64 = 100;

/// Longest rank of a card, in bytes; before one grows beyond, the cards around it get new ones.
pub const CARD_RANK_BYTES_MAX: usize = 48;

/// Most boards of one channel, archived ones included; one more is refused.
pub const CHANNEL_BOARDS_MAX: usize = 200;

/// Most columns of one board; more are refused.
pub const BOARD_COLUMNS_MAX: usize = 40;

/// Most cards that stand on one board at a time; one more is refused until some are put away.
pub const BOARD_CARDS_MAX: u64 = 10_000;

/// Most roles of one board; more are refused.
pub const BOARD_ROLES_MAX: usize = 200;

/// Most followers of one board; one more is refused.
pub const BOARD_FOLLOWERS_MAX: usize = 1_500;

/// Most cards whose tasks' stage one change of a board's columns may change; more are refused.
pub const BOARD_STAGES_AT_ONCE_MAX: usize = 500;

/// Most iterations of one board that are not closed; one more is refused.
pub const OPEN_ITERATIONS_MAX: usize = 50;

/// Iterations that a board's page shows, the newest.
pub const ITERATIONS_SHOWN_MAX: u64 = 50;

/// Most tasks of one iteration; one more is refused.
pub const ITERATION_TASKS_MAX: usize = 500;

/// Longest iteration, in days.
pub const ITERATION_DAYS_MAX: i32 = 366;

/// Most templates that were made of boards of one channel; one more is refused.
pub const BOARD_TEMPLATES_MAX: u64 = 50;

/// Most helpers of one task; more are refused.
pub const TASK_HELPERS_MAX: usize = 20;

/// Most labels of one task; more are refused.
pub const TASK_LABELS_MAX: usize = 20;

/// Longest label, in characters; a longer one is refused.
pub const LABEL_CHARS_MAX: usize = 40;

/// Most lines of one checklist; more are refused.
pub const CHECKLIST_LINES_MAX: usize = 200;

/// Most tasks that one task waits on; more are refused.
pub const TASK_WAITS_MAX: usize = 50;

/// Most tasks that are looked at for a circle of waiting; a longer chain is refused.
pub const TASK_CHAIN_MAX: usize = 5_000;

/// Longest estimate of a task, in minutes: a year of working days; a longer one is refused.
pub const TASK_ESTIMATE_MINUTES_MAX: u32 = 120_000;

/// Most tasks that one command changes; more are refused.
pub const TASK_BULK_MAX: usize = 200;

/// Newest lines of a task's history that are shown; older ones are kept.
pub const TASK_HISTORY_SHOWN: u64 = 1_000;

/// Tasks that wait on a blocked one whose owners are told at most, the nearest first.
pub const TASK_RISKS_MAX: usize = 200;

/// Blockers that are looked at for what blocked most, the newest.
pub const BLOCKER_CAUSES_LOOK_MAX: u64 = 2_000;

/// Causes of blockers that are listed, those that cost most.
pub const BLOCKER_CAUSES_MAX: usize = 50;

/// Most cards of one person's own board; one more is refused until something is finished or let go.
pub const MY_CARDS_MAX: u64 = 5_000;

/// Most check-ins of one channel that have not ended; one more is refused until one ends.
pub const CHECK_INS_PER_CHANNEL_MAX: usize = 50;

/// Most questions of a check-in; more are refused.
pub const QUESTIONS_MAX: usize = 20;

/// Fewest and most options of a question that is answered with one; others are refused.
pub const QUESTION_OPTIONS: std::ops::RangeInclusive<usize> = 2..=12;

/// Longest unit of a question that is answered with a number, in characters; a longer one is refused.
pub const UNIT_CHARS_MAX: usize = 20;

/// Longest answer in words to one question, in bytes; a longer one is refused.
pub const ANSWER_BYTES_MAX: usize = 10_000;

/// Largest number that answers a question, in thousandths, up and down; a larger one is refused.
pub const ANSWER_NUMBER_MAX: i64 = 1_000_000_000_000_000;

/// Longest time for which a turn is open before it is due, and until the report after that, in
/// minutes; a longer one is refused.
pub const TURN_MINUTES_MAX: u32 = 7 * 24 * 60;

/// Most people whom a check-in names; one more is refused.
pub const CHECK_IN_PEOPLE_MAX: usize = 1_500;

/// Most people who follow a check-in without being asked; one more is refused.
pub const CHECK_IN_FOLLOWERS_MAX: usize = 200;

/// Largest file that is imported, in bytes; a larger one is refused, with what to leave out.
pub const IMPORT_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Most tasks of one import; the rest is left out and named.
pub const IMPORT_TASKS_MAX: usize = 5_000;

/// Most problems of an import that are named; the others are counted.
pub const IMPORT_PROBLEMS_MAX: usize = 200;

/// Newest comments of one task that an import takes over; older ones are counted.
pub const IMPORT_COMMENTS_MAX: usize = 200;

/// Most people of an import who are named in its report and remembered for the next one; the others are
/// matched by their names each time.
pub const IMPORT_PEOPLE_MAX: usize = 2_000;

/// Longest id of an imported comment that is kept, in characters; the rest of it is not looked at.
pub const IMPORT_COMMENT_ID_CHARS_MAX: usize = 100;
