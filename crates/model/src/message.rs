//! Messages, what they expect, and reactions to them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::file::File;
use crate::group::GroupMention;
use crate::id::{
    BlockerId, ChannelId, MessageId, PersonId, PollId, RecordId, SessionId, TaskId, TopicId,
};
use crate::session::Residue;
use crate::time::Timestamp;

/// How soon a message wants a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Expectation {
    /// Within ten minutes, from the first reachable minute.
    Now,
    /// Within eight working hours of the asked person.
    Today,
    /// Within five working days of the asked person.
    ThisWeek,
    /// By an instant.
    By(Timestamp),
    /// For information.
    None,
}

/// What a message is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MessageBody {
    /// Written by a person.
    Text,
    /// What a session left (rule 13).
    Residue(Box<Residue>),
    /// A call that somebody did not take.
    MissedCall {
        /// The call.
        session: SessionId,
        /// Who did not take it.
        missed_by: Vec<PersonId>,
        /// Who of them declined it; they are not told that they missed it.
        #[serde(default)]
        declined_by: Vec<PersonId>,
    },
    /// Somebody is stuck; the text is what stops them (rule 9).
    BlockerRaised {
        /// The blocker.
        blocker: BlockerId,
    },
    /// A blocker is gone; the text is how.
    BlockerResolved {
        /// The blocker.
        blocker: BlockerId,
    },
    /// Views are wanted in writing; the text is on what (rule 11).
    ViewsWanted {
        /// By when.
        by: Timestamp,
    },
    /// A task was made here.
    TaskMade {
        /// Which.
        task: TaskId,
        /// The call that it was made of, if it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        session: Option<SessionId>,
    },
    /// A poll; the text repeats its question.
    Poll {
        /// Which.
        poll: PollId,
    },
    /// A decision was recorded; the text says which.
    Decided {
        /// Which.
        record: RecordId,
    },
}

/// Why a message is urgent, and whether it pierces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UrgentMark {
    /// The sender's reason.
    pub reason: String,
    /// Whether it waits for a second member to confirm it, since the sender's budget is spent; until
    /// then it is an ordinary message.
    pub unconfirmed: bool,
    /// Who confirmed it.
    #[serde(default)]
    pub confirmed_by: Option<PersonId>,
}

/// One thing said in a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// Where it stands.
    pub topic: TopicId,
    /// The topic's channel.
    pub channel: ChannelId,
    /// Its number in the topic, from 1, without gaps.
    pub ordinal: u64,
    /// Who wrote it; of a residue, who started the session.
    pub author: PersonId,
    /// What it is.
    pub body: MessageBody,
    /// The Markdown as written; empty once deleted.
    pub text: String,
    /// The same as safe HTML; empty once deleted.
    pub html: String,
    /// How soon it wants a reply.
    pub expectation: Expectation,
    /// The message it replies to.
    pub reply_to: Option<MessageId>,
    /// Whom it asks.
    pub asked: Vec<PersonId>,
    /// The groups it mentions.
    pub groups: Vec<GroupMention>,
    /// Whether and why it is urgent (rule 6).
    pub urgent: Option<UrgentMark>,
    /// What hangs on it.
    pub attachments: Vec<File>,
    /// Who reacted how, in order of the first of each.
    pub reactions: Vec<Reaction>,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// When its text was last changed.
    pub edited_at: Option<Timestamp>,
    /// When it was deleted; text, attachments and reactions are gone then.
    pub deleted_at: Option<Timestamp>,
    /// Rises with every change; sent back in `If-Match`.
    pub version: u64,
}

/// One emoji under a message and who gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reaction {
    /// The emoji itself.
    pub emoji: String,
    /// Who gave it, in order.
    pub people: Vec<PersonId>,
}

/// A former text of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessageRevision {
    /// The Markdown as it stood.
    pub text: String,
    /// Until when it stood so.
    pub replaced_at: Timestamp,
}
