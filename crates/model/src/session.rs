//! Live sessions, their recordings, and the frames of live signalling.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::file::File;
use crate::id::{ChannelId, PersonId, RecordingId, SessionId, TopicId};
use crate::limits::{STAYS_KEPT_SHOWN, STAYS_SHOWN};
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
    /// Who declined it, unless they were rung again: they know of it, and missed nothing.
    #[serde(default)]
    pub declined: Vec<PersonId>,
    /// Who was there from when to when: the first [`STAYS_SHOWN`] stays while it is live, and the
    /// reader's own; [`STAYS_KEPT_SHOWN`] when it has ended.
    pub attendance: Vec<Attendance>,
    /// How many people were there, told when it has ended.
    #[serde(default)]
    pub came: Option<u32>,
    /// Its recordings, in order.
    pub recordings: Vec<Recording>,
}

/// A stay in a session began or ended. What is told of it goes to those who see the stay in the
/// session's `attendance`: to all, or to the person alone in a large session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SessionStay {
    /// In which session.
    pub session: SessionId,
    /// The stay as it is now.
    pub stay: Attendance,
}

impl Session {
    /// The session with the stays that everybody is told of.
    #[must_use]
    pub fn shown(mut self) -> Self {
        if self.ended_at.is_some() {
            let people: BTreeSet<PersonId> =
                self.attendance.iter().map(|stay| stay.person).collect();
            let came = u32::try_from(people.len()).unwrap_or(u32::MAX);
            self.came = Some(self.came.unwrap_or_default().max(came));
            self.attendance.truncate(STAYS_KEPT_SHOWN);
        } else {
            self.attendance.truncate(STAYS_SHOWN);
        }
        self
    }

    /// The session as one reader sees it: with all stays of their own.
    #[must_use]
    pub fn shown_to(self, reader: PersonId) -> Self {
        let own: Vec<Attendance> = self.stays_of(reader).copied().collect();
        let mut shown = self.shown();
        for stay in own {
            shown.take_stay(stay, reader);
        }
        shown
    }

    /// Whether everybody is told of a stay. Asked of a session with all its stays.
    #[must_use]
    pub fn shows(&self, stay: &Attendance) -> bool {
        let shown = self.attendance.iter().take(STAYS_SHOWN);
        shown.into_iter().any(|other| other.is(stay))
    }

    /// Takes a stay that began or ended into what `reader` sees.
    pub fn take_stay(&mut self, stay: Attendance, reader: PersonId) {
        match self.attendance.iter_mut().find(|other| other.is(&stay)) {
            Some(other) => *other = stay,
            None => self.attendance.push(stay),
        }
        self.attendance.sort_by_key(|stay| (stay.from, stay.person));
        if self.ended_at.is_some() {
            return;
        }
        let mut shown = 0;
        self.attendance.retain(|stay| {
            shown += 1;
            shown <= STAYS_SHOWN || stay.person == reader
        });
    }

    /// Takes what everybody was told of the session; the stays of `reader` that are known stay known.
    #[must_use]
    pub fn updated(&self, mut update: Self, reader: PersonId) -> Self {
        for stay in self.stays_of(reader) {
            if !update.attendance.iter().any(|other| other.is(stay)) {
                update.take_stay(*stay, reader);
            }
        }
        update
    }

    fn stays_of(&self, person: PersonId) -> impl Iterator<Item = &Attendance> {
        self.attendance
            .iter()
            .filter(move |stay| stay.person == person)
    }
}

impl Attendance {
    /// Whether it is the same stay, as it was or will be.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        (self.person, self.from) == (other.person, other.from)
    }
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
    /// The file, once it is ready: WebM with VP8, or MP4 with H.264 where somebody sends nothing else, and
    /// Opus.
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
    /// Nothing comes from them, or their connection is gone: their place waits for them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reconnecting: bool,
}

/// How a media connection stands that a client comes back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MediaStanding {
    /// It goes on.
    Here,
    /// The person's place was taken over by another connection of theirs.
    Moved,
    /// It is gone: a new one has to be offered.
    Gone,
}

/// What one side of a media connection is known by on its paths (RFC 8839, 5.4). New ones restart ICE.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct IceCredentials {
    /// The user name fragment.
    pub ufrag: String,
    /// The password; good for the connectivity checks of one connection, and for nothing else.
    pub password: String,
}

/// A log is no place for passwords.
impl std::fmt::Debug for IceCredentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IceCredentials")
            .field("ufrag", &self.ufrag)
            .finish_non_exhaustive()
    }
}

impl IceCredentials {
    /// Whether both have a length that RFC 8839 (5.4) allows and only characters that it allows.
    #[must_use]
    pub fn are_valid(&self) -> bool {
        let chars = |text: &str| {
            text.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/')
        };
        (4..=256).contains(&self.ufrag.len())
            && (22..=256).contains(&self.password.len())
            && chars(&self.ufrag)
            && chars(&self.password)
    }
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
    /// The picture is there and is not sent: the reader's way down carries none now.
    pub paused: bool,
    /// How well what this person sends reaches the server.
    pub quality: QualityLevel,
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

/// A video codec that is forwarded.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum VideoCodec {
    /// VP8 (RFC 7741): what every browser can, and what is recorded unless somebody sends H.264 alone.
    #[default]
    Vp8,
    /// H.264 (RFC 6184), not interleaved.
    H264,
    /// VP9 (RFC 9628), with spatial layers in one stream.
    Vp9,
    /// AV1 (AV1 RTP specification), with spatial layers in one stream.
    Av1,
}

impl VideoCodec {
    /// All, the most widely known first.
    pub const ALL: [Self; 4] = [Self::Vp8, Self::H264, Self::Vp9, Self::Av1];
}

/// A page of a session's roster, in order of the people's ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RosterPage {
    /// The lines.
    pub participants: Vec<Participant>,
    /// How many are there in all.
    pub count: u32,
    /// After whom the next page begins; `None` when this is the last.
    pub next: Option<PersonId>,
}

/// How well something goes, in a word. Later is worse.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum QualityLevel {
    /// Nobody notices anything.
    #[default]
    Good,
    /// It is noticed now and then.
    Fair,
    /// It hinders.
    Poor,
}

/// Why a person's connection is not good. That of somebody else is told with the slots they are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum QualityCause {
    /// What the person sends comes to the server with gaps.
    MeUp,
    /// What the server sends comes to the person with gaps or late, or their way carries too little.
    MeDown,
    /// The server itself is late or had to drop packets.
    Server,
}

/// How well a person's own connection works, and the measurements by which that was decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Quality {
    /// In a word.
    pub level: QualityLevel,
    /// Why it is not good; `None` when it is.
    pub cause: Option<QualityCause>,
    /// Packets lost on the way to the server, in percent.
    pub lost_up_percent: u8,
    /// Packets lost on the way from the server, in percent.
    pub lost_down_percent: u8,
    /// Time to the client and back, in milliseconds, once it is known.
    pub round_trip_ms: Option<u32>,
    /// How late the server was at most, in milliseconds.
    pub server_late_ms: u32,
}

#[cfg(test)]
mod tests;
