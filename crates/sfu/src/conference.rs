//! Decides what everybody in one conference hears and sees.

mod codecs;
mod member;
mod quality;
mod record;
mod retell;
mod seen;
mod video;
mod viewers;
mod voice;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Instant;

use model::id::PersonId;
use model::session::{
    LayerWish, MediaSource, ParticipantState, Quality, Slot, SlotWish, VideoCodec,
};

use crate::keyframes::Keyframes;
use crate::limits::{AUDIO_SLOTS, LAYERS_MAX, TICK};
use crate::offer::{Offered, OfferedTrack};
use crate::shard::Observation;
use crate::source::{Bitrate, Cap, LayerReport, PeerKey, SourceId, SourceKind, StreamKey};
use crate::speakers::Speakers;
use codecs::Codecs;
use member::Member;
use quality::Judging;
use record::Recorder;
use seen::Seen;
use viewers::Viewers;
use voice::Told;

/// A bit rate that has changed by less than this, in percent, concerns nobody: it is taken into
/// account when something else is decided.
const NOTED_PERCENT: u64 = 20;

/// What a shard shall do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// A peer's track is this source from now on; its numbers begin anew.
    Publish {
        /// Who sends it.
        peer: PeerKey,
        /// On which of the peer's tracks.
        track: usize,
        /// The source.
        source: SourceId,
        /// Heard or seen.
        kind: SourceKind,
        /// How many layers it has.
        layers: u8,
    },
    /// The source is gone.
    Withdraw(SourceId),
    /// Whether another shard takes a source that is published here.
    Route {
        /// Which source.
        source: SourceId,
        /// Which shard.
        shard: u8,
        /// From now on, or no longer.
        on: bool,
    },
    /// The shards that the room has, a bit each.
    Shards(u64),
    /// What the audio slots of all peers carry.
    Audio([Option<SourceId>; AUDIO_SLOTS]),
    /// Whose voice peers hear that have one audio slot.
    Main(Option<SourceId>),
    /// What a video slot of a peer carries; `None` pauses it.
    Video {
        /// Whose slot.
        peer: PeerKey,
        /// Which, by the order of the offer.
        slot: usize,
        /// What.
        target: Option<StreamKey>,
        /// How much of it.
        cap: Cap,
    },
    /// Ask the publisher for a keyframe.
    Keyframe(StreamKey),
    /// What a peer's path should be tried for; 0 leaves it alone.
    Try {
        /// Which peer.
        peer: PeerKey,
        /// Sent, padded, to learn whether the path carries it.
        bitrate: Bitrate,
    },
    /// Whether a peer, whose path carries no more, hears the main speaker alone.
    Alone {
        /// Which peer.
        peer: PeerKey,
        /// From now on, or no longer.
        on: bool,
    },
    /// In which codec to hand out pictures that are recorded, beside the voices; `None` hands out nothing.
    Record(Option<VideoCodec>),
    /// The picture that is recorded.
    RecordVideo(Option<StreamKey>),
    /// Close a peer and forget it.
    Remove(PeerKey),
}

/// What people's clients or the operator should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConferenceEvent {
    /// The person's connection stands.
    Connected(PersonId),
    /// The person's connection is gone; their place is kept.
    Lost(PersonId),
    /// Nothing comes from the person: their path is taken to be broken.
    Silent(PersonId),
    /// Something came from them again.
    Heard(PersonId),
    /// What comes in these slots of the person has changed.
    Slots(PersonId, Vec<Slot>),
    /// The person's client should send these layers, or may stop.
    Layers(PersonId, Vec<LayerWish>),
    /// The person's client may send pictures in these codecs.
    Codecs(PersonId, Vec<VideoCodec>),
    /// Who speaks, the main speaker first.
    Speaking(Vec<PersonId>),
    /// How well the person's own connection works, or why it does not.
    Quality(PersonId, Quality),
    /// What is there has to be recorded in another codec from now on, and so in another file.
    RecordAnew,
}

/// What came of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// For the shards.
    Order(Order),
    /// For the outside.
    Event(ConferenceEvent),
}

/// A microphone, camera or screen and what is known of it.
#[derive(Clone, Debug)]
struct Source {
    owner: PersonId,
    media: MediaSource,
    mid: String,
    /// Published by the owner's connection that lives now.
    published: bool,
    /// The owner says it is on.
    on: bool,
    layers: Vec<Layer>,
    /// The layers are within one stream, the first one's.
    split: bool,
    /// The publisher has named several layers, and is told of each; else the first one's rid stands for
    /// all.
    named: bool,
}

