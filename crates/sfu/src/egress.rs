//! What one subscriber is sent: the fast path beside str0m.
//!
//! str0m makes the connection (ICE, DTLS) and receives; what is sent to a subscriber's slots is
//! made here, from the published packet to the sealed datagram in the thread's buffer, without an
//! allocation, a lock or a look at str0m. [`Egress`] is all that one connection needs for it:
//! its keys ([`srtp`]), its slots ([`slot`]), and what the path carries ([`transport`]).
//!
//! **Invariant:** the SSRCs of slots belong to this side alone, in SRTP and in SRTCP: str0m sends
//! its own feedback under an SSRC that no slot has. Both sides may then seal with one key.

mod capture;
mod congestion_window;
mod estimate;
mod header;
mod once;
mod pacer;
pub(crate) mod rtcp;
mod sent;
mod slot;
pub(crate) mod srtp;
mod transport;

use std::collections::VecDeque;
use std::time::{Duration, Instant};

pub(crate) use capture::{KeyWatch, build};
pub(crate) use header::{ExtensionIds, MidBytes};
pub(crate) use rtcp::is_rtcp;
pub(crate) use slot::{EgressSlot, Format, Formats, Resends, SlotPlan};
pub use srtp::SrtpKeys;

use crate::limits::FIRST_ESTIMATE;
use crate::outgoing::{Destination, Outgoing};
use crate::peer::{Forward, PeerEvent, Turn};
use crate::quality::{PathReport, Share};
use crate::source::{Bitrate, SourceKind};
use pacer::Pacer;
use rtcp::{REPORTED_MAX, Receives, SenderReport, Told, reported_len};
use srtp::{RTCP_ADDED_MAX, RtcpOpener, RtcpSealer, RtpSealer};
use transport::Transport;

/// Time between two sender reports, in microseconds: with pictures, and for voices alone, whose
/// clocks a receiver needs less often (RFC 3550, 6.2 recommends 5 s at least for small sessions).
const REPORT_SPAN: u64 = 1_000_000;
const REPORT_SPAN_VOICES: u64 = 5_000_000;

/// How soon after the first packet the first report follows: without it a receiver cannot bring
/// voice and picture together.
const REPORT_FIRST: u64 = 250_000;

/// Most bytes of a compound before it is sealed.
const COMPOUND_MAX: usize = 1_100;

/// Added to the time since a connection began (RFC 3550, 4 lets a sender use the time elapsed), in
/// seconds: a time after 1970, since clients that keep times by their own clock give back no other.
const NTP_BEGIN: u64 = 2_208_988_800 + 1_700_000_000;

/// On a path that carries less than this, in bit/s, voices are sent without older packets: they
/// would take the room that the newest need.
const REDUNDANT_PATH: u64 = 400_000;

/// Longest round trip that is believed, in 2^-16 s: 20 s.
const ROUND_TRIP_MAX: u32 = 20 << 16;

/// Events that wait to be polled; further requests of a client that floods are dropped.
const EVENTS_MAX: usize = 256;

/// What seals and opens, and where to.
struct Path {
    to: Destination,
    rtp: RtpSealer,
    rtcp: RtcpSealer,
    opener: RtcpOpener,
}

impl Path {
    /// `None` when the cryptography library refuses the keys.
    fn new(keys: &SrtpKeys, to: Destination) -> Option<Self> {
        Some(Self {
            to,
            rtp: RtpSealer::new(keys)?,
            rtcp: RtcpSealer::new(keys)?,
            opener: RtcpOpener::new(keys)?,
        })
    }
}

/// What one connection sends.
pub(crate) struct Egress {
    began: Instant,
    slots: Vec<EgressSlot>,
    /// The canonical name of all SSRCs (RFC 7022).
    name: Vec<u8>,
    path: Option<Path>,
    /// What the path carries; `None` when it is not measured.
    transport: Option<Transport>,
    pacer: Pacer,
    /// The slot whose retransmission SSRC carries padding.
    padded: Option<usize>,
    events: VecDeque<PeerEvent>,
    /// When sender reports are due next, in microseconds; `None` before the first packet.
    report_at: Option<u64>,
    /// Where SRTCP is opened.
    opening: Vec<u8>,
    heard: Heard,
}

/// What the subscriber has told of what it was sent.
#[derive(Debug, Default)]
struct Heard {
    voices: Share,
    pictures: Share,
    round_trip: Option<Duration>,
}

impl Heard {
    const fn share(&mut self, kind: SourceKind) -> &mut Share {
        match kind {
            SourceKind::Audio => &mut self.voices,
            SourceKind::Video => &mut self.pictures,
        }
    }

