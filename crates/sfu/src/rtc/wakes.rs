//! When a connection wakes for what str0m has to do.

use std::time::{Duration, Instant};

/// Time between two instants at which it may: 128 steps of the time in reports (RFC 3550, 4), which
/// simulated time goes by.
const STEP: Duration = Duration::from_nanos(1_953_125);

/// Whole [`STEP`]s since it began: so it wakes seldom, and what is due is done at the same time whatever else
/// it wakes for. str0m wakes for which of several streams pauses by chance.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wakes {
    began: Instant,
}

impl Wakes {
    pub(crate) const fn new(began: Instant) -> Self {
        Self { began }
    }

    /// When to wake for something due at an instant: not before it, and after now.
    pub(crate) fn after(&self, at: Instant, now: Instant) -> Instant {
        let whole = |at: Instant| {
            let since = at.saturating_duration_since(self.began);
            since.as_nanos().div_ceil(STEP.as_nanos())
        };
        let steps = whole(at).max(whole(now + Duration::from_nanos(1)));
        let nanos = u64::try_from(steps * STEP.as_nanos());
        self.began + Duration::from_nanos(nanos.unwrap_or(u64::MAX))
    }
}
