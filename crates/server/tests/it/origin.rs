//! Writes and sockets come from our own pages, or from programs with a token.

use model::error::ErrorCode;
use reqwest::Method;
use serde_json::json;
use tokio_tungstenite::tungstenite::http::{HeaderValue, StatusCode};

use crate::client::{done, good, refused, send};
use crate::server::TestServer;
use crate::socket;

/// What another page, or a page that hides itself, sends.
const FOREIGN: &[&[(&str, &str)]] = &[
    &[],
    &[("origin", "https://evil.example")],
    &[("origin", "null")],
    &[("origin", "")],
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site")],
    &[("sec-fetch-site", "cross-site"), ("origin", "OWN")],
];

#[tokio::test]
async fn a_write_with_a_cookie_from_elsewhere_is_refused() {
    let (_server, [ada]) = TestServer::with_people(["Ada"]).await;
    for headers in FOREIGN {
        let mut request = ada.plain(Method::POST, "channels");
        for (name, value) in *headers {
            let value = if *value == "OWN" {
                ada.base.as_str()
            } else {
                value
            };
            request = request.header(*name, value);
        }
        let request = request.json(&json!({ "kind": "public", "name": "stolen" }));
        refused(send(request).await, 403, ErrorCode::ForeignOrigin).await;
    }
    assert!(ada.snapshot().await.channels.is_empty());
}

#[tokio::test]
async fn our_own_page_and_programs_write() {
    let (server, [ada]) = TestServer::with_people(["Ada"]).await;
    let body = json!({ "name": "writer", "scopes": ["read", "write"] });
    let made: serde_json::Value = good(ada.post("tokens", body).await).await;
    let program = server.client().plain(Method::POST, "channels");
    let program = program.bearer_auth(made["secret"].as_str().unwrap());
    done(send(program.json(&json!({ "kind": "public", "name": "by token" }))).await).await;

    let page = ada
        .plain(Method::POST, "channels")
        .header("origin", &ada.base);
    done(send(page.json(&json!({ "kind": "public", "name": "by page" }))).await).await;
    assert_eq!(ada.snapshot().await.channels.len(), 2);
}

#[tokio::test]
async fn a_socket_from_elsewhere_is_refused() {
    let (server, [ada]) = TestServer::with_people(["Ada"]).await;
    let foreign = socket::refusal(&ada, |request| {
        let evil = HeaderValue::from_static("https://evil.example");
        request.headers_mut().insert("origin", evil);
    });
    assert_eq!(foreign.await, StatusCode::FORBIDDEN);
    let hidden = socket::refusal(&ada, |request| {
        request.headers_mut().remove("origin");
    });
    assert_eq!(hidden.await, StatusCode::FORBIDDEN);
    let stranger = server.client();
    let nobody = socket::refusal(&stranger, |_| {});
    assert_eq!(nobody.await, StatusCode::UNAUTHORIZED);
}