    /// A round trip is what has passed since our report less what passed there (RFC 3550, 6.4.1).
    fn note_round_trip(&mut self, receives: &Receives, now: u64) {
        if receives.reported == 0 {
            return;
        }
        let middle = u32::try_from(ntp(now) >> 16 & u64::from(u32::MAX)).unwrap_or(0);
        let took = middle
            .wrapping_sub(receives.reported)
            .wrapping_sub(receives.since);
        // A clock that runs apart by a little gives a negative time.
        if took < ROUND_TRIP_MAX {
            let micros = (u64::from(took) * 1_000_000) >> 16;
            self.round_trip = Some(Duration::from_micros(micros));
        }
    }
}

impl Egress {
    /// For slots in the order of the offer. A path is measured where pictures are received:
    /// voices alone have nothing to lower.
    pub(crate) fn new(plans: Vec<SlotPlan>, name: &str, began: Instant) -> Self {
        let pictures = plans.iter().any(SlotPlan::is_measured);
        let slots: Vec<EgressSlot> = plans
            .into_iter()
            .map(|plan| EgressSlot::new(plan, pictures))
            .collect();
        Self {
            began,
            padded: slots.iter().position(EgressSlot::can_pad),
            slots,
            name: name.bytes().take(32).collect(),
            path: None,
            transport: pictures.then(Transport::new),
            pacer: Pacer::new(FIRST_ESTIMATE.0),
            events: VecDeque::new(),
            report_at: None,
            opening: Vec::new(),
            heard: Heard::default(),
        }
    }

    /// The handshake is done and led here. Returns whether the keys are good.
    pub(crate) fn connect(&mut self, keys: &SrtpKeys, to: Destination) -> bool {
        self.path = Path::new(keys, to);
        self.path.is_some()
    }

    /// The client has chosen another path. What was sent on the one before says nothing of it.
    /// Returns whether it is another one.
    pub(crate) fn redirect(&mut self, to: Destination) -> bool {
        let Some(path) = self.path.as_mut().filter(|path| path.to != to) else {
            return false;
        };
        path.to = to;
        if let Some(transport) = &mut self.transport {
            transport.begin_anew();
        }
        true
    }

    /// Where to, once it is known.
    pub(crate) fn destination(&self) -> Option<Destination> {
        self.path.as_ref().map(|path| path.to)
    }

    /// Whether an RTCP compound, sealed or not, is sent under an SSRC of a slot.
    pub(crate) fn owns(&self, compound: &[u8]) -> bool {
        let ssrc = srtp::sender_of(compound);
        ssrc.is_some_and(|ssrc| self.slots.iter().any(|slot| slot.sends_as(ssrc)))
    }

    /// Microseconds since the connection began.
    fn micros(&self, now: Instant) -> u64 {
        let span = now.saturating_duration_since(self.began);
        u64::try_from(span.as_micros()).unwrap_or(u64::MAX)
    }

    /// Sends a packet in a slot, or keeps a picture's until the path has room.
    pub(crate) fn forward(
        &mut self,
        slot: usize,
        forward: &Forward<'_>,
        out: &mut Outgoing,
    ) -> Turn {
        let now = self.micros(out.leaves_at(forward.arrived));
        let paced = self.slots.get(slot).is_some_and(EgressSlot::is_paced);
        if paced && self.is_full(now) {
            self.pacer.hold(slot, forward, now);
            return Turn::Waits;
        }
        self.send(slot, forward, now, out);
        Turn::Done
    }

    /// Whether a picture's packet has to wait.
    fn is_full(&self, now: u64) -> bool {
        self.pacer.is_full(now) || !self.has_room(now)
    }

    /// Whether what is on its way leaves room for a picture's packet.
    fn has_room(&self, now: u64) -> bool {
        let transport = self.transport.as_ref();
        transport.is_none_or(|transport| transport.has_room(now))
    }

    /// Sends a packet now.
    fn send(&mut self, slot: usize, forward: &Forward<'_>, now: u64, out: &mut Outgoing) {
        let (Some(path), Some(slot)) = (&self.path, self.slots.get_mut(slot)) else {
            return;
        };
        let number = next_number(self.transport.as_ref());
        let Some(len) = slot.send(forward, number, now, (&path.rtp, path.to), out) else {
            return;
        };
        self.pacer.sent(len, now);
        if slot.is_measured()
            && let Some(transport) = &mut self.transport
        {
            transport.sent(now, len);
            if slot.is_paced() {
                transport.shows(now);
            }
        }
        if self.report_at.is_none() {
            self.report_at = Some(now + REPORT_FIRST);
        }
    }

