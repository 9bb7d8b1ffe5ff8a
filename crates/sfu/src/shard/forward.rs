//! The way of a packet to all who take it in this shard.

use std::sync::Arc;
use std::time::Instant;

use super::ring::{Kept, Ring};
use super::slot::{AudioSlot, Stream, VideoSlot, place_of, rewrite_voice};
use super::source::{LayerEntry, SourceEntry, Taker};
use super::together::{Held, Part};
use super::{Entry, Recorded, RecordedKind, Shard, ShardOutput};
use crate::codec::{Picture, red};
use crate::limits::{BACKLOG_MAX, TOGETHER_LISTENERS};
use crate::outgoing::Outgoing;
use crate::peer::{Forward, Incoming, Peer, Turn};
use crate::rewrite::Place;
use crate::source::{PeerKey, SourceId, StreamKey};

/// A voice's payload without the older packets that it may carry again.
fn plain_voice(packet: &Incoming) -> Arc<[u8]> {
    let newest = red::newest(&packet.payload).filter(|_| packet.redundant);
    match newest.and_then(|(start, _)| packet.payload.get(start..)) {
        Some(newest) => newest.into(),
        None => packet.payload.clone(),
    }
}

/// How a voice's packet is to be spread.
#[derive(Clone, Copy, Debug)]
pub(super) struct Voice {
    /// In which audio slot.
    pub(super) slot: usize,
    /// Whose it is.
    pub(super) stream: Stream,
    /// Packets before it were silence and not forwarded.
    pub(super) resumes: bool,
    /// Who speaks does not hear it.
    pub(super) except: Option<PeerKey>,
}

impl<P: Peer> Entry<P> {
    /// Sends a voice's packet in the audio slot it belongs in.
    #[inline]
    fn say(
        &mut self,
        (voice, main): (Voice, Option<SourceId>),
        place: &Place,
        packet: &Arc<Incoming>,
        now: Instant,
        out: &mut Outgoing,
    ) {
        let Voice {
            slot,
            stream,
            resumes,
            ..
        } = voice;
        // Three voices cannot share one slot: it has the main speaker's.
        let slot = match main {
            Some(main) if self.audio.len() == 1 => usize::from(main != stream.key.source),
            _ => slot,
        };
        let Some(AudioSlot {
            index,
            rewriter,
            heard,
        }) = self.audio.get_mut(slot)
        else {
            return;
        };
        let begins = resumes || *heard != Some(stream);
        let Some(place) = rewrite_voice(rewriter, heard, stream, place, resumes, now) else {
            return;
        };
        let forward = Forward {
            packet,
            picture: None,
            source: stream.key.source,
            seq: place.seq,
            time: place.time,
            picture_id: None,
            tl0_picture: None,
            frame: None,
            highest: 0,
            marker: packet.marker || begins,
            arrived: now,
        };
        // A voice never waits.
        let _ = self.peer.forward(*index, &forward, out);
    }
}

impl<P: Peer> Shard<P> {
    /// Gives a voice's packet to all who listen; among many, together with those of others.
    pub(super) fn spread_voice(
        &mut self,
        voice: Voice,
        packet: &Arc<Incoming>,
        out: &mut Outgoing,
    ) {
        let place = place_of(packet, None);
        self.record_voice(voice, &place, packet);
        if self.together.is_held(voice.slot) {
            self.let_go(out);
        }
        let held = Held {
            voice,
            place,
            packet: packet.clone(),
        };
        let many = TOGETHER_LISTENERS <= self.listeners.len();
        self.together.hold(held, many, self.now);
    }

    /// Gives the voices that waited for each other to all who listen, one listener after the other:
    /// what goes to one address side by side leaves as one send.
    pub(super) fn let_go(&mut self, out: &mut Outgoing) {
        let mut held = self.together.take();
        // Who lost their slot meanwhile is heard no more.
        held.retain(|held| self.slot_of(held.voice.stream.key.source) == Some(held.voice.slot));
        for at in 0..self.listeners.len() {
            let key = self.listeners[at];
            for Held {
                voice,
                place,
                packet,
            } in &held
            {
                if voice.except != Some(key) {
                    self.give_voice(key, *voice, place, packet, out);
                }
            }
        }
        self.together.give_back(held);
    }

