//! Decides what everybody in one conference hears and sees.

mod member;
mod record;
mod video;

use std::collections::{BTreeMap, VecDeque};
use std::time::Instant;

use model::id::PersonId;
use model::session::{LayerWish, MediaSource, ParticipantState, Slot, SlotWish};

use crate::keyframes::Keyframes;
use crate::limits::{AUDIO_SLOTS, TICK, WISHES_MAX};
use crate::offer::Offered;
use crate::shard::Observation;
use crate::source::{Bitrate, LayerReport, PeerKey, SourceId, SourceKind, StreamKey};
use crate::speakers::Speakers;
use member::Member;
use record::Recorder;

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
    /// What the audio slots of all peers carry.
    Audio([Option<SourceId>; AUDIO_SLOTS]),
    /// What a video slot of a peer carries; `None` pauses it.
    Video {
        /// Whose slot.
        peer: PeerKey,
        /// Which, by the order of the offer.
        slot: usize,
        /// What.
        target: Option<StreamKey>,
    },
    /// Ask the publisher for a keyframe.
    Keyframe(StreamKey),
    /// What a peer's path should be tried for.
    Bitrate {
        /// Which peer.
        peer: PeerKey,
        /// Send at least this, padded, to learn whether the path carries it.
        sustain: Bitrate,
        /// What its tiles ask for.
        desired: Bitrate,
    },
    /// Whether to hand out what is recorded.
    Record(bool),
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
    /// What comes in these slots of the person has changed.
    Slots(PersonId, Vec<Slot>),
    /// The person's client should send these layers, or may stop.
    Layers(PersonId, Vec<LayerWish>),
    /// Who speaks, the main speaker first.
    Speaking(Vec<PersonId>),
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
}

/// A layer and who needs it.
#[derive(Clone, Debug)]
struct Layer {
    rid: String,
    report: LayerReport,
    /// The publisher was told to send it (as it does at first).
    asked: bool,
    unseen_since: Option<Instant>,
}

impl Source {
    fn available(&self) -> bool {
        self.published && self.on
    }

    fn reports(&self) -> Vec<LayerReport> {
        self.layers.iter().map(|layer| layer.report).collect()
    }
}