    /// Sends a packet of a slot again when the path has room, if its share of retransmissions allows.
    pub(crate) fn resend(
        &mut self,
        slot: usize,
        forward: &Forward<'_>,
        now: Instant,
        out: &mut Outgoing,
    ) -> Turn {
        let now = self.micros(out.leaves_at(now));
        let bytes = forward.packet.payload.len();
        let Some(found) = self.slots.get_mut(slot) else {
            return Turn::Done;
        };
        if !self.pacer.has_room_again(bytes) || !found.may_resend(bytes) {
            return Turn::Done;
        }
        let paced = found.is_paced();
        if paced && self.is_full(now) {
            self.pacer.hold_again(slot, forward, now);
            return Turn::Waits;
        }
        self.send_again(slot, forward, now, out);
        Turn::Done
    }

    fn send_again(&mut self, slot: usize, forward: &Forward<'_>, now: u64, out: &mut Outgoing) {
        let (Some(path), Some(slot)) = (&self.path, self.slots.get_mut(slot)) else {
            return;
        };
        let loses = self.transport.as_ref().is_some_and(Transport::loses);
        for _ in 0..1 + u8::from(loses) {
            let number = next_number(self.transport.as_ref());
            let Some(len) = slot.resend(forward, number, now, (&path.rtp, path.to), out) else {
                return;
            };
            self.pacer.sent(len, now);
            if let Some(transport) = self.transport.as_mut().filter(|_| slot.is_measured()) {
                transport.sent(now, len);
            }
        }
    }

    /// What has waited in a slot for long is not sent any more. Returns whether anything has.
    pub(crate) fn forget(&mut self, slot: usize, now: Instant) -> bool {
        let now = self.micros(now);
        self.pacer.forget(slot, now)
    }

    /// Takes SRTCP. Returns whether str0m should have it too: it tells of what the client itself
    /// sends, or cannot be opened yet.
    pub(crate) fn take_rtcp(&mut self, datagram: &[u8], now: Instant) -> bool {
        let now = self.micros(now);
        let Some(path) = &mut self.path else {
            return true;
        };
        self.opening.clear();
        self.opening.extend_from_slice(datagram);
        let Some(compound) = path.opener.open(&mut self.opening) else {
            return false;
        };
        let (slots, transport, events) = (&mut self.slots, &mut self.transport, &mut self.events);
        let (heard, pacer) = (&mut self.heard, &mut self.pacer);
        rtcp::read(compound, |told| match told {
            Told::Receives(receives) => {
                if let Some((_, slot)) = find(slots, receives.ssrc) {
                    let kind = slot.kind();
                    heard.share(kind).add(slot.reported(&receives));
                    heard.note_round_trip(&receives, now);
                }
            }
            Told::Misses {
                ssrc,
                first,
                others,
            } => {
                let found = find(slots, ssrc);
                let wanted = found.and_then(|(at, slot)| Some((at, slot.missed(first, others)?)));
                if let Some((slot, (first, others))) = wanted
                    && events.len() < EVENTS_MAX
                {
                    events.push_back(PeerEvent::Missing {
                        slot,
                        first,
                        others,
                    });
                }
            }
            Told::NeedsKeyframe { ssrc } => {
                if let Some((slot, _)) = find(slots, ssrc)
                    && events.len() < EVENTS_MAX
                {
                    events.push_back(PeerEvent::KeyframeWanted { slot });
                }
            }
            Told::Arrivals(feedback) => {
                let Some(transport) = transport else { return };
                let news = transport.take(feedback, now);
                let (bits, queued) = transport.carries();
                pacer.carries(bits, queued);
                if let Some(bitrate) = news {
                    for slot in slots.iter_mut() {
                        slot.is_thin(bitrate < REDUNDANT_PATH);
                    }
                    events.push_back(PeerEvent::Estimate {
                        bitrate: Bitrate(bitrate),
                    });
                }
            }
        })
    }

    /// What happened.
    pub(crate) fn poll_event(&mut self) -> Option<PeerEvent> {
        self.events.pop_front()
    }

