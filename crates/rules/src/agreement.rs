//! Team agreements: what they may say, what they add up to for one person, and their next review.

use jiff::tz::TimeZone;
use model::agreement::{AgreedMode, Agreement, AgreementTerms};
use model::availability::WorkSpan;
use model::error::FieldError;
use model::limits::{MESSAGE_TEXT_BYTES_MAX, WORK_SPANS_MAX};
use model::settings::{Settings, TeamSettings};
use model::time::Timestamp;

use crate::settings::settings_for;
use crate::zone::{instant_of, local_date};
pub use proposal::{
    AdoptRefusal, ProposeRefusal, Team, decide_adopt, decide_drop, decide_propose, decide_review,
    seen, superseded,
};

mod proposal;

/// The smallest and the largest value each number may have: name, reader, smallest, largest.
type Bound = (&'static str, fn(&TeamSettings) -> Option<u32>, u32, u32);

/// Within these an agreement cannot make a rule meaningless: nothing is instant, nothing endless.
const BOUNDS: [Bound; 14] = [
    ("now_minutes", |s| s.now_minutes, 5, 120),
    ("today_minutes", |s| s.today_minutes, 60, 5 * 8 * 60),
    ("this_week_days", |s| s.this_week_days, 1, 20),
    ("asked_by_default_max", |s| s.asked_by_default_max, 1, 200),
    ("urgent_per_week", |s| s.urgent_per_week, 0, 20),
    ("ring_after_minutes", |s| s.ring_after_minutes, 1, 120),
    ("ring_next_minutes", |s| s.ring_next_minutes, 1, 120),
    (
        "overdue_offer_minutes",
        |s| s.overdue_offer_minutes,
        0,
        2_400,
    ),
    ("round_trips_max", |s| s.round_trips_max, 1, 50),
    ("blocker_minutes", |s| s.blocker_minutes, 15, 2_400),
    (
        "asynchronous_above_people",
        |s| s.asynchronous_above_people,
        2,
        1_500,
    ),
    ("meeting_minutes", |s| s.meeting_minutes, 5, 480),
    ("pause_minutes", |s| s.pause_minutes, 0, 60),
    ("recurring_times_max", |s| s.recurring_times_max, 1, 104),
];

/// Checks what a team would agree to, all fields at once.
///
/// # Errors
/// One [`FieldError`] for each field that is wrong.
fn check_terms(terms: &AgreementTerms) -> Result<(), Vec<FieldError>> {
    let mut faults = check_numbers(&terms.settings);
    check_spans(&mut faults, "quiet_hours", &terms.quiet_hours);
    check_spans(&mut faults, "meeting_free", &terms.meeting_free);
    check_modes(&mut faults, &terms.modes);
    if MESSAGE_TEXT_BYTES_MAX < terms.text.len() {
        faults.push(fault(
            "text",
            &format!("at most {MESSAGE_TEXT_BYTES_MAX} bytes"),
        ));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults)
    }
}

/// Checks each number that is set against the smallest and the largest it may be.
pub(crate) fn check_numbers(settings: &TeamSettings) -> Vec<FieldError> {
    BOUNDS
        .iter()
        .filter_map(|(name, read, least, most)| bounded(name, read(settings)?, *least, *most))
        .collect()
}

/// What is wrong with a number of the settings that must lie between two others.
pub(crate) fn bounded(name: &str, value: u32, least: u32, most: u32) -> Option<FieldError> {
    let wrong = value < least || most < value;
    wrong.then(|| {
        fault(
            &format!("settings.{name}"),
            &format!("from {least} to {most}"),
        )
    })
}

fn check_spans(faults: &mut Vec<FieldError>, field: &str, spans: &[WorkSpan]) {
    if WORK_SPANS_MAX < spans.len() {
        faults.push(fault(field, &format!("at most {WORK_SPANS_MAX} spans")));
    }
    for (index, span) in spans.iter().enumerate() {
        if 24 * 60 <= span.from.0 || 24 * 60 < span.until.0 {
            faults.push(fault(
                &format!("{field}.{index}"),
                "minutes of the day, from 0 to 1440",
            ));
        }
    }
}

fn check_modes(faults: &mut Vec<FieldError>, modes: &[AgreedMode]) {
    for (index, agreed) in modes.iter().enumerate() {
        if modes
            .iter()
            .take(index)
            .any(|other| other.purpose == agreed.purpose)
        {
            faults.push(fault(
                &format!("modes.{index}.purpose"),
                "each purpose once",
            ));
        }
    }
}

pub(crate) fn fault(field: &str, detail: &str) -> FieldError {
    FieldError {
        field: field.to_owned(),
        detail: detail.to_owned(),
    }
}

/// What the agreements of all of a person's teams add up to for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// The numbers that count for them.
    pub settings: Settings,
    /// The quiet hours of all their teams.
    pub quiet_hours: Vec<WorkSpan>,
    /// The meeting-free times of all their teams.
    pub meeting_free: Vec<WorkSpan>,
}

/// Adds up the agreements of a person's teams: of several teams the quieter counts.
#[must_use]
pub fn agreed(organisation: &Settings, agreements: &[&Agreement]) -> Agreed {
    let teams: Vec<&TeamSettings> = agreements.iter().map(|a| &a.settings).collect();
    let all = |pick: fn(&Agreement) -> &Vec<WorkSpan>| {
        agreements.iter().flat_map(|a| pick(a)).copied().collect()
    };
    Agreed {
        settings: settings_for(organisation, &teams),
        quiet_hours: all(|a| &a.quiet_hours),
        meeting_free: all(|a| &a.meeting_free),
    }
}

/// When a team is reminded to look at its agreement again: three months after it last did, at the
/// beginning of that local day.
#[must_use]
pub fn next_review(agreement: &Agreement, zone: &TimeZone) -> Timestamp {
    let quarter = jiff::Span::new().months(3);
    local_date(zone, agreement.reviewed_at)
        .checked_add(quarter)
        .ok()
        .and_then(|date| instant_of(zone, date, 0))
        .unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
pub(crate) mod tests;
