//! What an organisation may set: its numbers, its default week, its regions and their holidays.

use model::availability::{Holiday, Region};
use model::error::FieldError;
use model::limits::{HOLIDAYS_MAX, REGIONS_MAX};
use model::settings::{Settings, TeamSettings};

use crate::agreement::{bounded, check_numbers, fault};
use crate::text::check_name;

/// Checks the numbers of the rules before they are stored, all at once: within what a team may agree
/// on, and those that no team sets within bounds of their own.
///
/// # Errors
/// One [`FieldError`] for each number that is wrong.
pub fn check_settings(settings: &Settings) -> Result<(), Vec<FieldError>> {
    let mut faults = check_numbers(&as_agreed(settings));
    let own = [
        ("by_minutes", settings.by_minutes, 10, 8 * 60),
        ("urgent_verdict_days", settings.urgent_verdict_days, 1, 20),
        (
            "round_trips_within_minutes",
            settings.round_trips_within_minutes,
            5,
            24 * 60,
        ),
        ("huddle_minutes", settings.huddle_minutes, 5, 15),
        (
            "column_passages_max",
            settings.column_passages_max,
            5,
            1_000,
        ),
        (
            "column_passages_min",
            settings.column_passages_min,
            1,
            settings.column_passages_max,
        ),
        // Fewer would show what one person does.
        ("balance_people_min", settings.balance_people_min, 5, 100),
    ];
    let own = own
        .into_iter()
        .filter_map(|(name, value, least, most)| bounded(name, value, least, most));
    faults.extend(own);
    answer((), faults)
}

/// The numbers as if a team had agreed on all that it may.
fn as_agreed(settings: &Settings) -> TeamSettings {
    TeamSettings {
        now_minutes: Some(settings.now_minutes),
        today_minutes: Some(settings.today_minutes),
        this_week_days: Some(settings.this_week_days),
        asked_by_default_max: Some(settings.asked_by_default_max),
        urgent_per_week: Some(settings.urgent_per_week),
        ring_after_minutes: Some(settings.ring_after_minutes),
        ring_next_minutes: Some(settings.ring_next_minutes),
        overdue_offer_minutes: Some(settings.overdue_offer_minutes),
        round_trips_max: Some(settings.round_trips_max),
        blocker_minutes: Some(settings.blocker_minutes),
        asynchronous_above_people: Some(settings.asynchronous_above_people),
        meeting_minutes: Some(settings.meeting_minutes),
        pause_minutes: Some(settings.pause_minutes),
        recurring_times_max: Some(settings.recurring_times_max),
    }
}

/// Checks regions and their holidays; answers them as they are to be stored: names trimmed, regions
/// in order of name, holidays in order of date.
///
/// # Errors
/// One [`FieldError`] for each field that is wrong.
pub fn check_regions(regions: &[Region]) -> Result<Vec<Region>, Vec<FieldError>> {
    if REGIONS_MAX < regions.len() {
        let detail = format!("at most {REGIONS_MAX} regions");
        return Err(vec![fault("regions", &detail)]);
    }
    let mut faults = Vec::new();
    let mut checked: Vec<Region> = Vec::with_capacity(regions.len());
    for (index, region) in regions.iter().enumerate() {
        let field = format!("regions.{index}");
        let name = name_of(&mut faults, &format!("{field}.name"), &region.name);
        let same = name.to_lowercase();
        if checked
            .iter()
            .any(|other| other.name.to_lowercase() == same)
        {
            faults.push(fault(&format!("{field}.name"), "each region once"));
        }
        let holidays = check_holidays(&mut faults, &field, &region.holidays);
        checked.push(Region { name, holidays });
    }
    checked.sort_by(|a, b| a.name.cmp(&b.name));
    answer(checked, faults)
}

fn check_holidays(
    faults: &mut Vec<FieldError>,
    region: &str,
    holidays: &[Holiday],
) -> Vec<Holiday> {
    if HOLIDAYS_MAX < holidays.len() {
        let detail = format!("at most {HOLIDAYS_MAX} holidays");
        faults.push(fault(&format!("{region}.holidays"), &detail));
        return Vec::new();
    }
    let mut checked = Vec::with_capacity(holidays.len());
    for (index, holiday) in holidays.iter().enumerate() {
        let field = format!("{region}.holidays.{index}");
        if holiday.until <= holiday.from || 24 * 60 < holiday.until.0 {
            let detail = "a minute of the day after its beginning, at most 1440";
            faults.push(fault(&format!("{field}.until"), detail));
        }
        checked.push(Holiday {
            name: name_of(faults, &format!("{field}.name"), &holiday.name),
            ..holiday.clone()
        });
    }
    checked.sort_by_key(|holiday| (holiday.date, holiday.from));
    checked
}

fn name_of(faults: &mut Vec<FieldError>, field: &str, name: &str) -> String {
    check_name(name).unwrap_or_else(|refusal| {
        faults.push(fault(field, &refusal.to_string()));
        String::new()
    })
}

fn answer<T>(value: T, faults: Vec<FieldError>) -> Result<T, Vec<FieldError>> {
    if faults.is_empty() {
        Ok(value)
    } else {
        Err(faults)
    }
}

#[cfg(test)]
mod tests;
