//! Held things: when they are told, in which order, and when the digest comes (rule 4).

use model::delivery::{DeliveryKind, DeliveryReason};
use model::message::Expectation;
use model::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::availability::{Cause, LOOK_AHEAD, Schedule, cause_and_reachable};
use crate::delivery::{Recipient, decide_delivery};
use crate::due::{first_told, first_work_of};
use crate::zone::{instant_of, local_date};

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

/// When the next digest comes after `after`: the first reachable minute of a working day; `None` if
/// there is none within [`LOOK_AHEAD`].
///
/// A call is not counted: it ends before most mornings, and a digest that comes in one is held.
#[must_use]
pub fn next_digest(schedule: &Schedule<'_>, after: Timestamp) -> Option<Timestamp> {
    let horizon = after.plus(LOOK_AHEAD);
    // A day that began before may still wait for its first reachable minute.
    let mut date = local_date(schedule.zone(), after).yesterday().ok()?;
    while instant_of(schedule.zone(), date, 0)? <= horizon {
        if let Some(at) = digest_of(schedule, date, after).filter(|at| after < *at) {
            return (at < horizon).then_some(at);
        }
        date = date.tomorrow().ok()?;
    }
    None
}

/// The digest that was planned for later on a day and should have come by `now`, since something about
/// the person's reach changed; `None` if it has not.
#[must_use]
pub fn digest_overtaken(
    schedule: &Schedule<'_>,
    planned: Timestamp,
    now: Timestamp,
) -> Option<Timestamp> {
    let at = digest_of(schedule, local_date(schedule.zone(), planned), now)?;
    (now < planned && at <= now).then_some(at)
}

/// Whether a digest comes at an instant, or some other look at its clock.
#[must_use]
pub fn is_digest(schedule: &Schedule<'_>, at: Timestamp) -> bool {
    let today = local_date(schedule.zone(), at);
    // A silence may have begun before its morning or since.
    let known = [Timestamp::MIN, Timestamp::MAX];
    [today.yesterday().ok(), Some(today)]
        .into_iter()
        .flatten()
        .filter_map(|date| first_work_of(schedule, date))
        .any(|morning| {
            known
                .iter()
                .any(|now| first_told(schedule, *now, morning) == Some(at))
        })
}

/// When the digest of a local date comes; what silences the person is known to do so from `now` on.
fn digest_of(
    schedule: &Schedule<'_>,
    date: jiff::civil::Date,
    now: Timestamp,
) -> Option<Timestamp> {
    first_told(schedule, now, first_work_of(schedule, date)?)
}

#[cfg(test)]
mod tests;
