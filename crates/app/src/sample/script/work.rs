//! What the story says of work: boards and their tasks, a check-in, goals, polls.

use model::check_in::QuestionKind;
use model::goal::{KeyResult, Track};
use model::my_board::Lane;
use model::poll::PollKind;
use model::task::{Priority, Stage};
use serde::Deserialize;

use super::{Resolved, When};

/// `work.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct Work {
    pub(in crate::sample) board: Vec<BoardScript>,
    pub(in crate::sample) check_in: Vec<CheckInScript>,
    pub(in crate::sample) goal: Vec<GoalScript>,
    /// The owner's own board.
    pub(in crate::sample) mine: Vec<MineScript>,
}

/// Where the owner has put one of her tasks on her own board.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct MineScript {
    pub(in crate::sample) task: String,
    pub(in crate::sample) lane: Lane,
    /// Until when it is snoozed.
    pub(in crate::sample) wakes: Option<When>,
}

/// A board of a channel.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct BoardScript {
    pub(in crate::sample) name: String,
    pub(in crate::sample) purpose: String,
    pub(in crate::sample) channel: String,
    pub(in crate::sample) by: String,
    pub(in crate::sample) when: When,
    pub(in crate::sample) column: Vec<ColumnScript>,
    /// Who follows its updates.
    #[serde(default)]
    pub(in crate::sample) followers: Vec<String>,
    #[serde(default)]
    pub(in crate::sample) task: Vec<TaskScript>,
    #[serde(default)]
    pub(in crate::sample) update: Vec<UpdateScript>,
    #[serde(default)]
    pub(in crate::sample) iteration: Vec<IterationScript>,
}

/// An iteration of a board.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct IterationScript {
    pub(in crate::sample) name: String,
    pub(in crate::sample) goal: String,
    pub(in crate::sample) by: String,
    /// When it was planned.
    pub(in crate::sample) when: When,
    /// Its first and last day.
    pub(in crate::sample) days: [i16; 2],
    /// Titles of the tasks that were planned for it.
    pub(in crate::sample) tasks: Vec<String>,
    pub(in crate::sample) starts: When,
    /// Tasks that came into it after it had begun.
    #[serde(default)]
    pub(in crate::sample) added: Vec<AddedScript>,
    pub(in crate::sample) closes: Option<When>,
    /// The name of the iteration in which goes on what was not finished.
    pub(in crate::sample) carry_to: Option<String>,
}

/// A task that came into an iteration.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct AddedScript {
    pub(in crate::sample) task: String,
    pub(in crate::sample) when: When,
}

/// A column of a board.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct ColumnScript {
    pub(in crate::sample) name: String,
    pub(in crate::sample) stage: Stage,
    pub(in crate::sample) cards_max: Option<u16>,
    pub(in crate::sample) usual_minutes: Option<u32>,
}

/// A task of a board. It begins in the first column.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct TaskScript {
    pub(in crate::sample) title: String,
    #[serde(default)]
    pub(in crate::sample) text: String,
    pub(in crate::sample) by: String,
    pub(in crate::sample) when: When,
    pub(in crate::sample) owner: Option<String>,
    #[serde(default)]
    pub(in crate::sample) helpers: Vec<String>,
    #[serde(default)]
    pub(in crate::sample) priority: Priority,
    /// The day it is due, in working days before the newest; negative lies ahead.
    pub(in crate::sample) due: Option<i16>,
    pub(in crate::sample) estimate: Option<u32>,
    #[serde(default)]
    pub(in crate::sample) labels: Vec<String>,
    /// Lines of its checklist; those that begin with `x ` are done.
    #[serde(default)]
    pub(in crate::sample) lines: Vec<String>,
    /// Titles of tasks of the same board, made before it, that it waits on.
    #[serde(default)]
    pub(in crate::sample) waits_on: Vec<String>,
    #[serde(default)]
    pub(in crate::sample) moved: Vec<MoveScript>,
    pub(in crate::sample) blocker: Option<StuckScript>,
    /// The objective of the goal that it is linked to.
    pub(in crate::sample) goal: Option<String>,
}

/// A card goes into another column.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct MoveScript {
    pub(in crate::sample) by: String,
    pub(in crate::sample) when: When,
    pub(in crate::sample) to: String,
}

/// Somebody is stuck on a task.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct StuckScript {
    pub(in crate::sample) by: String,
    pub(in crate::sample) when: When,
    pub(in crate::sample) text: String,
}

