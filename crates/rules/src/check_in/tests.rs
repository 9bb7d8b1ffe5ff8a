//! Tests of turns in every zone and across daylight-saving, of days off, reminders, answers, changes.

use jiff::civil::{Weekday, date};
use jiff::tz::TimeZone;
use model::availability::{Availability, WorkSpan};
use model::check_in::{
    CheckInAnswer, CheckInAsked, CheckInState, Question, QuestionKind, ReportChanges, Said,
};
use model::id::{ChannelId, CheckInId, PersonId, TurnId};
use model::limits::TURN_MINUTES_MAX;
use model::person::Person;
use model::time::MinuteOfDay;
use proptest::prelude::*;

use super::*;
use crate::availability::default_week;
use crate::availability::tests::{instant, nothing_said, person_in, time_off};
use crate::zone::time_zone;

const NOW: Timestamp = Timestamp::from_millis(1_795_182_000_000);

fn daily(minute: u16, before: u32, after: u32) -> CheckIn {
    CheckIn {
        id: CheckInId::new(NOW, 1),
        channel: ChannelId::new(NOW, 1),
        title: "Stand-up".to_owned(),
        questions: templates().remove(0).questions,
        asked: CheckInAsked::Channel,
        rule: "FREQ=DAILY".to_owned(),
        first: date(2020, 1, 1),
        minute: MinuteOfDay(minute),
        opens_before_minutes: before,
        closes_after_minutes: after,
        followers: Vec::new(),
        state: CheckInState::Running,
        created_by: PersonId::new(NOW, 1),
        created_at: NOW,
        version: 1,
    }
}

fn turn(times: TurnTimes) -> Turn {
    Turn {
        id: TurnId::new(NOW, 1),
        check_in: CheckInId::new(NOW, 1),
        date: date(2026, 11, 24),
        person: PersonId::new(NOW, 7),
        opens_at: times.opens_at,
        due_at: times.due_at,
        closes_at: times.closes_at,
        skipped: None,
        told_at: None,
        reminded_at: None,
        answered_at: None,
        closed: false,
    }
}

fn zones() -> Vec<(String, TimeZone)> {
    let names = jiff::tz::db().available();
    let zones = names.filter_map(|name| {
        let name = name.as_str().to_owned();
        time_zone(&name).ok().map(|zone| (name, zone))
    });
    zones.collect()
}

/// What the clock on the wall shows: days since 1970 and minutes of the day.
fn wall(zone: &TimeZone, at: Timestamp) -> (Date, u32) {
    let local = zone.to_datetime(at.to_jiff());
    let minute = u32::try_from(local.hour()).unwrap() * 60 + u32::try_from(local.minute()).unwrap();
    (local.date(), minute)
}

#[test]
fn in_every_zone_a_turn_is_of_its_own_local_day() {
    // 18:00 the evening before, 10:00, 11:00.
    let check_in = daily(600, 16 * 60, 60);
    let day = date(2026, 11, 24);
    let utc = |text| instant(text);
    let zones = zones();
    assert!(400 < zones.len(), "{} zones", zones.len());
    let plan = plan_at(&check_in, day).unwrap();
    for (name, zone) in zones {
        let times = turn_times(&check_in, day, &zone).unwrap();
        let evening = date(2026, 11, 23);
        assert_eq!(wall(&zone, times.opens_at), (evening, 18 * 60), "{name}");
        assert_eq!(wall(&zone, times.due_at), (day, 600), "{name}");
        assert_eq!(wall(&zone, times.closes_at), (day, 660), "{name}");
        // 26 hours lie between the first zone and the last.
        assert!(utc("2026-11-23T20:00:00Z") <= times.due_at, "{name}");
        assert!(times.due_at <= utc("2026-11-24T22:00:00Z"), "{name}");
        assert!(plan < times.opens_at, "{name}");
        let over = over_by(&check_in, times.closes_at);
        assert!(over < day, "{name}: {over}");
    }
}

