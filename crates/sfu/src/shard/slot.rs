//! What flows in one slot, and when another stream may follow.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Instant;

use super::gate::Gate;
use crate::codec::Picture;
use crate::peer::{Forward, Incoming};
use crate::rewrite::{Offsets, Place, Rewriter, Rewritten};
use crate::source::{Cap, SourceId, SourceKind, StreamKey};

/// A stream as it is published now: after a reconnect the same key names other numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stream {
    pub(super) key: StreamKey,
    pub(super) generation: u32,
}

/// A slot for a voice. The stream in it changes from one packet to the next.
#[derive(Debug)]
pub(super) struct AudioSlot {
    /// Its place in the offer.
    pub(super) index: usize,
    pub(super) rewriter: Rewriter,
    pub(super) heard: Option<Stream>,
}

impl AudioSlot {
    pub(super) const fn new(index: usize) -> Self {
        Self {
            index,
            rewriter: Rewriter::new(SourceKind::Audio),
            heard: None,
        }
    }
}

/// Gives a voice's packet its numbers in a slot; `resumes` says that packets before it were not
/// forwarded.
pub(super) fn rewrite_voice(
    rewriter: &mut Rewriter,
    heard: &mut Option<Stream>,
    stream: Stream,
    place: &Place,
    resumes: bool,
    now: Instant,
) -> Option<Rewritten> {
    if *heard != Some(stream) {
        *heard = Some(stream);
        rewriter.switch(place, now);
    } else if resumes {
        rewriter.resume(place, now);
    }
    rewriter.rewrite(place, now)
}

/// The numbers of a packet as it was published.
pub(super) fn place_of(packet: &Incoming, picture: Option<&Picture>) -> Place {
    Place {
        seq: packet.seq,
        time: packet.time,
        picture_id: picture.and_then(|picture| picture.picture_id),
        tl0_picture: picture.and_then(|picture| picture.tl0_picture),
        frame: picture.and_then(|picture| picture.frame),
    }
}

/// A slot for a picture. Another stream follows at its keyframe only; another layer of the same
/// source flows until then, another source does not.
#[derive(Debug)]
pub(super) struct VideoSlot {
    /// Its place in the offer.
    pub(super) index: usize,
    rewriter: Rewriter,
    current: Option<Stream>,
    target: Option<StreamKey>,
    /// Which layers within the stream are sent on.
    gate: Gate,
    /// The stream whose clock the rewriter has.
    last: Option<Stream>,
    /// What has flowed lately, the newest last: who misses a packet may miss one from before. Each
    /// packet that was left out begins a part anew.
    past: VecDeque<(Stream, Offsets)>,
}

/// Parts of streams from which packets are sent again: what flows in a second in which every other
/// picture is left out.
const PAST_MAX: usize = 64;

impl VideoSlot {
    pub(super) const fn new(index: usize) -> Self {
        Self {
            index,
            rewriter: Rewriter::new(SourceKind::Video),
            current: None,
            target: None,
            gate: Gate::new(),
            last: None,
            past: VecDeque::new(),
        }
    }

    /// Decides what the slot shall carry, and how much of it.
    pub(super) fn aim(&mut self, target: Option<StreamKey>, cap: Cap) {
        self.target = target;
        self.gate.aim(cap);
        let same =
            |current: &Stream| target.is_some_and(|target| target.source == current.key.source);
        self.current = self.current.filter(same);
    }

    /// The stream that is shown, or will be.
    pub(super) fn flows(&self) -> Option<StreamKey> {
        self.current.map(|current| current.key).or(self.target)
    }

    /// The stream that the slot waits for; `None` when it has what it shall carry.
    pub(super) fn waits_for(&self) -> Option<StreamKey> {
        let current = self.current.map(|current| current.key);
        let waits = |target: &StreamKey| current != Some(*target) || self.gate.waits();
        self.target.filter(waits)
    }

    /// Whether nothing flows.
    pub(super) fn is_dark(&self) -> bool {
        self.current.is_none()
    }

    /// Whether packets of this stream still matter here.
    pub(super) fn takes(&self, key: StreamKey) -> bool {
        self.target == Some(key) || self.current.is_some_and(|current| current.key == key)
    }

