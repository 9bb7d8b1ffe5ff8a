//! Due instants with exact instants, and the law that they lie in working time.

use model::time::Weekday;
use proptest::prelude::*;

use super::*;
use crate::availability::default_week;
use crate::availability::tests::{
    any_instant, any_world, every_day, focus_once, instant, nothing_said, person_in, span, time_off,
};

const NINE_TO_FIVE: u32 = 8 * 60;

fn check_due(zone: &str, expectation: Expectation, now: &str, wanted: &str) {
    let person = person_in(zone);
    let said = nothing_said(&person);
    let schedule = Schedule::new(&person, &said, false, default_week());
    let due = due_instant(expectation, &schedule, instant(now), &Settings::default()).unwrap();
    assert_eq!(due.at, Some(instant(wanted)), "{expectation:?} from {now}");
}

#[test]
fn today_is_eight_working_hours_of_the_asked_person() {
    // Monday 14:00 in Berlin: three hours today, five tomorrow.
    check_due(
        "Europe/Berlin",
        Expectation::Today,
        "2026-11-23T13:00:00Z",
        "2026-11-24T13:00:00Z",
    );
    // At the first working minute: the end of the day.
    check_due(
        "Europe/Berlin",
        Expectation::Today,
        "2026-11-23T08:00:00Z",
        "2026-11-23T16:00:00Z",
    );
    // Friday night in Tokyo: the end of Monday there.
    check_due(
        "Asia/Tokyo",
        Expectation::Today,
        "2026-11-20T13:40:00Z",
        "2026-11-23T08:00:00Z",
    );
    // Over New York's change to winter time.
    check_due(
        "America/New_York",
        Expectation::Today,
        "2026-10-30T20:00:00Z",
        "2026-11-02T21:00:00Z",
    );
}

#[test]
fn today_names_what_it_counted() {
    let person = person_in("Asia/Tokyo");
    let said = nothing_said(&person);
    let schedule = Schedule::new(&person, &said, false, default_week());
    let now = instant("2026-11-20T13:40:00Z");
    let due = due_instant(Expectation::Today, &schedule, now, &Settings::default()).unwrap();
    assert_eq!(
        due.reason,
        DueReason::WorkingTime {
            minutes: NINE_TO_FIVE,
            counted_from: instant("2026-11-23T00:00:00Z"),
            assumed: true,
        }
    );
}

#[test]
fn this_week_is_five_working_days_and_the_day_begun_counts() {
    // Monday 14:00: the end of Friday. Friday 16:59: the end of Thursday. Saturday: of Friday.
    for (now, wanted) in [
        ("2026-11-23T13:00:00Z", "2026-11-27T16:00:00Z"),
        ("2026-11-27T15:59:00Z", "2026-12-03T16:00:00Z"),
        ("2026-11-27T16:00:00Z", "2026-12-04T16:00:00Z"),
        ("2026-11-28T10:00:00Z", "2026-12-04T16:00:00Z"),
    ] {
        check_due("Europe/Berlin", Expectation::ThisWeek, now, wanted);
    }
}

#[test]
fn this_week_leaves_out_days_off_and_counts_a_half_day() {
    let person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    said.time_off = vec![
        // All of Tuesday; Wednesday from noon.
        time_off("2026-11-23T23:00:00Z", "2026-11-24T23:00:00Z"),
        time_off("2026-11-25T11:00:00Z", "2026-11-25T23:00:00Z"),
    ];
    let schedule = Schedule::new(&person, &said, false, default_week());
    let now = instant("2026-11-23T13:00:00Z");
    let settings = Settings {
        this_week_days: 2,
        ..Settings::default()
    };
    let due = due_instant(Expectation::ThisWeek, &schedule, now, &settings).unwrap();
    assert_eq!(due.at, Some(instant("2026-11-25T11:00:00Z")));
}

