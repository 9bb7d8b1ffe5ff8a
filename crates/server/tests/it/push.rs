//! Pushes and letters: what somebody is told reaches a real push service with a browser behind it and a real
//! mail relay, and nobody else.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use app::clock::Clock;
use model::error::ErrorCode;
use model::limits::SIGN_IN_IDLE_MAX;
use model::message::Message;
use model::notice::NoticeKind;
use model::push::{PushPayload, PushSubscriptionItem};
use model::time::Timestamp;
use model::topic::Topic;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use server::config::{MailSettings, OutboundSettings, PushSettings, RelayTlsChoice, Settings};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

use crate::client::{Client, WAIT_MAX, done, good, refused, send};
use crate::server::TestServer;

/// A Monday in winter, at 10:00 in Berlin.
const MONDAY_TEN: &str = "2027-01-11T09:00:00Z";

/// A program outside that says what it sees as JSON, one object a line. It ends with the test.
struct Outside {
    _child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    hello: Value,
}

/// A program of the tests of the ways out.
fn program(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../outbound/tests/it")
        .join(name)
}

/// A Python that has aiosmtpd: the first on the path may be one that Debian's packages do not reach.
fn python() -> &'static str {
    let has = |python: &&str| {
        let tried = std::process::Command::new(python)
            .args(["-c", "import aiosmtpd"])
            .output();
        tried.is_ok_and(|output| output.status.success())
    };
    let found = ["python3", "/usr/bin/python3"].into_iter().find(has);
    found.expect("aiosmtpd is missing: install Debian's python3-aiosmtpd, or run ./test")
}

impl Outside {
    async fn start(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut outside = Self {
            _child: child,
            lines,
            hello: Value::Null,
        };
        outside.hello = outside.next().await;
        outside
    }

    async fn push_service() -> Self {
        Self::start(
            Command::new("node")
                .arg(program("push_service.mjs"))
                .arg("serve"),
        )
        .await
    }

    async fn relay() -> Self {
        let mut relay = Command::new(python());
        Self::start(
            relay
                .arg(program("relay.py"))
                .arg(json!({ "tls": "none" }).to_string()),
        )
        .await
    }

    fn port(&self) -> u16 {
        self.hello["port"].as_u64().unwrap().try_into().unwrap()
    }

    async fn next(&mut self) -> Value {
        let line = timeout(WAIT_MAX, self.lines.next_line()).await;
        let line = line.expect("it says something in time").unwrap();
        serde_json::from_str(&line.expect("it still runs")).unwrap()
    }

    /// A browser's subscription; the path says how its push service answers, and whose it is.
    fn subscription(&self, path: &str) -> Value {
        let endpoint = format!("http://127.0.0.1:{}{path}", self.port());
        json!({ "endpoint": endpoint, "keys": self.hello["keys"] })
    }

    /// The next push: to which path, what the browser decrypted, and the whole.
    async fn pushed(&mut self) -> (String, PushPayload, Value) {
        loop {
            let line = self.next().await;
            if line["connected"] == true {
                continue;
            }
            assert_eq!(line["vapid"]["sub"], "mailto:it@example.org", "{line}");
            let text = line["text"].as_str().expect("it can be decrypted");
            let payload = serde_json::from_str(text).unwrap();
            return (line["push"].as_str().unwrap().to_owned(), payload, line);
        }
    }

    /// The next letter to somebody.
    async fn letter_to(&mut self, name: &str) -> Value {
        let wanted = json!([format!("{name}@example.org")]);
        loop {
            let letter = self.next().await;
            if letter["to"] == wanted {
                return letter;
            }
        }
    }
}

fn header<'a>(letter: &'a Value, name: &str) -> &'a str {
    let mut headers = letter["headers"].as_array().unwrap().iter();
    let found = headers.find(|header| header[0] == name);
    found.unwrap_or_else(|| panic!("no {name}"))[1]
        .as_str()
        .unwrap()
}

fn settings(relay: Option<&Outside>) -> Settings {
    Settings {
        push: PushSettings {
            contact: Some("mailto:it@example.org".to_owned()),
        },
        outbound: OutboundSettings {
            allow_private: Some(vec!["127.0.0.0/8".to_owned()]),
            ca: None,
        },
        mail: relay.map_or_else(MailSettings::default, |relay| MailSettings {
            host: Some("127.0.0.1".to_owned()),
            port: Some(relay.port()),
            tls: Some(RelayTlsChoice::None),
            from: Some("meanwhile@example.org".to_owned()),
            ..MailSettings::default()
        }),
        ..Settings::default()
    }
}

