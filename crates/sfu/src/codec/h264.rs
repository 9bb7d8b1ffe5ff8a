//! H.264 payloads (RFC 6184): which packets begin pictures and keyframes, and their size.

use super::bits::BitReader;
use crate::source::Size;

/// Kinds of units that matter here (H.264, table 7-1; RFC 6184, table 1).
const SLICE: u8 = 1;
const SLICE_OF_KEYFRAME: u8 = 5;
const SEQUENCE_PARAMETERS: u8 = 7;
const SINGLE_LAST: u8 = 23;
const AGGREGATE: u8 = 24;
const FRAGMENT: u8 = 28;

/// What an H.264 payload says about itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct H264 {
    /// Whether this packet begins a picture.
    pub starts_picture: bool,
    /// Whether this packet begins a keyframe: its parameters, or its first slice.
    pub starts_keyframe: bool,
    /// Whether other pictures may depend on this one.
    pub reference: bool,
    /// The size that the sequence parameters tell.
    pub size: Option<Size>,
}

impl H264 {
    /// Reads a payload; `None` when it is cut off or of a kind that is never sent to us
    /// (interleaved mode).
    #[must_use]
    pub fn parse(payload: &[u8]) -> Option<Self> {
        let mut h264 = Self::default();
        match payload.first()? & 0x1f {
            1..=SINGLE_LAST => h264.unit(payload)?,
            AGGREGATE => h264.aggregate(payload.get(1..)?)?,
            FRAGMENT => h264.fragment(payload)?,
            _ => return None,
        }
        Some(h264)
    }

    fn aggregate(&mut self, mut rest: &[u8]) -> Option<()> {
        if rest.is_empty() {
            return None;
        }
        while !rest.is_empty() {
            let (length, after) = rest.split_first_chunk::<2>()?;
            let length = usize::from(u16::from_be_bytes(*length));
            self.unit(after.get(..length)?)?;
            rest = &after[length..];
        }
        Some(())
    }

    /// A part of a unit: the first carries the head of the slice.
    fn fragment(&mut self, payload: &[u8]) -> Option<()> {
        let [indicator, head, first, ..] = *payload else {
            return None;
        };
        self.reference |= indicator & 0x60 != 0;
        if head & 0x80 != 0 {
            self.slice(head & 0x1f, first);
        }
        Some(())
    }

    fn unit(&mut self, unit: &[u8]) -> Option<()> {
        let head = *unit.first()?;
        self.reference |= head & 0x60 != 0;
        match head & 0x1f {
            SEQUENCE_PARAMETERS => {
                self.starts_picture = true;
                self.starts_keyframe = true;
                self.size = sequence_size(&unit[1..]).or(self.size);
            }
            kind => self.slice(kind, *unit.get(1)?),
        }
        Some(())
    }

    /// The first slice of a picture begins with its first macroblock: a one.
    fn slice(&mut self, kind: u8, first: u8) {
        if matches!(kind, SLICE..=SLICE_OF_KEYFRAME) && first & 0x80 != 0 {
            self.starts_picture = true;
            self.starts_keyframe |= kind == SLICE_OF_KEYFRAME;
        }
    }
}

/// Bytes of sequence parameters that are read: the size lies before any usability information.
const PARAMETERS_MAX: usize = 512;

/// Macroblocks of a side; 16,384 pixels.
const SIDE_MAX: u32 = 1_024;

/// The size that sequence parameters tell (H.264, 7.3.2.1.1), cropped.
fn sequence_size(parameters: &[u8]) -> Option<Size> {
    let bytes = unescaped(&parameters[..parameters.len().min(PARAMETERS_MAX)]);
    let mut reader = BitReader::new(&bytes);
    let profile = reader.bits(8)?;
    reader.skip(16)?;
    reader.golomb()?;
    let chroma = if matches!(
        profile,
        44 | 83 | 86 | 100 | 110 | 118 | 122 | 128 | 138 | 244
    ) {
        high_profile(&mut reader)?
    } else {
        1
    };
    reader.golomb()?;
    picture_order(&mut reader)?;
    reader.golomb()?;
    reader.flag()?;
    let width = reader.golomb()?.checked_add(1)?;
    let height = reader.golomb()?.checked_add(1)?;
    if SIDE_MAX < width.max(height) {
        return None;
    }
    let fields = u32::from(!reader.flag()?) + 1;
    if fields == 2 {
        reader.flag()?;
    }
    reader.flag()?;
    let mut crop = [0; 4];
    if reader.flag()? {
        for side in &mut crop {
            *side = reader.golomb()?.min(SIDE_MAX * 16);
        }
    }
    let unit_width = if matches!(chroma, 1 | 2) { 2 } else { 1 };
    let unit_height = if chroma == 1 { 2 } else { 1 } * fields;
    let [left, right, top, bottom] = crop;
    Some(Size {
        width: (width * 16).checked_sub((left + right) * unit_width)?,
        height: (height * 16 * fields).checked_sub((top + bottom) * unit_height)?,
    })
}

/// What the high profiles add; gives the chroma format.
fn high_profile(reader: &mut BitReader<'_>) -> Option<u32> {
    let chroma = reader.golomb()?;
    if chroma == 3 {
        reader.flag()?;
    }
    reader.golomb()?;
    reader.golomb()?;
    reader.flag()?;
    if reader.flag()? {
        let lists = if chroma == 3 { 12 } else { 8 };
        for list in 0..lists {
            if reader.flag()? {
                scaling_list(reader, if list < 6 { 16 } else { 64 })?;
            }
        }
    }
    Some(chroma)
}

fn scaling_list(reader: &mut BitReader<'_>, length: u32) -> Option<()> {
    let (mut last, mut next) = (8, 8);
    for _ in 0..length {
        if next != 0 {
            next = (last + reader.signed_golomb()?).rem_euclid(256);
        }
        if next != 0 {
            last = next;
        }
    }
    Some(())
}

fn picture_order(reader: &mut BitReader<'_>) -> Option<()> {
    match reader.golomb()? {
        0 => {
            reader.golomb()?;
        }
        1 => {
            reader.flag()?;
            reader.golomb()?;
            reader.golomb()?;
            for _ in 0..reader.golomb()?.min(255) {
                reader.golomb()?;
            }
        }
        _ => {}
    }
    Some(())
}

/// Takes out the bytes that keep start codes from appearing (H.264, 7.4.1).
fn unescaped(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut zeros = 0;
    for byte in bytes {
        if zeros == 2 && *byte == 3 {
            zeros = 0;
            continue;
        }
        zeros = if *byte == 0 { (zeros + 1).min(2) } else { 0 };
        plain.push(*byte);
    }
    plain
}

#[cfg(test)]
mod tests;
