//! What leaves together in a large room: what two people say within some milliseconds goes to each
//! listener as one send of two datagrams, and a picture's packets to each who watches as one of them all.

use std::cmp::Reverse;
use std::sync::Arc;
use std::time::Instant;

use super::forward::Voice;
use super::slot::Stream;
use crate::codec::Picture;
use crate::limits::{AUDIO_SLOTS, FRAME_PACKETS, FRAME_TOGETHER_MAX, TOGETHER_MAX, TOGETHER_SPOKE};
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

    /// A packet waits from now on: for other voices, if somebody else speaks and this shard has many
    /// listeners, and in any case until other shards have been told of it.
    pub(super) fn hold(&mut self, held: Held, many: bool, now: Instant) {
        if let Some(spoke_at) = self.spoke_at.get_mut(held.voice.slot) {
            *spoke_at = Some(now);
        }
        self.held.push(held);
        let spoke = |at: &&Instant| now.saturating_duration_since(**at) < TOGETHER_SPOKE;
        let speak = self.spoke_at.iter().flatten().filter(spoke).count();
        if !many || speak <= self.held.len() {
            self.leaves_at = Some(now);
        }
        self.leaves_at.get_or_insert(now + TOGETHER_MAX);
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

/// A packet of a picture, with what it says of it.
pub(super) type Part = (Arc<Incoming>, Option<Picture>);

/// Packets of one stream's picture that wait for its last.
#[derive(Debug, Default)]
pub(super) struct Frame {
    stream: Option<Stream>,
    held: Vec<Part>,
    /// No other is waited for.
    complete: bool,
    /// When they leave, whatever is still missing.
    leaves_at: Option<Instant>,
}

impl Frame {
    /// Whether those that wait have to leave before a packet of this stream is held.
    pub(super) fn is_before(&self, stream: Stream) -> bool {
        self.stream
            .is_some_and(|held| held != stream || self.complete)
    }

    /// A packet waits from now on: for the rest of its picture, if many take it, and in any case until
    /// other shards have been told of it.
    pub(super) fn hold(
        &mut self,
        stream: Stream,
        packet: &Arc<Incoming>,
        picture: Option<Picture>,
        many: bool,
        now: Instant,
    ) {
        self.stream = Some(stream);
        self.held.push((packet.clone(), picture));
        self.complete = !many || packet.marker || FRAME_PACKETS <= self.held.len();
        if self.complete {
            self.leaves_at = Some(now);
        }
        self.leaves_at.get_or_insert(now + FRAME_TOGETHER_MAX);
    }

    /// When those that wait leave; `None` if none does.
    pub(super) const fn leaves_at(&self) -> Option<Instant> {
        self.leaves_at
    }

    /// Those that waited, in the order in which they came.
    pub(super) fn take(&mut self) -> Option<(Stream, Vec<Part>)> {
        self.leaves_at = None;
        Some((self.stream.take()?, std::mem::take(&mut self.held)))
    }

    /// Takes the room of what has left, for the next ones.
    pub(super) fn give_back(&mut self, mut held: Vec<Part>) {
        held.clear();
        self.held = held;
    }
}

#[cfg(test)]
mod tests;
