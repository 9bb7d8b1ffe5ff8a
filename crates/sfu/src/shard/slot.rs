//! What flows in one slot, and when another stream may follow.

use std::time::Instant;

use crate::peer::Incoming;
use crate::rewrite::{Place, Rewriter, Rewritten};
use crate::source::{SourceId, SourceKind, StreamKey};
use crate::vp8::Vp8;

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

/// A slot for a picture. Another stream follows at its keyframe only; another layer of the same
/// source flows until then, another source does not.
#[derive(Debug)]
pub(super) struct VideoSlot {
    /// Its place in the offer.
    pub(super) index: usize,
    rewriter: Rewriter,
    current: Option<Stream>,
    target: Option<StreamKey>,
    /// The stream whose clock the rewriter has.
    last: Option<Stream>,
}

impl VideoSlot {
    pub(super) const fn new(index: usize) -> Self {
        Self {
            index,
            rewriter: Rewriter::new(SourceKind::Video),
            current: None,
            target: None,
            last: None,
        }
    }

    /// Decides what the slot shall carry.
    pub(super) fn aim(&mut self, target: Option<StreamKey>) {
        self.target = target;
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
        self.target.filter(|target| current != Some(*target))
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

    /// Gives a packet its numbers, if it is to be forwarded; with whether the stream begins here.
    pub(super) fn offer(
        &mut self,
        stream: Stream,
        packet: &Incoming,
        vp8: Option<&Vp8>,
        now: Instant,
    ) -> Option<(Rewritten, bool)> {
        let place = Place {
            seq: packet.seq,
            time: packet.time,
            picture_id: vp8.and_then(|vp8| vp8.picture_id),
            tl0_picture: vp8.and_then(|vp8| vp8.tl0_picture),
        };
        let keyframe = vp8.is_some_and(|vp8| vp8.starts_keyframe);
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
        }
        self.rewriter
            .rewrite(&place, now)
            .map(|place| (place, begins))
    }
}
