//! Tests of the simulation in a small world: the same from the same seed, nothing lost or told twice.

use std::time::Duration;

use model::time::Timestamp;

use super::chance::Chance;
use super::habits::Want;
use super::queue::Queue;
use super::run::{Regime, Run, Variant};
use super::summary::Summary;
use super::timeline::{Doing, Grid};
use super::world::{Drawing, Schedules, World};
use super::*;
use crate::BenchName;

const SMALL: Drawing = Drawing {
    seed: 1,
    people: 40,
    days: 7,
    urgent_percent: 5.0,
};

/// Runs regimes over the world of a drawing.
fn simulate<const N: usize>(drawing: Drawing, regimes: [Regime; N]) -> [Summary; N] {
    let world = World::draw(drawing);
    let schedules = Schedules::new(&world);
    regimes.map(|regime| Summary::of(Run::over(&world, &schedules, regime)))
}

fn figures(run: &Summary) -> (u64, u64, [usize; 3], Vec<Option<Duration>>) {
    (
        run.tally.notifications(),
        run.tally.interruptions(),
        run.piles(),
        run.delays(),
    )
}

fn at(minutes: u64) -> Timestamp {
    Timestamp::from_millis(0).plus(Duration::from_secs(60 * minutes))
}

#[test]
fn the_same_seed_gives_the_same_figures_and_another_seed_others() {
    let regimes = [Regime::All, Regime::Rules(Variant::MEANT)];
    let first = simulate(SMALL, regimes);
    let again = simulate(SMALL, regimes);
    let other = simulate(Drawing { seed: 2, ..SMALL }, regimes);
    for ((first, again), other) in first.iter().zip(&again).zip(&other) {
        assert_eq!(figures(first), figures(again));
        assert_ne!(figures(first), figures(other));
    }
}

#[test]
fn nothing_is_lost_told_twice_or_held_for_ever_under_the_rules() {
    for seed in 1..=5 {
        let drawing = Drawing { seed, ..SMALL };
        let [rules] = simulate(drawing, [Regime::Rules(Variant::MEANT)]);
        let tally = &rules.tally;
        assert_eq!((rules.lost, tally.told_twice, tally.stranded), (0, 0, 0));
        assert!(0 < tally.held && 0 < tally.released && 0 < tally.digested);
        assert_eq!(
            tally.held,
            tally.released + tally.read_before + tally.still_held
        );
        assert_eq!(tally.digested, tally.digest_told + tally.digest_waiting);
    }
}

#[test]
fn without_the_rules_nothing_is_held() {
    for regime in [Regime::All, Regime::Nights] {
        let [run] = simulate(SMALL, [regime]);
        assert_eq!(
            (run.tally.held, run.tally.digested, run.tally.pierces),
            (0, 0, 0)
        );
        assert!(0 < run.tally.notifications());
    }
}

#[test]
fn own_nights_spare_interruptions_and_the_rules_more() {
    let regimes = [Regime::All, Regime::Nights, Regime::Rules(Variant::MEANT)];
    let [all, nights, rules] = simulate(SMALL, regimes);
    assert!(nights.tally.interruptions() < all.tally.interruptions());
    assert!(rules.tally.interruptions() < nights.tally.interruptions());
    // They asked for the same.
    assert_eq!(all.count(Want::Urgent), rules.count(Want::Urgent));
}

#[test]
fn what_others_are_told_changes_nothing_for_those_concerned() {
    let without = Variant {
        bystanders: false,
        ..Variant::MEANT
    };
    let [with, without] = simulate(SMALL, [Variant::MEANT, without].map(Regime::Rules));
    assert_eq!(figures(&with), figures(&without));
    assert!(without.tally.digested < with.tally.digested);
}

#[test]
fn the_budget_stops_who_abuses_the_urgent_mark() {
    let abused = Variant {
        abuse: 1.0,
        ..Variant::MEANT
    };
    let unlimited = Variant {
        budget: false,
        ..abused
    };
    let drawing = Drawing {
        people: 100,
        days: 14,
        ..SMALL
    };
    let [kept, unlimited] = simulate(drawing, [abused, unlimited].map(Regime::Rules));
    assert!(0 < kept.tally.spent);
    assert_eq!(unlimited.tally.spent, 0);
    assert!(kept.tally.pierced < unlimited.tally.pierced);
}

