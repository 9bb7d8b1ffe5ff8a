//! Pushes to a push service that checks who sends them, and to a browser that decrypts them.

use std::time::Duration;

use model::limits::PUSH_TEXT_BYTES_MAX;
use model::notice::NoticeKind;
use model::push::{PushKeys, PushOutcome, PushPayload, PushSubscription};
use outbound::{AddressRule, PushMessage, Pusher, Trust, Urgency, VapidKeys};
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

use crate::counterpart::{Certificate, Counterpart, beside, notice};

const CONTACT: &str = "mailto:operator@example.org";

/// A push service with one browser behind it.
struct Service {
    program: Counterpart,
    scheme: &'static str,
    certificate: Option<Certificate>,
}

impl Service {
    async fn plain() -> Self {
        let mut node = Command::new("node");
        Self {
            program: Counterpart::start(node.arg(beside("push_service.mjs")).arg("serve")).await,
            scheme: "http",
            certificate: None,
        }
    }

    async fn secured(name: &str) -> Self {
        let certificate = Certificate::new(name);
        let mut node = Command::new("node");
        node.arg(beside("push_service.mjs"))
            .arg("serve")
            .args([&certificate.certificate, &certificate.key]);
        Self {
            program: Counterpart::start(&mut node).await,
            scheme: "https",
            certificate: Some(certificate),
        }
    }

    fn at(&self, host: &str, path: &str) -> PushSubscription {
        let keys = &self.program.hello["keys"];
        PushSubscription {
            endpoint: format!("{}://{host}:{}{path}", self.scheme, self.program.port()),
            keys: PushKeys {
                p256dh: keys["p256dh"].as_str().unwrap().to_owned(),
                auth: keys["auth"].as_str().unwrap().to_owned(),
            },
        }
    }

    fn pusher(&self, rule: AddressRule) -> Pusher {
        let trust = match &self.certificate {
            Some(certificate) => Trust::nobody().and_pem(certificate.pem.as_bytes()).unwrap(),
            None => Trust::nobody(),
        };
        Pusher::new(VapidKeys::generate().unwrap(), CONTACT, rule, &trust).unwrap()
    }

    /// The next push, and how many connections were made until then.
    async fn pushed(&mut self) -> (Value, usize) {
        let mut connections = 0;
        loop {
            let line = self.program.next().await;
            if line["connected"] == true {
                connections += 1;
            } else {
                return (line, connections);
            }
        }
    }
}

fn this_machine() -> AddressRule {
    AddressRule::opening(&["127.0.0.0/8", "::1"]).unwrap()
}

fn message() -> PushMessage {
    PushMessage::telling(&[notice()]).unwrap()
}

/// Pushes to a path that answers in its own way.
async fn answered(path: &str) -> PushOutcome {
    let service = Service::plain().await;
    let pusher = service
        .pusher(this_machine())
        .with_answer_max(Duration::from_secs(2));
    pusher
        .send(&service.at("127.0.0.1", path), &message())
        .await
}

fn reason(outcome: &PushOutcome) -> &str {
    match outcome {
        PushOutcome::Later { reason, .. }
        | PushOutcome::NotAllowed { reason }
        | PushOutcome::Refused { reason } => reason,
        other => panic!("no reason: {other:?}"),
    }
}

#[tokio::test]
async fn the_receiver_of_these_tests_reads_the_example_of_rfc_8291() {
    let example = json!({
        "privateKey": "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94",
        "publicKey": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6\
                      SRpkNtoIAiw4",
        "auth": "BTBZMqHH6r4Tts7J_aSIgg",
        "body": "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vC\
                 YLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPX\
                 LWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
    });
    let mut node = Command::new("node")
        .arg(beside("push_service.mjs"))
        .arg("decrypt")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = node.stdin.take().unwrap();
    input
        .write_all(example.to_string().as_bytes())
        .await
        .unwrap();
    drop(input);
    let output = node.wait_with_output().await.unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text, "When I grow up, I want to be a watermelon");
}

