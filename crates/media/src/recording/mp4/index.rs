//! Writes the index of a file from its fragments, when it is complete or after a crash.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use super::super::boxes::{boxes, find, number};
use super::super::h264::Parameters;
use super::super::repair::{RepairError, RepairedRecording};
use super::movie::{AUDIO_ID, Chunk, Movie, Pictures, Table, VIDEO_ID};
use super::{COVER_AT, HEADER_BYTES, SYNC, put_cover};

/// Largest index of a fragment: a second's at far more frames than any camera sends.
const FRAGMENT_INDEX_MAX: u64 = 1024 * 1024;

/// As many bytes of a keyframe are read to find its parameters.
const PARAMETERS_BYTES: usize = 8 * 1_024;

/// Unlike sets of parameters that are told; pictures carry theirs themselves, too.
const ENTRIES_MAX: usize = 256;

/// As [`super::super::repair`], of an MP4 file.
pub(in super::super) fn repair(path: &Path) -> Result<RepairedRecording, RepairError> {
    let mut file = File::options().read(true).write(true).open(path)?;
    let mut header = vec![0; HEADER_BYTES];
    if file.read_exact(&mut header).is_err() {
        return Err(RepairError::Empty);
    }
    let Some(pre_skip) = pre_skip(&header) else {
        return Err(RepairError::Empty);
    };
    if let Some(complete) = complete(&mut file, &header)? {
        return Ok(complete);
    }
    let indexed = write_index(&mut file, pre_skip)?;
    let (duration_ms, bytes) = indexed.ok_or(RepairError::Empty)?;
    Ok(RepairedRecording { duration_ms, bytes })
}

/// What is left out of the sound's beginning, as a header of ours tells it; `None` of any other.
fn pre_skip(header: &[u8]) -> Option<u16> {
    let ours = header.get(4..8)? == b"ftyp" && number(header, 0, 4)? == COVER_AT as u64;
    let at = header.windows(4).position(|kind| kind == b"dOps")?;
    let skip = number(header, at + 6, 2).filter(|_| ours)?;
    u16::try_from(skip).ok()
}

/// What a complete file says of itself.
fn complete(file: &mut File, header: &[u8]) -> io::Result<Option<RepairedRecording>> {
    let bytes = file.metadata()?.len();
    let covered = header.get(COVER_AT + 4..COVER_AT + 8) == Some(b"mdat");
    let size = number(header, COVER_AT + 8, 8).filter(|_| covered);
    let Some(end) = size.and_then(|size| size.checked_add(COVER_AT as u64)) else {
        return Ok(None);
    };
    let mut head = [0; 36];
    file.seek(SeekFrom::Start(end))?;
    if bytes < end + head.len() as u64 || file.read_exact(&mut head).is_err() {
        return Ok(None);
    }
    let whole = number(&head, 0, 4) == Some(bytes - end) && head[4..8] == *b"moov";
    // The length stands behind the version, two instants and the scale of `mvhd`.
    let duration_ms = number(&head, 32, 4).filter(|_| whole && head[12..16] == *b"mvhd");
    Ok(duration_ms.map(|duration_ms| RepairedRecording { duration_ms, bytes }))
}

/// Reads all complete fragments, writes the index behind them and cuts off what is behind. Gives the
/// length in milliseconds and the file's size; `None` when there is no fragment.
pub(super) fn write_index(file: &mut File, pre_skip: u16) -> io::Result<Option<(u64, u64)>> {
    let mut found = Found::default();
    let end = found.scan(file)?;
    let movie = found.movie(pre_skip);
    if movie.duration_ms() == 0 {
        return Ok(None);
    }
    let mut out = Vec::new();
    movie.put(&mut out);
    file.set_len(end)?;
    file.seek(SeekFrom::Start(end))?;
    file.write_all(&out)?;
    // On disk before the file is called complete: the head of the data is what says so.
    file.sync_data()?;
    let mut cover = Vec::new();
    put_cover(&mut cover, end);
    file.seek(SeekFrom::Start(COVER_AT as u64))?;
    file.write_all(&cover)?;
    file.sync_all()?;
    Ok(Some((movie.duration_ms(), end + out.len() as u64)))
}

/// A track as its fragments tell it.
#[derive(Default)]
struct Track {
    table: Table,
    /// When the newest sample began and how long it lasts by itself, in ticks.
    newest: Option<(u64, u32)>,
}

impl Track {
    /// Takes note of a sample; `begins` begins a chunk at `at`, decoded by `entry`.
    fn add(&mut self, start: u64, (length, size): (u32, u32), at: u64, begins: Option<u32>) {
        match self.newest {
            // It lasts until the next one.
            Some((before, _)) => self.lasts(start.saturating_sub(before)),
            None => self.table.start = start,
        }
        self.newest = Some((start, length));
        self.table.sizes.push(size);
        match self.table.chunks.last_mut().filter(|_| begins.is_none()) {
            Some(chunk) => chunk.samples += 1,
            None => self.table.chunks.push(Chunk {
                at,
                samples: 1,
                entry: begins.unwrap_or(0),
            }),
        }
    }

