//! Tests of the ring of newest packets.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Ring;
use crate::limits::{RETRANSMIT_KEPT, RETRANSMIT_PACKETS_MAX};
use crate::peer::Incoming;

#[expect(
    clippy::disallowed_methods,
    reason = "any instant is an origin of virtual time"
)]
fn origin() -> Instant {
    Instant::now()
}

fn packet(seq: u64) -> Arc<Incoming> {
    Arc::new(Incoming {
        track: 0,
        layer: 0,
        ssrc: 1,
        seq,
        time: 0,
        marker: false,
        level: None,
        voice: None,
        quarter_turns: None,
        payload: [0x10, 1, 0].into(),
        ..Incoming::default()
    })
}

fn after(ring: &Ring, seq: u64) -> Vec<u64> {
    ring.after(seq).map(|kept| kept.packet.seq).collect()
}

#[test]
fn packets_are_found_by_number_whatever_order_they_came_in() {
    let (mut ring, now) = (Ring::default(), origin());
    for seq in [70_000, 70_003, 70_001] {
        ring.keep(&packet(seq), None, now);
    }
    for seq in [70_000, 70_001, 70_003] {
        assert_eq!(ring.get(seq, now).map(|kept| kept.packet.seq), Some(seq));
    }
    assert!(ring.get(70_002, now).is_none() && ring.get(70_004, now).is_none());
    assert!(ring.get(69_999, now).is_none() && ring.get(0, now).is_none());
    assert_eq!(after(&ring, 70_000), [70_001, 70_003]);
    assert_eq!(after(&ring, 70_003), [0_u64; 0]);
    assert_eq!(after(&ring, 3), [70_000, 70_001, 70_003]);
    ring.keep(&packet(69_000), None, now);
    assert!(
        ring.get(69_000, now).is_none(),
        "older than all that is kept"
    );
}

#[test]
fn what_is_old_goes_by_time_and_by_number() {
    let (mut ring, mut now) = (Ring::default(), origin());
    let max = RETRANSMIT_PACKETS_MAX as u64;
    for seq in 0..2 * max {
        ring.keep(&packet(seq), None, now);
    }
    assert!(ring.get(max - 1, now).is_none() && ring.get(max, now).is_some());
    now += RETRANSMIT_KEPT;
    assert!(
        ring.get(2 * max - 1, now).is_none(),
        "too late to be of use"
    );
    ring.keep(&packet(2 * max), None, now);
    assert_eq!(after(&ring, 0), [2 * max]);
    now += Duration::from_millis(1);
    ring.keep(&packet(1 << 40), None, now);
    assert_eq!(after(&ring, 0), [1 << 40]);
    ring.clear();
    assert!(ring.get(1 << 40, now).is_none());
}
