//! How far a goal is.

use model::goal::{GoalState, KeyResult};

/// All of it, in thousandths.
const WHOLE: u16 = 1_000;

/// How much of its way a result has gone, in thousandths, rounded down: what is not reached is never
/// shown as whole. A target below the beginning falls.
#[must_use]
pub fn result_progress(result: &KeyResult) -> u16 {
    let way = i128::from(result.to) - i128::from(result.from);
    let gone = i128::from(result.now) - i128::from(result.from);
    if way == 0 {
        return if gone == 0 { WHOLE } else { 0 };
    }
    // Rounded towards where it began, whatever the direction.
    let permille = (gone * way.signum() * i128::from(WHOLE)).div_euclid(way.abs());
    u16::try_from(permille.clamp(0, i128::from(WHOLE))).unwrap_or(WHOLE)
}

/// How far a goal is, in thousandths: the mean of its results; without results that of its sub-goals
/// that were not dropped; without either nothing until it is reached.
#[must_use]
pub fn progress(results: &[KeyResult], sub_goals: &[u16], state: GoalState) -> u16 {
    let of_results = results.iter().map(result_progress);
    mean(of_results)
        .or_else(|| mean(sub_goals.iter().copied()))
        .unwrap_or(if state == GoalState::Reached {
            WHOLE
        } else {
            0
        })
}

/// The mean, rounded down; `None` of nothing.
fn mean(parts: impl Iterator<Item = u16>) -> Option<u16> {
    let (sum, count) = parts.fold((0_u64, 0_u64), |(sum, count), part| {
        (sum + u64::from(part.min(WHOLE)), count + 1)
    });
    let mean = sum.checked_div(count)?;
    Some(u16::try_from(mean).unwrap_or(WHOLE))
}
