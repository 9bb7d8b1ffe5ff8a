//! One slot of a subscriber: its SSRCs, and how its packets are written.

use std::time::{Duration, Instant};

use super::header::{Dependency, ExtensionIds, HEADER_MAX, Header, MidBytes};
use super::once::Once;
use super::rtcp::{Receives, SenderReport};
use super::srtp::{RtpSealer, TAG_MAX};
use crate::codec::{Codec, red};
use crate::limits::{RETRANSMIT_BURST, RETRANSMIT_SHARE_PERCENT};
use crate::outgoing::{Destination, Outgoing};
use crate::peer::{Forward, Incoming};
use crate::quality::Share;
use crate::source::SourceKind;

/// Bytes of the original sequence number in a retransmission (RFC 4588, 4).
const ORIGINAL: usize = 2;

/// Bytes that a retransmission has beside its payload, about: header, original number and tag.
const RESENT_HEAD: usize = 50;

/// The first sequence number of retransmissions. Below 2^15, so that a receiver that misses the
/// first ones does not guess a rollover (RFC 3711, 3.3.1).
const FIRST_RESENT: u64 = 1;

/// A slot that has sent nothing for this long shows nothing, in microseconds.
const SHOWN: u64 = 2_000_000;

/// Packets that one report can be about.
const REPORTED_SPAN_MAX: u32 = 20_000;

/// Of so many packets one loss that was counted is forgotten.
const FORGOTTEN_OF: u32 = 64;

/// What a subscriber has told of a slot's packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reported {
    /// The highest number.
    newest: u32,
    /// How many numbers the publisher's way had left out then.
    gaps: u32,
    /// Most that the subscriber missed and the publisher's way did not.
    missed: i64,
}

impl Reported {
    /// Gives what has come and was lost since the last report, and what to compare the next with.
    ///
    /// What did not come from the publisher was not lost on this way. Both ways are counted at
    /// different instants, and what is sent again fills what was missed: what is missed rises and
    /// falls though nothing is lost here. So it counts where it exceeds what was counted before,
    /// and that is forgotten in time.
    fn follow(before: Option<Self>, receives: &Receives, gaps: u32) -> (Share, Self) {
        let missed = i64::from(receives.lost) - i64::from(gaps);
        let newest = receives.newest;
        let begun = Self {
            newest,
            gaps,
            missed,
        };
        let Some(before) = before else {
            return (Share::default(), begun);
        };
        let span = newest.wrapping_sub(before.newest);
        // It may say what it likes: more than a report can be about is none.
        if REPORTED_SPAN_MAX < span {
            return (Share::default(), begun);
        }
        let of = span.saturating_sub(gaps.saturating_sub(before.gaps));
        let lost = u32::try_from(missed - before.missed).unwrap_or(0).min(of);
        let forgotten = before.missed - i64::from(span / FORGOTTEN_OF);
        let after = Self {
            missed: missed.max(forgotten),
            ..begun
        };
        (Share { of, lost }, after)
    }
}

/// How a slot's packets are sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Resends {
    pub(crate) ssrc: u32,
    pub(crate) payload_type: u8,
}

/// By which numbers a subscriber knows a codec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Format {
    pub(crate) payload_type: u8,
    /// The payload type of what is sent again.
    pub(crate) resent: Option<u8>,
}

/// Formats by [`Codec`]; the first place stays empty.
pub(crate) type Formats = [Option<Format>; Codec::ALL.len()];

/// What was negotiated of a slot.
#[derive(Clone, Debug)]
pub(crate) struct SlotPlan {
    /// How codecs other than VP8 and Opus are sent, by [`Codec`].
    pub(crate) others: Formats,
    /// Payload type of voices that carry older packets again.
    pub(crate) redundant: Option<u8>,
    pub(crate) kind: SourceKind,
    pub(crate) ssrc: u32,
    pub(crate) payload_type: u8,
    pub(crate) resends: Option<Resends>,
    pub(crate) ids: ExtensionIds,
    pub(crate) mid: Option<MidBytes>,
}

impl SlotPlan {
    /// Whether the subscriber knows a codec of pictures.
    pub(crate) fn takes(&self, codec: Codec) -> bool {
        codec == Codec::Vp8 || self.others[codec as usize].is_some()
    }

    /// Whether it carries pictures of whose arrival the subscriber tells.
    pub(crate) fn is_measured(&self) -> bool {
        self.kind == SourceKind::Video && self.ids.transport.is_some()
    }
}

/// What was sent in a slot.
#[derive(Clone, Copy, Debug)]
struct Latest {
    /// The highest extended sequence number.
    seq: u64,
    /// RTP timestamp of that packet, and when the first of that time came from its publisher.
    time: u32,
    came: Instant,
    /// When a packet was sent last, in microseconds.
    at: u64,
}

