//! Urgent messages: their budget, their log, and what recipients said of them afterwards.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::{MessageId, PersonId};
use crate::time::Timestamp;

/// Longest reason of an urgent message, in characters.
pub const URGENT_REASON_CHARS_MAX: usize = 500;

/// What somebody who got an urgent message says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UrgentVerdict {
    /// Who says it.
    pub person: PersonId,
    /// Whether it was urgent.
    pub urgent: bool,
    /// When they said so.
    pub at: Timestamp,
}

/// One use of the urgent mark: a row of the log that all admins can read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Urgent {
    /// The message.
    pub message: MessageId,
    /// Who sent it.
    pub sender: PersonId,
    /// Why it was urgent, in the sender's words.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// Whether it costs the sender nothing (on duty, an alert, or a second member confirmed it).
    pub free: bool,
    /// Who confirmed it when the budget was spent.
    pub confirmed_by: Option<PersonId>,
    /// Until when recipients may say whether it was urgent.
    pub verdicts_until: Timestamp,
    /// Who has been asked whether it was urgent.
    #[serde(default)]
    pub asked: Vec<PersonId>,
    /// What they said, at most one each.
    pub verdicts: Vec<UrgentVerdict>,
}

/// What is left of a person's urgent messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UrgentBudget {
    /// How many a week.
    pub per_week: u32,
    /// How many are spent this week, those doubled by recipients included.
    pub spent: u32,
    /// When the week ends and all are there again.
    pub resets_at: Timestamp,
}
