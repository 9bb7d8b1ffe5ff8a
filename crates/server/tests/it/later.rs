//! Scheduled messages, reminders and focus over real HTTP and sockets, and after a restart.

use std::time::Duration;

use model::availability::Availability;
use model::delivery::{Delivery, DeliveryAbout};
use model::error::ErrorCode;
use model::event::Event;
use model::id::ScheduledId;
use model::later::{Reminder, ScheduledMessage};
use model::message::Message;
use model::time::Timestamp;
use serde_json::{Value, json};

use crate::client::{done, good, refused};
use crate::server::TestServer;

/// A Monday in winter, at 10:00 in Berlin.
const MONDAY_TEN: &str = "2027-01-11T09:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn minutes(count: u64) -> Duration {
    Duration::from_secs(60 * count)
}

fn posted(event: &Event) -> Option<Message> {
    match event {
        Event::MessageUpdated(update) => Some(update.message.clone()),
        _ => None,
    }
}

fn removed(event: &Event) -> Option<ScheduledId> {
    match event {
        Event::ScheduledRemoved(gone) => Some(gone.scheduled),
        _ => None,
    }
}

fn told(event: &Event) -> Option<Delivery> {
    match event {
        Event::DeliveryUpdated(delivery) => Some(delivery.clone()),
        _ => None,
    }
}

#[tokio::test]
async fn a_message_for_later_is_sent_by_the_server_that_was_restarted_meanwhile() {
    let mut server = TestServer::start().await;
    let now = at(MONDAY_TEN);
    server.set_time(now).await;
    let [ada, ben] = server.people(["Ada", "Ben"]).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let topic = ada.topic(&channel, "Start").await;
    let path = format!("topics/{}/scheduled", topic.id);
    let later = |span: Duration| json!({ "choice": "at", "at": now.plus(span) });
    let past = json!({ "text": "Late", "later": { "choice": "at", "at": now } });
    let problem = refused(ada.post(&path, past).await, 422, ErrorCode::Invalid).await;
    assert_eq!(problem.fields[0].field, "later");
    let body = json!({ "text": "Good day", "later": later(minutes(10)) });
    let one: ScheduledMessage = good(ada.post(&path, body).await).await;
    let tuesday = json!({
        "choice": "their_time", "person": ben.id(), "date": "2027-01-12", "minute": 540,
    });
    let body = json!({ "text": "Good morning", "later": tuesday });
    let two: ScheduledMessage = good(ada.post(&path, body).await).await;
    assert_eq!(two.send_at, at("2027-01-12T08:00:00Z"));
    let change = json!({ "text": "Good afternoon", "expectation": null });
    let path = format!("scheduled/{}", one.id);
    refused(
        ben.patch(&path, change.clone()).await,
        404,
        ErrorCode::NotFound,
    )
    .await;
    let changed: ScheduledMessage = good(ada.patch(&path, change).await).await;
    assert_eq!((changed.send_at, changed.expectation), (one.send_at, None));
    // Both were made in one millisecond, so chance orders their ids.
    let mut planned = [changed, two.clone()];
    planned.sort_by_key(|scheduled| scheduled.id);
    assert_eq!(ada.snapshot().await.scheduled, planned);
    assert!(ben.snapshot().await.scheduled.is_empty());

    server.restart().await;
    let (mut adas, mut bens) = (ada.socket(None).await, ben.socket(None).await);
    server.set_time(now.plus(minutes(10))).await;
    let message = bens.until(posted).await;
    assert_eq!(
        (message.author, message.text.as_str()),
        (ada.id(), "Good afternoon")
    );
    assert_eq!(message.sent_at, now.plus(minutes(10)));
    assert_eq!(adas.until(removed).await, one.id);
    let sent: Message = good(
        ada.post(&format!("scheduled/{}/send", two.id), json!({}))
            .await,
    )
    .await;
    assert_eq!(bens.until(posted).await, sent);
    let body = json!({ "text": "Never", "later": later(minutes(30)) });
    let path = format!("topics/{}/scheduled", topic.id);
    let three: ScheduledMessage = good(ada.post(&path, body).await).await;
    done(ada.delete(&format!("scheduled/{}", three.id)).await).await;
    let left: Value = ada.read("scheduled").await;
    assert_eq!(left["items"], json!([]));
}

#[tokio::test]
async fn a_reminder_comes_back_and_is_dealt_with() {
    let server = TestServer::start().await;
    let now = at(MONDAY_TEN);
    server.set_time(now).await;
    let [ada] = server.people(["Ada"]).await;
    let channel = ada.channel("general", &[]).await;
    let topic = ada.topic(&channel, "Start").await;
    let said = ada.say(topic.id, "Look at the **pump**").await;
    let body = json!({
        "of": "message", "message": said.id,
        "later": { "choice": "at", "at": now.plus(minutes(5)) },
    });
    let reminder: Reminder = good(ada.post("reminders", body).await).await;
    assert_eq!(reminder.note, "Look at the pump");
    let mut socket = ada.socket(None).await;
    server.set_time(now.plus(minutes(5))).await;
    let notice = socket.until(told).await;
    let about = DeliveryAbout::Reminder {
        reminder: reminder.id,
    };
    assert_eq!((notice.about, notice.topic), (about, Some(topic.id)));
    let path = format!("reminders/{}", reminder.id);
    let saved: Reminder = good(ada.patch(&path, json!({ "later": null })).await).await;
    assert_eq!(saved.at, None);
    let listed: Value = ada.read("reminders").await;
    assert_eq!(listed["items"], json!([saved]));
    done(ada.post(&format!("{path}/done"), json!({})).await).await;
    assert!(ada.snapshot().await.reminders.is_empty());
}

#[tokio::test]
async fn one_click_holds_what_comes_and_the_next_tells_it() {
    let server = TestServer::start().await;
    server.set_time(at(MONDAY_TEN)).await;
    let [ada, ben] = server.people(["Ada", "Ben"]).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let topic = ada.topic(&channel, "Start").await;
    let body = json!({ "choice": "until", "minute": 15 * 60 });
    let focused: Availability = good(ben.post("me/focus", body).await).await;
    assert_eq!(focused.focus.len(), 1);
    let mut socket = ben.socket(None).await;
    ada.say(topic.id, &format!("@[Ben]({}) look", ben.id()))
        .await;
    let held = socket.until(told).await;
    assert_eq!(held.told_at, None);
    let free: Availability = good(ben.delete("me/focus").await).await;
    assert!(free.focus.is_empty());
    assert_eq!(socket.until(told).await.id, held.id);
    let body = json!({ "choice": "minutes", "minutes": 0 });
    let wrong = ben.post("me/do-not-disturb", body).await;
    refused(wrong, 422, ErrorCode::Invalid).await;
    let body = json!({ "choice": "end_of_day" });
    let silent: Availability = good(ben.post("me/do-not-disturb", body).await).await;
    assert_eq!(
        silent.do_not_disturb_until,
        Some(at("2027-01-11T16:00:00Z"))
    );
    let again: Availability = good(ben.delete("me/do-not-disturb").await).await;
    assert_eq!(again.do_not_disturb_until, None);
}
