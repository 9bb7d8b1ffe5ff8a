//! Goals: what they may hold, how far they are, whom they serve, and who sees how sure somebody is.

mod progress;
mod tree;
mod update;

use jiff::civil::Date;
use model::goal::{Goal, GoalState, KeyResult};
use model::id::PersonId;
use model::limits::{
    GOAL_DAYS_MAX, GOAL_DEPTH_MAX, GOAL_FOLLOWERS_MAX, GOAL_LINKS_MAX, GOAL_RESULTS_MAX,
    GOAL_TEXT_BYTES_MAX, GOAL_VALUE_MAX, GOALS_MAX, UNIT_CHARS_MAX,
};
use model::person::Role;

use crate::text::{TextRefusal, check_title, line, markdown};

pub use progress::{progress, result_progress};
pub use tree::{Parents, decide_parent};
pub use update::{UpdateDraft, decide_update, seen_update};

/// Why something with a goal is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GoalRefusal {
    /// They may not see goals; to them there are none.
    #[error("there is no such goal")]
    NotVisible,
    /// It is not theirs to change.
    #[error("its owner, its maker, its team and admins change a goal")]
    NotAllowed,
    /// The objective is refused.
    #[error("objective: {0}")]
    Objective(TextRefusal),
    /// The purpose is refused.
    #[error("purpose: {0}")]
    Purpose(TextRefusal),
    /// It has too many results.
    #[error("a goal has at most {GOAL_RESULTS_MAX} results")]
    ResultCount,
    /// A result's text or unit is refused.
    #[error("{refusal}")]
    Result {
        /// Its place.
        place: usize,
        /// Why.
        refusal: TextRefusal,
    },
    /// A result begins where it is to end.
    #[error("a result begins elsewhere than it is to end: else nothing is measured")]
    NoWay {
        /// Its place.
        place: usize,
    },
    /// A value is too large.
    #[error("a value is at most nine million million, either way")]
    Value,
    /// It ends before it begins, or lasts too long.
    #[error("a goal ends on or after its first day, within 5 years")]
    Span,
    /// It would serve itself.
    #[error("a goal cannot serve itself, not even by way of others")]
    Circle,
    /// It would serve others too deeply.
    #[error("goals serve others at most {GOAL_DEPTH_MAX} deep")]
    Deep,
    /// What it is to serve is no goal that is pursued.
    #[error("choose a goal that is still pursued")]
    Parent,
    /// Many goals are pursued.
    #[error("{GOALS_MAX} goals are pursued; end one first")]
    TooMany,
    /// Many follow it.
    #[error("{GOAL_FOLLOWERS_MAX} people follow this goal; more cannot")]
    Followers,
    /// Many tasks and topics are linked.
    #[error("{GOAL_LINKS_MAX} tasks and topics are linked; take one away first")]
    Links,
    /// It is not pursued any more.
    #[error("the goal is reached or dropped; take it up again first")]
    Ended,
    /// What changed is refused.
    #[error("changed: {0}")]
    Changed(TextRefusal),
    /// What is next is refused.
    #[error("next: {0}")]
    Next(TextRefusal),
    /// It is no share of a hundred.
    #[error("takes 0 to 100")]
    Confidence,
    /// There are more or fewer values than results.
    #[error("name one value for each result, in their order")]
    Values,
}

/// What a goal says, before it is checked.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// What is to be reached.
    pub objective: &'a str,
    /// Why.
    pub purpose: &'a str,
    /// How it is measured.
    pub results: &'a [KeyResult],
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
}

/// What a goal says, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedWords {
    /// What is to be reached.
    pub objective: String,
    /// Why.
    pub purpose: String,
    /// How it is measured.
    pub results: Vec<KeyResult>,
}

/// Decides whether a goal may say that.
///
/// # Errors
/// [`GoalRefusal`] names the rule that refused.
pub fn decide_words(words: Words<'_>) -> Result<CheckedWords, GoalRefusal> {
    let objective = check_title(words.objective).map_err(GoalRefusal::Objective)?;
    let purpose = markdown(words.purpose, GOAL_TEXT_BYTES_MAX).map_err(GoalRefusal::Purpose)?;
    if GOAL_RESULTS_MAX < words.results.len() {
        return Err(GoalRefusal::ResultCount);
    }
    let mut results = Vec::with_capacity(words.results.len());
    for (place, result) in words.results.iter().enumerate() {
        let refused = |refusal| GoalRefusal::Result { place, refusal };
        if ![result.from, result.to, result.now]
            .into_iter()
            .all(is_value)
        {
            return Err(GoalRefusal::Value);
        }
        if result.from == result.to {
            return Err(GoalRefusal::NoWay { place });
        }
        results.push(KeyResult {
            text: check_title(&result.text).map_err(refused)?,
            unit: line(&result.unit, 0, UNIT_CHARS_MAX).map_err(refused)?,
            ..result.clone()
        });
    }
    let days = words.first.until(words.last).map(|span| span.get_days());
    if !days.is_ok_and(|days| (0..=GOAL_DAYS_MAX).contains(&days)) {
        return Err(GoalRefusal::Span);
    }
    Ok(CheckedWords {
        objective,
        purpose,
        results,
    })
}

pub(crate) fn is_value(value: i64) -> bool {
    (-GOAL_VALUE_MAX..=GOAL_VALUE_MAX).contains(&value)
}

/// Decides whether somebody may change a goal, or report on it: its owner, its maker, its team and
/// admins. Guests see no goals.
///
/// # Errors
/// [`GoalRefusal`] names the rule that refused.
pub fn decide_change(
    goal: &Goal,
    person: PersonId,
    role: Role,
    in_team: bool,
) -> Result<(), GoalRefusal> {
    if role < Role::Member {
        return Err(GoalRefusal::NotVisible);
    }
    let own = goal.owner == person || goal.created_by == person;
    if own || in_team || Role::Admin <= role {
        Ok(())
    } else {
        Err(GoalRefusal::NotAllowed)
    }
}

/// Decides who follows a goal when somebody begins to; in order of id, each once.
///
/// # Errors
/// [`GoalRefusal::Followers`] if many do.
pub fn decide_follow(goal: &Goal, person: PersonId) -> Result<Vec<PersonId>, GoalRefusal> {
    let mut followers = goal.followers.clone();
    let Err(place) = followers.binary_search(&person) else {
        return Ok(followers);
    };
    if GOAL_FOLLOWERS_MAX <= followers.len() {
        return Err(GoalRefusal::Followers);
    }
    followers.insert(place, person);
    Ok(followers)
}

/// Decides whether a goal may be pursued beside `active` others.
///
/// # Errors
/// [`GoalRefusal::TooMany`].
pub fn decide_pursue(
    before: Option<GoalState>,
    state: GoalState,
    active: u64,
) -> Result<(), GoalRefusal> {
    let begins = state == GoalState::Active && before != Some(GoalState::Active);
    if begins && u64::try_from(GOALS_MAX).is_ok_and(|max| max <= active) {
        return Err(GoalRefusal::TooMany);
    }
    Ok(())
}

/// Decides whether one more may be linked to a goal with `links`.
///
/// # Errors
/// [`GoalRefusal::Links`].
pub fn decide_link(links: usize) -> Result<(), GoalRefusal> {
    if GOAL_LINKS_MAX <= links {
        return Err(GoalRefusal::Links);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
