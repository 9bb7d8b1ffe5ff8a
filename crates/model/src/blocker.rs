//! Blockers: marked obstacles with a clock.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::{BlockerId, PersonId, TopicId};
use crate::time::Timestamp;

/// An obstacle on a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Blocker {
    /// Its id.
    pub id: BlockerId,
    /// Where it stands.
    pub topic: TopicId,
    /// Who is stuck.
    pub raised_by: PersonId,
    /// Since when.
    pub raised_at: Timestamp,
    /// What it is, one line.
    pub text: String,
    /// When the team was told.
    pub told_at: Option<Timestamp>,
    /// When it was resolved.
    pub resolved_at: Option<Timestamp>,
    /// How it was resolved, one line.
    pub outcome: String,
}
