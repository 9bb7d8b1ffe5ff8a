//! Which layers anybody sees; the others are switched off at their publishers.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use model::session::LayerWish;

use super::{Conference, ConferenceEvent};
use crate::limits::LAYER_UNSEEN;
use crate::source::{SourceId, SourceKind, StreamKey};

/// Counts who wants each layer, so that nobody has to be asked.
#[derive(Debug, Default)]
pub(super) struct Seen {
    wanted: BTreeMap<StreamKey, u32>,
    /// Sources to look at again.
    changed: BTreeSet<SourceId>,
    /// When which source may have a layer that was unseen for long enough.
    unseen: BTreeSet<(Instant, SourceId)>,
}

impl Seen {
    /// Somebody wanted one layer and wants another now.
    pub(super) fn change(&mut self, before: Option<StreamKey>, after: Option<StreamKey>) {
        if let Some(stream) = after {
            *self.wanted.entry(stream).or_default() += 1;
            self.changed.insert(stream.source);
        }
        let Some(stream) = before else { return };
        self.changed.insert(stream.source);
        if let Some(count) = self.wanted.get_mut(&stream) {
            *count -= 1;
            if *count == 0 {
                self.wanted.remove(&stream);
            }
        }
    }

    /// The source is to be looked at again, and once more when it has been unseen for long enough.
    pub(super) fn look_at(&mut self, source: SourceId, now: Instant) {
        self.changed.insert(source);
        self.unseen.insert((now + LAYER_UNSEEN, source));
    }

    /// The sources to look at now.
    fn take_due(&mut self, now: Instant) -> BTreeSet<SourceId> {
        while let Some((at, source)) = self.unseen.first().copied() {
            if now < at {
                break;
            }
            self.unseen.pop_first();
            self.changed.insert(source);
        }
        std::mem::take(&mut self.changed)
    }

    fn wants(&self, source: SourceId, layer: usize) -> bool {
        let layer = u8::try_from(layer).unwrap_or(u8::MAX);
        self.wanted.contains_key(&StreamKey { source, layer })
    }
}

impl Conference {
    /// Tells publishers which layers nobody sees any more, and at once which somebody does.
    pub(super) fn tell_layers(&mut self, now: Instant) {
        for id in self.seen.take_due(now) {
            let Some(source) = self.sources.get_mut(&id) else {
                continue;
            };
            if !source.available() || SourceKind::of(source.media) == SourceKind::Audio {
                continue;
            }
            let mut changes = Vec::new();
            // Layers within one stream that has no names for them are sent together.
            let (told, each) = if source.split && !source.named {
                (1, source.layers.len())
            } else {
                (source.layers.len(), 1)
            };
            for (index, layer) in source.layers.iter_mut().take(told).enumerate() {
                let mut all = index..index + each;
                let active = all.any(|layer| self.seen.wants(id, layer));
                if active {
                    layer.unseen_since = None;
                } else if layer.unseen_since.is_none() {
                    layer.unseen_since = Some(now);
                    self.seen.unseen.insert((now + LAYER_UNSEEN, id));
                }
                let stop = layer
                    .unseen_since
                    .is_some_and(|since| LAYER_UNSEEN <= now.saturating_duration_since(since));
                if (active && !layer.asked) || (stop && layer.asked) {
                    layer.asked = active;
                    changes.push(LayerWish {
                        mid: source.mid.clone(),
                        rid: layer.rid.clone(),
                        active,
                    });
                }
            }
            if !changes.is_empty() {
                let owner = source.owner;
                self.event(ConferenceEvent::Layers(owner, changes));
            }
        }
    }
}
