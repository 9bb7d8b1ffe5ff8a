//! The port to live media, and who is in which session now.

use std::collections::{BTreeMap, HashMap};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};

use model::broadcast::IceServer;
use model::clip::RecordedClip;
use model::id::{ConnectionId, PersonId, RecordingId, SessionId};
use model::session::{
    IceCredentials, LayerWish, Participant, ParticipantState, Quality, SendTrack, Slot, SlotWish,
    VideoCodec,
};
use model::time::Timestamp;

use crate::hub::SocketId;
use crate::roster::ToldRoster;

/// What a port answers later.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Why media did not do what it was asked; for people, and for the log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct LiveRefusal(pub String);

/// Why an uploaded recording cannot be a clip, whatever it is to hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClipFault {
    /// It is no WebM or MP4 that browsers play, or broken.
    #[error(
        "this file is no recording that browsers play: record it again, or attach it as a file"
    )]
    Unreadable,
    /// The disk refused.
    #[error("the recording cannot be read or written: {0}")]
    Io(String),
}

/// Why a broadcast's offer is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OfferRefusal {
    /// It is larger than its bound.
    #[error("the offer is larger than its bound")]
    TooLarge,
    /// It cannot be read, or has nothing that we take.
    #[error("{0}")]
    Unusable(String),
    /// There is no room, or media does not run.
    #[error("{0}")]
    Unavailable(String),
}

/// An encoder's offer as it was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The answer.
    pub sdp: String,
    /// What is sent on which transceiver.
    pub tracks: Vec<SendTrack>,
}

/// A player's offer as it was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watching {
    /// The answer.
    pub sdp: String,
    /// The slots for pictures, by their `mid`.
    pub pictures: Vec<String>,
}

/// Whose connection, in which session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whose {
    /// In which session.
    pub session: SessionId,
    /// Whose, or the name of a player.
    pub person: PersonId,
    /// Its id: what is told of an earlier connection does not concern it.
    pub connection: ConnectionId,
}

/// Live media as the use cases see it. The server wires it.
pub trait Live: Send + Sync {
    /// Connects a person to a session, in place of an earlier connection; answers the description.
    fn offer(
        &self,
        whose: Whose,
        sdp: String,
        tracks: Vec<SendTrack>,
    ) -> Later<'_, Result<String, LiveRefusal>>;
    /// Goes on with a connection whose client was away, and tells it everything anew. New names of the
    /// client restart ICE; ours are answered. Refused when the connection is gone.
    fn resume(
        &self,
        _session: SessionId,
        _person: PersonId,
        _ice: Option<IceCredentials>,
    ) -> Later<'_, Result<Option<IceCredentials>, LiveRefusal>> {
        Box::pin(async { Err(LiveRefusal("no connections here".to_owned())) })
    }
    /// Connects a person's encoder to a session, in place of an earlier connection of theirs; its first
    /// voice and picture are microphone and camera, or what they share.
    fn publish(
        &self,
        _whose: Whose,
        _sdp: String,
        _screen: bool,
    ) -> Later<'_, Result<Published, OfferRefusal>> {
        Box::pin(async { Err(OfferRefusal::Unavailable("no encoders here".to_owned())) })
    }
    /// Connects a player to a session under a name of its own.
    fn watch(&self, _whose: Whose, _sdp: String) -> Later<'_, Result<Watching, OfferRefusal>> {
        Box::pin(async { Err(OfferRefusal::Unavailable("no players here".to_owned())) })
    }
    /// Relays that a person's clients may take in a session, for one that came by this host and port.
    fn relays(&self, _session: SessionId, _person: PersonId, _authority: &str) -> Vec<IceServer> {
        Vec::new()
    }
    /// A further candidate of the client.
    fn candidate(&self, session: SessionId, person: PersonId, candidate: String);
    /// What the person wants to see.
    fn slots(&self, session: SessionId, person: PersonId, wishes: Vec<SlotWish>);
    /// What the person sends.
    fn state(&self, session: SessionId, person: PersonId, state: ParticipantState);
    /// Closes a person's connection.
    fn leave(&self, session: SessionId, person: PersonId);
    /// Closes a session with all its connections.
    fn end(&self, session: SessionId);
    /// Begins a recording.
    fn start_recording(
        &self,
        session: SessionId,
        recording: RecordingId,
    ) -> Later<'_, Result<(), LiveRefusal>>;
    /// Ends a recording; [`LiveEvent::RecordingEnded`] follows.
    fn stop_recording(&self, session: SessionId, recording: RecordingId) -> Later<'_, ()>;
    /// Makes a recording that a crash cut off playable; answers its length in milliseconds.
    fn repair(&self, path: std::path::PathBuf) -> Later<'_, Result<u64, LiveRefusal>>;
    /// Looks into an uploaded recording and writes it to `whole`, put right so that it tells its length
    /// and can be sought in.
    fn read_clip(
        &self,
        path: std::path::PathBuf,
        whole: std::path::PathBuf,
    ) -> Later<'_, Result<RecordedClip, ClipFault>>;
}

