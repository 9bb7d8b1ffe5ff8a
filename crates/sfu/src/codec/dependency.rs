//! The dependency descriptor (AV1 RTP specification, appendix A): which layer a packet belongs to
//! and who needs it, told beside the payload so that it can be encrypted or of any codec.

use std::sync::Arc;

use super::bits::{BitReader, BitWriter};
use crate::source::Size;

/// Decode targets that a structure may have; the descriptor has room for no more.
pub const TARGETS_MAX: usize = 32;

/// Templates that a structure may have: their ids have six bits.
const TEMPLATES_MAX: usize = 64;

/// References of one picture that are read; more are not well formed for any known encoder.
const REFERENCES_MAX: usize = 16;

/// Spatial and temporal layers that can be told apart.
const LAYERS_MAX: u8 = 8;

/// How a decode target needs a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Indication {
    /// Not at all.
    #[default]
    NotPresent,
    /// Shows it; no other of its pictures needs it.
    Discardable,
    /// Can begin with it.
    Switch,
    /// Needs it for others.
    Required,
}

impl Indication {
    const fn from_bits(bits: u8) -> Self {
        match bits & 3 {
            0 => Self::NotPresent,
            1 => Self::Discardable,
            2 => Self::Switch,
            _ => Self::Required,
        }
    }
}

/// A picture's place in the structure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// Spatial layer.
    pub spatial: u8,
    /// Temporal layer.
    pub temporal: u8,
    /// How each decode target needs it.
    pub indications: Vec<Indication>,
    /// How many pictures back those lie that it needs.
    pub references: Vec<u16>,
    /// How many pictures back each chain's last one lies.
    pub chains: Vec<u8>,
}

/// A decode target: what a receiver may choose to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// Its highest spatial layer.
    pub spatial: u8,
    /// Its highest temporal layer.
    pub temporal: u8,
    /// The chain that protects it, if there are chains.
    pub chain: Option<u8>,
}

/// What an encoder makes, told with a keyframe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// The id of the first template.
    pub offset: u8,
    /// By id, from the first.
    pub templates: Vec<Template>,
    /// By number.
    pub targets: Vec<Target>,
    /// How many chains there are.
    pub chains: u8,
    /// Sizes of the spatial layers, if told.
    pub sizes: Vec<Size>,
}

impl Structure {
    /// Spatial layers.
    #[must_use]
    pub fn spatial_layers(&self) -> u8 {
        let spatial = self.targets.iter().map(|target| target.spatial);
        spatial.max().map_or(1, |highest| highest + 1)
    }

    /// The decode target that shows these layers and no higher ones.
    #[must_use]
    pub fn target(&self, spatial: u8, temporal: u8) -> Option<usize> {
        self.targets
            .iter()
            .position(|target| (target.spatial, target.temporal) == (spatial, temporal))
    }

    /// The decode targets up to these layers, as a mask.
    #[must_use]
    pub fn mask(&self, spatial: u8, temporal: u8) -> u32 {
        let mut mask = 0;
        for (at, target) in self.targets.iter().enumerate().take(TARGETS_MAX) {
            if target.spatial <= spatial && target.temporal <= temporal {
                mask |= 1 << at;
            }
        }
        mask
    }

    fn template(&self, id: u8) -> Option<&Template> {
        let index = (id + 64).wrapping_sub(self.offset) % 64;
        self.templates.get(usize::from(index))
    }
}

/// What a packet's descriptor says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Descriptor {
    /// Whether the packet is the first of its picture (of one spatial layer).
    pub starts: bool,
    /// Whether the packet is the last of its picture (of one spatial layer).
    pub ends: bool,
    /// Number of the picture, over all layers.
    pub frame: u16,
    /// Spatial layer.
    pub spatial: u8,
    /// Temporal layer.
    pub temporal: u8,
    /// How each decode target needs the picture.
    pub indications: Vec<Indication>,
    /// How many pictures back those lie that it needs.
    pub references: Vec<u16>,
    /// How many pictures back each chain's last one lies.
    pub chains: Vec<u8>,
    /// The structure that came with this packet.
    pub structure: Option<Arc<Structure>>,
    /// The decode targets that are sent from here on, as a mask, if told.
    pub active: Option<u32>,
    bits: Bits,
}

