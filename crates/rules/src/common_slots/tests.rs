//! Slots of two, meetings across the world, and who bears them.

use model::availability::{Availability, AvailabilityState};
use model::person::Person;
use proptest::prelude::*;

use super::*;
use crate::availability::tests::{
    any_instant, any_world, focus_once, instant, nothing_said, person_in, time_off,
};
use crate::availability::{availability_at, default_week};

fn worker(number: u128, zone: &str) -> (Person, Availability) {
    let mut person = person_in(zone);
    person.id = PersonId::new(person.joined_at, number);
    let said = nothing_said(&person);
    (person, said)
}

fn schedule((person, said): &(Person, Availability)) -> Schedule<'_> {
    Schedule::new(person, said, false, default_week())
}

fn wish() -> MeetingWish {
    MeetingWish {
        from: instant("2026-11-23T00:00:00Z"),
        until: instant("2026-11-28T00:00:00Z"),
        length_minutes: 15,
        pause_minutes: 5,
        proposals_max: 3,
    }
}

fn attendee<'a>(schedule: &'a Schedule<'a>) -> Attendee<'a> {
    Attendee {
        schedule,
        required: true,
        burden: 0,
        busy: &[],
    }
}

#[test]
fn the_next_slot_of_two_begins_at_a_quarter_when_both_work() {
    let berlin = worker(1, "Europe/Berlin");
    let kathmandu = worker(2, "Asia/Kathmandu");
    let (a, b) = (schedule(&berlin), schedule(&kathmandu));
    // Berlin works from 08:00 UTC, Kathmandu until 11:15 UTC.
    let length = Duration::from_secs(15 * 60);
    let slots = |now: &str| -> Vec<Timestamp> {
        let found = next_common_slots(&[&a, &b], instant(now), length, 3);
        found.iter().map(|slot| slot.from).collect()
    };
    let slot = |now: &str| slots(now).first().copied();
    assert_eq!(
        slot("2026-11-23T08:03:00Z"),
        Some(instant("2026-11-23T08:15:00Z"))
    );
    assert_eq!(
        slot("2026-11-23T11:01:00Z"),
        Some(instant("2026-11-24T08:00:00Z"))
    );
    assert_eq!(
        slot("2026-11-27T12:00:00Z"),
        Some(instant("2026-11-30T08:00:00Z"))
    );
    // The beginnings of what both share: today, tomorrow, the day after; over the weekend, too.
    assert_eq!(
        slots("2026-11-26T09:31:00Z"),
        [
            instant("2026-11-26T09:45:00Z"),
            instant("2026-11-27T08:00:00Z"),
            instant("2026-11-30T08:00:00Z"),
        ]
    );
    assert!(share_an_hour(&[&a, &b], instant("2026-11-23T08:03:00Z")));
    let hours = |count: u64| Duration::from_secs(count * 60 * 60);
    let share = |length| share_time(&[&a, &b], instant("2026-11-23T08:03:00Z"), length);
    assert!(share(hours(1)) && !share(hours(8)));
    let new_york = worker(3, "America/New_York");
    let c = schedule(&new_york);
    assert!(!share_an_hour(&[&b, &c], instant("2026-11-23T08:03:00Z")));
    assert_eq!(
        next_common_slots(&[&b, &c], instant("2026-11-23T08:03:00Z"), length, 3),
        []
    );
}

#[test]
fn a_meeting_in_everyones_working_hours_comes_first_and_keeps_pauses() {
    let berlin = worker(1, "Europe/Berlin");
    let kathmandu = worker(2, "Asia/Kathmandu");
    let (a, b) = (schedule(&berlin), schedule(&kathmandu));
    let busy = [SharedSpan {
        from: instant("2026-11-23T08:00:00Z"),
        until: instant("2026-11-23T08:30:00Z"),
    }];
    let attendees = [
        Attendee {
            busy: &busy,
            ..attendee(&a)
        },
        attendee(&b),
    ];
    let found = common_slots(&wish(), &attendees);
    let begins: Vec<Timestamp> = found.iter().map(|p| p.from).collect();
    assert_eq!(
        begins,
        [
            // 08:30 would leave no pause after the meeting that ends then.
            instant("2026-11-23T08:45:00Z"),
            instant("2026-11-23T09:00:00Z"),
            instant("2026-11-23T09:15:00Z"),
        ]
    );
    assert!(found.iter().all(|p| p.burdens.is_empty()));
    // Nor may it end when another meeting begins.
    let later = [SharedSpan {
        from: instant("2026-11-23T08:15:00Z"),
        until: instant("2026-11-23T11:00:00Z"),
    }];
    let attendees = [
        Attendee {
            busy: &later,
            ..attendee(&a)
        },
        attendee(&b),
    ];
    let first = common_slots(&wish(), &attendees).first().map(|p| p.from);
    assert_eq!(first, Some(instant("2026-11-24T08:00:00Z")));
}

