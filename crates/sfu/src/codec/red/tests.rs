//! Tests of redundant audio.

use proptest::prelude::*;

use super::{Block, blocks, newest, write};

/// One older block of three bytes, 960 ticks old, and a newest of two.
const TWO: [u8; 10] = [0x80 | 111, 0x0f, 0x00, 3, 111, 1, 2, 3, 4, 5];

#[test]
fn blocks_are_read_from_old_to_new() {
    let read = blocks(&TWO).unwrap();
    let block = |older, bytes| Block {
        payload_type: 111,
        older,
        bytes,
    };
    assert_eq!(read, [block(960, &[1, 2, 3][..]), block(0, &[4, 5])]);
    assert_eq!(newest(&TWO), Some((8, 111)));
    assert_eq!(write(&read).unwrap(), TWO);
}

#[test]
fn a_newest_block_alone_is_read() {
    assert_eq!(newest(&[111, 9]), Some((1, 111)));
    assert_eq!(blocks(&[111, 9]).unwrap().len(), 1);
}

#[test]
fn what_is_cut_off_is_not_read() {
    for end in 0..8 {
        assert_eq!(blocks(&TWO[..end]), None, "cut at {end}");
    }
    for end in 0..=8 {
        assert_eq!(newest(&TWO[..end]), None, "cut at {end}");
    }
}

#[test]
fn endless_heads_are_not_read() {
    assert_eq!(blocks(&[0x80; 1_000]), None);
    assert_eq!(newest(&[0x80; 1_000]), None);
}

#[test]
fn what_does_not_fit_a_head_is_not_written() {
    let long = [0; 1_024];
    let block = |older, bytes| Block {
        payload_type: 111,
        older,
        bytes,
    };
    assert_eq!(write(&[]), None);
    assert_eq!(write(&[block(0, &long[..]), block(0, &[1])]), None);
    assert_eq!(write(&[block(1 << 14, &[1][..]), block(0, &[1])]), None);
    assert!(write(&[block(0, &long[..])]).is_some());
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        older in proptest::collection::vec((0..1_u16 << 14, proptest::collection::vec(any::<u8>(), 0..1_023)), 0..6),
        last in proptest::collection::vec(any::<u8>(), 1..200),
    ) {
        let mut all: Vec<Block<'_>> = older
            .iter()
            .map(|(older, bytes)| Block { payload_type: 100, older: *older, bytes })
            .collect();
        all.push(Block { payload_type: 111, older: 0, bytes: &last });
        let payload = write(&all).unwrap();
        prop_assert_eq!(blocks(&payload).unwrap(), all);
        let (start, payload_type) = newest(&payload).unwrap();
        prop_assert_eq!((&payload[start..], payload_type), (&last[..], 111));
    }
}
