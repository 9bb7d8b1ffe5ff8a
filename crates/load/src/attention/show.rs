//! The figures of the simulation in the report, and its tables for people.

use std::fmt::Write as _;

use super::habits::Want;
use super::price::{Price, RECIPIENTS};
use super::summary::{Summary, percent};
use super::sweep::{self, Half, Point};
use super::timeline::Doing;
use super::world::World;
use crate::report::{Bar, Better, Figure, Report, median, rounded};

/// Bar of P15, in milliseconds.
const P15_BAR_MS: Bar = Bar {
    reach: 5.0,
    aim: 1.0,
};

/// The three runs over one world, and the rules once more with people who do not heed due instants.
pub(super) struct Runs {
    pub(super) all: Summary,
    pub(super) nights: Summary,
    pub(super) rules: Summary,
    pub(super) unheeded: Summary,
}

/// A figure of the rules with what it has to reach.
fn bar(report: &mut Report, name: &str, unit: &str, better: Better, (value, bar): (f64, f64)) {
    report.figure(&Figure {
        name,
        unit,
        runs: &[value],
        better,
        bar: Some(Bar::of(bar)),
        floor: None,
    });
}

/// A figure of the two other runs: in the object for programs; people have the table below.
fn others(report: &mut Report, runs: &Runs, name: &str, unit: &str, of: impl Fn(&Summary) -> f64) {
    report.detail(&format!("{name}_all"), unit, of(&runs.all));
    report.detail(&format!("{name}_dnd"), unit, of(&runs.nights));
}

/// The same of all three.
fn each(report: &mut Report, runs: &Runs, name: &str, unit: &str, of: impl Fn(&Summary) -> f64) {
    report.detail(name, unit, of(&runs.rules));
    others(report, runs, name, unit, of);
}

/// P15.
pub(super) fn price(report: &mut Report, prices: &[Price]) {
    let of = |pick: fn(&Price) -> f64| prices.iter().map(pick).collect::<Vec<f64>>();
    let floor = of(|price| price.floor_ms);
    for (name, runs, bar) in [
        ("P15", of(|price| price.stored_ms), Some(P15_BAR_MS)),
        ("P15_ready", of(|price| price.ready_ms), None),
    ] {
        report.figure(&Figure {
            name,
            unit: "ms",
            runs: &runs,
            better: Better::Lower,
            bar,
            floor: Some(median(&floor)),
        });
    }
    report.floor("local_time_of_each_recipient_ms", &floor);
    report.note(format!(
        "P15: one message that asks {RECIPIENTS} people for today is planned for each: when they are \
         told and why, and when their answer is due; from what is stored of them (P15), and with \
         schedules made ready (P15_ready). Mean over 24 instants of a day. Its floor: that instant \
         in each recipient's local time, once."
    ));
}

/// A1 to A6.
pub(super) fn runs(report: &mut Report, world: &World, runs: &Runs) {
    let Runs {
        all, nights, rules, ..
    } = runs;
    let (more, less) = (Better::Higher, Better::Lower);
    let fewer = [all, nights].map(|other| rules.interruptions_fewer_than(other));
    let late = [all, nights].map(|other| rules.urgent_slower_than(other) as f64);
    let faults = rules.lost + rules.tally.told_twice + rules.tally.stranded;
    let met = all.ordinary_due_met().max(nights.ordinary_due_met());
    let met = [rules, &runs.unheeded].map(|run| (run.ordinary_due_met(), met));
    let name = "A1_interruptions_fewer";
    bar(report, name, "percent", more, (fewer[0], 95.0));
    let name = "A1_interruptions_fewer_than_dnd";
    bar(report, name, "percent", more, (fewer[1], 80.0));
    bar(report, "A2_urgent_late", "count", less, (late[0], 0.0));
    let name = "A2_urgent_late_than_dnd";
    bar(report, name, "count", less, (late[1], 0.0));
    bar(report, "A3_lost", "count", less, (faults as f64, 0.0));
    bar(report, "A4_due_met", "percent", more, met[0]);
    bar(report, "A4_due_met_unheeded", "percent", more, met[1]);
    for want in Want::ALL {
        let name = format!("A5_median_delay_{}", want.name());
        report.cost(&name, "minutes", &[rules.median_delay(want)]);
    }
    let [_, _, pile] = rules.piles();
    report.cost("A6_largest_morning", "pile", &[pile as f64]);
    let share = percent(rules.tally.pierced, sweep::by_name(world));
    report.cost("A7_urgent_share", "percent", &[share]);
    interruptions(report, runs);
    requests(report, runs);
    mornings(report, runs);
    report.note(table(runs));
}

