//! The way of a packet from its publisher to all who take it.

use super::slot::{AudioSlot, Stream, VideoSlot, rewrite_voice};
use super::source::{LEVEL_UNTOLD, SourceEntry, Taker};
use super::{Observation, Recorded, RecordedKind, Shard, ShardOutput, Tap};
use crate::limits::{AUDIO_SLOTS, BACKLOG_MAX, SILENCE_DBOV};
use crate::peer::{Forward, Incoming, Peer};
use crate::rewrite::{Place, Rewriter};
use crate::source::{PeerKey, SourceId, SourceKind, StreamKey};
use crate::speakers::LevelDbov;
use crate::vp8::Vp8;

impl<P: Peer> Shard<P> {
    /// A publisher's packet: to all who take it.
    pub(super) fn forward(&mut self, from: PeerKey, packet: &Incoming) {
        let track = self
            .entry(from)
            .and_then(|entry| entry.tracks.get(packet.track).copied());
        let Some(source) = track.flatten() else {
            return;
        };
        match self.sources.get(&source).map(|source| source.kind) {
            Some(SourceKind::Audio) => self.forward_voice(from, source, packet),
            Some(SourceKind::Video) => self.forward_picture(source, packet),
            None => {}
        }
    }

    fn forward_voice(&mut self, from: PeerKey, id: SourceId, packet: &Incoming) {
        let now = self.now;
        let Some(source) = self.sources.get_mut(&id) else {
            return;
        };
        let generation = &mut self.generation;
        if let Some(layer) = source.layers.first_mut() {
            layer.note_ssrc(packet.ssrc, generation);
            layer.count(packet.payload.len(), now);
        }
        let level = packet.level.unwrap_or(LevelDbov(LEVEL_UNTOLD));
        let sounds = LevelDbov(SILENCE_DBOV) < level;
        self.outputs
            .push_back(ShardOutput::Observation(Observation::Level {
                source: id,
                level,
            }));
        let Some(resumes) = source.audible(sounds, now) else {
            return;
        };
        let Some(stream) = source.stream(0) else {
            return;
        };
        let Some(slot) = self.audio.iter().position(|heard| *heard == Some(id)) else {
            return;
        };
        let place = Place {
            seq: packet.seq,
            time: packet.time,
            picture_id: None,
            tl0_picture: None,
        };
        self.record_voice(slot, stream, &place, packet, resumes);
        for index in 0..self.entries.len() {
            let key = PeerKey {
                index: u32::try_from(index).unwrap_or(u32::MAX),
                generation: self.generations[index],
            };
            if key != from {
                self.give_voice(key, slot, stream, &place, packet, resumes);
            }
        }
    }

    /// Gives a voice's packet to a peer's audio slot.
    fn give_voice(
        &mut self,
        key: PeerKey,
        slot: usize,
        stream: Stream,
        place: &Place,
        packet: &Incoming,
        resumes: bool,
    ) {
        let now = self.now;
        let entry = self
            .entry(key)
            .filter(|entry| entry.connected && !entry.closing);
        let Some(entry) = entry else { return };
        let Some(AudioSlot {
            index,
            rewriter,
            heard,
        }) = entry.audio.get_mut(slot)
        else {
            return;
        };
        let begins = resumes || *heard != Some(stream);
        let Some(place) = rewrite_voice(rewriter, heard, stream, place, resumes, now) else {
            return;
        };
        let forward = Forward {
            packet,
            vp8: None,
            source: stream.key.source,
            seq: place.seq,
            time: place.time,
            picture_id: None,
            tl0_picture: None,
            marker: packet.marker || begins,
            arrived: now,
        };
        entry.peer.forward(*index, &forward);
        self.mark(key);
    }

    fn record_voice(
        &mut self,
        slot: usize,
        stream: Stream,
        place: &Place,
        packet: &Incoming,
        resumes: bool,
    ) {
        let now = self.now;
        let Some(tap) = &mut self.tap else { return };
        let (rewriter, heard) = (&mut tap.audio[slot], &mut tap.heard[slot]);
        if let Some(place) = rewrite_voice(rewriter, heard, stream, place, resumes, now) {
            self.outputs.push_back(ShardOutput::Recorded(Recorded {
                kind: RecordedKind::Audio { slot },
                source: stream.key.source,
                seq: place.seq,
                time: place.time,
                marker: packet.marker,
                payload: packet.payload.clone(),
                at: now,
            }));
        }
    }

