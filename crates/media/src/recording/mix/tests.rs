//! Tests of mixing.

use std::time::{Duration, Instant};

use opus::{Application, Channels, Decoder, Encoder};
use sfu::{Recorded, RecordedKind, SourceId};

use super::{Mixer, STEP};

/// Packets of a tone that begins at `from_ms`, one each 20 ms.
fn tone(start: Instant, slot: usize, hertz: f32, from_ms: u64, count: u64) -> Vec<Recorded> {
    let mut encoder = Encoder::new(48_000, Channels::Mono, Application::Audio).unwrap();
    (0..count)
        .map(|index| {
            let sample = |at: u64| {
                let seconds = (index * STEP + at) as f32 / 48_000.0;
                0.3 * (seconds * hertz * std::f32::consts::TAU).sin()
            };
            let pcm: Vec<f32> = (0..STEP).map(sample).collect();
            Recorded {
                kind: RecordedKind::Audio { slot },
                source: SourceId(u32::try_from(slot).unwrap() + 1),
                seq: 64 + index,
                time: u32::try_from(7_000_000 + index * STEP).unwrap(),
                marker: index == 0,
                payload: encoder.encode_vec_float(&pcm, 1_000).unwrap().into(),
                at: start + Duration::from_millis(from_ms + index * 20),
            }
        })
        .collect()
}

/// Mixes packets and decodes the mix.
fn check_mix(packets: &[Recorded], start: Instant, seconds: u64) -> Vec<f32> {
    let mut mixer = Mixer::new(start).unwrap();
    for packet in packets {
        if let RecordedKind::Audio { slot } = packet.kind {
            mixer.take(slot, packet);
        }
    }
    let mut decoder = Decoder::new(48_000, Channels::Mono).unwrap();
    let mut samples = Vec::new();
    let mut expected_ms = 0;
    while let Some((ms, packet)) = mixer.next(seconds * 48_000).unwrap() {
        assert_eq!(ms, expected_ms, "the timeline has a gap");
        expected_ms += 20;
        let mut pcm = [0.0; 960];
        let count = decoder.decode_float(&packet, &mut pcm, false).unwrap();
        samples.extend_from_slice(&pcm[..count]);
    }
    samples
}

/// Strength of a frequency in samples (Goertzel).
fn strength(samples: &[f32], hertz: f32) -> f32 {
    let omega = std::f32::consts::TAU * hertz / 48_000.0;
    let (mut one, mut two) = (0.0, 0.0);
    for sample in samples {
        let next = sample + 2.0 * omega.cos() * one - two;
        (one, two) = (next, one);
    }
    let power = one * one + two * two - 2.0 * omega.cos() * one * two;
    power.max(0.0).sqrt() * 2.0 / samples.len() as f32
}

#[test]
fn two_tones_are_both_in_the_mix_and_silence_is_silent() {
    let start = Instant::now();
    let mut packets = tone(start, 0, 440.0, 1_000, 50);
    packets.extend(tone(start, 1, 1_000.0, 1_000, 50));
    let samples = check_mix(&packets, start, 3);
    assert_eq!(samples.len(), 3 * 48_000);
    let during = &samples[58_000..90_000];
    assert!(0.2 < strength(during, 440.0) && 0.2 < strength(during, 1_000.0));
    assert!(strength(during, 2_500.0) < 0.02);
    let before: f32 = samples[..40_000].iter().map(|sample| sample.abs()).sum();
    assert!(before / 40_000.0 < 0.001);
}

#[test]
fn packets_in_wrong_order_sound_as_in_right_order() {
    let start = Instant::now();
    let mut packets = tone(start, 0, 440.0, 500, 50);
    for pair in packets.chunks_mut(2) {
        pair.swap(0, 1);
    }
    let samples = check_mix(&packets, start, 2);
    assert!(0.25 < strength(&samples[30_000..60_000], 440.0));
}

#[test]
fn garbage_packets_do_not_stop_the_mix() {
    let start = Instant::now();
    let mut packets = tone(start, 0, 440.0, 0, 20);
    packets[10].payload = vec![0xff; 3].into();
    packets[11].payload = Vec::new().into();
    assert_eq!(check_mix(&packets, start, 1).len(), 48_000);
}