/// A check-in of a channel, on every working day.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct CheckInScript {
    pub(in crate::sample) title: String,
    pub(in crate::sample) channel: String,
    pub(in crate::sample) by: String,
    pub(in crate::sample) when: When,
    /// Its first day, in working days before the newest.
    #[serde(default)]
    pub(in crate::sample) first: i16,
    /// By which minute of everybody's day.
    #[serde(default)]
    pub(in crate::sample) minute: u16,
    /// It asks on the weekday on which the sample is filled, within two hours from then.
    #[serde(default)]
    pub(in crate::sample) soon: bool,
    /// Whom it asks; nobody named: the channel.
    #[serde(default)]
    pub(in crate::sample) people: Vec<String>,
    pub(in crate::sample) question: Vec<QuestionScript>,
    #[serde(default)]
    pub(in crate::sample) answer: Vec<AnswerScript>,
    /// Who ended it, and when.
    pub(in crate::sample) ended: Option<Resolved>,
}

/// A question of a check-in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct QuestionScript {
    pub(in crate::sample) text: String,
    pub(in crate::sample) kind: QuestionScriptKind,
}

/// How it is answered.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::sample) enum QuestionScriptKind {
    Text,
    Mood,
}

impl From<QuestionScriptKind> for QuestionKind {
    fn from(kind: QuestionScriptKind) -> Self {
        match kind {
            QuestionScriptKind::Text => Self::Text,
            QuestionScriptKind::Mood => Self::Mood,
        }
    }
}

/// Somebody's answer of a day, some minutes before it is wanted.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct AnswerScript {
    pub(in crate::sample) by: String,
    /// Of which day, in working days before the newest.
    pub(in crate::sample) day: i16,
    /// What they said to each question; a mood is a digit.
    pub(in crate::sample) said: Vec<String>,
    #[serde(default)]
    pub(in crate::sample) blocked: bool,
}

/// A goal.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct GoalScript {
    pub(in crate::sample) objective: String,
    #[serde(default)]
    pub(in crate::sample) purpose: String,
    pub(in crate::sample) by: String,
    pub(in crate::sample) when: When,
    /// The objective of the goal that it serves.
    pub(in crate::sample) serves: Option<String>,
    pub(in crate::sample) team: Option<String>,
    /// Its first and last day, in working days before the newest.
    pub(in crate::sample) days: (i16, i16),
    #[serde(default)]
    pub(in crate::sample) result: Vec<ResultScript>,
    #[serde(default)]
    pub(in crate::sample) followers: Vec<String>,
    #[serde(default)]
    pub(in crate::sample) update: Vec<UpdateScript>,
}

/// A result of a goal; numbers in thousandths.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct ResultScript {
    text: String,
    #[serde(default)]
    unit: String,
    from: i64,
    to: i64,
}

impl ResultScript {
    pub(in crate::sample) fn result(&self) -> KeyResult {
        KeyResult {
            text: self.text.clone(),
            unit: self.unit.clone(),
            from: self.from,
            to: self.to,
            now: self.from,
        }
    }
}

/// An update of a goal or of a board.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct UpdateScript {
    pub(in crate::sample) by: String,
    pub(in crate::sample) when: When,
    pub(in crate::sample) track: Track,
    pub(in crate::sample) sure: Option<u8>,
    pub(in crate::sample) changed: String,
    #[serde(default)]
    pub(in crate::sample) next: String,
    pub(in crate::sample) values: Option<Vec<i64>>,
}

/// A poll in a topic.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct PollScript {
    pub(in crate::sample) by: String,
    pub(in crate::sample) when: When,
    pub(in crate::sample) question: String,
    pub(in crate::sample) kind: PollKind,
    pub(in crate::sample) options: Vec<String>,
    /// Who voted for which options, by their places: `Ruth 1 0`.
    pub(in crate::sample) votes: Vec<String>,
    /// When who asked it closed it.
    pub(in crate::sample) closed: Option<When>,
    /// Who recorded what leads as a decision, and when.
    pub(in crate::sample) decided: Option<Resolved>,
    /// Why.
    #[serde(default)]
    pub(in crate::sample) reason: String,
}

/// A decision that is recorded in a topic.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct DecisionScript {
    pub(in crate::sample) by: String,
    pub(in crate::sample) when: When,
    pub(in crate::sample) text: String,
    /// Why.
    #[serde(default)]
    pub(in crate::sample) reason: String,
    /// The text of the one that it takes the place of.
    pub(in crate::sample) replaces: Option<String>,
}
