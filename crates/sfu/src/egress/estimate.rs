//! What the path to a subscriber carries: Google congestion control on the sender's side
//! (draft-ietf-rmcat-gcc-02), from transport-wide feedback.
//!
//! A controller by delay holds the queues short ([`trend`], [`queue`], [`rate`]), one by loss reacts where
//! they are shorter than can be seen ([`loss`]), and probes find out quickly when a path carries
//! more than is sent on it ([`probe`]). Times are microseconds: ours since the connection began,
//! theirs of whatever clock they have; the two are never compared.

mod groups;
mod loss;
mod probe;
mod queue;
mod rate;
mod trend;
mod window;

use groups::Groups;
use loss::LossControl;
pub(crate) use probe::{Probe, Prober};
use queue::{Queue, Standing};
use rate::DelayControl;
use trend::{Trend, Usage};
use window::RateWindow;

/// A packet of which the other side has told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// When it was sent, on our clock.
    pub(crate) sent_at: u64,
    /// When it came, on theirs; `None` when it did not.
    pub(crate) came_at: Option<i64>,
    /// Its bytes on the way.
    pub(crate) bytes: u16,
    /// The probe it belongs to; 0 is none.
    pub(crate) probe: u8,
}

/// What a path is never taken to carry less than, in bit/s: one voice.
const FLOOR: f64 = 30_000.0;

/// Estimates one path.
#[derive(Debug)]
pub(crate) struct Estimator {
    groups: Groups,
    trend: Trend,
    queue: Queue,
    delay: DelayControl,
    loss: LossControl,
    prober: Prober,
    /// What came lately, by their clock.
    came: RateWindow,
    newest_came: Option<i64>,
    /// At which rate, in bit/s.
    came_bits: Option<u64>,
    /// How long word takes to come back, smoothed, in microseconds.
    round_trip: u64,
}

impl Estimator {
    /// For a path that is taken to carry `first` bit/s until it is measured.
    pub(crate) fn new(first: u64) -> Self {
        Self {
            groups: Groups::default(),
            trend: Trend::new(),
            queue: Queue::new(),
            delay: DelayControl::new(rate::from_bits(first)),
            loss: LossControl::new(),
            prober: Prober::default(),
            came: RateWindow::new(50_000),
            newest_came: None,
            came_bits: None,
            round_trip: 100_000,
        }
    }

    /// What the path carries, in bit/s.
    pub(crate) fn bits(&self) -> u64 {
        rate::to_bits(self.loss.limit(self.delay.target()).max(FLOOR))
    }

    /// At which rate packets came lately, in bit/s; `None` before that is known.
    pub(crate) const fn came(&self) -> Option<u64> {
        self.came_bits
    }

    /// The time of their clock that the next feedback continues from.
    pub(crate) const fn newest_came(&self) -> Option<i64> {
        self.newest_came
    }

    /// Takes the packets of one feedback message, in the order they were sent.
    pub(crate) fn take(&mut self, told: &[Told], now: u64) {
        let mut usage = None;
        let mut recovered = false;
        for packet in told {
            self.loss.count(packet.came_at.is_some());
            self.prober.take(packet);
            let Some(came_at) = packet.came_at else {
                continue;
            };
            self.newest_came = self.newest_came.max(Some(came_at));
            self.came
                .count(u64::try_from(came_at).unwrap_or(0), u64::from(packet.bytes));
            if let Some(delta) = self.groups.take(packet.sent_at, came_at) {
                let before = self.trend.usage();
                let after = self.trend.take(delta, came_at);
                recovered |= before == Usage::Under && after == Usage::Normal;
                usage = usage.max(Some(after));
            }
        }
        if let Some(last) = told.last() {
            let took = now.saturating_sub(last.sent_at);
            self.round_trip = (self.round_trip * 7 + took) / 8;
        }
        self.queue.take(told, now);
        recovered |= self.queue.is_shorter();
        let usage = match (usage, self.queue.standing()) {
            (Some(Usage::Normal), Standing::Long) => Some(Usage::Under),
            (Some(Usage::Normal), Standing::TooLong) => Some(Usage::Over),
            // A trend without a queue is jitter.
            (Some(Usage::Over), Standing::Short) if !self.queue.is_seen() => Some(Usage::Normal),
            (usage, _) => usage,
        };
        let newest = self.newest_came.and_then(|at| u64::try_from(at).ok());
        self.came_bits = self.came.rate(newest);
        let came = self.came_bits.map(rate::from_bits);
        let probed = self.prober.result();
        if let Some(last) = told.last() {
            self.prober.passed(last.sent_at, now);
        }
        self.delay.update(usage, came, probed, self.round_trip, now);
        if let Some(probed) = probed {
            self.loss.found(probed);
        }
        let target = self.delay.target();
        let queued = self.queue.is_seen();
        self.loss.update(target, came, queued, self.round_trip, now);
        if probed.is_some_and(|probed| self.loss.limit(target) <= probed) || recovered {
            self.prober.encourage();
        }
    }

    /// Whether packets wait on the path, for longer than jitter makes them.
    pub(crate) fn is_queued(&self) -> bool {
        let grows = self.trend.usage() == Usage::Over && self.queue.is_seen();
        grows || self.queue.standing() != Standing::Short
    }

    /// Whether much is lost by chance.
    pub(crate) fn loses(&self) -> bool {
        self.loss.is_by_chance()
    }

    /// The probe to send now, if one is due towards `desired` bit/s.
    pub(crate) fn probe(&mut self, desired: u64, now: u64) -> Option<Probe> {
        self.prober
            .next(self.bits(), desired, !self.is_queued(), now)
    }

    /// When the next probe may be due.
    pub(crate) const fn probe_at(&self) -> u64 {
        self.prober.next_at()
    }

    /// The probe was sent to its end.
    pub(crate) fn probed(&mut self, probe: &Probe, now: u64) {
        self.prober.sent(probe, now);
    }
}

#[cfg(test)]
mod tests;
