//! A clip reaches people as every message does: held while they are off, told once, named in lists.

use app::message::PostMessage;
use bytes::Bytes;
use model::clip::ClipKind;
use model::delivery::{DeliveryAbout, DeliveryKind};
use model::id::FileId;
use model::message::{Expectation, Message};
use model::talk::TalkOfferState;

use crate::trio::Trio;

async fn record(team: &Trio) -> FileId {
    let actor = &team.mira;
    let kind = Some(ClipKind::Voice);
    let id = team.app.begin_upload(actor, "a.webm", 5, kind).await;
    let piece = futures::stream::iter([Ok(Bytes::from_static(b"voice"))]);
    let (_, file) = team
        .app
        .append_upload(actor, id.unwrap(), 0, piece)
        .await
        .unwrap();
    file.unwrap().id
}

async fn send(team: &Trio, text: &str, expectation: Expectation) -> Message {
    let message = PostMessage {
        text: text.to_owned(),
        expectation: Some(expectation),
        asked: vec![team.ana.person],
        attachments: vec![record(team).await],
        ..PostMessage::default()
    };
    let posted = team.app.post_message(&team.mira, team.topic, message, None);
    posted.await.unwrap()
}

#[tokio::test]
async fn a_clip_to_somebody_off_is_held_until_their_next_working_minute_and_told_once() {
    let team = Trio::new().await;
    let clip = send(&team, "about the drain", Expectation::Today).await;
    let is_it = |about: &DeliveryAbout| *about == DeliveryAbout::Message { message: clip.id };
    let held = team.listed(&team.ana, is_it).await;
    let DeliveryKind::Hold { until } = held[0].kind else {
        panic!("not held: {held:?}");
    };
    assert_eq!(held[0].told_at, None);
    let asked = team.snapshot(&team.ana).await.requests;
    assert_eq!(asked[0].excerpt, "Voice clip, 0:42: about the drain");
    let last = team.topic().await.last.unwrap();
    assert_eq!(last.text, "Voice clip, 0:42: about the drain");
    team.until(until).await;
    // Told is told: it stands in no list of what waits any more, and nothing tells it again.
    assert!(team.listed(&team.ana, is_it).await.is_empty());
    let told = team.app.store().read(move |view| view.delivery(held[0].id));
    assert_eq!(told.await.unwrap().unwrap().told_at, Some(until));
}

#[tokio::test]
async fn a_clip_that_wants_nothing_asks_nobody() {
    let team = Trio::new().await;
    send(&team, "", Expectation::None).await;
    assert!(team.snapshot(&team.ana).await.requests.is_empty());
    assert_eq!(team.topic().await.last.unwrap().text, "Voice clip, 0:42");
}

/// The way that is left when one of two cannot be reached: what is said in a clip goes on counting as
/// said, and the offer stays until it is taken or dismissed.
#[tokio::test]
async fn a_clip_is_said_like_a_message_in_a_conversation_of_two() {
    let team = Trio::new().await;
    team.back_and_forth(3).await;
    let message = PostMessage {
        attachments: vec![record(&team).await],
        ..PostMessage::default()
    };
    let posted = team.app.post_message(&team.mira, team.topic, message, None);
    posted.await.unwrap();
    team.say(&team.ben, "Rather that").await;
    let offers = team.snapshot(&team.mira).await.talk_offers;
    assert_eq!(offers.len(), 1);
    assert_eq!(offers[0].state, TalkOfferState::Open);
}
