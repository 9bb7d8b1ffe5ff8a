//! How loud a clip is, from beginning to end: the picture of a voice.

use model::limits::CLIP_LOUDNESS_STEPS;
use opus::{Channels, Decoder};

/// Longest Opus packet in samples at 48 kHz: 120 ms (RFC 6716, 2).
const PACKET_SAMPLES_MAX: usize = 5_760;

/// What is so far below full scale, in decibels, counts as silence.
const RANGE_DB: f32 = 50.0;

/// Listens to a clip's sound.
pub(super) struct Loudness {
    decoder: Option<Decoder>,
    /// When, in milliseconds, and the mean square there.
    heard: Vec<(u64, f32)>,
}

impl Loudness {
    pub(super) fn new() -> Self {
        Self {
            decoder: Decoder::new(48_000, Channels::Mono).ok(),
            heard: Vec::new(),
        }
    }

    /// Listens to a packet at `ms`; what cannot be decoded is taken for silence.
    pub(super) fn hear(&mut self, ms: u64, packet: &[u8]) {
        let Some(decoder) = &mut self.decoder else {
            return;
        };
        let mut pcm = [0.0; PACKET_SAMPLES_MAX];
        let samples = decoder.decode_float(packet, &mut pcm, false).unwrap_or(0);
        let sum: f32 = pcm[..samples].iter().map(|sample| sample * sample).sum();
        #[expect(clippy::cast_precision_loss, reason = "at most 5,760")]
        let mean = sum / samples.max(1) as f32;
        self.heard.push((ms, mean));
    }

    /// How loud each of equal steps of the whole is.
    pub(super) fn steps(&self, duration_ms: u64) -> Vec<u8> {
        if self.heard.is_empty() {
            return Vec::new();
        }
        let mut steps = [(0.0_f32, 0.0_f32); CLIP_LOUDNESS_STEPS];
        for (ms, mean) in &self.heard {
            let step = ms.saturating_mul(CLIP_LOUDNESS_STEPS as u64) / duration_ms.max(1);
            let step = usize::try_from(step).unwrap_or(usize::MAX);
            if let Some((sum, count)) = steps.get_mut(step) {
                (*sum, *count) = (*sum + mean, *count + 1.0);
            }
        }
        let level = |(sum, count): (f32, f32)| level((sum / count.max(1.0)).sqrt());
        steps.map(level).to_vec()
    }
}

/// 0 for 50 dB below full scale or less, 100 for full scale.
fn level(root: f32) -> u8 {
    if root <= 0.0 {
        return 0;
    }
    let share = 1.0 + 20.0 * root.log10() / RANGE_DB;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0 to 100"
    )]
    let level = (100.0 * share).clamp(0.0, 100.0) as u8;
    level
}
