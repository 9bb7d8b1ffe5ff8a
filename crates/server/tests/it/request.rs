//! Requests with a life over real HTTP and sockets: later, somebody else, overdue, of a group.

use model::delivery::{Delivery, DeliveryAbout};
use model::error::ErrorCode;
use model::event::Event;
use model::group::Group;
use model::inbox::{Inbox, Today};
use model::message::Message;
use model::request::{Request, RequestState};
use model::time::Timestamp;
use model::topic::Topic;
use reqwest::Method;
use serde_json::json;

use crate::client::{Client, good, refused, send};
use crate::server::TestServer;

/// A Monday in winter, at 10:00 in Berlin.
const MONDAY_TEN: &str = "2027-01-11T09:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

/// Three people in a channel with one topic.
async fn office() -> (TestServer, [Client; 3], Topic) {
    let server = TestServer::start().await;
    server.set_time(at(MONDAY_TEN)).await;
    let [ada, ben, cara] = server.people(["Ada", "Ben", "Cara"]).await;
    let channel = ada.channel("general", &[ben.id(), cara.id()]).await;
    let topic = ada.topic(&channel, "Start").await;
    (server, [ada, ben, cara], topic)
}

async fn ask(by: &Client, topic: &Topic, of: &Client) -> Request {
    let text = format!("@[Somebody]({}) when?", of.id());
    let message = by.say(topic.id, &text).await;
    let waiting: Inbox = of.read("inbox").await;
    let mut waiting = waiting.waiting_on_me.into_iter();
    waiting
        .find(|request| request.message == message.id)
        .expect("it waits")
}

fn delivered(event: &Event) -> Option<Delivery> {
    match event {
        Event::DeliveryUpdated(delivery) => Some(delivery.clone()),
        _ => None,
    }
}

#[tokio::test]
async fn a_request_is_put_off_given_more_time_and_handed_on_once() {
    let (_server, [ada, ben, cara], topic) = office().await;
    let request = ask(&ada, &topic, &ben).await;
    let path = |verb: &str| format!("requests/{}/{verb}", request.id);
    let until = at("2027-01-13T10:00:00Z");
    let deferred: Request = good(ben.post(&path("defer"), json!({ "until": until })).await).await;
    assert_eq!(deferred.due_at, Some(until));
    let seen: Inbox = ada.read("inbox").await;
    assert_eq!(seen.waiting_on_others, [deferred]);
    let today: Today = ben.read("today").await;
    assert_eq!((today.due.len(), today.free_minutes), (0, 7 * 60));

    let earlier = ben
        .post(&path("defer"), json!({ "until": MONDAY_TEN }))
        .await;
    let problem = refused(earlier, 422, ErrorCode::Invalid).await;
    assert_eq!(problem.fields[0].field, "until");
    let later = json!({ "until": "2027-01-14T10:00:00Z" });
    refused(
        ben.post(&path("extend"), later.clone()).await,
        403,
        ErrorCode::NotAllowed,
    )
    .await;
    refused(
        cara.post(&path("defer"), later.clone()).await,
        404,
        ErrorCode::NotFound,
    )
    .await;
    let extended: Request = good(ada.post(&path("extend"), later).await).await;
    assert_eq!(extended.due_at, Some(at("2027-01-14T10:00:00Z")));

    let myself = ben.post(&path("delegate"), json!({ "to": ben.id() })).await;
    refused(myself, 422, ErrorCode::Invalid).await;
    let hand_on = || {
        let request = ben.request(Method::POST, &path("delegate"));
        let request = request.header("idempotency-key", "one");
        send(request.json(&json!({ "to": cara.id() })))
    };
    let closed: Request = good(hand_on().await).await;
    assert!(matches!(closed.state, RequestState::Delegated { to, .. } if to == cara.id()));
    assert_eq!(closed, good::<Request>(hand_on().await).await);
    let again = ben
        .post(&path("delegate"), json!({ "to": cara.id() }))
        .await;
    refused(again, 409, ErrorCode::WrongState).await;
    let waiting: Inbox = cara.read("inbox").await;
    assert_eq!(waiting.waiting_on_me.len(), 1);
    assert_eq!(waiting.waiting_on_me[0].instead_of, Some(ben.id()));
}

#[tokio::test]
async fn who_is_overdue_is_nudged_on_the_socket_and_the_sender_asked_what_to_do() {
    let (server, [ada, ben, _cara], topic) = office().await;
    let request = ask(&ada, &topic, &ben).await;
    // Eight working hours from Monday 10:00.
    let due_at = at("2027-01-12T09:00:00Z");
    assert_eq!(request.due_at, Some(due_at));
    let (mut adas, mut bens) = (ada.socket(None).await, ben.socket(None).await);
    server.set_time(due_at).await;
    let about = DeliveryAbout::Nudge {
        request: request.id,
    };
    let nudge = bens
        .until(|event| delivered(event).filter(|one| one.about == about))
        .await;
    assert_eq!(nudge.told_at, Some(due_at));
    let an_hour_later = at("2027-01-12T10:00:00Z");
    server.set_time(an_hour_later).await;
    let about = DeliveryAbout::Overdue {
        request: request.id,
    };
    let offer = adas
        .until(|event| delivered(event).filter(|one| one.about == about))
        .await;
    assert_eq!(offer.told_at, Some(an_hour_later));
    let inbox: Inbox = ada.read("inbox").await;
    assert!(inbox.notices.contains(&offer), "{:?}", inbox.notices);
    let path = format!("requests/{}/withdraw", request.id);
    good::<Request>(ada.post(&path, json!({})).await).await;
    let settled = adas
        .until(|event| delivered(event).filter(|one| one.id == offer.id))
        .await;
    assert_eq!(settled.done_at, Some(an_hour_later));
    let inbox: Inbox = ben.read("inbox").await;
    assert!(inbox.notices.iter().all(|one| one.id != nudge.id));
    assert_eq!(inbox.waiting_on_me, []);
}

#[tokio::test]
async fn a_group_is_mentioned_and_answers_as_one_or_each() {
    let (_server, [ada, ben, cara], topic) = office().await;
    let body = json!({ "name": "Site", "members": [ada.id(), ben.id(), cara.id()] });
    let group: Group = good(ada.post("groups", body).await).await;
    let text = format!("@[Site]({}) who has the key?", group.id);
    let path = format!("topics/{}/messages", topic.id);
    let message = ada.say(topic.id, &text).await;
    assert_eq!(message.groups.len(), 1);
    assert_eq!(message.asked.len(), 2);
    assert!(
        [&ben, &cara]
            .iter()
            .all(|one| message.asked.contains(&one.id()))
    );
    ben.say(topic.id, "I do").await;
    let inbox: Inbox = cara.read("inbox").await;
    assert_eq!(inbox.waiting_on_me, []);
    let body = json!({ "text": text, "everyone": [group.id], "expectation": "today" });
    let message: Message = good(ada.post(&path, body).await).await;
    assert!(message.groups[0].everyone);
    ben.say(topic.id, "Still I").await;
    let inbox: Inbox = cara.read("inbox").await;
    assert_eq!(inbox.waiting_on_me.len(), 1);
    assert_eq!(inbox.waiting_on_me[0].group, None);
    assert_eq!(inbox.unread[0].messages, 4);
}
