//! When somebody can be reached: their state at an instant, its end, and the next reachable minute.

use std::time::Duration;

use jiff::tz::TimeZone;
use model::availability::{
    Availability, AvailabilityState, FocusBlock, FocusTime, Holiday, Reach, ReachSpan, StateReason,
    WorkSpan,
};
use model::id::PersonId;
use model::person::Person;
use model::time::{MinuteOfDay, Timestamp, Weekday};
use serde::{Deserialize, Serialize};

use crate::zone::{utc_offset_seconds, zone_or_utc};
pub use check::{SILENCE_MAX, check_availability, check_week};
pub(crate) use walk::{Cause, Stretch, Walk};
use weekly::Segment;
pub(crate) use weekly::length as span_minutes;

mod check;
mod walk;
mod weekly;

/// How far ahead a next reachable minute is looked for. Who has none within it is told nothing for
/// certain: the message stands in its topic.
pub const LOOK_AHEAD: Duration = Duration::from_secs(60 * 24 * 60 * 60);

/// The organisation's default week: Monday to Friday, 09:00 to 17:00 in the person's own zone.
/// Eight hours a day, so that `today` is one working day of who has set no hours.
pub const DEFAULT_WEEK: [WorkSpan; 5] = [
    office_hours(Weekday::Monday),
    office_hours(Weekday::Tuesday),
    office_hours(Weekday::Wednesday),
    office_hours(Weekday::Thursday),
    office_hours(Weekday::Friday),
];

const fn office_hours(day: Weekday) -> WorkSpan {
    WorkSpan {
        day,
        from: MinuteOfDay(9 * 60),
        until: MinuteOfDay(17 * 60),
    }
}

/// [`DEFAULT_WEEK`] as a slice, for [`Schedule::new`].
#[must_use]
pub fn default_week() -> &'static [WorkSpan] {
    &DEFAULT_WEEK
}

/// All that decides when one person can be reached, made ready for questions about instants.
///
/// Make one per person and decision; making it looks up the zone and sorts the week.
#[derive(Clone, Debug)]
pub struct Schedule<'a> {
    person: &'a Person,
    availability: &'a Availability,
    in_call: bool,
    assumed: bool,
    zone: TimeZone,
    week: &'a [WorkSpan],
    work: Vec<Segment>,
    focus: Vec<Segment>,
    quiet: Vec<Segment>,
    holidays: &'a [Holiday],
    in_audience: bool,
}

/// The same as data, to be stored beside a decision and replayed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduleInputs {
    /// Whose it is.
    pub person: Person,
    /// What they have said.
    pub availability: Availability,
    /// Whether they are in a call.
    #[serde(default)]
    pub in_call: bool,
    /// Whether they are in a lounge or an audience.
    #[serde(default)]
    pub in_audience: bool,
    /// The organisation's default week.
    pub default_week: Vec<WorkSpan>,
    /// The holidays where they work.
    #[serde(default)]
    pub holidays: Vec<Holiday>,
    /// The quiet hours of their teams' agreements.
    #[serde(default)]
    pub quiet_hours: Vec<WorkSpan>,
}

impl ScheduleInputs {
    /// Made ready for questions.
    #[must_use]
    pub fn schedule(&self) -> Schedule<'_> {
        Schedule::new(
            &self.person,
            &self.availability,
            self.in_call,
            &self.default_week,
        )
        .with_holidays(&self.holidays)
        .with_quiet_hours(&self.quiet_hours)
        .with_audience(self.in_audience)
    }
}

/// What somebody can take at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateAt {
    /// What they can take.
    pub state: AvailabilityState,
    /// Why.
    pub reason: StateReason,
    /// When the state changes by what is known; `None` if nothing is planned within
    /// [`LOOK_AHEAD`].
    pub until: Option<Timestamp>,
}

impl<'a> Schedule<'a> {
    /// Of `person`, who is in a call or not at the instants that will be asked about as "now".
    ///
    /// A person without a week of their own gets `default_week`, and every reason says that it is
    /// assumed. A person in a call is taken to be in it until their working day ends, unless told
    /// otherwise sooner.
    #[must_use]
    pub fn new(
        person: &'a Person,
        availability: &'a Availability,
        in_call: bool,
        default_week: &'a [WorkSpan],
    ) -> Self {
        let week = availability.weekly.as_deref().unwrap_or(default_week);
        let weekly_focus = |block: &FocusBlock| match block.when {
            FocusTime::Weekly(span) => Some(span),
            FocusTime::Once { .. } => None,
        };
        Self {
            person,
            availability,
            in_call,
            assumed: availability.weekly.is_none(),
            zone: zone_or_utc(&person.time_zone),
            week,
            work: weekly::segments(week.iter().copied()),
            focus: weekly::segments(availability.focus.iter().filter_map(weekly_focus)),
            quiet: Vec::new(),
            holidays: &[],
            in_audience: false,
        }
    }

    /// With the public holidays of where they work: off, in their own zone.
    #[must_use]
    pub fn with_holidays(mut self, holidays: &'a [Holiday]) -> Self {
        self.holidays = holidays;
        self
    }

    /// With the quiet hours of their teams' agreements, all of them, in their own zone: working time
    /// in which they are told nothing ordinary.
    #[must_use]
    pub fn with_quiet_hours(mut self, quiet_hours: &[WorkSpan]) -> Self {
        self.quiet = weekly::segments(quiet_hours.iter().copied());
        self
    }

    /// In a lounge or an audience: available, but silent.
    #[must_use]
    pub fn with_audience(mut self, in_audience: bool) -> Self {
        self.in_audience = in_audience;
        self
    }

