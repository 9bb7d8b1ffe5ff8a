//! A subscriber whose connection stands: takes packets and says what browsers say of them, without
//! an engine underneath. It is what 1,500 of are run beside the server.

use hdrhistogram::Histogram;

use super::consent::Consent;
use super::count::{Counted, Stream};
use super::header::{Agreed, Header, is_report};
use super::rtcp::{self, Arrivals, Block};
use super::srtp::{Master, Opener, Sealer};
use super::stamp;

/// Ticks of [`Light::tick`] between two reports on pictures: browsers send one a second.
const VIDEO_REPORT_TICKS: u64 = 10;

/// Ticks between two reports on voices: browsers send one in five seconds.
const AUDIO_REPORT_TICKS: u64 = 50;

/// Ticks between two checks of the connection: browsers send one in 2.5 s.
const CONSENT_TICKS: u64 = 25;

/// What a subscriber counted beside its streams.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) bytes: u64,
    pub(crate) asked_again: u64,
    pub(crate) unreadable: u64,
    pub(crate) opened: u64,
    pub(crate) reports: u64,
    pub(crate) delay: Option<Histogram<u64>>,
}

struct Slot {
    ssrc: u32,
    again: Option<u32>,
    video: bool,
    stream: Stream,
    /// Expected and received at the last report.
    told: (u64, u64),
    received: u64,
    first: u64,
    /// The last sender report's time, and when it came.
    report: Option<(u32, u64)>,
}

/// What a subscriber agreed on with the server.
pub(crate) struct Keys {
    /// What the server seals with.
    pub(crate) theirs: Master,
    /// What we seal with.
    pub(crate) ours: Master,
}

/// A subscriber whose connection stands.
pub(crate) struct Light {
    opener: Opener,
    sealer: Sealer,
    ssrc: u32,
    slots: Vec<Slot>,
    arrivals: Arrivals,
    transport_wide: Option<u8>,
    consent: Consent,
    ticks: u64,
    /// Whether each packet is opened, or only what has to be.
    opens: bool,
}

impl Light {
    /// `number` tells subscribers apart; `arrivals` is what came so lately that nobody may have told
    /// of it.
    pub(crate) fn new(
        agreed: &Agreed,
        keys: &Keys,
        arrivals: Arrivals,
        number: u32,
        opens: bool,
    ) -> Option<Self> {
        let slots = agreed.slots.iter().map(|slot| Slot {
            ssrc: slot.ssrc,
            again: slot.again,
            video: slot.video,
            stream: Stream::new(),
            told: (0, 0),
            received: 0,
            first: 0,
            report: None,
        });
        let (ours, theirs) = &agreed.fragments;
        let tie_breaker = u64::from(number) + 1;
        Some(Self {
            opener: Opener::new(&keys.theirs)?,
            sealer: Sealer::new(&keys.ours)?,
            ssrc: 0x4d57_0000 | number,
            slots: slots.collect(),
            arrivals,
            transport_wide: agreed.transport_wide,
            consent: Consent::new(theirs, ours, &agreed.password, tie_breaker),
            ticks: u64::from(number) % AUDIO_REPORT_TICKS,
            opens,
        })
    }

    /// A datagram came, by the kernel so many microseconds after the bots began.
    pub(crate) fn take(&mut self, datagram: &mut [u8], at_us: u64, tally: &mut Tally) {
        if is_report(datagram) {
            self.take_report(datagram, at_us);
        } else if let Some(header) = Header::read(datagram) {
            self.take_packet(&header, datagram, at_us, tally);
        }
    }

    fn take_report(&mut self, datagram: &mut [u8], at_us: u64) {
        let report = self.opener.report(datagram);
        let Some((ssrc, middle)) = report.and_then(rtcp::sender_report) else {
            return;
        };
        if let Some(slot) = self.slots.iter_mut().find(|slot| slot.ssrc == ssrc) {
            slot.report = Some((middle, at_us));
        }
    }

    fn take_packet(&mut self, header: &Header, packet: &mut [u8], at_us: u64, tally: &mut Tally) {
        let numbers = self
            .transport_wide
            .and_then(|id| header.extension(packet, id));
        if let Some([high, low]) = numbers {
            self.arrivals.take(u16::from_be_bytes([*high, *low]), at_us);
        }
        let bytes = u64::try_from(packet.len()).unwrap_or(0);
        let known = |slot: &&mut Slot| slot.ssrc == header.ssrc;
        let Some(slot) = self.slots.iter_mut().find(known) else {
            return self.take_again(header, packet, tally);
        };
        let mut number = slot.stream.extend(header.seq);
        if self.opens || slot.stream.highest().is_none() {
            tally.opened += 1;
            if slot.stream.highest().is_none() {
                // The first packet that is seen may be beyond the first 65,536.
                let tried = &mut packet.to_vec();
                let opened = self.opener.packet(tried, header.bytes, header.ssrc, number);
                number += u64::from(opened.is_none()) << 16;
            }
            let opened = self
                .opener
                .packet(packet, header.bytes, header.ssrc, number);
            let Some(payload) = opened else {
                tally.unreadable += 1;
                return;
            };
            if let (Some(sent), Some(delay)) = (stamp::read(payload, at_us), &mut tally.delay) {
                delay.saturating_record(at_us - sent);
            }
        }
        if slot.stream.highest().is_none() {
            slot.first = number;
        }
        if slot.stream.take(number) {
            slot.received += 1;
            tally.bytes += bytes;
        }
    }