#[test]
fn the_report_has_every_figure() {
    let args = BenchArgs {
        name: BenchName::Attention,
        json: true,
        runs: 1,
        seconds: 1,
        seed: Some(1),
        sockets: None,
        messages: 0,
        cards: 20,
        people: 20,
        days: 3,
        conference: crate::ConferenceArgs::small(),
        dir: None,
        server: None,
        token: None,
    };
    let mut report = Report::new(args.name, 1);
    run(&args, &mut report);
    let json = report.json();
    for key in [
        "A1_interruptions_fewer_percent",
        "A1_interruptions_fewer_than_dnd_percent",
        "A2_urgent_late_count",
        "A3_lost_count",
        "A4_due_met_percent",
        "A4_due_met_all_percent",
        "A5_median_delay_urgent_minutes",
        "A5_median_delay_now_minutes",
        "A5_median_delay_today_dnd_minutes",
        "A5_median_delay_this_week_minutes",
        "A5_median_delay_by_minutes",
        "A6_largest_morning_pile",
        "A7_urgent_share_percent",
        "A7_share_0_1_budget_pierced_percent",
        "A7_share_5_no_budget_urgent_in_time_percent",
        "P15_ms",
    ] {
        assert!(json["figures"].get(key).is_some(), "{key} is missing");
    }
}

#[test]
fn time_at_the_desk_passes_only_there() {
    let mut grid = Grid::new(at(0), at(100));
    grid.fill(at(10), at(20), Doing::Desk);
    grid.fill(at(30), at(50), Doing::Desk);
    grid.fill_desk(at(15), at(35), Doing::Live);
    let timeline = grid.timeline();
    let minutes = |count: u64| Duration::from_secs(60 * count);
    assert_eq!(timeline.at(at(12)), Doing::Desk);
    assert_eq!(timeline.at(at(17)), Doing::Live);
    assert_eq!(timeline.at(at(25)), Doing::Off);
    assert_eq!(timeline.after_desk(at(0), minutes(0)), Some(at(10)));
    assert_eq!(timeline.after_desk(at(12), minutes(3)), Some(at(15)));
    assert_eq!(timeline.after_desk(at(12), minutes(4)), Some(at(36)));
    assert_eq!(timeline.after_desk(at(12), minutes(60)), None);
    assert_eq!(timeline.end_at(at(16)), at(20));
}

#[test]
fn chance_depends_on_what_it_is_for_and_keeps_its_shares() {
    let root = Chance::new(1);
    assert_eq!(root.of(1).unit(), root.of(1).unit());
    assert_ne!(root.of(1).unit(), root.of(2).unit());
    let draws = || (0..10_000).map(|number| root.of(number));
    let half = draws().filter(|draw| draw.happens(0.5)).count();
    assert!((4_800..5_200).contains(&half), "{half}");
    let third = draws()
        .filter(|draw| draw.pick(&[0.2, 0.3, 0.5]) == 2)
        .count();
    assert!((4_800..5_200).contains(&third), "{third}");
    let median = Duration::from_secs(60);
    let below = draws().filter(|draw| draw.spread(median) < median).count();
    assert!((4_800..5_200).contains(&below), "{below}");
    assert!(draws().all(|draw| (3..=5).contains(&draw.minutes(3, 5)) && draw.below(7) < 7));
}

#[test]
fn what_is_planned_comes_in_order_of_time_and_of_planning() {
    let mut queue = Queue::new(at(0), at(100));
    for (minute, event) in [(90, 'e'), (5, 'a'), (40, 'c'), (40, 'd'), (200, 'f')] {
        queue.push(at(minute), event);
    }
    assert_eq!(queue.pop(), Some((at(5), 'a')));
    queue.push(at(6), 'b');
    let rest: Vec<char> = std::iter::from_fn(|| queue.pop().map(|(_, event)| event)).collect();
    assert_eq!(rest, ['b', 'c', 'd', 'e']);
    assert_eq!(queue.left().collect::<Vec<_>>(), [&'f']);
}
