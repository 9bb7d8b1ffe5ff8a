//! What one message does to one recipient, and why.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::availability::StateReason;
use crate::check_in::CheckInNews;
use crate::goal::UpdateOn;
use crate::id::{
    BlockerId, ChannelId, CheckInId, DeliveryId, GoalUpdateId, GroupId, MessageId, PersonId,
    PollId, ReminderId, RequestId, ScheduledId, SessionId, TalkOfferId, TaskId, TopicId,
};
use crate::poll::PollNews;
use crate::request::{DueReason, RingAs};
use crate::task::TaskNews;
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
    /// The group of which they are asked, if any one member answers for all.
    pub group: Option<GroupId>,
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
    /// What is left of the author's urgent messages.
    pub budget: crate::urgent::UrgentBudget,
    /// Who of those who can read it is on duty, if it wants an answer now: a message to them alone can
    /// be urgent when nothing is left.
    pub on_duty: Vec<PersonId>,
    /// What the advisor says, if the author picked a purpose and another mode suits better.
    pub advice: Option<crate::advice::Advice>,
}

/// What reaches a person: a message, or a notice about something.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum DeliveryAbout {
    /// A message, by its rule-4 decision.
    Message {
        /// Which.
        message: MessageId,
    },
    /// A call that rings, or rang while they could not be told.
    Ring {
        /// The call.
        session: SessionId,
    },
    /// A reminder of their own has come.
    Reminder {
        /// Which.
        reminder: ReminderId,
    },
    /// A request of theirs to answer is overdue (rule 7).
    Nudge {
        /// Which.
        request: RequestId,
    },
    /// A request they wait for is overdue: call, ask somebody else, extend, withdraw (rule 7).
    Overdue {
        /// Which.
        request: RequestId,
    },
    /// They are rung for an urgent request that nobody answers (rule 7).
    UrgentRing {
        /// The request.
        request: RequestId,
        /// The urgent message; a reply to it is an answer.
        message: MessageId,
        /// Who is asked.
        asked: PersonId,
        /// As what they are rung.
        rung_as: RingAs,
    },
    /// Nobody is left to ring for their urgent request (rule 7).
    NobodyLeft {
        /// Which.
        request: RequestId,
        /// Who can be reached now.
        reachable: Vec<PersonId>,
    },
    /// Somebody of their team has been stuck for two working hours (rule 9).
    Blocker {
        /// Which.
        blocker: BlockerId,
    },
    /// They went back and forth often enough to talk (rule 8).
    Talk {
        /// The offer.
        offer: TalkOfferId,
    },
    /// Somebody asks them to confirm that a message is urgent (rule 6).
    Confirm {
        /// Which.
        message: MessageId,
    },
    /// Was it urgent? (rule 6)
    Verdict {
        /// Which message.
        message: MessageId,
    },
    /// A change of their team's agreement is proposed.
    Proposal {
        /// Whose agreement.
        group: GroupId,
    },
    /// Their team's agreement wants to be looked at again.
    Review {
        /// Whose agreement.
        group: GroupId,
    },
    /// A scheduled message of theirs could not be sent; it is a draft again.
    NotSent {
        /// Which.
        scheduled: ScheduledId,
    },
    /// The views of all asked people are written, or their time is over (rule 11).
    ViewsIn {
        /// Where.
        #[serde(rename = "of_topic")]
        topic: TopicId,
    },
    /// Something about a task of theirs, or one they watch.
    Task {
        /// Which.
        task: TaskId,
        /// What.
        news: TaskNews,
    },
    /// A check-in that asks them, or its report.
    CheckIn {
        /// Which.
        check_in: CheckInId,
        /// Of which day.
        #[schema(value_type = String, format = Date)]
        date: jiff::civil::Date,
        /// What.
        news: CheckInNews,
    },
    /// A goal or a project that they follow was updated.
    Update {
        /// Which update.
        update: GoalUpdateId,
        /// Of what.
        of: UpdateOn,
    },
    /// A poll that waits for their vote, or is closed.
    Poll {
        /// Which.
        poll: PollId,
        /// What.
        news: PollNews,
    },
    /// What was for information, told together when a working day begins.
    Digest {
        /// The topics with something unread, newest first, at most 50.
        topics: Vec<TopicId>,
        /// How many messages.
        messages: u64,
    },
}

/// A decided delivery; sent to its recipient alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Delivery {
    /// Its id.
    pub id: DeliveryId,
    /// To whom.
    pub person: PersonId,
    /// What reaches them.
    #[serde(flatten)]
    pub about: DeliveryAbout,
    /// The topic it stands in, if any.
    pub topic: Option<TopicId>,
    /// That topic's channel.
    pub channel: Option<ChannelId>,
    /// Who caused it; `None` for what the clock says.
    pub from: Option<PersonId>,
    /// What it does.
    #[serde(flatten)]
    pub kind: DeliveryKind,
    /// Why.
    pub reason: DeliveryReason,
    /// When it was decided.
    pub decided_at: Timestamp,
    /// When they were told, or when they read it before that; `None` while it is held.
    pub told_at: Option<Timestamp>,
    /// When they dealt with a notice; messages are dealt with by reading them.
    pub done_at: Option<Timestamp>,
}

impl Delivery {
    /// Whether it stands in its recipient's lists: held, or a told notice that nobody dealt with.
    #[must_use]
    pub const fn is_listed(&self) -> bool {
        match (self.told_at, &self.about) {
            (None, _) => matches!(self.kind, DeliveryKind::Hold { .. }),
            (Some(_), DeliveryAbout::Message { .. }) => false,
            (Some(_), _) => self.done_at.is_none(),
        }
    }
}
