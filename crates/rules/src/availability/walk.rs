//! A person's availability as a stream of stretches, from an instant onwards.

use jiff::civil::Date;
use jiff::tz::Offset;
use model::availability::{AvailabilityState, FocusTime, StateReason};
use model::time::Timestamp;

use super::Schedule;
use super::weekly::{LocalWeek, Weekly};
use crate::zone::instant_of;

/// Why somebody is in a state; borrowed, so that walking costs no memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause<'a> {
    Working,
    OutsideHours,
    TimeOff(&'a str),
    Holiday(&'a str),
    QuietHours,
    Focus,
    Call,
    DoNotDisturb,
    Disabled,
}

impl Cause<'_> {
    pub(crate) fn state(self) -> AvailabilityState {
        match self {
            Self::Working => AvailabilityState::Available,
            Self::OutsideHours | Self::TimeOff(_) | Self::Holiday(_) | Self::Disabled => {
                AvailabilityState::Off
            }
            Self::Focus | Self::QuietHours => AvailabilityState::Focus,
            Self::Call => AvailabilityState::Live,
            Self::DoNotDisturb => AvailabilityState::DoNotDisturb,
        }
    }

    pub(crate) fn reason(self, assumed: bool) -> StateReason {
        match self {
            Self::Working => StateReason::WorkingHours { assumed },
            Self::OutsideHours => StateReason::OutsideWorkingHours { assumed },
            Self::TimeOff(note) => StateReason::TimeOff {
                note: note.to_owned(),
            },
            Self::Holiday(name) => StateReason::Holiday {
                name: name.to_owned(),
            },
            Self::QuietHours => StateReason::QuietHours,
            Self::Focus => StateReason::FocusBlock,
            Self::Call => StateReason::InCall,
            Self::DoNotDisturb => StateReason::DoNotDisturb,
            Self::Disabled => StateReason::Disabled,
        }
    }
}

/// One stretch; neighbours may have the same state.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch<'a> {
    pub(crate) from: Timestamp,
    pub(crate) until: Timestamp,
    pub(crate) cause: Cause<'a>,
}

/// Walks the stretches from `at` onwards, without gaps, without end but the calendar's.
pub(crate) struct Walk<'a> {
    schedule: &'a Schedule<'a>,
    now: Timestamp,
    call_until: Timestamp,
    at: Timestamp,
    work: Weekly<'a>,
    focus: Weekly<'a>,
    quiet: Weekly<'a>,
}

impl<'a> Walk<'a> {
    /// `now` is when the do-not-disturb of the schedule is known to hold. No call goes on.
    pub(crate) fn new(schedule: &'a Schedule<'a>, now: Timestamp, at: Timestamp) -> Self {
        let local = LocalWeek::at(&schedule.zone, at);
        let weekly = |segments| Weekly::new(&schedule.zone, segments, local);
        Self {
            schedule,
            now,
            call_until: Timestamp::MIN,
            at,
            work: weekly(&schedule.work),
            focus: weekly(&schedule.focus),
            quiet: weekly(&schedule.quiet),
        }
    }

    /// With the call that the person is in at `now`, if they are in one.
    pub(crate) fn with_call(mut self) -> Self {
        if self.schedule.in_call {
            self.call_until = self.schedule.day_end(self.now);
        }
        self
    }

