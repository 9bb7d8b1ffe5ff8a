//! Letters to a real relay, read by another language's parser.

use std::time::Duration;

use model::mail::{Letter, MailOutcome, Unsubscribe};
use model::notice::{Notice, NoticeKind};
use outbound::{Mailer, Relay, RelayTls, Sender, SignIn, Trust};
use serde_json::{Value, json};
use tokio::process::Command;

use crate::counterpart::{Certificate, Counterpart, beside, notice};

/// A relay that asks for nothing but what `asked` says.
async fn relay(asked: &Value) -> Counterpart {
    let mut python = Command::new(python());
    Counterpart::start(python.arg(beside("relay.py")).arg(asked.to_string())).await
}

/// A Python that has aiosmtpd: the first on the path may be one that Debian's packages do not reach.
fn python() -> &'static str {
    let has = |python: &&str| {
        let tried = std::process::Command::new(python)
            .args(["-c", "import aiosmtpd"])
            .output();
        tried.is_ok_and(|output| output.status.success())
    };
    let known = ["python3", "/usr/bin/python3"];
    let found = known.into_iter().find(has);
    found.expect("aiosmtpd is missing: install Debian's python3-aiosmtpd, or run ./test")
}

fn sender() -> Sender {
    Sender {
        name: "Kestrel & Söhne".to_owned(),
        address: "meanwhile@kestrel.example".to_owned(),
        origin: "https://chat.kestrel.example".to_owned(),
    }
}

fn mailer_to(port: u16, tls: RelayTls, sign_in: Option<SignIn>, trust: &Trust) -> Mailer {
    let relay = Relay {
        host: "localhost".to_owned(),
        port,
        tls,
        sign_in,
    };
    Mailer::new(relay, sender(), trust).unwrap()
}

fn letter() -> Letter {
    Letter {
        id: "delivery_1".to_owned(),
        name: "Ben Öztürk".to_owned(),
        email: "ben@kestrel.example".to_owned(),
        heading: None,
        notices: vec![notice()],
        unsubscribe: Some(Unsubscribe {
            path: "/unsubscribe/0123456789abcdefghjkmnpqrstvwxyz0123456789abcdefghjkmnpqrstvwxyz"
                .to_owned(),
            one_click: true,
        }),
    }
}

/// Sends a letter to a relay without TLS; answers what the relay received.
async fn received(letter: &Letter) -> Value {
    let mut relay = relay(&json!({"tls": "none"})).await;
    let mailer = mailer_to(relay.port(), RelayTls::None, None, &Trust::nobody());
    assert_eq!(mailer.send(letter).await, MailOutcome::Taken);
    let received = relay.next().await;
    assert_eq!(received["defects"], json!([]));
    assert_eq!(received["bare"], false, "only whole line ends");
    assert!(received["longest"].as_u64().unwrap() <= 998);
    received
}

/// The values of a header.
fn header<'a>(received: &'a Value, name: &str) -> Vec<&'a str> {
    let all = received["headers"].as_array().unwrap();
    let with_name = all.iter().filter(|header| header[0] == name);
    with_name
        .map(|header| header[1].as_str().unwrap())
        .collect()
}

/// Sends a letter to somebody at whose name the relay answers in its own way.
async fn answered(to: &str) -> MailOutcome {
    let relay = relay(&json!({"tls": "none"})).await;
    let mailer = mailer_to(relay.port(), RelayTls::None, None, &Trust::nobody());
    let letter = Letter {
        email: to.to_owned(),
        ..letter()
    };
    mailer
        .with_send_max(Duration::from_secs(3))
        .send(&letter)
        .await
}

fn reason(outcome: &MailOutcome) -> &str {
    match outcome {
        MailOutcome::Taken => panic!("taken"),
        MailOutcome::Later { reason }
        | MailOutcome::Relay { reason }
        | MailOutcome::Refused { reason } => reason,
    }
}