    fn forward_picture(&mut self, id: SourceId, packet: &Incoming) {
        let now = self.now;
        let Some(source) = self.sources.get_mut(&id) else {
            return;
        };
        let Some(layer) = source.layers.get_mut(usize::from(packet.layer)) else {
            return;
        };
        let renewed = layer.note_ssrc(packet.ssrc, &mut self.generation);
        let vp8 = Vp8::parse(&packet.payload);
        if let Some(size) = vp8.as_ref().and_then(|vp8| vp8.size) {
            layer.size = Some(size);
        }
        let key = StreamKey {
            source: id,
            layer: packet.layer,
        };
        let stream = Stream {
            key,
            generation: layer.generation,
        };
        if layer.count(packet.payload.len(), now) {
            let report = layer.report();
            self.outputs
                .push_back(ShardOutput::Observation(Observation::Layer {
                    stream: key,
                    report,
                }));
        }
        if vp8.as_ref().is_some_and(|vp8| vp8.starts_keyframe) {
            self.outputs
                .push_back(ShardOutput::Observation(Observation::Keyframe(key)));
        }
        let mut takers = std::mem::take(&mut layer.takers);
        let recent = std::mem::take(&mut layer.recent);
        if renewed {
            self.interrupt(&takers);
        }
        takers.retain(|taker| {
            let begins = self.give(*taker, stream, packet, vp8.as_ref());
            if begins {
                // The first packet of its keyframe came late: what came before it follows.
                for (later, vp8) in recent.iter().filter(|(later, _)| packet.seq < later.seq) {
                    self.give(*taker, stream, later, vp8.as_ref());
                }
            }
            self.takes(*taker, key)
        });
        let layer = self
            .sources
            .get_mut(&id)
            .and_then(|source| source.layers.get_mut(usize::from(packet.layer)));
        if let Some(layer) = layer {
            layer.takers = takers;
            layer.recent = recent;
            layer.keep(packet, vp8);
        }
    }

    /// Whether a taker takes more of this stream.
    fn takes(&mut self, taker: Taker, key: StreamKey) -> bool {
        self.slot(taker).is_some_and(|slot| slot.takes(key))
    }

    fn slot(&mut self, taker: Taker) -> Option<&mut VideoSlot> {
        match taker {
            Taker::Slot(peer, at) => self
                .entry(peer)
                .filter(|entry| !entry.closing)?
                .video
                .get_mut(at),
            Taker::Tap => self.tap.as_mut().map(|tap| &mut tap.video),
        }
    }

    /// Gives a picture's packet to a taker. Returns whether the stream begins there with it.
    fn give(&mut self, taker: Taker, stream: Stream, packet: &Incoming, vp8: Option<&Vp8>) -> bool {
        match taker {
            Taker::Slot(peer, at) => self.give_slot(peer, at, stream, packet, vp8),
            Taker::Tap => self.give_tap(stream, packet, vp8),
        }
        .unwrap_or(false)
    }

    fn give_slot(
        &mut self,
        key: PeerKey,
        at: usize,
        stream: Stream,
        packet: &Incoming,
        vp8: Option<&Vp8>,
    ) -> Option<bool> {
        let now = self.now;
        let entry = self
            .entry(key)
            .filter(|entry| entry.connected && !entry.closing)?;
        let slot = entry.video.get_mut(at)?;
        let starts = vp8.is_some_and(|vp8| vp8.starts_picture);
        if starts
            && slot.takes(stream.key)
            && entry
                .peer
                .backlog(slot.index, now)
                .is_some_and(|waits| BACKLOG_MAX < waits)
        {
            slot.interrupt();
            return None;
        }
        let (place, begins) = slot.offer(stream, packet, vp8, now)?;
        let forward = Forward {
            packet,
            vp8,
            source: stream.key.source,
            seq: place.seq,
            time: place.time,
            picture_id: place.picture_id,
            tl0_picture: place.tl0_picture,
            marker: packet.marker,
            arrived: now,
        };
        entry.peer.forward(slot.index, &forward);
        self.mark(key);
        Some(begins)
    }

