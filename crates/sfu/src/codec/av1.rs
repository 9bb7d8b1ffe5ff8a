//! AV1 payloads: the aggregation header (AV1 RTP specification, 4.4) and the sequence header (AV1,
//! 5.5), for what the dependency descriptor does not tell.

use super::bits::BitReader;
use crate::source::Size;

/// Kinds of units (AV1, 6.2.2).
const SEQUENCE_HEADER: u8 = 1;

/// What an AV1 payload says about itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Av1 {
    /// The first unit goes on from the packet before (Z).
    pub continues: bool,
    /// The last unit goes on in the next packet (Y).
    pub continued: bool,
    /// Whether this packet begins a coded video sequence, and so a keyframe (N).
    pub starts_sequence: bool,
    /// The largest size that the sequence header tells.
    pub size: Option<Size>,
}

impl Av1 {
    /// Reads the aggregation header and, at the beginning of a sequence, its header; `None` when it
    /// is cut off or contradicts itself.
    #[must_use]
    pub fn parse(payload: &[u8]) -> Option<Self> {
        let first = *payload.first()?;
        let mut av1 = Self {
            continues: first & 0x80 != 0,
            continued: first & 0x40 != 0,
            starts_sequence: first & 0x08 != 0,
            size: None,
        };
        let count = usize::from(first >> 4 & 0x03);
        if payload.len() < 2 || (av1.starts_sequence && av1.continues) {
            return None;
        }
        if av1.starts_sequence {
            let unit = first_unit(&payload[1..], count)?;
            av1.size = sequence_size(unit);
        }
        Some(av1)
    }
}

/// The first unit: all of the rest if there is one alone, else led by its length.
fn first_unit(rest: &[u8], count: usize) -> Option<&[u8]> {
    if count == 1 {
        return Some(rest);
    }
    let (length, bytes) = leb128(rest)?;
    rest.get(bytes..bytes.checked_add(length)?)
}

/// A number in groups of seven bits, the lowest first, and how many bytes it took (AV1, 4.10.5).
fn leb128(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut number = 0;
    for (at, byte) in bytes.iter().take(4).enumerate() {
        number |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((number, at + 1));
        }
    }
    None
}

/// The size in a sequence header, if the unit is one.
fn sequence_size(unit: &[u8]) -> Option<Size> {
    let head = *unit.first()?;
    if head >> 3 & 0x0f != SEQUENCE_HEADER {
        return None;
    }
    let mut at = if head & 0x04 != 0 { 2 } else { 1 };
    if head & 0x02 != 0 {
        at += leb128(unit.get(at..)?)?.1;
    }
    let mut reader = BitReader::new(unit.get(at..)?);
    reader.skip(4)?;
    if reader.flag()? {
        reader.skip(5)?;
    } else {
        operating_points(&mut reader)?;
    }
    let (width, height) = (reader.bits(4)? + 1, reader.bits(4)? + 1);
    Some(Size {
        width: reader.bits(width)? + 1,
        height: reader.bits(height)? + 1,
    })
}

/// Passes over what lies between profile and size in a header that is not reduced.
fn operating_points(reader: &mut BitReader<'_>) -> Option<()> {
    let mut decoder_model = None;
    if reader.flag()? {
        reader.skip(64)?;
        if reader.flag()? {
            variable_length(reader)?;
        }
        if reader.flag()? {
            decoder_model = Some(reader.bits(5)? + 1);
            reader.skip(32 + 5 + 5)?;
        }
    }
    let initial_delay = reader.flag()?;
    for _ in 0..=reader.bits(5)? {
        reader.skip(12)?;
        if 7 < reader.bits(5)? {
            reader.skip(1)?;
        }
        if let Some(length) = decoder_model
            && reader.flag()?
        {
            reader.skip(usize::try_from(length).ok()? * 2 + 1)?;
        }
        if initial_delay && reader.flag()? {
            reader.skip(4)?;
        }
    }
    Some(())
}

/// Passes over a number of variable length (`uvlc()`, AV1, 4.10.3).
fn variable_length(reader: &mut BitReader<'_>) -> Option<()> {
    let mut zeros = 0;
    while !reader.flag()? {
        zeros += 1;
    }
    if zeros < 32 {
        reader.skip(zeros)?;
    }
    Some(())
}

#[cfg(test)]
mod tests;