impl Latest {
    /// After one more packet was sent.
    fn follow(before: Option<Self>, forward: &Forward<'_>, now: u64) -> Self {
        match before {
            Some(latest) if forward.seq < latest.seq => Self { at: now, ..latest },
            Some(latest) if forward.time == latest.time => Self {
                seq: forward.seq,
                at: now,
                ..latest
            },
            _ => Self {
                seq: forward.seq,
                time: forward.time,
                came: forward.arrived,
                at: now,
            },
        }
    }
}

/// How much may be sent again: retransmissions earn nothing themselves, so that they stay a share
/// of all that is sent.
#[derive(Clone, Copy, Debug)]
struct Allowance {
    bytes: usize,
}

impl Allowance {
    /// Something was sent for the first time.
    fn earn(&mut self, bytes: usize) {
        let earned = bytes * RETRANSMIT_SHARE_PERCENT / (100 - RETRANSMIT_SHARE_PERCENT);
        self.bytes = (self.bytes + earned).min(RETRANSMIT_BURST);
    }

    fn spend(&mut self, bytes: usize) -> bool {
        let left = self.bytes.checked_sub(bytes);
        self.bytes = left.unwrap_or(self.bytes);
        left.is_some()
    }
}

/// A slot.
#[derive(Debug)]
pub(crate) struct EgressSlot {
    plan: SlotPlan,
    /// The numbers that were sealed.
    once: Once,
    latest: Option<Latest>,
    packets: u32,
    octets: u32,
    /// The subscriber has told of the SSRC: media ids are not needed any more.
    known: bool,
    /// Numbers below the highest that were left out, since they did not come from the publisher.
    gaps: u32,
    /// What the subscriber has told last.
    reported: Option<Reported>,
    /// The path carries little: nothing is sent twice.
    thin: bool,
    /// Extended sequence number of the next retransmission or padding.
    next_resent: u64,
    allowance: Allowance,
}

/// How much of a payload is sent, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sound {
    /// All of it, as it came.
    Whole,
    /// All of it; the payload type within is this.
    Renamed(u8),
    /// The newest of what it carries alone.
    Newest,
}

/// What a packet carries.
enum Body<'a> {
    /// A published payload, with its original number when it is sent again.
    Payload(&'a Forward<'a>, Sound, Option<u16>),
    /// So many bytes of nothing; the last says how many they are.
    Padding(u8),
}

impl EgressSlot {
    /// `measured` says whether the path is.
    pub(super) fn new(mut plan: SlotPlan, measured: bool) -> Self {
        if !measured {
            plan.ids.transport = None;
        }
        Self {
            plan,
            once: Once::new(),
            latest: None,
            packets: 0,
            octets: 0,
            known: false,
            gaps: 0,
            reported: None,
            thin: false,
            next_resent: FIRST_RESENT,
            allowance: Allowance {
                bytes: RETRANSMIT_BURST,
            },
        }
    }

    pub(super) const fn ssrc(&self) -> u32 {
        self.plan.ssrc
    }

    pub(super) const fn kind(&self) -> SourceKind {
        self.plan.kind
    }

    /// Whether packets of this SSRC are its own.
    pub(super) fn sends_as(&self, ssrc: u32) -> bool {
        let resent = self
            .plan
            .resends
            .is_some_and(|resends| resends.ssrc == ssrc);
        self.plan.ssrc == ssrc || resent
    }

    /// Whether the arrival of its packets is told.
    pub(super) const fn is_measured(&self) -> bool {
        self.plan.ids.transport.is_some()
    }

    /// Whether its packets wait until the path has room: pictures, where the path is measured.
    pub(super) fn is_paced(&self) -> bool {
        self.is_measured() && self.plan.kind == SourceKind::Video
    }

    /// Whether it can carry padding.
    pub(super) const fn can_pad(&self) -> bool {
        self.plan.resends.is_some() && self.is_measured()
    }

    /// What the path carries has been measured.
    pub(super) const fn is_thin(&mut self, thin: bool) {
        self.thin = thin;
    }

    /// Payload type of voices that carry older packets again, where the path has room for them.
    fn redundant(&self) -> Option<u8> {
        self.plan.redundant.filter(|_| !self.thin)
    }

    /// The subscriber has told of its SSRC. Gives what has come and was lost since the last time.
    pub(super) fn reported(&mut self, receives: &Receives) -> Share {
        self.known = true;
        let (counted, reported) = Reported::follow(self.reported, receives, self.gaps);
        self.reported = Some(reported);
        counted
    }

