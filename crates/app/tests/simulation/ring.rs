//! The call guard: who is not rung, what the caller is shown, and what they hear afterwards.

use app::availability::AvailabilityChange;
use app::error::AppError;
use app::ring::RingPerson;
use app::session::NewSession;
use model::availability::{AvailabilityState, SharedSpan, StateReason};
use model::call_guard::RingAnswer;
use model::channel::ChannelKind;
use model::delivery::{Delivery, DeliveryAbout, DeliveryKind};
use model::error::ErrorCode;
use model::id::TopicId;
use model::message::{Message, MessageBody};
use model::person::Role;
use model::request::RequestState;

use crate::crew::Crew;
use crate::trio::{Trio, code, instant};

/// Monday 19:00 in Berlin.
const EVENING: &str = "2026-11-23T18:00:00Z";

async fn ring(
    crew: &Crew,
    topic: Option<TopicId>,
    anyway: Option<&str>,
) -> Result<RingAnswer, AppError> {
    let how = RingPerson {
        topic,
        anyway: anyway.map(str::to_owned),
    };
    crew.app
        .ring_person(&crew.people[0], crew.id(1), how, None)
        .await
}

fn is_ring(about: &DeliveryAbout) -> bool {
    matches!(about, DeliveryAbout::Ring { .. })
}

async fn rings_for(crew: &Crew, of: usize) -> Vec<Delivery> {
    crew.listed(of, is_ring).await
}

async fn last(crew: &Crew, topic: TopicId) -> Message {
    crew.messages(topic).await.pop().unwrap()
}

#[tokio::test]
async fn who_is_available_is_rung_on_the_direct_conversation_and_it_ends_on_every_way() {
    let crew = Crew::new(&["Mira", "Ben"]).await;
    let answer = ring(&crew, None, None).await.unwrap();
    assert_eq!(answer.guard, None);
    let session = answer.session.unwrap();
    assert_eq!(
        (session.ringing.as_slice(), session.guarded.len()),
        (&[crew.id(1)][..], 0)
    );
    let direct = crew
        .app
        .direct(&crew.people[0], vec![crew.id(1)])
        .await
        .unwrap();
    assert_eq!(session.topic, direct.topic.id);
    let told = rings_for(&crew, 1).await;
    assert_eq!((told.len(), told[0].kind), (1, DeliveryKind::Notify));
    assert_eq!(told[0].from, Some(crew.id(0)));
    assert_eq!(crew.app.rings(&crew.people[1]).await.unwrap().len(), 1);
    // Ringing again neither rings twice nor begins another call.
    let again = ring(&crew, None, None).await.unwrap().session.unwrap();
    assert_eq!(again.id, session.id);
    assert_eq!(rings_for(&crew, 1).await.len(), 1);
    crew.app.decline(&crew.people[1], session.id).await.unwrap();
    assert!(rings_for(&crew, 1).await.is_empty());
    ring(&crew, None, None).await.unwrap();
    crew.app
        .join_session(&crew.people[1], session.id)
        .await
        .unwrap();
    assert!(rings_for(&crew, 1).await.is_empty());
    // Who is in the call already is not rung, whatever they do.
    let there = ring(&crew, Some(session.topic), None).await.unwrap();
    assert!(there.guard.is_none() && there.session.unwrap().ringing.is_empty());
    crew.app
        .end_session(&crew.people[1], session.id)
        .await
        .unwrap();
    let session = ring(&crew, None, None).await.unwrap().session.unwrap();
    crew.wait(1).await;
    assert!(rings_for(&crew, 1).await.is_empty());
    crew.app
        .ring(&crew.people[0], session.id, vec![crew.id(1)])
        .await
        .unwrap();
    assert_eq!(rings_for(&crew, 1).await.len(), 1);
    crew.app
        .end_session(&crew.people[0], session.id)
        .await
        .unwrap();
    assert!(rings_for(&crew, 1).await.is_empty());
}

