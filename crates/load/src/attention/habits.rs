//! What is assumed of people: how they work, notice, answer, put off and forget.
//!
//! The same in every run; a run differs only in what reaches people when, and in what order. The
//! numbers are round estimates and not fitted to the figures; where in doubt, against the rules:
//! nobody notices a held message sooner, nobody forgets less, nobody writes less to a colleague
//! because the composer says that it is night there. One habit is different under the rules,
//! [`HEEDS`]: there people see until when an answer is wanted. The figures that it changes are
//! given without it too.

use std::time::Duration;

use model::message::Expectation;

use super::timeline::Doing;

/// A number for draws that must not meet those of small numbers.
pub(super) const PARTS: usize = 1_000;

const fn minutes(count: u64) -> Duration {
    Duration::from_secs(60 * count)
}

/// Of a hundred people have: no hours said (and a habit of their own, an hour before to two hours
/// after the assumed nine), one span a day with lunch somewhere in it, two spans with a break, part
/// time, night shifts.
pub(super) const WEEKS: [f64; 5] = [10.0, 40.0, 37.0, 10.0, 3.0];
/// Chance that somebody is ill on a day, which nobody has told the system.
pub(super) const SICK_DAY: f64 = 0.012;
/// Chance that somebody takes one to so many days off in the simulated time.
pub(super) const TIME_OFF: f64 = 0.15;
pub(super) const TIME_OFF_DAYS_MAX: usize = 10;
/// Chance that they have said so.
pub(super) const TIME_OFF_SAID: f64 = 0.9;
pub(super) const SLEEP_MINUTES: i64 = 450;
pub(super) const LUNCH_MINUTES: i64 = 40;
/// Chance that somebody keeps a weekly focus block of 90 or 120 minutes, and on each day.
pub(super) const WEEKLY_FOCUS: f64 = 0.65;
pub(super) const WEEKLY_FOCUS_DAY: f64 = 0.6;
/// Chance of a focus of 25, 50 or 90 minutes on a day, and that they click to say so.
pub(super) const CLICKED_FOCUS: f64 = 0.35;
pub(super) const CLICKED_FOCUS_SAID: f64 = 0.8;
/// Meetings that each calls in a working day, in the mean, beside two a week of their team.
pub(super) const MEETINGS_PER_DAY: f64 = 1.0;
pub(super) const MEETING: Duration = minutes(30);
/// Chance that somebody has a deputy, and that they agreed to rings when they are off.
pub(super) const DEPUTY: f64 = 0.6;
pub(super) const RINGS_OFF_HOURS: f64 = 0.15;

/// Median pause between two looks at the desk.
pub(super) const LOOK_EVERY: Duration = minutes(12);
/// Looks of people who are off and awake, an hour.
pub(super) const PEEKS_PER_HOUR: f64 = 0.05;
/// How long reading one message takes.
pub(super) const READING: Duration = Duration::from_secs(15);

/// Exchanges that each begins in an hour at the desk, in the mean: eight a day.
pub(super) const OPENERS_EVERY: Duration = minutes(50);
/// How long a further question takes to write, in the median.
pub(super) const WRITING: Duration = minutes(3);

/// How loud something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strength {
    /// A notification as of any chat.
    Plain,
    /// One that pierces silence, marked urgent.
    Pierce,
    /// A ring of some seconds.
    Ring,
}

/// How likely somebody notices before they look by themselves, and how soon in the median.
pub(super) fn notices(strength: Strength, doing: Doing) -> (f64, Duration) {
    let (chance, seconds) = match (strength, doing) {
        (Strength::Plain, Doing::Desk) => (0.9, 90),
        (Strength::Plain, Doing::Away) => (0.5, 360),
        (Strength::Plain, Doing::Focus) => (0.7, 120),
        (Strength::Plain, Doing::Live) => (0.4, 300),
        (Strength::Plain, Doing::Off) => (0.5, 600),
        (Strength::Plain, Doing::Asleep) => (0.08, 180),
        (Strength::Pierce, Doing::Desk) => (0.97, 60),
        (Strength::Pierce, Doing::Away) => (0.85, 120),
        (Strength::Pierce, Doing::Focus) => (0.95, 60),
        (Strength::Pierce, Doing::Live) => (0.9, 120),
        (Strength::Pierce, Doing::Off) => (0.85, 180),
        (Strength::Pierce, Doing::Asleep) => (0.5, 120),
        (Strength::Ring, Doing::Desk) => (0.97, 15),
        (Strength::Ring, Doing::Away) => (0.85, 20),
        (Strength::Ring, Doing::Focus) => (0.9, 20),
        (Strength::Ring, Doing::Live) => (0.6, 30),
        (Strength::Ring, Doing::Off) => (0.8, 20),
        (Strength::Ring, Doing::Asleep) => (0.6, 30),
    };
    (chance, Duration::from_secs(seconds))
}

