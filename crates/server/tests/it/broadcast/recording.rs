//! What an encoder of H.264 alone leaves behind (decision 0024).

use model::event::Event;
use model::session::{Recording, RecordingState};

use super::*;
use crate::scratch::Scratch;

/// Waits until the recordings of a session stand so.
async fn until_recordings(socket: &mut Socket, stand: &[RecordingState]) -> Vec<Recording> {
    socket
        .until(|event| match event {
            Event::SessionUpdated(session) => {
                let states = session.recordings.iter().map(|recording| recording.state);
                states
                    .eq(stand.iter().copied())
                    .then(|| session.recordings.clone())
            }
            _ => None,
        })
        .await
}

/// The codecs of a file's streams, as ffprobe tells them.
async fn codecs(client: &Client, recording: &Recording) -> Vec<String> {
    let file = recording.file.as_ref().expect("a file");
    let bytes = send(client.request(Method::GET, &format!("files/{}", file.id))).await;
    let bytes = bytes.bytes().await.expect("bytes");
    let scratch = Scratch::made();
    let path = scratch.path().join(file.name.replace(':', "-"));
    std::fs::write(&path, bytes).expect("written");
    let probed = Command::new("ffprobe")
        .args([
            "-v",
            "error",
            "-show_entries",
            "stream=codec_name",
            "-of",
            "csv=p=0",
        ])
        .arg(&path)
        .output();
    let probed = probed.await.expect("ffprobe runs");
    let told = String::from_utf8(probed.stdout).expect("text");
    told.lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn a_recording_goes_on_in_a_file_of_its_own_when_an_encoder_of_h264_alone_comes() {
    let (server, [owner, ben, ana], session) = call(["Mira", "Ben", "Ana"]).await;
    let mut socket = owner.socket(None).await;
    let url = |way: &str| format!("{}/api/v1/sessions/{session}/{way}", server.url());
    let sends = token(&ben, "publish").await;
    let mut voice = Other::start("publish-voice", &url("whip"), &sends);
    voice.connected().await;
    let path = format!("sessions/{session}/recordings");
    let first: Recording = good(ben.post(&path, json!({})).await).await;

    let sends = token(&ana, "publish").await;
    let mut encoder = Other::start("publish-h264", &url("whip"), &sends);
    encoder.connected().await;
    let stand = [RecordingState::Ready, RecordingState::Running];
    let recordings = until_recordings(&mut socket, &stand).await;
    assert_eq!(recordings[0].id, first.id);

    // What somebody sees is recorded as well.
    let watches = token(&owner, "watch").await;
    let mut player = Other::start("watch", &url("whep"), &watches);
    let many = |said: &Value| said["pictures"].as_u64().is_some_and(|count| 30 <= count);
    player.says("pictures", many).await;
    let path = format!("recordings/{}/stop", recordings[1].id);
    good::<Recording>(owner.post(&path, json!({})).await).await;
    player.end().await;
    encoder.end().await;
    let recordings = until_recordings(&mut socket, &[RecordingState::Ready; 2]).await;
    let types = recordings
        .iter()
        .filter_map(|recording| recording.file.as_ref());
    let types: Vec<&str> = types.map(|file| file.media_type.as_str()).collect();
    assert_eq!(types, ["video/webm", "video/mp4"]);
    let mut streams = codecs(&owner, &recordings[1]).await;
    streams.sort_unstable();
    assert_eq!(streams, ["h264", "opus"]);
}
