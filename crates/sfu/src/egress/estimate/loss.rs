//! The rate that loss allows (gcc-02, 6): below 2 % it rises, above 10 % it falls.

use super::FLOOR;

/// Loss below which the rate rises, and above which it falls.
const LOW: f64 = 0.02;
const HIGH: f64 = 0.10;

/// Loss that no link has by chance.
const MOST: f64 = 0.30;

/// How much it rises at a time.
const RISE: f64 = 1.05;

/// Packets that have to be told of before their loss means something, unless it is most of at least
/// the lower number, or this long has passed, in microseconds.
const PACKETS_MIN: u32 = 20;
const PACKETS: u32 = 100;
const SPAN: u64 = 1_000_000;

/// Shortest span between two rises, and between two falls beyond the round trip, in microseconds.
const RISE_SPAN: u64 = 200_000;
const FALL_SPAN: u64 = 300_000;

/// Follows the loss of one path.
#[derive(Debug)]
pub(super) struct LossControl {
    told: u32,
    lost: u32,
    /// When these began to be counted.
    began_at: u64,
    /// What loss allows; `None` for whatever delay allows.
    rate: Option<f64>,
    fell_at: Option<u64>,
    rose_at: u64,
    /// Little was lost of the packets counted last.
    low: bool,
}

impl LossControl {
    pub(super) const fn new() -> Self {
        Self {
            told: 0,
            lost: 0,
            began_at: 0,
            rate: None,
            fell_at: None,
            rose_at: 0,
            low: true,
        }
    }

    /// A packet was told of.
    pub(super) const fn count(&mut self, came: bool) {
        self.told += 1;
        self.lost += !came as u32;
    }

    /// The lower of what loss and what delay allow.
    pub(super) fn limit(&self, delay: f64) -> f64 {
        self.rate.map_or(delay, |rate| rate.min(delay))
    }

    /// A probe came at this rate: where little is lost, loss allows as much.
    pub(super) fn found(&mut self, probed: f64) {
        if self.low {
            self.rate = self.rate.map(|rate| rate.max(probed));
        }
    }

    /// A feedback message was taken; delay allows this much, and this much came.
    pub(super) fn update(&mut self, delay: f64, came: Option<f64>, round_trip: u64, now: u64) {
        if self.told < PACKETS_MIN {
            return;
        }
        let share = f64::from(self.lost) / f64::from(self.told);
        let long = PACKETS <= self.told || self.began_at + SPAN <= now;
        if share < MOST && !long {
            return;
        }
        (self.told, self.lost, self.began_at) = (0, 0, now);
        self.low = share < LOW;
        let rate = self.limit(delay);
        if HIGH < share {
            let due = self
                .fell_at
                .is_none_or(|at| at + FALL_SPAN + round_trip <= now);
            if due {
                // Where most is lost, no more than what came fits.
                let most = came.filter(|_| MOST < share).unwrap_or(rate);
                self.rate = Some((rate * (1.0 - 0.5 * share)).min(most).max(FLOOR));
                self.fell_at = Some(now);
            }
        } else if self.low && self.rose_at + RISE_SPAN <= now {
            self.rose_at = now;
            let risen = rate * RISE + 1_000.0;
            // Bound by delay alone, it is of no use any more.
            self.rate = self.rate.map(|_| risen).filter(|risen| *risen < delay);
        }
    }
}