/// One conference: takes commands and observations, gives decisions. Knows no packets.
#[derive(Debug)]
pub struct Conference {
    members: BTreeMap<PersonId, Member>,
    by_peer: BTreeMap<PeerKey, PersonId>,
    sources: BTreeMap<SourceId, Source>,
    by_owner: BTreeMap<(PersonId, MediaSource), SourceId>,
    next_source: u32,
    speakers: Speakers,
    keyframes: Keyframes,
    recorder: Option<Recorder>,
    decisions: VecDeque<Decision>,
    tick_at: Instant,
    /// Something that layer choices rest on has changed.
    stale: bool,
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
            next_source: 1,
            speakers: Speakers::default(),
            keyframes: Keyframes::default(),
            recorder: None,
            decisions: VecDeque::new(),
            tick_at: now + TICK,
            stale: false,
        }
    }

    /// A person connects, for the first time or again; `offered` is what their peer negotiated.
    /// An earlier peer of theirs is removed, their wishes and state stay.
    pub fn join(&mut self, person: PersonId, peer: PeerKey, offered: &Offered, now: Instant) {
        let member = self.members.entry(person).or_default();
        if let Some(earlier) = member.connect(peer, offered) {
            self.by_peer.remove(&earlier);
            self.order(Order::Remove(earlier));
        }
        self.by_peer.insert(peer, person);
        self.unpublish(person);
        for (track, offered) in offered.tracks.iter().enumerate() {
            self.publish(person, peer, track, offered, now);
        }
        self.order(Order::Audio(*self.speakers.slots()));
        self.tell_audio_slots();
        self.decide_video(now);
    }

    fn publish(
        &mut self,
        person: PersonId,
        peer: PeerKey,
        track: usize,
        offered: &crate::offer::OfferedTrack,
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
            .map(|rid| Layer {
                rid: rid.clone(),
                report: LayerReport::default(),
                asked: true,
                unseen_since: Some(now),
            })
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
            },
        );
        self.order(Order::Publish {
            peer,
            track,
            source: id,
            kind: SourceKind::of(offered.source),
            layers: u8::try_from(offered.layers.len()).unwrap_or(u8::MAX),
        });
    }

    /// Takes away what the person's earlier connection published.
    fn unpublish(&mut self, person: PersonId) {
        let gone: Vec<SourceId> = self
            .sources
            .iter()
            .filter(|(_, source)| source.owner == person && source.published)
            .map(|(id, _)| *id)
            .collect();
        for id in gone {
            if let Some(source) = self.sources.get_mut(&id) {
                source.published = false;
            }
            self.silence(id);
            self.keyframes.remove(id);
            self.order(Order::Withdraw(id));
        }
    }

    /// Takes a voice out of the slots.
    fn silence(&mut self, source: SourceId) {
        self.speakers.forget_main(source);
        if self.speakers.remove(source) {
            self.order(Order::Audio(*self.speakers.slots()));
            self.tell_audio_slots();
        }
    }

    /// The person goes; their place goes with them.
    pub fn leave(&mut self, person: PersonId, now: Instant) {
        let Some(member) = self.members.remove(&person) else {
            return;
        };
        if let Some(peer) = member.peer {
            self.by_peer.remove(&peer);
            self.order(Order::Remove(peer));
        }
        self.unpublish(person);
        self.sources.retain(|_, source| source.owner != person);
        self.by_owner.retain(|(owner, _), _| *owner != person);
        self.decide_video(now);
    }

    /// What the person wants to see; slots not named stay as they are.
    pub fn wish(&mut self, person: PersonId, wishes: &[SlotWish], now: Instant) {
        let Some(member) = self.members.get_mut(&person) else {
            return;
        };
        for wish in wishes.iter().take(WISHES_MAX) {
            member.wish(wish);
        }
        self.decide_video(now);
    }

    /// What the person says they send.
    pub fn state(&mut self, person: PersonId, state: ParticipantState, now: Instant) {
        let member = self.members.entry(person).or_default();
        member.state = state;
        let mut silenced = Vec::new();
        for (id, source) in self
            .sources
            .iter_mut()
            .filter(|(_, source)| source.owner == person)
        {
            source.on = member.sends(source.media);
            if !source.on && SourceKind::of(source.media) == SourceKind::Audio {
                silenced.push(*id);
            }
        }
        for id in silenced {
            self.silence(id);
        }
        self.decide_video(now);
    }

    /// Takes what a shard saw.
    pub fn observe(&mut self, observation: Observation, now: Instant) {
        match observation {
            Observation::Connected(peer) => {
                if let Some(person) = self.by_peer.get(&peer) {
                    self.event(ConferenceEvent::Connected(*person));
                }
            }
            Observation::Lost(peer) => self.lose(peer, now),
            Observation::Level { source, level } => {
                let heard = self.sources.get(&source).is_some_and(Source::available);
                if heard && self.speakers.hear(source, level, now) {
                    self.order(Order::Audio(*self.speakers.slots()));
                    self.tell_audio_slots();
                }
            }
            Observation::Layer { stream, report } => self.measure(stream, report, now),
            Observation::KeyframeWanted { stream, starting } => {
                if self.keyframes.want(stream, starting, now) {
                    self.order(Order::Keyframe(stream));
                }
            }
            Observation::Keyframe(stream) => self.keyframes.came(stream),
            Observation::Estimate {
                peer,
                bitrate,
                sent,
            } => {
                let member = self
                    .by_peer
                    .get(&peer)
                    .and_then(|who| self.members.get_mut(who));
                if let Some(member) = member {
                    self.stale |= member.take_estimate(bitrate, sent, now);
                }
            }
        }
    }

    /// A connection is gone: what it published goes, the person's place stays.
    fn lose(&mut self, peer: PeerKey, now: Instant) {
        let Some(person) = self.by_peer.remove(&peer) else {
            return;
        };
        if let Some(member) = self.members.get_mut(&person) {
            member.disconnect();
        }
        self.order(Order::Remove(peer));
        self.unpublish(person);
        self.event(ConferenceEvent::Lost(person));
        self.decide_video(now);
    }

    fn measure(&mut self, stream: StreamKey, report: LayerReport, now: Instant) {
        let layer = self
            .sources
            .get_mut(&stream.source)
            .and_then(|source| source.layers.get_mut(usize::from(stream.layer)));
        let Some(layer) = layer else { return };
        let before = std::mem::replace(&mut layer.report, report);
        self.stale |= before != report;
        if !report.live {
            self.keyframes.drop_wish(stream);
        }
        if before.live != report.live {
            self.decide_video(now);
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
        if self.speakers.look(now) {
            self.tell_speaking();
        }
        self.record_main_speaker(now);
        if std::mem::take(&mut self.stale) {
            self.decide_video(now);
        } else {
            self.tell_layers(now);
        }
    }

    fn tell_speaking(&mut self) {
        let people = self
            .speakers
            .speaking()
            .iter()
            .filter_map(|id| self.sources.get(id))
            .map(|source| source.owner)
            .collect();
        self.event(ConferenceEvent::Speaking(people));
    }

    /// Tells everybody whose voice comes in which audio slot, where that has changed.
    fn tell_audio_slots(&mut self) {
        let voices = self.speakers.slots().map(|id| {
            id.and_then(|id| self.sources.get(&id))
                .map(|source| (source.owner, source.media))
        });
        for (person, member) in &mut self.members {
            let slots = member.audio_changes(*person, &voices);
            if !slots.is_empty() {
                self.decisions
                    .push_back(Decision::Event(ConferenceEvent::Slots(*person, slots)));
            }
        }
    }

    /// The next decision; `None` when all are taken.
    pub fn poll(&mut self) -> Option<Decision> {
        self.decisions.pop_front()
    }

    /// People who have a place, connected or not.
    #[must_use]
    pub fn people(&self) -> usize {
        self.members.len()
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