    /// Whether they are in a lounge or an audience.
    #[must_use]
    pub fn in_audience(&self) -> bool {
        self.in_audience
    }

    /// Whose it is.
    #[must_use]
    pub fn person(&self) -> PersonId {
        self.person.id
    }

    /// Whether the organisation's default week stands in for one the person did not set.
    #[must_use]
    pub fn assumed(&self) -> bool {
        self.assumed
    }

    /// Their zone; UTC if its name is unknown today.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Their zone's offset from UTC at an instant, in seconds, east positive.
    #[must_use]
    pub fn utc_offset_seconds(&self, at: Timestamp) -> i32 {
        utc_offset_seconds(&self.zone, at)
    }

    /// The working spans that count for them: their own or the organisation's.
    pub(crate) fn week(&self) -> &'a [WorkSpan] {
        self.week
    }

    /// Stretches from `from` on, the call and the do-not-disturb counting from `now`.
    pub(crate) fn walk(&'a self, now: Timestamp, from: Timestamp) -> Walk<'a> {
        self.walk_without_call(now, from).with_call()
    }

    /// Stretches from `from` on, as if no call went on, the do-not-disturb counting from `now`.
    pub(crate) fn walk_without_call(&'a self, now: Timestamp, from: Timestamp) -> Walk<'a> {
        Walk::new(self, now, from)
    }

    /// Stretches from `from` on, as for planning: a call that goes on now is not counted.
    pub(crate) fn plan(&'a self, from: Timestamp) -> Walk<'a> {
        self.walk_without_call(Timestamp::MIN, from)
    }

    /// Working time and time off from `from` on, whatever silences the person at work.
    pub(crate) fn hours(&'a self, from: Timestamp) -> impl Iterator<Item = Stretch<'a>> {
        self.plan(from).hours()
    }

    /// The stretch at `at`, with its cause.
    pub(crate) fn stretch_at(&'a self, at: Timestamp) -> Stretch<'a> {
        self.walk(at, at).next().unwrap_or(Stretch {
            from: at,
            until: Timestamp::MAX,
            cause: Cause::OutsideHours,
        })
    }

    /// The end of the last working span that begins on the local day of `at`, at most a day on;
    /// `at` itself if none is left.
    pub(crate) fn day_end(&self, at: Timestamp) -> Timestamp {
        weekly::day_end(&self.zone, &self.work, at)
            .unwrap_or(at)
            .clamp(at, at.plus(Duration::from_secs(24 * 60 * 60)))
    }
}

/// What somebody can take at `at`, why, and until when.
#[must_use]
pub fn availability_at(schedule: &Schedule<'_>, at: Timestamp) -> StateAt {
    let horizon = at.plus(LOOK_AHEAD);
    let mut walk = schedule.walk(at, at);
    let cause = walk
        .next()
        .map_or(Cause::OutsideHours, |stretch| stretch.cause);
    let until = walk
        .take_while(|stretch| stretch.from < horizon)
        .find(|stretch| stretch.cause.state() != cause.state())
        .map(|stretch| stretch.from);
    StateAt {
        state: cause.state(),
        reason: cause.reason(schedule.assumed),
        until,
    }
}

/// The first minute at or after `at` at which they can be told something ordinary; `None` if there
/// is none within [`LOOK_AHEAD`].
#[must_use]
pub fn next_reachable(schedule: &Schedule<'_>, at: Timestamp) -> Option<Timestamp> {
    cause_and_reachable(schedule, at).1
}

/// What holds at `at`, and the first reachable minute from then on, by one walk.
pub(crate) fn cause_and_reachable<'a>(
    schedule: &'a Schedule<'a>,
    at: Timestamp,
) -> (Cause<'a>, Option<Timestamp>) {
    let horizon = at.plus(LOOK_AHEAD);
    let mut first = None;
    for stretch in schedule.walk(at, at) {
        if horizon <= stretch.from {
            break;
        }
        let cause = *first.get_or_insert(stretch.cause);
        if stretch.cause == Cause::Working {
            return (cause, Some(stretch.from));
        }
    }
    (first.unwrap_or(Cause::OutsideHours), None)
}

/// Their spans from `from` to `until`, in order, without gaps, neighbours in different states.
///
/// `now` is when the schedule's call and do-not-disturb are known to hold; spans before it show
/// neither. Empty if `until` is not after `from`; cut after [`LOOK_AHEAD`].
#[must_use]
pub fn spans(
    schedule: &Schedule<'_>,
    now: Timestamp,
    from: Timestamp,
    until: Timestamp,
) -> Vec<ReachSpan> {
    let until = until.min(from.plus(LOOK_AHEAD));
    let mut spans: Vec<ReachSpan> = Vec::new();
    for stretch in schedule.walk(now, from) {
        if until <= stretch.from {
            break;
        }
        let end = stretch.until.min(until);
        let state = stretch.cause.state();
        match spans.last_mut() {
            Some(last) if last.state == state => last.until = end,
            _ => spans.push(ReachSpan {
                from: stretch.from,
                until: end,
                state,
            }),
        }
    }
    spans
}

/// When somebody can be reached, as of `now`, with their spans from `from` to `until`.
#[must_use]
pub fn reach(schedule: &Schedule<'_>, now: Timestamp, from: Timestamp, until: Timestamp) -> Reach {
    let at_now = availability_at(schedule, now);
    Reach {
        person: schedule.person(),
        state: at_now.state,
        reason: at_now.reason,
        until: at_now.until,
        next_reachable: next_reachable(schedule, now),
        utc_offset_seconds: schedule.utc_offset_seconds(now),
        spans: spans(schedule, now, from, until),
    }
}

#[cfg(test)]
pub(crate) mod tests;
