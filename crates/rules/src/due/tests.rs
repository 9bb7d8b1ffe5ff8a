//! Due instants with exact instants, and the law that they lie in working time.

use model::availability::Availability;
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
        // Asked on Saturday for Saturday: the first working hour, Monday 09:00 to 10:00.
        (
            "2026-11-28T09:00:00Z",
            "2026-11-28T11:00:00Z",
            "2026-11-30T09:00:00Z",
            DueReason::AfterTold {
                named: named("2026-11-28T11:00:00Z"),
                state: off.clone(),
                told_at: named("2026-11-30T08:00:00Z"),
                minutes: 60,
            },
        ),
        // Asked at night for the very minute in which work begins: the first working hour.
        (
            "2026-11-23T21:00:00Z",
            "2026-11-24T08:00:00Z",
            "2026-11-24T09:00:00Z",
            DueReason::AfterTold {
                named: named("2026-11-24T08:00:00Z"),
                state: StateReason::WorkingHours { assumed: true },
                told_at: named("2026-11-24T08:00:00Z"),
                minutes: 60,
            },
        ),
        // A minute later there is time, as little as was asked for.
        (
            "2026-11-23T21:00:00Z",
            "2026-11-24T08:01:00Z",
            "2026-11-24T08:01:00Z",
            DueReason::Named,
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

/// When an answer that is named for `by` is due of somebody in Berlin who said `said`, and whether it
/// is because they can only be told later.
fn due_of(said: &Availability, in_call: bool, now: &str, by: &str) -> (String, bool) {
    let person = person_in("Europe/Berlin");
    let schedule = Schedule::new(&person, said, in_call, default_week());
    let by = Expectation::By(instant(by));
    let due = due_instant(by, &schedule, instant(now), &Settings::default()).unwrap();
    let late = matches!(due.reason, DueReason::AfterTold { .. });
    (due.at.unwrap().to_string(), late)
}

#[test]
fn who_is_told_only_after_the_named_instant_has_a_working_hour_from_then() {
    let person = person_in("Europe/Berlin");
    let nothing = nothing_said(&person);
    let mut focus = nothing.clone();
    focus.focus = vec![focus_once("2026-11-23T12:00:00Z", "2026-11-23T14:00:00Z")];
    let mut silent = nothing.clone();
    silent.do_not_disturb_until = Some(instant("2026-11-27T16:00:00Z"));
    let (at, named) = ("2026-11-23T13:00:00Z", "2026-11-23T13:30:00Z");
    // In focus until 15:00: until 16:00. Named for after it, it stays.
    let in_focus = ("2026-11-23T15:00:00Z".to_owned(), true);
    assert_eq!(due_of(&focus, false, at, named), in_focus);
    let after_focus = ("2026-11-23T14:30:00Z".to_owned(), false);
    assert_eq!(
        due_of(&focus, false, at, "2026-11-23T14:30:00Z"),
        after_focus
    );
    // Not to be disturbed until the end of Friday: Monday 10:00.
    let friday = "2026-11-27T15:00:00Z";
    let monday = ("2026-11-30T09:00:00Z".to_owned(), true);
    assert_eq!(
        due_of(&silent, false, friday, "2026-11-27T16:00:00Z"),
        monday
    );
    // When a call ends is not known: it does not move what was named.
    let stays = ("2026-11-23T13:30:00Z".to_owned(), false);
    assert_eq!(due_of(&nothing, true, at, named), stays);
    // Told in the last half hour of Friday: half of the hour is Monday's.
    silent.do_not_disturb_until = Some(instant("2026-11-27T15:30:00Z"));
    let half = ("2026-11-30T08:30:00Z".to_owned(), true);
    assert_eq!(due_of(&silent, false, friday, "2026-11-27T15:15:00Z"), half);
}

#[test]
fn what_somebody_puts_off_themselves_stays_where_they_put_it() {
    let person = person_in("Europe/Berlin");
    let said = nothing_said(&person);
    let schedule = Schedule::new(&person, &said, false, default_week());
    // At night, until work begins: they know of it, nobody has to tell them.
    let (now, named) = (
        instant("2026-11-23T21:00:00Z"),
        instant("2026-11-24T08:00:00Z"),
    );
    let due = due_put_off(&schedule, now, named);
    assert_eq!((due.at, due.reason), (Some(named), DueReason::Named));
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
fn who_works_less_than_is_given_is_promised_nothing() {
    let person = person_in("UTC");
    let mut said = nothing_said(&person);
    // One minute a week: what a passed instant gives does not fit into the time looked ahead.
    said.weekly = Some(vec![span(Weekday::Monday, 695, 696)]);
    let schedule = Schedule::new(&person, &said, false, default_week());
    let now = instant("2026-11-09T11:36:00Z");
    let passed = Expectation::By(instant("2026-11-09T11:00:00Z"));
    for expectation in [Expectation::Now, Expectation::Today, passed] {
        let due = due_instant(expectation, &schedule, now, &Settings::default()).unwrap();
        assert_eq!(due.at, None, "{expectation:?}");
    }
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

    /// Who can be told at all is never due in the minute in which they are: a named instant leaves them
    /// time, and all that was asked for if they are told only after it.
    #[test]
    fn a_named_instant_leaves_time_after_it_is_told(
        (person, said, _) in any_world(),
        now in any_instant(),
        named in any_instant(),
        minutes in 10u32..480,
    ) {
        let schedule = Schedule::new(&person, &said, false, default_week());
        let settings = Settings { by_minutes: minutes, ..Settings::default() };
        let due = due_instant(Expectation::By(named), &schedule, now, &settings).unwrap();
        if let (Some(told_at), Some(at)) = (next_reachable(&schedule, now), due.at) {
            prop_assert!(told_at < at, "told {} due {} by {:?}", told_at, at, due.reason);
            let late = matches!(due.reason, DueReason::AfterTold { .. });
            prop_assert_eq!(late, named <= told_at);
            if late {
                let worked: Duration =
                    work_pieces(&schedule, told_at, at).map(|p| p.until.since(p.from)).sum();
                prop_assert_eq!(worked, Duration::from_secs(u64::from(minutes) * 60));
            }
        }
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
