//! What parsers of streams from outside must bear: called with any bytes by the fuzz targets and by a property
//! test. Each panics where its parser does or where what was read contradicts itself.

use crate::tcp::take_frames;
pub use crate::turn::fuzz::Relay;

/// Frames of ICE over TCP: the same come out wherever the stream was cut.
pub fn tcp(bytes: &[u8]) {
    let mut whole = bytes.to_vec();
    let Ok(frames) = take_frames(&mut whole) else {
        return;
    };
    let (first, second) = bytes.split_at(bytes.len() / 2);
    let mut pieces = first.to_vec();
    let mut again = take_frames(&mut pieces).unwrap_or_default();
    pieces.extend_from_slice(second);
    again.extend(take_frames(&mut pieces).unwrap_or_default());
    assert_eq!((frames, whole), (again, pieces));
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    /// Bytes by chance (SplitMix64), mostly such as frames begin with.
    fn noise(seed: u64) -> Vec<u8> {
        let mut state = seed;
        let mut next = |below: u64| {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            (mixed ^ (mixed >> 31)) % below
        };
        let mut bytes = Vec::new();
        for _ in 0..next(6) {
            let length = u8::try_from(4 * next(12)).unwrap();
            match next(3) {
                0 => bytes.extend([0x40, u8::try_from(next(3)).unwrap(), 0, length]),
                1 => {
                    let method = [1, 3, 4, 6, 8, 9][usize::try_from(next(6)).unwrap()];
                    bytes.extend([0, method, 0, length, 0x21, 0x12, 0xa4, 0x42]);
                    bytes.extend([7; 12]);
                }
                _ => bytes.extend([0, length]),
            }
            let kinds = [0x06, 0x08, 0x0c, 0x0d, 0x12, 0x13, 0x14, 0x15, 0x17, 0x19];
            for _ in 0..length / 8 {
                let kind = kinds[usize::try_from(next(10)).unwrap()];
                let value = [0, 1, 2, 0x11].map(|byte| byte ^ u8::try_from(next(18)).unwrap());
                bytes.extend([0, kind, 0, 4]);
                bytes.extend(value);
            }
        }
        let kept = usize::try_from(next(8)).unwrap();
        if kept == 0 {
            bytes.truncate(bytes.len() / 2);
        }
        bytes
    }

    #[test]
    fn any_stream_is_read_or_refused() {
        let relay = Relay::new(Instant::now());
        for seed in 0..20_000 {
            let bytes = noise(seed);
            tcp(&bytes);
            relay.connection(&bytes);
        }
    }
}
