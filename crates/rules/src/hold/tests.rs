//! A held thing is told once, at the first reachable minute, or never if it was read before.

use std::time::Duration;

use model::availability::AvailabilityState;
use model::channel::ChannelKind;
use model::topic::TopicLevel;
use proptest::prelude::*;

use super::*;
use crate::availability::tests::{
    any_instant, any_world, every_day, focus_once, instant, nothing_said, person_in, time_off,
};
use crate::availability::{availability_at, default_week};

const ASKED: Recipient = Recipient {
    expectation: Expectation::Today,
    channel: ChannelKind::Public,
    asked: true,
    answers: None,
    level: TopicLevel::Normal,
};

#[test]
fn a_hold_is_told_at_its_end_moved_when_plans_change_and_dropped_when_read() {
    let person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    let evening = instant("2026-11-23T20:00:00Z");
    let morning = instant("2026-11-24T08:00:00Z");
    let release = |said: &model::availability::Availability, read, at| {
        let schedule = Schedule::new(&person, said, false, default_week());
        decide_release(&ASKED, &schedule, read, at)
    };
    let until = |release: Release| match release {
        Release::Hold { until, .. } => Some(until),
        Release::Drop | Release::Tell { .. } => None,
    };
    assert_eq!(until(release(&said, false, evening)), Some(morning));
    assert_eq!(release(&said, true, morning), Release::Drop);
    assert_eq!(
        release(&said, false, morning),
        Release::Tell {
            kind: DeliveryKind::Notify,
            reason: DeliveryReason::AskedAndAvailable
        }
    );
    said.time_off = vec![time_off("2026-11-24T00:00:00Z", "2026-11-24T12:00:00Z")];
    let noon = Some(instant("2026-11-24T12:00:00Z"));
    assert_eq!(until(release(&said, false, morning)), noon);
}

#[test]
fn the_most_urgent_comes_first() {
    let now = instant("2026-11-24T08:00:00Z");
    let rank = |urgent, expectation, due: Option<u64>, age: u64| HeldRank {
        urgent,
        expectation,
        due_at: due.map(|hours| now.plus(Duration::from_secs(3600 * hours))),
        said_at: now.minus(Duration::from_secs(60 * age)),
    };
    let wanted = [
        rank(true, Expectation::Now, None, 1),
        rank(false, Expectation::Now, Some(1), 1),
        rank(false, Expectation::Today, Some(4), 1),
        rank(false, Expectation::Today, Some(8), 20),
        rank(false, Expectation::Today, Some(8), 10),
        rank(false, Expectation::By(now), Some(2), 1),
        rank(false, Expectation::ThisWeek, Some(30), 1),
        rank(false, Expectation::None, None, 900),
    ];
    let mut held = wanted;
    held.reverse();
    held.sort_by_key(HeldRank::sort_key);
    assert_eq!(held, wanted);
}

#[test]
fn notices_take_the_same_path_as_messages() {
    let person = person_in("Europe/Berlin");
    let said = nothing_said(&person);
    let schedule = Schedule::new(&person, &said, false, default_week());
    assert_eq!(
        decide_notice(&schedule, instant("2026-11-24T10:00:00Z")),
        (DeliveryKind::Notify, DeliveryReason::NoticeAndAvailable)
    );
    let (kind, _) = decide_notice(&schedule, instant("2026-11-24T20:00:00Z"));
    let until = instant("2026-11-25T08:00:00Z");
    assert_eq!(kind, DeliveryKind::Hold { until });
    let audience = schedule.with_audience(true);
    assert_eq!(
        decide_notice(&audience, instant("2026-11-24T10:00:00Z")).0,
        DeliveryKind::Quiet
    );
}

#[test]
fn a_digest_that_waited_for_a_focus_is_overtaken_when_that_ends_sooner() {
    let person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    let planned = instant("2026-11-30T10:00:00Z");
    let overtaken = |said: &model::availability::Availability, now: &str| {
        let schedule = Schedule::new(&person, said, false, default_week());
        digest_overtaken(&schedule, planned, instant(now))
    };
    said.focus = vec![focus_once("2026-11-30T07:00:00Z", "2026-11-30T10:00:00Z")];
    assert_eq!(overtaken(&said, "2026-11-30T09:00:00Z"), None);
    said.focus = vec![focus_once("2026-11-30T07:00:00Z", "2026-11-30T09:00:00Z")];
    let ended = Some(instant("2026-11-30T09:00:00Z"));
    assert_eq!(overtaken(&said, "2026-11-30T09:00:00Z"), ended);
    // It came already.
    assert_eq!(overtaken(&said, "2026-11-30T10:00:00Z"), None);
    // A day off has none.
    said.time_off = vec![time_off("2026-11-29T23:00:00Z", "2026-11-30T23:00:00Z")];
    assert_eq!(overtaken(&said, "2026-11-30T09:00:00Z"), None);
}