#[test]
fn a_night_shift_is_one_working_day_of_the_day_it_begins_on() {
    let person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    said.weekly = Some(every_day(22 * 60, 6 * 60));
    let schedule = Schedule::new(&person, &said, false, default_week());
    // Tuesday 02:00, in the shift that began on Monday: it is the first of five.
    let now = instant("2026-11-24T01:00:00Z");
    let due = due_instant(Expectation::ThisWeek, &schedule, now, &Settings::default()).unwrap();
    assert_eq!(due.at, Some(instant("2026-11-28T05:00:00Z")));
}

#[test]
fn a_day_and_night_week_counts_days_by_the_calendar() {
    let person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    said.weekly = Some(every_day(0, 1440));
    let schedule = Schedule::new(&person, &said, false, default_week());
    let now = instant("2026-11-23T13:00:00Z");
    let due = due_instant(Expectation::ThisWeek, &schedule, now, &Settings::default()).unwrap();
    assert_eq!(due.at, Some(instant("2026-11-27T23:00:00Z")));
}

#[test]
fn now_is_ten_minutes_from_the_first_reachable_one_in_working_time() {
    check_due(
        "Europe/Berlin",
        Expectation::Now,
        "2026-11-23T13:00:00Z",
        "2026-11-23T13:10:00Z",
    );
    check_due(
        "Europe/Berlin",
        Expectation::Now,
        "2026-11-23T20:00:00Z",
        "2026-11-24T08:10:00Z",
    );
    // 16:55: five minutes today, five tomorrow.
    check_due(
        "Europe/Berlin",
        Expectation::Now,
        "2026-11-23T15:55:00Z",
        "2026-11-24T08:05:00Z",
    );
    let person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    said.focus = vec![focus_once("2026-11-23T12:00:00Z", "2026-11-23T14:00:00Z")];
    let schedule = Schedule::new(&person, &said, false, default_week());
    let now = instant("2026-11-23T13:00:00Z");
    let due = due_instant(Expectation::Now, &schedule, now, &Settings::default()).unwrap();
    assert_eq!(due.at, Some(instant("2026-11-23T14:10:00Z")));
}

#[test]
fn a_named_instant_stays_or_moves_into_working_time_and_says_so() {
    let person = person_in("Europe/Berlin");
    let said = nothing_said(&person);
    let schedule = Schedule::new(&person, &said, false, default_week());
    let off = StateReason::OutsideWorkingHours { assumed: true };
    let named = |text: &str| instant(text);
    for (now, by, wanted, reason) in [
        (
            "2026-11-23T13:00:00Z",
            "2026-11-24T10:00:00Z",
            "2026-11-24T10:00:00Z",
            DueReason::Named,
        ),
        // The very end and the very beginning of work are working time.
        (
            "2026-11-23T13:00:00Z",
            "2026-11-24T16:00:00Z",
            "2026-11-24T16:00:00Z",
            DueReason::Named,
        ),
        (
            "2026-11-23T13:00:00Z",
            "2026-11-24T08:00:00Z",
            "2026-11-24T08:00:00Z",
            DueReason::Named,
        ),
        // Saturday noon becomes Friday 17:00.
        (
            "2026-11-23T13:00:00Z",
            "2026-11-28T11:00:00Z",
            "2026-11-27T16:00:00Z",
            DueReason::MovedEarlier {
                named: named("2026-11-28T11:00:00Z"),
                off: off.clone(),
            },
        ),
        // Asked on Saturday for Saturday: Monday 09:00.
        (
            "2026-11-28T09:00:00Z",
            "2026-11-28T11:00:00Z",
            "2026-11-30T08:00:00Z",
            DueReason::MovedLater {
                named: named("2026-11-28T11:00:00Z"),
                off: off.clone(),
            },
        ),
    ] {
        let due = due_instant(
            Expectation::By(instant(by)),
            &schedule,
            instant(now),
            &Settings::default(),
        );
        assert_eq!(
            due,
            Some(Due {
                at: Some(instant(wanted)),
                reason
            }),
            "by {by} asked {now}"
        );
    }
}

