//! What a person truly does, minute by minute, whatever the system knows of it.

use std::time::Duration;

use model::time::Timestamp;

/// Length of a minute, in milliseconds.
const MINUTE_MS: i64 = 60_000;

/// What somebody truly does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Doing {
    /// Outside their hours, asleep.
    Asleep,
    /// Outside their hours, awake.
    Off,
    /// Inside their hours but not at the desk: lunch, on the way, late.
    Away,
    /// At the desk; overtime too.
    Desk,
    /// Wants to be undisturbed.
    Focus,
    /// In a meeting.
    Live,
}

/// One minute each while it is drawn.
pub(super) struct Grid {
    begin: Timestamp,
    minutes: Vec<Doing>,
}

impl Grid {
    /// Everybody is off until something else is drawn.
    pub(super) fn new(begin: Timestamp, end: Timestamp) -> Self {
        let length = end.since(begin).as_secs() / 60;
        Self {
            begin,
            minutes: vec![Doing::Off; usize::try_from(length).unwrap_or(0)],
        }
    }

    fn index(&self, at: Timestamp) -> usize {
        let minutes = (at.as_millis() - self.begin.as_millis()).div_euclid(MINUTE_MS);
        usize::try_from(minutes)
            .unwrap_or(0)
            .min(self.minutes.len())
    }

    pub(super) fn fill(&mut self, from: Timestamp, until: Timestamp, doing: Doing) {
        let (from, until) = (self.index(from), self.index(until));
        if let Some(minutes) = self.minutes.get_mut(from..until.max(from)) {
            minutes.fill(doing);
        }
    }

    /// Only the minutes at the desk become `doing`.
    pub(super) fn fill_desk(&mut self, from: Timestamp, until: Timestamp, doing: Doing) {
        let (from, until) = (self.index(from), self.index(until));
        for minute in self
            .minutes
            .get_mut(from..until.max(from))
            .unwrap_or_default()
        {
            if *minute == Doing::Desk {
                *minute = doing;
            }
        }
    }

    pub(super) fn at(&self, at: Timestamp) -> Doing {
        let index = self.index(at);
        self.minutes.get(index).copied().unwrap_or(Doing::Off)
    }

    pub(super) fn timeline(&self) -> Timeline {
        let mut pieces: Vec<Piece> = Vec::new();
        for (minute, doing) in self.minutes.iter().enumerate() {
            if pieces.last().is_none_or(|last| last.doing != *doing) {
                let minute = i64::try_from(minute).unwrap_or(i64::MAX);
                pieces.push(Piece {
                    from: Timestamp::from_millis(self.begin.as_millis() + minute * MINUTE_MS),
                    doing: *doing,
                });
            }
        }
        Timeline { pieces }
    }
}

/// From `from` until the next piece begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) from: Timestamp,
    pub(super) doing: Doing,
}

/// The same, by what changes; made to be asked.
pub(super) struct Timeline {
    pieces: Vec<Piece>,
}

impl Timeline {
    fn index(&self, at: Timestamp) -> usize {
        self.pieces
            .partition_point(|piece| piece.from <= at)
            .saturating_sub(1)
    }

    pub(super) fn at(&self, at: Timestamp) -> Doing {
        let piece = self.pieces.get(self.index(at));
        piece.map_or(Doing::Off, |piece| piece.doing)
    }

    /// The end of the piece at `at`.
    pub(super) fn end_at(&self, at: Timestamp) -> Timestamp {
        let next = self.pieces.get(self.index(at) + 1);
        next.map_or(Timestamp::MAX, |piece| piece.from)
    }

    /// All pieces with their ends, in order.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (Piece, Timestamp)> + '_ {
        let ends = self.pieces.iter().skip(1).map(|piece| piece.from);
        self.pieces.iter().copied().zip(ends)
    }

    /// The instant at which `span` at the desk from `at` on is used up; `None` if the drawn time
    /// does not hold as much.
    pub(super) fn after_desk(&self, at: Timestamp, span: Duration) -> Option<Timestamp> {
        let mut left = span;
        let first = self.index(at);
        let pieces = self.pieces.get(first..).unwrap_or_default();
        for (number, piece) in pieces.iter().enumerate() {
            if piece.doing != Doing::Desk {
                continue;
            }
            let from = piece.from.max(at);
            let until = pieces.get(number + 1)?.from;
            let length = until.since(from);
            if left <= length {
                return Some(from.plus(left));
            }
            left -= length;
        }
        None
    }
}
