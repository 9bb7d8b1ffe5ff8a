//! Check-ins: when each person's turn opens, is due and ends on their own clock, who is not asked, and
//! when they are reminded.

use std::time::Duration;

use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::availability::StateReason;
use model::channel::{Channel, ChannelKind};
use model::check_in::{CheckIn, CheckInState, Turn};
use model::error::FieldError;
use model::person::Role;
use model::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::availability::{Cause, Schedule, next_reachable};
use crate::channel::{ChannelRefusal, Standing, decide_write};
use crate::recurrence::next_after;
use crate::zone::{instant_of, local_date};

pub use question::{AnswerRefusal, check_answer, check_draft};
pub use report::{Day, changes, words};
pub use shape::check_shape;
pub use template::templates;

mod question;
mod report;
mod shape;
mod template;

/// Nobody is reminded sooner than so long after they were told.
pub const REMIND_AFTER: Duration = Duration::from_secs(30 * 60);

/// How long before it is due somebody is reminded, if they work then.
pub const REMIND_BEFORE: Duration = Duration::from_secs(30 * 60);

/// How long before the first turn of a day can open anywhere its turns are made: the zone furthest
/// ahead of UTC is 14 hours ahead, and an hour is for making them.
const PLAN_BEFORE: Duration = Duration::from_secs(15 * 60 * 60);

const MINUTES_A_DAY: u32 = 24 * 60;

/// Why a change of a check-in, or an answer, is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckInRefusal {
    /// The channel says no.
    #[error(transparent)]
    Channel(#[from] ChannelRefusal),
    /// Guests answer, and do not ask.
    #[error("guests answer check-ins; a member of the channel makes and changes them")]
    Guest,
    /// It stands in a conversation.
    #[error("a check-in stands in a channel, not in a direct conversation")]
    Direct,
    /// Fields are wrong.
    #[error("something is wrong with the check-in")]
    Fields(Vec<FieldError>),
    /// It has ended.
    #[error("it has ended; make a new one")]
    Ended,
    /// It does not ask this person on this day.
    #[error("you were not asked on this day")]
    NotAsked,
    /// It is too early.
    #[error("it opens at {at}")]
    NotOpen {
        /// When it opens.
        at: Timestamp,
    },
    /// The answer does not fit the questions.
    #[error(transparent)]
    Answer(#[from] AnswerRefusal),
}

/// When somebody's turn opens, is due and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TurnTimes {
    /// When it opens.
    pub opens_at: Timestamp,
    /// By when it is wanted.
    pub due_at: Timestamp,
    /// When the report is made.
    pub closes_at: Timestamp,
}

/// The turn of a day in a zone: all three are minutes of the local clock, whatever daylight-saving does
/// between them. `None` beyond the calendar.
#[must_use]
pub fn turn_times(check_in: &CheckIn, date: Date, zone: &TimeZone) -> Option<TurnTimes> {
    let due = u32::from(check_in.minute.0);
    let before = check_in.opens_before_minutes;
    let days = before.saturating_sub(due).div_ceil(MINUTES_A_DAY);
    let opening = date.checked_sub(i64::from(days).days()).ok()?;
    Some(TurnTimes {
        opens_at: instant_of(zone, opening, days * MINUTES_A_DAY + due - before)?,
        due_at: instant_of(zone, date, due)?,
        closes_at: instant_of(zone, date, due + check_in.closes_after_minutes)?,
    })
}

/// The first day after `after` on which a check-in asks.
#[must_use]
pub fn next_date(check_in: &CheckIn, after: Date) -> Option<Date> {
    next_after(&check_in.rule, check_in.first, after)
}

/// When the turns of a day are made: before the first of them opens anywhere.
#[must_use]
pub fn plan_at(check_in: &CheckIn, date: Date) -> Option<Timestamp> {
    let times = turn_times(check_in, date, &TimeZone::UTC)?;
    Some(times.opens_at.minus(PLAN_BEFORE))
}

/// The last day whose turns can be over everywhere at `now`: days up to it are not asked about any
/// more.
#[must_use]
pub fn over_by(check_in: &CheckIn, now: Timestamp) -> Date {
    let minutes = u32::from(check_in.minute.0) + check_in.closes_after_minutes;
    let span = Duration::from_secs(60 * u64::from(minutes)) + PLAN_BEFORE;
    let date = local_date(&TimeZone::UTC, now.minus(span));
    date.yesterday().unwrap_or(Date::MIN)
}

