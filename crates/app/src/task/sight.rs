//! Who sees a task, and the one way by which a task is written and told.

use model::event::{Audience, Event};
use model::id::{ChannelId, PersonId, TaskId};
use model::person::Role;
use model::task::{Task, TaskChanged, TaskHistory};
use model::time::Timestamp;
use rules::channel::Standing;
use store::{Tx, View};

use super::news;
use crate::actor::Actor;
use crate::error::{AppError, not_found};
use crate::{App, board, my_board};

/// To whom a task is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sight {
    /// The channels whose members see it: its own, and those of its boards.
    pub(crate) channels: Vec<ChannelId>,
    /// Who sees it besides, or as well: its owner and helpers, and its maker while it is private.
    people: Vec<PersonId>,
}

/// Who sees a task, as its cards stand now.
pub(crate) fn sight(view: &View<'_>, task: &Task) -> Result<Sight, AppError> {
    let mut channels: Vec<ChannelId> = task.channel.into_iter().collect();
    for channel in view.card_channels(task.id)? {
        if !channels.contains(&channel) {
            channels.push(channel);
        }
    }
    let mut people: Vec<PersonId> = task.owner.into_iter().collect();
    people.extend(&task.helpers);
    if channels.is_empty() {
        people.push(task.created_by);
    }
    people.sort_unstable();
    people.dedup();
    Ok(Sight { channels, people })
}

