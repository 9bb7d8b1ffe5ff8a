//! A camera that films nothing in VP8's clothes: right descriptors, sizes, rates, keyframes.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::source::Size;

mod h264;
mod vp9;

/// A simulcast layer of a bot's camera.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CameraLayer {
    /// Its rid; empty without simulcast.
    pub rid: String,
    /// Its pictures' size.
    pub size: Size,
    /// What it takes, in kbit/s.
    pub kbps: u64,
}

/// A packet to be sent.
#[derive(Clone, Debug)]
pub(super) struct CameraPacket {
    pub(super) rid: String,
    pub(super) seq: u64,
    pub(super) time: u32,
    pub(super) marker: bool,
    pub(super) payload: Vec<u8>,
}

/// A picture made elsewhere, such as by a real encoder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Whether it stands alone.
    pub keyframe: bool,
    /// The VP8 frame, or the picture of H.264 as a byte stream (annex B).
    pub data: Vec<u8>,
}

struct Layer {
    layer: CameraLayer,
    seq: u64,
    /// Packets sent so far, in a stream of its own.
    sent: u64,
    time_offset: u32,
    picture_id: u16,
    tl0_picture: u8,
    active: bool,
    keyframe_wanted: bool,
    keyframes: u64,
    /// Given pictures, in order; they go round.
    given: VecDeque<Picture>,
    /// Sizes of pictures in hundredths of the usual one, in order; they go round.
    percents: VecDeque<u16>,
    /// Given pictures are of H.264.
    h264: bool,
    /// Every other picture is of a second temporal layer.
    halves: bool,
    /// Pictures since the last keyframe.
    since: u32,
}

/// Films a given number of pictures a second in all active layers.
pub struct Camera {
    layers: Vec<Layer>,
    /// The layers are spatial ones of a single VP9 stream.
    within: bool,
    /// That stream is the first layer's of several that were named.
    named: bool,
    step: Duration,
    /// When the next pictures are due, and which layer's is next: one encoder finishes after the other.
    next_at: Instant,
    turn: usize,
    start: Instant,
}

/// Time from one layer's picture to the next layer's.
const TURN: Duration = Duration::from_micros(100);

/// Payload bytes of one packet.
const PACKET_BYTES: usize = 1_100;

impl Camera {
    /// The usual layers of a 720p camera: `l`, `m`, `h`.
    #[must_use]
    pub fn three_layers() -> Vec<CameraLayer> {
        [
            ("l", 320, 180, 120),
            ("m", 640, 360, 400),
            ("h", 1_280, 720, 1_200),
        ]
        .map(|(rid, width, height, kbps)| CameraLayer {
            rid: rid.to_owned(),
            size: Size { width, height },
            kbps,
        })
        .to_vec()
    }

    /// One layer without simulcast.
    #[must_use]
    pub fn one_layer(width: u32, height: u32, kbps: u64) -> CameraLayer {
        CameraLayer {
            rid: String::new(),
            size: Size { width, height },
            kbps,
        }
    }

    pub(super) fn new(layers: Vec<CameraLayer>, now: Instant) -> Self {
        let layers = (0u16..)
            .zip(layers)
            .map(|(index, layer)| Layer {
                layer,
                // Unlike numbers, as independent encoders have them.
                seq: 30_000 + 7_000 * u64::from(index),
                sent: 0,
                time_offset: 1_000_000_007_u32.wrapping_mul(u32::from(index) + 1),
                picture_id: 5_000 + 9_001 * index,
                tl0_picture: u8::try_from(200 + 20 * (index % 3)).unwrap_or(0),
                active: true,
                keyframe_wanted: true,
                keyframes: 0,
                given: VecDeque::new(),
                percents: VecDeque::new(),
                h264: false,
                halves: false,
                since: 0,
            })
            .collect();
        Self {
            layers,
            within: false,
            named: false,
            step: Duration::from_micros(33_333),
            next_at: now,
            turn: 0,
            start: now,
        }
    }

    /// Sends its layers as spatial layers of a single VP9 stream.
    pub(super) fn put_within(&mut self) {
        self.within = true;
    }

