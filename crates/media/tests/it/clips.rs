//! Clips: what browsers record, put right and judged by ffmpeg; and what is no recording.

use std::path::{Path, PathBuf};

use media::recording::{ClipError, read_clip};
use model::clip::{ClipContainer, RecordedClip};
use model::limits::{CLIP_LATE_MS_MAX, CLIP_MS_MAX};
use testkit::clips::{CAMERA_WEBM, VOICE_MP4, VOICE_WEBM};

use crate::ffmpeg;

/// A directory of the test's own.
fn directory(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("meanwhile-clips-{}-{name}", std::process::id()));
    std::fs::remove_dir_all(&path).ok();
    std::fs::create_dir_all(&path).unwrap();
    path
}

fn read_in(directory: &Path, bytes: &[u8]) -> Result<(RecordedClip, PathBuf), ClipError> {
    let (part, whole) = (directory.join("part"), directory.join("part.clip"));
    std::fs::write(&part, bytes).unwrap();
    // What an earlier try left is in nobody's way.
    std::fs::write(&whole, b"left over").unwrap();
    read_clip(&part, &whole).map(|clip| (clip, whole))
}

fn read(name: &str, bytes: &[u8]) -> Result<(RecordedClip, PathBuf), ClipError> {
    read_in(&directory(name), bytes)
}

fn refused(name: &str, bytes: &[u8]) {
    let answer = read(name, bytes);
    assert!(
        matches!(answer, Err(ClipError::Unreadable)),
        "{name}: {answer:?}"
    );
}

/// Its length in seconds by a program that is not ours, which agrees with what was read.
fn judged(clip: &RecordedClip, whole: &Path, streams: &[&str]) {
    let (found, seconds) = ffmpeg::probe(whole);
    assert_eq!(found, streams);
    let read = std::time::Duration::from_millis(clip.duration_ms).as_secs_f64();
    assert!((seconds - read).abs() < 0.1, "{seconds} for {read}");
    assert!((2.0..3.0).contains(&seconds), "{seconds}");
    ffmpeg::decode(whole);
}

#[test]
fn a_voice_gets_its_length_and_tells_how_loud_it_is() {
    let (clip, whole) = read("voice", VOICE_WEBM).unwrap();
    assert_eq!(clip.container, ClipContainer::Webm);
    assert!(clip.sound && clip.picture.is_none());
    judged(&clip, &whole, &["opus"]);
    // Chromium's microphone beeps once a second and is silent between.
    assert_eq!(clip.loudness.len(), 64);
    assert!(clip.loudness.iter().all(|level| *level <= 100));
    let loud = clip.loudness.iter().filter(|level| 40 < **level).count();
    let quiet = clip.loudness.iter().filter(|level| **level < 10).count();
    assert!(2 < loud && 20 < quiet, "{:?}", clip.loudness);
}

#[test]
fn pictures_keep_their_size_and_can_be_sought_in() {
    let folder = directory("camera");
    let (clip, whole) = read_in(&folder, CAMERA_WEBM).unwrap();
    let size = clip.picture.unwrap();
    assert!(clip.sound);
    assert_eq!((size.width, size.height), (320, 180));
    judged(&clip, &whole, &["vp8", "opus"]);
    assert!(ffmpeg::picture_at(&whole, 1.5, &folder));
    // Put right once more it stays as it is.
    let again = std::fs::read(&whole).unwrap();
    let (same, twice) = read("camera-again", &again).unwrap();
    assert_eq!(same, clip);
    assert_eq!(std::fs::read(twice).unwrap(), again);
}

#[test]
fn nothing_of_an_upload_is_kept_but_its_frames() {
    let mut bytes = VOICE_WEBM.to_vec();
    // Ten bytes that mean nothing to a player, where a cluster could begin (a void element).
    bytes.extend_from_slice(b"\xec\x88<script>");
    let (_, whole) = read("frames", &bytes).unwrap();
    let written = std::fs::read(whole).unwrap();
    assert!(!written.windows(6).any(|part| part == b"script"));
    assert!(!written.windows(6).any(|part| part == b"Chrome"));
}

#[test]
fn an_mp4_is_read_and_gets_its_length() {
    let (clip, whole) = read("mp4", VOICE_MP4).unwrap();
    assert_eq!(clip.container, ClipContainer::Mp4);
    assert!(clip.sound && clip.picture.is_none());
    judged(&clip, &whole, &["opus"]);
}

