//! The path of one connection: what is on it, what it carries, and what it is tried for.

use super::congestion_window::CongestionWindow;
use super::estimate::{Estimator, Probe, Told};
use super::pacer::Queued;
use super::rtcp::TransportFeedback;
use super::sent::SendRegister;
use crate::limits::FIRST_ESTIMATE;

/// Bytes of IP and UDP headers of each packet (IPv4; 20 more with IPv6).
const OUTER: usize = 28;

/// An estimate that differs from the last one told by less than this part says nothing new.
const TOLD_PART: u64 = 50;

/// When nothing else is sent and word is owed, something is sent that word may come of: after
/// this long, in microseconds.
const POKE: u64 = 250_000;

/// Bytes of padding in a packet that is nothing else; where a path is tried for less than this rate,
/// in bit/s, fewer.
const PADDING: u8 = 255;
const PADDING_LITTLE: u8 = 64;
const LITTLE: u64 = 400_000;

/// How often a probe is continued, in microseconds.
const PROBE_STEP: u64 = 1_000;

/// Packets whose arrival was never told for so long after the first feedback are given up, in
/// microseconds.
const OWED_MAX: u64 = 10_000_000;

/// What is known of one path.
#[derive(Debug)]
pub(super) struct Transport {
    register: SendRegister,
    estimator: Estimator,
    window: CongestionWindow,
    /// The probe that is being sent.
    probe: Option<Probe>,
    /// A packet is to be sent only to learn whether the path lives.
    pokes: bool,
    last_sent: u64,
    /// What one feedback message tells; kept for its room.
    told: Vec<Told>,
    heard: bool,
    /// The estimate that was last given out, in bit/s.
    given: u64,
    /// What the path is tried for, in bit/s; 0 leaves it alone.
    tried: u64,
}

impl Transport {
    pub(super) fn new() -> Self {
        Self {
            register: SendRegister::default(),
            estimator: Estimator::new(FIRST_ESTIMATE.0),
            window: CongestionWindow::new(),
            probe: None,
            pokes: false,
            last_sent: 0,
            told: Vec::new(),
            heard: false,
            given: 0,
            tried: 0,
        }
    }

    /// The path is another one from now on: it is measured anew, and word of what went over the one
    /// before is not waited for. Numbers go on.
    pub(super) fn begin_anew(&mut self) {
        let first = self.estimator.bits().min(FIRST_ESTIMATE.0);
        self.estimator = Estimator::new(first);
        self.window = CongestionWindow::new();
        self.register.give_up();
        self.probe = None;
        self.pokes = false;
        self.given = 0;
    }

    /// The number that the next packet carries.
    pub(super) fn next_number(&self) -> u16 {
        self.register.next_number()
    }

    /// The packet with the next number was sent.
    pub(super) fn sent(&mut self, now: u64, len: usize) {
        let bytes = len + OUTER;
        let counted = u64::try_from(bytes).unwrap_or(0);
        let mut number = 0;
        if let Some(probe) = &mut self.probe {
            number = probe.number;
            probe.count(counted);
            if probe.is_complete() {
                self.estimator.probed(probe, now);
                self.probe = None;
            }
        }
        self.pokes = false;
        self.last_sent = now;
        self.register.push(now, bytes, number);
    }

    /// Takes a feedback message. Gives the estimate when it is news, in bit/s.
    pub(super) fn take(&mut self, feedback: TransportFeedback<'_>, now: u64) -> Option<u64> {
        let (register, told) = (&mut self.register, &mut self.told);
        told.clear();
        feedback.each(self.estimator.newest_came(), |number, came_at| {
            if let Some(sent) = register.take(number) {
                told.push(Told {
                    sent_at: sent.at,
                    came_at,
                    bytes: sent.bytes,
                    probe: sent.probe,
                });
            }
        });
        register.forget_told();
        if told.is_empty() {
            return None;
        }
        self.heard = true;
        self.estimator.take(&self.told, now);
        self.window.take(&self.told, self.estimator.came(), now);
        let bits = self.estimator.bits();
        if bits.abs_diff(self.given) < self.given / TOLD_PART {
            return None;
        }
        self.given = bits;
        Some(bits)
    }

    /// What the path is taken to carry, in bit/s, and whether packets wait on it.
    pub(super) fn carries(&self) -> (u64, Queued) {
        let queued = if self.estimator.is_queued() {
            Queued::Yes
        } else {
            Queued::No
        };
        (self.estimator.bits(), queued)
    }

    /// Whether a picture's packet may be sent: what is on its way leaves room, if the other side ever tells.
    pub(super) fn has_room(&self, now: u64) -> bool {
        self.room_at() <= now
    }

    /// When there is room at the latest.
    pub(super) fn room_at(&self) -> u64 {
        if !self.heard || self.register.on_way() < self.window.bytes() {
            return 0;
        }
        self.window.patience(self.last_sent)
    }

    /// A picture is sent.
    pub(super) const fn shows(&mut self, now: u64) {
        self.window.try_now(now);
    }

    /// Whether the path loses so much by chance that what is sent again is likely to be lost again.
    pub(super) fn loses(&self) -> bool {
        self.estimator.loses()
    }

    /// What the path should be tried for, in bit/s; 0 leaves it alone.
    pub(super) const fn try_for(&mut self, bits: u64) {
        self.tried = bits;
    }

    /// Begins what is due.
    pub(super) fn advance(&mut self, now: u64) {
        if self.probe.is_none() && 0 < self.tried && self.estimator.probe_at() <= now {
            self.probe = self.estimator.probe(self.tried, now);
        }
        self.pokes = self.poke_at().is_some_and(|at| at <= now);
    }

    /// Whether padding is to be sent now.
    pub(super) fn wants_padding(&self, now: u64) -> bool {
        let due = |probe: &Probe| probe.packets == 0 || 0 < probe.due(now);
        self.pokes || self.probe.as_ref().is_some_and(due)
    }

    /// How many bytes of padding are sent at a time: few where the path is tried for little, since
    /// voices wait behind them.
    pub(super) fn padding(&self) -> u8 {
        let much = self
            .probe
            .as_ref()
            .is_some_and(|probe| LITTLE <= probe.bits);
        if much { PADDING } else { PADDING_LITTLE }
    }

    fn poke_at(&self) -> Option<u64> {
        let owed = self.owed_since()?;
        Some(self.last_sent.max(owed) + POKE)
    }

    /// When [`advance`](Self::advance) has something to do, or padding is due.
    pub(super) fn deadline(&self) -> Option<u64> {
        let probe = match &self.probe {
            Some(probe) => Some(self.last_sent.max(probe.began_at) + PROBE_STEP),
            None => (0 < self.tried).then(|| self.estimator.probe_at()),
        };
        [probe, self.poke_at()].into_iter().flatten().min()
    }

    /// Since when word of the oldest packet is owed, if the other side ever tells.
    pub(super) fn owed_since(&self) -> Option<u64> {
        let since = self.register.owed_since().filter(|_| self.heard)?;
        (self.last_sent < since + OWED_MAX).then_some(since)
    }
}
