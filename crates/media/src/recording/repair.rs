//! Rebuilds the index of a recording that a crash cut off.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use super::ebml::{self, id};
use super::mp4;
use super::webm::{AUDIO_TRACK, Cue, Layout, VIDEO_TRACK, header, write_index};

/// A repaired recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RepairedRecording {
    /// Its length in milliseconds.
    pub duration_ms: u64,
    /// The file's size.
    pub bytes: u64,
}

/// Why a recording cannot be repaired.
#[derive(Debug, thiserror::Error)]
pub enum RepairError {
    /// The file cannot be read or written.
    #[error("the recording cannot be read or written")]
    Io(#[from] io::Error),
    /// It was cut off before the first picture or sound, or is no recording of ours.
    #[error("the file holds nothing that can be played")]
    Empty,
}

/// Largest cluster of ours: a second at far more than any camera sends.
const CLUSTER_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// How long a frame is taken to last at the end.
const FRAME_MS: u64 = 20;

/// Rebuilds the index of a recording that a crash cut off anywhere, in place; again after a crash
/// of its own. A complete recording is left as it is. Blocks on the disk.
///
/// # Errors
/// [`RepairError`] when there is nothing to save or the disk refuses.
pub fn repair(path: &Path) -> Result<RepairedRecording, RepairError> {
    let mut file = File::options().read(true).write(true).open(path)?;
    let length = file.metadata()?.len();
    let mut first = [0; 8];
    if file.read_exact(&mut first).is_ok() && first.ends_with(b"ftyp") {
        return mp4::repair(path);
    }
    file.rewind()?;
    let (ours, layout) = header(0);
    let mut head = vec![0; ours.len()];
    if length <= layout.end || file.read_exact(&mut head).is_err() || !is_ours(&head, &layout) {
        return Err(RepairError::Empty);
    }
    if let Some(complete) = complete(&head, &layout, length) {
        return Ok(complete);
    }
    let found = scan(&mut file, &layout, length)?;
    if found.end == layout.end {
        return Err(RepairError::Empty);
    }
    let bytes = write_index(
        &mut file,
        &layout,
        found.end,
        &found.cues,
        found.duration_ms,
        found.has_pictures,
    )?;
    Ok(RepairedRecording {
        duration_ms: found.duration_ms,
        bytes,
    })
}

fn field(head: &[u8], at: u64) -> Option<u64> {
    let at = usize::try_from(at).ok()?;
    head.get(at..at + 8).map(ebml::read_uint)
}

/// Whether the header is one that we write: the same elements at the same places.
fn is_ours(head: &[u8], layout: &Layout) -> bool {
    let Some(start) = usize::try_from(layout.segment).ok() else {
        return false;
    };
    let ids: Vec<u32> = ebml::elements(&head[start..])
        .map(|(head, _)| head.id)
        .collect();
    let names = |ids: &[u32]| {
        ids.ends_with(&[id::INFO, id::TRACKS])
            && ids
                .iter()
                .all(|id| [id::SEEK_HEAD, id::VOID, id::INFO, id::TRACKS].contains(id))
    };
    head.starts_with(&id::EBML.to_be_bytes()) && names(&ids)
}

/// What a complete recording says of itself.
fn complete(head: &[u8], layout: &Layout, length: u64) -> Option<RepairedRecording> {
    let size = field(head, layout.segment_size)? & ebml::SIZE_UNKNOWN;
    if size == ebml::SIZE_UNKNOWN || layout.segment + size != length {
        return None;
    }
    let duration = f64::from_bits(field(head, layout.duration)?);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "we wrote it from whole milliseconds"
    )]
    let duration_ms = duration.max(0.0) as u64;
    Some(RepairedRecording {
        duration_ms,
        bytes: length,
    })
}

/// What the complete clusters of a file hold.
struct Found {
    /// Where the last complete cluster ends.
    end: u64,
    cues: Vec<Cue>,
    duration_ms: u64,
    has_pictures: bool,
}

fn scan(file: &mut File, layout: &Layout, length: u64) -> io::Result<Found> {
    let mut found = Found {
        end: layout.end,
        cues: Vec::new(),
        duration_ms: 0,
        has_pictures: false,
    };
    let mut cluster = Vec::new();
    loop {
        let mut head = [0; 12];
        file.seek(SeekFrom::Start(found.end))?;
        if length < found.end + head.len() as u64 || file.read_exact(&mut head).is_err() {
            return Ok(found);
        }
        let Some(head) = ebml::read_head(&head).filter(|head| head.id == id::CLUSTER) else {
            return Ok(found);
        };
        let end = head
            .size
            .map(|size| (size, found.end + head.len as u64 + size));
        let Some((size, end)) =
            end.filter(|(size, end)| *size <= CLUSTER_BYTES_MAX && *end <= length)
        else {
            return Ok(found);
        };
        cluster.resize(usize::try_from(size).unwrap_or(0), 0);
        file.seek(SeekFrom::Start(found.end + head.len as u64))?;
        file.read_exact(&mut cluster)?;
        found.take(&cluster, found.end - layout.segment);
        found.end = end;
    }
}

impl Found {
    fn take(&mut self, cluster: &[u8], position: u64) {
        let mut cluster_ms = 0;
        for (head, contents) in ebml::elements(cluster) {
            match (head.id, contents) {
                (id::TIMESTAMP, value) => cluster_ms = ebml::read_uint(value),
                (id::SIMPLE_BLOCK, [track, high, low, flags, ..]) => {
                    let relative = i16::from_be_bytes([*high, *low]);
                    let ms = cluster_ms.saturating_add_signed(i64::from(relative));
                    self.take_block(track & 0x7f, ms, *flags & 0x80 != 0, position);
                }
                _ => {}
            }
        }
    }

    fn take_block(&mut self, track: u8, ms: u64, keyframe: bool, cluster: u64) {
        self.duration_ms = self.duration_ms.max(ms + FRAME_MS);
        let here = self.cues.last().is_some_and(|cue| cue.cluster == cluster);
        if track == VIDEO_TRACK {
            self.has_pictures = true;
            if keyframe && !here {
                self.cues.push(Cue { ms, track, cluster });
            }
        } else if track == AUDIO_TRACK && !here && !self.has_pictures {
            self.cues.push(Cue { ms, track, cluster });
        }
    }
}
