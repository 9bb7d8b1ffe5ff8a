//! What is left of a working day, of a free day, and of a night shift.

use model::availability::{FocusBlock, FocusTime, WorkSpan};
use model::id::FocusId;
use model::time::{MinuteOfDay, Weekday};
use proptest::prelude::*;

use super::*;
use crate::availability::default_week;
use crate::availability::tests::{any_instant, any_world, instant, nothing_said, person_in};

fn span(from: &str, until: &str) -> SharedSpan {
    SharedSpan {
        from: instant(from),
        until: instant(until),
    }
}

#[test]
fn what_is_left_is_work_without_focus() {
    let person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    said.focus = vec![FocusBlock {
        id: FocusId::new(Timestamp::default(), 1),
        when: FocusTime::Once {
            from: instant("2026-11-27T14:00:00Z"),
            until: instant("2026-11-27T15:00:00Z"),
        },
    }];
    let schedule = Schedule::new(&person, &said, false, default_week());
    // Friday 14:20 in Berlin.
    let left = day_left(&schedule, instant("2026-11-27T13:20:00Z"));
    assert_eq!(left.until, instant("2026-11-27T16:00:00Z"));
    assert_eq!(
        left.focus,
        [span("2026-11-27T14:00:00Z", "2026-11-27T15:00:00Z")]
    );
    assert_eq!(
        left.free,
        [
            span("2026-11-27T13:20:00Z", "2026-11-27T14:00:00Z"),
            span("2026-11-27T15:00:00Z", "2026-11-27T16:00:00Z"),
        ]
    );
    assert_eq!(left.free_minutes(), 100);
}

#[test]
fn a_day_without_work_left_ends_at_midnight() {
    let person = person_in("Europe/Berlin");
    let said = nothing_said(&person);
    let schedule = Schedule::new(&person, &said, false, default_week());
    for (now, until) in [
        ("2026-11-27T17:00:00Z", "2026-11-27T23:00:00Z"),
        ("2026-11-28T10:00:00Z", "2026-11-28T23:00:00Z"),
    ] {
        let left = day_left(&schedule, instant(now));
        assert_eq!((left.until, left.free_minutes()), (instant(until), 0));
    }
}

#[test]
fn a_night_shift_ends_in_the_morning() {
    let person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    said.weekly = Some(vec![WorkSpan {
        day: Weekday::Monday,
        from: MinuteOfDay(22 * 60),
        until: MinuteOfDay(6 * 60),
    }]);
    let schedule = Schedule::new(&person, &said, false, default_week());
    // Tuesday 02:00 in Berlin.
    let left = day_left(&schedule, instant("2026-11-24T01:00:00Z"));
    assert_eq!(left.until, instant("2026-11-24T05:00:00Z"));
    assert_eq!(left.free_minutes(), 4 * 60);
}

proptest! {
    /// What is left lies ahead and within the day, in order, and no minute is both.
    #[test]
    fn what_is_left_lies_within_the_day(world in any_world(), now in any_instant()) {
        let (person, said, in_call) = world;
        let schedule = Schedule::new(&person, &said, in_call, default_week());
        let left = day_left(&schedule, now);
        prop_assert!(now <= left.until);
        let mut all: Vec<SharedSpan> = left.focus.iter().chain(&left.free).copied().collect();
        all.sort_by_key(|span| span.from);
        let mut before = now;
        for span in all {
            prop_assert!(before <= span.from && span.from < span.until);
            before = span.until;
        }
        prop_assert!(before <= left.until);
    }
}
