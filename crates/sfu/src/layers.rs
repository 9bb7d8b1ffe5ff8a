//! Which simulcast layer each slot of a subscriber gets.

use crate::source::{Bitrate, LayerReport, Size};

/// What one slot shows and what there is to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Need {
    /// The source's layers, as the publisher named them.
    pub(crate) layers: Vec<LayerReport>,
    /// The size it is shown at, in device pixels.
    pub(crate) shown: Size,
    /// A shared screen, which goes before faces.
    pub(crate) screen: bool,
    /// What the slot has been given before.
    pub(crate) given: Option<Given>,
    /// It was paused for want of bandwidth, and is still.
    pub(crate) paused: bool,
}

/// A layer as a slot has been given it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Given {
    pub(crate) layer: u8,
    /// Without its highest temporal layer.
    pub(crate) thin: bool,
}

/// What was chosen for one slot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Choice {
    /// The layer that fits tile and bandwidth; its publisher should send it. `None` pauses.
    pub(crate) wanted: Option<u8>,
    /// The layer to forward: the wanted one, or the best that lives until it does; `None` when what
    /// lives is too large.
    pub(crate) target: Option<u8>,
    /// The highest temporal layer to forward; `None` for all of them.
    pub(crate) temporal: Option<u8>,
}

/// What was chosen for all slots of a subscriber.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Allocation {
    /// In the order of the needs.
    pub(crate) choices: Vec<Choice>,
    /// What the chosen layers take.
    pub(crate) current: Bitrate,
    /// What the layers take that the tiles alone would ask for.
    pub(crate) desired: Bitrate,
}

/// A tile may enlarge its picture by this, in percent, before the next layer is worth its cost.
const ENLARGED_PERCENT_MAX: u32 = 130;

/// A layer above the given one, and the smallest after a pause, must leave this much of the budget
/// free, in percent, so that it does not rise and fall in turn.
const RISE_ROOM_PERCENT: u64 = 12;

/// What layers take until they are measured, smallest first.
const ASSUMED_KBPS: [u64; 4] = [150, 500, 1_500, 4_000];

/// What a source without simulcast takes until it is measured.
const ASSUMED_SINGLE_KBPS: u64 = 400;

/// The largest layer's size until it is told.
const ASSUMED_LARGEST: Size = Size {
    width: 1_280,
    height: 720,
};

/// A layer with what is known or assumed of it.
#[derive(Clone, Copy, Debug)]
struct Step {
    layer: u8,
    size: Size,
    cost: Bitrate,
    live: bool,
    /// Without its highest temporal layer: the highest that is left.
    thin: Option<u8>,
}

/// The layers from small to large, gaps in knowledge filled by assumption.
fn steps(layers: &[LayerReport]) -> Vec<Step> {
    let known = layers
        .iter()
        .enumerate()
        .find_map(|(index, layer)| Some((index, layer.size?)));
    let (reference, size) = known.unwrap_or((layers.len().saturating_sub(1), ASSUMED_LARGEST));
    let mut steps: Vec<Step> = layers
        .iter()
        .enumerate()
        .map(|(index, report)| Step {
            layer: u8::try_from(index).unwrap_or(u8::MAX),
            size: report
                .size
                .unwrap_or_else(|| scaled(size, reference, index)),
            cost: if report.bitrate == Bitrate(0) {
                assumed_cost(index, layers.len())
            } else {
                report.bitrate
            },
            live: report.live,
            thin: None,
        })
        .collect();
    for (at, report) in layers.iter().enumerate() {
        if let Some(thin) = report.thin {
            steps.push(Step {
                cost: thin.bitrate,
                thin: Some(thin.temporal),
                ..steps[at]
            });
        }
    }
    // A layer with fewer pictures comes right before itself.
    steps.sort_by_key(|step| {
        let area = u64::from(step.size.width) * u64::from(step.size.height);
        (area, step.thin.is_none())
    });
    steps
}

/// Each layer has twice the side of the one before.
fn scaled(size: Size, from: usize, to: usize) -> Size {
    let scale = |side: u32| match to.checked_sub(from) {
        Some(up) => side << up.min(4),
        None => side >> (from - to).min(4),
    };
    Size {
        width: scale(size.width),
        height: scale(size.height),
    }
}

fn assumed_cost(index: usize, layers: usize) -> Bitrate {
    if layers == 1 {
        return Bitrate::kbps(ASSUMED_SINGLE_KBPS);
    }
    Bitrate::kbps(ASSUMED_KBPS[index.min(ASSUMED_KBPS.len() - 1)])
}