#[tokio::test]
async fn a_notice_reaches_the_browser_and_nobody_else_can_read_or_send_it() {
    let mut service = Service::secured("push").await;
    let pusher = service.pusher(this_machine());
    let subscription = service.at("localhost", "/taken");
    pusher.check(&subscription).unwrap();
    assert_eq!(
        pusher.send(&subscription, &message()).await,
        PushOutcome::Taken
    );

    let (push, _) = service.pushed().await;
    let payload: PushPayload = serde_json::from_str(push["text"].as_str().unwrap()).unwrap();
    assert_eq!(payload.kind, NoticeKind::Message);
    assert_eq!(payload.title, notice().title);
    assert_eq!(payload.body, notice().body);
    assert_eq!(payload.path, notice().path);
    assert_eq!(payload.why, notice().why);
    assert_eq!(payload.tag, notice().tag);
    assert!(!payload.urgent);

    assert_eq!(push["method"], "POST");
    // The length of the body shows in which of a few sizes the text falls, not more.
    assert_eq!(push["bytes"], 86 + 512 + 1 + 16);
    let headers = &push["headers"];
    assert_eq!(headers["content-encoding"], "aes128gcm");
    assert_eq!(headers["ttl"], "86400");
    assert_eq!(headers["urgency"], "normal");
    let topic = headers["topic"].as_str().unwrap();
    assert_eq!(topic.len(), 32);
    assert!(!topic.contains("topic_1"), "{topic}");

    let vapid = &push["vapid"];
    assert_eq!(vapid["key"], pusher.public_key());
    assert_eq!(vapid["typ"], "JWT");
    assert_eq!(vapid["alg"], "ES256");
    assert_eq!(vapid["sub"], CONTACT);
    let origin = format!("https://localhost:{}", service.program.port());
    assert_eq!(vapid["aud"], origin);
    let seconds = vapid["inSeconds"].as_i64().unwrap();
    assert!(0 < seconds && seconds <= 24 * 60 * 60, "{seconds}");
}

#[tokio::test]
async fn pushes_to_one_service_share_a_connection_of_http_2() {
    let mut service = Service::secured("push-shared").await;
    let pusher = service.pusher(this_machine());
    let subscription = service.at("127.0.0.1", "/accepted");
    let mut connections = 0;
    for _ in 0..3 {
        assert_eq!(
            pusher.send(&subscription, &message()).await,
            PushOutcome::Taken
        );
        let (push, made) = service.pushed().await;
        assert_eq!(push["version"], "2.0");
        connections += made;
    }
    assert_eq!(connections, 1);
}

#[tokio::test]
async fn what_waits_is_replaced_by_its_like_and_what_is_urgent_wakes_the_device() {
    let mut service = Service::plain().await;
    let pusher = service.pusher(this_machine());
    let subscription = service.at("127.0.0.1", "/taken");
    let mut urgent = notice();
    urgent.urgent = true;
    let mut digest = notice();
    digest.kind = NoticeKind::Digest;
    digest.tag = None;
    let mut ring = notice();
    ring.kind = NoticeKind::Ring;
    ring.lasts_seconds = 0;
    let mut seen = Vec::new();
    for notices in [
        vec![notice()],
        vec![notice()],
        vec![urgent.clone()],
        vec![digest],
        vec![ring],
        vec![notice(), urgent],
    ] {
        let message = PushMessage::telling(&notices).unwrap();
        assert_eq!(
            pusher.send(&subscription, &message).await,
            PushOutcome::Taken
        );
        let (push, _) = service.pushed().await;
        assert_eq!(push["vapid"]["key"], pusher.public_key());
        seen.push(push);
    }
    let header = |at: usize, name: &str| seen[at]["headers"][name].clone();
    assert_eq!(header(0, "topic"), header(1, "topic"));
    assert_ne!(header(0, "topic"), header(2, "topic"));
    assert_eq!(header(3, "topic"), Value::Null);
    for other in [0, 2] {
        assert_ne!(header(5, "topic"), header(other, "topic"));
    }
    let urgencies: Vec<Value> = (0..6).map(|at| header(at, "urgency")).collect();
    assert_eq!(
        urgencies,
        ["normal", "normal", "high", "low", "high", "high"]
    );
    assert_eq!(header(4, "ttl"), "0");
    let together: PushPayload = serde_json::from_str(seen[5]["text"].as_str().unwrap()).unwrap();
    assert_eq!(together.kind, NoticeKind::Together);
    assert!(together.urgent);
    assert_eq!(together.body.lines().count(), 2);
}