    fn give_tap(&mut self, stream: Stream, packet: &Incoming, vp8: Option<&Vp8>) -> Option<bool> {
        let now = self.now;
        let (place, begins) = self.tap.as_mut()?.video.offer(stream, packet, vp8, now)?;
        self.outputs.push_back(ShardOutput::Recorded(Recorded {
            kind: RecordedKind::Video,
            source: stream.key.source,
            seq: place.seq,
            time: place.time,
            marker: packet.marker,
            payload: packet.payload.clone(),
            at: now,
        }));
        Some(begins)
    }

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
        for layer in &mut source.layers {
            self.generation += 1;
            layer.generation = self.generation;
        }
        self.sources.insert(id, source);
        let mut takers = Vec::new();
        for (index, (entry, generation)) in (0u32..).zip(self.entries.iter().zip(&self.generations))
        {
            let Some(entry) = entry else { continue };
            let peer = PeerKey {
                index,
                generation: *generation,
            };
            for (at, slot) in entry.video.iter().enumerate() {
                takers.extend(
                    slot.aims_at(id)
                        .map(|stream| (stream, Taker::Slot(peer, at))),
                );
            }
        }
        let tapped = self.tap.as_ref().and_then(|tap| tap.video.aims_at(id));
        takers.extend(tapped.map(|stream| (stream, Taker::Tap)));
        for (stream, taker) in takers {
            self.interrupt(&[taker]);
            self.take(Some(stream), taker);
        }
    }

    /// The numbers of what these take begin anew: nothing flows until the next keyframe.
    fn interrupt(&mut self, takers: &[Taker]) {
        for taker in takers {
            if let Some(slot) = self.slot(*taker) {
                slot.interrupt();
            }
        }
    }

    /// The source is gone.
    pub(super) fn withdraw(&mut self, id: SourceId) {
        let Some(source) = self.sources.remove(&id) else {
            return;
        };
        let (peer, track) = source.publisher();
        if let Some(slot) = self
            .entry(peer)
            .and_then(|entry| entry.tracks.get_mut(track))
        {
            *slot = None;
        }
        for heard in &mut self.audio {
            if *heard == Some(id) {
                *heard = None;
            }
        }
    }

    /// What a peer's video slot shall carry.
    pub(super) fn fill(&mut self, peer: PeerKey, index: usize, target: Option<StreamKey>) {
        let Some(entry) = self.entry(peer) else {
            return;
        };
        let Some(at) = entry.video.iter().position(|slot| slot.index == index) else {
            return;
        };
        entry.video[at].aim(target);
        self.take(target, Taker::Slot(peer, at));
    }

    /// The picture that is recorded.
    pub(super) fn record_video(&mut self, target: Option<StreamKey>) {
        let Some(tap) = &mut self.tap else { return };
        tap.video.aim(target);
        self.take(target, Taker::Tap);
    }

    /// Enters a taker of a stream, and asks for the keyframe it has to begin with.
    fn take(&mut self, target: Option<StreamKey>, taker: Taker) {
        let Some(stream) = target else { return };
        let layer = self
            .sources
            .get_mut(&stream.source)
            .and_then(|source| source.layers.get_mut(usize::from(stream.layer)));
        let Some(layer) = layer else { return };
        if !layer.takers.contains(&taker) {
            layer.takers.push(taker);
        }
        self.want_keyframe(stream, taker);
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
                self.want_keyframe(stream, Taker::Slot(peer, at));
            }
        }
    }

    /// Asks for a keyframe if the taker waits for one.
    fn want_keyframe(&mut self, stream: StreamKey, taker: Taker) {
        let slot = match taker {
            Taker::Slot(peer, at) => self
                .entry(peer)
                .filter(|entry| entry.connected && !entry.closing)
                .and_then(|entry| entry.video.get(at)),
            Taker::Tap => self.tap.as_ref().map(|tap| &tap.video),
        };
        let Some(slot) = slot else { return };
        let starting = slot.is_dark();
        if slot.waits_for() == Some(stream) {
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

    /// Begins or ends handing out what is recorded.
    pub(super) fn record(&mut self, on: bool) {
        self.tap = on.then(|| Tap {
            audio: std::array::from_fn(|_| Rewriter::new(SourceKind::Audio)),
            heard: [None; AUDIO_SLOTS],
            video: VideoSlot::new(0),
        });
    }

    /// Measures all layers, and asks again for keyframes that somebody waits for.
    pub(super) fn measure(&mut self) {
        let now = self.now;
        for entry in self.entries.iter_mut().flatten() {
            entry.sent.measure();
        }
        let mut waited = Vec::new();
        for source in self.sources.values_mut() {
            if source.kind == SourceKind::Audio {
                continue;
            }
            for (stream, report) in source.measure(now) {
                self.outputs
                    .push_back(ShardOutput::Observation(Observation::Layer {
                        stream,
                        report,
                    }));
            }
            for (layer, entry) in (0u8..).zip(&source.layers) {
                let stream = StreamKey {
                    source: source.id,
                    layer,
                };
                waited.extend(entry.takers.iter().map(|taker| (stream, *taker)));
            }
        }
        for (stream, taker) in waited {
            self.want_keyframe(stream, taker);
        }
    }
}