fn interruptions(report: &mut Report, runs: &Runs) {
    type Count = (&'static str, fn(&Summary) -> u64);
    let counts: [Count; 6] = [
        ("A1_notifications", |run| run.tally.notifications()),
        ("A1_interruptions", |run| run.tally.interruptions()),
        ("A1_in_focus", |run| run.tally.while_doing(Doing::Focus)),
        ("A1_off_awake", |run| run.tally.while_doing(Doing::Off)),
        ("A1_asleep", |run| run.tally.while_doing(Doing::Asleep)),
        ("A1_in_meetings", |run| run.tally.while_doing(Doing::Live)),
    ];
    for (name, count) in counts {
        each(report, runs, name, "count", |run| count(run) as f64);
    }
}

fn requests(report: &mut Report, runs: &Runs) {
    report.detail("A2_urgent", "count", runs.rules.count(Want::Urgent) as f64);
    let in_time = |run: &Summary| run.due_met(Want::Urgent);
    each(report, runs, "A2_urgent_in_time", "percent", in_time);
    others(report, runs, "A3_lost", "count", |run| run.lost as f64);
    let unanswered = |run: &Summary| run.unanswered as f64;
    each(report, runs, "A3_unanswered", "count", unanswered);
    let met = Summary::ordinary_due_met;
    others(report, runs, "A4_due_met", "percent", met);
    for want in Want::ALL {
        let name = format!("A4_due_met_{}", want.name());
        each(report, runs, &name, "percent", |run| run.due_met(want));
        let name = format!("A5_median_delay_{}", want.name());
        let delay = |run: &Summary| run.median_delay(want);
        others(report, runs, &name, "minutes", delay);
    }
    for (index, name) in ["median", "p90"].into_iter().enumerate() {
        let name = format!("A_blocker_first_help_{name}");
        let help = |run: &Summary| run.first_help()[index];
        each(report, runs, &name, "minutes", help);
    }
    let unhelped = |run: &Summary| run.blockers().1 as f64;
    each(report, runs, "A_blocker_unhelped", "count", unhelped);
}

fn mornings(report: &mut Report, runs: &Runs) {
    for (index, name) in ["median", "p99"].into_iter().enumerate() {
        let name = format!("A6_{name}_morning");
        each(report, runs, &name, "pile", |run| run.piles()[index] as f64);
    }
    let largest = |run: &Summary| run.piles()[2] as f64;
    others(report, runs, "A6_largest_morning", "pile", largest);
    let tally = &runs.rules.tally;
    let together = tally.largest_together as f64;
    report.detail("A6_largest_told_together", "count", together);
    let digest = f64::from(tally.largest_digest);
    report.detail("A6_largest_digest", "lines", digest);
}

/// The three runs beside each other.
fn table(runs: &Runs) -> String {
    let mut text = format!(
        "{:<46} {:>12} {:>12} {:>12}\n",
        "the three runs", "at once", "own nights", "the rules"
    );
    let mut line = |name: &str, of: &dyn Fn(&Summary) -> f64| {
        let [all, nights, rules] = [&runs.all, &runs.nights, &runs.rules].map(|run| shown(of(run)));
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name:<46} {all:>12} {nights:>12} {rules:>12}");
    };
    line("notifications and rings", &|run| {
        run.tally.notifications() as f64
    });
    line("  in focus", &|run| {
        run.tally.while_doing(Doing::Focus) as f64
    });
    line("  off hours, awake", &|run| {
        run.tally.while_doing(Doing::Off) as f64
    });
    line("  off hours, asleep", &|run| {
        run.tally.while_doing(Doing::Asleep) as f64
    });
    line("  in meetings", &|run| {
        run.tally.while_doing(Doing::Live) as f64
    });
    line("  in focus and off hours: urgent or ringing", &|run| {
        run.tally.loud_interruptions() as f64
    });
    line("urgent requests", &|run| run.count(Want::Urgent) as f64);
    line("  answered within 10 minutes, %", &|run| {
        run.due_met(Want::Urgent)
    });
    line(
        "ordinary requests answered by their due, %",
        &Summary::ordinary_due_met,
    );
    for want in Want::ALL.into_iter().filter(|want| *want != Want::Urgent) {
        line(&format!("  {}, %", want.name()), &|run| run.due_met(want));
    }
    for want in Want::ALL {
        let name = format!("median minutes until answered: {}", want.name());
        line(&name, &|run| run.median_delay(want));
    }
    line("due and unanswered at the end", &|run| {
        run.unanswered as f64
    });
    line("  lost: in nobody's list", &|run| run.lost as f64);
    line("new in the morning: median", &|run| run.piles()[0] as f64);
    line("  one morning in a hundred", &|run| run.piles()[1] as f64);
    line("  largest", &|run| run.piles()[2] as f64);
    line("blockers", &|run| run.blockers().0 as f64);
    line("  first help, median minutes", &|run| run.first_help()[0]);
    line("  first help, nine in ten, minutes", &|run| {
        run.first_help()[1]
    });
    line("  never helped", &|run| run.blockers().1 as f64);
    text
}

