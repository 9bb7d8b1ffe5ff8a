//! MP4 (ISO/IEC 14496-12 and -14) as Safari records it: what is in it, and how long it is.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use model::clip::{ClipContainer, RecordedClip};
use model::file::PictureSize;

use super::ClipError;
use super::source::Source;
use crate::recording::boxes::{boxes, find, number};

/// Largest index of a file or of a fragment that is read, in bytes.
const INDEX_BYTES_MAX: usize = 16 * 1024 * 1024;

/// Sample entries of sound that browsers play.
const SOUND: [&[u8; 4]; 2] = [b"mp4a", b"Opus"];

/// Sample entries of pictures that browsers play.
const PICTURES: [&[u8; 4]; 6] = [b"avc1", b"avc3", b"hvc1", b"hev1", b"vp09", b"av01"];

/// Reads what a recording holds, and writes it to `whole` with its length in its place.
pub(super) fn put_right(path: &Path, whole: &Path) -> Result<RecordedClip, ClipError> {
    let mut movie = Movie::default();
    let mut source = Source::open(path)?;
    let length = source.left();
    loop {
        let at = length - source.left();
        let Some((kind, size)) = box_head(&mut source)? else {
            break;
        };
        match &kind {
            b"moov" | b"moof" => {
                let begins = length - source.left();
                let Some(contents) = source.take(size, INDEX_BYTES_MAX)? else {
                    break;
                };
                if &kind == b"moov" {
                    movie.read(&contents, begins);
                } else {
                    movie.fragment(&contents);
                }
            }
            b"ftyp" if at == 0 => drop(source.take(size, INDEX_BYTES_MAX)?),
            _ if at == 0 => return Err(ClipError::Unreadable),
            _ => drop(source.skip(size)?),
        }
    }
    let duration_ms = movie.duration_ms();
    let (sound, picture) = (movie.sound(), movie.picture());
    if duration_ms == 0 || !sound && picture.is_none() {
        return Err(ClipError::Unreadable);
    }
    std::fs::copy(path, whole)?;
    movie.write_length(whole, duration_ms)?;
    Ok(RecordedClip {
        container: ClipContainer::Mp4,
        sound,
        picture,
        duration_ms,
        loudness: Vec::new(),
    })
}

/// The kind of the next box and the size of its contents; `None` at the end.
fn box_head(source: &mut Source) -> Result<Option<([u8; 4], u64)>, ClipError> {
    let mut head = [0; 8];
    if source.left() == 0 || !source.fill(&mut head)? {
        return Ok(None);
    }
    let [a, b, c, d, kind @ ..] = head;
    let size = match u32::from_be_bytes([a, b, c, d]) {
        0 => return Ok(Some((kind, source.left()))),
        1 => {
            let mut long = [0; 8];
            if !source.fill(&mut long)? {
                return Ok(None);
            }
            u64::from_be_bytes(long).checked_sub(16)
        }
        size => u64::from(size).checked_sub(8),
    };
    size.map(|size| Some((kind, size)))
        .ok_or(ClipError::Unreadable)
}

/// A time scale and a length in it, where the boxes that have both keep them, and the place and size of
/// the length: `mvhd` and `mdhd` begin alike.
fn scale_and_length(bytes: &[u8]) -> Option<(u64, u64, usize, usize)> {
    let (scale_at, len) = if bytes.first()? == &1 {
        (20, 8)
    } else {
        (12, 4)
    };
    let at = scale_at + 4;
    let scale = number(bytes, scale_at, 4).filter(|scale| 0 < *scale)?;
    Some((scale, number(bytes, at, len)?, at, len))
}

/// One track.
#[derive(Default)]
struct Track {
    id: u64,
    scale: u64,
    /// In ticks of its scale.
    length: u64,
    /// How long a sample of a fragment lasts that does not say so.
    sample: u64,
    sound: bool,
    picture: Option<PictureSize>,
}

/// What the index and the fragments say.
#[derive(Default)]
struct Movie {
    scale: u64,
    length: u64,
    /// Where in the file the length stands, and in how many bytes.
    length_at: Option<(u64, usize)>,
    tracks: Vec<Track>,
}

impl Movie {
    /// Reads the index; `begins` is where its contents stand in the file.
    fn read(&mut self, contents: &[u8], begins: u64) {
        for (kind, at, inside) in boxes(contents) {
            match &kind {
                b"mvhd" => {
                    if let Some((scale, length, length_at, len)) = scale_and_length(inside) {
                        (self.scale, self.length) = (scale, length);
                        self.length_at = Some((begins + (at + length_at) as u64, len));
                    }
                }
                b"trak" => self.tracks.extend(track(inside)),
                _ => {}
            }
        }
        for (kind, _, inside) in find(contents, &[b"mvex"]).into_iter().flat_map(boxes) {
            let id = number(inside, 4, 4);
            let track = self.tracks.iter_mut().find(|track| id == Some(track.id));
            if let (b"trex", Some(track)) = (&kind, track) {
                track.sample = number(inside, 12, 4).unwrap_or(0);
            }
        }
    }

