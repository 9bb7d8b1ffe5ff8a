//! The server dies at random instants under load, and nothing acknowledged is lost or doubled.

use std::collections::HashMap;
use std::process::Stdio;
use std::time::Duration;

use model::event::Event;
use model::id::TopicId;
use model::message::Message;
use model::sync::EventFrame;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use reqwest::Method;
use serde::Deserialize;
use serde_json::json;

use crate::client::{Client, good, send};
use crate::process::{PROGRAM, Process, run, serve_arguments};
use crate::scratch::Scratch;

/// How often the server is killed.
const KILLS: u32 = 50;
/// Writers who post at the same time, each as fast as the answers come.
const WRITERS: u32 = 8;
/// Every so many rounds the server is killed while it starts.
const STARTING_EVERY: u32 = 5;

/// Where everybody posts; survives the server.
struct Place {
    /// Of a token that may read and write.
    secret: String,
    topic: TopicId,
}

impl Place {
    async fn set_up(server: &Process) -> Self {
        let mut ada = server.client();
        ada.set_up("Ada").await;
        let channel = ada.channel("tides", &[]).await;
        let topic = ada.topic(&channel, "High water").await.id;
        let body = json!({ "name": "writers", "scopes": ["read", "write"] });
        let made: serde_json::Value = good(ada.post("tokens", body).await).await;
        let secret = made["secret"].as_str().unwrap().to_owned();
        Self { secret, topic }
    }

    /// Posts once; nothing if the server went away before it had answered.
    async fn post(&self, client: &Client, text: &str) -> Option<Message> {
        let path = format!("topics/{}/messages", self.topic);
        let request = client.plain(Method::POST, &path).bearer_auth(&self.secret);
        let request = request.header("idempotency-key", text.replace(' ', "-"));
        let response = request.json(&json!({ "text": text })).send().await.ok()?;
        let status = response.status();
        let body = response.text().await.ok()?;
        assert!(status.is_success(), "{text}: {status}: {body}");
        Some(serde_json::from_str(&body).unwrap())
    }

    async fn read<T: for<'de> Deserialize<'de>>(&self, client: &Client, path: &str) -> T {
        good(send(client.plain(Method::GET, path).bearer_auth(&self.secret)).await).await
    }
}

/// Somebody who posts; what was not answered is posted again under the same key.
struct Writer {
    number: u32,
    next: u32,
    unanswered: Option<String>,
    acknowledged: Vec<Message>,
}

impl Writer {
    fn new(number: u32) -> Self {
        Self {
            number,
            next: 0,
            unanswered: None,
            acknowledged: Vec::new(),
        }
    }

    /// Posts until the server goes away.
    async fn until_gone(mut self, place: &Place, client: &Client) -> Self {
        loop {
            let text = self.unanswered.take().unwrap_or_else(|| {
                self.next += 1;
                format!("writer {} message {}", self.number, self.next)
            });
            let Some(message) = place.post(client, &text).await else {
                self.unanswered = Some(text);
                return self;
            };
            self.acknowledged.push(message);
        }
    }
}

#[derive(Deserialize)]
struct MessagePage {
    items: Vec<Message>,
    last_ordinal: u64,
}

#[derive(Deserialize)]
struct EventPage {
    items: Vec<EventFrame>,
    seq: u64,
}

/// What the topic was seen to hold; grows from round to round.
#[derive(Default)]
struct Seen {
    messages: Vec<Message>,
    by_text: HashMap<String, Message>,
}

impl Seen {
    /// Reads what is new and compares: each text once, numbered without gaps, and each acknowledged message there
    /// as it was answered.
    async fn check(&mut self, place: &Place, client: &Client, writers: &[Writer]) {
        loop {
            let count = self.messages.len() as u64;
            let path = format!("topics/{}/messages?after={count}&limit=200", place.topic);
            let page: MessagePage = place.read(client, &path).await;
            if page.items.is_empty() {
                assert_eq!(page.last_ordinal, count);
                break;
            }
            for message in page.items {
                assert_eq!(message.ordinal, self.messages.len() as u64 + 1);
                let before = self.by_text.insert(message.text.clone(), message.clone());
                assert_eq!(before, None, "posted twice: {message:?}");
                self.messages.push(message);
            }
        }
        for message in writers.iter().flat_map(|writer| &writer.acknowledged) {
            let found = self.by_text.get(&message.text);
            assert_eq!(found, Some(message), "acknowledged, then lost");
        }
    }

    /// The event log tells of each message once, in order.
    async fn check_log(&self, place: &Place, client: &Client) {
        let mut told = Vec::new();
        let mut since = 0;
        loop {
            let page: EventPage = place.read(client, &format!("events?since={since}")).await;
            for frame in page.items {
                if let Event::MessageUpdated(update) = frame.event {
                    told.push(update.message);
                }
            }
            if page.seq == since {
                break;
            }
            since = page.seq;
        }
        assert_eq!(told, self.messages);
    }
}

/// Kills the server somewhere on its way to being ready.
async fn kill_while_starting(data: &Scratch, random: &mut StdRng) {
    let mut child = tokio::process::Command::new(PROGRAM)
        .args(serve_arguments(data.text()))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    tokio::time::sleep(Duration::from_micros(random.random_range(0..100_000))).await;
    child.kill().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_or_doubled_by_fifty_kills() {
    let seed: u64 = match std::env::var("MEANWHILE_TEST_SEED") {
        Ok(seed) => seed.parse().unwrap(),
        Err(_) => rand::random(),
    };
    println!("replay with MEANWHILE_TEST_SEED={seed}");
    let mut random = StdRng::seed_from_u64(seed);
    let data = Scratch::new();
    let server = Process::serve(data.text(), &[]).await;
    let place = Place::set_up(&server).await;
    server.kill().await;

    let mut seen = Seen::default();
    let mut writers: Vec<Writer> = (1..=WRITERS).map(Writer::new).collect();
    for round in 1..KILLS {
        if round % STARTING_EVERY == 0 {
            kill_while_starting(&data, &mut random).await;
            continue;
        }
        let server = Process::serve(data.text(), &[]).await;
        let client = server.client();
        seen.check(&place, &client, &writers).await;
        let load = writers
            .into_iter()
            .map(|writer| writer.until_gone(&place, &client));
        let death = async {
            let instant = Duration::from_micros(random.random_range(1_000..400_000));
            tokio::time::sleep(instant).await;
            server.kill().await;
        };
        (writers, ()) = tokio::join!(futures::future::join_all(load), death);
    }

    let server = Process::serve(data.text(), &[]).await;
    let client = server.client();
    for writer in &mut writers {
        // The answer to the first try may have died with the server; the second finds the message, or posts it.
        if let Some(text) = writer.unanswered.take() {
            writer
                .acknowledged
                .push(place.post(&client, &text).await.unwrap());
        }
    }
    seen.check(&place, &client, &writers).await;
    seen.check_log(&place, &client).await;
    let acknowledged: usize = writers.iter().map(|writer| writer.acknowledged.len()).sum();
    assert_eq!(
        acknowledged,
        seen.messages.len(),
        "nothing stands there that nobody was told of"
    );
    assert!(
        KILLS as usize <= acknowledged,
        "there was no load: {acknowledged} messages"
    );
    println!("{KILLS} kills, {acknowledged} messages");
    server.stop().await;
    let checked = run(&["check", "--data", data.text()]).await;
    assert_eq!(checked.code, Some(0), "{}", checked.stderr);
}
