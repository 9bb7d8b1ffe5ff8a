//! Blockers on tasks: their topic, their team, and what waits on what is blocked (rule 9).

use std::collections::BTreeSet;

use model::blocker::Blocker;
use model::id::{IterationId, PersonId, TaskId};
use model::limits::TASK_RISKS_MAX;
use model::task::{Task, TaskChanged, TaskDue, TaskNews, TaskRisk};
use model::time::Timestamp;
use model::topic::Topic;
use rules::availability::Schedule;
use rules::blocker::date_risk;
use rules::task::{next_work_day_end, task_due_at};
use store::{Tx, View};

use super::make::private;
use super::sight::{note, put, sees, sight, written_task};
use super::{news, settle};
use crate::actor::Actor;
use crate::error::{AppError, not_found};
use crate::{App, board, topic, topic_standing};

/// The topic of a task's comments, opened with the first of them.
pub(crate) fn open_topic(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TaskId,
    now: Timestamp,
) -> Result<Topic, AppError> {
    let task = super::seen_task(tx, actor, id)?;
    if let Some(topic) = task.topic {
        return Ok(topic_standing(tx, actor, topic)?.0);
    }
    let task = written_task(tx, actor, id)?;
    let home = match task.channel {
        Some(channel) => channel,
        None => tx
            .card_channels(id)?
            .into_iter()
            .next()
            .ok_or_else(private)?,
    };
    let topic = topic::open(tx, actor, home, &task.title, now)?;
    let opened = Task {
        topic: Some(topic.id),
        ..task.clone()
    };
    put(app, tx, opened, Some(&task), now)?;
    Ok(topic)
}

/// Gives the topic of a task's comments the task's new title, unless somebody has renamed the topic since, or
/// it stands where the task is no longer seen.
pub(super) fn retitle_topic(
    tx: &mut Tx<'_>,
    before: &Task,
    task: &Task,
    now: Timestamp,
) -> Result<(), AppError> {
    let Some(id) = task.topic.filter(|_| before.title != task.title) else {
        return Ok(());
    };
    let Some(mut topic) = tx.topic(id)? else {
        return Ok(());
    };
    let is_seen = sight(tx, task)?.channels.contains(&topic.channel);
    if !is_seen || topic.title != before.title {
        return Ok(());
    }
    topic.title.clone_from(&task.title);
    topic.version += 1;
    topic::put_topic(tx, &topic, now)
}

/// A blocker was raised on a task: it is blocked, and whom it costs a near date is told at once.
pub(crate) fn raised(
    app: &App,
    tx: &mut Tx<'_>,
    blocker: &Blocker,
    now: Timestamp,
) -> Result<(), AppError> {
    let Some(task) = set_blocked(app, tx, blocker, true, blocker.raised_by, now)? else {
        return Ok(());
    };
    tell_risks(app, tx, &task, blocker, Whom::Near, now)
}

/// A blocker of a task was resolved, which is blocked no more unless another stands on it.
pub(crate) fn resolved(
    app: &App,
    tx: &mut Tx<'_>,
    blocker: &Blocker,
    by: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    let Some(task) = set_blocked(app, tx, blocker, false, by, now)? else {
        return Ok(());
    };
    for waiting in dependents(tx, task.id)? {
        if let Some(owner) = waiting.owner
            && stoppers(tx, &waiting)?.is_empty()
        {
            settle(tx, &waiting, &[owner], &[TaskNews::Risk], now)?;
        }
    }
    Ok(())
}

/// Keeps whether an unresolved blocker stands on a task true; answers the task.
fn set_blocked(
    app: &App,
    tx: &mut Tx<'_>,
    blocker: &Blocker,
    blocked: bool,
    by: PersonId,
    now: Timestamp,
) -> Result<Option<Task>, AppError> {
    let Some(id) = blocker.task else {
        return Ok(None);
    };
    let Some(before) = tx.task(id)? else {
        return Ok(None);
    };
    let blocked = blocked || !tx.open_blockers_on_task(id)?.is_empty();
    if before.blocked == blocked {
        return Ok(Some(before));
    }
    let task = Task {
        blocked,
        ..before.clone()
    };
    let task = put(app, tx, task, Some(&before), now)?;
    note(tx, id, Some(by), TaskChanged::Blocked { blocked }, now)?;
    Ok(Some(task))
}

