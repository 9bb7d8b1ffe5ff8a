//! Tests of the congestion window.

use super::{CongestionWindow, PACKET};
use crate::egress::estimate::Told;
use crate::limits::FIRST_ESTIMATE;

const MILLI: u64 = 1_000;

/// Word comes each 50 ms, 20 ms after what it tells of was sent, at this rate.
fn hear(window: &mut CongestionWindow, bits: u64, from: u64, until: u64) {
    for now in (from..until).step_by(50 * 1_000) {
        let told = Told {
            sent_at: now - 20 * MILLI,
            came_at: Some(0),
            bytes: 1_000,
            probe: 0,
        };
        window.take(&[told], Some(bits), now);
    }
}

#[test]
fn what_came_lately_bounds_what_is_on_its_way() {
    let mut window = CongestionWindow::new();
    window.try_now(1_000 * MILLI);
    let first = window.bytes();
    assert!(
        FIRST_ESTIMATE.0 / 8 / 10 < first,
        "nothing is known yet: {first}"
    );
    hear(&mut window, 400_000, 1_000 * MILLI, 6_000 * MILLI);
    // What comes in 20 ms until it is told, 50 ms between two words, and 100 ms of queue.
    let bytes = window.bytes();
    assert!((8_000..11_000).contains(&bytes), "{bytes}");
    hear(&mut window, 1_200_000, 6_000 * MILLI, 6_100 * MILLI);
    assert!(2 * bytes < window.bytes(), "more came: {}", window.bytes());
    hear(&mut window, 400_000, 6_100 * MILLI, 9_000 * MILLI);
    assert!(window.bytes() < bytes * 11 / 10, "that is long ago");
}

#[test]
fn a_longer_queue_does_not_make_room_for_more() {
    let mut window = CongestionWindow::new();
    window.try_now(1_000 * MILLI);
    hear(&mut window, 400_000, 1_000 * MILLI, 4_000 * MILLI);
    let before = window.bytes();
    let told = Told {
        sent_at: 3_000 * MILLI,
        came_at: Some(0),
        bytes: 1_000,
        probe: 0,
    };
    window.take(&[told], Some(400_000), 4_000 * MILLI);
    assert!(
        window.bytes() <= before + PACKET,
        "{} {before}",
        window.bytes()
    );
}

#[test]
fn when_no_word_comes_one_more_may_leave_after_a_while() {
    let mut window = CongestionWindow::new();
    window.try_now(1_000 * MILLI);
    hear(&mut window, 400_000, 1_000 * MILLI, 4_000 * MILLI);
    let at = window.patience(4_000 * MILLI);
    assert!((4_100 * MILLI..4_400 * MILLI).contains(&at), "{at}");
    assert_eq!(
        window.patience(5_000 * MILLI) - at,
        1_000 * MILLI,
        "after the last that left"
    );
}
