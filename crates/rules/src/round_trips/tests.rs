//! Counting back and forth, and what it leads to.

use model::availability::{Availability, SharedSpan};
use model::id::{ChannelId, TalkOfferId, TopicId};
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
) -> Option<TalkDecision> {
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
        Some(TalkDecision {
            round_trips: 4,
            way: TalkWay::Now { minutes: 5 }
        })
    );
}

#[test]
fn slow_or_unreachable_people_are_offered_a_clip_or_their_next_slot() {
    let slow = talk(&[1, 2, 1, 2, 1, 2, 1, 2], 9);
    let Some(TalkDecision {
        round_trips: 4,
        way: TalkWay::Later { slots },
    }) = offer(&slow, "Europe/Berlin", None, minute(63))
    else {
        panic!("they are offered a slot");
    };
    let first = SharedSpan {
        from: minute(75),
        until: minute(80),
    };
    assert_eq!((slots.first(), slots.len()), (Some(&first), 3));
    // Berlin and Tokyo share no working time: a clip is left.
    let fast = talk(&[1, 2, 1, 2, 1, 2, 1, 2], 5);
    assert_eq!(
        offer(&fast, "Asia/Tokyo", None, minute(35)),
        Some(TalkDecision {
            round_trips: 4,
            way: TalkWay::Later { slots: Vec::new() }
        })
    );
    // An old exchange does not slow down a new one.
    let mut long = talk(&[1, 2, 1, 2, 1, 2, 1, 2, 1, 2], 5);
    long[0].at = minute(0).minus(Duration::from_secs(86_400));
    assert!(matches!(
        offer(&long, "Europe/Berlin", None, minute(45)),
        Some(TalkDecision {
            round_trips: 5,
            way: TalkWay::Now { .. }
        })
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

#[test]
fn a_message_concerns_those_it_names_or_whoever_spoke_before() {
    assert_eq!(concerned(&[]), []);
    assert_eq!(concerned(&talk(&[1], 1)), []);
    assert_eq!(concerned(&talk(&[2, 1, 1], 1)), []);
    assert_eq!(concerned(&talk(&[1, 2, 1], 1)), [id(2)]);
    let mut said = talk(&[2, 1], 1);
    said[1].to = vec![id(3), id(1)];
    assert_eq!(concerned(&said), [id(3)]);
}

#[test]
fn an_offer_is_over_when_the_next_may_come() {
    let said = talk(&[1, 2, 1, 2, 1, 2, 1, 2], 5);
    let (berlin, kathmandu) = (worker(1, "Europe/Berlin"), worker(2, "Asia/Kathmandu"));
    let zone = |worker: &(Person, Availability)| crate::zone::zone_or_utc(&worker.0.time_zone);
    let ends = offer_ends(&zone(&berlin), &zone(&kathmandu), minute(0));
    // Berlin's midnight comes after that of Kathmandu.
    assert_eq!(ends, instant("2026-11-23T23:00:00Z"));
    let offer = |now| offer(&said, "Asia/Kathmandu", Some(minute(0)), now);
    assert_eq!(offer(ends.minus(Duration::from_millis(1))), None);
    assert!(offer(ends).is_some());
}

#[test]
fn of_two_people_the_quieter_numbers_count() {
    let patient = Settings {
        round_trips_max: 6,
        ..Settings::default()
    };
    assert_eq!(quieter(&patient, &Settings::default()), &patient);
    assert_eq!(quieter(&Settings::default(), &patient), &patient);
}

#[test]
fn an_open_offer_is_taken_while_the_other_can_be_reached_or_waits() {
    let ben = worker(2, "Europe/Berlin");
    let other = Schedule::new(&ben.0, &ben.1, false, default_week());
    let mut offer = TalkOffer {
        id: TalkOfferId::new(minute(0), 1),
        topic: TopicId::new(minute(0), 1),
        channel: ChannelId::new(minute(0), 1),
        people: vec![id(1), id(2)],
        round_trips: 4,
        way: TalkWay::Now { minutes: 10 },
        offered_at: minute(0),
        state: TalkOfferState::Open,
    };
    let take = |offer: &TalkOffer, waits, now| {
        decide_take(offer, &other, waits, now, &Settings::default())
    };
    assert_eq!(take(&offer, false, minute(5)), Ok(10));
    let evening = minute(12 * 60);
    assert_eq!(take(&offer, false, evening), Err(TalkRefusal::NotReachable));
    assert_eq!(take(&offer, true, evening), Ok(10));
    offer.way = TalkWay::Later { slots: Vec::new() };
    assert_eq!(take(&offer, false, minute(5)), Ok(5));
    offer.state = TalkOfferState::Dismissed;
    assert_eq!(take(&offer, true, minute(5)), Err(TalkRefusal::Over));
}