    /// A retransmission: its payload begins with the number it had (RFC 4588, 4).
    fn take_again(&mut self, header: &Header, packet: &mut [u8], tally: &mut Tally) {
        let of = |slot: &&mut Slot| slot.again == Some(header.ssrc);
        let Some(slot) = self.slots.iter_mut().find(of) else {
            return;
        };
        tally.opened += 1;
        let number = u64::from(header.seq);
        let payload = self
            .opener
            .packet(packet, header.bytes, header.ssrc, number);
        match payload {
            Some([high, low, _, ..]) => {
                let number = slot.stream.extend(u16::from_be_bytes([*high, *low]));
                slot.received += u64::from(slot.stream.take(number));
            }
            // Padding that fills a link carries nothing.
            Some(_) => {}
            None => tally.unreadable += 1,
        }
    }

    /// Says what is due, each tenth of a second.
    pub(crate) fn tick(
        &mut self,
        now_us: u64,
        scratch: &mut Vec<u8>,
        tally: &mut Tally,
        send: &mut impl FnMut(&[u8]),
    ) {
        self.ticks += 1;
        let media = self.slots.first().map_or(0, |slot| slot.ssrc);
        if self.arrivals.feedback(scratch, self.ssrc, media) {
            self.say(scratch, tally, send);
        }
        self.ask_again(scratch, tally, send);
        let (videos, voices) = (
            self.ticks.is_multiple_of(VIDEO_REPORT_TICKS),
            self.ticks.is_multiple_of(AUDIO_REPORT_TICKS),
        );
        if videos || voices {
            let blocks: Vec<Block> = self
                .slots
                .iter_mut()
                .filter(|slot| if slot.video { videos } else { voices })
                .filter_map(|slot| slot.block(now_us))
                .collect();
            if !blocks.is_empty() {
                rtcp::receiver_report(scratch, self.ssrc, &blocks);
                self.say(scratch, tally, send);
            }
        }
        if self.ticks.is_multiple_of(CONSENT_TICKS) {
            self.consent.check(scratch);
            send(scratch);
        }
    }

    /// Asks for what is missing; for a keyframe where it did not come.
    pub(crate) fn ask_again(
        &mut self,
        scratch: &mut Vec<u8>,
        tally: &mut Tally,
        send: &mut impl FnMut(&[u8]),
    ) {
        for at in 0..self.slots.len() {
            let Some(slot) = self.slots.get_mut(at) else {
                return;
            };
            // Voices are not asked for again.
            if !slot.video || !slot.stream.gaps() {
                continue;
            }
            let (ssrc, wanted) = (slot.ssrc, slot.stream.wanted());
            tally.asked_again += u64::try_from(wanted.len()).unwrap_or(0);
            if wanted.is_empty() {
                rtcp::picture_loss(scratch, self.ssrc, ssrc);
            } else {
                rtcp::nack(scratch, self.ssrc, ssrc, &wanted);
            }
            self.say(scratch, tally, send);
        }
    }

    fn say(&mut self, report: &mut Vec<u8>, tally: &mut Tally, send: &mut impl FnMut(&[u8])) {
        if self.sealer.report(report).is_some() {
            tally.reports += 1;
            send(report);
        }
    }

    /// Whether a picture misses packets that were not asked for yet.
    pub(crate) fn misses(&self) -> bool {
        self.slots
            .iter()
            .any(|slot| slot.video && slot.stream.gaps())
    }

    pub(crate) fn begin(&mut self) {
        self.slots.iter_mut().for_each(|slot| slot.stream.begin());
    }

    pub(crate) fn end(&mut self) {
        self.slots.iter_mut().for_each(|slot| slot.stream.end());
    }

    /// What was counted: voices, pictures.
    pub(crate) fn counted(&self) -> [Counted; 2] {
        [false, true].map(|video| {
            let slots = self.slots.iter().filter(|slot| slot.video == video);
            slots.fold(Counted::default(), |sum, slot| {
                let counted = slot.stream.counted();
                Counted {
                    expected: sum.expected + counted.expected,
                    received: sum.received + counted.received,
                }
            })
        })
    }
}

impl Slot {
    /// What is said of it since the last time; nothing of one that carries nothing.
    fn block(&mut self, now_us: u64) -> Option<Block> {
        let highest = self.stream.highest()?;
        let expected = highest + 1 - self.first;
        let since = (
            expected.saturating_sub(self.told.0),
            self.received.saturating_sub(self.told.1),
        );
        self.told = (expected, self.received);
        let lost = since.0.saturating_sub(since.1);
        let fraction = (lost * 256).checked_div(since.0).unwrap_or(0).min(255);
        let (last_report, delay) = self.report.map_or((0, 0), |(middle, at)| {
            let delay = now_us.saturating_sub(at) * 65_536 / 1_000_000;
            (middle, u32::try_from(delay).unwrap_or(u32::MAX))
        });
        let all = expected.saturating_sub(self.received);
        Some(Block {
            ssrc: self.ssrc,
            fraction_lost: u8::try_from(fraction).unwrap_or(u8::MAX),
            lost: u32::try_from(all).unwrap_or(u32::MAX),
            highest: (highest & u64::from(u32::MAX)) as u32,
            jitter: 0,
            last_report,
            delay,
        })
    }
}
