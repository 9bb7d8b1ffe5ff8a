//! Urgent messages over real HTTP and sockets: piercing, the budget, a confirmation, verdicts, the log,
//! and a ring that is declined.

use model::delivery::{Delivery, DeliveryAbout, DeliveryKind};
use model::error::ErrorCode;
use model::event::Event;
use model::message::Message;
use model::request::Request;
use model::urgent::{Urgent, UrgentBudget};
use serde_json::{Value, json};

use crate::client::{Client, good, refused};
use crate::server::TestServer;

/// A Monday in winter, at 10:00 in Berlin.
const MORNING: &str = "2027-01-11T09:00:00Z";

/// That Monday at 22:00 in Berlin.
const NIGHT: &str = "2027-01-11T21:00:00Z";

async fn send_urgent(by: &Client, path: &str, asked: &Client, confirm: bool) -> reqwest::Response {
    let urgent = json!({ "reason": "The river rises", "ask_confirmation": confirm });
    let body = json!({
        "text": "The pump stands", "expectation": "now", "asked": [asked.id()], "urgent": urgent,
    });
    by.post(path, body).await
}

fn of_kind(event: &Event, wanted: impl Fn(&DeliveryAbout) -> bool) -> Option<Delivery> {
    match event {
        Event::DeliveryUpdated(delivery) if wanted(&delivery.about) => Some(delivery.clone()),
        _ => None,
    }
}

#[tokio::test]
async fn an_urgent_message_pierces_is_confirmed_rings_and_is_judged() {
    let server = TestServer::start().await;
    server.set_time(NIGHT.parse().unwrap()).await;
    let [mira, ben, ana] = server.people(["Mira", "Ben", "Ana"]).await;
    let channel = mira.channel("Site", &[ben.id(), ana.id()]).await;
    let topic = mira.topic(&channel, "Pump").await;
    let path = format!("topics/{}/messages", topic.id);
    let mut socket = ben.socket(None).await;
    let first: Message = good(send_urgent(&mira, &path, &ben, false).await).await;
    let is_first = |about: &DeliveryAbout| *about == DeliveryAbout::Message { message: first.id };
    let told = socket.until(|event| of_kind(event, is_first)).await;
    assert_eq!(told.kind, DeliveryKind::BreakThrough);
    let requests: Value = ben.read("requests?side=on_me").await;
    let request: Request = serde_json::from_value(requests["items"][0].clone()).unwrap();
    assert!(request.urgent);
    let rings_at = request
        .escalation
        .and_then(|progress| progress.next_at)
        .unwrap();
    server.set_time(rings_at).await;
    let is_ring = |about: &DeliveryAbout| matches!(about, DeliveryAbout::UrgentRing { .. });
    let ring = socket.until(|event| of_kind(event, is_ring)).await;
    assert_eq!(ring.kind, DeliveryKind::BreakThrough);
    let decline = format!("requests/{}/escalation/decline", request.id);
    refused(
        ana.post(&decline, json!({})).await,
        403,
        ErrorCode::NotAllowed,
    )
    .await;
    let declined: Request = good(ben.post(&decline, json!({})).await).await;
    assert!(declined.escalation.unwrap().nobody_left_at.is_some());
    let over = mira.snapshot().await.deliveries;
    assert!(matches!(over[0].about, DeliveryAbout::NobodyLeft { .. }));
    let minute = std::time::Duration::from_secs(60);
    for _ in 0..2 {
        server.clock.advance(minute);
        let _: Message = good(send_urgent(&mira, &path, &ben, false).await).await;
    }
    server.clock.advance(minute);
    let budget: UrgentBudget = mira.read("urgent/budget").await;
    assert_eq!((budget.spent, budget.per_week), (3, 3));
    let preview = json!({ "text": "", "expectation": "now", "asked": [ben.id()] });
    let preview: Value = good(mira.post(&format!("{path}/preview"), preview).await).await;
    assert_eq!(
        (&preview["budget"]["spent"], &preview["on_duty"]),
        (&json!(3), &json!([]))
    );
    refused(
        send_urgent(&mira, &path, &ben, false).await,
        409,
        ErrorCode::UrgentSpent,
    )
    .await;
    let waits: Message = good(send_urgent(&mira, &path, &ben, true).await).await;
    assert!(waits.urgent.unwrap().unconfirmed);
    let confirm = format!("messages/{}/urgent/confirm", waits.id);
    refused(
        mira.post(&confirm, json!({})).await,
        403,
        ErrorCode::NotAllowed,
    )
    .await;
    let confirmed: Message = good(ana.post(&confirm, json!({})).await).await;
    assert_eq!(confirmed.urgent.unwrap().confirmed_by, Some(ana.id()));
    let verdict = format!("messages/{}/urgent/verdict", first.id);
    let said: Urgent = good(ben.post(&verdict, json!({ "urgent": false })).await).await;
    assert_eq!(said.verdicts.len(), 1);
    refused(
        ana.post(&verdict, json!({ "urgent": true })).await,
        403,
        ErrorCode::NotAllowed,
    )
    .await;
    // The log, page by page, newest first.
    let mut log: Vec<Urgent> = Vec::new();
    let mut cursor = String::new();
    loop {
        let page: Value = mira.read(&format!("urgent?limit=3{cursor}")).await;
        log.extend(serde_json::from_value::<Vec<Urgent>>(page["items"].clone()).unwrap());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    let free: Vec<bool> = log.iter().map(|used| used.free).collect();
    assert_eq!(free, [true, false, false, false]);
    assert_eq!(log[3].message, first.id);
    refused(
        mira.get("urgent?cursor=yesterday").await,
        422,
        ErrorCode::Invalid,
    )
    .await;
}

#[tokio::test]
async fn a_confirmation_is_asked_of_who_can_be_reached() {
    let server = TestServer::start().await;
    server.set_time(MORNING.parse().unwrap()).await;
    let [mira, ben, ana] = server.people(["Mira", "Ben", "Ana"]).await;
    let channel = mira.channel("Site", &[ben.id(), ana.id()]).await;
    let topic = mira.topic(&channel, "Pump").await;
    let path = format!("topics/{}/messages", topic.id);
    for _ in 0..3 {
        let _: Message = good(send_urgent(&mira, &path, &ben, false).await).await;
    }
    let mut socket = ana.socket(None).await;
    let _: Message = good(send_urgent(&mira, &path, &ben, true).await).await;
    let is_confirm = |about: &DeliveryAbout| matches!(about, DeliveryAbout::Confirm { .. });
    let asked = socket.until(|event| of_kind(event, is_confirm)).await;
    assert_eq!(
        (asked.kind, asked.from),
        (DeliveryKind::Notify, Some(mira.id()))
    );
}
