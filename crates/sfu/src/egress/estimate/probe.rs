//! Probes: a few packets sent faster than the estimate. When they come as fast as they were sent,
//! the path carries more than was known.

use super::{Told, rate};

/// How much faster than the estimate a probe is sent, in percent; and below a rate that carries a
/// small picture, in bit/s, where steps are short.
const FASTER_PERCENT: u64 = 200;
const FASTER_THIN_PERCENT: u64 = 300;
const THIN: u64 = 200_000;

/// A probe is no slower than this: a small picture beside voices, in bit/s.
const LEAST: u64 = 300_000;

/// Shortest probe, in packets and in microseconds at its rate.
const PACKETS_MIN: u32 = 5;
const SPAN: u64 = 25_000;

/// Time between two probes, in microseconds: when the last one found nothing, and when it did.
const GAP: u64 = 500_000;
const GAP_ENCOURAGED: u64 = 100_000;

/// Probes take no more of what the path carries than this, in percent, but that they do not wait for longer than
/// the second, in microseconds.
const LOAD_PERCENT: u64 = 15;
const GAP_MAX: u64 = 2_000_000;

/// How long word of a probe may take.
const WAIT: u64 = 700_000;

/// Share of a probe that has to come for it to be measured, in percent.
const CAME_PERCENT: u32 = 60;

/// So many messages that tell of later packets, but not of a probe, tell that word of it was lost.
const MESSAGES: u32 = 2;

/// A probe that came this much slower than it was sent has met the path's limit, which is then
/// taken for a little less, in percent.
const SLOWER_PERCENT: f64 = 0.9;
const USED: f64 = 0.95;

/// A probe to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Probe {
    /// Names it; never 0.
    pub(crate) number: u8,
    /// How fast it is sent, in bit/s.
    pub(crate) bits: u64,
    /// How much of it has to be sent.
    pub(crate) bytes_min: u64,
    /// When it began.
    pub(crate) began_at: u64,
    /// What has been sent of it.
    pub(crate) bytes: u64,
    pub(crate) packets: u32,
}

impl Probe {
    /// How many bytes more are due by now.
    pub(crate) const fn due(&self, now: u64) -> u64 {
        let elapsed = now.saturating_sub(self.began_at);
        (self.bits * elapsed / 8_000_000).saturating_sub(self.bytes)
    }

    /// A packet of it was sent.
    pub(crate) const fn count(&mut self, bytes: u64) {
        self.bytes += bytes;
        self.packets += 1;
    }

    /// Whether enough of it was sent.
    pub(crate) const fn is_complete(&self) -> bool {
        self.bytes_min <= self.bytes && PACKETS_MIN <= self.packets
    }
}

/// What came of the probe of which word is awaited.
#[derive(Clone, Copy, Debug)]
struct Awaited {
    number: u8,
    bits: u64,
    /// Packets sent, once all are.
    packets: Option<u32>,
    /// Of how many there was word, how many of them came, and how many messages told of later ones since.
    told: u32,
    came: u32,
    passed: u32,
    /// When the last of it was sent.
    ended_at: u64,
    bytes: u64,
    /// When the first was told of left and came: the others' times are counted from it.
    first: Option<(u64, i64)>,
    /// When the first and the last left, and the bytes of the last.
    left: (u64, u64, u64),
    line: Line,
}

/// The line of least squares through when packets left and when they came.
#[derive(Clone, Copy, Debug, Default)]
struct Line {
    count: f64,
    x: f64,
    y: f64,
    xx: f64,
    xy: f64,
}

impl Line {
    fn take(&mut self, x: f64, y: f64) {
        self.count += 1.0;
        self.x += x;
        self.y += y;
        self.xx += x * x;
        self.xy += x * y;
    }

    /// How much longer packets took to come than to leave; `None` when all left at once.
    fn slope(&self) -> Option<f64> {
        let below = self.count * self.xx - self.x * self.x;
        (0.0 < below).then(|| (self.count * self.xy - self.x * self.y) / below)
    }
}

/// Says when to probe, and what a probe has found.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Prober {
    number: u8,
    awaited: Option<Awaited>,
    next_at: u64,
    /// The last probe found more; the next may follow soon.
    encouraged: bool,
    began_at: u64,
}

impl Prober {
    /// When the next probe may be due.
    pub(crate) const fn next_at(&self) -> u64 {
        self.next_at
    }

    /// A probe found more, or queues have just drained: the next may follow soon.
    pub(super) const fn encourage(&mut self) {
        self.encouraged = true;
        let soon = self.began_at + GAP_ENCOURAGED;
        if soon < self.next_at {
            self.next_at = soon;
        }
    }

