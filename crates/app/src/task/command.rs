//! The commands of tasks.

use std::sync::Arc;

use model::account::Scope;
use model::blocker::Blocker;
use model::error::ErrorCode;
use model::id::{BoardId, ColumnId, IterationId, TaskId};
use model::limits::TASK_BULK_MAX;
use model::task::{Task, TaskDetail};
use model::time::Timestamp;
use model::topic::Topic;
use store::Tx;

use super::blocked::open_topic;
use super::change::{ReadyChange, TaskChange, change};
use super::make::{NewTask, Ready, make};
use super::read::detail;
use super::sight::seen_task;
use crate::actor::Actor;
use crate::board::Spot;
use crate::error::{AppError, invalid};
use crate::once::{IdempotencyKey, once};
use crate::{App, blocker, board};

/// A change of many tasks.
#[derive(Clone, Debug, Default)]
pub struct BulkChange {
    /// What is changed of each.
    pub change: TaskChange,
    /// The board on which each is put, or moved.
    pub board: Option<BoardId>,
    /// The column there; if left out, where it stands, or the first of its stage.
    pub column: Option<ColumnId>,
    /// The iteration of that board that each comes into; `Some(None)` for none.
    pub iteration: Option<Option<IterationId>>,
}

impl BulkChange {
    /// Where each is put, if anywhere.
    fn place(&self) -> Result<Option<(BoardId, Spot)>, AppError> {
        let Some(board) = self.board else {
            if self.column.is_some() || self.iteration.is_some() {
                return Err(invalid(
                    "board",
                    "name the board of the column or iteration",
                ));
            }
            return Ok(None);
        };
        let spot = Spot {
            column: self.column,
            iteration: self.iteration,
            ..Spot::default()
        };
        Ok(Some((board, spot)))
    }
}

/// A task that one command for many left as it was, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkRefused {
    /// Which.
    pub task: TaskId,
    /// Why, for programs.
    pub code: ErrorCode,
    /// Why, for people.
    pub detail: String,
}

/// What became of many tasks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BulkDone {
    /// Those that were changed.
    pub done: Vec<Task>,
    /// Those that were not.
    pub refused: Vec<BulkRefused>,
}

/// Changes one of many tasks.
fn change_one(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TaskId,
    ready: &ReadyChange,
    place: Option<(BoardId, Spot)>,
    now: Timestamp,
) -> Result<Task, AppError> {
    let task = change(app, tx, actor, id, ready, None, now)?;
    let Some((board, spot)) = place else {
        return Ok(task);
    };
    board::place(app, tx, actor, (board, id), spot, now)?;
    seen_task(tx, actor, id)
}

impl App {
    /// Makes a task; what it was made from says so, and a request that it came from is answered.
    ///
    /// # Errors
    /// `not_found`, `not_allowed`; `invalid` names the field; `text_empty`, `text_too_long`.
    pub async fn create_task(
        self: &Arc<Self>,
        actor: &Actor,
        new: NewTask,
        key: Option<IdempotencyKey>,
    ) -> Result<TaskDetail, AppError> {
        actor.needs(Scope::Write)?;
        let ready = Ready::new(new);
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| {
                once(tx, &actor, key.as_ref(), "create_task", now, |tx| {
                    let made = make(&app, tx, &actor, &ready, now)?;
                    let made = seen_task(tx, &actor, made.id)?;
                    detail(&app, tx, &actor, made, now)
                })
            })
            .await
    }

    /// Changes a task.
    ///
    /// # Errors
    /// As making one; `stale` if it has changed since that version.
    pub async fn change_task(
        self: &Arc<Self>,
        actor: &Actor,
        id: TaskId,
        wanted: TaskChange,
        version: Option<u64>,
    ) -> Result<TaskDetail, AppError> {
        actor.needs(Scope::Write)?;
        let ready = ReadyChange::new(wanted);
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let changed = change(&app, tx, &actor, id, &ready, version, now)?;
                detail(&app, tx, &actor, changed, now)
            })
            .await
    }

    /// Changes many tasks, each by itself: one that is refused keeps no other from it.
    ///
    /// # Errors
    /// `invalid` for more than [`TASK_BULK_MAX`], or a column or iteration without its board.
    pub async fn change_tasks(
        self: &Arc<Self>,
        actor: &Actor,
        mut tasks: Vec<TaskId>,
        wanted: BulkChange,
    ) -> Result<BulkDone, AppError> {
        actor.needs(Scope::Write)?;
        if TASK_BULK_MAX < tasks.len() {
            return Err(invalid("tasks", format!("at most {TASK_BULK_MAX} at once")));
        }
        let mut known = std::collections::BTreeSet::new();
        tasks.retain(|task| known.insert(*task));
        let place = wanted.place()?;
        let ready = ReadyChange::new(wanted.change);
        let now = self.now();
        let changed = tasks.into_iter().map(|id| {
            let (app, actor, ready) = (Arc::clone(self), actor.clone(), ready.clone());
            let changed = self
                .store
                .write(move |tx| change_one(&app, tx, &actor, id, &ready, place, now));
            async move { (id, changed.await) }
        });
        let mut done = BulkDone::default();
        for (task, changed) in futures::future::join_all(changed).await {
            match changed {
                Ok(task) => done.done.push(task),
                Err(AppError::Refused(refusal)) => done.refused.push(BulkRefused {
                    task,
                    code: refusal.code,
                    detail: refusal.detail,
                }),
                Err(other) => return Err(other),
            }
        }
        Ok(done)
    }

    /// Says whether the actor wants to be told of a task's changes.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn watch_task(
        &self,
        actor: &Actor,
        id: TaskId,
        watches: bool,
    ) -> Result<(), AppError> {
        actor.needs(Scope::Write)?;
        let actor = actor.clone();
        self.store
            .write(move |tx| {
                let task = seen_task(tx, &actor, id)?;
                Ok(tx.put_task_watch(task.id, actor.person, watches)?)
            })
            .await
    }

    /// The topic of a task's comments, opened with the first of them.
    ///
    /// # Errors
    /// `wrong_state` for a private task; `not_allowed`.
    pub async fn task_topic(
        self: &Arc<Self>,
        actor: &Actor,
        id: TaskId,
    ) -> Result<Topic, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| open_topic(&app, tx, &actor, id, now))
            .await
    }

    /// Raises a blocker on a task, in one line, in its topic.
    ///
    /// # Errors
    /// As of its topic; `wrong_state` if it is blocked already.
    pub async fn block_task(
        self: &Arc<Self>,
        actor: &Actor,
        id: TaskId,
        text: String,
        key: Option<IdempotencyKey>,
    ) -> Result<Blocker, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| {
                once(tx, &actor, key.as_ref(), "block_task", now, |tx| {
                    let topic = open_topic(&app, tx, &actor, id, now)?;
                    blocker::raise(&app, tx, &actor, topic.id, &text, now)
                })
            })
            .await
    }
}
