//! When publishers are asked for keyframes: at once, not too often, and until one comes.

use std::collections::BTreeMap;
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

    fn ask(&mut self, now: Instant) {
        self.asked_at = Some(now);
        self.answered = false;
    }
}

/// Remembers which streams need a keyframe.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keyframes {
    wishes: BTreeMap<StreamKey, Wish>,
}

impl Keyframes {
    /// Somebody cannot go on without a keyframe of this stream, or (`starting`) begin. Returns
    /// whether to ask now; if not, [`due`](Self::due) says so later.
    pub(crate) fn want(&mut self, stream: StreamKey, starting: bool, now: Instant) -> bool {
        let wish = self.wishes.entry(stream).or_default();
        wish.wanted = true;
        wish.starting |= starting;
        let now_allowed = wish.not_before(stream.layer).is_none_or(|at| at <= now);
        if now_allowed {
            wish.ask(now);
        }
        now_allowed
    }

    /// A keyframe has come.
    pub(crate) fn came(&mut self, stream: StreamKey) {
        if let Some(wish) = self.wishes.get_mut(&stream) {
            wish.wanted = false;
            wish.starting = false;
            wish.answered = true;
        }
    }

    /// The streams to ask again now.
    pub(crate) fn due(&mut self, now: Instant) -> Vec<StreamKey> {
        let mut due = Vec::new();
        for (stream, wish) in &mut self.wishes {
            if wish.wanted && wish.not_before(stream.layer).is_none_or(|at| at <= now) {
                wish.ask(now);
                due.push(*stream);
            }
        }
        due
    }

    /// When the next is due.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        self.wishes
            .iter()
            .filter(|(_, wish)| wish.wanted)
            .filter_map(|(stream, wish)| wish.not_before(stream.layer))
            .min()
    }

    /// Nobody waits for this stream any more.
    pub(crate) fn drop_wish(&mut self, stream: StreamKey) {
        if let Some(wish) = self.wishes.get_mut(&stream) {
            wish.wanted = false;
        }
    }

    /// The source is gone.
    pub(crate) fn remove(&mut self, source: SourceId) {
        self.wishes.retain(|stream, _| stream.source != source);
    }
}

#[cfg(test)]
mod tests;
