//! What people are told of tasks, when they are due, and what is settled again.

use model::delivery::{Delivery, DeliveryAbout};
use model::id::{PersonId, TaskId};
use model::task::{Task, TaskNews};
use model::time::Timestamp;
use rules::availability::Schedule;
use rules::task::{next_due_telling, task_due_at};
use store::{AlarmKind, Tx, View};

use super::sight::{put, sees};
use crate::App;
use crate::delivery::notice::{self, Notice};
use crate::error::AppError;
use crate::outgoing::Told;

/// Makes a task's due instant and the alarm of it true: by the working time of its owner, or of its maker
/// while nobody owns it; then nobody is told.
pub(super) fn plan_due(
    app: &App,
    tx: &mut Tx<'_>,
    task: &mut Task,
    now: Timestamp,
) -> Result<(), AppError> {
    let one = app.person_availability(tx, task.owner.unwrap_or(task.created_by))?;
    plan_by(tx, task, &one.schedule(), now)
}

fn plan_by(
    tx: &mut Tx<'_>,
    task: &mut Task,
    schedule: &Schedule<'_>,
    now: Timestamp,
) -> Result<(), AppError> {
    task.due_at = task.due.and_then(|due| task_due_at(due, schedule, now));
    let told = task
        .due_at
        .filter(|_| task.is_open() && task.owner.is_some())
        .and_then(|due_at| next_due_telling(due_at, schedule, now));
    tx.set_alarm(AlarmKind::TaskDue, &task.id.to_string(), told)?;
    Ok(())
}

/// Plans anew what a person's tasks are due at, after their working hours changed. What is over stays.
pub(crate) fn replan(
    app: &App,
    tx: &mut Tx<'_>,
    person: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    let mut due = tx.tasks_around(person, now)?;
    due.retain(|task| {
        let ahead = task.due_at.is_none_or(|at| now < at);
        task.owner == Some(person) && task.due.is_some() && task.is_open() && ahead
    });
    if due.is_empty() {
        return Ok(());
    }
    let one = app.person_availability(tx, person)?;
    for before in due {
        let mut task = before.clone();
        plan_by(tx, &mut task, &one.schedule(), now)?;
        if task != before {
            put(app, tx, task, Some(&before), now)?;
        }
    }
    Ok(())
}

/// Tells the owner of a task that it is due, and looks again when it is over.
pub(crate) fn come_due(
    app: &App,
    tx: &mut Tx<'_>,
    id: TaskId,
    now: Timestamp,
) -> Result<(), AppError> {
    let Some(mut task) = tx.task(id)?.filter(Task::is_open) else {
        return Ok(());
    };
    if let Some(owner) = task.owner {
        settle(tx, &task, &[owner], &[TaskNews::Due], now)?;
        tell(app, tx, &task, owner, TaskNews::Due, None, now)?;
    }
    // The due instant stays as it was told; only the alarm goes on.
    let due_at = task.due_at;
    plan_due(app, tx, &mut task, now)?;
    if task.due_at != due_at {
        tx.set_alarm(AlarmKind::TaskDue, &id.to_string(), None)?;
    }
    Ok(())
}

/// Tells a person something about a task, unless the same stands in their lists.
pub(crate) fn tell(
    app: &App,
    tx: &mut Tx<'_>,
    task: &Task,
    person: PersonId,
    news: TaskNews,
    from: Option<PersonId>,
    now: Timestamp,
) -> Result<(), AppError> {
    let about = DeliveryAbout::Task {
        task: task.id,
        news,
    };
    let open = tx.person(person)?;
    let open = open.filter(|one| one.disabled_at.is_none() && from != Some(one.id));
    let Some(one) = open else {
        return Ok(());
    };
    let listed = tx.listed_deliveries(person)?;
    if listed.iter().any(|delivery| delivery.about == about) || !sees(tx, one.id, one.role, task)? {
        return Ok(());
    }
    let notice = Notice {
        person,
        about,
        // Owners and helpers need not be in a channel of it.
        place: None,
        from,
        pierces: false,
    };
    notice::tell(app, tx, notice, now)
}

/// Takes what was told of a task out of people's lists.
pub(crate) fn settle(
    tx: &mut Tx<'_>,
    task: &Task,
    people: &[PersonId],
    settled: &[TaskNews],
    now: Timestamp,
) -> Result<(), AppError> {
    let is_about = |about: &DeliveryAbout| match about {
        DeliveryAbout::Task { task: of, news } => *of == task.id && settled.contains(news),
        _ => false,
    };
    notice::settle(tx, people, is_about, now)
}

