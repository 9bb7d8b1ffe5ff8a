//! Makes one unbroken stream out of the sources and layers that follow each other in a slot.
//!
//! A receiver sees one SSRC whose sequence numbers, timestamps and picture ids go on without a
//! step, whatever fills the slot. Extended sequence numbers begin near zero, because their upper
//! part is SRTP's rollover counter, which a receiver takes to be zero at first (RFC 3711, 3.3.1).

use std::time::{Duration, Instant};

use crate::source::SourceKind;

/// A packet's numbers, as published or as sent on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Extended sequence number.
    pub seq: u64,
    /// RTP timestamp.
    pub time: u32,
    /// Picture id.
    pub picture_id: Option<u16>,
    /// TL0PICIDX.
    pub tl0_picture: Option<u8>,
    /// Number of the picture in the dependency descriptor.
    pub frame: Option<u16>,
}

/// A packet's numbers for the subscriber.
pub type Rewritten = Place;

/// Where a stream began, and how far its numbers are from the sent ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Offsets {
    first_seq: u64,
    first_seq_out: u64,
    time: u32,
    picture_id: u16,
    tl0_picture: u8,
    frame: u16,
}

impl Offsets {
    /// The published number of a packet that was sent with this one; `None` when it was sent
    /// before the stream began.
    pub(crate) fn published(&self, seq: u64) -> Option<u64> {
        Some(self.first_seq + seq.checked_sub(self.first_seq_out)?)
    }

    /// The numbers that a published packet is sent with; `None` when it was published before the
    /// stream began.
    pub(crate) fn apply(&self, place: &Place) -> Option<Rewritten> {
        Some(Place {
            seq: self.first_seq_out + place.seq.checked_sub(self.first_seq)?,
            time: place.time.wrapping_add(self.time),
            picture_id: place
                .picture_id
                .map(|id| id.wrapping_add(self.picture_id) & 0x7fff),
            tl0_picture: place
                .tl0_picture
                .map(|id| id.wrapping_add(self.tl0_picture)),
            frame: place.frame.map(|frame| frame.wrapping_add(self.frame)),
        })
    }

    /// The number that the first packet is sent with.
    pub(crate) const fn first_out(&self) -> u64 {
        self.first_seq_out
    }
}

/// The newest packet that was sent.
#[derive(Clone, Copy, Debug)]
struct Newest {
    place: Place,
    at: Instant,
}

/// Rewrites the packets of one slot.
#[derive(Clone, Debug)]
pub struct Rewriter {
    kind: SourceKind,
    offsets: Option<Offsets>,
    newest: Option<Newest>,
    /// Highest published number of the stream that flows, sent or left out.
    highest: u64,
}

/// The first sequence number of a slot. Not 0, so that a packet reordered before it has a place.
const FIRST_SEQ: u64 = 64;

/// Shortest step of the timestamp from one stream to the next: one picture at 60 a second, or one
/// packet of 20 ms.
const STEP_VIDEO: Duration = Duration::from_micros(16_667);
const STEP_AUDIO: Duration = Duration::from_millis(20);

impl Rewriter {
    /// For a slot of this kind that has sent nothing yet.
    #[must_use]
    pub const fn new(kind: SourceKind) -> Self {
        Self {
            kind,
            offsets: None,
            newest: None,
            highest: 0,
        }
    }

    /// How the stream that flows now is rewritten, once one does.
    pub(crate) const fn offsets(&self) -> Option<Offsets> {
        self.offsets
    }

    /// Another stream follows, beginning with this packet: it comes right after what was sent, as
    /// much later as time has passed.
    pub fn switch(&mut self, place: &Place, now: Instant) {
        let time = match self.newest {
            None => place.time,
            Some(newest) => {
                let step = if self.kind == SourceKind::Audio {
                    STEP_AUDIO
                } else {
                    STEP_VIDEO
                };
                let span = now.saturating_duration_since(newest.at).max(step);
                newest.place.time.wrapping_add(self.kind.ticks(span))
            }
        };
        self.begin(place, time.wrapping_sub(place.time));
    }

    /// The same stream goes on after a pause in which its packets were not sent: its clock is
    /// kept, its numbers follow what was sent.
    pub fn resume(&mut self, place: &Place, now: Instant) {
        match self.offsets {
            None => self.switch(place, now),
            Some(offsets) => self.begin(place, offsets.time),
        }
    }

    fn begin(&mut self, place: &Place, time: u32) {
        let newest = self.newest.map(|newest| newest.place);
        let picture_id = newest.and_then(|newest| newest.picture_id).map_or(0, |id| {
            id.wrapping_add(1)
                .wrapping_sub(place.picture_id.unwrap_or(0))
        });
        let tl0_picture = newest
            .and_then(|newest| newest.tl0_picture)
            .map_or(0, |id| {
                id.wrapping_add(1)
                    .wrapping_sub(place.tl0_picture.unwrap_or(0))
            });
        let frame = newest.and_then(|newest| newest.frame).map_or(0, |frame| {
            frame.wrapping_add(1).wrapping_sub(place.frame.unwrap_or(0))
        });
        self.offsets = Some(Offsets {
            first_seq: place.seq,
            first_seq_out: newest.map_or(FIRST_SEQ, |newest| newest.seq + 1),
            time,
            picture_id,
            tl0_picture,
            frame,
        });
        self.highest = place.seq;
    }

    /// A packet of the stream that flows is left out: the next takes its number. Returns whether
    /// it does; a packet that comes after later ones leaves a gap instead, since theirs are taken.
    pub(crate) fn skip(&mut self, place: &Place) -> bool {
        let Some(offsets) = &mut self.offsets else {
            return false;
        };
        if place.seq <= self.highest {
            return false;
        }
        self.highest = place.seq;
        offsets.first_seq_out += place.seq - offsets.first_seq;
        offsets.first_seq = place.seq + 1;
        true
    }

    /// Gives a packet of the stream that flows its numbers; `None` for one from before the stream
    /// began here, whose number is taken.
    pub fn rewrite(&mut self, place: &Place, now: Instant) -> Option<Rewritten> {
        let rewritten = self.offsets?.apply(place)?;
        let seq = rewritten.seq;
        self.highest = self.highest.max(place.seq);
        if self.newest.is_none_or(|newest| newest.place.seq < seq) {
            self.newest = Some(Newest {
                place: rewritten,
                at: now,
            });
        }
        Some(rewritten)
    }
}

#[cfg(test)]
mod tests;
