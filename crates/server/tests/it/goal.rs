//! Goals over HTTP: made, reported on, followed, told to a second browser.

use model::error::ErrorCode;
use model::event::Event;
use model::goal::{Goal, GoalDetail, GoalUpdate};
use serde_json::{Value, json};

use crate::client::{done, good, refused, send};
use crate::server::TestServer;

fn moved(event: &Event) -> Option<Goal> {
    match event {
        Event::GoalUpdated(goal) if goal.updated_at.is_some() => Some(Goal::clone(goal)),
        _ => None,
    }
}

#[tokio::test]
async fn a_goal_is_made_reported_on_and_followed() {
    let (_server, [ada, ben]) = TestServer::with_people(["Ada", "Ben"]).await;
    let body = json!({
        "objective": "Every pump reports", "purpose": "So that nobody drives out.",
        "first": "2026-10-01", "last": "2026-12-31", "owner": ben.id(),
        "results": [{ "text": "Faults a week", "from": 9_000, "to": 0 }],
    });
    let goal: Goal = good(ada.post("goals", body).await).await;
    assert_eq!((goal.results[0].now, goal.progress_permille), (9_000, 0));
    let mut socket = ada.socket(None).await;
    let updates = format!("goals/{}/updates", goal.id);
    let body = json!({
        "track": "at_risk", "confidence_percent": 60, "changed": "Three *fewer*", "next": "Pump 4",
        "values": [6_000],
    });
    let update: GoalUpdate = good(ben.post(&updates, body).await).await;
    assert_eq!(
        (update.progress_permille, update.values.as_slice()),
        (333, &[6_000][..])
    );
    let seen = socket.until(moved).await;
    assert_eq!(seen.progress_permille, 333);
    let path = format!("goals/{}", goal.id);
    let detail: GoalDetail = ada.read(&path).await;
    assert_eq!(detail.updates[0].confidence_percent, Some(60));
    assert_eq!(
        detail.updates[0].changed_html,
        "<p>Three <em>fewer</em></p>\n"
    );
    done(ada.delete(&format!("{path}/follow")).await).await;
    let detail: GoalDetail = ada.read(&path).await;
    assert_eq!(detail.updates[0].confidence_percent, None);
    done(ada.put(&format!("{path}/follow"), json!({})).await).await;
    for (body, field) in [
        (
            json!({ "track": "off", "changed": "A", "values": [1, 2] }),
            "values",
        ),
        (
            json!({ "track": "off", "changed": "A", "confidence_percent": 101 }),
            "confidence_percent",
        ),
    ] {
        let problem = refused(ben.post(&updates, body).await, 422, ErrorCode::Invalid).await;
        assert_eq!(problem.fields[0].field, field);
    }
    let body = json!({ "last": "2026-09-30" });
    let problem = refused(ben.patch(&path, body).await, 422, ErrorCode::Invalid).await;
    assert_eq!(problem.fields[0].field, "last");
    let stale = ben
        .request(reqwest::Method::PATCH, &path)
        .header("if-match", "1")
        .json(&json!({ "objective": "All" }));
    refused(send(stale).await, 412, ErrorCode::Stale).await;
    let body = json!({ "state": "reached", "parent": null });
    let reached: Goal = good(ben.patch(&path, body).await).await;
    assert_eq!(reached.progress_permille, 333);
    assert!(ada.snapshot().await.goals.is_empty());
    let all: Value = ada.read("goals?limit=1").await;
    assert_eq!(all["items"][0]["state"], "reached");
    assert_eq!(all["next_cursor"], Value::Null);
}

#[tokio::test]
async fn what_hangs_on_a_goal_is_linked_and_taken_off() {
    let (_server, [ada, ben]) = TestServer::with_people(["Ada", "Ben"]).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let topic = ada.topic(&channel, "Start").await;
    let body = json!({ "objective": "Up", "first": "2026-10-01", "last": "2026-12-31" });
    let goal: Goal = good(ada.post("goals", body).await).await;
    let links = format!("goals/{}/links", goal.id);
    let link = json!({ "to": "topic", "topic": topic.id });
    done(ada.post(&links, link.clone()).await).await;
    let detail: GoalDetail = ben.read(&format!("goals/{}", goal.id)).await;
    assert_eq!(detail.topics[0].title, "Start");
    let unlink = || ada.request(reqwest::Method::DELETE, &links).json(&link);
    done(send(unlink()).await).await;
    refused(send(unlink()).await, 404, ErrorCode::NotFound).await;
    refused(
        ben.post(&links, link.clone()).await,
        403,
        ErrorCode::NotAllowed,
    )
    .await;
}

#[tokio::test]
async fn a_board_is_reported_on_to_those_who_follow_it() {
    let (_server, [ada, ben]) = TestServer::with_people(["Ada", "Ben"]).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let body = json!({ "channel": channel.id, "name": "Gateway" });
    let board: Value = good(ada.post("boards", body).await).await;
    let path = format!("boards/{}", board["id"].as_str().expect("an id"));
    done(ben.put(&format!("{path}/follow"), json!({})).await).await;
    let body = json!({ "track": "on_track", "changed": "It runs", "confidence_percent": 90 });
    let made: GoalUpdate = good(ada.post(&format!("{path}/updates"), body).await).await;
    let told = ben.snapshot().await.deliveries;
    let about = serde_json::to_value(&told[0].about).expect("JSON");
    assert_eq!(about["update"], json!(made.id));
    let updates: Value = ben.read(&format!("{path}/updates")).await;
    assert_eq!(updates["items"][0]["confidence_percent"], 90);
    let body = json!({ "track": "on_track", "changed": "A", "values": [1] });
    let values = ada.post(&format!("{path}/updates"), body).await;
    refused(values, 422, ErrorCode::Invalid).await;
}
