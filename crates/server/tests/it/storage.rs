//! A disk that takes no more: writes are refused with a reason, reading goes on, and writing goes on
//! when there is space again.
//!
//! The limit of file sizes stands in for the full disk: the system refuses writes in the same place,
//! on every machine and without root, and the limit can be lifted while the server runs.

use model::error::ErrorCode;
use model::message::Message;
use serde_json::json;

use crate::client::{good, refused};
use crate::process::Process;
use crate::scratch::Scratch;

/// Messages by which the log must be full; each takes a page and more.
const MESSAGES_MAX: usize = 2_000;

#[tokio::test]
async fn a_full_disk_refuses_writes_and_loses_nothing() {
    let data = Scratch::new();
    // 4,000 blocks of 512 bytes for each file. The signal would end the process; a disk sends none.
    let server = Process::serve_after("trap '' XFSZ; ulimit -S -f 4000", data.text()).await;
    let mut ada = server.client();
    ada.set_up("Ada").await;
    let channel = ada.channel("general", &[]).await;
    let topic = ada.topic(&channel, "Start").await;
    let path = format!("topics/{}/messages", topic.id);
    let mut said: Vec<Message> = Vec::new();
    let text = "a".repeat(20_000);
    let full = loop {
        let answer = ada.post(&path, json!({ "text": text })).await;
        if !answer.status().is_success() {
            break answer;
        }
        said.push(good(answer).await);
        assert!(said.len() < MESSAGES_MAX, "the disk never fills");
    };
    refused(full, 507, ErrorCode::StorageUnavailable).await;
    assert!(!said.is_empty());
    assert_eq!(ada.messages(topic.id).await, said);

    let unlimited = tokio::process::Command::new("prlimit")
        .args(["--pid", &server.id().to_string(), "--fsize=unlimited:"])
        .status()
        .await
        .expect("prlimit of util-linux is there");
    assert!(unlimited.success());
    said.push(ada.say(topic.id, "There is space again").await);
    assert_eq!(ada.messages(topic.id).await, said);
    server.kill().await;

    let server = Process::serve(data.text(), &[]).await;
    let mut ada = server.client();
    ada.sign_in("Ada").await;
    assert_eq!(ada.messages(topic.id).await, said);
    server.stop().await;
}
