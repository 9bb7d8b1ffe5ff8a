//! What a packet of a picture says about it, whatever the codec.
//!
//! Each codec has a reader of its own payload; [`Reader`] makes one [`Picture`] of what it finds, so
//! that whoever forwards packets knows layers and keyframes and no codec.

pub mod av1;
pub mod bits;
pub mod dependency;
pub mod h264;
pub mod red;
pub mod vp8;
pub mod vp9;

use std::sync::Arc;

pub use model::session::VideoCodec as Codec;

use crate::limits::LAYERS_MAX;
use crate::source::Size;
use av1::Av1;
use dependency::{Bits, Descriptor, Structure};
use h264::H264;
use vp8::Vp8;
use vp9::Vp9;

/// Who may begin to take higher temporal layers with a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Who has had all temporal layers up to this one.
    pub from: u8,
    /// May have those up to this one from here on.
    pub to: u8,
}

/// What a packet says about its picture. A picture is one spatial layer's part of an instant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// Which codec.
    pub codec: Codec,
    /// Picture id, 7 or 15 bits.
    pub picture_id: Option<u16>,
    /// Whether the picture id has 15 bits.
    pub picture_id_is_long: bool,
    /// TL0PICIDX.
    pub tl0_picture: Option<u8>,
    /// Number of the picture in the dependency descriptor.
    pub frame: Option<u16>,
    /// Whether this packet begins a picture.
    pub starts_picture: bool,
    /// Whether this packet ends a picture of its spatial layer; a codec without layers has the
    /// marker bit alone.
    pub ends_picture: bool,
    /// Whether this packet begins a picture that a receiver can begin with.
    pub starts_keyframe: bool,
    /// Whether a receiver of the spatial layer below can go on to this one with this picture.
    pub opens_layer: bool,
    /// Spatial layer within the stream.
    pub spatial: u8,
    /// Temporal layer.
    pub temporal: u8,
    /// Who may take more temporal layers from here on.
    pub opening: Option<Opening>,
    /// Sizes of the spatial layers within the stream, where this packet tells them.
    pub sizes: Option<[Option<Size>; LAYERS_MAX]>,
    /// How many spatial layers the stream has, where this packet tells.
    pub layers: Option<u8>,
    /// Where the ids stand in the payload.
    pub(crate) places: Places,
    pub(crate) descriptor: Option<Bits>,
    /// Decode targets up to each spatial layer, and how many there are in all.
    pub(crate) masks: [u32; LAYERS_MAX],
    pub(crate) targets: u8,
}

/// Where the ids stand in the payload; 0 if they do not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Places {
    picture_id: u8,
    tl0_picture: u8,
}

/// Begins everything: a keyframe.
const OPENS_ALL: Opening = Opening {
    from: 0,
    to: u8::MAX,
};

impl Picture {
    /// The size that a stream without spatial layers of its own tells.
    #[must_use]
    pub fn size(&self) -> Option<Size> {
        self.sizes?[0]
    }

    /// Puts a subscriber's ids into a copy of the payload. Its length stays.
    pub fn patch(&self, payload: &mut [u8], picture_id: Option<u16>, tl0_picture: Option<u8>) {
        let at = usize::from(self.places.picture_id);
        if let Some(id) = picture_id.filter(|_| 0 < at) {
            let [high, low] = id.to_be_bytes();
            if self.picture_id_is_long {
                if let Some(bytes) = payload.get_mut(at..at + 2) {
                    bytes.copy_from_slice(&[0x80 | high, low]);
                }
            } else if let Some(byte) = payload.get_mut(at) {
                *byte = low & 0x7f;
            }
        }
        let at = usize::from(self.places.tl0_picture);
        if let Some(index) = tl0_picture.filter(|_| 0 < at)
            && let Some(byte) = payload.get_mut(at)
        {
            *byte = index;
        }
    }

