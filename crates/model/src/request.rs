//! Requests: who waits for an answer from whom, and until when.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::availability::StateReason;
use crate::id::{ChannelId, MessageId, PersonId, RequestId, TopicId};
use crate::message::Expectation;
use crate::time::Timestamp;

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum RequestState {
    /// Waits for an answer.
    Open,
    /// Answered, by a message or with an acknowledgement.
    Answered {
        /// When.
        at: Timestamp,
        /// The message that answers it; none for an acknowledgement.
        by: Option<MessageId>,
    },
    /// Handed to somebody else, who has a request of their own now.
    Delegated {
        /// When.
        at: Timestamp,
        /// To whom.
        to: PersonId,
    },
    /// Taken back: the message was deleted or edited, or somebody left.
    Withdrawn {
        /// When.
        at: Timestamp,
    },
}

/// How a due instant came about, as data that the client words (the "why").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum DueReason {
    /// So much working time of the asked person, counted from `counted_from`.
    WorkingTime {
        /// Minutes of working time given.
        minutes: u32,
        /// The first working minute counted.
        counted_from: Timestamp,
        /// The asked person set no working hours.
        assumed: bool,
    },
    /// So many working days of the asked person, until the end of the last of them.
    WorkingDays {
        /// Days given.
        days: u32,
        /// The first working minute counted.
        counted_from: Timestamp,
        /// The asked person set no working hours.
        assumed: bool,
    },
    /// The instant the author named; it lies in working time.
    Named,
    /// The author named an instant off work: moved to the last working minute before it.
    MovedEarlier {
        /// What the author named.
        named: Timestamp,
        /// Why it could not stay.
        off: StateReason,
    },
    /// The author named an instant off work with no working minute left before it: moved to the
    /// next one.
    MovedLater {
        /// What the author named.
        named: Timestamp,
        /// Why it could not stay.
        off: StateReason,
    },
    /// The wall clock, because it is urgent.
    WallClock,
    /// The asked person named a later time.
    Deferred {
        /// What they named.
        named: Timestamp,
        /// When they named it.
        at: Timestamp,
        /// What was due before.
        was: Option<Timestamp>,
    },
    /// The asked person has no working time ahead: nothing can be promised.
    NoWorkingTime {
        /// What keeps them.
        off: StateReason,
    },
}

/// One (message, asked person) pair that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Request {
    /// Its id.
    pub id: RequestId,
    /// The message that opened it.
    pub message: MessageId,
    /// Later messages that joined it; they never restart its clock.
    pub follow_ups: Vec<MessageId>,
    /// Where it stands.
    pub topic: TopicId,
    /// The topic's channel.
    pub channel: ChannelId,
    /// Who waits.
    pub from: PersonId,
    /// Who is asked.
    pub asked: PersonId,
    /// The beginning of the message, as plain text, at most 160 characters.
    pub excerpt: String,
    /// How soon the answer is wanted.
    pub expectation: Expectation,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Until when the answer is wanted; `None` if the asked person has no working time ahead.
    pub due_at: Option<Timestamp>,
    /// How the due instant came about.
    pub due_reason: DueReason,
    /// Where it stands.
    #[serde(flatten)]
    pub state: RequestState,
}