/// Where the parts lie that are copied when a descriptor is written anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    /// Flags of the longer form.
    flags: u8,
    /// Where the structure ends and the mask begins.
    mask_at: u16,
    /// Where what follows the mask begins.
    rest_at: u16,
    end: u16,
}

const HAS_STRUCTURE: u8 = 0x10;
const HAS_MASK: u8 = 0x08;
const HAS_INDICATIONS: u8 = 0x04;
const HAS_REFERENCES: u8 = 0x02;
const HAS_CHAINS: u8 = 0x01;

/// Bits of the fields that every descriptor has.
const HEAD_BITS: usize = 24;

/// Bits of the flags of the longer form.
const FLAG_BITS: usize = 5;

impl Descriptor {
    /// Reads a descriptor. `known` is the newest structure of the same stream. `None` when it is not
    /// well formed, or no structure is known yet.
    #[must_use]
    pub fn parse(bytes: &[u8], known: Option<&Arc<Structure>>) -> Option<Self> {
        let mut reader = BitReader::new(bytes);
        let (starts, ends) = (reader.flag()?, reader.flag()?);
        let id = reader.byte(6)?;
        let frame = u16::try_from(reader.bits(16)?).ok()?;
        let mut bits = Bits::default();
        let mut structure = None;
        let mut active = None;
        if HEAD_BITS < bytes.len() * 8 {
            bits.flags = reader.byte(5)?;
            if bits.flags & HAS_STRUCTURE != 0 {
                structure = Some(Arc::new(parse_structure(&mut reader)?));
            }
            bits.mask_at = u16::try_from(reader.at()).ok()?;
            if bits.flags & HAS_MASK != 0 {
                let count = structure.as_ref().or(known)?.targets.len();
                active = Some(reader.bits(u32::try_from(count).ok()?)?);
            }
            bits.rest_at = u16::try_from(reader.at()).ok()?;
        }
        let current = structure.as_ref().or(known)?;
        let mut template = current.template(id)?.clone();
        if bits.flags & HAS_INDICATIONS != 0 {
            template.indications = indications(&mut reader, current.targets.len())?;
        }
        if bits.flags & HAS_REFERENCES != 0 {
            template.references = long_references(&mut reader)?;
        }
        if bits.flags & HAS_CHAINS != 0 {
            let chains = (0..current.chains).map(|_| reader.byte(8));
            template.chains = chains.collect::<Option<_>>()?;
        }
        bits.end = u16::try_from(reader.at()).ok()?;
        Some(Self {
            starts,
            ends,
            frame,
            spatial: template.spatial,
            temporal: template.temporal,
            indications: template.indications,
            references: template.references,
            chains: template.chains,
            structure,
            active,
            bits,
        })
    }

    /// Whether a decode target can begin with this picture.
    #[must_use]
    pub fn switches(&self, target: usize) -> bool {
        self.indications.get(target) == Some(&Indication::Switch)
    }

    /// What is needed to write it anew.
    #[must_use]
    pub const fn bits(&self) -> Bits {
        self.bits
    }
}

impl Bits {
    /// Writes the descriptor that was read from `bytes` with another number of its picture, and
    /// with the decode targets that are sent on: a mask, and of how many. Returns its length; `None`
    /// when it does not fit `into`.
    pub fn rewrite(
        &self,
        bytes: &[u8],
        frame: u16,
        active: Option<(u32, usize)>,
        into: &mut [u8],
    ) -> Option<usize> {
        let [mask_at, rest_at, end] = [self.mask_at, self.rest_at, self.end].map(usize::from);
        let mut writer = BitWriter::new(into);
        writer.copy(bytes, 0, 8)?;
        writer.bits(u32::from(frame), 16)?;
        let long = HEAD_BITS < bytes.len() * 8;
        let flags = self.flags | active.map_or(0, |_| HAS_MASK);
        if long || flags != 0 {
            writer.bits(u32::from(flags), 5)?;
        }
        if long {
            writer.copy(bytes, HEAD_BITS + FLAG_BITS, mask_at)?;
        }
        match active {
            Some((mask, targets)) => writer.bits(mask, u32::try_from(targets).ok()?)?,
            None => writer.copy(bytes, mask_at, rest_at)?,
        }
        if long {
            writer.copy(bytes, rest_at, end)?;
        }
        writer.finish()
    }
}

