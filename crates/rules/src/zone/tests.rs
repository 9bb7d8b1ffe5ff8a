//! Tests of zones and of local times that the clock skips or shows twice.

use super::*;

fn check_instant(zone: &str, date: (i16, i8, i8), minute: u32, wanted: &str) {
    let zone = time_zone(zone).unwrap();
    let date = jiff::civil::date(date.0, date.1, date.2);
    let got = instant_of(&zone, date, minute).unwrap();
    assert_eq!(got, wanted.parse().unwrap(), "got {got}");
}

#[test]
fn an_ordinary_minute_is_its_only_instant() {
    check_instant(
        "Asia/Kathmandu",
        (2026, 11, 23),
        9 * 60,
        "2026-11-23T03:15:00Z",
    );
}

#[test]
fn a_minute_in_a_gap_is_the_instant_the_clock_was_put_forward() {
    // New York, 8 March 2026: 02:00 EST becomes 03:00 EDT.
    for minute in [120, 121, 179, 180] {
        check_instant(
            "America/New_York",
            (2026, 3, 8),
            minute,
            "2026-03-08T07:00:00Z",
        );
    }
    check_instant(
        "America/New_York",
        (2026, 3, 8),
        119,
        "2026-03-08T06:59:00Z",
    );
    check_instant(
        "America/New_York",
        (2026, 3, 8),
        181,
        "2026-03-08T07:01:00Z",
    );
}

#[test]
fn a_minute_shown_twice_is_its_first_time() {
    // New York, 1 November 2026: 02:00 EDT becomes 01:00 EST.
    check_instant(
        "America/New_York",
        (2026, 11, 1),
        90,
        "2026-11-01T05:30:00Z",
    );
    check_instant(
        "America/New_York",
        (2026, 11, 1),
        120,
        "2026-11-01T07:00:00Z",
    );
}

#[test]
fn a_skipped_day_is_the_instant_of_its_skipping() {
    // Apia had no 30 December 2011: it crossed the date line at midnight.
    for minute in [0, 720, 1440] {
        check_instant(
            "Pacific/Apia",
            (2011, 12, 30),
            minute,
            "2011-12-30T10:00:00Z",
        );
    }
}

#[test]
fn minutes_beyond_the_day_count_on() {
    check_instant(
        "Asia/Tokyo",
        (2026, 11, 20),
        1440 + 6 * 60,
        "2026-11-20T21:00:00Z",
    );
    check_instant("Asia/Tokyo", (2026, 12, 31), 1440, "2026-12-31T15:00:00Z");
}

#[test]
fn zones_of_the_machine_and_unknown_ones_are_refused() {
    for name in [
        "",
        "localtime",
        "Etc/Unknown",
        "posix/Europe/Berlin",
        "Mars/Olympus",
        "../etc/passwd",
    ] {
        assert_eq!(time_zone(name).err(), Some(ZoneRefusal), "{name}");
    }
    assert_eq!(check_time_zone("europe/berlin").unwrap(), "Europe/Berlin");
    assert_eq!(check_time_zone("Asia/Kolkata").unwrap(), "Asia/Kolkata");
    for name in ["Mars/Olympus", "localtime", "LOCALTIME"] {
        assert_eq!(zone_or_utc(name), TimeZone::UTC, "{name}");
    }
}