#[tokio::test]
async fn who_is_off_is_guarded_and_nothing_happens() {
    let crew = Crew::spread(&[("Mira", "Europe/Berlin"), ("Ana", "Pacific/Auckland")]).await;
    let answer = ring(&crew, None, None).await.unwrap();
    assert_eq!(answer.session, None);
    let guard = answer.guard.unwrap();
    assert_eq!(
        (guard.person, guard.state),
        (crew.id(1), AvailabilityState::Off)
    );
    assert_eq!(
        guard.reason,
        StateReason::OutsideWorkingHours { assumed: true }
    );
    // Monday 22:00 there; she begins at 09:00.
    assert_eq!(guard.utc_offset_seconds, 13 * 60 * 60);
    assert_eq!(guard.told_at, Some(instant("2026-11-23T20:00:00Z")));
    assert_eq!(guard.slots, []);
    assert_eq!(guard.budget.spent, 0);
    assert!(rings_for(&crew, 1).await.is_empty());
    assert_eq!(
        crew.app
            .snapshot(&crew.people[1])
            .await
            .unwrap()
            .channels
            .len(),
        1
    );
}

#[tokio::test]
async fn who_is_in_focus_or_in_a_call_is_guarded_with_the_next_time_both_have() {
    let crew = Crew::new(&["Mira", "Ben"]).await;
    let focus = model::availability::FocusChoice::Minutes { minutes: 25 };
    crew.app.focus(&crew.people[1], focus).await.unwrap();
    let guard = ring(&crew, None, None).await.unwrap().guard.unwrap();
    assert_eq!(
        (guard.state, guard.reason),
        (AvailabilityState::Focus, StateReason::FocusBlock)
    );
    assert_eq!(guard.until, Some(instant("2026-11-23T09:25:00Z")));
    let slot = SharedSpan {
        from: instant("2026-11-23T09:30:00Z"),
        until: instant("2026-11-23T09:45:00Z"),
    };
    assert_eq!((guard.slots.first(), guard.slots.len()), (Some(&slot), 3));
    let trio = Trio::new().await;
    let nobody = NewSession {
        ring: Some(Vec::new()),
        huddle: None,
    };
    let other = trio
        .app
        .start_session(&trio.ben, trio.topic, nobody)
        .await
        .unwrap();
    trio.app.join_session(&trio.ben, other.id).await.unwrap();
    trio.attend(&trio.ben, other.id).await;
    let how = RingPerson::default();
    let answer = trio
        .app
        .ring_person(&trio.mira, trio.ben.person, how, None)
        .await;
    let guard = answer.unwrap().guard.unwrap();
    assert_eq!(
        (guard.state, guard.reason),
        (AvailabilityState::Live, StateReason::InCall)
    );
    // Into the call that he is in, he need not be rung.
    let how = RingPerson {
        topic: Some(trio.topic),
        anyway: None,
    };
    let answer = trio
        .app
        .ring_person(&trio.mira, trio.ben.person, how, None)
        .await;
    assert_eq!(answer.unwrap().session.unwrap().id, other.id);
}

#[tokio::test]
async fn ringing_anyway_costs_an_urgent_message_and_a_call_that_comes_about_answers_it() {
    let crew = Crew::new(&["Mira", "Ben"]).await;
    crew.until(instant(EVENING)).await;
    assert_eq!(code(ring(&crew, None, Some(" ")).await), ErrorCode::Invalid);
    let answer = ring(&crew, None, Some("The river rises")).await.unwrap();
    assert_eq!(answer.guard, None);
    let session = answer.session.unwrap();
    assert_eq!(session.ringing, [crew.id(1)]);
    let told = rings_for(&crew, 1).await;
    assert_eq!((told.len(), told[0].kind), (1, DeliveryKind::BreakThrough));
    let message = last(&crew, session.topic).await;
    assert_eq!(message.text, "The river rises");
    assert_eq!(message.urgent.clone().unwrap().reason, "The river rises");
    let pierced = crew.delivery(message.id, 1).await.unwrap();
    assert_eq!(pierced.kind, DeliveryKind::BreakThrough);
    let budget = crew.app.urgent_budget(&crew.people[0]).await.unwrap();
    assert_eq!(budget.spent, 1);
    for person in &crew.people {
        crew.app.join_session(person, session.id).await.unwrap();
    }
    let request = crew.request(message.id, 1).await;
    assert!(matches!(
        request.state,
        RequestState::Answered { by: None, .. }
    ));
    crew.app
        .end_session(&crew.people[0], session.id)
        .await
        .unwrap();
    crew.wait(30).await;
    assert_eq!(crew.rings(1).await, 0);
    for _ in 0..2 {
        let session = ring(&crew, None, Some("Again"))
            .await
            .unwrap()
            .session
            .unwrap();
        crew.app
            .end_session(&crew.people[0], session.id)
            .await
            .unwrap();
    }
    assert_eq!(
        code(ring(&crew, None, Some("Once more")).await),
        ErrorCode::UrgentSpent
    );
    let guard = ring(&crew, None, None).await.unwrap().guard.unwrap();
    assert_eq!(guard.budget.spent, 3);
    // In working hours nobody is guarded, and a ring costs nothing.
    crew.until(instant("2026-11-24T09:00:00Z")).await;
    let rings = ring(&crew, None, Some("Once more")).await.unwrap();
    assert!(rings.session.is_some());
}

