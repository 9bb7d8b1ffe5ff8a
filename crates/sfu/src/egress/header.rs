//! RTP headers (RFC 3550, 5.1) with header extensions of one byte (RFC 8285, 4.2), or of two where
//! one is longer (4.3).

use crate::codec::Picture;

/// Most bytes of a header as written here: the fixed part, one contributing source, and all
/// extensions at their longest.
pub(crate) const HEADER_MAX: usize =
    12 + 4 + 4 + (2 + 2) + (2 + 3) + (2 + 1) + (2 + 1) + (2 + MID_MAX) + (2 + DESCRIPTOR_MAX) + 3;

/// Most bytes of an extension.
const DESCRIPTOR_MAX: usize = 255;

/// Longest media id that an extension of one byte carries.
const MID_MAX: usize = 16;

/// By which numbers the subscriber knows extensions in one slot: 1 to 14, or `None` for those it
/// did not agree on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ExtensionIds {
    /// Transport-wide sequence number.
    pub(crate) transport: Option<u8>,
    /// Absolute send time.
    pub(crate) send_time: Option<u8>,
    /// Level of a sound (RFC 6464).
    pub(crate) level: Option<u8>,
    /// Orientation of a picture (3GPP TS 26.114, 7.4.5).
    pub(crate) orientation: Option<u8>,
    /// Media id (RFC 8843, 15).
    pub(crate) mid: Option<u8>,
    /// Dependency descriptor (AV1 RTP specification, appendix A).
    pub(crate) descriptor: Option<u8>,
}

/// A dependency descriptor as it came, and what the subscriber's says instead.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dependency<'a> {
    pub(crate) picture: &'a Picture,
    pub(crate) came: &'a [u8],
    pub(crate) frame: u16,
    /// The highest spatial layer that the subscriber gets.
    pub(crate) highest: u8,
}

/// A media id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MidBytes {
    bytes: [u8; MID_MAX],
    len: u8,
}

impl MidBytes {
    /// `None` when it is empty or too long to be carried.
    pub(crate) fn new(mid: &str) -> Option<Self> {
        let len = u8::try_from(mid.len()).ok()?;
        let mut bytes = [0; MID_MAX];
        bytes.get_mut(..mid.len())?.copy_from_slice(mid.as_bytes());
        (0 < len).then_some(Self { bytes, len })
    }

    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.len)).unwrap_or_default()
    }
}

/// What the header of one packet says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Header<'a> {
    pub(crate) payload_type: u8,
    pub(crate) marker: bool,
    /// Whether the payload ends with padding and its length.
    pub(crate) padded: bool,
    pub(crate) seq: u16,
    pub(crate) time: u32,
    pub(crate) ssrc: u32,
    /// Whom the payload comes from.
    pub(crate) source: Option<u32>,
    pub(crate) ids: ExtensionIds,
    /// Transport-wide sequence number.
    pub(crate) transport: u16,
    /// When it is sent: microseconds of any clock, of which seconds modulo 64 are told.
    pub(crate) sent_at: u64,
    /// Level of the sound in -dBov, with whether it is a voice in the uppermost bit.
    pub(crate) level: Option<u8>,
    /// Quarter turns, clockwise.
    pub(crate) orientation: Option<u8>,
    /// Told until the subscriber has shown that it knows the SSRC.
    pub(crate) mid: Option<&'a MidBytes>,
    pub(crate) dependency: Option<Dependency<'a>>,
}

impl Header<'_> {
    /// Writes it to the front of `room`, which holds at least [`HEADER_MAX`] bytes. Returns its
    /// length, a multiple of four.
    pub(crate) fn write(&self, room: &mut [u8; HEADER_MAX]) -> usize {
        let contributing = usize::from(self.source.is_some());
        let padding = if self.padded { 0x20 } else { 0 };
        room[0] = 0x90 | padding | contributing.to_le_bytes()[0];
        room[1] = self.payload_type & 0x7f | if self.marker { 0x80 } else { 0 };
        room[2..4].copy_from_slice(&self.seq.to_be_bytes());
        room[4..8].copy_from_slice(&self.time.to_be_bytes());
        room[8..12].copy_from_slice(&self.ssrc.to_be_bytes());
        let mut at = 12;
        if let Some(source) = self.source {
            room[12..16].copy_from_slice(&source.to_be_bytes());
            at = 16;
        }
        let begin = at + 4;
        let mut end = self.write_extensions(room, begin);
        if end == begin {
            room[0] &= !0x10;
            return at;
        }
        while !end.is_multiple_of(4) {
            room[end] = 0;
            end += 1;
        }
        let words = u16::try_from((end - begin) / 4).unwrap_or(0);
        let profile = if self.is_wide() {
            [0x10, 0x00]
        } else {
            [0xbe, 0xde]
        };
        room[at..at + 2].copy_from_slice(&profile);
        room[at + 2..begin].copy_from_slice(&words.to_be_bytes());
        end
    }

    /// Writes the extensions that the subscriber agreed on and that say something. Returns where
    /// they end.
    fn write_extensions(&self, room: &mut [u8; HEADER_MAX], begin: usize) -> usize {
        let wide = self.is_wide();
        let mut at = begin;
        let mut put = |id: Option<u8>, value: &[u8]| {
            let (Some(id), Some(less)) = (id, value.len().checked_sub(1)) else {
                return;
            };
            if wide {
                room[at..at + 2].copy_from_slice(&[id, value.len().to_le_bytes()[0]]);
                at += 2;
            } else {
                room[at] = id << 4 | less.to_le_bytes()[0];
                at += 1;
            }
            room[at..at + value.len()].copy_from_slice(value);
            at += value.len();
        };
        put(self.ids.transport, &self.transport.to_be_bytes());
        // Seconds with 18 bits of fraction, the lowest 24 bits.
        let fraction = (self.sent_at << 18) / 1_000_000;
        put(self.ids.send_time, &fraction.to_be_bytes()[5..]);
        if let Some(level) = self.level {
            put(self.ids.level, &[level]);
        }
        if let Some(orientation) = self.orientation {
            put(self.ids.orientation, &[orientation & 3]);
        }
        if let Some(mid) = self.mid {
            put(self.ids.mid, mid.as_bytes());
        }
        let (Some(id), Some(dependency)) = (self.ids.descriptor, self.dependency) else {
            return at;
        };
        let (start, end) = (at + 2, at + 2 + DESCRIPTOR_MAX);
        let Dependency {
            picture,
            came,
            frame,
            highest,
        } = dependency;
        let written = picture.write_descriptor(came, frame, highest, &mut room[start..end]);
        let Some(len) = written else { return at };
        room[at..start].copy_from_slice(&[id, len.to_le_bytes()[0]]);
        start + len
    }

    /// Whether there is an extension that may be longer than those of one byte can be.
    const fn is_wide(&self) -> bool {
        self.ids.descriptor.is_some() && self.dependency.is_some()
    }
}

#[cfg(test)]
mod tests;
