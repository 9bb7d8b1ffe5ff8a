//! A client without sockets: publishes synthetic or given media, counts what it gets. For tests
//! and the load generator.

mod camera;
mod config;
mod lines;
mod receiver;

use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use model::session::{IceCredentials, MediaSource, SendTrack};
use str0m::change::{SdpAnswer, SdpOffer, SdpPendingOffer};
use str0m::format::Codec;
use str0m::media::{KeyframeRequestKind, Mid, Pt, Rid};
use str0m::net::{Protocol as RtcProtocol, Receive, TcpType};
use str0m::rtp::{ExtensionValues, RtpWrite};
use str0m::{Candidate, Event, IceCreds, Input, Output, Rtc, RtcError};

use crate::codec::red;
use crate::egress::{KeyWatch, SrtpKeys};
use crate::peer::{Datagram, Protocol, Received};
use crate::rtc::{Wakes, is_media};
pub use camera::{Camera, CameraLayer, Picture};
pub use config::BotConfig;
use lines::Lines;
pub use receiver::{SlotCounts, Track};

/// What a bot gives when polled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BotOutput {
    /// Send this.
    Send(Datagram),
    /// Nothing to do before this instant.
    Idle(Instant),
}

/// A video transceiver the bot sends on.
struct SentVideo {
    mid: Mid,
    camera: Camera,
}

/// How long a picture may be missing packets before a keyframe is asked for.
const STUCK: Duration = Duration::from_millis(400);

/// Longer than any bot lives.
const NEVER: Duration = Duration::from_secs(365 * 24 * 3_600);

/// The number before that of a voice's first packet.
const VOICE_SEQ: u64 = 1_000;

/// Time between two packets of a voice.
const VOICE_STEP: Duration = Duration::from_millis(20);

/// A connection that tells its address and whose keys are seen.
fn connection(config: &BotConfig, local: SocketAddr, now: Instant) -> (Rtc, KeyWatch) {
    let settings = Rtc::builder()
        .set_rtp_mode(true)
        // Nobody asks which streams pause, and for which str0m wakes is by chance when several may.
        .set_pause_threshold(NEVER)
        .clear_codecs()
        .enable_opus(true, config.redundant)
        .enable_vp8(config.camera.is_empty() || config.codec != crate::codec::Codec::H264)
        .enable_h264(config.codec == crate::codec::Codec::H264)
        .enable_vp9(config.switches || config.codec == crate::codec::Codec::Vp9);
    let (mut rtc, keys) = crate::egress::build(settings, config.profile, now);
    let candidate = match config.protocol {
        Protocol::Udp => Candidate::host(local, "udp"),
        Protocol::Tcp => {
            let candidate = Candidate::builder().tcp().host(local);
            candidate.tcptype(TcpType::Active).build()
        }
    };
    if let Ok(candidate) = candidate {
        rtc.add_local_candidate(candidate);
    }
    (rtc, keys)
}

/// A client without sockets.
pub struct Bot {
    rtc: Rtc,
    keys: KeyWatch,
    pending: Option<SdpPendingOffer>,
    local: SocketAddr,
    protocol: RtcProtocol,
    microphone: Option<Mid>,
    videos: BTreeMap<MediaSource, SentVideo>,
    audio_slots: Vec<Mid>,
    video_slots: Vec<Mid>,
    received: BTreeMap<Mid, Track>,
    mids: BTreeMap<u32, Mid>,
    /// With a picture that cannot be completed it does not give up the keyframe that is just coming, as
    /// decoders do not.
    pub patient: bool,
    /// Level of the voice it sends, in dBov; `None` sends nothing.
    pub level: Option<i8>,
    /// Written over the end of each payload as it is sent: the time, for who measures the way.
    pub stamp: Option<fn() -> [u8; 8]>,
    /// What its voice carries, over and over.
    voice_payloads: VecDeque<Vec<u8>>,
    voice_seq: u64,
    voice_at: Instant,
    start: Instant,
    connected: bool,
    /// Payload types of Opus, and of the codec that it sends.
    payload_types: Option<(Pt, Pt)>,
    /// Payload type of voices that carry older packets, if it sends them, and the last packet.
    redundant: Option<Pt>,
    said: Vec<u8>,
    /// Payload type of VP9, if it knows it.
    vp9: Option<Pt>,
    codec: crate::codec::Codec,
    now: Instant,
}

