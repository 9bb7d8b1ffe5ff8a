//! How a client and the server agree: the snapshot, and the frames of the socket.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::agreement::{Agreement, Proposal};
use crate::availability::Availability;
use crate::blocker::Blocker;
use crate::board::{Board, Card};
use crate::channel::{Channel, Membership};
use crate::check_in::{CheckIn, Turn};
use crate::delivery::Delivery;
use crate::error::Problem;
use crate::event::Event;
use crate::goal::Goal;
use crate::group::Group;
use crate::id::{ChannelId, ConnectionId, PersonId, SessionId, TopicId};
use crate::later::{Reminder, ScheduledMessage};
use crate::my_board::MyCard;
use crate::person::{Organisation, Person};
use crate::poll::Poll;
use crate::push::Ways;
use crate::request::Request;
use crate::session::{
    IceCredentials, LayerWish, MediaStanding, Participant, ParticipantState, Quality, SendTrack,
    Session, Slot, SlotWish, VideoCodec,
};
use crate::talk::TalkOffer;
use crate::task::Task;
use crate::time::Timestamp;
use crate::topic::{Topic, TopicPlace};

/// All that a client needs to show its first screen, as of `seq`. Lists are in order of id.
///
/// A stale snapshot and the events after it make the fresh snapshot (the sync law).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Snapshot {
    /// The newest event in it.
    pub seq: u64,
    /// Whose view it is.
    pub person: PersonId,
    /// The organisation.
    pub organisation: Organisation,
    /// The people the reader may see (guests: those they share a channel with).
    pub people: Vec<Person>,
    /// Their availability.
    pub availability: Vec<Availability>,
    /// Channels the reader is in, and public ones they could join.
    pub channels: Vec<Channel>,
    /// The reader's own memberships; only these channels have topics here.
    pub memberships: Vec<Membership>,
    /// Topics of the reader's channels.
    pub topics: Vec<Topic>,
    /// The reader's place in each of them.
    pub places: Vec<TopicPlace>,
    /// Open requests to and from the reader, and those closed within the last 7 days.
    pub requests: Vec<Request>,
    /// What is held for the reader, and told notices that they have not dealt with.
    pub deliveries: Vec<Delivery>,
    /// Live sessions in the reader's channels.
    pub sessions: Vec<Session>,
    /// Unresolved blockers in the reader's channels.
    pub blockers: Vec<Blocker>,
    /// All groups; none for guests.
    pub groups: Vec<Group>,
    /// The agreements of teams, by group; none for guests.
    pub agreements: Vec<Agreement>,
    /// Open proposals to change them; none for guests.
    pub proposals: Vec<Proposal>,
    /// Open offers to talk to the reader.
    pub talk_offers: Vec<TalkOffer>,
    /// The reader's scheduled messages.
    pub scheduled: Vec<ScheduledMessage>,
    /// The reader's reminders and saved things that are not dealt with.
    pub reminders: Vec<Reminder>,
    /// By which ways the reader is told outside of the open app.
    pub ways: Ways,
    /// Boards of the reader's channels that are not put away.
    pub boards: Vec<Board>,
    /// Tasks that the reader owns or helps with, open or finished within the last 7 days.
    pub tasks: Vec<Task>,
    /// Where these stand on those boards.
    pub cards: Vec<Card>,
    /// The reader's own board, in order of item.
    pub my_cards: Vec<MyCard>,
    /// Check-ins of the reader's channels that have not ended.
    pub check_ins: Vec<CheckIn>,
    /// The reader's turns that are open and not answered.
    pub turns: Vec<Turn>,
    /// Goals that are pursued; none for guests.
    pub goals: Vec<Goal>,
    /// Open polls of the reader's channels.
    pub polls: Vec<Poll>,
}

/// One channel as somebody who joins it needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChannelSnapshot {
    /// The channel.
    pub channel: Channel,
    /// The reader's own membership.
    pub membership: Membership,
    /// The people in it, for a guest who did not see them before.
    pub people: Vec<Person>,
    /// Their availability.
    pub availability: Vec<Availability>,
    /// Its topics.
    pub topics: Vec<Topic>,
    /// The reader's place in each of them.
    pub places: Vec<TopicPlace>,
    /// Its requests to and from the reader.
    pub requests: Vec<Request>,
    /// Its live sessions.
    pub sessions: Vec<Session>,
    /// Its unresolved blockers.
    pub blockers: Vec<Blocker>,
    /// Its boards that are not put away.
    pub boards: Vec<Board>,
    /// Where the reader's own tasks stand on them.
    pub cards: Vec<Card>,
    /// Its check-ins that have not ended.
    pub check_ins: Vec<CheckIn>,
    /// Its open polls.
    pub polls: Vec<Poll>,
}

