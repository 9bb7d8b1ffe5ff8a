//! Tests of asking for keyframes.

use std::time::{Duration, Instant};

use super::Keyframes;
use crate::source::{SourceId, StreamKey};

const LOW: StreamKey = StreamKey {
    source: SourceId(1),
    layer: 0,
};
const HIGH: StreamKey = StreamKey {
    source: SourceId(1),
    layer: 2,
};

#[expect(
    clippy::disallowed_methods,
    reason = "any instant is an origin of virtual time"
)]
fn origin() -> Instant {
    Instant::now()
}

#[test]
fn a_request_that_is_not_answered_is_repeated_until_a_keyframe_comes() {
    let (mut keyframes, start) = (Keyframes::default(), origin());
    assert!(keyframes.want(HIGH, false, start));
    let later = start + Duration::from_millis(250);
    assert_eq!(keyframes.deadline(), Some(later));
    assert!(keyframes.due(later - Duration::from_millis(1)).is_empty());
    assert_eq!(keyframes.due(later), [HIGH]);
    keyframes.came(HIGH);
    assert_eq!(keyframes.deadline(), None);
    assert!(keyframes.due(later + Duration::from_secs(9)).is_empty());
}

#[test]
fn many_who_want_the_same_ask_once() {
    let (mut keyframes, start) = (Keyframes::default(), origin());
    let asked = (0..100)
        .filter(|_| keyframes.want(HIGH, false, start))
        .count();
    assert_eq!(asked, 1);
}

#[test]
fn a_throttled_request_is_remembered() {
    let (mut keyframes, start) = (Keyframes::default(), origin());
    for stream in [HIGH, LOW] {
        assert!(keyframes.want(stream, false, start));
        keyframes.came(stream);
    }
    let now = start + Duration::from_millis(300);
    assert!(!keyframes.want(HIGH, false, now) && !keyframes.want(LOW, false, now));
    assert_eq!(keyframes.due(start + Duration::from_millis(500)), [LOW]);
    keyframes.came(LOW);
    assert_eq!(keyframes.due(start + Duration::from_secs(1)), [HIGH]);
}

#[test]
fn a_keyframe_that_came_unasked_delays_nobody() {
    let (mut keyframes, start) = (Keyframes::default(), origin());
    keyframes.came(HIGH);
    assert!(keyframes.want(HIGH, false, start));
}

#[test]
fn who_has_no_picture_waits_less_than_who_lost_one() {
    let (mut keyframes, start) = (Keyframes::default(), origin());
    assert!(keyframes.want(HIGH, false, start));
    keyframes.came(HIGH);
    let now = start + Duration::from_millis(300);
    assert!(!keyframes.want(HIGH, false, now));
    assert!(keyframes.want(HIGH, true, now));
}
