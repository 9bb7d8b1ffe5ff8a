//! Tests of where people are put.

use std::collections::HashMap;
use std::sync::Arc;

use model::id::{PersonId, SessionId};
use model::time::Timestamp;
use sfu::limits::LARGE_ROOM;

use super::{Placement, Seat};

fn session(number: u128) -> SessionId {
    SessionId::new(Timestamp::from_millis(1), number)
}

fn person(number: usize) -> PersonId {
    PersonId::new(Timestamp::from_millis(1), number as u128)
}

fn join(placement: &Arc<Placement>, number: u128, who: usize) -> Seat {
    let (seat, joining) = placement.place(session(number), person(who));
    placement.opened(session(number), seat.home);
    joining.keep();
    seat
}

#[test]
fn a_small_room_stays_in_one_thread_and_a_large_one_fills_all_alike() {
    let placement = Arc::new(Placement::new(3));
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for who in 0..LARGE_ROOM {
        let seat = join(&placement, 1, who);
        assert_eq!(seat.home, seat.shard);
        *counts.entry(seat.shard).or_default() += 1;
    }
    assert_eq!(counts.len(), 1);
    for who in LARGE_ROOM..1_500 {
        *counts.entry(join(&placement, 1, who).shard).or_default() += 1;
    }
    assert!(counts.values().all(|count| *count == 500), "{counts:?}");
}

#[test]
fn rooms_go_to_the_thread_with_the_fewest_people() {
    let placement = Arc::new(Placement::new(2));
    let first = join(&placement, 1, 1).home;
    for who in 2..10 {
        assert_eq!(join(&placement, 1, who).home, first);
    }
    for number in 2..6 {
        assert_ne!(join(&placement, number, 100).home, first);
    }
    placement.closed(session(1));
    assert_eq!(join(&placement, 9, 1).home, first);
}

#[test]
fn who_comes_again_is_counted_once_and_who_leaves_not_at_all() {
    let placement = Arc::new(Placement::new(2));
    for _ in 0..100 {
        let seat = join(&placement, 1, 1);
        assert_eq!(seat.home, seat.shard);
    }
    placement.leave(session(1), person(1));
    placement.leave(session(1), person(1));
    placement.closed(session(1));
    assert_eq!(placement.home(session(1)), None);
    assert_eq!(placement.state().load, [(0, 0), (0, 0)]);
}

#[test]
fn a_join_that_is_taken_back_leaves_nothing() {
    let placement = Arc::new(Placement::new(2));
    let (_, joining) = placement.place(session(1), person(1));
    drop(joining);
    assert_eq!(placement.home(session(1)), None);
    assert_eq!(placement.state().load, [(0, 0), (0, 0)]);
}

#[test]
fn who_joins_while_a_room_ends_finds_the_same_thread() {
    let placement = Arc::new(Placement::new(4));
    let home = join(&placement, 1, 1).home;
    let (seat, joining) = placement.place(session(1), person(2));
    placement.closed(session(1));
    assert_eq!((seat.home, placement.home(session(1))), (home, Some(home)));
    placement.opened(session(1), home);
    joining.keep();
    assert_eq!(placement.home(session(1)), Some(home));
}
