//! Boards: columns with a meaning, and the cards in them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::{BoardId, ChannelId, ColumnId, GroupId, IterationId, PersonId, TaskId};
use crate::task::{Stage, Task};
use crate::time::Timestamp;

/// A column of a board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Column {
    /// Its id.
    pub id: ColumnId,
    /// Its name.
    pub name: String,
    /// What standing in it means.
    pub stage: Stage,
    /// How many cards it takes before the board says that there are too many.
    pub cards_max: Option<u16>,
    /// Minutes of its owners' working time that cards usually spend in it: the 75th percentile of the
    /// newest passages; `None` while there are too few.
    pub usual_minutes: Option<u32>,
    /// What its people set instead.
    pub usual_minutes_set: Option<u32>,
}

/// A column as somebody wants it: one that is there by its id, or a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WantedColumn {
    /// Its id; left out for a new one.
    #[serde(default)]
    pub id: Option<ColumnId>,
    /// Its name.
    pub name: String,
    /// What standing in it means.
    pub stage: Stage,
    /// How many cards it takes before the board says that there are too many.
    #[serde(default)]
    pub cards_max: Option<u16>,
    /// Minutes that cards usually spend in it, if not what was measured.
    #[serde(default)]
    pub usual_minutes_set: Option<u32>,
}

/// What somebody is on a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BoardPart {
    /// Says what is done, and settles questions.
    Decides,
    /// Does it.
    Does,
    /// Is told of what was finished and of updates.
    Told,
}

/// Who is what on a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BoardRole {
    /// What.
    pub part: BoardPart,
    /// Who.
    pub person: PersonId,
}

/// A board of a channel, or of a team in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Board {
    /// Its id.
    pub id: BoardId,
    /// The channel whose members see and change it.
    pub channel: ChannelId,
    /// The team it is of: told of blockers on its tasks instead of the whole channel.
    pub team: Option<GroupId>,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// Who decides, who does, who is told.
    pub roles: Vec<BoardRole>,
    /// Who follows its updates.
    pub followers: Vec<PersonId>,
    /// The iteration that runs.
    pub iteration: Option<IterationId>,
    /// Who made it.
    pub created_by: PersonId,
    /// When.
    pub created_at: Timestamp,
    /// When it was put away; its cards stay readable.
    pub archived_at: Option<Timestamp>,
    /// Rises with each change that somebody makes of it, for `If-Match`; not when a column's usual time
    /// is measured anew, or somebody follows it.
    pub version: u64,
}

/// Where a task stands on a board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Card {
    /// Which board.
    pub board: BoardId,
    /// Which task.
    pub task: TaskId,
    /// In which column.
    pub column: ColumnId,
    /// Its place in the column: cards stand in the order of these texts, byte by byte.
    pub rank: String,
    /// Since when it is in this column.
    pub entered_at: Timestamp,
    /// The iteration it belongs to.
    pub iteration: Option<IterationId>,
    /// When it was put away from the board.
    pub archived_at: Option<Timestamp>,
}

/// A card is no longer on a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CardRemoved {
    /// Which board.
    pub board: BoardId,
    /// Which task.
    pub task: TaskId,
}

/// A task that the reader sees no longer: dropped, or moved away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TaskRemoved {
    /// Which.
    pub task: TaskId,
}

/// What a board shows, as of `seq`: a client applies the events after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BoardContent {
    /// The newest event in it.
    pub seq: u64,
    /// The board.
    pub board: Board,
    /// Its cards that are not put away, by column and rank.
    pub cards: Vec<Card>,
    /// Their tasks, in order of id.
    pub tasks: Vec<Task>,
    /// Its iterations, newest first, at most 50.
    pub iterations: Vec<Iteration>,
}

/// A card that was put away, with its task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ArchivedCard {
    /// The card.
    pub card: Card,
    /// Its task.
    pub task: Task,
}

/// A span of work on a board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Iteration {
    /// Its id.
    pub id: IterationId,
    /// Which board.
    pub board: BoardId,
    /// Its name.
    pub name: String,
    /// What it is to reach.
    pub goal: String,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub first: jiff::civil::Date,
    /// Its last day.
    #[schema(value_type = String, format = Date)]
    pub last: jiff::civil::Date,
    /// When it was started; what was in it by then was planned.
    pub started_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Tasks that were in it when it started.
    pub planned: Vec<TaskId>,
    /// Tasks that came into it after that.
    pub added: Vec<TaskId>,
    /// Tasks of it that are finished.
    pub finished: Vec<TaskId>,
    /// Tasks that were carried over when it was closed.
    pub carried: Vec<TaskId>,
}

/// A kind of board to begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BoardTemplate {
    /// Its key, which the client words; of an own template its name.
    pub key: String,
    /// The board it was made from; `None` for those that come with Meanwhile.
    pub board: Option<BoardId>,
    /// Who kept it; `None` for those that come with Meanwhile, and where nobody noted it.
    #[serde(default)]
    pub by: Option<PersonId>,
    /// Names and meanings of its columns.
    pub columns: Vec<TemplateColumn>,
}

/// A column of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TemplateColumn {
    /// Its name.
    pub name: String,
    /// What it means.
    pub stage: Stage,
    /// How many cards it takes.
    pub cards_max: Option<u16>,
}
