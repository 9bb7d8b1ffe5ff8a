//! Tasks over HTTP: made once per key, seen by their people, changed with their version, blocked.

use model::blocker::{Blocker, BlockerDetail};
use model::error::ErrorCode;
use model::event::Event;
use model::task::{Stage, Task, TaskDetail};
use model::topic::Topic;
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Client, done, good, refused, send};
use crate::server::TestServer;

async fn make(client: &Client, body: Value) -> TaskDetail {
    good(client.post("tasks", body).await).await
}

fn updated(event: &Event) -> Option<Task> {
    match event {
        Event::TaskUpdated(task) => Some(Task::clone(task)),
        _ => None,
    }
}

fn removed(event: &Event) -> Option<model::board::TaskRemoved> {
    match event {
        Event::TaskRemoved(removed) => Some(*removed),
        _ => None,
    }
}

#[tokio::test]
async fn a_task_is_made_once_changed_by_version_and_seen_by_its_people() {
    let server = TestServer::start().await;
    let [ada, ben, cem] = server.people(["Ada", "Ben", "Cem"]).await;
    let mut bens = ben.socket(None).await;
    let body = json!({ "title": " Seal the pump ", "text": "**Now**", "owner": ben.id(),
        "due": { "day": "2036-11-25" }, "labels": ["Field"], "priority": "high" });
    let request = || {
        ada.request(Method::POST, "tasks")
            .header("idempotency-key", "one")
            .json(&body)
    };
    let made: TaskDetail = good(send(request()).await).await;
    assert_eq!(good::<TaskDetail>(send(request()).await).await, made);
    assert_eq!(made.task.title, "Seal the pump");
    assert_eq!(made.html, "<p><strong>Now</strong></p>\n");
    assert_eq!(bens.until(updated).await, made.task);
    let path = format!("tasks/{}", made.task.id);
    refused(cem.get(&path).await, 404, ErrorCode::NotFound).await;
    let patch = |version: u64, body: Value| {
        let request = ben.request(Method::PATCH, &path);
        send(request.header("if-match", version.to_string()).json(&body))
    };
    let changed = json!({ "stage": "doing", "due": null, "helpers": [cem.id()] });
    let changed: TaskDetail = good(patch(made.task.version, changed).await).await;
    assert_eq!((changed.task.stage, changed.task.due), (Stage::Doing, None));
    let stale = patch(made.task.version, json!({ "title": "Other" })).await;
    refused(stale, 412, ErrorCode::Stale).await;
    let wrong = patch(changed.task.version, json!({ "estimate_minutes": 0 })).await;
    let problem = refused(wrong, 422, ErrorCode::Invalid).await;
    assert_eq!(problem.fields[0].field, "estimate_minutes");
    let history: Value = cem.read(&format!("{path}/history")).await;
    assert_eq!(history["items"].as_array().map(Vec::len), Some(4));
    assert_eq!(history["items"][3]["change"], "created");
    done(cem.put(&format!("{path}/watch"), json!({})).await).await;
    let mut cems = cem.socket(None).await;
    let gone = json!({ "helpers": [] });
    good::<TaskDetail>(ben.patch(&path, gone).await).await;
    assert_eq!(cems.until(removed).await.task, made.task.id);
    refused(cem.get(&path).await, 404, ErrorCode::NotFound).await;
    let found: Value = ben.read("tasks?q=PUMP&open=true").await;
    assert_eq!(found["items"].as_array().map(Vec::len), Some(1));
    let found: Value = cem.read("tasks").await;
    assert_eq!(found["items"], json!([]));
}

#[tokio::test]
async fn lists_of_tasks_have_pages() {
    let server = TestServer::start().await;
    let [ada] = server.people(["Ada"]).await;
    for title in ["Drain", "Seal", "Fill"] {
        make(&ada, json!({ "title": title })).await;
    }
    let mut seen = Vec::new();
    let mut path = "tasks?limit=2".to_owned();
    loop {
        let page: Value = ada.read(&path).await;
        for item in page["items"].as_array().expect("items") {
            seen.push(item["title"].clone());
        }
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        path = format!("tasks?limit=2&cursor={cursor}");
    }
    assert_eq!(seen.len(), 3);
}