impl Sight {
    /// Whether one of its channels tells a person of it anyway.
    fn hears(&self, view: &View<'_>, person: PersonId) -> Result<bool, AppError> {
        for channel in &self.channels {
            if view.membership(*channel, person)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// A person's standing towards a channel of a task; `None` if they may not read it.
fn reads(
    view: &View<'_>,
    person: PersonId,
    role: Role,
    channel: ChannelId,
) -> Result<Option<(model::channel::Channel, Standing)>, AppError> {
    let Some(channel) = view.channel(channel)? else {
        return Ok(None);
    };
    let member = view.membership(channel.id, person)?.is_some();
    let standing = Standing {
        person,
        role,
        member,
    };
    let seen = rules::channel::can_read(&channel, standing);
    Ok(seen.then_some((channel, standing)))
}

/// Whether somebody sees a task.
pub(crate) fn sees(
    view: &View<'_>,
    person: PersonId,
    role: Role,
    task: &Task,
) -> Result<bool, AppError> {
    let sight = sight(view, task)?;
    if sight.people.contains(&person) {
        return Ok(true);
    }
    for channel in sight.channels {
        if reads(view, person, role, channel)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A task that the actor sees; to others it does not exist.
pub(crate) fn seen_task(view: &View<'_>, actor: &Actor, id: TaskId) -> Result<Task, AppError> {
    let task = view.task(id)?.ok_or_else(not_found)?;
    if sees(view, actor.person, actor.role, &task)? {
        Ok(task)
    } else {
        Err(not_found())
    }
}

/// A task that the actor may change: its people, and who may write in one of its channels.
pub(crate) fn written_task(view: &View<'_>, actor: &Actor, id: TaskId) -> Result<Task, AppError> {
    let task = view.task(id)?.ok_or_else(not_found)?;
    let sight = sight(view, &task)?;
    if sight.people.contains(&actor.person) {
        return Ok(task);
    }
    // Who may read in none of them does not see the task.
    let mut refused = not_found();
    for channel in sight.channels {
        if let Some((channel, standing)) = reads(view, actor.person, actor.role, channel)? {
            match rules::channel::decide_write(&channel, standing) {
                Ok(()) => return Ok(task),
                Err(refusal) => refused = refusal.into(),
            }
        }
    }
    Err(refused)
}

/// Writes a line of a task's history.
pub(crate) fn note(
    tx: &Tx<'_>,
    task: TaskId,
    by: Option<PersonId>,
    what: TaskChanged,
    now: Timestamp,
) -> Result<(), AppError> {
    let line = TaskHistory { at: now, by, what };
    Ok(tx.insert_task_history(task, &line)?)
}

/// Writes a task, new or changed, and tells all who see it or saw it before: the one way by which tasks
/// are written. Its due instant, its alarm and its version follow.
pub(crate) fn put(
    app: &App,
    tx: &mut Tx<'_>,
    mut task: Task,
    before: Option<&Task>,
    now: Timestamp,
) -> Result<Task, AppError> {
    let was = match before {
        Some(before) => Some(sight(tx, before)?),
        None => None,
    };
    task.version = before.map_or(1, |before| before.version + 1);
    let plan = |task: &Task| (task.owner, task.due, task.is_open());
    if before.is_none_or(|before| plan(before) != plan(&task)) {
        news::plan_due(app, tx, &mut task, now)?;
    }
    task.open_waits = open_waits(tx, &task)?;
    tx.put_task(&task)?;
    my_board::follow_task(tx, before, &task, now)?;
    tell_task(tx, &task, was.as_ref(), now)?;
    let came_back = |before: &Task| before.dropped_at.is_some() && task.dropped_at.is_none();
    let is_seen_anew = |before: &Task| {
        before.owner != task.owner
            || before.helpers != task.helpers
            || before.channel != task.channel
            || came_back(before)
    };
    if before.is_some_and(is_seen_anew) {
        board::tell_cards(tx, task.id, now)?;
    }
    if before.is_some_and(|before| before.is_open() != task.is_open()) {
        count_waits_on(tx, task.id, now)?;
    }
    Ok(task)
}

/// How many of the tasks that a task waits on are still to be done.
fn open_waits(view: &View<'_>, task: &Task) -> Result<u16, AppError> {
    let mut open = 0;
    for id in &task.waits_on {
        if view.task(*id)?.is_some_and(|other| other.is_open()) {
            open += 1;
        }
    }
    Ok(open)
}

/// A task was closed or is open again: what waits on it is counted anew and told to those who see that,
/// whether they see the task itself or not. Nobody changed it, so its version stays.
fn count_waits_on(tx: &mut Tx<'_>, id: TaskId, now: Timestamp) -> Result<(), AppError> {
    for waiting in tx.tasks_waiting_on(id)? {
        let counted = Task {
            open_waits: open_waits(tx, &waiting)?,
            ..waiting
        };
        tx.put_task(&counted)?;
        tell_task(tx, &counted, None, now)?;
    }
    Ok(())
}

/// Tells of a task after a card of it came or went: `was` is who saw it before. Who lost sight of it is told
/// first; who sees it still has its cards told again.
pub(crate) fn tell_from(
    tx: &mut Tx<'_>,
    task: &Task,
    was: &Sight,
    now: Timestamp,
) -> Result<(), AppError> {
    let is_lost = tell_task(tx, task, Some(was), now)?;
    if is_lost {
        board::tell_cards(tx, task.id, now)?;
    }
    Ok(())
}

/// Who left a channel is told of their own tasks there by themselves from now on, of closed and dropped ones
/// too: what the channel was told is out of their sight, whether they heard it or not.
pub(crate) fn leave(
    tx: &mut Tx<'_>,
    person: PersonId,
    channel: ChannelId,
    now: Timestamp,
) -> Result<(), AppError> {
    for task in tx.tasks_of_in(person, channel)? {
        let updated = Event::TaskUpdated(Box::new(task));
        tx.append(now, Audience::Person(person), updated)?;
    }
    Ok(())
}

/// Tells of a task; answers whether somebody lost sight of it. Whose task it no longer is hears that
/// themselves, since they may leave the channel that tells them before they catch up.
fn tell_task(
    tx: &mut Tx<'_>,
    task: &Task,
    was: Option<&Sight>,
    now: Timestamp,
) -> Result<bool, AppError> {
    let is = sight(tx, task)?;
    let removed = || Event::TaskRemoved(model::board::TaskRemoved { task: task.id });
    let updated = || Event::TaskUpdated(Box::new(task.clone()));
    let mut is_lost = false;
    if let Some(was) = was {
        for channel in was.channels.iter().filter(|one| !is.channels.contains(one)) {
            tx.append(now, Audience::Channel(*channel), removed())?;
            is_lost = true;
        }
        for person in was.people.iter().filter(|one| !is.people.contains(one)) {
            let hears = is.hears(tx, *person)?;
            let told = if hears { updated() } else { removed() };
            tx.append(now, Audience::Person(*person), told)?;
            is_lost |= !hears;
        }
    }
    for channel in &is.channels {
        tx.append(now, Audience::Channel(*channel), updated())?;
    }
    for person in &is.people {
        if !is.hears(tx, *person)? {
            tx.append(now, Audience::Person(*person), updated())?;
        }
    }
    Ok(is_lost)
}
