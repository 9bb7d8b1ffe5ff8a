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

/// Largest session description a client may offer, in bytes; four slots pools fit in 64 KiB.
pub const SDP_BYTES_MAX: usize = 200_000;

/// Commands that share one commit at most; bounds how long the first of them waits.
pub const COMMIT_BATCH_MAX: usize = 256;

/// Commands waiting for the writer at most; above it a command answers `overloaded` (503).
pub const COMMIT_QUEUE_MAX: usize = 8_192;