#[tokio::test]
async fn a_letter_arrives_with_all_its_headers_and_both_forms_of_its_text() {
    let received = received(&letter()).await;
    assert_eq!(received["from"], "meanwhile@kestrel.example");
    assert_eq!(received["to"], json!(["ben@kestrel.example"]));
    assert_eq!(received["hello"], "kestrel.example");
    let expected = [
        ("from", "Kestrel & Söhne <meanwhile@kestrel.example>"),
        ("to", "Ben Öztürk <ben@kestrel.example>"),
        ("subject", "Ana · Pump 3 leaks"),
        ("message-id", "<delivery_1@kestrel.example>"),
        ("in-reply-to", "<topic_1@kestrel.example>"),
        ("references", "<topic_1@kestrel.example>"),
        ("auto-submitted", "auto-generated"),
        ("mime-version", "1.0"),
        ("list-unsubscribe-post", "List-Unsubscribe=One-Click"),
        (
            "list-unsubscribe",
            "<https://chat.kestrel.example/unsubscribe/0123456789abcdefghjkmnpqrstvwxyz0123456789a\
             bcdefghjkmnpqrstvwxyz>",
        ),
    ];
    for (name, value) in expected {
        let quotes = |text: &&str| text.replace('"', "");
        let values: Vec<String> = header(&received, name).iter().map(quotes).collect();
        assert_eq!(values, [value], "{name}");
    }
    assert_eq!(header(&received, "date").len(), 1);
    assert_eq!(header(&received, "importance"), [""; 0]);
    assert_eq!(
        received["types"],
        json!(["multipart/alternative", "text/plain", "text/html"])
    );
    let plain = received["plain"].as_str().unwrap();
    for part in [
        "Ana · Pump 3 leaks\n\nCan you look at it today? Größer als 3 cm².\n",
        "Open: https://chat.kestrel.example/topic/topic_1?message=message_2\n",
        "Why now? https://chat.kestrel.example/why/delivery_3\n",
        "-- \nSent by Kestrel & Söhne.\n",
    ] {
        assert!(plain.contains(part), "{part:?} is not in {plain}");
    }
    let links = received["links"].as_array().unwrap();
    assert_eq!(links.len(), 3);
    assert_eq!(
        links[0],
        "https://chat.kestrel.example/topic/topic_1?message=message_2"
    );
    let shown = received["text"].as_str().unwrap();
    assert!(shown.contains("Größer als 3 cm²."), "{shown}");
    assert!(shown.contains("Sent by Kestrel & Söhne."), "{shown}");
}

#[tokio::test]
async fn no_text_from_outside_becomes_a_header_or_a_tag() {
    let evil =
        "Hi\r\nBcc: thief@evil.example\r\n\r\n<script>alert('1')</script>\n.\r\n\u{2028}Cc: a@b.c";
    let mut bad = letter();
    bad.id = evil.to_owned();
    bad.name = format!("\"{evil}\" <thief@evil.example>, x");
    bad.heading = Some(evil.to_owned());
    bad.notices[0].title = evil.to_owned();
    bad.notices[0].body = format!("{evil}\r\n.\r\nQUIT\rlone\u{0}");
    bad.notices[0].path = format!("/{evil}\"><img src=x>");
    bad.notices[0].why = Some("javascript:alert(1)".to_owned());
    bad.notices[0].tag = Some(evil.to_owned());
    bad.unsubscribe = Some(Unsubscribe {
        path: format!("/{evil}"),
        one_click: false,
    });
    let received = received(&bad).await;
    assert_eq!(received["to"], json!(["ben@kestrel.example"]));
    let mut names: Vec<&str> = received["headers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|header| header[0].as_str().unwrap())
        .collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "auto-submitted",
            "content-type",
            "date",
            "from",
            "in-reply-to",
            "list-unsubscribe",
            "message-id",
            "mime-version",
            "references",
            "subject",
            "to"
        ]
    );
    let to = header(&received, "to")[0];
    assert!(to.ends_with("<ben@kestrel.example>"), "{to}");
    let subject = header(&received, "subject")[0];
    let flat = "Hi Bcc: thief@evil.example <script>alert('1')</script> . Cc: a@b.c";
    assert_eq!(subject, flat);
    let id = header(&received, "message-id")[0];
    assert!(
        id.ends_with("@kestrel.example>") && !id.contains(' '),
        "{id}"
    );
    for link in received["links"].as_array().unwrap() {
        let link = link.as_str().unwrap();
        assert!(link.starts_with("https://chat.kestrel.example/"), "{link}");
    }
    let tags = received["tags"].as_array().unwrap();
    assert!(!tags.contains(&json!("script")) && !tags.contains(&json!("img")));
    // It is all there as text, to the last line.
    let shown = received["text"].as_str().unwrap();
    assert!(shown.contains("<script>alert('1')</script>"), "{shown}");
    let plain = received["plain"].as_str().unwrap();
    assert!(plain.contains("\n.\nQUIT\nlone\n"), "{plain}");
}

