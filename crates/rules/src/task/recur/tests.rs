//! The next one, on the same local hour whatever the clocks do.

use model::task::RecurFrom;
use proptest::prelude::*;

use super::*;
use crate::availability::tests::instant;
use crate::task::write::tests::task;
use crate::zone::zone_or_utc;

fn again(rule: &str, from: RecurFrom, due: TaskDue) -> Task {
    Task {
        due: Some(due),
        recurrence: Some(Recurrence {
            rule: rule.into(),
            from,
        }),
        ..task(1)
    }
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn next(task: &Task, finished: &str) -> Option<Recurred> {
    next_of(task, &zone_or_utc("Europe/Berlin"), instant(finished))
}

#[test]
fn the_rhythm_stays_or_the_pause_does() {
    let due = TaskDue::Day(date("2026-11-23"));
    let weekly = "FREQ=WEEKLY;BYDAY=MO";
    let of_due = again(weekly, RecurFrom::Due, due);
    let on = |task: &Task, finished| next(task, finished).map(|next| next.due);
    // In time, and late: the Mondays that passed meanwhile are left out.
    let day = |text| Some(TaskDue::Day(date(text)));
    assert_eq!(on(&of_due, "2026-11-20T10:00:00Z"), day("2026-11-30"));
    assert_eq!(on(&of_due, "2026-11-24T10:00:00Z"), day("2026-11-30"));
    assert_eq!(on(&of_due, "2026-12-09T10:00:00Z"), day("2026-12-14"));
    let of_end = again("FREQ=DAILY;INTERVAL=10", RecurFrom::Finished, due);
    assert_eq!(on(&of_end, "2026-11-25T10:00:00Z"), day("2026-12-05"));
}

#[test]
fn start_moves_along_and_a_number_of_times_runs_out() {
    let mut one = again(
        "FREQ=MONTHLY;COUNT=3",
        RecurFrom::Due,
        TaskDue::Day(date("2026-11-23")),
    );
    one.start = Some(date("2026-11-20"));
    let second = next(&one, "2026-11-23T10:00:00Z").unwrap();
    assert_eq!(second.due, TaskDue::Day(date("2026-12-23")));
    assert_eq!(second.start, Some(date("2026-12-20")));
    let rule = second.recurrence.clone().map(|one| one.rule);
    assert_eq!(rule.as_deref(), Some("FREQ=MONTHLY;COUNT=2"));
    one.due = Some(second.due);
    one.recurrence = second.recurrence;
    let third = next(&one, "2026-12-23T10:00:00Z").unwrap();
    assert_eq!(third.due, TaskDue::Day(date("2027-01-23")));
    assert_eq!(third.recurrence, None);
    one.recurrence = None;
    assert_eq!(next(&one, "2027-01-23T10:00:00Z"), None);
}

proptest! {
    #[test]
    fn an_instant_stays_on_its_local_hour_over_every_change_of_the_clocks(
        zone in prop::sample::select(vec![
            "Europe/Berlin", "America/New_York", "Pacific/Auckland", "Australia/Lord_Howe",
            "America/Sao_Paulo", "Asia/Kathmandu",
        ]),
        minute in 4 * 60_u32..24 * 60,
        day in 0_i64..366,
        interval in 1_u32..40,
    ) {
        let zone = zone_or_utc(zone);
        let first = date("2026-01-01").checked_add(jiff::Span::new().days(day)).unwrap();
        let at = crate::zone::instant_of(&zone, first, minute).unwrap();
        let rule = format!("FREQ=DAILY;INTERVAL={interval}");
        let mut one = again(&rule, RecurFrom::Due, TaskDue::At(at));
        for turn in 1..=12 {
            let Some(TaskDue::At(at)) = one.due else { panic!("an instant") };
            let next = next_of(&one, &zone, at).unwrap();
            let TaskDue::At(next_at) = next.due else { panic!("an instant") };
            let local = zone.to_datetime(next_at.to_jiff());
            let wanted = first
                .checked_add(jiff::Span::new().days(i64::from(interval) * turn))
                .unwrap();
            prop_assert_eq!(local.date(), wanted);
            // No zone here changes its clocks after four in the morning.
            let minute_of = u32::from(local.hour().unsigned_abs()) * 60
                + u32::from(local.minute().unsigned_abs());
            prop_assert_eq!(minute_of, minute);
            prop_assert!(at < next_at);
            one.due = Some(next.due);
            one.recurrence = next.recurrence;
        }
    }
}