/// Why a day is off for somebody: they do not work at all on that day of theirs. `None` if they do.
#[must_use]
pub fn day_off(schedule: &Schedule<'_>, date: Date) -> Option<StateReason> {
    let bounds =
        instant_of(schedule.zone(), date, 0).zip(instant_of(schedule.zone(), date, MINUTES_A_DAY));
    let mut why = Cause::OutsideHours;
    if let Some((from, until)) = bounds {
        for stretch in schedule.hours(from) {
            if until <= stretch.from {
                break;
            }
            match stretch.cause {
                Cause::Working => return None,
                Cause::OutsideHours => {}
                cause => why = cause,
            }
        }
    }
    Some(why.reason(schedule.assumed()))
}

/// What is to be done about a turn now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum TurnStep {
    /// Look again then.
    Wait {
        /// When.
        until: Timestamp,
    },
    /// It opens: tell its person.
    Open,
    /// Remind them, once.
    Remind,
    /// It is over.
    Close,
    /// Nothing more.
    Nothing,
}

/// Decides what is to be done about a turn at `now`, with the schedule of its person.
#[must_use]
pub fn decide_turn(turn: &Turn, schedule: &Schedule<'_>, now: Timestamp) -> TurnStep {
    let closes = TurnStep::Wait {
        until: turn.closes_at,
    };
    if turn.closed {
        return TurnStep::Nothing;
    }
    if turn.closes_at <= now {
        return TurnStep::Close;
    }
    if turn.skipped.is_some() || turn.answered_at.is_some() {
        return closes;
    }
    if turn.told_at.is_none() {
        return if turn.opens_at <= now {
            TurnStep::Open
        } else {
            TurnStep::Wait {
                until: turn.opens_at,
            }
        };
    }
    if turn.reminded_at.is_some() {
        return closes;
    }
    match remind_at(turn, schedule) {
        Some(at) if now < at => TurnStep::Wait { until: at },
        Some(_) => match next_reachable(schedule, now) {
            Some(at) if at <= now => TurnStep::Remind,
            Some(at) if at < turn.closes_at => TurnStep::Wait { until: at },
            _ => closes,
        },
        None => closes,
    }
}

/// When the person of an open turn is reminded: shortly before it is due if they can be reached then,
/// else at their next such minute before it ends, else at the end of what comes before; never sooner than
/// a while after they were told of it. `None` if they have no such minute.
#[must_use]
pub fn remind_at(turn: &Turn, schedule: &Schedule<'_>) -> Option<Timestamp> {
    let reachable = |from: Timestamp| {
        schedule
            .plan(from)
            .take_while(|stretch| stretch.from < turn.closes_at)
            .filter(|stretch| stretch.cause == Cause::Working)
            .map(|stretch| (stretch.from, stretch.until.min(turn.closes_at)))
    };
    let opened = turn.told_at.unwrap_or(turn.opens_at);
    let (told, _) = reachable(opened).next()?;
    let earliest = told.plus(REMIND_AFTER);
    let wanted = turn.due_at.minus(REMIND_BEFORE).max(earliest);
    let mut last = None;
    for (from, until) in reachable(earliest) {
        if wanted < until {
            return Some(from.max(wanted));
        }
        last = Some(from.max(until.minus(REMIND_BEFORE)));
    }
    last
}

/// Who may make or change a check-in of a channel: its members but guests.
///
/// # Errors
/// [`CheckInRefusal`] says what is wrong.
pub fn decide_manage(channel: &Channel, standing: Standing) -> Result<(), CheckInRefusal> {
    decide_write(channel, standing)?;
    if standing.role == Role::Guest {
        return Err(CheckInRefusal::Guest);
    }
    if channel.kind == ChannelKind::Direct {
        return Err(CheckInRefusal::Direct);
    }
    Ok(())
}

/// Whether somebody with that turn may answer, or keep a draft, at `now`: from its opening on, late too.
///
/// # Errors
/// [`CheckInRefusal`] says what is wrong.
pub fn decide_answer(
    state: CheckInState,
    turn: Option<&Turn>,
    now: Timestamp,
) -> Result<(), CheckInRefusal> {
    let turn = turn.ok_or(CheckInRefusal::NotAsked)?;
    if state == CheckInState::Ended {
        return Err(CheckInRefusal::Ended);
    }
    if now < turn.opens_at {
        return Err(CheckInRefusal::NotOpen { at: turn.opens_at });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
