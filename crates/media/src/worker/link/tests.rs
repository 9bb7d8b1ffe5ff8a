//! Tests of rings: what a full one drops and what it keeps.

use std::sync::Arc;

use model::id::SessionId;
use model::time::Timestamp;
use sfu::{FromWing, Incoming, LevelDbov, Observation, PeerKey, Relayed, SourceId, SourceKind};

use super::{Crossing, Crossings, Link, What};

fn crossing(what: What) -> Crossing {
    Crossing {
        session: SessionId::new(Timestamp::from_millis(1), 1),
        room: 1,
        what,
    }
}

fn packet() -> Crossing {
    let packet = Incoming {
        track: 0,
        layer: 0,
        ssrc: 1,
        seq: 1,
        time: 0,
        marker: true,
        level: None,
        voice: None,
        quarter_turns: None,
        payload: [0_u8; 3].into(),
        ..Incoming::default()
    };
    crossing(What::Relay(Relayed {
        source: SourceId(1),
        kind: SourceKind::Audio,
        publisher: PeerKey::new(0, 0, 1),
        talk: 1,
        packet: Arc::new(packet),
    }))
}

fn order(number: u32) -> Crossing {
    crossing(What::Home(FromWing::Gone(PeerKey::new(0, number, 1))))
}

fn level() -> Crossing {
    crossing(What::Home(FromWing::Observation(Observation::Level {
        source: SourceId(1),
        level: LevelDbov(-20),
    })))
}

fn numbers(crossings: impl Iterator<Item = Crossing>) -> Vec<PeerKey> {
    let keys = crossings.filter_map(|crossing| match crossing.what {
        What::Home(FromWing::Gone(key)) => Some(key),
        _ => None,
    });
    keys.collect()
}

#[test]
fn a_full_ring_drops_packets_and_levels_and_keeps_orders_in_order() {
    let (link, ends) = Link::bounded(4).unwrap();
    let mut crossings = Crossings::new(vec![link]);
    for number in 0..10 {
        crossings.send(0, order(number));
        crossings.send(0, packet());
        crossings.send(0, level());
    }
    // Four found room: an order, a packet, a level, an order.
    assert_eq!(crossings.take_counts(), (8, 1, 18));
    let mut came = numbers(ends.crossings.try_iter());
    while crossings.flush() {
        came.extend(numbers(ends.crossings.try_iter()));
    }
    came.extend(numbers(ends.crossings.try_iter()));
    let all: Vec<PeerKey> = (0..10).map(|number| PeerKey::new(0, number, 1)).collect();
    assert_eq!(came, all);
}

#[test]
fn a_room_whose_orders_find_no_place_is_named() {
    let (link, _ends) = Link::bounded(1).unwrap();
    let mut crossings = Crossings::new(vec![link]);
    for number in 0..super::WAITING_MAX + 1 {
        crossings.send(0, order(u32::try_from(number).unwrap()));
    }
    assert!(crossings.take_lost().is_empty());
    crossings.send(0, order(0));
    assert_eq!(crossings.take_lost().len(), 1);
}

#[test]
fn a_thread_that_has_ended_holds_nobody_up() {
    let (link, ends) = Link::bounded(1).unwrap();
    drop(ends);
    let mut crossings = Crossings::new(vec![link]);
    crossings.send(0, order(1));
    crossings.send(0, packet());
    assert!(!crossings.flush());
    assert_eq!(crossings.take_counts(), (0, 0, 0));
}
