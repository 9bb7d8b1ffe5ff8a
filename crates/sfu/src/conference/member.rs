//! A person's place in a conference: connection, slots, wishes.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use model::id::PersonId;
use model::session::{MediaSource, ParticipantState, QualityLevel, Slot, SlotWish, VideoCodec};

use super::Conference;
use crate::limits::{AUDIO_SLOTS, SLOTS_MAX};
use crate::offer::Offered;
use crate::quality::Judge;
use crate::source::{Bitrate, Cap, PeerKey, Size, SourceId, SourceKind, StreamKey};

/// A wish as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wish {
    pub(super) person: PersonId,
    pub(super) media: MediaSource,
    pub(super) shown: Size,
}

/// A video slot of the connection that lives now.
#[derive(Clone, Debug)]
pub(super) struct VideoSlot {
    /// Its place in the offer.
    pub(super) slot: usize,
    pub(super) mid: String,
    /// What the shard was told.
    pub(super) target: Option<StreamKey>,
    pub(super) cap: Cap,
    /// The layer that was chosen, of which source.
    pub(super) wanted: Option<StreamKey>,
    /// It was chosen without its highest temporal layer.
    pub(super) thin: bool,
    /// Whose picture is not carried for want of bandwidth.
    pub(super) paused: Option<SourceId>,
    /// What the client was told.
    pub(super) told: Option<Filled>,
}

/// What fills a slot, as its client is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Filled {
    pub(super) person: PersonId,
    pub(super) media: MediaSource,
    pub(super) paused: bool,
    /// How well what they send comes.
    pub(super) quality: QualityLevel,
}

/// A person in a conference. Kept while they are away, until they leave.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) peer: Option<PeerKey>,
    pub(super) state: ParticipantState,
    pub(super) video: Vec<VideoSlot>,
    audio: Vec<(String, Option<Filled>)>,
    wishes: BTreeMap<String, Wish>,
    /// What the path is taken to carry, once it is measured.
    pub(super) budget: Option<Bitrate>,
    /// What the shard was told to try the path for.
    pub(super) tried: Bitrate,
    /// The path carries the main speaker's voice alone.
    pub(super) alone: bool,
    /// When layers last fell for want of bandwidth.
    pub(super) fell_at: Option<Instant>,
    /// Waits to be decided with one of the next ticks.
    pub(super) queued: bool,
    /// How well the connection works.
    pub(super) judge: Judge,
    /// When that is judged again though nothing is measured.
    pub(super) judge_at: Option<Instant>,
    /// What others are told of what comes from here.
    pub(super) quality: QualityLevel,
    /// The codecs that the connection takes.
    pub(super) takes: Vec<VideoCodec>,
    /// In which codecs the client was told that it may send; none before.
    pub(super) codecs: Vec<VideoCodec>,
}

impl Default for Member {
    /// Until they say otherwise, people are taken to send what they publish.
    fn default() -> Self {
        Self {
            peer: None,
            state: ParticipantState {
                microphone: true,
                camera: true,
                screen: true,
            },
            video: Vec::new(),
            audio: Vec::new(),
            wishes: BTreeMap::new(),
            budget: None,
            tried: Bitrate(0),
            fell_at: None,
            alone: false,
            queued: false,
            judge: Judge::default(),
            judge_at: None,
            quality: QualityLevel::Good,
            takes: Vec::new(),
            codecs: Vec::new(),
        }
    }
}

impl Member {
    /// Takes a new connection, after [`disconnect`](Self::disconnect).
    pub(super) fn connect(&mut self, peer: PeerKey, offered: &Offered) {
        self.peer = Some(peer);
        self.takes.clone_from(&offered.takes);
        for (slot, offered) in offered.slots.iter().enumerate() {
            match offered.kind {
                SourceKind::Audio => self.audio.push((offered.mid.clone(), None)),
                SourceKind::Video => self.video.push(VideoSlot {
                    slot,
                    mid: offered.mid.clone(),
                    target: None,
                    cap: Cap::ALL,
                    wanted: None,
                    thin: false,
                    paused: None,
                    told: None,
                }),
            }
        }
        self.audio.truncate(AUDIO_SLOTS);
    }

    /// Forgets the connection and what was chosen for it; gives what its slots wanted.
    pub(super) fn disconnect(&mut self) -> Vec<StreamKey> {
        self.peer = None;
        let wanted = self.video.iter().filter_map(|slot| slot.wanted).collect();
        self.reset();
        wanted
    }

