//! Round trips lead to an offer, the offer to a huddle, and the huddle leaves its outcome.

use app::message::PostMessage;
use app::session::{HuddleMinutes, NewSession};
use model::availability::SharedSpan;
use model::delivery::{DeliveryAbout, DeliveryKind};
use model::error::ErrorCode;
use model::message::MessageBody;
use model::session::SessionKind;
use model::talk::{TalkOffer, TalkOfferState, TalkWay};
use model::topic::TopicState;

use crate::trio::{Trio, code, instant};

fn is_talk(about: &DeliveryAbout) -> bool {
    matches!(about, DeliveryAbout::Talk { .. })
}

/// The one open offer that both have.
async fn offer(team: &Trio) -> TalkOffer {
    let mira = team.snapshot(&team.mira).await.talk_offers;
    assert_eq!(mira.len(), 1, "{mira:?}");
    assert_eq!(team.snapshot(&team.ben).await.talk_offers, mira);
    mira.into_iter().next().unwrap()
}

async fn has_none(team: &Trio) {
    for person in [&team.mira, &team.ben] {
        assert!(team.snapshot(person).await.talk_offers.is_empty());
        assert!(team.listed(person, is_talk).await.is_empty());
    }
}

#[tokio::test]
async fn the_fourth_round_trip_offers_both_a_talk_and_the_fifth_offers_nothing_more() {
    let team = Trio::new().await;
    team.back_and_forth(3).await;
    has_none(&team).await;
    team.back_and_forth(1).await;
    let first = offer(&team).await;
    assert_eq!(first.way, TalkWay::Now { minutes: 5 });
    assert_eq!(first.round_trips, 4);
    for person in [&team.mira, &team.ben] {
        let told = team.listed(person, is_talk).await;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].kind, DeliveryKind::Notify);
        assert!(told[0].told_at.is_some());
    }
    assert!(team.snapshot(&team.ana).await.talk_offers.is_empty());
    team.back_and_forth(2).await;
    assert_eq!(offer(&team).await, first);
}

#[tokio::test]
async fn what_is_said_to_others_is_no_round_trip() {
    let team = Trio::new().await;
    let to_ana = format!("@[Ana]({}) and this?", team.ana.person);
    for _ in 0..6 {
        team.say(&team.mira, &to_ana).await;
        team.wait(1).await;
        team.say(&team.ben, &to_ana).await;
        team.wait(1).await;
    }
    has_none(&team).await;
}

#[tokio::test]
async fn what_was_deleted_is_no_round_trip_and_replies_are_to_whom_they_answer() {
    let team = Trio::new().await;
    team.back_and_forth(3).await;
    let gone = team.say(&team.mira, "And this?").await;
    team.app.delete_message(&team.mira, gone.id).await.unwrap();
    team.say(&team.ben, "Rather that").await;
    has_none(&team).await;
    // Ana speaks between them; what answers Ben by a reply is to him all the same.
    team.say(&team.ana, "Good morning").await;
    let last = team.messages().await;
    let of_ben = last.iter().rfind(|one| one.author == team.ben.person);
    let reply = PostMessage {
        text: "Or so".into(),
        reply_to: of_ben.map(|one| one.id),
        ..PostMessage::default()
    };
    let posted = team.app.post_message(&team.mira, team.topic, reply, None);
    posted.await.unwrap();
    has_none(&team).await;
    team.say(&team.ben, "Yes").await;
    assert_eq!(offer(&team).await.round_trips, 4);
}

#[tokio::test]
async fn who_cannot_be_reached_is_offered_the_next_slot_both_have() {
    let team = Trio::new().await;
    // Monday 19:00 in Berlin.
    team.until(instant("2026-11-23T18:00:00Z")).await;
    team.back_and_forth(4).await;
    let later = offer(&team).await;
    let TalkWay::Later { slots } = &later.way else {
        panic!("{later:?}");
    };
    let next = SharedSpan {
        from: instant("2026-11-24T08:00:00Z"),
        until: instant("2026-11-24T08:05:00Z"),
    };
    assert_eq!((slots.first(), slots.len()), (Some(&next), 3));
    // It is held, and over before it could be told.
    let held = team.listed(&team.ben, is_talk).await;
    assert!(matches!(held[0].kind, DeliveryKind::Hold { .. }));
    let taken = team.app.take_talk_offer(&team.mira, later.id).await;
    assert_eq!(code(taken), ErrorCode::Guarded);
    team.until(instant("2026-11-23T22:59:59Z")).await;
    assert_eq!(offer(&team).await, later);
    team.until(instant("2026-11-23T23:00:00Z")).await;
    has_none(&team).await;
    let taken = team.app.take_talk_offer(&team.mira, later.id).await;
    assert_eq!(code(taken), ErrorCode::WrongState);
}

