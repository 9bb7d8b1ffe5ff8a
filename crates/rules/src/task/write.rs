//! What a task may hold, who may do what with it, and how its stage changes.

use std::collections::{BTreeMap, BTreeSet};

use model::id::TaskId;
use model::limits::{
    ATTACHMENTS_MAX, CHECKLIST_LINES_MAX, LABEL_CHARS_MAX, MESSAGE_TEXT_BYTES_MAX, TASK_CHAIN_MAX,
    TASK_ESTIMATE_MINUTES_MAX, TASK_HELPERS_MAX, TASK_LABELS_MAX, TASK_WAITS_MAX,
};
use model::task::{ChecklistLine, Stage, Task};
use model::time::Timestamp;

use crate::text::{TextRefusal, check_title, line};

/// Why something with a task is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TaskRefusal {
    /// The title is refused.
    #[error("title: {0}")]
    Title(TextRefusal),
    /// The description is refused.
    #[error("text: {0}")]
    Text(TextRefusal),
    /// A label is refused.
    #[error("a label has 1 to {LABEL_CHARS_MAX} characters in one line")]
    Label,
    /// Too many labels.
    #[error("at most {TASK_LABELS_MAX} labels")]
    LabelCount,
    /// A line of the checklist is refused.
    #[error("a line of the checklist has 1 to 200 characters")]
    Line,
    /// Too many lines.
    #[error("at most {CHECKLIST_LINES_MAX} lines; make tasks of their own of what is more")]
    LineCount,
    /// Too many helpers.
    #[error("at most {TASK_HELPERS_MAX} helpers")]
    HelperCount,
    /// Too many files.
    #[error("at most {ATTACHMENTS_MAX} files")]
    FileCount,
    /// The estimate is out of bounds.
    #[error("takes 1 to {TASK_ESTIMATE_MINUTES_MAX} minutes; cut a longer task into several")]
    Estimate,
    /// It would begin after it is due.
    #[error("a task begins on or before the day it is due")]
    Start,
    /// Too many tasks it waits on.
    #[error("at most {TASK_WAITS_MAX} tasks")]
    WaitCount,
    /// It would wait on itself, directly or by way of others.
    #[error(
        "task {0} waits on this one already, directly or by way of others; take that away first"
    )]
    Circle(TaskId),
    /// It would wait on itself.
    #[error("a task cannot wait on itself")]
    Itself,
    /// The chain behind it is too long to be looked through.
    #[error("more than {TASK_CHAIN_MAX} tasks hang together there; take some apart first")]
    ChainLength,
    /// It has no channel in which others could read of it.
    #[error("the task is private; give it a channel first")]
    Private,
    /// It was let go.
    #[error("the task was let go; take it up again first")]
    Dropped,
}

/// A task's title: trimmed, one line, 1 to 200 characters.
///
/// # Errors
/// [`TaskRefusal::Title`] says what is wrong.
pub fn check_task_title(title: &str) -> Result<String, TaskRefusal> {
    check_title(title).map_err(TaskRefusal::Title)
}

/// A task's description, as a message's text; may be empty.
///
/// # Errors
/// [`TaskRefusal::Text`] says what is wrong.
pub fn check_task_text(text: &str) -> Result<(), TaskRefusal> {
    if MESSAGE_TEXT_BYTES_MAX < text.len() {
        return Err(TaskRefusal::Text(TextRefusal::TooLarge {
            bytes_max: MESSAGE_TEXT_BYTES_MAX,
        }));
    }
    if text.contains('\0') {
        return Err(TaskRefusal::Text(TextRefusal::Control));
    }
    Ok(())
}

/// Labels as they are stored: trimmed, each once whatever its case, in their order.
///
/// # Errors
/// [`TaskRefusal`] says what is wrong.
pub fn check_labels(labels: &[String]) -> Result<Vec<String>, TaskRefusal> {
    let mut kept: Vec<String> = Vec::new();
    let mut known = BTreeSet::new();
    for label in labels {
        let label = line(label, 1, LABEL_CHARS_MAX).map_err(|_| TaskRefusal::Label)?;
        if known.insert(label.to_lowercase()) {
            kept.push(label);
        }
    }
    if TASK_LABELS_MAX < kept.len() {
        return Err(TaskRefusal::LabelCount);
    }
    Ok(kept)
}

