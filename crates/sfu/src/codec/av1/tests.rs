//! Tests of the AV1 reader.

use super::Av1;
use crate::source::Size;

/// The sequence header that libaom writes for real time at 320×180.
const SEQUENCE: &[u8] = &[
    0x0a, 0x0d, 0x20, 0x00, 0x00, 0x04, 0x3c, 0xfe, 0xcc, 0xda, 0xf9, 0x20, 0x21, 0xa0, 0x04,
];

#[test]
fn a_sequence_begins_with_its_header_and_tells_its_size() {
    // W = 0: every unit is led by its length. W = 1: one unit takes the rest.
    let led = [&[0x08, 15][..], SEQUENCE, &[2, 0x32, 0x00]].concat();
    let alone = [&[0x18][..], SEQUENCE].concat();
    for payload in [led, alone] {
        let av1 = Av1::parse(&payload).unwrap();
        assert!(av1.starts_sequence && !av1.continues && !av1.continued);
        let size = Size {
            width: 320,
            height: 180,
        };
        assert_eq!(av1.size, Some(size));
    }
}

#[test]
fn a_part_of_a_unit_says_that_it_goes_on() {
    let av1 = Av1::parse(&[0xd0, 0x32]).unwrap();
    assert!(av1.continues && av1.continued && !av1.starts_sequence);
}

#[test]
fn a_sequence_cannot_begin_in_the_middle_of_a_unit() {
    assert_eq!(Av1::parse(&[0x98, 0x0a, 0x00]), None);
}

#[test]
fn a_payload_cut_off_anywhere_is_read_without_panic() {
    let payload = [&[0x08, 15][..], SEQUENCE].concat();
    for end in 0..payload.len() {
        assert_eq!(Av1::parse(&payload[..end]), None, "cut at {end}");
    }
}
