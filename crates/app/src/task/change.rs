//! Changing a task: what is wanted, what it was, and what is written of it in its history.

use jiff::civil::Date;
use model::file::File;
use model::id::{ChannelId, FileId, PersonId, TaskId};
use model::task::{
    ChecklistLine, Priority, Recurrence, Stage, Task, TaskChanged, TaskDue, TaskNews,
};
use model::time::Timestamp;
use rules::task::{check_bounds, check_labels, check_lines, check_task_text, check_task_title};
use store::{TaskText, Tx, View};

use super::blocked::retitle_topic;
use super::make::{counts_of, html_of};
use super::sight::{note, put, written_task};
use super::stage::{set_dropped, set_stage};
use super::wants::{checked_people, checked_recurrence, checked_waits};
use super::{news, settle};
use crate::actor::Actor;
use crate::error::{AppError, check_version};
use crate::{App, channel_standing, message};

/// What is changed about a task; `None` leaves as it is, `Some(None)` clears.
#[derive(Clone, Debug, Default)]
pub struct TaskChange {
    /// What is to be done.
    pub title: Option<String>,
    /// Its description, Markdown.
    pub text: Option<String>,
    /// Who does it.
    pub owner: Option<Option<PersonId>>,
    /// Who helps.
    pub helpers: Option<Vec<PersonId>>,
    /// How important it is.
    pub priority: Option<Priority>,
    /// Until when it is wanted.
    pub due: Option<Option<TaskDue>>,
    /// The day before which nobody needs to begin.
    pub start: Option<Option<Date>>,
    /// How long it takes, in minutes.
    pub estimate_minutes: Option<Option<u32>>,
    /// Words to find it by.
    pub labels: Option<Vec<String>>,
    /// How it comes again.
    pub recurrence: Option<Option<Recurrence>>,
    /// How far it is.
    pub stage: Option<Stage>,
    /// Whose members see it.
    pub channel: Option<Option<ChannelId>>,
    /// Its checklist.
    pub lines: Option<Vec<ChecklistLine>>,
    /// What hangs on it.
    pub attachments: Option<Vec<FileId>>,
    /// Tasks that must be finished before it.
    pub waits_on: Option<Vec<TaskId>>,
    /// Whether it is let go.
    pub dropped: Option<bool>,
}

/// A change with its description rendered, which happens before the writer's turn.
#[derive(Clone, Default)]
pub(crate) struct ReadyChange {
    pub(super) change: TaskChange,
    html: Option<String>,
}

impl ReadyChange {
    pub(crate) fn new(change: TaskChange) -> Self {
        let html = change.text.as_deref().map(html_of);
        Self { change, html }
    }
}

/// A task and its parts while a change is made of them.
struct Draft {
    task: Task,
    text: TaskText,
    files: Vec<File>,
    /// What changed.
    history: Vec<TaskChanged>,
}

impl Draft {
    fn changed(&mut self, is_changed: bool, what: TaskChanged) {
        if is_changed && !self.history.contains(&what) {
            self.history.push(what);
        }
    }

    /// Title, description, labels, checklist and files.
    fn words(
        &mut self,
        view: &View<'_>,
        actor: &Actor,
        ready: &ReadyChange,
    ) -> Result<(), AppError> {
        let change = &ready.change;
        if let Some(title) = &change.title {
            let was = std::mem::replace(&mut self.task.title, check_task_title(title)?);
            self.changed(was != self.task.title, TaskChanged::Title { was });
        }
        if let (Some(text), Some(html)) = (&change.text, &ready.html) {
            check_task_text(text)?;
            let was = std::mem::replace(&mut self.text.text, text.clone());
            self.text.html.clone_from(html);
            self.task.has_text = !text.trim().is_empty();
            self.changed(was != *text, TaskChanged::Text);
        }
        if let Some(labels) = &change.labels {
            let was = std::mem::replace(&mut self.task.labels, check_labels(labels)?);
            self.changed(was != self.task.labels, TaskChanged::Labels);
        }
        if let Some(lines) = &change.lines {
            let was = std::mem::replace(&mut self.text.lines, check_lines(lines)?);
            (self.task.checked, self.task.checklist) = counts_of(&self.text.lines);
            let what = TaskChanged::Checklist {
                checked: self.task.checked,
                of: self.task.checklist,
            };
            self.changed(was != self.text.lines, what);
        }
        if let Some(attachments) = &change.attachments {
            let files = message::attachments(view, actor, attachments, &self.files)?;
            let was = std::mem::replace(&mut self.files, files);
            self.task.files = u16::try_from(self.files.len()).unwrap_or(u16::MAX);
            self.changed(was != self.files, TaskChanged::Files);
        }
        Ok(())
    }

