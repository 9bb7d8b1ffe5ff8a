//! Ringing one person over real HTTP and sockets, and the guard before it.

use model::availability::AvailabilityState;
use model::call_guard::RingAnswer;
use model::delivery::{DeliveryAbout, DeliveryKind};
use model::error::ErrorCode;
use model::event::Event;
use model::message::MessageBody;
use model::session::Session;
use model::time::Timestamp;
use serde_json::json;

use crate::client::{done, good, refused};
use crate::server::TestServer;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[tokio::test]
async fn a_ring_reaches_who_is_available_and_the_guard_keeps_it_from_who_is_off() {
    let server = TestServer::start().await;
    // A Monday in winter, at 10:00 in Berlin.
    server.set_time(at("2027-01-11T09:00:00Z")).await;
    let [mira, ben] = server.people(["Mira", "Ben"]).await;
    let mut socket = ben.socket(None).await;
    let path = format!("people/{}/ring", ben.id());
    let rings: RingAnswer = good(mira.post(&path, json!({})).await).await;
    let session = rings.session.unwrap();
    let frame = socket.until_type("session.ring").await;
    assert_eq!(frame["session"], session.id.to_string());
    done(
        ben.post(&format!("sessions/{}/decline", session.id), json!({}))
            .await,
    )
    .await;
    done(
        mira.post(&format!("sessions/{}/end", session.id), json!({}))
            .await,
    )
    .await;
    // 20:00.
    server.set_time(at("2027-01-11T19:00:00Z")).await;
    let guarded: RingAnswer = good(mira.post(&path, json!({})).await).await;
    assert_eq!(guarded.session, None);
    let guard = guarded.guard.unwrap();
    let morning = at("2027-01-12T08:00:00Z");
    assert_eq!(
        (guard.state, guard.told_at),
        (AvailabilityState::Off, Some(morning))
    );
    assert_eq!(guard.utc_offset_seconds, 3600);
    let start = format!("topics/{}/sessions", session.topic);
    let call: Session = good(mira.post(&start, json!({})).await).await;
    assert_eq!((call.ringing.len(), call.guarded), (0, vec![ben.id()]));
    done(
        mira.post(&format!("sessions/{}/end", call.id), json!({}))
            .await,
    )
    .await;
    let missed = mira.messages(session.topic).await.pop().unwrap();
    assert!(matches!(missed.body, MessageBody::MissedCall { .. }));
    server.set_time(morning).await;
    let of_missed = DeliveryAbout::Message { message: missed.id };
    let told = socket.until(|event| match event {
        Event::DeliveryUpdated(delivery) if delivery.about == of_missed => delivery.told_at,
        _ => None,
    });
    assert_eq!(told.await, morning);
}

#[tokio::test]
async fn ringing_anyway_pierces_with_a_reason_and_costs() {
    let server = TestServer::start().await;
    server.set_time(at("2027-01-11T19:00:00Z")).await;
    let [mira, ben] = server.people(["Mira", "Ben"]).await;
    let mut socket = ben.socket(None).await;
    let path = format!("people/{}/ring", ben.id());
    let empty = json!({ "anyway": { "reason": "" } });
    refused(mira.post(&path, empty).await, 422, ErrorCode::Invalid).await;
    let anyway = json!({ "anyway": { "reason": "The river rises" } });
    for _ in 0..3 {
        let rings: RingAnswer = good(mira.post(&path, anyway.clone()).await).await;
        let session = rings.session.unwrap();
        let is_ring = DeliveryAbout::Ring {
            session: session.id,
        };
        let kind = socket.until(|event| match event {
            Event::DeliveryUpdated(delivery) if delivery.about == is_ring => Some(delivery.kind),
            _ => None,
        });
        assert_eq!(kind.await, DeliveryKind::BreakThrough);
        done(
            mira.post(&format!("sessions/{}/end", session.id), json!({}))
                .await,
        )
        .await;
    }
    refused(mira.post(&path, anyway).await, 409, ErrorCode::UrgentSpent).await;
}
