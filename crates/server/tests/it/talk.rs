//! From many round trips over HTTP to a huddle and its outcome.

use model::delivery::DeliveryAbout;
use model::error::ErrorCode;
use model::event::Event;
use model::message::MessageBody;
use model::session::{Session, SessionKind};
use model::talk::{TalkOffer, TalkOfferState, TalkWay};
use serde_json::json;

use crate::client::{good, refused};
use crate::server::TestServer;

/// A Monday in winter, at 10:00 in Berlin.
const MONDAY_TEN: &str = "2027-01-11T09:00:00Z";

fn offered(event: &Event) -> Option<TalkOffer> {
    match event {
        Event::TalkOfferUpdated(offer) => Some(offer.clone()),
        _ => None,
    }
}

#[tokio::test]
async fn a_fourth_round_trip_is_offered_on_the_socket_and_its_huddle_leaves_a_line() {
    let server = TestServer::start().await;
    server
        .set_time(MONDAY_TEN.parse().expect("an instant"))
        .await;
    let [ada, ben, eve] = server.people(["Ada", "Ben", "Eve"]).await;
    let channel = ada.channel("general", &[ben.id(), eve.id()]).await;
    let topic = ada.topic(&channel, "Start").await;
    let mut socket = ben.socket(None).await;
    for author in [&ada, &ben].repeat(4) {
        author.say(topic.id, "Rather that").await;
    }
    let offer = socket.until(offered).await;
    assert_eq!(offer.way, TalkWay::Now { minutes: 5 });
    let about = DeliveryAbout::Talk { offer: offer.id };
    let told = ada.snapshot().await.deliveries;
    assert!(told.iter().any(|delivery| delivery.about == about));
    let take = format!("talk-offers/{}/take", offer.id);
    refused(eve.post(&take, json!({})).await, 404, ErrorCode::NotFound).await;
    let session: Session = good(ben.post(&take, json!({})).await).await;
    assert_eq!(session.kind, SessionKind::Huddle);
    assert_eq!(session.ringing, [ada.id()]);
    let taken = socket.until(offered).await;
    assert_eq!(
        taken.state,
        TalkOfferState::Taken {
            session: session.id
        }
    );
    let path = format!("sessions/{}", session.id);
    for person in [&ada, &ben] {
        let joined = person.post(&format!("{path}/join"), json!({})).await;
        let _: Session = good(joined).await;
    }
    let _: Session = good(ben.post(&format!("{path}/end"), json!({})).await).await;
    let outcome = format!("{path}/outcome");
    let long = json!({ "text": "x".repeat(301) });
    refused(ada.post(&outcome, long).await, 422, ErrorCode::TextTooLong).await;
    let line = json!({ "text": "We ship on Friday" });
    refused(
        eve.post(&outcome, line.clone()).await,
        403,
        ErrorCode::NotAllowed,
    )
    .await;
    let _: Session = good(ada.post(&outcome, line).await).await;
    let left = ben.messages(topic.id).await.pop().expect("a message");
    let MessageBody::Residue(residue) = left.body else {
        panic!("no residue: {left:?}");
    };
    let said = residue.session.outcome;
    assert_eq!(said.as_deref(), Some("We ship on Friday"));
}

#[tokio::test]
async fn a_huddle_is_started_from_a_topic_for_minutes_that_can_be_chosen() {
    let server = TestServer::start().await;
    server
        .set_time(MONDAY_TEN.parse().expect("an instant"))
        .await;
    let [ada, ben] = server.people(["Ada", "Ben"]).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let topic = ada.topic(&channel, "Start").await;
    let path = format!("topics/{}/sessions", topic.id);
    let seven = json!({ "kind": "huddle", "minutes": 7 });
    refused(ada.post(&path, seven).await, 422, ErrorCode::Invalid).await;
    let ten = json!({ "kind": "huddle", "minutes": 10, "ring": [ben.id()] });
    let session: Session = good(ada.post(&path, ten).await).await;
    let ends_at = session.ends_at.expect("a clock");
    assert_eq!(ends_at.since(session.started_at).as_secs(), 600);
    assert_eq!(session.ringing, [ben.id()]);
}
