//! A connection: str0m makes it and receives on it, [`Egress`] sends on it.

mod life;
mod wakes;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use model::session::IceCredentials;
use str0m::ice::StunMessage;
use str0m::media::{KeyframeRequestKind, Mid, Rid};
use str0m::net::{Protocol as RtcProtocol, Receive};
use str0m::rtp::{ExtensionSerializer, ExtensionValues, RtpPacket, VideoOrientation};
use str0m::{Candidate, Event, IceConnectionState, IceCreds, Input, Output, Rtc};

use crate::codec::Codec;
use crate::demux::is_signed;
use crate::egress::{Egress, KeyWatch, is_rtcp};
use crate::ingress::{Coming, Numbers, PathWatch};
use crate::limits::{CANDIDATES_MAX, GAP_MIN, HANDSHAKE_MAX, SILENCE_MAX};
use crate::offer::Announced;
use crate::outgoing::{Destination, Outgoing};
use crate::peer::{
    Forward, IceRestart, Incoming, Peer, PeerEvent, PeerOutput, Protocol, Received, Turn,
};
use crate::source::Bitrate;
use crate::speakers::LevelDbov;
use life::Life;
pub(crate) use wakes::Wakes;

/// By which payload types a client sends.
#[derive(Clone, Debug, Default)]
pub(crate) struct PayloadTypes {
    pub(crate) pictures: Vec<(u8, Codec)>,
    /// Voices that carry older packets again.
    pub(crate) redundant: Option<u8>,
}

impl PayloadTypes {
    fn codec(&self, payload_type: u8) -> Codec {
        let mut known = self.pictures.iter();
        known
            .find(|(known, _)| *known == payload_type)
            .map_or(Codec::Vp8, |(_, codec)| *codec)
    }
}

/// The dependency descriptor's name (AV1 RTP specification, appendix A).
pub(crate) const DEPENDENCY_URI: &str =
    "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension";

/// A dependency descriptor as it came.
#[derive(Debug)]
struct RawDependency(Arc<[u8]>);

/// Hands dependency descriptors on as they came.
#[derive(Debug)]
pub(crate) struct KeepDependency;

impl ExtensionSerializer for KeepDependency {
    fn write_to(&self, buf: &mut [u8], ev: &ExtensionValues) -> usize {
        let raw = ev.user_values.get::<RawDependency>();
        let room = raw.and_then(|raw| Some((buf.get_mut(..raw.0.len())?, raw)));
        room.map_or(0, |(room, raw)| {
            room.copy_from_slice(&raw.0);
            raw.0.len()
        })
    }

    fn parse_value(&self, buf: &[u8], ev: &mut ExtensionValues) -> bool {
        ev.user_values.set(RawDependency(buf.into()));
        true
    }

    fn is_video(&self) -> bool {
        true
    }

    fn is_audio(&self) -> bool {
        false
    }

    fn requires_two_byte_form(&self, ev: &ExtensionValues) -> bool {
        let raw = ev.user_values.get::<RawDependency>();
        raw.is_some_and(|raw| 16 < raw.0.len())
    }
}

/// A media the client sends.
#[derive(Debug)]
pub(crate) struct RtcTrack {
    pub(crate) mid: Mid,
    pub(crate) rids: Vec<Rid>,
}

/// How often str0m may ask for the same instant before it has to wait a little: no more than a
/// handful of rounds are ever needed, and a mistake there must not hang a thread.
const ROUNDS_MAX: u32 = 64;

/// A client's media that came after a gap may come this long before it chooses the path that they came on.
const GAP_CHOSEN: Duration = Duration::from_secs(1);

/// The pause after that many rounds.
const ROUNDS_PAUSE: Duration = Duration::from_millis(1);

