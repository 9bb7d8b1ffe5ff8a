//! Clips: recordings of browsers that become messages, and everything else that does not.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use media::recording::read_clip;
use model::channel::Channel;
use model::clip::ClipKind;
use model::error::{ErrorCode, Problem};
use model::file::File;
use model::limits::CLIP_BYTES_MAX;
use model::message::Message;
use model::topic::Topic;
use reqwest::{Method, Response, StatusCode, header};
use serde_json::{Value, json};
use testkit::clips::{CAMERA_WEBM, VOICE_MP4, VOICE_WEBM};

use crate::client::{Client, good, refused, send};
use crate::scratch::Scratch;
use crate::server::TestServer;

/// Announces a clip of so many bytes.
async fn begin(client: &Client, kind: &str, bytes: u64) -> Response {
    let (name, kind) = (STANDARD.encode("voice.webm"), STANDARD.encode(kind));
    let begin = client
        .request(Method::POST, "uploads")
        .header("upload-length", bytes.to_string())
        .header("upload-metadata", format!("filename {name},clip {kind}"));
    send(begin).await
}

/// Sends a clip in two pieces; answers what the last one is answered.
async fn sent(client: &Client, kind: &str, bytes: &'static [u8]) -> Response {
    let begun = begin(client, kind, bytes.len() as u64).await;
    let location = begun.headers()[header::LOCATION]
        .to_str()
        .unwrap()
        .to_owned();
    let middle = bytes.len() / 2;
    let mut last = None;
    for (from, piece) in [(0, &bytes[..middle]), (middle, &bytes[middle..])] {
        let piece = client
            .request(Method::PATCH, &location)
            .header("upload-offset", from.to_string())
            .body(piece);
        last = Some(send(piece).await);
    }
    last.unwrap()
}

pub async fn upload(client: &Client, kind: &str, bytes: &'static [u8]) -> File {
    let answer = sent(client, kind, bytes).await;
    let status = answer.status();
    assert_eq!(status, StatusCode::NO_CONTENT, "{:?}", answer.text().await);
    let id = answer.headers()["file-id"].to_str().unwrap().to_owned();
    client.read(&format!("files/{id}/info")).await
}

pub async fn post(client: &Client, topic: &Topic, body: Value) -> Message {
    let path = format!("topics/{}/messages", topic.id);
    good(client.post(&path, body).await).await
}

async fn bytes_of(client: &Client, file: &File) -> Vec<u8> {
    let served = client.get(&format!("files/{}", file.id)).await;
    assert_eq!(
        served.headers()[header::CONTENT_TYPE].to_str().unwrap(),
        file.media_type
    );
    served.bytes().await.unwrap().to_vec()
}

#[tokio::test]
async fn a_recording_becomes_a_message_that_plays_and_is_named_in_lists() {
    let (_server, [owner, ben]) = TestServer::with_people(["Mira", "Ben"]).await;
    let channel = owner.channel("Firmware", &[ben.id()]).await;
    let topic = owner.topic(&channel, "Gateway").await;
    let file = upload(&owner, "voice", VOICE_WEBM).await;
    assert_eq!(file.media_type, "audio/webm");
    let named = file.name.starts_with("voice-clip-") && file.name.ends_with(".webm");
    assert!(named, "{}", file.name);
    let clip = file.clip.clone().unwrap();
    assert_eq!(clip.kind, ClipKind::Voice);
    assert!((2_000..3_000).contains(&clip.duration_ms), "{clip:?}");
    assert_eq!(clip.loudness.len(), 64);

    let body = json!({ "text": "from the roof", "attachments": [file.id], "asked": [ben.id()] });
    let message = post(&owner, &topic, body).await;
    assert_eq!(message.attachments, std::slice::from_ref(&file));
    let seen: Topic = ben.read(&format!("topics/{}", topic.id)).await;
    let length = (clip.duration_ms + 500) / 1_000;
    let words = format!("Voice clip, 0:0{length}: from the roof");
    assert_eq!(seen.last.unwrap().text, words);
    let requests: Value = ben.read("requests?side=on_me").await;
    assert_eq!(requests["items"][0]["excerpt"], words);

    // What is served says its length itself, and is all there is of the upload.
    let served = bytes_of(&ben, &file).await;
    assert_eq!(served.len() as u64, file.bytes);
    let folder = Scratch::made();
    let (kept, again) = (folder.path().join("kept"), folder.path().join("again"));
    std::fs::write(&kept, &served).unwrap();
    let recorded = read_clip(&kept, &again).unwrap();
    assert_eq!(recorded.duration_ms, clip.duration_ms);
    assert_eq!(std::fs::read(&again).unwrap(), served);

    // Its words can be changed, and then it is still a clip.
    let path = format!("messages/{}", message.id);
    let edited: Message = good(owner.patch(&path, json!({ "text": "" })).await).await;
    assert_eq!(edited.attachments, [file]);
    let seen: Topic = ben.read(&format!("topics/{}", topic.id)).await;
    assert_eq!(seen.last.unwrap().text, format!("Voice clip, 0:0{length}"));
}

#[tokio::test]
async fn cameras_screens_and_what_safari_records_are_clips_too() {
    let (server, [owner]) = TestServer::with_people(["Mira"]).await;
    for (kind, bytes, media_type) in [
        ("camera", CAMERA_WEBM, "video/webm"),
        ("screen", CAMERA_WEBM, "video/webm"),
        ("voice", VOICE_MP4, "audio/mp4"),
    ] {
        let file = upload(&owner, kind, bytes).await;
        assert_eq!(file.media_type, media_type);
        let pictures = file.size.map(|size| (size.width, size.height));
        assert_eq!(pictures, (kind != "voice").then_some((320, 180)), "{kind}");
        assert_eq!(bytes_of(&owner, &file).await.len() as u64, file.bytes);
    }
    let left = std::fs::read_dir(server.data.path().join("uploads")).unwrap();
    assert_eq!(left.count(), 0, "nothing of an upload is left");
}

