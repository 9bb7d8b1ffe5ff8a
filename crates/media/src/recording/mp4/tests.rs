//! Tests of the writer's own sums; players judge the rest in the crate's tests.

use std::path::PathBuf;

use model::file::PictureSize;

use super::{COVER_AT, HEADER_BYTES, Writer, header};
use crate::recording::boxes::{boxes, find, number};
use crate::recording::h264::Parameters;
use crate::recording::h264::tests::{LARGE, PICTURE, SMALL};
use crate::recording::webm::{AUDIO_TRACK, Frame, VIDEO_TRACK};
use crate::recording::{read_clip, repair};

/// A directory that is removed at the end.
struct Directory(PathBuf);

impl Directory {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("meanwhile-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str) -> PathBuf {
        let path = self.0.join(name);
        std::fs::remove_file(&path).ok();
        path
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

fn picture(units: &[&[u8]]) -> Vec<u8> {
    let led = units.iter().map(|unit| {
        let length = u32::try_from(unit.len()).unwrap().to_be_bytes();
        [&length, *unit].concat()
    });
    led.collect::<Vec<_>>().concat()
}

/// What the middle box of nested ones holds.
fn inside<'b>(file: &'b [u8], way: &[&[u8; 4]]) -> &'b [u8] {
    find(file, way).unwrap_or_else(|| panic!("no {way:?}"))
}

/// The tracks of the index at the end.
fn tracks(file: &[u8]) -> Vec<&[u8]> {
    let at = usize::try_from(number(file, COVER_AT + 8, 8).unwrap()).unwrap();
    let index = inside(&file[COVER_AT + at..], &[b"moov"]);
    let tracks = boxes(index).filter(|(kind, _, _)| kind == b"trak");
    tracks.map(|(_, _, track)| track).collect()
}

fn numbers(contents: &[u8], from: usize) -> Vec<u64> {
    let fields = contents[from..].chunks_exact(4);
    fields.map(|field| number(field, 0, 4).unwrap()).collect()
}

/// Sound from the beginning, pictures of two sizes from 500 ms on, one in 40 ms and the last after a
/// pause.
fn write(path: &std::path::Path, seconds: u64) -> (u64, u64) {
    let mut writer = Writer::create(path, 312).unwrap();
    for ms in (0..seconds * 1_000).step_by(20) {
        if 500 <= ms && ms < seconds * 1_000 - 400 && ms.is_multiple_of(40) {
            let sizes = [&SMALL[..], &LARGE];
            let keyframe = (ms - 500) % 1_200 < 40;
            let size = sizes[usize::from(1_700 <= ms)];
            let data = if keyframe {
                picture(&[size, &PICTURE, &[0x65, 0x88, 7]])
            } else {
                picture(&[&[0x41, 0x9a, 1]])
            };
            let frame = Frame {
                track: VIDEO_TRACK,
                ms,
                keyframe,
                data,
            };
            writer.write(&frame, 33).unwrap();
        }
        let frame = Frame {
            track: AUDIO_TRACK,
            ms,
            keyframe: true,
            data: vec![0xfc; 3],
        };
        writer.write(&frame, 20).unwrap();
    }
    writer.finish().unwrap()
}

#[test]
fn the_header_has_one_length_whatever_it_tells() {
    let parameters = Parameters::of(&picture(&[&SMALL, &PICTURE]));
    let long = Parameters::of(&picture(&[
        &[SMALL.to_vec(), vec![9; 3_000]].concat(),
        &PICTURE,
    ]));
    for parameters in [None, parameters.as_ref(), long.as_ref()] {
        let bytes = header(312, parameters);
        assert_eq!(bytes.len(), HEADER_BYTES);
        let kinds: Vec<_> = boxes(&bytes).map(|(kind, at, _)| (kind, at)).collect();
        assert_eq!(kinds[1], (*b"free", COVER_AT + 8));
        let names: Vec<_> = kinds.iter().map(|(kind, _)| kind).collect();
        assert_eq!(names, [b"ftyp", b"free", b"moov", b"free"]);
    }
}

