//! Requests: who waits for an answer from whom, and until when.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::availability::StateReason;
use crate::id::{ChannelId, GroupId, MessageId, PersonId, RequestId, TopicId};
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
    /// The author named an instant that passes before the asked person can be told: they have so much
    /// working time from when they are.
    AfterTold {
        /// What the author named.
        named: Timestamp,
        /// What they can take at that instant, and why.
        state: StateReason,
        /// When they can be told.
        told_at: Timestamp,
        /// Minutes of working time given from then.
        minutes: u32,
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

/// As what somebody is rung for an urgent request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RingAs {
    /// The asked person.
    Asked,
    /// A deputy of theirs.
    Deputy,
    /// On duty.
    Rota,
}

/// Why somebody is not rung for an urgent request.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum SkipReason {
    /// They are neither on duty nor reachable, and did not agree to be rung off hours.
    NotReachable {
        /// What keeps them.
        state: StateReason,
    },
    /// They may not read the channel that the request stands in.
    CannotRead,
}

/// What an escalation did about one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EscalationStep {
    /// When.
    pub at: Timestamp,
    /// Whom.
    pub person: PersonId,
    /// As what.
    pub rung_as: RingAs,
    /// Why they were skipped; `None` if they were rung.
    pub skipped: Option<SkipReason>,
}

/// How far the escalation of an urgent request has come (rule 7).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EscalationProgress {
    /// What it did, in order.
    pub steps: Vec<EscalationStep>,
    /// When it goes on; `None` when it is over.
    pub next_at: Option<Timestamp>,
    /// When nobody was left.
    pub nobody_left_at: Option<Timestamp>,
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
    /// The group that was asked, if any one member answers for all.
    pub group: Option<GroupId>,
    /// Whom the message asked, if the request was handed on since.
    pub instead_of: Option<PersonId>,
    /// Whether it is urgent: it runs on the wall clock and escalates.
    pub urgent: bool,
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
    /// What its escalation has done so far; `None` unless it is urgent.
    pub escalation: Option<EscalationProgress>,
    /// When the asked person was nudged because it is overdue.
    pub nudged_at: Option<Timestamp>,
    /// When its sender was offered what to do about it.
    pub offered_at: Option<Timestamp>,
    /// Where it stands.
    #[serde(flatten)]
    pub state: RequestState,
}
