//! What admins set for the organisation, over real HTTP and sockets.

use model::error::ErrorCode;
use model::event::Event;
use model::person::Organisation;
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Client, done, good, refused, send};
use crate::server::TestServer;

fn changed(event: &Event) -> Option<Organisation> {
    match event {
        Event::OrganisationUpdated(organisation) => Some(organisation.clone()),
        _ => None,
    }
}

async fn change(client: &Client, version: u64, body: Value) -> reqwest::Response {
    let request = client
        .request(Method::PATCH, "organisation")
        .header("if-match", version.to_string());
    send(request.json(&body)).await
}

#[tokio::test]
async fn admins_set_numbers_week_and_regions_and_everybody_is_told() {
    let (_server, [ada, ben]) = TestServer::with_people(["Ada", "Ben"]).await;
    let mut socket = ben.socket(None).await;
    let holiday =
        json!({ "date": "2026-12-24", "from": 720, "until": 1440, "name": "Heiligabend" });
    let body = json!({
        "settings": { "now_minutes": 15 },
        "default_week": [{ "day": "monday", "from": 480, "until": 960 }],
        "regions": [{ "name": "Bavaria", "holidays": [holiday] }],
    });
    refused(
        change(&ben, 1, body.clone()).await,
        403,
        ErrorCode::NotAllowed,
    )
    .await;
    let set: Organisation = good(change(&ada, 1, body.clone()).await).await;
    assert_eq!(
        (set.settings.now_minutes, set.settings.today_minutes),
        (15, 480)
    );
    assert_eq!(socket.until(changed).await, set);
    assert_eq!(ben.snapshot().await.organisation, set);
    refused(change(&ada, 1, body).await, 412, ErrorCode::Stale).await;
    let wrong = json!({ "settings": { "now_minutes": 1 }, "regions": [] });
    let wrong = refused(change(&ada, 2, wrong).await, 422, ErrorCode::Invalid).await;
    assert_eq!(wrong.fields[0].field, "settings.now_minutes");
    let path = format!("people/{}/availability", ben.id());
    done(
        ben.put(&path, json!({ "weekly": null, "region": "Bavaria" }))
            .await,
    )
    .await;
    let unknown = ben
        .put(&path, json!({ "weekly": null, "region": "Mars" }))
        .await;
    let unknown = refused(unknown, 422, ErrorCode::Invalid).await;
    assert_eq!(unknown.fields[0].field, "region");
}
