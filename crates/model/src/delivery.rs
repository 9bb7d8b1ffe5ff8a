//! What one message does to one recipient, and why.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::availability::StateReason;
use crate::id::{ChannelId, DeliveryId, MessageId, PersonId, TopicId};
use crate::request::DueReason;
use crate::time::Timestamp;

/// What a message does to a recipient; decides notification, never visibility.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(tag = "delivery", rename_all = "snake_case")]
pub enum DeliveryKind {
    /// Tells them at once.
    Notify,
    /// A badge, no sound.
    Quiet,
    /// Waits until an instant, then tells them together with all else that waited.
    Hold {
        /// The first reachable minute.
        until: Timestamp,
    },
    /// Comes with the morning's digest.
    Digest,
    /// Pierces focus, off and do-not-disturb.
    BreakThrough,
}

/// Why a delivery is what it is, as data that the client words. Each names one rule.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum DeliveryReason {
    /// They are asked, and available.
    AskedAndAvailable,
    /// It is a direct conversation, and they are available.
    DirectAndAvailable,
    /// It answers a request of theirs, and they are available.
    AnswersThemAndAvailable,
    /// They follow the topic, and are available.
    FollowedAndAvailable,
    /// They are asked, but not for today: a badge is enough.
    AskedNotSoon,
    /// They are available but not asked: a badge is enough.
    NotAsked,
    /// It waits because of what they are doing.
    NotReachable {
        /// What keeps them.
        state: StateReason,
    },
    /// Nobody is asked and they do not follow the topic.
    ForInformation,
    /// They muted the topic.
    Muted,
    /// It is a reminder, a nudge or a call for help, and they are available.
    NoticeAndAvailable,
    /// They are in a lounge or an audience: there they are told, but without a sound.
    InAudience,
    /// It is urgent: it pierces focus, off and do-not-disturb.
    Urgent,
    /// No working time ahead: it stands in the topic, and nothing is promised.
    NeverReachable {
        /// What keeps them.
        state: StateReason,
    },
}

/// What a message that is not sent yet would do to one recipient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RecipientPreview {
    /// Who.
    pub person: PersonId,
    /// Whether the message asks them.
    pub asked: bool,
    /// What it would do.
    #[serde(flatten)]
    pub delivery: DeliveryKind,
    /// When they would be told; `None` for a badge or digest.
    pub told_at: Option<Timestamp>,
    /// Why.
    pub reason: DeliveryReason,
    /// Until when their answer would be wanted, if they are asked.
    pub due_at: Option<Timestamp>,
    /// How the due instant came about.
    pub due_reason: Option<DueReason>,
    /// Their zone's offset from UTC at `told_at` (or now), in seconds.
    pub utc_offset_seconds: i32,
}

/// What a message that is not sent yet would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessagePreview {
    /// Asked people first, by the instant they are told; at most 50.
    pub recipients: Vec<RecipientPreview>,
    /// How many more get it without being asked.
    pub others: u64,
    /// The expectation that would count (the channel's default if none was named).
    pub expectation: crate::message::Expectation,
}

/// A decided delivery; sent to its recipient alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Delivery {
    /// Its id.
    pub id: DeliveryId,
    /// To whom.
    pub person: PersonId,
    /// Of which message.
    pub message: MessageId,
    /// The message's topic.
    pub topic: TopicId,
    /// The message's channel.
    pub channel: ChannelId,
    /// Who wrote it.
    pub from: PersonId,
    /// What it does.
    #[serde(flatten)]
    pub kind: DeliveryKind,
    /// Why.
    pub reason: DeliveryReason,
    /// When it was decided.
    pub decided_at: Timestamp,
    /// When they were told, or when they read it before that; `None` while it is held.
    pub told_at: Option<Timestamp>,
}
