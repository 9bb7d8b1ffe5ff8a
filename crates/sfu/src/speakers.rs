//! Who is heard: the loudest three with hysteresis, and who speaks.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crate::limits::{AUDIO_SLOTS, SILENCE_DBOV};
use crate::source::SourceId;

/// Audio level in dBov: 0 is loudest, -127 is silence (RFC 6464 sends it without the sign).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LevelDbov(pub i8);

/// Share of a louder packet in the loudness, in percent: three packets bring a voice up.
const RISE_PERCENT: i32 = 40;

/// Share of a quieter packet in the loudness, in percent: a pause between words does not end it.
const FALL_PERCENT: i32 = 4;

/// How much louder a voice must be to take another's slot, in dB.
const MARGIN_DB: i32 = 6;

/// A voice above this level begins to speak.
const SPEAKS_DBOV: i32 = -52;

/// A voice below this level no longer speaks.
const FALLS_SILENT_DBOV: i32 = -66;

/// A voice of which nothing comes for this long is silent: DTX sends a packet each 400 ms.
const ABSENT: Duration = Duration::from_millis(600);

/// How long the main speaker stays so at least while they speak.
const MAIN_HOLD: Duration = Duration::from_millis(1_500);

/// No voice is louder than this for long: speech has pauses. (Full scale is 0.)
const UNLIKELY_DBOV: i8 = -12;

/// Who claims to be louder for so much longer than speech is between its pauses is not taken for a
/// speaker until they have paused: levels are told by publishers, and one that lies gains no more
/// than a slot that nobody needs.
const UNLIKELY_AFTER: Duration = Duration::from_secs(5);

/// For how much of speech a moment of less makes up: a tenth of what the loudest say is quieter, as
/// between words and in consonants. Who is quieter for as much gains what a loud speaker has.
const SPEECH_A_PAUSE: u32 = 10;

/// Levels are kept in hundredths of dBov, so that slow falls are not rounded away.
const SCALE: i32 = 100;

/// The level that means silence.
const SILENT: i32 = -127 * SCALE;

#[derive(Clone, Copy, Debug)]
struct Voice {
    loudness: i32,
    heard_at: Instant,
    speaks: bool,
    /// For how much longer it was loud than its pauses make up.
    unlikely: Duration,
    /// It was so for too long, and has not made up for it.
    doubted: bool,
}

impl Voice {
    /// The level that is believed: quieter than any speaker for what is loud with too little of a pause.
    ///
    /// A packet stands for the time since the one before: while nobody speaks few come (DTX).
    fn believed(&mut self, level: LevelDbov, now: Instant) -> i32 {
        let span = now.saturating_duration_since(self.heard_at).min(ABSENT);
        self.unlikely = if UNLIKELY_DBOV < level.0 {
            (self.unlikely + span).min(UNLIKELY_AFTER)
        } else {
            self.unlikely.saturating_sub(span * SPEECH_A_PAUSE)
        };
        self.doubted = if self.doubted {
            !self.unlikely.is_zero()
        } else {
            self.unlikely == UNLIKELY_AFTER
        };
        if !self.doubted {
            return i32::from(level.0) * SCALE;
        }
        let quiet = FALLS_SILENT_DBOV * SCALE;
        self.loudness = self.loudness.min(quiet);
        quiet.min(i32::from(level.0) * SCALE)
    }
}

/// Chooses who is heard.
#[derive(Clone, Debug, Default)]
pub struct Speakers {
    voices: BTreeMap<SourceId, Voice>,
    slots: [Option<SourceId>; AUDIO_SLOTS],
    speaking: Vec<SourceId>,
    main: Option<(SourceId, Instant)>,
}