#[test]
fn the_digest_comes_once_a_working_day_when_work_begins() {
    let person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    let digest = |said: &model::availability::Availability, after: &str| {
        let schedule = Schedule::new(&person, said, false, default_week());
        next_digest(&schedule, instant(after))
    };
    let friday = "2026-11-27T09:00:00Z";
    let monday = Some(instant("2026-11-30T08:00:00Z"));
    assert_eq!(
        digest(&said, "2026-11-27T07:00:00Z"),
        Some(instant("2026-11-27T08:00:00Z"))
    );
    assert_eq!(digest(&said, friday), monday);
    // The one that has just come is not the next.
    assert_eq!(
        digest(&said, "2026-11-30T08:00:00Z"),
        Some(instant("2026-12-01T08:00:00Z"))
    );
    said.focus = vec![focus_once("2026-11-30T07:00:00Z", "2026-11-30T10:00:00Z")];
    let eleven = Some(instant("2026-11-30T10:00:00Z"));
    assert_eq!(digest(&said, friday), eleven);
    // It is still ahead while its morning goes on, and in a call.
    assert_eq!(digest(&said, "2026-11-30T09:59:59Z"), eleven);
    // A silence that begins after the morning moves none into the day; one before it does.
    let mut silent = said.clone();
    silent.focus.clear();
    silent.do_not_disturb_until = Some(instant("2026-11-30T10:00:00Z"));
    let tuesday = Some(instant("2026-12-01T08:00:00Z"));
    assert_eq!(digest(&silent, "2026-11-30T09:00:00Z"), tuesday);
    assert_eq!(digest(&silent, "2026-11-30T07:00:00Z"), eleven);
    for (at, comes) in [("08:00:00", true), ("09:00:00", false), ("10:00:00", true)] {
        let at = instant(&format!("2026-11-30T{at}Z"));
        let schedule = Schedule::new(&person, &silent, false, default_week());
        assert_eq!(is_digest(&schedule, at), comes, "{at}");
    }
    let calls = Schedule::new(&person, &said, true, default_week());
    assert_eq!(next_digest(&calls, instant(friday)), eleven);
    // Night shifts have their morning in the evening.
    said.weekly = Some(every_day(22 * 60, 6 * 60));
    said.focus.clear();
    assert_eq!(
        digest(&said, "2026-11-27T01:00:00Z"),
        Some(instant("2026-11-27T21:00:00Z"))
    );
    said.weekly = Some(Vec::new());
    assert_eq!(digest(&said, friday), None);
}

proptest! {
    /// Whatever changes meanwhile, a held thing is told once, to who is available then, and not
    /// after it was read.
    #[test]
    fn a_held_thing_is_told_exactly_once_or_was_read_before(
        (person, first, _) in any_world(),
        start in any_instant(),
        changes in proptest::collection::vec((1u64..5_000, any_world()), 0..5),
        read_after in proptest::option::of(1u64..10_000),
    ) {
        let mut said = first;
        let mut now = start;
        let read_at = read_after.map(|minutes| start.plus(Duration::from_secs(60 * minutes)));
        let mut plans: Vec<(Timestamp, model::availability::Availability)> = changes
            .into_iter()
            .scan(start, |at, (minutes, (_, said, _))| {
                *at = at.plus(Duration::from_secs(60 * minutes));
                Some((*at, said))
            })
            .collect();
        plans.reverse();
        let mut told: Vec<Timestamp> = Vec::new();
        loop {
            let schedule = Schedule::new(&person, &said, false, default_week());
            let read = read_at.is_some_and(|at| at <= now);
            let hold_until = match decide_release(&ASKED, &schedule, read, now) {
                Release::Drop => break,
                Release::Tell { kind, reason } => {
                    told.push(now);
                    let never = matches!(reason, DeliveryReason::NeverReachable { .. });
                    let available =
                        availability_at(&schedule, now).state == AvailabilityState::Available;
                    prop_assert!(available || (never && kind == DeliveryKind::Quiet));
                    break;
                }
                Release::Hold { until, .. } => until,
            };
            prop_assert!(now < hold_until);
            // The clock goes on to whatever comes first: the end of the hold or a change of plans.
            let changed = plans.pop_if(|(at, _)| *at <= hold_until);
            now = changed.as_ref().map_or(hold_until, |(at, _)| *at);
            if let Some((_, plan)) = changed {
                said = plan;
            }
        }
        prop_assert!(told.len() <= 1);
        prop_assert_eq!(told.is_empty(), read_at.is_some_and(|at| at <= now));
    }
}
