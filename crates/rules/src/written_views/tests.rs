//! A session waits for the views, but not for ever.

use super::*;
use crate::availability::tests::instant;
use crate::request::tests::person;

#[test]
fn a_session_waits_for_all_views_or_their_time() {
    let by = instant("2026-11-25T16:00:00Z");
    let before = instant("2026-11-25T15:59:59Z");
    let mut views = WrittenViews {
        by,
        of: [1, 2].map(person).to_vec(),
        given: vec![person(1)],
    };
    assert_eq!(
        decide_plan_session(&views, before),
        Err(ViewsMissing {
            until: by,
            missing: vec![person(2)]
        })
    );
    assert_eq!(decide_plan_session(&views, by), Ok(()));
    views.given.push(person(2));
    assert_eq!(decide_plan_session(&views, before), Ok(()));
}
