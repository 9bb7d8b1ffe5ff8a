//! What one person looks through: what waits, what is new, and what is left of today.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::availability::SharedSpan;
use crate::delivery::Delivery;
use crate::later::{Reminder, ScheduledMessage};
use crate::request::Request;
use crate::session::Session;
use crate::time::Timestamp;
use crate::topic::{Topic, TopicLevel};

/// What waits for a person, for whom they wait, and what they have not read or dealt with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Inbox {
    /// As of when.
    pub at: Timestamp,
    /// Open requests to them, by due instant.
    pub waiting_on_me: Vec<Request>,
    /// Open requests of theirs, by due instant.
    pub waiting_on_others: Vec<Request>,
    /// Notices that they were told and have not dealt with, newest first.
    pub notices: Vec<Delivery>,
    /// Topics with something unread that they did not mute, newest first; at most 200.
    pub unread: Vec<UnreadTopic>,
}

/// A topic with something unread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UnreadTopic {
    /// The topic.
    pub topic: Topic,
    /// How much of it the reader wants to hear.
    pub level: TopicLevel,
    /// How many messages they have not read.
    pub messages: u64,
}

/// What is left of a person's working day, in one column that one can finish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Today {
    /// As of when.
    pub at: Timestamp,
    /// When it ends: the end of their working day, or of the local day if no work is left in it.
    pub until: Timestamp,
    /// Open requests to them that are due by then, by due instant; overdue ones first.
    pub due: Vec<Request>,
    /// Live sessions in their channels.
    pub sessions: Vec<Session>,
    /// Their own messages that are sent by then, by instant.
    pub scheduled: Vec<ScheduledMessage>,
    /// Their reminders that come by then, by instant.
    pub reminders: Vec<Reminder>,
    /// Their focus until then: blocks that go on or begin.
    pub focus: Vec<SharedSpan>,
    /// Working time until then in which they are neither in focus nor undisturbed.
    pub free: Vec<SharedSpan>,
    /// How much that is, in whole minutes.
    pub free_minutes: u32,
}