/// A connection.
pub struct RtcPeer {
    rtc: Rtc,
    egress: Egress,
    /// Where the keys of the handshake appear.
    keys: KeyWatch,
    tracks: Vec<RtcTrack>,
    /// A check that nominates its path, until it is answered: transaction and where it came from.
    nominating: Option<(Transaction, Destination)>,
    /// Where str0m has last sent something other than an answer to a check.
    led_to: Option<Destination>,
    payload_types: PayloadTypes,
    /// Each SSRC that has come.
    streams: HashMap<u32, Coming>,
    path: PathWatch,
    announced: Announced,
    candidates: usize,
    wakes: Wakes,
    now: Instant,
    rounds: u32,
    connected: bool,
    lost: bool,
    /// When the other side is lost if nothing comes.
    lost_at: Instant,
    life: Life,
    /// When something came after a gap, by a path that the client has not chosen since.
    gap_at: Option<Instant>,
    /// The path was broken, which is to be told.
    gap: Option<PeerEvent>,
}

impl RtcPeer {
    pub(crate) fn new(
        rtc: Rtc,
        tracks: Vec<RtcTrack>,
        (egress, keys): (Egress, KeyWatch),
        announced: &Announced,
        now: Instant,
    ) -> Self {
        Self {
            rtc,
            tracks,
            egress,
            keys,
            nominating: None,
            led_to: None,
            payload_types: PayloadTypes::default(),
            streams: HashMap::new(),
            path: PathWatch::new(now),
            announced: announced.clone(),
            candidates: 0,
            wakes: Wakes::new(now),
            now,
            rounds: 0,
            connected: false,
            lost: false,
            lost_at: now + HANDSHAKE_MAX,
            life: Life::new(now),
            gap_at: None,
            gap: None,
        }
    }

    /// By which payload types the client sends.
    pub(crate) fn with_payload_types(mut self, payload_types: PayloadTypes) -> Self {
        self.payload_types = payload_types;
        self
    }

    /// Our address as the ICE agent knows it. Which of ours a datagram came to does not matter to
    /// a lite agent; it only has to be one that was announced.
    fn local(&self, protocol: Protocol, remote: SocketAddr) -> Option<SocketAddr> {
        let own = match protocol {
            Protocol::Udp => &self.announced.udp,
            Protocol::Tcp => &self.announced.tcp,
        };
        let same_family = own.iter().find(|own| own.is_ipv4() == remote.is_ipv4());
        same_family.or_else(|| own.first()).copied()
    }

    fn input(&mut self, input: Input<'_>) {
        self.rounds = 0;
        if let Err(error) = self.rtc.handle_input(input) {
            tracing::debug!(%error, "a peer's connection failed");
            self.rtc.disconnect();
        }
    }

    /// Gives str0m what came. It tells the client when its media came, of which the client learns how
    /// much the path carries.
    fn take(&mut self, receive: Receive<'_>, received: &Received<'_>) {
        let at = if is_media(received.bytes) {
            received.arrived.min(self.now)
        } else {
            self.now
        };
        self.input(Input::Receive(at, receive));
    }

    /// Something came from the other side.
    fn note_life(&mut self) {
        if self.connected {
            self.lost_at = self.now + SILENCE_MAX;
            self.life.heard(self.now);
        }
    }

    fn event(&mut self, event: Event) -> Option<PeerEvent> {
        match event {
            Event::Connected => self.connect(),
            Event::IceConnectionStateChange(IceConnectionState::Disconnected) | Event::Closed => {
                self.lose()
            }
            Event::RtpPacket(packet) => self
                .packet(packet)
                .map(|packet| PeerEvent::Packet(packet.into())),
            _ => None,
        }
    }

    /// The handshake is done: media may flow.
    fn connect(&mut self) -> Option<PeerEvent> {
        let (keys, to) = self.keys.take().zip(self.led_to)?;
        if !self.egress.connect(&keys, to) {
            tracing::warn!("a handshake gave keys that cannot be used");
            self.rtc.disconnect();
            return None;
        }
        self.connected = true;
        self.note_life();
        Some(PeerEvent::Connected)
    }

