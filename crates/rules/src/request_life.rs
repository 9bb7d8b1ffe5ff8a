//! What may become of an open request besides an answer: later, somebody else, more time (rule 3).

use std::time::Duration;

use model::id::{PersonId, RequestId};
use model::message::Expectation;
use model::request::{DueReason, Request, RequestState};
use model::time::Timestamp;

use crate::availability::Schedule;
use crate::channel::Candidate;
use crate::due::{Due, due_instant, due_put_off, urgent_due};
use crate::request::RequestRefusal;
use crate::settings::Settings;

/// How far ahead a request may be deferred or extended.
pub const DEFER_MAX: Duration = Duration::from_secs(366 * 24 * 60 * 60);

/// Why a request cannot be deferred, extended or delegated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LifeRefusal {
    /// As for any change of a request.
    #[error(transparent)]
    Request(#[from] RequestRefusal),
    /// The named time is over, or not later than what is due.
    #[error("name a time later than the one that is due")]
    NotLater,
    /// The named time is more than a year ahead.
    #[error("at most a year ahead")]
    TooFar,
    /// The other person cannot be asked: an account that is closed, somebody who cannot read the
    /// channel, or one of the two themselves.
    #[error("this person cannot be asked here")]
    NotAskable,
}

/// Decides whether `actor`, who is asked, may put the request off until `named`. The new due instant
/// lies in their working time, and the sender sees it. What was urgent is ordinary from then on, and
/// what was overdue is not.
///
/// # Errors
/// [`LifeRefusal`] names the rule that refused.
pub fn decide_defer(
    request: &Request,
    actor: PersonId,
    named: Timestamp,
    asked: &Schedule<'_>,
    now: Timestamp,
) -> Result<Request, LifeRefusal> {
    open_to(request, actor)?;
    if request.asked != actor {
        return Err(RequestRefusal::NotAsked.into());
    }
    let due = later_due(request, named, asked, now)?;
    Ok(Request {
        due_at: due.at,
        due_reason: match due.reason {
            reason @ DueReason::NoWorkingTime { .. } => reason,
            _ => DueReason::Deferred {
                named,
                at: now,
                was: request.due_at,
            },
        },
        ..afresh(request)
    })
}

/// Decides whether `actor`, who asked, may give more time, until `named`; the rest as with
/// [`decide_defer`].
///
/// # Errors
/// [`LifeRefusal`] names the rule that refused.
pub fn decide_extend(
    request: &Request,
    actor: PersonId,
    named: Timestamp,
    asked: &Schedule<'_>,
    now: Timestamp,
) -> Result<Request, LifeRefusal> {
    open_to(request, actor)?;
    if request.from != actor {
        return Err(RequestRefusal::NotSender.into());
    }
    let due = later_due(request, named, asked, now)?;
    Ok(Request {
        due_at: due.at,
        due_reason: due.reason,
        ..afresh(request)
    })
}

/// The request with a new due instant ahead: nobody was nudged about that one.
fn afresh(request: &Request) -> Request {
    Request {
        urgent: false,
        escalation: None,
        nudged_at: None,
        offered_at: None,
        ..request.clone()
    }
}

/// What handing a request to somebody else makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegation {
    /// The request as it stands now: delegated.
    pub closed: Request,
    /// What the other person gets.
    pub other: Delegated,
}

/// What the other person gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delegated {
    /// A request of their own with this due instant; make it with [`open_delegated`].
    Opens(Due),
    /// The sender waits for them already: these messages join, the clock stays.
    Joins(Box<Request>),
}

