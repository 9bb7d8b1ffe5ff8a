//! The clock of the sample organisation over real HTTP and a real socket.

use std::time::Duration;

use model::error::ErrorCode;
use model::person::{Me, Organisation};
use serde_json::{Value, json};

use crate::client::{good, refused};
use crate::server::TestServer;

#[tokio::test]
async fn whoever_tries_it_out_skips_to_another_day_and_every_client_follows() {
    let server = TestServer::start().await;
    let mut owner = server.client();
    let made: Value = good(owner.post("setup/sample", json!({})).await).await;
    owner.me = Some(serde_json::from_value(made["me"].clone()).unwrap());
    let mut socket = owner.socket(None).await;
    let to = socket.hello.now.plus(Duration::from_secs(3 * 24 * 60 * 60));
    let moved: Organisation = good(owner.post("demo/clock", json!({ "to": to })).await).await;
    assert_eq!(moved.clock_ahead_ms, 3 * 24 * 60 * 60 * 1000);
    // The event comes from the log, the clock beside it: either may be first.
    let (mut told, mut clock) = (None, None);
    while told.is_none() || clock.is_none() {
        let frame = socket.frame().await.expect("the socket is open");
        match frame["type"].as_str() {
            Some("organisation.updated") => told = Some(frame["data"]["clock_ahead_ms"].clone()),
            Some("clock") => clock = Some(frame["data"]["now"].clone()),
            _ => {}
        }
    }
    assert_eq!(told, Some(moved.clock_ahead_ms.into()));
    assert_eq!(clock, Some(to.to_string().into()));
    assert_eq!(owner.socket(None).await.hello.now, to);
    let me: Me = owner.read("me").await;
    assert_eq!(me.organisation, moved);
    refused(
        owner.post("demo/clock", json!({ "to": to })).await,
        422,
        ErrorCode::Invalid,
    )
    .await;
    let far = to.plus(Duration::from_secs(61 * 24 * 60 * 60));
    refused(
        owner.post("demo/clock", json!({ "to": far })).await,
        422,
        ErrorCode::Invalid,
    )
    .await;
}

#[tokio::test]
async fn the_clock_of_a_real_organisation_stays() {
    let (server, [owner]) = TestServer::with_people(["Mira"]).await;
    let to = server.app().now().plus(Duration::from_secs(60));
    refused(
        owner.post("demo/clock", json!({ "to": to })).await,
        403,
        ErrorCode::NotAllowed,
    )
    .await;
}