impl Bot {
    /// Makes a bot, its offer, and what it sends on which transceiver.
    ///
    /// # Errors
    /// When str0m refuses the address.
    pub fn new(
        config: &BotConfig,
        local: SocketAddr,
        now: Instant,
    ) -> Result<(Self, String, Vec<SendTrack>), RtcError> {
        let (mut rtc, keys) = connection(config, local, now);
        let (lines, offer, pending) = Lines::add(&mut rtc, config, now)?;
        let tracks = lines.tracks.clone();
        let mut bot = Self::with((rtc, keys), lines, (config, local, now));
        bot.pending = Some(pending);
        Ok((bot, offer, tracks))
    }

    /// Makes a bot that sends nothing, by an offer of the server's, and its answer. It travels by UDP
    /// and has a slot for each voice and picture that is offered.
    ///
    /// # Errors
    /// When the offer cannot be read.
    pub fn answering(
        offer: &str,
        local: SocketAddr,
        now: Instant,
    ) -> Result<(Self, String), RtcError> {
        let config = BotConfig::default();
        let (mut rtc, keys) = connection(&config, local, now);
        let read = SdpOffer::from_sdp_string(offer)
            .map_err(|error| RtcError::RemoteSdp(error.to_string()))?;
        let answer = rtc.sdp_api().accept_offer(read)?.to_sdp_string();
        let bot = Self::with((rtc, keys), Lines::offered(offer), (&config, local, now));
        Ok((bot, answer))
    }

    fn with(
        (rtc, keys): (Rtc, KeyWatch),
        lines: Lines,
        (config, local, now): (&BotConfig, SocketAddr, Instant),
    ) -> Self {
        Self {
            rtc,
            keys,
            pending: None,
            local,
            protocol: match config.protocol {
                Protocol::Udp => RtcProtocol::Udp,
                Protocol::Tcp => RtcProtocol::Tcp,
            },
            microphone: lines.microphone,
            videos: lines.videos,
            audio_slots: lines.audio_slots,
            video_slots: lines.video_slots,
            received: BTreeMap::new(),
            mids: BTreeMap::new(),
            patient: false,
            level: Some(-30),
            stamp: None,
            voice_payloads: [vec![0xfc; 80]].into(),
            voice_seq: VOICE_SEQ,
            voice_at: now,
            start: now,
            connected: false,
            payload_types: None,
            vp9: None,
            redundant: None,
            said: Vec::new(),
            codec: config.codec,
            now,
        }
    }

    /// Takes the answer.
    ///
    /// # Errors
    /// When it cannot be read or does not fit the offer.
    pub fn accept(&mut self, answer: &str) -> Result<(), RtcError> {
        let answer = SdpAnswer::from_sdp_string(answer)
            .map_err(|error| RtcError::RemoteSdp(error.to_string()))?;
        let pending = self
            .pending
            .take()
            .ok_or(RtcError::RemoteSdp("answered already".to_owned()))?;
        self.rtc.sdp_api().accept_answer(pending, answer)?;
        let pt = |codec| {
            let mut params = self.rtc.codec_config().iter();
            params
                .find(|params| params.spec().codec == codec)
                .map(str0m::format::PayloadParams::pt)
        };
        self.redundant = self
            .rtc
            .codec_config()
            .iter()
            .find_map(str0m::format::PayloadParams::red);
        self.vp9 = pt(Codec::Vp9);
        let sends = match self.codec {
            crate::codec::Codec::Vp9 => self.vp9,
            crate::codec::Codec::H264 => self.h264(),
            crate::codec::Codec::Vp8 | crate::codec::Codec::Av1 => pt(Codec::Vp8),
        };
        self.payload_types = pt(Codec::Opus).zip(sends);
        Ok(())
    }