    /// Notes a check that nominates the path it came on. It counts once str0m has answered it,
    /// and so has found it genuine.
    fn note_check(&mut self, received: &Received<'_>) {
        let nominates = StunMessage::parse(received.bytes)
            .is_ok_and(|message| message.is_binding_request() && message.use_candidate());
        if nominates && let Some(transaction) = transaction(received.bytes) {
            let from = Destination {
                protocol: received.protocol,
                address: received.source,
            };
            self.nominating = Some((transaction, from));
        }
    }

    /// The client has chosen this path. What was on the way over one that was broken is lost.
    fn redirect(&mut self, to: Destination) {
        let down = self
            .egress
            .backlog(self.now)
            .is_some_and(|owed| GAP_MIN < owed);
        let silent = self.life.media_at + GAP_MIN < self.now;
        let resumed = self.gap_at.is_some_and(|at| self.now < at + GAP_CHOSEN);
        let up = silent || resumed;
        if self.egress.redirect(to) && (down || up) {
            self.gap_at = None;
            self.gap = Some(PeerEvent::Gap { down, up });
        }
    }

    /// Puts what str0m sends where it belongs.
    fn transmit(&mut self, to: Destination, datagram: &[u8], out: &mut Outgoing) {
        if is_stun(datagram) {
            if let Some((asked, from)) = self.nominating
                && transaction(datagram) == Some(asked)
                && to == from
                && datagram.starts_with(&CHECK_ANSWERED)
            {
                self.nominating = None;
                self.redirect(from);
            }
            return out.push(to, datagram);
        }
        // The path that the client has nominated last, as for media.
        let to = self.egress.destination().unwrap_or(to);
        self.led_to = Some(to);
        if is_rtcp(datagram) && self.egress.owns(datagram) {
            // Never seen: it would be sealed under an SSRC of ours, with the same key.
            tracing::warn!("feedback took the SSRC of a slot and was dropped");
            return;
        }
        out.push(to, datagram);
    }

    fn lose(&mut self) -> Option<PeerEvent> {
        let first = !self.lost;
        self.lost = true;
        first.then_some(PeerEvent::Lost)
    }

    fn packet(&mut self, packet: RtpPacket) -> Option<Incoming> {
        self.life.media_at = self.now;
        let ssrc = *packet.header.ssrc;
        let now = self.now;
        let mut after_gap = false;
        let (track, layer) = match self.streams.get_mut(&ssrc) {
            Some(known) => {
                after_gap = known.numbers.count(*packet.seq_no, now);
                (known.track, known.layer)
            }
            None => self.find_stream(&packet)?,
        };
        if after_gap {
            self.pass_gap(&packet);
        }
        let payload_type = *packet.header.payload_type;
        let codec = self.payload_types.codec(payload_type);
        let extensions = &packet.header.ext_vals;
        Some(Incoming {
            track,
            layer,
            ssrc,
            seq: *packet.seq_no,
            after_gap,
            time: packet.header.timestamp,
            marker: packet.header.marker,
            level: extensions.audio_level.map(LevelDbov),
            voice: extensions.voice_activity,
            quarter_turns: extensions.video_orientation.map(quarter_turns),
            codec,
            redundant: self.payload_types.redundant == Some(payload_type),
            descriptor: extensions
                .user_values
                .get::<RawDependency>()
                .map(|raw| raw.0.clone()),
            payload: packet.payload,
        })
    }

    /// What was lost before this packet is not asked for again: the publisher would send a hundred packets
    /// of each stream, over and over, instead of what the pictures now begin with.
    fn pass_gap(&mut self, packet: &RtpPacket) {
        self.gap_at = Some(self.now);
        let payload_type = packet.header.payload_type;
        let mut known = self.rtc.codec_config().iter();
        if !known.any(|known| known.pt() == payload_type && known.resend().is_some()) {
            return;
        }
        let ssrc = packet.header.ssrc;
        let mut direct = self.rtc.direct_api();
        let Some(stream) = direct.stream_rx(&ssrc) else {
            return;
        };
        let (resends, mid, rid) = (stream.rtx(), stream.mid(), stream.rid());
        // It begins anew with this packet, whose number str0m remembers.
        direct.remove_stream_rx(ssrc);
        direct.expect_stream_rx(ssrc, resends, mid, rid);
    }