#[tokio::test]
async fn a_payload_of_every_length_up_to_the_largest_arrives_whole() {
    let mut service = Service::plain().await;
    let pusher = service.pusher(this_machine());
    let subscription = service.at("127.0.0.1", "/taken");
    for length in [0, 1, 511, 512, 513, 3_584, 3_585, PUSH_TEXT_BYTES_MAX] {
        // Zeros at the end are the padding's own bytes.
        let mut text = vec![b'x'; length];
        if let Some(last) = text.last_mut() {
            *last = 0;
        }
        let message = PushMessage::new(text.clone(), Duration::ZERO, Urgency::VeryLow);
        assert_eq!(
            pusher.send(&subscription, &message).await,
            PushOutcome::Taken
        );
        let (push, _) = service.pushed().await;
        assert_eq!(push["text"].as_str().unwrap().as_bytes(), text, "{length}");
        assert!(push["bytes"].as_u64().unwrap() <= 4_096);
    }
    let long = vec![b'x'; PUSH_TEXT_BYTES_MAX + 1];
    let message = PushMessage::new(long, Duration::ZERO, Urgency::Normal);
    let outcome = pusher.send(&subscription, &message).await;
    assert!(reason(&outcome).contains("3994 bytes"), "{outcome:?}");
}

#[tokio::test]
async fn each_answer_of_a_push_service_is_told_apart() {
    assert_eq!(answered("/taken").await, PushOutcome::Taken);
    assert_eq!(answered("/gone").await, PushOutcome::Gone);
    assert_eq!(answered("/missing").await, PushOutcome::Gone);
    assert_eq!(answered("/large").await, PushOutcome::TooLarge);
    let busy = answered("/busy").await;
    let PushOutcome::Later { after, .. } = busy else {
        panic!("{busy:?}");
    };
    assert_eq!(after, Some(Duration::from_secs(120)));
    let down = answered("/down").await;
    assert!(reason(&down).contains("come back later"), "{down:?}");
    let PushOutcome::Later {
        after: Some(after), ..
    } = down
    else {
        panic!("{down:?}");
    };
    let hour = Duration::from_secs(3_600);
    assert!(
        after <= hour && hour - Duration::from_secs(60) < after,
        "{after:?}"
    );
    let stranger = answered("/stranger").await;
    assert!(
        matches!(stranger, PushOutcome::Refused { .. }),
        "{stranger:?}"
    );
    assert!(reason(&stranger).contains("subscribed for"), "{stranger:?}");
    let broken = answered("/hang-up").await;
    assert!(matches!(broken, PushOutcome::Later { .. }), "{broken:?}");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let mut service = Service::plain().await;
    let pusher = service.pusher(this_machine());
    let moved = pusher
        .send(&service.at("127.0.0.1", "/moved"), &message())
        .await;
    assert!(reason(&moved).contains("307"), "{moved:?}");
    pusher
        .send(&service.at("127.0.0.1", "/gone"), &message())
        .await;
    assert_eq!(service.pushed().await.0["push"], "/moved");
    assert_eq!(service.pushed().await.0["push"], "/gone");
}

#[tokio::test]
async fn who_never_answers_or_never_ends_costs_a_bounded_time() {
    let silent = answered("/silent").await;
    assert!(
        reason(&silent).contains("no answer within 2s"),
        "{silent:?}"
    );
    let endless = answered("/endless").await;
    assert!(
        matches!(endless, PushOutcome::Refused { .. }),
        "{endless:?}"
    );
    let said = reason(&endless);
    assert!(said.contains("xxx") && said.len() < 400, "{said}");
}

