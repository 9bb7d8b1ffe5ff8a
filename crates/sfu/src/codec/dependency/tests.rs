//! Tests of the dependency descriptor: structures are written here as the specification lays them
//! out (appendix A.8), and read back.

use std::sync::Arc;

use proptest::prelude::*;

use super::{Descriptor, Indication, Structure, Target};
use crate::codec::bits::BitWriter;
use crate::source::Size;

/// L2T2 with keyframe dependency only: four decode targets, two chains, six templates.
///
/// Per template: what comes before the next (`next_layer_idc`), indications, references, chains.
const TEMPLATES: [(u32, &str, &[u32], [u32; 2]); 6] = [
    (0, "SSSS", &[], [0, 0]),
    (1, "SSRR", &[4], [4, 3]),
    (2, "-D-R", &[2], [2, 1]),
    (0, "--SS", &[1], [1, 1]),
    (1, "--SS", &[4], [1, 4]),
    (3, "---D", &[2], [3, 2]),
];

/// Which chain protects each decode target.
const PROTECTED: [u32; 4] = [0, 0, 1, 1];

fn structure_bits(writer: &mut BitWriter<'_>) {
    let mut put = |number, count| writer.bits(number, count).unwrap();
    put(60, 6);
    put(4 - 1, 5);
    for (next, ..) in TEMPLATES {
        put(next, 2);
    }
    for (_, indications, ..) in TEMPLATES {
        for indication in indications.bytes() {
            let number = b"-DSR".iter().position(|known| *known == indication);
            put(u32::try_from(number.unwrap()).unwrap(), 2);
        }
    }
    for (_, _, references, _) in TEMPLATES {
        for reference in references {
            put(1, 1);
            put(reference - 1, 4);
        }
        put(0, 1);
    }
    // ns(5) of 2 takes two bits, ns(2) one.
    put(2, 2);
    for chain in PROTECTED {
        put(chain, 1);
    }
    for (.., chains) in TEMPLATES {
        for back in chains {
            put(back, 4);
        }
    }
    put(1, 1);
    for side in [320, 180, 640, 360] {
        put(side - 1, 16);
    }
}

/// The first packet of a keyframe, with the structure: two spatial and two temporal layers.
pub(crate) fn keyframe(frame: u32) -> Vec<u8> {
    let mut bytes = [0; 200];
    let mut writer = BitWriter::new(&mut bytes);
    writer.bits(0b10, 2).unwrap();
    writer.bits(60, 6).unwrap();
    writer.bits(frame, 16).unwrap();
    writer.bits(0b1_0000, 5).unwrap();
    structure_bits(&mut writer);
    let length = writer.finish().unwrap();
    bytes[..length].to_vec()
}

fn structure() -> Arc<Structure> {
    let read = Descriptor::parse(&keyframe(1), None).unwrap();
    read.structure.unwrap()
}

#[test]
fn a_keyframe_tells_the_whole_structure() {
    let read = Descriptor::parse(&keyframe(77), None).unwrap();
    assert!(read.starts && !read.ends);
    assert_eq!((read.frame, read.spatial, read.temporal), (77, 0, 0));
    assert!(read.references.is_empty() && read.switches(3));
    let structure = read.structure.unwrap();
    let layers: Vec<_> = structure
        .templates
        .iter()
        .map(|template| (template.spatial, template.temporal))
        .collect();
    assert_eq!(layers, [(0, 0), (0, 0), (0, 1), (1, 0), (1, 0), (1, 1)]);
    let target = |spatial, temporal, chain| Target {
        spatial,
        temporal,
        chain: Some(chain),
    };
    let targets = [
        target(0, 0, 0),
        target(0, 1, 0),
        target(1, 0, 1),
        target(1, 1, 1),
    ];
    assert_eq!(structure.targets, targets);
    let size = |width, height| Size { width, height };
    assert_eq!(structure.sizes, [size(320, 180), size(640, 360)]);
    assert_eq!(structure.templates[4].references, [4]);
    assert_eq!(structure.templates[5].chains, [3, 2]);
    let indications = [Indication::NotPresent; 3];
    assert_eq!(structure.templates[5].indications[..3], indications);
    assert_eq!((structure.mask(0, 7), structure.mask(1, 0)), (0b11, 0b101));
    assert_eq!(
        (structure.spatial_layers(), structure.target(1, 1)),
        (2, Some(3))
    );
}