#[tokio::test]
async fn the_same_key_rings_anyway_once() {
    let crew = Crew::new(&["Mira", "Ben"]).await;
    crew.until(instant(EVENING)).await;
    let key = app::once::IdempotencyKey::new("ring-1").unwrap();
    let anyway = async || {
        let how = RingPerson {
            topic: None,
            anyway: Some("The river rises".into()),
        };
        let (mira, ben) = (&crew.people[0], crew.id(1));
        crew.app
            .ring_person(mira, ben, how, Some(key.clone()))
            .await
            .unwrap()
    };
    let first = anyway().await.session.unwrap();
    assert_eq!(anyway().await.session.unwrap().id, first.id);
    assert_eq!(crew.messages(first.topic).await.len(), 1);
    let budget = crew.app.urgent_budget(&crew.people[0]).await.unwrap();
    assert_eq!(budget.spent, 1);
}

#[tokio::test]
async fn a_call_leaves_out_whom_the_guard_protects_and_tells_them_when_they_work() {
    let crew = Crew::new(&["Mira", "Ben"]).await;
    crew.until(instant(EVENING)).await;
    let direct = crew
        .app
        .direct(&crew.people[0], vec![crew.id(1)])
        .await
        .unwrap();
    let started = crew
        .app
        .start_session(&crew.people[0], direct.topic.id, NewSession::default());
    let session = started.await.unwrap();
    assert_eq!((session.ringing.len(), session.rung.len()), (0, 0));
    assert_eq!(session.guarded, [crew.id(1)]);
    let again = crew
        .app
        .ring(&crew.people[0], session.id, vec![crew.id(1)])
        .await
        .unwrap();
    assert_eq!((again.ringing.len(), again.guarded), (0, vec![crew.id(1)]));
    assert!(rings_for(&crew, 1).await.is_empty());
    assert!(crew.app.rings(&crew.people[1]).await.unwrap().is_empty());
    crew.app
        .join_session(&crew.people[0], session.id)
        .await
        .unwrap();
    crew.app
        .leave_session(&crew.people[0], session.id)
        .await
        .unwrap();
    let missed = last(&crew, direct.topic.id).await;
    let body = MessageBody::MissedCall {
        session: session.id,
        missed_by: vec![crew.id(1)],
        declined_by: Vec::new(),
    };
    assert_eq!(missed.body, body);
    let morning = instant("2026-11-24T08:00:00Z");
    let held = crew.delivery(missed.id, 1).await.unwrap();
    assert_eq!(held.kind, DeliveryKind::Hold { until: morning });
    crew.until(morning).await;
    let told = crew.delivery(missed.id, 1).await.unwrap();
    assert_eq!((told.id, told.kind), (held.id, DeliveryKind::Notify));
    assert_eq!(told.told_at, Some(morning));
}

#[tokio::test]
async fn a_call_that_goes_on_without_them_is_told_to_those_who_were_guarded() {
    let crew = Crew::spread(&[
        ("Mira", "Europe/Berlin"),
        ("Ben", "Europe/Berlin"),
        ("Ana", "Pacific/Auckland"),
    ])
    .await;
    let all = NewSession {
        ring: Some(vec![crew.id(1), crew.id(2)]),
        huddle: None,
    };
    let session = crew
        .app
        .start_session(&crew.people[0], crew.topic, all)
        .await
        .unwrap();
    assert_eq!(
        (session.ringing, session.guarded),
        (vec![crew.id(1)], vec![crew.id(2)])
    );
    for person in &crew.people[..2] {
        crew.app.join_session(person, session.id).await.unwrap();
    }
    crew.app
        .end_session(&crew.people[0], session.id)
        .await
        .unwrap();
    let residue = last(&crew, crew.topic).await;
    assert!(matches!(residue.body, MessageBody::Residue(_)));
    let held = crew.delivery(residue.id, 2).await.unwrap();
    assert_eq!(
        held.kind,
        DeliveryKind::Hold {
            until: instant("2026-11-23T20:00:00Z")
        }
    );
    assert_eq!(crew.delivery(residue.id, 1).await, None);
    crew.until(instant("2026-11-23T20:00:00Z")).await;
    let told = crew.delivery(residue.id, 2).await.unwrap();
    assert_eq!(told.kind, DeliveryKind::Notify);
    // Who comes in by themselves missed nothing.
    let all = NewSession {
        ring: Some(vec![crew.id(1)]),
        huddle: None,
    };
    let session = crew
        .app
        .start_session(&crew.people[0], crew.topic, all)
        .await
        .unwrap();
    assert_eq!(session.guarded, [crew.id(1)]);
    let joined = crew
        .app
        .join_session(&crew.people[1], session.id)
        .await
        .unwrap();
    assert!(joined.guarded.is_empty());
}

