//! Iterations: a span of work, what was planned for it, what came in, what was finished, what goes on.

use model::board::Iteration;
use model::id::TaskId;
use model::limits::{ITERATION_DAYS_MAX, ITERATION_TASKS_MAX, OPEN_ITERATIONS_MAX};
use model::task::Stage;
use model::time::Timestamp;

use crate::text::{TextRefusal, check_name, check_purpose};

/// Why something with an iteration is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IterationRefusal {
    /// Its name.
    #[error("{0}")]
    Name(TextRefusal),
    /// Its goal.
    #[error("{0}")]
    Goal(TextRefusal),
    /// It ends before it begins, or is too long.
    #[error("the last day is the first or a later one, {ITERATION_DAYS_MAX} days on at most")]
    Span,
    /// There are too many that are not closed.
    #[error("at most {OPEN_ITERATIONS_MAX} iterations that are not closed; close some first")]
    TooMany,
    /// It is closed.
    #[error("the iteration is closed")]
    Closed,
    /// It runs already.
    #[error("the iteration runs already")]
    Started,
    /// It does not run.
    #[error("the iteration does not run; start it first")]
    NotStarted,
    /// Another runs on the board.
    #[error("another iteration runs on this board; close it first")]
    AnotherRuns,
    /// What is not finished can go on in another one of the board that is not closed.
    #[error("takes another iteration of this board that is not closed, or nothing")]
    CarryTo,
    /// It is full.
    #[error("an iteration holds {ITERATION_TASKS_MAX} tasks at most")]
    Full,
}

/// What people say of an iteration, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its name.
    pub name: String,
    /// What it is to reach.
    pub goal: String,
    /// Its first day.
    pub first: jiff::civil::Date,
    /// Its last day.
    pub last: jiff::civil::Date,
}

/// Checks what is said of an iteration.
///
/// # Errors
/// [`IterationRefusal`] says what is wrong.
pub fn check_said(said: Said) -> Result<Said, IterationRefusal> {
    let days = said.first.until(said.last).map(|span| span.get_days());
    if !days.is_ok_and(|days| (0..ITERATION_DAYS_MAX).contains(&days)) {
        return Err(IterationRefusal::Span);
    }
    Ok(Said {
        name: check_name(&said.name).map_err(IterationRefusal::Name)?,
        goal: check_purpose(&said.goal).map_err(IterationRefusal::Goal)?,
        ..said
    })
}

/// Whether it goes on now.
#[must_use]
pub fn runs(iteration: &Iteration) -> bool {
    iteration.started_at.is_some() && iteration.closed_at.is_none()
}

/// Decides whether an iteration may be changed, or a card put into it.
///
/// # Errors
/// [`IterationRefusal::Closed`].
pub fn decide_open(iteration: &Iteration) -> Result<(), IterationRefusal> {
    match iteration.closed_at {
        Some(_) => Err(IterationRefusal::Closed),
        None => Ok(()),
    }
}

/// A task of an iteration, and how far it is.
pub type TaskStage = (TaskId, Stage);

fn done(tasks: &[TaskStage]) -> Vec<TaskId> {
    let tasks = tasks.iter().filter(|(_, stage)| *stage == Stage::Done);
    tasks.map(|(task, _)| *task).collect()
}

/// Starts an iteration: what is in it now was planned.
///
/// # Errors
/// [`IterationRefusal`] names the rule that refused.
pub fn start(
    iteration: &Iteration,
    another_runs: bool,
    tasks: &[TaskStage],
    now: Timestamp,
) -> Result<Iteration, IterationRefusal> {
    decide_open(iteration)?;
    if iteration.started_at.is_some() {
        return Err(IterationRefusal::Started);
    }
    if another_runs {
        return Err(IterationRefusal::AnotherRuns);
    }
    Ok(Iteration {
        started_at: Some(now),
        planned: tasks.iter().map(|(task, _)| *task).collect(),
        finished: done(tasks),
        ..iteration.clone()
    })
}

/// Closes an iteration: what is not finished is carried over, into `carry_to` or into none.
///
/// # Errors
/// [`IterationRefusal`] names the rule that refused.
pub fn close(
    iteration: &Iteration,
    carry_to: Option<&Iteration>,
    tasks: &[TaskStage],
    now: Timestamp,
) -> Result<Iteration, IterationRefusal> {
    decide_open(iteration)?;
    if iteration.started_at.is_none() {
        return Err(IterationRefusal::NotStarted);
    }
    let takes = |other: &Iteration| {
        other.board == iteration.board && other.id != iteration.id && other.closed_at.is_none()
    };
    if !carry_to.is_none_or(takes) {
        return Err(IterationRefusal::CarryTo);
    }
    let finished = done(tasks);
    let open = tasks.iter().map(|(task, _)| *task);
    let carried = open.filter(|task| !finished.contains(task)).collect();
    Ok(Iteration {
        closed_at: Some(now),
        finished,
        carried,
        ..iteration.clone()
    })
}

/// A task came into an iteration, of which `held` hold this one.
///
/// # Errors
/// [`IterationRefusal`] names the rule that refused.
pub fn put_in(
    iteration: &Iteration,
    held: usize,
    (task, stage): TaskStage,
) -> Result<Iteration, IterationRefusal> {
    decide_open(iteration)?;
    if ITERATION_TASKS_MAX <= held {
        return Err(IterationRefusal::Full);
    }
    let mut changed = iteration.clone();
    if runs(iteration) && !iteration.planned.contains(&task) && !iteration.added.contains(&task) {
        changed.added.push(task);
    }
    note_stage(&mut changed, (task, stage));
    Ok(changed)
}

/// A task was taken out of an iteration. What was planned stays so.
#[must_use]
pub fn taken_out(iteration: &Iteration, task: TaskId) -> Iteration {
    let mut changed = iteration.clone();
    if iteration.closed_at.is_none() {
        changed.added.retain(|other| *other != task);
        changed.finished.retain(|other| *other != task);
    }
    changed
}

/// A task of an iteration came to a stage.
pub fn note_stage(iteration: &mut Iteration, (task, stage): TaskStage) {
    if !runs(iteration) {
        return;
    }
    iteration.finished.retain(|other| *other != task);
    if stage == Stage::Done {
        iteration.finished.push(task);
    }
}
