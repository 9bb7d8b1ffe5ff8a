//! Goals: objectives with measurable results, and updates that people follow.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::{BoardId, CheckInId, GoalId, GoalUpdateId, GroupId, PersonId, TaskId, TopicId};
use crate::time::Timestamp;

/// One measurable result of a goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct KeyResult {
    /// What is measured, one line.
    pub text: String,
    /// What it counts; may be empty.
    pub unit: String,
    /// Where it began, in thousandths.
    pub from: i64,
    /// Where it is to be, in thousandths.
    pub to: i64,
    /// Where it is, in thousandths.
    pub now: i64,
}

/// Where a goal stands, as its owner says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Track {
    OnTrack,
    AtRisk,
    Off,
}

/// Whether a goal is still pursued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum GoalState {
    Active,
    Reached,
    Dropped,
}

/// An objective.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Goal {
    /// Its id.
    pub id: GoalId,
    /// The goal it serves.
    pub parent: Option<GoalId>,
    /// The team it is of; `None` for the organisation's.
    pub team: Option<GroupId>,
    /// Who answers for it.
    pub owner: PersonId,
    /// What is to be reached, one line.
    pub objective: String,
    /// Why, and what it is not; Markdown.
    pub purpose: String,
    /// How it is measured.
    pub results: Vec<KeyResult>,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub first: jiff::civil::Date,
    /// Its last day.
    #[schema(value_type = String, format = Date)]
    pub last: jiff::civil::Date,
    /// Where it stands by its newest update.
    pub track: Option<Track>,
    /// The mean of its results' progress, in thousandths; of one without results that of its sub-goals.
    pub progress_permille: u16,
    /// The check-in whose answers are its updates.
    pub check_in: Option<CheckInId>,
    /// Who follows it.
    pub followers: Vec<PersonId>,
    /// Whether it is pursued.
    pub state: GoalState,
    /// When it was last updated.
    pub updated_at: Option<Timestamp>,
    /// Who made it.
    pub created_by: PersonId,
    /// When.
    pub created_at: Timestamp,
    /// Rises with each change, for `If-Match`.
    pub version: u64,
}

/// What an update is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(tag = "on", rename_all = "snake_case")]
pub enum UpdateOn {
    /// A goal.
    Goal {
        /// Which.
        goal: GoalId,
    },
    /// A board: its project.
    Board {
        /// Which.
        board: BoardId,
    },
}

/// How a goal or a project goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GoalUpdate {
    /// Its id.
    pub id: GoalUpdateId,
    /// Of what.
    #[serde(flatten)]
    pub on: UpdateOn,
    /// Who says so.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// On track, at risk or off.
    pub track: Track,
    /// How sure its author is that it will be reached, 0 to 100; shown to those who follow it only.
    pub confidence_percent: Option<u8>,
    /// What changed; Markdown.
    pub changed: String,
    /// The same as HTML, cleaned.
    pub changed_html: String,
    /// What is next; Markdown.
    pub next: String,
    /// The same as HTML, cleaned.
    pub next_html: String,
    /// Where the results stood, in thousandths, in their order.
    pub values: Vec<i64>,
    /// The progress then, in thousandths.
    pub progress_permille: u16,
}

/// That something was updated: what is shown of it is to be read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UpdateMade {
    /// Which update.
    pub update: GoalUpdateId,
    /// Of what.
    #[serde(flatten)]
    pub on: UpdateOn,
}

/// A goal with all that its page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GoalDetail {
    /// The goal.
    pub goal: Goal,
    /// Its purpose as HTML, cleaned.
    pub purpose_html: String,
    /// Its updates, newest first, at most 100.
    pub updates: Vec<GoalUpdate>,
    /// Linked tasks that the reader may see.
    pub tasks: Vec<crate::task::Task>,
    /// Linked topics that the reader may see.
    pub topics: Vec<GoalTopic>,
}

/// A topic by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GoalTopic {
    /// Which.
    pub topic: TopicId,
    /// Its title.
    pub title: String,
}

/// What hangs on a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum GoalLink {
    /// A task.
    Task {
        /// Which.
        task: TaskId,
    },
    /// A topic.
    Topic {
        /// Which.
        topic: TopicId,
    },
}
