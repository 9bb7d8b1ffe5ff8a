//! What the conference orders of slots, sources and the recording.

use super::slot::VideoSlot;
use super::source::{SourceEntry, Taker};
use super::{Observation, Shard, ShardOutput, Tap};
use crate::codec::Codec;
use crate::limits::{AUDIO_SLOTS, LAYER_DEAD};
use crate::peer::Peer;
use crate::rewrite::Rewriter;
use crate::source::{Cap, PeerKey, SourceId, SourceKind, StreamKey};

impl<P: Peer> Shard<P> {
    /// A track of a peer is this source from now on.
    pub(super) fn publish(
        &mut self,
        peer: PeerKey,
        track: usize,
        id: SourceId,
        kind: SourceKind,
        layers: u8,
    ) {
        let Some(entry) = self.entry(peer) else {
            return;
        };
        if let Some(slot) = entry.tracks.get_mut(track) {
            *slot = Some(id);
        }
        let mut source = SourceEntry::new(id, kind, peer, track, layers);
        source.renew(&mut self.generation);
        let before = self.sources.insert(id, source);
        // Who waits for it, or saw it by an earlier connection, takes it.
        let layers = before.map(|before| before.layers).unwrap_or_default();
        for taker in layers.into_iter().flat_map(|layer| layer.takers) {
            self.interrupt(&[taker]);
            let aim = self.slot(taker).and_then(|slot| slot.aims_at(id));
            self.take(aim, taker);
        }
    }

    /// The numbers of what these take begin anew: nothing flows until the next keyframe.
    pub(super) fn interrupt(&mut self, takers: &[Taker]) {
        for taker in takers {
            if let Some(slot) = self.slot(*taker) {
                slot.interrupt();
            }
        }
    }

    /// Too much of this stream was lost: where it flows, nothing does until the next keyframe.
    pub(super) fn break_off(&mut self, stream: StreamKey) {
        let layer = self.layer(stream);
        for taker in layer.map(|layer| layer.takers.clone()).unwrap_or_default() {
            let slot = self.slot(taker);
            if let Some(slot) = slot.filter(|slot| slot.flows() == Some(stream)) {
                slot.interrupt();
            }
        }
    }

    /// The source is gone from its publisher; who takes it waits for it to come back.
    pub(super) fn withdraw(&mut self, id: SourceId) {
        for heard in &mut self.audio {
            if *heard == Some(id) {
                *heard = None;
            }
        }
        let Some(source) = self.sources.get_mut(&id) else {
            return;
        };
        let publisher = source.withdraw();
        if source.is_idle() {
            self.sources.remove(&id);
        }
        let Some((peer, track)) = publisher else {
            return;
        };
        if let Some(slot) = self
            .entry(peer)
            .and_then(|entry| entry.tracks.get_mut(track))
        {
            *slot = None;
        }
    }

    /// Whether another shard takes a source of this one.
    pub(super) fn route(&mut self, id: SourceId, shard: u8, on: bool) {
        if let Some(source) = self.sources.get_mut(&id) {
            let bit = 1 << shard;
            source.routes = if on {
                source.routes | bit
            } else {
                source.routes & !bit
            };
        }
    }

    /// What a peer's video slot shall carry.
    pub(super) fn fill(
        &mut self,
        peer: PeerKey,
        index: usize,
        target: Option<StreamKey>,
        cap: Cap,
    ) {
        let Some(entry) = self.entry(peer) else {
            return;
        };
        let Some(at) = entry.video.iter().position(|slot| slot.index == index) else {
            return;
        };
        // What the path has not carried in time it will not carry later, neither for the first time nor
        // again.
        let forgotten = entry.video[at].lowers(target) && entry.peer.forget(index);
        if forgotten || target.is_none() {
            entry.video[at].cut();
        }
        entry.video[at].aim(target, cap);
        self.take(target, Taker::Slot(peer, at));
    }

    /// The picture that is recorded.
    pub(super) fn record_video(&mut self, target: Option<StreamKey>) {
        let Some(tap) = &mut self.tap else { return };
        tap.video.aim(target, Cap::ALL);
        self.take(target, Taker::Tap);
    }

    /// Enters a taker of a stream, and asks for the keyframe it has to begin with.
    fn take(&mut self, target: Option<StreamKey>, taker: Taker) {
        let Some(stream) = target else { return };
        let layer = self
            .sources
            .entry(stream.source)
            .or_insert_with(|| SourceEntry::elsewhere(stream.source, SourceKind::Video))
            .layers
            .get_mut(usize::from(stream.layer));
        let Some(layer) = layer else { return };
        if !layer.takers.contains(&taker) {
            layer.takers.push(taker);
        }
        let waits = self.waits(stream, taker);
        self.want_keyframe(stream, waits);
    }

    /// A peer's connection stands: its slots begin.
    pub(super) fn begin_slots(&mut self, peer: PeerKey) {
        let slots = self
            .entry(peer)
            .map(|entry| entry.video.len())
            .unwrap_or_default();
        for at in 0..slots {
            let waits = self
                .entry(peer)
                .and_then(|entry| entry.video.get(at))
                .and_then(VideoSlot::waits_for);
            if let Some(stream) = waits {
                let waits = self.waits(stream, Taker::Slot(peer, at));
                self.want_keyframe(stream, waits);
            }
        }
    }

