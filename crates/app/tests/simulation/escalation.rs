//! Escalation: who is rung, who is skipped and named, and what stops it.

use std::time::Duration;

use app::availability::AvailabilityChange;
use app::session::NewSession;
use model::availability::StateReason;
use model::channel::ChannelKind;
use model::delivery::{Delivery, DeliveryAbout, DeliveryKind};
use model::error::ErrorCode;
use model::id::{MessageId, PersonId};
use model::request::{Request, RequestState, RingAs, SkipReason};

use crate::crew::{Crew, NIGHT};
use crate::trio::{code, instant};

fn is_nobody_left(about: &DeliveryAbout) -> bool {
    matches!(about, DeliveryAbout::NobodyLeft { .. })
}

/// Minutes after the message, whom, as what, and why not.
fn steps(request: &Request) -> Vec<(u64, PersonId, RingAs, Option<SkipReason>)> {
    let progress = request.escalation.clone().unwrap();
    let minutes =
        |step: &model::request::EscalationStep| step.at.since(request.opened_at).as_secs() / 60;
    let line = |step: model::request::EscalationStep| {
        (minutes(&step), step.person, step.rung_as, step.skipped)
    };
    progress.steps.into_iter().map(line).collect()
}

fn off() -> Option<SkipReason> {
    let state = StateReason::OutsideWorkingHours { assumed: true };
    Some(SkipReason::NotReachable { state })
}

async fn ring_of(crew: &Crew, of: usize) -> Delivery {
    let is_ring = |about: &DeliveryAbout| matches!(about, DeliveryAbout::UrgentRing { .. });
    crew.listed(of, is_ring).await.remove(0)
}

async fn is_answered(crew: &Crew, message: MessageId, asked: usize) -> bool {
    let request = crew.request(message, asked).await;
    let next = request.escalation.and_then(|progress| progress.next_at);
    matches!(request.state, RequestState::Answered { .. }) && next.is_none()
}

/// Nothing rings for anybody, however long it takes.
async fn is_silent(crew: &Crew) {
    crew.wait(120).await;
    for number in 0..crew.people.len() {
        assert_eq!(crew.rings(number).await, 0, "of {number}");
    }
}

/// Ben is asked at night, and away with Ana as deputy; she is off, too, and her deputy is Cara, who
/// agreed to be rung off hours. Dele is on duty for Ben's team.
async fn night() -> Crew {
    let crew = Crew::new(&["Mira", "Ben", "Ana", "Cara", "Dele"]).await;
    crew.rota(&[1, 4], &[4]).await;
    crew.until(instant(NIGHT)).await;
    crew.set(1, crew.away(Some(2))).await;
    let deputies = AvailabilityChange {
        deputies: vec![crew.id(3)],
        ..AvailabilityChange::default()
    };
    crew.set(2, deputies).await;
    let agreed = AvailabilityChange {
        off_hours_rings: true,
        ..AvailabilityChange::default()
    };
    crew.set(3, agreed).await;
    crew
}

#[tokio::test]
async fn it_rings_the_asked_then_deputies_then_the_rota_and_tells_when_nobody_is_left() {
    let crew = night().await;
    let sent = crew.now();
    let message = crew.urgent(0, &[1]).await.unwrap();
    crew.wait(9).await;
    assert_eq!(crew.rings(1).await, 0);
    crew.wait(1).await;
    let ring = ring_of(&crew, 1).await;
    assert_eq!(
        (ring.kind, ring.told_at),
        (DeliveryKind::BreakThrough, Some(crew.now()))
    );
    assert_eq!(ring.from, Some(crew.id(0)));
    let request = crew.request(message.id, 1).await;
    let about = |rung_as| DeliveryAbout::UrgentRing {
        request: request.id,
        message: message.id,
        asked: crew.id(1),
        rung_as,
    };
    assert_eq!(ring.about, about(RingAs::Asked));
    crew.wait(4).await;
    assert_eq!((crew.rings(2).await, crew.rings(3).await), (0, 0));
    crew.wait(1).await;
    assert_eq!((crew.rings(2).await, crew.rings(4).await), (0, 0));
    assert_eq!(ring_of(&crew, 3).await.about, about(RingAs::Deputy));
    crew.wait(5).await;
    assert_eq!(ring_of(&crew, 4).await.about, about(RingAs::Rota));
    assert!(crew.listed(0, is_nobody_left).await.is_empty());
    crew.wait(5).await;
    let over = crew.listed(0, is_nobody_left).await;
    let nobody = DeliveryAbout::NobodyLeft {
        request: request.id,
        reachable: vec![crew.id(4)],
    };
    assert_eq!(over.len(), 1);
    assert_eq!(over[0].about, nobody);
    // Mira is off as well, and told at once.
    assert_eq!(
        (over[0].kind, over[0].told_at),
        (DeliveryKind::BreakThrough, Some(crew.now()))
    );
    let request = crew.request(message.id, 1).await;
    assert_eq!(
        steps(&request),
        [
            (10, crew.id(1), RingAs::Asked, None),
            (15, crew.id(2), RingAs::Deputy, off()),
            (15, crew.id(3), RingAs::Deputy, None),
            (20, crew.id(4), RingAs::Rota, None),
        ]
    );
    let progress = request.escalation.unwrap();
    let end = sent.plus(Duration::from_secs(25 * 60));
    assert_eq!(
        (progress.next_at, progress.nobody_left_at),
        (None, Some(end))
    );
    // Those who were rung may still answer; then nothing rings and nothing is said any more.
    assert_eq!(crew.rings(3).await, 1);
    crew.say(1, "Awake", Some(message.id)).await;
    assert!(crew.listed(0, is_nobody_left).await.is_empty());
    is_silent(&crew).await;
}

