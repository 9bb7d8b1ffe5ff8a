//! Places by date and weekday, in the person's own zone.

use model::availability::{PlaceOfDate, PlaceOfWeekday};
use model::time::Weekday;

use super::*;
use crate::availability::tests::instant;
use crate::zone::time_zone;

#[test]
fn a_date_counts_before_the_week_in_the_persons_own_zone() {
    let office = Place::Office {
        name: "Berlin".to_owned(),
    };
    let places = Places {
        weekly: vec![PlaceOfWeekday {
            day: Weekday::Tuesday,
            place: office.clone(),
        }],
        dates: vec![PlaceOfDate {
            date: jiff::civil::date(2026, 12, 1),
            place: Place::Remote,
        }],
    };
    let tokyo = time_zone("Asia/Tokyo").unwrap();
    let at = |text: &str| place_at(&places, &tokyo, instant(text)).cloned();
    // Monday evening in UTC is Tuesday in Tokyo.
    assert_eq!(at("2026-11-23T20:00:00Z"), Some(office));
    assert_eq!(at("2026-11-30T20:00:00Z"), Some(Place::Remote));
    assert_eq!(at("2026-11-24T20:00:00Z"), None);
}