impl Speakers {
    /// A packet of a voice came. Returns whether the slots have changed.
    pub fn hear(&mut self, source: SourceId, level: LevelDbov, now: Instant) -> bool {
        let voice = self.voices.entry(source).or_insert(Voice {
            loudness: SILENT,
            heard_at: now,
            speaks: false,
            unlikely: Duration::ZERO,
            doubted: false,
        });
        let level = voice.believed(level, now);
        let share = if voice.loudness < level {
            RISE_PERCENT
        } else {
            FALL_PERCENT
        };
        voice.loudness += (level - voice.loudness) * share / 100;
        voice.heard_at = now;
        if self.slots.contains(&Some(source)) || level <= i32::from(SILENCE_DBOV) * SCALE {
            return false;
        }
        self.challenge(source, now)
    }

    /// Gives `source` a free slot at once, or that of the quietest who is quieter by the margin.
    fn challenge(&mut self, source: SourceId, now: Instant) -> bool {
        let of = |held: Option<SourceId>| held.map_or(SILENT, |held| self.loudness(held, now));
        let quietest = (0..AUDIO_SLOTS).min_by_key(|slot| of(self.slots[*slot]));
        let Some(slot) = quietest else { return false };
        let held = of(self.slots[slot]);
        if SILENT < held && self.loudness(source, now) < held + MARGIN_DB * SCALE {
            return false;
        }
        self.slots[slot] = Some(source);
        true
    }

    fn loudness(&self, source: SourceId, now: Instant) -> i32 {
        match self.voices.get(&source) {
            Some(voice) if now.saturating_duration_since(voice.heard_at) < ABSENT => voice.loudness,
            _ => SILENT,
        }
    }

    /// The source is gone. Returns whether the slots have changed.
    pub fn remove(&mut self, source: SourceId) -> bool {
        self.voices.remove(&source);
        let mut changed = false;
        for slot in &mut self.slots {
            if *slot == Some(source) {
                *slot = None;
                changed = true;
            }
        }
        changed
    }

    /// Looks at who speaks now. Returns whether that has changed.
    pub fn look(&mut self, now: Instant) -> bool {
        let mut speaking = Vec::with_capacity(AUDIO_SLOTS);
        for source in self.slots.into_iter().flatten() {
            let loudness = self.loudness(source, now);
            let Some(voice) = self.voices.get_mut(&source) else {
                continue;
            };
            let bar = if voice.speaks {
                FALLS_SILENT_DBOV
            } else {
                SPEAKS_DBOV
            };
            voice.speaks = bar * SCALE < loudness;
            if voice.speaks {
                speaking.push((source, loudness));
            }
        }
        speaking.sort_by_key(|(source, loudness)| (-loudness, *source));
        self.choose_main(&speaking, now);
        let main = self.main.map(|(main, _)| main);
        let mut order: Vec<SourceId> = speaking.iter().map(|(source, _)| *source).collect();
        order.sort_by_key(|source| (Some(*source) != main, *source));
        let changed = order != self.speaking;
        self.speaking = order;
        changed
    }

    /// The main speaker changes when they fall silent and another speaks, or when another has been
    /// clearly louder after they were main for a while.
    fn choose_main(&mut self, speaking: &[(SourceId, i32)], now: Instant) {
        let Some((loudest, loudness)) = speaking.first().copied() else {
            return;
        };
        let stays = self.main.is_some_and(|(main, since)| {
            speaking.iter().any(|(source, held)| {
                *source == main
                    && (now.saturating_duration_since(since) < MAIN_HOLD
                        || loudness < held + MARGIN_DB * SCALE)
            })
        });
        if !stays {
            self.main = Some((loudest, now));
        }
    }

    /// What each audio slot carries.
    #[must_use]
    pub const fn slots(&self) -> &[Option<SourceId>; AUDIO_SLOTS] {
        &self.slots
    }

    /// Who speaks, the main speaker first.
    #[must_use]
    pub fn speaking(&self) -> &[SourceId] {
        &self.speaking
    }

    /// Who spoke last as the main one, also while all are silent.
    #[must_use]
    pub fn main(&self) -> Option<SourceId> {
        self.main.map(|(source, _)| source)
    }

    /// Forgets the main speaker, if it is this source.
    pub fn forget_main(&mut self, source: SourceId) {
        if self.main() == Some(source) {
            self.main = None;
        }
    }
}

#[cfg(test)]
mod tests;
