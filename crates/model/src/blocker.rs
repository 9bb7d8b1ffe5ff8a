//! Blockers: marked obstacles with a clock.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::{BlockerId, ChannelId, PersonId, TopicId};
use crate::time::Timestamp;

/// An obstacle on a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Blocker {
    /// Its id.
    pub id: BlockerId,
    /// Where it stands.
    pub topic: TopicId,
    /// The topic's channel, whose members are its team.
    pub channel: ChannelId,
    /// Who is stuck.
    pub raised_by: PersonId,
    /// Since when.
    pub raised_at: Timestamp,
    /// What it is, one line.
    pub text: String,
    /// When the team is told unless it is resolved before.
    pub tell_at: Option<Timestamp>,
    /// When the team was told.
    pub told_at: Option<Timestamp>,
    /// Who said "I can help", in order.
    pub helpers: Vec<PersonId>,
    /// The blocker on this topic that has come back with it.
    pub return_of: Option<BlockerId>,
    /// Who resolved it.
    pub resolved_by: Option<PersonId>,
    /// When it was resolved.
    pub resolved_at: Option<Timestamp>,
    /// How it was resolved, one line.
    pub outcome: String,
}