/// Decides whether `actor` may hand the request to `other`: who is asked does, and so does who asked
/// ("ask somebody else"). `open` are the open requests of the topic.
///
/// # Errors
/// [`LifeRefusal`] names the rule that refused.
pub fn decide_delegate(
    request: &Request,
    actor: PersonId,
    other: &Candidate,
    other_schedule: &Schedule<'_>,
    open: &[Request],
    now: Timestamp,
    settings: &Settings,
) -> Result<Delegation, LifeRefusal> {
    open_to(request, actor)?;
    let one_of_the_two = [request.asked, request.from].contains(&other.person);
    if other.disabled || !other.can_read || one_of_the_two {
        return Err(LifeRefusal::NotAskable);
    }
    let closed = Request {
        state: RequestState::Delegated {
            at: now,
            to: other.person,
        },
        ..request.clone()
    };
    let waiting = open.iter().find(|r| {
        r.topic == request.topic
            && r.from == request.from
            && r.asked == other.person
            && r.state == RequestState::Open
    });
    let other = match waiting {
        Some(waiting) => Delegated::Joins(Box::new(join(waiting, request))),
        None => Delegated::Opens(moved_due(request, other_schedule, now, settings)),
    };
    Ok(Delegation { closed, other })
}

/// Sorts requests as lists show them: by due instant, those without one last, then by age.
pub fn sort_by_due(requests: &mut [Request]) {
    requests.sort_by_key(|r| (r.due_at.unwrap_or(Timestamp::MAX), r.opened_at, r.id));
}

fn open_to(request: &Request, actor: PersonId) -> Result<(), RequestRefusal> {
    if request.asked != actor && request.from != actor {
        return Err(RequestRefusal::NotVisible);
    }
    if request.state != RequestState::Open {
        return Err(RequestRefusal::Closed);
    }
    Ok(())
}

fn later_due(
    request: &Request,
    named: Timestamp,
    asked: &Schedule<'_>,
    now: Timestamp,
) -> Result<Due, LifeRefusal> {
    let due = request.due_at.unwrap_or(now).max(now);
    if named <= due {
        return Err(LifeRefusal::NotLater);
    }
    if now.plus(DEFER_MAX) < named {
        return Err(LifeRefusal::TooFar);
    }
    Ok(due_put_off(asked, now, named))
}

/// What is expected of whom a request is handed to: an answer when it was due. An overdue one gets
/// the time that it had at first, counted anew, or that of today if an instant was named.
#[must_use]
pub fn delegated_expectation(request: &Request, now: Timestamp) -> Expectation {
    match (request.due_at, request.expectation) {
        (Some(due_at), _) if now < due_at => Expectation::By(due_at),
        (_, Expectation::By(named)) if named <= now => Expectation::Today,
        (_, expectation) => expectation,
    }
}

/// The due instant of the request in somebody else's working time.
fn moved_due(request: &Request, other: &Schedule<'_>, now: Timestamp, settings: &Settings) -> Due {
    if request.urgent {
        return urgent_due(now, settings);
    }
    let expectation = delegated_expectation(request, now);
    due_instant(expectation, other, now, settings).unwrap_or(Due {
        at: request.due_at,
        reason: request.due_reason.clone(),
    })
}

/// The request of whom `request` was handed to. It asks as the first one did, for the same group.
#[must_use]
pub fn open_delegated(
    id: RequestId,
    request: &Request,
    to: PersonId,
    due: Due,
    now: Timestamp,
) -> Request {
    let asked_first = request.instead_of.unwrap_or(request.asked);
    Request {
        id,
        asked: to,
        instead_of: Some(asked_first).filter(|first| *first != to),
        opened_at: now,
        due_at: due.at,
        due_reason: due.reason,
        escalation: None,
        nudged_at: None,
        offered_at: None,
        state: RequestState::Open,
        ..request.clone()
    }
}

fn join(waiting: &Request, request: &Request) -> Request {
    let mut waiting = waiting.clone();
    if request.group != waiting.group {
        // They answer for themselves as well.
        waiting.group = None;
    }
    for message in std::iter::once(&request.message).chain(&request.follow_ups) {
        if waiting.message != *message && !waiting.follow_ups.contains(message) {
            waiting.follow_ups.push(*message);
        }
    }
    waiting
}

#[cfg(test)]
pub(crate) mod tests;