/// A layer and who needs it.
#[derive(Clone, Debug)]
struct Layer {
    rid: String,
    report: LayerReport,
    /// The bit rate that its viewers were last decided by.
    decided: Bitrate,
    /// The publisher was told to send it (as it does at first).
    asked: bool,
    unseen_since: Option<Instant>,
}

impl Layer {
    fn new(rid: String, now: Instant) -> Self {
        Self {
            rid,
            report: LayerReport::default(),
            decided: Bitrate(0),
            asked: true,
            unseen_since: Some(now),
        }
    }
}

impl Source {
    fn available(&self) -> bool {
        self.published && self.on
    }

    /// A stream has layers within it that its publisher did not name.
    fn grow(&mut self, layer: u8, now: Instant) {
        let next = self.layers.len();
        if usize::from(layer) < next || LAYERS_MAX <= usize::from(layer) {
            return;
        }
        self.layers
            .resize_with(usize::from(layer) + 1, || Layer::new(String::new(), now));
    }

    /// The stream that carries a layer, and how much of it that is.
    fn stream(&self, id: SourceId, layer: u8, temporal: Option<u8>) -> (StreamKey, Cap) {
        let (carried, spatial) = if self.split {
            (0, layer)
        } else {
            (layer, u8::MAX)
        };
        let stream = StreamKey {
            source: id,
            layer: carried,
        };
        let temporal = temporal.unwrap_or(u8::MAX);
        (stream, Cap { spatial, temporal })
    }

    fn reports(&self) -> Vec<LayerReport> {
        self.layers.iter().map(|layer| layer.report).collect()
    }
}

/// One conference: takes commands and observations, gives decisions. Knows no packets.
///
/// **Invariant:** what one person does concerns that person, their viewers and their publishers; no
/// input but a change of the voices that all hear, or of how well the server itself does, goes over
/// all members.
#[derive(Debug)]
pub struct Conference {
    members: BTreeMap<PersonId, Member>,
    by_peer: BTreeMap<PeerKey, PersonId>,
    sources: BTreeMap<SourceId, Source>,
    by_owner: BTreeMap<(PersonId, MediaSource), SourceId>,
    /// The sources that can be had now.
    available: BTreeSet<(MediaSource, SourceId)>,
    next_source: u32,
    speakers: Speakers,
    told: Told,
    keyframes: Keyframes,
    recorder: Option<Recorder>,
    /// The layer that the recording wants.
    recorded_layer: Option<StreamKey>,
    viewers: Viewers,
    seen: Seen,
    judging: Judging,
    codecs: Codecs,
    /// Whom this input concerns.
    stale: BTreeSet<PersonId>,
    /// Whom something concerns that can wait, in turn.
    queued: VecDeque<PersonId>,
    /// Who may have a layer rise, or their path tried, from when on.
    again: BTreeSet<(Instant, PersonId)>,
    decisions: VecDeque<Decision>,
    tick_at: Instant,
    decided: u64,
}

impl Conference {
    /// An empty conference.
    #[must_use]
    pub fn new(now: Instant) -> Self {
        Self {
            members: BTreeMap::new(),
            by_peer: BTreeMap::new(),
            sources: BTreeMap::new(),
            by_owner: BTreeMap::new(),
            available: BTreeSet::new(),
            next_source: 1,
            speakers: Speakers::default(),
            told: Told::new(now),
            keyframes: Keyframes::default(),
            recorder: None,
            recorded_layer: None,
            viewers: Viewers::default(),
            seen: Seen::default(),
            judging: Judging::default(),
            codecs: Codecs::default(),
            stale: BTreeSet::new(),
            queued: VecDeque::new(),
            again: BTreeSet::new(),
            decisions: VecDeque::new(),
            tick_at: now + TICK,
            decided: 0,
        }
    }

    /// A person connects, for the first time or again; `offered` is what their peer negotiated.
    /// An earlier peer of theirs is removed, their wishes and state stay.
    pub fn join(&mut self, person: PersonId, peer: PeerKey, offered: &Offered, now: Instant) {
        self.disconnect(person);
        self.members
            .entry(person)
            .or_default()
            .connect(peer, offered);
        self.by_peer.insert(peer, person);
        self.codecs.count(&offered.takes);
        for (track, offered) in offered.tracks.iter().enumerate() {
            self.publish(person, peer, track, offered, now);
        }
        self.tell_audio_slots_of(person);
        self.stale.insert(person);
        self.settle(now);
    }

