//! When things of the story happen: on working days before now, on the owner's clock.

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use model::time::Timestamp;

use super::script::When;

/// When the story has reached its newest page, on the owner's clock. Before that hour the story ends
/// on the working day before, so that nothing is written at an odd hour and nothing in the future.
const NEWEST: Time = Time::constant(11, 30, 0, 0);

/// The story's days, counted in working days back from the newest one.
pub(super) struct Calendar {
    zone: TimeZone,
    newest: Date,
}

impl Calendar {
    /// The days of a story that is told at `now`.
    pub(super) fn new(zone: TimeZone, now: Timestamp) -> Self {
        let local = zone.to_datetime(now.to_jiff());
        let mut newest = local.date();
        if local.time() < NEWEST || is_weekend(newest) {
            newest = step(newest, -1);
        }
        Self { zone, newest }
    }

    /// The date so many working days before the newest; negative lies after it.
    pub(super) fn date(&self, days_back: i16) -> Date {
        let mut date = self.newest;
        for _ in 0..days_back.unsigned_abs() {
            date = step(date, if days_back < 0 { 1 } else { -1 });
        }
        date
    }

    /// The instant of a moment of the story.
    pub(super) fn instant(&self, when: When) -> Timestamp {
        let local = self.date(when.days_back).at(when.hour, when.minute, 0, 0);
        let instant = self.zone.to_timestamp(local);
        instant.map_or(Timestamp::MIN, Timestamp::from_jiff)
    }
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The next working day in a direction.
fn step(date: Date, days: i64) -> Date {
    let mut date = date;
    loop {
        date = date.saturating_add(jiff::Span::new().days(days));
        if !is_weekend(date) {
            return date;
        }
    }
}
