//! Recording: whose picture it shows.

use std::time::{Duration, Instant};

use model::session::MediaSource;

use super::{Conference, Order};
use crate::layers::{Need, allocate};
use crate::source::{Bitrate, Size, SourceId, StreamKey};

/// A recording is made for a window of this size.
const RECORDED_SIZE: Size = Size {
    width: 1_280,
    height: 720,
};

/// A picture stays at least this long before another speaker's replaces it.
const PICTURE_HOLD: Duration = Duration::from_secs(2);

/// What is recorded now.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Recorder {
    picture: Option<(SourceId, Instant)>,
    target: Option<StreamKey>,
}

impl Conference {
    /// Begins or ends handing out what is to be recorded.
    pub fn record(&mut self, on: bool, now: Instant) {
        if on == self.recorder.is_some() {
            return;
        }
        self.recorder = on.then(Recorder::default);
        if !on {
            let wanted = self.recorded_layer.take();
            self.seen.change(wanted, None);
        }
        self.codecs.record(on);
        self.order(Order::Record(on));
        self.settle(now);
    }

    /// Whether the conference is being recorded.
    #[must_use]
    pub const fn recording(&self) -> bool {
        self.recorder.is_some()
    }

    /// Looks whether another speaker's picture should be recorded now.
    pub(super) fn record_main_speaker(&mut self, now: Instant) {
        if let Some(recorder) = &self.recorder {
            let shown = recorder.picture.map(|(source, _)| source);
            if self.recorded_source(now) != shown {
                self.settle(now);
            }
        }
    }

    /// A shared screen goes first, then the main speaker's camera; what is shown stays while
    /// nothing better comes.
    fn recorded_source(&self, now: Instant) -> Option<SourceId> {
        let shown = self.recorder.and_then(|recorder| recorder.picture);
        let available = |id: &SourceId| self.sources.get(id).is_some_and(super::Source::available);
        let of = |media: MediaSource| {
            let held = shown.map(|(id, _)| (media, id));
            let held = held.filter(|held| self.available.contains(held));
            let first = (media, SourceId(0))..=(media, SourceId(u32::MAX));
            held.or_else(|| self.available.range(first).next().copied())
                .map(|(_, id)| id)
        };
        if let Some(screen) = of(MediaSource::Screen) {
            return Some(screen);
        }
        let held = shown.filter(|(id, since)| {
            available(id)
                && self.sources[id].media == MediaSource::Camera
                && now.saturating_duration_since(*since) < PICTURE_HOLD
        });
        if let Some((held, _)) = held {
            return Some(held);
        }
        let main = self.speakers.main().and_then(|id| self.sources.get(&id));
        let camera = main
            .and_then(|voice| self.by_owner.get(&(voice.owner, MediaSource::Camera)))
            .copied()
            .filter(available);
        camera.or_else(|| of(MediaSource::Camera))
    }

    /// Chooses what is recorded and tells the shards.
    pub(super) fn decide_recorded(&mut self, now: Instant) {
        let Some(mut recorder) = self.recorder else {
            return;
        };
        let source = self.recorded_source(now);
        if recorder.picture.map(|(id, _)| id) != source {
            recorder.picture = source.map(|id| (id, now));
        }
        let layers = source
            .and_then(|id| self.sources.get(&id))
            .map(super::Source::reports);
        let need = Need {
            layers: layers.unwrap_or_default(),
            shown: RECORDED_SIZE,
            screen: false,
            given: None,
            paused: false,
        };
        let choice = allocate(&[need], Bitrate(u64::MAX), true).choices[0];
        let stream = |layer: Option<u8>| {
            Some(StreamKey {
                source: source?,
                layer: layer?,
            })
        };
        let wanted = stream(choice.wanted);
        if self.recorded_layer != wanted {
            self.seen.change(self.recorded_layer, wanted);
            self.recorded_layer = wanted;
        }
        let carried = |layer: u8| {
            let id = source?;
            Some(self.sources.get(&id)?.stream(id, layer, None).0)
        };
        let target = choice.target.and_then(carried);
        if recorder.target != target {
            recorder.target = target;
            self.order(Order::RecordVideo(target));
        }
        self.recorder = Some(recorder);
    }
}