#[tokio::test]
async fn it_goes_on_where_it_was_after_a_restart() {
    let mut crew = night().await;
    let message = crew.urgent(0, &[1]).await.unwrap();
    crew.wait(12).await;
    crew.restart().await;
    assert_eq!(crew.rings(1).await, 1);
    crew.wait(3).await;
    assert_eq!((crew.rings(1).await, crew.rings(3).await), (1, 1));
    crew.restart().await;
    crew.wait(5).await;
    assert_eq!(crew.rings(4).await, 1);
    let request = crew.request(message.id, 1).await;
    assert_eq!(steps(&request).len(), 4);
}

#[tokio::test]
async fn whatever_the_asked_person_does_about_it_stops_it() {
    let crew = night().await;
    let mira = &crew.people[0];
    let ben = &crew.people[1];
    let app = &crew.app;
    for what in 0..6 {
        let message = crew
            .urgent(if what < 3 { 0 } else { 2 }, &[1])
            .await
            .unwrap();
        let sender = if what < 3 { mira } else { &crew.people[2] };
        crew.wait(11).await;
        assert_eq!(crew.rings(1).await, 1, "{what}");
        let request = crew.request(message.id, 1).await;
        let later = crew.now().plus(Duration::from_secs(90 * 24 * 60 * 60));
        match what {
            0 => drop(crew.say(1, "On it", Some(message.id)).await),
            1 => drop(app.acknowledge(ben, request.id).await.unwrap()),
            2 => drop(app.withdraw(sender, request.id).await.unwrap()),
            3 => drop(app.delete_message(sender, message.id).await.unwrap()),
            4 => drop(app.defer(ben, request.id, later).await.unwrap()),
            _ => drop(app.extend(sender, request.id, later).await.unwrap()),
        }
        assert_eq!(crew.rings(1).await, 0, "{what}");
        is_silent(&crew).await;
        let request = crew.request(message.id, 1).await;
        let ordinary = !request.urgent && request.escalation.is_none();
        assert_eq!(ordinary, 4 <= what, "{what}");
        if ordinary {
            app.withdraw(sender, request.id).await.unwrap();
        }
    }
}

#[tokio::test]
async fn who_leaves_or_is_closed_is_rung_no_more() {
    let crew = night().await;
    let message = crew.urgent(0, &[1]).await.unwrap();
    crew.wait(15).await;
    assert_eq!((crew.rings(1).await, crew.rings(3).await), (1, 1));
    let (app, ben) = (&crew.app, &crew.people[1]);
    app.remove_member(ben, crew.channel, ben.person)
        .await
        .unwrap();
    assert_eq!(crew.rings(3).await, 0);
    let request = crew.request(message.id, 1).await;
    assert!(matches!(request.state, RequestState::Withdrawn { .. }));
    is_silent(&crew).await;
    crew.urgent(0, &[3]).await.unwrap();
    crew.wait(11).await;
    assert_eq!(crew.rings(3).await, 1);
    let closed = app::person::PersonChange {
        role: None,
        disabled: Some(true),
    };
    app.update_person(&crew.people[0], crew.id(3), closed)
        .await
        .unwrap();
    crew.wait(60).await;
    assert!(crew.listed(0, is_nobody_left).await.is_empty());
}

