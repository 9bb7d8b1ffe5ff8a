//! https by the self-made authority and by given files, with clients that check certificates.

use nix::sys::signal::Signal;
use reqwest::{Certificate, Method, StatusCode, Version};
use server::config::Settings;

use crate::client::{Client, WAIT_MAX, send};
use crate::process::Process;
use crate::scratch::Scratch;
use crate::server::TestServer;

/// A browser that trusts one authority and no other.
fn trusting(base: &str, pem: &str) -> Client {
    let root = Certificate::from_pem(pem.as_bytes()).expect("a certificate");
    Client::with(base, |builder| {
        builder
            .tls_built_in_root_certs(false)
            .add_root_certificate(root)
    })
}

async fn self_made() -> TestServer {
    let settings = Settings {
        tls: Some("self".to_owned()),
        ..Settings::default()
    };
    TestServer::start_with(settings).await
}

#[tokio::test]
async fn a_client_that_trusts_the_authority_is_served_over_http2() {
    let mut server = self_made().await;
    assert!(
        server.url().starts_with("https://127.0.0.1:"),
        "{}",
        server.url()
    );
    let pem = server
        .inside()
        .authority
        .as_ref()
        .unwrap()
        .certificate_pem()
        .to_owned();
    let mut ada = trusting(server.url(), &pem);
    ada.set_up("Ada").await;
    let me = ada.get("me").await;
    assert_eq!(
        (me.status(), me.version()),
        (StatusCode::OK, Version::HTTP_2)
    );
    let only = me.headers().get("strict-transport-security").unwrap();
    assert_eq!(only, "max-age=31536000");

    let by_name = server.url().replace("127.0.0.1", "localhost");
    assert_eq!(
        trusting(&by_name, &pem).get("/healthz").await.status(),
        StatusCode::OK
    );

    let same = ada.get("/ca.pem").await.text().await.unwrap();
    assert_eq!(same, pem);
    let page = ada.get("/trust").await.text().await.unwrap();
    assert!(page.contains(server.inside().authority.as_ref().unwrap().fingerprint()));
    assert!(!page.contains("__"), "a placeholder is left");

    server.restart().await;
    let kept = trusting(server.url(), &pem);
    assert_eq!(kept.get("/healthz").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn the_cookie_is_for_https_only() {
    let server = self_made().await;
    let pem = server
        .inside()
        .authority
        .as_ref()
        .unwrap()
        .certificate_pem()
        .to_owned();
    let client = trusting(server.url(), &pem);
    let body = serde_json::json!({
        "organisation": "Example", "name": "Ada", "email": "ada@example.org",
        "password": crate::client::PASSWORD, "time_zone": "UTC",
    });
    let answer = client.post("setup", body).await;
    let cookie = answer
        .headers()
        .get("set-cookie")
        .unwrap()
        .to_str()
        .unwrap();
    for part in ["; Secure", "; HttpOnly", "; SameSite=Lax"] {
        assert!(cookie.contains(part), "{cookie}");
    }
}

#[tokio::test]
async fn a_client_that_does_not_trust_the_authority_is_not_served() {
    let server = self_made().await;
    let other = self_made().await;
    let pem = other
        .inside()
        .authority
        .as_ref()
        .unwrap()
        .certificate_pem()
        .to_owned();
    let stranger = trusting(server.url(), &pem);
    let refused = stranger
        .plain(Method::GET, "/healthz")
        .send()
        .await
        .unwrap_err();
    assert!(refused.is_connect(), "{refused}");
}

#[tokio::test]
async fn plain_http_on_the_same_port_is_sent_to_https() {
    let server = self_made().await;
    let plain = Client::new(&server.url().replacen("https", "http", 1));
    let answer = plain.get("/inbox?a=b").await;
    assert_eq!(answer.status(), StatusCode::TEMPORARY_REDIRECT);
    let location = answer.headers().get("location").unwrap().to_str().unwrap();
    assert_eq!(location, format!("{}/inbox?a=b", server.url()));
}

/// A certificate for this machine that is its own authority, and its key, as files.
fn write_pair(scratch: &Scratch) -> String {
    let pair = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
    let pem = pair.cert.pem();
    std::fs::write(scratch.path().join("cert.pem"), &pem).unwrap();
    std::fs::write(
        scratch.path().join("key.pem"),
        pair.signing_key.serialize_pem(),
    )
    .unwrap();
    pem
}

#[tokio::test]
async fn given_files_are_used_and_read_again_at_the_signal() {
    server::tls::install_provider();
    let (scratch, data) = (Scratch::made(), Scratch::new());
    let first = write_pair(&scratch);
    let files = format!("{0}/cert.pem,{0}/key.pem", scratch.text());
    let server = Process::serve(data.text(), &["--tls", &files]).await;
    let answer = trusting(&server.url, &first).get("/healthz").await;
    assert_eq!(answer.status(), StatusCode::OK);

    // A file that is no certificate leaves the old one in use.
    std::fs::write(scratch.path().join("cert.pem"), "nonsense").unwrap();
    server.signal(Signal::SIGHUP);
    let answer = trusting(&server.url, &first).get("/healthz").await;
    assert_eq!(answer.status(), StatusCode::OK);

    let second = write_pair(&scratch);
    server.signal(Signal::SIGHUP);
    let renewed = async {
        loop {
            // A new client each time: a connection that stands keeps its certificate.
            let asked = trusting(&server.url, &second)
                .plain(Method::GET, "/healthz")
                .send();
            if asked.await.is_ok() {
                return;
            }
        }
    };
    tokio::time::timeout(WAIT_MAX, renewed)
        .await
        .expect("the new files are used");
    server.stop().await;
}

#[tokio::test]
async fn a_client_that_never_finishes_its_handshake_disturbs_nobody() {
    let server = self_made().await;
    let address = server.inside().address;
    let mut silent = Vec::new();
    for _ in 0..50 {
        silent.push(tokio::net::TcpStream::connect(address).await.unwrap());
    }
    let pem = server
        .inside()
        .authority
        .as_ref()
        .unwrap()
        .certificate_pem()
        .to_owned();
    let answer = send(trusting(server.url(), &pem).plain(Method::GET, "/healthz")).await;
    assert_eq!(answer.status(), StatusCode::OK);
}
