//! Tests of the codecs that publishers are told.

use std::time::{Duration, Instant};

use model::session::{ParticipantState, VideoCodec};

use super::{ConferenceEvent, camera, drain, key, offered, origin, person};
use crate::conference::{Conference, Order};
use crate::offer::Offered;
use crate::shard::Observation;
use crate::source::{LayerReport, SourceId, StreamKey};

const ALL: [VideoCodec; 4] = VideoCodec::ALL;
const VP8: [VideoCodec; 1] = [VideoCodec::Vp8];
const H264: [VideoCodec; 1] = [VideoCodec::H264];

fn takes(codecs: &[VideoCodec]) -> Offered {
    Offered {
        takes: codecs.to_vec(),
        ..offered()
    }
}

/// An encoder that receives nothing and knows H.264 alone.
fn encoder() -> Offered {
    let mut offered = takes(&ALL);
    offered.slots.clear();
    offered.tracks[1].sends = H264.to_vec();
    offered
}

/// In which codec recorded pictures are handed out, and of whom, as ordered last.
fn recorded(orders: &[Order]) -> (Option<VideoCodec>, Option<SourceId>) {
    let codec = orders.iter().rev().find_map(|order| match order {
        Order::Record(codec) => Some(*codec),
        _ => None,
    });
    let picture = orders.iter().rev().find_map(|order| match order {
        Order::RecordVideo(target) => Some(target.map(|target| target.source)),
        _ => None,
    });
    (codec.flatten(), picture.flatten())
}

/// The largest layer of a person's camera comes in a codec.
fn comes(conference: &mut Conference, number: u32, codec: VideoCodec, now: Instant) {
    let report = LayerReport {
        live: true,
        codec: Some(codec),
        ..LayerReport::default()
    };
    let stream = StreamKey {
        source: camera(number),
        layer: 2,
    };
    conference.observe(Observation::Layer { stream, report }, now);
}

/// Lets time pass; gives what was ordered and told.
fn pass(
    conference: &mut Conference,
    now: &mut Instant,
    tenths: u32,
) -> (Vec<Order>, Vec<ConferenceEvent>) {
    for _ in 0..tenths {
        *now += Duration::from_millis(100);
        conference.advance(*now);
    }
    drain(conference)
}

fn told(conference: &mut Conference) -> Vec<(model::id::PersonId, Vec<VideoCodec>)> {
    let events = drain(conference).1.into_iter();
    let codecs = events.filter_map(|event| match event {
        ConferenceEvent::Codecs(person, codecs) => Some((person, codecs)),
        _ => None,
    });
    codecs.collect()
}

#[test]
fn the_least_of_all_holds_at_once_and_more_only_after_a_while() {
    let mut now = origin();
    let mut conference = Conference::new(now);
    conference.join(person(1), key(1), &takes(&ALL), now);
    assert_eq!(told(&mut conference), [(person(1), ALL.to_vec())]);
    let some = [VideoCodec::Vp8, VideoCodec::Vp9];
    conference.join(person(2), key(2), &takes(&some), now);
    let both = [(person(1), some.to_vec()), (person(2), some.to_vec())];
    assert_eq!(told(&mut conference), both);
    conference.observe(Observation::Lost(key(2)), now);
    for step in 0..30 {
        now += Duration::from_millis(100);
        conference.advance(now);
        assert_eq!(told(&mut conference), [], "{step}");
        if step == 20 {
            // Who connects anew meanwhile changes nothing.
            conference.join(person(2), key(3), &takes(&some), now);
            assert_eq!(told(&mut conference), [(person(2), some.to_vec())]);
        }
    }
    conference.leave(person(2), now);
    for _ in 0..40 {
        now += Duration::from_millis(100);
        conference.advance(now);
    }
    assert_eq!(told(&mut conference), [(person(1), ALL.to_vec())]);
}

#[test]
fn what_is_recorded_is_vp8() {
    let mut now = origin();
    let mut conference = Conference::new(now);
    conference.join(person(1), key(1), &takes(&ALL), now);
    told(&mut conference);
    conference.record(true, now);
    assert_eq!(told(&mut conference), [(person(1), VP8.to_vec())]);
    conference.record(false, now);
    for _ in 0..40 {
        now += Duration::from_millis(100);
        conference.advance(now);
    }
    assert_eq!(told(&mut conference), [(person(1), ALL.to_vec())]);
}

