//! Tests of making pictures of H.264 packets.

use sfu::SourceId;

use super::{Assembled, Assembler, Parameters, units};

/// x264's for 320×180 and 640×360, baseline; the picture parameters of both.
pub(in crate::recording) const SMALL: [u8; 25] = [
    0x67, 0x42, 0xc0, 0x0d, 0xd9, 0x01, 0x41, 0x9f, 0x9f, 0x01, 0x10, 0x00, 0x00, 0x03, 0x00, 0x10,
    0x00, 0x00, 0x03, 0x03, 0xc0, 0xf1, 0x42, 0xa4, 0x80,
];
pub(in crate::recording) const LARGE: [u8; 25] = [
    0x67, 0x42, 0xc0, 0x1e, 0xd9, 0x00, 0xa0, 0x2f, 0xf9, 0x70, 0x11, 0x00, 0x00, 0x03, 0x00, 0x01,
    0x00, 0x00, 0x03, 0x00, 0x3c, 0x0f, 0x16, 0x2e, 0x48,
];
pub(in crate::recording) const PICTURE: [u8; 5] = [0x68, 0xcb, 0x83, 0xcb, 0x20];

const KEYFRAME: [u8; 6] = [0x65, 0x88, 1, 2, 3, 4];
const DELTA: [u8; 4] = [0x41, 0x9a, 5, 6];

fn aggregate(units: &[&[u8]]) -> Vec<u8> {
    let mut payload = vec![0x78];
    for unit in units {
        payload.extend_from_slice(&u16::try_from(unit.len()).unwrap().to_be_bytes());
        payload.extend_from_slice(unit);
    }
    payload
}

/// A unit in parts of two bytes.
fn parts(unit: &[u8]) -> Vec<Vec<u8>> {
    let chunks: Vec<&[u8]> = unit[1..].chunks(2).collect();
    let last = chunks.len() - 1;
    let head = |at: usize| u8::from(at == 0) << 7 | u8::from(at == last) << 6 | unit[0] & 0x1f;
    let part = |(at, chunk): (usize, &&[u8])| [&[unit[0] & 0xe0 | 28, head(at)], *chunk].concat();
    chunks.iter().enumerate().map(part).collect()
}

fn assemble(assembler: &mut Assembler, source: u32, payloads: &[Vec<u8>]) -> Assembled {
    assembler.assemble(SourceId(source), payloads.iter().map(Vec::as_slice))
}

/// The units of the picture that comes of payloads, whether it is a keyframe, and its size.
fn picture(assembled: Assembled) -> (Vec<Vec<u8>>, bool, Option<(u32, u32)>) {
    let Assembled::Picture {
        data,
        keyframe,
        size,
    } = assembled
    else {
        panic!("{assembled:?}");
    };
    (units(&data).map(<[u8]>::to_vec).collect(), keyframe, size)
}

#[test]
fn aggregates_and_parts_become_units() {
    let mut assembler = Assembler::default();
    let mut payloads = vec![aggregate(&[&SMALL, &PICTURE])];
    payloads.extend(parts(&KEYFRAME));
    let (units, keyframe, size) = picture(assemble(&mut assembler, 1, &payloads));
    assert_eq!(units, [&SMALL[..], &PICTURE, &KEYFRAME]);
    assert_eq!((keyframe, size), (true, Some((320, 180))));
    // A delimiter is of no use in a file.
    let payloads = [vec![0x09, 0xf0], DELTA.to_vec()];
    let (units, keyframe, size) = picture(assemble(&mut assembler, 1, &payloads));
    assert_eq!((units, keyframe, size), (vec![DELTA.to_vec()], false, None));
}

#[test]
fn keyframes_carry_the_parameters_that_came_before_them() {
    let mut assembler = Assembler::default();
    let ahead = [SMALL.to_vec(), PICTURE.to_vec()];
    assert_eq!(assemble(&mut assembler, 1, &ahead), Assembled::Nothing);
    for _ in 0..2 {
        let (units, keyframe, size) = picture(assemble(&mut assembler, 1, &[KEYFRAME.to_vec()]));
        assert_eq!(units, [&SMALL[..], &PICTURE, &KEYFRAME]);
        assert_eq!((keyframe, size), (true, Some((320, 180))));
    }
    let changed = [LARGE.to_vec(), KEYFRAME.to_vec()];
    let (units, _, size) = picture(assemble(&mut assembler, 1, &changed));
    assert_eq!(units, [&LARGE[..], &PICTURE, &KEYFRAME]);
    assert_eq!(size, Some((640, 360)));
    // Another encoder's parameters are its own.
    let other = assemble(&mut assembler, 2, &[KEYFRAME.to_vec()]);
    assert_eq!(other, Assembled::Broken);
}

#[test]
fn the_configuration_tells_profile_and_parameters() {
    let sets = [&SMALL[..], &PICTURE].map(|unit| {
        let length = u32::try_from(unit.len()).unwrap().to_be_bytes();
        [&length, unit].concat()
    });
    let parameters = Parameters::of(&sets.concat()).unwrap();
    let mut expected = vec![1, 0x42, 0xc0, 0x0d, 0xff, 0xe1, 0, 25];
    expected.extend_from_slice(&SMALL);
    expected.extend_from_slice(&[1, 0, 5]);
    expected.extend_from_slice(&PICTURE);
    assert_eq!(parameters.configuration(), expected);
    assert_eq!(Parameters::of(&sets[0]), None);
}

#[test]
fn payloads_of_any_bytes_become_whole_units_or_nothing() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    let heads = [0x61, 0x65, 0x67, 0x68, 0x78, 0x7c, 0x1c, 0x19, 0x00, 0x09];
    let (mut pictures, mut broken) = (0, 0);
    for _ in 0..20_000 {
        let mut assembler = Assembler::default();
        let payloads: Vec<Vec<u8>> = (0..next(5))
            .map(|_| {
                let head = heads[usize::try_from(next(10)).unwrap()];
                let body = (0..next(12)).map(|_| u8::try_from(next(256)).unwrap() >> next(8));
                [head].into_iter().chain(body).take(12).collect()
            })
            .chain([Vec::new()])
            .collect();
        match assemble(&mut assembler, 1, &payloads) {
            Assembled::Picture { data, .. } => {
                let whole: usize = units(&data).map(|unit| 4 + unit.len()).sum();
                assert_eq!(whole, data.len());
                pictures += 1;
            }
            Assembled::Broken => broken += 1,
            Assembled::Nothing => {}
        }
    }
    assert!(1_000 < pictures && 1_000 < broken, "{pictures} {broken}");
}
