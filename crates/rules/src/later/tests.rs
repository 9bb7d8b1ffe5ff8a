//! "Mon 09:00 her time", across zones and gaps.

use jiff::civil::{Date, date};
use model::id::PersonId;
use model::time::MinuteOfDay;

use super::*;
use crate::availability::default_week;
use crate::availability::tests::{instant, nothing_said, person_in};

fn later(zone: &str, choice: LaterChoice, now: &str) -> Result<Timestamp, LaterRefusal> {
    let person = person_in(zone);
    let said = nothing_said(&person);
    let schedule = Schedule::new(&person, &said, false, default_week());
    later_at(choice, &schedule, instant(now))
}

fn her() -> PersonId {
    person_in("UTC").id
}

fn their(day: Date, minute: u16) -> LaterChoice {
    LaterChoice::TheirTime {
        person: her(),
        date: day,
        minute: MinuteOfDay(minute),
    }
}

#[test]
fn it_happens_when_their_clock_shows_it() {
    let now = "2026-11-20T13:40:00Z";
    for (zone, choice, wanted) in [
        (
            "Australia/Sydney",
            their(date(2026, 11, 23), 540),
            "2026-11-22T22:00:00Z",
        ),
        (
            "Asia/Kathmandu",
            their(date(2026, 11, 23), 540),
            "2026-11-23T03:15:00Z",
        ),
        (
            "Asia/Tokyo",
            LaterChoice::NextWorkingMinute { person: her() },
            "2026-11-23T00:00:00Z",
        ),
    ] {
        assert_eq!(later(zone, choice, now), Ok(instant(wanted)), "{zone}");
    }
    // 02:30 does not exist in New York on 8 March 2026: it is sent when the clock has passed it.
    assert_eq!(
        later(
            "America/New_York",
            their(date(2026, 3, 8), 150),
            "2026-03-01T00:00:00Z"
        ),
        Ok(instant("2026-03-08T07:00:00Z"))
    );
}

#[test]
fn the_past_and_the_far_future_are_refused() {
    let now = "2026-11-20T13:40:00Z";
    let at = |text: &str| LaterChoice::At { at: instant(text) };
    for (choice, refusal) in [
        (at(now), LaterRefusal::Past),
        (at("2028-01-01T00:00:00Z"), LaterRefusal::TooFar),
        (their(date(2026, 11, 19), 540), LaterRefusal::Past),
        (their(date(2026, 11, 23), 1440), LaterRefusal::Minute),
    ] {
        assert_eq!(later("UTC", choice, now), Err(refusal));
    }
}
