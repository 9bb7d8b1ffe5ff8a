//! Before somebody is rung who should not be: what the caller is shown and offered (rule 10).

use std::time::Duration;

use model::availability::{AvailabilityState, StateReason};
use model::call_guard::CallGuard;
use model::time::Timestamp;
use model::urgent::UrgentBudget;
use serde::{Deserialize, Serialize};

use crate::availability::{Schedule, availability_at, next_reachable};
use crate::common_slots::{SLOTS_MAX, next_common_slots};
use crate::settings::Settings;

/// What becomes of a ring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum RingDecision {
    /// Ring.
    Ring,
    /// Show the guard first.
    Guard(CallGuard),
    /// The account is closed: nobody can be rung.
    Closed,
}

/// Whether somebody may be rung at `now` without asking first: only who is available.
#[must_use]
pub fn may_ring(callee: &Schedule<'_>, now: Timestamp) -> bool {
    availability_at(callee, now).state == AvailabilityState::Available
}

/// Decides whether `caller` rings `callee` at `now` or is shown the guard first.
///
/// The guard's four ways: record a clip, write a message for their next working minute, pick a time
/// both have, or ring anyway as urgent (which [`crate::break_through`] decides).
#[must_use]
pub fn call_guard(
    caller: &Schedule<'_>,
    callee: &Schedule<'_>,
    budget: UrgentBudget,
    now: Timestamp,
    settings: &Settings,
) -> RingDecision {
    let at_now = availability_at(callee, now);
    if at_now.state == AvailabilityState::Available {
        return RingDecision::Ring;
    }
    if at_now.reason == StateReason::Disabled {
        return RingDecision::Closed;
    }
    let length = Duration::from_secs(60 * u64::from(settings.meeting_minutes));
    RingDecision::Guard(CallGuard {
        person: callee.person(),
        state: at_now.state,
        reason: at_now.reason,
        until: at_now.until,
        utc_offset_seconds: callee.utc_offset_seconds(now),
        told_at: next_reachable(callee, now),
        slots: next_common_slots(&[caller, callee], now, length, SLOTS_MAX),
        budget,
    })
}

#[cfg(test)]
mod tests;
