//! Writes an MP4 file of one H.264 and one Opus track, fragment by fragment.
//!
//! While it is written the file is a fragmented one, which plays as far as it goes. At the end it gets
//! the index of an ordinary file, in which the fragments are but data: that is what players seek in, and
//! what tells them of pictures that change in size. The last thing written are the sixteen bytes that
//! make the one of the other.

mod index;
mod movie;

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

use super::boxes::{put, put_full, put_u16, put_u32, put_u64, put_zeros};
use super::h264::Parameters;
use super::webm::{Frame, VIDEO_TRACK};
use movie::{AUDIO_SCALE, Movie, Pictures, VIDEO_SCALE};

pub(super) use index::repair;

/// What stands before the first fragment: it has this length, whatever it holds.
const HEADER_BYTES: usize = 2_048;

/// Where the head of the data is put when the index is written.
const COVER_AT: usize = 32;

/// Longest time a fragment spans, in milliseconds; a crash costs as much.
const FRAGMENT_MS_MAX: u64 = 1_000;

/// Flags of samples (ISO/IEC 14496-12, 8.8.3.1): those that no other is needed for, and the others.
const SYNC: u32 = 0x0200_0000;
const NOT_SYNC: u32 = 0x0101_0000;

/// The header while the file grows; `parameters` are those of the first picture, once it has come.
fn header(pre_skip: u16, parameters: Option<&Parameters>) -> Vec<u8> {
    let mut out = Vec::with_capacity(HEADER_BYTES);
    put(&mut out, b"ftyp", |out| {
        out.extend_from_slice(b"isom");
        put_u32(out, 0x200);
        out.extend_from_slice(b"isomiso6avc1mp41");
    });
    // The index puts the head of the data here.
    put(&mut out, b"free", |out| put_zeros(out, 8));
    let begun = out.len();
    let movie = |parameters: Option<&Parameters>| Movie {
        pre_skip,
        pictures: parameters.map(|parameters| Pictures {
            entries: vec![parameters.clone()],
            ..Pictures::default()
        }),
        fragmented: true,
        ..Movie::default()
    };
    movie(parameters).put(&mut out);
    // Parameters of no sensible length have no place here; the index has one for them.
    if HEADER_BYTES - 8 < out.len() {
        out.truncate(begun);
        movie(None).put(&mut out);
    }
    let rest = HEADER_BYTES.saturating_sub(out.len() + 8);
    put(&mut out, b"free", |out| put_zeros(out, rest));
    out
}

/// A picture or a packet of sound of the fragment that is being filled.
struct Sample {
    ms: u64,
    bytes: u32,
    length_ms: u64,
    keyframe: bool,
}

/// The part of a track in a fragment.
#[derive(Default)]
struct Run {
    samples: Vec<Sample>,
    data: Vec<u8>,
}

impl Run {
    /// Appends its box; `data_at` is where its data begins, from the fragment's beginning.
    fn put(&self, out: &mut Vec<u8>, (track, scale): (u32, u64), data_at: usize) {
        let Some(first) = self.samples.first() else {
            return;
        };
        put(out, b"traf", |out| {
            // Offsets count from the fragment's beginning.
            put_full(out, b"tfhd", (0, 0x02_0000), |out| put_u32(out, track));
            put_full(out, b"tfdt", (1, 0), |out| {
                put_u64(out, first.ms * scale / 1_000);
            });
            put_full(out, b"trun", (0, 0x701), |out| {
                put_u32(out, u32::try_from(self.samples.len()).unwrap_or(0));
                put_u32(out, u32::try_from(data_at).unwrap_or(0));
                for (at, sample) in self.samples.iter().enumerate() {
                    let next = self.samples.get(at + 1);
                    let length = next.map_or(sample.length_ms, |next| next.ms - sample.ms);
                    put_u32(out, u32::try_from(length * scale / 1_000).unwrap_or(0));
                    put_u32(out, sample.bytes);
                    put_u32(out, if sample.keyframe { SYNC } else { NOT_SYNC });
                }
            });
        });
    }
}

/// Writes frames in the order of their times.
pub(super) struct Writer {
    file: File,
    pre_skip: u16,
    /// Where the next fragment is written.
    at: u64,
    sequence: u32,
    /// When the fragment began that is being filled.
    begun_ms: Option<u64>,
    video: Run,
    audio: Run,
    /// The header tells how pictures are decoded.
    described: bool,
    end_ms: u64,
}