/// An event on one socket. `prev` is the `seq` of the event before it *on this view*, so that a
/// client can tell a gap from what it may not see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EventFrame {
    /// Its number in the log.
    pub seq: u64,
    /// The number of the event before it in this view.
    pub prev: u64,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

/// What the server says without a place in the log: it is not repeated after a reconnect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum Ephemeral {
    /// First frame of a socket: the newest `seq` of this view; what was missed follows.
    #[serde(rename = "hello")]
    Hello(Hello),
    /// `since` is too old or unknown: read the snapshot and go on from its `seq`.
    #[serde(rename = "resync")]
    Resync,
    /// Somebody is typing in a topic (repeated every 3 s while they do; ends after 5 s).
    #[serde(rename = "typing")]
    Typing(Typing),
    /// A call rings for the reader.
    #[serde(rename = "session.ring")]
    Ring(Ring),
    /// It no longer rings: taken, declined, missed, or taken on another device.
    #[serde(rename = "session.ring_ended")]
    RingEnded(RingEnded),
    /// Who is in the session and what they send: deltas, batched.
    #[serde(rename = "session.roster")]
    Roster(RosterDelta),
    /// What comes in which slot.
    #[serde(rename = "session.slots")]
    Slots(SlotMap),
    /// Which simulcast layers anybody sees.
    #[serde(rename = "session.layers")]
    Layers(LayerWishes),
    /// How well the reader's own connection works: told when the word or its cause changes.
    #[serde(rename = "session.quality")]
    Quality(QualityTold),
    /// In which codecs the reader may send pictures.
    #[serde(rename = "session.codecs")]
    Codecs(CodecChoice),
    /// Who speaks, loudest first; at most three.
    #[serde(rename = "session.speaking")]
    Speaking(Speaking),
    /// Whose players watch the session (WHEP), for those in it.
    #[serde(rename = "session.watched")]
    Watched(Watched),
    /// The reader is in the session from another place now; this connection is closed.
    #[serde(rename = "session.moved")]
    Moved(SessionRef),
    /// The reader's media connection is gone; offer again to be back.
    #[serde(rename = "session.lost")]
    Lost(SessionRef),
    /// The clock of a sample organisation was moved.
    #[serde(rename = "clock")]
    Clock(ClockMoved),
}

/// First frame of a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Hello {
    /// The newest event of the whole log at this moment.
    pub seq: u64,
    /// The server's clock, so that a client with a wrong one can show right times.
    pub now: Timestamp,
}

/// The clock was moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClockMoved {
    /// What it shows now.
    pub now: Timestamp,
}

/// Somebody is typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Typing {
    /// Where.
    pub topic: TopicId,
    /// Who.
    pub person: PersonId,
}

/// A call rings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Ring {
    /// The call.
    pub session: SessionId,
    /// On which topic.
    pub topic: TopicId,
    /// In which channel.
    pub channel: ChannelId,
    /// Who calls.
    pub from: PersonId,
    /// Until when it rings.
    pub until: Timestamp,
}

/// Why it no longer rings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RingOutcome {
    /// The reader took it, here or on another device.
    Accepted,
    /// The reader declined it, here or on another device.
    Declined,
    /// Nobody took it in time.
    Missed,
    /// The call ended before.
    Ended,
}

/// It no longer rings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RingEnded {
    /// The call.
    pub session: SessionId,
    /// Why.
    pub outcome: RingOutcome,
}

/// Names a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SessionRef {
    /// Which.
    pub session: SessionId,
}

/// Changes of a session's roster. In a large session (`ROSTER_LARGE`) it names those who send anything
/// or were named before, and counts the others; a page of them is to be had on request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RosterDelta {
    /// Which session.
    pub session: SessionId,
    /// Whether this is the first frame and replaces what the client has.
    pub full: bool,
    /// How many are there in all.
    pub count: u32,
    /// Who came or changed.
    pub updated: Vec<Participant>,
    /// Who went.
    pub left: Vec<PersonId>,
}

