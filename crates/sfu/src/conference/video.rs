//! Video: what fills each slot, in which layer, and which layers nobody sees.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use model::id::PersonId;
use model::session::{LayerWish, MediaSource};

use super::member::{Member, slot_of};
use super::{Conference, ConferenceEvent, Decision, Order};
use crate::layers::{Allocation, Need, allocate};
use crate::limits::{LAYER_UNSEEN, VOICE_BITS};
use crate::source::{Bitrate, SourceId, SourceKind, StreamKey};

/// After layers have fallen for want of bandwidth, none rises for this long.
const FALL_HOLD: Duration = Duration::from_millis(1_000);

/// After such a fall, the path is not tried for more before this.
const TRY_HOLD: Duration = Duration::from_millis(2_500);

/// How much more than needed a path is tried for, in percent: a layer needs room to rise.
const TRIED_PERCENT: u64 = 120;

/// What a path is taken to carry before it is measured.
const ASSUMED_PATH: Bitrate = Bitrate::kbps(2_500);

impl Conference {
    /// Fills every video slot anew and tells whom it concerns.
    pub(super) fn decide_video(&mut self, now: Instant) {
        let people: Vec<PersonId> = self.members.keys().copied().collect();
        for person in people {
            let Some(mut member) = self.members.remove(&person) else {
                continue;
            };
            if member.peer.is_some() {
                self.decide_member(person, &mut member, now);
            }
            self.members.insert(person, member);
        }
        self.decide_recorded(now);
        self.tell_layers(now);
    }

    fn decide_member(&mut self, person: PersonId, member: &mut Member, now: Instant) {
        let Some(peer) = member.peer else { return };
        let filled: Vec<Option<SourceId>> = member
            .video
            .iter()
            .map(|slot| {
                let wish = member.wish_of(slot)?;
                let id = self.by_owner.get(&(wish.person, wish.media))?;
                self.sources
                    .get(id)
                    .filter(|source| source.available())
                    .map(|_| *id)
            })
            .collect();
        let needs: Vec<Need> = (0..filled.len())
            .map(|at| self.need(member, at, filled[at]))
            .collect();
        let heard = self
            .speakers
            .slots()
            .iter()
            .flatten()
            .count()
            .min(member.voices());
        let voices = Bitrate(VOICE_BITS * u64::try_from(heard).unwrap_or(0));
        let budget = member.budget.unwrap_or(ASSUMED_PATH).minus(voices);
        let may_rise = member.calm_for(FALL_HOLD, now);
        let allocation = allocate(&needs, budget, may_rise);
        self.apply_allocation(peer, member, &filled, &allocation, now);
        member.asks = Bitrate(0) < allocation.desired;
        if member.current.percent(130) < allocation.current {
            member.rose_at = Some(now);
        }
        member.current = allocation.current;
        // Where tiles ask for more than the path is known to carry, it is tried.
        let short = allocation.current < allocation.desired;
        let desired = allocation.desired.plus(voices).percent(TRIED_PERCENT);
        let tried = short && member.calm_for(TRY_HOLD, now);
        let bitrates = (if tried { desired } else { Bitrate(0) }, desired);
        if member.bitrates != bitrates {
            member.bitrates = bitrates;
            self.order(Order::Bitrate {
                peer,
                sustain: bitrates.0,
                desired: bitrates.1,
            });
        }
        self.tell_video_slots(person, member, &filled);
    }

    fn need(&self, member: &Member, at: usize, filled: Option<SourceId>) -> Need {
        let slot = &member.video[at];
        let source = filled.and_then(|id| self.sources.get(&id));
        Need {
            layers: source.map(super::Source::reports).unwrap_or_default(),
            shown: member
                .wish_of(slot)
                .map(|wish| wish.shown)
                .unwrap_or_default(),
            screen: source.is_some_and(|source| source.media == MediaSource::Screen),
            given: slot
                .wanted
                .filter(|wanted| Some(wanted.source) == filled)
                .map(|wanted| wanted.layer),
        }
    }

    fn apply_allocation(
        &mut self,
        peer: crate::source::PeerKey,
        member: &mut Member,
        filled: &[Option<SourceId>],
        allocation: &Allocation,
        now: Instant,
    ) {
        let mut fell = false;
        for (at, choice) in allocation.choices.iter().enumerate() {
            let slot = &mut member.video[at];
            let stream = |layer: Option<u8>| {
                Some(StreamKey {
                    source: filled[at]?,
                    layer: layer?,
                })
            };
            let (wanted, target) = (stream(choice.wanted), stream(choice.target));
            fell |= slot.wanted.is_some_and(|before| {
                Some(before.source) == filled[at]
                    && wanted.is_none_or(|wanted| wanted.layer < before.layer)
            });
            slot.wanted = wanted;
            if slot.target != target {
                slot.target = target;
                let slot = slot.slot;
                self.decisions
                    .push_back(Decision::Order(Order::Video { peer, slot, target }));
            }
        }
        if fell && allocation.current < allocation.desired {
            member.fell_at = Some(now);
        }
    }

    fn tell_video_slots(
        &mut self,
        person: PersonId,
        member: &mut Member,
        filled: &[Option<SourceId>],
    ) {
        let mut changes = Vec::new();
        for (slot, filled) in member.video.iter_mut().zip(filled) {
            let shows = filled
                .and_then(|id| self.sources.get(&id))
                .map(|source| (source.owner, source.media));
            if slot.told != shows {
                slot.told = shows;
                changes.push(slot_of(&slot.mid, shows, MediaSource::Camera));
            }
        }
        if !changes.is_empty() {
            self.event(ConferenceEvent::Slots(person, changes));
        }
    }

    /// Tells publishers which layers nobody sees, and at once which somebody does.
    pub(super) fn tell_layers(&mut self, now: Instant) {
        let mut changes: BTreeMap<PersonId, Vec<LayerWish>> = BTreeMap::new();
        let recorded = self.recorder.as_ref().and_then(|recorder| recorder.wanted);
        let mut seen: BTreeMap<SourceId, u8> = BTreeMap::new();
        let shown = self.members.values().flat_map(|member| &member.video);
        for stream in shown.filter_map(|slot| slot.wanted).chain(recorded) {
            *seen.entry(stream.source).or_default() |= 1 << stream.layer.min(7);
        }
        for (id, source) in &mut self.sources {
            if !source.available() || SourceKind::of(source.media) == SourceKind::Audio {
                continue;
            }
            let mask = seen.get(id).copied().unwrap_or(0);
            for (index, layer) in source.layers.iter_mut().enumerate() {
                let active = mask & (1 << index.min(7)) != 0;
                if active {
                    layer.unseen_since = None;
                } else if layer.unseen_since.is_none() {
                    layer.unseen_since = Some(now);
                }
                let stop = layer
                    .unseen_since
                    .is_some_and(|since| LAYER_UNSEEN <= now.saturating_duration_since(since));
                if (active && !layer.asked) || (stop && layer.asked) {
                    layer.asked = active;
                    changes.entry(source.owner).or_default().push(LayerWish {
                        mid: source.mid.clone(),
                        rid: layer.rid.clone(),
                        active,
                    });
                }
            }
        }
        for (person, layers) in changes {
            self.event(ConferenceEvent::Layers(person, layers));
        }
    }
}
