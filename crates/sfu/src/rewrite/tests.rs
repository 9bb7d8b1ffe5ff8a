//! Tests of the rewriter: whatever follows in a slot, the receiver sees one stream.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{Place, Rewriter};
use crate::source::SourceKind;

#[expect(
    clippy::disallowed_methods,
    reason = "any instant is an origin of virtual time"
)]
fn origin() -> Instant {
    Instant::now()
}

fn place(seq: u64, time: u32, picture: u16, tl0: u8) -> Place {
    Place {
        seq,
        time,
        picture_id: Some(picture),
        tl0_picture: Some(tl0),
        ..Place::default()
    }
}

#[test]
fn a_switch_follows_right_after_and_as_much_later_as_time_has_passed() {
    let start = origin();
    let mut rewriter = Rewriter::new(SourceKind::Video);
    let first = place(9_000, 500, 7, 3);
    rewriter.switch(&first, start);
    let sent = rewriter.rewrite(&first, start).unwrap();
    assert!(sent.seq < 65_536);
    let later = start + Duration::from_millis(100);
    let other = place(70_000, 4_000_000_000, 20_000, 250);
    rewriter.switch(&other, later);
    let next = rewriter.rewrite(&other, later).unwrap();
    assert_eq!(next.seq, sent.seq + 1);
    assert_eq!(next.time.wrapping_sub(sent.time), 9_000);
    assert_eq!(next.picture_id, Some(sent.picture_id.unwrap() + 1));
    assert_eq!(next.tl0_picture, Some(sent.tl0_picture.unwrap() + 1));
}

#[test]
fn a_packet_from_before_the_switch_is_dropped() {
    let start = origin();
    let mut rewriter = Rewriter::new(SourceKind::Video);
    rewriter.switch(&place(100, 0, 0, 0), start);
    assert_eq!(rewriter.rewrite(&place(99, 0, 0, 0), start), None);
}

#[test]
fn a_resumed_voice_keeps_its_clock_and_leaves_no_gap_in_numbers() {
    let start = origin();
    let mut rewriter = Rewriter::new(SourceKind::Audio);
    let voice = |seq, time| Place {
        seq,
        time,
        picture_id: None,
        tl0_picture: None,
        ..Place::default()
    };
    rewriter.switch(&voice(10, 960), start);
    let before = rewriter.rewrite(&voice(10, 960), start).unwrap();
    let after = voice(60, 960 + 50 * 960);
    rewriter.resume(&after, start + Duration::from_secs(1));
    let resumed = rewriter
        .rewrite(&after, start + Duration::from_secs(1))
        .unwrap();
    assert_eq!(resumed.seq, before.seq + 1);
    assert_eq!(resumed.time - before.time, 50 * 960);
}

/// What one stream does until the next follows.
#[derive(Clone, Debug)]
struct Run {
    seq: u64,
    time: u32,
    picture: u16,
    tl0: u8,
    pictures: u64,
    packets_each: u64,
    swap_at: u64,
    pause_ms: u64,
}

fn runs() -> impl Strategy<Value = Vec<Run>> {
    let run = (
        0..1u64 << 32,
        any::<u32>(),
        0..1u16 << 15,
        any::<u8>(),
        1..6u64,
        1..4u64,
        0..12u64,
        0..5_000u64,
    )
        .prop_map(
            |(seq, time, picture, tl0, pictures, packets_each, swap_at, pause_ms)| Run {
                seq,
                time,
                picture,
                tl0,
                pictures,
                packets_each,
                swap_at,
                pause_ms,
            },
        );
    proptest::collection::vec(run, 1..12)
}

/// Plays the runs with one pair of packets of each swapped; gives what is sent, by arrival.
fn check_runs(runs: &[Run]) -> Vec<Place> {
    let mut now = origin();
    let mut rewriter = Rewriter::new(SourceKind::Video);
    let mut sent = Vec::new();
    for run in runs {
        let mut packets: Vec<Place> = (0..run.pictures * run.packets_each)
            .map(|index| {
                let picture = index / run.packets_each;
                Place {
                    seq: run.seq + index,
                    time: run
                        .time
                        .wrapping_add(u32::try_from(picture * 3_000).unwrap()),
                    picture_id: Some((run.picture + u16::try_from(picture).unwrap()) & 0x7fff),
                    tl0_picture: Some(run.tl0.wrapping_add(u8::try_from(picture).unwrap())),
                    ..Place::default()
                }
            })
            .collect();
        rewriter.switch(&packets[0], now);
        let at = usize::try_from(run.swap_at).unwrap();
        if 0 < at && at + 1 < packets.len() {
            packets.swap(at, at + 1);
        }
        for packet in &packets {
            sent.push(rewriter.rewrite(packet, now).unwrap());
            now += Duration::from_millis(11);
        }
        now += Duration::from_millis(run.pause_ms);
    }
    sent
}

proptest! {
    #[test]
    fn random_switches_leave_no_gap_and_use_no_number_twice(runs in runs()) {
        let sent = check_runs(&runs);
        let numbers: BTreeSet<u64> = sent.iter().map(|place| place.seq).collect();
        prop_assert_eq!(numbers.len(), sent.len());
        let first = *numbers.first().unwrap();
        prop_assert!(first < 65_536);
        prop_assert_eq!(*numbers.last().unwrap(), first + sent.len() as u64 - 1);
    }

    #[test]
    fn random_switches_only_move_time_and_pictures_forward_by_one(runs in runs()) {
        let mut sent = check_runs(&runs);
        sent.sort_by_key(|place| place.seq);
        for pair in sent.windows(2) {
            let step = pair[1].time.wrapping_sub(pair[0].time);
            prop_assert!(step < 90_000 * 30, "time went back or far ahead: {step}");
            let picture = (pair[1].picture_id.unwrap() + 0x8000 - pair[0].picture_id.unwrap()) & 0x7fff;
            prop_assert!(picture <= 1);
            prop_assert_eq!(step == 0, picture == 0);
            prop_assert!(pair[1].tl0_picture.unwrap().wrapping_sub(pair[0].tl0_picture.unwrap()) <= 1);
        }
    }
}
