//! Time zones by IANA name, and instants of local times across gaps, folds and skipped days.

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use model::time::Timestamp;

/// Why a text is not a time zone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an IANA time zone such as Europe/Berlin")]
pub struct ZoneRefusal;

/// The time zone of an IANA name.
///
/// # Errors
/// [`ZoneRefusal`] if there is none of that name, or if the name means whatever zone the machine
/// happens to be in.
pub fn time_zone(name: &str) -> Result<TimeZone, ZoneRefusal> {
    if is_of_the_machine(name) {
        return Err(ZoneRefusal);
    }
    TimeZone::get(name).map_err(|_| ZoneRefusal)
}

/// Names by which a zone database gives the machine's own zone, or data of another kind.
fn is_of_the_machine(name: &str) -> bool {
    const NAMES: [&str; 4] = ["localtime", "posixrules", "factory", "etc/unknown"];
    const FOLDERS: [&str; 2] = ["posix/", "right/"];
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
        || FOLDERS.iter().any(|folder| {
            name.get(..folder.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(folder))
        })
}

/// The zone of a name, spelt as IANA spells it (`europe/berlin` becomes `Europe/Berlin`).
///
/// # Errors
/// [`ZoneRefusal`] as [`time_zone`] says.
pub fn check_time_zone(name: &str) -> Result<String, ZoneRefusal> {
    let zone = time_zone(name)?;
    Ok(zone.iana_name().unwrap_or(name).to_owned())
}

/// The zone of a name that was checked when it was set; UTC if the zone is unknown today.
#[must_use]
pub fn zone_or_utc(name: &str) -> TimeZone {
    time_zone(name).unwrap_or(TimeZone::UTC)
}

/// A zone's offset from UTC at an instant, in seconds, east positive.
#[must_use]
pub fn utc_offset_seconds(zone: &TimeZone, at: Timestamp) -> i32 {
    zone.to_offset(at.to_jiff()).seconds()
}

/// The local date at an instant.
pub(crate) fn local_date(zone: &TimeZone, at: Timestamp) -> Date {
    zone.to_datetime(at.to_jiff()).date()
}

/// The local time of day at an instant.
pub(crate) fn local_time(zone: &TimeZone, at: Timestamp) -> jiff::civil::Time {
    zone.to_datetime(at.to_jiff()).time()
}

/// The end of the local day at an instant; `None` beyond the calendar.
pub(crate) fn midnight_after(zone: &TimeZone, at: Timestamp) -> Option<Timestamp> {
    instant_of(zone, local_date(zone, at).tomorrow().ok()?, 0)
}

/// The first instant at which the local clock shows `minute` of `date`, or has passed it because
/// it was put forward over it (a gap, or a day that a country skipped).
///
/// `minute` is 0 to 1440 or more: minutes beyond the day count on into the next days. `None` beyond
/// the calendar.
pub(crate) fn instant_of(zone: &TimeZone, date: Date, minute: u32) -> Option<Timestamp> {
    let local = local_minute(date, minute)?;
    let instant = match zone.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Unambiguous { offset } => offset.to_timestamp(local).ok()?,
        AmbiguousOffset::Fold { before, .. } => before.to_timestamp(local).ok()?,
        AmbiguousOffset::Gap { after, .. } => {
            let before_gap = after.to_timestamp(local).ok()?;
            zone.following(before_gap).next()?.timestamp()
        }
    };
    Some(Timestamp::from_jiff(instant))
}

/// `minute` minutes after the midnight that begins `date`, on the calendar.
fn local_minute(date: Date, minute: u32) -> Option<DateTime> {
    let days = i64::from(minute / 1440);
    let rest = minute % 1440;
    let date = if days == 0 {
        date
    } else {
        date.checked_add(SignedDuration::from_hours(24 * days))
            .ok()?
    };
    let hour = i8::try_from(rest / 60).ok()?;
    let minute = i8::try_from(rest % 60).ok()?;
    Some(date.at(hour, minute, 0, 0))
}

#[cfg(test)]
mod tests;