#[tokio::test]
async fn a_blocked_task_shows_what_it_puts_at_risk() {
    let server = TestServer::start().await;
    let monday = "2027-01-11T09:00:00Z".parse().expect("an instant");
    server.set_time(monday).await;
    let [ada, ben] = server.people(["Ada", "Ben"]).await;
    let channel = ada.channel("field", &[ben.id()]).await;
    let first = json!({ "title": "Drain", "channel": channel.id, "owner": ada.id() });
    let first = make(&ada, first).await.task;
    let second = json!({ "title": "Seal", "channel": channel.id, "owner": ben.id(),
        "waits_on": [first.id], "due": { "day": "2027-01-12" } });
    let second = make(&ben, second).await.task;
    let circle = json!({ "waits_on": [second.id] });
    let circle = ada.patch(&format!("tasks/{}", first.id), circle).await;
    let problem = refused(circle, 422, ErrorCode::Invalid).await;
    assert_eq!(problem.fields[0].field, "waits_on");
    let topic: Topic = good(
        ada.post(&format!("tasks/{}/topic", first.id), json!({}))
            .await,
    )
    .await;
    assert_eq!((topic.channel, topic.title.as_str()), (channel.id, "Drain"));
    let path = format!("tasks/{}/blockers", first.id);
    let blocker: Blocker = good(ada.post(&path, json!({ "text": "No key" })).await).await;
    assert_eq!((blocker.topic, blocker.task), (topic.id, Some(first.id)));
    let noon = "2027-01-11T11:00:00Z".parse().expect("an instant");
    server.set_time(noon).await;
    let lists: Value = ben.read("blockers?open=true").await;
    let listed: BlockerDetail =
        serde_json::from_value(lists["items"][0].clone()).expect("a blocker");
    let risked: Vec<_> = listed.risks.iter().map(|risk| risk.task).collect();
    assert_eq!(risked, [first.id, second.id]);
    let resolve = format!("blockers/{}/resolve", blocker.id);
    good::<Blocker>(ben.post(&resolve, json!({ "outcome": "Here it is" })).await).await;
    let causes: Value = ben.read("blockers/causes").await;
    assert_eq!(causes["items"][0]["title"], "Drain");
    assert_eq!(causes["items"][0]["minutes"], 120);
    let lists: Value = ben.read("blockers?open=true").await;
    assert_eq!(lists["items"], json!([]));
    let bulk = json!({ "tasks": [first.id, second.id], "change": { "stage": "done" } });
    let bulk: Value = good(ben.post("tasks/bulk", bulk).await).await;
    assert_eq!(bulk["done"].as_array().map(Vec::len), Some(2));
    assert_eq!(bulk["refused"], json!([]));
}

#[tokio::test]
async fn bad_input_is_named_and_nothing_is_made() {
    let server = TestServer::start().await;
    let [ada] = server.people(["Ada"]).await;
    let long = "x".repeat(201);
    let lines = json!([{ "text": "", "done": false }]);
    for (body, code, field) in [
        (json!({ "title": " " }), ErrorCode::TextEmpty, "title"),
        (json!({ "title": long }), ErrorCode::TextTooLong, "title"),
        (
            json!({ "title": "a", "text": "\u{0}" }),
            ErrorCode::Invalid,
            "text",
        ),
        (
            json!({ "title": "a", "lines": lines }),
            ErrorCode::Invalid,
            "lines",
        ),
        (
            json!({ "title": "a", "labels": ["a\nb"] }),
            ErrorCode::Invalid,
            "labels",
        ),
        (
            json!({ "title": "a", "recurrence": { "rule": "FREQ=YES", "from": "due" } }),
            ErrorCode::Invalid,
            "recurrence.rule",
        ),
        (
            json!({ "title": "a", "owner": "per_00000000000000000000000001" }),
            ErrorCode::Invalid,
            "owner",
        ),
        (
            json!({ "title": "a", "start": "2027-01-12", "due": { "day": "2027-01-11" } }),
            ErrorCode::Invalid,
            "start",
        ),
    ] {
        let answer = ada.post("tasks", body.clone()).await;
        let problem = refused(answer, 422, code).await;
        assert_eq!(problem.fields[0].field, field, "{body}");
    }
    let wrong = ada
        .post(
            "tasks",
            json!({ "title": "a", "due": { "day": "yesterday" } }),
        )
        .await;
    refused(wrong, 422, ErrorCode::Invalid).await;
    let nowhere = json!({ "title": "a", "board": "boa_00000000000000000000000001" });
    refused(ada.post("tasks", nowhere).await, 404, ErrorCode::NotFound).await;
    let found: Value = ada.read("tasks").await;
    assert_eq!(found["items"], json!([]));
}
