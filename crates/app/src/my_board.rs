//! My board: one person's own order over their tasks and requests, what is snoozed, and what stands
//! still (rule 14).
//!
//! Others change a task or a request, and its cards on people's own boards follow in the same
//! transaction: [`follow_task`] and [`follow_request`] are called wherever either is written.

mod place;
mod slow;
mod step;
mod walk;

use model::delivery::DeliveryAbout;
use model::event::{Audience, Event};
use model::id::{PersonId, TaskId};
use model::limits::MY_CARDS_MAX;
use model::my_board::{Lane, MyCard, MyCardRemoved, MyItem};
use model::request::{Request, RequestState};
use model::task::{Stage, Task, TaskNews};
use model::time::Timestamp;
use rules::my_board::leaves_at;
use store::{AlarmKind, OwnCard, Tx, View};

pub use place::Placing;
pub(crate) use place::place;
pub(crate) use slow::{hours_changed, look, replan, usual_changed, watch_slow};

use crate::App;
use crate::delivery::notice;
use crate::error::AppError;

/// The subject of an alarm of somebody's card.
fn subject(person: PersonId, item: MyItem) -> String {
    match item {
        MyItem::Task { task } => format!("{person} {task}"),
        MyItem::Request { request } => format!("{person} {request}"),
    }
}

/// Whose card such a subject names.
fn read_subject(subject: &str) -> Option<(PersonId, MyItem)> {
    let (person, item) = subject.split_once(' ')?;
    let task = item.parse().map(|task| MyItem::Task { task }).ok();
    let request = || item.parse().map(|request| MyItem::Request { request }).ok();
    Some((person.parse().ok()?, task.or_else(request)?))
}

/// Writes a card and tells its person alone.
fn put(tx: &mut Tx<'_>, own: &OwnCard, now: Timestamp) -> Result<(), AppError> {
    tx.put_my_card(own)?;
    let event = Event::MyCardUpdated(own.card.clone());
    tx.append(now, Audience::Person(own.person), event)?;
    Ok(())
}

/// Takes a card off its person's board, and with it what the clock and their lists have of it.
fn remove(tx: &mut Tx<'_>, person: PersonId, item: MyItem, now: Timestamp) -> Result<(), AppError> {
    tx.remove_my_card(person, item)?;
    forget(tx, person, item, now)?;
    let event = Event::MyCardRemoved(MyCardRemoved { item });
    tx.append(now, Audience::Person(person), event)?;
    Ok(())
}

/// Forgets that something was to wake or to become slow for somebody.
fn forget(tx: &mut Tx<'_>, person: PersonId, item: MyItem, now: Timestamp) -> Result<(), AppError> {
    tx.set_alarm(AlarmKind::Wake, &subject(person, item), None)?;
    tx.set_alarm(AlarmKind::Slow, &subject(person, item), None)?;
    settle(tx, person, item, &[TaskNews::Slow, TaskNews::Woke], now)
}

/// Takes notices about a task of theirs out of somebody's lists.
fn settle(
    tx: &mut Tx<'_>,
    person: PersonId,
    item: MyItem,
    of: &[TaskNews],
    now: Timestamp,
) -> Result<(), AppError> {
    let MyItem::Task { task: id } = item else {
        return Ok(());
    };
    let is_about = |about: &DeliveryAbout| matches!(about, DeliveryAbout::Task { task, news } if *task == id && of.contains(news));
    notice::settle(tx, &[person], is_about, now)
}

/// Somebody's card of something, or a new one at the end of a lane; `None` if their board is full.
fn card_or_new(
    view: &View<'_>,
    person: PersonId,
    item: MyItem,
    lane: Lane,
    now: Timestamp,
) -> Result<Option<OwnCard>, AppError> {
    if let Some(own) = view.my_card(person, item)? {
        return Ok(Some(own));
    }
    if MY_CARDS_MAX <= view.count_my_cards(person)? {
        return Ok(None);
    }
    let rank = place::last_rank(view, person, lane)?;
    Ok(Some(new_card(person, item, (lane, rank), now)))
}

/// A card that nothing but its place is said of.
fn new_card(
    person: PersonId,
    item: MyItem,
    (lane, rank): (Lane, String),
    now: Timestamp,
) -> OwnCard {
    OwnCard {
        person,
        card: MyCard {
            item,
            lane,
            rank,
            wake_at: None,
            planned_for: None,
            next_step: None,
            next_step_at: None,
            slow: None,
            moved_at: now,
        },
        stirred_at: None,
    }
}

/// Sets when a card of something that is done leaves its person's board: when their week is over.
fn leave_with_the_week(tx: &Tx<'_>, own: &OwnCard, done_at: Timestamp) -> Result<(), AppError> {
    let zone = tx.person(own.person)?.map(|person| person.time_zone);
    let at = leaves_at(zone.as_deref().unwrap_or_default(), done_at);
    let subject = subject(own.person, own.card.item);
    Ok(tx.set_alarm(AlarmKind::Wake, &subject, at)?)
}

