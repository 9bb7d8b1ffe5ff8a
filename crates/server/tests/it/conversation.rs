//! A conversation over real HTTP and sockets: asking, reach, waiting, answering, typing, editing.

use model::delivery::{Delivery, DeliveryKind, DeliveryReason, MessagePreview};
use model::error::ErrorCode;
use model::event::Event;
use model::message::{Expectation, Message};
use model::request::{Request, RequestState};
use model::sync::{Action, Typing};
use model::time::Timestamp;
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Client, done, good, refused, send};
use crate::server::TestServer;

/// A Monday in winter, at 10:00 in Berlin.
const MONDAY_TEN: &str = "2027-01-11T09:00:00Z";

/// The Saturday before, at noon in Berlin.
const SATURDAY_NOON: &str = "2027-01-09T11:00:00Z";

/// That Monday at 9:00 in Berlin.
const MONDAY_NINE: &str = "2027-01-11T08:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

/// Ada, who owns the organisation, and Ben, who works from nine to five, at an instant.
async fn ada_and_ben(now: &str) -> (TestServer, [Client; 2]) {
    let server = TestServer::start().await;
    server.set_time(at(now)).await;
    let clients = server.people(["Ada", "Ben"]).await;
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday"];
    let week = days.map(|day| json!({ "day": day, "from": 9 * 60, "until": 17 * 60 }));
    let path = format!("people/{}/availability", clients[1].id());
    done(clients[1].put(&path, json!({ "weekly": week })).await).await;
    (server, clients)
}

/// A message of which `event` tells.
fn posted(event: &Event) -> Option<Message> {
    match event {
        Event::MessageUpdated(update) => Some(update.message.clone()),
        _ => None,
    }
}

fn asked(event: &Event) -> Option<Request> {
    match event {
        Event::RequestUpdated(request) => Some(request.clone()),
        _ => None,
    }
}

fn delivered(event: &Event) -> Option<Delivery> {
    match event {
        Event::DeliveryUpdated(delivery) => Some(delivery.clone()),
        _ => None,
    }
}

#[tokio::test]
async fn a_question_for_today_is_told_at_once_and_answered_on_both_sides() {
    let (_server, [ada, ben]) = ada_and_ben(MONDAY_TEN).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let topic = ada.topic(&channel, "Start").await;
    let text = format!("Can you look at this, @[Ben]({})?", ben.id());
    let body = json!({ "text": text, "expectation": "today" });
    let path = format!("topics/{}/messages", topic.id);
    let preview: MessagePreview =
        good(ada.post(&format!("{path}/preview"), body.clone()).await).await;
    assert_eq!(preview.recipients.len(), 1);
    let promised = &preview.recipients[0];
    assert_eq!(
        (promised.person, promised.delivery),
        (ben.id(), DeliveryKind::Notify)
    );
    assert_eq!(promised.reason, DeliveryReason::AskedAndAvailable);
    assert_eq!(promised.told_at, Some(at(MONDAY_TEN)));

    let (mut adas, mut bens) = (ada.socket(None).await, ben.socket(None).await);
    let question: Message = good(ada.post(&path, body).await).await;
    assert_eq!(question.expectation, Expectation::Today);
    let request = bens.until(asked).await;
    assert_eq!((request.from, request.asked), (ada.id(), ben.id()));
    assert_eq!(request.due_at, promised.due_at);
    assert_eq!(request.state, RequestState::Open);
    let waiting: Value = ben.read("requests?side=on_me").await;
    assert_eq!(waiting["items"][0]["id"], json!(request.id));

    let answer = ben.say(topic.id, "I have, it is fine.").await;
    for socket in [&mut adas, &mut bens] {
        let closed =
            socket.until(|event| asked(event).filter(|one| one.state != RequestState::Open));
        let answered = RequestState::Answered {
            at: at(MONDAY_TEN),
            by: Some(answer.id),
        };
        assert_eq!(closed.await.state, answered);
    }
}