/// The team of the boards that a blocker's task stands on; `None` if there is none, and the whole channel
/// is told.
pub(crate) fn team(view: &View<'_>, blocker: &Blocker) -> Result<Option<Vec<PersonId>>, AppError> {
    let Some(task) = blocker.task else {
        return Ok(None);
    };
    let mut team = None;
    for card in view.cards_of_task(task)? {
        let board = view
            .board(card.board)?
            .filter(|one| one.archived_at.is_none());
        let Some(group) = board.and_then(|board| board.team) else {
            continue;
        };
        let Some(group) = view.group(group)?.filter(|one| one.archived_at.is_none()) else {
            continue;
        };
        let people: &mut Vec<PersonId> = team.get_or_insert_default();
        for person in group.members {
            // Its topic is read in its channel.
            if !people.contains(&person) && view.membership(blocker.channel, person)?.is_some() {
                people.push(person);
            }
        }
    }
    Ok(team)
}

/// Which owners of what waits on a blocked task are told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whom {
    /// Whose date is within their next working day.
    Near,
    /// All.
    All,
}

/// The team was told of a blocker: so are the owners of what waits on its task.
pub(crate) fn tell_all_risks(
    app: &App,
    tx: &mut Tx<'_>,
    blocker: &Blocker,
    now: Timestamp,
) -> Result<(), AppError> {
    let task = match blocker.task {
        Some(task) => tx.task(task)?,
        None => None,
    };
    match task {
        Some(task) => tell_risks(app, tx, &task, blocker, Whom::All, now),
        None => Ok(()),
    }
}

fn tell_risks(
    app: &App,
    tx: &mut Tx<'_>,
    task: &Task,
    blocker: &Blocker,
    whom: Whom,
    now: Timestamp,
) -> Result<(), AppError> {
    for waiting in dependents(tx, task.id)? {
        let Some(owner) = waiting.owner.filter(|owner| *owner != blocker.raised_by) else {
            continue;
        };
        if whom == Whom::All || is_near(app, tx, &waiting, owner, now)? {
            let from = Some(blocker.raised_by);
            news::tell(app, tx, &waiting, owner, TaskNews::Risk, from, now)?;
        }
    }
    Ok(())
}

/// Whether a task is due within its owner's next working day.
fn is_near(
    app: &App,
    view: &View<'_>,
    task: &Task,
    owner: PersonId,
    now: Timestamp,
) -> Result<bool, AppError> {
    let Some(due_at) = task.due_at else {
        return Ok(false);
    };
    let one = app.person_availability(view, owner)?;
    let end = next_work_day_end(&one.schedule(), now);
    Ok(end.is_some_and(|end| due_at <= end))
}

/// Open tasks that wait on a task, directly or further on, the nearest first.
fn dependents(view: &View<'_>, id: TaskId) -> Result<Vec<Task>, AppError> {
    let mut known = BTreeSet::from([id]);
    let mut found: Vec<Task> = Vec::new();
    let mut next = vec![id];
    while !next.is_empty() && found.len() < TASK_RISKS_MAX {
        let mut further = Vec::new();
        for one in next {
            for waiting in view.tasks_waiting_on(one)? {
                if waiting.is_open() && known.insert(waiting.id) {
                    further.push(waiting.id);
                    found.push(waiting);
                }
            }
        }
        next = further;
    }
    found.truncate(TASK_RISKS_MAX);
    Ok(found)
}

/// The blockers that keep an open task, each with the task it stops: its own, and those of what it waits on,
/// directly or further on.
fn stoppers(view: &View<'_>, task: &Task) -> Result<Vec<(Blocker, Task)>, AppError> {
    let mut known = BTreeSet::from([task.id]);
    let mut found = Vec::new();
    let mut open = vec![task.clone()];
    while let Some(one) = open.pop() {
        if one.blocked {
            for blocker in view.open_blockers_on_task(one.id)? {
                found.push((blocker, one.clone()));
            }
        }
        if TASK_RISKS_MAX < known.len() {
            break;
        }
        for id in &one.waits_on {
            if known.insert(*id) {
                open.extend(view.task(*id)?.filter(Task::is_open));
            }
        }
    }
    found.sort_by_key(|(blocker, _)| blocker.id);
    Ok(found)
}