/// Runs ffmpeg to make a file.
fn made(path: &Path, arguments: &[&str]) -> Vec<u8> {
    let mut command = std::process::Command::new("ffmpeg");
    command
        .args(["-v", "error", "-y"])
        .args(arguments)
        .arg(path);
    assert!(command.status().unwrap().success());
    std::fs::read(path).unwrap()
}

const TONE: [&str; 4] = ["-f", "lavfi", "-i", "sine=frequency=440:duration=2.5"];
const PICTURE: [&str; 4] = [
    "-f",
    "lavfi",
    "-i",
    "testsrc=duration=2.5:size=320x180:rate=10",
];

#[test]
fn mp4_whole_or_in_fragments_with_pictures() {
    let folder = directory("mp4-both");
    let both = [
        &TONE[..],
        &PICTURE[..],
        &["-c:a", "aac", "-c:v", "libx264", "-bf", "0"],
    ]
    .concat();
    let fragments = ["-movflags", "frag_keyframe+empty_moov+default_base_moof"];
    for (name, more) in [("whole.mp4", &[][..]), ("parts.mp4", &fragments[..])] {
        let bytes = made(&folder.join(name), &[&both[..], more].concat());
        let (clip, whole) = read_in(&folder, &bytes).unwrap();
        let size = clip.picture.unwrap();
        assert_eq!((size.width, size.height, clip.sound), (320, 180, true));
        assert!(clip.duration_ms.abs_diff(2_500) < 100, "{name} {clip:?}");
        let (mut streams, seconds) = ffmpeg::probe(&whole);
        streams.sort();
        assert_eq!(streams, ["aac", "h264"]);
        assert!((2.4..2.7).contains(&seconds), "{name} {seconds}");
    }
}

#[test]
fn what_is_cut_off_is_a_clip_up_to_there() {
    let (whole, _) = read("all", CAMERA_WEBM).unwrap();
    let (half, path) = read("half", &CAMERA_WEBM[..CAMERA_WEBM.len() / 2]).unwrap();
    assert!(half.duration_ms < whole.duration_ms);
    ffmpeg::decode(&path);
}

#[test]
fn a_recording_that_is_too_long_is_not_read_to_its_end() {
    let folder = directory("long");
    let long = ["-f", "lavfi", "-i", "anullsrc=r=48000:cl=mono", "-t", "400"];
    let small = ["-c:a", "libopus", "-b:a", "6k", "-frame_duration", "60"];
    let bytes = made(&folder.join("long.webm"), &[&long[..], &small[..]].concat());
    let (clip, _) = read_in(&folder, &bytes).unwrap();
    assert!(CLIP_MS_MAX + CLIP_LATE_MS_MAX < clip.duration_ms);
    assert!(clip.duration_ms < CLIP_MS_MAX + 2 * CLIP_LATE_MS_MAX);
}

#[test]
fn what_is_no_recording_is_refused() {
    refused("nothing", b"");
    refused("text", b"This is a text, whatever its name says.");
    refused("html", b"<!doctype html><script>alert(1)</script>");
    let mut only_magic = VOICE_WEBM[..40].to_vec();
    only_magic.extend_from_slice(&[0x55; 200]);
    refused("magic", &only_magic);
    refused("header", &VOICE_WEBM[..120]);
    refused("ftyp", b"\0\0\0\x18ftypisom\0\0\0\0isomiso2\0\0\0\x08mdat");
    // Matroska is not WebM.
    let at = VOICE_WEBM.windows(4).position(|part| part == b"webm");
    let mut foreign = VOICE_WEBM.to_vec();
    foreign[at.unwrap()..][..4].copy_from_slice(b"matr");
    refused("matroska", &foreign);
    // A codec that browsers do not play.
    let folder = directory("flac");
    let bytes = made(
        &folder.join("a.mka"),
        &[&TONE[..], &["-c:a", "flac"]].concat(),
    );
    refused("codec", &bytes);
}

/// Whatever bytes come, they are read or refused: nothing panics, nothing hangs.
#[test]
fn damaged_bytes_never_break_the_reader() {
    let folder = directory("damaged");
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    for original in [VOICE_WEBM, CAMERA_WEBM, VOICE_MP4] {
        for _ in 0..60 {
            let mut bytes = original.to_vec();
            for _ in 0..8 {
                // Half of them where the structure is.
                let span = if next() % 2 == 0 { 400 } else { bytes.len() };
                let at = usize::try_from(next() % span as u64).unwrap();
                bytes[at] = next().to_le_bytes()[0];
            }
            match read_in(&folder, &bytes) {
                Ok(_) | Err(ClipError::Unreadable) => {}
                Err(ClipError::Io(error)) => panic!("{error}"),
            }
        }
    }
}
