//! One connection as the engine sees it; what carries it can be replaced.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use model::session::IceCredentials;

use crate::codec::{Codec, Picture};
use crate::outgoing::Outgoing;
use crate::quality::PathReport;
use crate::source::{Bitrate, SourceId};
use crate::speakers::LevelDbov;

/// What carries a datagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// A UDP datagram.
    Udp,
    /// A frame on a TCP connection (RFC 4571).
    Tcp,
}

/// A datagram that came in.
#[derive(Clone, Copy, Debug)]
pub struct Received<'a> {
    /// How it came.
    pub protocol: Protocol,
    /// From where.
    pub source: SocketAddr,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// When it came to this machine, which may be before somebody has had time for it: what a
    /// publisher measures of its path is not to count what we are busy with.
    pub arrived: Instant,
}

/// Both sides' new names for an ICE restart (RFC 8445, 9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IceRestart {
    /// The client's.
    pub theirs: IceCredentials,
    /// Ours.
    pub ours: IceCredentials,
}

/// A datagram to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Datagram {
    /// How to send it.
    pub protocol: Protocol,
    /// To where.
    pub destination: SocketAddr,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A media packet a peer has sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incoming {
    /// Which of the peer's tracks, by the order of its offer.
    pub track: usize,
    /// Which layer of it.
    pub layer: u8,
    /// The publisher's SSRC; when it changes, numbers and times begin anew.
    pub ssrc: u32,
    /// Extended sequence number.
    pub seq: u64,
    /// Nothing came for a while, and what was sent meanwhile is lost and not asked for again.
    pub after_gap: bool,
    /// RTP timestamp.
    pub time: u32,
    /// Marker bit: end of a picture, begin of a talkspurt.
    pub marker: bool,
    /// Level of the sound (RFC 6464), if the publisher tells.
    pub level: Option<LevelDbov>,
    /// Whether the publisher takes it for a voice (RFC 6464).
    pub voice: Option<bool>,
    /// Clockwise rotation of the picture in quarter turns, if the publisher tells.
    pub quarter_turns: Option<u8>,
    /// The codec of a picture.
    pub codec: Codec,
    /// Whether a voice carries older packets again (RFC 2198).
    pub redundant: bool,
    /// The dependency descriptor that came beside the payload, if one did.
    pub descriptor: Option<Arc<[u8]>>,
    /// The payload.
    pub payload: Arc<[u8]>,
}

/// A media packet as one subscriber gets it.
#[derive(Clone, Copy, Debug)]
pub struct Forward<'a> {
    /// The packet as published.
    pub packet: &'a Arc<Incoming>,
    /// What the packet says of its picture, if it can be read.
    pub picture: Option<&'a Picture>,
    /// The source it comes from, named as CSRC.
    pub source: SourceId,
    /// Extended sequence number for this subscriber.
    pub seq: u64,
    /// RTP timestamp for this subscriber.
    pub time: u32,
    /// Picture id for this subscriber.
    pub picture_id: Option<u16>,
    /// TL0PICIDX for this subscriber.
    pub tl0_picture: Option<u8>,
    /// Number of the picture in the dependency descriptor for this subscriber.
    pub frame: Option<u16>,
    /// The highest spatial layer within the stream that this subscriber gets.
    pub highest: u8,
    /// Marker bit for this subscriber.
    pub marker: bool,
    /// When it came in.
    pub arrived: Instant,
}

/// What happened on a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeerEvent {
    /// ICE and DTLS stand.
    Connected,
    /// It is over: closed by the other side, failed, or silent for too long.
    Lost,
    /// Nothing has come for so long that the path is taken to be broken.
    Silent,
    /// Something came again.
    Heard,
    /// The client goes on by another path, and the one before was broken already.
    Gap {
        /// What was sent to it lately is lost.
        down: bool,
        /// What it sent lately is lost.
        up: bool,
    },
    /// A media packet came.
    Packet(Arc<Incoming>),
    /// The subscriber misses packets that were sent in this slot (RFC 4585, 6.2.1).
    Missing {
        /// Which slot, by the order of its offer.
        slot: usize,
        /// Extended sequence number of the first, as sent.
        first: u64,
        /// Bit `n` stands for the packet `n + 1` after the first.
        others: u16,
    },
    /// The subscriber cannot decode this slot without a keyframe.
    KeyframeWanted {
        /// Which slot, by the order of its offer.
        slot: usize,
    },
    /// What the path to the subscriber carries.
    Estimate {
        /// How much.
        bitrate: Bitrate,
    },
    /// What became of packets on both ways: now and then, while there is anything to say.
    Path(PathReport),
}

/// What a peer gives when polled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeerOutput {
    /// This happened.
    Event(PeerEvent),
    /// Nothing to do before this instant.
    Idle(Instant),
}

/// When a packet is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Turn {
    /// It was sent, or never will be.
    Done,
    /// It waits until the path has room: the peer is to be polled.
    Waits,
}

/// One connection: takes datagrams and packets to forward, gives datagrams and events.
///
/// Whoever calls anything but `poll`, `forward` and `resend` polls to [`PeerOutput::Idle`] before
/// the end of that input. Those two seal into the buffer handed in, or say that the packet waits for its
/// turn: then, too, the peer is polled.
pub trait Peer {
    /// Takes a datagram.
    fn receive(&mut self, now: Instant, received: Received<'_>);
    /// Time has come to `now`.
    fn advance(&mut self, now: Instant);
    /// The next thing to do; what is to be sent goes to `out`.
    fn poll(&mut self, out: &mut Outgoing) -> PeerOutput;
    /// Sends a packet in a slot.
    fn forward(&mut self, slot: usize, forward: &Forward<'_>, out: &mut Outgoing) -> Turn;
    /// Sends a packet again that the subscriber misses, with the numbers it had.
    fn resend(&mut self, slot: usize, forward: &Forward<'_>, out: &mut Outgoing) -> Turn;
    /// What has waited in a slot for its turn for long is not sent any more. Returns whether anything has:
    /// the numbers that it had are missing.
    fn forget(&mut self, slot: usize) -> bool;
    /// Asks the publisher for a keyframe.
    fn request_keyframe(&mut self, track: usize, layer: u8);
    /// Says what the path to this subscriber should be tried for, with padding; 0 leaves it alone.
    fn try_for(&mut self, bitrate: Bitrate);
    /// Takes an ICE candidate of the other side; ignores what it cannot read.
    fn add_candidate(&mut self, candidate: &str);
    /// Goes by these names from now on; media stays on the path it has until the client has found
    /// another.
    fn restart(&mut self, restart: &IceRestart);
    /// How long the path has owed word of the oldest packet it was given, or a picture has waited for its
    /// turn.
    fn backlog(&self, now: Instant) -> Option<Duration>;
    /// Whether a datagram proves that it is this client's: a check signed with the password that we gave it.
    fn vouches(&mut self, datagram: &[u8]) -> bool;
    /// Says goodbye to the other side; poll for what is to be sent.
    fn close(&mut self);
}
