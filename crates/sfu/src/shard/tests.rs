//! Tests of slots: what flows and what waits.

use std::time::Instant;

use super::slot::{Stream, VideoSlot};
use crate::codec::{Codec, Reader};
use crate::peer::Incoming;
use crate::source::{Cap, SourceId, StreamKey};

#[expect(
    clippy::disallowed_methods,
    reason = "any instant is an origin of virtual time"
)]
fn origin() -> Instant {
    Instant::now()
}

const LOW: StreamKey = StreamKey {
    source: SourceId(1),
    layer: 0,
};
const HIGH: StreamKey = StreamKey {
    source: SourceId(1),
    layer: 2,
};
const OTHER: StreamKey = StreamKey {
    source: SourceId(2),
    layer: 0,
};

fn stream(key: StreamKey) -> Stream {
    Stream { key, generation: 7 }
}

/// Offers a packet; gives its number and whether the stream begins with it.
fn offer(slot: &mut VideoSlot, stream: Stream, seq: u64, keyframe: bool) -> Option<(u64, bool)> {
    let payload = [0x10, u8::from(!keyframe), 0];
    let packet = Incoming {
        track: 0,
        layer: stream.key.layer,
        ssrc: 1,
        seq,
        time: 0,
        marker: true,
        level: None,
        voice: None,
        quarter_turns: None,
        payload: payload.into(),
        ..Incoming::default()
    };
    let picture = Reader::new(Codec::Vp8).read(&payload, None);
    slot.offer(stream, &packet, picture.as_ref(), origin())
        .map(|(place, begins)| (place.seq, begins))
}

#[test]
fn a_slot_begins_with_a_keyframe_and_waits_for_it() {
    let mut slot = VideoSlot::new(0);
    slot.aim(Some(LOW), Cap::ALL);
    assert_eq!((slot.waits_for(), slot.is_dark()), (Some(LOW), true));
    assert_eq!(offer(&mut slot, stream(LOW), 5, false), None);
    let first = offer(&mut slot, stream(LOW), 6, true);
    assert!(first.is_some_and(|(_, begins)| begins));
    assert_eq!((slot.waits_for(), slot.is_dark()), (None, false));
}

#[test]
fn another_layer_follows_at_its_keyframe_and_the_old_flows_until_then() {
    let mut slot = VideoSlot::new(0);
    slot.aim(Some(LOW), Cap::ALL);
    let (first, _) = offer(&mut slot, stream(LOW), 6, true).unwrap();
    slot.aim(Some(HIGH), Cap::ALL);
    assert_eq!(offer(&mut slot, stream(HIGH), 900, false), None);
    assert_eq!(
        offer(&mut slot, stream(LOW), 7, false),
        Some((first + 1, false))
    );
    assert_eq!(
        offer(&mut slot, stream(HIGH), 901, true),
        Some((first + 2, true))
    );
    assert_eq!(offer(&mut slot, stream(LOW), 8, false), None);
    assert!(!slot.takes(LOW) && slot.takes(HIGH));
}

#[test]
fn another_source_stops_the_old_at_once() {
    let mut slot = VideoSlot::new(0);
    slot.aim(Some(LOW), Cap::ALL);
    offer(&mut slot, stream(LOW), 6, true).unwrap();
    slot.aim(Some(OTHER), Cap::ALL);
    assert!(slot.is_dark());
    assert_eq!(offer(&mut slot, stream(LOW), 7, false), None);
}

#[test]
fn nothing_of_a_cut_picture_is_sent_again_and_the_next_begins_with_a_keyframe() {
    let mut slot = VideoSlot::new(0);
    slot.aim(Some(HIGH), Cap::ALL);
    let (first, _) = offer(&mut slot, stream(HIGH), 6, true).unwrap();
    assert!(slot.sent_as(first).is_some());
    assert!(slot.lowers(None) && slot.lowers(Some(LOW)) && !slot.lowers(Some(HIGH)));
    slot.cut();
    assert!(slot.sent_as(first).is_none());
    assert_eq!(offer(&mut slot, stream(HIGH), 7, false), None);
    let (next, begins) = offer(&mut slot, stream(HIGH), 8, true).unwrap();
    assert!(begins && first < next);
    assert!(slot.sent_as(next).is_some());
}

#[test]
fn numbers_that_begin_anew_need_a_keyframe() {
    let mut slot = VideoSlot::new(0);
    slot.aim(Some(LOW), Cap::ALL);
    offer(&mut slot, stream(LOW), 60_000, true).unwrap();
    let again = Stream {
        key: LOW,
        generation: 8,
    };
    assert_eq!(offer(&mut slot, again, 3, false), None);
    assert!(offer(&mut slot, again, 4, true).is_some());
}
