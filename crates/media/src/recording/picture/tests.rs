//! Tests of putting pictures together.

use std::time::{Duration, Instant};

use model::session::VideoCodec;
use sfu::{Recorded, RecordedKind, SourceId};

use super::Pictures;
use crate::recording::h264::tests::{PICTURE, SMALL};

/// A packet of a picture: `start` begins it, `key` makes it a keyframe.
fn packet(start: Instant, seq: u64, picture: u32, flags: (bool, bool, bool)) -> Recorded {
    let (begins, key, marker) = flags;
    let mut payload = vec![if begins { 0x10 } else { 0 }];
    payload.extend_from_slice(&[u8::from(!key), 0, 0, 0x9d, 1, 0x2a, 0x80, 2, 0x68, 1, 0]);
    payload.push(u8::try_from(seq & 0xff).unwrap());
    Recorded {
        kind: RecordedKind::Video,
        source: SourceId(1),
        seq,
        time: picture * 3_000,
        marker,
        payload: payload.into(),
        at: start + Duration::from_millis(u64::from(picture) * 33),
    }
}

const KEY: (bool, bool, bool) = (true, true, true);
const DELTA: (bool, bool, bool) = (true, false, true);

fn check_taken(packets: &[Recorded], start: Instant, after: Duration) -> (Vec<(u64, bool)>, bool) {
    let mut pictures = Pictures::new(VideoCodec::Vp8, start);
    for packet in packets {
        pictures.take(packet);
    }
    let mut taken = Vec::new();
    while let Some(picture) = pictures.next(start + after) {
        taken.push((picture.frame.ms, picture.frame.keyframe));
    }
    (taken, pictures.take_broken())
}

#[test]
fn packets_in_any_order_become_pictures_in_order() {
    let start = Instant::now();
    let packets = [
        packet(start, 12, 1, (false, false, true)),
        packet(start, 10, 0, KEY),
        packet(start, 13, 2, DELTA),
        packet(start, 11, 1, (true, false, false)),
    ];
    let (taken, broken) = check_taken(&packets, start, Duration::ZERO);
    assert_eq!(taken, [(0, true), (33, false), (66, false)]);
    assert!(!broken);
}

#[test]
fn nothing_is_shown_before_a_keyframe() {
    let start = Instant::now();
    let packets = [packet(start, 9, 0, DELTA), packet(start, 10, 1, KEY)];
    assert_eq!(check_taken(&packets, start, Duration::ZERO).0, [(33, true)]);
}

#[test]
fn a_lost_packet_is_waited_for_and_then_a_keyframe_wanted() {
    let start = Instant::now();
    let packets = [packet(start, 10, 0, KEY), packet(start, 12, 2, DELTA)];
    let (taken, broken) = check_taken(&packets, start, Duration::from_millis(100));
    assert_eq!((taken.len(), broken), (1, false));
    let (taken, broken) = check_taken(&packets, start, Duration::from_secs(1));
    assert_eq!((taken.len(), broken), (1, true));
}

#[test]
fn a_picture_that_a_switch_cut_short_gives_way_to_the_keyframe() {
    let start = Instant::now();
    let packets = [
        packet(start, 10, 0, KEY),
        packet(start, 11, 1, (true, false, false)),
        packet(start, 12, 2, KEY),
    ];
    let (taken, broken) = check_taken(&packets, start, Duration::ZERO);
    assert_eq!((taken, broken), (vec![(0, true), (66, true)], false));
}

#[test]
fn parameters_ahead_of_their_keyframe_are_no_picture_of_their_own() {
    let start = Instant::now();
    let mut pictures = Pictures::new(VideoCodec::H264, start);
    let units: [&[u8]; 4] = [&SMALL, &PICTURE, &[0x65, 0x88, 7], &[0x41, 0x9a, 1]];
    for (seq, (unit, picture)) in (10..).zip(units.into_iter().zip([0, 0, 0, 1])) {
        pictures.take(&Recorded {
            // Some encoders mark each unit's end.
            marker: true,
            payload: unit.into(),
            ..packet(start, seq, picture, DELTA)
        });
    }
    let first = pictures.next(start).unwrap();
    assert!(first.frame.keyframe);
    assert_eq!((first.frame.ms, first.size), (0, Some((320, 180))));
    let second = pictures.next(start).unwrap();
    assert_eq!((second.frame.ms, second.frame.keyframe), (33, false));
    assert!(pictures.next(start).is_none() && !pictures.take_broken());
}

#[test]
fn a_keyframe_whose_parameters_never_came_is_asked_for_again() {
    let start = Instant::now();
    let mut pictures = Pictures::new(VideoCodec::H264, start);
    pictures.take(&Recorded {
        payload: [0x65, 0x88, 7][..].into(),
        ..packet(start, 10, 0, KEY)
    });
    assert!(pictures.next(start).is_none());
    assert!(pictures.take_broken());
}
