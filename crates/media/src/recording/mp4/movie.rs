//! The index of an MP4 file: the `moov` box (ISO/IEC 14496-12, 8.2.1).

use super::super::boxes::{put, put_full, put_u16, put_u32, put_u64, put_zeros};
use super::super::h264::Parameters;
use super::{put_side, put_unity};

/// Numbers of the tracks.
pub(super) const VIDEO_ID: u32 = 1;
pub(super) const AUDIO_ID: u32 = 2;

/// Ticks a second of the movie, of pictures and of sound.
const MOVIE_SCALE: u64 = 1_000;
pub(super) const VIDEO_SCALE: u64 = 1_000;
pub(super) const AUDIO_SCALE: u64 = 48_000;

/// How many packets of sound are decoded before a place that is sought: 80 ms.
const PRE_ROLL: i16 = 4;

/// Samples that lie side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    /// Where, in the file.
    pub(super) at: u64,
    pub(super) samples: u32,
    /// By which entry they are decoded, from 0.
    pub(super) entry: u32,
}

/// Where a track's samples are and when.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// When the first begins, in ticks.
    pub(super) start: u64,
    /// How many samples in a row last how many ticks.
    pub(super) lengths: Vec<(u32, u32)>,
    /// In bytes.
    pub(super) sizes: Vec<u32>,
    pub(super) chunks: Vec<Chunk>,
    /// In ticks, from the first sample's beginning.
    pub(super) length: u64,
}

/// The track of pictures.
#[derive(Clone, Debug, Default)]
pub(super) struct Pictures {
    pub(super) table: Table,
    /// What pictures are decoded with: another whenever a keyframe carries others.
    pub(super) entries: Vec<Parameters>,
    /// The numbers of keyframes, from 1.
    pub(super) keyframes: Vec<u32>,
}

/// All of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Movie {
    pub(super) pre_skip: u16,
    pub(super) pictures: Option<Pictures>,
    pub(super) sound: Table,
    /// What samples there are is told by fragments.
    pub(super) fragmented: bool,
}

/// What the boxes of a track differ in.
struct Kind {
    id: u32,
    handler: &'static [u8; 4],
    scale: u64,
    size: (u32, u32),
    volume: u16,
}

impl Movie {
    /// Its length in milliseconds.
    pub(super) fn duration_ms(&self) -> u64 {
        let end = |table: &Table, scale: u64| (table.start + table.length) * 1_000 / scale;
        let pictures = self.pictures.as_ref();
        let pictures = pictures.map_or(0, |pictures| end(&pictures.table, VIDEO_SCALE));
        pictures.max(end(&self.sound, AUDIO_SCALE))
    }

    /// Appends the box.
    pub(super) fn put(&self, out: &mut Vec<u8>) {
        put(out, b"moov", |out| {
            put_full(out, b"mvhd", (0, 0), |out| {
                put_zeros(out, 8);
                put_u32(out, low(MOVIE_SCALE));
                put_u32(out, low(self.duration_ms()));
                put_u32(out, 0x1_0000);
                put_u16(out, 0x100);
                put_zeros(out, 10);
                put_unity(out);
                put_zeros(out, 24);
                put_u32(out, AUDIO_ID + 1);
            });
            if let Some(pictures) = &self.pictures {
                self.put_pictures(out, pictures);
            }
            self.put_sound(out);
            if self.fragmented {
                put(out, b"mvex", |out| {
                    let pictures = self.pictures.iter().map(|_| VIDEO_ID);
                    for id in pictures.chain([AUDIO_ID]) {
                        put_full(out, b"trex", (0, 0), |out| {
                            put_u32(out, id);
                            put_u32(out, 1);
                            put_zeros(out, 12);
                        });
                    }
                });
            }
        });
    }

    fn put_pictures(&self, out: &mut Vec<u8>, pictures: &Pictures) {
        let sizes = pictures.entries.iter().filter_map(Parameters::size);
        let largest = sizes.max_by_key(|(width, height)| width * height);
        let kind = Kind {
            id: VIDEO_ID,
            handler: b"vide",
            scale: VIDEO_SCALE,
            size: largest.unwrap_or_default(),
            volume: 0,
        };
        let table = &pictures.table;
        let mut edits = Vec::new();
        if !self.fragmented {
            edits = vec![(table.length, Some(0))];
            if 0 < table.start {
                edits.insert(0, (table.start, None));
            }
        }
        put_track(out, &kind, table, &edits, |out| {
            put_full(out, b"stsd", (0, 0), |out| {
                put_u32(out, count(&pictures.entries));
                for parameters in &pictures.entries {
                    put_picture_entry(out, parameters);
                }
            });
            if !self.fragmented {
                put_full(out, b"stss", (0, 0), |out| {
                    put_u32(out, count(&pictures.keyframes));
                    for number in &pictures.keyframes {
                        put_u32(out, *number);
                    }
                });
            }
        });
    }

    fn put_sound(&self, out: &mut Vec<u8>) {
        let kind = Kind {
            id: AUDIO_ID,
            handler: b"soun",
            scale: AUDIO_SCALE,
            size: (0, 0),
            volume: 0x100,
        };
        let skip = u64::from(self.pre_skip);
        let heard = self.sound.length.saturating_sub(skip) * MOVIE_SCALE / AUDIO_SCALE;
        let samples = count(&self.sound.sizes);
        put_track(out, &kind, &self.sound, &[(heard, Some(skip))], |out| {
            put_full(out, b"stsd", (0, 0), |out| {
                put_u32(out, 1);
                put_sound_entry(out, self.pre_skip);
            });
            put_full(out, b"sgpd", (1, 0), |out| {
                out.extend_from_slice(b"roll");
                put_u32(out, 2);
                put_u32(out, 1);
                out.extend_from_slice(&(-PRE_ROLL).to_be_bytes());
            });
            put_full(out, b"sbgp", (0, 0), |out| {
                out.extend_from_slice(b"roll");
                put_u32(out, 1);
                put_u32(out, samples);
                put_u32(out, 1);
            });
        });
    }
}

