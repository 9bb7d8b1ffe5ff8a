//! Recordings, judged by ffmpeg.

use std::time::{Duration, Instant};

use media::{Media, MediaEvent};
use model::session::{MediaSource, ParticipantState};
use opus::{Application, Channels, Encoder};
use sfu::Size;
use sfu::bot::{BotConfig, CameraLayer};

use crate::bot::{Client, Server, person, recording, session};
use crate::ffmpeg;

/// Sends a real tone and real pictures.
fn config(width: u32, height: u32) -> BotConfig {
    let camera = CameraLayer {
        rid: String::new(),
        size: Size { width, height },
        kbps: 500,
    };
    BotConfig {
        camera: vec![camera],
        ..BotConfig::default()
    }
}

async fn join(server: &Server, number: u32, size: (u32, u32), hertz: f32) -> Client {
    let client = Client::join(&server.media, session(1), number, &config(size.0, size.1)).await;
    let pictures = ffmpeg::pictures(&server.directory.0, size.0, size.1);
    let mut bot = client.bot.lock().unwrap();
    bot.camera(MediaSource::Camera).unwrap().give("", pictures);
    bot.set_voice_payloads(tone(hertz));
    drop(bot);
    client
}

/// A second of a tone whose waves meet at its ends, in packets of 20 ms.
fn tone(hertz: f32) -> Vec<Vec<u8>> {
    let mut encoder = Encoder::new(48_000, Channels::Mono, Application::Audio).unwrap();
    let packets = (0..100).map(|packet| {
        let sample = |at: u32| {
            let seconds = (packet * 960 + at) as f32 / 48_000.0;
            0.3 * (seconds * hertz * std::f32::consts::TAU).sin()
        };
        let pcm: Vec<f32> = (0..960).map(sample).collect();
        encoder.encode_vec_float(&pcm, 1_000).unwrap()
    });
    packets.skip(50).collect()
}

async fn ended(server: &mut Server) -> (std::path::PathBuf, u64) {
    let over = |event: &MediaEvent| {
        matches!(
            event,
            MediaEvent::RecordingEnded { .. } | MediaEvent::RecordingFailed { .. }
        )
    };
    match server.event(over).await {
        MediaEvent::RecordingEnded {
            path,
            duration_ms,
            bytes,
            ..
        } => {
            assert_eq!(std::fs::metadata(&path).unwrap().len(), bytes);
            (path, duration_ms)
        }
        other => panic!("{other:?}"),
    }
}

