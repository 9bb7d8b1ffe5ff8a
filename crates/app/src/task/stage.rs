//! How far a task is: started, finished, reopened, let go; what waited on it, and the next one.

use model::id::{PersonId, TaskId};
use model::task::{Stage, Task, TaskChanged, TaskNews, TaskOrigin};
use model::time::Timestamp;
use rules::task::{TaskRefusal, at_stage, dropped, next_of};
use store::{TaskText, Tx};

use super::news;
use super::sight::{note, put};
use crate::actor::Actor;
use crate::error::AppError;
use crate::{App, board, random};

/// Sets how far a task is, with all that follows: its cards on other boards, whoever waited on it, whoever
/// watches it, and the next one if it comes again.
pub(crate) fn set_stage(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    task: &Task,
    stage: Stage,
    now: Timestamp,
) -> Result<Task, AppError> {
    if task.stage == stage {
        return Ok(task.clone());
    }
    if task.dropped_at.is_some() {
        return Err(TaskRefusal::Dropped.into());
    }
    let moved = put(app, tx, at_stage(task, stage, now), Some(task), now)?;
    let what = TaskChanged::Stage {
        was: task.stage,
        is: stage,
    };
    note(tx, task.id, Some(actor.person), what, now)?;
    board::follow_stage(app, tx, &moved, now)?;
    if stage == Stage::Done {
        close(app, tx, &moved, actor.person, now)?;
        tell_finished(app, tx, &moved, actor.person, now)?;
        recur(app, tx, &moved, actor.person, now)?;
    } else if task.stage == Stage::Done {
        let watchers = news::watchers(tx, &moved)?;
        news::settle(tx, &moved, &watchers, &[TaskNews::Finished], now)?;
        settle_free(tx, &moved, now)?;
    }
    Ok(moved)
}

/// Tells those who watch a task, and those whom its boards tell of what was finished, except who did it.
fn tell_finished(
    app: &App,
    tx: &mut Tx<'_>,
    task: &Task,
    by: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    let mut people = news::watchers(tx, task)?;
    people.extend(board::told_of(tx, task.id)?);
    // The same is told to each once.
    for person in people {
        news::tell(app, tx, task, person, TaskNews::Finished, Some(by), now)?;
    }
    Ok(())
}

/// Lets a task go, or takes it up again.
pub(super) fn set_dropped(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    task: &Task,
    is_dropped: bool,
    now: Timestamp,
) -> Result<Task, AppError> {
    if task.dropped_at.is_some() == is_dropped {
        return Ok(task.clone());
    }
    let changed = put(app, tx, dropped(task, is_dropped, now), Some(task), now)?;
    let what = TaskChanged::Dropped {
        dropped: is_dropped,
    };
    note(tx, task.id, Some(actor.person), what, now)?;
    if is_dropped {
        close(app, tx, &changed, actor.person, now)?;
    } else {
        settle_free(tx, &changed, now)?;
    }
    Ok(changed)
}

/// Nothing is wanted of a closed task's people, and who waited on it can go on.
fn close(
    app: &App,
    tx: &mut Tx<'_>,
    task: &Task,
    by: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    news::settle_own(tx, task, now)?;
    for waiting in tx.tasks_waiting_on(task.id)? {
        if let Some(owner) = waiting.owner
            && waiting.is_open()
            && waiting.open_waits == 0
        {
            news::settle(tx, &waiting, &[owner], &[TaskNews::Risk], now)?;
            news::tell(app, tx, &waiting, owner, TaskNews::Free, Some(by), now)?;
        }
    }
    Ok(())
}

/// What waits on a task that is open again cannot go on.
fn settle_free(tx: &mut Tx<'_>, task: &Task, now: Timestamp) -> Result<(), AppError> {
    for waiting in tx.tasks_waiting_on(task.id)? {
        if let Some(owner) = waiting.owner {
            news::settle(tx, &waiting, &[owner], &[TaskNews::Free], now)?;
        }
    }
    Ok(())
}

/// Makes the next of a recurring task that was finished, once: with its dates moved and nothing ticked, on
/// the same boards.
fn recur(
    app: &App,
    tx: &mut Tx<'_>,
    task: &Task,
    by: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    if task.recurrence.is_none() || tx.recurred_task(task.id)?.is_some() {
        return Ok(());
    }
    let one = app.person_availability(tx, task.owner.unwrap_or(task.created_by))?;
    let Some(next) = next_of(task, one.schedule().zone(), now) else {
        return Ok(());
    };
    let fresh = Task {
        id: TaskId::new(now, random()),
        topic: None,
        due: Some(next.due),
        start: next.start,
        recurrence: next.recurrence,
        checked: 0,
        waits_on: Vec::new(),
        open_waits: 0,
        blocked: false,
        origin: Some(TaskOrigin::Recurred { task: task.id }),
        stage: Stage::NotStarted,
        started_at: None,
        finished_at: None,
        created_at: now,
        ..task.clone()
    };
    let fresh = put(app, tx, fresh, None, now)?;
    let mut text: TaskText = tx.task_text(task.id)?;
    for line in &mut text.lines {
        line.done = false;
    }
    tx.put_task_text(fresh.id, &text)?;
    let files = tx.task_files(task.id)?;
    tx.put_task_files(fresh.id, &files)?;
    for (person, watches) in tx.task_watches(task.id)? {
        tx.put_task_watch(fresh.id, person, watches)?;
    }
    note(tx, fresh.id, Some(by), TaskChanged::Created, now)?;
    board::put_recurred(tx, task, &fresh, now)
}
