//! Tests of what an input costs in rooms of different sizes: counted, not timed.

use std::time::{Duration, Instant};

use model::session::ParticipantState;

use super::{camera, drain, key, offered, origin, person, watch_as};
use crate::conference::{Conference, ConferenceEvent};
use crate::quality::{PathReport, Share, Strain};
use crate::shard::Observation;
use crate::source::{Bitrate, LayerReport, Size, SourceId, StreamKey};
use crate::speakers::LevelDbov;

const SIZES: [u32; 3] = [10, 100, 1_500];

/// Decisions, orders and events of one input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cost {
    decided: u64,
    orders: usize,
    events: usize,
}

fn cost(conference: &mut Conference, input: impl FnOnce(&mut Conference)) -> Cost {
    drain(conference);
    let before = conference.decided();
    input(conference);
    let (orders, events) = drain(conference);
    Cost {
        decided: conference.decided() - before,
        orders: orders.len(),
        events: events.len(),
    }
}

const LISTENS: ParticipantState = ParticipantState {
    microphone: true,
    camera: false,
    screen: false,
};

/// So many people who all see the first; all others' cameras are off.
fn room(size: u32, now: Instant) -> Conference {
    let mut conference = Conference::new(now);
    for number in 1..=size {
        join(&mut conference, number, now);
    }
    for layer in 0..3 {
        measure(&mut conference, layer, 500, now);
    }
    settle(&mut conference, now);
    conference
}

fn join(conference: &mut Conference, number: u32, now: Instant) {
    if number != 1 {
        conference.state(person(number), LISTENS, now);
    }
    conference.join(person(number), key(number), &offered(), now);
    conference.observe(Observation::Connected(key(number)), now);
    watch_as(conference, number, 1, 320, now);
}

fn measure(conference: &mut Conference, layer: u8, kbps: u64, now: Instant) {
    let report = LayerReport {
        live: true,
        bitrate: Bitrate::kbps(kbps << layer),
        size: Some(Size {
            width: 320 << layer,
            height: 180 << layer,
        }),
        ..LayerReport::default()
    };
    let stream = StreamKey {
        source: camera(1),
        layer,
    };
    conference.observe(Observation::Layer { stream, report }, now);
}

/// Lets everything that waits for ticks happen.
fn settle(conference: &mut Conference, now: Instant) -> Instant {
    let later = now + Duration::from_secs(6);
    for tick in 0..60 {
        conference.advance(now + Duration::from_millis(100) * tick);
    }
    drain(conference);
    later
}

fn hear(conference: &mut Conference, source: SourceId, now: Instant) {
    for packet in 0..5 {
        conference.observe(
            Observation::Level {
                source,
                level: LevelDbov(-20),
            },
            now + Duration::from_millis(20) * packet,
        );
    }
}

/// The microphone of a person: sources are numbered in the order of publishing.
fn voice(number: u32) -> SourceId {
    SourceId(number * 2 - 1)
}

fn constant(what: &str, input: impl Fn(&mut Conference, u32, Instant)) -> Cost {
    let costs = SIZES.map(|size| {
        let now = origin();
        let mut conference = room(size, now);
        let later = now + Duration::from_secs(6);
        cost(&mut conference, |conference| input(conference, size, later))
    });
    assert!(
        costs.iter().all(|cost| *cost == costs[0]),
        "{what}: {costs:?}"
    );
    costs[0]
}

#[test]
fn joining_costs_the_same_in_every_room() {
    let joining = constant("join", |conference, size, now| {
        join(conference, size + 1, now);
    });
    assert!(
        joining.decided <= 2 && joining.orders <= 6 && joining.events <= 3,
        "{joining:?}"
    );
}

#[test]
fn coming_back_leaving_and_being_lost_cost_the_same_in_every_room() {
    let back = constant("reconnect", |conference, _, now| {
        conference.join(person(7), key(9_999), &offered(), now);
    });
    assert_eq!(back.decided, 1, "{back:?}");
    let left = constant("leave", |conference, _, now| {
        conference.leave(person(7), now)
    });
    assert_eq!((left.decided, left.events), (0, 0), "{left:?}");
    let lost = constant("lost", |conference, _, now| {
        conference.observe(Observation::Lost(key(7)), now);
    });
    assert_eq!((lost.decided, lost.events), (0, 1), "{lost:?}");
}

