//! Mixes voices: decodes each, puts them on the recording's clock, encodes the sum.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use opus::{Application, Bitrate, Channels, Decoder, Encoder};
use sfu::limits::AUDIO_SLOTS;
use sfu::{Recorded, SourceId};

/// Samples of one mixed packet: 20 ms at 48 kHz.
pub(super) const STEP: u64 = 960;

/// How many samples the sound is written behind the clock, so that late packets have a place.
pub(super) const LATENCY: u64 = 8 * STEP;

/// How far a voice's own clock may go apart from ours before it is set anew, in samples.
const DRIFT_MAX: u64 = 7_200;

/// Packets of one voice that wait for their place; beyond it the oldest go.
const WAITING_MAX: usize = 256;

/// Longest Opus packet in samples: 120 ms.
const PACKET_SAMPLES_MAX: usize = 5_760;

/// Bits per second of the mix.
const MIX_BITS: i32 = 64_000;

/// Largest encoded packet.
const ENCODED_BYTES_MAX: usize = 1_500;

struct Waiting {
    position: u64,
    payload: Arc<[u8]>,
}

/// The voice in one audio slot.
struct Voice {
    decoder: Decoder,
    source: Option<SourceId>,
    /// Timestamp and sample position that belong together.
    anchor: Option<(u32, u64)>,
    waiting: BTreeMap<u64, Waiting>,
    last_seq: Option<u64>,
    /// Decoded samples from this position on.
    samples: Vec<f32>,
    samples_at: u64,
}

impl Voice {
    fn new() -> Result<Self, opus::Error> {
        Ok(Self {
            decoder: Decoder::new(48_000, Channels::Mono)?,
            source: None,
            anchor: None,
            waiting: BTreeMap::new(),
            last_seq: None,
            samples: Vec::new(),
            samples_at: 0,
        })
    }

    /// Puts a packet where it belongs; `came` is when it came, in samples.
    fn take(&mut self, packet: &Recorded, came: u64) {
        if self.source != Some(packet.source) {
            self.source = Some(packet.source);
            self.anchor = None;
            self.last_seq = None;
            // Only a state that has seen nothing is right for another encoder's stream.
            if let Err(error) = self.decoder.reset_state() {
                tracing::debug!(%error, "a decoder cannot be reset");
            }
        }
        let placed = self.anchor.map(|(time, position)| {
            let ticks = i64::from(packet.time.wrapping_sub(time).cast_signed());
            position.saturating_add_signed(ticks)
        });
        let position = match placed {
            Some(position) if position.abs_diff(came) < DRIFT_MAX => position,
            _ => {
                self.anchor = Some((packet.time, came));
                came
            }
        };
        self.waiting.insert(
            packet.seq,
            Waiting {
                position,
                payload: packet.payload.clone(),
            },
        );
        while WAITING_MAX < self.waiting.len() {
            self.waiting.pop_first();
        }
    }

    /// Decodes what belongs before `end`.
    fn decode_until(&mut self, end: u64) {
        while let Some(entry) = self.waiting.first_entry() {
            if end <= entry.get().position {
                return;
            }
            let seq = *entry.key();
            let Waiting { position, payload } = entry.remove();
            // One lost packet is in the next one's redundancy, if its encoder put it there.
            if self.last_seq.is_some_and(|last| last + 2 == seq) {
                self.decode(&payload, position.saturating_sub(STEP), true);
            }
            if self.last_seq.is_none_or(|last| last < seq) {
                self.last_seq = Some(seq);
                self.decode(&payload, position, false);
            }
        }
    }

    fn decode(&mut self, payload: &[u8], position: u64, redundancy: bool) {
        let mut pcm = [0.0; PACKET_SAMPLES_MAX];
        let room = if redundancy { 960 } else { PACKET_SAMPLES_MAX };
        match self
            .decoder
            .decode_float(payload, &mut pcm[..room], redundancy)
        {
            Ok(count) => self.append(&pcm[..count], position),
            Err(error) => tracing::trace!(%error, "a voice's packet cannot be decoded"),
        }
    }

    fn append(&mut self, pcm: &[f32], position: u64) {
        if self.samples.is_empty() {
            self.samples_at = position;
        }
        let end = self.samples_at + self.samples.len() as u64;
        let gap = position.saturating_sub(end).min(48_000);
        self.samples
            .resize(self.samples.len() + usize::try_from(gap).unwrap_or(0), 0.0);
        self.samples.extend_from_slice(pcm);
    }

    /// Adds the samples of one step to the mix and forgets them.
    fn add(&mut self, at: u64, mix: &mut [f32]) {
        let late = at.saturating_sub(self.samples_at);
        let late = usize::try_from(late)
            .unwrap_or(usize::MAX)
            .min(self.samples.len());
        self.samples.drain(..late);
        self.samples_at += late as u64;
        let skip = usize::try_from(self.samples_at.saturating_sub(at)).unwrap_or(usize::MAX);
        let Some(room) = mix
            .len()
            .checked_sub(skip)
            .filter(|_| !self.samples.is_empty())
        else {
            return;
        };
        let count = room.min(self.samples.len());
        for (sum, sample) in mix[skip..].iter_mut().zip(self.samples.drain(..count)) {
            *sum += sample;
        }
        self.samples_at += count as u64;
    }
}

/// Mixes the voices of all audio slots.
pub(super) struct Mixer {
    start: Instant,
    voices: Vec<Voice>,
    encoder: Encoder,
    /// Position of the next step.
    at: u64,
    pub(super) pre_skip: u16,
}

impl Mixer {
    pub(super) fn new(start: Instant) -> Result<Self, opus::Error> {
        let mut encoder = Encoder::new(48_000, Channels::Mono, Application::Audio)?;
        encoder.set_bitrate(Bitrate::Bits(MIX_BITS))?;
        let pre_skip = u16::try_from(encoder.get_lookahead()?).unwrap_or(312);
        let voices = (0..AUDIO_SLOTS)
            .map(|_| Voice::new())
            .collect::<Result<_, _>>()?;
        Ok(Self {
            start,
            voices,
            encoder,
            at: 0,
            pre_skip,
        })
    }

    /// The recording's clock in samples.
    pub(super) fn position(&self, at: Instant) -> u64 {
        let micros = at.saturating_duration_since(self.start).as_micros();
        u64::try_from(micros * 48 / 1_000).unwrap_or(u64::MAX)
    }

    /// Takes a voice's packet.
    pub(super) fn take(&mut self, slot: usize, packet: &Recorded) {
        let came = self.position(packet.at);
        if let Some(voice) = self.voices.get_mut(slot) {
            voice.take(packet, came);
        }
    }

    /// The next step before `until`, encoded, with its place in milliseconds.
    pub(super) fn next(&mut self, until: u64) -> Result<Option<(u64, Vec<u8>)>, opus::Error> {
        if until < self.at + STEP {
            return Ok(None);
        }
        let mut mix = [0.0_f32; STEP as usize];
        for voice in &mut self.voices {
            voice.decode_until(self.at + STEP);
            voice.add(self.at, &mut mix);
        }
        for sample in &mut mix {
            *sample = sample.clamp(-1.0, 1.0);
        }
        let packet = self.encoder.encode_vec_float(&mix, ENCODED_BYTES_MAX)?;
        let ms = self.at / 48;
        self.at += STEP;
        Ok(Some((ms, packet)))
    }
}

#[cfg(test)]
mod tests;
