//! When a large session tells what of its roster.

use model::id::ConnectionId;
use model::time::Timestamp;

use super::*;
use crate::live::Present;

const LISTENS: ParticipantState = ParticipantState {
    microphone: false,
    camera: false,
    screen: false,
};

fn session() -> SessionId {
    SessionId::new(Timestamp::default(), 1)
}

fn person(number: u128) -> PersonId {
    PersonId::new(Timestamp::default(), number)
}

fn come(room: &mut Room, number: u128, state: ParticipantState) {
    let present = Present {
        socket: None,
        connection: ConnectionId::new(Timestamp::default(), number),
        state,
        reconnecting: false,
    };
    room.people.insert(person(number), present);
    room.note(Some(person(number)));
}

/// A room of so many who listen, of which all were told.
fn room(people: u128) -> Room {
    let mut room = Room::default();
    for number in 1..=people {
        come(&mut room, number, LISTENS);
    }
    while room.take_batch(session()).1 {}
    room
}

/// How many batches it takes until all are told of one more who listens.
fn batches_to_count(people: u128) -> usize {
    let mut room = room(people);
    come(&mut room, 0, LISTENS);
    let mut batches = 1;
    loop {
        let (told, more) = room.take_batch(session());
        let Some(told) = told else {
            assert!(more, "it waits for a later batch");
            batches += 1;
            continue;
        };
        assert_eq!(u128::from(told.count), people + 1);
        assert!(!more && told.updated.is_empty());
        return batches;
    }
}

#[test]
fn how_many_there_are_is_told_the_seldomer_the_more_they_are() {
    assert_eq!([30, 249, 600, 1_499].map(batches_to_count), [1, 1, 3, 6]);
}

#[test]
fn who_begins_to_send_is_told_with_the_next_batch_however_many_there_are() {
    let mut room = room(1_499);
    let speaks = ParticipantState {
        microphone: true,
        ..LISTENS
    };
    come(&mut room, 0, speaks);
    let (told, more) = room.take_batch(session());
    let told = told.unwrap();
    assert_eq!((told.count, told.updated.len(), more), (1_500, 1, false));
    // Nothing is left to count.
    assert_eq!(room.take_batch(session()), (None, false));
}

#[test]
fn who_was_told_another_number_than_all_is_told_again_when_it_is_as_it_was() {
    let mut room = room(1_000);
    come(&mut room, 0, LISTENS);
    assert_eq!(room.count_for_one(), 1_001);
    room.people.remove(&person(1));
    room.note(Some(person(1)));
    let told = std::iter::repeat_with(|| room.take_batch(session()));
    let (told, _) = told.take(10).find(|(told, _)| told.is_some()).unwrap();
    assert_eq!(told.unwrap().count, 1_000);
    assert_eq!(room.count_for_one(), 1_000);
    assert_eq!(room.take_batch(session()), (None, false));
}
