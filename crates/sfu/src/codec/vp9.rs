//! VP9 payload descriptors (RFC 9628, 4.2).

use crate::source::Size;

/// Most spatial layers that a scalability structure names.
pub const SPATIAL_MAX: usize = 8;

/// Most references of a picture in flexible mode.
const REFERENCES_MAX: usize = 3;

/// What a VP9 payload says about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vp9 {
    /// Picture id, 7 or 15 bits.
    pub picture_id: Option<u16>,
    /// Whether the picture id has 15 bits.
    pub picture_id_is_long: bool,
    /// TL0PICIDX, in the mode that is not flexible.
    pub tl0_picture: Option<u8>,
    /// Temporal and spatial layer, if there are layers.
    pub layer: Option<Vp9Layer>,
    /// Whether other pictures of the same layer are needed for this one (P).
    pub predicted: bool,
    /// Whether references are named picture by picture (F).
    pub flexible: bool,
    /// Whether this packet begins a picture of its spatial layer (B).
    pub begins: bool,
    /// Whether this packet ends a picture of its spatial layer (E).
    pub ends: bool,
    /// Whether no higher spatial layer needs this picture (Z).
    pub not_for_higher: bool,
    /// The scalability structure, if this packet carries one.
    pub structure: Option<Structure>,
    /// Where the picture id stands; 0 if there is none.
    pub picture_id_at: u8,
    /// Where TL0PICIDX stands; 0 if there is none.
    pub tl0_picture_at: u8,
    /// Bytes before the VP9 bitstream.
    pub descriptor_len: usize,
}

/// The layer of a VP9 packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vp9Layer {
    /// Temporal layer.
    pub temporal: u8,
    /// Whether later pictures of higher temporal layers need nothing from before (U).
    pub switching_up: bool,
    /// Spatial layer.
    pub spatial: u8,
    /// Whether the spatial layer below is needed (D).
    pub inter_layer: bool,
}

/// Which layers there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Structure {
    /// How many spatial layers, 1 to 8.
    pub layers: u8,
    /// Their sizes, if told; further ones are zero.
    pub sizes: Option<[Size; SPATIAL_MAX]>,
}

impl Structure {
    /// The size of a spatial layer, if it was told.
    #[must_use]
    pub fn size(&self, spatial: u8) -> Option<Size> {
        let size = *self.sizes?.get(usize::from(spatial))?;
        (spatial < self.layers).then_some(size)
    }
}

/// Takes bytes from the front.
struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    /// Where it is; only asked for near the front.
    fn place(&self) -> u8 {
        u8::try_from(self.at).unwrap_or(0)
    }

    fn next(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn next_wide(&mut self) -> Option<u16> {
        Some(u16::from_be_bytes([self.next()?, self.next()?]))
    }
}

impl Vp9 {
    /// Reads the descriptor; `None` when it is cut off or leaves no bitstream.
    #[must_use]
    pub fn parse(payload: &[u8]) -> Option<Self> {
        let mut cursor = Cursor {
            bytes: payload,
            at: 0,
        };
        let first = cursor.next()?;
        let mut vp9 = Self {
            picture_id: None,
            picture_id_is_long: false,
            tl0_picture: None,
            layer: None,
            predicted: first & 0x40 != 0,
            flexible: first & 0x10 != 0,
            begins: first & 0x08 != 0,
            ends: first & 0x04 != 0,
            not_for_higher: first & 0x01 != 0,
            structure: None,
            picture_id_at: 0,
            tl0_picture_at: 0,
            descriptor_len: 0,
        };
        if first & 0x80 != 0 {
            vp9.picture_id_at = cursor.place();
            let high = cursor.next()?;
            vp9.picture_id_is_long = high & 0x80 != 0;
            vp9.picture_id = Some(if vp9.picture_id_is_long {
                u16::from(high & 0x7f) << 8 | u16::from(cursor.next()?)
            } else {
                u16::from(high)
            });
        }
        if first & 0x20 != 0 {
            vp9.parse_layer(&mut cursor)?;
        }
        if vp9.flexible && vp9.predicted {
            for _ in 0..REFERENCES_MAX {
                if cursor.next()? & 0x01 == 0 {
                    break;
                }
            }
        }
        if first & 0x02 != 0 {
            vp9.structure = Some(parse_structure(&mut cursor)?);
        }
        vp9.descriptor_len = cursor.at;
        (cursor.at < payload.len()).then_some(vp9)
    }

    fn parse_layer(&mut self, cursor: &mut Cursor<'_>) -> Option<()> {
        let byte = cursor.next()?;
        self.layer = Some(Vp9Layer {
            temporal: byte >> 5,
            switching_up: byte & 0x10 != 0,
            spatial: byte >> 1 & 0x07,
            inter_layer: byte & 0x01 != 0,
        });
        if !self.flexible {
            self.tl0_picture_at = cursor.place();
            self.tl0_picture = Some(cursor.next()?);
        }
        Some(())
    }

    /// Temporal layer; 0 without layers.
    #[must_use]
    pub fn temporal(&self) -> u8 {
        self.layer.map_or(0, |layer| layer.temporal)
    }

    /// Spatial layer; 0 without layers.
    #[must_use]
    pub fn spatial(&self) -> u8 {
        self.layer.map_or(0, |layer| layer.spatial)
    }

    /// Whether this packet begins a picture that needs no other, in its lowest spatial layer.
    #[must_use]
    pub fn starts_keyframe(&self) -> bool {
        let alone = self.layer.is_none_or(|layer| !layer.inter_layer);
        self.begins && !self.predicted && alone && self.spatial() == 0
    }
}

fn parse_structure(cursor: &mut Cursor<'_>) -> Option<Structure> {
    let head = cursor.next()?;
    let layers = (head >> 5) + 1;
    let mut sizes = None;
    if head & 0x10 != 0 {
        let mut told = [Size::default(); SPATIAL_MAX];
        for size in told.iter_mut().take(usize::from(layers)) {
            *size = Size {
                width: u32::from(cursor.next_wide()?),
                height: u32::from(cursor.next_wide()?),
            };
        }
        sizes = Some(told);
    }
    if head & 0x08 != 0 {
        for _ in 0..cursor.next()? {
            let references = cursor.next()? >> 2 & 0x03;
            for _ in 0..references {
                cursor.next()?;
            }
        }
    }
    Some(Structure { layers, sizes })
}

#[cfg(test)]
mod tests;
