//! Events: what happened, as the log keeps it and the socket carries it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::agreement::{Agreement, Proposal};
use crate::availability::Availability;
use crate::blocker::Blocker;
use crate::board::{Board, Card, CardRemoved, Iteration, TaskRemoved};
use crate::channel::{Channel, Membership};
use crate::check_in::{CheckIn, CheckInAnswered, Turn};
use crate::delivery::Delivery;
use crate::goal::{Goal, UpdateMade};
use crate::group::Group;
use crate::id::{ChannelId, PersonId, ScheduledId};
use crate::later::{Reminder, ScheduledMessage};
use crate::message::Message;
use crate::my_board::{MyCard, MyCardRemoved};
use crate::person::{Organisation, Person};
use crate::poll::{DecisionRecord, Poll};
use crate::push::Ways;
use crate::request::Request;
use crate::session::{Session, SessionStay};
use crate::sync::ChannelSnapshot;
use crate::talk::TalkOffer;
use crate::task::Task;
use crate::time::Timestamp;
use crate::topic::{Topic, TopicPlace};

/// Something that happened. Every event carries the whole state of what changed, so that applying
/// it twice, or a later one first and then both in order, gives the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// The organisation was made or changed.
    #[serde(rename = "organisation.updated")]
    OrganisationUpdated(Organisation),
    /// A person joined or changed.
    #[serde(rename = "person.updated")]
    PersonUpdated(Person),
    /// Somebody's working hours, time off or focus changed.
    #[serde(rename = "availability.updated")]
    AvailabilityUpdated(Availability),
    /// A channel was made or changed.
    #[serde(rename = "channel.updated")]
    ChannelUpdated(Channel),
    /// The reader is in a channel now; carries all they need to show it.
    #[serde(rename = "channel.joined")]
    ChannelJoined(Box<ChannelSnapshot>),
    /// The reader is no longer in a channel; its topics go, and the channel too unless it is public.
    #[serde(rename = "channel.left")]
    ChannelLeft(ChannelLeft),
    /// Somebody joined a channel the reader is in.
    #[serde(rename = "member.joined")]
    MemberJoined(Membership),
    /// Somebody left a channel the reader is in.
    #[serde(rename = "member.left")]
    MemberLeft(MemberLeft),
    /// A topic was opened or changed. Posting a message says so by `message.updated` alone.
    #[serde(rename = "topic.updated")]
    TopicUpdated(Topic),
    /// The reader's own place in a topic changed.
    #[serde(rename = "place.updated")]
    PlaceUpdated(TopicPlace),
    /// A message was posted, edited, deleted or reacted to; carries its topic's lists along.
    #[serde(rename = "message.updated")]
    MessageUpdated(Box<MessageUpdated>),
    /// A request was opened or changed.
    #[serde(rename = "request.updated")]
    RequestUpdated(Request),
    /// The reader was told of a message, or it waits for them.
    #[serde(rename = "delivery.updated")]
    DeliveryUpdated(Delivery),
    /// A session began, changed or ended.
    #[serde(rename = "session.updated")]
    SessionUpdated(Session),
    /// Somebody came into a session or left it; nothing else of it changed.
    #[serde(rename = "session.stay")]
    SessionStay(SessionStay),
    /// A group was made or changed.
    #[serde(rename = "group.updated")]
    GroupUpdated(Group),
    /// A team's agreement was made or changed.
    #[serde(rename = "agreement.updated")]
    AgreementUpdated(Box<Agreement>),
    /// A change of an agreement was proposed, seen, adopted or dropped.
    #[serde(rename = "proposal.updated")]
    ProposalUpdated(Box<Proposal>),
    /// A blocker was raised, told, helped with or resolved.
    #[serde(rename = "blocker.updated")]
    BlockerUpdated(Blocker),
    /// The reader and somebody else are offered to talk, or took or dismissed it.
    #[serde(rename = "talk_offer.updated")]
    TalkOfferUpdated(TalkOffer),
    /// A scheduled message of the reader's was made or changed.
    #[serde(rename = "scheduled.updated")]
    ScheduledUpdated(ScheduledMessage),
    /// A scheduled message of the reader's was sent or dropped.
    #[serde(rename = "scheduled.removed")]
    ScheduledRemoved(ScheduledRemoved),
    /// A reminder of the reader's was made, changed or dealt with.
    #[serde(rename = "reminder.updated")]
    ReminderUpdated(Reminder),
    /// By which ways the reader is told outside of the open app changed.
    #[serde(rename = "ways.updated")]
    WaysUpdated(Ways),
    /// A task was made or changed. Goes to each channel that sees it and to its people.
    #[serde(rename = "task.updated")]
    TaskUpdated(Box<Task>),
    /// The reader sees a task no longer.
    #[serde(rename = "task.removed")]
    TaskRemoved(TaskRemoved),
    /// A board was made or changed.
    #[serde(rename = "board.updated")]
    BoardUpdated(Box<Board>),
    /// A task was put on a board or moved there.
    #[serde(rename = "card.updated")]
    CardUpdated(Card),
    /// A task was taken off a board.
    #[serde(rename = "card.removed")]
    CardRemoved(CardRemoved),
    /// An iteration was made, changed, started or closed.
    #[serde(rename = "iteration.updated")]
    IterationUpdated(Box<Iteration>),
    /// A card of the reader's own board changed.
    #[serde(rename = "my_card.updated")]
    MyCardUpdated(MyCard),
    /// A card of the reader's own board is gone.
    #[serde(rename = "my_card.removed")]
    MyCardRemoved(MyCardRemoved),
    /// A check-in was made or changed.
    #[serde(rename = "check_in.updated")]
    CheckInUpdated(Box<CheckIn>),
    /// It is the reader's turn to answer a check-in, or was.
    #[serde(rename = "turn.updated")]
    TurnUpdated(Turn),
    /// Somebody answered a check-in.
    #[serde(rename = "check_in.answered")]
    CheckInAnswered(CheckInAnswered),
    /// A goal was made or changed.
    #[serde(rename = "goal.updated")]
    GoalUpdated(Box<Goal>),
    /// A goal or a project was reported on.
    #[serde(rename = "update.made")]
    UpdateMade(UpdateMade),
    /// A poll was made, voted on or closed.
    #[serde(rename = "poll.updated")]
    PollUpdated(Box<Poll>),
    /// A decision was recorded, or replaced by another.
    #[serde(rename = "decision.recorded")]
    DecisionRecorded(DecisionRecord),
}

/// A scheduled message is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScheduledRemoved {
    /// Which.
    pub scheduled: ScheduledId,
}

/// The reader is no longer in a channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChannelLeft {
    /// Which.
    pub channel: ChannelId,
    /// Whether it may still be found and read (it is public and the reader no guest).
    pub visible: bool,
}

/// Somebody left a channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MemberLeft {
    /// Where.
    pub channel: ChannelId,
    /// Who.
    pub person: PersonId,
}

/// A message and its topic as they stand after a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessageUpdated {
    /// The message.
    pub message: Message,
    /// Its topic.
    pub topic: Topic,
}

/// To whom an event may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Everyone who may see it by role: guests only what concerns people they share a channel with.
    Organisation,
    /// Members of a channel.
    Channel(ChannelId),
    /// One person.
    Person(PersonId),
}

/// A row of the event log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedEvent {
    /// Its number: rises by one from event to event.
    pub seq: u64,
    /// When it happened.
    pub at: Timestamp,
    /// Who may see it.
    pub audience: Audience,
    /// What happened.
    pub event: Event,
}