fn shown(value: f64) -> String {
    if value.is_finite() {
        rounded(value).to_string()
    } else {
        "never".to_owned()
    }
}

/// A7.
pub(super) fn swept(report: &mut Report, points: &[Point]) {
    let mut text = format!(
        "{:<14} {:>8} {:>8} {:>8} | {:>8} {:>8} | {:>8} {:>8} | {:>8} {:>8}\n",
        "urgent share", "marked", "pierce", "", "fewer", "", "in time", "", "minutes", "",
    );
    let _ = writeln!(
        text,
        "{:<14} {:>8} {:>8} {:>8} | {:>8} {:>8} | {:>8} {:>8} | {:>8} {:>8}",
        "budget", "", "kept", "none", "kept", "none", "kept", "none", "kept", "none",
    );
    for point in points {
        let name = format!("A7_share_{}", point.share.to_string().replace('.', "_"));
        report.detail(&format!("{name}_marked"), "percent", point.marked_percent);
        half(report, &format!("{name}_budget"), &point.kept);
        if let Some(unlimited) = &point.unlimited {
            half(report, &format!("{name}_no_budget"), unlimited);
        }
        let cell = |of: fn(&Half) -> f64| {
            let none = point
                .unlimited
                .as_ref()
                .map_or("–".to_owned(), |half| shown(of(half)));
            format!("{:>8} {none:>8}", shown(of(&point.kept)))
        };
        let _ = writeln!(
            text,
            "{:<14} {:>8} {} | {} | {} | {}",
            format!("{} %", point.share),
            shown(point.marked_percent),
            cell(|half| half.pierced_percent),
            cell(|half| half.interruptions_fewer_percent),
            cell(|half| half.in_time_percent),
            cell(|half| half.median_minutes),
        );
    }
    report.note(format!(
        "{text}Of a hundred messages that ask by name: how many were marked urgent, and how many pierced; \
         interruptions spared against everything at once (%), truly urgent requests answered within \
         10 minutes (%) and their median, with the weekly budget and without. From 1 % on one sender in \
         twenty marks what is not urgent.\n"
    ));
}

fn half(report: &mut Report, name: &str, half: &Half) {
    let fewer = half.interruptions_fewer_percent;
    report.detail(&format!("{name}_pierced"), "percent", half.pierced_percent);
    report.detail(&format!("{name}_interruptions_fewer"), "percent", fewer);
    report.detail(
        &format!("{name}_urgent_in_time"),
        "percent",
        half.in_time_percent,
    );
    report.detail(
        &format!("{name}_urgent_median"),
        "minutes",
        half.median_minutes,
    );
}