#[test]
fn the_index_tells_lengths_sizes_keyframes_and_the_late_beginning() {
    let directory = Directory::new("mp4-index");
    let path = directory.file("whole.mp4");
    let (duration_ms, bytes) = write(&path, 4);
    let file = std::fs::read(&path).unwrap();
    assert_eq!((duration_ms, bytes), (4_000, file.len() as u64));
    let tracks = tracks(&file);
    let table: &[&[u8; 4]] = &[b"mdia", b"minf", b"stbl"];
    let table = |track: usize| inside(tracks[track], table);
    // 77 pictures, of which 76 last 40 ms, and one to the end of what it says of itself.
    assert_eq!(numbers(inside(table(0), &[b"stts"]), 4), [2, 76, 40, 1, 33]);
    assert_eq!(numbers(inside(table(1), &[b"stts"]), 4), [1, 200, 960]);
    assert_eq!(numbers(inside(table(0), &[b"stss"]), 4), [3, 1, 31, 61]);
    let entries = inside(table(0), &[b"stsd"]);
    let entries: Vec<_> = boxes(&entries[8..]).collect();
    let sizes = entries.iter().map(|(kind, _, entry)| {
        assert_eq!(kind, b"avc1");
        (number(entry, 24, 2).unwrap(), number(entry, 26, 2).unwrap())
    });
    assert_eq!(sizes.collect::<Vec<_>>(), [(320, 180), (640, 360)]);
    // Nothing until the first picture at 520 ms, then pictures.
    let edits = numbers(inside(tracks[0], &[b"edts", b"elst"]), 4);
    assert_eq!(edits[..3], [2, 0, 520]);
    assert_eq!(edits[3..5], [u64::from(u32::MAX); 2]);
    let edits = numbers(inside(tracks[1], &[b"edts", b"elst"]), 4);
    assert_eq!(edits, [1, 0, 3_993, 0, 312, 0x1_0000]);
    // Each chunk is where it says.
    let chunks = inside(table(0), &[b"co64"]);
    let first = usize::try_from(number(chunks, 8, 8).unwrap()).unwrap();
    let expected = picture(&[&SMALL, &PICTURE, &[0x65, 0x88, 7]]);
    assert_eq!(file[first..first + expected.len()], expected);
}

#[test]
fn the_reader_of_clips_finds_what_was_written() {
    let directory = Directory::new("mp4-read");
    let path = directory.file("whole.mp4");
    write(&path, 3);
    let whole = directory.file("again.mp4");
    let read = read_clip(&path, &whole).unwrap();
    let size = PictureSize {
        width: 320,
        height: 180,
    };
    assert_eq!((read.sound, read.picture), (true, Some(size)));
    assert_eq!(read.duration_ms, 3_000);
}

#[test]
fn a_file_cut_off_anywhere_is_repaired_and_then_complete() {
    let directory = Directory::new("mp4-repair");
    let path = directory.file("whole.mp4");
    let (duration_ms, _) = write(&path, 4);
    let complete = std::fs::read(&path).unwrap();
    assert_eq!(repair(&path).unwrap().duration_ms, duration_ms);
    assert_eq!(std::fs::read(&path).unwrap(), complete);
    let covered = usize::try_from(number(&complete, COVER_AT + 8, 8).unwrap()).unwrap();
    let data_ends = COVER_AT + covered;
    // As it was before its end: what makes it complete is written last.
    let mut running = complete.clone();
    running[COVER_AT..COVER_AT + 16].copy_from_slice(&header(312, None)[COVER_AT..COVER_AT + 16]);
    let cut = directory.file("cut.mp4");
    let mut before = 0;
    for end in (0..running.len()).step_by(29).chain([running.len()]) {
        std::fs::write(&cut, &running[..end]).unwrap();
        let Ok(repaired) = repair(&cut) else {
            assert!(end < HEADER_BYTES + 1_200, "{end}");
            continue;
        };
        assert!(before <= repaired.duration_ms, "{end}");
        before = repaired.duration_ms;
        let bytes = std::fs::read(&cut).unwrap();
        assert_eq!(bytes.len() as u64, repaired.bytes);
        assert_eq!(repair(&cut).unwrap(), repaired, "{end}");
        if data_ends <= end {
            assert_eq!(bytes, complete);
        }
    }
    assert_eq!(before, duration_ms);
}

#[test]
fn damaged_files_are_repaired_or_refused() {
    let directory = Directory::new("mp4-damaged");
    let path = directory.file("whole.mp4");
    write(&path, 3);
    let complete = std::fs::read(&path).unwrap();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    let damaged = directory.file("damaged.mp4");
    let mut refused = 0;
    for _ in 0..300 {
        let mut bytes = complete.clone();
        bytes[COVER_AT + 4] = b'f';
        for _ in 0..6 {
            let at = HEADER_BYTES + next(bytes.len() - HEADER_BYTES);
            bytes[at] = u8::try_from(next(256)).unwrap();
        }
        std::fs::write(&damaged, &bytes).unwrap();
        refused += usize::from(repair(&damaged).is_err());
    }
    assert!(refused < 300);
}

#[test]
fn without_pictures_there_is_no_track_of_them_and_without_anything_no_recording() {
    let directory = Directory::new("mp4-sound");
    let path = directory.file("sound.mp4");
    let mut writer = Writer::create(&path, 312).unwrap();
    let frame = Frame {
        track: AUDIO_TRACK,
        ms: 0,
        keyframe: true,
        data: vec![0xfc; 3],
    };
    writer.write(&frame, 20).unwrap();
    assert_eq!(writer.finish().unwrap().0, 20);
    assert_eq!(tracks(&std::fs::read(&path).unwrap()).len(), 1);
    let writer = Writer::create(&directory.file("empty.mp4"), 312).unwrap();
    assert!(writer.finish().is_err());
}
