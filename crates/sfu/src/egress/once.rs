//! Which extended sequence numbers of an SSRC were sealed, so that none is a second time, whatever
//! mistake hands it in.

/// How far below the highest a number may lie; what is older counts as sealed. At 400 packets a
/// second this is more than a second of reordering.
const WINDOW: u64 = 512;

/// A bit for each of the newest numbers.
#[derive(Clone, Debug)]
pub(super) struct Once {
    /// The number after the highest.
    end: u64,
    /// Bit `n % 512` stands for the number `n`.
    sealed: [u64; 8],
}

impl Once {
    pub(super) const fn new() -> Self {
        Self {
            end: 0,
            sealed: [0; 8],
        }
    }

    /// Takes a number. Returns whether it is taken for the first time.
    pub(super) fn take(&mut self, seq: u64) -> bool {
        if seq < self.end {
            let (word, bit) = place(seq);
            let old = WINDOW <= self.end - 1 - seq || self.sealed[word] & bit != 0;
            self.sealed[word] |= bit;
            return !old;
        }
        if WINDOW <= seq - self.end {
            self.sealed = [0; 8];
        } else {
            for between in self.end..seq {
                let (word, bit) = place(between);
                self.sealed[word] &= !bit;
            }
        }
        let (word, bit) = place(seq);
        self.sealed[word] |= bit;
        self.end = seq + 1;
        true
    }
}

/// The word and the bit of a number.
const fn place(seq: u64) -> (usize, u64) {
    let bit = seq % WINDOW;
    ((bit / 64).to_le_bytes()[0] as usize, 1 << (bit % 64))
}

#[cfg(test)]
mod tests {
    use super::{Once, WINDOW};

    #[test]
    fn a_number_is_taken_once_in_whatever_order() {
        let mut once = Once::new();
        for seq in [64, 66, 65, 70_000, 69_999, 69_489] {
            assert!(once.take(seq), "{seq}");
            assert!(!once.take(seq), "{seq} again");
        }
        assert!(!once.take(70_000 - WINDOW), "too old to know");
        assert!(once.take(70_000 - WINDOW + 2));
        assert!(once.take(70_000 + WINDOW - 1));
        assert!(!once.take(70_000), "still known");
        assert!(once.take(70_001), "its place was made free");
    }
}
