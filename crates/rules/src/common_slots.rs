//! Times that several people share, and meetings that share the pain across zones.

use std::time::Duration;

use model::availability::SharedSpan;
use model::id::PersonId;
use model::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::availability::{Cause, LOOK_AHEAD, Schedule, Stretch};

/// Meetings begin at quarters of an hour: every zone's offset is a multiple of one.
const GRID: Duration = Duration::from_secs(15 * 60);

/// How many common slots somebody is offered to choose from.
pub const SLOTS_MAX: usize = 3;

/// Longest stretch in which a meeting is looked for.
pub const SEARCH_MAX: Duration = Duration::from_secs(31 * 24 * 60 * 60);

/// Stretches between two instants in which everyone is available, in order; empty for nobody.
#[must_use]
pub fn shared_spans(
    schedules: &[&Schedule<'_>],
    from: Timestamp,
    until: Timestamp,
) -> Vec<SharedSpan> {
    let mut people = schedules.iter();
    let Some(first) = people.next() else {
        return Vec::new();
    };
    let mut shared = available_spans(first, from, until);
    for schedule in people {
        shared = intersect(&shared, &available_spans(schedule, from, until));
    }
    shared
}

/// The next slots of `length` that everyone is available in, at most `count`, in order: the beginning of
/// each stretch that all share, at a quarter of an hour.
#[must_use]
pub fn next_common_slots(
    schedules: &[&Schedule<'_>],
    now: Timestamp,
    length: Duration,
    count: usize,
) -> Vec<SharedSpan> {
    let slots = |ahead| -> Vec<SharedSpan> {
        shared_spans(schedules, now, now.plus(ahead))
            .iter()
            .map(|span| (on_grid(span.from), span.until))
            .filter(|(from, until)| length <= until.since(*from))
            .map(|(from, _)| SharedSpan {
                from,
                until: from.plus(length),
            })
            .take(count)
            .collect()
    };
    // Most pairs share every day of a week: look there before looking at two months.
    let week = slots(Duration::from_secs(7 * 24 * 60 * 60));
    if count <= week.len() {
        return week;
    }
    slots(LOOK_AHEAD)
}

/// Whether all of them have a working hour in common within the next week.
#[must_use]
pub fn share_an_hour(schedules: &[&Schedule<'_>], now: Timestamp) -> bool {
    share_time(schedules, now, Duration::ZERO)
}

/// The same for what takes longer than an hour: whether they have all of `length` in common.
#[must_use]
pub fn share_time(schedules: &[&Schedule<'_>], now: Timestamp, length: Duration) -> bool {
    let week = now.plus(Duration::from_secs(7 * 24 * 60 * 60));
    let length = length.max(Duration::from_secs(60 * 60));
    shared_spans(schedules, now, week)
        .iter()
        .any(|span| length <= span.until.since(span.from))
}

/// Somebody who is to come to a meeting.
#[derive(Clone, Copy, Debug)]
pub struct Attendee<'a> {
    /// When they can be reached. Give it the meeting-free times of their agreement as quiet hours.
    pub schedule: &'a Schedule<'a>,
    /// Whether it makes no sense without them.
    pub required: bool,
    /// What they bore in former meetings of these people, as [`MeetingProposal::burdens`] counts.
    pub burden: u32,
    /// What is in their calendar already.
    pub busy: &'a [SharedSpan],
}

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingWish {
    /// The earliest beginning.
    pub from: Timestamp,
    /// The latest end; at most [`SEARCH_MAX`] on.
    pub until: Timestamp,
    /// Its length, in minutes.
    pub length_minutes: u32,
    /// Pause before and after other meetings, in minutes.
    pub pause_minutes: u32,
    /// How many proposals at most.
    pub proposals_max: usize,
}

/// One time for a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingProposal {
    /// When it begins.
    pub from: Timestamp,
    /// When it ends.
    pub until: Timestamp,
    /// Who of those not required cannot come.
    pub missing: Vec<PersonId>,
    /// What it costs whom: its minutes, times one in focus or up to an hour outside working hours,
    /// two up to three hours, four up to five, eight at night. Nothing in working hours.
    pub burdens: Vec<(PersonId, u32)>,
}

/// Times for a meeting, the fairest first, none overlapping another.
///
/// A time is better if fewer are missing; then if the most burdened person, former meetings counted,
/// bears less; then if all together bear less; then if it is earlier.
#[must_use]
pub fn common_slots(wish: &MeetingWish, attendees: &[Attendee<'_>]) -> Vec<MeetingProposal> {
    let until = wish.until.min(wish.from.plus(SEARCH_MAX));
    let length = minutes(wish.length_minutes);
    let calendars: Vec<Calendar<'_>> = attendees
        .iter()
        .map(|attendee| Calendar::new(attendee, wish, until))
        .collect();
    let mut scored = Vec::new();
    let mut from = on_grid(wish.from);
    while from.plus(length) <= until {
        if let Some((score, proposal)) = propose(&calendars, from, from.plus(length), wish) {
            scored.push((score, proposal));
        }
        from = from.plus(GRID);
    }
    scored.sort_by_key(|(score, proposal)| (*score, proposal.from));
    let mut chosen: Vec<MeetingProposal> = Vec::new();
    for (_, proposal) in scored {
        if wish.proposals_max <= chosen.len() {
            break;
        }
        let apart =
            |other: &MeetingProposal| other.until <= proposal.from || proposal.until <= other.from;
        if chosen.iter().all(apart) {
            chosen.push(proposal);
        }
    }
    chosen
}

/// How bad a time is: people missing, the largest burden, the sum of burdens.
type Score = (usize, u32, u32);

/// One attendee's stretches and working time, looked up once.
struct Calendar<'a> {
    attendee: &'a Attendee<'a>,
    stretches: Vec<Stretch<'a>>,
    work: Vec<SharedSpan>,
}

impl<'a> Calendar<'a> {
    fn new(attendee: &'a Attendee<'a>, wish: &MeetingWish, until: Timestamp) -> Self {
        let margin = Duration::from_secs(12 * 60 * 60);
        let end = until.plus(margin);
        let stretches: Vec<Stretch<'a>> = attendee
            .schedule
            .plan(wish.from.minus(margin))
            .take_while(|stretch| stretch.from < end)
            .collect();
        let work = merged(
            stretches
                .iter()
                .filter(|stretch| is_work(stretch.cause))
                .map(|stretch| SharedSpan {
                    from: stretch.from,
                    until: stretch.until,
                }),
        );
        Self {
            attendee,
            stretches,
            work,
        }
    }

    /// What a meeting costs them; `None` if they cannot come.
    fn burden(&self, from: Timestamp, until: Timestamp, wish: &MeetingWish) -> Option<u32> {
        let pause = minutes(wish.pause_minutes);
        let blocked =
            |busy: &SharedSpan| busy.from < until.plus(pause) && from < busy.until.plus(pause);
        if self.attendee.busy.iter().any(blocked) {
            return None;
        }
        let first = self.stretches.partition_point(|s| s.until <= from);
        let touched = self.stretches[first..]
            .iter()
            .take_while(|s| s.from < until);
        let mut weight = 0;
        for stretch in touched {
            weight = weight.max(match stretch.cause {
                Cause::Working => 0,
                Cause::Focus | Cause::QuietHours | Cause::DoNotDisturb | Cause::Call => 1,
                Cause::OutsideHours => self.outside_weight(from, until),
                Cause::TimeOff(_) | Cause::Holiday(_) | Cause::Disabled => return None,
            });
        }
        Some(weight * wish.length_minutes)
    }

    /// How far outside working hours a meeting reaches, as a weight.
    fn outside_weight(&self, from: Timestamp, until: Timestamp) -> u32 {
        let after = self.work.partition_point(|work| work.from <= from);
        let since_work = after
            .checked_sub(1)
            .and_then(|index| self.work.get(index))
            .map(|work| until.since(work.until));
        let until_work = self.work.get(after).map(|work| work.from.since(from));
        let distance = since_work.into_iter().chain(until_work).min();
        match distance.map(|distance| distance.as_secs() / 60) {
            Some(0..=60) => 1,
            Some(61..=180) => 2,
            Some(181..=300) => 4,
            Some(_) | None => 8,
        }
    }
}

fn propose(
    calendars: &[Calendar<'_>],
    from: Timestamp,
    until: Timestamp,
    wish: &MeetingWish,
) -> Option<(Score, MeetingProposal)> {
    let mut missing = Vec::new();
    let mut burdens = Vec::new();
    let mut largest = 0;
    let mut sum = 0;
    for calendar in calendars {
        let person = calendar.attendee.schedule.person();
        match calendar.burden(from, until, wish) {
            None if calendar.attendee.required => return None,
            None => missing.push(person),
            Some(burden) => {
                largest = largest.max(calendar.attendee.burden.saturating_add(burden));
                sum += burden;
                if 0 < burden {
                    burdens.push((person, burden));
                }
            }
        }
    }
    let score = (missing.len(), largest, sum);
    Some((
        score,
        MeetingProposal {
            from,
            until,
            missing,
            burdens,
        },
    ))
}

fn is_work(cause: Cause<'_>) -> bool {
    matches!(
        cause,
        Cause::Working | Cause::Focus | Cause::QuietHours | Cause::DoNotDisturb | Cause::Call
    )
}

fn available_spans(schedule: &Schedule<'_>, from: Timestamp, until: Timestamp) -> Vec<SharedSpan> {
    merged(
        schedule
            .plan(from)
            .take_while(|stretch| stretch.from < until)
            .filter(|stretch| stretch.cause == Cause::Working)
            .map(|stretch| SharedSpan {
                from: stretch.from,
                until: stretch.until.min(until),
            }),
    )
}

/// Spans in order, those that touch made one.
fn merged(spans: impl Iterator<Item = SharedSpan>) -> Vec<SharedSpan> {
    let mut merged: Vec<SharedSpan> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if last.until == span.from => last.until = span.until,
            _ => merged.push(span),
        }
    }
    merged
}

fn intersect(a: &[SharedSpan], b: &[SharedSpan]) -> Vec<SharedSpan> {
    let mut both = Vec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        let from = x.from.max(y.from);
        let until = x.until.min(y.until);
        if from < until {
            both.push(SharedSpan { from, until });
        }
        if x.until < y.until {
            i += 1;
        } else {
            j += 1;
        }
    }
    both
}

/// The first quarter of an hour at or after `at`.
fn on_grid(at: Timestamp) -> Timestamp {
    let grid = i64::try_from(GRID.as_millis()).unwrap_or(1);
    let beyond = at.as_millis().rem_euclid(grid);
    if beyond == 0 {
        at
    } else {
        Timestamp::from_millis(at.as_millis() - beyond + grid)
    }
}

fn minutes(count: u32) -> Duration {
    Duration::from_secs(60 * u64::from(count))
}

#[cfg(test)]
mod tests;
