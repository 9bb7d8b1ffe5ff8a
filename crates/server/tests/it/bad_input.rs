//! Bad input: a clear refusal each, never a mistake of ours, and nothing lost.

use model::error::ErrorCode;
use model::limits::MESSAGE_TEXT_BYTES_MAX;
use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message as Frame;

use crate::client::{Client, done, good, refused, send};
use crate::server::TestServer;

/// Values that are of no field's type, one after the other.
fn strangers() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(1.5e300),
        json!(""),
        json!("\u{0}"),
        json!("x".repeat(100_000)),
        json!([]),
        json!([[[[]]]]),
        json!({}),
        json!({ "kind": "no such kind" }),
        json!(["per_00000000000000000000000000"]),
        json!("2026-13-45T99:99:99Z"),
    ]
}

/// Every operation with a JSON body: method, path, and the names of its fields.
fn operations() -> Vec<(Method, String, Vec<String>)> {
    let document = serde_json::to_value(api::openapi()).expect("the document is JSON");
    let mut found = Vec::new();
    for (path, operations) in document["paths"].as_object().expect("paths") {
        for (method, operation) in operations.as_object().expect("operations") {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            let Some(name) = schema["$ref"]
                .as_str()
                .and_then(|name| name.rsplit('/').next())
            else {
                continue;
            };
            let mut fields = Vec::new();
            add_fields(
                &document,
                &document["components"]["schemas"][name],
                &mut fields,
            );
            let method = method.to_uppercase().parse().expect("a method");
            found.push((method, path.clone(), fields));
        }
    }
    found
}

/// The names of a schema's fields, with those of the schemas it is made of.
fn add_fields(document: &Value, schema: &Value, fields: &mut Vec<String>) {
    if let Some(own) = schema["properties"].as_object() {
        fields.extend(own.keys().cloned());
    }
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap_or_default();
        add_fields(document, &document["components"]["schemas"][name], fields);
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        add_fields(document, part, fields);
    }
}

/// The path with ids of things that are there, so that the body is what is wrong.
fn real(path: &str, ids: &[(&str, String)]) -> String {
    let mut path = path.replace("{code}", "none").replace("{emoji}", "x");
    for (part, id) in ids {
        if path.starts_with(&format!("/api/v1/{part}/")) {
            path = path.replace("{id}", id);
        }
    }
    path
}

#[tokio::test]
async fn wrong_types_in_every_field_are_refused_and_never_a_mistake_of_ours() {
    let (_server, [owner, ben]) = TestServer::with_people(["Mira", "Ben"]).await;
    let channel = owner.channel("Firmware", &[ben.id()]).await;
    let topic = owner.topic(&channel, "Gateway").await;
    let message = owner.say(topic.id, "Hello").await;
    let made = async |path: &str, body: Value| {
        let made: Value = good(owner.post(path, body).await).await;
        made["id"].as_str().expect("an id").to_owned()
    };
    let group = made("groups", json!({ "name": "Gateway" })).await;
    let reminder = made("reminders", json!({ "of": "note", "note": "Pumps" })).await;
    let next = json!({ "choice": "next_working_minute", "person": ben.id() });
    let next = json!({ "text": "Later", "later": next });
    let scheduled = made(&format!("topics/{}/scheduled", topic.id), next).await;
    let ids = [
        ("groups", group),
        ("reminders", reminder),
        ("scheduled", scheduled),
        ("channels", channel.id.to_string()),
        ("topics", topic.id.to_string()),
        ("messages", message.id.to_string()),
        ("people", ben.id().to_string()),
    ];
    let operations = operations();
    assert!(15 < operations.len(), "there are bodies to try");
    for (method, path, fields) in operations {
        let path = real(&path, &ids);
        let mut bodies: Vec<Value> = strangers();
        for field in &fields {
            bodies.extend(
                strangers()
                    .into_iter()
                    .map(|value| json!({ field.as_str(): value })),
            );
        }
        for body in bodies {
            if path.ends_with("/sign-out") || path.ends_with("/leave") {
                continue;
            }
            let response = send(owner.request(method.clone(), &path).json(&body)).await;
            let status = response.status();
            let text = response.text().await.unwrap_or_default();
            let body = body.to_string();
            let body = &body[..body.len().min(80)];
            assert!(
                !status.is_server_error(),
                "{method} {path} {body}: {status} {text}"
            );
        }
    }
    // What was there is there.
    assert!(
        owner
            .messages(topic.id)
            .await
            .iter()
            .any(|kept| kept.id == message.id)
    );
}

