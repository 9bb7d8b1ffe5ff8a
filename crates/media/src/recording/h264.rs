//! H.264 from packets (RFC 6184) to pictures as MP4 holds them (ISO/IEC 14496-15): units, each led by
//! its length in four bytes.

use sfu::{H264, SourceId};

/// Kinds of units (H.264, table 7-1; RFC 6184, table 1).
const SLICE: u8 = 1;
const SLICE_OF_KEYFRAME: u8 = 5;
const INFORMATION: u8 = 6;
const SEQUENCE_PARAMETERS: u8 = 7;
const PICTURE_PARAMETERS: u8 = 8;
const SINGLE_LAST: u8 = 23;
const AGGREGATE: u8 = 24;
const FRAGMENT: u8 = 28;

/// Parameter sets of a kind that are kept; encoders send one of each.
const SETS_MAX: usize = 8;

fn kind(unit: &[u8]) -> u8 {
    unit.first().map_or(0, |head| head & 0x1f)
}

/// What pictures are decoded with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parameters {
    sequence: Vec<Vec<u8>>,
    picture: Vec<Vec<u8>>,
}

impl Parameters {
    /// Those that a picture carries; `None` unless it carries all that are needed.
    pub(super) fn of(picture: &[u8]) -> Option<Self> {
        let mut found = Self::default();
        found.take(units(picture));
        found.is_complete().then_some(found)
    }

    const fn is_complete(&self) -> bool {
        !self.sequence.is_empty() && !self.picture.is_empty()
    }

    /// Those of a picture take the place of those before.
    fn take<'u>(&mut self, units: impl Iterator<Item = &'u [u8]>) {
        let mut came = Self::default();
        for unit in units {
            let sets = match kind(unit) {
                SEQUENCE_PARAMETERS if 4 <= unit.len() => &mut came.sequence,
                PICTURE_PARAMETERS => &mut came.picture,
                _ => continue,
            };
            if sets.len() < SETS_MAX {
                sets.push(unit.to_vec());
            }
        }
        for (kept, came) in [
            (&mut self.sequence, came.sequence),
            (&mut self.picture, came.picture),
        ] {
            if !came.is_empty() {
                *kept = came;
            }
        }
    }

    /// Width and height, in pixels.
    pub(super) fn size(&self) -> Option<(u32, u32)> {
        let mut parsed = self.sequence.iter().filter_map(|unit| H264::parse(unit));
        let size = parsed.find_map(|parsed| parsed.size)?;
        Some((size.width, size.height))
    }

    /// The configuration record (ISO/IEC 14496-15, 5.3.3.1.2), as `avcC` has it.
    pub(super) fn configuration(&self) -> Vec<u8> {
        let mut out = vec![1];
        let profile = self.sequence.first().and_then(|unit| unit.get(1..4));
        out.extend_from_slice(profile.unwrap_or(&[0x42, 0xe0, 0x1f]));
        // Lengths take four bytes.
        out.push(0xff);
        for (sets, reserved) in [(&self.sequence, 0xe0), (&self.picture, 0)] {
            out.push(reserved | u8::try_from(sets.len()).unwrap_or(0));
            for unit in sets {
                let length = u16::try_from(unit.len()).unwrap_or(u16::MAX);
                out.extend_from_slice(&length.to_be_bytes());
                out.extend_from_slice(&unit[..usize::from(length)]);
            }
        }
        // High profile: 4:2:0 with 8 bits, which it always is, and no extensions.
        if out[1] == 100 {
            out.extend_from_slice(&[0xfd, 0xf8, 0xf8, 0]);
        }
        out
    }
}

/// The units of a picture, up to where it is cut off.
pub(super) fn units(picture: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = picture;
    std::iter::from_fn(move || {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let unit = after.get(..length)?;
        rest = &after[length..];
        Some(unit)
    })
}

/// Takes units out of packets.
#[derive(Default)]
struct Units {
    whole: Vec<Vec<u8>>,
    /// The last one goes on with the next packet.
    open: bool,
}

impl Units {
    fn take(&mut self, payload: &[u8]) {
        match kind(payload) {
            SLICE..=SINGLE_LAST => self.whole.push(payload.to_vec()),
            AGGREGATE => self.aggregate(&payload[1..]),
            FRAGMENT => self.fragment(payload),
            _ => {}
        }
    }

    fn aggregate(&mut self, mut rest: &[u8]) {
        while let Some((length, after)) = rest.split_first_chunk::<2>() {
            let length = usize::from(u16::from_be_bytes(*length));
            let Some(unit) = after.get(..length) else {
                return;
            };
            self.whole.push(unit.to_vec());
            rest = &after[length..];
        }
    }

    fn fragment(&mut self, payload: &[u8]) {
        let [indicator, head, part @ ..] = payload else {
            return;
        };
        if head & 0x80 != 0 {
            self.whole.push(vec![indicator & 0xe0 | head & 0x1f]);
            self.open = true;
        }
        if let Some(unit) = self.whole.last_mut().filter(|_| self.open) {
            unit.extend_from_slice(part);
        }
        self.open &= head & 0x40 == 0;
    }
}

/// What came of the packets of one instant.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Assembled {
    /// A picture.
    Picture {
        /// Its units.
        data: Vec<u8>,
        /// Whether one can begin with it: it carries its parameters, too.
        keyframe: bool,
        /// Its size, of a keyframe.
        size: Option<(u32, u32)>,
    },
    /// Nothing that is shown: parameters alone, such as some encoders send ahead.
    Nothing,
    /// A keyframe whose parameters never came.
    Broken,
}

/// Makes pictures of packets.
#[derive(Default)]
pub(super) struct Assembler {
    source: Option<SourceId>,
    parameters: Parameters,
    /// Parameters came since the last picture.
    announced: bool,
}

impl Assembler {
    /// Puts together the payloads of one instant, in order and none missing.
    pub(super) fn assemble<'p>(
        &mut self,
        source: SourceId,
        payloads: impl Iterator<Item = &'p [u8]>,
    ) -> Assembled {
        if self.source != Some(source) {
            *self = Self {
                source: Some(source),
                ..Self::default()
            };
        }
        let mut came = Units::default();
        payloads.for_each(|payload| came.take(payload));
        let came = came.whole;
        let has = |wanted: u8| came.iter().any(|unit| kind(unit) == wanted);
        self.parameters.take(came.iter().map(Vec::as_slice));
        self.announced |= has(SEQUENCE_PARAMETERS);
        if !(SLICE..=SLICE_OF_KEYFRAME).any(has) {
            return Assembled::Nothing;
        }
        let announced = std::mem::take(&mut self.announced);
        let keyframe = announced || has(SLICE_OF_KEYFRAME);
        if keyframe && !self.parameters.is_complete() {
            return Assembled::Broken;
        }
        let mut data = Vec::new();
        let mut put = |unit: &[u8]| {
            let length = u32::try_from(unit.len()).unwrap_or(u32::MAX);
            data.extend_from_slice(&length.to_be_bytes());
            data.extend_from_slice(unit);
        };
        if keyframe {
            let Parameters { sequence, picture } = &self.parameters;
            sequence.iter().chain(picture).for_each(|unit| put(unit));
        }
        for unit in &came {
            match kind(unit) {
                SLICE..=INFORMATION => put(unit),
                PICTURE_PARAMETERS if !keyframe => put(unit),
                _ => {}
            }
        }
        Assembled::Picture {
            data,
            keyframe,
            size: self.parameters.size().filter(|_| keyframe),
        }
    }
}

#[cfg(test)]
pub(super) mod tests;
