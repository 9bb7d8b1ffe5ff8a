//! Tests of the middle, the worst, and what is printed.

use super::*;

#[test]
fn the_middle_and_the_worst_of_the_runs_are_told() {
    assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
    assert_eq!(median(&[4.0, 1.0]), 2.5);
    assert_eq!(median(&[]), 0.0);
    assert_eq!(worst(&[3.0, 1.0, 2.0], Better::Higher), 1.0);
    assert_eq!(worst(&[3.0, 1.0, 2.0], Better::Lower), 3.0);
}

#[test]
fn keys_begin_with_the_number_and_end_with_the_unit() {
    let mut report = Report::new(BenchName::Post, 5);
    report.figure(&Figure {
        name: "P3_16",
        unit: "posts_per_s",
        runs: &[9000.4, 8000.0, 9500.0],
        better: Better::Higher,
        bar: Some(Bar {
            reach: 6000.0,
            aim: 10_000.0,
        }),
        floor: Some(30_000.0),
    });
    report.floor("sqlite_commits_per_s", &[4900.0]);
    let expected = serde_json::json!({
        "bench": "post",
        "seed": 5,
        "figures": {"P3_16_posts_per_s": 9000.0, "P3_16_worst_posts_per_s": 8000.0},
        "floors": {"sqlite_commits_per_s": 4900.0},
        "peers": {},
        "table": [],
    });
    assert_eq!(report.json(), expected);
    let table = report.table();
    let line = table.lines().find(|line| line.starts_with("P3_16"));
    let words: Vec<&str> = line.unwrap().split_ascii_whitespace().collect();
    let shown = [
        "P3_16",
        "posts_per_s",
        "9000",
        "8000",
        "6000",
        "10000",
        "30000",
        "yes",
    ];
    assert_eq!(words, shown);
}

#[test]
fn a_bound_that_does_not_hold_fails_the_bench() {
    let mut report = Report::new(BenchName::Conference, 5);
    assert!(report.verdict().is_ok());
    report.broken("a voice's packet took 7 instructions, at most 6 are allowed");
    let failed = report.verdict().unwrap_err().to_string();
    assert!(failed.contains("at most 6"), "{failed}");
}

#[test]
fn a_missed_bar_is_shown() {
    let mut report = Report::new(BenchName::Fanout, 5);
    report.figure(&Figure {
        name: "P2",
        unit: "ms",
        runs: &[90.0],
        better: Better::Lower,
        bar: Some(Bar::of(60.0)),
        floor: None,
    });
    assert!(report.table().contains("NO"));
}
