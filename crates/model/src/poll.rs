//! Polls in topics, and the decisions that are recorded.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::{ChannelId, MessageId, PersonId, PollId, RecordId, TopicId};
use crate::time::Timestamp;

/// How a poll is voted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PollKind {
    /// One option each.
    Single,
    /// Any number of options each.
    Several,
    /// Options in order, best first; counted by instant run-off.
    Ranked,
    /// Spans of time; any number each.
    Time,
}

/// One option of a poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PollOption {
    /// What it says; of a span of time a note, may be empty.
    pub text: String,
    /// Its beginning, of a time poll.
    pub from: Option<Timestamp>,
    /// Its end, of a time poll.
    pub until: Option<Timestamp>,
}

/// Somebody's vote: the places of options; of a ranked poll best first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Vote {
    /// Who.
    pub person: PersonId,
    /// For what.
    pub options: Vec<u16>,
    /// When.
    pub at: Timestamp,
}

/// One round of counting a ranked poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PollRound {
    /// Votes for each option in this round; `None` for those that are out.
    pub votes: Vec<Option<u32>>,
    /// The option that went out after it.
    pub out: Option<u16>,
}

/// What a poll says so far, or said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Tally {
    /// Votes for each option; of a ranked poll first choices.
    pub votes: Vec<u32>,
    /// How a ranked poll was counted.
    pub rounds: Vec<PollRound>,
    /// The options that lead; several when they are equal.
    pub leading: Vec<u16>,
}

/// A question with options, in a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Poll {
    /// Its id.
    pub id: PollId,
    /// Where.
    pub topic: TopicId,
    /// The topic's channel.
    pub channel: ChannelId,
    /// The message that shows it.
    pub message: MessageId,
    /// What is asked, one line.
    pub question: String,
    /// How it is voted on.
    pub kind: PollKind,
    /// Its options.
    pub options: Vec<PollOption>,
    /// Whether nobody is shown who voted for what; said at the start, never changed.
    pub anonymous: bool,
    /// When it closes.
    pub closes_at: Option<Timestamp>,
    /// Who asks.
    pub created_by: PersonId,
    /// When.
    pub created_at: Timestamp,
    /// Who has voted, in order of id.
    pub voted: Vec<PersonId>,
    /// Their votes, of the first 200 in order of id; empty if it is anonymous.
    pub votes: Vec<Vote>,
    /// What it says; of an anonymous one only when it is closed, and if at least three voted: fewer
    /// would know of each other.
    pub tally: Option<Tally>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// The decision that came of it.
    pub record: Option<RecordId>,
}

/// A decision that was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DecisionRecord {
    /// Its id.
    pub id: RecordId,
    /// Where it was taken.
    pub topic: TopicId,
    /// The topic's channel.
    pub channel: ChannelId,
    /// The message that says it there.
    pub message: MessageId,
    /// What was decided, one line; empty in the event that says that the record was deleted.
    pub text: String,
    /// Why, and what else was possible; Markdown.
    pub reason: String,
    /// The same as HTML, cleaned.
    pub reason_html: String,
    /// The poll it came of.
    pub poll: Option<PollId>,
    /// The decision that it takes the place of.
    pub replaces: Option<RecordId>,
    /// The decision that took its place.
    pub replaced_by: Option<RecordId>,
    /// Who recorded it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// What somebody is told of a poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PollNews {
    /// It closes soon, and they have not voted.
    Closing,
    /// It is closed, and it was theirs or they voted.
    Closed,
}