    /// Gives a voice's packet to a peer's audio slot.
    fn give_voice(
        &mut self,
        key: PeerKey,
        voice: Voice,
        place: &Place,
        packet: &Arc<Incoming>,
        out: &mut Outgoing,
    ) {
        let (now, main) = (self.now, self.main);
        let entry = self
            .entry(key)
            .filter(|entry| entry.connected && !entry.closing);
        let Some(entry) = entry else { return };
        if !entry.alone {
            return entry.say((voice, main), place, packet, now, out);
        }
        let drowned = self.drowns(key, voice.stream);
        let Some(entry) = self.entry(key) else { return };
        if !drowned {
            entry.say((voice, main), place, packet, now, out);
        } else if let Some(slot) = entry.audio.get_mut(voice.slot) {
            // It goes on later as if others had spoken meanwhile: without a gap.
            slot.heard = None;
        }
    }

    /// Whether a voice is not heard by who hears one voice alone. Who speaks most themselves hears
    /// the others.
    fn drowns(&self, key: PeerKey, voice: Stream) -> bool {
        let Some(main) = self.main else { return false };
        let publisher = self.sources.get(&main).and_then(SourceEntry::publisher);
        main != voice.key.source && publisher.is_none_or(|(publisher, _)| publisher != key)
    }

