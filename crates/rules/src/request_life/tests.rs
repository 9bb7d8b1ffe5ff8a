//! Deferring, extending, delegating, and the order of lists.

use super::*;
use crate::availability::default_week;
use crate::availability::tests::{instant, nothing_said, person_in};
use crate::request::tests::{message, person, request};

const ANA: u128 = 1;
const BEN: u128 = 2;
const CARA: u128 = 3;

/// Monday 14:00 in Berlin; the request is due on Tuesday at 10:00.
fn now() -> Timestamp {
    instant("2026-11-23T13:00:00Z")
}

fn with_berlin<T>(check: impl FnOnce(&Schedule<'_>) -> T) -> T {
    let person = person_in("Europe/Berlin");
    let said = nothing_said(&person);
    check(&Schedule::new(&person, &said, false, default_week()))
}

pub(crate) fn candidate(number: u128) -> Candidate {
    Candidate {
        person: person(number),
        disabled: false,
        can_read: true,
    }
}

#[test]
fn the_asked_defers_into_their_working_time_and_the_sender_sees_what_was() {
    let open = request(1, ANA, BEN, 10);
    let defer = |actor, named: &str| {
        with_berlin(|asked| decide_defer(&open, person(actor), instant(named), asked, now()))
    };
    // Saturday noon becomes Friday 17:00.
    let deferred = defer(BEN, "2026-11-28T11:00:00Z").unwrap();
    assert_eq!(deferred.due_at, Some(instant("2026-11-27T16:00:00Z")));
    assert_eq!(
        deferred.due_reason,
        DueReason::Deferred {
            named: instant("2026-11-28T11:00:00Z"),
            at: now(),
            was: open.due_at,
        }
    );
    assert_eq!(deferred.state, RequestState::Open);
    for (actor, named, refusal) in [
        (ANA, "2026-11-28T11:00:00Z", RequestRefusal::NotAsked.into()),
        (
            CARA,
            "2026-11-28T11:00:00Z",
            RequestRefusal::NotVisible.into(),
        ),
        (BEN, "2026-11-24T09:00:00Z", LifeRefusal::NotLater),
        (BEN, "2028-11-28T11:00:00Z", LifeRefusal::TooFar),
    ] {
        assert_eq!(defer(actor, named), Err(refusal));
    }
}

#[test]
fn a_new_due_instant_is_nudged_about_anew_and_is_no_longer_urgent() {
    let overdue = Request {
        urgent: true,
        escalation: Some(model::request::EscalationProgress::default()),
        nudged_at: Some(now()),
        offered_at: Some(now()),
        ..request(1, ANA, BEN, 10)
    };
    let named = instant("2026-11-25T11:00:00Z");
    let changed = with_berlin(|asked| {
        let deferred = decide_defer(&overdue, person(BEN), named, asked, now());
        let extended = decide_extend(&overdue, person(ANA), named, asked, now());
        [deferred.unwrap(), extended.unwrap()]
    });
    for request in changed {
        assert_eq!((request.nudged_at, request.offered_at), (None, None));
        assert_eq!((request.urgent, request.escalation), (false, None));
    }
}

#[test]
fn only_the_sender_gives_more_time_and_only_while_it_is_open() {
    let mut open = request(1, ANA, BEN, 10);
    let extend = |open: &Request, actor| {
        let named = instant("2026-11-25T11:00:00Z");
        with_berlin(|asked| decide_extend(open, person(actor), named, asked, now()))
    };
    let extended = extend(&open, ANA).unwrap();
    assert_eq!(extended.due_at, Some(instant("2026-11-25T11:00:00Z")));
    assert_eq!(extended.due_reason, DueReason::Named);
    assert_eq!(extend(&open, BEN), Err(RequestRefusal::NotSender.into()));
    open.state = RequestState::Withdrawn { at: now() };
    assert_eq!(extend(&open, ANA), Err(RequestRefusal::Closed.into()));
}

#[test]
fn delegating_closes_it_and_opens_one_due_at_the_same_time_in_the_others_hours() {
    let open = request(1, ANA, BEN, 10);
    let tokyo = person_in("Asia/Tokyo");
    let said = nothing_said(&tokyo);
    let schedule = Schedule::new(&tokyo, &said, false, default_week());
    let settings = Settings::default();
    let delegate = |actor, other: Candidate, others: &[Request]| {
        let actor = person(actor);
        decide_delegate(&open, actor, &other, &schedule, others, now(), &settings)
    };
    let done = delegate(BEN, candidate(CARA), &[]).unwrap();
    assert_eq!(
        done.closed.state,
        RequestState::Delegated {
            at: now(),
            to: person(CARA)
        }
    );
    // Tuesday 09:00 UTC is 18:00 in Tokyo: the end of work there.
    let Delegated::Opens(due) = done.other else {
        panic!("nothing was open");
    };
    assert_eq!(due.at, Some(instant("2026-11-24T08:00:00Z")));
    // The sender may ask somebody else, too; nobody may hand it back or to who cannot read.
    assert!(delegate(ANA, candidate(CARA), &[]).is_ok());
    for other in [
        candidate(ANA),
        candidate(BEN),
        Candidate {
            can_read: false,
            ..candidate(CARA)
        },
        Candidate {
            disabled: true,
            ..candidate(CARA)
        },
    ] {
        assert_eq!(delegate(BEN, other, &[]), Err(LifeRefusal::NotAskable));
    }
}

#[test]
fn delegating_to_whom_the_sender_waits_for_already_joins() {
    let open = Request {
        follow_ups: vec![message(11)],
        ..request(1, ANA, BEN, 10)
    };
    let waiting = request(2, ANA, CARA, 20);
    let others = [open.clone(), waiting.clone()];
    let settings = Settings::default();
    let done = with_berlin(|cara| {
        let other = candidate(CARA);
        decide_delegate(&open, person(BEN), &other, cara, &others, now(), &settings)
    })
    .unwrap();
    let joined = Request {
        follow_ups: vec![message(10), message(11)],
        ..waiting
    };
    assert_eq!(done.other, Delegated::Joins(Box::new(joined)));
}

#[test]
fn lists_are_by_due_instant_and_those_without_one_last() {
    let mut requests = [1, 2, 3].map(|number| request(number, ANA, BEN, number));
    requests[0].due_at = None;
    requests[1].due_at = Some(instant("2026-11-26T09:00:00Z"));
    sort_by_due(&mut requests);
    let order = requests.map(|r| r.message);
    assert_eq!(order, [3, 2, 1].map(message));
}

#[test]
fn an_overdue_request_that_is_handed_on_gets_its_time_anew() {
    let now = instant("2026-11-25T09:00:00Z");
    let check = |expectation, urgent, wanted: &str| {
        let open = Request {
            expectation,
            urgent,
            ..request(1, ANA, BEN, 10)
        };
        assert!(open.due_at.unwrap() < now, "it is overdue");
        let settings = Settings::default();
        let done = with_berlin(|cara| {
            let other = candidate(CARA);
            decide_delegate(&open, person(ANA), &other, cara, &[], now, &settings)
        });
        let Delegated::Opens(due) = done.unwrap().other else {
            panic!("nothing was open");
        };
        assert_eq!(due.at, Some(instant(wanted)), "{expectation:?}");
    };
    check(Expectation::Today, false, "2026-11-26T09:00:00Z");
    check(Expectation::Now, false, "2026-11-25T09:10:00Z");
    let over = Expectation::By(instant("2026-11-24T09:00:00Z"));
    check(over, false, "2026-11-26T09:00:00Z");
    check(Expectation::Now, true, "2026-11-25T09:10:00Z");
}

#[test]
fn whom_a_request_is_handed_to_answers_for_whom_the_message_asked() {
    let open = Request {
        group: Some(model::id::GroupId::new(now(), 1)),
        nudged_at: Some(now()),
        ..request(1, ANA, BEN, 10)
    };
    let due = Due {
        at: Some(now()),
        reason: DueReason::Named,
    };
    let hand = |from: &Request, number, to| {
        let id = RequestId::new(now(), number);
        open_delegated(id, from, person(to), due.clone(), now())
    };
    let first = hand(&open, 2, CARA);
    assert_eq!(
        (first.asked, first.instead_of),
        (person(CARA), Some(person(BEN)))
    );
    assert_eq!((first.group, first.nudged_at), (open.group, None));
    assert_eq!((first.message, first.from), (open.message, open.from));
    let second = hand(&first, 3, 4);
    assert_eq!(second.instead_of, Some(person(BEN)));
    // Handed back, it is their own again.
    assert_eq!(hand(&second, 4, BEN).instead_of, None);
}