/// What an answer is wanted for, by how soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Want {
    Urgent,
    Now,
    Today,
    ThisWeek,
    By,
}

impl Want {
    pub(super) const ALL: [Self; 5] = [
        Self::Urgent,
        Self::Now,
        Self::Today,
        Self::ThisWeek,
        Self::By,
    ];

    /// `None` of what is for information.
    pub(super) fn of(expectation: Expectation) -> Option<Self> {
        match expectation {
            Expectation::Now => Some(Self::Now),
            Expectation::Today => Some(Self::Today),
            Expectation::ThisWeek => Some(Self::ThisWeek),
            Expectation::By(_) => Some(Self::By),
            Expectation::None => None,
        }
    }

    /// As figures call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Urgent => "urgent",
            Self::Now => "now",
            Self::Today => "today",
            Self::ThisWeek => "this_week",
            Self::By => "by",
        }
    }

    /// How long writing the answer takes, in the median.
    pub(super) fn answering(self) -> Duration {
        minutes(match self {
            Self::Now => 2,
            Self::Urgent => 3,
            Self::Today => 4,
            Self::By => 8,
            Self::ThisWeek => 10,
        })
    }

    /// How likely somebody who has read it answers at once.
    pub(super) fn at_once(self, doing: Doing) -> f64 {
        let chances = match doing {
            Doing::Desk => [1.0, 0.95, 0.55, 0.25, 0.3],
            Doing::Away => [0.95, 0.5, 0.15, 0.05, 0.05],
            Doing::Focus => [0.95, 0.6, 0.2, 0.05, 0.05],
            Doing::Live => [0.8, 0.4, 0.1, 0.0, 0.0],
            Doing::Off => [0.9, 0.5, 0.15, 0.05, 0.05],
            Doing::Asleep => [0.9, 0.2, 0.0, 0.0, 0.0],
        };
        chances.get(self as usize).copied().unwrap_or(0.0)
    }

    /// How much time at the desk passes until somebody who put it off comes back to it, in the
    /// median.
    pub(super) fn put_off(self) -> Duration {
        minutes(match self {
            Self::Urgent => 5,
            Self::Now => 15,
            Self::Today => 90,
            Self::By => 180,
            Self::ThisWeek => 600,
        })
    }

    /// After how long at least a sender asks again; twice that at most.
    pub(super) fn patience(self) -> Duration {
        minutes(match self {
            Self::Urgent | Self::Now => 30,
            Self::Today | Self::By => 24 * 60,
            Self::ThisWeek => 7 * 24 * 60,
        })
    }
}

/// Somebody back at the desk comes to what they read elsewhere within so long, in the median; to what
/// is wanted now, at once.
pub(super) const BACK_AT_DESK: Duration = minutes(10);
/// Chance that what is put off is forgotten.
pub(super) const FORGETS: f64 = 0.05;
/// Chance that somebody who put something off, and whose own time would be too late, is in time if
/// they know the due instant: of `by` it stands in the message, under the rules also in their list.
pub(super) const HEEDS: f64 = 0.5;
/// Chance that a sender asks again.
pub(super) const REMINDS: f64 = 0.6;
/// Chance that one of a group takes what the group is asked: when first seen, and when seen again.
pub(super) const TAKES: [f64; 2] = [0.4, 0.8];
/// Chance that a member of the team knows how to help somebody who is stuck.
pub(super) const CAN_HELP: f64 = 0.5;
/// Chance that a sender who is offered to call somebody at their desk does.
pub(super) const CALLS_OVERDUE: f64 = 0.5;
/// Chance that an answer leads to a further question, and that an answer is thanked for.
pub(super) const ASKS_ON: f64 = 0.35;
pub(super) const THANKS: f64 = 0.25;
/// Most further questions of one exchange.
pub(super) const TURNS_MAX: usize = 5;

/// When a sender of something urgent rings by themselves, and when they write to a colleague.
pub(super) const SENDER_RINGS_AFTER: Duration = minutes(20);
pub(super) const SENDER_TURNS_AFTER: Duration = minutes(40);
/// Chance that a colleague turned to is at their desk, if anybody is.
pub(super) const KNOWS_WHO_WORKS: f64 = 0.7;
/// How long confirming that something is urgent takes once it is noticed.
pub(super) const CONFIRMING: Duration = minutes(1);
/// Chance that a recipient says whether it was urgent, and that they find it so if it was or was not.
pub(super) const SAYS_VERDICT: f64 = 0.6;
pub(super) const FOUND_URGENT: [f64; 2] = [0.15, 0.95];
/// How many of a hundred people abuse the urgent mark where it is abused.
pub(super) const ABUSERS: f64 = 0.05;
/// How much the last urgent message weighs in how far somebody trusts the mark.
pub(super) const TRUST_STEP: f64 = 0.2;
