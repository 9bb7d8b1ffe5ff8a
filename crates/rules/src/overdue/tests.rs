//! One nudge in working time, then offers.

use proptest::prelude::*;

use super::*;
use crate::availability::default_week;
use crate::availability::tests::{
    any_instant, any_world, instant, nothing_said, person_in, time_off,
};
use crate::request::tests::request;

fn due_at(text: &str) -> Request {
    Request {
        due_at: Some(instant(text)),
        ..request(1, 1, 2, 10)
    }
}

#[test]
fn it_nudges_once_in_working_time_then_offers_an_hour_of_work_later() {
    let person = person_in("Europe/Berlin");
    let said = nothing_said(&person);
    let schedule = Schedule::new(&person, &said, false, default_week());
    let request = due_at("2026-11-23T16:00:00Z");
    let step = |so_far, now: &str| {
        decide_overdue(
            &request,
            so_far,
            &schedule,
            instant(now),
            &Settings::default(),
        )
    };
    let nothing = OverdueSoFar::default();
    let wait = |until: &str| OverdueStep::Wait {
        until: instant(until),
    };
    assert_eq!(
        step(nothing, "2026-11-23T10:00:00Z"),
        wait("2026-11-23T16:00:00Z")
    );
    // Due at the end of the day: nudged at the next working minute.
    assert_eq!(
        step(nothing, "2026-11-23T16:00:00Z"),
        wait("2026-11-24T08:00:00Z")
    );
    assert_eq!(step(nothing, "2026-11-24T08:00:00Z"), OverdueStep::Nudge);
    let nudged = OverdueSoFar {
        nudged_at: Some(instant("2026-11-24T08:00:00Z")),
        offered_at: None,
    };
    assert_eq!(
        step(nudged, "2026-11-24T08:30:00Z"),
        wait("2026-11-24T09:00:00Z")
    );
    assert_eq!(
        step(nudged, "2026-11-24T09:00:00Z"),
        OverdueStep::Offer { call: true }
    );
    assert_eq!(
        step(nudged, "2026-11-24T18:00:00Z"),
        OverdueStep::Offer { call: false }
    );
    let offered = OverdueSoFar {
        offered_at: Some(instant("2026-11-24T09:00:00Z")),
        ..nudged
    };
    assert_eq!(step(offered, "2026-11-24T10:00:00Z"), OverdueStep::Nothing);
}

#[test]
fn a_closed_request_is_left_alone_and_a_long_absence_is_offered_at_once() {
    let person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    said.time_off = vec![time_off("2026-11-01T00:00:00Z", "2027-11-01T00:00:00Z")];
    let schedule = Schedule::new(&person, &said, false, default_week());
    let mut request = due_at("2026-11-23T16:00:00Z");
    let now = instant("2026-11-24T10:00:00Z");
    let settings = Settings::default();
    let nothing = OverdueSoFar::default();
    assert_eq!(
        decide_overdue(&request, nothing, &schedule, now, &settings),
        OverdueStep::Offer { call: false }
    );
    request.state = RequestState::Withdrawn { at: now };
    assert_eq!(
        decide_overdue(&request, nothing, &schedule, now, &settings),
        OverdueStep::Nothing
    );
    request.state = RequestState::Open;
    request.due_at = None;
    assert_eq!(
        decide_overdue(&request, nothing, &schedule, now, &settings),
        OverdueStep::Nothing
    );
}

proptest! {
    /// Followed step by step it nudges at most once, only who can be told, then offers, and ends.
    #[test]
    fn followed_step_by_step_it_nudges_once_at_most_and_ends_with_the_offer(
        (person, said, _) in any_world(),
        due in any_instant(),
    ) {
        let schedule = Schedule::new(&person, &said, false, default_week());
        let request = Request { due_at: Some(due), ..request(1, 1, 2, 10) };
        let mut so_far = OverdueSoFar::default();
        let mut now = due.minus(Duration::from_secs(3600));
        let mut offered = false;
        for _ in 0..10 {
            match decide_overdue(&request, so_far, &schedule, now, &Settings::default()) {
                OverdueStep::Wait { until } => {
                    prop_assert!(now < until);
                    now = until;
                }
                OverdueStep::Nudge => {
                    prop_assert_eq!(so_far.nudged_at, None);
                    prop_assert_eq!(next_reachable(&schedule, now), Some(now));
                    so_far.nudged_at = Some(now);
                }
                OverdueStep::Offer { .. } => {
                    prop_assert!(!offered);
                    offered = true;
                    so_far.offered_at = Some(now);
                }
                OverdueStep::Nothing => break,
            }
        }
        prop_assert!(offered);
    }
}
