//! Transport-wide feedback: when which packets of a transport came
//! (draft-holmer-rmcat-transport-wide-cc-extensions-01, 3.1).

use super::{half_at, word_at};

/// Microseconds of one step of the reference time, and of one step of a delta.
const REFERENCE_STEP: i64 = 64_000;
const DELTA_STEP: i64 = 250;

/// The reference time has 24 bits.
const REFERENCE_BITS: u32 = 24;

/// Bytes before the first status chunk.
const HEAD: usize = 8;

/// A feedback message whose chunks are all there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TransportFeedback<'a> {
    /// Transport-wide number of the first packet it tells of.
    first: u16,
    /// How many packets it tells of.
    count: u16,
    /// What deltas begin at, in steps.
    reference: u32,
    chunks: &'a [u8],
    deltas: &'a [u8],
}

/// What a chunk says of one packet (3.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Missing,
    Small,
    Large,
}

impl Status {
    const fn of(bits: u16) -> Self {
        match bits & 3 {
            1 => Self::Small,
            2 => Self::Large,
            _ => Self::Missing,
        }
    }
}

/// How many packets a chunk tells of, and what of the `n`th.
#[derive(Clone, Copy)]
struct Chunk(u16);

impl Chunk {
    const fn len(self) -> u16 {
        match self.0 >> 14 {
            0 | 1 => self.0 & 0x1fff,
            2 => 14,
            _ => 7,
        }
    }

    /// A run (3.1.3), fourteen of one bit, or seven of two (3.1.4).
    const fn status(self, n: u16) -> Status {
        match self.0 >> 14 {
            0 | 1 => Status::of(self.0 >> 13),
            2 => Status::of(self.0 >> (13 - n) & 1),
            _ => Status::of(self.0 >> (12 - 2 * n)),
        }
    }
}

fn chunks(bytes: &[u8]) -> impl Iterator<Item = Chunk> {
    bytes
        .chunks_exact(2)
        .map(|pair| Chunk(u16::from_be_bytes([pair[0], pair[1]])))
}

impl<'a> TransportFeedback<'a> {
    /// Takes what follows the two SSRCs; `None` when chunks are cut off.
    pub(super) fn new(body: &'a [u8]) -> Option<Self> {
        let count = half_at(body, 2)?;
        let rest = body.get(HEAD..)?;
        let (mut told, mut used) = (0_u32, 0);
        for chunk in chunks(rest) {
            if u32::from(count) <= told {
                break;
            }
            told += u32::from(chunk.len());
            used += 2;
        }
        if told < u32::from(count) {
            return None;
        }
        let (chunks, deltas) = rest.split_at(used);
        Some(Self {
            first: half_at(body, 0)?,
            count,
            reference: word_at(body, 4)? >> 8,
            chunks,
            deltas,
        })
    }

    /// Hands out the number of each packet, and when it came, if it did: in microseconds of the
    /// other side's clock, continued from `before`, an earlier time of that clock.
    pub(crate) fn each(self, before: Option<i64>, mut told: impl FnMut(u16, Option<i64>)) {
        let mut at = self.begins(before);
        let mut deltas = self.deltas.iter();
        let mut number = self.first;
        let mut left = self.count;
        for chunk in chunks(self.chunks) {
            for n in 0..chunk.len().min(left) {
                let delta = match chunk.status(n) {
                    Status::Missing => None,
                    Status::Small => deltas.next().map(|delta| i64::from(*delta)),
                    Status::Large => {
                        let pair = deltas.next().zip(deltas.next());
                        pair.map(|(high, low)| i64::from(i16::from_be_bytes([*high, *low])))
                    }
                };
                let came = delta.map(|delta| {
                    at += delta * DELTA_STEP;
                    at
                });
                told(number, came);
                number = number.wrapping_add(1);
            }
            left = left.saturating_sub(chunk.len());
        }
    }

    /// The reference time, which wraps every twelve days, nearest to an earlier time.
    fn begins(self, before: Option<i64>) -> i64 {
        let steps = i64::from(self.reference);
        let Some(before) = before else {
            return steps * REFERENCE_STEP;
        };
        let wrap = 1_i64 << REFERENCE_BITS;
        let near = before / REFERENCE_STEP;
        let ahead = (steps - near).rem_euclid(wrap);
        let step = if ahead < wrap / 2 {
            ahead
        } else {
            ahead - wrap
        };
        (near + step) * REFERENCE_STEP
    }
}
