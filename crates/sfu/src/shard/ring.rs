//! The newest packets of one published layer, for all who take it: who misses one, and who begins
//! with a keyframe whose first packet came late, is served from here.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Instant;

use crate::codec::Picture;
use crate::limits::{RETRANSMIT_KEPT, RETRANSMIT_PACKETS_MAX};
use crate::peer::Incoming;

/// A packet that is kept.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) packet: Arc<Incoming>,
    pub(super) picture: Option<Picture>,
    came_at: Instant,
}

/// The packets of the last moments by their extended sequence number; those that have not come
/// have a place too.
///
/// **Invariant:** `packets[n]` has the number `first + n`; the first and the last are there.
#[derive(Debug, Default)]
pub(super) struct Ring {
    first: u64,
    packets: VecDeque<Option<Kept>>,
}

impl Ring {
    /// Keeps a packet; forgets what is too old, or too far before it.
    pub(super) fn keep(&mut self, packet: &Arc<Incoming>, picture: Option<Picture>, now: Instant) {
        let seq = packet.seq;
        let max = u64::try_from(RETRANSMIT_PACKETS_MAX).unwrap_or(u64::MAX);
        if self.packets.is_empty() || self.end() + max <= seq {
            self.packets.clear();
            self.first = seq;
        }
        let Some(at) = seq.checked_sub(self.first) else {
            return;
        };
        let kept = Kept {
            packet: packet.clone(),
            picture,
            came_at: now,
        };
        match usize::try_from(at) {
            Ok(at) if at < self.packets.len() => self.packets[at] = Some(kept),
            Ok(at) => {
                self.packets.resize_with(at, || None);
                self.packets.push_back(Some(kept));
            }
            Err(_) => return,
        }
        self.forget(now);
    }

    fn end(&self) -> u64 {
        self.first + self.packets.len() as u64
    }

    fn forget(&mut self, now: Instant) {
        while let Some(oldest) = self.packets.front() {
            let fresh = oldest
                .as_ref()
                .is_some_and(|kept| now.saturating_duration_since(kept.came_at) < RETRANSMIT_KEPT);
            if fresh && self.packets.len() <= RETRANSMIT_PACKETS_MAX {
                return;
            }
            self.packets.pop_front();
            self.first += 1;
        }
    }

    /// The packet of this number, unless it is too old to be of use.
    pub(super) fn get(&self, seq: u64, now: Instant) -> Option<&Kept> {
        let at = usize::try_from(seq.checked_sub(self.first)?).ok()?;
        let kept = self.packets.get(at)?.as_ref()?;
        (now.saturating_duration_since(kept.came_at) < RETRANSMIT_KEPT).then_some(kept)
    }

    /// The packets after this number, in order.
    pub(super) fn after(&self, seq: u64) -> impl Iterator<Item = &Kept> {
        let from = (seq + 1).saturating_sub(self.first);
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        self.packets.iter().skip(from).flatten()
    }

    /// The numbers begin anew.
    pub(super) fn clear(&mut self) {
        self.packets.clear();
    }
}

#[cfg(test)]
mod tests;
