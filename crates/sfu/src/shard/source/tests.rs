//! Tests of what is known of a source.

use std::time::{Duration, Instant};

use super::{LayerEntry, SourceEntry};
use crate::codec::Codec;
use crate::peer::Incoming;
use crate::source::{Bitrate, PeerKey, Size, SourceId, SourceKind};

#[expect(clippy::disallowed_methods, reason = "the origin of simulated time")]
fn begin() -> Instant {
    Instant::now()
}

fn packet(codec: Codec, seq: u64) -> Incoming {
    let payload: &[u8] = match codec {
        Codec::Vp8 => &[0x10, 1, 0],
        _ => &[0x08, 1, 0],
    };
    Incoming {
        ssrc: 1,
        seq,
        codec,
        payload: payload.into(),
        ..Incoming::default()
    }
}

#[test]
fn what_comes_late_in_the_codec_before_is_dropped() {
    let (mut layer, mut generation) = (LayerEntry::default(), 0);
    let mut take = |codec, seq| {
        let packet = packet(codec, seq);
        let left_over = layer.is_left_over(&packet);
        if !left_over {
            layer.note_stream(&packet, &mut generation);
            layer.read(&packet).unwrap();
        }
        (left_over, generation)
    };
    assert_eq!(take(Codec::Vp8, 100), (false, 1));
    assert_eq!(take(Codec::Vp8, 102), (false, 1));
    assert_eq!(take(Codec::Vp9, 103), (false, 2));
    // Sent again: the encoder has changed meanwhile.
    assert_eq!(take(Codec::Vp8, 101), (true, 2));
    assert_eq!(take(Codec::Vp9, 104), (false, 2));
    // The publisher has gone back.
    assert_eq!(take(Codec::Vp8, 105), (false, 3));
    assert_eq!(take(Codec::Vp8, 106), (false, 3));
}

#[test]
fn a_camera_that_is_opened_in_another_size_has_layers_of_unknown_sizes_until_they_come() {
    let size = |height: u32| {
        let width = height * 16 / 9;
        Some(Size { width, height })
    };
    let peer = PeerKey::new(0, 1, 0);
    let mut source = SourceEntry::new(SourceId(1), SourceKind::Video, peer, 0, 3);
    for (layer, height) in [(0, 144), (1, 288), (2, 576)] {
        source.take_sizes(layer, &[size(height), None, None]);
        source.layers[layer].bitrate = Bitrate::kbps(100);
    }
    let known = |source: &SourceEntry| {
        let layers = source.layers.iter();
        let heights = layers.map(|layer| layer.size.map(|size| size.height));
        heights.collect::<Vec<_>>()
    };
    assert_eq!(known(&source), [Some(144), Some(288), Some(576)]);
    source.take_sizes(0, &[size(360), None, None]);
    assert_eq!(known(&source), [Some(360), None, None]);
    let rates = [0, 1, 2].map(|layer: usize| source.layers[layer].bitrate);
    assert_eq!(rates, [Bitrate::kbps(100), Bitrate(0), Bitrate(0)]);
    source.take_sizes(1, &[size(1_080), None, None]);
    assert_eq!(known(&source), [Some(360), Some(1_080), None]);
}

#[test]
fn a_layer_that_has_just_begun_is_measured_with_its_first_whole_span() {
    let (mut layer, begin) = (LayerEntry::default(), begin());
    let at = |millis| begin + Duration::from_millis(millis);
    layer.measure(false, begin);
    // Its first packet comes 10 ms before the next measurement.
    for millis in 240..=500 {
        layer.count(180, at(millis));
        if millis == 250 {
            layer.measure(false, at(250));
            assert_eq!(layer.bitrate, Bitrate(0), "10 of 250 ms say nothing");
        }
    }
    layer.measure(false, at(500));
    // 250 bytes on the way each millisecond.
    assert_eq!(layer.bitrate, Bitrate::kbps(2_000));
}