    /// The stretches of working time and of time off alone, whatever silences the person at work.
    pub(crate) fn hours(mut self) -> impl Iterator<Item = Stretch<'a>> {
        std::iter::from_fn(move || self.step(Self::off))
    }

    /// Goes on to the end of what `holds` says of this instant.
    fn step(
        &mut self,
        holds: impl FnOnce(&mut Self, Timestamp) -> (Cause<'a>, Timestamp),
    ) -> Option<Stretch<'a>> {
        if Timestamp::MAX <= self.at {
            return None;
        }
        let from = self.at;
        let (cause, until) = holds(self, from);
        self.at = until;
        Some(Stretch { from, until, cause })
    }

    /// What holds at `at`, and until when at least.
    fn stretch(&mut self, at: Timestamp) -> (Cause<'a>, Timestamp) {
        let (cause, until) = self.off(at);
        if cause != Cause::Working {
            return (cause, until);
        }
        let (cause, until) = self.silenced(at, until);
        if cause != Cause::Working {
            return (cause, until);
        }
        self.focused(at, until)
    }

    /// Whether the person is off, before anything else is asked.
    fn off(&mut self, at: Timestamp) -> (Cause<'a>, Timestamp) {
        let mut until = Timestamp::MAX;
        if let Some(disabled_at) = self.schedule.person.disabled_at {
            if disabled_at <= at {
                return (Cause::Disabled, until);
            }
            until = disabled_at;
        }
        let work = self.work.phase(at);
        let (away, until) = self.away(at, until.min(work.until));
        if let Some((cause, end)) = away {
            return (cause, end);
        }
        if work.inside {
            (Cause::Working, until)
        } else {
            (Cause::OutsideHours, until)
        }
    }

    /// Whether the person is on time off or has a holiday at `at`, and the next beginning of one before
    /// `until`.
    fn away(
        &self,
        at: Timestamp,
        mut until: Timestamp,
    ) -> (Option<(Cause<'a>, Timestamp)>, Timestamp) {
        let schedule = self.schedule;
        let time_off = schedule
            .availability
            .time_off
            .iter()
            .map(|entry| (entry.from, entry.until, Cause::TimeOff(&entry.note)));
        let mut away: Option<(Cause<'a>, Timestamp)> = None;
        for (from, end, cause) in time_off.chain(self.holidays_near(at, until)) {
            if from <= at && at < end {
                if away.is_none_or(|(_, longest)| longest < end) {
                    away = Some((cause, end));
                }
            } else if at < from && from < end {
                until = until.min(from);
            }
        }
        (away, until)
    }

    /// The holidays that may touch a stretch. Their instants take the zone, which costs: those whose
    /// dates are too far off in every zone are passed over by their dates alone.
    fn holidays_near(
        &self,
        at: Timestamp,
        until: Timestamp,
    ) -> impl Iterator<Item = (Timestamp, Timestamp, Cause<'a>)> {
        let Schedule { zone, holidays, .. } = self.schedule;
        let (first, last) = if holidays.is_empty() {
            (Date::MAX, Date::MIN)
        } else {
            (day_before(at), day_after(until))
        };
        let near = holidays
            .iter()
            .filter(move |holiday| first <= holiday.date && holiday.date <= last);
        near.filter_map(|holiday| {
            let from = instant_of(zone, holiday.date, holiday.from.0.into())?;
            let end = instant_of(zone, holiday.date, holiday.until.0.into())?;
            Some((from, end, Cause::Holiday(&holiday.name)))
        })
    }

    /// Whether working time is silenced by do-not-disturb or a call.
    fn silenced(&self, at: Timestamp, until: Timestamp) -> (Cause<'a>, Timestamp) {
        if at < self.now {
            return (Cause::Working, until.min(self.now));
        }
        if let Some(end) = self.schedule.availability.do_not_disturb_until
            && at < end
        {
            return (Cause::DoNotDisturb, until.min(end));
        }
        if at < self.call_until {
            return (Cause::Call, until.min(self.call_until));
        }
        (Cause::Working, until)
    }

    /// Whether working time is kept free by a focus block or the team's quiet hours.
    fn focused(&mut self, at: Timestamp, until: Timestamp) -> (Cause<'a>, Timestamp) {
        let quiet = self.quiet.phase(at);
        if quiet.inside {
            return (Cause::QuietHours, until.min(quiet.until));
        }
        let until = until.min(quiet.until);
        let weekly = self.focus.phase(at);
        if weekly.inside {
            return (Cause::Focus, until.min(weekly.until));
        }
        let mut until = until.min(weekly.until);
        for block in &self.schedule.availability.focus {
            let FocusTime::Once { from, until: end } = block.when else {
                continue;
            };
            if from <= at && at < end {
                return (Cause::Focus, until.min(end));
            }
            if at < from && from < end {
                until = until.min(from);
            }
        }
        (Cause::Working, until)
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Stretch<'a>;

    fn next(&mut self) -> Option<Stretch<'a>> {
        self.step(Self::stretch)
    }
}

/// A date that no zone's date at `at` lies before: zones differ from UTC by a day at most, and a country
/// that crosses the date line skips or repeats one.
fn day_before(at: Timestamp) -> Date {
    let date = Offset::UTC.to_datetime(at.to_jiff()).date();
    let before = date.yesterday().and_then(Date::yesterday);
    before.unwrap_or(Date::MIN)
}

/// A date that no zone's date at `at` lies after.
fn day_after(at: Timestamp) -> Date {
    let date = Offset::UTC.to_datetime(at.to_jiff()).date();
    let after = date.tomorrow().and_then(Date::tomorrow);
    after.unwrap_or(Date::MAX)
}
