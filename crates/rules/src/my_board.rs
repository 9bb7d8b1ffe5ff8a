//! My board: in which lane something is shown, what stands still (rule 14), the weekly walk, and the
//! plan of a day.

use std::time::Duration;

use jiff::civil::Date;
use model::availability::SharedSpan;
use model::id::BoardId;
use model::my_board::{DayPlan, Lane, MyCard, MyItem, Slow, WalkStep, WalkWhy};
use model::task::Task;
use model::time::Timestamp;

use crate::availability::Schedule;
use crate::due::{first_work_of, work_pieces};
use crate::task::TaskRank;
use crate::today::day_left;
use crate::zone::{instant_of, local_date, local_time, zone_or_utc};

/// How far ahead of when it began to stand still it is looked for when something becomes slow. What is
/// usual for longer than that is never slow.
pub const SLOW_WITHIN: Duration = Duration::from_secs(400 * 24 * 60 * 60);

/// Snoozed things that come back within that time are part of the weekly walk.
pub const WAKES_SOON: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Longest snooze.
pub const SNOOZE_MAX: Duration = Duration::from_secs(366 * 24 * 60 * 60);

/// Where something is shown. Snoozed and Waiting are not chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ShownLane {
    Inbox,
    Now,
    Next,
    Later,
    Waiting,
    Snoozed,
}

/// In which lane something is shown: Snoozed until it wakes, which starting, finishing or answering it
/// does at once; Waiting while it waits; else where its person put it, or the Inbox.
#[must_use]
pub fn lane_of(card: Option<&MyCard>, waits: bool, now: Timestamp) -> ShownLane {
    let wakes = card.and_then(|card| card.wake_at);
    if wakes.is_some_and(|wakes| now < wakes) {
        return ShownLane::Snoozed;
    }
    if waits {
        return ShownLane::Waiting;
    }
    match card.map_or(Lane::Inbox, |card| card.lane) {
        Lane::Inbox => ShownLane::Inbox,
        Lane::Now => ShownLane::Now,
        Lane::Next => ShownLane::Next,
        Lane::Later => ShownLane::Later,
    }
}

/// Whether a task waits: it is blocked, or a task that must be finished before it is open.
#[must_use]
pub fn task_waits(task: &Task) -> bool {
    task.is_open() && (task.blocked || 0 < task.open_waits)
}

/// Where a task stands on a board whose column has a usual time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InColumn {
    /// Which board.
    pub board: BoardId,
    /// Since when it is in the column.
    pub entered_at: Timestamp,
    /// What is usual there, in minutes of working time.
    pub usual_minutes: u32,
}

/// What is to be done about a task that may stand still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlowStep {
    /// Nothing: it is nowhere where something is usual.
    Nothing,
    /// Look again then.
    Wait {
        /// When it becomes slow.
        until: Timestamp,
    },
    /// It is slow: its owner is asked for the next step, nobody else is told.
    Slow(Slow),
}

/// Decides whether a task stands still at `now`, with the schedule of its owner. Standing still counts
/// from when it came into a column, but not before `stirred`: when a next step was said, help was asked
/// for, or it wakes. Of several boards the one on which it becomes slow first counts.
#[must_use]
pub fn decide_slow(
    places: &[InColumn],
    stirred: Option<Timestamp>,
    owner: &Schedule<'_>,
    now: Timestamp,
) -> SlowStep {
    let first = places
        .iter()
        .filter_map(|place| {
            let since = stirred.map_or(place.entered_at, |at| at.max(place.entered_at));
            let at = slow_at(owner, since, place.usual_minutes)?;
            Some((at, since, place))
        })
        .min_by_key(|(at, since, place)| (*at, *since, place.board));
    match first {
        None => SlowStep::Nothing,
        Some((until, _, _)) if now < until => SlowStep::Wait { until },
        Some((at, since, place)) => SlowStep::Slow(Slow {
            since,
            at,
            board: place.board,
            usual_minutes: place.usual_minutes,
            days: working_days(owner, since, at),
        }),
    }
}

