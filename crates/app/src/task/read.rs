//! What is read of tasks: a task's page, lists, history.

use model::id::TaskId;
use model::limits::TASK_HISTORY_SHOWN;
use model::person::Role;
use model::task::{Task, TaskDetail, TaskHistory};
use model::time::Timestamp;
use store::{TaskSearch, View};

use super::blocked::risks_of;
use super::news::watchers;
use super::sight::{seen_task, sees};
use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::{channel_standing, topic_standing};

/// Of some tasks those that the actor sees.
fn seen(view: &View<'_>, actor: &Actor, tasks: Vec<Task>) -> Result<Vec<Task>, AppError> {
    let mut kept = Vec::new();
    for task in tasks {
        if sees(view, actor.person, actor.role, &task)? {
            kept.push(task);
        }
    }
    Ok(kept)
}

/// A task with all that its page shows the actor.
pub(crate) fn detail(
    app: &App,
    view: &View<'_>,
    actor: &Actor,
    task: Task,
    now: Timestamp,
) -> Result<TaskDetail, AppError> {
    let text = view.task_text(task.id)?;
    let mut waits = Vec::new();
    for id in &task.waits_on {
        waits.extend(view.task(*id)?);
    }
    let mut cards = Vec::new();
    for card in view.cards_of_task(task.id)? {
        if let Some(channel) = view.board_channel(card.board)?
            && channel_standing(view, actor, channel).is_ok()
        {
            cards.push(card);
        }
    }
    let topic = task.topic.map(|topic| topic_standing(view, actor, topic));
    let comments = topic.and_then(Result::ok);
    Ok(TaskDetail {
        text: text.text,
        html: text.html,
        lines: text.lines,
        attachments: view.task_files(task.id)?,
        cards,
        waits_on: seen(view, actor, waits)?,
        blocks: seen(view, actor, view.tasks_waiting_on(task.id)?)?,
        watched: watchers(view, &task)?.contains(&actor.person),
        comments: comments.map_or(0, |(topic, _, _)| topic.last_ordinal),
        risks: risks_of(app, view, actor, &task, now)?,
        task,
    })
}

impl App {
    /// One task with all that its page shows.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn task(
        self: &std::sync::Arc<Self>,
        actor: &Actor,
        id: TaskId,
    ) -> Result<TaskDetail, AppError> {
        let (app, actor, now) = (std::sync::Arc::clone(self), actor.clone(), self.now());
        self.store
            .read(move |view| {
                let task = seen_task(view, &actor, id)?;
                detail(&app, view, &actor, task, now)
            })
            .await
    }

    /// Tasks of a search that the actor sees, in order of id.
    ///
    /// # Errors
    /// `not_found` for a channel that the actor may not read.
    pub async fn tasks(
        &self,
        actor: &Actor,
        mut search: TaskSearch,
    ) -> Result<Vec<Task>, AppError> {
        let actor = actor.clone();
        search.words = search.words.trim().to_lowercase();
        self.store
            .read(move |view| {
                if let Some(channel) = search.channel {
                    channel_standing(view, &actor, channel)?;
                }
                let guest = actor.role == Role::Guest;
                Ok(view.tasks_seen(actor.person, guest, &search)?)
            })
            .await
    }

    /// What was changed of a task, newest first.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn task_history(
        &self,
        actor: &Actor,
        id: TaskId,
    ) -> Result<Vec<TaskHistory>, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| {
                let task = seen_task(view, &actor, id)?;
                Ok(view.task_history(task.id, TASK_HISTORY_SHOWN)?)
            })
            .await
    }
}
