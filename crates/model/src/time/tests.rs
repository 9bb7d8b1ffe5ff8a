//! Tests of instants.

use std::time::Duration;

use super::Timestamp;

#[test]
fn an_instant_reads_back_from_its_wire_text() {
    let at = Timestamp::from_millis(1_795_190_400_123);
    assert_eq!(
        serde_json::to_string(&at).unwrap(),
        "\"2026-11-20T16:00:00.123Z\""
    );
    assert_eq!(
        serde_json::from_str::<Timestamp>("\"2026-11-20T16:00:00.123Z\"").unwrap(),
        at
    );
}

#[test]
fn arithmetic_stays_in_range() {
    assert_eq!(Timestamp::MAX.plus(Duration::MAX), Timestamp::MAX);
    assert_eq!(Timestamp::MIN.minus(Duration::MAX), Timestamp::MIN);
    assert_eq!(Timestamp::from_millis(i64::MIN), Timestamp::MIN);
    assert!(!Timestamp::MIN.to_string().is_empty());
}

#[test]
fn wrong_text_is_refused() {
    for text in ["", "tomorrow", "2026-13-01T00:00:00Z", "2026-11-20"] {
        assert!(text.parse::<Timestamp>().is_err(), "{text} was taken");
    }
}