/// What comes in which slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SlotMap {
    /// Which session.
    pub session: SessionId,
    /// The slots that changed.
    pub slots: Vec<Slot>,
}

/// Which simulcast layers anybody sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LayerWishes {
    /// Which session.
    pub session: SessionId,
    /// The layers that changed.
    pub layers: Vec<LayerWish>,
}

/// How well the reader's own connection works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct QualityTold {
    /// In which session.
    pub session: SessionId,
    /// How well.
    pub quality: Quality,
}

/// In which codecs pictures may be sent: those that everybody there takes, and the one of the recording
/// while the session is recorded. Who sends pictures is told when they begin and when it changes; a new
/// connection sends VP8 until it is told more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CodecChoice {
    /// Which session.
    pub session: SessionId,
    /// The codecs, the most widely known first. Without VP8 there is one alone; who cannot send in it sends
    /// VP8.
    pub codecs: Vec<VideoCodec>,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Speaking {
    /// Which session.
    pub session: SessionId,
    /// Loudest first, at most three; empty in silence.
    pub people: Vec<PersonId>,
}

/// Who watches a session from outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Watched {
    /// Which session.
    pub session: SessionId,
    /// Whose players, each person once; empty when none watches any more.
    pub people: Vec<PersonId>,
}

/// What a client asks on its socket. Answered by a [`Reply`] with the same `id`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Ask {
    /// The client's own number.
    pub id: u64,
    /// What to do.
    #[serde(flatten)]
    pub action: Action,
}

/// What a client can do on its socket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "do")]
pub enum Action {
    /// Keeps the socket open through proxies; answered at once.
    #[serde(rename = "ping")]
    Ping,
    /// The person is typing in a topic.
    #[serde(rename = "typing")]
    Typing {
        /// Where.
        topic: TopicId,
    },
    /// Offers a media connection to a session; answered by [`ReplyData::Answer`]. A second offer of
    /// the same person replaces the first connection and keeps the place in the room.
    #[serde(rename = "session.offer")]
    SessionOffer {
        /// Which session.
        session: SessionId,
        /// The offer (RFC 8829).
        sdp: String,
        /// What is sent on which transceiver.
        tracks: Vec<SendTrack>,
        /// What the participant sends at first.
        state: ParticipantState,
    },
    /// Comes back to a connection after the socket was away, or the network has changed; answered by
    /// [`ReplyData::Resumed`]. The roster, the slots and the layers are told anew.
    #[serde(rename = "session.resume")]
    SessionResume {
        /// Which session.
        session: SessionId,
        /// Which connection, as the answer to its offer named it.
        connection: ConnectionId,
        /// What the participant sends now.
        state: ParticipantState,
        /// The client's new names: ICE is restarted by them (RFC 8445, 9), and the answer has those of
        /// the server. Left out while the connection's path works.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ice: Option<IceCredentials>,
    },
    /// A further ICE candidate of the client (RFC 8838).
    #[serde(rename = "session.candidate")]
    SessionCandidate {
        /// Which session.
        session: SessionId,
        /// The `candidate` attribute's value.
        candidate: String,
    },
    /// What the client wants to see in its video slots; slots not named stay as they are.
    #[serde(rename = "session.slots")]
    SessionSlots {
        /// Which session.
        session: SessionId,
        /// The wishes.
        wishes: Vec<SlotWish>,
    },
    /// What the participant sends now.
    #[serde(rename = "session.state")]
    SessionState {
        /// Which session.
        session: SessionId,
        /// The state.
        state: ParticipantState,
    },
}

/// The answer to an [`Ask`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reply {
    /// The `id` of the question.
    pub re: u64,
    /// Whether it was done.
    pub ok: bool,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<ReplyData>,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Problem>,
}

/// What an action answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum ReplyData {
    /// The answer to an offer (RFC 8829).
    Answer {
        /// The description.
        sdp: String,
        /// The connection, for `session.resume`.
        connection: ConnectionId,
    },
    /// The answer to coming back to a connection.
    Resumed {
        /// How it stands.
        standing: MediaStanding,
        /// The server's new names, if ICE is restarted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ice: Option<IceCredentials>,
    },
}
