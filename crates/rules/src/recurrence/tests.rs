//! Tests of what comes again: RFC 5545's own examples, and laws.

use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

/// The rule's first days.
fn first_days(rule: &str, start: Date, count: usize) -> Vec<String> {
    let first = start.yesterday().unwrap();
    std::iter::successors(next_after(rule, start, first), |last| {
        next_after(rule, start, *last)
    })
    .take(count)
    .map(|date| date.to_string())
    .collect()
}

fn check_days(rule: &str, start: Date, wanted: &[&str]) {
    assert_eq!(first_days(rule, start, wanted.len()), wanted, "{rule}");
}

fn check_all_days(rule: &str, start: Date, wanted: &[&str]) {
    assert_eq!(first_days(rule, start, wanted.len() + 5), wanted, "{rule}");
}

#[test]
fn the_examples_of_the_rfc_hold() {
    let start = date(1997, 9, 2);
    check_all_days(
        "FREQ=DAILY;COUNT=3",
        start,
        &["1997-09-02", "1997-09-03", "1997-09-04"],
    );
    check_all_days(
        "FREQ=DAILY;INTERVAL=10;COUNT=3",
        start,
        &["1997-09-02", "1997-09-12", "1997-09-22"],
    );
    check_all_days(
        "FREQ=WEEKLY;UNTIL=19970917T000000Z;WKST=SU;BYDAY=TU,TH",
        start,
        &[
            "1997-09-02",
            "1997-09-04",
            "1997-09-09",
            "1997-09-11",
            "1997-09-16",
        ],
    );
    check_all_days(
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,WE,FR;UNTIL=19970918",
        date(1997, 9, 1),
        &[
            "1997-09-01",
            "1997-09-03",
            "1997-09-05",
            "1997-09-15",
            "1997-09-17",
        ],
    );
    check_days(
        "FREQ=MONTHLY;BYDAY=1FR",
        date(1997, 9, 5),
        &["1997-09-05", "1997-10-03", "1997-11-07"],
    );
    check_days(
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,-1SU",
        date(1997, 9, 7),
        &["1997-09-07", "1997-09-28", "1997-11-02", "1997-11-30"],
    );
    check_days(
        "FREQ=MONTHLY;BYMONTHDAY=-3",
        date(1997, 9, 28),
        &[
            "1997-09-28",
            "1997-10-29",
            "1997-11-28",
            "1997-12-29",
            "1998-01-29",
            "1998-02-26",
        ],
    );
    check_days(
        "FREQ=MONTHLY;INTERVAL=18;BYMONTHDAY=10,11",
        date(1997, 9, 10),
        &["1997-09-10", "1997-09-11", "1999-03-10", "1999-03-11"],
    );
    check_days(
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=1,2",
        date(1997, 1, 10),
        &["1997-01-10", "1997-02-10", "1999-01-10"],
    );
    check_days(
        "FREQ=YEARLY;BYDAY=20MO",
        date(1997, 5, 19),
        &["1997-05-19", "1998-05-18", "1999-05-17"],
    );
    check_days(
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        date(1997, 3, 13),
        &["1997-03-13", "1997-03-20", "1997-03-27", "1998-03-05"],
    );
    check_days(
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        start,
        &[
            "1998-02-13",
            "1998-03-13",
            "1998-11-13",
            "1999-08-13",
            "2000-10-13",
        ],
    );
    check_days(
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        date(1996, 11, 5),
        &["1996-11-05", "2000-11-07", "2004-11-02"],
    );
    check_days(
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        date(1997, 9, 29),
        &["1997-09-29", "1997-10-30", "1997-11-27", "1997-12-30"],
    );
}

#[test]
fn the_day_a_week_begins_on_decides_which_weeks_are_skipped() {
    let start = date(1997, 8, 5);
    check_all_days(
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
        start,
        &["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"],
    );
    check_all_days(
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
        start,
        &["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"],
    );
}

#[test]
fn a_month_without_the_day_is_passed_over() {
    check_days(
        "FREQ=MONTHLY",
        date(2026, 1, 31),
        &["2026-01-31", "2026-03-31", "2026-05-31"],
    );
    check_days(
        "FREQ=YEARLY",
        date(2024, 2, 29),
        &["2024-02-29", "2028-02-29"],
    );
}

#[test]
fn a_rule_is_kept_in_one_spelling() {
    let check = |text, wanted: &str| assert_eq!(check_rule(text).as_deref(), Ok(wanted));
    check(
        "rrule:freq=weekly;byday=fr,mo,mo",
        "FREQ=WEEKLY;BYDAY=MO,FR",
    );
    check("INTERVAL=1;FREQ=DAILY;", "FREQ=DAILY");
    check(
        "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20271231T235959Z",
        "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20271231",
    );
    check("FREQ=WEEKLY;WKST=SU;COUNT=4", "FREQ=WEEKLY;WKST=SU;COUNT=4");
}