#[test]
fn a_short_descriptor_takes_all_from_its_template() {
    let known = structure();
    // Ends, template 60 + 5 = 1 (mod 64).
    let read = Descriptor::parse(&[0x40 | 1, 0x12, 0x34], Some(&known)).unwrap();
    assert!(!read.starts && read.ends && read.structure.is_none());
    assert_eq!((read.frame, read.spatial, read.temporal), (0x1234, 1, 1));
    assert_eq!(
        (&read.references[..], &read.chains[..]),
        (&[2][..], &[3, 2][..])
    );
}

#[test]
fn what_differs_from_the_template_is_told() {
    let known = structure();
    let mut bytes = [0; 20];
    let mut writer = BitWriter::new(&mut bytes);
    writer.bits(0b1011_1101, 8).unwrap();
    writer.bits(9, 16).unwrap();
    writer.bits(0b0_1111, 5).unwrap();
    writer.bits(0b0011, 4).unwrap();
    writer.bits(0b01_10_11_00, 8).unwrap();
    // References: 3 in four bits, 200 in eight, none more.
    writer.bits(0b01_0010, 6).unwrap();
    writer.bits(0b10_1100_0111, 10).unwrap();
    writer.bits(0, 2).unwrap();
    writer.bits(250, 8).unwrap();
    writer.bits(7, 8).unwrap();
    let length = writer.finish().unwrap();
    let read = Descriptor::parse(&bytes[..length], Some(&known)).unwrap();
    assert_eq!(read.active, Some(0b0011));
    let told = [
        Indication::Discardable,
        Indication::Switch,
        Indication::Required,
        Indication::NotPresent,
    ];
    assert_eq!(read.indications, told);
    assert_eq!(read.references, [3, 200]);
    assert_eq!(read.chains, [250, 7]);
}

#[test]
fn nothing_is_read_without_a_structure_or_beyond_it() {
    assert_eq!(Descriptor::parse(&[0xc0, 0, 1], None), None);
    // Template 60 + 6.
    assert_eq!(Descriptor::parse(&[0xc2, 0, 1], Some(&structure())), None);
}

#[test]
fn a_descriptor_cut_off_anywhere_is_read_without_panic() {
    let bytes = keyframe(1);
    for end in 0..bytes.len() {
        assert_eq!(Descriptor::parse(&bytes[..end], None), None, "cut at {end}");
    }
}

/// Rewrites and reads again.
fn check_rewrite(bytes: &[u8], frame: u16, active: Option<u32>) {
    let known = structure();
    let before = Descriptor::parse(bytes, Some(&known)).unwrap();
    let mut room = [0xee; 255];
    let mask = active.map(|mask| (mask, 4));
    let length = before
        .bits()
        .rewrite(bytes, frame, mask, &mut room)
        .unwrap();
    let after = Descriptor::parse(&room[..length], Some(&known)).unwrap();
    assert_eq!(after.frame, frame);
    assert_eq!(after.active, active.or(before.active));
    assert_eq!((after.starts, after.ends), (before.starts, before.ends));
    assert_eq!(
        (after.spatial, after.temporal),
        (before.spatial, before.temporal)
    );
    assert_eq!(after.structure, before.structure);
    assert_eq!(after.indications, before.indications);
    assert_eq!(after.references, before.references);
    assert_eq!(after.chains, before.chains);
    let short = before
        .bits()
        .rewrite(bytes, frame, mask, &mut room[..length - 1]);
    assert_eq!(short, None);
}

#[test]
fn a_rewritten_descriptor_says_the_same_of_another_picture() {
    for bytes in [
        &keyframe(3)[..],
        &[0xbd, 0, 7],
        &[0xbd, 0, 7, 0b0_1000 << 3 | 1, 0x80],
    ] {
        for active in [None, Some(0b0011), Some(0b1111)] {
            check_rewrite(bytes, 0xfedc, active);
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_panic_and_rewritten_in_meaning(
        bytes in proptest::collection::vec(any::<u8>(), 0..60),
        frame: u16,
    ) {
        if Descriptor::parse(&bytes, Some(&structure()))
            .is_some_and(|read| read.structure.is_none())
        {
            check_rewrite(&bytes, frame, None);
            check_rewrite(&bytes, frame, Some(0b0101));
        }
    }
}
