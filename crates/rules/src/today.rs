//! What is left of somebody's working day: until when it goes, their focus, and their free time.

use model::availability::{AvailabilityState, ReachSpan, SharedSpan};
use model::time::Timestamp;

use crate::availability::{Schedule, spans};
use crate::zone::midnight_after;

/// What is left of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayLeft {
    /// When it ends: the end of the working day that goes on or comes, or of the local day if no
    /// work is left in it.
    pub until: Timestamp,
    /// Focus until then.
    pub focus: Vec<SharedSpan>,
    /// Working time until then in which they can be told something.
    pub free: Vec<SharedSpan>,
}

impl DayLeft {
    /// How much free time that is, in whole minutes.
    #[must_use]
    pub fn free_minutes(&self) -> u32 {
        let minutes = |span: &SharedSpan| span.until.since(span.from).as_secs() / 60;
        let sum = self.free.iter().map(minutes).sum::<u64>();
        u32::try_from(sum).unwrap_or(u32::MAX)
    }
}

/// What is left of the day of `now`. Make `schedule` without the call that goes on: nobody knows
/// when it ends, and the day is planned as if it ended now.
#[must_use]
pub fn day_left(schedule: &Schedule<'_>, now: Timestamp) -> DayLeft {
    let work_ends = schedule.day_end(now);
    let left = spans(schedule, now, now, work_ends);
    let works = |span: &ReachSpan| span.state != AvailabilityState::Off;
    let until = if left.iter().any(works) {
        work_ends
    } else {
        midnight_after(schedule.zone(), now).unwrap_or(now)
    };
    let in_state = |state: AvailabilityState| {
        let of_state = left.iter().filter(|span| span.state == state);
        let shared = |span: &ReachSpan| SharedSpan {
            from: span.from,
            until: span.until,
        };
        of_state.map(shared).collect()
    };
    DayLeft {
        until,
        focus: in_state(AvailabilityState::Focus),
        free: in_state(AvailabilityState::Available),
    }
}

#[cfg(test)]
mod tests;