#[test]
fn daylight_saving_moves_the_instant_and_not_the_minute() {
    let check_in = daily(600, 18 * 60, 60);
    let zone = time_zone("Europe/Berlin").unwrap();
    // Clocks go back in the night to the 25th of October 2026.
    for (day, opens, due) in [
        (24, "2026-10-23T14:00:00Z", "2026-10-24T08:00:00Z"),
        (25, "2026-10-24T14:00:00Z", "2026-10-25T09:00:00Z"),
        (26, "2026-10-25T15:00:00Z", "2026-10-26T09:00:00Z"),
    ] {
        let times = turn_times(&check_in, date(2026, 10, day), &zone).unwrap();
        assert_eq!(times.opens_at, instant(opens));
        assert_eq!(times.due_at, instant(due));
    }
}

#[test]
fn a_day_that_a_country_skipped_is_a_day_off() {
    let mut person = person_in("Pacific/Apia");
    person.joined_at = instant("2011-01-01T00:00:00Z");
    let said = nothing_said(&person);
    let schedule = Schedule::new(&person, &said, false, default_week());
    // A Friday, but for Samoa there was none.
    assert_eq!(
        day_off(&schedule, date(2011, 12, 30)),
        Some(StateReason::OutsideWorkingHours { assumed: true })
    );
    assert_eq!(day_off(&schedule, date(2011, 12, 29)), None);
}

#[test]
fn a_day_without_work_is_off_for_the_reason_that_it_is() {
    let person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    said.time_off = vec![
        time_off("2026-11-23T11:00:00Z", "2026-11-24T23:00:00Z"),
        time_off("2026-12-05T00:00:00Z", "2026-12-07T23:00:00Z"),
    ];
    let holidays = [model::availability::Holiday {
        date: date(2026, 12, 25),
        from: MinuteOfDay(0),
        until: MinuteOfDay(1440),
        name: "Christmas".to_owned(),
    }];
    let schedule = Schedule::new(&person, &said, false, default_week()).with_holidays(&holidays);
    let off = |month, day| day_off(&schedule, date(2026, month, day));
    // The morning is worked.
    assert_eq!(off(11, 23), None);
    let away = StateReason::TimeOff {
        note: "holiday".to_owned(),
    };
    assert_eq!(off(11, 24), Some(away.clone()));
    assert_eq!(off(11, 25), None);
    let weekend = StateReason::OutsideWorkingHours { assumed: true };
    assert_eq!(off(11, 28), Some(weekend));
    assert_eq!(off(12, 7), Some(away));
    let christmas = StateReason::Holiday {
        name: "Christmas".to_owned(),
    };
    assert_eq!(off(12, 25), Some(christmas));
}

/// When somebody in Berlin who works 9 to 17 is reminded.
fn reminded(said: &Availability, opens: &str, due: &str, closes: &str) -> Option<String> {
    let person = person_in("Europe/Berlin");
    let schedule = Schedule::new(&person, said, false, default_week());
    let turn = turn(TurnTimes {
        opens_at: instant(opens),
        due_at: instant(due),
        closes_at: instant(closes),
    });
    remind_at(&turn, &schedule).map(|at| at.to_string())
}

#[test]
fn a_reminder_comes_in_working_time_before_it_is_due_if_it_can() {
    let said = nothing_said(&person_in("Europe/Berlin"));
    let check = |opens, due, closes, wanted: Option<&str>| {
        assert_eq!(
            reminded(&said, opens, due, closes).as_deref(),
            wanted,
            "{opens}"
        );
    };
    // Opened at 16:00 the day before, due at 10:00.
    check(
        "2026-11-23T15:00:00Z",
        "2026-11-24T09:00:00Z",
        "2026-11-24T10:00:00Z",
        Some("2026-11-24T08:30:00Z"),
    );
    // Due when the day begins: as it begins, if the report still waits, else before the evening ends.
    check(
        "2026-11-23T15:00:00Z",
        "2026-11-24T08:00:00Z",
        "2026-11-24T09:00:00Z",
        Some("2026-11-24T08:00:00Z"),
    );
    check(
        "2026-11-23T14:00:00Z",
        "2026-11-24T08:00:00Z",
        "2026-11-24T08:00:00Z",
        Some("2026-11-23T15:30:00Z"),
    );
    // Never sooner than half an hour after they were told.
    check(
        "2026-11-24T09:00:00Z",
        "2026-11-24T09:10:00Z",
        "2026-11-24T12:00:00Z",
        Some("2026-11-24T09:30:00Z"),
    );
    // Opened after work, over before it begins again: told nothing, reminded of nothing.
    check(
        "2026-11-23T17:00:00Z",
        "2026-11-24T07:00:00Z",
        "2026-11-24T08:00:00Z",
        None,
    );
}

