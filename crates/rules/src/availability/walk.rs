//! A person's availability as a stream of stretches, from an instant onwards.

use model::availability::{AvailabilityState, FocusTime, StateReason};
use model::time::Timestamp;

use super::Schedule;
use super::weekly::{LocalWeek, Phase, Weekly};

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
    /// `now` is when the call and the do-not-disturb of the schedule are known to hold.
    pub(crate) fn new(schedule: &'a Schedule<'a>, now: Timestamp, at: Timestamp) -> Self {
        let call_until = if schedule.in_call {
            schedule.day_end(now)
        } else {
            Timestamp::MIN
        };
        let local = LocalWeek::at(&schedule.zone, at);
        let weekly = |segments| Weekly::new(&schedule.zone, segments, local);
        Self {
            schedule,
            now,
            call_until,
            at,
            work: weekly(&schedule.work),
            focus: weekly(&schedule.focus),
            quiet: weekly(&schedule.quiet),
        }
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
        let (away, until) = self.away(at, until);
        if let Some((cause, end)) = away {
            return (cause, end);
        }
        match self.work.phase(at) {
            Phase {
                inside: true,
                until: end,
            } => (Cause::Working, until.min(end)),
            Phase {
                inside: false,
                until: start,
            } => (Cause::OutsideHours, until.min(start)),
        }
    }

    /// Whether the person is on time off or has a holiday, and the next beginning of one.
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
        let holidays = schedule
            .holidays
            .iter()
            .map(|(from, end, name)| (*from, *end, Cause::Holiday(name)));
        let mut away: Option<(Cause<'a>, Timestamp)> = None;
        for (from, end, cause) in time_off.chain(holidays) {
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
        if Timestamp::MAX <= self.at {
            return None;
        }
        let from = self.at;
        let (cause, until) = self.stretch(from);
        self.at = until;
        Some(Stretch { from, until, cause })
    }
}