    fn reset(&mut self) {
        self.video.clear();
        self.audio.clear();
        self.budget = None;
        self.tried = Bitrate(0);
        self.fell_at = None;
        self.alone = false;
        self.judge = Judge::default();
        self.quality = QualityLevel::Good;
        self.codecs.clear();
    }

    /// Takes an estimate of the path. Returns whether it changes what the path is taken to carry.
    pub(super) fn take_estimate(&mut self, estimate: Bitrate) -> bool {
        self.budget.replace(estimate) != Some(estimate)
    }

    /// Whether the person says that they send this.
    pub(super) const fn sends(&self, media: MediaSource) -> bool {
        match media {
            MediaSource::Microphone => self.state.microphone,
            MediaSource::Camera => self.state.camera,
            MediaSource::Screen | MediaSource::ScreenAudio => self.state.screen,
        }
    }

    /// Keeps a wish, also for a slot that a later connection will have. Gives the one it replaces.
    pub(super) fn wish(&mut self, wish: &SlotWish) -> Option<Wish> {
        let seen = SourceKind::of(wish.source) == SourceKind::Video;
        let Some(person) = wish.person.filter(|_| seen) else {
            return self.wishes.remove(&wish.mid);
        };
        let known = self.wishes.contains_key(&wish.mid)
            || self.video.iter().any(|slot| slot.mid == wish.mid);
        if known || self.wishes.len() < SLOTS_MAX {
            let shown = Size {
                width: wish.width.min(1 << 14),
                height: wish.height.min(1 << 14),
            };
            let wish_kept = Wish {
                person,
                media: wish.source,
                shown,
            };
            return self.wishes.insert(wish.mid.clone(), wish_kept);
        }
        None
    }

    /// What the person wishes to see, each once or more.
    pub(super) fn wishes(&self) -> impl Iterator<Item = (PersonId, MediaSource)> {
        self.wishes.values().map(|wish| (wish.person, wish.media))
    }

    pub(super) fn wish_of(&self, slot: &VideoSlot) -> Option<Wish> {
        self.wishes.get(&slot.mid).copied()
    }

    /// The audio slots that change when these voices are heard; one's own is not.
    pub(super) fn audio_changes(
        &mut self,
        person: PersonId,
        voices: &[Option<Filled>; AUDIO_SLOTS],
    ) -> Vec<Slot> {
        let mut changes = Vec::new();
        for ((mid, told), voice) in self.audio.iter_mut().zip(voices) {
            let voice = voice.filter(|voice| voice.person != person);
            if *told != voice {
                *told = voice;
                changes.push(slot_of(mid, voice, MediaSource::Microphone));
            }
        }
        changes
    }

    /// What comes in each of the person's slots, as they were told last.
    pub(super) fn told_slots(&self) -> Vec<Slot> {
        let audio = self.audio.iter();
        let audio = audio.map(|(mid, told)| slot_of(mid, *told, MediaSource::Microphone));
        let video = self.video.iter();
        let video = video.map(|slot| slot_of(&slot.mid, slot.told, MediaSource::Camera));
        audio.chain(video).collect()
    }

    /// How many voices the person can hear.
    pub(super) const fn voices(&self) -> usize {
        self.audio.len()
    }

    /// Whether layers have not fallen for this long.
    pub(super) fn calm_for(&self, span: Duration, now: Instant) -> bool {
        self.fell_at
            .is_none_or(|at| span <= now.saturating_duration_since(at))
    }
}

/// A slot as the wire names it.
pub(super) fn slot_of(mid: &str, filled: Option<Filled>, empty: MediaSource) -> Slot {
    Slot {
        mid: mid.to_owned(),
        person: filled.map(|filled| filled.person),
        source: filled.map_or(empty, |filled| filled.media),
        paused: filled.is_some_and(|filled| filled.paused),
        quality: filled.map(|filled| filled.quality).unwrap_or_default(),
    }
}

impl Conference {
    /// The connection of a person that lives, as far as is known.
    #[must_use]
    pub fn peer_of(&self, person: PersonId) -> Option<PeerKey> {
        self.members.get(&person)?.peer
    }

    /// Whether a person has a place.
    #[must_use]
    pub fn has(&self, person: PersonId) -> bool {
        self.members.contains_key(&person)
    }

    /// Everybody who has a place.
    #[must_use]
    pub fn everyone(&self) -> Vec<PersonId> {
        self.members.keys().copied().collect()
    }

    /// People who have a place, connected or not.
    #[must_use]
    pub fn people(&self) -> usize {
        self.members.len()
    }
}
