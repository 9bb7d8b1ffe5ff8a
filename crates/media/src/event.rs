//! What the media server says, and why it refuses.

use std::io;
use std::path::PathBuf;

use model::id::{ConnectionId, PersonId, RecordingId, SessionId};
use model::session::{LayerWish, Quality, Slot, VideoCodec};

/// What happened in a conference. Delivered in order per session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MediaEvent {
    /// The person's media connection stands (ICE and DTLS).
    Connected {
        /// Where.
        session: SessionId,
        /// Who.
        person: PersonId,
    },
    /// The person's media connection is gone; their place (wishes, state) is kept until
    /// [`Media::leave`](crate::Media::leave), so that a new offer brings them back.
    Lost {
        /// Where.
        session: SessionId,
        /// Who.
        person: PersonId,
        /// Which of their connections: the next one may stand already.
        connection: ConnectionId,
    },
    /// Nothing comes from the person: their path is taken to be broken.
    Silent {
        /// Where.
        session: SessionId,
        /// Who.
        person: PersonId,
        /// By which of their connections.
        connection: ConnectionId,
    },
    /// Something came from them again.
    Heard {
        /// Where.
        session: SessionId,
        /// Who.
        person: PersonId,
        /// By which of their connections.
        connection: ConnectionId,
    },
    /// What comes in which of the person's slots: those that changed.
    Slots {
        /// Where.
        session: SessionId,
        /// For whom.
        person: PersonId,
        /// The slots that changed.
        slots: Vec<Slot>,
    },
    /// Layers that the person's client should send or may stop: those that changed. A track that
    /// is sent without simulcast is named with an empty `rid`.
    Layers {
        /// Where.
        session: SessionId,
        /// Whose client.
        person: PersonId,
        /// The layers that changed.
        layers: Vec<LayerWish>,
    },
    /// In which codecs the person's client may send pictures: those that everybody takes, and one alone
    /// while the conference is recorded.
    Codecs {
        /// Where.
        session: SessionId,
        /// Whose client.
        person: PersonId,
        /// The codecs, the most widely known first.
        codecs: Vec<VideoCodec>,
    },
    /// Who speaks now, loudest first, at most three.
    Speaking {
        /// Where.
        session: SessionId,
        /// Who; empty in silence.
        people: Vec<PersonId>,
    },
    /// How well the person's own connection works has changed, or why it does not.
    Quality {
        /// Where.
        session: SessionId,
        /// Whose.
        person: PersonId,
        /// How well.
        quality: Quality,
    },
    /// What is there has to be recorded in another codec: this recording is to be ended and another begun.
    RecordAnew {
        /// Where.
        session: SessionId,
        /// Which; it goes on until it is ended.
        recording: RecordingId,
    },
    /// A recording's file is complete: seekable, with its length.
    RecordingEnded {
        /// Where.
        session: SessionId,
        /// Which.
        recording: RecordingId,
        /// Its file in the recording directory.
        path: PathBuf,
        /// Its length in milliseconds.
        duration_ms: u64,
        /// The file's size.
        bytes: u64,
    },
    /// Nothing usable came of a recording.
    RecordingFailed {
        /// Where.
        session: SessionId,
        /// Which.
        recording: RecordingId,
        /// Why, for the operator's log.
        reason: String,
    },
    /// A mistake of ours ended this conference and no other; all its connections are closed.
    ConferencePanicked {
        /// Which.
        session: SessionId,
        /// What went wrong, for the operator's log.
        report: String,
    },
}

/// Why an offer is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OfferRefusal {
    /// The description is larger than `SDP_BYTES_MAX` or has more tracks than a peer may have.
    #[error("the offer is larger than its bound")]
    TooLarge,
    /// It is no description we understand, or lacks what we need.
    #[error("the offer is not usable: {reason}")]
    Malformed {
        /// What is wrong, for developers of clients.
        reason: String,
    },
    /// The session or the server is full.
    #[error("the session is full")]
    Full,
    /// The session's conference was ended by a mistake of ours, or the server is stopping.
    #[error("the media server does not answer")]
    Unavailable,
}

/// Why a person's connection cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the connection is gone; offer a new one")]
pub struct ResumeRefusal;

/// Why a recording does not begin or end.
#[derive(Debug, thiserror::Error)]
pub enum RecordingRefusal {
    /// Nobody is connected in this session.
    #[error("the session has no conference")]
    NoConference,
    /// The session is being recorded already.
    #[error("the session is being recorded already")]
    AlreadyRunning,
    /// The session has no such recording.
    #[error("the session has no such recording")]
    NotRunning,
    /// The file cannot be made.
    #[error("the recording's file cannot be made")]
    File(#[source] io::Error),
    /// The server is stopping.
    #[error("the media server does not answer")]
    Unavailable,
}

/// Counters since start, for `/metrics`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MediaStats {
    /// Conferences that live.
    pub conferences: u64,
    /// Peers that live (connected or connecting).
    pub peers: u64,
    /// Datagrams received.
    pub datagrams_received: u64,
    /// Datagrams sent.
    pub datagrams_sent: u64,
    /// System calls that sent them.
    pub send_calls: u64,
    /// Datagrams that belonged to nobody.
    pub datagrams_unknown: u64,
    /// Datagrams the socket did not take.
    pub datagrams_dropped: u64,
    /// Recordings that run.
    pub recordings: u64,
    /// Conferences that a mistake of ours ended.
    pub panics: u64,
    /// Packets that went from thread to thread.
    pub relayed: u64,
    /// Packets, and levels of voices, that did not go from thread to thread, since a ring was full.
    pub relays_dropped: u64,
    /// Orders that wait for another thread's ring.
    pub orders_waiting: u64,
    /// Events that were dropped because nobody read them.
    pub events_dropped: u64,
}
