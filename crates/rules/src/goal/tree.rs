//! Which goals serve which, never in a circle.

use std::collections::{BTreeMap, BTreeSet};

use model::id::GoalId;
use model::limits::GOAL_DEPTH_MAX;

use super::GoalRefusal;

/// Which goal serves which: of each the one it serves, if any.
pub type Parents = BTreeMap<GoalId, Option<GoalId>>;

/// Decides whether `goal` (or a new one, `None`) may serve `parent`.
///
/// # Errors
/// [`GoalRefusal::Circle`], [`GoalRefusal::Deep`].
pub fn decide_parent(
    goal: Option<GoalId>,
    parent: GoalId,
    parents: &Parents,
) -> Result<(), GoalRefusal> {
    let mut above = 0;
    let mut next = Some(parent);
    while let Some(one) = next {
        above += 1;
        if Some(one) == goal {
            return Err(GoalRefusal::Circle);
        }
        if GOAL_DEPTH_MAX < above {
            return Err(GoalRefusal::Deep);
        }
        next = parents.get(&one).copied().flatten();
    }
    let below = goal.map_or(1, |goal| height(goal, parents));
    if GOAL_DEPTH_MAX < above + below {
        return Err(GoalRefusal::Deep);
    }
    Ok(())
}

/// How many goals stand below one another from `goal` on, itself included.
fn height(goal: GoalId, parents: &Parents) -> usize {
    let mut level = BTreeSet::from([goal]);
    let mut height = 0;
    while !level.is_empty() && height <= GOAL_DEPTH_MAX {
        height += 1;
        let serves = |parent: &Option<GoalId>| parent.is_some_and(|one| level.contains(&one));
        level = parents
            .iter()
            .filter(|(_, parent)| serves(parent))
            .map(|(goal, _)| *goal)
            .collect();
    }
    height
}