    /// Sends its layers as spatial ones of its first layer's stream, in VP9, from now on; or each in a
    /// stream of its own again.
    pub fn switch(&mut self, within: bool) {
        (self.within, self.named) = (within, within);
        for layer in &mut self.layers {
            layer.keyframe_wanted = true;
        }
    }

    /// Sends the pictures that it is given in H.264, and no others.
    pub(super) fn set_h264(&mut self) {
        for layer in &mut self.layers {
            layer.h264 = true;
        }
    }

    pub(super) const fn within(&self) -> bool {
        self.within
    }

    /// Makes every other picture one of a second temporal layer, which no other needs.
    pub fn set_halves(&mut self) {
        for layer in &mut self.layers {
            layer.halves = true;
        }
    }

    pub(super) fn next_at(&self) -> Instant {
        self.next_at + TURN * u32::try_from(self.turn).unwrap_or(0)
    }

    pub(super) fn restart(&mut self, now: Instant) {
        (self.next_at, self.turn) = (now, 0);
    }

    pub(super) fn want_keyframe(&mut self, rid: &str) {
        for layer in &mut self.layers {
            if self.within || layer.layer.rid == rid {
                layer.keyframe_wanted = true;
            }
        }
    }

    /// Pictures per second from now on.
    pub fn set_rate(&mut self, per_second: u32) {
        self.step = Duration::from_secs(1) / per_second.max(1);
    }

    /// Turns a layer on or off, as a client does that was told so.
    pub fn set_active(&mut self, rid: &str, active: bool) {
        for layer in self
            .layers
            .iter_mut()
            .filter(|layer| layer.layer.rid == rid)
        {
            layer.keyframe_wanted |= active && !layer.active;
            layer.active = active;
        }
    }

    /// The rids of its layers, empty without simulcast.
    pub(super) fn rids(&self) -> impl Iterator<Item = &str> {
        self.layers.iter().map(|layer| layer.layer.rid.as_str())
    }

    /// Whether a layer is sent.
    #[must_use]
    pub fn active(&self, rid: &str) -> bool {
        self.layers
            .iter()
            .any(|layer| layer.layer.rid == rid && layer.active)
    }

    /// Keyframes sent in a layer.
    #[must_use]
    pub fn keyframes(&self, rid: &str) -> u64 {
        let layers = self.layers.iter().filter(|layer| layer.layer.rid == rid);
        layers.map(|layer| layer.keyframes).sum()
    }

    /// Packets sent in a layer so far; of layers within one stream nothing.
    #[must_use]
    pub fn sent(&self, rid: &str) -> u64 {
        let layers = self.layers.iter().filter(|layer| layer.layer.rid == rid);
        layers.map(|layer| layer.sent).sum()
    }

    /// Gives real pictures to send in a layer, over and over; the first is a keyframe. A wanted
    /// keyframe is the next one among them.
    pub fn give(&mut self, rid: &str, pictures: Vec<Picture>) {
        for layer in self
            .layers
            .iter_mut()
            .filter(|layer| layer.layer.rid == rid)
        {
            layer.given = pictures.clone().into();
        }
    }

    /// Lets pictures differ in size: hundredths of the usual one, over and over.
    pub fn vary(&mut self, percents: &[u16]) {
        for layer in &mut self.layers {
            layer.percents = percents.iter().copied().collect();
        }
    }

    /// The packets due by `now`.
    pub(super) fn due(&mut self, now: Instant) -> Vec<CameraPacket> {
        let mut packets = Vec::new();
        while self.next_at() <= now {
            let elapsed = self
                .next_at
                .saturating_duration_since(self.start)
                .as_micros();
            let ticks = u32::try_from((elapsed * 9 / 100) & u128::from(u32::MAX)).unwrap_or(0);
            let step = self.step;
            if self.within {
                let highest = self.layers.iter().rposition(|layer| layer.active);
                let sent = match highest {
                    Some(highest) if self.named => highest + 1,
                    None if self.named => 0,
                    _ => self.layers.len(),
                };
                vp9::film(&mut self.layers[..sent], ticks, step, &mut packets);
                if self.named {
                    let rid = self.layers.first().map(|first| first.layer.rid.clone());
                    for packet in &mut packets {
                        packet.rid = rid.clone().unwrap_or_default();
                    }
                }
                self.next_at += step;
                continue;
            }
            let layer = self.layers.get_mut(self.turn);
            if let Some(layer) = layer.filter(|layer| layer.active) {
                layer.film(ticks, step, &mut packets);
            }
            self.turn += 1;
            if self.layers.len() <= self.turn {
                self.turn = 0;
                self.next_at += step;
            }
        }
        packets
    }
}

