//! Packets sent in one burst, and how bursts spread on the way (gcc-02, 5.2 and 5.3).

/// Packets sent within this span are one group, in microseconds.
const BURST: u64 = 5_000;

/// Packets that came at once, although sent later, join the group before, which some hop had
/// held back; but a group does not grow longer than this.
const HELD: i64 = 5_000;
const HELD_MAX: i64 = 100_000;

/// Reordered packets, or a clock that was set, in this number: all begins anew.
const SETBACKS_MAX: u32 = 3;

#[derive(Clone, Copy, Debug)]
struct Group {
    first_sent: u64,
    last_sent: u64,
    first_came: i64,
    last_came: i64,
}

/// How far two groups were apart when they were sent, and when they came, in microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Delta {
    pub(super) sent: i64,
    pub(super) came: i64,
}

/// Groups packets and compares each group with the one before.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Groups {
    before: Option<Group>,
    current: Option<Group>,
    setbacks: u32,
}

impl Groups {
    /// Takes the next packet that came. Gives the spread of two groups when the later of them is
    /// complete.
    pub(super) fn take(&mut self, sent_at: u64, came_at: i64) -> Option<Delta> {
        let fresh = Group {
            first_sent: sent_at,
            last_sent: sent_at,
            first_came: came_at,
            last_came: came_at,
        };
        let Some(current) = &mut self.current else {
            self.current = Some(fresh);
            return None;
        };
        if sent_at < current.first_sent {
            return None;
        }
        let later = sent_at - current.last_sent.min(sent_at);
        let came_later = came_at - current.last_came;
        let held = came_later - i64::try_from(later).unwrap_or(i64::MAX) < 0
            && came_later <= HELD
            && came_at - current.first_came < HELD_MAX;
        if sent_at - current.first_sent <= BURST || held {
            current.last_sent = current.last_sent.max(sent_at);
            current.last_came = current.last_came.max(came_at);
            return None;
        }
        let complete = std::mem::replace(current, fresh);
        let before = self.before.replace(complete)?;
        let delta = Delta {
            sent: i64::try_from(complete.last_sent.saturating_sub(before.last_sent)).ok()?,
            came: complete.last_came - before.last_came,
        };
        if delta.came < 0 {
            self.setbacks += 1;
            if SETBACKS_MAX <= self.setbacks {
                *self = Self::default();
            }
            return None;
        }
        self.setbacks = 0;
        Some(delta)
    }
}