#[test]
fn a_turn_goes_through_its_steps() {
    let person = person_in("Europe/Berlin");
    let said = nothing_said(&person);
    let schedule = Schedule::new(&person, &said, false, default_week());
    let mut turn = turn(TurnTimes {
        opens_at: instant("2026-11-24T08:00:00Z"),
        due_at: instant("2026-11-24T10:00:00Z"),
        closes_at: instant("2026-11-24T11:00:00Z"),
    });
    let step = |turn: &Turn, at: &str| decide_turn(turn, &schedule, instant(at));
    let wait = |at: &str| TurnStep::Wait { until: instant(at) };
    assert_eq!(
        step(&turn, "2026-11-24T07:00:00Z"),
        wait("2026-11-24T08:00:00Z")
    );
    assert_eq!(step(&turn, "2026-11-24T08:00:00Z"), TurnStep::Open);
    // The clock stood still for long: it is over without having been told.
    assert_eq!(step(&turn, "2026-11-24T11:00:00Z"), TurnStep::Close);
    turn.told_at = Some(instant("2026-11-24T08:00:00Z"));
    assert_eq!(
        step(&turn, "2026-11-24T08:00:00Z"),
        wait("2026-11-24T09:30:00Z")
    );
    assert_eq!(step(&turn, "2026-11-24T09:30:00Z"), TurnStep::Remind);
    let answered = Turn {
        answered_at: Some(instant("2026-11-24T08:10:00Z")),
        ..turn.clone()
    };
    assert_eq!(
        step(&answered, "2026-11-24T09:30:00Z"),
        wait("2026-11-24T11:00:00Z")
    );
    turn.reminded_at = Some(instant("2026-11-24T09:30:00Z"));
    assert_eq!(
        step(&turn, "2026-11-24T10:30:00Z"),
        wait("2026-11-24T11:00:00Z")
    );
    turn.closed = true;
    assert_eq!(step(&turn, "2026-11-24T11:00:00Z"), TurnStep::Nothing);
}

#[test]
fn who_is_silent_is_reminded_a_while_after_that_or_not_at_all() {
    let person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    let mut turn = turn(TurnTimes {
        opens_at: instant("2026-11-24T08:00:00Z"),
        due_at: instant("2026-11-24T10:00:00Z"),
        closes_at: instant("2026-11-24T11:00:00Z"),
    });
    turn.told_at = Some(turn.opens_at);
    for (until, wanted) in [
        ("2026-11-24T10:15:00Z", "2026-11-24T10:45:00Z"),
        ("2026-11-24T12:00:00Z", "2026-11-24T11:00:00Z"),
    ] {
        said.do_not_disturb_until = Some(instant(until));
        let schedule = Schedule::new(&person, &said, false, default_week());
        let step = decide_turn(&turn, &schedule, instant("2026-11-24T09:30:00Z"));
        let until = instant(wanted);
        assert_eq!(step, TurnStep::Wait { until });
    }
}

fn question(kind: QuestionKind, required: bool) -> Question {
    Question {
        text: "How?".to_owned(),
        kind,
        required,
    }
}

fn choice() -> QuestionKind {
    QuestionKind::Choice {
        options: vec!["Yes".to_owned(), "No".to_owned()],
    }
}

fn number() -> QuestionKind {
    QuestionKind::Number {
        unit: "hours".to_owned(),
    }
}

