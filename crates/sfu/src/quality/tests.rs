//! What people are told of their connections, and when.

use std::time::{Duration, Instant};

use model::session::{QualityCause, QualityLevel};
use proptest::prelude::*;

use super::{
    BETTER_HOLD, Judge, LOST, PathReport, Server, Share, Steady, Strain, StrainMeter, WORSE_HOLD,
    decide, grade, sends,
};
use QualityLevel::{Fair, Good, Poor};

#[expect(
    clippy::disallowed_methods,
    reason = "any instant is an origin of virtual time"
)]
fn origin() -> Instant {
    Instant::now()
}

fn lossy(up: u32, down: u32) -> PathReport {
    PathReport {
        up: Share { of: 100, lost: up },
        voices: Share {
            of: 100,
            lost: down,
        },
        pictures: Share { of: 60, lost: 0 },
        round_trip: Some(Duration::from_millis(40)),
    }
}

/// What a person is told over so many seconds of the same measurement.
fn told(
    judge: &mut Judge,
    report: PathReport,
    from: u64,
    seconds: u64,
    start: Instant,
) -> Vec<(QualityLevel, Option<QualityCause>)> {
    let mut told = Vec::new();
    for second in from..from + seconds {
        let now = start + Duration::from_secs(second);
        judge.take(&report, now);
        let news = judge.decide(&Server::default(), now);
        told.extend(news.map(|quality| (quality.level, quality.cause)));
    }
    told
}

#[test]
fn loss_on_the_way_down_is_told_as_ones_own_network_and_its_end_too() {
    let (start, mut judge) = (origin(), Judge::default());
    let bad = told(&mut judge, lossy(0, 12), 0, 10, start);
    assert_eq!(bad, [(Poor, Some(QualityCause::MeDown))]);
    assert_eq!(judge.up(), Good);
    let good = told(&mut judge, lossy(0, 0), 10, 10, start);
    assert_eq!(good, [(Good, None)]);
}

#[test]
fn loss_on_the_way_up_is_ones_own_network_and_told_to_others() {
    let (start, mut judge) = (origin(), Judge::default());
    let bad = told(&mut judge, lossy(5, 0), 0, 10, start);
    assert_eq!(bad, [(Fair, Some(QualityCause::MeUp))]);
    assert_eq!(sends(judge.up(), Good), Fair);
    assert_eq!(sends(judge.up(), Poor), Good, "the server may have lost it");
}

#[test]
fn a_moment_of_loss_is_not_told() {
    let (start, mut judge) = (origin(), Judge::default());
    assert_eq!(told(&mut judge, lossy(0, 30), 0, 1, start), []);
    assert_eq!(told(&mut judge, lossy(0, 0), 1, 10, start), []);
}

#[test]
fn what_is_not_measured_any_more_is_good_again() {
    let (start, mut judge) = (origin(), Judge::default());
    told(&mut judge, lossy(20, 0), 0, 4, start);
    let mut now = start + Duration::from_secs(4);
    let mut news = Vec::new();
    while let Some(at) = judge.due(now) {
        assert!(now < at, "it is due at once, again and again");
        now = at;
        news.extend(judge.decide(&Server::default(), now));
    }
    assert_eq!(news.len(), 1);
    assert_eq!(news[0].level, Good);
    assert!(now < start + Duration::from_secs(30));
}

#[test]
fn paused_pictures_are_ones_own_network() {
    let (now, mut judge) = (origin(), Judge::default());
    assert!(judge.pause(1, 2));
    assert!(!judge.pause(1, 3), "some are paused as before");
    judge.decide(&Server::default(), now);
    let quality = judge.decide(&Server::default(), now + WORSE_HOLD).unwrap();
    assert_eq!(quality.cause, Some(QualityCause::MeDown));
    assert_eq!(quality.level, Fair);
    assert!(judge.pause(3, 3));
    judge.decide(&Server::default(), now + 2 * WORSE_HOLD);
    let quality = judge
        .decide(&Server::default(), now + 3 * WORSE_HOLD)
        .unwrap();
    assert_eq!(quality.level, Poor);
}

#[test]
fn what_the_server_does_badly_is_not_blamed_on_anybodys_network() {
    let mut server = Server::default();
    let now = origin();
    let strain = Strain {
        late: Duration::from_millis(500),
        ..Strain::default()
    };
    assert!(!server.take(strain, now));
    assert!(server.take(strain, now + WORSE_HOLD));
    let mut judge = Judge::default();
    for second in 0..6 {
        judge.take(&lossy(20, 20), now + Duration::from_secs(second));
        judge.decide(&server, now + Duration::from_secs(second));
    }
    assert_eq!(judge.told, (Poor, Some(QualityCause::Server)));
}

