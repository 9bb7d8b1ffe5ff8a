//! A session waits for the views, but not for ever.

use std::time::Duration;

use super::*;
use crate::availability::tests::instant;
use crate::request::tests::{message, person};

fn views(of: &[u128], given: &[u128]) -> WrittenViews {
    WrittenViews {
        asked_by: person(9),
        message: message(1),
        by: instant("2026-11-25T16:00:00Z"),
        of: of.iter().map(|number| person(*number)).collect(),
        given: given.iter().map(|number| person(*number)).collect(),
    }
}

#[test]
fn a_session_waits_for_all_views_or_their_time() {
    let before = instant("2026-11-25T15:59:59Z");
    let wanted = views(&[1, 2], &[1]);
    assert_eq!(
        decide_plan_session(&wanted, before),
        Err(ViewsMissing {
            until: wanted.by,
            missing: vec![person(2)]
        })
    );
    assert_eq!(decide_plan_session(&wanted, wanted.by), Ok(()));
    let all = views_after_post(&wanted, person(2)).unwrap();
    assert_eq!(all.given, [1, 2].map(person));
    assert_eq!(decide_plan_session(&all, before), Ok(()));
}

#[test]
fn only_what_an_asked_person_writes_first_is_a_view() {
    let wanted = views(&[1, 2], &[1]);
    assert_eq!(views_after_post(&wanted, person(1)), None);
    assert_eq!(views_after_post(&wanted, person(9)), None);
}

#[test]
fn nobody_waits_for_who_left() {
    let wanted = views(&[1, 2], &[1]);
    let after = views_after_leaving(&wanted, person(2)).unwrap();
    assert_eq!(missing(&after), []);
    // What they wrote before stays given.
    assert_eq!(views_after_leaving(&wanted, person(1)), None);
    assert_eq!(views_after_leaving(&wanted, person(3)), None);
}

#[test]
fn views_are_asked_of_members_for_an_instant_within_a_year() {
    let now = instant("2026-11-20T10:00:00Z");
    let soon = now.plus(Duration::from_secs(60));
    let ask = |of: &[u128], by| {
        let of: Vec<PersonId> = of.iter().map(|number| person(*number)).collect();
        decide_ask_views(&of, by, |one| one != person(7), now)
    };
    assert_eq!(ask(&[1, 2], soon), Ok(()));
    assert_eq!(ask(&[], soon), Err(ViewsRefusal::PeopleCount));
    assert_eq!(ask(&[1, 1], soon), Err(ViewsRefusal::PeopleCount));
    assert_eq!(ask(&[1, 7], soon), Err(ViewsRefusal::NotMember));
    assert_eq!(ask(&[1], now), Err(ViewsRefusal::By));
    let last = now.plus(WRITTEN_VIEWS_MAX);
    assert_eq!(ask(&[1], last), Ok(()));
    let beyond = last.plus(Duration::from_millis(1));
    assert_eq!(ask(&[1], beyond), Err(ViewsRefusal::By));
}