#[test]
fn an_answer_fits_its_questions() {
    let asked = [
        question(QuestionKind::Text, true),
        question(choice(), false),
        question(number(), false),
        question(QuestionKind::Mood, false),
    ];
    let text = |words: &str| Said::Text(words.to_owned());
    let nothing = || Said::Nothing;
    let said = [
        text("  Done \n"),
        Said::Choice(1),
        Said::Number(1500),
        Said::Mood(5),
    ];
    let kept = check_answer(&asked, &said, false).unwrap();
    assert_eq!(kept[0], text("Done"));
    assert_eq!(
        words(&asked, &kept),
        "How?\nDone\n\nHow?\nNo\n\nHow?\n1.5 hours\n\nHow?\n5 / 5"
    );
    let refusal = |said: [Said; 4]| check_answer(&asked, &said, false).unwrap_err();
    let missing = refusal([text("  "), nothing(), nothing(), nothing()]);
    assert_eq!(missing, AnswerRefusal::Missing { question: 0 });
    let wrong = refusal([text("a"), Said::Choice(2), nothing(), nothing()]);
    assert_eq!(wrong, AnswerRefusal::Kind { question: 1 });
    let wrong = refusal([text("a"), nothing(), Said::Mood(1), nothing()]);
    assert_eq!(wrong, AnswerRefusal::Kind { question: 2 });
    let wrong = refusal([text("a"), nothing(), Said::Number(i64::MIN), nothing()]);
    assert_eq!(wrong, AnswerRefusal::Kind { question: 2 });
    let wrong = refusal([text("a"), nothing(), nothing(), Said::Mood(0)]);
    assert_eq!(wrong, AnswerRefusal::Kind { question: 3 });
    let long = refusal([text(&"a".repeat(10_001)), nothing(), nothing(), nothing()]);
    assert_eq!(long.question(), Some(0));
    assert_eq!(
        check_answer(&asked, &[], false),
        Err(AnswerRefusal::Count { questions: 4 })
    );
    let free = [question(QuestionKind::Text, false)];
    assert_eq!(
        check_answer(&free, &[nothing()], false),
        Err(AnswerRefusal::Empty)
    );
    assert!(check_answer(&free, &[nothing()], true).is_ok());
    assert!(check_draft(&asked, &[nothing(), nothing(), nothing(), nothing()]).is_ok());
}

fn answer(person: u128, said: Vec<Said>, blocked: bool) -> CheckInAnswer {
    CheckInAnswer {
        check_in: CheckInId::new(NOW, 1),
        date: date(2026, 11, 24),
        person: PersonId::new(NOW, person),
        html: vec![String::new(); said.len()],
        said,
        blocked,
        at: NOW,
        edited_at: None,
        late: false,
        topic: None,
    }
}

#[test]
fn changes_name_who_is_stopped_and_how_means_moved() {
    let asked = [
        question(number(), false),
        question(QuestionKind::Mood, false),
    ];
    let other = [question(number(), false), question(choice(), false)];
    let said = |number, mood| vec![Said::Number(number), Said::Mood(mood)];
    let before = [
        answer(1, said(1000, 2), true),
        answer(2, said(2000, 3), true),
        answer(3, said(0, 3), false),
    ];
    let now = [
        answer(1, said(3000, 5), false),
        answer(2, said(-2000, 4), true),
        answer(4, vec![Said::Nothing, Said::Mood(4)], true),
    ];
    let day = |date, questions, answers| Day {
        date,
        questions,
        answers,
    };
    let yesterday = day(date(2026, 11, 23), &asked, &before);
    let today = day(date(2026, 11, 24), &asked, &now);
    let changed = changes(Some(yesterday), today);
    assert_eq!(changed.since, Some(date(2026, 11, 23)));
    assert_eq!(changed.newly_blocked, [PersonId::new(NOW, 4)]);
    assert_eq!(changed.no_longer_blocked, [PersonId::new(NOW, 1)]);
    let means: Vec<_> = changed
        .means
        .iter()
        .map(|mean| (mean.was, mean.is))
        .collect();
    assert_eq!(means, [(Some(1000), Some(500)), (Some(2667), Some(4333))]);
    // The second question was another one then.
    let changed = changes(Some(day(date(2026, 11, 23), &other, &before)), today);
    assert_eq!(changed.means[0].was, Some(1000));
    assert_eq!(changed.means[1].was, None);
    let first = changes(None, day(date(2026, 11, 24), &[], &[]));
    assert_eq!(first, ReportChanges::default());
}

