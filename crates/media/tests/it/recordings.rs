//! Recordings, judged by ffmpeg.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use media::{Media, MediaEvent};
use model::session::{MediaSource, ParticipantState, VideoCodec};
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

/// An encoder that sends nothing but H.264, and receives nothing.
async fn encoder(server: &Server, number: u32, size: (u32, u32), hertz: f32) -> Client {
    let config = BotConfig {
        codec: VideoCodec::H264,
        audio_slots: 1,
        video_slots: 0,
        ..config(size.0, size.1)
    };
    let client = Client::join(&server.media, session(1), number, &config).await;
    let pictures = ffmpeg::h264(&server.directory.0, size.0, size.1);
    let mut bot = client.bot.lock().unwrap();
    bot.camera(MediaSource::Camera).unwrap().give("", pictures);
    bot.set_voice_payloads(tone(hertz));
    drop(bot);
    client
}

async fn start(server: &Server, number: u32) {
    let started = server.media.start_recording(session(1), recording(number));
    started.await.unwrap();
}

async fn stop(server: &Server, number: u32) {
    let stopped = server.media.stop_recording(session(1), recording(number));
    stopped.await.unwrap();
}

async fn ended(server: &mut Server) -> (PathBuf, u64) {
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
    grow_to(
        &server.directory.0.join(format!("{}.webm", recording(1))),
        span,
    )
    .await;
}

async fn grow_to(path: &Path, span: Duration) {
    let start = Instant::now();
    while start.elapsed() < span || std::fs::metadata(path).map_or(0, |file| file.len()) < 5_000 {
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

fn mp4(server: &Server, number: u32) -> PathBuf {
    server
        .directory
        .0
        .join(format!("{}.mp4", recording(number)))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_encoder_of_h264_alone_is_recorded_with_its_pictures_and_all_voices() {
    let mut server = Server::start("encoder", 1);
    let _one = encoder(&server, 1, (640, 360), 440.0).await;
    let speaks = BotConfig {
        camera: Vec::new(),
        ..BotConfig::default()
    };
    let two = Client::join(&server.media, session(1), 2, &speaks).await;
    two.bot.lock().unwrap().set_voice_payloads(tone(1_000.0));
    two.voices(5).await;
    start(&server, 1).await;
    let begun = Instant::now();
    grow_to(&mp4(&server, 1), Duration::from_secs(6)).await;
    stop(&server, 1).await;
    let span = begun.elapsed().as_secs_f64();
    let (path, duration_ms) = ended(&mut server).await;
    assert_eq!(path, mp4(&server, 1));
    let (streams, length) = ffmpeg::probe(&path);
    assert_eq!(streams, ["h264", "opus"]);
    assert!(
        (length - span).abs() < 1.0,
        "{length} s recorded of {span} s"
    );
    assert!((length - duration_ms as f64 / 1_000.0).abs() < 0.1);
    ffmpeg::decode(&path);
    assert_eq!(ffmpeg::sizes(&path), ["640,360"]);
    let times = ffmpeg::times(&path);
    let (first, last) = (times[0], times[times.len() - 1]);
    assert!(first < 2.0 && length - 1.0 < last, "{first} to {last}");
    let pictures = (last - first) * 30.0;
    assert!(
        (times.len() as f64 - pictures).abs() < pictures / 5.0,
        "{} of {pictures}",
        times.len()
    );
    assert!(times.windows(2).all(|pair| pair[0] < pair[1]));
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
async fn h264_of_changing_size_is_recorded_as_the_speaker_changes() {
    let mut server = Server::start("encoders", 1);
    let one = encoder(&server, 1, (640, 360), 440.0).await;
    let two = encoder(&server, 2, (320, 180), 1_000.0).await;
    two.bot.lock().unwrap().level = None;
    one.voices(0).await;
    start(&server, 1).await;
    grow_to(&mp4(&server, 1), Duration::from_secs(3)).await;
    one.bot.lock().unwrap().level = None;
    two.bot.lock().unwrap().level = Some(-20);
    grow_to(&mp4(&server, 1), Duration::from_secs(6)).await;
    stop(&server, 1).await;
    let (path, _) = ended(&mut server).await;
    ffmpeg::decode(&path);
    assert_eq!(ffmpeg::sizes(&path), ["640,360", "320,180"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_encoder_that_comes_into_a_recording_has_it_go_on_in_another_file() {
    let mut server = Server::start("outdated", 1);
    let listens = BotConfig {
        camera: Vec::new(),
        ..BotConfig::default()
    };
    let one = Client::join(&server.media, session(1), 1, &listens).await;
    one.bot.lock().unwrap().set_voice_payloads(tone(440.0));
    start(&server, 1).await;
    let _two = encoder(&server, 2, (320, 180), 1_000.0).await;
    let outdated = |event: &MediaEvent| matches!(event, MediaEvent::RecordAnew { .. });
    let MediaEvent::RecordAnew { recording: of, .. } = server.event(outdated).await else {
        unreachable!("it is what was waited for");
    };
    assert_eq!(of, recording(1));
    stop(&server, 1).await;
    start(&server, 2).await;
    let (sound, _) = ended(&mut server).await;
    assert_eq!(ffmpeg::probe(&sound).0, ["opus"]);
    server.seen.clear();
    grow_to(&mp4(&server, 2), Duration::from_secs(3)).await;
    stop(&server, 2).await;
    let (path, _) = ended(&mut server).await;
    assert_eq!(ffmpeg::probe(&path).0, ["h264", "opus"]);
    ffmpeg::decode(&path);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_of_h264_cut_off_anywhere_is_repaired() {
    let mut server = Server::start("cut", 1);
    let _one = encoder(&server, 1, (320, 180), 440.0).await;
    start(&server, 1).await;
    grow_to(&mp4(&server, 1), Duration::from_secs(5)).await;
    let whole = std::fs::read(mp4(&server, 1)).unwrap();
    stop(&server, 1).await;
    let (complete, duration_ms) = ended(&mut server).await;
    let untouched = media::recording::repair(&complete).unwrap();
    assert_eq!(untouched.duration_ms, duration_ms);
    let cut = server.directory.0.join("cut.mp4");
    // As it is while it runs, and as far as a crash left it.
    std::fs::write(&cut, &whole).unwrap();
    assert_eq!(ffmpeg::probe(&cut).0, ["h264", "opus"]);
    ffmpeg::decode(&cut);
    for percent in [40, 63, 88, 100] {
        std::fs::write(&cut, &whole[..whole.len() * percent / 100]).unwrap();
        let repaired = media::recording::repair(&cut).unwrap();
        assert_eq!(std::fs::metadata(&cut).unwrap().len(), repaired.bytes);
        let (streams, length) = ffmpeg::probe(&cut);
        assert_eq!(streams, ["h264", "opus"], "{percent} %");
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
}