#[test]
fn without_working_time_nothing_is_promised() {
    let person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    said.time_off = vec![time_off("2026-11-01T00:00:00Z", "2027-11-01T00:00:00Z")];
    let schedule = Schedule::new(&person, &said, false, default_week());
    let now = instant("2026-11-23T13:00:00Z");
    for expectation in [
        Expectation::Now,
        Expectation::Today,
        Expectation::ThisWeek,
        Expectation::By(instant("2026-12-01T13:00:00Z")),
    ] {
        let due = due_instant(expectation, &schedule, now, &Settings::default()).unwrap();
        let note = "holiday".to_owned();
        let off = StateReason::TimeOff { note };
        assert_eq!(due.at, None, "{expectation:?}");
        assert_eq!(due.reason, DueReason::NoWorkingTime { off });
    }
    assert_eq!(
        due_instant(Expectation::None, &schedule, now, &Settings::default()),
        None
    );
}

#[test]
fn urgent_runs_on_the_wall_clock() {
    let due = urgent_due(instant("2026-11-28T03:00:00Z"), &Settings::default());
    assert_eq!(due.at, Some(instant("2026-11-28T03:10:00Z")));
    assert_eq!(due.reason, DueReason::WallClock);
}

#[test]
fn a_working_week_of_one_short_span_still_ends() {
    let person = person_in("America/New_York");
    let mut said = nothing_said(&person);
    // Half of this span is in the gap of 8 March 2026.
    said.weekly = Some(vec![span(Weekday::Sunday, 2 * 60, 4 * 60)]);
    let schedule = Schedule::new(&person, &said, false, default_week());
    let now = instant("2026-03-02T00:00:00Z");
    let (from, until) = after_work(&schedule, now, Duration::from_secs(2 * 3600)).unwrap();
    assert_eq!(from, instant("2026-03-08T07:00:00Z"));
    assert_eq!(until, instant("2026-03-15T07:00:00Z"));
}

proptest! {
    /// A due instant lies in working time or at its end, never before the message.
    #[test]
    fn a_due_instant_lies_in_working_time(
        (person, said, in_call) in any_world(),
        now in any_instant(),
        named in any_instant(),
        kind in 0usize..4,
    ) {
        let expectation = [
            Expectation::Now,
            Expectation::Today,
            Expectation::ThisWeek,
            Expectation::By(named),
        ][kind];
        let schedule = Schedule::new(&person, &said, in_call, default_week());
        let due = due_instant(expectation, &schedule, now, &Settings::default()).unwrap();
        if let Some(at) = due.at {
            prop_assert!(now <= at);
            let before = at.minus(Duration::from_millis(1));
            let works = [at, before].into_iter().any(|t| off_reason(&schedule, t).is_none());
            prop_assert!(works, "{} by {:?}", at, due.reason);
        } else {
            let no_working_time = matches!(due.reason, DueReason::NoWorkingTime { .. });
            prop_assert!(no_working_time);
        }
        let again = due_instant(expectation, &schedule, now, &Settings::default());
        prop_assert_eq!(again, Some(due));
    }

    /// `today` leaves exactly its working time between the message and its due instant.
    #[test]
    fn today_gives_exactly_its_working_time(
        (person, said, _) in any_world(),
        now in any_instant(),
        minutes in 1u32..3000,
    ) {
        let schedule = Schedule::new(&person, &said, false, default_week());
        let settings = Settings { today_minutes: minutes, ..Settings::default() };
        let due = due_instant(Expectation::Today, &schedule, now, &settings).unwrap();
        if let Some(at) = due.at {
            let worked: Duration =
                work_pieces(&schedule, now, at).map(|p| p.until.since(p.from)).sum();
            prop_assert_eq!(worked, Duration::from_secs(u64::from(minutes) * 60));
        }
    }
}