#[test]
fn what_one_person_wishes_sends_or_receives_costs_the_same_in_every_room() {
    let wish = constant("wish", |conference, _, now| {
        watch_as(conference, 5, 1, 1_280, now);
    });
    assert_eq!(wish.decided, 1, "{wish:?}");
    let muted = constant("state", |conference, _, now| {
        let muted = ParticipantState {
            microphone: false,
            ..LISTENS
        };
        conference.state(person(5), muted, now);
    });
    assert_eq!(
        (muted.decided, muted.orders, muted.events),
        (0, 0, 0),
        "{muted:?}"
    );
    let estimate = constant("estimate", |conference, _, now| {
        let estimate = Observation::Estimate {
            peer: key(5),
            bitrate: Bitrate::kbps(900),
        };
        conference.observe(estimate, now);
        conference.advance(now + Duration::from_millis(100));
    });
    assert_eq!(estimate.decided, 1, "{estimate:?}");
    let quiet = constant("tick", |conference, _, now| {
        conference.advance(now + Duration::from_millis(100));
    });
    assert_eq!(
        (quiet.decided, quiet.orders, quiet.events),
        (0, 0, 0),
        "{quiet:?}"
    );
}

#[test]
fn who_speaks_is_one_order_at_once_and_one_event_a_listener_in_a_batch() {
    for size in SIZES {
        let now = origin();
        let mut conference = room(size, now);
        let mut later = now + Duration::from_secs(6);
        let at_once = cost(&mut conference, |conference| {
            hear(conference, voice(3), later);
        });
        assert_eq!((at_once.orders, at_once.events), (1, 0), "{size}");
        let listeners = usize::try_from(size).unwrap();
        later += Duration::from_millis(100);
        let told = cost(&mut conference, |conference| conference.advance(later));
        // Who speaks, once for all; whose voice comes in the slot, once for each who hears it.
        assert_eq!((told.decided, told.events), (0, listeners), "{size}");
        // A debate: in every tenth of a second another voice comes in.
        let mut events = 0;
        for number in 4..14 {
            let number = 2 + number % (size - 2);
            conference.observe(Observation::Lost(key(number)), later);
            hear(&mut conference, voice(3 + number % 3), later);
            later += Duration::from_millis(100);
            conference.advance(later);
            let slots = |event: &ConferenceEvent| matches!(event, ConferenceEvent::Slots(..));
            events += drain(&mut conference)
                .1
                .iter()
                .filter(|event| slots(event))
                .count();
        }
        let batches = if listeners <= crate::limits::LARGE_ROOM {
            10
        } else {
            2
        };
        assert!(
            events <= batches * listeners,
            "{size}: {events} events in a second"
        );
    }
}

#[test]
fn a_change_of_the_stage_is_one_decision_a_viewer_spread_over_ticks() {
    let now = origin();
    let mut conference = room(1_500, now);
    let later = now + Duration::from_secs(6);
    let mut counts = Vec::new();
    let at_once = cost(&mut conference, |conference| {
        measure(conference, 0, 1_100, later);
    });
    assert_eq!(at_once.decided, 0);
    for tick in 1..=8 {
        let now = later + Duration::from_millis(100) * tick;
        counts.push(cost(&mut conference, |conference| conference.advance(now)).decided);
    }
    assert_eq!(counts.iter().sum::<u64>(), 1_500, "{counts:?}");
    assert!(counts.iter().all(|count| *count <= 256), "{counts:?}");
    let little = cost(&mut conference, |conference| {
        measure(conference, 0, 1_150, later);
        conference.advance(later + Duration::from_secs(1));
    });
    assert_eq!(little.decided, 0, "a small change concerns nobody");
}

#[test]
fn a_bad_connection_costs_the_same_in_every_room() {
    let report = PathReport {
        up: Share { of: 100, lost: 9 },
        ..PathReport::default()
    };
    let bad = constant("a lossy way up", |conference, _, now| {
        for second in 0..5 {
            let now = now + Duration::from_secs(second);
            let peer = key(5);
            conference.observe(Observation::Path { peer, report }, now);
        }
    });
    assert_eq!((bad.decided, bad.orders, bad.events), (0, 0, 1), "{bad:?}");
}

#[test]
fn a_busy_server_is_told_to_all_over_ticks() {
    let now = origin();
    let mut conference = room(1_500, now);
    let later = now + Duration::from_secs(6);
    let strain = Strain {
        late: Duration::from_millis(400),
        ..Strain::default()
    };
    let mut events = Vec::new();
    for tick in 0..40 {
        let now = later + Duration::from_millis(100) * tick;
        let told = cost(&mut conference, |conference| {
            conference.observe(Observation::Strain { shard: 0, strain }, now);
            conference.advance(now);
        });
        events.push(told.events);
    }
    assert_eq!(events.iter().sum::<usize>(), 1_500, "{events:?}");
    assert!(events.iter().all(|count| *count <= 256), "{events:?}");
}