    /// The probe to begin now, if more than the estimate is desired.
    pub(super) fn next(
        &mut self,
        estimate: u64,
        desired: u64,
        calm: bool,
        now: u64,
    ) -> Option<Probe> {
        if now < self.next_at {
            return None;
        }
        self.next_at = now + GAP;
        if desired <= estimate || !calm {
            return None;
        }
        let awaits = self.awaited.is_some() && now < self.began_at + WAIT;
        if awaits && !self.encouraged {
            return None;
        }
        self.encouraged = false;
        self.began_at = now;
        self.number = self.number.checked_add(1).unwrap_or(1);
        let faster = if estimate < THIN {
            FASTER_THIN_PERCENT
        } else {
            FASTER_PERCENT
        };
        let faster = (estimate * faster / 100).max(LEAST);
        let bits = faster.min(desired.max(estimate * 11 / 10));
        self.awaited = Some(Awaited {
            number: self.number,
            bits,
            packets: None,
            told: 0,
            came: 0,
            passed: 0,
            ended_at: 0,
            bytes: 0,
            first: None,
            left: (0, 0, 0),
            line: Line::default(),
        });
        let bytes_min = bits * SPAN / 8_000_000;
        let spread = bytes_min * 8_000_000 * 100 / (estimate * LOAD_PERCENT).max(1);
        self.next_at = now + spread.clamp(GAP, GAP_MAX);
        Some(Probe {
            number: self.number,
            bits,
            bytes_min,
            began_at: now,
            bytes: 0,
            packets: 0,
        })
    }

    /// The probe was sent to its end.
    pub(super) fn sent(&mut self, probe: &Probe, now: u64) {
        if let Some(awaited) = &mut self.awaited
            && awaited.number == probe.number
        {
            awaited.packets = Some(probe.packets);
            awaited.ended_at = now;
        }
    }

    /// The other side told of a packet.
    pub(super) fn take(&mut self, packet: &Told) {
        let Some(awaited) = &mut self.awaited else {
            return;
        };
        if packet.probe != awaited.number || packet.probe == 0 {
            return;
        }
        awaited.told += 1;
        let Some(came_at) = packet.came_at else {
            return;
        };
        let bytes = u64::from(packet.bytes);
        awaited.came += 1;
        awaited.bytes += bytes;
        let (sent_first, came_first) = *awaited.first.get_or_insert((packet.sent_at, came_at));
        if awaited.came == 1 || packet.sent_at < awaited.left.0 {
            awaited.left.0 = packet.sent_at;
        }
        if awaited.left.1 <= packet.sent_at {
            (awaited.left.1, awaited.left.2) = (packet.sent_at, bytes);
        }
        let left = rate::from_bits(packet.sent_at) - rate::from_bits(sent_first);
        awaited
            .line
            .take(left, rate::from_micros(came_at - came_first));
    }

    /// A message told of what was sent up to then. If word of the probe was in one that was lost, the next may
    /// follow at once.
    pub(super) fn passed(&mut self, newest: u64, now: u64) {
        let Some(awaited) = &mut self.awaited else {
            return;
        };
        let Some(packets) = awaited.packets else {
            return;
        };
        awaited.passed += u32::from(awaited.ended_at < newest);
        let lost = awaited.told * 100 < packets * CAME_PERCENT;
        if MESSAGES <= awaited.passed && lost {
            self.awaited = None;
            self.next_at = self.next_at.min(now);
        }
    }

    /// What the probe has found, once most of it came, in bit/s.
    pub(super) fn result(&mut self) -> Option<f64> {
        let awaited = self.awaited?;
        let packets = awaited.packets?;
        if awaited.came * 100 < packets * CAME_PERCENT || awaited.came < PACKETS_MIN - 2 {
            return None;
        }
        self.awaited = None;
        let (first, last, last_bytes) = awaited.left;
        // The last packet's bytes left after its send time.
        let bits = (awaited.bytes - last_bytes) * 8_000_000;
        let sent = rate::from_bits(bits.checked_div(last.checked_sub(first)?)?);
        // Jitter moves single packets, a queue that grows moves each further than the one before.
        let came = sent / awaited.line.slope()?.max(1.0);
        let highest = rate::from_bits(awaited.bits) * 1.1;
        if came < SLOWER_PERCENT * sent {
            return Some((USED * came).min(highest));
        }
        Some(came.min(highest))
    }
}
