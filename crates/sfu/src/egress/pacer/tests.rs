//! Tests of the turns in which packets are sent.

use std::sync::Arc;

use super::Pacer;
use crate::limits::PACED_MAX;
use crate::peer::{Forward, Incoming};
use crate::source::SourceId;

#[expect(
    clippy::disallowed_methods,
    reason = "any instant is an origin of virtual time"
)]
fn origin() -> std::time::Instant {
    std::time::Instant::now()
}

const MILLI: u64 = 1_000;

/// Bytes of each packet.
const BYTES: usize = 1_000;

fn with_packet(seq: u64, then: impl FnOnce(&Forward<'_>)) {
    let packet = Arc::new(Incoming {
        payload: vec![0; BYTES].into(),
        ..Incoming::default()
    });
    then(&Forward {
        packet: &packet,
        source: SourceId(5),
        seq,
        time: 1_000,
        marker: true,
        arrived: origin(),
        picture: None,
        picture_id: None,
        tl0_picture: None,
        frame: None,
        highest: u8::MAX,
    });
}

/// Offers so many packets at once; gives when each left, and of which number it was.
fn check_leaves(pacer: &mut Pacer, count: u64) -> Vec<(u64, u64)> {
    let mut now = 1_000 * MILLI;
    let mut left = Vec::new();
    for seq in 0..count {
        if pacer.is_full(now) {
            with_packet(seq, |forward| pacer.hold(0, forward, now));
        } else {
            pacer.sent(BYTES, now);
            left.push((now / MILLI, seq));
        }
    }
    while let Some(at) = pacer.next_at() {
        now = now.max(at);
        while let Some((waiting, again)) = pacer.next(now) {
            pacer.sent(BYTES, now);
            assert!(!again);
            left.push((now / MILLI, waiting.seq));
        }
    }
    left
}

#[test]
fn what_a_path_carries_in_a_moment_leaves_at_once_and_the_rest_in_its_order_at_its_rate() {
    // 1 Mbit/s sent half as fast again: 1,000 bytes in 5.3 ms.
    let left = check_leaves(&mut Pacer::new(1_000_000), 60);
    let at_once = left.iter().filter(|(at, _)| *at == 1_000).count();
    assert!((6..=7).contains(&at_once), "{left:?}");
    assert!(left.iter().map(|(_, seq)| *seq).eq(0..60), "{left:?}");
    let (last, _) = left[59];
    assert!((1_270..1_310).contains(&last), "{left:?}");
}

#[test]
fn nothing_waits_on_a_path_that_carries_a_picture_in_a_moment() {
    let left = check_leaves(&mut Pacer::new(20_000_000), 60);
    assert!(left.iter().all(|(at, _)| *at == 1_000), "{left:?}");
}

#[test]
fn what_is_sent_again_goes_first_and_no_more_of_it_than_comes_in_time() {
    let now = 1_000 * MILLI;
    let mut pacer = Pacer::new(300_000);
    pacer.sent(10 * BYTES, now);
    with_packet(1, |forward| pacer.hold(0, forward, now));
    let mut again = 0;
    while pacer.has_room_again(BYTES) {
        with_packet(100, |forward| pacer.hold_again(0, forward, now));
        again += 1;
    }
    // 450 kbit/s carry 14,000 bytes in a quarter of a second.
    assert!((13..=15).contains(&again), "{again}");
    let mut order = Vec::new();
    while let Some((waiting, _)) = pacer.next(now + 350 * MILLI) {
        order.push(waiting.seq);
    }
    assert_eq!(order.len(), again + 1);
    assert_eq!(order.last(), Some(&1));
}

#[test]
fn what_is_sent_again_and_has_waited_for_too_long_is_not_sent() {
    let now = 1_000 * MILLI;
    let mut pacer = Pacer::new(300_000);
    with_packet(100, |forward| pacer.hold_again(0, forward, now));
    with_packet(101, |forward| {
        pacer.hold_again(0, forward, now + 200 * MILLI)
    });
    let left = pacer
        .next(now + 500 * MILLI)
        .map(|(waiting, _)| waiting.seq);
    assert_eq!(left, Some(101));
    assert!(!pacer.waits());
}

#[test]
fn a_path_that_stands_still_fills_no_more_than_its_bound() {
    let now = 1_000 * MILLI;
    let mut pacer = Pacer::new(30_000);
    pacer.sent(BYTES, now);
    for seq in 0..2 * PACED_MAX as u64 {
        with_packet(seq, |forward| pacer.hold(0, forward, now));
    }
    assert_eq!(pacer.pictures.len(), PACED_MAX);
    assert_eq!(pacer.since(), Some(now));
}
