//! Tests of decisions, without packets.

mod codecs;
mod cost;

use std::time::{Duration, Instant};

use model::id::PersonId;
use model::session::{MediaSource, ParticipantState, SlotWish, VideoCodec};
use model::time::Timestamp;

use super::{Conference, ConferenceEvent, Decision, Order};
use crate::offer::{Offered, OfferedSlot, OfferedTrack};
use crate::shard::Observation;
use crate::source::{Bitrate, LayerReport, PeerKey, Size, SourceId, SourceKind, StreamKey};
use crate::speakers::LevelDbov;

#[expect(
    clippy::disallowed_methods,
    reason = "any instant is an origin of virtual time"
)]
fn origin() -> Instant {
    Instant::now()
}

fn person(number: u32) -> PersonId {
    PersonId::new(Timestamp::from_millis(1), u128::from(number))
}

fn key(number: u32) -> PeerKey {
    PeerKey::new(0, number, 1)
}

/// A microphone, a camera with three layers, one audio and one video slot.
fn offered() -> Offered {
    let track = |mid: &str, source, layers: &[&str]| OfferedTrack {
        mid: mid.to_owned(),
        source,
        layers: layers.iter().map(|rid| (*rid).to_owned()).collect(),
        sends: VideoCodec::ALL.to_vec(),
    };
    let slot = |mid: &str, kind| OfferedSlot {
        mid: mid.to_owned(),
        kind,
    };
    Offered {
        tracks: vec![
            track("0", MediaSource::Microphone, &[""]),
            track("1", MediaSource::Camera, &["l", "m", "h"]),
        ],
        slots: vec![slot("2", SourceKind::Audio), slot("3", SourceKind::Video)],
        takes: vec![VideoCodec::Vp8],
    }
}

/// Two people, connected; 2 publishes all layers, 1 sees them at this width.
fn two(width: u32, now: Instant) -> Conference {
    let mut conference = Conference::new(now);
    for number in [1, 2] {
        conference.join(person(number), key(number), &offered(), now);
        conference.observe(Observation::Connected(key(number)), now);
    }
    watch(&mut conference, width, now);
    for (layer, height, kbps) in [(0, 180, 150), (1, 360, 500), (2, 720, 1_500)] {
        let report = LayerReport {
            live: true,
            bitrate: Bitrate::kbps(kbps),
            size: Some(Size {
                width: height * 16 / 9,
                height,
            }),
            ..LayerReport::default()
        };
        let stream = StreamKey {
            source: camera(2),
            layer,
        };
        conference.observe(Observation::Layer { stream, report }, now);
    }
    conference
}

/// Sources are numbered in the order of publishing: 1 and 2 of the first, 3 and 4 of the second.
fn camera(number: u32) -> SourceId {
    SourceId(number * 2)
}

fn watch(conference: &mut Conference, width: u32, now: Instant) {
    watch_as(conference, 1, 2, width, now);
}

fn watch_as(conference: &mut Conference, viewer: u32, seen: u32, width: u32, now: Instant) {
    let wish = SlotWish {
        mid: "3".to_owned(),
        person: Some(person(seen)),
        source: MediaSource::Camera,
        width,
        height: width * 9 / 16,
    };
    conference.wish(person(viewer), &[wish], now);
}

fn drain(conference: &mut Conference) -> (Vec<Order>, Vec<ConferenceEvent>) {
    let (mut orders, mut events) = (Vec::new(), Vec::new());
    while let Some(decision) = conference.poll() {
        match decision {
            Decision::Order(order) => orders.push(order),
            Decision::Event(event) => events.push(event),
        }
    }
    (orders, events)
}

/// The layer last ordered for the first person's slot.
fn layer(orders: &[Order]) -> Option<Option<u8>> {
    orders.iter().rev().find_map(|order| match order {
        Order::Video { peer, target, .. } if *peer == key(1) => {
            Some(target.map(|target| target.layer))
        }
        _ => None,
    })
}

#[test]
fn the_tile_decides_the_layer_and_the_client_is_told_whose_it_is() {
    let now = origin();
    let mut conference = two(1_280, now);
    let (orders, events) = drain(&mut conference);
    assert_eq!(layer(&orders), Some(Some(2)));
    let told = events.iter().any(|event| match event {
        ConferenceEvent::Slots(who, slots) => {
            *who == person(1) && slots.iter().any(|slot| slot.person == Some(person(2)))
        }
        _ => false,
    });
    assert!(told);
    watch(&mut conference, 200, now);
    assert_eq!(layer(&drain(&mut conference).0), Some(Some(0)));
}

#[test]
fn a_wish_that_changes_nothing_orders_nothing() {
    let now = origin();
    let mut conference = two(1_280, now);
    drain(&mut conference);
    watch(&mut conference, 1_280, now);
    assert_eq!(drain(&mut conference), (Vec::new(), Vec::new()));
}

