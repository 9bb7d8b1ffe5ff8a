//! Topics and each person's place in them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::advice::WrittenViews;
use crate::id::{ChannelId, PersonId, SessionId, TopicId};
use crate::time::Timestamp;

/// Whether a topic still wants something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TopicState {
    /// Under way.
    Open,
    /// Somebody is stuck on it.
    Blocked,
    /// Done; a new message opens it again.
    Resolved,
}

/// How much of a topic a person wants to hear.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TopicLevel {
    /// Only what asks them.
    Mute,
    /// What asks them notifies, the rest is a quiet badge.
    #[default]
    Normal,
    /// Everything counts.
    Follow,
}

/// A titled thread in a channel, the unit of conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Topic {
    /// Its id.
    pub id: TopicId,
    /// Where it stands.
    pub channel: ChannelId,
    /// Its title; empty for the first topic of a direct conversation.
    pub title: String,
    /// Whether it still wants something.
    pub state: TopicState,
    /// Who opened it.
    pub created_by: PersonId,
    /// When it was opened.
    pub created_at: Timestamp,
    /// Number of its newest message; messages count from 1, deleted ones keep their number.
    pub last_ordinal: u64,
    /// Its newest message that is not deleted, for lists.
    pub last: Option<MessageExcerpt>,
    /// The session that is live on it.
    pub session: Option<SessionId>,
    /// When it was last resolved, whether or not it was opened again since.
    #[serde(default)]
    pub resolved_at: Option<Timestamp>,
    /// Views it asks for in writing before a session may be planned on it.
    pub written_views: Option<WrittenViews>,
    /// Rises with every change of title, state or session; sent back in `If-Match`.
    pub version: u64,
}

/// The beginning of a message, as plain text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessageExcerpt {
    /// Who wrote it.
    pub author: PersonId,
    /// At most 160 characters, without markup.
    pub text: String,
    /// When it was sent.
    pub sent_at: Timestamp,
}

/// One person's place in a topic; kept by the server as the one truth of unread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TopicPlace {
    /// Which topic.
    pub topic: TopicId,
    /// How much of it they want to hear.
    pub level: TopicLevel,
    /// Number of the newest message they have read; unread is `last_ordinal - read_ordinal`.
    pub read_ordinal: u64,
}
