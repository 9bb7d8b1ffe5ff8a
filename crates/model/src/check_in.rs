//! Check-ins: recurring questions that everybody answers in their own time.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::availability::StateReason;
use crate::id::{ChannelId, CheckInId, GroupId, PersonId, TaskId, TopicId, TurnId};
use crate::time::{MinuteOfDay, Timestamp};

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum QuestionKind {
    /// In words, Markdown.
    Text,
    /// With one of these.
    Choice {
        /// 2 to 12 of them.
        options: Vec<String>,
    },
    /// With a number.
    Number {
        /// What it counts; may be empty.
        unit: String,
    },
    /// With a mood, 1 (bad) to 5 (great).
    Mood,
}

/// One question of a check-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Question {
    /// What is asked, one line.
    pub text: String,
    /// How it is answered.
    #[serde(flatten)]
    pub kind: QuestionKind,
    /// Whether an answer needs it.
    pub required: bool,
}

/// Who answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "asked", rename_all = "snake_case")]
pub enum CheckInAsked {
    /// The members of the check-in's channel.
    Channel,
    /// Those of a group who are in the channel.
    Group {
        /// Which.
        group: GroupId,
    },
    /// These, as far as they are in the channel.
    People {
        /// Who.
        people: Vec<PersonId>,
    },
}

/// Whether a check-in asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum CheckInState {
    Running,
    Paused,
    Ended,
}

/// A recurring question, or several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CheckIn {
    /// Its id.
    pub id: CheckInId,
    /// The channel whose members read it, and in which its answers are talked about.
    pub channel: ChannelId,
    /// Its name.
    pub title: String,
    /// What it asks, in order.
    pub questions: Vec<Question>,
    /// Whom.
    pub asked: CheckInAsked,
    /// On which local days: an RRULE (RFC 5545, section 3.3.10) that begins on `first`.
    pub rule: String,
    /// The first day it may ask.
    #[schema(value_type = String, format = Date)]
    pub first: jiff::civil::Date,
    /// By which minute of each person's own local day it wants to be answered.
    pub minute: MinuteOfDay,
    /// How many minutes before that it opens; may reach into the evening before.
    pub opens_before_minutes: u32,
    /// How many minutes after that the report is made; answers are welcome after it too.
    pub closes_after_minutes: u32,
    /// Who is told of the report besides those asked.
    pub followers: Vec<PersonId>,
    /// Whether it asks.
    pub state: CheckInState,
    /// Who made it.
    pub created_by: PersonId,
    /// When.
    pub created_at: Timestamp,
    /// Rises with each change, for `If-Match`.
    pub version: u64,
}

/// One person's turn to answer one check-in on one of their days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Turn {
    /// Its id.
    pub id: TurnId,
    /// Which check-in.
    pub check_in: CheckInId,
    /// Which of its days.
    #[schema(value_type = String, format = Date)]
    pub date: jiff::civil::Date,
    /// Whose.
    pub person: PersonId,
    /// When it opens.
    pub opens_at: Timestamp,
    /// By when it is wanted.
    pub due_at: Timestamp,
    /// When the report is made.
    pub closes_at: Timestamp,
    /// Why it is not asked: their day off.
    pub skipped: Option<StateReason>,
    /// When they were told that it is open.
    pub told_at: Option<Timestamp>,
    /// When they were reminded, once.
    pub reminded_at: Option<Timestamp>,
    /// When they answered.
    pub answered_at: Option<Timestamp>,
    /// Whether its report is made; a late answer is still welcome.
    pub closed: bool,
}

impl Turn {
    /// Whether it waits for its answer: told, not answered, and its report is not made.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.told_at.is_some()
            && self.answered_at.is_none()
            && self.skipped.is_none()
            && !self.closed
    }
}

/// What was said to one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// Nothing.
    Nothing,
    /// In words, Markdown.
    Text(String),
    /// One of the options, by its place.
    Choice(u16),
    /// A number, in thousandths.
    Number(i64),
    /// A mood, 1 to 5.
    Mood(u8),
}

/// Somebody's answer of one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CheckInAnswer {
    /// Which check-in.
    pub check_in: CheckInId,
    /// Of which day.
    #[schema(value_type = String, format = Date)]
    pub date: jiff::civil::Date,
    /// Who.
    pub person: PersonId,
    /// What they said, question by question.
    pub said: Vec<Said>,
    /// The same as HTML where it was said in words; empty elsewhere.
    pub html: Vec<String>,
    /// Whether something stops them.
    pub blocked: bool,
    /// When they said so.
    pub at: Timestamp,
    /// When they changed it.
    pub edited_at: Option<Timestamp>,
    /// Whether it came after the report.
    pub late: bool,
    /// The topic in which it is talked about, opened with the first reply.
    pub topic: Option<TopicId>,
}

