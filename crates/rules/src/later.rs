//! When a scheduled message goes out and a reminder comes back: one clock, in anybody's time.

use std::time::Duration;

use model::later::LaterChoice;
use model::time::Timestamp;

use crate::availability::{Schedule, next_reachable};
use crate::zone::instant_of;

/// How far ahead something may be scheduled.
pub const LATER_MAX: Duration = Duration::from_secs(366 * 24 * 60 * 60);

/// Why a choice is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LaterRefusal {
    /// It is over.
    #[error("this time is over")]
    Past,
    /// It is more than a year ahead.
    #[error("at most a year ahead")]
    TooFar,
    /// Not a time of day.
    #[error("a minute of the day, from 0 to 1439")]
    Minute,
    /// The person has no working time ahead.
    #[error("this person has no working time ahead")]
    Never,
}

/// The instant of a choice made at `now`, with the schedule of the person whose time it names. A
/// next working minute may be `now` itself.
///
/// # Errors
/// [`LaterRefusal`] says what is wrong.
pub fn later_at(
    choice: LaterChoice,
    schedule: &Schedule<'_>,
    now: Timestamp,
) -> Result<Timestamp, LaterRefusal> {
    let at = match choice {
        LaterChoice::NextWorkingMinute { .. } => {
            return next_reachable(schedule, now).ok_or(LaterRefusal::Never);
        }
        LaterChoice::At { at } => at,
        LaterChoice::TheirTime { minute, .. } if 24 * 60 <= minute.0 => {
            return Err(LaterRefusal::Minute);
        }
        LaterChoice::TheirTime { date, minute, .. } => {
            instant_of(schedule.zone(), date, minute.0.into()).ok_or(LaterRefusal::TooFar)?
        }
    };
    if at <= now {
        return Err(LaterRefusal::Past);
    }
    if now.plus(LATER_MAX) < at {
        return Err(LaterRefusal::TooFar);
    }
    Ok(at)
}

#[cfg(test)]
mod tests;