#[test]
fn templates_are_check_ins_that_can_be_made() {
    for template in templates() {
        let check_in = CheckIn {
            title: template.title.clone(),
            questions: template.questions.clone(),
            rule: template.rule.clone(),
            minute: template.minute,
            opens_before_minutes: template.opens_before_minutes,
            closes_after_minutes: template.closes_after_minutes,
            ..daily(0, 0, 0)
        };
        assert_eq!(check_shape(check_in.clone()), Ok(check_in));
    }
}

#[test]
fn each_wrong_field_is_named() {
    let mut wrong = daily(1440, 0, 0);
    wrong.title = " ".to_owned();
    wrong.rule = "FREQ=HOURLY".to_owned();
    wrong.asked = CheckInAsked::People { people: Vec::new() };
    wrong.questions = vec![
        question(
            QuestionKind::Choice {
                options: vec!["One".to_owned()],
            },
            true,
        ),
        question(
            QuestionKind::Choice {
                options: vec!["One".to_owned(), " One".to_owned()],
            },
            true,
        ),
        Question {
            text: String::new(),
            ..question(
                QuestionKind::Number {
                    unit: "x".repeat(21),
                },
                true,
            )
        },
    ];
    let faults = check_shape(wrong).unwrap_err();
    let fields: Vec<_> = faults.iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(
        fields,
        [
            "title",
            "rule",
            "questions.0.options",
            "questions.1.options",
            "questions.2.text",
            "questions.2.unit",
            "minute",
            "opens_before_minutes",
            "asked",
        ]
    );
    let long = daily(600, TURN_MINUTES_MAX + 1, 0);
    assert_eq!(
        check_shape(long).unwrap_err()[0].field,
        "opens_before_minutes"
    );
    let mut none = daily(600, 60, 0);
    none.questions = Vec::new();
    assert_eq!(check_shape(none).unwrap_err()[0].field, "questions");
}

fn any_week() -> impl Strategy<Value = Vec<WorkSpan>> {
    let days = prop::sample::select(vec![
        model::time::Weekday::Monday,
        model::time::Weekday::Wednesday,
        model::time::Weekday::Friday,
        model::time::Weekday::Sunday,
    ]);
    let span = (days, 0_u16..1200, 30_u16..240).prop_map(|(day, from, length)| WorkSpan {
        day,
        from: MinuteOfDay(from),
        until: MinuteOfDay(from + length),
    });
    prop::collection::vec(span, 0..6)
}

fn somebody(zone: &str, week: Vec<WorkSpan>) -> (Person, Availability) {
    let person = person_in(zone);
    let mut said = nothing_said(&person);
    said.weekly = Some(week);
    (person, said)
}

