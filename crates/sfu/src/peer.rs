//! One connection as the engine sees it; what carries it can be replaced.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::source::{Bitrate, SourceId};
use crate::speakers::LevelDbov;
use crate::vp8::Vp8;

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// Which of the peer's tracks, by the order of its offer.
    pub track: usize,
    /// Which layer of it.
    pub layer: u8,
    /// The publisher's SSRC; when it changes, numbers and times begin anew.
    pub ssrc: u32,
    /// Extended sequence number.
    pub seq: u64,
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
    /// The payload.
    pub payload: Arc<[u8]>,
}

/// A media packet as one subscriber gets it.
#[derive(Clone, Copy, Debug)]
pub struct Forward<'a> {
    /// The packet as published.
    pub packet: &'a Incoming,
    /// What the payload is, if it is VP8 with a readable descriptor.
    pub vp8: Option<&'a Vp8>,
    /// The source it comes from, named as CSRC.
    pub source: SourceId,
    /// Extended sequence number for this subscriber.
    pub seq: u64,
    /// RTP timestamp for this subscriber.
    pub time: u32,
    /// VP8 picture id for this subscriber.
    pub picture_id: Option<u16>,
    /// VP8 TL0PICIDX for this subscriber.
    pub tl0_picture: Option<u8>,
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
    /// A media packet came.
    Packet(Incoming),
    /// The subscriber cannot decode this slot without a keyframe.
    KeyframeWanted {
        /// Which slot, by the order of its offer.
        slot: usize,
    },
    /// What the path to the subscriber carries.
    Estimate(Bitrate),
}

/// What a peer gives when polled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeerOutput {
    /// Send this.
    Send(Datagram),
    /// This happened.
    Event(PeerEvent),
    /// Nothing to do before this instant.
    Idle(Instant),
}

/// One connection: takes datagrams and packets to forward, gives datagrams and events.
///
/// Whoever calls anything but `poll` polls to [`PeerOutput::Idle`] before the end of that input.
pub trait Peer {
    /// Takes a datagram.
    fn receive(&mut self, now: Instant, received: Received<'_>);
    /// Time has come to `now`.
    fn advance(&mut self, now: Instant);
    /// The next thing to do.
    fn poll(&mut self) -> PeerOutput;
    /// Sends a packet in a slot.
    fn forward(&mut self, slot: usize, forward: &Forward<'_>);
    /// Asks the publisher for a keyframe.
    fn request_keyframe(&mut self, track: usize, layer: u8);
    /// Says what the path to this subscriber should be tried for: what to send at least, padded,
    /// and what it would take if it carried all it wishes.
    fn set_bitrate(&mut self, sustain: Bitrate, desired: Bitrate);
    /// Takes an ICE candidate of the other side; ignores what it cannot read.
    fn add_candidate(&mut self, candidate: &str);
    /// How long the oldest packet of a slot has been waiting for the path, if any waits.
    fn backlog(&mut self, slot: usize, now: Instant) -> Option<Duration>;
    /// Says goodbye to the other side; poll for what is to be sent.
    fn close(&mut self);
}
