//! Due instants that count from when their person is told: never before, and true when that changes.

use app::availability::AvailabilityChange;
use app::message::PostMessage;
use app::session::NewSession;
use model::availability::{FocusChoice, FocusTime, StateReason};
use model::delivery::{DeliveryAbout, DeliveryKind};
use model::id::{RequestId, TopicId};
use model::message::{Expectation, Message};
use model::request::{DueReason, Request};
use model::time::Timestamp;

use crate::crew::Crew;
use crate::trio::{Trio, instant};

fn asks(crew: &Crew, asked: usize, expectation: Expectation) -> PostMessage {
    PostMessage {
        text: "May I ship it?".into(),
        expectation: Some(expectation),
        asked: vec![crew.id(asked)],
        ..PostMessage::default()
    }
}

async fn ask(crew: &Crew, asked: usize, expectation: Expectation) -> Message {
    let message = asks(crew, asked, expectation);
    let posted = crew
        .app
        .post_message(&crew.people[0], crew.topic, message, None);
    posted.await.unwrap()
}

/// When an answer is due, and why by the decision that is kept.
async fn due(crew: &Crew, message: &Message, asked: usize) -> (Option<Timestamp>, Timestamp) {
    let request = crew.request(message.id, asked).await;
    let why = crew.app.why_due(&crew.people[0], request.id).await.unwrap();
    assert_eq!(
        (why.due_at, &why.reason),
        (request.due_at, &request.due_reason)
    );
    (request.due_at, why.decided_at)
}

async fn is_nudged(crew: &Crew, asked: usize) -> bool {
    let is_nudge = |about: &DeliveryAbout| matches!(about, DeliveryAbout::Nudge { .. });
    !crew.listed(asked, is_nudge).await.is_empty()
}

#[tokio::test]
async fn who_is_told_only_after_the_named_instant_has_an_hour_and_the_sender_sees_it_before() {
    let crew = Crew::spread(&[("Mira", "Europe/Berlin"), ("Ana", "Pacific/Auckland")]).await;
    // Monday 22:00 where Ana is; the instant named is the one in which her Tuesday begins.
    let begins = instant("2026-11-23T20:00:00Z");
    let draft = asks(&crew, 1, Expectation::By(begins));
    let preview = crew
        .app
        .preview_message(&crew.people[0], crew.topic, draft, None);
    let ana = preview.await.unwrap().recipients.remove(0);
    let hour_later = instant("2026-11-23T21:00:00Z");
    let reason = DueReason::AfterTold {
        named: begins,
        state: StateReason::WorkingHours { assumed: true },
        told_at: begins,
        minutes: 60,
    };
    assert_eq!(ana.told_at, Some(begins));
    assert_eq!(
        (ana.due_at, ana.due_reason),
        (Some(hour_later), Some(reason.clone()))
    );

    let message = ask(&crew, 1, Expectation::By(begins)).await;
    let request = crew.request(message.id, 1).await;
    assert_eq!(
        (request.due_at, request.due_reason),
        (Some(hour_later), reason)
    );
    crew.until(begins).await;
    let told = crew.delivery(message.id, 1).await.unwrap();
    assert_eq!(told.told_at, Some(begins));
    assert!(!is_nudged(&crew, 1).await, "told and overdue at once");
    crew.until(instant("2026-11-23T20:59:00Z")).await;
    assert!(!is_nudged(&crew, 1).await);
    crew.until(hour_later).await;
    assert!(is_nudged(&crew, 1).await);
}

#[tokio::test]
async fn now_counts_from_the_minute_in_which_a_focus_really_ends() {
    let crew = Crew::new(&["Mira", "Ben"]).await;
    let hour = FocusChoice::Minutes { minutes: 60 };
    crew.app.focus(&crew.people[1], hour).await.unwrap();
    let message = ask(&crew, 1, Expectation::Now).await;
    let planned = instant("2026-11-23T10:10:00Z");
    let asked_at = instant("2026-11-23T09:00:00Z");
    assert_eq!(due(&crew, &message, 1).await, (Some(planned), asked_at));

    crew.wait(5).await;
    crew.app.end_focus(&crew.people[1]).await.unwrap();
    let ended_at = instant("2026-11-23T09:05:00Z");
    let told = crew.delivery(message.id, 1).await.unwrap();
    assert_eq!(
        (told.kind, told.told_at),
        (DeliveryKind::Notify, Some(ended_at))
    );
    let counted = instant("2026-11-23T09:15:00Z");
    assert_eq!(due(&crew, &message, 1).await, (Some(counted), ended_at));
    // What joins it later restarts no clock, though it is held and told in its turn.
    crew.app.focus(&crew.people[1], hour).await.unwrap();
    ask(&crew, 1, Expectation::Now).await;
    crew.app.end_focus(&crew.people[1]).await.unwrap();
    assert_eq!(due(&crew, &message, 1).await, (Some(counted), ended_at));
}