#[test]
fn unseen_layers_are_switched_off_after_a_while_and_on_at_once() {
    let now = origin();
    let mut conference = two(200, now);
    drain(&mut conference);
    let later = now + Duration::from_secs(5);
    conference.advance(later);
    let changes = |events: Vec<ConferenceEvent>| -> Vec<(String, bool)> {
        let layers = events.into_iter().filter_map(|event| match event {
            ConferenceEvent::Layers(who, layers) if who == person(2) => Some(layers),
            _ => None,
        });
        layers
            .flatten()
            .map(|layer| (layer.rid, layer.active))
            .collect()
    };
    let off = changes(drain(&mut conference).1);
    assert_eq!(off, [("m".to_owned(), false), ("h".to_owned(), false)]);
    watch(&mut conference, 1_280, later);
    assert_eq!(changes(drain(&mut conference).1), [("h".to_owned(), true)]);
}

#[test]
fn a_path_that_is_measured_thin_lowers_the_layer() {
    let now = origin();
    let mut conference = two(1_280, now);
    drain(&mut conference);
    let later = now + Duration::from_secs(3);
    let thin = Bitrate::kbps(700);
    let seen = Observation::Estimate {
        peer: key(1),
        bitrate: thin,
    };
    conference.observe(seen, later);
    conference.advance(later);
    assert_eq!(layer(&drain(&mut conference).0), Some(Some(1)));
}

/// As [`offered`], with a slot for each of three voices.
fn offered_three_voices() -> Offered {
    let mut offered = offered();
    offered.slots.extend(["4", "5"].map(|mid| OfferedSlot {
        mid: mid.to_owned(),
        kind: SourceKind::Audio,
    }));
    offered
}

#[test]
fn a_path_too_thin_for_all_voices_has_the_main_speaker_alone() {
    let now = origin();
    let mut conference = Conference::new(now);
    for number in 1..=3 {
        conference.join(person(number), key(number), &offered_three_voices(), now);
        conference.observe(Observation::Connected(key(number)), now);
    }
    for speaker in 2..=3 {
        let source = SourceId(speaker * 2 - 1);
        let level = LevelDbov(-20);
        conference.observe(Observation::Level { source, level }, now);
    }
    drain(&mut conference);
    let mut at = now;
    // Two voices take 124 kbit/s; all are heard again where there is room to spare.
    for (kbps, expected) in [(110, Some(true)), (140, None), (160, Some(false))] {
        at += Duration::from_millis(200);
        let estimate = Observation::Estimate {
            peer: key(1),
            bitrate: Bitrate::kbps(kbps),
        };
        conference.observe(estimate, at);
        conference.advance(at);
        let (orders, _) = drain(&mut conference);
        let alone = orders.iter().find_map(|order| match order {
            Order::Alone { peer, on } if *peer == key(1) => Some(*on),
            _ => None,
        });
        assert_eq!(alone, expected, "{kbps} kbit/s");
    }
}

#[test]
fn a_new_connection_replaces_the_old_and_keeps_sources_and_wishes() {
    let now = origin();
    let mut conference = two(1_280, now);
    drain(&mut conference);
    conference.join(person(1), key(3), &offered(), now);
    let (orders, events) = drain(&mut conference);
    assert!(orders.contains(&Order::Remove(key(1))));
    let filled = orders.iter().any(|order| match order {
        Order::Video { peer, target, .. } => *peer == key(3) && target.is_some(),
        _ => false,
    });
    assert!(filled, "the wish is kept");
    let camera_again = orders.iter().any(|order| match order {
        Order::Publish { peer, source, .. } => *peer == key(3) && *source == camera(1),
        _ => false,
    });
    assert!(camera_again, "the source is the same");
    assert!(!events.contains(&ConferenceEvent::Lost(person(1))));
}

#[test]
fn a_lost_connection_empties_slots_and_a_late_word_of_it_changes_nothing() {
    let now = origin();
    let mut conference = two(1_280, now);
    drain(&mut conference);
    conference.observe(Observation::Lost(key(2)), now);
    let (orders, events) = drain(&mut conference);
    assert_eq!(layer(&orders), Some(None));
    assert!(events.contains(&ConferenceEvent::Lost(person(2))));
    assert_eq!(conference.people(), 2);
    conference.observe(Observation::Lost(key(2)), now);
    assert_eq!(drain(&mut conference), (Vec::new(), Vec::new()));
}

#[test]
fn a_closed_microphone_is_not_heard() {
    let now = origin();
    let mut conference = two(200, now);
    let voice = SourceId(3);
    let off = ParticipantState {
        microphone: false,
        camera: true,
        screen: false,
    };
    conference.state(person(2), off, now);
    drain(&mut conference);
    conference.observe(
        Observation::Level {
            source: voice,
            level: LevelDbov(-20),
        },
        now,
    );
    assert_eq!(drain(&mut conference), (Vec::new(), Vec::new()));
    conference.state(
        person(2),
        ParticipantState {
            microphone: true,
            ..off
        },
        now,
    );
    conference.observe(
        Observation::Level {
            source: voice,
            level: LevelDbov(-20),
        },
        now,
    );
    let (orders, _) = drain(&mut conference);
    assert!(orders.contains(&Order::Audio([Some(voice), None, None])));
}

#[test]
fn who_leaves_is_forgotten() {
    let now = origin();
    let mut conference = two(200, now);
    conference.leave(person(2), now);
    let (orders, _) = drain(&mut conference);
    assert!(
        orders.contains(&Order::Remove(key(2))) && orders.contains(&Order::Withdraw(camera(2)))
    );
    assert_eq!(conference.people(), 1);
}