#[tokio::test]
async fn an_address_of_the_house_is_refused_by_whatever_name_and_never_connected_to() {
    let mut service = Service::secured("push-house").await;
    let strict = service.pusher(AddressRule::default());
    for host in [
        "localhost",
        "127.0.0.1",
        "127.1",
        "0x7f000001",
        "2130706433",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
    ] {
        let outcome = strict.send(&service.at(host, "/taken"), &message()).await;
        let refused = matches!(
            outcome,
            PushOutcome::NotAllowed { .. } | PushOutcome::Refused { .. }
        );
        assert!(refused, "{host}: {outcome:?}");
    }
    let outcome = strict
        .send(&service.at("localhost", "/taken"), &message())
        .await;
    assert!(reason(&outcome).contains("private network"), "{outcome:?}");
    // One opened network opens no other.
    let elsewhere = service.pusher(AddressRule::opening(&["10.0.0.0/8"]).unwrap());
    let outcome = elsewhere
        .send(&service.at("localhost", "/taken"), &message())
        .await;
    assert!(
        matches!(outcome, PushOutcome::NotAllowed { .. }),
        "{outcome:?}"
    );

    let open = service.pusher(this_machine());
    assert_eq!(
        open.send(&service.at("localhost", "/taken"), &message())
            .await,
        PushOutcome::Taken
    );
    let (_, connections) = service.pushed().await;
    assert_eq!(connections, 1, "only the push that was allowed connected");
}

#[tokio::test]
async fn plain_http_is_for_opened_networks_only() {
    let service = Service::plain().await;
    let strict = service.pusher(AddressRule::default());
    assert!(strict.check(&service.at("127.0.0.1", "/taken")).is_err());
    assert!(
        strict
            .check(&service.at("push.example.net", "/taken"))
            .is_err()
    );
    let opened = service.pusher(this_machine());
    opened.check(&service.at("127.0.0.1", "/taken")).unwrap();
    let outcome = opened
        .send(&service.at("8.8.8.8", "/taken"), &message())
        .await;
    assert!(
        matches!(outcome, PushOutcome::Refused { .. }),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn a_service_with_a_certificate_of_nobody_we_trust_is_told_nothing() {
    let service = Service::secured("push-distrust").await;
    let keys = VapidKeys::generate().unwrap();
    let other = Certificate::new("push-distrust-other");
    let trust = Trust::nobody().and_pem(other.pem.as_bytes()).unwrap();
    let pusher = Pusher::new(keys, CONTACT, this_machine(), &trust).unwrap();
    let outcome = pusher
        .send(&service.at("localhost", "/taken"), &message())
        .await;
    assert!(matches!(outcome, PushOutcome::Later { .. }), "{outcome:?}");
    assert!(reason(&outcome).contains("certificate"), "{outcome:?}");
}

#[tokio::test]
async fn nobody_there_is_worth_another_try() {
    let service = Service::plain().await;
    let pusher = service.pusher(this_machine());
    let subscription = service.at("127.0.0.1", "/taken");
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let nobody = PushSubscription {
        endpoint: format!("http://127.0.0.1:{port}/taken"),
        ..subscription
    };
    let outcome = pusher.send(&nobody, &message()).await;
    assert!(matches!(outcome, PushOutcome::Later { .. }), "{outcome:?}");
}

#[test]
fn a_contact_that_nobody_could_write_to_is_refused() {
    for contact in [
        "",
        "operator@example.org",
        "http://a.example",
        "mailto:",
        "https://a b",
    ] {
        let keys = VapidKeys::generate().unwrap();
        let refused = Pusher::new(keys, contact, AddressRule::default(), &Trust::nobody());
        assert!(refused.is_err(), "{contact:?}");
    }
}
