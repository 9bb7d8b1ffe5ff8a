//! Which layers within a stream are sent on in a slot, and when that may change.

use crate::codec::Picture;
use crate::source::Cap;

/// Lets pictures pass up to a spatial and a temporal layer. It closes at the next instant. Temporal
/// layers open where the codec says that they can be decoded by who has not had them, spatial layers
/// in a keyframe: only there is known which of an instant is the last that passes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gate {
    /// What is wanted.
    cap: Cap,
    /// What passes.
    spatial: u8,
    temporal: u8,
    /// The highest spatial layer that the stream has.
    top: u8,
    /// The timestamp of the instant that passes now.
    time: Option<u32>,
    /// It began with a keyframe: layers above may open.
    keyframe: bool,
}

impl Gate {
    /// Lets everything pass.
    pub(super) const fn new() -> Self {
        Self {
            cap: Cap::ALL,
            spatial: 0,
            temporal: u8::MAX,
            top: 0,
            time: None,
            keyframe: false,
        }
    }

    /// Decides how much is wanted.
    pub(super) const fn aim(&mut self, cap: Cap) {
        self.cap = cap;
    }

    /// A stream begins, with a keyframe.
    pub(super) const fn begin(&mut self) {
        self.spatial = 0;
        self.temporal = self.cap.temporal;
        self.top = 0;
        self.time = None;
        self.keyframe = false;
    }

    /// Whether a keyframe is needed to have what is wanted.
    pub(super) fn waits(&self) -> bool {
        self.spatial < self.cap.spatial.min(self.top)
    }

    /// The highest spatial layer that passes.
    pub(super) const fn highest(&self) -> u8 {
        self.spatial
    }

    /// Whether this packet is the last of its instant that passes. The last of all tells it itself.
    pub(super) fn ends(&self, picture: &Picture) -> bool {
        let last = if self.keyframe {
            self.cap.spatial.min(self.top)
        } else {
            self.spatial
        };
        picture.ends_picture && picture.spatial == last && last < self.top
    }

    /// Whether a packet of the stream that flows passes.
    pub(super) fn passes(&mut self, picture: &Picture, time: u32) -> bool {
        if let Some(layers) = picture.layers {
            self.top = layers.saturating_sub(1);
        }
        if self.time.replace(time) != Some(time) {
            self.keyframe = false;
            self.spatial = self.spatial.min(self.cap.spatial);
            self.temporal = self.temporal.min(self.cap.temporal);
        }
        self.keyframe |= picture.starts_keyframe;
        if picture.starts_picture {
            self.open(picture);
        }
        picture.spatial <= self.spatial && picture.temporal <= self.temporal
    }

    fn open(&mut self, picture: &Picture) {
        let next = self.spatial + 1;
        let opens = self.keyframe && picture.opens_layer && picture.spatial == next;
        if opens && next <= self.cap.spatial {
            self.spatial = next;
        }
        if let Some(opening) = picture.opening
            && opening.from <= self.temporal
        {
            self.temporal = self.temporal.max(self.cap.temporal.min(opening.to));
        }
    }
}

#[cfg(test)]
mod tests;
