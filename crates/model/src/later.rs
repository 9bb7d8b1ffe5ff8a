//! What is to happen later: scheduled messages and reminders.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::{
    ChannelId, FileId, GroupId, MessageId, PersonId, ReminderId, ScheduledId, TopicId,
};
use crate::message::Expectation;
use crate::time::{MinuteOfDay, Timestamp};

/// When something is to happen, as its author says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "choice", rename_all = "snake_case")]
pub enum LaterChoice {
    /// At an instant.
    At {
        /// Which.
        at: Timestamp,
    },
    /// At a local date and time of one person ("Mon 09:00 her time").
    TheirTime {
        /// Whose time.
        person: PersonId,
        /// The local date.
        #[schema(value_type = String, format = Date)]
        date: jiff::civil::Date,
        /// The local time.
        minute: MinuteOfDay,
    },
    /// At one person's next working minute.
    NextWorkingMinute {
        /// Whose.
        person: PersonId,
    },
}

/// A message that is sent when its instant comes; only its author sees it before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScheduledMessage {
    /// Its id.
    pub id: ScheduledId,
    /// Where it will stand.
    pub topic: TopicId,
    /// The topic's channel.
    pub channel: ChannelId,
    /// Its Markdown.
    pub text: String,
    /// How soon it will want a reply; `None` leaves it to the channel.
    pub expectation: Option<Expectation>,
    /// Whom it asks besides those its text mentions.
    pub asked: Vec<PersonId>,
    /// Mentioned groups of which everyone is asked, instead of anyone.
    #[serde(default)]
    pub everyone: Vec<GroupId>,
    /// The message it replies to.
    pub reply_to: Option<MessageId>,
    /// Files of the author that hang on it.
    pub attachments: Vec<FileId>,
    /// When it is sent.
    pub send_at: Timestamp,
    /// What its author said about when.
    pub choice: LaterChoice,
    /// When it was written.
    pub created_at: Timestamp,
    /// Why it could not be sent, as a sentence for its author; it waits for them then.
    pub problem: Option<String>,
}

/// What a reminder is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum ReminderOf {
    /// A message.
    Message {
        /// Which.
        message: MessageId,
    },
    /// A topic.
    Topic {
        /// Which.
        #[serde(rename = "of_topic")]
        topic: TopicId,
    },
    /// Only its own note.
    Note,
}

/// Something a person wants to be reminded of, or keeps for later without an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reminder {
    /// Its id.
    pub id: ReminderId,
    /// What it is about.
    #[serde(flatten)]
    pub of: ReminderOf,
    /// The topic it leads to, if any.
    pub topic: Option<TopicId>,
    /// That topic's channel.
    pub channel: Option<ChannelId>,
    /// The beginning of what it is about, or the person's own words, at most 160 characters.
    pub note: String,
    /// When they are reminded; `None` for what is only saved.
    pub at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was dealt with.
    pub done_at: Option<Timestamp>,
}
