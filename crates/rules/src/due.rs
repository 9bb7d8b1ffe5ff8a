//! Until when an answer is wanted, in the asked person's own working time (rules 1 and 2).

use std::time::Duration;

use model::availability::{AvailabilityState, StateReason};
use model::message::Expectation;
use model::request::DueReason;
use model::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::availability::{Cause, LOOK_AHEAD, Schedule, next_reachable};
use crate::settings::Settings;
use crate::zone::{instant_of, local_date};

/// Until when an answer is wanted, and how that came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The instant; `None` if the asked person has no working time within
    /// [`LOOK_AHEAD`], or less than is given to them.
    pub at: Option<Timestamp>,
    /// How it came about.
    pub reason: DueReason,
}

/// One unbroken stretch of working time; focus, calls and do-not-disturb are part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WorkPiece {
    pub(crate) from: Timestamp,
    pub(crate) until: Timestamp,
}

/// The due instant of an ordinary request made at `now`; `None` if nothing is expected.
///
/// It lies in the asked person's working time or at its very end, and never before `now`.
#[must_use]
pub fn due_instant(
    expectation: Expectation,
    schedule: &Schedule<'_>,
    now: Timestamp,
    settings: &Settings,
) -> Option<Due> {
    match expectation {
        Expectation::None => None,
        Expectation::Now => Some(due_now(schedule, now, settings.now_minutes)),
        Expectation::Today => Some(due_after_work(schedule, now, now, settings.today_minutes)),
        Expectation::ThisWeek => Some(due_after_days(schedule, now, settings.this_week_days)),
        Expectation::By(named) => Some(due_by(schedule, now, named, settings.by_minutes)),
    }
}

/// The due instant of a request that the asked person knows of already, which they or its sender put
/// off until `named`: that instant, or the nearest end of work before it, or else the next working
/// minute.
#[must_use]
pub fn due_put_off(schedule: &Schedule<'_>, now: Timestamp, named: Timestamp) -> Due {
    due_named(schedule, now, named)
}

/// The due instant of an urgent request: on the wall clock, whatever the asked person does.
#[must_use]
pub fn urgent_due(now: Timestamp, settings: &Settings) -> Due {
    Due {
        at: Some(now.plus(minutes(settings.now_minutes))),
        reason: DueReason::WallClock,
    }
}

/// Working time from `from` to `until`, merged.
pub(crate) fn work_pieces<'a>(
    schedule: &'a Schedule<'a>,
    from: Timestamp,
    until: Timestamp,
) -> impl Iterator<Item = WorkPiece> + 'a {
    let mut stretches = schedule
        .hours(from)
        .take_while(move |stretch| stretch.from < until)
        .filter(|stretch| stretch.cause == Cause::Working)
        .map(move |stretch| WorkPiece {
            from: stretch.from,
            until: stretch.until.min(until),
        })
        .peekable();
    std::iter::from_fn(move || {
        let mut piece = stretches.next()?;
        while let Some(next) = stretches.next_if(|next| next.from == piece.until) {
            piece.until = next.until;
        }
        Some(piece)
    })
}

/// The instant at which `wanted` of working time from `from` on is used up, and the first working
/// instant counted; `None` if [`LOOK_AHEAD`] does not hold as much.
pub(crate) fn after_work(
    schedule: &Schedule<'_>,
    from: Timestamp,
    wanted: Duration,
) -> Option<(Timestamp, Timestamp)> {
    let mut left = wanted;
    let mut first = None;
    for piece in work_pieces(schedule, from, from.plus(LOOK_AHEAD)) {
        let counted_from = *first.get_or_insert(piece.from);
        let length = piece.until.since(piece.from);
        if left <= length {
            return Some((counted_from, piece.from.plus(left)));
        }
        left -= length;
    }
    None
}

fn minutes(count: u32) -> Duration {
    Duration::from_secs(60 * u64::from(count))
}

fn due_now(schedule: &Schedule<'_>, now: Timestamp, given: u32) -> Due {
    match next_reachable(schedule, now) {
        Some(reachable) => due_after_work(schedule, now, reachable, given),
        None => no_working_time(schedule, now),
    }
}

fn due_after_work(schedule: &Schedule<'_>, now: Timestamp, from: Timestamp, given: u32) -> Due {
    match after_work(schedule, from, minutes(given)) {
        Some((counted_from, at)) => Due {
            at: Some(at),
            reason: DueReason::WorkingTime {
                minutes: given,
                counted_from,
                assumed: schedule.assumed(),
            },
        },
        None => no_working_time(schedule, now),
    }
}

/// The end of the `given`th working day; the day of `now` counts if any of its work is left.
///
/// A shift belongs to the day it begins on, so that a night shift is one day.
fn due_after_days(schedule: &Schedule<'_>, now: Timestamp, given: u32) -> Due {
    let horizon = now.plus(LOOK_AHEAD);
    let one_day = jiff::Span::new().days(1);
    let mut counted_from = None;
    let mut days = 0;
    let mut date = local_date(schedule.zone(), now)
        .checked_sub(one_day)
        .unwrap_or(jiff::civil::Date::MIN);
    while let Some(midnight) = instant_of(schedule.zone(), date, 0)
        && midnight < horizon
    {
        if let Some(left) = work_left(schedule, date, now) {
            let counted_from = *counted_from.get_or_insert(left.from);
            days += 1;
            if given <= days {
                return Due {
                    at: Some(left.until),
                    reason: DueReason::WorkingDays {
                        days: given,
                        counted_from,
                        assumed: schedule.assumed(),
                    },
                };
            }
        }
        let Ok(next) = date.checked_add(one_day) else {
            break;
        };
        date = next;
    }
    no_working_time(schedule, now)
}