fn monday() -> Timestamp {
    MONDAY_TEN.parse().unwrap()
}

fn minutes(count: u64) -> Duration {
    Duration::from_secs(60 * count)
}

/// A team on a working Monday.
struct Team {
    server: TestServer,
    ada: Client,
    ben: Client,
    topic: Topic,
}

impl Team {
    async fn new(relay: Option<&Outside>) -> Self {
        let server = TestServer::start_with(settings(relay)).await;
        server.set_time(monday()).await;
        let [ada, ben] = server.people(["Ada", "Ben"]).await;
        let channel = ada.channel("Site", &[ben.id()]).await;
        let topic = ada.topic(&channel, "Pump 3 leaks").await;
        // Their first digests come now, with nothing in them.
        server.set_time(monday()).await;
        Self {
            server,
            ada,
            ben,
            topic,
        }
    }

    /// Ada asks Ben.
    async fn ask(&self, text: &str) -> Message {
        self.send(json!({ "text": text, "expectation": "today", "asked": [self.ben.id()] }))
            .await
    }

    async fn ask_urgently(&self, text: &str) -> Message {
        let urgent = json!({ "reason": "The river rises" });
        let asked = [self.ben.id()];
        self.send(json!({ "text": text, "expectation": "now", "asked": asked, "urgent": urgent }))
            .await
    }

    async fn send(&self, body: Value) -> Message {
        let path = format!("topics/{}/messages", self.topic.id);
        good(self.ada.post(&path, body).await).await
    }

    async fn undisturbed(&self) {
        let choice = json!({ "choice": "minutes", "minutes": 25 });
        done(self.ben.post("me/do-not-disturb", choice).await).await;
    }

    /// How much is on its way out.
    async fn outgoing(&self) -> u64 {
        self.server.app().count_outgoing().await.unwrap()
    }

    /// Waits until so much is on its way.
    async fn until_outgoing(&self, count: u64) {
        let reached = async {
            while self.outgoing().await != count {
                tokio::task::yield_now().await;
            }
        };
        timeout(WAIT_MAX, reached)
            .await
            .expect("what is on its way arrives");
    }
}

async fn subscribe(client: &Client, subscription: Value) -> PushSubscriptionItem {
    good(client.post("push/subscriptions", subscription).await).await
}

async fn subscriptions(client: &Client) -> Vec<PushSubscriptionItem> {
    let list: Value = client.read("push/subscriptions").await;
    serde_json::from_value(list["items"].clone()).unwrap()
}

#[tokio::test]
async fn what_was_held_is_pushed_together_at_the_first_reachable_minute() {
    let mut service = Outside::push_service().await;
    let team = Team::new(None).await;
    let key: Value = team.ben.read("push/key").await;
    subscribe(&team.ben, service.subscription("/taken")).await;

    let at_once = team.ask("Can you look at it?").await;
    let (_, payload, push) = service.pushed().await;
    assert_eq!(push["vapid"]["key"], key["key"]);
    assert_eq!(push["headers"]["urgency"], "normal");
    assert_eq!(payload.title, "Ada · Pump 3 leaks");
    assert_eq!(payload.body, "Can you look at it?");
    let path = format!("/topic/{}#{}", team.topic.id, at_once.id);
    assert_eq!(payload.path, path);
    let why = payload.why.unwrap();
    let delivery = why.strip_prefix("/why/delivery/").unwrap();
    let _: Value = team.ben.read(&format!("deliveries/{delivery}/why")).await;
    team.until_outgoing(0).await;

    team.undisturbed().await;
    team.ask("It got worse").await;
    team.server.clock.advance(Duration::from_secs(1));
    let other = team.ada.channel("Yard", &[team.ben.id()]).await;
    let other = team.ada.topic(&other, "Crane").await;
    let body = json!({ "text": "When?", "expectation": "today", "asked": [team.ben.id()] });
    let path = format!("topics/{}/messages", other.id);
    let _: Message = good(team.ada.post(&path, body).await).await;
    team.server.set_time(monday().plus(minutes(24))).await;
    assert_eq!(team.outgoing().await, 0, "nothing leaves before");
    team.server.set_time(monday().plus(minutes(26))).await;
    let (_, together, _) = service.pushed().await;
    assert_eq!(together.title, "2 things for you");
    assert_eq!(together.body, "Ada · Pump 3 leaks\nAda · Crane");
    team.until_outgoing(0).await;
}

