//! Video: what fills each slot, in which layer. Decided for those alone whom something concerns.

use std::time::{Duration, Instant};

use model::id::PersonId;
use model::session::MediaSource;

use super::member::{Member, slot_of};
use super::{Conference, ConferenceEvent, Decision, Order};
use crate::layers::{Allocation, Given, Need, allocate};
use crate::limits::{DECISIONS_PER_TICK, FIRST_ESTIMATE, VOICE_BITS, VOICE_BITS_MIN};
use crate::source::{Bitrate, Cap, PeerKey, SourceId, StreamKey};

/// After layers have fallen for want of bandwidth, none rises and the path is not tried for more for
/// this long.
const FALL_HOLD: Duration = Duration::from_millis(1_000);

/// Who hears the main speaker alone hears all again when their path carries this much of what all
/// voices take, in percent.
const ALL_AGAIN_PERCENT: u64 = 125;

/// How much more than needed a path is tried for, in percent: a layer needs room to rise.
const TRIED_PERCENT: u64 = 120;

/// What a voice takes of a path: what was measured of it, between silence and what browsers give a voice.
fn voice_takes(source: &super::Source) -> Bitrate {
    let measured = source
        .layers
        .first()
        .map_or(Bitrate(0), |layer| layer.report.bitrate);
    match measured {
        Bitrate(0) => Bitrate(VOICE_BITS),
        measured => measured.clamp(Bitrate(VOICE_BITS_MIN), Bitrate(VOICE_BITS)),
    }
}

impl Conference {
    /// Decides for everybody whom something concerns, and tells them.
    pub(super) fn settle(&mut self, now: Instant) {
        while let Some(person) = self.stale.pop_first() {
            self.decide_person(person, now);
        }
        self.decide_recorded(now);
        self.tell_layers(now);
        self.tell_codecs();
    }

    /// Decides for those who wait for a tick, and for those whose patience is over.
    pub(super) fn settle_queued(&mut self, now: Instant) {
        while let Some((at, person)) = self.again.first().copied() {
            if now < at {
                break;
            }
            self.again.pop_first();
            self.stale.insert(person);
        }
        let some = self.queued.len().min(DECISIONS_PER_TICK);
        for person in self.queued.drain(..some) {
            if let Some(member) = self.members.get_mut(&person) {
                member.queued = false;
            }
            self.stale.insert(person);
        }
        self.settle(now);
    }

    fn decide_person(&mut self, person: PersonId, now: Instant) {
        let Some(mut member) = self.members.remove(&person) else {
            return;
        };
        if member.peer.is_some() {
            self.decided += 1;
            self.decide_member(person, &mut member, now);
        }
        self.members.insert(person, member);
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
        let (heard, voices) = self.voices_of(person, member.voices());
        let carries = member.budget.unwrap_or(FIRST_ESTIMATE);
        let least = if member.alone {
            voices.percent(ALL_AGAIN_PERCENT)
        } else {
            voices
        };
        let alone = 1 < heard && carries < least;
        if std::mem::replace(&mut member.alone, alone) != alone {
            self.order(Order::Alone { peer, on: alone });
        }
        let budget = if alone {
            carries.minus(Bitrate(VOICE_BITS))
        } else {
            carries.minus(voices)
        };
        let may_rise = member.calm_for(FALL_HOLD, now);
        let allocation = allocate(&needs, budget, may_rise);
        self.apply_allocation((person, peer), member, &filled, &allocation, now);
        // Where tiles ask for more than the path is known to carry, it is tried.
        let short = alone || allocation.current < allocation.desired;
        let bitrate = if short && member.calm_for(FALL_HOLD, now) {
            allocation.desired.plus(voices).percent(TRIED_PERCENT)
        } else {
            Bitrate(0)
        };
        if std::mem::replace(&mut member.tried, bitrate) != bitrate {
            self.order(Order::Try { peer, bitrate });
        }
        self.tell_video_slots(person, member, &filled);
        let paused = member
            .video
            .iter()
            .filter(|slot| slot.paused.is_some())
            .count();
        if member.judge.pause(paused, filled.iter().flatten().count()) {
            self.judge_again(person, member, now);
        }
    }

    /// How many voices somebody hears who has so many slots for them, and what they take.
    fn voices_of(&self, person: PersonId, slots: usize) -> (usize, Bitrate) {
        let sources = self.speakers.slots().iter().flatten();
        let others =
            sources.filter_map(|id| self.sources.get(id).filter(|source| source.owner != person));
        let each = others.take(slots).map(voice_takes);
        each.fold((0, Bitrate(0)), |(count, sum), bits| {
            (count + 1, sum.plus(bits))
        })
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
                .map(|wanted| Given {
                    layer: wanted.layer,
                    thin: slot.thin,
                }),
            paused: filled.is_some() && slot.paused == filled,
        }
    }

    fn apply_allocation(
        &mut self,
        (person, peer): (PersonId, PeerKey),
        member: &mut Member,
        filled: &[Option<SourceId>],
        allocation: &Allocation,
        now: Instant,
    ) {
        let mut fell = false;
        for (at, choice) in allocation.choices.iter().enumerate() {
            let slot = &mut member.video[at];
            let carried = |layer: u8| {
                let source = self.sources.get(&filled[at]?)?;
                Some(source.stream(filled[at]?, layer, choice.temporal))
            };
            let stream = |layer: Option<u8>| {
                Some(StreamKey {
                    source: filled[at]?,
                    layer: layer?,
                })
            };
            let wanted = stream(choice.wanted);
            let carried = choice.target.and_then(carried);
            let target = carried.map(|(stream, _)| stream);
            let cap = carried.map_or(Cap::ALL, |(_, cap)| cap);
            let before = slot
                .wanted
                .filter(|before| Some(before.source) == filled[at]);
            let before = before.map(|before| (before.layer, !slot.thin));
            let after = wanted.map(|wanted| (wanted.layer, choice.temporal.is_none()));
            fell |= after < before;
            if slot.wanted != wanted {
                self.seen.change(slot.wanted, wanted);
                slot.wanted = wanted;
            }
            slot.thin = choice.temporal.is_some();
            slot.paused = filled[at].filter(|_| choice.wanted.is_none());
            if (slot.target, slot.cap) != (target, cap) {
                (slot.target, slot.cap) = (target, cap);
                let slot = slot.slot;
                self.decisions.push_back(Decision::Order(Order::Video {
                    peer,
                    slot,
                    target,
                    cap,
                }));
            }
        }
        if fell && allocation.current < allocation.desired {
            member.fell_at = Some(now);
            self.again.insert((now + FALL_HOLD, person));
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
                .map(|source| self.filled(source, slot.paused.is_some()));
            if slot.told != shows {
                slot.told = shows;
                changes.push(slot_of(&slot.mid, shows, MediaSource::Camera));
            }
        }
        if !changes.is_empty() {
            self.event(ConferenceEvent::Slots(person, changes));
        }
    }
}
