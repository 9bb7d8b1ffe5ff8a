//! Whose numbers count.

use super::*;

#[test]
fn a_teams_number_counts_before_the_organisations_and_of_several_the_quieter() {
    let organisation = Settings::default();
    assert_eq!(settings_for(&organisation, &[]), organisation);
    let patient = TeamSettings {
        today_minutes: Some(960),
        urgent_per_week: Some(5),
        ..TeamSettings::default()
    };
    let sparing = TeamSettings {
        today_minutes: Some(240),
        urgent_per_week: Some(1),
        ..TeamSettings::default()
    };
    let one = settings_for(&organisation, &[&sparing]);
    assert_eq!((one.today_minutes, one.urgent_per_week), (240, 1));
    let both = settings_for(&organisation, &[&patient, &sparing]);
    assert_eq!((both.today_minutes, both.urgent_per_week), (960, 1));
    assert_eq!(both.now_minutes, organisation.now_minutes);
}