/// From the first to the last working instant after `now` of the shifts that begin on `date`.
pub(crate) fn work_left(
    schedule: &Schedule<'_>,
    date: jiff::civil::Date,
    now: Timestamp,
) -> Option<WorkPiece> {
    let weekday = date.weekday().to_monday_zero_offset().unsigned_abs();
    schedule
        .week()
        .iter()
        .filter(|span| span.day as u8 == weekday)
        .filter_map(|span| {
            let begin = u32::from(span.from.0);
            let end = begin + crate::availability::span_minutes(span);
            let from = instant_of(schedule.zone(), date, begin)?.max(now);
            let until = instant_of(schedule.zone(), date, end)?;
            work_within(schedule, from, until)
        })
        .reduce(|a, b| WorkPiece {
            from: a.from.min(b.from),
            until: a.until.max(b.until),
        })
}

/// The first working instant of a local date; `None` if it has none.
pub(crate) fn first_work_of(schedule: &Schedule<'_>, date: jiff::civil::Date) -> Option<Timestamp> {
    work_left(schedule, date, Timestamp::MIN).map(|work| work.from)
}

/// From the first to the last working instant between two.
fn work_within(schedule: &Schedule<'_>, from: Timestamp, until: Timestamp) -> Option<WorkPiece> {
    work_pieces(schedule, from, until).reduce(|first, last| WorkPiece {
        from: first.from,
        until: last.until,
    })
}

/// The named instant moved into working time. Who cannot be told before it passes is not asked for
/// the impossible: they have `given` minutes of working time from when they are told.
///
/// A call is not counted: nobody knows when it ends, and what it holds is counted anew then.
fn due_by(schedule: &Schedule<'_>, now: Timestamp, named: Timestamp, given: u32) -> Due {
    let told_at = first_told(schedule, now, now).filter(|told_at| named <= *told_at);
    let Some(told_at) = told_at else {
        return due_named(schedule, now, named);
    };
    let Some((_, at)) = after_work(schedule, told_at, minutes(given)) else {
        return no_working_time(schedule, now);
    };
    let state = schedule.stretch_at(named.max(now)).cause;
    Due {
        at: Some(at),
        reason: DueReason::AfterTold {
            named,
            state: state.reason(schedule.assumed()),
            told_at,
            minutes: given,
        },
    }
}

/// The first minute at or after `from` at which they can be told something, whatever call goes on; what
/// silences them is known to do so from `now` on.
pub(crate) fn first_told(
    schedule: &Schedule<'_>,
    now: Timestamp,
    from: Timestamp,
) -> Option<Timestamp> {
    let horizon = from.plus(LOOK_AHEAD);
    schedule
        .walk_without_call(now, from)
        .take_while(|stretch| stretch.from < horizon)
        .find(|stretch| stretch.cause == Cause::Working)
        .map(|stretch| stretch.from)
}

/// The named instant, or the nearest end of work before it, or else the next working minute.
fn due_named(schedule: &Schedule<'_>, now: Timestamp, named: Timestamp) -> Due {
    let wanted = named.max(now);
    let search_from = now.max(wanted.minus(LOOK_AHEAD));
    if let Some(last) = work_pieces(schedule, search_from, wanted).last() {
        if last.until == wanted {
            return Due {
                at: Some(wanted),
                reason: DueReason::Named,
            };
        }
        let off = off_reason(schedule, wanted);
        return match off {
            // The instant itself is the first of a working stretch.
            None => Due {
                at: Some(wanted),
                reason: DueReason::Named,
            },
            Some(off) => Due {
                at: Some(last.until),
                reason: DueReason::MovedEarlier { named, off },
            },
        };
    }
    let Some(off) = off_reason(schedule, wanted) else {
        return Due {
            at: Some(wanted),
            reason: DueReason::Named,
        };
    };
    match work_pieces(schedule, wanted, wanted.plus(LOOK_AHEAD)).next() {
        Some(next) => Due {
            at: Some(next.from),
            reason: DueReason::MovedLater { named, off },
        },
        None => no_working_time(schedule, now),
    }
}

/// Why the person is off at `at`; `None` if they work.
fn off_reason(schedule: &Schedule<'_>, at: Timestamp) -> Option<StateReason> {
    let cause = schedule.stretch_at(at).cause;
    (cause.state() == AvailabilityState::Off).then(|| cause.reason(schedule.assumed()))
}

fn no_working_time(schedule: &Schedule<'_>, now: Timestamp) -> Due {
    let off =
        off_reason(schedule, now).unwrap_or_else(|| Cause::OutsideHours.reason(schedule.assumed()));
    Due {
        at: None,
        reason: DueReason::NoWorkingTime { off },
    }
}

#[cfg(test)]
mod tests;
