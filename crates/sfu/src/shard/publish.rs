//! Packets on their way in: from a publisher of this shard, or from another shard of the room.

use std::sync::Arc;

use super::forward::Voice;
use super::slot::Stream;
use super::source::{LEVEL_UNTOLD, LayerEntry, SourceEntry};
use super::{Observation, Relayed, Shard, ShardOutput};
use crate::limits::SILENCE_DBOV;
use crate::outgoing::Outgoing;
use crate::peer::{Incoming, Peer};
use crate::source::{PeerKey, SourceId, SourceKind, StreamKey};
use crate::speakers::LevelDbov;

impl<P: Peer> Shard<P> {
    /// A packet of a publisher of this shard came.
    pub(super) fn came(&mut self, from: PeerKey, packet: &Arc<Incoming>, out: &mut Outgoing) {
        let track = self
            .entry(from)
            .and_then(|entry| entry.tracks.get(packet.track).copied());
        let Some(source) = track.flatten() else {
            return;
        };
        match self.sources.get(&source).map(|source| source.kind) {
            Some(SourceKind::Audio) => self.voice_came(from, source, packet, out),
            Some(SourceKind::Video) => self.picture_came(from, source, packet, out),
            None => {}
        }
    }

    fn voice_came(
        &mut self,
        from: PeerKey,
        id: SourceId,
        packet: &Arc<Incoming>,
        out: &mut Outgoing,
    ) {
        let now = self.now;
        let Some(source) = self.sources.get_mut(&id) else {
            return;
        };
        if let Some(layer) = source.layers.first_mut() {
            layer.note_stream(packet, &mut self.generation);
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
        let (talk, stream) = (source.talk, source.stream(0));
        let Some((stream, slot)) = stream.zip(self.slot_of(id)) else {
            return;
        };
        let others = self.others;
        self.relay(others, id, SourceKind::Audio, from, talk, packet);
        let voice = Voice {
            slot,
            stream,
            resumes,
            except: Some(from),
        };
        self.spread_voice(voice, packet, out);
    }

    /// The audio slot in which a source is heard.
    pub(super) fn slot_of(&self, id: SourceId) -> Option<usize> {
        self.audio.iter().position(|heard| *heard == Some(id))
    }

    fn picture_came(
        &mut self,
        from: PeerKey,
        id: SourceId,
        packet: &Arc<Incoming>,
        out: &mut Outgoing,
    ) {
        let now = self.now;
        let Some(source) = self.sources.get_mut(&id) else {
            return;
        };
        let (routes, talk) = (source.routes, source.talk);
        let Some(layer) = source.layers.get_mut(usize::from(packet.layer)) else {
            return;
        };
        if layer.is_left_over(packet) {
            return;
        }
        let renewed = layer.note_stream(packet, &mut self.generation);
        let picture = layer.read(packet);
        let key = StreamKey {
            source: id,
            layer: packet.layer,
        };
        let stream = Stream {
            key,
            generation: layer.generation,
        };
        let keyframe = picture
            .as_ref()
            .is_some_and(|picture| picture.starts_keyframe);
        for (stream, report) in source.count_picture(packet, picture.as_ref(), now) {
            self.outputs
                .push_back(ShardOutput::Observation(Observation::Layer {
                    stream,
                    report,
                }));
        }
        if keyframe {
            self.outputs
                .push_back(ShardOutput::Observation(Observation::Keyframe(key)));
        } else if packet.after_gap {
            self.want_taken_keyframe(key);
        }
        self.relay(routes, id, SourceKind::Video, from, talk, packet);
        if packet.after_gap {
            self.let_frame_go(out);
            self.break_off(key);
        }
        self.spread_picture(stream, renewed, packet, picture, out);
    }

    /// Hands a packet to other shards of the room.
    fn relay(
        &mut self,
        to: u64,
        source: SourceId,
        kind: SourceKind,
        publisher: PeerKey,
        talk: u32,
        packet: &Arc<Incoming>,
    ) {
        if to != 0 {
            let relayed = Relayed {
                source,
                kind,
                publisher,
                talk,
                packet: packet.clone(),
            };
            self.outputs.push_back(ShardOutput::Relay(to, relayed));
        }
    }

    /// A packet that another shard's publisher sent came.
    pub fn relayed(&mut self, relayed: &Relayed, now: std::time::Instant, out: &mut Outgoing) {
        self.now = now;
        let Relayed {
            source: id,
            kind,
            publisher,
            talk,
            packet,
        } = relayed;
        let generation = &mut self.generation;
        let source = self
            .sources
            .entry(*id)
            .or_insert_with(|| SourceEntry::elsewhere(*id, *kind));
        if !source.follows(*publisher, generation) {
            return;
        }
        let resumes = std::mem::replace(&mut source.talk, *talk) != *talk;
        let Some(layer) = source.layers.get_mut(usize::from(packet.layer)) else {
            return;
        };
        if layer.is_left_over(packet) {
            return;
        }
        let renewed = layer.note_stream(packet, generation);
        layer.count(packet.payload.len(), now);
        let picture = match kind {
            SourceKind::Audio => None,
            SourceKind::Video => layer.read(packet),
        };
        let stream = Stream {
            key: StreamKey {
                source: *id,
                layer: packet.layer,
            },
            generation: layer.generation,
        };
        match kind {
            SourceKind::Audio => {
                let Some(slot) = self.slot_of(*id) else {
                    return;
                };
                let voice = Voice {
                    slot,
                    stream,
                    resumes,
                    except: None,
                };
                self.spread_voice(voice, packet, out);
            }
            SourceKind::Video => {
                if packet.after_gap {
                    self.let_frame_go(out);
                    self.break_off(stream.key);
                }
                self.spread_picture(stream, renewed, packet, picture, out);
            }
        }
    }

    pub(super) fn layer(&mut self, key: StreamKey) -> Option<&mut LayerEntry> {
        self.sources
            .get_mut(&key.source)
            .and_then(|source| source.layers.get_mut(usize::from(key.layer)))
    }
}
