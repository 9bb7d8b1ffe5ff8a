//! When a poll that closes is remembered to those who have not voted.

use std::time::Duration;

use model::time::Timestamp;

use crate::availability::Schedule;
use crate::due::work_pieces;

/// How much of somebody's working time is left to vote when they are reminded.
pub const REMIND_BEFORE: Duration = Duration::from_secs(4 * 60 * 60);

/// When somebody is reminded of a poll that was asked and closes then: in their working time, when four
/// hours of it are left until it closes, or half of what there is between. `None` if they do not work
/// until then.
#[must_use]
pub fn remind_at(
    schedule: &Schedule<'_>,
    asked_at: Timestamp,
    closes_at: Timestamp,
) -> Option<Timestamp> {
    let pieces: Vec<_> = work_pieces(schedule, asked_at, closes_at).collect();
    let all: Duration = pieces
        .iter()
        .map(|piece| piece.until.since(piece.from))
        .sum();
    let mut left = REMIND_BEFORE.min(all / 2);
    for piece in pieces.into_iter().rev() {
        let length = piece.until.since(piece.from);
        if left <= length {
            return Some(piece.until.minus(left));
        }
        left -= length;
    }
    None
}