    /// Writes a subscriber's dependency descriptor for the one that came: another number, and no
    /// decode targets above the spatial layer `highest`. Returns its length; `None` when there is
    /// none or it does not fit.
    pub fn write_descriptor(
        &self,
        came: &[u8],
        frame: u16,
        highest: u8,
        into: &mut [u8],
    ) -> Option<usize> {
        let mask = self.masks.get(usize::from(highest)).copied();
        let all = u32::MAX >> (32 - u32::from(self.targets.clamp(1, 32)));
        let active = mask
            .filter(|mask| *mask != all)
            .map(|mask| (mask, usize::from(self.targets)));
        self.descriptor?.rewrite(came, frame, active, into)
    }
}

/// Reads the packets of one published stream, in the order of their arrival.
#[derive(Clone, Debug)]
pub struct Reader {
    codec: Codec,
    /// The newest structure that the stream has told.
    structure: Option<Arc<Structure>>,
}

impl Reader {
    /// For a stream of this codec, of which nothing is known yet.
    #[must_use]
    pub const fn new(codec: Codec) -> Self {
        Self {
            codec,
            structure: None,
        }
    }

    /// The codec it reads.
    #[must_use]
    pub const fn codec(&self) -> Codec {
        self.codec
    }

    /// Reads a packet: its payload and its dependency descriptor, if one came. `None` when it cannot
    /// be read: such a packet is of no use to anybody.
    pub fn read(&mut self, payload: &[u8], descriptor: Option<&[u8]>) -> Option<Picture> {
        match self.codec {
            Codec::Vp8 => Vp8::parse(payload).map(|vp8| Picture::from(&vp8)),
            Codec::H264 => H264::parse(payload).map(|h264| Picture::from(&h264)),
            Codec::Vp9 => Vp9::parse(payload).map(|vp9| Picture::from(&vp9)),
            Codec::Av1 => self.read_av1(payload, descriptor),
        }
    }

    fn read_av1(&mut self, payload: &[u8], descriptor: Option<&[u8]>) -> Option<Picture> {
        let av1 = Av1::parse(payload)?;
        let Some(bytes) = descriptor else {
            return Some(Picture::from(&av1));
        };
        let descriptor = Descriptor::parse(bytes, self.structure.as_ref())?;
        if let Some(structure) = &descriptor.structure {
            self.structure = Some(structure.clone());
        }
        let structure = self.structure.as_ref()?;
        Some(Picture::described(&descriptor, structure, &av1))
    }
}

impl From<&Vp8> for Picture {
    fn from(vp8: &Vp8) -> Self {
        let sync = vp8.layer_sync.then_some(Opening {
            from: 0,
            to: vp8.temporal,
        });
        Self {
            codec: Codec::Vp8,
            picture_id: vp8.picture_id,
            picture_id_is_long: vp8.picture_id_is_long,
            tl0_picture: vp8.tl0_picture,
            starts_picture: vp8.starts_picture,
            starts_keyframe: vp8.starts_keyframe,
            temporal: vp8.temporal,
            opening: if vp8.starts_keyframe {
                Some(OPENS_ALL)
            } else {
                sync.filter(|_| vp8.starts_picture)
            },
            sizes: vp8.size.map(one_size),
            places: Places {
                picture_id: vp8.picture_id_at,
                tl0_picture: vp8.tl0_picture_at,
            },
            ..Self::default()
        }
    }
}

impl From<&H264> for Picture {
    /// A picture that no other needs is taken for a temporal layer: it can be left out.
    fn from(h264: &H264) -> Self {
        let temporal = u8::from(!h264.reference);
        let unneeded = Opening { from: 0, to: 1 };
        Self {
            codec: Codec::H264,
            starts_picture: h264.starts_picture,
            starts_keyframe: h264.starts_keyframe,
            temporal,
            opening: if h264.starts_keyframe {
                Some(OPENS_ALL)
            } else {
                Some(unneeded).filter(|_| h264.starts_picture)
            },
            sizes: h264.size.map(one_size),
            ..Self::default()
        }
    }
}

