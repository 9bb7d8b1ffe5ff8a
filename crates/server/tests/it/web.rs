//! The client's page and assets. Without a built client the program says so, which is tested too.

use reqwest::{Method, Response, StatusCode, header};
use server::config::{MetricsReaders, Settings};

use crate::client::{Client, done, good, send};
use crate::server::TestServer;

async fn open(client: &Client, path: &str) -> Response {
    let request = client
        .plain(Method::GET, path)
        .header(header::ACCEPT, "text/html,*/*;q=0.8");
    send(request).await
}

fn head<'a>(response: &'a Response, name: &str) -> &'a str {
    let value = response.headers().get(name);
    value.map_or("", |value| value.to_str().expect("a header of text"))
}

/// The paths in `src` and `href` of a page.
fn assets(page: &str) -> Vec<String> {
    page.split('"')
        .filter(|part| part.starts_with("/assets/"))
        .map(str::to_owned)
        .collect()
}

/// The page, unless this program was built without a client.
async fn built(client: &Client) -> Option<String> {
    let response = open(client, "/").await;
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        let text = response.text().await.unwrap();
        assert!(text.contains("built without its web client"), "{text}");
        return None;
    }
    assert_eq!(response.status(), StatusCode::OK);
    Some(response.text().await.unwrap())
}

#[tokio::test]
async fn every_answer_is_hardened() {
    let server = TestServer::start().await;
    for path in [
        "/",
        "/healthz",
        "/api/v1/setup",
        "/api/v1/nothing",
        "/gone.png",
    ] {
        let response = open(&server.client(), path).await;
        assert_eq!(
            head(&response, "x-content-type-options"),
            "nosniff",
            "{path}"
        );
        assert_eq!(head(&response, "referrer-policy"), "same-origin", "{path}");
        assert_eq!(head(&response, "x-frame-options"), "DENY", "{path}");
        assert!(!head(&response, "x-request-id").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn the_page_carries_a_new_nonce_each_time_and_a_policy_that_names_it() {
    let server = TestServer::start().await;
    let client = server.client();
    if built(&client).await.is_none() {
        return;
    }
    let mut nonces = Vec::new();
    for path in ["/", "/inbox", "/topics/top_1"] {
        let response = open(&client, path).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert_eq!(head(&response, "cache-control"), "no-cache");
        assert_eq!(head(&response, "cross-origin-opener-policy"), "same-origin");
        let devices = head(&response, "permissions-policy");
        assert!(devices.contains("camera=(self), microphone=(self), display-capture=(self)"));
        let policy = head(&response, "content-security-policy").to_owned();
        assert!(!policy.contains("unsafe"), "{policy}");
        let (_, rest) = policy
            .split_once("script-src 'self' 'nonce-")
            .expect("a nonce");
        let nonce = rest.split('\'').next().unwrap().to_owned();
        let page = response.text().await.unwrap();
        assert!(!page.contains("__CSP_NONCE__"));
        for tag in ["<script", "<style"] {
            for script in page.split(tag).skip(1) {
                let tag = script.split('>').next().unwrap();
                assert!(tag.contains(&format!("nonce=\"{nonce}\"")), "{tag}");
            }
        }
        assert!(page.contains(&format!("<meta name=\"csp-nonce\" content=\"{nonce}\"")));
        nonces.push(nonce);
    }
    nonces.dedup();
    assert_eq!(nonces.len(), 3);
}

#[tokio::test]
async fn assets_are_compressed_beforehand_and_kept_for_ever() {
    let server = TestServer::start().await;
    let client = server.client();
    let Some(page) = built(&client).await else {
        return;
    };
    let script = assets(&page).into_iter().find(|path| path.ends_with(".js"));
    let script = script.expect("the page has a script");
    let get = |encoding: &str| {
        send(
            client
                .plain(Method::GET, &script)
                .header(header::ACCEPT_ENCODING, encoding),
        )
    };
    let mut sizes = Vec::new();
    for (accepted, sent) in [("gzip, br", "br"), ("gzip", "gzip"), ("identity", "")] {
        let response = get(accepted).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(head(&response, "content-encoding"), sent);
        assert_eq!(
            head(&response, "content-type"),
            "text/javascript; charset=utf-8"
        );
        assert_eq!(
            head(&response, "cache-control"),
            "public, max-age=31536000, immutable"
        );
        assert_eq!(head(&response, "vary"), "accept-encoding");
        sizes.push(response.bytes().await.unwrap().len());
    }
    assert!(sizes[0] < sizes[1] && sizes[1] < sizes[2], "{sizes:?}");

    let first = get("br").await;
    let tag = head(&first, "etag").to_owned();
    assert_ne!(tag, head(&get("gzip").await, "etag"));
    let again = client
        .plain(Method::GET, &script)
        .header(header::ACCEPT_ENCODING, "br");
    let again = send(again.header(header::IF_NONE_MATCH, tag)).await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert!(again.bytes().await.unwrap().is_empty());
}

#[tokio::test]
async fn what_is_missing_is_missing() {
    let server = TestServer::start().await;
    let client = server.client();
    for path in [
        "/assets/gone.js",
        "/assets/..%2findex.html",
        "/.vite/manifest.json",
    ] {
        let status = open(&client, path).await.status();
        assert!(!status.is_success(), "{path} answered {status}");
    }
    let picture = client
        .plain(Method::GET, "/gone.png")
        .header(header::ACCEPT, "image/*,*/*");
    assert_eq!(send(picture).await.status(), StatusCode::NOT_FOUND);
    let posted = client.request(Method::POST, "/inbox").body("x");
    assert_eq!(send(posted).await.status(), StatusCode::NOT_FOUND);
    let api = open(&client, "/api/v1/nothing").await;
    assert_eq!(api.status(), StatusCode::NOT_FOUND);
    assert_eq!(head(&api, "content-type"), "application/problem+json");
}

#[tokio::test]
async fn health_and_document_are_there() {
    let server = TestServer::start().await;
    let client = server.client();
    done(client.get("/healthz").await).await;
    done(client.get("/readyz").await).await;
    let document: serde_json::Value = good(client.get("openapi.json").await).await;
    assert!(document["paths"]["/api/v1/me"].is_object());
}

#[tokio::test]
async fn metrics_are_for_this_machine_only_and_count() {
    let (server, [ada]) = TestServer::with_people(["Ada"]).await;
    let _socket = ada.socket(None).await;
    let text = server.client().get("/metrics").await.text().await.unwrap();
    let counted = text.lines().any(|line| {
        line.starts_with("meanwhile_http_requests_total")
            && line.contains("route=\"/api/v1/setup\"")
            && line.contains("method=\"POST\"")
    });
    assert!(counted, "{text}");
    for name in [
        "meanwhile_sockets_open",
        "meanwhile_store_commits_total",
        "process_resident_memory_bytes",
    ] {
        let value = text.lines().find_map(|line| line.strip_prefix(name));
        let value: f64 = value.expect(name).trim().parse().unwrap();
        assert!(0.0 < value, "{name} is {value}");
    }
    assert!(
        text.contains("\nmeanwhile_media_relay_allocations "),
        "{text}"
    );
    let proxied = server.client().plain(Method::GET, "/metrics");
    let proxied = send(proxied.header("x-forwarded-for", "203.0.113.7")).await;
    assert_eq!(proxied.status(), StatusCode::NOT_FOUND);

    let closed = Settings {
        metrics: Some(MetricsReaders::None),
        ..Settings::default()
    };
    let closed = TestServer::start_with(closed).await;
    assert_eq!(
        closed.client().get("/metrics").await.status(),
        StatusCode::NOT_FOUND
    );
}
