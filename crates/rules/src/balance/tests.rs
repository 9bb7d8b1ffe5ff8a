//! Sums, shares, and silence about small teams.

use super::*;

fn hours(live: u64, asynchronous: u64) -> PersonBalance {
    PersonBalance {
        live: Duration::from_secs(3600 * live),
        asynchronous: Duration::from_secs(3600 * asynchronous),
        due: 2,
        ..PersonBalance::default()
    }
}

#[test]
fn a_team_of_fewer_than_five_is_not_summed() {
    let settings = Settings::default();
    assert_eq!(team_balance(&[hours(1, 3); 4], Some(80), &settings), None);
    let team = team_balance(&[hours(1, 3); 5], Some(80), &settings).unwrap();
    assert_eq!(team.people, 5);
    assert_eq!(team.sum.due, 10);
    assert_eq!(team.sum.live, Duration::from_secs(5 * 3600));
    assert_eq!(team.asynchronous_percent, Some(75));
    assert_eq!(team.distance_points, Some(-5));
}

#[test]
fn a_share_of_nothing_is_not_known() {
    assert_eq!(asynchronous_percent(&hours(0, 0)), None);
    assert_eq!(asynchronous_percent(&hours(0, 1)), Some(100));
    assert_eq!(asynchronous_percent(&hours(2, 1)), Some(33));
    let quiet = team_balance(&[hours(0, 0); 5], Some(80), &Settings::default()).unwrap();
    assert_eq!(quiet.distance_points, None);
}