#[tokio::test]
async fn what_is_urgent_is_pushed_and_mailed_at_once_until_letters_are_not_wanted() {
    let (mut service, mut relay) = (Outside::push_service().await, Outside::relay().await);
    let team = Team::new(Some(&relay)).await;
    subscribe(&team.ben, service.subscription("/taken")).await;
    team.undisturbed().await;
    team.ask_urgently("The pump stands").await;
    let (_, payload, push) = service.pushed().await;
    assert!(payload.urgent);
    assert_eq!(push["headers"]["urgency"], "high");
    assert_eq!(payload.body, "The pump stands");
    let letter = relay.letter_to("ben").await;
    assert_eq!(header(&letter, "subject"), "Urgent: Ada · Pump 3 leaks");
    assert!(
        letter["plain"]
            .as_str()
            .unwrap()
            .contains("The pump stands")
    );
    let one_click = header(&letter, "list-unsubscribe-post");
    assert_eq!(one_click, "List-Unsubscribe=One-Click");

    let link = header(&letter, "list-unsubscribe").to_owned();
    let link = link.trim_matches(['<', '>']);
    let path = link.strip_prefix(team.server.url()).unwrap();
    let stranger = team.server.client();
    let looked = send(stranger.plain(Method::GET, path)).await;
    assert_eq!(looked.status(), StatusCode::OK);
    let me: Value = team.ben.read("me").await;
    assert_eq!(me["mail"], true, "looking changes nothing");
    let wrong = send(stranger.plain(Method::POST, "/unsubscribe/nobody")).await;
    assert_eq!(wrong.status(), StatusCode::NOT_FOUND);
    done(
        send(
            stranger
                .plain(Method::POST, path)
                .body(one_click.to_owned()),
        )
        .await,
    )
    .await;
    let me: Value = team.ben.read("me").await;
    assert_eq!(me["mail"], false);

    team.ask_urgently("And the other one").await;
    let (_, payload, _) = service.pushed().await;
    assert_eq!(payload.body, "And the other one");
    team.until_outgoing(0).await;
    let me: Value = good(team.ben.patch("me", json!({ "mail": true })).await).await;
    assert_eq!(me["mail"], true);
}

#[tokio::test]
async fn what_is_not_read_in_ten_minutes_is_mailed_even_after_a_restart() {
    let mut relay = Outside::relay().await;
    let mut team = Team::new(Some(&relay)).await;
    let first = team.ask("Can you look at it?").await;
    let read = format!("topics/{}/read", team.topic.id);
    done(
        team.ben
            .post(&read, json!({ "ordinal": first.ordinal }))
            .await,
    )
    .await;
    team.ask("It got worse").await;
    team.server.restart().await;
    assert_eq!(team.outgoing().await, 2, "it outlives a restart");
    team.server.set_time(monday().plus(minutes(11))).await;
    let letter = relay.letter_to("ben").await;
    assert_eq!(header(&letter, "subject"), "Ada · Pump 3 leaks");
    let text = letter["plain"].as_str().unwrap();
    assert!(text.contains("It got worse"), "{text}");
    assert!(!text.contains("Can you look at it?"), "it was read: {text}");
    team.until_outgoing(0).await;
}

#[tokio::test]
async fn a_browser_is_told_for_whom_it_is_and_as_long_as_it_is_there() {
    let mut service = Outside::push_service().await;
    let team = Team::new(None).await;
    subscribe(&team.ben, service.subscription("/gone")).await;
    let kept = subscribe(&team.ben, service.subscription("/taken")).await;
    let again = subscribe(&team.ben, service.subscription("/taken")).await;
    assert_eq!(again, kept, "the same again is the same");
    assert!(kept.current);
    assert!(kept.service.starts_with("127.0.0.1:"), "{}", kept.service);
    let path = format!("push/subscriptions/{}", kept.id);
    refused(team.ada.delete(&path).await, 404, ErrorCode::NotFound).await;
    team.ask("One").await;
    let mut told = [service.pushed().await.0, service.pushed().await.0];
    told.sort();
    assert_eq!(told, ["/gone", "/taken"]);
    team.until_outgoing(0).await;
    assert_eq!(subscriptions(&team.ben).await, [kept]);

    // Somebody else uses that browser now.
    let moved = subscribe(&team.ada, service.subscription("/taken")).await;
    assert_eq!(subscriptions(&team.ben).await, []);
    team.ask("For Ben alone").await;
    assert_eq!(team.outgoing().await, 0, "there is nowhere to tell Ben");
    let body = json!({ "text": "For Ada", "expectation": "today", "asked": [team.ada.id()] });
    let messages = format!("topics/{}/messages", team.topic.id);
    let _: Message = good(team.ben.post(&messages, body.clone()).await).await;
    let (_, payload, _) = service.pushed().await;
    assert_eq!(payload.body, "For Ada");

    let path = format!("push/subscriptions/{}", moved.id);
    done(team.ada.delete(&path).await).await;
    subscribe(&team.ada, service.subscription("/accepted")).await;
    let mut elsewhere = team.server.client();
    elsewhere.sign_in("Ada").await;
    assert!(!subscriptions(&elsewhere).await[0].current);
    done(team.ada.post("sign-out", json!({})).await).await;
    assert_eq!(
        subscriptions(&elsewhere).await,
        [],
        "it ends with the sign-in"
    );
}