    /// The payload type of the one profile that the server takes.
    fn h264(&self) -> Option<Pt> {
        let sent = self.videos.values().map(|video| &video.mid);
        let answered = self.rtc.media(*sent.chain(&self.video_slots).next()?)?;
        let known = self.rtc.codec_config().iter();
        let h264 = known.filter(|params| params.spec().codec == Codec::H264);
        let mut types = h264.map(str0m::format::PayloadParams::pt);
        types.find(|pt| answered.remote_pts().contains(pt))
    }

    /// The keys of its connection, once and when it stands: for whoever goes on without it.
    #[must_use]
    pub fn take_keys(&self) -> Option<SrtpKeys> {
        self.keys.take()
    }

    /// Goes to another address with new names, as a browser does whose network has changed; gives
    /// the names. [`Self::find_path`] takes those of the server, until when nothing is sent from there.
    pub fn move_to(&mut self, local: SocketAddr) -> IceCredentials {
        let fresh = IceCreds::new();
        let mut direct = self.rtc.direct_api();
        if let Ok(before) = Candidate::host(self.local, "udp") {
            direct.invalidate_candidate(&before);
        }
        direct.set_local_ice_credentials(fresh.clone());
        self.local = local;
        IceCredentials {
            ufrag: fresh.ufrag,
            password: fresh.pass,
        }
    }

    /// Looks for a path from where it is now to a server that goes by these names.
    pub fn find_path(&mut self, theirs: &IceCredentials) {
        self.rtc.direct_api().set_remote_ice_credentials(IceCreds {
            ufrag: theirs.ufrag.clone(),
            pass: theirs.password.clone(),
        });
        if let Ok(candidate) = Candidate::host(self.local, "udp") {
            self.rtc.add_local_candidate(candidate);
        }
    }

    /// Whether ICE and DTLS stand.
    #[must_use]
    pub const fn connected(&self) -> bool {
        self.connected
    }

    /// The mids of its video slots.
    #[must_use]
    pub fn video_mids(&self) -> Vec<String> {
        self.video_slots.iter().map(ToString::to_string).collect()
    }

    /// The SSRCs under which it sends, in an order that is always the same.
    #[must_use]
    pub fn sends_as(&mut self) -> Vec<u32> {
        let pictures = self.videos.values().flat_map(|video| {
            let rids = video.camera.rids();
            rids.map(|rid| (video.mid, Some(Rid::from(rid)).filter(|_| !rid.is_empty())))
        });
        let microphone = self.microphone.map(|mid| (mid, None));
        let sent: Vec<(Mid, Option<Rid>)> = microphone.into_iter().chain(pictures).collect();
        let mut direct = self.rtc.direct_api();
        let mut named = Vec::new();
        for (mid, rid) in sent {
            if let Some(stream) = direct.stream_tx_by_mid(mid, rid) {
                named.push(*stream.ssrc());
                named.extend(stream.rtx().map(|ssrc| *ssrc));
            }
        }
        named
    }

    /// The mids of its audio slots.
    #[must_use]
    pub fn audio_mids(&self) -> Vec<String> {
        self.audio_slots.iter().map(ToString::to_string).collect()
    }

    /// What came in a slot.
    #[must_use]
    pub fn counts(&self, mid: &str) -> SlotCounts {
        let track = self
            .received
            .iter()
            .find(|(known, _)| *known.to_string() == *mid);
        track
            .map(|(_, track)| track.counts().clone())
            .unwrap_or_default()
    }

    /// What came in all audio slots together.
    #[must_use]
    pub fn voices(&self) -> u64 {
        self.audio_slots
            .iter()
            .filter_map(|mid| self.received.get(mid))
            .map(|track| track.counts().packets)
            .sum()
    }

    /// Packets of its own voice that it has sent.
    #[must_use]
    pub const fn spoken(&self) -> u64 {
        self.voice_seq - VOICE_SEQ
    }

    /// The camera or screen it publishes, to switch layers.
    pub fn camera(&mut self, source: MediaSource) -> Option<&mut Camera> {
        self.videos.get_mut(&source).map(|video| &mut video.camera)
    }