#[tokio::test]
async fn a_dismissed_offer_comes_back_the_next_day_and_resolving_counts_anew() {
    let team = Trio::new().await;
    team.back_and_forth(4).await;
    let first = offer(&team).await;
    let dismissed = team.app.dismiss_talk_offer(&team.ben, first.id).await;
    assert_eq!(dismissed.unwrap().state, TalkOfferState::Dismissed);
    has_none(&team).await;
    let again = team.app.dismiss_talk_offer(&team.mira, first.id).await;
    assert_eq!(code(again), ErrorCode::WrongState);
    let foreign = team.app.dismiss_talk_offer(&team.ana, first.id).await;
    assert_eq!(code(foreign), ErrorCode::NotFound);
    team.back_and_forth(1).await;
    has_none(&team).await;
    team.until(instant("2026-11-24T09:00:00Z")).await;
    team.back_and_forth(1).await;
    let second = offer(&team).await;
    // Mira's next message follows five round trips of yesterday.
    assert_eq!(second.round_trips, 5);
    team.set_state(&team.ben, TopicState::Resolved)
        .await
        .unwrap();
    has_none(&team).await;
    team.until(instant("2026-11-25T09:00:00Z")).await;
    team.back_and_forth(3).await;
    has_none(&team).await;
    team.back_and_forth(1).await;
    assert_eq!(offer(&team).await.round_trips, 4);
}

#[tokio::test]
async fn an_offer_that_is_taken_rings_the_other_and_the_outcome_lands_in_the_topic() {
    let team = Trio::new().await;
    team.back_and_forth(4).await;
    let first = offer(&team).await;
    let session = team
        .app
        .take_talk_offer(&team.mira, first.id)
        .await
        .unwrap();
    assert_eq!(session.kind, SessionKind::Huddle);
    assert_eq!(session.ringing, [team.ben.person]);
    assert_eq!(session.ends_at, Some(instant("2026-11-23T09:13:00Z")));
    has_none(&team).await;
    // Ben pressed as well: he comes into the same huddle.
    let same = team.app.take_talk_offer(&team.ben, first.id).await.unwrap();
    assert_eq!(same.id, session.id);
    for person in [&team.mira, &team.ben] {
        team.attend(person, session.id).await;
    }
    // The clock runs out without cutting the call; writing on offers nothing to who talks already.
    team.wait(7).await;
    team.back_and_forth(1).await;
    has_none(&team).await;
    let live = team.app.session(&team.mira, session.id).await.unwrap();
    assert_eq!(live.ended_at, None);
    let foreign = team.app.set_outcome(&team.ana, session.id, "So".into());
    assert_eq!(code(foreign.await), ErrorCode::NotAllowed);
    team.app.end_session(&team.ben, session.id).await.unwrap();
    assert_eq!(team.topic().await.last.unwrap().text, "Huddle");
    let before = team.snapshot(&team.ana).await.seq;
    let line = "We ship on Friday".to_owned();
    let said = team.app.set_outcome(&team.ben, session.id, line.clone());
    assert_eq!(said.await.unwrap().outcome, Some(line.clone()));
    let residue = team.messages().await.pop().unwrap();
    let MessageBody::Residue(left) = residue.body else {
        panic!("{residue:?}");
    };
    assert_eq!(left.session.outcome, Some(line.clone()));
    assert_eq!(team.topic().await.last.unwrap().text, line);
    let (events, _) = team.app.events(&team.ana, before, 50).await.unwrap();
    let kinds: Vec<String> = events
        .iter()
        .map(|event| serde_json::to_value(event).unwrap()["type"].to_string())
        .collect();
    assert_eq!(kinds, ["\"session.updated\"", "\"message.updated\""]);
}

#[tokio::test]
async fn who_went_silent_since_is_not_rung() {
    let team = Trio::new().await;
    team.back_and_forth(4).await;
    let first = offer(&team).await;
    team.silence(&team.ben, "2026-11-23T11:00:00Z").await;
    let taken = team.app.take_talk_offer(&team.mira, first.id).await;
    assert_eq!(code(taken), ErrorCode::Guarded);
    // Ben himself may take it, and Mira is there.
    let session = team.app.take_talk_offer(&team.ben, first.id).await.unwrap();
    assert_eq!(session.ringing, [team.mira.person]);
}

#[tokio::test]
async fn who_leaves_the_channel_is_offered_nothing_there() {
    let team = Trio::new().await;
    team.back_and_forth(4).await;
    let left = team
        .app
        .remove_member(&team.ben, team.channel, team.ben.person);
    left.await.unwrap();
    has_none(&team).await;
}

#[tokio::test]
async fn a_huddle_takes_the_usual_minutes_or_those_that_can_be_chosen() {
    let team = Trio::new().await;
    let huddle = |minutes| NewSession {
        ring: None,
        huddle: Some(minutes),
    };
    let start = |minutes| {
        team.app
            .start_session(&team.mira, team.topic, huddle(minutes))
    };
    let refused = start(HuddleMinutes::Chosen(7)).await;
    assert_eq!(code(refused), ErrorCode::Invalid);
    let session = start(HuddleMinutes::Chosen(15)).await.unwrap();
    assert_eq!(session.kind, SessionKind::Huddle);
    assert_eq!(session.ends_at, Some(instant("2026-11-23T09:15:00Z")));
    assert_eq!(start(HuddleMinutes::Usual).await.unwrap().id, session.id);
}
