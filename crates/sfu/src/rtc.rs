//! A peer driven by str0m in RTP mode.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use str0m::bwe::{Bitrate as RtcBitrate, BweKind};
use str0m::media::{KeyframeRequestKind, Mid, Pt, Rid};
use str0m::net::{Protocol as RtcProtocol, Receive};
use str0m::rtp::{ExtensionValues, RtpPacket, RtpWrite, VideoOrientation, Vp8Descriptor};
use str0m::{Candidate, Event, IceConnectionState, Input, Output, Rtc};

use crate::limits::{CANDIDATES_MAX, HANDSHAKE_MAX, SILENCE_MAX};
use crate::offer::Announced;
use crate::peer::{Datagram, Forward, Incoming, Peer, PeerEvent, PeerOutput, Protocol, Received};
use crate::source::{Bitrate, SourceKind};
use crate::speakers::LevelDbov;

/// A media the client sends.
#[derive(Debug)]
pub(crate) struct RtcTrack {
    pub(crate) mid: Mid,
    pub(crate) rids: Vec<Rid>,
}

/// A media the client receives in.
#[derive(Debug)]
pub(crate) struct RtcSlot {
    pub(crate) mid: Mid,
    pub(crate) pt: Pt,
    pub(crate) kind: SourceKind,
}

/// How often str0m may ask for the same instant before it has to wait a little: no more than a
/// handful of rounds are ever needed, and a mistake there must not hang a thread.
const ROUNDS_MAX: u32 = 64;

/// The pause after that many rounds.
const ROUNDS_PAUSE: Duration = Duration::from_millis(1);

/// str0m measures queues when its pacer runs; an older measurement says nothing.
const BACKLOG_FRESH: Duration = Duration::from_millis(200);

/// A connection by str0m.
pub struct RtcPeer {
    rtc: Rtc,
    tracks: Vec<RtcTrack>,
    slots: Vec<RtcSlot>,
    /// Track and layer of each SSRC that has come.
    streams: HashMap<u32, (usize, u8)>,
    announced: Announced,
    candidates: usize,
    now: Instant,
    rounds: u32,
    connected: bool,
    lost: bool,
    /// When the other side is lost if nothing comes.
    lost_at: Instant,
}