/// Who is told of a task's changes: who watches it, and its own people unless they said otherwise.
pub(super) fn watchers(view: &View<'_>, task: &Task) -> Result<Vec<PersonId>, AppError> {
    let said = view.task_watches(task.id)?;
    let own = task.owner.iter().chain(&task.helpers);
    let mut people: Vec<PersonId> = own
        .filter(|person| !said.contains(&(**person, false)))
        .copied()
        .collect();
    for (person, watches) in said {
        if watches && !people.contains(&person) {
            people.push(person);
        }
    }
    Ok(people)
}

/// Tells who owns a task newly and who is asked to help; takes it back from those who are not any more.
pub(super) fn tell_people(
    app: &App,
    tx: &mut Tx<'_>,
    task: &Task,
    before: Option<&Task>,
    by: Option<PersonId>,
    now: Timestamp,
) -> Result<(), AppError> {
    let was = |person: PersonId| before.is_some_and(|before| before.is_of(person));
    if let Some(before) = before {
        let people = before.owner.iter().chain(&before.helpers);
        let gone: Vec<PersonId> = people.filter(|one| !task.is_of(**one)).copied().collect();
        settle(tx, task, &gone, &OWN, now)?;
    }
    if let Some(owner) = task.owner
        && before.is_none_or(|before| before.owner != Some(owner))
    {
        tell(app, tx, task, owner, TaskNews::Assigned, by, now)?;
    }
    for helper in &task.helpers {
        if !was(*helper) {
            tell(app, tx, task, *helper, TaskNews::HelpWanted, by, now)?;
        }
    }
    Ok(())
}

/// What concerns only the people of a task.
const OWN: [TaskNews; 7] = [
    TaskNews::Assigned,
    TaskNews::HelpWanted,
    TaskNews::Due,
    TaskNews::Slow,
    TaskNews::Woke,
    TaskNews::Risk,
    TaskNews::Free,
];

/// A task is closed: nothing is wanted of its people any more.
pub(super) fn settle_own(tx: &mut Tx<'_>, task: &Task, now: Timestamp) -> Result<(), AppError> {
    let people: Vec<PersonId> = task.owner.iter().chain(&task.helpers).copied().collect();
    settle(tx, task, &people, &OWN, now)
}

/// What is told of it; `None` if there is nothing to say any more.
pub(crate) fn told(
    view: &View<'_>,
    delivery: &Delivery,
    task: TaskId,
    news: TaskNews,
) -> Result<Option<Told>, AppError> {
    let (Some(task), Some(person)) = (view.task(task)?, view.person(delivery.person)?) else {
        return Ok(None);
    };
    if !sees(view, person.id, person.role, &task)? {
        return Ok(None);
    }
    let from = match delivery.from {
        Some(from) => view.person(from)?.map(|person| person.name),
        None => None,
    };
    let from = from.unwrap_or_else(|| "Somebody".to_owned());
    let is_over = task.due_at.is_some_and(|at| at <= delivery.decided_at);
    let (what, body) = match news {
        TaskNews::Assigned => (format!("{from} gave you a task"), ""),
        TaskNews::HelpWanted => (format!("{from} asks you to help"), ""),
        TaskNews::Due if is_over => ("Overdue".to_owned(), ""),
        TaskNews::Due => ("Due today".to_owned(), ""),
        TaskNews::Slow => (
            "Stands still".to_owned(),
            "What is the next step? Or snooze it, ask somebody to help, or let it go.",
        ),
        TaskNews::Woke => ("Back from snooze".to_owned(), ""),
        TaskNews::Risk => (
            "At risk".to_owned(),
            "What it waits on is blocked; its date may not hold.",
        ),
        TaskNews::Free => (
            "Can go on".to_owned(),
            "Everything that it waited on is finished.",
        ),
        TaskNews::Changed => (format!("{from} changed a task"), ""),
        TaskNews::Finished => (format!("{from} finished a task"), ""),
    };
    Ok(Some(Told {
        title: format!("{what} · {}", task.title),
        body: body.to_owned(),
        path: format!("/tasks/{}", task.id),
    }))
}
