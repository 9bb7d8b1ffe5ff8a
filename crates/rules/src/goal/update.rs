//! Updates: how a goal or a project goes.

use model::goal::{Goal, GoalState, GoalUpdate, KeyResult, Track};
use model::id::PersonId;
use model::limits::GOAL_TEXT_BYTES_MAX;

use super::{GoalRefusal, is_value};
use crate::text::{TextRefusal, markdown};

/// An update before it is checked.
#[derive(Clone, Copy, Debug)]
pub struct UpdateDraft<'a> {
    /// On track, at risk or off.
    pub track: Track,
    /// How sure its author is, 0 to 100.
    pub confidence_percent: Option<u8>,
    /// What changed.
    pub changed: &'a str,
    /// What is next.
    pub next: &'a str,
    /// Where the results stand; `None` leaves them as they are.
    pub values: Option<&'a [i64]>,
}

/// Decides whether an update may say that of `goal`, or of a project (`None`), which has no results;
/// answers what changed and what is next to store, and the goal's results with the new values.
///
/// # Errors
/// [`GoalRefusal`] names the rule that refused.
pub fn decide_update(
    goal: Option<&Goal>,
    draft: &UpdateDraft<'_>,
) -> Result<(String, String, Vec<KeyResult>), GoalRefusal> {
    if goal.is_some_and(|goal| goal.state != GoalState::Active) {
        return Err(GoalRefusal::Ended);
    }
    if draft
        .confidence_percent
        .is_some_and(|percent| 100 < percent)
    {
        return Err(GoalRefusal::Confidence);
    }
    let mut results = goal.map_or_else(Vec::new, |goal| goal.results.clone());
    if let Some(values) = draft.values {
        if values.len() != results.len() {
            return Err(GoalRefusal::Values);
        }
        for (result, value) in results.iter_mut().zip(values) {
            if !is_value(*value) {
                return Err(GoalRefusal::Value);
            }
            result.now = *value;
        }
    }
    let changed = markdown(draft.changed, GOAL_TEXT_BYTES_MAX).map_err(GoalRefusal::Changed)?;
    let next = markdown(draft.next, GOAL_TEXT_BYTES_MAX).map_err(GoalRefusal::Next)?;
    if changed.is_empty() {
        return Err(GoalRefusal::Changed(TextRefusal::Empty));
    }
    Ok((changed, next, results))
}

/// An update as somebody sees it: how sure its author is only if they follow what it is about, or wrote
/// it.
#[must_use]
pub fn seen_update(update: GoalUpdate, reader: PersonId, followers: &[PersonId]) -> GoalUpdate {
    let confidence_percent = update
        .confidence_percent
        .filter(|_| update.by == reader || followers.contains(&reader));
    GoalUpdate {
        confidence_percent,
        ..update
    }
}