    /// Reads the index of a fragment.
    fn fragment(&mut self, contents: &[u8]) {
        for (kind, _, inside) in boxes(contents) {
            if &kind != b"traf" {
                continue;
            }
            let Some(header) = find(inside, &[b"tfhd"]) else {
                continue;
            };
            let id = number(header, 4, 4);
            let Some(track) = self.tracks.iter_mut().find(|track| id == Some(track.id)) else {
                continue;
            };
            let begins = find(inside, &[b"tfdt"]).and_then(|time| {
                let len = if time.first()? == &1 { 8 } else { 4 };
                number(time, 4, len)
            });
            let sample = sample_of(header).unwrap_or(track.sample);
            let runs = boxes(inside).filter(|(kind, _, _)| kind == b"trun");
            let lasts: u64 = runs.map(|(_, _, run)| run_length(run, sample)).sum();
            let begins = begins.unwrap_or(track.length);
            track.length = track.length.max(begins.saturating_add(lasts));
        }
    }

    fn sound(&self) -> bool {
        self.tracks.iter().any(|track| track.sound)
    }

    fn picture(&self) -> Option<PictureSize> {
        self.tracks.iter().find_map(|track| track.picture)
    }

    /// The length of the longest track, in milliseconds.
    fn duration_ms(&self) -> u64 {
        let played = |track: &&Track| track.sound || track.picture.is_some();
        let tracks = self.tracks.iter().filter(played);
        let length = |track: &Track| track.length.saturating_mul(1_000) / track.scale.max(1);
        tracks.map(length).max().unwrap_or(0)
    }

    /// Writes the length where players look for it, if it is not there.
    fn write_length(&self, path: &Path, duration_ms: u64) -> Result<(), ClipError> {
        let Some((at, len)) = self.length_at.filter(|_| self.length == 0) else {
            return Ok(());
        };
        let length = duration_ms.saturating_mul(self.scale) / 1_000;
        let mut file = File::options().write(true).open(path)?;
        file.seek(SeekFrom::Start(at))?;
        file.write_all(&length.to_be_bytes()[8 - len..])?;
        file.sync_all()?;
        Ok(())
    }
}

/// Reads one track; `None` if it lacks what every track has.
fn track(contents: &[u8]) -> Option<Track> {
    let header = find(contents, &[b"tkhd"])?;
    let id_at = if header.first()? == &1 { 20 } else { 12 };
    let (scale, length, _, _) = scale_and_length(find(contents, &[b"mdia", b"mdhd"])?)?;
    // The description begins with its version and the number of its entries.
    let entries = find(contents, &[b"mdia", b"minf", b"stbl", b"stsd"])?.get(8..)?;
    let (kind, _, entry) = boxes(entries).next()?;
    let picture = PICTURES.contains(&&kind).then(|| PictureSize {
        width: side(entry, 24),
        height: side(entry, 26),
    });
    Some(Track {
        id: number(header, id_at, 4)?,
        scale,
        length,
        sample: 0,
        sound: SOUND.contains(&&kind),
        picture,
    })
}

fn side(entry: &[u8], at: usize) -> u32 {
    let side = number(entry, at, 2).unwrap_or(0);
    u32::try_from(side).unwrap_or(0).max(1)
}

/// How long the samples of a fragment last, if its header says so.
fn sample_of(header: &[u8]) -> Option<u64> {
    let flags = number(header, 1, 3)?;
    // Before it may stand the place of the data (8 bytes) and the number of the description (4).
    let at = 8 + 8 * usize::from(flags & 1 != 0) + 4 * usize::from(flags & 2 != 0);
    (flags & 8 != 0).then(|| number(header, at, 4)).flatten()
}

/// How long a run of samples lasts.
fn run_length(run: &[u8], sample: u64) -> u64 {
    let flags = number(run, 1, 3).unwrap_or(0);
    let count = number(run, 4, 4).unwrap_or(0);
    if flags & 0x100 == 0 {
        return count.saturating_mul(sample);
    }
    let mut at = 8 + 4 * usize::from(flags & 1 != 0) + 4 * usize::from(flags & 4 != 0);
    let wide = [0x100, 0x200, 0x400, 0x800].map(|flag| 4 * usize::from(flags & flag != 0));
    let step: usize = wide.iter().sum();
    let mut lasts = 0_u64;
    for _ in 0..count {
        let Some(length) = number(run, at, 4) else {
            break;
        };
        lasts = lasts.saturating_add(length);
        at += step;
    }
    lasts
}