    fn lasts(&mut self, length: u64) {
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        self.table.length += u64::from(length);
        match self.table.lengths.last_mut() {
            Some((samples, same)) if *same == length => *samples += 1,
            _ => self.table.lengths.push((1, length)),
        }
    }

    fn finish(mut self) -> Table {
        if let Some((_, length)) = self.newest {
            self.lasts(u64::from(length));
        }
        self.table
    }
}

/// What the complete fragments of a file hold.
#[derive(Default)]
struct Found {
    video: Track,
    audio: Track,
    entries: Vec<Parameters>,
    keyframes: Vec<u32>,
    /// What pictures are decoded with now.
    entry: u32,
}

impl Found {
    /// Reads the fragments; gives where the last complete one ends.
    fn scan(&mut self, file: &mut File) -> io::Result<u64> {
        let length = file.metadata()?.len();
        let mut end = HEADER_BYTES as u64;
        loop {
            let Some((index, size)) = read_box(file, (end, length), *b"moof")? else {
                return Ok(end);
            };
            if FRAGMENT_INDEX_MAX < size {
                return Ok(end);
            }
            let Some((_, data)) = read_box(file, (end + size, length), *b"mdat")? else {
                return Ok(end);
            };
            let mut contents = vec![0; usize::try_from(size - 8).unwrap_or(0)];
            file.seek(SeekFrom::Start(index))?;
            file.read_exact(&mut contents)?;
            let place = (end, end + size + data);
            for (_, _, part) in boxes(&contents).filter(|(kind, _, _)| kind == b"traf") {
                self.take(file, part, place)?;
            }
            end = place.1;
        }
    }

    /// Takes the part of a track in a fragment that begins and ends at `place`.
    fn take(&mut self, file: &mut File, part: &[u8], place: (u64, u64)) -> io::Result<()> {
        let field = |kind: &[u8; 4], at: usize, len: usize| number(find(part, &[kind])?, at, len);
        let (Some(id), Some(mut start), Some(offset), Some(run)) = (
            field(b"tfhd", 4, 4),
            field(b"tfdt", 4, 8),
            field(b"trun", 8, 4),
            find(part, &[b"trun"]),
        ) else {
            return Ok(());
        };
        let mut at = place.0 + offset;
        let mut first = true;
        for sample in run.get(12..).unwrap_or_default().chunks_exact(12) {
            let read = |from: usize| number(sample, from, 4).and_then(|n| u32::try_from(n).ok());
            let (Some(length), Some(size), Some(flags)) = (read(0), read(4), read(8)) else {
                return Ok(());
            };
            if place.1 < at + u64::from(size) {
                return Ok(());
            }
            let video = u64::from(VIDEO_ID) == id;
            if video && flags & SYNC != 0 {
                let entry = self.entry;
                self.keyframe(file, (at, size))?;
                first |= entry != self.entry;
            }
            let entry = if video { self.entry } else { 0 };
            let begins = std::mem::take(&mut first).then_some(entry);
            let track = match u32::try_from(id) {
                Ok(VIDEO_ID) => &mut self.video,
                Ok(AUDIO_ID) => &mut self.audio,
                _ => return Ok(()),
            };
            track.add(start, (length, size), at, begins);
            start = start.saturating_add(u64::from(length));
            at += u64::from(size);
        }
        Ok(())
    }

    /// Takes note of a keyframe, which comes next, and of the parameters in it.
    fn keyframe(&mut self, file: &mut File, (at, size): (u64, u32)) -> io::Result<()> {
        let number = self.video.table.sizes.len() + 1;
        self.keyframes
            .push(u32::try_from(number).unwrap_or(u32::MAX));
        let bytes = usize::try_from(size).unwrap_or(0).min(PARAMETERS_BYTES);
        let mut picture = vec![0; bytes];
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(&mut picture)?;
        let Some(parameters) = Parameters::of(&picture) else {
            return Ok(());
        };
        let known = self.entries.iter().position(|entry| *entry == parameters);
        let entry = known.or_else(|| {
            let room = self.entries.len() < ENTRIES_MAX;
            room.then(|| {
                self.entries.push(parameters);
                self.entries.len() - 1
            })
        });
        self.entry = entry
            .and_then(|at| u32::try_from(at).ok())
            .unwrap_or(self.entry);
        Ok(())
    }

    fn movie(self, pre_skip: u16) -> Movie {
        // A player would wait for pictures of a track that has none.
        let seen = !self.entries.is_empty();
        Movie {
            pre_skip,
            pictures: seen.then(|| Pictures {
                table: self.video.finish(),
                entries: self.entries,
                keyframes: self.keyframes,
            }),
            sound: self.audio.finish(),
            fragmented: false,
        }
    }
}

/// Where the contents of the box at `at` begin and how long it is with its head, if it is one of this
/// kind and ends within the file.
fn read_box(
    file: &mut File,
    (at, length): (u64, u64),
    kind: [u8; 4],
) -> io::Result<Option<(u64, u64)>> {
    let mut head = [0; 8];
    if length < at + 8 {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut head)?;
    let size = number(&head, 0, 4).filter(|size| 8 <= *size && at + size <= length);
    Ok(size
        .filter(|_| head[4..] == kind)
        .map(|size| (at + 8, size)))
}