/// What live media tells the use cases.
#[derive(Debug)]
pub enum LiveEvent {
    /// A person's connection stands.
    Connected {
        /// Which session.
        session: SessionId,
        /// Who.
        person: PersonId,
    },
    /// A person's connection is gone.
    Lost(Whose),
    /// Nothing comes by a person's connection.
    Silent(Whose),
    /// Something came by it again.
    Heard(Whose),
    /// What comes in a person's slots has changed.
    Slots {
        /// Which session.
        session: SessionId,
        /// Who.
        person: PersonId,
        /// The slots that changed.
        slots: Vec<Slot>,
    },
    /// Which layers of a person's picture anybody sees has changed.
    Layers {
        /// Which session.
        session: SessionId,
        /// Who.
        person: PersonId,
        /// The layers that changed.
        layers: Vec<LayerWish>,
    },
    /// In which codecs a person may send pictures has changed.
    Codecs {
        /// Which session.
        session: SessionId,
        /// Who.
        person: PersonId,
        /// The codecs.
        codecs: Vec<VideoCodec>,
    },
    /// Who speaks has changed.
    Speaking {
        /// Which session.
        session: SessionId,
        /// Loudest first.
        people: Vec<PersonId>,
    },
    /// How well a person's own connection works has changed, or why it does not.
    Quality {
        /// Which session.
        session: SessionId,
        /// Who.
        person: PersonId,
        /// How well.
        quality: Quality,
    },
    /// What is there has to be recorded in another codec, and so in another file.
    RecordAnew {
        /// Which; it goes on until it is ended.
        recording: RecordingId,
    },
    /// A recording is complete on disk.
    RecordingEnded {
        /// Which.
        recording: RecordingId,
        /// Where it lies.
        path: std::path::PathBuf,
        /// Its length, in milliseconds.
        duration_ms: u64,
    },
    /// Nothing usable came of a recording.
    RecordingFailed {
        /// Which.
        recording: RecordingId,
    },
    /// A session's media ended by a mistake of ours; the others live on.
    Panicked {
        /// Which session.
        session: SessionId,
    },
}

/// A person in a session now.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Present {
    /// The page they are in it with; `None` for an encoder.
    pub(crate) socket: Option<SocketId>,
    pub(crate) connection: ConnectionId,
    pub(crate) state: ParticipantState,
    /// Nothing comes from them, or their connection is gone.
    pub(crate) reconnecting: bool,
}

/// Who is in one session.
#[derive(Debug, Default)]
pub(crate) struct Room {
    pub(crate) people: BTreeMap<PersonId, Present>,
    /// Who counts as there without a connection, and until when they may come (back).
    pub(crate) absent: BTreeMap<PersonId, Timestamp>,
    /// Until when somebody has to come into a room that nobody has joined yet.
    pub(crate) empty_until: Option<Timestamp>,
    /// Until when whom is rung.
    pub(crate) rings: BTreeMap<PersonId, Timestamp>,
    /// What all were told of who is there.
    pub(crate) roster: ToldRoster,
}

