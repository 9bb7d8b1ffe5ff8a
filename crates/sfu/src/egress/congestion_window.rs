//! How much of what is sent may be on its way at once (congestion window, as of RFC 9002, 7): what the path
//! has shown to carry lately, for as long as word of it takes, and a short queue.
//!
//! An estimate may be wrong for want of trying, when little was sent for a while, or because the path has just
//! become another. Then the window bounds what is wrong with it: no more than a short queue, behind
//! which voices wait for a moment, until word comes back. As more arrives the window grows, at each word to
//! about twice what it was. Times are microseconds.

use super::estimate::Told;
use crate::limits::FIRST_ESTIMATE;

/// For how long the most that came at once is remembered.
const REMEMBERED: u64 = 1_000_000;

/// How long the queue may become that what is sent makes.
const QUEUE: u64 = 100_000;

/// A packet, at least, fits beside all others.
const PACKET: u64 = 1_200;

/// The shortest way is forgotten by a microsecond in each of this many.
const DRIFT: u64 = 50;

/// Longest time between two words that is reckoned with.
const BETWEEN_MAX: u64 = 250_000;

/// Bounds what is on its way.
#[derive(Clone, Copy, Debug)]
pub(super) struct CongestionWindow {
    /// The most that came, in bit/s: of this span, and of the one before.
    most: [u64; 2],
    since: u64,
    /// How long word takes at least.
    takes: u64,
    /// How long it is from one word to the next.
    between: u64,
    heard_at: Option<u64>,
    /// Pictures have been sent: what came says something.
    tried: bool,
}

impl CongestionWindow {
    pub(super) const fn new() -> Self {
        Self {
            most: [0; 2],
            since: 0,
            takes: 100_000,
            between: 100_000,
            heard_at: None,
            tried: false,
        }
    }

    /// A picture is sent. Of the first the path is taken to carry what it is until it is measured.
    pub(super) const fn try_now(&mut self, now: u64) {
        if !self.tried {
            self.tried = true;
            self.most = [FIRST_ESTIMATE.0; 2];
            self.since = now;
        }
    }

    /// Takes what one feedback message told, and at which rate packets came lately, in bit/s.
    pub(super) fn take(&mut self, told: &[Told], came: Option<u64>, now: u64) {
        if let Some(before) = self.heard_at.replace(now) {
            let between = (now - before).min(BETWEEN_MAX);
            self.between = (self.between * 7 + between) / 8;
            self.takes += (now - before) / DRIFT;
        }
        let newest = told
            .iter()
            .filter(|told| told.came_at.is_some())
            .map(|told| told.sent_at)
            .max();
        if let Some(newest) = newest {
            self.takes = self.takes.min(now.saturating_sub(newest));
        }
        if self.since + REMEMBERED <= now {
            self.most = [0, self.most[0]];
            self.since = now;
        }
        self.most[0] = self.most[0].max(came.unwrap_or(0));
    }

    /// How many bytes may be on their way.
    pub(super) fn bytes(&self) -> u64 {
        let most = self.most[0].max(self.most[1]);
        let span = self.takes + self.between + QUEUE;
        most * span / 8_000_000 + PACKET
    }

    /// When one more packet may leave although the window is full: no word has come for longer than it takes,
    /// so that it may be lost.
    pub(super) fn patience(&self, last_sent: u64) -> u64 {
        self.heard_at.unwrap_or(0).max(last_sent) + 2 * (self.takes + self.between)
    }
}

#[cfg(test)]
mod tests;