    /// Owner and helpers, and its channel.
    fn people(
        &mut self,
        view: &View<'_>,
        actor: &Actor,
        change: &TaskChange,
    ) -> Result<(), AppError> {
        let before = self.task.clone();
        let owner = change.owner.unwrap_or(before.owner);
        let helpers = change.helpers.as_ref().unwrap_or(&before.helpers);
        let (owner, helpers) = checked_people(view, actor, owner, helpers, Some(&before))?;
        let what = TaskChanged::Owner {
            was: before.owner,
            is: owner,
        };
        self.changed(before.owner != owner, what);
        let without = |some: &[PersonId], others: &[PersonId]| -> Vec<PersonId> {
            let gone = some.iter().filter(|one| !others.contains(one));
            gone.copied().collect()
        };
        let came = without(&helpers, &before.helpers);
        let went = without(&before.helpers, &helpers);
        let is_other = !came.is_empty() || !went.is_empty();
        self.changed(is_other, TaskChanged::Helpers { came, went });
        self.task.owner = owner;
        self.task.helpers = helpers;
        if let Some(channel) = change.channel
            && channel != before.channel
        {
            if let Some(channel) = channel {
                let (channel, standing) = channel_standing(view, actor, channel)?;
                rules::channel::decide_write(&channel, standing)?;
            }
            self.task.channel = channel;
            self.changed(true, TaskChanged::Plan);
        }
        Ok(())
    }

    /// Priority, dates, estimate, recurrence and waits.
    fn plan(
        &mut self,
        view: &View<'_>,
        actor: &Actor,
        change: &TaskChange,
    ) -> Result<(), AppError> {
        let before = self.task.clone();
        let task = &mut self.task;
        task.priority = change.priority.unwrap_or(task.priority);
        task.due = change.due.unwrap_or(task.due);
        task.start = change.start.unwrap_or(task.start);
        task.estimate_minutes = change.estimate_minutes.unwrap_or(task.estimate_minutes);
        if let Some(recurrence) = &change.recurrence {
            task.recurrence = checked_recurrence(recurrence.as_ref())?;
        }
        if let Some(waits) = &change.waits_on {
            task.waits_on = checked_waits(view, actor, task.id, waits, &before.waits_on)?;
        }
        let is = task.clone();
        let what = TaskChanged::Priority {
            was: before.priority,
            is: is.priority,
        };
        self.changed(before.priority != is.priority, what);
        let what = TaskChanged::Due {
            was: before.due,
            is: is.due,
        };
        self.changed(before.due != is.due, what);
        let planned = |task: &Task| (task.start, task.estimate_minutes, task.recurrence.clone());
        self.changed(planned(&before) != planned(&is), TaskChanged::Plan);
        self.changed(before.waits_on != is.waits_on, TaskChanged::WaitsOn);
        Ok(())
    }
}

/// Whether a change is worth telling those who watch: what was said, wanted or promised is other now.
fn is_news(what: &TaskChanged) -> bool {
    matches!(
        what,
        TaskChanged::Title { .. }
            | TaskChanged::Text
            | TaskChanged::Owner { .. }
            | TaskChanged::Priority { .. }
            | TaskChanged::Due { .. }
            | TaskChanged::WaitsOn
            | TaskChanged::Files
    )
}

/// Changes a task that the actor may change.
pub(crate) fn change(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TaskId,
    ready: &ReadyChange,
    version: Option<u64>,
    now: Timestamp,
) -> Result<Task, AppError> {
    let before = written_task(tx, actor, id)?;
    check_version(version, before.version)?;
    let mut draft = Draft {
        task: before.clone(),
        text: tx.task_text(id)?,
        files: tx.task_files(id)?,
        history: Vec::new(),
    };
    draft.words(tx, actor, ready)?;
    draft.people(tx, actor, &ready.change)?;
    draft.plan(tx, actor, &ready.change)?;
    check_bounds(&draft.task, draft.files.len())?;
    let mut task = before.clone();
    if !draft.history.is_empty() {
        task = write(app, tx, actor, &before, draft, now)?;
    }
    if let Some(dropped) = ready.change.dropped {
        task = set_dropped(app, tx, actor, &task, dropped, now)?;
    }
    if let Some(stage) = ready.change.stage {
        task = set_stage(app, tx, actor, &task, stage, now)?;
    }
    Ok(task)
}

/// Writes what changed, and tells whom it concerns.
fn write(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    before: &Task,
    draft: Draft,
    now: Timestamp,
) -> Result<Task, AppError> {
    let task = put(app, tx, draft.task, Some(before), now)?;
    tx.put_task_text(task.id, &draft.text)?;
    tx.put_task_files(task.id, &draft.files)?;
    retitle_topic(tx, before, &task, now)?;
    let is_news = draft.history.iter().any(is_news);
    for what in draft.history {
        note(tx, task.id, Some(actor.person), what, now)?;
    }
    if before.due != task.due
        && let Some(owner) = before.owner
    {
        settle(tx, &task, &[owner], &[TaskNews::Due], now)?;
    }
    if before.waits_on != task.waits_on
        && let Some(owner) = task.owner
    {
        settle(tx, &task, &[owner], &[TaskNews::Free, TaskNews::Risk], now)?;
    }
    news::tell_people(app, tx, &task, Some(before), Some(actor.person), now)?;
    if is_news {
        // Who was given it just now was told of that.
        for person in news::watchers(tx, &task)? {
            if before.is_of(person) || !task.is_of(person) {
                let by = Some(actor.person);
                news::tell(app, tx, &task, person, TaskNews::Changed, by, now)?;
            }
        }
    }
    Ok(task)
}
