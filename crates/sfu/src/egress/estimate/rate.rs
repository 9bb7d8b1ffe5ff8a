//! The rate that keeps queues short: rises while they do not grow, falls when they do (gcc-02,
//! 5.5). Rates are bit/s.

use super::FLOOR;
use super::trend::Usage;

/// What is kept of the rate that came, when queues grow (gcc-02, 5.5).
const BETA: f64 = 0.85;

/// How much the rate rises in a second, far from what the path is known to carry (gcc-02, 5.5).
const RISE: f64 = 1.08;

/// The rate does not rise above this much of what came, and a little more.
const AHEAD: f64 = 1.5;
const AHEAD_MORE: f64 = 10_000.0;

/// Shortest span between two falls, within what word takes to come back, in microseconds.
const FALL_SPAN: (u64, u64) = (50_000, 200_000);

/// Highest rate, in bit/s.
const CEILING: f64 = 100_000_000.0;

/// What the path carried when its queues last grew, with its deviation; both smoothed.
#[derive(Clone, Copy, Debug)]
struct Capacity {
    /// In kbit/s.
    mean: f64,
    /// Of its square, in parts of the mean.
    deviation: f64,
}

impl Capacity {
    const SMOOTHING: f64 = 0.05;

    fn new(kbits: f64) -> Self {
        Self {
            mean: kbits,
            deviation: 0.4,
        }
    }

    fn take(&mut self, kbits: f64) {
        self.mean += Self::SMOOTHING * (kbits - self.mean);
        let off = self.mean - kbits;
        let seen = off * off / self.mean.max(1.0);
        self.deviation =
            (self.deviation + Self::SMOOTHING * (seen - self.deviation)).clamp(0.4, 2.5);
    }

    /// Three deviations.
    fn spread(self) -> f64 {
        3.0 * (self.deviation * self.mean).sqrt()
    }
}

/// Follows what the path carries.
#[derive(Debug)]
pub(super) struct DelayControl {
    rate: f64,
    capacity: Option<Capacity>,
    changed_at: Option<u64>,
    fell_at: Option<u64>,
    /// Holds until queues have stopped growing and shrinking.
    holds: bool,
}

impl DelayControl {
    pub(super) const fn new(first: f64) -> Self {
        Self {
            rate: first,
            capacity: None,
            changed_at: None,
            fell_at: None,
            holds: false,
        }
    }

    pub(super) const fn target(&self) -> f64 {
        self.rate
    }

    /// Takes what one feedback message showed: what happens to the queues, if that is known, the
    /// rate that came, and what a probe found.
    pub(super) fn update(
        &mut self,
        usage: Option<Usage>,
        came: Option<f64>,
        probed: Option<f64>,
        round_trip: u64,
        now: u64,
    ) {
        match usage {
            Some(Usage::Over) => return self.fall(came, round_trip, now),
            Some(Usage::Under) => self.holds = true,
            Some(Usage::Normal) => {
                if !self.holds {
                    self.rise(came, round_trip, now);
                }
                self.holds = false;
            }
            None => {}
        }
        if let Some(probed) = probed.filter(|probed| self.rate < *probed) {
            self.rate = probed.min(CEILING);
            self.changed_at = Some(now);
            self.capacity = None;
        }
        if self.holds {
            self.changed_at = Some(now);
        }
    }

    fn rise(&mut self, came: Option<f64>, round_trip: u64, now: u64) {
        let since = self.changed_at.replace(now).unwrap_or(now);
        let Some(came) = came else { return };
        if let Some(capacity) = self.capacity
            && capacity.mean + capacity.spread() < came / 1_000.0
        {
            // More came than was known to fit: the path has become another.
            self.capacity = None;
        }
        let limit = (AHEAD * came + AHEAD_MORE).min(CEILING);
        if limit <= self.rate {
            return;
        }
        let span = seconds(now.saturating_sub(since)).min(1.0);
        let more = if self.capacity.is_some() {
            packet_a_response(self.rate, round_trip) * span
        } else {
            (self.rate * (RISE.powf(span) - 1.0)).max(1_000.0 * span)
        };
        self.rate = (self.rate + more).min(limit);
    }

    fn fall(&mut self, came: Option<f64>, round_trip: u64, now: u64) {
        let span = round_trip.clamp(FALL_SPAN.0, FALL_SPAN.1);
        let long_ago = self.fell_at.is_none_or(|at| span <= now.saturating_sub(at));
        let far_off = came.is_some_and(|came| came < 0.5 * self.rate);
        if !long_ago && !far_off {
            return;
        }
        let to = match came {
            Some(came) => BETA * came,
            None => 0.5 * self.rate,
        };
        self.rate = self.rate.min(to).max(FLOOR);
        if let Some(came) = came {
            let kbits = came / 1_000.0;
            match &mut self.capacity {
                Some(capacity) if (capacity.mean - kbits).abs() <= capacity.spread() => {
                    capacity.take(kbits);
                }
                other => *other = Some(Capacity::new(kbits)),
            }
        }
        (self.fell_at, self.changed_at) = (Some(now), Some(now));
        self.holds = true;
    }
}

/// Near what the path carries the rate rises by about a packet in the time that an answer takes
/// (gcc-02, 5.5), in bit/s a second.
fn packet_a_response(rate: f64, round_trip: u64) -> f64 {
    let picture = rate / 30.0;
    let packets = (picture / (8.0 * 1_200.0)).ceil().max(1.0);
    let answer = seconds(round_trip + 100_000);
    (picture / packets / answer).max(4_000.0)
}

/// Seconds of microseconds.
#[expect(
    clippy::cast_precision_loss,
    reason = "spans of a connection, far below 2^52 microseconds"
)]
fn seconds(micros: u64) -> f64 {
    micros as f64 / 1_000_000.0
}

/// A rate to compute with.
#[expect(clippy::cast_precision_loss, reason = "rates are far below 2^52 bit/s")]
pub(super) const fn from_bits(bits: u64) -> f64 {
    bits as f64
}

/// A span of microseconds to compute with.
#[expect(
    clippy::cast_precision_loss,
    reason = "spans of a connection, far below 2^52 microseconds"
)]
pub(super) const fn from_micros(micros: i64) -> f64 {
    micros as f64
}

/// A computed rate, rounded down.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between the floor and the ceiling"
)]
pub(super) const fn to_bits(rate: f64) -> u64 {
    rate as u64
}
