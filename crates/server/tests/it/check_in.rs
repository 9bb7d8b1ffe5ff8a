//! A check-in over HTTP: made once per key, opened, prefilled, drafted, answered, reported, followed.

use model::check_in::{
    CheckIn, CheckInAnswer, CheckInNews, CheckInReport, CheckInState, Prefill, Said, Turn,
};
use model::delivery::DeliveryAbout;
use model::error::ErrorCode;
use model::event::Event;
use model::topic::Topic;
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Client, done, good, refused, send};
use crate::server::TestServer;

/// A Monday in winter, at 10:00 in Berlin.
const MONDAY_TEN: &str = "2027-01-11T09:00:00Z";

/// When the report is made: at 13:00.
const MONDAY_ONE: &str = "2027-01-11T12:00:00Z";

fn body_in(channel: &str) -> Value {
    json!({
        "channel": channel,
        "title": "Stand-up",
        "questions": [
            { "text": "What is next?", "kind": "text", "required": true },
            { "text": "How are you?", "kind": "mood", "required": false },
            { "text": "Where?", "kind": "choice", "options": ["Here", "There"], "required": false },
            { "text": "How long?", "kind": "number", "unit": "hours", "required": false },
        ],
        "asked": { "asked": "channel" },
        "rule": "RRULE:FREQ=WEEKLY;BYDAY=WE,MO",
        "minute": 720,
        "opens_before_minutes": 240,
        "closes_after_minutes": 60,
    })
}

fn turned(event: &Event) -> Option<Turn> {
    match event {
        Event::TurnUpdated(turn) => Some(turn.clone()),
        _ => None,
    }
}

async fn make(client: &Client, body: &Value, key: &str) -> CheckIn {
    let request = client.request(Method::POST, "check-ins");
    let request = request.header("idempotency-key", key).json(body);
    good(send(request).await).await
}

#[tokio::test]
async fn a_check_in_is_made_answered_and_reported() {
    let server = TestServer::start().await;
    let at = |text: &str| text.parse().expect("an instant");
    server.set_time(at(MONDAY_TEN)).await;
    let [ada, ben] = server.people(["Ada", "Ben"]).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let mut socket = ben.socket(None).await;
    let templates: Value = ada.read("check-in-templates").await;
    assert_eq!(templates["items"][0]["key"], "stand_up");
    let body = body_in(&channel.id.to_string());
    let made = make(&ada, &body, "one").await;
    assert_eq!(make(&ada, &body, "one").await, made);
    assert_eq!(made.rule, "FREQ=WEEKLY;BYDAY=MO,WE");
    assert_eq!(made.first.to_string(), "2027-01-11");
    let turn = socket.until(turned).await;
    assert_eq!(turn.told_at, Some(at(MONDAY_TEN)));
    let path = format!("check-ins/{}", made.id);
    let day = format!("{path}/reports/2027-01-11");
    let draft = json!({ "said": [{ "text": "Pu" }, "nothing", { "choice": 1 }, "nothing"] });
    done(ben.put(&format!("{day}/draft"), draft).await).await;
    let prefill: Prefill = ben.read(&format!("{day}/prefill")).await;
    assert_eq!(prefill.draft[2], Said::Choice(1));
    let answer = format!("{day}/answer");
    let wrong = json!({ "said": ["nothing", { "mood": 5 }, "nothing", "nothing"] });
    let problem = refused(ben.put(&answer, wrong).await, 422, ErrorCode::Invalid).await;
    assert_eq!(problem.fields[0].field, "said.0");
    let said = json!([{ "text": "**Pumps**" }, { "mood": 5 }, "nothing", { "number": 1500 }]);
    let body = json!({ "said": said, "blocked": true });
    let answered: CheckInAnswer = good(ben.put(&answer, body).await).await;
    assert!(answered.html[0].contains("<strong>Pumps</strong>"));
    assert!(socket.until(turned).await.answered_at.is_some());
    let topic = format!("{day}/answers/{}/topic", ben.id());
    let topic: Topic = good(ada.post(&topic, json!({})).await).await;
    assert_eq!(topic.title, "Stand-up: Ben, 2027-01-11");
    server.set_time(at(MONDAY_ONE)).await;
    let report: CheckInReport = ada.read(&day).await;
    assert_eq!(report.missing, [ada.id()]);
    assert_eq!(report.blocked, [ben.id()]);
    assert_eq!(report.closed_at, Some(at(MONDAY_ONE)));
    assert_eq!(report.answers[0].topic, Some(topic.id));
    let told = ada.snapshot().await.deliveries;
    let is_report = |about: &DeliveryAbout| {
        matches!(
            about,
            DeliveryAbout::CheckIn {
                news: CheckInNews::Report,
                ..
            }
        )
    };
    assert_eq!(told.iter().filter(|one| is_report(&one.about)).count(), 1);
    let late = json!({ "said": [{ "text": "Here" }, "nothing", "nothing", "nothing"] });
    let late: CheckInAnswer = good(ada.put(&answer, late).await).await;
    assert!(late.late);
    let days: Value = ben.read(&format!("{path}/reports")).await;
    assert_eq!(days["items"][0]["answered"], 2);
    assert_eq!(days["next_cursor"], Value::Null);
}