proptest! {
    /// On any day, in any zone, a turn opens before it is due and is due before it ends, on its own
    /// local minutes wherever the clock shows them.
    #[test]
    fn turns_keep_their_order_and_their_minutes(
        zone in prop::sample::select(zones()),
        day in 0_i64..4000,
        minute in 0_u16..1440,
        before in 0..=TURN_MINUTES_MAX,
        after in 0..=TURN_MINUTES_MAX,
    ) {
        let check_in = daily(minute, before, after);
        let day = date(2020, 1, 1).checked_add(day.days()).unwrap();
        let (_, zone) = zone;
        let times = turn_times(&check_in, day, &zone).unwrap();
        prop_assert!(times.opens_at <= times.due_at && times.due_at <= times.closes_at);
        let (local, shown) = wall(&zone, times.due_at);
        // A minute that the clock skips is the one at which it is put forward.
        prop_assert!(local == day && u32::from(minute) <= shown && shown <= u32::from(minute) + 120
            || local > day);
        let plan = plan_at(&check_in, day).unwrap();
        prop_assert!(plan < times.opens_at);
        prop_assert!(over_by(&check_in, times.closes_at) < day);
    }

    /// Days come one after the other, each on its weekday, the same in every zone.
    #[test]
    fn the_days_of_a_check_in_are_its_rule_s(into in 0_i64..3000) {
        let mut check_in = daily(600, 60, 60);
        check_in.rule = "FREQ=WEEKLY;BYDAY=MO,FR".to_owned();
        let after = date(2020, 1, 1).checked_add(into.days()).unwrap();
        let next = next_date(&check_in, after).unwrap();
        prop_assert!(after < next && next <= after.checked_add(4.days()).unwrap());
        prop_assert!(matches!(next.weekday(), Weekday::Monday | Weekday::Friday));
    }

    /// A reminder comes at a minute at which its person can be reached, a while after they were told,
    /// while the turn is open.
    #[test]
    fn a_reminder_comes_while_its_person_works(
        zone in prop::sample::select(vec!["Europe/Berlin", "America/Chicago", "Asia/Kathmandu"]),
        week in any_week(),
        minute in 0_u16..1440,
        before in 0_u32..3000,
        after in 1_u32..1500,
        day in 0_i64..400,
    ) {
        let (person, said) = somebody(zone, week);
        let schedule = Schedule::new(&person, &said, false, default_week());
        let check_in = daily(minute, before, after);
        let day = date(2026, 1, 1).checked_add(day.days()).unwrap();
        let times = turn_times(&check_in, day, schedule.zone()).unwrap();
        let mut turn = turn(times);
        let told = next_reachable(&schedule, turn.opens_at);
        if let Some(at) = remind_at(&turn, &schedule) {
            prop_assert_eq!(next_reachable(&schedule, at), Some(at));
            prop_assert!(told.unwrap().plus(REMIND_AFTER) <= at && at < turn.closes_at);
            turn.told_at = Some(turn.opens_at);
            prop_assert_eq!(decide_turn(&turn, &schedule, at), TurnStep::Remind);
            // Who works on that day is asked; who is reminded on it works on it.
            if wall(schedule.zone(), at).0 == day {
                prop_assert_eq!(day_off(&schedule, day), None);
            }
        } else if let Some(told) = told {
            let later = next_reachable(&schedule, told.plus(REMIND_AFTER));
            prop_assert!(later.is_none_or(|at| turn.closes_at <= at));
        }
    }

    /// Whatever the clock does, each turn is told at most once, reminded at most once, and ends.
    #[test]
    fn a_turn_is_told_once_reminded_once_and_ends(
        week in any_week(),
        minute in 0_u16..1440,
        before in 0_u32..3000,
        after in 1_u32..1500,
        late in prop::collection::vec(0_u64..400, 12),
    ) {
        let (person, said) = somebody("Europe/Berlin", week);
        let schedule = Schedule::new(&person, &said, false, default_week());
        let check_in = daily(minute, before, after);
        let times = turn_times(&check_in, date(2026, 3, 29), schedule.zone()).unwrap();
        let mut turn = turn(times);
        let mut now = times.opens_at.minus(Duration::from_secs(3600));
        for late in late {
            match decide_turn(&turn, &schedule, now) {
                TurnStep::Wait { until } => {
                    prop_assert!(now < until && until <= turn.closes_at);
                    now = until.plus(Duration::from_secs(60 * late));
                }
                TurnStep::Open => {
                    prop_assert!(turn.told_at.is_none());
                    turn.told_at = Some(now);
                }
                TurnStep::Remind => {
                    prop_assert!(turn.reminded_at.is_none() && now < turn.closes_at);
                    turn.reminded_at = Some(now);
                }
                TurnStep::Close => turn.closed = true,
                TurnStep::Nothing => break,
            }
        }
        prop_assert!(turn.closed);
    }
}
