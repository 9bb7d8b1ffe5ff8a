//! What stands still for longer than usual: watched by the clock, told to its owner alone.

use std::time::Duration;

use model::id::{BoardId, ColumnId, PersonId, TaskId};
use model::my_board::{Lane, MyItem};
use model::task::{Stage, Task, TaskNews};
use model::time::Timestamp;
use rules::my_board::{InColumn, SlowStep, decide_slow};
use store::{AlarmKind, OwnCard, Tx, View};

use super::{card_or_new, put, read_subject, settle, subject};
use crate::App;
use crate::availability::PersonAvailability;
use crate::error::AppError;

/// How long after a column's usual time changed its tasks are looked at again: it changes with every
/// card that leaves, and they are looked at once for all of these.
const COLUMN_PAUSE: Duration = Duration::from_secs(60);

/// Tasks of a column that are looked at together, and how long until the next: between them come
/// messages and what else is due.
const LOOKED_TOGETHER: u64 = 50;
const LOOK_PAUSE: Duration = Duration::from_millis(100);

/// Where a task stands on boards whose columns have a usual time, finished columns aside.
fn places_of(view: &View<'_>, task: TaskId) -> Result<Vec<InColumn>, AppError> {
    let mut places = Vec::new();
    for card in view.cards_of_task(task)? {
        if card.archived_at.is_some() {
            continue;
        }
        let board = view.board(card.board)?;
        let board = board.filter(|board| board.archived_at.is_none());
        let column = board.and_then(|board| {
            let mut columns = board.columns.into_iter();
            columns.find(|column| column.id == card.column)
        });
        let usual = column
            .filter(|column| column.stage != Stage::Done)
            .and_then(|column| column.usual_minutes_set.or(column.usual_minutes));
        places.extend(usual.map(|usual_minutes| InColumn {
            board: card.board,
            entered_at: card.entered_at,
            usual_minutes,
        }));
    }
    Ok(places)
}

/// Sets when a task becomes slow, after it moved, or something else about it or its columns changed;
/// who has moved on is asked nothing any more.
pub(crate) fn watch_slow(
    app: &App,
    tx: &mut Tx<'_>,
    task: &Task,
    now: Timestamp,
) -> Result<(), AppError> {
    watch(app, tx, task, None, now)
}

fn watch(
    app: &App,
    tx: &mut Tx<'_>,
    task: &Task,
    known: Option<&PersonAvailability>,
    now: Timestamp,
) -> Result<(), AppError> {
    let Some(owner) = task.owner else {
        return Ok(());
    };
    let item = MyItem::Task { task: task.id };
    let own = tx.my_card(owner, item)?;
    let places = if task.is_open() {
        places_of(tx, task.id)?
    } else {
        Vec::new()
    };
    let stirred = own.as_ref().and_then(|own| own.stirred_at);
    let told = own.as_ref().and_then(|own| own.card.slow);
    let goes_on = places.iter().any(|place| {
        let since = stirred.map_or(place.entered_at, |at| at.max(place.entered_at));
        told.is_some_and(|slow| slow.board == place.board && slow.since == since)
    });
    if goes_on {
        // The same standing still: it was asked for the next step once.
        return Ok(tx.set_alarm(AlarmKind::Slow, &subject(owner, item), None)?);
    }
    let step = if places.is_empty() {
        SlowStep::Nothing
    } else if let Some(known) = known {
        decide_slow(&places, stirred, &known.schedule(), now)
    } else {
        let one = app.person_availability(tx, owner)?;
        decide_slow(&places, stirred, &one.schedule(), now)
    };
    apply(app, tx, task, owner, own, step, now)
}

