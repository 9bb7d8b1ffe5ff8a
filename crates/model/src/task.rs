//! Tasks: pieces of work with an owner. A task is one row; where it stands are cards.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::file::File;
use crate::id::{
    BlockerId, ChannelId, CheckInId, IterationId, MessageId, PersonId, RequestId, SessionId,
    TaskId, TopicId,
};
use crate::time::Timestamp;

/// How important its people say a task is.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Default,
    ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Priority {
    Highest,
    High,
    #[default]
    Normal,
    Low,
}

/// What standing in a column means for a task.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Stage {
    NotStarted,
    Doing,
    Done,
}

/// Until when a task is wanted, as its people say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaskDue {
    /// An instant.
    At(Timestamp),
    /// A day: the end of its owner's working day, or of the last one before it.
    #[schema(value_type = String, format = Date)]
    Day(jiff::civil::Date),
}

/// From when the next one of a recurring task is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecurFrom {
    /// From the day this one was due: the rhythm stays.
    Due,
    /// From the day this one was finished: the pause stays.
    Finished,
}

/// How a task comes again: when one is finished, the next is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Recurrence {
    /// An RRULE (RFC 5545, section 3.3.10) without `DTSTART`, counted in local days.
    pub rule: String,
    /// From when.
    pub from: RecurFrom,
}

/// Where a task came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum TaskOrigin {
    /// A message.
    Message {
        /// Which.
        message: MessageId,
        /// Its topic.
        topic: TopicId,
    },
    /// A request that it answered.
    Request {
        /// Which.
        request: RequestId,
        /// The message that asked.
        message: MessageId,
        /// Its topic.
        topic: TopicId,
    },
    /// The notes of a call.
    Session {
        /// Which.
        session: SessionId,
        /// Its topic.
        topic: TopicId,
    },
    /// An answer of a check-in.
    CheckIn {
        /// Which.
        check_in: CheckInId,
        /// Of which day.
        #[schema(value_type = String, format = Date)]
        date: jiff::civil::Date,
    },
    /// The one before it of a recurring task.
    Recurred {
        /// Which.
        task: TaskId,
    },
    /// An import: from what, and its id there, by which a second import finds it again.
    Import {
        /// `trello` or `csv`.
        source: String,
        /// Its id there.
        key: String,
    },
}

/// A piece of work, as lists and boards show it. Its description, checklist and files come with
/// [`TaskDetail`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// What is to be done, one line.
    pub title: String,
    /// Who does it; a task has one owner or none yet.
    pub owner: Option<PersonId>,
    /// Who helps, in the order they were added.
    #[serde(default)]
    pub helpers: Vec<PersonId>,
    /// The channel whose members see it besides its owner and helpers; `None` for one that only those
    /// see. Members of the channels of its boards see it too.
    pub channel: Option<ChannelId>,
    /// The topic of its comments, opened with the first.
    pub topic: Option<TopicId>,
    /// How important.
    pub priority: Priority,
    /// Until when, as it was said.
    pub due: Option<TaskDue>,
    /// Until when, as an instant: a day means the end of its owner's working day.
    pub due_at: Option<Timestamp>,
    /// The day before which nobody needs to begin.
    #[schema(value_type = Option<String>, format = Date)]
    pub start: Option<jiff::civil::Date>,
    /// How long it takes, in minutes.
    pub estimate_minutes: Option<u32>,
    /// Words to find it by, in order.
    #[serde(default)]
    pub labels: Vec<String>,
    /// How many lines of its checklist are done.
    #[serde(default)]
    pub checked: u16,
    /// How many lines its checklist has.
    #[serde(default)]
    pub checklist: u16,
    /// Whether it has a description.
    #[serde(default)]
    pub has_text: bool,
    /// How many files hang on it.
    #[serde(default)]
    pub files: u16,
    /// Tasks that must be finished before it; never in a circle.
    #[serde(default)]
    pub waits_on: Vec<TaskId>,
    /// How many of these are still to be done, whether the reader sees them or not: the server counts.
    #[serde(default)]
    pub open_waits: u16,
    /// Whether an unresolved blocker stands on it.
    #[serde(default)]
    pub blocked: bool,
    /// Whether it comes again.
    pub recurrence: Option<Recurrence>,
    /// Where it came from.
    pub origin: Option<TaskOrigin>,
    /// How far it is.
    pub stage: Stage,
    /// When it was first started.
    pub started_at: Option<Timestamp>,
    /// When it was finished; `None` again when it is reopened.
    pub finished_at: Option<Timestamp>,
    /// When it was let go without being done; it stands in no list then.
    pub dropped_at: Option<Timestamp>,
    /// Who made it.
    pub created_by: PersonId,
    /// When.
    pub created_at: Timestamp,
    /// Rises with each change, for `If-Match`.
    pub version: u64,
}

