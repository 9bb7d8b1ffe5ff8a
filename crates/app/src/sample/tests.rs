//! Tests of the sample organisation: it is what it promises, whenever it is filled.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use futures::TryStreamExt;
use model::delivery::DeliveryAbout;
use model::error::ErrorCode;
use model::message::{Expectation, Message, MessageBody};
use model::request::{Request, RequestState};
use model::session::RecordingState;
use model::sync::Snapshot;
use model::time::Timestamp;
use model::topic::{Topic, TopicLevel, TopicState};
use rules::zone::zone_or_utc;

use super::cast::Cast;
use super::script::Script;
use super::{PASSWORD, SampleSignIn};
use crate::App;
use crate::account::Credentials;
use crate::actor::Actor;
use crate::clock::Clock;
use crate::error::AppError;
use crate::message::PageOf;
use crate::poll::RecordsOf;

/// A clock that stands still.
struct Still(Timestamp);

impl Clock for Still {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// An application with a directory of its own, which goes with it.
struct Place {
    app: Arc<App>,
    directory: PathBuf,
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

impl Place {
    async fn at(instant: &str) -> Self {
        let name = format!("meanwhile-sample-{:032x}", crate::random());
        let directory = std::env::temp_dir().join(name);
        let clock = Arc::new(Still(instant.parse().unwrap()));
        let app = App::open(&directory, clock).await.unwrap();
        Self { app, directory }
    }

    async fn sign_in(&self, sign_in: &SampleSignIn) -> Actor {
        let credentials = Credentials {
            email: sign_in.email.clone(),
            password: sign_in.password.to_owned(),
            agent: "test".to_owned(),
        };
        let signed_in = self.app.sign_in(credentials).await.unwrap();
        (*self.app.actor_by_cookie(&signed_in.secret).await.unwrap()).clone()
    }

    /// Everybody, the owner first, without the hashing of a sign-in.
    async fn actors(&self) -> Vec<Actor> {
        let people = self.app.store().read(|view| view.people()).await.unwrap();
        let actor = |person: model::person::Person| Actor {
            person: person.id,
            role: person.role,
            scopes: None,
            sign_in: None,
            ends_at: None,
        };
        people.into_iter().map(actor).collect()
    }
}

/// What everybody sees in a filled organisation.
struct Filled {
    place: Place,
    now: Timestamp,
    /// Everybody's view, the owner's first.
    views: Vec<(Actor, Snapshot)>,
    /// All messages by topic.
    topics: BTreeMap<String, (Topic, Vec<Message>)>,
}

impl Filled {
    async fn at(instant: &str) -> Self {
        let place = Place::at(instant).await;
        let sign_ins = place.app.fill_sample().await.unwrap();
        assert!(sign_ins.iter().all(|one| one.password == PASSWORD));
        let mut views = Vec::new();
        let mut topics = BTreeMap::new();
        for actor in place.actors().await {
            let snapshot = place.app.snapshot(&actor).await.unwrap();
            for topic in &snapshot.topics {
                let page = place.app.messages(&actor, topic.id, PageOf::After(0), 1000);
                let items = page.await.unwrap().items;
                topics.insert(topic.id.to_string(), (topic.clone(), items));
            }
            views.push((actor, snapshot));
        }
        let now = place.app.now();
        Self {
            place,
            now,
            views,
            topics,
        }
    }

    fn owner(&self) -> &Snapshot {
        &self.views.first().unwrap().1
    }

    fn view_of(&self, first_name: &str) -> &Snapshot {
        let people = &self.owner().people;
        let named = |person: &&model::person::Person| person.name.starts_with(first_name);
        let id = people.iter().find(named).unwrap().id;
        let view = self.views.iter().find(|(actor, _)| actor.person == id);
        &view.unwrap().1
    }

    fn messages(&self) -> impl Iterator<Item = &Message> {
        self.topics.values().flat_map(|(_, messages)| messages)
    }

