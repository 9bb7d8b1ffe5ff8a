//! Live sessions, their recordings, and the frames of live signalling.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::file::File;
use crate::id::{ChannelId, PersonId, RecordingId, SessionId, TopicId};
use crate::time::Timestamp;

/// What kind of live session it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SessionKind {
    /// Started from a topic, rings those it is for.
    Call,
    /// A few minutes with a visible clock and a line of outcome at its end (rule 8).
    Huddle,
}

/// One stay of one person in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Attendance {
    /// Who.
    pub person: PersonId,
    /// From when.
    pub from: Timestamp,
    /// Until when; `None` while they are there.
    pub until: Option<Timestamp>,
}

/// Something live on a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// The topic it hangs on.
    pub topic: TopicId,
    /// The topic's channel.
    pub channel: ChannelId,
    /// What kind it is.
    pub kind: SessionKind,
    /// Who started it.
    pub started_by: PersonId,
    /// When.
    pub started_at: Timestamp,
    /// When the clock of a huddle runs out; it does not end by that.
    pub ends_at: Option<Timestamp>,
    /// When it ended; `None` while it is live.
    pub ended_at: Option<Timestamp>,
    /// What came of it, in one line, said by one who was there.
    pub outcome: Option<String>,
    /// Who is being rung now.
    pub ringing: Vec<PersonId>,
    /// Who has been rung since it began.
    pub rung: Vec<PersonId>,
    /// Who was not rung, since they are off, in focus or in another call: they are told of the call
    /// that they missed (rule 10).
    #[serde(default)]
    pub guarded: Vec<PersonId>,
    /// Who was there from when to when.
    pub attendance: Vec<Attendance>,
    /// Its recordings, in order.
    pub recordings: Vec<Recording>,
}

/// Where a recording stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecordingState {
    /// Being written.
    Running,
    /// Ended; its file is being made ready.
    Finishing,
    /// Can be watched.
    Ready,
    /// Nothing usable came of it; the operator's log says why.
    Failed,
}

/// A recording of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Recording {
    /// Its id.
    pub id: RecordingId,
    /// Of which session.
    pub session: SessionId,
    /// Where it stands.
    pub state: RecordingState,
    /// Who started it.
    pub started_by: PersonId,
    /// When it began.
    pub started_at: Timestamp,
    /// Its length in milliseconds, once it is ready.
    pub duration_ms: Option<u64>,
    /// The file, once it is ready (WebM: VP8 and Opus).
    pub file: Option<File>,
}

/// What a session leaves in its topic (rule 13). It is read from the session, so that it is true
/// at once and grows when a recording becomes ready.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Residue {
    /// The session, ended.
    pub session: Session,
}

/// Where a participant's media comes from.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum MediaSource {
    /// Their voice.
    Microphone,
    /// Their picture.
    Camera,
    /// Their shared screen.
    Screen,
    /// The sound of their shared screen.
    ScreenAudio,
}

/// What a participant sends now; said by their client, shown to all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ParticipantState {
    /// Their microphone is open.
    pub microphone: bool,
    /// Their camera is on.
    pub camera: bool,
    /// They share a screen.
    pub screen: bool,
}

/// One line of the roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Participant {
    /// Who.
    pub person: PersonId,
    /// What they send.
    pub state: ParticipantState,
}

/// A transceiver of an offer and what is sent on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SendTrack {
    /// The transceiver's `mid` (RFC 8829).
    pub mid: String,
    /// What is sent on it.
    pub source: MediaSource,
}

/// What the client wants to see in one video slot, or nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SlotWish {
    /// The slot's `mid`.
    pub mid: String,
    /// Whom to show; `None` leaves the slot empty.
    pub person: Option<PersonId>,
    /// Their camera or screen.
    pub source: MediaSource,
    /// Width it is shown at, in device pixels; decides the layer.
    pub width: u32,
    /// Height it is shown at, in device pixels.
    pub height: u32,
}

/// What comes in one slot now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Slot {
    /// The slot's `mid`.
    pub mid: String,
    /// Whose media; `None` while it is empty.
    pub person: Option<PersonId>,
    /// Which media.
    pub source: MediaSource,
}

/// A simulcast layer a publisher should send or may stop sending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LayerWish {
    /// The publishing transceiver's `mid`.
    pub mid: String,
    /// The layer's `rid` (RFC 8851).
    pub rid: String,
    /// Whether anybody sees it.
    pub active: bool,
}
