//! Held things: when they are told, in which order, and when the digest comes (rule 4).

use model::delivery::{DeliveryKind, DeliveryReason};
use model::message::Expectation;
use model::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::availability::{Cause, LOOK_AHEAD, Schedule, cause_and_reachable, next_reachable};
use crate::delivery::{Recipient, decide_delivery};
use crate::due::first_work_of;
use crate::zone::local_date;

/// What becomes of a held thing when its instant has come, or something about its recipient changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "release", rename_all = "snake_case")]
pub enum Release {
    /// It was read before: never told.
    Drop,
    /// It waits on, until another instant perhaps.
    Hold {
        /// Until when.
        until: Timestamp,
        /// Why.
        reason: DeliveryReason,
    },
    /// It is told now, once.
    Tell {
        /// How.
        kind: DeliveryKind,
        /// Why.
        reason: DeliveryReason,
    },
}

/// Decides what becomes of a held message at `now`: call it when the hold ends, and whenever the
/// recipient's availability changes.
#[must_use]
pub fn decide_release(
    recipient: &Recipient,
    schedule: &Schedule<'_>,
    read: bool,
    now: Timestamp,
) -> Release {
    if read {
        return Release::Drop;
    }
    match decide_delivery(recipient, schedule, now) {
        (DeliveryKind::Hold { until }, reason) => Release::Hold { until, reason },
        (kind, reason) => Release::Tell { kind, reason },
    }
}

/// What a notice that is not a message does to its recipient: a reminder, a nudge, a call for help.
/// The same path as a message that asks them for today.
#[must_use]
pub fn decide_notice(schedule: &Schedule<'_>, now: Timestamp) -> (DeliveryKind, DeliveryReason) {
    let (cause, reachable) = cause_and_reachable(schedule, now);
    if cause == Cause::Working {
        return if schedule.in_audience() {
            (DeliveryKind::Quiet, DeliveryReason::InAudience)
        } else {
            (DeliveryKind::Notify, DeliveryReason::NoticeAndAvailable)
        };
    }
    let state = cause.reason(schedule.assumed());
    match reachable {
        Some(until) => (
            DeliveryKind::Hold { until },
            DeliveryReason::NotReachable { state },
        ),
        None => (
            DeliveryKind::Quiet,
            DeliveryReason::NeverReachable { state },
        ),
    }
}

/// What decides the place of a held thing among those that arrive together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldRank {
    /// Whether it is urgent.
    pub urgent: bool,
    /// How soon it wants a reply of this recipient; none if it does not ask them.
    pub expectation: Expectation,
    /// Until when, if a request stands behind it.
    pub due_at: Option<Timestamp>,
    /// When it was said.
    pub said_at: Timestamp,
}

impl HeldRank {
    /// Sorts the most urgent first: by how soon a reply is wanted, then by due instant, then by age.
    #[must_use]
    pub fn sort_key(&self) -> (u8, Timestamp, Timestamp) {
        let soon = match self.expectation {
            _ if self.urgent => 0,
            Expectation::Now => 1,
            Expectation::Today => 2,
            Expectation::By(_) => 3,
            Expectation::ThisWeek => 4,
            Expectation::None => 5,
        };
        (soon, self.due_at.unwrap_or(Timestamp::MAX), self.said_at)
    }
}

/// When the next digest comes after `after`: the first reachable minute of the next working day that
/// begins later than that; `None` if there is none within [`LOOK_AHEAD`].
#[must_use]
pub fn next_digest(schedule: &Schedule<'_>, after: Timestamp) -> Option<Timestamp> {
    let horizon = after.plus(LOOK_AHEAD);
    let mut date = local_date(schedule.zone(), after);
    loop {
        if let Some(morning) = first_work_of(schedule, date)
            && after < morning
        {
            return next_reachable(schedule, morning).filter(|at| *at < horizon);
        }
        date = date.tomorrow().ok()?;
        if horizon < crate::zone::instant_of(schedule.zone(), date, 0)? {
            return None;
        }
    }
}

#[cfg(test)]
mod tests;
