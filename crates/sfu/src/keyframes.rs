//! When publishers are asked for keyframes: at once, not too often, and until one comes.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use crate::limits::{KEYFRAME_GAP, KEYFRAME_GAP_LOW, KEYFRAME_GAP_START, KEYFRAME_RETRY};
use crate::source::{SourceId, StreamKey};

#[derive(Clone, Copy, Debug, Default)]
struct Wish {
    wanted: bool,
    /// Somebody who wants it has no picture at all.
    starting: bool,
    asked_at: Option<Instant>,
    answered: bool,
}

impl Wish {
    /// The first instant at which asking is allowed; `None` when it is allowed at once.
    ///
    /// A keyframe that came unasked does not count: who joins right after it waits for no other.
    fn not_before(&self, layer: u8) -> Option<Instant> {
        let gap = match (self.answered, self.starting, layer) {
            (false, _, _) => KEYFRAME_RETRY,
            (true, true, _) => KEYFRAME_GAP_START,
            (true, false, 0) => KEYFRAME_GAP_LOW,
            (true, false, _) => KEYFRAME_GAP,
        };
        self.asked_at.map(|at| at + gap)
    }

    /// When to ask again; a wanted stream has been asked for or is held back by an earlier request.
    fn due(&self, stream: StreamKey) -> Option<Instant> {
        self.not_before(stream.layer).filter(|_| self.wanted)
    }

    fn ask(&mut self, now: Instant) {
        self.asked_at = Some(now);
        self.answered = false;
    }
}

/// Remembers which streams need a keyframe.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keyframes {
    wishes: BTreeMap<StreamKey, Wish>,
    /// When which wanted stream is asked for again.
    due: BTreeSet<(Instant, StreamKey)>,
}

impl Keyframes {
    /// Somebody cannot go on without a keyframe of this stream, or (`starting`) begin. Returns
    /// whether to ask now; if not, [`due`](Self::due) says so later.
    pub(crate) fn want(&mut self, stream: StreamKey, starting: bool, now: Instant) -> bool {
        let mut wish = self.wishes.get(&stream).copied().unwrap_or_default();
        wish.wanted = true;
        wish.starting |= starting;
        let now_allowed = wish.not_before(stream.layer).is_none_or(|at| at <= now);
        if now_allowed {
            wish.ask(now);
        }
        self.put(stream, wish);
        now_allowed
    }

    /// Changes what is known of a stream, and when it is due.
    fn put(&mut self, stream: StreamKey, wish: Wish) {
        if let Some(at) = self.wishes.get(&stream).and_then(|wish| wish.due(stream)) {
            self.due.remove(&(at, stream));
        }
        if let Some(at) = wish.due(stream) {
            self.due.insert((at, stream));
        }
        self.wishes.insert(stream, wish);
    }

    /// A keyframe has come.
    pub(crate) fn came(&mut self, stream: StreamKey) {
        if let Some(mut wish) = self.wishes.get(&stream).copied() {
            wish.wanted = false;
            wish.starting = false;
            wish.answered = true;
            self.put(stream, wish);
        }
    }

    /// The streams to ask again now.
    pub(crate) fn due(&mut self, now: Instant) -> Vec<StreamKey> {
        let mut due = Vec::new();
        while let Some((at, stream)) = self.due.first().copied() {
            if now < at {
                break;
            }
            self.due.pop_first();
            if let Some(mut wish) = self.wishes.get(&stream).copied() {
                wish.ask(now);
                self.put(stream, wish);
                due.push(stream);
            }
        }
        due
    }

    /// When the next is due.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        self.due.first().map(|(at, _)| *at)
    }

    /// Nobody waits for this stream any more.
    pub(crate) fn drop_wish(&mut self, stream: StreamKey) {
        if let Some(mut wish) = self.wishes.get(&stream).copied() {
            wish.wanted = false;
            self.put(stream, wish);
        }
    }

    /// The source is gone.
    pub(crate) fn remove(&mut self, source: SourceId) {
        let all = StreamKey { source, layer: 0 }..=StreamKey {
            source,
            layer: u8::MAX,
        };
        let streams: Vec<StreamKey> = self.wishes.range(all).map(|(stream, _)| *stream).collect();
        for stream in streams {
            self.drop_wish(stream);
            self.wishes.remove(&stream);
        }
    }
}

#[cfg(test)]
mod tests;
