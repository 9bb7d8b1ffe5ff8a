//! Counting back and forth, and what it leads to.

use model::availability::Availability;
use model::person::Person;

use super::*;
use crate::availability::default_week;
use crate::availability::tests::{instant, nothing_said, person_in};

fn worker(number: u128, zone: &str) -> (Person, Availability) {
    let mut person = person_in(zone);
    person.id = PersonId::new(person.joined_at, number);
    let said = nothing_said(&person);
    (person, said)
}

fn id(number: u128) -> PersonId {
    worker(number, "UTC").0.id
}

/// Monday 10:00 in Berlin.
const START: &str = "2026-11-23T09:00:00Z";

fn minute(count: u64) -> Timestamp {
    instant(START).plus(Duration::from_secs(60 * count))
}

/// Messages of the authors, `apart` minutes apart, naming nobody.
fn talk(authors: &[u128], apart: u64) -> Vec<Said> {
    authors
        .iter()
        .zip(0..)
        .map(|(author, index)| Said {
            author: id(*author),
            at: minute(index * apart),
            to: Vec::new(),
        })
        .collect()
}

fn count(said: &[Said]) -> usize {
    round_trips(said, id(1), id(2)).len()
}

fn offer(
    said: &[Said],
    zone: &str,
    offered: Option<Timestamp>,
    now: Timestamp,
) -> Option<TalkOffer> {
    let (ana, ben) = (worker(1, "Europe/Berlin"), worker(2, zone));
    let a = Schedule::new(&ana.0, &ana.1, false, default_week());
    let b = Schedule::new(&ben.0, &ben.1, false, default_week());
    decide_talk_offer(said, &a, &b, offered, now, &Settings::default())
}

#[test]
fn a_round_trip_is_one_there_and_one_back() {
    assert_eq!(count(&talk(&[1], 1)), 0);
    assert_eq!(count(&talk(&[1, 1, 2, 2, 1], 1)), 1);
    assert_eq!(count(&talk(&[1, 2, 1, 2, 1, 2, 1, 2], 1)), 4);
}

#[test]
fn only_what_the_two_say_to_each_other_counts() {
    // A third person between them: what follows hers is not to the other.
    assert_eq!(count(&talk(&[1, 3, 2, 3, 1, 3, 2], 1)), 0);
    // Unless it names the other.
    let mut said = talk(&[1, 3, 2, 3, 1, 3, 2], 1);
    for message in &mut said {
        message.to = match message.author {
            author if author == id(1) => vec![id(2)],
            _ => vec![id(1)],
        };
    }
    assert_eq!(count(&said), 2);
    // What names somebody else does not count.
    let mut said = talk(&[1, 2], 1);
    said[1].to = vec![id(3)];
    assert_eq!(count(&said), 0);
}

#[test]
fn the_fourth_round_trip_within_the_hour_offers_to_talk_now() {
    let said = talk(&[1, 2, 1, 2, 1, 2, 1, 2], 5);
    assert_eq!(offer(&said[..7], "Europe/Berlin", None, minute(35)), None);
    assert_eq!(
        offer(&said, "Europe/Berlin", None, minute(35)),
        Some(TalkOffer::Now {
            round_trips: 4,
            minutes: 5
        })
    );
}

#[test]
fn slow_or_unreachable_people_are_offered_a_clip_or_their_next_slot() {
    let slow = talk(&[1, 2, 1, 2, 1, 2, 1, 2], 9);
    assert_eq!(
        offer(&slow, "Europe/Berlin", None, minute(63)),
        Some(TalkOffer::Later {
            round_trips: 4,
            slot: Some(SharedSpan {
                from: minute(75),
                until: minute(80)
            })
        })
    );
    // Berlin and Tokyo share no working time: a clip is left.
    let fast = talk(&[1, 2, 1, 2, 1, 2, 1, 2], 5);
    assert_eq!(
        offer(&fast, "Asia/Tokyo", None, minute(35)),
        Some(TalkOffer::Later {
            round_trips: 4,
            slot: None
        })
    );
    // An old exchange does not slow down a new one.
    let mut long = talk(&[1, 2, 1, 2, 1, 2, 1, 2, 1, 2], 5);
    long[0].at = minute(0).minus(Duration::from_secs(86_400));
    assert!(matches!(
        offer(&long, "Europe/Berlin", None, minute(45)),
        Some(TalkOffer::Now { round_trips: 5, .. })
    ));
}

#[test]
fn it_is_offered_once_per_topic_and_day() {
    let said = talk(&[1, 2, 1, 2, 1, 2, 1, 2], 5);
    assert_eq!(
        offer(&said, "Europe/Berlin", Some(minute(30)), minute(35)),
        None
    );
    let yesterday = Some(minute(30).minus(Duration::from_secs(86_400)));
    assert!(offer(&said, "Europe/Berlin", yesterday, minute(35)).is_some());
}
