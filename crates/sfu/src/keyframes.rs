//! When publishers are asked for keyframes: at once, not too often, and until one comes.

use std::collections::BTreeMap;
use std::time::Instant;

use crate::limits::{KEYFRAME_GAP, KEYFRAME_GAP_LOW, KEYFRAME_RETRY};
use crate::source::{SourceId, StreamKey};

#[derive(Clone, Copy, Debug, Default)]
struct Wish {
    wanted: bool,
    asked_at: Option<Instant>,
    came_at: Option<Instant>,
}

impl Wish {
    /// The first instant at which asking is allowed; `None` when it is allowed at once.
    fn not_before(&self, layer: u8) -> Option<Instant> {
        let gap = if layer == 0 {
            KEYFRAME_GAP_LOW
        } else {
            KEYFRAME_GAP
        };
        self.asked_at
            .map(|at| at + KEYFRAME_RETRY)
            .max(self.came_at.map(|at| at + gap))
    }
}

/// Remembers which streams need a keyframe.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keyframes {
    wishes: BTreeMap<StreamKey, Wish>,
}

impl Keyframes {
    /// Somebody cannot go on without a keyframe of this stream. Returns whether to ask now; if
    /// not, [`due`](Self::due) says so later.
    pub(crate) fn want(&mut self, stream: StreamKey, now: Instant) -> bool {
        let wish = self.wishes.entry(stream).or_default();
        wish.wanted = true;
        let now_allowed = wish.not_before(stream.layer).is_none_or(|at| at <= now);
        if now_allowed {
            wish.asked_at = Some(now);
        }
        now_allowed
    }

    /// A keyframe has come.
    pub(crate) fn came(&mut self, stream: StreamKey, now: Instant) {
        let wish = self.wishes.entry(stream).or_default();
        *wish = Wish {
            wanted: false,
            asked_at: None,
            came_at: Some(now),
        };
    }

    /// The streams to ask again now.
    pub(crate) fn due(&mut self, now: Instant) -> Vec<StreamKey> {
        let mut due = Vec::new();
        for (stream, wish) in &mut self.wishes {
            if wish.wanted && wish.not_before(stream.layer).is_none_or(|at| at <= now) {
                wish.asked_at = Some(now);
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
