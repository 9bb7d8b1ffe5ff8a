//! What an availability that a client sends must look like.

use std::time::Duration;

use model::availability::{Availability, FocusBlock, FocusTime, Place, Places, TimeOff, WorkSpan};
use model::error::FieldError;
use model::limits::{AVAILABILITY_ENTRIES_MAX, DEPUTIES_MAX, PLACE_DATES_MAX, WORK_SPANS_MAX};
use model::time::Timestamp;

use crate::text::check_place;

/// Longest note of a time off, in characters.
pub const TIME_OFF_NOTE_CHARS_MAX: usize = 200;

/// Longest focus block that happens once, and longest do-not-disturb from now on: both always end
/// within a month.
pub const SILENCE_MAX: Duration = Duration::from_secs(31 * 24 * 60 * 60);

/// Checks an availability before it is stored, all fields at once.
///
/// # Errors
/// One [`FieldError`] for each field that is wrong.
pub fn check_availability(
    availability: &Availability,
    now: Timestamp,
) -> Result<(), Vec<FieldError>> {
    let mut faults = Faults(Vec::new());
    if let Some(weekly) = &availability.weekly {
        check_weekly(&mut faults, weekly);
    }
    for (field, count) in [
        ("time_off", availability.time_off.len()),
        ("focus", availability.focus.len()),
    ] {
        if AVAILABILITY_ENTRIES_MAX < count {
            faults.add(
                field,
                &format!("at most {AVAILABILITY_ENTRIES_MAX} entries"),
            );
        }
    }
    for (index, entry) in availability.time_off.iter().enumerate() {
        check_time_off(&mut faults, index, entry, availability);
    }
    for (index, block) in availability.focus.iter().enumerate() {
        check_focus(&mut faults, index, block);
    }
    if let Some(until) = availability.do_not_disturb_until
        && now.plus(SILENCE_MAX) < until
    {
        faults.add("do_not_disturb_until", "must end within 31 days");
    }
    check_deputies(&mut faults, availability);
    check_places(&mut faults, &availability.places);
    if faults.0.is_empty() {
        Ok(())
    } else {
        Err(faults.0)
    }
}

struct Faults(Vec<FieldError>);

impl Faults {
    fn add(&mut self, field: &str, detail: &str) {
        self.0.push(FieldError {
            field: field.to_owned(),
            detail: detail.to_owned(),
        });
    }
}

/// Checks a working week before it is stored as `field`.
#[must_use]
pub fn check_week(field: &str, weekly: &[WorkSpan]) -> Vec<FieldError> {
    let mut faults = Faults(Vec::new());
    if weekly.is_empty() {
        faults.add(field, "name at least one span");
    }
    check_spans(&mut faults, field, weekly);
    faults.0
}

fn check_weekly(faults: &mut Faults, weekly: &[WorkSpan]) {
    if weekly.is_empty() {
        faults.add(
            "weekly",
            "name at least one span, or leave it out for the organisation's default week",
        );
    }
    check_spans(faults, "weekly", weekly);
}

fn check_spans(faults: &mut Faults, field: &str, weekly: &[WorkSpan]) {
    if WORK_SPANS_MAX < weekly.len() {
        faults.add(field, &format!("at most {WORK_SPANS_MAX} spans"));
    }
    for (index, span) in weekly.iter().enumerate() {
        check_span(faults, &format!("{field}.{index}"), span);
    }
}

fn check_deputies(faults: &mut Faults, availability: &Availability) {
    let deputies = &availability.deputies;
    if DEPUTIES_MAX < deputies.len() {
        faults.add("deputies", &format!("at most {DEPUTIES_MAX} people"));
    }
    for (index, deputy) in deputies.iter().enumerate() {
        let field = format!("deputies.{index}");
        if *deputy == availability.person {
            faults.add(&field, "must be somebody else");
        }
        if deputies.iter().take(index).any(|before| before == deputy) {
            faults.add(&field, "each person once");
        }
    }
}

fn check_places(faults: &mut Faults, places: &Places) {
    for (index, entry) in places.weekly.iter().enumerate() {
        let mut before = places.weekly.iter().take(index);
        if before.any(|other| other.day == entry.day) {
            faults.add(&format!("places.weekly.{index}.day"), "each day once");
        }
        check_one_place(faults, &format!("places.weekly.{index}"), &entry.place);
    }
    if PLACE_DATES_MAX < places.dates.len() {
        let detail = format!("at most {PLACE_DATES_MAX} dates");
        return faults.add("places.dates", &detail);
    }
    for (index, entry) in places.dates.iter().enumerate() {
        let mut before = places.dates.iter().take(index);
        if before.any(|other| other.date == entry.date) {
            faults.add(&format!("places.dates.{index}.date"), "each date once");
        }
        check_one_place(faults, &format!("places.dates.{index}"), &entry.place);
    }
}

fn check_one_place(faults: &mut Faults, field: &str, place: &Place) {
    if let Place::Office { name } = place
        && let Err(refusal) = check_place(name)
    {
        faults.add(&format!("{field}.place.name"), &refusal.to_string());
    }
}

fn check_span(faults: &mut Faults, field: &str, span: &WorkSpan) {
    if 24 * 60 <= span.from.0 {
        faults.add(
            &format!("{field}.from"),
            "a minute of the day, from 0 to 1439",
        );
    }
    if 24 * 60 < span.until.0 {
        faults.add(
            &format!("{field}.until"),
            "a minute of the day, from 0 to 1440",
        );
    }
    if span.from == span.until {
        // It could mean nothing as well as a day and a night.
        faults.add(
            &format!("{field}.until"),
            "must differ from its beginning; a whole day is from 0 to 1440",
        );
    }
}

fn check_time_off(faults: &mut Faults, index: usize, entry: &TimeOff, availability: &Availability) {
    if entry.until <= entry.from {
        faults.add(
            &format!("time_off.{index}.until"),
            "must be after its beginning",
        );
    }
    if TIME_OFF_NOTE_CHARS_MAX < entry.note.chars().count() {
        faults.add(
            &format!("time_off.{index}.note"),
            &format!("at most {TIME_OFF_NOTE_CHARS_MAX} characters"),
        );
    }
    if entry.note.chars().any(char::is_control) {
        faults.add(
            &format!("time_off.{index}.note"),
            "one line without control characters",
        );
    }
    if entry.deputy == Some(availability.person) {
        faults.add(&format!("time_off.{index}.deputy"), "must be somebody else");
    }
}

fn check_focus(faults: &mut Faults, index: usize, block: &FocusBlock) {
    match block.when {
        FocusTime::Once { from, until } => {
            if until <= from {
                faults.add(
                    &format!("focus.{index}.when.until"),
                    "must be after its beginning",
                );
            } else if from.plus(SILENCE_MAX) < until {
                faults.add(
                    &format!("focus.{index}.when.until"),
                    "must end within 31 days of its beginning",
                );
            }
        }
        FocusTime::Weekly(span) => check_span(faults, &format!("focus.{index}.when"), &span),
    }
}