    fn publish(
        &mut self,
        person: PersonId,
        peer: PeerKey,
        track: usize,
        offered: &OfferedTrack,
        now: Instant,
    ) {
        let next = &mut self.next_source;
        let id = *self
            .by_owner
            .entry((person, offered.source))
            .or_insert_with(|| {
                *next += 1;
                SourceId(*next - 1)
            });
        let on = self
            .members
            .get(&person)
            .is_some_and(|member| member.sends(offered.source));
        let layers = offered
            .layers
            .iter()
            .map(|rid| Layer::new(rid.clone(), now))
            .collect();
        self.sources.insert(
            id,
            Source {
                owner: person,
                media: offered.source,
                mid: offered.mid.clone(),
                published: true,
                on,
                layers,
                split: false,
                named: 1 < offered.layers.len(),
            },
        );
        self.codecs.publish(id, &offered.sends);
        self.look_again(id, now);
        self.order(Order::Publish {
            peer,
            track,
            source: id,
            kind: SourceKind::of(offered.source),
            layers: u8::try_from(offered.layers.len()).unwrap_or(u8::MAX),
        });
    }

    /// The sources a person has, published now or before.
    fn sources_of(&self, person: PersonId) -> Vec<SourceId> {
        self.by_owner
            .range((person, MediaSource::Microphone)..=(person, MediaSource::ScreenAudio))
            .map(|(_, id)| *id)
            .collect()
    }

    /// A source can be had now, or no longer: its viewers and its publisher are looked at again.
    fn look_again(&mut self, id: SourceId, now: Instant) {
        let Some(source) = self.sources.get(&id) else {
            return;
        };
        let (owner, media, available) = (source.owner, source.media, source.available());
        if available {
            self.available.insert((media, id));
        } else {
            self.available.remove(&(media, id));
        }
        if SourceKind::of(media) == SourceKind::Video {
            self.seen.look_at(id, now);
            self.codecs.tell_later(owner);
            self.concern_viewers(owner, media);
        }
    }

    /// Takes away what the person's earlier connection published.
    fn unpublish(&mut self, person: PersonId) {
        for id in self.sources_of(person) {
            let Some(source) = self.sources.get_mut(&id) else {
                continue;
            };
            if !std::mem::take(&mut source.published) {
                continue;
            }
            let media = source.media;
            self.available.remove(&(media, id));
            self.concern_viewers(person, media);
            self.silence(id);
            self.keyframes.remove(id);
            self.order(Order::Withdraw(id));
        }
    }

    /// Removes the person's connection, if they have one. Answers whether they had.
    fn disconnect(&mut self, person: PersonId) -> bool {
        let Some(member) = self.members.get_mut(&person) else {
            return false;
        };
        let Some(peer) = member.peer else {
            return false;
        };
        let takes = std::mem::take(&mut member.takes);
        for stream in member.disconnect() {
            self.seen.change(Some(stream), None);
        }
        self.by_peer.remove(&peer);
        self.codecs.discount(&takes);
        self.order(Order::Remove(peer));
        self.unpublish(person);
        true
    }

    /// The person goes; their place goes with them.
    pub fn leave(&mut self, person: PersonId, now: Instant) {
        self.disconnect(person);
        let Some(member) = self.members.remove(&person) else {
            return;
        };
        self.viewers.forget(person, &member);
        for id in self.sources_of(person) {
            if let Some(source) = self.sources.remove(&id) {
                self.by_owner.remove(&(person, source.media));
                self.codecs.forget(id);
                self.concern_viewers(person, source.media);
            }
        }
        self.settle(now);
    }

    /// What the person wants to see; slots not named stay as they are.
    pub fn wish(&mut self, person: PersonId, wishes: &[SlotWish], now: Instant) {
        self.take_wishes(person, wishes);
        self.settle(now);
    }

    /// What the person says they send.
    pub fn state(&mut self, person: PersonId, state: ParticipantState, now: Instant) {
        let member = self.members.entry(person).or_default();
        member.state = state;
        for id in self.sources_of(person) {
            let on = self.members.get(&person).zip(self.sources.get(&id));
            let Some(on) = on.map(|(member, source)| member.sends(source.media)) else {
                continue;
            };
            let Some(source) = self.sources.get_mut(&id) else {
                continue;
            };
            if std::mem::replace(&mut source.on, on) == on {
                continue;
            }
            if !on && SourceKind::of(source.media) == SourceKind::Audio {
                self.silence(id);
            }
            self.look_again(id, now);
        }
        self.settle(now);
    }

