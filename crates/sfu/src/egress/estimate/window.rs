//! Bytes over the last few moments.

/// Moments that a window has.
const MOMENTS: usize = 5;

/// Bytes in each of the last moments, the newest first.
#[derive(Clone, Debug)]
pub(crate) struct RateWindow {
    /// Length of a moment in microseconds.
    moment: u64,
    /// Number of the newest moment, and of the first ever.
    newest: u64,
    first: Option<u64>,
    bytes: [u64; MOMENTS],
}

impl RateWindow {
    /// With moments of this many microseconds.
    pub(crate) const fn new(moment: u64) -> Self {
        Self {
            moment,
            newest: 0,
            first: None,
            bytes: [0; MOMENTS],
        }
    }

    /// Counts bytes at an instant; a little before the newest is well.
    pub(crate) fn count(&mut self, at: u64, bytes: u64) {
        self.advance(at);
        let back = usize::try_from(self.newest - (at / self.moment).min(self.newest));
        if let Some(moment) = back.ok().and_then(|back| self.bytes.get_mut(back)) {
            *moment += bytes;
        }
    }

    fn advance(&mut self, at: u64) {
        let moment = at / self.moment;
        if self.first.is_none() {
            (self.first, self.newest) = (Some(moment), moment);
        }
        let ahead = moment.saturating_sub(self.newest);
        let shift = usize::try_from(ahead).unwrap_or(MOMENTS).min(MOMENTS);
        self.bytes.rotate_right(shift);
        self.bytes[..shift].fill(0);
        self.newest += ahead;
    }

    /// Bit/s over the whole moments before this instant, and over the present one as far as it
    /// goes; `None` before the first whole one.
    pub(crate) fn rate(&mut self, at: Option<u64>) -> Option<u64> {
        let at = at?;
        self.advance(at);
        let whole = self.newest.saturating_sub(self.first?);
        if whole == 0 {
            return None;
        }
        let present = (at % self.moment) * u64::from(self.newest == at / self.moment);
        let span = whole.min(MOMENTS as u64 - 1) * self.moment + present;
        let bytes: u64 = self.bytes.iter().sum();
        (bytes * 8_000_000).checked_div(span)
    }
}
