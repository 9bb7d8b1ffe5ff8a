//! Probes: a few packets sent faster than the estimate. When they come as fast as they were sent,
//! the path carries more than was known.

use super::{Told, rate};

/// How much faster than the estimate a probe is sent, in percent.
const FASTER_PERCENT: u64 = 200;

/// Shortest probe, in packets and in microseconds at its rate.
const PACKETS_MIN: u32 = 5;
const SPAN: u64 = 15_000;

/// Time between two probes, in microseconds: when the last one found nothing, and when it did.
const GAP: u64 = 1_000_000;
const GAP_ENCOURAGED: u64 = 100_000;

/// How long word of a probe may take.
const WAIT: u64 = 2_000_000;

/// Share of a probe that has to come for it to be measured, in percent.
const CAME_PERCENT: u32 = 80;

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
    came: u32,
    bytes: u64,
    first: Option<(u64, i64, u64)>,
    last: (u64, i64, u64),
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
        let bits = (estimate * FASTER_PERCENT / 100).min(desired.max(estimate * 11 / 10));
        self.awaited = Some(Awaited {
            number: self.number,
            bits,
            packets: None,
            came: 0,
            bytes: 0,
            first: None,
            last: (0, 0, 0),
        });
        Some(Probe {
            number: self.number,
            bits,
            bytes_min: bits * SPAN / 8_000_000,
            began_at: now,
            bytes: 0,
            packets: 0,
        })
    }

    /// The probe was sent to its end.
    pub(super) fn sent(&mut self, probe: &Probe) {
        if let Some(awaited) = &mut self.awaited
            && awaited.number == probe.number
        {
            awaited.packets = Some(probe.packets);
        }
    }

    /// A packet came.
    pub(super) fn take(&mut self, packet: &Told, came_at: i64) {
        let Some(awaited) = &mut self.awaited else {
            return;
        };
        if packet.probe != awaited.number || packet.probe == 0 {
            return;
        }
        let bytes = u64::from(packet.bytes);
        let this = (packet.sent_at, came_at, bytes);
        awaited.came += 1;
        awaited.bytes += bytes;
        let first = awaited.first.get_or_insert(this);
        if came_at < first.1 {
            *first = this;
        }
        if awaited.last.0 <= packet.sent_at {
            awaited.last = (packet.sent_at, came_at.max(awaited.last.1), bytes);
        }
    }

    /// What the probe has found, once most of it came, in bit/s.
    pub(super) fn result(&mut self) -> Option<f64> {
        let awaited = self.awaited?;
        let packets = awaited.packets?;
        if awaited.came * 100 < packets * CAME_PERCENT || awaited.came < PACKETS_MIN - 1 {
            return None;
        }
        let first = awaited.first?;
        let sent_span = awaited.last.0.checked_sub(first.0)?;
        let came_span = u64::try_from(awaited.last.1 - first.1).ok()?;
        // The last packet's bytes left after its send time, the first's came before its arrival.
        let rate_of = |bytes: u64, span: u64| {
            let bits = (bytes * 8_000_000).checked_div(span)?;
            Some(rate::from_bits(bits))
        };
        self.awaited = None;
        let sent = rate_of(awaited.bytes - awaited.last.2, sent_span)?;
        let came = rate_of(awaited.bytes - first.2, came_span)?;
        let highest = rate::from_bits(awaited.bits) * 1.1;
        if came < SLOWER_PERCENT * sent {
            return Some((USED * came).min(highest));
        }
        Some(sent.min(came).min(highest))
    }
}