    /// Takes a datagram.
    pub fn receive(&mut self, now: Instant, received: Received<'_>) {
        self.now = now;
        // Of media it tells when it came to the machine, as browsers do.
        let came = Some(received.arrived).filter(|_| is_media(received.bytes));
        let at = came.map_or(now, |arrived| arrived.min(now));
        let receive = Receive::new(self.protocol, received.source, self.local, received.bytes);
        if let Ok(receive) = receive
            && self.rtc.handle_input(Input::Receive(at, receive)).is_err()
        {
            self.rtc.disconnect();
        }
    }

    /// Time has come to `now`: publishes what is due.
    pub fn advance(&mut self, now: Instant) {
        self.now = now;
        if self.connected {
            self.speak();
            self.film();
            self.unstick();
        } else {
            self.voice_at = now;
        }
        self.tick();
    }

    fn tick(&mut self) {
        if self.rtc.handle_input(Input::Timeout(self.now)).is_err() {
            self.rtc.disconnect();
        }
    }

    fn speak(&mut self) {
        while self.voice_at <= self.now {
            self.voice_at += VOICE_STEP;
            let Some(level) = self.level else { continue };
            let payload = self.voice_payloads.front().cloned().unwrap_or_default();
            self.voice_payloads
                .rotate_left(usize::from(1 < self.voice_payloads.len()));
            self.write_voice(&payload, level);
        }
    }

    /// Sends one packet of 20 ms now.
    pub fn write_voice(&mut self, payload: &[u8], level: i8) {
        let (Some(mid), Some((pt, _))) = (self.microphone, self.payload_types) else {
            return;
        };
        self.voice_seq += 1;
        let elapsed = self
            .voice_at
            .saturating_duration_since(self.start)
            .as_millis();
        let time = u32::try_from((elapsed * 48) & u128::from(u32::MAX)).unwrap_or(0);
        let extensions = ExtensionValues {
            audio_level: Some(level),
            voice_activity: Some(-60 < level),
            ..ExtensionValues::default()
        };
        let mut payload = payload.to_vec();
        stamp(&mut payload, self.stamp);
        let (pt, payload) = self.repeat_voice(pt, payload);
        let write =
            RtpWrite::new(pt, self.voice_seq.into(), time, self.now, payload).ext_vals(extensions);
        if let Some(stream) = self.rtc.direct_api().stream_tx_by_mid(mid, None) {
            stream.write_rtp(write);
        }
    }

    /// Puts the packet before into this one, where both sides know how.
    fn repeat_voice(&mut self, pt: Pt, payload: Vec<u8>) -> (Pt, Vec<u8>) {
        let Some(redundant) = self.redundant else {
            return (pt, payload);
        };
        let block = |older, bytes| red::Block {
            payload_type: *pt,
            older,
            bytes,
        };
        let both = red::write(&[block(960, &self.said[..]), block(0, &payload)]);
        self.said = payload;
        (redundant, both.unwrap_or_default())
    }

    /// Gives the packets that its voice carries over and over, instead of noise.
    pub fn set_voice_payloads(&mut self, payloads: Vec<Vec<u8>>) {
        self.voice_payloads = payloads.into();
    }

    fn film(&mut self) {
        let Some((_, pt)) = self.payload_types else {
            return;
        };
        let now = self.now;
        for video in self.videos.values_mut() {
            let vp9 = self.vp9.filter(|_| video.camera.within());
            let pt = vp9.unwrap_or(pt);
            for mut packet in video.camera.due(now) {
                stamp(&mut packet.payload, self.stamp);
                let rid = Some(Rid::from(packet.rid.as_str())).filter(|_| !packet.rid.is_empty());
                let write = RtpWrite::new(pt, packet.seq.into(), packet.time, now, packet.payload)
                    .marker(packet.marker)
                    .nackable(true);
                if let Some(stream) = self.rtc.direct_api().stream_tx_by_mid(video.mid, rid) {
                    stream.write_rtp(write);
                }
            }
        }
    }

    /// Asks for a keyframe where a picture cannot be completed.
    fn unstick(&mut self) {
        for (mid, track) in &mut self.received {
            if track
                .stuck_since()
                .is_some_and(|since| since + STUCK <= self.now)
            {
                let lately = self.now.checked_sub(STUCK).filter(|_| self.patient);
                track.give_up(lately, self.now);
                if let Some(stream) = self.rtc.direct_api().stream_rx_by_mid(*mid, None) {
                    stream.request_keyframe(KeyframeRequestKind::Pli);
                }
            }
        }
    }