#[test]
fn strain_is_told_while_it_lasts_and_once_that_it_is_over() {
    let start = origin();
    let mut meter = StrainMeter::new(start);
    let mut at = |second: u64, late: u64| {
        let now = start + Duration::from_secs(second);
        meter.woke(now - Duration::from_millis(late), now);
        meter.take(now).map(|strain| strain.late)
    };
    assert_eq!(at(1, 5), None);
    assert_eq!(at(2, 200), Some(Duration::from_millis(200)));
    assert_eq!(at(3, 5), Some(Duration::from_millis(5)));
    assert_eq!(at(4, 5), None);
}

#[test]
fn what_was_dropped_strains_as_well() {
    let dropped = Share {
        of: 1_000,
        lost: 80,
    };
    let strain = Strain {
        dropped,
        ..Strain::default()
    };
    assert_eq!(strain.grade(Good), Poor);
    assert!(!strain.is_plain());
    let few = Share { of: 5, lost: 5 };
    assert_eq!(few.permille(), None);
}

fn level() -> impl Strategy<Value = QualityLevel> {
    prop_oneof![Just(Good), Just(Fair), Just(Poor)]
}

proptest! {
    #[test]
    fn a_level_that_is_seen_for_long_enough_is_told(before in level(), seen in level()) {
        let now = origin();
        let mut steady = Steady::default();
        steady.take(before, now);
        steady.take(before, now + WORSE_HOLD);
        let later = now + 2 * WORSE_HOLD;
        steady.take(seen, later);
        steady.take(seen, later + WORSE_HOLD.max(BETTER_HOLD));
        prop_assert_eq!(steady.level(), seen);
        prop_assert_eq!(steady.due(), None);
    }

    #[test]
    fn a_level_does_not_flap(seen in prop::collection::vec((level(), 1_u64..3_000), 1..60)) {
        let mut now = origin();
        let mut steady = Steady::default();
        let mut changed: Option<Instant> = None;
        for (seen, millis) in seen {
            now += Duration::from_millis(millis);
            let before = steady.level();
            if steady.take(seen, now) {
                let hold = if before < steady.level() { WORSE_HOLD } else { BETTER_HOLD };
                prop_assert!(changed.is_none_or(|at| at + hold <= now));
                prop_assert!(before != steady.level());
                changed = Some(now);
            } else {
                prop_assert_eq!(before, steady.level());
            }
            prop_assert!(steady.due().is_none_or(|at| now < at));
        }
    }

    #[test]
    fn a_change_goes_towards_what_is_seen_and_never_beyond(seen in prop::collection::vec((level(), 1_u64..3_000), 1..60)) {
        let mut now = origin();
        let mut steady = Steady::default();
        for (seen, millis) in seen {
            now += Duration::from_millis(millis);
            let before = steady.level();
            steady.take(seen, now);
            let after = steady.level();
            prop_assert!(before.min(seen) <= after && after <= before.max(seen));
        }
    }

    #[test]
    fn more_loss_is_never_graded_better(a in 0_u32..1_000, b in 0_u32..1_000, before in level()) {
        let (less, more) = (a.min(b), a.max(b));
        prop_assert!(grade(less, LOST, before) <= grade(more, LOST, before));
        prop_assert!(grade(less, LOST, Good) <= grade(less, LOST, before));
    }

    #[test]
    fn a_cause_is_told_exactly_when_something_is_not_good(up in level(), down in level(), server in level()) {
        let (told, cause) = decide(up, down, server);
        prop_assert_eq!(told, up.max(down).max(server));
        prop_assert_eq!(cause.is_none(), told == Good);
        let of = match cause {
            Some(QualityCause::MeUp) => up,
            Some(QualityCause::MeDown) => down,
            Some(QualityCause::Server) => server,
            None => Good,
        };
        prop_assert_eq!(of, told);
    }

    #[test]
    fn a_plain_report_changes_nothing(up in 0_u32..200, down in 0_u32..200, seconds in 1_u64..30) {
        let report = lossy(up, down);
        let (start, mut judge) = (origin(), Judge::default());
        let news = told(&mut judge, report, 0, seconds, start);
        prop_assert!(!report.is_plain() || news.is_empty());
    }
}