    /// A peer's path was broken for a while: pictures begin anew at once, instead of when somebody
    /// sees that they cannot go on.
    pub(super) fn mend(&mut self, peer: PeerKey, down: bool, up: bool) {
        let Some(entry) = self.entry(peer) else {
            return;
        };
        if down {
            for slot in &mut entry.video {
                // Nor is any of it sent late or again: what begins anew comes first.
                entry.peer.forget(slot.index);
                slot.cut();
            }
            self.begin_slots(peer);
        }
        if up {
            let entry = self.entry(peer);
            let tracks = entry.map(|entry| entry.tracks.clone()).unwrap_or_default();
            for source in tracks.into_iter().flatten() {
                self.want_keyframes_of(source);
            }
        }
    }

    /// Asks for a keyframe of each layer of a source that anybody takes. What was asked for a moment ago
    /// went over the path that was broken, and is asked for once more.
    fn want_keyframes_of(&mut self, id: SourceId) {
        let Some(source) = self.sources.get(&id) else {
            return;
        };
        if source.kind == SourceKind::Audio {
            return;
        }
        for layer in (0u8..).take(source.layers.len()) {
            let stream = StreamKey { source: id, layer };
            if self.want_taken_keyframe(stream) {
                self.request_keyframe(stream);
            }
        }
    }

    /// Asks for a keyframe of a stream if anybody takes it, who cannot go on. Returns whether anybody
    /// does.
    pub(super) fn want_taken_keyframe(&mut self, stream: StreamKey) -> bool {
        let Some(source) = self.sources.get(&stream.source) else {
            return false;
        };
        let layer = source.layers.get(usize::from(stream.layer));
        let taken = source.routes != 0 || layer.is_some_and(|layer| !layer.takers.is_empty());
        self.want_keyframe(stream, taken.then_some(true));
        taken
    }

    /// Whether a taker waits for a keyframe of this stream, and if so, whether it is dark.
    fn waits(&mut self, stream: StreamKey, taker: Taker) -> Option<bool> {
        let slot = match taker {
            Taker::Slot(peer, at) => self
                .entry(peer)
                .filter(|entry| entry.connected && !entry.closing)
                .and_then(|entry| entry.video.get(at)),
            Taker::Tap => self.tap.as_ref().map(|tap| &tap.video),
        }?;
        (slot.waits_for() == Some(stream)).then(|| slot.is_dark())
    }

    /// Asks for a keyframe if somebody waits for one; `waits` says whether they are dark.
    fn want_keyframe(&mut self, stream: StreamKey, waits: Option<bool>) {
        if let Some(starting) = waits {
            self.outputs
                .push_back(ShardOutput::Observation(Observation::KeyframeWanted {
                    stream,
                    starting,
                }));
        }
    }

    /// The recorded picture is broken: asks for a keyframe of what flows.
    pub(crate) fn want_recorded_keyframe(&mut self) {
        if let Some(stream) = self.tap.as_ref().and_then(|tap| tap.video.flows()) {
            self.outputs
                .push_back(ShardOutput::Observation(Observation::KeyframeWanted {
                    stream,
                    starting: true,
                }));
        }
    }

    /// Begins or ends handing out what is recorded, pictures of this codec.
    pub(super) fn record(&mut self, codec: Option<Codec>) {
        self.tap = codec.map(|codec| Tap {
            codec,
            audio: std::array::from_fn(|_| Rewriter::new(SourceKind::Audio)),
            heard: [None; AUDIO_SLOTS],
            video: VideoSlot::new(0),
        });
    }

    /// Measures what is published here, and asks again for keyframes that somebody waits for: once a
    /// stream, however many wait.
    pub(super) fn measure(&mut self) {
        let now = self.now;
        let mut watched = Vec::new();
        for source in self.sources.values_mut() {
            if source.kind == SourceKind::Audio || source.is_idle() {
                continue;
            }
            for (stream, report) in source.measure(now) {
                self.outputs
                    .push_back(ShardOutput::Observation(Observation::Layer {
                        stream,
                        report,
                    }));
            }
            for (layer, entry) in (0u8..).zip(&mut source.layers) {
                if !entry.takers.is_empty() {
                    let source = source.id;
                    watched.push(StreamKey { source, layer });
                }
            }
        }
        for stream in watched {
            self.look_at_takers(stream);
        }
        self.sources
            .retain(|_, source| !source.is_idle() || source.heard_since(now, LAYER_DEAD));
    }

    /// Forgets who takes a stream no more, and asks for a keyframe if anybody waits for one.
    fn look_at_takers(&mut self, stream: StreamKey) {
        let Some(layer) = self.layer(stream) else {
            return;
        };
        let mut takers = std::mem::take(&mut layer.takers);
        let mut waits = None;
        takers.retain(|taker| {
            let dark = self.waits(stream, *taker);
            waits = waits.max(dark);
            self.takes(*taker, stream)
        });
        if let Some(layer) = self.layer(stream) {
            layer.takers = takers;
        }
        self.want_keyframe(stream, waits);
    }
}
