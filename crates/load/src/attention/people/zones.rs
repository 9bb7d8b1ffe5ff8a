//! The twelve zones, how many live in each, and their holidays in the simulated days.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::availability::Holiday;
use model::time::{MinuteOfDay, Timestamp};

use crate::attention::chance::Chance;

/// One of the zones.
pub(in crate::attention) struct Zone {
    /// Its IANA name.
    pub(in crate::attention) name: &'static str,
    /// How many of a hundred teams have their home there.
    percent: f64,
    /// Public holidays from October 12 to November 25, 2026: month, day, name.
    holidays: &'static [(i8, i8, &'static str)],
}

const fn zone(
    name: &'static str,
    percent: f64,
    holidays: &'static [(i8, i8, &'static str)],
) -> Zone {
    Zone {
        name,
        percent,
        holidays,
    }
}

/// From west to east, so that neighbours in the list are neighbours in time. Two of them change
/// their clocks within the simulated days (Europe on October 25, North America on November 1).
pub(in crate::attention) const ZONES: [Zone; 12] = [
    zone("America/Los_Angeles", 10.0, &[]),
    zone("America/New_York", 16.0, &[]),
    zone(
        "America/Sao_Paulo",
        6.0,
        &[
            (10, 12, "Nossa Senhora Aparecida"),
            (11, 2, "Finados"),
            (11, 20, "Consciência Negra"),
        ],
    ),
    zone("Europe/London", 12.0, &[]),
    zone("Europe/Berlin", 16.0, &[]),
    zone("Africa/Lagos", 4.0, &[]),
    zone("Africa/Nairobi", 3.0, &[(10, 20, "Mashujaa Day")]),
    zone("Asia/Dubai", 4.0, &[]),
    zone(
        "Asia/Kolkata",
        14.0,
        &[(10, 20, "Dussehra"), (11, 24, "Guru Nanak Jayanti")],
    ),
    zone("Asia/Singapore", 6.0, &[(11, 9, "Deepavali")]),
    zone(
        "Asia/Tokyo",
        5.0,
        &[
            (10, 12, "Sports Day"),
            (11, 3, "Culture Day"),
            (11, 23, "Labour Thanksgiving Day"),
        ],
    ),
    zone("Australia/Sydney", 4.0, &[]),
];

/// Year of the holidays.
const YEAR: i16 = 2026;

pub(in crate::attention) fn holidays_of(zone: &Zone) -> Vec<Holiday> {
    zone.holidays
        .iter()
        .filter_map(|(month, day, name)| {
            Some(Holiday {
                date: Date::new(YEAR, *month, *day).ok()?,
                from: MinuteOfDay(0),
                until: MinuteOfDay(24 * 60),
                name: (*name).to_owned(),
            })
        })
        .collect()
}

/// Where somebody of a team lives: six in ten at the team's home, a quarter next door, the rest
/// anywhere.
pub(in crate::attention) fn zone_of(team: Chance, person: Chance) -> usize {
    let percents = ZONES.map(|zone| zone.percent);
    let home = team.pick(&percents);
    match person.of(0).pick(&[0.60, 0.25, 0.15]) {
        0 => home,
        1 if person.of(1).happens(0.5) => home.saturating_sub(1),
        1 => (home + 1).min(ZONES.len() - 1),
        _ => person.of(1).pick(&percents),
    }
}

/// When the local clock shows `minute` of a date; minutes may lie before or beyond the day.
pub(in crate::attention) fn instant(zone: &TimeZone, date: Date, minute: i64) -> Timestamp {
    let midnight = date.at(0, 0, 0, 0);
    let local = midnight
        .checked_add(jiff::Span::new().minutes(minute))
        .unwrap_or(midnight);
    let instant = zone.to_ambiguous_timestamp(local).compatible();
    instant.map_or(Timestamp::MAX, Timestamp::from_jiff)
}