/// The refusal of an upload that is complete, and that nothing of it is left.
async fn no_clip(
    server: &TestServer,
    client: &Client,
    kind: &str,
    bytes: &'static [u8],
) -> Problem {
    let problem = refused(sent(client, kind, bytes).await, 422, ErrorCode::Invalid).await;
    assert_eq!(problem.fields[0].field, "clip");
    let left = std::fs::read_dir(server.data.path().join("uploads")).unwrap();
    assert_eq!(left.count(), 0);
    problem
}

#[tokio::test]
async fn what_is_not_what_it_says_is_refused_and_says_what_to_do() {
    let (server, [owner]) = TestServer::with_people(["Mira"]).await;
    for (kind, bytes, says) in [
        (
            "voice",
            &b"Hello, I am a text and my name ends in webm."[..],
            "no recording",
        ),
        ("voice", CAMERA_WEBM, "as a camera or screen clip"),
        ("camera", VOICE_WEBM, "as a voice clip"),
        ("screen", VOICE_MP4, "as a voice clip"),
        ("voice", &VOICE_WEBM[..120], "no recording"),
    ] {
        let problem = no_clip(&server, &owner, kind, bytes).await;
        assert!(problem.detail.contains(says), "{}", problem.detail);
    }
    let strange = begin(&owner, "hologram", 5).await;
    refused(strange, 422, ErrorCode::Invalid).await;
    let large = begin(&owner, "camera", CLIP_BYTES_MAX + 1).await;
    refused(large, 413, ErrorCode::TooLarge).await;
}

#[tokio::test]
async fn a_message_carries_one_clip_and_only_ones_own() {
    let (_server, [owner, ben]) = TestServer::with_people(["Mira", "Ben"]).await;
    let channel = owner.channel("Firmware", &[ben.id()]).await;
    let topic = owner.topic(&channel, "Gateway").await;
    let first = upload(&owner, "voice", VOICE_WEBM).await;
    let second = upload(&owner, "camera", CAMERA_WEBM).await;
    let path = format!("topics/{}/messages", topic.id);
    let both = json!({ "text": "", "attachments": [first.id, second.id] });
    let two = refused(owner.post(&path, both).await, 422, ErrorCode::Invalid).await;
    assert_eq!(two.fields[0].field, "attachments");
    let foreign = json!({ "text": "", "attachments": [first.id] });
    refused(ben.post(&path, foreign).await, 422, ErrorCode::Invalid).await;
}

#[tokio::test]
async fn a_clip_is_heard_by_those_who_read_its_topic_and_nobody_else() {
    let (server, [owner, ben, ana]) = TestServer::with_people(["Mira", "Ben", "Ana"]).await;
    let mut guest = server.client();
    guest.accept(&owner.invite("guest").await, "Guest").await;
    let body = json!({ "kind": "private", "name": "Secret", "members": [ben.id()] });
    let channel: Channel = good(owner.post("channels", body).await).await;
    let topic = owner.topic(&channel, "Plans").await;
    let file = upload(&owner, "camera", CAMERA_WEBM).await;
    let path = format!("files/{}", file.id);
    // Before it is sent it is its author's alone.
    refused(ben.get(&path).await, 404, ErrorCode::NotFound).await;
    let message = post(
        &owner,
        &topic,
        json!({ "text": "", "attachments": [file.id] }),
    )
    .await;
    assert_eq!(bytes_of(&ben, &file).await.len() as u64, file.bytes);
    for other in [&ana, &guest] {
        refused(other.get(&path).await, 404, ErrorCode::NotFound).await;
    }
    refused(server.client().get(&path).await, 401, ErrorCode::SignedOut).await;
    let part = ben
        .request(Method::GET, &path)
        .header("range", "bytes=10-19");
    let part = send(part).await;
    assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.bytes().await.unwrap().len(), 10);
    let gone = owner.delete(&format!("messages/{}", message.id)).await;
    let gone: Message = good(gone).await;
    assert!(gone.attachments.is_empty());
    refused(ben.get(&path).await, 404, ErrorCode::NotFound).await;
}

#[tokio::test]
async fn the_clips_of_the_sample_are_what_they_say() {
    let server = TestServer::start().await;
    let mut owner = server.client();
    let made: Value = good(owner.post("setup/sample", json!({})).await).await;
    owner.me = Some(serde_json::from_value(made["me"].clone()).unwrap());
    let mut kinds = Vec::new();
    for topic in owner.snapshot().await.topics {
        for message in owner.messages(topic.id).await {
            for file in message.attachments {
                let Some(clip) = &file.clip else { continue };
                let folder = Scratch::made();
                let (kept, again) = (folder.path().join("kept"), folder.path().join("again"));
                std::fs::write(&kept, bytes_of(&owner, &file).await).unwrap();
                let recorded = read_clip(&kept, &again).unwrap();
                assert_eq!(
                    (recorded.duration_ms, &recorded.loudness, recorded.picture),
                    (clip.duration_ms, &clip.loudness, file.size)
                );
                kinds.push(clip.kind);
            }
        }
    }
    kinds.sort_by_key(|kind| *kind as u8);
    assert_eq!(kinds, [ClipKind::Voice, ClipKind::Screen]);
}
