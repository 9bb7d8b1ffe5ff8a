//! Stopping, restarting, crashing: nothing that was acknowledged is lost.

use std::time::{Duration, Instant};

use nix::sys::signal::Signal;
use reqwest::StatusCode;

use crate::process::{Process, run};
use crate::scratch::Scratch;
use crate::server::TestServer;

/// SIGTERM ends the program within this time.
const STOP_MAX: Duration = Duration::from_secs(10);

#[tokio::test]
async fn a_server_with_open_sockets_and_requests_stops_in_time() {
    let data = Scratch::new();
    let server = Process::serve(data.text(), &[]).await;
    let mut ada = server.client();
    ada.set_up("Ada").await;
    let (first, second) = (ada.socket(None).await, ada.socket(None).await);
    // A request that never ends: its body is announced and does not come.
    let address = server.url.strip_prefix("http://").unwrap();
    let mut stuck = tokio::net::TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST /api/v1/sign-in HTTP/1.1\r\nhost: {address}\r\norigin: {}\r\n\
         content-type: application/json\r\ncontent-length: 100\r\n\r\n{{",
        server.url
    );
    tokio::io::AsyncWriteExt::write_all(&mut stuck, head.as_bytes())
        .await
        .unwrap();

    let began = Instant::now();
    server.signal(Signal::SIGTERM);
    first.until_closed().await;
    second.until_closed().await;
    let status = server.wait().await;
    assert!(status.success(), "{status}");
    assert!(began.elapsed() < STOP_MAX, "it took {:?}", began.elapsed());
}

#[tokio::test]
async fn interrupting_stops_as_well() {
    let data = Scratch::new();
    let server = Process::serve(data.text(), &[]).await;
    server.signal(Signal::SIGINT);
    assert!(server.wait().await.success());
}

#[tokio::test]
async fn a_restart_keeps_everything_and_the_browser_signed_in() {
    let (mut server, [ada, ben]) = TestServer::with_people(["Ada", "Ben"]).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let topic = ada.topic(&channel, "Start").await;
    let said = ada
        .say(
            topic.id,
            "Hello, @[Ben](PERSON)"
                .replace("PERSON", &ben.id().to_string())
                .as_str(),
        )
        .await;
    let (before, seq) = (ben.snapshot().await, ben.socket(None).await.hello.seq);

    server.restart().await;
    assert_eq!(ben.snapshot().await, before);
    assert_eq!(ben.messages(topic.id).await, [said]);
    let mut socket = ben.socket(Some(seq)).await;
    assert_eq!(socket.hello.seq, seq);
    let more = ada.say(topic.id, "Still there?").await;
    let arrived = socket.until(|event| match event {
        model::event::Event::MessageUpdated(update) => Some(update.message.clone()),
        _ => None,
    });
    assert_eq!(arrived.await, more);
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_crash() {
    let data = Scratch::new();
    let server = Process::serve(data.text(), &[]).await;
    let mut ada = server.client();
    ada.set_up("Ada").await;
    let channel = ada.channel("general", &[]).await;
    let topic = ada.topic(&channel, "Start").await;
    let mut said = Vec::new();
    for number in 0..20 {
        said.push(ada.say(topic.id, &format!("Message {number}")).await);
    }
    server.kill().await;

    let server = Process::serve(data.text(), &[]).await;
    let mut ada = server.client();
    ada.sign_in("Ada").await;
    assert_eq!(ada.messages(topic.id).await, said);
    assert_eq!(ada.get("/readyz").await.status(), StatusCode::OK);
    server.stop().await;
    let checked = run(&["check", "--data", data.text()]).await;
    assert_eq!(checked.code, Some(0), "{}", checked.stderr);
}

#[tokio::test]
async fn what_the_server_writes_is_private_to_its_user() {
    use std::os::unix::fs::PermissionsExt;
    let data = Scratch::new();
    let server = Process::serve(data.text(), &["--tls", "self"]).await;
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o077;
    assert_eq!(mode(data.path()), 0);
    for entry in std::fs::read_dir(data.path()).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0, "{}", path.display());
    }
    server.stop().await;
}