    /// Whether a picture is shown in it.
    pub(super) fn shows(&self, now: u64) -> bool {
        let sent = self.latest.is_some_and(|latest| now < latest.at + SHOWN);
        sent && self.plan.kind == SourceKind::Video
    }

    /// The extended number of a packet that is missed, and which others; `None` when it was never
    /// sent, or cannot be sent again.
    pub(super) fn missed(&self, first: u16, others: u16) -> Option<(u64, u16)> {
        self.plan.resends?;
        let newest = self.latest?.seq;
        let back = lower(newest).wrapping_sub(first);
        let first = newest
            .checked_sub(u64::from(back))
            .filter(|_| back < 1 << 15)?;
        Some((first, others))
    }

    /// Sends a packet, if its number was not sent before. Returns its length.
    pub(super) fn send(
        &mut self,
        forward: &Forward<'_>,
        number: u16,
        now: u64,
        way: (&RtpSealer, Destination),
        out: &mut Outgoing,
    ) -> Option<usize> {
        let format = self.format(forward.packet)?;
        if !self.once.take(forward.seq) {
            return None;
        }
        let header = self.header(forward, format, number, now);
        let len = write(
            &header,
            forward.seq,
            &Body::Payload(forward, self.sound(forward.packet), None),
            way,
            out,
        )?;
        let payload = forward.packet.payload.len();
        self.allowance.earn(len);
        self.packets = self.packets.wrapping_add(1);
        self.octets = self
            .octets
            .wrapping_add(u32::try_from(payload).unwrap_or(0));
        let before = self.latest.map_or(0, |latest| latest.seq);
        self.count_gap(before, forward.seq);
        self.latest = Some(Latest::follow(self.latest, forward, now));
        Some(len)
    }

    /// Counts numbers that were left out before this one, or that this one fills such a gap.
    fn count_gap(&mut self, newest: u64, seq: u64) {
        self.gaps = match seq.checked_sub(newest) {
            Some(step) if self.latest.is_some() => {
                let left_out = step.saturating_sub(1);
                self.gaps
                    .saturating_add(u32::try_from(left_out).unwrap_or(0))
            }
            Some(_) => self.gaps,
            None => self.gaps.saturating_sub(1),
        };
    }

    /// Whether a packet with so many bytes of payload may be sent again; it counts as if it were.
    pub(super) fn may_resend(&mut self, payload: usize) -> bool {
        self.plan.resends.is_some() && self.allowance.spend(RESENT_HEAD + payload)
    }

    /// Sends a packet again (RFC 4588). Returns its length.
    pub(super) fn resend(
        &mut self,
        forward: &Forward<'_>,
        number: u16,
        now: u64,
        way: (&RtpSealer, Destination),
        out: &mut Outgoing,
    ) -> Option<usize> {
        let resends = self.plan.resends?;
        let format = self.format(forward.packet)?;
        let resent = format.resent?;
        let (index, seq) = self.next_resent();
        let original = self.header(forward, format, number, now);
        let header = Header {
            ssrc: resends.ssrc,
            payload_type: resent,
            seq,
            ..original
        };
        let body = Body::Payload(forward, Sound::Whole, Some(original.seq));
        write(&header, index, &body, way, out)
    }

    /// Sends so many bytes of padding where retransmissions go. Returns the packet's length.
    pub(super) fn pad(
        &mut self,
        bytes: u8,
        number: u16,
        now: u64,
        way: (&RtpSealer, Destination),
        out: &mut Outgoing,
    ) -> Option<usize> {
        let resends = self.plan.resends?;
        let (index, seq) = self.next_resent();
        let header = Header {
            payload_type: resends.payload_type,
            marker: false,
            padded: true,
            seq,
            time: self.latest.map_or(0, |latest| latest.time),
            ssrc: resends.ssrc,
            source: None,
            ids: self.plan.ids,
            transport: number,
            sent_at: now,
            level: None,
            orientation: None,
            mid: self.mid(),
            dependency: None,
        };
        write(&header, index, &Body::Padding(bytes), way, out)
    }

    fn next_resent(&mut self) -> (u64, u16) {
        let index = self.next_resent;
        self.next_resent += 1;
        (index, lower(index))
    }

    fn mid(&self) -> Option<&MidBytes> {
        self.plan.mid.as_ref().filter(|_| !self.known)
    }

    /// How a packet is sent here; `None` when the subscriber does not know its codec.
    fn format(&self, packet: &Incoming) -> Option<Format> {
        match (self.plan.kind, packet.codec) {
            (SourceKind::Audio, _) => Some(Format {
                payload_type: self
                    .redundant()
                    .filter(|_| packet.redundant)
                    .unwrap_or(self.plan.payload_type),
                resent: None,
            }),
            (SourceKind::Video, Codec::Vp8) => Some(Format {
                payload_type: self.plan.payload_type,
                resent: self.plan.resends.map(|resends| resends.payload_type),
            }),
            (SourceKind::Video, codec) => self.plan.others[codec as usize],
        }
    }

