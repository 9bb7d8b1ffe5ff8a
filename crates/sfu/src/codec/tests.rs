//! Tests of what readers make of packets.

use super::{Codec, OPENS_ALL, Opening, Picture, Reader};
use crate::source::Size;

fn read(codec: Codec, payload: &[u8]) -> Picture {
    Reader::new(codec).read(payload, None).unwrap()
}

fn check_ids(codec: Codec, payload: &[u8], picture_id: u16, tl0_picture: u8) {
    let mut copy = payload.to_vec();
    let before = read(codec, payload);
    before.patch(&mut copy, Some(picture_id), Some(tl0_picture));
    let after = read(codec, &copy);
    let expected = Picture {
        picture_id: before.picture_id.map(|_| picture_id),
        tl0_picture: before.tl0_picture.map(|_| tl0_picture),
        ..before
    };
    assert_eq!(after, expected);
    assert_eq!(copy.len(), payload.len());
}

#[test]
fn ids_are_put_where_they_were_read() {
    let vp8 = [0x90, 0xe0, 0x81, 0x2c, 7, 0x20, 0x11, 0x02];
    check_ids(Codec::Vp8, &vp8, 0x7abc, 250);
    let short = [0x90, 0xe0, 0x11, 7, 0x20, 0x11, 0x02];
    check_ids(Codec::Vp8, &short, 0x55, 250);
    check_ids(Codec::Vp8, &[0x10, 0x11, 0x02], 0x55, 250);
    let vp9 = [0b1010_1000, 0x81, 0x2c, 0b0011_0010, 9, 0x82];
    check_ids(Codec::Vp9, &vp9, 0x7abc, 250);
    let flexible = [0b1011_1000, 44, 0b0011_0010, 0x82];
    check_ids(Codec::Vp9, &flexible, 0x55, 250);
    check_ids(Codec::H264, &[0x41, 0x9a, 0x00], 0x55, 250);
}

#[test]
fn a_keyframe_of_any_codec_opens_all_temporal_layers() {
    let vp8 = [
        0x10, 0x00, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0x68, 0x01,
    ];
    let av1 = [
        0x18, 0x0a, 0x0d, 0x20, 0x00, 0x00, 0x04, 0x3c, 0xfe, 0xcc, 0xda, 0xf9, 0x20, 0x21, 0xa0,
        0x04,
    ];
    for (codec, payload) in [
        (Codec::Vp8, &vp8[..]),
        (Codec::H264, &[0x65, 0xb8, 0x00]),
        (Codec::Vp9, &[0b0000_1100, 0x82]),
        (Codec::Av1, &av1),
    ] {
        let picture = read(codec, payload);
        assert_eq!(picture.codec, codec);
        assert!(
            picture.starts_keyframe && picture.starts_picture,
            "{codec:?}"
        );
        assert_eq!(picture.opening, Some(OPENS_ALL), "{codec:?}");
    }
    let size = Size {
        width: 640,
        height: 360,
    };
    assert_eq!(read(Codec::Vp8, &vp8).size(), Some(size));
}

#[test]
fn temporal_layers_open_where_their_codec_says() {
    let synced = read(Codec::Vp8, &[0x90, 0xe0, 44, 7, 0b1010_0000, 0x01]);
    assert_eq!(synced.opening, Some(Opening { from: 0, to: 2 }));
    let later = read(Codec::Vp8, &[0x90, 0xe0, 44, 7, 0b1000_0000, 0x01]);
    assert_eq!((later.temporal, later.opening), (2, None));
    let up = read(Codec::Vp9, &[0b1110_1000, 44, 0b0011_0000, 9, 0x82]);
    let all_above = Opening {
        from: 1,
        to: u8::MAX,
    };
    assert_eq!((up.temporal, up.opening), (1, Some(all_above)));
    let unneeded = read(Codec::H264, &[0x01, 0x9a, 0x00]);
    assert_eq!(unneeded.temporal, 1);
    assert_eq!(unneeded.opening, Some(Opening { from: 0, to: 1 }));
}

#[test]
fn an_upper_layer_that_needs_no_earlier_picture_opens_itself() {
    let first = read(Codec::Vp9, &[0b1010_1000, 44, 0b0000_0011, 9, 0x82]);
    assert!(first.opens_layer && !first.starts_keyframe && first.spatial == 1);
    let later = read(Codec::Vp9, &[0b1110_1000, 44, 0b0000_0011, 9, 0x82]);
    assert!(!later.opens_layer);
}

#[test]
fn av1_without_a_descriptor_is_one_layer() {
    let picture = read(Codec::Av1, &[0x10, 0x32, 0x00]);
    assert!(picture.starts_picture && !picture.starts_keyframe);
    assert_eq!((picture.frame, picture.layers), (None, None));
}