    /// Takes what a shard saw.
    pub fn observe(&mut self, observation: Observation, now: Instant) {
        match observation {
            Observation::Connected(peer) => self.pass_on(peer, ConferenceEvent::Connected),
            Observation::Lost(peer) => self.lose(peer, now),
            Observation::Silent(peer) => self.pass_on(peer, ConferenceEvent::Silent),
            Observation::Heard(peer) => self.pass_on(peer, ConferenceEvent::Heard),
            Observation::Level { source, level } => self.hear(source, level, now),
            Observation::Layer { stream, report } => self.measure(stream, report, now),
            Observation::KeyframeWanted { stream, starting } => {
                if self.keyframes.want(stream, starting, now) {
                    self.order(Order::Keyframe(stream));
                }
            }
            Observation::Keyframe(stream) => self.keyframes.came(stream),
            Observation::Estimate { peer, bitrate } => {
                let Some(person) = self.by_peer.get(&peer) else {
                    return;
                };
                if let Some(member) = self.members.get_mut(person)
                    && member.take_estimate(bitrate)
                    && !std::mem::replace(&mut member.queued, true)
                {
                    self.queued.push_back(*person);
                }
            }
            Observation::Path { peer, report } => self.take_path(peer, &report, now),
            Observation::Strain { shard, strain } => self.take_strain(shard, strain, now),
        }
    }

    fn pass_on(&mut self, peer: PeerKey, event: impl FnOnce(PersonId) -> ConferenceEvent) {
        if let Some(person) = self.by_peer.get(&peer) {
            self.event(event(*person));
        }
    }

    /// A connection is gone: what it published goes, the person's place stays.
    fn lose(&mut self, peer: PeerKey, now: Instant) {
        let Some(person) = self.by_peer.get(&peer).copied() else {
            return;
        };
        self.disconnect(person);
        self.event(ConferenceEvent::Lost(person));
        self.settle(now);
    }

    fn measure(&mut self, stream: StreamKey, report: LayerReport, now: Instant) {
        let Some(source) = self.sources.get_mut(&stream.source) else {
            return;
        };
        if report.within {
            source.grow(stream.layer, now);
        }
        let moved = std::mem::replace(&mut source.split, report.within) != report.within;
        let (owner, media) = (source.owner, source.media);
        let Some(layer) = source.layers.get_mut(usize::from(stream.layer)) else {
            return;
        };
        let before = std::mem::replace(&mut layer.report, report);
        let near = layer.decided.percent(100 - NOTED_PERCENT) < report.bitrate
            && report.bitrate < layer.decided.percent(100 + NOTED_PERCENT);
        if !near {
            layer.decided = report.bitrate;
        }
        if !report.live {
            self.keyframes.drop_wish(stream);
        }
        if moved || before.live != report.live {
            self.concern_viewers(owner, media);
            self.settle(now);
        } else if !near || before.size != report.size {
            self.concern_viewers_later(owner, media);
        }
    }

    /// When [`advance`](Self::advance) wants to be called.
    #[must_use]
    pub fn deadline(&self) -> Instant {
        self.keyframes
            .deadline()
            .map_or(self.tick_at, |at| at.min(self.tick_at))
    }

    /// Time has come to `now`.
    pub fn advance(&mut self, now: Instant) {
        for stream in self.keyframes.due(now) {
            self.order(Order::Keyframe(stream));
        }
        if now < self.tick_at {
            return;
        }
        self.tick_at = now + TICK;
        self.tell_voices(now);
        self.record_main_speaker(now);
        self.judge_due(now);
        self.codecs.widen(now);
        self.settle_queued(now);
    }

    /// How often what somebody sees has been decided: the measure of what an input costs.
    #[must_use]
    pub const fn decided(&self) -> u64 {
        self.decided
    }

    /// The next decision; `None` when all are taken.
    pub fn poll(&mut self) -> Option<Decision> {
        self.decisions.pop_front()
    }

    fn order(&mut self, order: Order) {
        self.decisions.push_back(Decision::Order(order));
    }

    fn event(&mut self, event: ConferenceEvent) {
        self.decisions.push_back(Decision::Event(event));
    }
}

#[cfg(test)]
mod tests;
