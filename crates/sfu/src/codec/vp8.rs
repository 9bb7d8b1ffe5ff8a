//! VP8 payload descriptors (RFC 7741) and the head of keyframes (RFC 6386, 9.1).

use crate::source::Size;

/// What a VP8 payload says about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vp8 {
    /// Picture id, 7 or 15 bits.
    pub picture_id: Option<u16>,
    /// Whether the picture id has 15 bits.
    pub picture_id_is_long: bool,
    /// TL0PICIDX.
    pub tl0_picture: Option<u8>,
    /// Whether this packet begins a picture.
    pub starts_picture: bool,
    /// Whether this packet begins a keyframe.
    pub starts_keyframe: bool,
    /// Whether other pictures may depend on this one.
    pub reference: bool,
    /// The size a keyframe's first packet tells.
    pub size: Option<Size>,
    /// Temporal layer; 0 if none is told.
    pub temporal: u8,
    /// Whether this picture needs no picture of a higher temporal layer than the lowest (Y).
    pub layer_sync: bool,
    /// Where the picture id stands; 0 if there is none.
    pub picture_id_at: u8,
    /// Where TL0PICIDX stands; 0 if there is none.
    pub tl0_picture_at: u8,
    /// Bytes before the VP8 bitstream.
    pub descriptor_len: usize,
}

impl Vp8 {
    /// Reads the descriptor; `None` when it is cut off or leaves no bitstream.
    #[must_use]
    pub fn parse(payload: &[u8]) -> Option<Self> {
        let first = *payload.first()?;
        let mut vp8 = Self {
            picture_id: None,
            picture_id_is_long: false,
            tl0_picture: None,
            starts_picture: first & 0x10 != 0 && first & 0x07 == 0,
            starts_keyframe: false,
            reference: first & 0x20 == 0,
            size: None,
            temporal: 0,
            layer_sync: false,
            picture_id_at: 0,
            tl0_picture_at: 0,
            descriptor_len: 1,
        };
        if first & 0x80 != 0 {
            vp8.parse_extension(payload)?;
        }
        let bitstream = payload.get(vp8.descriptor_len..)?;
        let tag = *bitstream.first()?;
        vp8.starts_keyframe = vp8.starts_picture && tag & 0x01 == 0;
        if vp8.starts_keyframe {
            vp8.size = keyframe_size(bitstream);
        }
        Some(vp8)
    }

    fn parse_extension(&mut self, payload: &[u8]) -> Option<()> {
        let mut at = 1;
        let mut next = || {
            let byte = payload.get(usize::from(at)).copied();
            at += 1;
            byte.map(|byte| (byte, at - 1))
        };
        let (extension, _) = next()?;
        if extension & 0x80 != 0 {
            let (high, at) = next()?;
            self.picture_id_at = at;
            self.picture_id_is_long = high & 0x80 != 0;
            self.picture_id = Some(if self.picture_id_is_long {
                u16::from(high & 0x7f) << 8 | u16::from(next()?.0)
            } else {
                u16::from(high)
            });
        }
        if extension & 0x40 != 0 {
            let (index, at) = next()?;
            self.tl0_picture_at = at;
            self.tl0_picture = Some(index);
        }
        if extension & 0x30 != 0 {
            let (byte, _) = next()?;
            if extension & 0x20 != 0 {
                self.temporal = byte >> 6;
                self.layer_sync = byte & 0x20 != 0;
            }
        }
        self.descriptor_len = usize::from(at);
        Some(())
    }
}

/// The size in a keyframe's head; `None` when it is cut off or has no start code.
fn keyframe_size(bitstream: &[u8]) -> Option<Size> {
    let head = bitstream.get(3..10)?;
    if head[..3] != [0x9d, 0x01, 0x2a] {
        return None;
    }
    let side = |low: u8, high: u8| u32::from(low) | u32::from(high & 0x3f) << 8;
    Some(Size {
        width: side(head[3], head[4]),
        height: side(head[5], head[6]),
    })
}

#[cfg(test)]
mod tests;
