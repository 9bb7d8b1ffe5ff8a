//! Days and instants in the working time of who does it.

use model::availability::Availability;
use proptest::prelude::*;

use super::*;
use crate::availability::default_week;
use crate::availability::tests::{instant, nothing_said, person_in, time_off};

/// Works Monday to Friday, 9 to 17.
fn with<T>(zone: &str, off: &[(&str, &str)], check: impl FnOnce(&Schedule<'_>) -> T) -> T {
    let person = person_in(zone);
    let said = Availability {
        time_off: off
            .iter()
            .map(|(from, until)| time_off(from, until))
            .collect(),
        ..nothing_said(&person)
    };
    check(&Schedule::new(&person, &said, false, default_week()))
}

fn day(text: &str) -> TaskDue {
    TaskDue::Day(text.parse().unwrap())
}

const MONDAY: &str = "2026-11-23T09:00:00Z";

#[test]
fn a_day_is_the_end_of_its_working_day() {
    let check = |zone: &str, due: &str, now: &str, wanted: &str| {
        let at = with(zone, &[], |owner| {
            task_due_at(day(due), owner, instant(now))
        });
        assert_eq!(at, Some(instant(wanted)), "{due} in {zone}");
    };
    check(
        "Europe/Berlin",
        "2026-11-25",
        MONDAY,
        "2026-11-25T16:00:00Z",
    );
    check(
        "America/New_York",
        "2026-11-25",
        MONDAY,
        "2026-11-25T22:00:00Z",
    );
    // Saturday and Sunday mean the Friday before.
    check(
        "Europe/Berlin",
        "2026-11-28",
        MONDAY,
        "2026-11-27T16:00:00Z",
    );
    check(
        "Europe/Berlin",
        "2026-11-29",
        MONDAY,
        "2026-11-27T16:00:00Z",
    );
    // Said on Saturday, that Friday is over: the Sunday itself ends at midnight.
    check(
        "Europe/Berlin",
        "2026-11-29",
        "2026-11-28T09:00:00Z",
        "2026-11-29T23:00:00Z",
    );
    // On the day summer time ends, the working day still ends at 17.
    check(
        "Europe/Berlin",
        "2026-10-26",
        "2026-10-20T09:00:00Z",
        "2026-10-26T16:00:00Z",
    );
    check(
        "Europe/Berlin",
        "2026-10-23",
        "2026-10-20T09:00:00Z",
        "2026-10-23T15:00:00Z",
    );
    let at = instant("2026-11-29T03:00:00Z");
    let named = with("Europe/Berlin", &[], |owner| {
        task_due_at(TaskDue::At(at), owner, instant(MONDAY))
    });
    assert_eq!(named, Some(at));
}

#[test]
fn who_is_away_is_due_before_they_leave() {
    let away = [("2026-11-25T00:00:00Z", "2026-12-02T00:00:00Z")];
    let at = with("Europe/Berlin", &away, |owner| {
        task_due_at(day("2026-11-30"), owner, instant(MONDAY))
    });
    assert_eq!(at, Some(instant("2026-11-24T16:00:00Z")));
}

#[test]
fn it_is_told_on_the_morning_and_when_it_is_over() {
    let check = |due: &str, now: &str, wanted: Option<&str>| {
        let at = with("Europe/Berlin", &[], |owner| {
            next_due_telling(instant(due), owner, instant(now))
        });
        assert_eq!(at, wanted.map(instant), "due {due} from {now}");
    };
    let due = "2026-11-25T16:00:00Z";
    check(due, MONDAY, Some("2026-11-25T08:00:00Z"));
    check(due, "2026-11-25T08:00:00Z", Some(due));
    check(due, due, None);
    // Due on Sunday at night: the Friday's morning.
    check("2026-11-29T03:00:00Z", MONDAY, Some("2026-11-27T08:00:00Z"));
    // Due before work begins: the morning before.
    check("2026-11-25T06:00:00Z", MONDAY, Some("2026-11-24T08:00:00Z"));
}

#[test]
fn the_next_working_day_is_not_today() {
    let end = |now: &str| {
        with("Europe/Berlin", &[], |one| {
            next_work_day_end(one, instant(now))
        })
    };
    assert_eq!(end(MONDAY), Some(instant("2026-11-24T16:00:00Z")));
    assert_eq!(
        end("2026-11-27T10:00:00Z"),
        Some(instant("2026-11-30T16:00:00Z"))
    );
}

proptest! {
    #[test]
    fn a_day_is_due_by_its_end_and_told_before(
        zone in prop::sample::select(vec![
            "Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Kathmandu",
            "Pacific/Apia", "Australia/Lord_Howe",
        ]),
        ahead in 0_i64..400,
        hour in 0_i64..24,
    ) {
        let now = Timestamp::from_millis(instant(MONDAY).as_millis() + hour * 3_600_000);
        with(zone, &[], |owner| {
            let today = local_date(owner.zone(), now);
            let date = today.checked_add(jiff::Span::new().days(ahead)).unwrap();
            let at = task_due_at(TaskDue::Day(date), owner, now).unwrap();
            let end = instant_of(owner.zone(), date, 24 * 60).unwrap();
            prop_assert!(at <= end);
            // Nothing is due four days before its day: weekends are two long.
            prop_assert!(end.since(at).as_secs() <= 4 * 86_400);
            if let Some(told) = next_due_telling(at, owner, now) {
                prop_assert!(now < told && told <= at);
            } else {
                prop_assert!(at <= now);
            }
            Ok(())
        })?;
    }
}
