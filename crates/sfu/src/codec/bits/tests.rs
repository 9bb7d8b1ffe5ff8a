//! Tests of bits.

use proptest::prelude::*;

use super::{BitReader, BitWriter};

#[test]
fn numbers_are_read_from_the_most_significant_bit() {
    let mut reader = BitReader::new(&[0b1010_0000, 0xff]);
    assert_eq!((reader.flag(), reader.bits(3)), (Some(true), Some(2)));
    assert_eq!((reader.bits(8), reader.at()), (Some(0x0f), 12));
    assert_eq!((reader.bits(5), reader.at()), (None, 12));
}

#[test]
fn numbers_below_a_bound_take_as_few_bits_as_they_need() {
    // The table of the AV1 specification, 4.10.7, for n = 5.
    for (bits, length, number) in [
        (0b00, 2, 0),
        (0b01, 2, 1),
        (0b10, 2, 2),
        (0b110, 3, 3),
        (0b111, 3, 4),
    ] {
        let byte = [bits << (8 - length)];
        let mut reader = BitReader::new(&byte);
        assert_eq!((reader.below(5), reader.at()), (Some(number), length));
    }
    assert_eq!(BitReader::new(&[]).below(1), Some(0));
    assert_eq!(BitReader::new(&[0xff]).below(0), None);
}

#[test]
fn golomb_numbers_follow_the_table() {
    // H.264, table 9-2.
    for (bits, number) in [(0x80, 0), (0x40, 1), (0x60, 2), (0x20, 3), (0x38, 6)] {
        assert_eq!(BitReader::new(&[bits]).golomb(), Some(number));
    }
    for (bits, number) in [(0x80, 0), (0x40, 1), (0x60, -1), (0x20, 2), (0x28, -2)] {
        assert_eq!(BitReader::new(&[bits]).signed_golomb(), Some(number));
    }
    assert_eq!(BitReader::new(&[0; 9]).golomb(), None);
}

proptest! {
    #[test]
    fn what_is_written_is_read(numbers in proptest::collection::vec((any::<u32>(), 1..=32_u32), 0..20)) {
        let mut bytes = [0xaa; 80];
        let mut writer = BitWriter::new(&mut bytes);
        for (number, count) in &numbers {
            writer.bits(*number, *count).unwrap();
        }
        let length = writer.finish().unwrap();
        let mut reader = BitReader::new(&bytes[..length]);
        for (number, count) in &numbers {
            let kept = number & u32::MAX >> (32 - count);
            prop_assert_eq!(reader.bits(*count), Some(kept));
        }
        prop_assert!(reader.left() < 8);
    }
}
