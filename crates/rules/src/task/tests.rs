//! Usual times by hand, and the order of a board.

use super::*;
use crate::availability::tests::instant;

fn hours(counts: &[u64]) -> Vec<Duration> {
    counts
        .iter()
        .map(|count| Duration::from_secs(3600 * count))
        .collect()
}

#[test]
fn the_usual_time_is_the_75th_percentile_of_the_newest_fifty() {
    let settings = Settings::default();
    assert_eq!(usual_time(&hours(&[1, 2, 3, 4]), &settings), None);
    let eight = hours(&[8, 1, 7, 2, 6, 3, 5, 4]);
    let usual = usual_time(&eight, &settings);
    assert_eq!(usual, Some(Duration::from_secs(3600 * 6)));
    // What is older than the newest fifty does not count.
    let mut many = hours(&[1; 50]);
    many.extend(hours(&[900; 500]));
    assert_eq!(
        usual_time(&many, &settings),
        Some(Duration::from_secs(3600))
    );
    assert!(stands_still(
        Duration::from_secs(3601),
        usual_time(&many, &settings)
    ));
    assert!(!stands_still(
        Duration::from_secs(3600),
        usual_time(&many, &settings)
    ));
    assert!(!stands_still(Duration::MAX, None));
}

#[test]
fn overdue_comes_first_then_priority_then_due() {
    let now = instant("2026-11-23T12:00:00Z");
    let task = |priority, due: Option<&str>, created: &str| TaskRank {
        priority,
        due_at: due.map(instant),
        created_at: instant(created),
    };
    let wanted = [
        task(
            Priority::Low,
            Some("2026-11-22T12:00:00Z"),
            "2026-11-01T00:00:00Z",
        ),
        task(Priority::Highest, None, "2026-11-03T00:00:00Z"),
        task(
            Priority::Normal,
            Some("2026-11-24T12:00:00Z"),
            "2026-11-03T00:00:00Z",
        ),
        task(Priority::Normal, None, "2026-11-01T00:00:00Z"),
        task(Priority::Normal, None, "2026-11-02T00:00:00Z"),
    ];
    let mut tasks = wanted;
    tasks.reverse();
    tasks.sort_by_key(|task| task.sort_key(now));
    assert_eq!(tasks, wanted);
}