#[tokio::test]
async fn who_declines_a_call_is_not_told_that_they_missed_it() {
    let crew = Crew::new(&["Mira", "Ben", "Ana"]).await;
    let app = &crew.app;
    let [mira, ben] = [&crew.people[0], &crew.people[1]];
    let both = || NewSession {
        ring: Some(vec![crew.id(1), crew.id(2)]),
        huddle: None,
    };
    let session = app.start_session(mira, crew.topic, both()).await.unwrap();
    app.join_session(mira, session.id).await.unwrap();
    let declined = app.decline(ben, session.id).await.unwrap();
    assert_eq!(declined.declined, [crew.id(1)]);
    // A second click changes nothing.
    let again = app.decline(ben, session.id).await.unwrap();
    assert_eq!(again.declined, declined.declined);
    app.leave_session(mira, session.id).await.unwrap();
    let missed = last(&crew, crew.topic).await;
    let body = MessageBody::MissedCall {
        session: session.id,
        missed_by: vec![crew.id(1), crew.id(2)],
        declined_by: vec![crew.id(1)],
    };
    assert_eq!(missed.body, body);
    assert_eq!(crew.delivery(missed.id, 1).await, None);
    let told = crew.delivery(missed.id, 2).await.unwrap();
    assert_eq!(told.kind, DeliveryKind::Notify);
    // Rung once more, and not there: that one was missed.
    let session = app.start_session(mira, crew.topic, both()).await.unwrap();
    app.join_session(mira, session.id).await.unwrap();
    app.decline(ben, session.id).await.unwrap();
    let rung = app.ring(mira, session.id, vec![crew.id(1)]).await.unwrap();
    assert!(rung.declined.is_empty());
    app.leave_session(mira, session.id).await.unwrap();
    let missed = last(&crew, crew.topic).await;
    assert!(crew.delivery(missed.id, 1).await.is_some());
}

#[tokio::test]
async fn nobody_rings_themselves_closed_accounts_or_those_outside_a_channel() {
    let crew = Crew::new(&["Mira", "Ben", "Gone"]).await;
    let app = &crew.app;
    let mira = &crew.people[0];
    let (_, private) = crew.room(ChannelKind::Private, [0]).await;
    assert_eq!(
        code(ring(&crew, Some(private), None).await),
        ErrorCode::Invalid
    );
    let own = app
        .ring_person(mira, mira.person, RingPerson::default(), None)
        .await;
    assert_eq!(code(own), ErrorCode::Invalid);
    let closed = app::person::PersonChange {
        role: None,
        disabled: Some(true),
    };
    app.update_person(mira, crew.id(2), closed).await.unwrap();
    let gone = app
        .ring_person(mira, crew.id(2), RingPerson::default(), None)
        .await;
    assert_eq!(code(gone), ErrorCode::WrongState);
    let guest = crew.join("Guest", "Europe/Berlin", Role::Guest).await;
    let unknown = app
        .ring_person(&guest, crew.id(1), RingPerson::default(), None)
        .await;
    assert_eq!(code(unknown), ErrorCode::NotFound);
    let quiet = AvailabilityChange {
        do_not_disturb_until: Some(instant("2026-11-23T15:00:00Z")),
        ..AvailabilityChange::default()
    };
    crew.set(1, quiet).await;
    let guard = ring(&crew, Some(crew.topic), None)
        .await
        .unwrap()
        .guard
        .unwrap();
    assert_eq!(guard.state, AvailabilityState::DoNotDisturb);
}
