//! Tests of TCP framing.

use super::take_frames;

#[test]
fn frames_come_out_whole_however_they_are_cut() {
    let mut bytes = Vec::new();
    for size in [3_u16, 0, 500, 2_048] {
        bytes.extend_from_slice(&size.to_be_bytes());
        bytes.extend(std::iter::repeat_n(7, usize::from(size)));
    }
    for step in [1, 2, 3, 100, 5_000] {
        let mut inbox = Vec::new();
        let mut sizes = Vec::new();
        for chunk in bytes.chunks(step) {
            inbox.extend_from_slice(chunk);
            sizes.extend(take_frames(&mut inbox).unwrap().iter().map(Vec::len));
        }
        assert_eq!(sizes, [3, 500, 2_048]);
        assert!(inbox.is_empty());
    }
}

#[test]
fn a_frame_beyond_its_bound_is_an_error() {
    assert!(take_frames(&mut vec![0xff, 0xff, 0]).is_err());
}