/// Lets a recording grow to this many bytes and this long.
async fn grow(server: &Server, span: Duration) {
    let start = Instant::now();
    let path = server.directory.0.join(format!("{}.webm", recording(1)));
    while start.elapsed() < span || std::fs::metadata(&path).map_or(0, |file| file.len()) < 5_000 {
        assert!(
            start.elapsed() < span + Duration::from_secs(20),
            "the recording does not grow"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_has_the_pictures_and_both_voices_and_seeks() {
    let mut server = Server::start("record", 1);
    let one = join(&server, 1, (640, 360), 440.0).await;
    let _two = join(&server, 2, (320, 180), 1_000.0).await;
    one.voices(5).await;
    server
        .media
        .start_recording(session(1), recording(1))
        .await
        .unwrap();
    let start = Instant::now();
    grow(&server, Duration::from_secs(6)).await;
    server
        .media
        .stop_recording(session(1), recording(1))
        .await
        .unwrap();
    let span = start.elapsed().as_secs_f64();
    let (path, duration_ms) = ended(&mut server).await;
    let (streams, length) = ffmpeg::probe(&path);
    assert_eq!(streams, ["vp8", "opus"]);
    assert!(
        (length - span).abs() < 1.0,
        "{length} s recorded of {span} s"
    );
    assert!((length - duration_ms as f64 / 1_000.0).abs() < 0.1);
    ffmpeg::decode(&path);
    assert!(ffmpeg::picture_at(&path, 4.0, &server.directory.0));
    let nothing = ffmpeg::loudness(&path, 2_500, 1.0, 4.0);
    for hertz in [440, 1_000] {
        let loud = ffmpeg::loudness(&path, hertz, 1.0, 4.0);
        assert!(
            nothing + 20.0 < loud,
            "{hertz} Hz: {loud} dB, noise {nothing} dB"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_without_any_picture_is_sound_alone() {
    let mut server = Server::start("sound", 1);
    let one = join(&server, 1, (320, 180), 440.0).await;
    let off = ParticipantState {
        microphone: true,
        camera: false,
        screen: false,
    };
    server.media.state(session(1), person(1), off);
    server
        .media
        .start_recording(session(1), recording(1))
        .await
        .unwrap();
    grow(&server, Duration::from_secs(2)).await;
    server.media.end(session(1));
    let (path, _) = ended(&mut server).await;
    let (streams, length) = ffmpeg::probe(&path);
    assert_eq!(streams, ["opus"]);
    assert!((1.5..4.0).contains(&length), "{length}");
    ffmpeg::decode(&path);
    drop(one);
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_of_changing_size_are_recorded_as_the_speaker_changes() {
    let mut server = Server::start("change", 1);
    let one = join(&server, 1, (640, 360), 440.0).await;
    let two = join(&server, 2, (320, 180), 1_000.0).await;
    two.bot.lock().unwrap().level = None;
    one.voices(0).await;
    server
        .media
        .start_recording(session(1), recording(1))
        .await
        .unwrap();
    grow(&server, Duration::from_secs(3)).await;
    one.bot.lock().unwrap().level = None;
    two.bot.lock().unwrap().level = Some(-20);
    grow(&server, Duration::from_secs(5)).await;
    server
        .media
        .stop_recording(session(1), recording(1))
        .await
        .unwrap();
    let (path, _) = ended(&mut server).await;
    ffmpeg::decode(&path);
    let sizes = ffmpeg::sizes(&path);
    assert_eq!(sizes, ["640,360", "320,180"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_cut_off_anywhere_is_repaired() {
    let mut server = Server::start("repair", 1);
    let _one = join(&server, 1, (320, 180), 440.0).await;
    server
        .media
        .start_recording(session(1), recording(1))
        .await
        .unwrap();
    grow(&server, Duration::from_secs(5)).await;
    let running = server.directory.0.join(format!("{}.webm", recording(1)));
    let whole = std::fs::read(&running).unwrap();
    server
        .media
        .stop_recording(session(1), recording(1))
        .await
        .unwrap();
    let (complete, duration_ms) = ended(&mut server).await;
    let untouched = media::recording::repair(&complete).unwrap();
    assert_eq!(untouched.duration_ms, duration_ms);
    let cut = server.directory.0.join("cut.webm");
    for percent in [40, 63, 88, 100] {
        std::fs::write(&cut, &whole[..whole.len() * percent / 100]).unwrap();
        let repaired = media::recording::repair(&cut).unwrap();
        assert_eq!(std::fs::metadata(&cut).unwrap().len(), repaired.bytes);
        let (streams, length) = ffmpeg::probe(&cut);
        assert_eq!(streams, ["vp8", "opus"], "{percent} %");
        assert!((length - repaired.duration_ms as f64 / 1_000.0).abs() < 0.1);
        let expected = 5.0 * percent as f64 / 100.0;
        assert!(
            (length - expected).abs() < 2.0,
            "{percent} %: {length} s, not {expected} s"
        );
        ffmpeg::decode(&cut);
        assert!(ffmpeg::picture_at(&cut, length / 2.0, &server.directory.0));
        assert_eq!(media::recording::repair(&cut).unwrap(), repaired);
    }
    for end in (0..1_200).step_by(7) {
        std::fs::write(&cut, &whole[..end]).unwrap();
        media::recording::repair(&cut).ok();
    }
    std::fs::write(&cut, vec![0x42; 100_000]).unwrap();
    assert!(media::recording::repair(&cut).is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn shutdown_completes_a_running_recording() {
    let server = Server::start("shutdown", 1);
    let one = join(&server, 1, (320, 180), 440.0).await;
    server
        .media
        .start_recording(session(1), recording(1))
        .await
        .unwrap();
    grow(&server, Duration::from_secs(2)).await;
    let media: Media = server.media.clone();
    tokio::task::spawn_blocking(move || media.shutdown())
        .await
        .unwrap();
    let path = server.directory.0.join(format!("{}.webm", recording(1)));
    let (streams, length) = ffmpeg::probe(&path);
    assert_eq!(streams, ["vp8", "opus"]);
    assert!(1.0 < length);
    drop(one);
}