fn apply(
    app: &App,
    tx: &mut Tx<'_>,
    task: &Task,
    owner: PersonId,
    own: Option<OwnCard>,
    step: SlowStep,
    now: Timestamp,
) -> Result<(), AppError> {
    let item = MyItem::Task { task: task.id };
    let next = match step {
        SlowStep::Wait { until } => Some(until),
        SlowStep::Nothing | SlowStep::Slow(_) => None,
    };
    tx.set_alarm(AlarmKind::Slow, &subject(owner, item), next)?;
    if let SlowStep::Slow(slow) = step {
        let known = match own {
            Some(own) => Some(own),
            None => card_or_new(tx, owner, item, Lane::Inbox, now)?,
        };
        let Some(mut own) = known else {
            return Ok(());
        };
        own.card.slow = Some(slow);
        put(tx, &own, now)?;
        settle(tx, owner, item, &[TaskNews::Slow], now)?;
        return crate::task::tell(app, tx, task, owner, TaskNews::Slow, None, now);
    }
    if let Some(mut own) = own
        && own.card.slow.take().is_some()
    {
        put(tx, &own, now)?;
        settle(tx, owner, item, &[TaskNews::Slow], now)?;
    }
    Ok(())
}

/// What is usual in a column changed: its tasks are looked at again soon.
pub(crate) fn usual_changed(
    tx: &Tx<'_>,
    board: BoardId,
    column: ColumnId,
    now: Timestamp,
) -> Result<(), AppError> {
    let subject = format!("{board} {column}");
    if tx.alarm(AlarmKind::Slow, &subject)?.is_none() {
        tx.set_alarm(AlarmKind::Slow, &subject, Some(now.plus(COLUMN_PAUSE)))?;
    }
    Ok(())
}

/// What the working hours of these people are changed, by what was set for many: each is looked at by
/// the clock, in a transaction of their own.
pub(crate) fn hours_changed(
    tx: &Tx<'_>,
    people: &[PersonId],
    now: Timestamp,
) -> Result<(), AppError> {
    let mut at = now;
    for person in people {
        at = at.plus(LOOK_PAUSE);
        tx.set_alarm(AlarmKind::Slow, &person.to_string(), Some(at))?;
    }
    Ok(())
}

/// Looks whether a task stands still. The subject is `person task`; a person, all of whose tasks are
/// looked at; or `board column`, with a task for those after it.
pub(crate) fn look(
    app: &App,
    tx: &mut Tx<'_>,
    subject: &str,
    now: Timestamp,
) -> Result<(), AppError> {
    if let Some((person, MyItem::Task { task })) = read_subject(subject) {
        let task = tx.task(task)?.filter(|task| task.owner == Some(person));
        return task.map_or(Ok(()), |task| watch_slow(app, tx, &task, now));
    }
    if let Ok(person) = subject.parse() {
        return replan(app, tx, person, now);
    }
    look_at_column(app, tx, subject, now)
}

/// Looks at some tasks of a column, and has the clock look at the next ones.
fn look_at_column(
    app: &App,
    tx: &mut Tx<'_>,
    subject: &str,
    now: Timestamp,
) -> Result<(), AppError> {
    let mut words = subject.split(' ');
    let board = words.next().and_then(|word| word.parse().ok());
    let column = words.next().and_then(|word| word.parse().ok());
    let (Some(board), Some(column)) = (board, column) else {
        return Ok(());
    };
    let after = words.next().and_then(|word| word.parse().ok());
    let tasks = tx.tasks_in_column(board, column, after, LOOKED_TOGETHER)?;
    for id in &tasks {
        if let Some(task) = tx.task(*id)? {
            watch_slow(app, tx, &task, now)?;
        }
    }
    if let Some(last) = tasks.last() {
        let next = format!("{board} {column} {last}");
        tx.set_alarm(AlarmKind::Slow, &next, Some(now.plus(LOOK_PAUSE)))?;
    }
    Ok(())
}

/// Looks at all that may become slow for a person, after their working hours changed.
pub(crate) fn replan(
    app: &App,
    tx: &mut Tx<'_>,
    person: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    let waiting = tx.alarms_of(AlarmKind::Slow, person)?;
    if waiting.is_empty() {
        return Ok(());
    }
    let one = app.person_availability(tx, person)?;
    for subject in waiting {
        let Some((_, MyItem::Task { task })) = read_subject(&subject) else {
            continue;
        };
        let task = tx.task(task)?.filter(|task| task.owner == Some(person));
        if let Some(task) = task {
            watch(app, tx, &task, Some(&one), now)?;
        }
    }
    Ok(())
}