/// A checklist as it is stored: each line trimmed.
///
/// # Errors
/// [`TaskRefusal`] says what is wrong.
pub fn check_lines(lines: &[ChecklistLine]) -> Result<Vec<ChecklistLine>, TaskRefusal> {
    if CHECKLIST_LINES_MAX < lines.len() {
        return Err(TaskRefusal::LineCount);
    }
    let checked = lines.iter().map(|one| {
        let text = check_title(&one.text).map_err(|_| TaskRefusal::Line)?;
        Ok(ChecklistLine {
            text,
            done: one.done,
        })
    });
    checked.collect()
}

/// Bounds of what a task holds besides texts.
///
/// # Errors
/// [`TaskRefusal`] says what is wrong.
pub fn check_bounds(task: &Task, files: usize) -> Result<(), TaskRefusal> {
    if TASK_HELPERS_MAX < task.helpers.len() {
        return Err(TaskRefusal::HelperCount);
    }
    if ATTACHMENTS_MAX < files {
        return Err(TaskRefusal::FileCount);
    }
    let fits = |minutes| (1..=TASK_ESTIMATE_MINUTES_MAX).contains(&minutes);
    if !task.estimate_minutes.is_none_or(fits) {
        return Err(TaskRefusal::Estimate);
    }
    if let (Some(start), Some(model::task::TaskDue::Day(due))) = (task.start, task.due)
        && due < start
    {
        return Err(TaskRefusal::Start);
    }
    Ok(())
}

/// What `task` waits on as it is stored, if it may wait on these: none of them waits on it, directly or
/// by way of others. `waits` are all tasks that are reached from `wanted`, each with what it waits on.
///
/// # Errors
/// [`TaskRefusal`] says what is wrong.
pub fn decide_waits(
    task: TaskId,
    wanted: &[TaskId],
    waits: &BTreeMap<TaskId, Vec<TaskId>>,
) -> Result<Vec<TaskId>, TaskRefusal> {
    let mut kept: Vec<TaskId> = Vec::new();
    for one in wanted {
        if *one == task {
            return Err(TaskRefusal::Itself);
        }
        if !kept.contains(one) {
            kept.push(*one);
        }
    }
    if TASK_WAITS_MAX < kept.len() {
        return Err(TaskRefusal::WaitCount);
    }
    for first in &kept {
        if reaches(*first, task, waits) {
            return Err(TaskRefusal::Circle(*first));
        }
    }
    Ok(kept)
}

/// Whether `from` waits on `to`, directly or by way of others.
fn reaches(from: TaskId, to: TaskId, waits: &BTreeMap<TaskId, Vec<TaskId>>) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(next) = open.pop() {
        if next == to {
            return true;
        }
        if seen.insert(next) {
            open.extend(waits.get(&next).into_iter().flatten());
        }
    }
    false
}

/// A task at another stage: when it was first started, and when it is finished.
#[must_use]
pub fn at_stage(task: &Task, stage: Stage, now: Timestamp) -> Task {
    let mut moved = task.clone();
    moved.stage = stage;
    if stage == Stage::Doing {
        moved.started_at = moved.started_at.or(Some(now));
    }
    moved.finished_at = match stage {
        Stage::Done => moved.finished_at.or(Some(now)),
        Stage::NotStarted | Stage::Doing => None,
    };
    moved
}

/// A task that is let go, or taken up again.
#[must_use]
pub fn dropped(task: &Task, dropped: bool, now: Timestamp) -> Task {
    Task {
        dropped_at: dropped.then(|| task.dropped_at.unwrap_or(now)),
        ..task.clone()
    }
}

#[cfg(test)]
pub(crate) mod tests;
