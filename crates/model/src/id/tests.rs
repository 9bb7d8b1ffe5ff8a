//! Tests of ids.

use super::{MessageId, PersonId};
use crate::time::Timestamp;

#[test]
fn an_id_reads_back_from_its_text() {
    let id = MessageId::new(Timestamp::from_millis(1_763_649_600_123), u128::MAX);
    let text = id.to_string();
    assert_eq!(text.len(), 30);
    assert_eq!(text.parse::<MessageId>(), Ok(id));
}

#[test]
fn ids_sort_by_their_instant_as_text_too() {
    let early = MessageId::new(Timestamp::from_millis(1_000), u128::MAX);
    let late = MessageId::new(Timestamp::from_millis(1_001), 0);
    assert!(early < late);
    assert!(early.to_string() < late.to_string());
}

#[test]
fn foreign_text_is_refused() {
    let message = MessageId::new(Timestamp::from_millis(5), 7).to_string();
    for text in [
        "",
        "per_",
        "per_1",
        &message,
        "per_u0000000000000000000000000",
        "per_80000000000000000000000000",
    ] {
        assert!(text.parse::<PersonId>().is_err(), "{text} was taken");
    }
}
