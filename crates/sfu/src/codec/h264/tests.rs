//! Tests of the H.264 reader. The parameters are what x264 writes.

use super::H264;
use crate::source::Size;

/// 640×360, constrained baseline 3.0: 368 lines less the cropped.
const BASELINE: &[u8] = &[
    0x67, 0x42, 0xc0, 0x1e, 0xd9, 0x00, 0xa0, 0x2f, 0xf9, 0x70, 0x11, 0x00, 0x00, 0x03, 0x00, 0x01,
    0x00, 0x00, 0x03, 0x00, 0x3c, 0x0f, 0x16, 0x2e, 0x48,
];

/// 1280×720, high 4:4:4 predictive 3.1.
const HIGH: &[u8] = &[
    0x67, 0xf4, 0x00, 0x1f, 0x91, 0x9b, 0x28, 0x0a, 0x00, 0xb7, 0x60, 0x22, 0x00, 0x00, 0x03, 0x00,
    0x02, 0x00, 0x00, 0x03, 0x00, 0x78, 0x1e, 0x30, 0x63, 0x2c,
];

/// A slice of a keyframe, the first of its picture.
const IDR: &[u8] = &[0x65, 0xb8, 0x00, 0x04];

fn aggregate(units: &[&[u8]]) -> Vec<u8> {
    let mut payload = vec![0x78];
    for unit in units {
        payload.extend(u16::try_from(unit.len()).unwrap().to_be_bytes());
        payload.extend_from_slice(unit);
    }
    payload
}

#[test]
fn parameters_begin_a_keyframe_and_tell_its_size() {
    let h264 = H264::parse(&aggregate(&[BASELINE, &[0x68, 0xce, 0x3c, 0x80]])).unwrap();
    assert!(h264.starts_keyframe && h264.starts_picture && h264.reference);
    let size = |width, height| Some(Size { width, height });
    assert_eq!(h264.size, size(640, 360));
    assert_eq!(H264::parse(HIGH).unwrap().size, size(1_280, 720));
}

#[test]
fn a_first_slice_begins_its_picture_and_a_later_one_does_not() {
    assert!(H264::parse(IDR).unwrap().starts_keyframe);
    let later = H264::parse(&[0x65, 0x20, 0x00]).unwrap();
    assert!(!later.starts_keyframe && !later.starts_picture);
    let delta = H264::parse(&[0x41, 0x9a, 0x00]).unwrap();
    assert!(delta.starts_picture && !delta.starts_keyframe && delta.reference);
    let unneeded = H264::parse(&[0x01, 0x9a, 0x00]).unwrap();
    assert!(unneeded.starts_picture && !unneeded.reference);
}

#[test]
fn only_the_first_part_of_a_unit_begins_a_picture() {
    let first = H264::parse(&[0x7c, 0x85, 0xb8, 0x00]).unwrap();
    assert!(first.starts_keyframe && first.reference);
    let middle = H264::parse(&[0x7c, 0x05, 0xb8, 0x00]).unwrap();
    assert!(!middle.starts_keyframe && !middle.starts_picture && middle.reference);
    let last = H264::parse(&[0x5c, 0x41, 0x9a]).unwrap();
    assert!(!last.starts_picture);
}

#[test]
fn kinds_that_are_never_sent_to_us_are_not_read() {
    for kind in [0, 25, 26, 27, 29, 30, 31] {
        assert_eq!(H264::parse(&[0x60 | kind, 0, 0, 0, 0]), None, "kind {kind}");
    }
}

#[test]
fn a_payload_cut_off_anywhere_is_read_without_panic() {
    let payload = aggregate(&[BASELINE, IDR]);
    let whole = [1 + 2 + BASELINE.len(), payload.len()];
    for end in 0..=payload.len() {
        let read = H264::parse(&payload[..end]);
        assert_eq!(read.is_some(), whole.contains(&end), "cut at {end}");
    }
    for end in 1..9 {
        let size = H264::parse(&BASELINE[..end]).and_then(|h264| h264.size);
        assert_eq!(size, None, "cut at {end}");
    }
}