impl Layer {
    fn film(&mut self, ticks: u32, step: Duration, packets: &mut Vec<CameraPacket>) {
        if self.h264 && self.given.is_empty() {
            return;
        }
        let picture = self.next_picture(step);
        if picture.keyframe {
            self.keyframe_wanted = false;
            self.keyframes += 1;
        }
        if self.h264 {
            let payloads = h264::payloads(&picture.data);
            return self.put(payloads, ticks, packets);
        }
        self.picture_id = (self.picture_id + 1) & 0x7fff;
        self.since = if picture.keyframe { 0 } else { self.since + 1 };
        let temporal = u8::from(self.halves) * u8::from(self.since % 2 == 1);
        self.tl0_picture = self.tl0_picture.wrapping_add(1 - temporal);
        let mut payloads = Vec::new();
        for (index, chunk) in picture.data.chunks(PACKET_BYTES).enumerate() {
            let [high, low] = self.picture_id.to_be_bytes();
            let start = if index == 0 { 0x10 } else { 0 };
            // The second layer is needed by none (N) and needs the first alone (Y).
            let start = start | temporal << 5;
            let layer = temporal << 6 | temporal << 5;
            let mut payload = vec![
                0x80 | start,
                0xe0,
                0x80 | high,
                low,
                self.tl0_picture,
                layer,
            ];
            payload.extend_from_slice(chunk);
            payloads.push(payload);
        }
        self.put(payloads, ticks, packets);
    }

    /// Numbers the packets of a picture.
    fn put(&mut self, payloads: Vec<Vec<u8>>, ticks: u32, packets: &mut Vec<CameraPacket>) {
        let last = payloads.len().saturating_sub(1);
        for (index, payload) in payloads.into_iter().enumerate() {
            packets.push(CameraPacket {
                rid: self.layer.rid.clone(),
                seq: self.seq,
                time: ticks.wrapping_add(self.time_offset),
                marker: index == last,
                payload,
            });
            self.seq += 1;
            self.sent += 1;
        }
    }

    fn next_picture(&mut self, step: Duration) -> Picture {
        if !self.given.is_empty() {
            while self.keyframe_wanted && self.given.front().is_some_and(|next| !next.keyframe) {
                self.given.rotate_left(1);
            }
            let picture = self.given.front().cloned();
            self.given.rotate_left(1);
            if let Some(picture) = picture {
                return picture;
            }
        }
        let micros = u64::try_from(step.as_micros()).unwrap_or(0);
        let usual = usize::try_from(self.layer.kbps * micros / 8_000).unwrap_or(0);
        let percent = self.percents.front().copied().unwrap_or(100);
        self.percents
            .rotate_left(usize::from(1 < self.percents.len()));
        let usual = usual * usize::from(percent) / 100;
        let keyframe = self.keyframe_wanted;
        let mut data = vec![0xaa; usual.max(16) * if keyframe { 3 } else { 1 }];
        data[0] = u8::from(!keyframe) | 0x10;
        if keyframe {
            let [width_low, width_high, ..] = self.layer.size.width.to_le_bytes();
            let [height_low, height_high, ..] = self.layer.size.height.to_le_bytes();
            data[3..10].copy_from_slice(&[
                0x9d,
                0x01,
                0x2a,
                width_low,
                width_high,
                height_low,
                height_high,
            ]);
        }
        Picture { keyframe, data }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the origin of simulated time")]
    fn the_packets_of_each_layer_are_counted_while_it_is_sent() {
        let now = Instant::now();
        let mut camera = Camera::new(Camera::three_layers(), now);
        camera.set_active("h", false);
        let packets = camera.due(now + Duration::from_secs(1));
        let of = |rid: &str| packets.iter().filter(|packet| packet.rid == rid).count() as u64;
        assert!(of("l") < of("m"));
        for rid in ["l", "m", "h"] {
            assert_eq!(camera.sent(rid), of(rid), "{rid}");
        }
        assert_eq!(camera.sent("h"), 0);
    }
}