#[tokio::test]
async fn several_notices_stand_in_one_letter_in_their_order() {
    let mut several = letter();
    let number = |n: usize| Notice {
        title: format!("Thing {n}"),
        tag: Some(format!("topic_{n}")),
        kind: NoticeKind::Digest,
        ..notice()
    };
    several.notices = (0..60).map(number).collect();
    several.notices[0].urgent = true;
    several.unsubscribe = None;
    let received = received(&several).await;
    assert_eq!(header(&received, "subject"), ["Urgent: 60 things for you"]);
    assert_eq!(header(&received, "importance"), ["high"]);
    assert_eq!(header(&received, "references"), [""; 0]);
    assert_eq!(header(&received, "list-unsubscribe"), [""; 0]);
    let plain = received["plain"].as_str().unwrap();
    let at = |text: &str| {
        plain
            .find(text)
            .unwrap_or_else(|| panic!("{text}: {plain}"))
    };
    assert!(at("[Urgent] Thing 0\n") < at("Thing 1\n"));
    assert!(at("Thing 1\n") < at("Thing 49\n"));
    assert!(!plain.contains("Thing 50\n"));
    assert!(plain.contains("and 10 more: https://chat.kestrel.example/\n"));
}

#[tokio::test]
async fn the_way_to_the_relay_is_secured_from_the_first_byte_and_by_starttls() {
    let ways = [("starttls", RelayTls::Starttls), ("tls", RelayTls::Tls)];
    for (name, tls) in ways {
        let certificate = Certificate::new(&format!("mail-{name}"));
        let mut relay = relay(&json!({
            "tls": name,
            "cert": certificate.certificate,
            "key": certificate.key,
            "user": "meanwhile",
            "password": "correct horse",
        }))
        .await;
        let trust = Trust::nobody().and_pem(certificate.pem.as_bytes()).unwrap();
        let sign_in = |password: &str| {
            Some(SignIn {
                user: "meanwhile".to_owned(),
                password: password.to_owned(),
            })
        };
        let port = relay.port();
        let mailer = mailer_to(port, tls, sign_in("correct horse"), &trust);
        assert_eq!(mailer.send(&letter()).await, MailOutcome::Taken, "{name}");
        let received = relay.next().await;
        assert_eq!(received["encrypted"], true, "{name}");
        assert_eq!(received["signed_in"], true, "{name}");

        let outsider = mailer_to(port, tls, sign_in("wrong"), &trust);
        let outcome = outsider.send(&letter()).await;
        assert!(matches!(outcome, MailOutcome::Relay { .. }), "{outcome:?}");
        assert!(!reason(&outcome).contains("wrong"), "{outcome:?}");

        let distrust = mailer_to(port, tls, sign_in("correct horse"), &Trust::nobody());
        let outcome = distrust.send(&letter()).await;
        assert!(matches!(outcome, MailOutcome::Relay { .. }), "{outcome:?}");
        assert!(reason(&outcome).contains("certificate"), "{outcome:?}");
    }
}

#[tokio::test]
async fn a_relay_without_starttls_gets_neither_letter_nor_password() {
    let mut relay = relay(&json!({"tls": "none", "user": "meanwhile", "password": "secret"})).await;
    let sign_in = Some(SignIn {
        user: "meanwhile".to_owned(),
        password: "secret".to_owned(),
    });
    let careful = mailer_to(
        relay.port(),
        RelayTls::Starttls,
        sign_in.clone(),
        &Trust::nobody(),
    );
    let outcome = careful.send(&letter()).await;
    assert!(matches!(outcome, MailOutcome::Relay { .. }), "{outcome:?}");
    assert!(reason(&outcome).contains("STARTTLS"), "{outcome:?}");

    let careless = mailer_to(relay.port(), RelayTls::None, sign_in, &Trust::nobody());
    let mut second = letter();
    second.id = "second".to_owned();
    assert_eq!(careless.send(&second).await, MailOutcome::Taken);
    let received = relay.next().await;
    assert_eq!(
        header(&received, "message-id"),
        ["<second@kestrel.example>"]
    );
}

