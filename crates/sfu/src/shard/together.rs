//! Voices that leave together: in a large room, what two people say within some milliseconds goes to
//! each listener as one send of two datagrams.

use std::cmp::Reverse;
use std::sync::Arc;
use std::time::Instant;

use super::forward::Voice;
use crate::limits::{AUDIO_SLOTS, TOGETHER_MAX, TOGETHER_SPOKE};
use crate::peer::Incoming;
use crate::rewrite::Place;

/// A voice's packet that waits for others.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) voice: Voice,
    pub(super) place: Place,
    pub(super) packet: Arc<Incoming>,
}

/// Packets of different voices that wait for each other.
#[derive(Debug, Default)]
pub(super) struct Together {
    held: Vec<Held>,
    /// When they leave, whoever is still missing.
    leaves_at: Option<Instant>,
    /// When each slot's voice was last heard.
    spoke_at: [Option<Instant>; AUDIO_SLOTS],
}

impl Together {
    /// Whether a packet of this slot's voice waits already.
    pub(super) fn is_held(&self, slot: usize) -> bool {
        self.held.iter().any(|held| held.voice.slot == slot)
    }

    /// A packet waits from now on. Returns whether nobody else is to be waited for.
    pub(super) fn hold(&mut self, held: Held, now: Instant) -> bool {
        if let Some(spoke_at) = self.spoke_at.get_mut(held.voice.slot) {
            *spoke_at = Some(now);
        }
        self.held.push(held);
        self.leaves_at.get_or_insert(now + TOGETHER_MAX);
        let spoke = |at: &&Instant| now.saturating_duration_since(**at) < TOGETHER_SPOKE;
        let speak = self.spoke_at.iter().flatten().filter(spoke).count();
        speak <= self.held.len()
    }

    /// When those that wait leave; `None` if nobody does.
    pub(super) const fn leaves_at(&self) -> Option<Instant> {
        self.leaves_at
    }

    /// Those that waited. The longest leads: of one segmented send only the last may be shorter.
    pub(super) fn take(&mut self) -> Vec<Held> {
        self.leaves_at = None;
        let mut held = std::mem::take(&mut self.held);
        held.sort_by_key(|held| Reverse(held.packet.payload.len()));
        held
    }

    /// Takes the room of what has left, for the next ones.
    pub(super) fn give_back(&mut self, mut held: Vec<Held>) {
        held.clear();
        self.held = held;
    }
}

#[cfg(test)]
mod tests;
