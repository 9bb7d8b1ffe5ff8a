//! `bench attention`: the team simulation (A1 to A7) and the price of planning one message (P15).
//!
//! A world is drawn from the seed: people in twelve zones with what they have said of their time and
//! what they truly do ([`people`]), and all that they begin ([`opener`]). It is run three times
//! ([`run`]): with everything notifying at once, with each person's own do-not-disturb at night,
//! and with the rules of the crate of that name. People behave the same in each ([`habits`]), down
//! to the single draw ([`chance`]): what differs is what reaches them when, and in what order.

mod assumptions;
mod chance;
mod habits;
mod nouns;
mod opener;
mod people;
mod price;
mod queue;
mod run;
mod show;
mod summary;
mod sweep;
mod tally;
mod timeline;
mod world;

use std::panic::resume_unwind;

use crate::BenchArgs;
use crate::report::Report;
use run::{Regime, Run, Variant};
use show::Runs;
use summary::Summary;
use world::{Drawing, Schedules, World};

/// How many of a hundred messages that ask one or two people by name are truly urgent.
const URGENT_PERCENT: f64 = 0.5;

/// Simulates and measures.
pub(crate) fn run(args: &BenchArgs, report: &mut Report) {
    let drawing = Drawing {
        seed: report.seed(),
        people: args.people as usize,
        days: args.days,
        urgent_percent: URGENT_PERCENT,
    };
    let world = World::draw(drawing);
    let schedules = Schedules::new(&world);
    let prices: Vec<price::Price> = (0..args.runs)
        .map(|_| price::measure(&world, &schedules))
        .collect();
    let runs = three_runs(&world, &schedules);
    show::runs(report, &world, &runs);
    show::price(report, &prices);
    let mut points = vec![sweep::little(drawing)];
    points.extend(sweep::points(&world, &schedules, &runs.rules, &runs.all));
    show::swept(report, &points);
    report.note(assumptions::text(&world));
}

fn three_runs(world: &World, schedules: &Schedules<'_>) -> Runs {
    let unheeded = Variant {
        heeded: false,
        bystanders: false,
        ..Variant::MEANT
    };
    let [all, nights] = both(world, schedules, [Regime::All, Regime::Nights]);
    let meant = [Variant::MEANT, unheeded].map(Regime::Rules);
    let [rules, unheeded] = both(world, schedules, meant);
    Runs {
        all,
        nights,
        rules,
        unheeded,
    }
}

/// Two runs over one world, side by side. More at a time would take more memory than they save time on
/// the two cores that figures are measured on.
fn both(world: &World, schedules: &Schedules<'_>, regimes: [Regime; 2]) -> [Summary; 2] {
    std::thread::scope(|scope| {
        regimes
            .map(|regime| scope.spawn(move || Summary::of(Run::over(world, schedules, regime))))
            .map(|run| run.join().unwrap_or_else(|cause| resume_unwind(cause)))
    })
}

#[cfg(test)]
mod tests;