    /// Everybody's requests, each once.
    fn requests(&self) -> Vec<&Request> {
        let all = self.views.iter().flat_map(|(_, view)| &view.requests);
        let by_id: BTreeMap<_, _> = all.map(|request| (request.id, request)).collect();
        by_id.into_values().collect()
    }

    /// In how many minutes the owner's open requests are due, soonest first.
    fn due_minutes(&self) -> Vec<u64> {
        let owner = self.owner();
        let waiting = owner
            .requests
            .iter()
            .filter(|request| request.asked == owner.person && request.state == RequestState::Open);
        let mut due: Vec<u64> = waiting
            .map(|request| {
                let due = request.due_at.unwrap();
                assert!(self.now < due, "overdue: {request:?}");
                due.since(self.now).as_secs() / 60
            })
            .collect();
        due.sort_unstable();
        due
    }
}

/// Noon of a working day, a Sunday night, a Monday before the story's newest hour, a late Friday, a
/// summer's day, and the hours in which clocks change in spring and autumn.
const MOMENTS: [&str; 7] = [
    "2026-11-20T13:40:00Z",
    "2026-11-22T02:09:00Z",
    "2026-11-23T08:00:00Z",
    "2026-11-20T22:50:00Z",
    "2026-07-14T15:30:00Z",
    "2026-03-29T01:30:00Z",
    "2026-10-25T00:45:00Z",
];

#[tokio::test(flavor = "multi_thread")]
async fn the_story_holds_whenever_it_is_told() {
    for moment in MOMENTS {
        let filled = Filled::at(moment).await;
        check_owner_has_work(&filled, moment);
        check_hours(&filled, moment);
    }
}

/// The owner finds work for now, soon, today and later, and some that is done.
fn check_owner_has_work(filled: &Filled, moment: &str) {
    let due = filled.due_minutes();
    assert_eq!(due.get(..3), Some(&[8, 35, 170][..]), "{moment}");
    assert_eq!(due.len(), 5, "{moment}");
    assert!(
        due.iter().skip(3).all(|due| 12 * 60 < *due),
        "{moment}: {due:?}"
    );

    let owner = filled.owner();
    let read = |topic: &Topic| {
        let place = owner.places.iter().find(|place| place.topic == topic.id);
        place.map_or(0, |place| place.read_ordinal)
    };
    let unread = owner
        .topics
        .iter()
        .filter(|topic| read(topic) < topic.last_ordinal);
    let unread: Vec<&str> = unread.map(|topic| topic.title.as_str()).collect();
    assert!((5..=8).contains(&unread.len()), "{moment}: {unread:?}");
    let done = owner
        .requests
        .iter()
        .filter(|request| request.asked == owner.person && request.state != RequestState::Open);
    assert!(4 <= done.count(), "{moment}");
}

/// Nothing lies in the future, and nobody writes at night.
fn check_hours(filled: &Filled, moment: &str) {
    let people = &filled.owner().people;
    let zones: BTreeMap<_, _> = people
        .iter()
        .map(|person| (person.id, zone_or_utc(&person.time_zone)))
        .collect();
    for (topic, messages) in filled.topics.values() {
        let instants: Vec<Timestamp> = messages.iter().map(|one| one.sent_at).collect();
        assert!(instants.is_sorted(), "{moment}: {}", topic.title);
        assert_eq!(topic.last_ordinal, messages.len() as u64, "{}", topic.title);
    }
    for message in filled.messages() {
        assert!(message.sent_at <= filled.now, "{moment}: {}", message.text);
        let local = zones[&message.author].to_datetime(message.sent_at.to_jiff());
        assert!((7..23).contains(&local.hour()), "{local}: {}", message.text);
    }
    let oldest = filled.messages().map(|one| one.sent_at).min().unwrap();
    let days = filled.now.since(oldest).as_secs() / (24 * 60 * 60);
    assert!((11..=16).contains(&days), "{moment}: {days}");
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_are_there_in_every_state() {
    let filled = Filled::at(MOMENTS[0]).await;
    let requests = filled.requests();
    let some = |what: &str, test: &dyn Fn(&Request) -> bool| {
        assert!(requests.iter().any(|request| test(request)), "{what}");
    };
    some("overdue", &|one| {
        one.state == RequestState::Open && one.due_at.is_some_and(|due| due < filled.now)
    });
    some("answered", &|one| {
        matches!(one.state, RequestState::Answered { by: Some(_), .. })
    });
    some("acknowledged", &|one| {
        matches!(one.state, RequestState::Answered { by: None, .. })
    });
    some("withdrawn", &|one| {
        matches!(one.state, RequestState::Withdrawn { .. })
    });
    some("delegated", &|one| {
        matches!(one.state, RequestState::Delegated { .. })
    });
    for expectation in [Expectation::Now, Expectation::Today, Expectation::ThisWeek] {
        some("expectation", &|one| one.expectation == expectation);
    }
    some("by", &|one| matches!(one.expectation, Expectation::By(_)));
    some("assumed hours", &|one| {
        use model::request::DueReason::WorkingTime;
        matches!(one.due_reason, WorkingTime { assumed: true, .. })
    });
    assert!(requests.iter().all(|request| !request.excerpt.is_empty()));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_team_is_spread_over_the_world_and_one_of_them_is_away() {
    let filled = Filled::at(MOMENTS[0]).await;
    let owner = filled.owner();
    assert!(owner.organisation.sample);
    assert_eq!(owner.organisation.name, "Riverkeep");
    assert_eq!(owner.people.len(), 8);
    let zones: BTreeSet<&str> = owner
        .people
        .iter()
        .map(|one| one.time_zone.as_str())
        .collect();
    assert!(6 <= zones.len());
    assert!(owner.people.iter().all(|one| !one.place.is_empty()));
    assert!(owner.availability.iter().any(|one| one.weekly.is_none()));
    for one in &owner.availability {
        rules::availability::check_availability(one, filled.now).unwrap();
    }
    let away = owner.availability.iter().flat_map(|one| &one.time_off);
    let away: Vec<_> = away.collect();
    assert!(
        away.iter()
            .all(|off| off.deputy.is_some() && off.from < filled.now)
    );
    assert!(away.iter().any(|off| filled.now < off.until));

    let ana = filled.view_of("Ana");
    let held = ana.deliveries.iter().filter(|one| one.told_at.is_none());
    assert!(2 <= held.count(), "{:?}", ana.deliveries);
    let owners = owner.deliveries.iter();
    assert!(owners.clone().all(|one| one.told_at.is_some()));
    // What the owner asked and nobody answered is offered to them.
    assert!(
        owners
            .clone()
            .any(|one| matches!(one.about, DeliveryAbout::Overdue { .. }))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn two_weeks_of_conversation_are_told_in_full() {
    let filled = Filled::at(MOMENTS[0]).await;
    assert!(25 <= filled.topics.len(), "{}", filled.topics.len());
    assert!(
        200 <= filled.messages().count(),
        "{}",
        filled.messages().count()
    );
    for (topic, _) in filled.topics.values() {
        let last = topic.last.as_ref().unwrap();
        assert!(!last.text.trim().is_empty(), "{}", topic.title);
        assert!(topic.session.is_none());
    }
    let resolved = filled.topics.values();
    let resolved = resolved.filter(|(topic, _)| topic.state == TopicState::Resolved);
    assert!(4 <= resolved.count());
    let levels: Vec<TopicLevel> = filled.owner().places.iter().map(|one| one.level).collect();
    assert!(levels.contains(&TopicLevel::Mute) && levels.contains(&TopicLevel::Follow));

    for wanted in [
        "<table>",
        "<pre><code",
        "<blockquote>",
        "<ol>",
        "<ul>",
        "checkbox",
        "<del>",
        "<a href",
        "class=\"mention\"",
        "<strong>",
        "<em>",
        "<code>",
    ] {
        let found = filled
            .messages()
            .any(|message| message.html.contains(wanted));
        assert!(found, "{wanted}");
    }
    assert!(filled.messages().any(|one| one.edited_at.is_some()));
    assert!(filled.messages().any(|one| one.deleted_at.is_some()));
    assert!(filled.messages().any(|one| one.reply_to.is_some()));
    assert!(
        100 < filled
            .messages()
            .map(|one| one.reactions.len())
            .sum::<usize>()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn no_text_has_a_placeholder_or_a_mention_of_nobody() {
    let filled = Filled::at(MOMENTS[0]).await;
    let names: Vec<&str> = filled
        .owner()
        .people
        .iter()
        .map(|person| person.name.split(' ').next().unwrap())
        .collect();
    for message in filled.messages() {
        let html = &message.html;
        for odd in ["{{", "}}", "@_", "@[", "per_</", "(per_"] {
            assert!(!html.contains(odd), "{odd}: {html}");
        }
        for name in &names {
            let named = html.matches(&format!("@{name}")).count();
            let marked = html.matches(&format!("\">@{name}</span>")).count();
            assert_eq!(named, marked, "{html}");
        }
        let is_said = matches!(
            message.body,
            MessageBody::Text
                | MessageBody::BlockerRaised { .. }
                | MessageBody::BlockerResolved { .. }
                | MessageBody::Poll { .. }
                | MessageBody::Decided { .. }
        );
        let written = is_said && message.deleted_at.is_none();
        assert_eq!(written, !message.text.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_part_of_the_attention_engine_can_be_seen() {
    for moment in MOMENTS {
        let filled = Filled::at(moment).await;
        let owner = filled.owner();
        assert!(owner.groups.iter().any(|group| group.rota.is_some()));
        assert!(!owner.agreements.is_empty());
        assert!(!owner.proposals.is_empty());
        assert!(owner.blockers.iter().any(|one| one.told_at.is_some()));
        assert!(!owner.scheduled.is_empty());
        assert!(owner.reminders.iter().any(|one| one.at.is_some()));
        assert!(owner.reminders.iter().any(|one| one.at.is_none()));
        let messages: Vec<&Message> = filled.messages().collect();
        assert!(messages.iter().any(|message| message.urgent.is_some()));
        assert!(messages.iter().any(|message| !message.groups.is_empty()));
        let huddle = |message: &&Message| match &message.body {
            MessageBody::Residue(residue) => residue.session.outcome.is_some(),
            _ => false,
        };
        assert!(messages.iter().any(huddle));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_members_of_a_channel_write_and_react_in_it() {
    let filled = Filled::at(MOMENTS[0]).await;
    let members: BTreeSet<_> = filled
        .views
        .iter()
        .flat_map(|(_, view)| &view.memberships)
        .map(|one| (one.channel, one.person))
        .collect();
    for message in filled.messages() {
        let reacted = message.reactions.iter().flat_map(|one| &one.people);
        for person in reacted.chain([&message.author]) {
            assert!(
                members.contains(&(message.channel, *person)),
                "{}",
                message.text
            );
        }
    }
    let script = Script::read().unwrap();
    let cast = Cast::assemble(&script.team, filled.now).unwrap();
    for talk in script.talks() {
        let mut new = talk.message.iter().skip_while(|message| !message.new);
        let owner = &cast.members[0].first_name;
        assert!(new.all(|message| message.by != *owner), "{}", talk.title);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_and_clips_can_be_opened_and_the_recording_is_ready() {
    let filled = Filled::at(MOMENTS[0]).await;
    let app = &filled.place.app;
    let (owner, _) = filled.views.first().unwrap();
    let mut kinds = BTreeSet::new();
    for file in filled.messages().flat_map(|message| &message.attachments) {
        let bytes = app.file_bytes(owner, file.id, None).await.unwrap().stream;
        let bytes: Vec<_> = bytes.try_collect().await.unwrap();
        assert_eq!(
            bytes.iter().map(|piece| piece.len() as u64).sum::<u64>(),
            file.bytes
        );
        assert_eq!(file.thumbnail, file.media_type == "image/png");
        kinds.insert(file.media_type.clone());
    }
    assert_eq!(
        kinds.into_iter().collect::<Vec<_>>(),
        ["audio/webm", "image/png", "text/plain", "video/webm"]
    );

    let sessions = filled.messages().filter_map(|message| match &message.body {
        MessageBody::Residue(residue) => Some(&residue.session),
        _ => None,
    });
    let recordings: Vec<_> = sessions.flat_map(|session| &session.recordings).collect();
    let [recording] = recordings.as_slice() else {
        panic!("one recording: {recordings:?}");
    };
    assert_eq!(recording.state, RecordingState::Ready);
    let length = Duration::from_millis(recording.duration_ms.unwrap());
    assert!(Duration::from_secs(20) < length);
    let file = recording.file.as_ref().unwrap();
    assert_eq!(file.media_type, "video/webm");
    assert!(file.bytes < 150_000);
    let bytes = app.file_bytes(owner, file.id, None).await.unwrap().stream;
    let bytes: Vec<_> = bytes.try_collect().await.unwrap();
    assert!(bytes.concat().starts_with(&[0x1a, 0x45, 0xdf, 0xa3]));

    let missed = filled
        .messages()
        .filter(|one| matches!(one.body, MessageBody::MissedCall { .. }));
    assert_eq!(missed.count(), 1);
    assert!(
        std::fs::read_dir(app.recordings_dir())
            .unwrap()
            .next()
            .is_none()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_that_is_set_up_is_not_filled() {
    let place = Place::at(MOMENTS[0]).await;
    place.app.fill_sample().await.unwrap();
    let AppError::Refused(refusal) = place.app.fill_sample().await.unwrap_err() else {
        panic!("not refused");
    };
    assert_eq!(refusal.code, ErrorCode::AlreadySetUp);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wiped_sample_can_be_filled_again() {
    let place = Place::at(MOMENTS[0]).await;
    let sign_ins = place.app.fill_sample().await.unwrap();
    let owner = place.sign_in(sign_ins.first().unwrap()).await;
    place.app.wipe_sample(&owner).await.unwrap();
    assert!(place.app.organisation().await.unwrap().is_none());

    let again = place.app.fill_sample().await.unwrap();
    assert_eq!(sign_ins, again);
    let owner = place.sign_in(again.first().unwrap()).await;
    let snapshot = place.app.snapshot(&owner).await.unwrap();
    assert_eq!(snapshot.people.len(), 8);
}

/// Work in its own time: boards, the owner's own board, a check-in, goals and polls.
#[tokio::test(flavor = "multi_thread")]
async fn work_in_its_own_time_can_be_seen() {
    for moment in MOMENTS {
        let filled = Filled::at(moment).await;
        check_board(&filled, moment).await;
        check_check_ins(&filled, moment).await;
        let (owner, view) = filled.views.first().unwrap();
        let mut tree = 0;
        for goal in &view.goals {
            tree += usize::from(goal.parent.is_some());
            let detail = filled.place.app.goal(owner, goal.id).await.unwrap();
            let days = detail.updates.iter().map(|one| one.at.to_jiff());
            let days: Vec<_> = days.collect();
            assert!(!days.is_empty(), "{moment}: {}", goal.objective);
            let weeks = days
                .iter()
                .max()
                .unwrap()
                .duration_since(*days.iter().min().unwrap());
            if goal.objective == "Gateways that stay up" {
                assert!(21 <= weeks.as_hours() / 24, "{moment}");
            }
        }
        assert_eq!(tree, 2, "{moment}");
        assert!(view.polls.iter().any(|poll| poll.closed_at.is_none()));
        let mut decided = false;
        for (topic, _) in filled.topics.values() {
            let Ok(polls) = filled.place.app.polls(owner, topic.id).await else {
                continue;
            };
            decided |= polls.iter().any(|poll| poll.record.is_some());
        }
        assert!(decided, "{moment}");
        check_decisions(&filled, moment).await;
    }
}

/// The board has cards in all columns and measured what is usual; the owner's own board is full.
async fn check_board(filled: &Filled, moment: &str) {
    let (owner, view) = filled.views.first().unwrap();
    let named = |board: &&model::board::Board| board.name == "Gateway 2.5";
    let id = view.boards.iter().find(named).unwrap().id;
    let content = filled.place.app.board_content(owner, id).await.unwrap();
    for column in &content.board.columns {
        let cards = content.cards.iter().filter(|card| card.column == column.id);
        assert_ne!(cards.count(), 0, "{moment}: {}", column.name);
        let is_doing = column.stage == model::task::Stage::Doing;
        assert!(!is_doing || column.usual_minutes.is_some() && column.cards_max.is_some());
    }
    let blocked = content.tasks.iter().find(|task| task.blocked).unwrap();
    let dependent = |task: &model::task::Task| task.waits_on.contains(&blocked.id);
    assert!(content.tasks.iter().any(dependent), "{moment}");
    let iterations = content.iterations.iter();
    let (closed, open): (Vec<_>, Vec<_>) = iterations.partition(|one| one.closed_at.is_some());
    let [closed] = closed[..] else {
        panic!("{moment}: one iteration is closed")
    };
    let counts = [
        &closed.planned,
        &closed.added,
        &closed.finished,
        &closed.carried,
    ]
    .map(Vec::len);
    assert_eq!(counts, [5, 2, 5, 2], "{moment}");
    let running: Vec<_> = open.iter().map(|one| Some(one.id)).collect();
    assert_eq!(running, [content.board.iteration], "{moment}");
    let mut lanes = BTreeSet::new();
    for task in view.tasks.iter().filter(|task| task.is_of(owner.person)) {
        let item = model::my_board::MyItem::Task { task: task.id };
        let card = view.my_cards.iter().find(|card| card.item == item);
        let waits = rules::my_board::task_waits(task);
        if task.is_open() {
            lanes.insert(rules::my_board::lane_of(card, waits, filled.now));
        }
    }
    assert_eq!(lanes.len(), 6, "{moment}: {lanes:?}");
    let slow = view.my_cards.iter().filter(|card| card.slow.is_some());
    assert_eq!(slow.count(), 1, "{moment}");
}

/// The stand-up was answered for a week, and the owner has an open turn.
async fn check_check_ins(filled: &Filled, moment: &str) {
    let (owner, view) = filled.views.first().unwrap();
    assert!(view.turns.iter().any(model::check_in::Turn::is_open));
    let named = |one: &&model::check_in::CheckIn| one.title == "Gateway stand-up";
    let check_in = view.check_ins.iter().find(named).unwrap();
    let zone = zone_or_utc("Europe/Berlin");
    let calendar = super::calendar::Calendar::new(zone, filled.now);
    let (mut answers, mut missing, mut skipped, mut blocked) = (0, 0, 0, 0);
    for day in 1..=5 {
        let date = calendar.date(day);
        let report = filled.place.app.check_in_report(owner, check_in.id, date);
        let report = report.await.unwrap();
        answers += report.answers.len();
        missing += report.missing.len();
        skipped += report.skipped.len();
        blocked += report.blocked.len();
    }
    let ended = filled.place.app.check_ins(owner, None, true).await.unwrap();
    assert_eq!(ended.len(), 1, "{moment}");
    let report = filled
        .place
        .app
        .check_in_report(owner, ended[0].id, calendar.date(4));
    assert_eq!(report.await.unwrap().answers.len(), 2, "{moment}");
    assert_eq!(answers, 23, "{moment}");
    assert_eq!(blocked, 1, "{moment}");
    assert!(0 < missing && 0 < skipped, "{moment}");
}

/// A decision took the place of another, and both say so.
async fn check_decisions(filled: &Filled, moment: &str) {
    let (owner, _) = filled.views.first().unwrap();
    let all = RecordsOf {
        limit: 50,
        ..RecordsOf::default()
    };
    let all = filled.place.app.decisions(owner, all).await.unwrap();
    let new = all.iter().find(|one| one.replaces.is_some()).unwrap();
    let old = all.iter().find(|one| one.replaced_by == Some(new.id));
    assert_eq!(old.map(|old| old.id), new.replaces, "{moment}");
}
