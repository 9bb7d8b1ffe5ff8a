//! Budgets, confirmations and verdicts of urgent messages.

use model::id::MessageId;

use super::*;
use crate::availability::default_week;
use crate::availability::tests::{instant, nothing_said, person_in};
use crate::request::tests::person;

fn used(at: &str, verdicts: &[bool]) -> Urgent {
    let at = instant(at);
    Urgent {
        message: MessageId::new(at, 1),
        sender: person(1),
        reason: "the site is down".to_owned(),
        at,
        free: false,
        confirmed_by: None,
        verdicts_until: at.plus(std::time::Duration::from_secs(5 * 24 * 60 * 60)),
        asked: Vec::new(),
        verdicts: verdicts
            .iter()
            .enumerate()
            .map(|(index, urgent)| UrgentVerdict {
                person: person(10 + index as u128),
                urgent: *urgent,
                at,
            })
            .collect(),
    }
}

/// Thursday noon in Sydney, with nothing sent before.
fn inputs() -> BreakThroughInputs {
    BreakThroughInputs {
        sender: person(1),
        time_zone: "Australia/Sydney".to_owned(),
        on_duty: false,
        expectation: Expectation::Now,
        reason: "the site is down".to_owned(),
        asked: vec![person(2)],
        past: Vec::new(),
        rota: vec![person(8), person(9)],
        confirmed_by: None,
        settings: Settings::default(),
        now: instant("2026-11-26T01:00:00Z"),
    }
}

fn check(inputs: &BreakThroughInputs, free: bool, spent: u32) {
    match decide_break_through(inputs) {
        Ok(BreakThrough::Pierce { free: f, budget }) => {
            assert_eq!((f, budget.spent), (free, spent));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn only_now_with_a_reason_and_somebody_asked_can_be_urgent() {
    let base = inputs();
    for (wrong, refusal) in [
        (
            BreakThroughInputs {
                expectation: Expectation::Today,
                ..base.clone()
            },
            BreakThroughRefusal::NotNow,
        ),
        (
            BreakThroughInputs {
                asked: Vec::new(),
                ..base.clone()
            },
            BreakThroughRefusal::NobodyAsked,
        ),
        (
            BreakThroughInputs {
                reason: " ".to_owned(),
                ..base.clone()
            },
            BreakThroughRefusal::ReasonEmpty,
        ),
        (
            BreakThroughInputs {
                reason: "x".repeat(501),
                ..base.clone()
            },
            BreakThroughRefusal::ReasonTooLong,
        ),
        (
            BreakThroughInputs {
                confirmed_by: Some(person(1)),
                ..base.clone()
            },
            BreakThroughRefusal::OwnConfirmation,
        ),
    ] {
        assert_eq!(decide_break_through(&wrong), Err(refusal));
    }
}

#[test]
fn one_message_to_forty_people_costs_one() {
    let many = BreakThroughInputs {
        asked: (100..140).map(person).collect(),
        ..inputs()
    };
    check(&many, false, 1);
}

#[test]
fn three_a_week_of_the_senders_zone_and_the_next_week_all_again() {
    // Monday in Sydney begins on Sunday 13:00 UTC.
    let mut inputs = inputs();
    inputs.past = vec![
        used("2026-11-22T12:59:00Z", &[]),
        used("2026-11-22T13:00:00Z", &[]),
        used("2026-11-24T13:00:00Z", &[]),
    ];
    check(&inputs, false, 3);
    inputs.past.push(used("2026-11-25T13:00:00Z", &[]));
    let Ok(BreakThrough::Spent { budget, rota }) = decide_break_through(&inputs) else {
        panic!("the budget is spent");
    };
    assert_eq!((budget.per_week, budget.spent), (3, 3));
    assert_eq!(budget.resets_at, instant("2026-11-29T13:00:00Z"));
    assert_eq!(rota, inputs.rota);
    inputs.now = budget.resets_at;
    check(&inputs, false, 1);
}

#[test]
fn with_none_left_it_goes_to_the_rota_or_is_confirmed_by_somebody_else() {
    let mut inputs = inputs();
    inputs.past = vec![used("2026-11-25T13:00:00Z", &[]); 3];
    let confirmed = BreakThroughInputs {
        confirmed_by: Some(person(3)),
        ..inputs.clone()
    };
    check(&confirmed, true, 3);
    inputs.asked = vec![person(9)];
    check(&inputs, true, 3);
    inputs.asked.push(person(2));
    assert!(matches!(
        decide_break_through(&inputs),
        Ok(BreakThrough::Spent { .. })
    ));
    inputs.on_duty = true;
    check(&inputs, true, 3);
}

#[test]
fn what_most_found_not_urgent_costs_one_more_when_their_time_is_over() {
    let mut inputs = inputs();
    // Sent on Friday before; the time to say so ended on Wednesday.
    inputs.past = vec![used("2026-11-20T01:00:00Z", &[false, false, true])];
    check(&inputs, false, 2);
    inputs.past[0].verdicts.pop();
    inputs.past[0].verdicts.pop();
    check(&inputs, false, 2);
    // As many yes as no is not most.
    inputs.past = vec![used("2026-11-20T01:00:00Z", &[false, true])];
    check(&inputs, false, 1);
    // Their time is not over yet.
    inputs.past = vec![used("2026-11-23T01:00:00Z", &[false])];
    check(&inputs, false, 2);
    inputs.now = instant("2026-11-28T01:00:00Z");
    check(&inputs, false, 3);
    inputs.past[0].free = true;
    check(&inputs, false, 1);
}

#[test]
fn those_it_was_for_say_once_each_and_in_time() {
    let urgent = used("2026-11-20T01:00:00Z", &[]);
    let asked = [person(1), person(2)];
    let said = |who: u128, urgent, at: &str| UrgentVerdict {
        person: person(who),
        urgent,
        at: instant(at),
    };
    let once = decide_verdict(&urgent, &asked, said(2, false, "2026-11-20T02:00:00Z")).unwrap();
    let again = decide_verdict(&once, &asked, said(2, true, "2026-11-20T03:00:00Z")).unwrap();
    assert_eq!(again.verdicts, [said(2, true, "2026-11-20T03:00:00Z")]);
    assert_eq!(
        decide_verdict(&urgent, &asked, said(2, true, "2026-11-25T01:00:00Z")),
        Err(VerdictRefusal::Late)
    );
    for who in [1, 3] {
        assert_eq!(
            decide_verdict(&urgent, &asked, said(who, true, "2026-11-20T02:00:00Z")),
            Err(VerdictRefusal::NotAsked)
        );
    }
}

#[test]
fn the_time_to_say_so_is_five_working_days() {
    let sender = person_in("Europe/Berlin");
    let availability = nothing_said(&sender);
    let schedule = Schedule::new(&sender, &availability, false, default_week());
    let settings = Settings::default();
    let got = verdicts_until(&schedule, instant("2026-11-28T03:00:00Z"), &settings);
    assert_eq!(got, instant("2026-12-04T16:00:00Z"));
}
