//! Channels, direct conversations and who is in them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::{ChannelId, PersonId};
use crate::message::Expectation;
use crate::time::Timestamp;

/// Who may find and join a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    /// Every member of the organisation may read and join it.
    Public,
    /// Only those who were added see it.
    Private,
    /// A conversation of fixed people, without a name.
    Direct,
}

/// A room by subject; holds topics.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Channel {
    /// Its id.
    pub id: ChannelId,
    /// Who may find it.
    pub kind: ChannelKind,
    /// Its name; empty for a direct conversation.
    pub name: String,
    /// What it is for, one line; may be empty.
    pub purpose: String,
    /// Expectation of a message that asks somebody and names none.
    pub default_expectation: Expectation,
    /// Who made it.
    pub created_by: PersonId,
    /// When it was made.
    pub created_at: Timestamp,
    /// Since when nothing can be written in it.
    pub archived_at: Option<Timestamp>,
    /// The people of a direct conversation, in order of id; empty for others (see `members`).
    pub people: Vec<PersonId>,
    /// Rises with every change; sent back in `If-Match`.
    pub version: u64,
}

/// One person's place in a channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Membership {
    /// Where.
    pub channel: ChannelId,
    /// Who.
    pub person: PersonId,
    /// Since when.
    pub joined_at: Timestamp,
}