    /// Finds the track and layer of an SSRC that is seen for the first time.
    fn find_stream(&mut self, packet: &RtpPacket) -> Option<(usize, u8)> {
        let mut direct = self.rtc.direct_api();
        let stream = direct.stream_rx(&packet.header.ssrc)?;
        let (mid, rid) = (stream.mid(), stream.rid());
        let track = self.tracks.iter().position(|track| track.mid == mid)?;
        let rids = &self.tracks[track].rids;
        let layer = match rid {
            Some(rid) => rids.iter().position(|known| *known == rid)?,
            None => 0,
        };
        let found = (track, u8::try_from(layer).ok()?);
        // An SSRC that replaces another of the same layer takes its place.
        self.streams
            .retain(|_, known| (known.track, known.layer) != found);
        let mut numbers = Numbers::default();
        numbers.count(*packet.seq_no, self.now);
        let coming = Coming {
            track: found.0,
            layer: found.1,
            numbers,
        };
        self.streams.insert(*packet.header.ssrc, coming);
        Some(found)
    }
}

const fn quarter_turns(orientation: VideoOrientation) -> u8 {
    match orientation {
        VideoOrientation::Deg0 => 0,
        VideoOrientation::Deg90 => 1,
        VideoOrientation::Deg180 => 2,
        VideoOrientation::Deg270 => 3,
    }
}

/// What a STUN message and its answer have in common (RFC 8489, 5).
type Transaction = [u8; 12];

/// A binding success response (RFC 8489, 5).
const CHECK_ANSWERED: [u8; 2] = [1, 1];

/// STUN begins with two zero bits; what else shares the port does not (RFC 7983).
const fn is_stun(datagram: &[u8]) -> bool {
    matches!(datagram, [0..=3, ..])
}

/// RTP begins with its version, 2, and is not RTCP (RFC 7983).
pub(crate) fn is_media(datagram: &[u8]) -> bool {
    matches!(datagram, [128..=191, ..]) && !is_rtcp(datagram)
}

fn transaction(datagram: &[u8]) -> Option<Transaction> {
    datagram.get(8..20)?.try_into().ok()
}

impl Peer for RtcPeer {
    fn receive(&mut self, now: Instant, received: Received<'_>) {
        self.now = self.now.max(now);
        let Some(destination) = self.local(received.protocol, received.source) else {
            return;
        };
        let protocol = match received.protocol {
            Protocol::Udp => RtcProtocol::Udp,
            Protocol::Tcp => RtcProtocol::Tcp,
        };
        if is_stun(received.bytes) {
            self.note_check(&received);
        } else if is_rtcp(received.bytes) {
            let for_both = self.egress.take_rtcp(received.bytes, self.now);
            self.path
                .look(&mut self.streams, &mut self.egress, self.now);
            if !for_both {
                return self.note_life();
            }
        }
        match Receive::new(protocol, received.source, destination, received.bytes) {
            Ok(receive) => {
                self.note_life();
                self.take(receive, &received);
            }
            Err(error) => tracing::trace!(%error, "a datagram is none of ours"),
        }
    }

    fn advance(&mut self, now: Instant) {
        self.now = self.now.max(now);
        self.input(Input::Timeout(self.now));
    }