#[test]
fn what_cannot_be_kept_is_refused_by_name() {
    let refusal = |text: &str| check_rule(text).unwrap_err();
    assert_eq!(refusal(""), RecurrenceRefusal::NoFrequency);
    assert_eq!(refusal("INTERVAL=2"), RecurrenceRefusal::NoFrequency);
    assert_eq!(
        refusal("FREQ=HOURLY"),
        RecurrenceRefusal::Value {
            part: "FREQ=HOURLY".to_owned()
        }
    );
    assert_eq!(
        refusal("FREQ=DAILY;BYHOUR=9"),
        RecurrenceRefusal::Part {
            part: "BYHOUR=9".to_owned()
        }
    );
    for value in [
        "INTERVAL=0",
        "INTERVAL=-1",
        "INTERVAL=x",
        "COUNT=0",
        "BYDAY=",
        "BYDAY=XX",
        "BYDAY=0MO",
        "BYDAY=54MO",
        "BYDAY=Ü",
        "BYMONTH=13",
        "BYMONTHDAY=0",
        "BYMONTHDAY=32",
        "UNTIL=20261301",
        "UNTIL=2026",
        "WKST=1MO",
        "BYSETPOS=0",
    ] {
        let text = format!("FREQ=MONTHLY;BYMONTHDAY=1;{value}");
        let text = text.replace("BYMONTHDAY=1;BYMONTHDAY", "BYMONTHDAY");
        assert!(
            matches!(refusal(&text), RecurrenceRefusal::Value { .. }),
            "{text}"
        );
    }
    assert!(matches!(
        refusal("FREQ=DAILY;FREQ=DAILY"),
        RecurrenceRefusal::Twice { .. }
    ));
    for text in [
        "FREQ=DAILY;COUNT=2;UNTIL=20261231",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=WEEKLY;BYMONTHDAY=1",
        "FREQ=DAILY;BYSETPOS=1",
    ] {
        assert!(
            matches!(refusal(text), RecurrenceRefusal::Together { .. }),
            "{text}"
        );
    }
    assert_eq!(
        refusal("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
        RecurrenceRefusal::Never
    );
    assert!(matches!(
        refusal(&"X".repeat(2000)),
        RecurrenceRefusal::TooLong { .. }
    ));
}

#[test]
fn a_rule_for_ever_is_answered_at_once_far_ahead() {
    let start = date(1, 1, 1);
    assert_eq!(
        next_after("FREQ=DAILY;INTERVAL=3", start, date(9990, 1, 1)).map(|date| date.year()),
        Some(9990)
    );
    assert_eq!(next_after("FREQ=DAILY", start, Date::MAX), None);
    assert_eq!(next_after("no rule", start, start), None);
}

/// Any rule without a count, as text.
fn any_rule() -> impl Strategy<Value = String> {
    let weekday = prop::sample::select(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"]);
    let days = prop::collection::btree_set(weekday, 0..4);
    let month_days = prop::collection::btree_set((-31_i8..=31).prop_filter("0", |d| *d != 0), 0..4);
    let months = prop::collection::btree_set(1_i8..=12, 0..4);
    (0..4_usize, 1..5_i32, days, month_days, months, -2_i8..=2).prop_map(
        |(frequency, interval, days, month_days, months, position)| {
            let names = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
            let mut text = format!("FREQ={};INTERVAL={interval}", names[frequency]);
            let mut list = |name: &str, values: Vec<String>| {
                if !values.is_empty() {
                    text.push_str(&format!(";{name}={}", values.join(",")));
                }
            };
            let words = |set: BTreeSet<i8>| set.iter().map(ToString::to_string).collect();
            let chosen = !days.is_empty() || !months.is_empty();
            list("BYDAY", days.iter().map(ToString::to_string).collect());
            list("BYMONTH", words(months));
            if frequency != 1 {
                list("BYMONTHDAY", words(month_days));
            }
            if chosen && position != 0 {
                list("BYSETPOS", vec![position.to_string()]);
            }
            text
        },
    )
}

fn any_date() -> impl Strategy<Value = Date> {
    (1990_i16..2060, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

proptest! {
    /// What is kept means what was said, and is kept unchanged.
    #[test]
    fn keeping_a_rule_changes_nothing(text in any_rule(), start in any_date()) {
        if let Ok(kept) = check_rule(&text) {
            prop_assert_eq!(check_rule(&kept), Ok(kept.clone()));
            prop_assert_eq!(first_days(&kept, start, 20), first_days(&text, start, 20));
        }
    }

    /// Asking from any day gives the first of the days that asking from the start gives: no day is
    /// lost or invented by beginning in the middle.
    #[test]
    fn no_day_is_lost_by_beginning_in_the_middle(
        text in any_rule(),
        start in any_date(),
        into in 0_i64..3000,
    ) {
        let after = start.checked_add(into.days()).unwrap();
        let mut last = start.yesterday().unwrap();
        let walked = loop {
            match next_after(&text, start, last) {
                Some(next) if next <= after => {
                    prop_assert!(last < next && start <= next);
                    last = next;
                }
                next => break next,
            }
        };
        prop_assert_eq!(next_after(&text, start, after), walked);
    }

    /// A count ends a rule after so many of the days it would have without.
    #[test]
    fn a_count_takes_the_first_days(text in any_rule(), start in any_date(), count in 1_usize..12) {
        let counted = format!("{text};COUNT={count}");
        prop_assert_eq!(first_days(&counted, start, count + 3), first_days(&text, start, count));
    }

    /// An end cuts the days after it, and no other.
    #[test]
    fn an_end_cuts_what_is_after_it(text in any_rule(), start in any_date(), into in 0_i64..800) {
        let end = start.checked_add(into.days()).unwrap();
        let ended = format!("{text};UNTIL={}", end.strftime("%Y%m%d"));
        let wanted: Vec<String> = first_days(&text, start, 30)
            .into_iter()
            .filter(|date| *date <= end.to_string())
            .collect();
        prop_assert_eq!(first_days(&ended, start, 30), wanted);
    }

    /// Any text is read or refused.
    #[test]
    fn any_text_is_borne(text in "\\PC{0,60}", more in "[A-Z=;,0-9+-]{0,60}") {
        let _ = check_rule(&text);
        let _ = check_rule(&format!("FREQ=MONTHLY;{more}"));
    }
}