#[tokio::test]
async fn each_answer_of_a_relay_is_told_apart() {
    for (to, said) in [
        ("nobody@kestrel.example", "no such person"),
        ("spam@kestrel.example", "not wanted"),
    ] {
        let outcome = answered(to).await;
        assert!(
            matches!(outcome, MailOutcome::Refused { .. }),
            "{outcome:?}"
        );
        assert!(reason(&outcome).contains(said), "{outcome:?}");
    }
    for (to, said) in [
        ("full@kestrel.example", "mailbox is full"),
        ("grey@kestrel.example", "come back later"),
        ("slow@kestrel.example", "within 3s"),
    ] {
        let outcome = answered(to).await;
        assert!(matches!(outcome, MailOutcome::Later { .. }), "{outcome:?}");
        assert!(reason(&outcome).contains(said), "{outcome:?}");
    }
    let outside = answered("outside@kestrel.example").await;
    assert!(matches!(outside, MailOutcome::Relay { .. }), "{outside:?}");
    for to in [
        "",
        "ben",
        "ben@a b",
        "ben@kestrel.example\r\nRCPT TO:<x@y.z>",
        "a@b,c@d",
    ] {
        let outcome = answered(to).await;
        assert!(
            matches!(outcome, MailOutcome::Refused { .. }),
            "{to}: {outcome:?}"
        );
    }
}

#[tokio::test]
async fn a_sender_that_the_relay_does_not_take_is_the_operators_business() {
    let relay = relay(&json!({"tls": "none"})).await;
    let to = Relay {
        host: "127.0.0.1".to_owned(),
        port: relay.port(),
        tls: RelayTls::None,
        sign_in: None,
    };
    let stranger = Sender {
        address: "stranger@kestrel.example".to_owned(),
        ..sender()
    };
    let mailer = Mailer::new(to.clone(), stranger, &Trust::nobody()).unwrap();
    let outcome = mailer.send(&letter()).await;
    assert!(matches!(outcome, MailOutcome::Relay { .. }), "{outcome:?}");
    assert!(reason(&outcome).contains("not your address"), "{outcome:?}");

    let none = Sender {
        address: "kestrel".to_owned(),
        ..sender()
    };
    assert!(Mailer::new(to, none, &Trust::nobody()).is_err());
}

#[tokio::test]
async fn an_address_beyond_ascii_needs_a_relay_that_takes_it() {
    let modern = answered("jörg@kestrel.example").await;
    assert_eq!(modern, MailOutcome::Taken);
    let old = relay(&json!({"tls": "none", "ascii": true})).await;
    let mailer = mailer_to(old.port(), RelayTls::None, None, &Trust::nobody());
    let letter = Letter {
        email: "jörg@kestrel.example".to_owned(),
        ..letter()
    };
    let outcome = mailer.send(&letter).await;
    assert!(
        matches!(outcome, MailOutcome::Refused { .. }),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn a_relay_that_is_not_there_is_worth_another_try() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let mailer = mailer_to(port, RelayTls::None, None, &Trust::nobody());
    let outcome = mailer.send(&letter()).await;
    assert!(matches!(outcome, MailOutcome::Later { .. }), "{outcome:?}");
}

#[tokio::test]
async fn many_letters_at_once_all_arrive() {
    let mut relay = relay(&json!({"tls": "none"})).await;
    let mailer = mailer_to(relay.port(), RelayTls::None, None, &Trust::nobody());
    let mailer = std::sync::Arc::new(mailer);
    let mut sending = tokio::task::JoinSet::new();
    for number in 0..20 {
        let mailer = std::sync::Arc::clone(&mailer);
        let mut letter = letter();
        letter.id = format!("delivery_{number}");
        sending.spawn(async move { mailer.send(&letter).await });
    }
    let mut ids = std::collections::BTreeSet::new();
    for _ in 0..20 {
        let received = relay.next().await;
        ids.insert(header(&received, "message-id")[0].to_owned());
    }
    assert_eq!(ids.len(), 20);
    while let Some(outcome) = sending.join_next().await {
        assert_eq!(outcome.unwrap(), MailOutcome::Taken);
    }
}
