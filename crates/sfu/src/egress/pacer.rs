//! Spreads what is sent over time: a keyframe fills neither the queue of a thin path, where voices would
//! wait behind it, nor is it lost there.
//!
//! What fits into a moment of the path leaves at once, so that on a path that carries what is sent
//! nothing waits. Voices never wait and are counted; what is sent again goes before pictures.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::codec::Picture;
use crate::limits::{PACED_MAX, RESENT_WAIT_MAX};
use crate::peer::{Forward, Incoming};
use crate::source::SourceId;

/// How much faster than the estimate is sent, in percent, while the path has no queue: less would make
/// what waits wait longer than the path asks for, more fills its queue. Where there is one, it drains.
const FASTER_PERCENT: u64 = 150;

/// What leaves at once: so much as takes this long at the rate of sending, in microseconds.
const BURST: u64 = 30_000;

/// Who waits for longer has met a path that carries less than is sent, in microseconds.
const LONG: u64 = 150_000;

/// What voices have taken beyond the rate keeps pictures waiting for this long at most, in microseconds.
const BEHIND_MAX: u64 = 250_000;

/// How much of that has to be free again before the next of what waits leaves, in microseconds.
const STEP: u64 = 4_000;

/// What is sent again and has waited for longer comes too late: it was asked for once more, in microseconds.
const AGAIN_MAX: u64 = 400_000;

/// A packet that waits: what [`Forward`] borrows is held.
#[derive(Debug)]
pub(super) struct Waiting {
    /// In which slot it is sent.
    pub(super) slot: usize,
    packet: Arc<Incoming>,
    picture: Option<Picture>,
    source: SourceId,
    seq: u64,
    time: u32,
    picture_id: Option<u16>,
    tl0_picture: Option<u8>,
    frame: Option<u16>,
    highest: u8,
    marker: bool,
    arrived: std::time::Instant,
    since: u64,
}

impl Waiting {
    fn new(slot: usize, forward: &Forward<'_>, now: u64) -> Self {
        Self {
            slot,
            packet: forward.packet.clone(),
            picture: forward.picture.copied(),
            source: forward.source,
            seq: forward.seq,
            time: forward.time,
            picture_id: forward.picture_id,
            tl0_picture: forward.tl0_picture,
            frame: forward.frame,
            highest: forward.highest,
            marker: forward.marker,
            arrived: forward.arrived,
            since: now,
        }
    }

    fn bytes(&self) -> u64 {
        self.packet.payload.len() as u64
    }

    /// The packet as it was to be sent.
    pub(super) fn forward(&self) -> Forward<'_> {
        Forward {
            packet: &self.packet,
            picture: self.picture.as_ref(),
            source: self.source,
            seq: self.seq,
            time: self.time,
            picture_id: self.picture_id,
            tl0_picture: self.tl0_picture,
            frame: self.frame,
            highest: self.highest,
            marker: self.marker,
            arrived: self.arrived,
        }
    }
}

/// Whether packets wait on the path already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Queued {
    Yes,
    No,
}

/// The packets of one connection that wait for their turn. Times are microseconds.
#[derive(Debug)]
pub(super) struct Pacer {
    /// Nanoseconds that a byte takes at the rate of sending.
    nanos_a_byte: u64,
    /// When all that was sent will have left at that rate.
    free_at: u64,
    again: VecDeque<Waiting>,
    pictures: VecDeque<Waiting>,
    /// Bytes of what waits to be sent again.
    again_bytes: u64,
}

impl Pacer {
    /// For a path that carries so much, in bit/s.
    pub(super) fn new(bits: u64) -> Self {
        let mut pacer = Self {
            nanos_a_byte: 0,
            free_at: 0,
            again: VecDeque::new(),
            pictures: VecDeque::new(),
            again_bytes: 0,
        };
        pacer.carries(bits, Queued::No);
        pacer
    }

    /// The path carries so much from now on, in bit/s.
    pub(super) fn carries(&mut self, bits: u64, queued: Queued) {
        let rate = match queued {
            Queued::No => bits * FASTER_PERCENT / 100,
            Queued::Yes => bits,
        };
        self.nanos_a_byte = 8_000_000_000 / rate.max(1_000);
    }

    /// Forgets what waits in a slot, if that has waited for long. Returns whether anything did.
    pub(super) fn forget(&mut self, slot: usize, now: u64) -> bool {
        if self.since().is_none_or(|since| now < since + LONG) {
            return false;
        }
        let before = self.pictures.len() + self.again.len();
        self.pictures.retain(|waiting| waiting.slot != slot);
        self.again.retain(|waiting| waiting.slot != slot);
        let left = self.again.iter().map(Waiting::bytes);
        self.again_bytes = left.sum();
        self.pictures.len() + self.again.len() < before
    }

    /// Whether a packet has to wait.
    #[inline]
    pub(super) fn is_full(&self, now: u64) -> bool {
        now + BURST < self.free_at || self.waits()
    }

    /// Whether a packet waits.
    #[inline]
    pub(super) fn waits(&self) -> bool {
        !self.pictures.is_empty() || !self.again.is_empty()
    }

    /// A packet was sent.
    #[inline]
    pub(super) fn sent(&mut self, bytes: usize, now: u64) {
        let free_at = self.free_at.max(now) + bytes as u64 * self.nanos_a_byte / 1_000;
        self.free_at = free_at.min(now + BEHIND_MAX);
    }

    /// A packet of a picture waits from now on. When too many do it is dropped, and asked for again.
    pub(super) fn hold(&mut self, slot: usize, forward: &Forward<'_>, now: u64) {
        if self.pictures.len() < PACED_MAX {
            self.pictures.push_back(Waiting::new(slot, forward, now));
        }
    }

    /// Whether so many bytes can be sent again soon; later, they would come too late.
    pub(super) fn has_room_again(&self, bytes: usize) -> bool {
        let bytes = self.again_bytes + bytes as u64;
        let wait = bytes * self.nanos_a_byte / 1_000;
        self.again.is_empty() || u128::from(wait) <= RESENT_WAIT_MAX.as_micros()
    }

    /// A packet that is sent again waits from now on.
    pub(super) fn hold_again(&mut self, slot: usize, forward: &Forward<'_>, now: u64) {
        self.again_bytes += forward.packet.payload.len() as u64;
        self.again.push_back(Waiting::new(slot, forward, now));
    }

    /// The next that may leave, and whether it is sent again.
    pub(super) fn next(&mut self, now: u64) -> Option<(Waiting, bool)> {
        if now + BURST < self.free_at {
            return None;
        }
        while let Some(waiting) = self.again.pop_front() {
            self.again_bytes -= waiting.bytes();
            if now < waiting.since + AGAIN_MAX {
                return Some((waiting, true));
            }
        }
        let picture = self.pictures.pop_front();
        picture.map(|waiting| (waiting, false))
    }

    /// When the next of those that wait may leave.
    pub(super) fn next_at(&self) -> Option<u64> {
        self.waits()
            .then(|| self.free_at.saturating_sub(BURST - STEP))
    }

    /// Since when the oldest of those waits that have not been sent before.
    pub(super) fn since(&self) -> Option<u64> {
        self.pictures.front().map(|waiting| waiting.since)
    }
}

#[cfg(test)]
mod tests;