/// Position of the smallest layer that fills the tile without being enlarged too far.
fn ideal(steps: &[Step], shown: Size) -> usize {
    let fills = |step: &Step| {
        let enough = |side: u32, tile: u32| tile * 100 <= side * ENLARGED_PERCENT_MAX;
        // The picture is fitted into the tile: the tighter side decides.
        enough(step.size.width, shown.width) || enough(step.size.height, shown.height)
    };
    let whole = |step: &Step| step.thin.is_none() && fills(step);
    steps
        .iter()
        .position(whole)
        .unwrap_or(steps.len().saturating_sub(1))
}

/// Chooses layers for the slots of one subscriber within `budget` (voices already taken off).
///
/// Every slot gets its smallest layer first, screens and large tiles before others; what is left
/// raises them step by step. `may_rise` is false shortly after a fall: nothing rises then, and what is
/// paused stays so.
pub(crate) fn allocate(needs: &[Need], budget: Bitrate, may_rise: bool) -> Allocation {
    let ladders: Vec<Vec<Step>> = needs.iter().map(|need| steps(&need.layers)).collect();
    let ideals: Vec<usize> = needs
        .iter()
        .zip(&ladders)
        .map(|(need, ladder)| ideal(ladder, need.shown))
        .collect();
    let mut order: Vec<usize> = (0..needs.len())
        .filter(|at| !ladders[*at].is_empty())
        .collect();
    order.sort_by_key(|at| {
        let shown = needs[*at].shown;
        (
            !needs[*at].screen,
            u64::MAX - u64::from(shown.width) * u64::from(shown.height),
            *at,
        )
    });
    let mut given: Vec<Option<usize>> = vec![None; needs.len()];
    let mut used = Bitrate(0);
    for at in &order {
        let after = used.plus(ladders[*at][0].cost);
        if has_room(after, budget, !needs[*at].paused, may_rise) {
            given[*at] = Some(0);
            used = after;
        }
    }
    let mut raised = true;
    while raised {
        raised = false;
        for at in &order {
            let Some(position) = given[*at].filter(|position| *position < ideals[*at]) else {
                continue;
            };
            let (step, next) = (ladders[*at][position], ladders[*at][position + 1]);
            let after = used.minus(step.cost).plus(next.cost);
            if fits(
                after,
                budget,
                &needs[*at],
                &ladders[*at],
                position + 1,
                may_rise,
            ) {
                given[*at] = Some(position + 1);
                used = after;
                raised = true;
            }
        }
    }
    let desired = order.iter().fold(Bitrate(0), |sum, at| {
        sum.plus(ladders[*at][ideals[*at]].cost)
    });
    let mut spare = budget.minus(used);
    let choices = (0..needs.len())
        .map(|at| choose(&ladders[at], given[at], &mut spare))
        .collect();
    Allocation {
        choices,
        current: used,
        desired,
    }
}

/// Whether a slot may have the layer at `position`: what it had before it may keep up to the
/// budget, a higher one needs room.
fn fits(
    after: Bitrate,
    budget: Bitrate,
    need: &Need,
    ladder: &[Step],
    position: usize,
    may_rise: bool,
) -> bool {
    let had = need
        .given
        .and_then(|given| {
            let same = |step: &Step| step.layer == given.layer && step.thin.is_some() == given.thin;
            // Whoever had it thin had it, should it have become of one temporal layer since.
            let whole = |step: &Step| step.layer == given.layer;
            ladder
                .iter()
                .position(same)
                .or_else(|| ladder.iter().position(whole))
        })
        .is_some_and(|had| position <= had);
    has_room(after, budget, had, may_rise)
}

/// Whether so much may be sent of the budget: all of it for what was there before, less for what is
/// added.
fn has_room(after: Bitrate, budget: Bitrate, had: bool, may_rise: bool) -> bool {
    if had {
        after <= budget
    } else {
        may_rise && after <= budget.percent(100 - RISE_ROOM_PERCENT)
    }
}

/// The wanted layer, and the nearest that lives: below it if there is one, else above as far as what
/// is spare of the budget carries it.
fn choose(ladder: &[Step], given: Option<usize>, spare: &mut Bitrate) -> Choice {
    let Some(position) = given else {
        return Choice::default();
    };
    let step = &ladder[position];
    let below = ladder[..=position].iter().rev().find(|step| step.live);
    let nearest = below.or_else(|| ladder[position..].iter().find(|step| step.live));
    let nearest = nearest.unwrap_or(step);
    let more = nearest.cost.minus(step.cost);
    let fits = !nearest.live || more <= *spare;
    if fits {
        *spare = spare.minus(more);
    }
    Choice {
        wanted: Some(step.layer),
        target: fits.then_some(nearest.layer),
        temporal: nearest.thin,
    }
}

#[cfg(test)]
mod tests;
