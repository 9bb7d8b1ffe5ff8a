//! What becomes of the urgent mark when one person in twenty abuses it, with its budget and without.

use super::both;
use super::habits::{ABUSERS, Want};
use super::run::{Regime, Variant};
use super::summary::{Summary, percent};
use super::world::{Drawing, Schedules, World};

/// How many of a hundred messages that ask by name are marked urgent though they are not, to a full
/// share of so many. At 5 those who abuse the mark set it on nearly all of theirs.
const ABUSED: [f64; 3] = [1.0, 2.0, 5.0];

/// The share of a world in which little is urgent, and nothing else is marked.
const LITTLE: f64 = 0.1;

/// The figures at one share.
pub(super) struct Point {
    pub(super) share: f64,
    /// How many of a hundred messages that ask by name were marked in this world.
    pub(super) marked_percent: f64,
    pub(super) kept: Half,
    /// `None` where nobody abuses the mark.
    pub(super) unlimited: Option<Half>,
}

/// With the budget, or without.
pub(super) struct Half {
    /// How many of a hundred messages that ask by name pierced.
    pub(super) pierced_percent: f64,
    pub(super) interruptions_fewer_percent: f64,
    /// How many of a hundred truly urgent requests were answered within ten minutes.
    pub(super) in_time_percent: f64,
    pub(super) median_minutes: f64,
}

/// How many messages ask somebody by name.
pub(super) fn by_name(world: &World) -> usize {
    let openers = world.openers.iter();
    openers.filter(|opener| opener.asks_by_name()).count()
}

fn half(world: &World, run: &Summary, all: &Summary) -> Half {
    Half {
        pierced_percent: percent(run.tally.pierced, by_name(world)),
        interruptions_fewer_percent: run.interruptions_fewer_than(all),
        in_time_percent: run.due_met(Want::Urgent),
        median_minutes: run.median_delay(Want::Urgent),
    }
}

fn marked(world: &World, run: &Summary) -> f64 {
    percent(run.tally.pierced + run.tally.spent, by_name(world))
}

/// A point at which nobody abuses the mark.
fn honest(world: &World, rules: &Summary, all: &Summary) -> Point {
    Point {
        share: world.drawing.urgent_percent,
        marked_percent: marked(world, rules),
        kept: half(world, rules, all),
        unlimited: None,
    }
}

/// The point of a world in which little is urgent.
pub(super) fn little(drawing: Drawing) -> Point {
    let world = World::draw(Drawing {
        urgent_percent: LITTLE,
        ..drawing
    });
    let schedules = Schedules::new(&world);
    let regimes = [Regime::All, Regime::Rules(variant(0.0, true))];
    let [all, rules] = both(&world, &schedules, regimes);
    honest(&world, &rules, &all)
}

fn variant(abuse: f64, budget: bool) -> Variant {
    Variant {
        abuse,
        budget,
        bystanders: false,
        ..Variant::MEANT
    }
}

/// The points of a world: as it is, and with the mark abused. `rules` and `all` ran over it already.
pub(super) fn points(
    world: &World,
    schedules: &Schedules<'_>,
    rules: &Summary,
    all: &Summary,
) -> Vec<Point> {
    let abused = ABUSED.into_iter().map(|share| {
        let abuse = (share - world.drawing.urgent_percent) / 100.0 / ABUSERS;
        let variants = [true, false].map(|budget| variant(abuse.clamp(0.0, 1.0), budget));
        let [kept, unlimited] = both(world, schedules, variants.map(Regime::Rules));
        Point {
            share,
            marked_percent: marked(world, &kept),
            kept: half(world, &kept, all),
            unlimited: Some(half(world, &unlimited, all)),
        }
    });
    [honest(world, rules, all)]
        .into_iter()
        .chain(abused)
        .collect()
}