impl RtcPeer {
    pub(crate) fn new(
        rtc: Rtc,
        tracks: Vec<RtcTrack>,
        slots: Vec<RtcSlot>,
        announced: &Announced,
        now: Instant,
    ) -> Self {
        Self {
            rtc,
            tracks,
            slots,
            streams: HashMap::new(),
            announced: announced.clone(),
            candidates: 0,
            now,
            rounds: 0,
            connected: false,
            lost: false,
            lost_at: now + HANDSHAKE_MAX,
        }
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

    fn event(&mut self, event: Event) -> Option<PeerEvent> {
        match event {
            Event::Connected => {
                self.connected = true;
                self.lost_at = self.now + SILENCE_MAX;
                Some(PeerEvent::Connected)
            }
            Event::IceConnectionStateChange(IceConnectionState::Disconnected) | Event::Closed => {
                self.lose()
            }
            Event::RtpPacket(packet) => self.packet(packet).map(PeerEvent::Packet),
            Event::KeyframeRequest(request) => {
                let slot = self.slots.iter().position(|slot| slot.mid == request.mid)?;
                Some(PeerEvent::KeyframeWanted { slot })
            }
            Event::EgressBitrateEstimate(BweKind::Twcc {
                estimate,
                can_probe: true,
            }) => Some(PeerEvent::Estimate(Bitrate(estimate.as_u64()))),
            _ => None,
        }
    }

    fn lose(&mut self) -> Option<PeerEvent> {
        let first = !self.lost;
        self.lost = true;
        first.then_some(PeerEvent::Lost)
    }

    fn packet(&mut self, packet: RtpPacket) -> Option<Incoming> {
        let ssrc = *packet.header.ssrc;
        let (track, layer) = match self.streams.get(&ssrc) {
            Some(known) => *known,
            None => self.find_stream(&packet)?,
        };
        let extensions = &packet.header.ext_vals;
        Some(Incoming {
            track,
            layer,
            ssrc,
            seq: *packet.seq_no,
            time: packet.header.timestamp,
            marker: packet.header.marker,
            level: extensions.audio_level.map(LevelDbov),
            voice: extensions.voice_activity,
            quarter_turns: extensions.video_orientation.map(quarter_turns),
            payload: packet.payload,
        })
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
        self.streams.retain(|_, known| *known != found);
        self.streams.insert(*packet.header.ssrc, found);
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

const fn orientation(quarter_turns: u8) -> VideoOrientation {
    match quarter_turns & 3 {
        0 => VideoOrientation::Deg0,
        1 => VideoOrientation::Deg90,
        2 => VideoOrientation::Deg180,
        _ => VideoOrientation::Deg270,
    }
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
        match Receive::new(protocol, received.source, destination, received.bytes) {
            Ok(receive) => {
                if self.connected {
                    self.lost_at = self.now + SILENCE_MAX;
                }
                self.input(Input::Receive(self.now, receive));
            }
            Err(error) => tracing::trace!(%error, "a datagram is none of ours"),
        }
    }

    fn advance(&mut self, now: Instant) {
        self.now = self.now.max(now);
        self.input(Input::Timeout(self.now));
    }

    fn poll(&mut self) -> PeerOutput {
        loop {
            if !self.lost && (!self.rtc.is_alive() || self.lost_at <= self.now) {
                self.lost = true;
                return PeerOutput::Event(PeerEvent::Lost);
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
                    return PeerOutput::Send(Datagram {
                        protocol,
                        destination: transmit.destination,
                        bytes: transmit.contents.into(),
                    });
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
                    let at = at.max(self.now + ROUNDS_PAUSE);
                    return PeerOutput::Idle(if self.lost { at } else { at.min(self.lost_at) });
                }
            }
        }
    }

    fn forward(&mut self, slot: usize, forward: &Forward<'_>) {
        let Some(slot) = self.slots.get(slot) else {
            return;
        };
        let packet = forward.packet;
        let extensions = ExtensionValues {
            audio_level: packet.level.map(|level| level.0),
            voice_activity: packet.voice,
            video_orientation: packet.quarter_turns.map(orientation),
            ..ExtensionValues::default()
        };
        let mut write = RtpWrite::new(
            slot.pt,
            forward.seq.into(),
            forward.time,
            forward.arrived,
            packet.payload.clone(),
        )
        .marker(forward.marker)
        .ext_vals(extensions)
        .nackable(slot.kind == SourceKind::Video)
        .csrc(&[forward.source.0]);
        if forward.vp8.is_some()
            && let Some(patch) = vp8_patch(forward)
        {
            write = write.vp8_patch(patch);
        }
        if let Some(stream) = self.rtc.direct_api().stream_tx_by_mid(slot.mid, None) {
            stream.write_rtp(write);
        }
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

    fn set_bitrate(&mut self, sustain: Bitrate, desired: Bitrate) {
        self.rtc
            .bwe()
            .set_bitrate(RtcBitrate::bps(sustain.0), RtcBitrate::bps(desired.0));
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

    fn backlog(&mut self, slot: usize, now: Instant) -> Option<Duration> {
        let mid = self.slots.get(slot)?.mid;
        let mut direct = self.rtc.direct_api();
        let info = direct.stream_tx_by_mid(mid, None)?.queue_info()?;
        let fresh = now.saturating_duration_since(info.created_at()) < BACKLOG_FRESH;
        let since = info.first_unsent().filter(|_| fresh)?;
        Some(info.created_at().saturating_duration_since(since))
    }

    fn close(&mut self) {
        if let Err(error) = self.rtc.close() {
            tracing::debug!(%error, "a peer could not say goodbye");
            self.rtc.disconnect();
        }
        self.lost = true;
    }
}

fn vp8_patch(forward: &Forward<'_>) -> Option<str0m::rtp::Vp8Patch> {
    let vp8 = forward.vp8?;
    let mut patch = Vp8Descriptor::parse(&forward.packet.payload).ok()?.patch();
    if let Some(id) = forward.picture_id {
        patch = patch.picture_id(if vp8.picture_id_is_long {
            id
        } else {
            id & 0x7f
        });
    }
    if let Some(id) = forward.tl0_picture {
        patch = patch.tl0_pic_idx(id);
    }
    patch.build().ok()
}
