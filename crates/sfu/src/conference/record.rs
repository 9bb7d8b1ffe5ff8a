//! Recording: in which codec it is made, and whose picture it shows.

use std::time::{Duration, Instant};

use model::session::{MediaSource, VideoCodec};

use super::{Conference, ConferenceEvent, Order};
use crate::layers::{Need, allocate};
use crate::source::{Bitrate, Size, SourceId, StreamKey};

/// A recording is made for a window of this size.
const RECORDED_SIZE: Size = Size {
    width: 1_280,
    height: 720,
};

/// A picture stays at least this long before another speaker's replaces it.
const PICTURE_HOLD: Duration = Duration::from_secs(2);

/// Within this time after a recording has begun, who can sends in its codec; who does not by then has a
/// browser that cannot change it.
const SWITCHED_AFTER: Duration = Duration::from_secs(3);

/// What is recorded now.
#[derive(Clone, Copy, Debug)]
pub(super) struct Recorder {
    codec: VideoCodec,
    since: Instant,
    /// It was told that another codec is needed.
    outdated: bool,
    picture: Option<(SourceId, Instant)>,
    target: Option<StreamKey>,
}

impl Conference {
    /// Begins or ends handing out what is to be recorded, in [`Self::codec_to_record`].
    pub fn record(&mut self, on: bool, now: Instant) {
        if on == self.recorder.is_some() {
            return;
        }
        let codec = on.then(|| self.codec_to_record());
        self.recorder = codec.map(|codec| Recorder {
            codec,
            since: now,
            outdated: false,
            picture: None,
            target: None,
        });
        if !on {
            let wanted = self.recorded_layer.take();
            self.seen.change(wanted, None);
        }
        self.codecs.record(codec);
        self.order(Order::Record(codec));
        self.settle(now);
    }

    /// In which codec what is there now has to be recorded: as it is sent, since nothing is transcoded.
    ///
    /// VP8, which everybody can send and show. H.264 when somebody's picture comes in nothing else, as
    /// encoders' do, and everybody takes it, so that the others can send it as well, or there are no
    /// others. A recording in H.264 goes back to VP8 only when it would show nobody.
    #[must_use]
    pub fn codec_to_record(&self) -> VideoCodec {
        let pictures = [MediaSource::Screen, MediaSource::Camera];
        let available = pictures.iter().flat_map(|media| {
            let all = (*media, SourceId(0))..=(*media, SourceId(u32::MAX));
            self.available.range(all).map(|(_, id)| *id)
        });
        let only_h264 = self.codecs.only_h264().any(|id| {
            let source = self.sources.get(&id);
            source.is_some_and(super::Source::available)
        });
        let vp8 = || {
            let mut able = available.clone();
            able.any(|id| self.codecs.can(id, VideoCodec::Vp8))
        };
        let taken = self.codecs.taken_by_all(VideoCodec::H264);
        let before = self.recorder.map(|recorder| recorder.codec);
        let h264 = if before == Some(VideoCodec::H264) {
            only_h264 || taken || !vp8()
        } else {
            only_h264 && (taken || !vp8())
        };
        if h264 {
            VideoCodec::H264
        } else {
            VideoCodec::Vp8
        }
    }

    /// Whether the conference is being recorded.
    #[must_use]
    pub const fn recording(&self) -> bool {
        self.recorder.is_some()
    }

    /// Looks whether another speaker's picture should be recorded now, or in another codec.
    pub(super) fn record_main_speaker(&mut self, now: Instant) {
        let Some(recorder) = self.recorder else {
            return;
        };
        let shown = recorder.picture.map(|(source, _)| source);
        if self.recorded_source(now) != shown {
            self.settle(now);
        }
        if !recorder.outdated && self.codec_to_record() != recorder.codec {
            if let Some(recorder) = &mut self.recorder {
                recorder.outdated = true;
            }
            self.event(ConferenceEvent::RecordAnew);
        }
    }

    /// Whose picture is recorded: of those that can come in the recording's codec, those first that do
    /// not come in another.
    fn recorded_source(&self, now: Instant) -> Option<SourceId> {
        let Recorder { codec, since, .. } = self.recorder?;
        let can = |id: SourceId| self.codecs.can(id, codec);
        if now.saturating_duration_since(since) < SWITCHED_AFTER {
            return self.best_source(now, &can);
        }
        let other = |id: SourceId| {
            let layers = self.sources.get(&id).map(super::Source::reports);
            let mut live = layers.into_iter().flatten().filter(|layer| layer.live);
            live.any(|layer| layer.codec.is_some_and(|sent| sent != codec))
        };
        let comes = |id: SourceId| can(id) && !other(id);
        self.best_source(now, &comes)
            .or_else(|| self.best_source(now, &can))
    }

    /// A shared screen goes first, then the main speaker's camera; what is shown stays while
    /// nothing better comes.
    fn best_source(&self, now: Instant, fits: &dyn Fn(SourceId) -> bool) -> Option<SourceId> {
        let shown = self.recorder.and_then(|recorder| recorder.picture);
        let available = |id: &SourceId| {
            let source = self.sources.get(id);
            source.is_some_and(super::Source::available) && fits(*id)
        };
        let of = |media: MediaSource| {
            let held = shown.map(|(id, _)| (media, id));
            let held = held.filter(|held| self.available.contains(held) && fits(held.1));
            let first = (media, SourceId(0))..=(media, SourceId(u32::MAX));
            let mut all = self.available.range(first).copied();
            held.or_else(|| all.find(|(_, id)| fits(*id)))
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
