//! Tasks: what they may hold, until when they are wanted, which stand still longer than usual, and in
//! which order they are shown (rule 14).

mod due;
mod recur;
mod write;

use std::time::Duration;

use model::task::Priority;
use model::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::settings::Settings;

pub use due::{next_due_telling, next_work_day_end, task_due_at};
pub use recur::{Recurred, next_of};
pub use write::{
    TaskRefusal, at_stage, check_bounds, check_labels, check_lines, check_task_text,
    check_task_title, decide_waits, dropped,
};

/// The usual time in a column: the 75th percentile of its newest passages. `passages` are newest
/// first, as working time or as plain time, whichever the board counts. `None` while there are too few.
#[must_use]
pub fn usual_time(passages: &[Duration], settings: &Settings) -> Option<Duration> {
    let most = usize::try_from(settings.column_passages_max).unwrap_or(usize::MAX);
    let least = usize::try_from(settings.column_passages_min).unwrap_or(usize::MAX);
    let mut newest: Vec<Duration> = passages.iter().copied().take(most).collect();
    if newest.is_empty() || newest.len() < least {
        return None;
    }
    newest.sort_unstable();
    // Nearest rank: the smallest that at least three quarters do not exceed.
    let rank = (newest.len() * 3).div_ceil(4);
    newest.get(rank - 1).copied()
}

/// Whether something has stood in its column for longer than usual; its owner is asked for a next
/// step, nobody else is told.
#[must_use]
pub fn stands_still(in_column: Duration, usual: Option<Duration>) -> bool {
    usual.is_some_and(|usual| usual < in_column)
}

/// What decides the place of a task on one's own board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskRank {
    /// How important it is.
    pub priority: Priority,
    /// When it is due.
    pub due_at: Option<Timestamp>,
    /// Since when it exists.
    pub created_at: Timestamp,
}

impl TaskRank {
    /// Sorts by priority, overdue ones before all others, then by due instant, then by age.
    #[must_use]
    pub fn sort_key(&self, now: Timestamp) -> (bool, Priority, Timestamp, Timestamp) {
        let due = self.due_at.unwrap_or(Timestamp::MAX);
        (now <= due, self.priority, due, self.created_at)
    }
}

#[cfg(test)]
mod tests;
