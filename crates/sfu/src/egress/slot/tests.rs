//! What of a subscriber's reports counts as lost on the way to them.

use super::{REPORTED_SPAN_MAX, Receives, Reported};
use crate::quality::Share;

/// What is counted over reports of (highest number, lost so far, left out so far).
fn check_counted(reports: &[(u32, i32, u32)], expected: Share) {
    let (mut before, mut sum) = (None, Share::default());
    for (newest, lost, gaps) in reports {
        let receives = Receives {
            ssrc: 1,
            lost: *lost,
            newest: *newest,
            reported: 0,
            since: 0,
        };
        let (counted, reported) = Reported::follow(before, &receives, *gaps);
        sum.add(counted);
        before = Some(reported);
    }
    assert_eq!(sum, expected);
}

#[test]
fn what_did_not_come_from_the_publisher_was_not_lost_here() {
    let reports = [(100, 0, 0), (200, 20, 20), (300, 45, 40)];
    check_counted(&reports, Share { of: 160, lost: 5 });
}

#[test]
fn what_is_missed_and_sent_again_in_turn_counts_once() {
    // The publisher's way loses and repairs all the time, and both ends are looked at in turn.
    let mut reports = vec![(100, 0, 0)];
    for at in 1..50 {
        let (lost, gaps) = if at % 2 == 0 { (6, 1) } else { (1, 6) };
        reports.push((100 + 60 * at, lost, gaps));
    }
    let of = 60 * 49 - 6 - 5 * 24;
    check_counted(&reports, Share { of, lost: 5 });
}

#[test]
fn loss_on_this_way_is_counted_report_by_report_and_after_a_repair_again() {
    let lossy: Vec<_> = (0..10_u8)
        .map(|at| (250 * u32::from(at), 25 * i32::from(at), 0))
        .collect();
    let of = 250 * 9;
    check_counted(&lossy, Share { of, lost: 25 * 9 });
    // 30 were lost and then sent again; after a long while others are lost.
    let repaired = [(1_000, 30, 0), (2_000, 0, 0), (4_000, 0, 0), (5_000, 20, 0)];
    let mut reports = vec![(0, 0, 0)];
    reports.extend(repaired);
    check_counted(
        &reports,
        Share {
            of: 5_000,
            lost: 50,
        },
    );
}

#[test]
fn a_report_of_more_than_was_sent_says_nothing() {
    let reports = [(0, 0, 0), (REPORTED_SPAN_MAX + 1, i32::MAX, 0)];
    check_counted(&reports, Share::default());
}