#[test]
fn who_sends_no_picture_is_told_when_they_do() {
    let now = origin();
    let mut conference = Conference::new(now);
    conference.state(person(1), ParticipantState::default(), now);
    conference.join(person(1), key(1), &takes(&ALL), now);
    assert_eq!(told(&mut conference), []);
    let films = ParticipantState {
        camera: true,
        ..ParticipantState::default()
    };
    conference.state(person(1), films, now);
    assert_eq!(told(&mut conference), [(person(1), ALL.to_vec())]);
    conference.state(person(1), films, now);
    assert_eq!(told(&mut conference), []);
}

#[test]
fn with_an_encoder_that_knows_h264_alone_the_recording_is_in_h264() {
    let mut now = origin();
    let mut conference = Conference::new(now);
    conference.join(person(1), key(1), &takes(&ALL), now);
    conference.join(person(2), key(2), &encoder(), now);
    drain(&mut conference);
    conference.record(true, now);
    let (orders, events) = drain(&mut conference);
    assert_eq!(recorded(&orders).0, Some(VideoCodec::H264));
    let told = ConferenceEvent::Codecs(person(1), H264.to_vec());
    assert!(events.contains(&told), "{events:?}");
    // Who comes without H.264 sees the pages, and the recording goes on with the encoder's picture.
    conference.join(person(3), key(3), &takes(&VP8), now);
    let told = ConferenceEvent::Codecs(person(1), VP8.to_vec());
    let events = drain(&mut conference).1;
    assert!(events.contains(&told), "{events:?}");
    for (number, codec) in [(1, VideoCodec::Vp8), (2, VideoCodec::H264)] {
        comes(&mut conference, number, codec, now);
    }
    let (orders, events) = pass(&mut conference, &mut now, 40);
    assert_eq!(recorded(&orders).1, Some(camera(2)));
    assert!(!events.contains(&ConferenceEvent::RecordAnew));
    // Without the encoder it would show nobody.
    conference.leave(person(2), now);
    let events = pass(&mut conference, &mut now, 20).1;
    let anew = |event: &&ConferenceEvent| **event == ConferenceEvent::RecordAnew;
    assert_eq!(events.iter().filter(anew).count(), 1);
    assert_eq!(conference.codec_to_record(), VideoCodec::Vp8);
}

#[test]
fn an_encoder_that_comes_into_a_recording_lets_another_begin() {
    let mut now = origin();
    let mut conference = Conference::new(now);
    conference.join(person(1), key(1), &takes(&ALL), now);
    conference.record(true, now);
    assert_eq!(recorded(&drain(&mut conference).0).0, Some(VideoCodec::Vp8));
    conference.join(person(2), key(2), &encoder(), now);
    let (orders, events) = pass(&mut conference, &mut now, 30);
    let anew = |event: &&ConferenceEvent| **event == ConferenceEvent::RecordAnew;
    assert_eq!(events.iter().filter(anew).count(), 1);
    assert_ne!(recorded(&orders).1, Some(camera(2)));
    conference.record(false, now);
    conference.record(true, now);
    let (orders, events) = pass(&mut conference, &mut now, 30);
    assert_eq!(recorded(&orders).0, Some(VideoCodec::H264));
    assert!(!events.contains(&ConferenceEvent::RecordAnew));
}

#[test]
fn where_somebody_lacks_h264_the_others_pictures_are_recorded_in_vp8() {
    let now = origin();
    let mut conference = Conference::new(now);
    conference.join(person(1), key(1), &takes(&VP8), now);
    conference.join(person(2), key(2), &encoder(), now);
    assert_eq!(conference.codec_to_record(), VideoCodec::Vp8);
    // Unless there are no others.
    conference.state(person(1), ParticipantState::default(), now);
    assert_eq!(conference.codec_to_record(), VideoCodec::H264);
}

#[test]
fn who_cannot_change_codecs_gives_way_in_the_picture_to_who_can() {
    let mut now = origin();
    let mut conference = Conference::new(now);
    for number in 1..=3 {
        let offered = if number == 3 { encoder() } else { takes(&ALL) };
        conference.join(person(number), key(number), &offered, now);
    }
    conference.record(true, now);
    comes(&mut conference, 1, VideoCodec::Vp8, now);
    comes(&mut conference, 2, VideoCodec::H264, now);
    comes(&mut conference, 3, VideoCodec::H264, now);
    let orders = pass(&mut conference, &mut now, 60).0;
    assert_eq!(recorded(&orders).1, Some(camera(2)));
}
