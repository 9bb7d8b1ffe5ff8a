//! Offers to talk after many round trips (rule 8).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::availability::SharedSpan;
use crate::id::{ChannelId, PersonId, SessionId, TalkOfferId, TopicId};
use crate::time::Timestamp;

/// How the two could talk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "way", rename_all = "snake_case")]
pub enum TalkWay {
    /// Now: both can be reached.
    Now {
        /// Minutes of the huddle.
        minutes: u32,
    },
    /// Later: a clip, or one of the next slots that both have.
    Later {
        /// Those slots, the soonest first, at most three; empty if they share no working time soon.
        #[serde(default)]
        #[schema(required = true)]
        slots: Vec<SharedSpan>,
    },
}

/// Where an offer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum TalkOfferState {
    /// Shown to both.
    Open,
    /// One of them took it.
    Taken {
        /// The huddle.
        session: SessionId,
    },
    /// One of them dismissed it, or its time is over.
    Dismissed,
}

/// An offer to two people to talk instead of writing on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TalkOffer {
    /// Its id.
    pub id: TalkOfferId,
    /// Where they write.
    pub topic: TopicId,
    /// The topic's channel.
    pub channel: ChannelId,
    /// The two.
    pub people: Vec<PersonId>,
    /// How often they went back and forth.
    pub round_trips: u32,
    /// How they could talk.
    #[serde(flatten)]
    pub way: TalkWay,
    /// When it was offered.
    pub offered_at: Timestamp,
    /// Where it stands.
    #[serde(flatten)]
    pub state: TalkOfferState,
}