#[test]
fn focus_is_touched_only_if_nothing_else_is_left_and_time_off_never() {
    let mut berlin = worker(1, "Europe/Berlin");
    berlin.1.focus = vec![focus_once("2026-11-23T08:00:00Z", "2026-11-23T16:00:00Z")];
    berlin.1.time_off = vec![time_off("2026-11-24T00:00:00Z", "2026-11-29T00:00:00Z")];
    let a = schedule(&berlin);
    let day = MeetingWish {
        from: instant("2026-11-23T08:00:00Z"),
        proposals_max: 1,
        ..wish()
    };
    let found = common_slots(&day, &[attendee(&a)]);
    assert_eq!(found[0].from, instant("2026-11-23T08:00:00Z"));
    assert_eq!(found[0].burdens, [(berlin.0.id, 15)]);
    let away = MeetingWish {
        from: instant("2026-11-24T08:00:00Z"),
        ..wish()
    };
    assert_eq!(common_slots(&away, &[attendee(&a)]), []);
    let optional = Attendee {
        required: false,
        ..attendee(&a)
    };
    assert_eq!(common_slots(&away, &[optional])[0].missing, [berlin.0.id]);
}

#[test]
fn the_pain_is_shared_over_meetings() {
    // New York and Sydney share no working hour in November.
    let people = [
        worker(1, "America/New_York"),
        worker(2, "Australia/Sydney"),
        worker(3, "Europe/Berlin"),
    ];
    let schedules: Vec<Schedule<'_>> = people.iter().map(schedule).collect();
    let mut burdens = [0u32; 3];
    for _ in 0..12 {
        let attendees: Vec<Attendee<'_>> = schedules
            .iter()
            .zip(burdens)
            .map(|(schedule, burden)| Attendee {
                burden,
                ..attendee(schedule)
            })
            .collect();
        let found = common_slots(&wish(), &attendees);
        for (person, burden) in &found[0].burdens {
            let index = people.iter().position(|p| p.0.id == *person).unwrap();
            burdens[index] += burden;
        }
    }
    let most = burdens.iter().max().unwrap();
    assert!(0 < *most);
    // Nobody bears more than one meeting at night above the others who bear any.
    let bearing: Vec<u32> = burdens.iter().copied().filter(|b| 0 < *b).collect();
    assert!(2 <= bearing.len(), "{burdens:?}");
    let least = bearing.iter().min().unwrap();
    assert!(most - least <= 8 * 15, "{burdens:?}");
}

proptest! {
    /// What is shared is available to each, and what is outside it is not available to somebody.
    #[test]
    fn shared_time_is_what_is_available_to_each(
        (person_a, said_a, _) in any_world(),
        (person_b, said_b, _) in any_world(),
        from in any_instant(),
        share in 0.0f64..1.0,
    ) {
        let a = Schedule::new(&person_a, &said_a, false, default_week());
        let b = Schedule::new(&person_b, &said_b, false, default_week());
        let until = from.plus(Duration::from_secs(5 * 24 * 60 * 60));
        let shared = shared_spans(&[&a, &b], from, until);
        let at = from.plus(until.since(from).mul_f64(share));
        let inside = shared.iter().any(|s| s.from <= at && at < s.until);
        let both = [&a, &b]
            .iter()
            .all(|s| availability_at(s, at).state == AvailabilityState::Available);
        prop_assert_eq!(inside, both);
        let length = Duration::from_secs(15 * 60);
        for slot in next_common_slots(&[&a, &b], from, length, 3) {
            for instant in [slot.from, slot.until.minus(Duration::from_millis(1))] {
                prop_assert_eq!(availability_at(&a, instant).state, AvailabilityState::Available);
                prop_assert_eq!(availability_at(&b, instant).state, AvailabilityState::Available);
            }
        }
    }
}
