//! A blocker over HTTP: raised once per key, told, helped with, resolved.

use model::blocker::Blocker;
use model::error::ErrorCode;
use model::event::Event;
use model::session::Session;
use model::topic::TopicState;
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Client, good, refused, send};
use crate::server::TestServer;

/// A Monday in winter, at 10:00 in Berlin.
const MONDAY_TEN: &str = "2027-01-11T09:00:00Z";

/// Two working hours later.
const MONDAY_NOON: &str = "2027-01-11T11:00:00Z";

fn changed(event: &Event) -> Option<Blocker> {
    match event {
        Event::BlockerUpdated(blocker) => Some(blocker.clone()),
        _ => None,
    }
}

async fn raise(client: &Client, path: &str, key: &str) -> Blocker {
    let request = client
        .request(Method::POST, path)
        .header("idempotency-key", key)
        .json(&json!({ "text": "No access" }));
    good(send(request).await).await
}

#[tokio::test]
async fn a_blocker_is_told_to_the_team_and_resolved_by_who_helped() {
    let server = TestServer::start().await;
    server
        .set_time(MONDAY_TEN.parse().expect("an instant"))
        .await;
    let [ada, ben] = server.people(["Ada", "Ben"]).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let topic = ada.topic(&channel, "Start").await;
    let path = format!("topics/{}/blockers", topic.id);
    let blocker = raise(&ben, &path, "one").await;
    assert_eq!(raise(&ben, &path, "one").await, blocker);
    let again = ada.post(&path, json!({ "text": "Me too" })).await;
    refused(again, 409, ErrorCode::WrongState).await;
    let resolve = json!({ "state": "resolved" });
    let by_hand = ada.patch(&format!("topics/{}", topic.id), resolve).await;
    refused(by_hand, 409, ErrorCode::WrongState).await;
    let mut socket = ada.socket(None).await;
    server
        .set_time(MONDAY_NOON.parse().expect("an instant"))
        .await;
    let told = socket.until(changed).await;
    assert_eq!(told.told_at, MONDAY_NOON.parse().ok());
    let help = format!("blockers/{}/help", blocker.id);
    let session: Session = good(ada.post(&help, json!({})).await).await;
    assert_eq!(session.ringing, [ben.id()]);
    refused(ben.post(&help, json!({})).await, 409, ErrorCode::WrongState).await;
    let path = format!("blockers/{}/resolve", blocker.id);
    let empty = ada.post(&path, json!({ "outcome": " " })).await;
    let problem = refused(empty, 422, ErrorCode::TextEmpty).await;
    assert_eq!(problem.fields[0].field, "outcome");
    let resolved: Blocker = good(ada.post(&path, json!({ "outcome": "Given" })).await).await;
    assert_eq!(resolved.helpers, [ada.id()]);
    let snapshot = ben.snapshot().await;
    assert!(snapshot.blockers.is_empty());
    let topic = snapshot.topics.iter().find(|one| one.id == topic.id);
    assert_eq!(topic.map(|topic| topic.state), Some(TopicState::Open));
    let id = topic.map(|topic| topic.id).expect("the topic");
    let history: Value = ben.read(&format!("topics/{id}/blockers")).await;
    assert_eq!(history["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(history["items"][0]["outcome"], "Given");
}