impl Writer {
    /// Makes the file; an earlier one of that name is an error.
    pub(super) fn create(path: &Path, pre_skip: u16) -> io::Result<Self> {
        let mut file = File::options()
            .write(true)
            .read(true)
            .create_new(true)
            .open(path)?;
        file.write_all(&header(pre_skip, None))?;
        Ok(Self {
            file,
            pre_skip,
            at: HEADER_BYTES as u64,
            sequence: 0,
            begun_ms: None,
            video: Run::default(),
            audio: Run::default(),
            described: false,
            end_ms: 0,
        })
    }

    /// Appends a frame; `length_ms` is how long it lasts unless another of its track follows.
    pub(super) fn write(&mut self, frame: &Frame, length_ms: u64) -> io::Result<()> {
        let picture = frame.track == VIDEO_TRACK;
        let full = self.begun_ms.is_some_and(|begun_ms| {
            (picture && frame.keyframe) || begun_ms + FRAGMENT_MS_MAX <= frame.ms
        });
        if full {
            self.flush()?;
        }
        if picture && !self.described {
            self.describe(&frame.data)?;
        }
        self.begun_ms.get_or_insert(frame.ms);
        let run = if picture {
            &mut self.video
        } else {
            &mut self.audio
        };
        // Times go on: what would be earlier comes at once.
        let last = run.samples.last().map_or(0, |last| last.ms);
        let ms = frame.ms.max(last);
        run.data.extend_from_slice(&frame.data);
        run.samples.push(Sample {
            ms,
            bytes: u32::try_from(frame.data.len()).unwrap_or(u32::MAX),
            length_ms: length_ms.max(1),
            keyframe: frame.keyframe,
        });
        self.end_ms = self.end_ms.max(ms + length_ms);
        Ok(())
    }

    /// Puts into the header how the first picture is decoded.
    fn describe(&mut self, picture: &[u8]) -> io::Result<()> {
        if let Some(parameters) = Parameters::of(picture) {
            self.file.seek(SeekFrom::Start(0))?;
            self.file
                .write_all(&header(self.pre_skip, Some(&parameters)))?;
            self.described = true;
        }
        Ok(())
    }

    /// Writes the fragment, complete.
    fn flush(&mut self) -> io::Result<()> {
        if self.begun_ms.take().is_none() {
            return Ok(());
        }
        let (video, audio) = (
            std::mem::take(&mut self.video),
            std::mem::take(&mut self.audio),
        );
        self.sequence += 1;
        let index = |data_at: usize| {
            let mut out = Vec::new();
            put(&mut out, b"moof", |out| {
                put_full(out, b"mfhd", (0, 0), |out| put_u32(out, self.sequence));
                video.put(out, (movie::VIDEO_ID, VIDEO_SCALE), data_at);
                let audio_at = data_at + video.data.len();
                audio.put(out, (movie::AUDIO_ID, AUDIO_SCALE), audio_at);
            });
            out
        };
        // Its length does not depend on what it says.
        let mut out = index(index(0).len() + 8);
        put(&mut out, b"mdat", |out| {
            out.extend_from_slice(&video.data);
            out.extend_from_slice(&audio.data);
        });
        self.file.seek(SeekFrom::Start(self.at))?;
        self.file.write_all(&out)?;
        self.at += out.len() as u64;
        Ok(())
    }

    /// How far the recording has come, in milliseconds.
    pub(super) const fn end_ms(&self) -> u64 {
        self.end_ms
    }

    /// Writes the index. Gives the length in milliseconds and the file's size.
    pub(super) fn finish(mut self) -> io::Result<(u64, u64)> {
        self.flush()?;
        let indexed = index::write_index(&mut self.file, self.pre_skip)?;
        indexed.ok_or_else(|| io::Error::other("nothing was recorded"))
    }
}

/// Appends the sixteen bytes that make data of all that follows, up to an index at `end`.
fn put_cover(out: &mut Vec<u8>, end: u64) {
    put_u32(out, 1);
    out.extend_from_slice(b"mdat");
    put_u64(out, end - COVER_AT as u64);
}

/// Appends the matrix that leaves pictures as they are.
fn put_unity(out: &mut Vec<u8>) {
    for value in [0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000] {
        put_u32(out, value);
    }
}

/// Appends a side of a picture, as entries have it.
fn put_side(out: &mut Vec<u8>, side: u32) {
    put_u16(out, u16::try_from(side).unwrap_or(u16::MAX));
}

#[cfg(test)]
mod tests;