#[tokio::test]
async fn who_is_rung_in_anothers_stead_answers_for_them() {
    let crew = night().await;
    let message = crew.urgent(0, &[1]).await.unwrap();
    crew.wait(15).await;
    // Cara was rung, Dele not yet: what he says answers nothing.
    crew.say(4, "What is it?", Some(message.id)).await;
    assert!(!is_answered(&crew, message.id, 1).await);
    crew.say(3, &format!("{} ask him", crew.mention(4)), None)
        .await;
    assert!(!is_answered(&crew, message.id, 1).await);
    let said = crew.say(3, "I close the gate", None).await;
    assert!(is_answered(&crew, message.id, 1).await);
    let request = crew.request(message.id, 1).await;
    assert_eq!(request.asked, crew.id(1));
    assert_eq!(
        request.state,
        RequestState::Answered {
            at: crew.now(),
            by: Some(said.id)
        }
    );
    is_silent(&crew).await;
}

#[tokio::test]
async fn not_me_rings_the_next_at_once() {
    let crew = night().await;
    let message = crew.urgent(0, &[1]).await.unwrap();
    let request = crew.request(message.id, 1).await;
    let decline = async |who: usize| {
        let declined = crew
            .app
            .decline_escalation(&crew.people[who], request.id)
            .await;
        declined.map(|request| steps(&request).len())
    };
    assert_eq!(code(decline(1).await), ErrorCode::NotAllowed);
    crew.wait(10).await;
    assert_eq!(code(decline(3).await), ErrorCode::NotAllowed);
    assert_eq!(decline(1).await.unwrap(), 3);
    assert_eq!((crew.rings(1).await, crew.rings(3).await), (0, 1));
    crew.wait(5).await;
    assert_eq!(crew.rings(4).await, 1);
    // Whoever was rung before somebody else only ends their own ring.
    assert_eq!(decline(3).await.unwrap(), 4);
    assert_eq!((crew.rings(3).await, crew.rings(4).await), (0, 1));
    assert_eq!(decline(4).await.unwrap(), 4);
    assert_eq!(crew.listed(0, is_nobody_left).await.len(), 1);
    crew.say(1, "Awake", Some(message.id)).await;
    assert_eq!(code(decline(4).await), ErrorCode::WrongState);
}

#[tokio::test]
async fn a_deputy_who_cannot_read_the_channel_is_skipped_and_one_who_can_comes_in() {
    let crew = Crew::new(&["Mira", "Ben", "Ana"]).await;
    let deputies = AvailabilityChange {
        deputies: vec![crew.id(2)],
        ..AvailabilityChange::default()
    };
    crew.set(1, deputies).await;
    let (_, private) = crew.room(ChannelKind::Private, [1]).await;
    let message = crew.urgent_in(private, 0, &[1], false).await.unwrap();
    crew.wait(15).await;
    assert_eq!(crew.rings(2).await, 0);
    let request = crew.request(message.id, 1).await;
    assert_eq!(
        steps(&request)[1],
        (15, crew.id(2), RingAs::Deputy, Some(SkipReason::CannotRead))
    );
    assert_eq!(crew.listed(0, is_nobody_left).await.len(), 1);
    let new = app::channel::NewChannel {
        kind: ChannelKind::Public,
        name: "Open".into(),
        purpose: String::new(),
        default_expectation: None,
        members: vec![crew.id(1)],
    };
    let mira = &crew.people[0];
    let open = crew.app.create_channel(mira, new, None).await.unwrap().id;
    let topic = crew
        .app
        .open_topic(mira, open, "Pump".into(), None, None)
        .await
        .unwrap();
    crew.urgent_in(topic.topic.id, 0, &[1], false)
        .await
        .unwrap();
    crew.wait(15).await;
    assert_eq!(crew.rings(2).await, 1);
    let members = crew.app.members(mira, open).await.unwrap();
    assert!(members.iter().any(|member| member.person == crew.id(2)));
}