fn indications(reader: &mut BitReader<'_>, targets: usize) -> Option<Vec<Indication>> {
    (0..targets)
        .map(|_| Some(Indication::from_bits(reader.byte(2)?)))
        .collect()
}

/// References of one picture: a size in four bits each, then the number.
fn long_references(reader: &mut BitReader<'_>) -> Option<Vec<u16>> {
    let mut references = Vec::new();
    loop {
        let size = reader.bits(2)?;
        if size == 0 {
            return Some(references);
        }
        if REFERENCES_MAX <= references.len() {
            return None;
        }
        references.push(u16::try_from(reader.bits(4 * size)? + 1).ok()?);
    }
}

fn parse_structure(reader: &mut BitReader<'_>) -> Option<Structure> {
    let offset = reader.byte(6)?;
    let targets = usize::from(reader.byte(5)?) + 1;
    let mut templates = template_layers(reader)?;
    for template in &mut templates {
        template.indications = indications(reader, targets)?;
    }
    for template in &mut templates {
        while reader.flag()? {
            if REFERENCES_MAX <= template.references.len() {
                return None;
            }
            template.references.push(u16::from(reader.byte(4)?) + 1);
        }
    }
    let (chains, protected) = template_chains(reader, targets, &mut templates)?;
    let targets = target_layers(&templates, targets, &protected);
    let mut sizes = Vec::new();
    if reader.flag()? {
        let highest = templates.iter().map(|template| template.spatial).max()?;
        for _ in 0..=highest {
            sizes.push(Size {
                width: reader.bits(16)? + 1,
                height: reader.bits(16)? + 1,
            });
        }
    }
    Some(Structure {
        offset,
        templates,
        targets,
        chains,
        sizes,
    })
}

fn template_layers(reader: &mut BitReader<'_>) -> Option<Vec<Template>> {
    let mut templates = Vec::new();
    let (mut spatial, mut temporal) = (0, 0);
    loop {
        if TEMPLATES_MAX <= templates.len() || LAYERS_MAX <= spatial.max(temporal) {
            return None;
        }
        templates.push(Template {
            spatial,
            temporal,
            ..Template::default()
        });
        match reader.bits(2)? {
            0 => {}
            1 => temporal += 1,
            2 => (spatial, temporal) = (spatial + 1, 0),
            _ => return Some(templates),
        }
    }
}

/// How many chains there are, and which protects each decode target.
fn template_chains(
    reader: &mut BitReader<'_>,
    targets: usize,
    templates: &mut [Template],
) -> Option<(u8, Vec<u8>)> {
    let chains = reader.below(u32::try_from(targets).ok()? + 1)?;
    let mut protected = Vec::new();
    if 0 < chains {
        for _ in 0..targets {
            protected.push(u8::try_from(reader.below(chains)?).ok()?);
        }
        for template in templates {
            let back = (0..chains).map(|_| reader.byte(4));
            template.chains = back.collect::<Option<_>>()?;
        }
    }
    Some((u8::try_from(chains).ok()?, protected))
}

/// A target's layers are the highest of the pictures it has.
fn target_layers(templates: &[Template], targets: usize, protected: &[u8]) -> Vec<Target> {
    (0..targets)
        .map(|at| {
            let present = templates
                .iter()
                .filter(|template| template.indications.get(at) != Some(&Indication::NotPresent));
            let layers = present.map(|template| (template.spatial, template.temporal));
            let (spatial, temporal) = layers.fold((0, 0), |(spatial, temporal), layer| {
                (layer.0.max(spatial), layer.1.max(temporal))
            });
            Target {
                spatial,
                temporal,
                chain: protected.get(at).copied(),
            }
        })
        .collect()
}

#[cfg(test)]
pub(crate) mod tests;
