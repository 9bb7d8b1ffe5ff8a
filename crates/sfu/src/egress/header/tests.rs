//! Tests of RTP headers.

use super::{Dependency, ExtensionIds, HEADER_MAX, Header, MidBytes};
use crate::codec::dependency::Descriptor;
use crate::codec::dependency::tests::keyframe;
use crate::codec::{Codec, Reader};

const ALL: ExtensionIds = ExtensionIds {
    transport: Some(3),
    send_time: Some(2),
    level: Some(1),
    orientation: Some(13),
    mid: Some(4),
    descriptor: Some(12),
};

fn header(ids: ExtensionIds) -> Header<'static> {
    Header {
        payload_type: 96,
        marker: true,
        padded: false,
        seq: 0x0102,
        time: 0x0304_0506,
        ssrc: 0x0708_090a,
        source: Some(0x0b0c_0d0e),
        ids,
        transport: 0x1122,
        sent_at: 65_500_000,
        level: Some(0x80 | 30),
        orientation: Some(1),
        mid: None,
        dependency: None,
    }
}

#[test]
fn all_extensions_stand_in_whole_words() {
    let mut room = [0xaa; HEADER_MAX];
    let len = header(ALL).write(&mut room);
    let expected = [
        0x91, 0xe0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, // fixed part, source
        0xbe, 0xde, 0, 3, // three words
        0x31, 0x11, 0x22, // transport-wide number
        0x22, 0x06, 0x00, 0x00, // 65.5 s modulo 64 s
        0x10, 0x9e, 0xd0, 0x01, // level, orientation
        0x00,
    ];
    assert_eq!(room[..len], expected);
}

#[test]
fn what_was_not_agreed_on_is_left_out_with_the_extension_bit() {
    let mut room = [0; HEADER_MAX];
    assert_eq!(header(ExtensionIds::default()).write(&mut room), 16);
    assert_eq!(room[0], 0x81);
    let bare = Header {
        source: None,
        padded: true,
        marker: false,
        ..header(ExtensionIds::default())
    };
    assert_eq!(bare.write(&mut room), 12);
    assert_eq!(room[..2], [0xa0, 96]);
}

#[test]
fn the_longest_header_fits_its_room() {
    let mid = MidBytes::new("0123456789abcdef").unwrap();
    let longest = Header {
        mid: Some(&mid),
        ..header(ALL)
    };
    let mut room = [0; HEADER_MAX];
    let len = longest.write(&mut room);
    assert!(len <= HEADER_MAX && len.is_multiple_of(4));
    assert_eq!(MidBytes::new("0123456789abcdefg"), None);
    assert_eq!(MidBytes::new(""), None);
}

#[test]
fn a_long_extension_makes_all_of_them_two_bytes_wide() {
    let came = keyframe(7);
    let picture = Reader::new(Codec::Av1)
        .read(&[0x10, 0x32, 0x00], Some(&came))
        .unwrap();
    let dependency = |highest| Dependency {
        picture: &picture,
        came: &came,
        frame: 900,
        highest,
    };
    for (highest, active) in [(0, Some(0b0011)), (1, None)] {
        let mut room = [0xaa; HEADER_MAX];
        let len = Header {
            dependency: Some(dependency(highest)),
            ..header(ALL)
        }
        .write(&mut room);
        assert!(len.is_multiple_of(4));
        assert_eq!(room[16..18], [0x10, 0x00]);
        let words = usize::from(u16::from_be_bytes([room[18], room[19]]));
        assert_eq!(20 + words * 4, len);
        // Each with its number, its length and its bytes.
        let (mut at, mut told) = (20, Vec::new());
        while at < len && room[at] != 0 {
            let end = at + 2 + usize::from(room[at + 1]);
            told.push((room[at], room[at + 2..end].to_vec()));
            at = end;
        }
        let ids: Vec<u8> = told.iter().map(|(id, _)| *id).collect();
        assert_eq!(ids, [3, 2, 1, 13, 12]);
        assert_eq!(told[0].1, [0x11, 0x22]);
        let written = Descriptor::parse(&told[4].1, None).unwrap();
        assert_eq!((written.frame, written.active), (900, active));
        assert!(written.structure.is_some());
    }
}