#[tokio::test]
async fn who_is_told_later_than_planned_is_not_overdue_before() {
    let crew = Crew::new(&["Mira", "Ben"]).await;
    crew.until(instant("2026-11-23T18:00:00Z")).await;
    let now = ask(&crew, 1, Expectation::Now).await;
    let morning = instant("2026-11-24T08:10:00Z");
    assert_eq!(crew.request(now.id, 1).await.due_at, Some(morning));
    // At night he keeps the morning free.
    let free = FocusTime::Once {
        from: instant("2026-11-24T08:00:00Z"),
        until: instant("2026-11-24T11:00:00Z"),
    };
    let change = AvailabilityChange {
        focus: vec![(None, free)],
        ..AvailabilityChange::default()
    };
    crew.set(1, change).await;
    let noon = instant("2026-11-24T11:10:00Z");
    assert_eq!(crew.request(now.id, 1).await.due_at, Some(noon));
    crew.until(instant("2026-11-24T11:09:00Z")).await;
    assert!(!is_nudged(&crew, 1).await);
    crew.until(noon).await;
    assert!(is_nudged(&crew, 1).await);
}

#[tokio::test]
async fn a_call_that_ends_moves_what_was_planned_for_after_the_working_day() {
    let team = Trio::new().await;
    let nobody = NewSession {
        ring: Some(Vec::new()),
        huddle: None,
    };
    let elsewhere = open(&team, "Elsewhere").await;
    let call = team.app.start_session(&team.ana, elsewhere, nobody);
    let call = call.await.unwrap();
    for person in [&team.ana, &team.ben] {
        team.app.join_session(person, call.id).await.unwrap();
        team.attend(person, call.id).await;
    }
    let half_past = instant("2026-11-23T09:30:00Z");
    let now = ask_ben(&team, "Pump", Expectation::Now).await;
    let by = ask_ben(&team, "Gate", Expectation::By(half_past)).await;
    // Nobody knows when a call ends: the rest of the day is taken for it, and what was named stays.
    assert_eq!(now.due_at, Some(instant("2026-11-24T08:10:00Z")));
    assert_eq!(by.due_at, Some(half_past));
    team.until(instant("2026-11-23T09:40:00Z")).await;
    let nudged = request(&team, by.id).await.nudged_at;
    assert_eq!(nudged, None, "nobody is nudged in a call");
    team.app.end_session(&team.ana, call.id).await.unwrap();
    let ten_minutes = instant("2026-11-23T09:50:00Z");
    assert_eq!(request(&team, now.id).await.due_at, Some(ten_minutes));
    let by = request(&team, by.id).await;
    let hour = instant("2026-11-23T10:40:00Z");
    assert_eq!((by.due_at, by.nudged_at), (Some(hour), None));
}

/// Mira asks Ben in a topic of its own.
async fn ask_ben(team: &Trio, title: &str, expectation: Expectation) -> Request {
    let message = PostMessage {
        text: "May I ship it?".into(),
        expectation: Some(expectation),
        asked: vec![team.ben.person],
        ..PostMessage::default()
    };
    let topic = open(team, title).await;
    let posted = team.app.post_message(&team.mira, topic, message, None);
    let id = posted.await.unwrap().id;
    let opened = team
        .app
        .store()
        .read(move |view| view.requests_of_message(id));
    opened.await.unwrap().remove(0)
}

async fn open(team: &Trio, title: &str) -> TopicId {
    let opened = team
        .app
        .open_topic(&team.mira, team.channel, title.into(), None, None);
    opened.await.unwrap().topic.id
}

async fn request(team: &Trio, id: RequestId) -> Request {
    let found = team.app.store().read(move |view| view.request(id)).await;
    found.unwrap().unwrap()
}
