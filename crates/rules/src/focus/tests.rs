//! "25 minutes", "until 15:00", "until tomorrow".

use proptest::prelude::*;

use super::*;
use crate::availability::default_week;
use crate::availability::tests::{
    any_instant, any_world, instant, nothing_said, person_in, time_off,
};

fn check(choice: FocusChoice, now: &str, wanted: &str) {
    let person = person_in("Europe/Berlin");
    let said = nothing_said(&person);
    let schedule = Schedule::new(&person, &said, false, default_week());
    let got = focus_until(choice, &schedule, instant(now));
    assert_eq!(got, Ok(instant(wanted)), "{choice:?} at {now}");
}

#[test]
fn each_choice_ends_when_it_says() {
    // Friday 14:00 in Berlin.
    let now = "2026-11-27T13:00:00Z";
    let until = |hour: u16| FocusChoice::Until {
        minute: MinuteOfDay(hour * 60),
    };
    check(
        FocusChoice::Minutes { minutes: 25 },
        now,
        "2026-11-27T13:25:00Z",
    );
    check(until(15), now, "2026-11-27T14:00:00Z");
    check(until(14), now, "2026-11-28T13:00:00Z");
    check(FocusChoice::EndOfDay, now, "2026-11-27T16:00:00Z");
    check(FocusChoice::UntilTomorrow, now, "2026-11-30T08:00:00Z");
    // In the evening the working day has ended already.
    check(
        FocusChoice::EndOfDay,
        "2026-11-27T18:00:00Z",
        "2026-11-30T08:00:00Z",
    );
}

#[test]
fn endless_and_empty_choices_are_refused() {
    let person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    said.weekly = Some(Vec::new());
    let schedule = Schedule::new(&person, &said, false, default_week());
    let now = instant("2026-11-27T13:00:00Z");
    for minutes in [0, FOCUS_MINUTES_MAX + 1] {
        let choice = FocusChoice::Minutes { minutes };
        assert_eq!(
            focus_until(choice, &schedule, now),
            Err(FocusRefusal::Minutes)
        );
    }
    let minute = MinuteOfDay(1440);
    assert_eq!(
        focus_until(FocusChoice::Until { minute }, &schedule, now),
        Err(FocusRefusal::Minute)
    );
    // Without working time tomorrow is the calendar's.
    assert_eq!(
        focus_until(FocusChoice::UntilTomorrow, &schedule, now),
        Ok(instant("2026-11-27T23:00:00Z"))
    );
}

#[test]
fn who_is_away_for_long_is_not_silent_for_longer_than_a_month() {
    let person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    said.time_off = vec![time_off("2026-11-01T00:00:00Z", "2027-01-10T23:00:00Z")];
    let schedule = Schedule::new(&person, &said, false, default_week());
    let now = instant("2026-11-27T13:00:00Z");
    assert_eq!(
        focus_until(FocusChoice::UntilTomorrow, &schedule, now),
        Ok(now.plus(SILENCE_MAX))
    );
}

proptest! {
    /// Every choice ends, after now.
    #[test]
    fn every_choice_ends(
        (person, said, in_call) in any_world(),
        now in any_instant(),
        minute in 0u16..1440,
        kind in 0usize..3,
    ) {
        let choice = [
            FocusChoice::Until { minute: MinuteOfDay(minute) },
            FocusChoice::EndOfDay,
            FocusChoice::UntilTomorrow,
        ][kind];
        let schedule = Schedule::new(&person, &said, in_call, default_week());
        let until = focus_until(choice, &schedule, now).unwrap();
        prop_assert!(now < until);
        prop_assert!(until <= now.plus(SILENCE_MAX));
    }
}