#[tokio::test]
async fn who_is_rung_for_many_rings_once_and_answers_for_all() {
    let crew = Crew::new(&["Mira", "Ben", "Ana", "Dele"]).await;
    crew.rota(&[1, 2, 3], &[3]).await;
    crew.until(instant(NIGHT)).await;
    let message = crew.urgent(0, &[1, 2]).await.unwrap();
    crew.wait(15).await;
    assert_eq!(
        (
            crew.rings(1).await,
            crew.rings(2).await,
            crew.rings(3).await
        ),
        (1, 1, 1)
    );
    // Ben answers for himself; Dele goes on ringing for Ana.
    crew.say(1, "Awake", Some(message.id)).await;
    assert_eq!(
        (
            crew.rings(1).await,
            crew.rings(2).await,
            crew.rings(3).await
        ),
        (0, 1, 1)
    );
    crew.say(3, "On my way", None).await;
    assert!(is_answered(&crew, message.id, 2).await);
    is_silent(&crew).await;
    // Both again: one word of Dele answers both.
    let message = crew.urgent(0, &[1, 2]).await.unwrap();
    crew.wait(15).await;
    crew.say(3, "On my way", Some(message.id)).await;
    assert!(is_answered(&crew, message.id, 1).await && is_answered(&crew, message.id, 2).await);
    is_silent(&crew).await;
}

#[tokio::test]
async fn of_a_group_that_is_asked_as_one_the_sender_hears_once_that_nobody_is_left() {
    let crew = Crew::new(&["Mira", "Ben", "Ana"]).await;
    let group = crew.rota(&[1, 2], &[1]).await;
    crew.until(instant(NIGHT)).await;
    let message = app::message::PostMessage {
        text: format!("@[{}]({}) the pump stands", group.name, group.id),
        expectation: Some(model::message::Expectation::Now),
        urgent: Some(app::urgent::UrgentPost {
            reason: "The river rises".into(),
            ask_confirmation: false,
        }),
        ..app::message::PostMessage::default()
    };
    let mira = &crew.people[0];
    let message = crew
        .app
        .post_message(mira, crew.topic, message, None)
        .await
        .unwrap();
    crew.wait(10).await;
    assert_eq!((crew.rings(1).await, crew.rings(2).await), (1, 1));
    crew.wait(60).await;
    assert_eq!(crew.listed(0, is_nobody_left).await.len(), 1);
    crew.say(2, "Awake", Some(message.id)).await;
    assert!(is_answered(&crew, message.id, 1).await);
    assert!(crew.listed(0, is_nobody_left).await.is_empty());
    is_silent(&crew).await;
}

#[tokio::test]
async fn the_duty_at_the_time_of_the_ring_counts() {
    let crew = Crew::new(&["Mira", "Ben", "Ana", "Dele"]).await;
    // The turn of a week goes from Ana to Dele in the night to Monday.
    crew.rota(&[1, 2, 3], &[2, 3]).await;
    crew.until(instant("2026-11-29T22:50:00Z")).await;
    crew.urgent(0, &[1]).await.unwrap();
    crew.wait(15).await;
    assert_eq!((crew.rings(2).await, crew.rings(3).await), (0, 1));
}

#[tokio::test]
async fn handing_an_urgent_request_on_pierces_for_the_other_and_begins_anew() {
    let crew = Crew::new(&["Mira", "Ben", "Ana"]).await;
    crew.until(instant(NIGHT)).await;
    let message = crew.urgent(0, &[1]).await.unwrap();
    crew.wait(12).await;
    let request = crew.request(message.id, 1).await;
    crew.app
        .delegate(&crew.people[1], request.id, crew.id(2), None)
        .await
        .unwrap();
    assert_eq!(crew.rings(1).await, 0);
    let told = crew.delivery(message.id, 2).await.unwrap();
    assert_eq!(told.kind, DeliveryKind::BreakThrough);
    crew.wait(9).await;
    assert_eq!(crew.rings(2).await, 0);
    crew.wait(1).await;
    assert_eq!((crew.rings(1).await, crew.rings(2).await), (0, 1));
}

#[tokio::test]
async fn who_talks_with_the_sender_has_answered() {
    let crew = night().await;
    let message = crew.urgent(0, &[1]).await.unwrap();
    crew.wait(15).await;
    let (app, mira, cara) = (&crew.app, &crew.people[0], &crew.people[3]);
    let nobody = NewSession {
        ring: Some(Vec::new()),
        huddle: None,
    };
    let session = app.start_session(mira, crew.topic, nobody).await.unwrap();
    app.join_session(cara, session.id).await.unwrap();
    assert!(!is_answered(&crew, message.id, 1).await);
    app.join_session(mira, session.id).await.unwrap();
    assert!(is_answered(&crew, message.id, 1).await);
    is_silent(&crew).await;
}
