//! Tests of the VP9 reader, laid out by hand from the figures of RFC 9628, 4.2.

use super::{Structure, Vp9, Vp9Layer};
use crate::source::Size;

/// I, L, B, V; picture id 300 in 15 bits; TID 0, U, SID 0; TL0PICIDX 9; three layers with sizes and
/// a picture group of two.
fn keyframe() -> Vec<u8> {
    let mut payload = vec![0b1010_1010, 0x81, 0x2c, 0b0001_0000, 9];
    payload.push(0b0101_1000);
    for side in [320_u16, 180, 640, 360, 1_280, 720] {
        payload.extend(side.to_be_bytes());
    }
    payload.extend([2, 0b0001_0100, 2, 0b0010_1000, 1, 2]);
    payload.extend([0x82, 0x49]);
    payload
}

#[test]
fn a_keyframe_tells_its_ids_its_layer_and_all_sizes() {
    let payload = keyframe();
    let vp9 = Vp9::parse(&payload).unwrap();
    assert_eq!((vp9.picture_id, vp9.picture_id_is_long), (Some(300), true));
    assert_eq!(vp9.tl0_picture, Some(9));
    let layer = Vp9Layer {
        temporal: 0,
        switching_up: true,
        spatial: 0,
        inter_layer: false,
    };
    assert_eq!(vp9.layer, Some(layer));
    assert!(vp9.starts_keyframe() && !vp9.ends && !vp9.flexible);
    let structure = vp9.structure.unwrap();
    assert_eq!(structure.layers, 3);
    let size = |width, height| Some(Size { width, height });
    assert_eq!(structure.size(0), size(320, 180));
    assert_eq!(structure.size(2), size(1_280, 720));
    assert_eq!(structure.size(3), None);
    assert_eq!(vp9.descriptor_len, payload.len() - 2);
}

#[test]
fn an_upper_layer_of_a_keyframe_is_no_keyframe_of_its_own() {
    // I, L, B, E; short picture id; TID 0, SID 1, D.
    let vp9 = Vp9::parse(&[0b1010_1100, 44, 0b0000_0011, 9, 0x00]).unwrap();
    assert_eq!((vp9.picture_id, vp9.picture_id_is_long), (Some(44), false));
    assert_eq!((vp9.spatial(), vp9.temporal()), (1, 0));
    assert!(vp9.begins && vp9.ends && !vp9.predicted && !vp9.starts_keyframe());
}

#[test]
fn references_of_flexible_mode_are_passed_over() {
    // I, P, L, F, B; picture id; TID 2, U, SID 0; P_DIFF 1 with another, P_DIFF 2 without.
    let vp9 = Vp9::parse(&[0b1111_1000, 7, 0b0101_0000, 0b0000_0011, 0b0000_0100, 0xaa]).unwrap();
    assert_eq!((vp9.tl0_picture, vp9.descriptor_len), (None, 5));
    assert!(vp9.predicted && vp9.flexible);
    assert_eq!(vp9.temporal(), 2);
}

#[test]
fn a_picture_without_layers_and_ids_is_read() {
    let vp9 = Vp9::parse(&[0b0000_1001, 0x82]).unwrap();
    assert!(vp9.starts_keyframe() && vp9.not_for_higher);
    assert_eq!(
        (vp9.picture_id, vp9.layer, vp9.structure),
        (None, None, None)
    );
}

#[test]
fn a_structure_without_sizes_names_its_layers() {
    let vp9 = Vp9::parse(&[0b0000_1010, 0b0010_0000, 0x82]).unwrap();
    let expected = Structure {
        layers: 2,
        sizes: None,
    };
    assert_eq!(vp9.structure, Some(expected));
    assert_eq!(expected.size(0), None);
}

#[test]
fn a_payload_cut_off_anywhere_is_read_without_panic() {
    let payload = keyframe();
    for end in 0..payload.len() {
        let read = Vp9::parse(&payload[..end]);
        assert_eq!(read.is_some(), payload.len() - 2 < end, "cut at {end}");
    }
}
