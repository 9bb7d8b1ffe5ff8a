//! Where somebody works on a day.

use jiff::tz::TimeZone;
use model::availability::{Place, Places};
use model::time::Timestamp;

use crate::zone::local_date;

/// Where somebody works on their local day of `at`: as they said for the date, else for the day of
/// the week; `None` if they said nothing.
#[must_use]
pub fn place_at<'a>(places: &'a Places, zone: &TimeZone, at: Timestamp) -> Option<&'a Place> {
    let date = local_date(zone, at);
    let weekday = date.weekday().to_monday_zero_offset().unsigned_abs();
    let of_date = places.dates.iter().rev().find(|entry| entry.date == date);
    of_date.map(|entry| &entry.place).or_else(|| {
        places
            .weekly
            .iter()
            .find(|entry| entry.day as u8 == weekday)
            .map(|entry| &entry.place)
    })
}

#[cfg(test)]
mod tests;
