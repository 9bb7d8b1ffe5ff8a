//! The rate that loss allows (gcc-02, 6): below 2 % it rises, above 10 % it falls; of loss that the
//! path has by chance, whatever is sent, neither is counted.
//!
//! A queue that overflows is seen before it loses; a link that loses by chance, such as a wireless
//! one, loses without a queue. What is lost so counts as chance as long as it is little. Much of it
//! may also come from a bottleneck without a queue: then half as much is sent for a moment, and
//! chance is what is lost nevertheless.

use super::FLOOR;

/// Loss below which the rate rises, and above which it falls.
const LOW: f64 = 0.02;
const HIGH: f64 = 0.10;

/// Loss that no link has by chance.
const MOST: f64 = 0.30;

/// Loss by chance from which on what is sent again is likely to be lost again.
const MUCH: f64 = 0.10;

/// When at least one of so many packets was told of while a queue was seen, loss is the queue's: jitter is taken for
/// one now and then.
const QUEUED_PART: u32 = 3;

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

/// How much of what is seen of chance at a time is believed.
const BELIEVED: f64 = 0.25;

/// Of loss that the rate has caused, less than this part is left when half as much is sent.
const LEFT: f64 = 0.6;

/// Half as much as before is sent, to learn whether less is lost then.
#[derive(Clone, Copy, Debug)]
struct Trial {
    /// What was allowed before, and what was lost.
    rate: f64,
    share: f64,
    /// From when on what is told of was sent at the lower rate.
    counts_at: u64,
}

/// Follows the loss of one path.
#[derive(Debug)]
pub(super) struct LossControl {
    told: u32,
    lost: u32,
    /// How many of these were told of while a queue was seen.
    queued: u32,
    /// How many of the message that is being taken.
    fresh: u32,
    /// When these began to be counted.
    began_at: u64,
    /// The share that is lost by chance.
    chance: f64,
    trial: Option<Trial>,
    /// What loss allows; `None` for whatever delay allows.
    rate: Option<f64>,
    fell_at: Option<u64>,
    rose_at: u64,
}

impl LossControl {
    pub(super) const fn new() -> Self {
        Self {
            told: 0,
            lost: 0,
            queued: 0,
            fresh: 0,
            began_at: 0,
            chance: 0.0,
            trial: None,
            rate: None,
            fell_at: None,
            rose_at: 0,
        }
    }

    /// A packet was told of.
    pub(super) const fn count(&mut self, came: bool) {
        self.told += 1;
        self.fresh += 1;
        self.lost += !came as u32;
    }

    /// The lower of what loss and what delay allow.
    pub(super) fn limit(&self, delay: f64) -> f64 {
        self.rate.map_or(delay, |rate| rate.min(delay))
    }

    /// Whether much is lost by chance.
    pub(super) fn is_by_chance(&self) -> bool {
        MUCH <= self.chance
    }

    /// A probe came at this rate: loss allows as much.
    pub(super) fn found(&mut self, probed: f64) {
        self.rate = self.rate.map(|rate| rate.max(probed));
    }

    /// A feedback message was taken; delay allows this much, this much came, and there is a queue or
    /// not.
    pub(super) fn update(
        &mut self,
        delay: f64,
        came: Option<f64>,
        queued: bool,
        round_trip: u64,
        now: u64,
    ) {
        let fresh = std::mem::take(&mut self.fresh);
        if queued {
            self.queued += fresh;
        }
        if self.told < PACKETS_MIN {
            return;
        }
        let told = f64::from(self.told);
        let share = f64::from(self.lost) / told;
        // Of few packets many may be lost by chance.
        let queued = self.told < self.queued * QUEUED_PART;
        let doubt = if queued {
            0.0
        } else {
            2.0 * (share * (1.0 - share) / told).sqrt()
        };
        let long = PACKETS <= self.told || self.began_at + SPAN <= now;
        if share - doubt < MOST && !long {
            return;
        }
        let began_at = std::mem::replace(&mut self.began_at, now);
        (self.told, self.lost, self.queued) = (0, 0, 0);
        if let Some(trial) = self.trial {
            if began_at < trial.counts_at && !queued {
                return;
            }
            self.trial = None;
            if !queued && LEFT * trial.share < share {
                self.chance = share.min(trial.share).min(MOST);
                self.rate = Some(trial.rate);
                return;
            }
        }
        let beyond = share - self.chance;
        if !queued && beyond < HIGH {
            self.chance += BELIEVED * beyond;
        }
        if HIGH + doubt < beyond {
            let rate = self.limit(delay);
            let due = self
                .fell_at
                .is_none_or(|at| at + FALL_SPAN + round_trip <= now);
            if due && (queued || MOST < share - doubt) {
                // Where most is lost, no more than what came fits.
                let most = came.filter(|_| MOST < beyond).unwrap_or(rate);
                self.rate = Some((rate * (1.0 - 0.5 * beyond)).min(most).max(FLOOR));
                self.fell_at = Some(now);
            } else if due {
                self.trial = Some(Trial {
                    rate,
                    share,
                    counts_at: now + 2 * round_trip,
                });
                self.rate = Some((0.5 * rate).max(FLOOR));
                self.fell_at = Some(now);
            }
        } else if beyond < LOW && self.rose_at + RISE_SPAN <= now {
            self.rise(delay, now);
        }
    }

    fn rise(&mut self, delay: f64, now: u64) {
        self.rose_at = now;
        let risen = self.limit(delay) * RISE + 1_000.0;
        // Bound by delay alone, it is of no use any more.
        self.rate = self.rate.map(|_| risen).filter(|risen| *risen < delay);
    }
}
