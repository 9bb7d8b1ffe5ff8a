//! When people look into the application of their own accord: the same in every run.

use std::time::Duration;

use model::time::Timestamp;

use crate::attention::chance::Chance;
use crate::attention::habits::{LOOK_EVERY, PEEKS_PER_HOUR};
use crate::attention::timeline::{Doing, Timeline};

/// After so long away from the desk a look is the first of a working day.
const NIGHT: Duration = Duration::from_secs(5 * 60 * 60);

/// Somebody looks.
#[derive(Clone, Copy, Debug)]
pub(in crate::attention) struct Look {
    pub(in crate::attention) at: Timestamp,
    /// Whether it is the first of a working day.
    pub(in crate::attention) morning: bool,
}

/// All looks of one person: soon after they come to the desk and again and again while there; now and
/// then when they are off.
pub(super) fn looks(timeline: &Timeline, chance: Chance) -> Vec<Look> {
    let mut looks = Vec::new();
    let mut draws = (0..).map(|number| chance.of(number));
    let mut next = || draws.next().unwrap_or(chance);
    let mut left_desk = Timestamp::MIN;
    for (piece, until) in timeline.pieces() {
        let length = until.since(piece.from);
        match piece.doing {
            Doing::Desk => {
                let mut morning = NIGHT <= piece.from.since(left_desk);
                let mut at = piece
                    .from
                    .plus(Duration::from_secs(120).mul_f64(next().unit()));
                while at < until {
                    looks.push(Look { at, morning });
                    morning = false;
                    let pause = next().spread(LOOK_EVERY);
                    at = at.plus(pause.max(Duration::from_secs(30)));
                }
                left_desk = until;
            }
            Doing::Off => {
                let expected = PEEKS_PER_HOUR * length.as_secs_f64() / 3600.0;
                if next().happens(1.0 - (-expected).exp()) {
                    let at = piece.from.plus(length.mul_f64(next().unit()));
                    looks.push(Look { at, morning: false });
                }
            }
            Doing::Asleep | Doing::Away | Doing::Focus | Doing::Live => {}
        }
    }
    looks
}
