//! The two-hour clock, helpers, dates at risk and returns.

use model::availability::Availability;
use model::id::{BlockerId, ChannelId, TopicId};
use model::person::Person;

use super::*;
use crate::availability::default_week;
use crate::availability::tests::{instant, nothing_said, person_in};

fn worker(number: u128, zone: &str) -> (Person, Availability) {
    let mut person = person_in(zone);
    person.id = PersonId::new(person.joined_at, number);
    let said = nothing_said(&person);
    (person, said)
}

fn schedule((person, said): &(Person, Availability)) -> Schedule<'_> {
    Schedule::new(person, said, false, default_week())
}

fn raised(number: u128, at: &str) -> Blocker {
    Blocker {
        id: BlockerId::new(instant(at), number),
        topic: TopicId::new(Timestamp::default(), 1),
        task: None,
        channel: ChannelId::new(Timestamp::default(), 1),
        raised_by: worker(1, "UTC").0.id,
        raised_at: instant(at),
        text: "No access to the staging server".to_owned(),
        tell_at: None,
        told_at: None,
        helpers: Vec::new(),
        return_of: None,
        resolved_by: None,
        resolved_at: None,
        outcome: String::new(),
    }
}

#[test]
fn the_team_is_told_after_two_working_hours_of_who_is_stuck() {
    let stuck = worker(1, "Europe/Berlin");
    let schedule = schedule(&stuck);
    // Raised at 16:00: one hour today, one tomorrow.
    let mut blocker = raised(1, "2026-11-23T15:00:00Z");
    let step = |blocker: &Blocker, now: &str| {
        decide_blocker(blocker, &schedule, instant(now), &Settings::default())
    };
    let until = instant("2026-11-24T09:00:00Z");
    assert_eq!(
        step(&blocker, "2026-11-23T20:00:00Z"),
        BlockerStep::Wait { until }
    );
    assert_eq!(
        step(&blocker, "2026-11-24T09:00:00Z"),
        BlockerStep::TellTeam
    );
    blocker.told_at = Some(until);
    assert_eq!(step(&blocker, "2026-11-24T10:00:00Z"), BlockerStep::Nothing);
    blocker.told_at = None;
    let helper = worker(2, "UTC").0.id;
    let resolved = decide_resolve(&blocker, helper, " Access given ", until).unwrap();
    assert_eq!(resolved.outcome, "Access given");
    assert_eq!(resolved.resolved_by, Some(helper));
    assert_eq!(resolved.resolved_at, Some(until));
    assert_eq!(
        step(&resolved, "2026-11-24T10:00:00Z"),
        BlockerStep::Nothing
    );
    assert_eq!(
        decide_resolve(&resolved, helper, "Again", until),
        Err(BlockerRefusal::Resolved)
    );
}

#[test]
fn a_topic_has_one_blocker_at_a_time_in_one_line() {
    let mut first = raised(1, "2026-11-23T15:00:00Z");
    assert_eq!(
        decide_raise(" ", &[]),
        Err(BlockerRefusal::Text(TextRefusal::Empty))
    );
    let again = |first: &Blocker| decide_raise(" No access ", std::slice::from_ref(first));
    assert_eq!(again(&first), Err(BlockerRefusal::Raised));
    first.resolved_at = Some(first.raised_at);
    assert_eq!(again(&first), Ok("No access".to_owned()));
}

#[test]
fn anyone_but_who_is_stuck_can_help_until_it_is_resolved() {
    let (stuck, helper) = (worker(1, "UTC").0.id, worker(2, "UTC").0.id);
    let blocker = raised(1, "2026-11-23T15:00:00Z");
    assert_eq!(decide_help(&blocker, stuck), Err(BlockerRefusal::Own));
    let helped = decide_help(&blocker, helper).unwrap();
    assert_eq!(helped.helpers, [helper]);
    assert_eq!(decide_help(&helped, helper).unwrap().helpers, [helper]);
    let resolved = decide_resolve(&helped, stuck, "Access given", blocker.raised_at).unwrap();
    assert_eq!(
        decide_help(&resolved, helper),
        Err(BlockerRefusal::Resolved)
    );
}

#[test]
fn who_is_available_can_help_but_not_who_is_stuck() {
    let stuck = worker(1, "Europe/Berlin");
    let near = worker(2, "Europe/Paris");
    let far = worker(3, "America/Los_Angeles");
    let (a, b, c) = (schedule(&stuck), schedule(&near), schedule(&far));
    let blocker = raised(1, "2026-11-23T08:00:00Z");
    let now = instant("2026-11-23T10:00:00Z");
    assert_eq!(helpers(&blocker, &[&a, &b, &c], now), [near.0.id]);
}

#[test]
fn a_task_that_waits_moves_by_the_working_time_lost() {
    let owner = worker(2, "Europe/Berlin");
    let schedule = schedule(&owner);
    let mut blocker = raised(1, "2026-11-23T13:00:00Z");
    let due = instant("2026-11-25T15:00:00Z");
    let risk = |blocker: &Blocker, now: &str| date_risk(blocker, due, &schedule, instant(now));
    assert_eq!(risk(&blocker, "2026-11-23T13:00:00Z"), None);
    // Three hours on Monday, one on Tuesday: from Wednesday 16:00 to Thursday 12:00.
    let wanted = DateRisk {
        due_at: due,
        expected_at: Some(instant("2026-11-26T11:00:00Z")),
        lost: Duration::from_secs(4 * 3600),
    };
    assert_eq!(risk(&blocker, "2026-11-24T09:00:00Z"), Some(wanted));
    blocker.resolved_at = Some(instant("2026-11-24T09:00:00Z"));
    assert_eq!(risk(&blocker, "2026-11-25T09:00:00Z"), Some(wanted));
}

#[test]
fn a_blocker_that_comes_back_within_a_month_is_linked() {
    let mut old = raised(1, "2026-10-01T08:00:00Z");
    old.resolved_at = Some(instant("2026-10-02T08:00:00Z"));
    let mut recent = raised(2, "2026-11-10T08:00:00Z");
    recent.resolved_at = Some(instant("2026-11-11T08:00:00Z"));
    let mut elsewhere = raised(3, "2026-11-12T08:00:00Z");
    elsewhere.topic = TopicId::new(Timestamp::default(), 2);
    elsewhere.resolved_at = Some(instant("2026-11-13T08:00:00Z"));
    let now = raised(4, "2026-11-23T08:00:00Z");
    let earlier = [old.clone(), recent, elsewhere];
    assert_eq!(return_of(&now, &earlier).map(|b| b.id), Some(earlier[1].id));
    assert_eq!(return_of(&now, &[old]), None);
}
