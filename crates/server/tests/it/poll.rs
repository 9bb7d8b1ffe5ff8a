//! Polls and decisions over HTTP: asked once per key, voted on, decided, found again.

use std::time::Duration;

use model::channel::Channel;
use model::error::ErrorCode;
use model::event::Event;
use model::poll::{DecisionRecord, Poll};
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Client, done, good, refused, send};
use crate::server::TestServer;

fn polled(event: &Event) -> Option<Poll> {
    match event {
        Event::PollUpdated(poll) => Some(Poll::clone(poll)),
        _ => None,
    }
}

fn ranked() -> Value {
    let options = ["Lisbon", "Porto", "Faro"].map(|text| json!({ "text": text }));
    json!({ "question": "Where do we meet?", "kind": "ranked", "options": options })
}

async fn ask(client: &Client, path: &str, key: &str, body: &Value) -> Poll {
    let request = client
        .request(Method::POST, path)
        .header("idempotency-key", key)
        .json(body);
    good(send(request).await).await
}

async fn vote(client: &Client, poll: &Poll, options: &[u16]) -> Poll {
    let path = format!("polls/{}/vote", poll.id);
    good(client.put(&path, json!({ "options": options })).await).await
}

#[tokio::test]
async fn a_ranked_poll_becomes_a_decision_that_is_found() {
    let (server, [ada, ben, cai]) = TestServer::with_people(["Ada", "Ben", "Cai"]).await;
    let channel = ada.channel("general", &[ben.id(), cai.id()]).await;
    let topic = ada.topic(&channel, "Offsite").await;
    let path = format!("topics/{}/polls", topic.id);
    let poll = ask(&ada, &path, "one", &ranked()).await;
    assert_eq!(ask(&ada, &path, "one", &ranked()).await, poll);
    let mut socket = cai.socket(None).await;
    vote(&ada, &poll, &[0, 1, 2]).await;
    vote(&ben, &poll, &[1, 2]).await;
    let seen = socket
        .until(|event| polled(event).filter(|poll| poll.voted.len() == 2))
        .await;
    assert_eq!(seen.votes.len(), 2);
    vote(&cai, &poll, &[2, 1]).await;
    vote(&cai, &poll, &[1]).await;
    let early = ben
        .post(&format!("polls/{}/decide", poll.id), json!({}))
        .await;
    refused(early, 409, ErrorCode::WrongState).await;
    let closed: Poll = good(
        ada.post(&format!("polls/{}/close", poll.id), json!({}))
            .await,
    )
    .await;
    assert_eq!(closed.tally.expect("a tally").leading, [1]);
    let path = format!("polls/{}/decide", poll.id);
    let body = json!({ "reason": "It is *near*." });
    let record: DecisionRecord = good(ben.post(&path, body).await).await;
    assert_eq!(
        (record.text.as_str(), record.poll),
        ("Porto", Some(poll.id))
    );
    assert_eq!(record.reason_html, "<p>It is <em>near</em>.</p>\n");
    refused(ben.post(&path, json!({})).await, 409, ErrorCode::WrongState).await;
    let later = server.app().now().plus(Duration::from_secs(60));
    server.set_time(later).await;
    let path = format!("topics/{}/decisions", topic.id);
    let body = json!({ "text": "Faro, since Porto is full", "replaces": record.id });
    let next: DecisionRecord = good(ada.post(&path, body).await).await;
    let path = format!("channels/{}/decisions", channel.id);
    let first: Value = cai.read(&format!("{path}?limit=1")).await;
    assert_eq!(first["items"][0]["id"], json!(next.id));
    let cursor = first["next_cursor"].as_str().expect("there is more");
    let rest: Value = cai.read(&format!("{path}?limit=1&cursor={cursor}")).await;
    assert_eq!(rest["items"][0]["replaced_by"], json!(next.id));
    assert_eq!(rest["next_cursor"], Value::Null);
    let found: Value = cai.read("decisions?q=NEAR").await;
    assert_eq!(found["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(found["items"][0]["id"], json!(record.id));
    refused(cai.get("decisions?cursor=x").await, 422, ErrorCode::Invalid).await;
    assert!(cai.snapshot().await.polls.is_empty());
}

#[tokio::test]
async fn a_decision_out_of_a_poll_takes_the_place_of_an_older_one() {
    let (_server, [ada, ben, eve]) = TestServer::with_people(["Ada", "Ben", "Eve"]).await;
    let body = json!({ "kind": "private", "name": "board", "members": [ben.id()] });
    let channel: Channel = good(ada.post("channels", body).await).await;
    let topic = ada.topic(&channel, "Offsite").await;
    let path = format!("topics/{}/decisions", topic.id);
    let old: DecisionRecord = good(ada.post(&path, json!({ "text": "Lisbon" })).await).await;
    let poll = ask(
        &ada,
        &format!("topics/{}/polls", topic.id),
        "one",
        &ranked(),
    )
    .await;
    vote(&ben, &poll, &[1]).await;
    let close = format!("polls/{}/close", poll.id);
    let _: Poll = good(ada.post(&close, json!({})).await).await;
    let mut socket = ben.socket(None).await;
    let decide = format!("polls/{}/decide", poll.id);
    let body = json!({ "replaces": old.id });
    let new: DecisionRecord = good(ada.post(&decide, body).await).await;
    assert_eq!((new.text.as_str(), new.replaces), ("Porto", Some(old.id)));
    let told = socket
        .until(|event| match event {
            Event::DecisionRecorded(record) if record.id == old.id => Some(record.clone()),
            _ => None,
        })
        .await;
    assert_eq!(told.replaced_by, Some(new.id));
    let one = format!("decisions/{}", old.id);
    assert_eq!(ben.read::<DecisionRecord>(&one).await, told);
    refused(eve.get(&one).await, 404, ErrorCode::NotFound).await;

    // What was replaced cannot be replaced again, and the poll stays undecided then.
    let poll = ask(
        &ada,
        &format!("topics/{}/polls", topic.id),
        "two",
        &ranked(),
    )
    .await;
    let _: Poll = good(
        ada.post(&format!("polls/{}/close", poll.id), json!({}))
            .await,
    )
    .await;
    let decide = format!("polls/{}/decide", poll.id);
    let body = json!({ "text": "Faro", "replaces": old.id });
    refused(ada.post(&decide, body).await, 409, ErrorCode::WrongState).await;
    let body = json!({ "text": "Faro", "replaces": new.id });
    let last: DecisionRecord = good(ada.post(&decide, body).await).await;
    assert_eq!(last.replaces, Some(new.id));
}

#[tokio::test]
async fn an_anonymous_poll_tells_nobody_who_voted_for_what() {
    let (_server, [ada, ben, cai]) = TestServer::with_people(["Ada", "Ben", "Cai"]).await;
    let channel = ada.channel("general", &[ben.id(), cai.id()]).await;
    let topic = ada.topic(&channel, "Offsite").await;
    let mut body = ranked();
    body["anonymous"] = json!(true);
    let path = format!("topics/{}/polls", topic.id);
    let poll = ask(&ada, &path, "one", &body).await;
    for (client, order) in [(&ada, [0]), (&ben, [1]), (&cai, [1])] {
        let after = vote(client, &poll, &order).await;
        assert_eq!((after.votes.len(), after.tally), (0, None));
    }
    let own: Value = ben.read(&format!("polls/{}/vote", poll.id)).await;
    assert_eq!(own["options"], json!([1]));
    done(
        ada.post(&format!("polls/{}/close", poll.id), json!({}))
            .await,
    )
    .await;
    let own = ben.get(&format!("polls/{}/vote", poll.id)).await;
    refused(own, 404, ErrorCode::NotFound).await;
    let events: Value = ben.read("events?since=0&limit=200").await;
    for frame in events["items"].as_array().expect("events") {
        if frame["event"]["type"] == "poll.updated" {
            assert_eq!(frame["event"]["votes"], json!([]), "{frame}");
        }
    }
    let polls: Value = cai.read(&path).await;
    assert_eq!(polls["items"][0]["tally"]["votes"], json!([1, 2, 0]));
    assert_eq!(polls["items"][0]["votes"], json!([]));
}

#[tokio::test]
async fn what_is_wrong_with_a_poll_is_named() {
    let (_server, [ada, ben]) = TestServer::with_people(["Ada", "Ben"]).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let topic = ada.topic(&channel, "Offsite").await;
    let path = format!("topics/{}/polls", topic.id);
    let mut body = ranked();
    body["options"][1]["text"] = json!("");
    let problem = refused(ada.post(&path, body).await, 422, ErrorCode::TextEmpty).await;
    assert_eq!(problem.fields[0].field, "options.1.text");
    let mut body = ranked();
    body["closes_at"] = json!("2020-01-01T00:00:00Z");
    let problem = refused(ada.post(&path, body).await, 422, ErrorCode::Invalid).await;
    assert_eq!(problem.fields[0].field, "closes_at");
    let poll = ask(&ada, &path, "one", &ranked()).await;
    let vote = format!("polls/{}/vote", poll.id);
    for options in [json!([3]), json!([1, 1]), json!([65_535])] {
        let refusal = ben.put(&vote, json!({ "options": options })).await;
        let problem = refused(refusal, 422, ErrorCode::Invalid).await;
        assert_eq!(problem.fields[0].field, "options");
    }
    let close = ben
        .post(&format!("polls/{}/close", poll.id), json!({}))
        .await;
    refused(close, 403, ErrorCode::NotAllowed).await;
}