impl From<&Vp9> for Picture {
    fn from(vp9: &Vp9) -> Self {
        let keyframe = vp9.starts_keyframe();
        let up = vp9.layer.filter(|layer| layer.switching_up && vp9.begins);
        let sizes = vp9.structure.filter(|structure| structure.sizes.is_some());
        Self {
            codec: Codec::Vp9,
            picture_id: vp9.picture_id,
            picture_id_is_long: vp9.picture_id_is_long,
            tl0_picture: vp9.tl0_picture,
            starts_picture: vp9.begins,
            ends_picture: vp9.ends,
            starts_keyframe: keyframe,
            opens_layer: vp9.begins && !vp9.predicted,
            spatial: vp9.spatial(),
            temporal: vp9.temporal(),
            opening: if keyframe {
                Some(OPENS_ALL)
            } else {
                up.map(|layer| Opening {
                    from: layer.temporal,
                    to: u8::MAX,
                })
            },
            sizes: sizes.map(|structure| layer_sizes(|layer| structure.size(layer))),
            layers: vp9.structure.map(|structure| structure.layers),
            places: Places {
                picture_id: vp9.picture_id_at,
                tl0_picture: vp9.tl0_picture_at,
            },
            ..Self::default()
        }
    }
}

impl From<&Av1> for Picture {
    /// Without a descriptor nothing is known but where a sequence begins.
    fn from(av1: &Av1) -> Self {
        Self {
            codec: Codec::Av1,
            starts_picture: !av1.continues,
            starts_keyframe: av1.starts_sequence,
            opening: av1.starts_sequence.then_some(OPENS_ALL),
            sizes: av1.size.map(one_size),
            ..Self::default()
        }
    }
}

impl Picture {
    fn described(descriptor: &Descriptor, structure: &Structure, av1: &Av1) -> Self {
        let keyframe = descriptor.starts
            && descriptor.structure.is_some()
            && descriptor.references.is_empty()
            && descriptor.spatial == 0;
        let (spatial, temporal) = (descriptor.spatial, descriptor.temporal);
        let switches = |spatial, temporal| {
            let target = structure.target(spatial, temporal);
            target.is_some_and(|target| descriptor.switches(target))
        };
        let opens = descriptor.starts && 0 < temporal && switches(spatial, temporal);
        let opening = Opening {
            from: temporal.saturating_sub(1),
            to: temporal,
        };
        let told = descriptor.structure.is_some();
        let known = |layer: u8| structure.sizes.get(usize::from(layer)).copied();
        let sizes = if structure.sizes.is_empty() {
            av1.size.map(one_size)
        } else {
            told.then(|| layer_sizes(known))
        };
        let layers = structure.spatial_layers();
        let mut masks = [0; LAYERS_MAX];
        for (layer, mask) in (0..).zip(&mut masks) {
            *mask = structure.mask(layer, u8::MAX);
        }
        Self {
            codec: Codec::Av1,
            frame: Some(descriptor.frame),
            starts_picture: descriptor.starts,
            ends_picture: descriptor.ends,
            starts_keyframe: keyframe,
            opens_layer: descriptor.starts && temporal == 0 && switches(spatial, 0),
            spatial,
            temporal,
            opening: if keyframe {
                Some(OPENS_ALL)
            } else {
                opens.then_some(opening)
            },
            sizes,
            layers: told.then_some(layers),
            descriptor: Some(descriptor.bits()),
            masks,
            targets: u8::try_from(structure.targets.len()).unwrap_or(u8::MAX),
            ..Self::default()
        }
    }
}

fn one_size(size: Size) -> [Option<Size>; LAYERS_MAX] {
    let mut sizes = [None; LAYERS_MAX];
    sizes[0] = Some(size);
    sizes
}

fn layer_sizes(size: impl Fn(u8) -> Option<Size>) -> [Option<Size>; LAYERS_MAX] {
    let mut sizes = [None; LAYERS_MAX];
    for (layer, slot) in (0..).zip(&mut sizes) {
        *slot = size(layer);
    }
    sizes
}

#[cfg(test)]
mod tests;
