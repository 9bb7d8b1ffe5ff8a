//! Groups over real HTTP and sockets.

use model::error::ErrorCode;
use model::event::Event;
use model::group::Group;
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Client, good, refused, send};
use crate::server::TestServer;

fn grouped(event: &Event) -> Option<Group> {
    match event {
        Event::GroupUpdated(group) => Some(group.clone()),
        _ => None,
    }
}

async fn change(client: &Client, group: &Group, body: Value) -> reqwest::Response {
    let request = client
        .request(Method::PATCH, &format!("groups/{}", group.id))
        .header("if-match", group.version.to_string());
    send(request.json(&body)).await
}

#[tokio::test]
async fn a_group_is_made_once_changed_by_version_and_seen_by_all_but_guests() {
    let (server, [ada, ben]) = TestServer::with_people(["Ada", "Ben"]).await;
    let mut guest = server.client();
    guest.accept(&ada.invite("guest").await, "Guest").await;
    let mut socket = ben.socket(None).await;
    let make = || {
        let request = ada
            .request(Method::POST, "groups")
            .header("idempotency-key", "one");
        send(request.json(&json!({ "name": "Pumps", "members": [ada.id(), ben.id()] })))
    };
    let group: Group = good(make().await).await;
    assert_eq!(group, good::<Group>(make().await).await);
    assert_eq!(socket.until(grouped).await, group);
    let rota = json!({
        "time_zone": "Europe/Berlin", "first": "2026-01-05", "hand_over": 540, "days": 7,
        "order": [ben.id()], "swaps": [],
    });
    let with_rota: Group = good(change(&ben, &group, json!({ "rota": rota })).await).await;
    let stale = change(&ada, &group, json!({ "name": "Valves" })).await;
    refused(stale, 412, ErrorCode::Stale).await;
    let path = format!("groups/{}/duty", group.id);
    let duty: Value = ada.read(&format!("{path}?at=2026-11-20T12:00:00Z")).await;
    assert_eq!(duty["duty"]["person"], json!(ben.id()));
    let before: Value = ada.read(&format!("{path}?at=2025-11-20T12:00:00Z")).await;
    assert!(before["duty"].is_null());
    // What is left out stays; null ends the rota.
    let renamed = change(&ada, &with_rota, json!({ "name": "Valves" })).await;
    let renamed: Group = good(renamed).await;
    assert_eq!(renamed.rota, with_rota.rota);
    let ended: Group = good(change(&ada, &renamed, json!({ "rota": null })).await).await;
    assert_eq!(ended.rota, None);
    let listed: Value = ben.read("groups").await;
    assert_eq!(listed["items"], json!([ended]));
    assert_eq!(ben.snapshot().await.groups, [ended]);
    assert!(guest.snapshot().await.groups.is_empty());
    let listed: Value = guest.read("groups").await;
    assert_eq!(listed["items"], json!([]));
}