/// That somebody answered: what is shown of that day is to be read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CheckInAnswered {
    /// Which check-in.
    pub check_in: CheckInId,
    /// Of which day.
    #[schema(value_type = String, format = Date)]
    pub date: jiff::civil::Date,
    /// Who.
    pub person: PersonId,
}

/// One day of a check-in: who answered what, who did not, and what changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CheckInReport {
    /// Which check-in.
    pub check_in: CheckInId,
    /// Of which day.
    #[schema(value_type = String, format = Date)]
    pub date: jiff::civil::Date,
    /// What was asked then.
    pub questions: Vec<Question>,
    /// What was said, in order of time.
    pub answers: Vec<CheckInAnswer>,
    /// Who has not answered (yet), without blame.
    pub missing: Vec<PersonId>,
    /// Who was not asked, and why.
    pub skipped: Vec<TurnSkipped>,
    /// Who said that something stops them.
    pub blocked: Vec<PersonId>,
    /// Who did not answer the last time and did now, and the other way round.
    pub changes: ReportChanges,
    /// When the report was made; `None` while turns are open.
    pub closed_at: Option<Timestamp>,
}

/// Who was not asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TurnSkipped {
    /// Who.
    pub person: PersonId,
    /// Why.
    pub why: StateReason,
}

/// What is different from the day before of the same check-in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReportChanges {
    /// The day before; `None` on the first.
    #[schema(value_type = Option<String>, format = Date)]
    pub since: Option<jiff::civil::Date>,
    /// Who is newly stopped by something.
    pub newly_blocked: Vec<PersonId>,
    /// Who is no longer.
    pub no_longer_blocked: Vec<PersonId>,
    /// Means of questions answered with a number, a mood or a choice, then and now.
    pub means: Vec<MeanChange>,
}

/// How the mean of one question moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MeanChange {
    /// Which question, by its place.
    pub question: u16,
    /// The mean before, in thousandths.
    pub was: Option<i64>,
    /// The mean now, in thousandths.
    pub is: Option<i64>,
}

/// What a person did since they last answered, to begin their answer with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Prefill {
    /// Since when.
    pub since: Timestamp,
    /// Tasks of theirs that were finished.
    pub finished: Vec<PrefillTask>,
    /// Tasks of theirs that moved.
    pub moved: Vec<PrefillTask>,
    /// Decisions that they recorded.
    pub decided: Vec<String>,
    /// Titles of topics whose sessions they were in.
    pub sessions: Vec<String>,
    /// What they are doing next by their own board.
    pub next: Vec<PrefillTask>,
    /// Their draft, if they began one.
    pub draft: Vec<Said>,
}

/// A task by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PrefillTask {
    /// Which.
    pub task: TaskId,
    /// Its title.
    pub title: String,
}

/// What somebody is told of a check-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CheckInNews {
    /// It is their turn.
    Open,
    /// It is still their turn; said once.
    Reminder,
    /// The report is made.
    Report,
}

/// One day of a check-in in a list of its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CheckInDay {
    /// Which.
    #[schema(value_type = String, format = Date)]
    pub date: jiff::civil::Date,
    /// How many were asked; who had a day off was not.
    pub asked: u64,
    /// How many answered, late ones included.
    pub answered: u64,
    /// How many were not asked because of a day off.
    pub skipped: u64,
    /// How many said that something stops them.
    pub blocked: u64,
    /// When the report was made; `None` while turns are open.
    pub closed_at: Option<Timestamp>,
}

/// A check-in to begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CheckInTemplate {
    /// By what the client names it: `stand_up`, `weekly_report`, `mood`, `retrospective` or
    /// `monday_plan`.
    pub key: String,
    /// A name for it.
    pub title: String,
    /// What it asks.
    pub questions: Vec<Question>,
    /// On which days.
    pub rule: String,
    /// By which minute.
    pub minute: MinuteOfDay,
    /// How many minutes before that it opens.
    pub opens_before_minutes: u32,
    /// How many minutes after that the report is made.
    pub closes_after_minutes: u32,
}
