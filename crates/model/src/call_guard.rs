//! What a caller is shown before ringing somebody who should not be rung (rule 10).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::availability::{AvailabilityState, SharedSpan, StateReason};
use crate::id::PersonId;
use crate::session::Session;
use crate::time::Timestamp;
use crate::urgent::UrgentBudget;

/// What the caller is shown before ringing somebody who is off, in focus, in a call or wants silence:
/// record a clip, write a message for their next working minute, pick a time both have, or ring anyway
/// as urgent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CallGuard {
    /// Who would be rung.
    pub person: PersonId,
    /// What they can take now.
    pub state: AvailabilityState,
    /// Why.
    pub reason: StateReason,
    /// When that changes by what is known.
    pub until: Option<Timestamp>,
    /// Their zone's offset from UTC now, in seconds, for their local time.
    pub utc_offset_seconds: i32,
    /// When a message would be told to them; `None` if they have no working time ahead.
    pub told_at: Option<Timestamp>,
    /// The next times both have, long enough for a meeting of usual length: the soonest first, at most
    /// three.
    pub slots: Vec<SharedSpan>,
    /// What the caller has left of urgent messages.
    pub budget: UrgentBudget,
}

/// What ringing somebody led to: the call, or what is shown before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RingAnswer {
    /// The call into which they are rung.
    pub session: Option<Session>,
    /// Why they are not rung, and what to do instead.
    pub guard: Option<CallGuard>,
}
