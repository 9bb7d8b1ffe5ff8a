//! Blockers: marked obstacles with a clock.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::{BlockerId, BoardId, ChannelId, PersonId, TaskId, TopicId};
use crate::task::{Task, TaskRisk};
use crate::time::Timestamp;

/// An obstacle on a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Blocker {
    /// Its id.
    pub id: BlockerId,
    /// Where it stands.
    pub topic: TopicId,
    /// The task that it stops, if the topic is that task's.
    #[serde(default)]
    pub task: Option<TaskId>,
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

/// A blocker with what it stops.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BlockerDetail {
    /// The blocker.
    pub blocker: Blocker,
    /// The title of its topic.
    pub title: String,
    /// The task that it stops.
    pub task: Option<Task>,
    /// What it does to the dates of that task, and of those that wait on it and that the reader sees.
    pub risks: Vec<TaskRisk>,
}

/// What was blocked, how often and for how long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BlockerCause {
    /// The topic that blockers stood on.
    pub topic: TopicId,
    /// Its channel.
    pub channel: ChannelId,
    /// Its title.
    pub title: String,
    /// The task whose topic it is.
    pub task: Option<TaskId>,
    /// The boards that this stands on.
    pub boards: Vec<BoardId>,
    /// How many blockers.
    pub count: u32,
    /// How much working time of who raised them they took, in minutes, until now if they go on.
    pub minutes: u64,
    /// Whether one goes on.
    pub open: bool,
    /// What the newest was.
    pub text: String,
    /// How it was resolved; empty while it goes on.
    pub outcome: String,
}
