//! Tests of the codecs that publishers are told.

use std::time::Duration;

use model::session::{ParticipantState, VideoCodec};

use super::{ConferenceEvent, drain, key, offered, origin, person};
use crate::conference::Conference;
use crate::offer::Offered;
use crate::shard::Observation;

const ALL: [VideoCodec; 4] = VideoCodec::ALL;
const VP8: [VideoCodec; 1] = [VideoCodec::Vp8];

fn takes(codecs: &[VideoCodec]) -> Offered {
    Offered {
        takes: codecs.to_vec(),
        ..offered()
    }
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
