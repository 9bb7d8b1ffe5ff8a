//! Tests of the VP8 reader.

use super::Vp8;
use crate::source::Size;

/// The first packet of a 640×360 keyframe with picture id 300 and TL0PICIDX 7.
const KEYFRAME: [u8; 15] = [
    0x90, 0xe0, 0x81, 0x2c, 7, 0x00, 0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0x68,
];

#[test]
fn a_keyframe_tells_its_ids_and_its_size() {
    let mut payload = KEYFRAME.to_vec();
    payload.push(0x01);
    let vp8 = Vp8::parse(&payload).unwrap();
    assert_eq!((vp8.picture_id, vp8.picture_id_is_long), (Some(300), true));
    assert_eq!(vp8.tl0_picture, Some(7));
    assert!(vp8.starts_keyframe && vp8.starts_picture && vp8.reference);
    assert_eq!(
        vp8.size,
        Some(Size {
            width: 640,
            height: 360
        })
    );
    assert_eq!(vp8.descriptor_len, 6);
}

#[test]
fn a_picture_of_a_temporal_layer_tells_it() {
    // X; I, L, T; picture id of 7 bits; TL0PICIDX; TID 2, Y.
    let vp8 = Vp8::parse(&[0x90, 0xe0, 44, 7, 0b1010_0000, 0x01]).unwrap();
    assert_eq!((vp8.temporal, vp8.layer_sync), (2, true));
    assert_eq!((vp8.picture_id_at, vp8.tl0_picture_at), (2, 3));
    // X; K alone names no temporal layer.
    let vp8 = Vp8::parse(&[0x90, 0x10, 0xff, 0x01]).unwrap();
    assert_eq!((vp8.temporal, vp8.layer_sync), (0, false));
}

#[test]
fn a_picture_in_between_is_no_keyframe() {
    let vp8 = Vp8::parse(&[0x10, 0x31, 0x00]).unwrap();
    assert!(vp8.starts_picture && !vp8.starts_keyframe);
    assert_eq!(vp8.picture_id, None);
}

#[test]
fn a_later_packet_of_a_keyframe_does_not_start_it() {
    assert!(!Vp8::parse(&[0x00, 0x00]).unwrap().starts_keyframe);
}

#[test]
fn a_payload_cut_off_anywhere_is_read_without_panic() {
    for end in 0..KEYFRAME.len() {
        let vp8 = Vp8::parse(&KEYFRAME[..end]);
        assert_eq!(vp8.is_some(), 6 < end, "cut at {end}");
    }
}
