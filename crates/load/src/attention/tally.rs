//! What is counted in a run.

use super::habits::Strength;
use super::timeline::Doing;

/// What is counted in a run.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) messages: u64,
    /// Notifications and rings by what the person did, in the order of [`Doing`].
    told: [u64; 6],
    /// Of these, those marked urgent and rings.
    loud: [u64; 6],
    pub(super) badges: u64,
    pub(super) pierces: u64,
    /// Openers that pierced, and that the budget did not let.
    pub(super) pierced: usize,
    pub(super) spent: usize,
    pub(super) rings: u64,
    pub(super) nudges: u64,
    pub(super) offers: u64,
    pub(super) held: u64,
    pub(super) released: u64,
    pub(super) read_before: u64,
    pub(super) still_held: u64,
    pub(super) digested: u64,
    pub(super) digest_told: u64,
    pub(super) digest_waiting: u64,
    pub(super) largest_digest: u32,
    /// Most things told as one.
    pub(super) largest_together: usize,
    /// What was new to each at the beginning of each working day.
    pub(super) piles: Vec<usize>,
    pub(super) told_twice: usize,
    /// Held without an instant at which they are looked at again.
    pub(super) stranded: usize,
}

impl Tally {
    pub(super) fn told(&mut self, doing: Doing, strength: Strength) {
        self.told[doing as usize] += 1;
        if strength != Strength::Plain {
            self.loud[doing as usize] += 1;
        }
    }

    pub(super) fn notifications(&self) -> u64 {
        self.told.iter().sum()
    }

    /// Notifications and rings while the person did that.
    pub(super) fn while_doing(&self, doing: Doing) -> u64 {
        self.told[doing as usize]
    }

    /// In focus and off hours.
    pub(super) fn interruptions(&self) -> u64 {
        let of = [Doing::Focus, Doing::Off, Doing::Asleep];
        of.iter().map(|doing| self.while_doing(*doing)).sum()
    }

    /// The part of these that was marked urgent, or rang.
    pub(super) fn loud_interruptions(&self) -> u64 {
        let of = [Doing::Focus, Doing::Off, Doing::Asleep];
        of.iter().map(|doing| self.loud[*doing as usize]).sum()
    }
}
