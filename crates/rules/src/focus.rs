//! Focus and do-not-disturb by one click: until when they last. They always end (rule 4).

use std::time::Duration;

use model::availability::FocusChoice;
use model::time::{MinuteOfDay, Timestamp};

use crate::availability::{LOOK_AHEAD, SILENCE_MAX, Schedule};
use crate::due::first_work_of;
use crate::zone::{instant_of, local_date};

/// Longest focus by one click, in minutes.
pub const FOCUS_MINUTES_MAX: u32 = 24 * 60;

/// Why a choice is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FocusRefusal {
    /// The number of minutes is out of bounds.
    #[error("from 1 to {FOCUS_MINUTES_MAX} minutes")]
    Minutes,
    /// Not a time of day.
    #[error("a minute of the day, from 0 to 1439")]
    Minute,
}

/// When a choice made at `now` ends; always after `now`, and within [`SILENCE_MAX`] whatever the
/// calendar holds.
///
/// # Errors
/// [`FocusRefusal`] says what is wrong.
pub fn focus_until(
    choice: FocusChoice,
    schedule: &Schedule<'_>,
    now: Timestamp,
) -> Result<Timestamp, FocusRefusal> {
    let until = chosen_end(choice, schedule, now)?;
    Ok(until.min(now.plus(SILENCE_MAX)))
}

fn chosen_end(
    choice: FocusChoice,
    schedule: &Schedule<'_>,
    now: Timestamp,
) -> Result<Timestamp, FocusRefusal> {
    match choice {
        FocusChoice::Minutes { minutes } if (1..=FOCUS_MINUTES_MAX).contains(&minutes) => {
            Ok(now.plus(Duration::from_secs(60 * u64::from(minutes))))
        }
        FocusChoice::Minutes { .. } => Err(FocusRefusal::Minutes),
        FocusChoice::Until { minute } if minute.0 < 24 * 60 => {
            Ok(next_showing(schedule, minute, now))
        }
        FocusChoice::Until { .. } => Err(FocusRefusal::Minute),
        FocusChoice::EndOfDay => {
            let end = schedule.day_end(now);
            Ok(if now < end {
                end
            } else {
                tomorrow(schedule, now)
            })
        }
        FocusChoice::UntilTomorrow => Ok(tomorrow(schedule, now)),
    }
}

/// The next instant after `now` at which the local clock shows `minute`.
fn next_showing(schedule: &Schedule<'_>, minute: MinuteOfDay, now: Timestamp) -> Timestamp {
    let today = local_date(schedule.zone(), now);
    let tomorrow = today.tomorrow().unwrap_or(today);
    [today, tomorrow]
        .into_iter()
        .filter_map(|date| instant_of(schedule.zone(), date, minute.0.into()))
        .find(|at| now < *at)
        .unwrap_or(now.plus(Duration::from_secs(24 * 60 * 60)))
}

/// When the next working day begins; the next midnight for who has none.
fn tomorrow(schedule: &Schedule<'_>, now: Timestamp) -> Timestamp {
    let horizon = now.plus(LOOK_AHEAD);
    let mut date = local_date(schedule.zone(), now);
    while let Ok(next) = date.tomorrow() {
        date = next;
        match first_work_of(schedule, date) {
            Some(morning) if now < morning => return morning,
            _ => {}
        }
        if instant_of(schedule.zone(), date, 0).is_none_or(|midnight| horizon < midnight) {
            break;
        }
    }
    next_showing(schedule, MinuteOfDay(0), now)
}

#[cfg(test)]
mod tests;