fn low(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

fn count<T>(all: &[T]) -> u32 {
    u32::try_from(all.len()).unwrap_or(u32::MAX)
}

/// `edits` are lengths in ticks of the movie, and which tick of the track each begins with; `None` for
/// nothing at all.
fn put_track(
    out: &mut Vec<u8>,
    kind: &Kind,
    table: &Table,
    edits: &[(u64, Option<u64>)],
    entries: impl FnOnce(&mut Vec<u8>),
) {
    put(out, b"trak", |out| {
        put_full(out, b"tkhd", (0, 3), |out| {
            put_zeros(out, 8);
            put_u32(out, kind.id);
            put_u32(out, 0);
            put_u32(out, low(edits.iter().map(|(length, _)| length).sum()));
            put_zeros(out, 12);
            put_u16(out, kind.volume);
            put_u16(out, 0);
            put_unity(out);
            put_u32(out, kind.size.0 << 16);
            put_u32(out, kind.size.1 << 16);
        });
        if !edits.is_empty() {
            put(out, b"edts", |out| {
                put_full(out, b"elst", (1, 0), |out| {
                    put_u32(out, count(edits));
                    for (length, begins) in edits {
                        put_u64(out, *length);
                        put_u64(out, begins.unwrap_or(u64::MAX));
                        put_u32(out, 0x1_0000);
                    }
                });
            });
        }
        put(out, b"mdia", |out| {
            put_full(out, b"mdhd", (1, 0), |out| {
                put_zeros(out, 16);
                put_u32(out, low(kind.scale));
                put_u64(out, table.length);
                // No language.
                put_u16(out, 0x55c4);
                put_u16(out, 0);
            });
            put_full(out, b"hdlr", (0, 0), |out| {
                put_u32(out, 0);
                out.extend_from_slice(kind.handler);
                put_zeros(out, 13);
            });
            put(out, b"minf", |out| put_media(out, kind, table, entries));
        });
    });
}

fn put_media(out: &mut Vec<u8>, kind: &Kind, table: &Table, entries: impl FnOnce(&mut Vec<u8>)) {
    if kind.id == VIDEO_ID {
        put_full(out, b"vmhd", (0, 1), |out| put_zeros(out, 8));
    } else {
        put_full(out, b"smhd", (0, 0), |out| put_zeros(out, 4));
    }
    put(out, b"dinf", |out| {
        put_full(out, b"dref", (0, 0), |out| {
            put_u32(out, 1);
            put_full(out, b"url ", (0, 1), |_| {});
        });
    });
    put(out, b"stbl", |out| {
        entries(out);
        put_full(out, b"stts", (0, 0), |out| {
            put_u32(out, count(&table.lengths));
            for (samples, length) in &table.lengths {
                put_u32(out, *samples);
                put_u32(out, *length);
            }
        });
        put_chunks(out, &table.chunks);
        put_full(out, b"stsz", (0, 0), |out| {
            put_u32(out, 0);
            put_u32(out, count(&table.sizes));
            for size in &table.sizes {
                put_u32(out, *size);
            }
        });
    });
}

fn put_chunks(out: &mut Vec<u8>, chunks: &[Chunk]) {
    put_full(out, b"stsc", (0, 0), |out| {
        let at = out.len();
        put_u32(out, 0);
        let (mut before, mut changes) = (None, 0_u32);
        for (number, chunk) in (1_u32..).zip(chunks) {
            if before.replace((chunk.samples, chunk.entry)) == Some((chunk.samples, chunk.entry)) {
                continue;
            }
            changes += 1;
            put_u32(out, number);
            put_u32(out, chunk.samples);
            put_u32(out, chunk.entry + 1);
        }
        out[at..at + 4].copy_from_slice(&changes.to_be_bytes());
    });
    put_full(out, b"co64", (0, 0), |out| {
        put_u32(out, count(chunks));
        for chunk in chunks {
            put_u64(out, chunk.at);
        }
    });
}

/// ISO/IEC 14496-15, 5.4.2.
fn put_picture_entry(out: &mut Vec<u8>, parameters: &Parameters) {
    let (width, height) = parameters.size().unwrap_or_default();
    put(out, b"avc1", |out| {
        put_zeros(out, 6);
        put_u16(out, 1);
        put_zeros(out, 16);
        put_side(out, width);
        put_side(out, height);
        put_u32(out, 0x48_0000);
        put_u32(out, 0x48_0000);
        put_u32(out, 0);
        put_u16(out, 1);
        put_zeros(out, 32);
        put_u16(out, 0x18);
        put_u16(out, u16::MAX);
        put(out, b"avcC", |out| {
            out.extend_from_slice(&parameters.configuration());
        });
    });
}

/// Encapsulation of Opus in ISO base media files, 4.3.
fn put_sound_entry(out: &mut Vec<u8>, pre_skip: u16) {
    put(out, b"Opus", |out| {
        put_zeros(out, 6);
        put_u16(out, 1);
        put_zeros(out, 8);
        put_u16(out, 1);
        put_u16(out, 16);
        put_zeros(out, 4);
        put_u32(out, 48_000 << 16);
        put(out, b"dOps", |out| {
            out.extend_from_slice(&[0, 1]);
            put_u16(out, pre_skip);
            put_u32(out, 48_000);
            put_zeros(out, 3);
        });
    });
}