    fn record_voice(&mut self, voice: Voice, place: &Place, packet: &Incoming) {
        let Voice {
            slot,
            stream,
            resumes,
            ..
        } = voice;
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
                payload: plain_voice(packet),
                at: now,
            }));
        }
    }

    /// Gives a picture's packet to all who take it; among many, together with the rest of the picture.
    /// `renewed` says that the numbers of its stream have begun anew.
    pub(super) fn spread_picture(
        &mut self,
        stream: Stream,
        renewed: bool,
        packet: &Arc<Incoming>,
        picture: Option<Picture>,
        out: &mut Outgoing,
    ) {
        if self.frame.is_before(stream) {
            self.let_frame_go(out);
        }
        let Some(layer) = self.layer(stream.key) else {
            return;
        };
        let many = TOGETHER_LISTENERS <= layer.takers.len();
        if renewed {
            let takers = layer.takers.clone();
            self.interrupt(&takers);
        }
        self.frame.hold(stream, packet, picture, many, self.now);
    }

    /// Gives the packets of a picture that wait to all who take them, one taker after the other: what goes
    /// to one address side by side leaves as one send.
    pub(super) fn let_frame_go(&mut self, out: &mut Outgoing) {
        let Some((stream, frame)) = self.frame.take() else {
            return;
        };
        let key = stream.key;
        // What was left by the numbers before is dropped.
        let current = |layer: &&mut LayerEntry| layer.generation == stream.generation;
        if let Some(layer) = self.layer(key).filter(current) {
            let mut takers = std::mem::take(&mut layer.takers);
            let mut ring = std::mem::take(&mut layer.ring);
            takers.retain(|taker| {
                for (at, (packet, picture)) in frame.iter().enumerate() {
                    if self.give(*taker, stream, packet, picture.as_ref(), out) {
                        let before = (&frame[..at], packet.seq);
                        self.give_before(*taker, stream, before, &ring, out);
                    }
                }
                self.takes(*taker, key)
            });
            for (packet, picture) in &frame {
                ring.keep(packet, *picture, self.now);
            }
            if let Some(layer) = self.layer(key) {
                layer.takers = takers;
                layer.ring = ring;
            }
        }
        self.frame.give_back(frame);
    }

    /// Gives to a taker whose keyframe's first packet came late what came before it.
    #[cold]
    fn give_before(
        &mut self,
        taker: Taker,
        stream: Stream,
        (held, first): (&[Part], u64),
        ring: &Ring,
        out: &mut Outgoing,
    ) {
        let kept = ring.after(first);
        let kept = kept.map(|kept| (&kept.packet, &kept.picture));
        let held = held.iter().map(|(packet, picture)| (packet, picture));
        let held = held.filter(|(before, _)| first < before.seq);
        for (packet, picture) in kept.chain(held) {
            self.give(taker, stream, packet, picture.as_ref(), out);
        }
    }

    /// Whether a taker takes more of this stream.
    pub(super) fn takes(&mut self, taker: Taker, key: StreamKey) -> bool {
        self.slot(taker).is_some_and(|slot| slot.takes(key))
    }

    pub(super) fn slot(&mut self, taker: Taker) -> Option<&mut VideoSlot> {
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
    fn give(
        &mut self,
        taker: Taker,
        stream: Stream,
        packet: &Arc<Incoming>,
        picture: Option<&Picture>,
        out: &mut Outgoing,
    ) -> bool {
        match taker {
            Taker::Slot(peer, at) => self.give_slot(peer, at, stream, packet, picture, out),
            Taker::Tap => self.give_tap(stream, packet, picture),
        }
        .unwrap_or(false)
    }

    fn give_slot(
        &mut self,
        key: PeerKey,
        at: usize,
        stream: Stream,
        packet: &Arc<Incoming>,
        picture: Option<&Picture>,
        out: &mut Outgoing,
    ) -> Option<bool> {
        let now = self.now;
        let entry = self
            .entry(key)
            .filter(|entry| entry.connected && !entry.closing)?;
        let slot = entry.video.get_mut(at)?;
        let starts = picture.is_some_and(|picture| picture.starts_picture);
        if starts
            && slot.takes(stream.key)
            && entry
                .peer
                .backlog(now)
                .is_some_and(|waits| BACKLOG_MAX < waits)
        {
            slot.interrupt();
            let index = slot.index;
            entry.peer.forget(index);
            return None;
        }
        let (place, begins) = slot.offer(stream, packet, picture, now)?;
        let forward = slot.forward(stream, packet, picture, &place, now);
        if entry.peer.forward(slot.index, &forward, out) == Turn::Waits {
            self.mark_dirty(key);
        }
        Some(begins)
    }

    /// Sends again what a subscriber misses: `first`, and bit `n` of `others` for the `n + 1`th
    /// after it, in the numbers that were sent.
    pub(super) fn resend(
        &mut self,
        key: PeerKey,
        slot: usize,
        first: u64,
        others: u16,
        out: &mut Outgoing,
    ) {
        self.resend_one(key, slot, first, out);
        for bit in (0..16).filter(|bit| others & (1 << bit) != 0) {
            self.resend_one(key, slot, first + bit + 1, out);
        }
    }

    fn resend_one(
        &mut self,
        key: PeerKey,
        index: usize,
        seq: u64,
        out: &mut Outgoing,
    ) -> Option<()> {
        let now = self.now;
        let entry = self.entry(key).filter(|entry| !entry.closing)?;
        let slot = entry.video.iter().find(|slot| slot.index == index)?;
        let (stream, offsets) = slot.sent_as(seq)?;
        let layer = self
            .layer(stream.key)
            .filter(|layer| layer.generation == stream.generation)?;
        let Kept {
            packet, picture, ..
        } = layer.ring.get(offsets.published(seq)?, now)?.clone();
        let place = offsets.apply(&place_of(&packet, picture.as_ref()))?;
        let entry = self.entry(key)?;
        let slot = entry.video.iter().find(|slot| slot.index == index)?;
        let forward = slot.forward(stream, &packet, picture.as_ref(), &place, now);
        if entry.peer.resend(index, &forward, out) == Turn::Waits {
            self.mark_dirty(key);
        }
        Some(())
    }

    fn give_tap(
        &mut self,
        stream: Stream,
        packet: &Arc<Incoming>,
        picture: Option<&Picture>,
    ) -> Option<bool> {
        let now = self.now;
        // Pictures are recorded as they come, in a file that has one codec.
        let tap = self.tap.as_mut().filter(|tap| tap.codec == packet.codec)?;
        let (place, begins) = tap.video.offer(stream, packet, picture, now)?;
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
}