    /// Sends what is due: reports, what has waited for its turn, and padding where nothing has.
    pub(crate) fn advance(&mut self, now: Instant, out: &mut Outgoing) {
        let now = self.micros(out.leaves_at(now));
        if self.report_at.is_some_and(|at| at <= now) {
            self.report(now, out);
        }
        while self.has_room(now)
            && let Some((waiting, again)) = self.pacer.next(now)
        {
            if again {
                self.send_again(waiting.slot, &waiting.forward(), now, out);
            } else {
                self.send(waiting.slot, &waiting.forward(), now, out);
            }
        }
        let (Some(path), Some(transport)) = (&self.path, &mut self.transport) else {
            return;
        };
        let Some(slot) = self.padded.and_then(|at| self.slots.get_mut(at)) else {
            return;
        };
        transport.advance(now);
        if self.pacer.waits() {
            return;
        }
        while transport.wants_padding(now) {
            let number = transport.next_number();
            let bytes = transport.padding();
            let Some(len) = slot.pad(bytes, number, now, (&path.rtp, path.to), out) else {
                break;
            };
            self.pacer.sent(len, now);
            transport.sent(now, len);
        }
    }

    /// When [`advance`](Self::advance) has something to do.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        self.path.as_ref()?;
        // Where packets wait for their turn, padding waits for them.
        let pads = self.padded.is_some() && !self.pacer.waits();
        let transport = self.transport.as_ref().filter(|_| pads);
        let padding = transport.and_then(Transport::deadline);
        let room_at = self.transport.as_ref().map_or(0, Transport::room_at);
        let next_at = self.pacer.next_at().map(|at| at.max(room_at));
        let others = [self.report_at, padding, next_at];
        let at = others.into_iter().flatten().min()?;
        Some(self.began + Duration::from_micros(at))
    }

    /// What the path should be tried for; 0 leaves it alone.
    pub(crate) const fn try_for(&mut self, bitrate: Bitrate) {
        if let Some(transport) = &mut self.transport {
            transport.try_for(bitrate.0);
        }
    }

    /// What the subscriber has told of what it was sent since the last time, once it says anything.
    pub(crate) fn take_heard(&mut self) -> PathReport {
        let heard = &mut self.heard;
        PathReport {
            up: Share::default(),
            voices: heard.voices.take_whole(),
            pictures: heard.pictures.take_whole(),
            round_trip: heard.round_trip.take(),
        }
    }

    /// For how long the path has owed word of what was sent, or a picture has waited for its turn.
    pub(crate) fn backlog(&self, now: Instant) -> Option<Duration> {
        let owed = self.transport.as_ref()?.owed_since();
        let since = [owed, self.pacer.since()].into_iter().flatten().min()?;
        Some(Duration::from_micros(
            self.micros(now).saturating_sub(since),
        ))
    }

    /// Reports what was sent, in as many compounds as it takes.
    fn report(&mut self, now: u64, out: &mut Outgoing) {
        let pictures = self.slots.iter().any(|slot| slot.shows(now));
        let span = if pictures {
            REPORT_SPAN
        } else {
            REPORT_SPAN_VOICES
        };
        self.report_at = Some(now + span);
        let Some(path) = &mut self.path else { return };
        let each = reported_len(self.name.len());
        let many = ((COMPOUND_MAX - 4) / each).clamp(1, REPORTED_MAX);
        let mut reports = [SenderReport::default(); REPORTED_MAX];
        let began = self.began;
        let mut slots = self.slots.iter().filter_map(|slot| slot.report(now, began));
        loop {
            let mut count = 0;
            for (to, report) in reports.iter_mut().take(many).zip(&mut slots) {
                *to = report;
                count += 1;
            }
            if count == 0 {
                return;
            }
            out.write(path.to, COMPOUND_MAX + RTCP_ADDED_MAX, |room| {
                let len = rtcp::write_reports(room, &reports[..count], &self.name)?;
                path.rtcp.seal(room, len)
            });
        }
    }
}

fn next_number(transport: Option<&Transport>) -> u16 {
    transport.map(Transport::next_number).unwrap_or_default()
}

/// The slot with this SSRC.
fn find(slots: &mut [EgressSlot], ssrc: u32) -> Option<(usize, &mut EgressSlot)> {
    let mut all = slots.iter_mut().enumerate();
    all.find(|(_, slot)| slot.ssrc() == ssrc)
}

/// Microseconds since the connection began as an NTP timestamp.
fn ntp(micros: u64) -> u64 {
    let seconds = NTP_BEGIN + micros / 1_000_000;
    let fraction = ((micros % 1_000_000) << 32) / 1_000_000;
    seconds << 32 | fraction
}

/// The big-endian word at an offset.
fn word_at(bytes: &[u8], at: usize) -> Option<u32> {
    let word = bytes.get(at..at + 4)?;
    Some(u32::from_be_bytes(word.try_into().ok()?))
}

#[cfg(test)]
mod tests;