    /// How the payload of a voice is sent here.
    fn sound(&self, packet: &Incoming) -> Sound {
        match (packet.redundant, self.redundant()) {
            (false, _) => Sound::Whole,
            (true, Some(_)) => Sound::Renamed(self.plan.payload_type),
            (true, None) => Sound::Newest,
        }
    }

    fn header<'a>(
        &'a self,
        forward: &Forward<'a>,
        format: Format,
        number: u16,
        now: u64,
    ) -> Header<'a> {
        let packet = forward.packet;
        let level = packet.level.map(|level| {
            let below = level.0.clamp(-127, 0).unsigned_abs();
            below | if packet.voice == Some(true) { 0x80 } else { 0 }
        });
        Header {
            payload_type: format.payload_type,
            marker: forward.marker,
            padded: false,
            seq: lower(forward.seq),
            time: forward.time,
            ssrc: self.plan.ssrc,
            source: Some(forward.source.0),
            ids: self.plan.ids,
            transport: number,
            sent_at: now,
            level,
            orientation: packet.quarter_turns,
            mid: self.mid(),
            dependency: dependency(forward),
        }
    }

    /// What there is to report of a connection that began then, if anything was sent lately.
    ///
    /// A time is that of the moment its packet came, not of when it was sent: a picture may have
    /// waited for its turn, and a voice never does.
    pub(super) fn report(&self, now: u64, began: Instant) -> Option<SenderReport> {
        let latest = self.latest?;
        let moment = began + Duration::from_micros(now);
        let since = moment.saturating_duration_since(latest.came);
        (now < latest.at + 3 * super::REPORT_SPAN_VOICES).then(|| SenderReport {
            ssrc: self.plan.ssrc,
            ntp: super::ntp(now),
            time: latest.time.wrapping_add(self.plan.kind.ticks(since)),
            packets: self.packets,
            octets: self.octets,
        })
    }
}

/// The part of an extended sequence number that the wire carries.
const fn lower(index: u64) -> u16 {
    let bytes = index.to_le_bytes();
    u16::from_le_bytes([bytes[0], bytes[1]])
}

/// The dependency descriptor that goes with a packet, if one came with it.
fn dependency<'a>(forward: &Forward<'a>) -> Option<Dependency<'a>> {
    Some(Dependency {
        picture: forward.picture?,
        came: forward.packet.descriptor.as_deref()?,
        frame: forward.frame?,
        highest: forward.highest,
    })
}

/// Writes and seals a packet at the end of the buffer. Returns its length.
fn write(
    header: &Header<'_>,
    index: u64,
    body: &Body<'_>,
    (sealer, to): (&RtpSealer, Destination),
    out: &mut Outgoing,
) -> Option<usize> {
    let longest = match body {
        Body::Payload(forward, ..) => ORIGINAL + forward.packet.payload.len(),
        Body::Padding(bytes) => usize::from(*bytes),
    };
    out.write(to, HEADER_MAX + longest + TAG_MAX, |room| {
        let head = header.write(room.first_chunk_mut()?);
        let rest = room.get_mut(head..)?;
        let len = match body {
            Body::Payload(forward, sound, original) => {
                write_payload(rest, forward, *sound, *original)?
            }
            Body::Padding(bytes) => {
                let padding = rest.get_mut(..longest)?;
                padding.fill(0);
                *padding.last_mut()? = *bytes;
                longest
            }
        };
        sealer.seal(room, head, head + len, header.ssrc, index)
    })
}

/// Copies the payload with the subscriber's picture ids, after its original number when it is
/// sent again. Returns its length.
fn write_payload(
    room: &mut [u8],
    forward: &Forward<'_>,
    sound: Sound,
    original: Option<u16>,
) -> Option<usize> {
    let begin = if let Some(original) = original {
        room.first_chunk_mut::<ORIGINAL>()?
            .copy_from_slice(&original.to_be_bytes());
        ORIGINAL
    } else {
        0
    };
    let mut payload = &forward.packet.payload[..];
    if sound == Sound::Newest {
        payload = payload.get(red::newest(payload)?.0..)?;
    }
    let end = begin + payload.len();
    let copy = room.get_mut(begin..end)?;
    copy.copy_from_slice(payload);
    if let Sound::Renamed(payload_type) = sound {
        red::set_payload_type(copy, payload_type);
    }
    if let Some(picture) = forward.picture {
        picture.patch(copy, forward.picture_id, forward.tl0_picture);
    }
    Some(end)
}

#[cfg(test)]
mod tests;
