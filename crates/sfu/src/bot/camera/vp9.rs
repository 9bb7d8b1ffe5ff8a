//! The camera in VP9's clothes: spatial layers in one stream, which need each other at keyframes only.

use std::time::Duration;

use super::{CameraPacket, Layer, PACKET_BYTES};

/// Films one instant in all layers; numbers and state are the first one's.
pub(super) fn film(
    layers: &mut [Layer],
    ticks: u32,
    step: Duration,
    packets: &mut Vec<CameraPacket>,
) {
    let sizes: Vec<u16> = layers
        .iter()
        .flat_map(|layer| [layer.layer.size.width, layer.layer.size.height])
        .map(|side| u16::try_from(side).unwrap_or(0))
        .collect();
    let top = layers.len().saturating_sub(1);
    let keyframe = layers.first().is_some_and(|first| first.keyframe_wanted);
    let data: Vec<Vec<u8>> = layers
        .iter_mut()
        .map(|layer| {
            layer.keyframe_wanted = keyframe;
            layer.next_picture(step).data
        })
        .collect();
    for layer in layers.iter_mut() {
        layer.keyframe_wanted = false;
    }
    let Some(first) = layers.first_mut() else {
        return;
    };
    first.keyframes += u64::from(keyframe);
    first.since = if keyframe { 0 } else { first.since + 1 };
    first.picture_id = (first.picture_id + 1) & 0x7fff;
    let temporal = u8::from(first.halves) * u8::from(first.since % 2 == 1);
    first.tl0_picture = first.tl0_picture.wrapping_add(1 - temporal);
    for (spatial, data) in data.iter().enumerate() {
        let chunks = data.chunks(PACKET_BYTES).count();
        for (index, chunk) in data.chunks(PACKET_BYTES).enumerate() {
            let (begins, ends) = (index == 0, index + 1 == chunks);
            let tells = keyframe && begins && spatial == 0;
            let flag = |set: bool, bit: u8| if set { bit } else { 0 };
            let [high, low] = first.picture_id.to_be_bytes();
            let layer = u8::try_from(spatial).unwrap_or(0);
            let mut payload = vec![
                0xa0 | flag(!keyframe, 0x40)
                    | flag(begins, 0x08)
                    | flag(ends, 0x04)
                    | flag(tells, 0x02),
                0x80 | high,
                low,
                temporal << 5 | 0x10 | layer << 1 | flag(keyframe && 0 < spatial, 0x01),
                first.tl0_picture,
            ];
            if tells {
                payload.push(u8::try_from(top).unwrap_or(0) << 5 | 0x10);
                payload.extend(sizes.iter().flat_map(|side| side.to_be_bytes()));
            }
            payload.extend_from_slice(chunk);
            packets.push(CameraPacket {
                rid: String::new(),
                seq: first.seq,
                time: ticks.wrapping_add(first.time_offset),
                marker: ends && spatial == top,
                payload,
            });
            first.seq += 1;
        }
    }
}