/// When more minutes of working time than are usual have passed since `since`; `None` if that is not
/// within [`SLOW_WITHIN`].
#[must_use]
pub fn slow_at(owner: &Schedule<'_>, since: Timestamp, usual_minutes: u32) -> Option<Timestamp> {
    let mut left = Duration::from_secs(60 * (u64::from(usual_minutes) + 1));
    for piece in work_pieces(owner, since, since.plus(SLOW_WITHIN)) {
        let length = piece.until.since(piece.from);
        if left <= length {
            return Some(piece.from.plus(left));
        }
        left -= length;
    }
    None
}

/// Minutes of a person's working time from one instant to another.
#[must_use]
pub fn worked_minutes(schedule: &Schedule<'_>, from: Timestamp, until: Timestamp) -> u32 {
    let worked: Duration = work_pieces(schedule, from, until)
        .map(|piece| piece.until.since(piece.from))
        .sum();
    u32::try_from(worked.as_secs() / 60).unwrap_or(u32::MAX)
}

/// Whole working days of a person from one instant to another: days on which they work, the last one
/// only once its clock shows the time at which it began.
#[must_use]
pub fn working_days(schedule: &Schedule<'_>, from: Timestamp, until: Timestamp) -> u32 {
    let zone = schedule.zone();
    let last = local_date(zone, until);
    let is_over = local_time(zone, from) <= local_time(zone, until);
    let mut date = local_date(zone, from);
    let mut days = 0;
    while let Ok(next) = date.tomorrow()
        && next <= last
    {
        date = next;
        let counts = date < last || is_over;
        if counts && first_work_of(schedule, date).is_some() {
            days += 1;
        }
    }
    days
}

/// When what was finished at `at` leaves its person's board: when their week is over.
#[must_use]
pub fn leaves_at(time_zone: &str, at: Timestamp) -> Option<Timestamp> {
    let zone = zone_or_utc(time_zone);
    let date = local_date(&zone, at);
    let left = 7 - i64::from(date.weekday().to_monday_zero_offset());
    let monday = date.checked_add(jiff::Span::new().days(left)).ok()?;
    instant_of(&zone, monday, 0)
}

/// Something of a person's board, with what decides its place.
#[derive(Clone, Copy, Debug)]
pub struct OnMyBoard<'a> {
    /// What.
    pub item: MyItem,
    /// Its card, if its person ever placed it.
    pub card: Option<&'a MyCard>,
    /// Whether it waits.
    pub waits: bool,
    /// What decides its place as long as it has none.
    pub rank: TaskRank,
}

impl OnMyBoard<'_> {
    /// Sorts within a lane: what was placed, in its person's order; then the rest by priority and due.
    #[must_use]
    pub fn sort_key(&self, now: Timestamp) -> impl Ord + use<> {
        let placed = self.card.map(|card| card.rank.clone());
        (placed.is_none(), placed, self.rank.sort_key(now), self.item)
    }

    /// Why it has its place in the walk; `None` if it is not part of it.
    fn walk_why(&self, now: Timestamp) -> Option<WalkWhy> {
        let soon = |card: &MyCard| card.wake_at.is_some_and(|at| at <= now.plus(WAKES_SOON));
        Some(match lane_of(self.card, self.waits, now) {
            ShownLane::Snoozed => return self.card.is_some_and(soon).then_some(WalkWhy::Wakes),
            _ if self.card.is_some_and(|card| card.slow.is_some()) => WalkWhy::Slow,
            ShownLane::Inbox => WalkWhy::Inbox,
            ShownLane::Now => WalkWhy::Now,
            ShownLane::Next => WalkWhy::Next,
            ShownLane::Later => WalkWhy::Later,
            ShownLane::Waiting => WalkWhy::Waiting,
        })
    }
}

