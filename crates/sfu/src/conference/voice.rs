//! Who is heard and who speaks: told in batches, so that a lively debate among three does not
//! become a storm for all who listen.

use std::time::{Duration, Instant};

use super::member::Filled;
use super::{Conference, ConferenceEvent, Decision, Order};
use crate::limits::{LARGE_ROOM, TICK, VOICES_TOLD_LARGE};
use crate::source::SourceId;
use crate::speakers::LevelDbov;

use model::id::PersonId;

/// What everybody is to be told of voices, and when.
#[derive(Debug)]
pub(super) struct Told {
    slots_changed: bool,
    slots_at: Instant,
    speaking_changed: bool,
    speaking_at: Instant,
    main: Option<SourceId>,
}

impl Told {
    pub(super) const fn new(now: Instant) -> Self {
        Self {
            slots_changed: false,
            slots_at: now,
            speaking_changed: false,
            speaking_at: now,
            main: None,
        }
    }
}

impl Conference {
    /// A packet of a voice came.
    pub(super) fn hear(&mut self, source: SourceId, level: LevelDbov, now: Instant) {
        let heard = self
            .sources
            .get(&source)
            .is_some_and(super::Source::available);
        if heard && self.speakers.hear(source, level, now) {
            self.order_voices();
        }
    }

    /// Takes a voice out of the slots.
    pub(super) fn silence(&mut self, source: SourceId) {
        self.speakers.forget_main(source);
        if self.speakers.remove(source) {
            self.order_voices();
        }
    }

    fn order_voices(&mut self) {
        self.order(Order::Audio(*self.speakers.slots()));
        self.told.slots_changed = true;
    }

    /// Tells what has changed of voices, not too often in a large room.
    pub(super) fn tell_voices(&mut self, now: Instant) {
        let pause = self.pause();
        self.told.speaking_changed |= self.speakers.look(now);
        let main = self.speakers.main();
        if self.told.main != main {
            self.told.main = main;
            self.order(Order::Main(main));
        }
        if self.told.speaking_changed && self.told.speaking_at <= now {
            self.told.speaking_changed = false;
            self.told.speaking_at = now + pause;
            self.tell_speaking();
        }
        if self.told.slots_changed && self.told.slots_at <= now {
            self.told.slots_changed = false;
            self.told.slots_at = now + pause;
            self.tell_audio_slots();
        }
    }

    fn pause(&self) -> Duration {
        if self.by_peer.len() <= LARGE_ROOM {
            TICK
        } else {
            VOICES_TOLD_LARGE
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

    fn voices(&self) -> [Option<Filled>; crate::limits::AUDIO_SLOTS] {
        self.speakers.slots().map(|id| {
            let source = self.sources.get(&id?)?;
            Some(self.filled(source, false))
        })
    }

    /// What others are told of a person's voice has changed, if they are heard.
    pub(super) fn revoice(&mut self, person: PersonId) {
        let owners = self.speakers.slots().iter().flatten();
        let mut owners = owners.filter_map(|id| self.sources.get(id));
        self.told.slots_changed |= owners.any(|source| source.owner == person);
    }

    /// Tells everybody whose voice comes in which audio slot, where that has changed.
    fn tell_audio_slots(&mut self) {
        let voices = self.voices();
        for (person, member) in &mut self.members {
            let slots = member.audio_changes(*person, &voices);
            if !slots.is_empty() {
                self.decisions
                    .push_back(Decision::Event(ConferenceEvent::Slots(*person, slots)));
            }
        }
    }

    /// Tells one person whose voice comes in which audio slot.
    pub(super) fn tell_audio_slots_of(&mut self, person: PersonId) {
        let voices = self.voices();
        let slots = self
            .members
            .get_mut(&person)
            .map(|member| member.audio_changes(person, &voices))
            .unwrap_or_default();
        if !slots.is_empty() {
            self.event(ConferenceEvent::Slots(person, slots));
        }
    }
}
