//! How long the queue of the bottleneck is: a trend sees queues grow, but not that one stands.
//!
//! The way of a packet takes longest when a queue stands and shortest when there is none, so that
//! the difference to the shortest way known is the queue, whatever the two clocks differ by.

use super::Told;

/// From this on there is one at all: less is a packet's place among others, or the jitter of the way.
const SEEN: i64 = 12_000;

/// From this on the queue is to drain before more is sent, in microseconds.
const LONG: i64 = 60_000;

/// From this on less has to be sent, unless it drains already.
const TOO_LONG: i64 = 150_000;

/// A queue drains within this span when less is sent; a way that stays longer has become another.
const ACCEPTED: u64 = 3_000_000;

/// A queue that has shrunk to this much of what it was drains, in percent.
const DRAINED_PERCENT: i64 = 80;

/// The shortest way is forgotten by a microsecond in each of this many: clocks drift by less.
const DRIFT: u64 = 2_000;

/// What a queue asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Short,
    Long,
    TooLong,
}

/// Packets whose quickest tells the queue, at least: by so many jitter is rarely taken for one.
const RECENT: usize = 8;

/// Follows the queue of one path.
#[derive(Clone, Copy, Debug)]
pub(super) struct Queue {
    /// Their time of arrival less our time of departure, of the shortest way known.
    shortest: Option<i64>,
    /// When that was last let drift.
    drifted_at: u64,
    /// The ways of the newest packets, in turn.
    recent: [i64; RECENT],
    next: usize,
    /// Since when it is long, and how long it was then.
    long_since: Option<(u64, i64)>,
    standing: Standing,
    /// In microseconds.
    length: i64,
    /// The way has just become a lot shorter than ever.
    shorter: bool,
}

impl Queue {
    pub(super) const fn new() -> Self {
        Self {
            shortest: None,
            drifted_at: 0,
            recent: [i64::MAX; RECENT],
            next: 0,
            long_since: None,
            standing: Standing::Short,
            length: 0,
            shorter: false,
        }
    }

    pub(super) const fn standing(&self) -> Standing {
        self.standing
    }

    /// Whether the way has just become a lot shorter than it was ever known: a queue that was taken for a part
    /// of it is gone.
    pub(super) const fn is_shorter(&self) -> bool {
        self.shorter
    }

    /// Whether there is a queue that is none by chance.
    pub(super) const fn is_seen(&self) -> bool {
        SEEN <= self.length
    }

    /// Takes the packets of one feedback message. The shortest way among them, and among the last ones
    /// if they are few, counts: what one burst adds to its own last packets is no standing queue.
    pub(super) fn take(&mut self, told: &[Told], now: u64) {
        let ways = told.iter().filter_map(|packet| {
            let sent_at = i64::try_from(packet.sent_at).ok()?;
            Some(packet.came_at? - sent_at)
        });
        self.shorter = false;
        let mut quickest = None;
        for way in ways {
            self.recent[self.next % RECENT] = way;
            self.next += 1;
            quickest = Some(quickest.map_or(way, |quickest: i64| quickest.min(way)));
        }
        let Some(quickest) = quickest else { return };
        let way = self.recent.iter().copied().fold(quickest, i64::min);
        let drift = now.saturating_sub(self.drifted_at) / DRIFT;
        self.drifted_at += drift * DRIFT;
        let drift = i64::try_from(drift).unwrap_or(0);
        self.shorter = self.shortest.is_some_and(|known| way + LONG < known);
        let shortest = self.shortest.map_or(way, |known| way.min(known + drift));
        self.shortest = Some(shortest);
        self.length = way - shortest;
        self.standing = match self.length {
            ..LONG => Standing::Short,
            LONG..TOO_LONG => Standing::Long,
            _ => Standing::TooLong,
        };
        if self.standing == Standing::Short {
            self.long_since = None;
            return;
        }
        let (since, length) = *self.long_since.get_or_insert((now, self.length));
        if self.length * 100 < length * DRAINED_PERCENT {
            // It drains, however slowly: voices alone may nearly fill a thin path.
            self.long_since = Some((now, self.length));
        } else if ACCEPTED <= now - since {
            self.shortest = Some(way);
            self.long_since = None;
        }
    }
}