#[tokio::test]
async fn a_question_at_the_weekend_waits_until_the_first_working_minute() {
    let (server, [ada, ben]) = ada_and_ben(SATURDAY_NOON).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let topic = ada.topic(&channel, "Start").await;
    let body =
        json!({ "text": "Can you look at this?", "asked": [ben.id()], "expectation": "today" });
    let path = format!("topics/{}/messages", topic.id);
    let preview: MessagePreview =
        good(ada.post(&format!("{path}/preview"), body.clone()).await).await;
    let until = at(MONDAY_NINE);
    assert_eq!(preview.recipients[0].delivery, DeliveryKind::Hold { until });
    assert_eq!(preview.recipients[0].told_at, Some(until));

    let mut socket = ben.socket(None).await;
    done(ada.post(&path, body).await).await;
    let held = socket.until(delivered).await;
    assert_eq!(
        (held.kind, held.told_at),
        (DeliveryKind::Hold { until }, None)
    );
    assert_eq!(ben.snapshot().await.deliveries, std::slice::from_ref(&held));

    server.set_time(until).await;
    let told = socket.until(delivered).await;
    assert_eq!((told.id, told.told_at), (held.id, Some(until)));
    let listed = ben.snapshot().await.deliveries;
    assert!(listed.iter().all(|one| one.id != held.id), "{listed:?}");
}

#[tokio::test]
async fn only_the_person_says_when_they_can_be_reached_and_never_over_a_newer_state() {
    let (_server, [ada, ben]) = ada_and_ben(MONDAY_TEN).await;
    let path = format!("people/{}/availability", ben.id());
    refused(ada.put(&path, json!({})).await, 403, ErrorCode::NotAllowed).await;
    let stale = ben
        .request(Method::PUT, &path)
        .header("if-match", "\"1000\"");
    let stale = send(stale.json(&json!({ "weekly": null }))).await;
    refused(stale, 412, ErrorCode::Stale).await;
    let kept: Value = ben.read(&path).await;
    assert_eq!(kept["weekly"].as_array().map(Vec::len), Some(5));
}

#[tokio::test]
async fn others_see_that_somebody_types() {
    let (_server, [ada, ben]) = TestServer::with_people(["Ada", "Ben"]).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let topic = ada.topic(&channel, "Start").await;
    let (mut adas, mut bens) = (ada.socket(None).await, ben.socket(None).await);
    let reply = adas.ask(Action::Typing { topic: topic.id }).await;
    assert!(reply.ok, "{reply:?}");
    let seen: Typing = serde_json::from_value(bens.until_type("typing").await).unwrap();
    assert_eq!((seen.topic, seen.person), (topic.id, ada.id()));
}

#[tokio::test]
async fn the_same_key_writes_once() {
    let (_server, [ada]) = TestServer::with_people(["Ada"]).await;
    let channel = ada.channel("general", &[]).await;
    let topic = ada.topic(&channel, "Start").await;
    let path = format!("topics/{}/messages", topic.id);
    let post = || {
        let request = ada
            .request(Method::POST, &path)
            .header("idempotency-key", "one");
        send(request.json(&json!({ "text": "Once" })))
    };
    let (first, second) = tokio::join!(post(), post());
    let first: Message = good(first).await;
    assert_eq!(first, good::<Message>(second).await);
    assert_eq!(first, good::<Message>(post().await).await);
    assert_eq!(ada.messages(topic.id).await, [first]);
}

#[tokio::test]
async fn a_message_is_edited_with_history_and_deleted_for_good() {
    let (_server, [ada, ben]) = TestServer::with_people(["Ada", "Ben"]).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let topic = ada.topic(&channel, "Start").await;
    let mut socket = ben.socket(None).await;
    let said = ada.say(topic.id, "Helo").await;
    assert_eq!(socket.until(posted).await, said);
    let path = format!("messages/{}", said.id);
    let edit = |client: &Client, version: u64| {
        let request = client.request(Method::PATCH, &path);
        let request = request.header("if-match", format!("\"{version}\""));
        send(request.json(&json!({ "text": "Hello" })))
    };
    let foreign = edit(&ben, said.version).await;
    refused(foreign, 403, ErrorCode::NotAllowed).await;
    let stale = edit(&ada, said.version + 1).await;
    refused(stale, 412, ErrorCode::Stale).await;
    let edited: Message = good(edit(&ada, said.version).await).await;
    assert_eq!(socket.until(posted).await, edited);
    let history: Value = ben.read(&format!("{path}/history")).await;
    assert_eq!(history["items"][0]["text"], "Helo");

    done(ada.delete(&path).await).await;
    let gone = socket.until(posted).await;
    assert!(gone.deleted_at.is_some() && gone.text.is_empty() && gone.html.is_empty());
}
