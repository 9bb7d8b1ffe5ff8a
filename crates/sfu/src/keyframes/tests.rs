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
    assert!(keyframes.want(HIGH, start));
    let later = start + Duration::from_millis(250);
    assert_eq!(keyframes.deadline(), Some(later));
    assert!(keyframes.due(later - Duration::from_millis(1)).is_empty());
    assert_eq!(keyframes.due(later), [HIGH]);
    keyframes.came(HIGH, later);
    assert_eq!(keyframes.deadline(), None);
    assert!(keyframes.due(later + Duration::from_secs(9)).is_empty());
}

#[test]
fn many_who_want_the_same_ask_once() {
    let (mut keyframes, start) = (Keyframes::default(), origin());
    let asked = (0..100).filter(|_| keyframes.want(HIGH, start)).count();
    assert_eq!(asked, 1);
}

#[test]
fn a_throttled_request_is_remembered() {
    let (mut keyframes, start) = (Keyframes::default(), origin());
    keyframes.came(HIGH, start);
    keyframes.came(LOW, start);
    let now = start + Duration::from_millis(100);
    assert!(!keyframes.want(HIGH, now) && !keyframes.want(LOW, now));
    assert_eq!(keyframes.due(start + Duration::from_millis(500)), [LOW]);
    keyframes.came(LOW, start + Duration::from_millis(520));
    assert_eq!(keyframes.due(start + Duration::from_secs(1)), [HIGH]);
}
