//! When a blocker is told to the team, who can help, and what waits on it (rule 9).

use std::time::Duration;

use model::blocker::Blocker;
use model::id::PersonId;
use model::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::availability::{Cause, LOOK_AHEAD, Schedule};
use crate::due::{after_work, work_pieces};
use crate::settings::Settings;
use crate::text::{TextRefusal, check_title};

/// How long after a blocker was resolved one on the same topic is shown as its return.
pub const RETURN_WITHIN: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// What is to be done about a blocker now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum BlockerStep {
    /// Look again then.
    Wait {
        /// When two working hours of its raiser are over.
        until: Timestamp,
    },
    /// Tell the team.
    TellTeam,
    /// Nothing more: it is resolved, or the team was told.
    Nothing,
}

/// Decides what is to be done about a blocker at `now`, with the schedule of who raised it. Who has no
/// working time ahead is helped at once.
#[must_use]
pub fn decide_blocker(
    blocker: &Blocker,
    raiser: &Schedule<'_>,
    now: Timestamp,
    settings: &Settings,
) -> BlockerStep {
    if blocker.resolved_at.is_some() || blocker.told_at.is_some() {
        return BlockerStep::Nothing;
    }
    let given = Duration::from_secs(60 * u64::from(settings.blocker_minutes));
    match after_work(raiser, blocker.raised_at, given) {
        Some((_, until)) if now < until => BlockerStep::Wait { until },
        _ => BlockerStep::TellTeam,
    }
}

/// Who of the team sees "I can help" now: everyone available but the one who is stuck.
#[must_use]
pub fn helpers(blocker: &Blocker, team: &[&Schedule<'_>], now: Timestamp) -> Vec<PersonId> {
    team.iter()
        .filter(|schedule| schedule.person() != blocker.raised_by)
        .filter(|schedule| schedule.stretch_at(now).cause == Cause::Working)
        .map(|schedule| schedule.person())
        .collect()
}

/// What a blocker does to the date of a task that waits on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateRisk {
    /// When the task is due.
    pub due_at: Timestamp,
    /// When it may be expected, by the working time of its owner that the blocker has cost so far;
    /// `None` if they have no working time ahead.
    pub expected_at: Option<Timestamp>,
    /// That working time.
    pub lost: Duration,
}

/// The risk to a task due at `due_at`, with the schedule of its owner; `None` while nothing is lost.
#[must_use]
pub fn date_risk(
    blocker: &Blocker,
    due_at: Timestamp,
    owner: &Schedule<'_>,
    now: Timestamp,
) -> Option<DateRisk> {
    let until = blocker.resolved_at.unwrap_or(now);
    let from = blocker.raised_at.max(until.minus(LOOK_AHEAD));
    let lost: Duration = work_pieces(owner, from, until)
        .map(|piece| piece.until.since(piece.from))
        .sum();
    (!lost.is_zero()).then(|| DateRisk {
        due_at,
        expected_at: after_work(owner, due_at.max(from), lost).map(|(_, at)| at),
        lost,
    })
}

/// The blocker of `earlier` that `blocker` is the return of: the newest one on the same topic that was
/// resolved within [`RETURN_WITHIN`] before it.
#[must_use]
pub fn return_of<'a>(blocker: &Blocker, earlier: &'a [Blocker]) -> Option<&'a Blocker> {
    earlier
        .iter()
        .filter(|other| other.id != blocker.id && other.topic == blocker.topic)
        .filter(|other| {
            other.resolved_at.is_some_and(|at| {
                at <= blocker.raised_at && blocker.raised_at.since(at) <= RETURN_WITHIN
            })
        })
        .max_by_key(|other| other.resolved_at)
}

/// Why something with a blocker is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BlockerRefusal {
    /// The line is refused.
    #[error("text: {0}")]
    Text(TextRefusal),
    /// It is resolved already.
    #[error("the blocker is resolved")]
    Resolved,
    /// The topic has one that is not resolved.
    #[error(
        "the topic is blocked already; resolve that blocker first, or write what is new below it"
    )]
    Raised,
    /// Who is stuck cannot help themselves: they resolve it.
    #[error("it is your own blocker; resolve it when it is gone")]
    Own,
}

/// Decides whether a blocker may be raised on a topic with those blockers, one at a time; answers its
/// line to store.
///
/// # Errors
/// [`BlockerRefusal`] names the rule that refused.
pub fn decide_raise(text: &str, on_topic: &[Blocker]) -> Result<String, BlockerRefusal> {
    if on_topic.iter().any(|one| one.resolved_at.is_none()) {
        return Err(BlockerRefusal::Raised);
    }
    check_title(text).map_err(BlockerRefusal::Text)
}

/// Decides whether `by` may help; answers the blocker with them among its helpers.
///
/// # Errors
/// [`BlockerRefusal`] names the rule that refused.
pub fn decide_help(blocker: &Blocker, by: PersonId) -> Result<Blocker, BlockerRefusal> {
    if blocker.resolved_at.is_some() {
        return Err(BlockerRefusal::Resolved);
    }
    if blocker.raised_by == by {
        return Err(BlockerRefusal::Own);
    }
    let mut helped = blocker.clone();
    if !helped.helpers.contains(&by) {
        helped.helpers.push(by);
    }
    Ok(helped)
}

/// Decides whether a blocker may be resolved with that line; anyone who may write in its topic may.
///
/// # Errors
/// [`BlockerRefusal`] names the rule that refused.
pub fn decide_resolve(
    blocker: &Blocker,
    by: PersonId,
    outcome: &str,
    now: Timestamp,
) -> Result<Blocker, BlockerRefusal> {
    if blocker.resolved_at.is_some() {
        return Err(BlockerRefusal::Resolved);
    }
    let outcome = check_title(outcome).map_err(BlockerRefusal::Text)?;
    Ok(Blocker {
        resolved_by: Some(by),
        resolved_at: Some(now),
        outcome,
        ..blocker.clone()
    })
}

#[cfg(test)]
mod tests;
