//! Bounds of the organisation's numbers, and regions in order.

use jiff::civil::date;
use model::time::MinuteOfDay;

use super::*;

fn fields<T: std::fmt::Debug>(checked: Result<T, Vec<FieldError>>) -> Vec<String> {
    checked
        .unwrap_err()
        .into_iter()
        .map(|fault| fault.field)
        .collect()
}

fn holiday(name: &str, day: i8, from: u16, until: u16) -> Holiday {
    Holiday {
        date: date(2026, 12, day),
        from: MinuteOfDay(from),
        until: MinuteOfDay(until),
        name: name.to_owned(),
    }
}

fn region(name: &str, holidays: Vec<Holiday>) -> Region {
    Region {
        name: name.to_owned(),
        holidays,
    }
}

#[test]
fn the_defaults_are_within_their_bounds() {
    assert_eq!(check_settings(&Settings::default()), Ok(()));
}

#[test]
fn every_number_has_a_smallest_and_a_largest() {
    let numbers = serde_json::to_value(Settings::default()).unwrap();
    for name in numbers.as_object().unwrap().keys() {
        let mut largest = numbers.clone();
        largest[name] = u32::MAX.into();
        let settings = serde_json::from_value(largest).unwrap();
        let wrong = fields(check_settings(&settings));
        assert!(wrong.contains(&format!("settings.{name}")), "{name}");
    }
}

#[test]
fn sums_about_fewer_than_five_people_are_never_shown() {
    let settings = Settings {
        balance_people_min: 4,
        column_passages_min: 60,
        ..Settings::default()
    };
    assert_eq!(
        fields(check_settings(&settings)),
        [
            "settings.column_passages_min",
            "settings.balance_people_min"
        ]
    );
}

#[test]
fn regions_and_holidays_are_put_in_order() {
    let given = [
        region(" Saxony ", vec![]),
        region(
            "Bavaria",
            vec![
                holiday("Christmas", 25, 0, 1440),
                holiday(" Heiligabend", 24, 720, 1440),
            ],
        ),
    ];
    let wanted = vec![
        region(
            "Bavaria",
            vec![
                holiday("Heiligabend", 24, 720, 1440),
                holiday("Christmas", 25, 0, 1440),
            ],
        ),
        region("Saxony", vec![]),
    ];
    assert_eq!(check_regions(&given), Ok(wanted));
}

#[test]
fn each_wrong_field_of_a_region_is_named() {
    let given = [
        region("Bavaria", vec![holiday("", 25, 720, 720)]),
        region("bavaria ", vec![holiday("Late", 25, 0, 1441)]),
    ];
    assert_eq!(
        fields(check_regions(&given)),
        [
            "regions.0.holidays.0.until",
            "regions.0.holidays.0.name",
            "regions.1.name",
            "regions.1.holidays.0.until",
        ]
    );
    let many = vec![region("Bavaria", vec![]); REGIONS_MAX + 1];
    assert_eq!(fields(check_regions(&many)), ["regions"]);
    let days = vec![holiday("Again", 25, 0, 1440); HOLIDAYS_MAX + 1];
    let full = [region("Bavaria", days)];
    assert_eq!(fields(check_regions(&full)), ["regions.0.holidays"]);
}