    /// The layer of this source that the slot shall carry.
    pub(super) fn aims_at(&self, source: SourceId) -> Option<StreamKey> {
        self.target.filter(|target| target.source == source)
    }

    /// Stops the picture until the next keyframe.
    pub(super) fn interrupt(&mut self) {
        self.current = None;
    }

    /// Whether this target is less than what flows: nothing, or a smaller layer.
    pub(super) fn lowers(&self, target: Option<StreamKey>) -> bool {
        self.current.is_some_and(|current| {
            target.is_none_or(|target| {
                target.source == current.key.source && target.layer < current.key.layer
            })
        })
    }

    /// Stops the picture; nothing of it is sent again.
    pub(super) fn cut(&mut self) {
        self.interrupt();
        self.past.clear();
    }

    /// Of which stream a packet was that was sent with this number, and how it was rewritten.
    pub(super) fn sent_as(&self, seq: u64) -> Option<(Stream, Offsets)> {
        let mut past = self.past.iter().rev();
        let began_before = |(_, offsets): &&(Stream, Offsets)| offsets.published(seq).is_some();
        past.find(began_before).copied()
    }

    /// Notes how what flows now is rewritten.
    fn remember(&mut self, stream: Stream) {
        let Some(offsets) = self.rewriter.offsets() else {
            return;
        };
        // Nothing was sent since the last part began.
        let unused = |(last, before): &(Stream, Offsets)| {
            *last == stream && before.first_out() == offsets.first_out()
        };
        if self.past.back().is_some_and(unused) || PAST_MAX <= self.past.len() {
            if self.past.back().is_some_and(unused) {
                self.past.pop_back();
            } else {
                self.past.pop_front();
            }
        }
        self.past.push_back((stream, offsets));
    }

    /// Gives a packet its numbers that came after a later one was left out.
    fn rewrite_late(&self, stream: Stream, place: &Place) -> Option<Rewritten> {
        let mut taken_from = u64::MAX;
        for (of, offsets) in self.past.iter().rev() {
            if *of != stream {
                return None;
            }
            if let Some(place) = offsets.apply(place) {
                return Some(place).filter(|place| place.seq < taken_from);
            }
            taken_from = offsets.first_out();
        }
        None
    }

    /// A packet as the subscriber gets it.
    pub(super) fn forward<'a>(
        &self,
        stream: Stream,
        packet: &'a Arc<Incoming>,
        picture: Option<&'a Picture>,
        place: &Rewritten,
        now: Instant,
    ) -> Forward<'a> {
        let ends = picture.is_some_and(|picture| self.gate.ends(picture));
        Forward {
            packet,
            picture,
            source: stream.key.source,
            seq: place.seq,
            time: place.time,
            picture_id: place.picture_id,
            tl0_picture: place.tl0_picture,
            frame: place.frame,
            highest: self.gate.highest(),
            marker: packet.marker || ends,
            arrived: now,
        }
    }

    /// Gives a packet its numbers, if it is to be forwarded; with whether the stream begins here.
    pub(super) fn offer(
        &mut self,
        stream: Stream,
        packet: &Incoming,
        picture: Option<&Picture>,
        now: Instant,
    ) -> Option<(Rewritten, bool)> {
        let place = place_of(packet, picture);
        let keyframe = picture.is_some_and(|picture| picture.starts_keyframe);
        let begins = self.current != Some(stream);
        if begins {
            if self.target != Some(stream.key) || !keyframe {
                return None;
            }
            if self.last == Some(stream) {
                self.rewriter.resume(&place, now);
            } else {
                self.rewriter.switch(&place, now);
            }
            self.current = Some(stream);
            self.last = Some(stream);
            self.remember(stream);
            self.gate.begin();
        }
        if picture.is_some_and(|picture| !self.gate.passes(picture, packet.time)) {
            if self.rewriter.skip(&place) {
                self.remember(stream);
            }
            return None;
        }
        let sent = self.rewriter.rewrite(&place, now);
        let sent = sent.or_else(|| self.rewrite_late(stream, &place));
        sent.map(|place| (place, begins))
    }
}