/// What blockers do to a task's date and to its iterations.
pub(super) fn risks_of(
    app: &App,
    view: &View<'_>,
    actor: &Actor,
    task: &Task,
    now: Timestamp,
) -> Result<Vec<TaskRisk>, AppError> {
    let mut risks = Vec::new();
    if !task.is_open() {
        return Ok(risks);
    }
    let stoppers = stoppers(view, task)?;
    if stoppers.is_empty() {
        return Ok(risks);
    }
    let one = app.person_availability(view, task.owner.unwrap_or(task.created_by))?;
    let owner = one.schedule();
    let iterations = open_iterations(view, task, &owner)?;
    for (blocker, on) in stoppers {
        let seen = sees(view, actor.person, actor.role, &on)?;
        let risk = risk(task, &iterations, &blocker, &owner, now);
        risks.extend(risk.map(|risk| TaskRisk {
            blocker: seen.then_some(blocker.id),
            on: seen.then_some(on.id),
            ..risk
        }));
    }
    Ok(risks)
}

/// The iterations in which a task stands that are not closed, each with when its owner's work in it ends.
fn open_iterations(
    view: &View<'_>,
    task: &Task,
    owner: &Schedule<'_>,
) -> Result<Vec<(IterationId, Timestamp)>, AppError> {
    let mut open = Vec::new();
    for card in view.cards_of_task(task.id)? {
        let found = board::iteration_of(view, &card)?;
        let Some(found) = found.filter(|one| one.closed_at.is_none()) else {
            continue;
        };
        let end = task_due_at(TaskDue::Day(found.last), owner, Timestamp::MIN);
        open.extend(end.map(|end| (found.id, end)));
    }
    Ok(open)
}

/// What one blocker does to one task; `None` while it has cost its owner no working time.
fn risk(
    task: &Task,
    iterations: &[(IterationId, Timestamp)],
    blocker: &Blocker,
    owner: &Schedule<'_>,
    now: Timestamp,
) -> Option<TaskRisk> {
    let late = date_risk(blocker, task.due_at.unwrap_or(now), owner, now)?;
    let is_missed = |(_, end): &&(IterationId, Timestamp)| {
        let from = task.due_at.map_or(*end, |due_at| due_at.min(*end));
        let late = date_risk(blocker, from, owner, now);
        late.is_some_and(|late| late.expected_at.is_none_or(|at| *end < at))
    };
    let missed = iterations.iter().rfind(is_missed);
    Some(TaskRisk {
        task: task.id,
        title: task.title.clone(),
        blocker: Some(blocker.id),
        on: blocker.task,
        due_at: task.due_at,
        expected_at: task.due_at.and(late.expected_at),
        lost_minutes: u32::try_from(late.lost.as_secs() / 60).unwrap_or(u32::MAX),
        iteration: missed.map(|(id, _)| *id),
    })
}

/// What a blocker does to the task that it stops, and to those that wait on it and that the actor sees.
pub(crate) fn risks_by(
    app: &App,
    view: &View<'_>,
    actor: &Actor,
    blocker: &Blocker,
    now: Timestamp,
) -> Result<Vec<TaskRisk>, AppError> {
    let mut risks = Vec::new();
    let Some(task) = blocker.task else {
        return Ok(risks);
    };
    let own = view.task(task)?.ok_or_else(not_found)?;
    let stopped = std::iter::once(own).chain(dependents(view, task)?);
    for task in stopped.filter(Task::is_open) {
        if sees(view, actor.person, actor.role, &task)? {
            let one = app.person_availability(view, task.owner.unwrap_or(task.created_by))?;
            let owner = one.schedule();
            let iterations = open_iterations(view, &task, &owner)?;
            risks.extend(risk(&task, &iterations, blocker, &owner, now));
        }
    }
    Ok(risks)
}
