//! Until when a task is wanted, in the working time of who does it, and when they are told.

use jiff::civil::Date;
use model::task::TaskDue;
use model::time::Timestamp;

use crate::availability::Schedule;
use crate::due::{first_work_of, work_left};
use crate::zone::{instant_of, local_date};

/// Days that are looked back for the last working day before a day off.
const LOOK_BACK_DAYS: u32 = 30;

/// Days that are looked ahead for the next working day.
const LOOK_AHEAD_DAYS: u32 = 60;

/// `date` and the days before it, newest first.
fn days_back(date: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(date), |day| day.yesterday().ok()).take(LOOK_BACK_DAYS as usize + 1)
}

/// The end of somebody's working day; `None` if they do not work on it.
fn work_end_of(schedule: &Schedule<'_>, date: Date) -> Option<Timestamp> {
    work_left(schedule, date, Timestamp::MIN).map(|work| work.until)
}

/// When a task is due: an instant stays, a day is the end of that working day of who does it, or of the
/// last one before it that is not over; else the day's own end. `None` beyond the calendar.
#[must_use]
pub fn task_due_at(due: TaskDue, owner: &Schedule<'_>, now: Timestamp) -> Option<Timestamp> {
    let date = match due {
        TaskDue::At(at) => return Some(at),
        TaskDue::Day(date) => date,
    };
    if let Some(end) = work_end_of(owner, date) {
        return Some(end);
    }
    let before = days_back(date).find_map(|day| work_end_of(owner, day));
    before
        .filter(|end| now < *end)
        .or_else(|| instant_of(owner.zone(), date, 24 * 60))
}

/// When who does a task is next told that it is due: on the morning of the day, by their working time,
/// and when it is overdue. `None` when both are past.
#[must_use]
pub fn next_due_telling(
    due_at: Timestamp,
    owner: &Schedule<'_>,
    now: Timestamp,
) -> Option<Timestamp> {
    let day = local_date(owner.zone(), due_at);
    let begun = |day| first_work_of(owner, day).filter(|begin| *begin < due_at);
    let morning = days_back(day).find_map(begun);
    let tellings = [morning, Some(due_at)].into_iter().flatten();
    tellings.filter(|at| now < *at).min()
}

/// The end of somebody's next working day, the one after that of `now`; `None` if none lies ahead.
#[must_use]
pub fn next_work_day_end(schedule: &Schedule<'_>, now: Timestamp) -> Option<Timestamp> {
    let today = local_date(schedule.zone(), now);
    std::iter::successors(today.tomorrow().ok(), |day| day.tomorrow().ok())
        .take(LOOK_AHEAD_DAYS as usize)
        .find_map(|day| work_end_of(schedule, day))
}

#[cfg(test)]
mod tests;
