//! The advisor and written views over HTTP.

use model::advice::{AdviceReason, AdviceVerdict, Mode, SessionAdvice, Voice};
use model::delivery::MessagePreview;
use model::error::ErrorCode;
use model::topic::Topic;
use serde_json::{Value, json};

use crate::client::{good, refused};
use crate::server::TestServer;

/// A Monday in winter, at 10:00 in Berlin.
const MONDAY_TEN: &str = "2027-01-11T09:00:00Z";

#[tokio::test]
async fn a_preview_advises_on_the_purpose_its_author_picks() {
    let server = TestServer::start().await;
    server
        .set_time(MONDAY_TEN.parse().expect("an instant"))
        .await;
    let [ada, ben] = server.people(["Ada", "Ben"]).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let topic = ada.topic(&channel, "Start").await;
    let path = format!("topics/{}/messages/preview", topic.id);
    let preview = |purpose: Value, options: u32| {
        let body = json!({ "text": "Which?", "purpose": purpose, "options": options });
        let (ada, path) = (&ada, &path);
        async move {
            good::<MessagePreview>(ada.post(path, body).await)
                .await
                .advice
        }
    };
    assert_eq!(preview(Value::Null, 0).await, None);
    assert_eq!(preview(json!("decision"), 2).await, None);
    let many = preview(json!("decision"), 3).await.expect("advice");
    assert_eq!(many.mode, Mode::DocumentAndPoll);
    assert_eq!(many.reason, AdviceReason::ManyOptions);
    let body = json!({ "text": "Which?", "purpose": "gossip" });
    refused(ada.post(&path, body).await, 422, ErrorCode::Invalid).await;
    let verdict = json!({ "purpose": "decision" });
    for _ in 0..2 {
        let answer = ada.post("advice/not-helpful", verdict.clone()).await;
        let _: AdviceVerdict = good(answer).await;
    }
    let lower = preview(json!("decision"), 3).await.expect("advice");
    assert_eq!(lower.voice, Voice::Mark);
}

#[tokio::test]
async fn a_session_is_advised_to_wait_for_written_views() {
    let server = TestServer::start().await;
    server
        .set_time(MONDAY_TEN.parse().expect("an instant"))
        .await;
    let [ada, ben, eve] = server.people(["Ada", "Ben", "Eve"]).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let topic = ada.topic(&channel, "Start").await;
    let views = format!("topics/{}/written-views", topic.id);
    let ask = |of, by: &str| ada.put(&views, json!({ "by": by, "of": [of] }));
    let soon = "2027-01-13T15:00:00Z";
    let stranger = ask(eve.id(), soon).await;
    let problem = refused(stranger, 422, ErrorCode::Invalid).await;
    assert_eq!(problem.fields[0].field, "of");
    let late = ask(ben.id(), "2029-01-13T15:00:00Z").await;
    let problem = refused(late, 422, ErrorCode::Invalid).await;
    assert_eq!(problem.fields[0].field, "by");
    let asked: Topic = good(ask(ben.id(), soon).await).await;
    assert_eq!(
        asked.written_views.map(|views| views.of),
        Some(vec![ben.id()])
    );
    let requests: Value = ben.read("requests?side=on_me").await;
    assert_eq!(requests["items"].as_array().map(Vec::len), Some(1));
    let plan = format!("advice?purpose=planning&minutes=30&topic={}", topic.id);
    let advice: SessionAdvice = ada.read(&plan).await;
    assert_eq!(advice.missing, [ben.id()]);
    let said = advice.advice.expect("advice");
    assert_eq!(said.mode, Mode::WrittenViewsFirst);
    ben.say(topic.id, "I would take the second").await;
    let advice: SessionAdvice = ada.read(&plan).await;
    assert!(advice.missing.is_empty() && advice.advice.is_none());
    let dropped: Topic = good(ada.delete(&views).await).await;
    assert_eq!(dropped.written_views, None);
    let nowhere = "advice?purpose=planning&topic=top_00000000000000000000000000";
    refused(eve.get(nowhere).await, 404, ErrorCode::NotFound).await;
}