/// The weekly walk through everything: what stands still first and longest first, then lane by lane,
/// then what wakes soon and what waits. What sleeps for longer is left out.
#[must_use]
pub fn walk(items: &[OnMyBoard<'_>], now: Timestamp) -> Vec<WalkStep> {
    let mut steps: Vec<_> = items
        .iter()
        .filter_map(|one| Some((one.walk_why(now)?, one)))
        .collect();
    steps.sort_by_cached_key(|(why, one)| {
        let slow = one.card.and_then(|card| card.slow);
        let slow = slow.filter(|_| *why == WalkWhy::Slow);
        let wakes = one.card.and_then(|card| card.wake_at);
        let wakes = wakes.filter(|_| *why == WalkWhy::Wakes);
        (*why, slow.map(|slow| slow.since), wakes, one.sort_key(now))
    });
    let step = |(why, one): (WalkWhy, &OnMyBoard<'_>)| WalkStep {
        item: one.item,
        why,
        slow: one.card.and_then(|card| card.slow),
    };
    steps.into_iter().map(step).collect()
}

/// The plan of the day of `now`: what is left of it without `busy`, and what was planned for it, by the
/// estimates of what is not finished. Make `schedule` without the call that goes on.
#[must_use]
pub fn day_plan(
    schedule: &Schedule<'_>,
    busy: &[SharedSpan],
    planned: impl Iterator<Item = Option<u32>>,
    now: Timestamp,
) -> DayPlan {
    let date = local_date(schedule.zone(), now);
    let left = day_left(schedule, now);
    let work: Vec<_> = work_pieces(schedule, now, left.until)
        .map(|piece| SharedSpan {
            from: piece.from,
            until: piece.until,
        })
        .collect();
    let ends_at = if work.is_empty() {
        first_work_of(schedule, date).map(|first| schedule.day_end(first))
    } else {
        Some(left.until)
    };
    let mut plan = DayPlan {
        date,
        ends_at,
        left_minutes: minutes_without(&work, busy),
        focus_minutes: minutes_without(&left.focus, busy),
        planned_minutes: 0,
        unestimated: 0,
    };
    for estimate in planned {
        match estimate {
            Some(minutes) => plan.planned_minutes = plan.planned_minutes.saturating_add(minutes),
            None => plan.unestimated += 1,
        }
    }
    plan
}

/// The local date of an instant in somebody's zone.
#[must_use]
pub fn date_of(schedule: &Schedule<'_>, at: Timestamp) -> Date {
    local_date(schedule.zone(), at)
}

/// Whole minutes of spans that do not overlap each other, without those of `busy`, which may.
fn minutes_without(spans: &[SharedSpan], busy: &[SharedSpan]) -> u32 {
    let mut busy: Vec<SharedSpan> = busy.to_vec();
    busy.sort_by_key(|span| span.from);
    let mut left = Duration::ZERO;
    for span in spans {
        let mut at = span.from;
        for taken in &busy {
            if at < taken.from.min(span.until) {
                left += taken.from.min(span.until).since(at);
            }
            at = at.max(taken.until);
        }
        if at < span.until {
            left += span.until.since(at);
        }
    }
    u32::try_from(left.as_secs() / 60).unwrap_or(u32::MAX)
}

/// Why something on my board is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MyBoardRefusal {
    /// It is snoozed until an instant that has passed, or is too far.
    #[error("takes an instant from now on, at most a year ahead")]
    Wake,
    /// They cannot help: closed accounts and oneself.
    #[error("takes somebody else with an open account")]
    Helper,
    /// What is finished or answered is done.
    #[error("it is finished; open it again first")]
    Finished,
}

/// Decides whether something may be snoozed until `wake_at`.
///
/// # Errors
/// [`MyBoardRefusal`] names the rule that refused.
pub fn decide_snooze(wake_at: Timestamp, now: Timestamp) -> Result<(), MyBoardRefusal> {
    if wake_at <= now || now.plus(SNOOZE_MAX) < wake_at {
        return Err(MyBoardRefusal::Wake);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
