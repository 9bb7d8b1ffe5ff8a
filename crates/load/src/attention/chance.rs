//! Chance that depends on a seed and on what is drawn, never on the order of drawing.
//!
//! So the same message finds the same person equally quick or slow in every run, and what differs
//! between runs is what the run does, not luck.

use std::time::Duration;

/// Longest of the drawn spans: nobody needs more than a day to notice or to answer once they begin.
const SPREAD_MAX: Duration = Duration::from_secs(24 * 60 * 60);

/// What a draw is for; numbers of one space.
#[derive(Clone, Copy, Debug)]
pub(super) enum Draw {
    Notices,
    NoticesAfter,
    Answering,
    AtOnce,
    Forgets,
    Later,
    Takes,
    CanHelp,
    Level,
    Thanks,
    Writing,
    Reminds,
    RemindsAfter,
    CallsOverdue,
    Trusts,
    Confirms,
    ConfirmsAfter,
    Verdict,
    Found,
    Colleague,
    Abuses,
    Heeds,
}

/// One draw, and the root of further ones.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chance(u64);

/// Steele, Lea and Flood's SplitMix64: spreads any difference of the input over all bits.
fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(mixed(seed))
    }

    /// The draw for one part of what this one is for.
    pub(super) fn of(self, part: usize) -> Self {
        Self(mixed(self.0 ^ mixed(part as u64)))
    }

    /// The draw of one kind about what this one is for.
    pub(super) fn draw(self, what: Draw) -> Self {
        self.of(what as usize)
    }

    /// From 0 to below 1, evenly.
    pub(super) fn unit(self) -> f64 {
        // The upper 53 bits are exact in a float.
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From 0 to below `count`, evenly; 0 of none.
    pub(super) fn below(self, count: usize) -> usize {
        ((self.unit() * count as f64) as usize).min(count.saturating_sub(1))
    }

    pub(super) fn happens(self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// Which of the shares it falls into; the last for what is left.
    pub(super) fn pick(self, shares: &[f64]) -> usize {
        let all: f64 = shares.iter().sum();
        let mut left = self.unit() * all;
        for (index, share) in shares.iter().enumerate() {
            if left < *share {
                return index;
            }
            left -= share;
        }
        shares.len().saturating_sub(1)
    }

    /// Minutes from `least` to `most`, evenly.
    pub(super) fn minutes(self, least: i64, most: i64) -> i64 {
        least + (self.unit() * (most - least + 1) as f64) as i64
    }

    /// A span around a median as people's spans spread: log-logistic with shape 2, so that one in
    /// ten takes three times the median and one in a hundred ten times.
    pub(super) fn spread(self, median: Duration) -> Duration {
        let unit = self.unit();
        median.mul_f64((unit / (1.0 - unit)).sqrt()).min(SPREAD_MAX)
    }

    /// The gap to the next of events that come independently, so long apart in the mean.
    pub(super) fn gap(self, mean: Duration) -> Duration {
        mean.mul_f64(-(1.0 - self.unit()).ln())
    }
}
