//! My board: one person's own order over their tasks of all boards and the requests that wait for
//! them. It never changes the order of a board.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::{BoardId, RequestId, TaskId};
use crate::time::Timestamp;

/// What a card of my board stands for.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum MyItem {
    /// A task that its person owns or helps with.
    Task {
        /// Which.
        task: TaskId,
    },
    /// A request that waits for its person.
    Request {
        /// Which.
        request: RequestId,
    },
}

/// Where something stands on my board. Waiting and Snoozed are not chosen: they follow from what a
/// task waits on, from requests to others, and from [`MyCard::wake_at`].
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Lane {
    Inbox,
    Now,
    Next,
    Later,
}

/// That something stands still for longer than usual (rule 14). Only its person is shown this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Slow {
    /// Since when nothing moved: it came into its column, or a next step was said.
    pub since: Timestamp,
    /// Since when it is slow.
    pub at: Timestamp,
    /// On which board.
    pub board: BoardId,
    /// What is usual there, in minutes of working time.
    pub usual_minutes: u32,
    /// Whole working days of its person since then, when it became slow.
    pub days: u32,
}

/// A card of somebody's own board. What has none stands in the Inbox, by priority and due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MyCard {
    /// What it stands for.
    #[serde(flatten)]
    pub item: MyItem,
    /// In which lane.
    pub lane: Lane,
    /// Its place in the lane: cards stand in the order of these texts, byte by byte.
    pub rank: String,
    /// Until when it is snoozed; it comes back by itself, and at once when it is started or finished.
    pub wake_at: Option<Timestamp>,
    /// The day for which it is on its person's plan.
    #[schema(value_type = Option<String>, format = Date)]
    pub planned_for: Option<jiff::civil::Date>,
    /// What its person does next about it, one line.
    pub next_step: Option<String>,
    /// When they said so.
    pub next_step_at: Option<Timestamp>,
    /// Whether it stands still.
    pub slow: Option<Slow>,
    /// When it was put into its lane.
    pub moved_at: Timestamp,
}

/// A card of my board is gone: the task is somebody else's, or dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MyCardRemoved {
    /// What it stood for.
    #[serde(flatten)]
    pub item: MyItem,
}

/// What is left of one's working day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DayPlan {
    /// Which day, in the reader's zone.
    #[schema(value_type = String, format = Date)]
    pub date: jiff::civil::Date,
    /// When their working day ends; `None` on a day off.
    pub ends_at: Option<Timestamp>,
    /// Minutes of work that are left, without sessions.
    pub left_minutes: u32,
    /// How many of these are focus time.
    pub focus_minutes: u32,
    /// Estimated minutes of what is planned for today and not finished.
    pub planned_minutes: u32,
    /// How many planned tasks have no estimate.
    pub unestimated: u32,
}

/// Why something has its place in the weekly walk.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum WalkWhy {
    /// It stands still for longer than usual.
    Slow,
    /// It was put into no lane yet.
    Inbox,
    /// It is for now.
    Now,
    /// It comes next.
    Next,
    /// It is for later.
    Later,
    /// It is snoozed and comes back within a week.
    Wakes,
    /// It waits on something, or on somebody's answer.
    Waiting,
}

/// One step of the weekly walk through all of my board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WalkStep {
    /// What is looked at.
    #[serde(flatten)]
    pub item: MyItem,
    /// Why it has its place.
    pub why: WalkWhy,
    /// Whether it stands still.
    pub slow: Option<Slow>,
}