#[tokio::test]
async fn a_check_in_is_changed_followed_and_ended() {
    let server = TestServer::start().await;
    let now = MONDAY_TEN.parse().expect("an instant");
    server.set_time(now).await;
    let [ada, ben] = server.people(["Ada", "Ben"]).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let mut wrong = body_in(&channel.id.to_string());
    wrong["rule"] = json!("FREQ=MINUTELY");
    wrong["questions"][2]["options"] = json!(["One"]);
    let problem = refused(ada.post("check-ins", wrong).await, 422, ErrorCode::Invalid).await;
    let fields: Vec<_> = problem
        .fields
        .iter()
        .map(|one| one.field.as_str())
        .collect();
    assert_eq!(fields, ["rule", "questions.2.options"]);
    let made = make(&ada, &body_in(&channel.id.to_string()), "one").await;
    let path = format!("check-ins/{}", made.id);
    let followed: CheckIn = good(ben.put(&format!("{path}/follow"), json!({})).await).await;
    assert_eq!(followed.followers, [ben.id()]);
    let patch = |version: u64, body: Value| {
        let request = ada.request(Method::PATCH, &path);
        request.header("if-match", version.to_string()).json(&body)
    };
    let stale = send(patch(1, json!({ "title": "Daily" }))).await;
    refused(stale, 412, ErrorCode::Stale).await;
    let named: CheckIn = good(send(patch(2, json!({ "title": "Daily" }))).await).await;
    assert_eq!((named.title.as_str(), named.version), ("Daily", 3));
    let left: CheckIn = good(ben.delete(&format!("{path}/follow")).await).await;
    assert!(left.followers.is_empty());
    let early = format!("{path}/reports/2027-01-13/answer");
    let body = json!({ "said": ["nothing", "nothing", "nothing", "nothing"], "blocked": true });
    refused(ben.put(&early, body).await, 409, ErrorCode::WrongState).await;
    for nothing in ["not-a-day", "2027-02-30", "2027-01-12"] {
        let response = ben.get(&format!("{path}/reports/{nothing}")).await;
        refused(response, 404, ErrorCode::NotFound).await;
    }
    let ended: CheckIn = good(ada.patch(&path, json!({ "state": "ended" })).await).await;
    assert_eq!(ended.state, CheckInState::Ended);
    let list = format!("check-ins?channel={}", channel.id);
    let running: Value = ben.read(&list).await;
    assert_eq!(running["items"], json!([]));
    let over: Value = ben.read(&format!("{list}&ended=true")).await;
    assert_eq!(over["items"][0]["title"], "Daily");
    // Of all channels at once, from the newest down, page by page.
    let newer = make(&ada, &body_in(&channel.id.to_string()), "two").await;
    let end = json!({ "state": "ended" });
    let _: CheckIn = good(ada.patch(&format!("check-ins/{}", newer.id), end).await).await;
    let first: Value = ben.read("check-ins?ended=true&limit=1").await;
    assert_eq!(first["items"][0]["id"], newer.id.to_string());
    let cursor = first["next_cursor"].as_str().expect("another page");
    let next: Value = ben
        .read(&format!("check-ins?ended=true&cursor={cursor}"))
        .await;
    assert_eq!(next["items"][0]["id"], made.id.to_string());
    assert_eq!(
        (next["items"].as_array().map(Vec::len), &next["next_cursor"]),
        (Some(1), &Value::Null)
    );
    let mut eve = server.client();
    eve.accept(&ada.invite("member").await, "Eve").await;
    let none: Value = eve.read("check-ins?ended=true").await;
    assert_eq!(none["items"], json!([]));
    let again = ada.patch(&path, json!({ "state": "running" })).await;
    refused(again, 409, ErrorCode::WrongState).await;
}