#[tokio::test]
async fn bodies_that_are_no_json_are_refused() {
    let (_server, [owner]) = TestServer::with_people(["Mira"]).await;
    let post = |body: Vec<u8>| {
        owner
            .request(Method::POST, "channels")
            .header(header::CONTENT_TYPE, "application/json")
            .body(body)
    };
    refused(send(post(b"{".to_vec())).await, 422, ErrorCode::Invalid).await;
    refused(
        send(post(vec![0xff, 0xfe, 0])).await,
        422,
        ErrorCode::Invalid,
    )
    .await;
    let deep = "[".repeat(100_000).into_bytes();
    refused(send(post(deep)).await, 422, ErrorCode::Invalid).await;
    let large = format!("\"{}\"", "x".repeat(2 * 1024 * 1024)).into_bytes();
    refused(send(post(large)).await, 413, ErrorCode::TooLarge).await;
    let plain = owner.request(Method::POST, "channels").body("{}");
    refused(send(plain).await, 422, ErrorCode::Invalid).await;
}

#[tokio::test]
async fn hostile_texts_become_harmless_or_are_refused() {
    let (_server, [owner]) = TestServer::with_people(["Mira"]).await;
    let channel = owner.channel("Firmware", &[]).await;
    let topic = owner.topic(&channel, "Gateway").await;
    let path = format!("topics/{}/messages", topic.id);
    for text in ["[".repeat(100_000), "> ".repeat(MESSAGE_TEXT_BYTES_MAX)] {
        let response = owner.post(&path, json!({ "text": text })).await;
        refused(response, 422, ErrorCode::TextTooLong).await;
    }
    let null = owner.post(&path, json!({ "text": "a\u{0}b" })).await;
    assert_eq!(null.status(), StatusCode::UNPROCESSABLE_ENTITY);
    for text in [
        "- ".repeat(10_000),
        "[".repeat(MESSAGE_TEXT_BYTES_MAX),
        "[a](javascript:alert(1))".to_owned(),
        "<script>alert(1)</script><svg onload=alert(1)>".to_owned(),
        "![x](data:text/html;base64,PHNjcmlwdD4=)".to_owned(),
    ] {
        let said = owner.say(topic.id, &text).await;
        assert_eq!(said.text, text, "the text is kept as written");
        let html = said.html.to_lowercase();
        for bad in [
            "<script",
            "href=\"javascript:",
            "<svg",
            "href=\"data:",
            "<img",
        ] {
            assert!(!html.contains(bad), "{html}");
        }
    }
}

async fn upload(client: &Client, name: &str, bytes: &[u8]) -> Value {
    use base64::Engine;
    let name = base64::engine::general_purpose::STANDARD.encode(name);
    let begin = client
        .request(Method::POST, "uploads")
        .header("upload-length", bytes.len().to_string())
        .header("upload-metadata", format!("filename {name}"));
    let begun = send(begin).await;
    let location = begun.headers()[header::LOCATION]
        .to_str()
        .expect("text")
        .to_owned();
    let piece = client
        .request(Method::PATCH, &location)
        .header("upload-offset", "0")
        .body(bytes.to_vec());
    let sent = send(piece).await;
    assert!(sent.status().is_success(), "{}", sent.status());
    let id = sent.headers()["file-id"].to_str().expect("text").to_owned();
    client.read(&format!("files/{id}/info")).await
}

#[tokio::test]
async fn a_file_name_leads_nowhere_and_its_content_is_never_run() {
    let (server, [owner]) = TestServer::with_people(["Mira"]).await;
    for name in [
        "../../../etc/passwd",
        "..\\..\\x.svg",
        "/etc/shadow",
        "a\u{0}b\r\nX: y.html",
        "..",
    ] {
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
        let file = upload(&owner, name, svg).await;
        let kept = file["name"].as_str().expect("a name");
        assert!(!kept.contains(['/', '\\', '\0', '\r', '\n']), "{kept:?}");
        assert_eq!(file["media_type"], "application/octet-stream", "{kept}");
        let id = file["id"].as_str().expect("an id");
        let served = owner.get(&format!("files/{id}")).await;
        let headers = served.headers();
        let text = |name: &str| headers[name].to_str().expect("text").to_owned();
        assert!(text("content-disposition").starts_with("attachment;"));
        assert_eq!(text("x-content-type-options"), "nosniff");
        assert!(text("content-security-policy").starts_with("sandbox"));
        assert_eq!(served.bytes().await.expect("bytes").as_ref(), svg);
    }
    let escaped = server.data.path().parent().expect("a parent").join("x.svg");
    assert!(!escaped.exists());
}