/// What a change of a task does to people's own boards: who owns it no longer has no card of it, what
/// is started or finished is awake, and what is done leaves with the week.
pub(crate) fn follow_task(
    tx: &mut Tx<'_>,
    before: Option<&Task>,
    task: &Task,
    now: Timestamp,
) -> Result<(), AppError> {
    let Some(before) = before else {
        return Ok(());
    };
    let item = MyItem::Task { task: task.id };
    for own in tx.my_cards_of(item)? {
        if task.is_of(own.person) && task.dropped_at.is_none() {
            follow_with_card(tx, own, before, task, now)?;
        } else {
            remove(tx, own.person, item, now)?;
        }
    }
    let moved_on = before.owner.filter(|owner| task.owner != Some(*owner));
    if let Some(person) = moved_on {
        forget(tx, person, item, now)?;
    }
    let Some(owner) = task.owner else {
        return Ok(());
    };
    if !task.is_open() {
        tx.set_alarm(AlarmKind::Slow, &subject(owner, item), None)?;
        settle(tx, owner, item, &[TaskNews::Slow, TaskNews::Woke], now)?;
    } else if before.owner != task.owner || !before.is_open() || before.stage != task.stage {
        // Its cards follow; then the clock looks, with the schedule of whose it is now.
        tx.set_alarm(AlarmKind::Slow, &subject(owner, item), Some(now))?;
    }
    Ok(())
}

fn follow_with_card(
    tx: &mut Tx<'_>,
    mut own: OwnCard,
    before: &Task,
    task: &Task,
    now: Timestamp,
) -> Result<(), AppError> {
    let was = own.clone();
    let started = before.stage != Stage::Doing && task.stage == Stage::Doing;
    let finished = before.finished_at.is_none() && task.finished_at.is_some();
    let reopened = before.finished_at.is_some() && task.finished_at.is_none();
    if started || finished {
        wake_up(tx, &mut own, now)?;
        own.card.slow = None;
    }
    if task.owner != Some(own.person) {
        own.card.slow = None;
    }
    let subject = subject(own.person, own.card.item);
    if let Some(done_at) = task.finished_at.filter(|_| finished) {
        leave_with_the_week(tx, &own, done_at)?;
    } else if reopened {
        tx.set_alarm(AlarmKind::Wake, &subject, None)?;
    }
    if was.card.slow.is_some() && own.card.slow.is_none() {
        settle(tx, own.person, own.card.item, &[TaskNews::Slow], now)?;
    }
    if own != was {
        put(tx, &own, now)?;
    }
    Ok(())
}

/// Ends a snooze before its time; standing still counts from now then.
fn wake_up(tx: &mut Tx<'_>, own: &mut OwnCard, now: Timestamp) -> Result<(), AppError> {
    if own.card.wake_at.take().is_some() {
        own.stirred_at = Some(now);
        let subject = subject(own.person, own.card.item);
        tx.set_alarm(AlarmKind::Wake, &subject, None)?;
    }
    settle(tx, own.person, own.card.item, &[TaskNews::Woke], now)
}

/// What a change of a request does to people's own boards.
pub(crate) fn follow_request(
    tx: &mut Tx<'_>,
    request: &Request,
    now: Timestamp,
) -> Result<(), AppError> {
    let item = MyItem::Request {
        request: request.id,
    };
    for mut own in tx.my_cards_of(item)? {
        match request.state {
            RequestState::Open if request.asked == own.person => {}
            RequestState::Answered { at, .. } if request.asked == own.person => {
                let was = own.clone();
                wake_up(tx, &mut own, now)?;
                leave_with_the_week(tx, &own, at)?;
                if own != was {
                    put(tx, &own, now)?;
                }
            }
            _ => remove(tx, own.person, item, now)?,
        }
    }
    Ok(())
}

/// Whether there is nothing to do any more about what a card stands for.
fn is_done(view: &View<'_>, item: MyItem) -> Result<bool, AppError> {
    Ok(match item {
        MyItem::Task { task } => view.task(task)?.is_none_or(|task| !task.is_open()),
        MyItem::Request { request } => view
            .request(request)?
            .is_none_or(|request| request.state != RequestState::Open),
    })
}

/// Brings a snoozed card back, or takes one off whose item is done since the week is over; the subject
/// is `person item`. Who is asked something hears of it by the request's own due instant.
pub(crate) fn wake(
    app: &App,
    tx: &mut Tx<'_>,
    subject: &str,
    now: Timestamp,
) -> Result<(), AppError> {
    let Some((person, item)) = read_subject(subject) else {
        return Ok(());
    };
    let Some(mut own) = tx.my_card(person, item)? else {
        return Ok(());
    };
    if is_done(tx, item)? {
        return remove(tx, person, item, now);
    }
    if own.card.wake_at.is_none_or(|at| now < at) {
        return Ok(());
    }
    own.stirred_at = own.card.wake_at.take();
    put(tx, &own, now)?;
    if let MyItem::Task { task } = item
        && let Some(task) = tx.task(task)?
    {
        crate::task::tell(app, tx, &task, person, TaskNews::Woke, None, now)?;
        watch_slow(app, tx, &task, now)?;
    }
    Ok(())
}

/// A task that somebody has on their board.
fn task_of(item: MyItem) -> Option<TaskId> {
    match item {
        MyItem::Task { task } => Some(task),
        MyItem::Request { .. } => None,
    }
}
