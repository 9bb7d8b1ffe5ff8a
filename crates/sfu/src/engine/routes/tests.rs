//! Tests of whom an order is for.

use super::Routes;
use crate::conference::Order;
use crate::source::{Cap, PeerKey, SourceId, SourceKind, StreamKey};

const STAGE: SourceId = SourceId(1);

const fn peer(shard: u8, generation: u32) -> PeerKey {
    PeerKey::new(shard, generation, generation)
}

fn publish(shard: u8, generation: u32) -> Order {
    Order::Publish {
        peer: peer(shard, generation),
        track: 0,
        source: STAGE,
        kind: SourceKind::Video,
        layers: 3,
    }
}

fn video(viewer: PeerKey, layer: Option<u8>) -> Order {
    Order::Video {
        peer: viewer,
        slot: 3,
        target: layer.map(|layer| StreamKey {
            source: STAGE,
            layer,
        }),
        cap: Cap::ALL,
    }
}

/// Routes one order; gives what comes of it, without the order itself.
fn follows(routes: &mut Routes, order: &Order) -> Vec<(u8, Order)> {
    routes.route(order.clone());
    let mut orders = routes.take();
    orders.retain(|(_, other)| other != order);
    orders
}

fn routed(publisher: u8, shard: u8, on: bool) -> Vec<(u8, Order)> {
    let order = Order::Route {
        source: STAGE,
        shard,
        on,
    };
    vec![(publisher, order)]
}

#[test]
fn a_picture_goes_to_a_shard_from_its_first_taker_to_its_last() {
    let mut routes = Routes::new(0);
    routes.route(publish(0, 1));
    routes.take();
    let (one, two) = (peer(1, 2), peer(1, 3));
    assert_eq!(
        follows(&mut routes, &video(one, Some(0))),
        routed(0, 1, true)
    );
    assert_eq!(follows(&mut routes, &video(one, Some(2))), []);
    assert_eq!(follows(&mut routes, &video(two, Some(0))), []);
    assert_eq!(follows(&mut routes, &Order::Remove(two)), []);
    assert_eq!(follows(&mut routes, &video(one, None)), routed(0, 1, false));
    assert_eq!(follows(&mut routes, &video(peer(0, 4), Some(0))), []);
}

#[test]
fn a_publisher_that_comes_back_in_another_shard_learns_who_takes_it() {
    let mut routes = Routes::new(0);
    routes.open(1);
    routes.open(2);
    routes.route(publish(0, 1));
    routes.route(video(peer(1, 2), Some(0)));
    routes.take();
    let withdrawn = follows(&mut routes, &Order::Withdraw(STAGE));
    assert_eq!(withdrawn, []);
    assert_eq!(follows(&mut routes, &publish(2, 3)), routed(2, 1, true));
}

#[test]
fn a_shard_that_opens_learns_what_is_heard_and_all_learn_of_it() {
    let mut routes = Routes::new(0);
    let heard = [Some(STAGE), None, None];
    routes.route(Order::Audio(heard));
    routes.route(Order::Main(Some(STAGE)));
    routes.take();
    routes.open(2);
    let both = 0b101;
    assert_eq!(
        routes.take(),
        [
            (0, Order::Shards(both)),
            (2, Order::Shards(both)),
            (2, Order::Audio(heard)),
            (2, Order::Main(Some(STAGE))),
        ]
    );
    routes.open(2);
    assert_eq!(routes.take(), []);
}