impl Task {
    /// Whether a person owns it or helps.
    #[must_use]
    pub fn is_of(&self, person: PersonId) -> bool {
        self.owner == Some(person) || self.helpers.contains(&person)
    }

    /// Whether something is still to be done.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.finished_at.is_none() && self.dropped_at.is_none()
    }
}

/// One line of a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChecklistLine {
    /// What.
    pub text: String,
    /// Whether it is done.
    pub done: bool,
}

/// A task with all that its page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TaskDetail {
    /// The task.
    pub task: Task,
    /// Its description, Markdown.
    pub text: String,
    /// Its description as HTML, cleaned.
    pub html: String,
    /// Its checklist.
    pub lines: Vec<ChecklistLine>,
    /// What hangs on it.
    pub attachments: Vec<File>,
    /// Where it stands, on boards that the reader may see.
    pub cards: Vec<crate::board::Card>,
    /// The tasks it waits on that the reader may see.
    pub waits_on: Vec<Task>,
    /// The tasks that wait on it, and that the reader may see.
    pub blocks: Vec<Task>,
    /// Whether the reader is told of its changes.
    pub watched: bool,
    /// How many messages its topic has.
    pub comments: u64,
    /// What blockers do to its date.
    #[serde(default)]
    pub risks: Vec<TaskRisk>,
}

/// What changed of a task, as data that the client words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum TaskChanged {
    /// It was made.
    Created,
    /// Its title; was.
    Title {
        /// What it was.
        was: String,
    },
    /// Its description.
    Text,
    /// Its owner.
    Owner {
        /// Who it was.
        was: Option<PersonId>,
        /// Who it is.
        is: Option<PersonId>,
    },
    /// Who helps.
    Helpers {
        /// Who came.
        came: Vec<PersonId>,
        /// Who went.
        went: Vec<PersonId>,
    },
    /// Its priority.
    Priority {
        /// What it was.
        was: Priority,
        /// What it is.
        is: Priority,
    },
    /// Until when.
    Due {
        /// What it was.
        was: Option<TaskDue>,
        /// What it is.
        is: Option<TaskDue>,
    },
    /// Its start, estimate or recurrence.
    Plan,
    /// Its labels.
    Labels,
    /// Its checklist: how many were done of how many.
    Checklist {
        /// Lines done.
        checked: u16,
        /// Lines.
        of: u16,
    },
    /// What hangs on it.
    Files,
    /// What it waits on.
    WaitsOn,
    /// It was moved on a board, in words that were true then.
    Moved {
        /// The board's name.
        board: String,
        /// From which column; `None` if it was put there anew.
        was: Option<String>,
        /// To which column; `None` if it was taken off.
        is: Option<String>,
    },
    /// How far it is.
    Stage {
        /// What it was.
        was: Stage,
        /// What it is.
        is: Stage,
    },
    /// A next step was said.
    NextStep {
        /// What.
        step: String,
    },
    /// A blocker was raised or resolved on it.
    Blocked {
        /// Whether it is blocked now.
        blocked: bool,
    },
    /// It was let go, or taken up again.
    Dropped {
        /// Whether it is let go now.
        dropped: bool,
    },
}

/// One line of a task's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TaskHistory {
    /// When.
    pub at: Timestamp,
    /// Who; `None` for the clock.
    pub by: Option<PersonId>,
    /// What.
    #[serde(flatten)]
    pub what: TaskChanged,
}

/// What somebody is told of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaskNews {
    /// It is theirs now.
    Assigned,
    /// They are asked to help.
    HelpWanted,
    /// It is due today, or overdue.
    Due,
    /// It stands still for longer than usual: what is the next step? (rule 14)
    Slow,
    /// It was snoozed until now.
    Woke,
    /// What it waits on is blocked: its date is at risk (rule 9).
    Risk,
    /// What it waited on is finished.
    Free,
    /// It changed, and they watch it.
    Changed,
    /// It is finished, and they watch it.
    Finished,
}

/// What a blocker does to the date of a task: one that it stops, or one that waits on what it stops.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TaskRisk {
    /// The task whose date is at risk.
    pub task: TaskId,
    /// Its title.
    pub title: String,
    /// The blocker; `None` if the reader may not see what it stops.
    pub blocker: Option<BlockerId>,
    /// The task that it stops; `None` if the reader may not see it.
    pub on: Option<TaskId>,
    /// When the task is due.
    pub due_at: Option<Timestamp>,
    /// When it may be expected, by the working time of its owner that the blocker has cost so far;
    /// `None` if nothing is due, or if they have no working time ahead.
    pub expected_at: Option<Timestamp>,
    /// That working time, in minutes.
    pub lost_minutes: u32,
    /// The iteration that it may not be finished in.
    pub iteration: Option<IterationId>,
}