/// Who is in which session. Not kept: after a restart clients offer again and are back.
#[derive(Debug, Default)]
pub(crate) struct Rooms {
    rooms: Mutex<HashMap<SessionId, Room>>,
}

impl Rooms {
    fn rooms(&self) -> MutexGuard<'_, HashMap<SessionId, Room>> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a person is in any session.
    pub(crate) fn is_live(&self, person: PersonId) -> bool {
        self.rooms()
            .values()
            .any(|room| room.people.contains_key(&person))
    }

    /// Looks at or changes the room of a live session, which is made if there is none.
    pub(crate) fn with<T>(&self, session: SessionId, ask: impl FnOnce(&mut Room) -> T) -> T {
        ask(self.rooms().entry(session).or_default())
    }

    /// Looks at or changes a room if there is one.
    pub(crate) fn existing<T>(
        &self,
        session: SessionId,
        ask: impl FnOnce(&mut Room) -> T,
    ) -> Option<T> {
        self.rooms().get_mut(&session).map(ask)
    }

    pub(crate) fn remove(&self, session: SessionId) -> Option<Room> {
        self.rooms().remove(&session)
    }

    pub(crate) fn clear(&self) {
        self.rooms().clear();
    }

    /// The whole roster of a session.
    pub(crate) fn roster(&self, session: SessionId) -> Vec<Participant> {
        self.rooms().get(&session).map_or_else(Vec::new, |room| {
            let line = |(person, present): (&PersonId, &Present)| Participant {
                person: *person,
                state: present.state,
                reconnecting: present.reconnecting,
            };
            room.people.iter().map(line).collect()
        })
    }

    /// Who is in a session.
    pub(crate) fn people(&self, session: SessionId) -> Vec<PersonId> {
        self.rooms()
            .get(&session)
            .map_or_else(Vec::new, |room| room.people.keys().copied().collect())
    }

    /// In which sessions a person is, or is expected.
    pub(crate) fn sessions_of(&self, person: PersonId) -> Vec<SessionId> {
        let rooms = self.rooms();
        let with = rooms.iter().filter(|(_, room)| {
            room.people.contains_key(&person) || room.absent.contains_key(&person)
        });
        with.map(|(session, _)| *session).collect()
    }

    /// Sessions that nobody came into in time.
    pub(crate) fn never_joined(&self, now: Timestamp) -> Vec<SessionId> {
        let rooms = self.rooms();
        let over = rooms
            .iter()
            .filter(|(_, room)| room.empty_until.is_some_and(|until| until <= now));
        over.map(|(session, _)| *session).collect()
    }

    /// Who has not come (back) in time, with the session.
    pub(crate) fn overdue_absent(&self, now: Timestamp) -> Vec<(SessionId, PersonId)> {
        let rooms = self.rooms();
        let mut overdue = Vec::new();
        for (session, room) in rooms.iter() {
            let over = room.absent.iter().filter(|(_, until)| **until <= now);
            overdue.extend(over.map(|(person, _)| (*session, *person)));
        }
        overdue
    }

    /// Takes out the rings that are over at `now`.
    pub(crate) fn take_ended_rings(&self, now: Timestamp) -> Vec<(SessionId, Vec<PersonId>)> {
        let mut ended = Vec::new();
        for (session, room) in self.rooms().iter_mut() {
            let over: Vec<PersonId> = room
                .rings
                .iter()
                .filter(|(_, until)| **until <= now)
                .map(|(person, _)| *person)
                .collect();
            room.rings.retain(|_, until| now < *until);
            if !over.is_empty() {
                ended.push((*session, over));
            }
        }
        ended
    }
}