    fn poll(&mut self, out: &mut Outgoing) -> PeerOutput {
        loop {
            if let Some(event) = self.gap.take().or_else(|| self.egress.poll_event()) {
                return PeerOutput::Event(event);
            }
            if let Some(report) = self.path.take() {
                return PeerOutput::Event(PeerEvent::Path(report));
            }
            if !self.lost && (!self.rtc.is_alive() || self.lost_at <= self.now) {
                self.lost = true;
                return PeerOutput::Event(PeerEvent::Lost);
            }
            if self.connected
                && !self.lost
                && let Some(event) = self.life.poll(self.now)
            {
                return PeerOutput::Event(event);
            }
            let output = match self.rtc.poll_output() {
                Ok(output) => output,
                Err(error) => {
                    tracing::debug!(%error, "a peer's connection failed");
                    self.rtc.disconnect();
                    continue;
                }
            };
            match output {
                Output::Transmit(transmit) => {
                    let protocol = match transmit.proto {
                        RtcProtocol::Udp => Protocol::Udp,
                        _ => Protocol::Tcp,
                    };
                    let to = Destination {
                        protocol,
                        address: transmit.destination,
                    };
                    self.transmit(to, &transmit.contents, out);
                }
                Output::Event(event) => {
                    if let Some(event) = self.event(event) {
                        return PeerOutput::Event(event);
                    }
                }
                Output::Timeout(at) if at <= self.now && self.rounds < ROUNDS_MAX => {
                    let rounds = self.rounds + 1;
                    self.input(Input::Timeout(self.now));
                    self.rounds = rounds;
                }
                Output::Timeout(at) => {
                    self.egress.advance(self.now, out);
                    let at = self.wakes.after(at, self.now);
                    let own = self.egress.deadline().unwrap_or(at);
                    let at = at.min(own).max(self.now + ROUNDS_PAUSE);
                    let silent_at = self.life.deadline().filter(|_| self.connected);
                    let own = silent_at.map_or(self.lost_at, |silent| silent.min(self.lost_at));
                    return PeerOutput::Idle(if self.lost { at } else { at.min(own) });
                }
            }
        }
    }

    fn forward(&mut self, slot: usize, forward: &Forward<'_>, out: &mut Outgoing) -> Turn {
        self.egress.forward(slot, forward, out)
    }

    fn resend(&mut self, slot: usize, forward: &Forward<'_>, out: &mut Outgoing) -> Turn {
        self.egress.resend(slot, forward, self.now, out)
    }

    fn forget(&mut self, slot: usize) -> bool {
        self.egress.forget(slot, self.now)
    }

    fn request_keyframe(&mut self, track: usize, layer: u8) {
        let Some(track) = self.tracks.get(track) else {
            return;
        };
        let rid = track.rids.get(usize::from(layer)).copied();
        if let Some(stream) = self.rtc.direct_api().stream_rx_by_mid(track.mid, rid) {
            stream.request_keyframe(KeyframeRequestKind::Pli);
        }
    }

    fn try_for(&mut self, bitrate: Bitrate) {
        self.egress.try_for(bitrate);
    }

    fn add_candidate(&mut self, candidate: &str) {
        if CANDIDATES_MAX <= self.candidates {
            return;
        }
        self.candidates += 1;
        if let Ok(candidate) = Candidate::from_sdp_string(candidate) {
            self.rtc.add_remote_candidate(candidate);
        }
    }

    fn restart(&mut self, restart: &IceRestart) {
        let credentials = |named: &IceCredentials| IceCreds {
            ufrag: named.ufrag.clone(),
            pass: named.password.clone(),
        };
        self.nominating = None;
        let mut direct = self.rtc.direct_api();
        direct.set_local_ice_credentials(credentials(&restart.ours));
        direct.set_remote_ice_credentials(credentials(&restart.theirs));
    }

    fn backlog(&self, now: Instant) -> Option<Duration> {
        self.egress.backlog(now)
    }

    fn vouches(&mut self, datagram: &[u8]) -> bool {
        let ours = self.rtc.direct_api().local_ice_credentials();
        is_signed(datagram, &ours.pass)
    }

    fn close(&mut self) {
        if let Err(error) = self.rtc.close() {
            tracing::debug!(%error, "a peer could not say goodbye");
            self.rtc.disconnect();
        }
        self.lost = true;
    }
}

#[cfg(test)]
mod tests;
