//! Which indices of one sender have come (RFC 3711, 3.3.2).

/// How far below the newest an index may lie; what is older is taken for a replay.
const WINDOW: u32 = 64;

/// The newest index and which of the 64 up to it have come.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Replay {
    newest: Option<u32>,
    /// Bit `n` stands for the index `newest - n`.
    came: u64,
}

impl Replay {
    /// Whether this index has not come and is not too old to know.
    pub(super) fn is_new(&self, index: u32) -> bool {
        match self.newest {
            None => true,
            Some(newest) if newest < index => true,
            Some(newest) => {
                let back = newest - index;
                back < WINDOW && self.came & (1 << back) == 0
            }
        }
    }

    /// A genuine compound with this index came.
    pub(super) fn note(&mut self, index: u32) {
        match self.newest {
            Some(newest) if index <= newest => {
                let back = newest - index;
                if back < WINDOW {
                    self.came |= 1 << back;
                }
            }
            newest => {
                let ahead = newest.map_or(WINDOW, |newest| index - newest);
                self.came = self.came.checked_shl(ahead).unwrap_or(0) | 1;
                self.newest = Some(index);
            }
        }
    }
}
