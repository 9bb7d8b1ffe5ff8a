//! What happens to an ordinary request that is overdue: one nudge, then offers (rule 7).

use std::time::Duration;

use model::availability::AvailabilityState;
use model::request::{Request, RequestState};
use model::time::Timestamp;

use crate::availability::{Schedule, availability_at, next_reachable};
use crate::due::after_work;
use crate::settings::Settings;

/// What has been done about an overdue request so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OverdueSoFar {
    /// When the asked person was nudged.
    pub nudged_at: Option<Timestamp>,
    /// When its sender got the offers.
    pub offered_at: Option<Timestamp>,
}

/// What is to be done about a request now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum OverdueStep {
    /// Look again then.
    Wait {
        /// When.
        until: Timestamp,
    },
    /// Nudge the asked person, who can be told now.
    Nudge,
    /// Offer the sender to ask somebody else, extend or withdraw; and to call, if the asked person is
    /// available.
    Offer {
        /// Whether the asked person can be called now.
        call: bool,
    },
    /// Nothing more: it is closed, has no due instant, or all was done.
    Nothing,
}

/// Decides what is to be done about `request` at `now`, with the schedule of the asked person.
#[must_use]
pub fn decide_overdue(
    request: &Request,
    so_far: OverdueSoFar,
    asked: &Schedule<'_>,
    now: Timestamp,
    settings: &Settings,
) -> OverdueStep {
    let Some(due_at) = request.due_at else {
        return OverdueStep::Nothing;
    };
    if request.state != RequestState::Open || so_far.offered_at.is_some() {
        return OverdueStep::Nothing;
    }
    if now < due_at {
        return OverdueStep::Wait { until: due_at };
    }
    let Some(nudged_at) = so_far.nudged_at else {
        return match next_reachable(asked, now) {
            Some(until) if now < until => OverdueStep::Wait { until },
            Some(_) => OverdueStep::Nudge,
            None => offer(asked, now),
        };
    };
    let given = Duration::from_secs(60 * u64::from(settings.overdue_offer_minutes));
    match after_work(asked, nudged_at, given) {
        Some((_, until)) if now < until => OverdueStep::Wait { until },
        _ => offer(asked, now),
    }
}

fn offer(asked: &Schedule<'_>, now: Timestamp) -> OverdueStep {
    OverdueStep::Offer {
        call: availability_at(asked, now).state == AvailabilityState::Available,
    }
}

#[cfg(test)]
mod tests;