    /// The next thing to do.
    pub fn poll(&mut self) -> BotOutput {
        let mut rounds = 0;
        loop {
            match self.rtc.poll_output() {
                Ok(Output::Transmit(transmit)) => {
                    let protocol = match transmit.proto {
                        RtcProtocol::Udp => Protocol::Udp,
                        _ => Protocol::Tcp,
                    };
                    return BotOutput::Send(Datagram {
                        protocol,
                        destination: transmit.destination,
                        bytes: transmit.contents.into(),
                    });
                }
                Ok(Output::Event(event)) => self.event(event),
                Ok(Output::Timeout(at)) if at <= self.now && rounds < 64 => {
                    rounds += 1;
                    self.tick();
                }
                Ok(Output::Timeout(at)) => {
                    let at = Wakes::new(self.start).after(at, self.now);
                    return BotOutput::Idle(at.min(self.next_media()));
                }
                Err(_) => self.rtc.disconnect(),
            }
        }
    }

    fn next_media(&self) -> Instant {
        let pictures = self.videos.values().map(|video| video.camera.next_at());
        let tracks = self.received.values();
        let stuck = tracks.filter_map(|track| Some(track.stuck_since()? + STUCK));
        pictures
            .chain([self.voice_at])
            .chain(stuck)
            .min()
            .map_or(self.now, |at| {
                if self.connected {
                    at
                } else {
                    at.max(self.now + VOICE_STEP)
                }
            })
    }

    fn event(&mut self, event: Event) {
        match event {
            Event::Connected => {
                self.connected = true;
                for video in self.videos.values_mut() {
                    video.camera.restart(self.now);
                }
            }
            Event::RtpPacket(packet) => {
                let ssrc = *packet.header.ssrc;
                if let std::collections::btree_map::Entry::Vacant(entry) = self.mids.entry(ssrc) {
                    let mid = self
                        .rtc
                        .direct_api()
                        .stream_rx(&packet.header.ssrc)
                        .map(|rx| rx.mid());
                    let Some(mid) = mid else { return };
                    entry.insert(mid);
                }
                let Some(mid) = self.mids.get(&ssrc) else {
                    return;
                };
                let video = self.video_slots.contains(mid);
                let track = self
                    .received
                    .entry(*mid)
                    .or_insert_with(|| Track::new(video));
                track.is_coded(match Some(packet.header.payload_type) {
                    vp9 if self.vp9 == vp9 => crate::codec::Codec::Vp9,
                    own if self.payload_types.map(|(_, sends)| sends) == own => self.codec,
                    _ => crate::codec::Codec::Vp8,
                });
                let csrc = packet.header.csrc[..packet.header.csrc_count]
                    .first()
                    .copied();
                track.take(
                    *packet.seq_no,
                    packet.header.timestamp,
                    packet.header.marker,
                    csrc,
                    &packet.payload,
                    self.now,
                );
            }
            Event::KeyframeRequest(request) => {
                let asked = self
                    .videos
                    .values_mut()
                    .find(|video| video.mid == request.mid);
                if let Some(video) = asked {
                    let rid = request.rid.map(|rid| rid.to_string()).unwrap_or_default();
                    video.camera.want_keyframe(&rid);
                }
            }
            _ => {}
        }
    }

    /// Whether the connection has not failed or been closed.
    #[must_use]
    pub fn alive(&self) -> bool {
        self.rtc.is_alive()
    }

    /// Says goodbye.
    pub fn close(&mut self) {
        if self.rtc.close().is_err() {
            self.rtc.disconnect();
        }
    }
}

/// Bytes at the beginning of a payload that are never stamped: descriptor and picture header.
const UNSTAMPED: usize = 16;

fn stamp(payload: &mut [u8], stamp: Option<fn() -> [u8; 8]>) {
    let Some(stamp) = stamp else { return };
    if let Some((_, end)) = payload
        .split_last_chunk_mut::<8>()
        .filter(|(head, _)| UNSTAMPED <= head.len())
    {
        *end = stamp();
    }
}