#[tokio::test]
async fn uploads_keep_to_their_length_and_their_place() {
    let (_server, [owner]) = TestServer::with_people(["Mira"]).await;
    let begin = |length: &str| {
        owner
            .request(Method::POST, "uploads")
            .header("upload-length", length.to_owned())
    };
    refused(send(begin("many")).await, 422, ErrorCode::Invalid).await;
    refused(
        send(begin("99999999999999")).await,
        413,
        ErrorCode::TooLarge,
    )
    .await;
    let begun = send(begin("4")).await;
    let location = begun.headers()[header::LOCATION]
        .to_str()
        .expect("text")
        .to_owned();
    let piece = |offset: &str, bytes: &'static str| {
        owner
            .request(Method::PATCH, &location)
            .header("upload-offset", offset.to_owned())
            .body(bytes)
    };
    refused(send(piece("3", "x")).await, 412, ErrorCode::Stale).await;
    refused(send(piece("0", "too long")).await, 413, ErrorCode::TooLarge).await;
    done(send(piece("0", "ab")).await).await;
    let stands = send(owner.request(Method::HEAD, &location)).await;
    assert_eq!(stands.headers()["upload-offset"], "2");
    let last = send(piece("2", "cd")).await;
    let id = last.headers()["file-id"].to_str().expect("text").to_owned();
    let part = send(
        owner
            .request(Method::GET, &format!("files/{id}"))
            .header("range", "bytes=1-2"),
    );
    let part = part.await;
    assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.headers()["content-range"], "bytes 1-2/4");
    assert_eq!(part.text().await.expect("text"), "bc");
    let outside = owner
        .request(Method::GET, &format!("files/{id}"))
        .header("range", "bytes=9-");
    assert_eq!(
        send(outside).await.status(),
        StatusCode::RANGE_NOT_SATISFIABLE
    );
}

#[tokio::test]
async fn a_frame_of_64_mb_ends_its_socket_and_no_other() {
    let (_server, [owner, ben]) = TestServer::with_people(["Mira", "Ben"]).await;
    let mut other = ben.socket(None).await;
    let mut socket = owner.socket(None).await;
    for text in [
        "",
        "{",
        "[]",
        "{\"id\":1}",
        "{\"id\":2,\"do\":\"no such thing\"}",
        "{\"id\":3,\"do\":5}",
    ] {
        socket.send(Frame::text(text)).await;
        let reply = socket.frame().await.expect("the socket is open");
        assert_eq!(reply["ok"], false, "{text}: {reply}");
        assert_eq!(reply["error"]["code"], "invalid", "{text}");
    }
    // The server closes it while it is still being sent, so sending may fail.
    socket
        .try_send(Frame::text("x".repeat(64 * 1024 * 1024)))
        .await;
    socket.until_closed().await;
    good::<Value>(owner.patch("me", json!({ "place": "Harbour" })).await).await;
    // Word of who came before may still be on its way.
    while other.until_type("person.updated").await["place"] != "Harbour" {}
}

#[tokio::test]
async fn ids_of_another_kind_or_of_nothing_name_nothing() {
    let (_server, [owner]) = TestServer::with_people(["Mira"]).await;
    let me = owner.id();
    for path in [
        format!("topics/{me}"),
        "topics/top_00000000000000000000000000".to_owned(),
        "topics/../people".to_owned(),
        "topics/%00".to_owned(),
        format!("channels/{}", "x".repeat(5_000)),
        "no-such-route".to_owned(),
    ] {
        let response = owner.get(&path).await;
        let status = response.status();
        let fine = status == StatusCode::NOT_FOUND || path.contains("..");
        assert!(fine, "{path}: {status}");
    }
}

#[tokio::test]
async fn what_is_to_be_sent_later_is_not_sent_at_once() {
    let (_server, [owner]) = TestServer::with_people(["Mira"]).await;
    let channel = owner.channel("Site", &[]).await;
    let topic = owner.topic(&channel, "Pump").await;
    let path = format!("topics/{}/messages", topic.id);
    let body = json!({ "text": "Good morning", "send_at": "2030-01-01T08:00:00Z" });
    let problem = refused(owner.post(&path, body).await, 422, ErrorCode::Invalid).await;
    assert_eq!(problem.fields[0].field, "send_at");
    let page: Value = owner.read(&path).await;
    assert_eq!(page["last_ordinal"], 0);
}
