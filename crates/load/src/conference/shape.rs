//! The shape of what is sent: sizes of voice packets and pictures, levels of sound.

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use sfu::Size;
use sfu::bot::CameraLayer;

use super::args::StageSize;

/// Voice packets that are drawn before they repeat: ten seconds.
const VOICE_PACKETS: usize = 500;

/// Bounds of a voice packet's payload: Opus at about 32 kbit/s with variable rate, 20 ms each.
const VOICE_BYTES: std::ops::RangeInclusive<usize> = 40..=120;

/// Opus' first byte: both bands, 20 ms, mono, one frame (RFC 6716, 3.1).
const OPUS_FULL_BAND: u8 = 0x78;

/// Sizes of pictures that are drawn before they repeat.
const PICTURES: usize = 600;

/// A picture's size in hundredths of the usual one.
const PICTURE_PERCENT: std::ops::RangeInclusive<u16> = 40..=220;

/// The layers of the stage: rates as browsers choose them for a person who talks.
pub(crate) fn layers() -> Vec<CameraLayer> {
    [
        ("l", 320, 180, 150),
        ("m", 640, 360, 500),
        ("h", 1_280, 720, 1_500),
    ]
    .map(|(rid, width, height, kbps)| CameraLayer {
        rid: rid.to_owned(),
        size: Size { width, height },
        kbps,
    })
    .to_vec()
}

/// The layer that is seen at a size.
pub(crate) fn layer(size: StageSize) -> Option<CameraLayer> {
    let (width, _) = size.pixels();
    layers().into_iter().find(|layer| layer.size.width == width)
}

/// The sum of some uniform draws is as good as a bell.
fn bell(random: &mut StdRng) -> f64 {
    (0..4).map(|_| random.random::<f64>()).sum::<f64>() / 4.0
}

/// What a voice's packets carry.
pub(crate) fn voice(seed: u64) -> Vec<Vec<u8>> {
    let mut random = StdRng::seed_from_u64(seed);
    let span = (VOICE_BYTES.end() - VOICE_BYTES.start()) as f64;
    (0..VOICE_PACKETS)
        .map(|_| {
            let bytes = VOICE_BYTES.start() + (bell(&mut random) * span) as usize;
            let mut payload = vec![0xa5; bytes];
            if let Some(first) = payload.first_mut() {
                *first = OPUS_FULL_BAND;
            }
            payload
        })
        .collect()
}

/// Sizes of pictures in hundredths of the usual one; their mean is 100.
pub(crate) fn pictures(seed: u64) -> Vec<u16> {
    let mut random = StdRng::seed_from_u64(seed);
    let (low, high) = (*PICTURE_PERCENT.start(), *PICTURE_PERCENT.end());
    let drawn: Vec<f64> = (0..PICTURES)
        // Squared: many small pictures, few large ones.
        .map(|_| f64::from(low) + bell(&mut random).powi(2) * f64::from(high - low))
        .collect();
    let mean = drawn.iter().sum::<f64>() / drawn.len().max(1) as f64;
    drawn
        .iter()
        .map(|percent| (percent / mean * 100.0).round() as u16)
        .collect()
}

/// How loud a voice is that talks, packet by packet, in dBov.
pub(crate) fn levels(seed: u64) -> Vec<i8> {
    let mut random = StdRng::seed_from_u64(seed);
    let mut level = -30.0_f64;
    (0..VOICE_PACKETS)
        .map(|_| {
            level = (level + (random.random::<f64>() - 0.5) * 8.0).clamp(-45.0, -15.0);
            level as i8
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn voices_have_the_sizes_of_opus_and_are_the_same_for_a_seed() {
        let packets = voice(7);
        assert_eq!(packets, voice(7));
        assert_ne!(packets, voice(8));
        assert!(
            packets
                .iter()
                .all(|packet| VOICE_BYTES.contains(&packet.len()))
        );
        let mean = packets.iter().map(Vec::len).sum::<usize>() / packets.len();
        assert!((70..90).contains(&mean), "{mean}");
    }

    #[test]
    fn pictures_differ_and_keep_the_rate() {
        let sizes = pictures(7);
        let mean = sizes.iter().map(|size| f64::from(*size)).sum::<f64>() / sizes.len() as f64;
        assert!((99.0..101.0).contains(&mean), "{mean}");
        assert!(sizes.iter().max() > sizes.iter().min());
    }

    #[test]
    fn a_talking_voice_is_never_taken_for_silence() {
        assert!(levels(7).iter().all(|level| (-45..=-15).contains(level)));
    }
}