#[tokio::test]
async fn a_browser_that_was_away_too_long_is_signed_out_and_told_nothing() {
    let mut service = Outside::push_service().await;
    let team = Team::new(None).await;
    subscribe(&team.ben, service.subscription("/taken")).await;
    subscribe(&team.ada, service.subscription("/accepted")).await;
    let half = SIGN_IN_IDLE_MAX / 2;
    for _ in 0..2 {
        team.server.clock.advance(half);
        // Ada is there from time to time; Ben is not.
        let _: Value = team.ada.read("me").await;
    }
    team.server.clock.advance(minutes(1));
    let at = team.server.clock.now();
    team.ask("Are you there?").await;
    let later = json!({ "choice": "at", "at": at.plus(minutes(1)) });
    let reminder = json!({ "of": "note", "note": "Look at the pump", "later": later });
    done(team.ada.post("reminders", reminder).await).await;
    team.server.set_time(at.plus(minutes(2))).await;
    loop {
        let (path, payload, _) = service.pushed().await;
        assert_eq!(path, "/accepted", "{payload:?}");
        if payload.kind == NoticeKind::Reminder {
            assert_eq!(payload.body, "Look at the pump");
            break;
        }
    }
    team.until_outgoing(0).await;
}

#[tokio::test]
async fn a_push_service_that_is_busy_is_tried_again_when_it_said() {
    let mut service = Outside::push_service().await;
    let team = Team::new(None).await;
    subscribe(&team.ben, service.subscription("/busy")).await;
    team.ask("One").await;
    let first = service.pushed().await.1;
    let stats = team.server.app().push_stats();
    let put_off = async {
        while stats.later() == 0 {
            tokio::task::yield_now().await;
        }
    };
    timeout(WAIT_MAX, put_off).await.expect("it is put off");
    team.server.set_time(monday().plus(minutes(2))).await;
    assert_eq!(service.pushed().await.1, first);
    assert_eq!(team.outgoing().await, 1, "it is still on its way");
}

#[tokio::test]
async fn a_subscription_that_reaches_into_the_house_is_refused() {
    let service = Outside::push_service().await;
    let team = Team::new(None).await;
    let inside = |endpoint: &str| {
        let mut subscription = service.subscription("/taken");
        subscription["endpoint"] = json!(endpoint);
        subscription
    };
    for endpoint in [
        "https://10.1.2.3/x",
        "http://192.168.1.1/",
        "ftp://a.example",
        "",
    ] {
        let answer = team.ben.post("push/subscriptions", inside(endpoint)).await;
        refused(answer, 422, ErrorCode::Invalid).await;
    }
    let mut broken = service.subscription("/taken");
    broken["keys"]["auth"] = json!("AAAA");
    let answer = team.ben.post("push/subscriptions", broken).await;
    refused(answer, 422, ErrorCode::Invalid).await;
    for number in 0..20 {
        let one = inside(&format!("https://push.example.org/{number}"));
        subscribe(&team.ben, one).await;
    }
    let one_more = inside("https://push.example.org/more");
    let answer = team.ben.post("push/subscriptions", one_more).await;
    refused(answer, 422, ErrorCode::Invalid).await;

    let (_server, [alone]) = TestServer::with_people(["Eve"]).await;
    let key: Value = alone.read("push/key").await;
    assert_eq!(key["key"], Value::Null);
    let answer = alone.post("push/subscriptions", service.subscription("/taken"));
    refused(answer.await, 409, ErrorCode::WrongState).await;
}
