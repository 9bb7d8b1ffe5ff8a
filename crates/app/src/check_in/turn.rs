//! Turns: made before they can open anywhere, opened, reminded of and ended by the clock, and made anew
//! when something about their people changes.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::civil::Date;
use model::check_in::{CheckIn, CheckInAsked, CheckInNews, CheckInState, Turn};
use model::delivery::DeliveryAbout;
use model::event::{Audience, Event};
use model::group::Group;
use model::id::{ChannelId, CheckInId, PersonId, TurnId};
use model::time::Timestamp;
use rules::check_in::{TurnStep, day_off, decide_turn, next_date, over_by, plan_at, turn_times};
use store::{AlarmKind, CheckInPlan, StoredDay, Tx, View};

use super::day::{self, close_day};
use super::{asks_in, plan_of, put};
use crate::availability::PersonAvailability;
use crate::delivery::notice::{self, Notice};
use crate::error::AppError;
use crate::{App, random};

/// Turns that are made, ended or told of in one transaction.
pub(super) const AT_ONCE: usize = 50;

/// Of the others so many at a time, and how long until the next: between them come messages and what
/// else is due.
pub(super) const TOGETHER: usize = 20;
pub(super) const PAUSE: Duration = Duration::from_millis(100);

/// Whether a check-in asks somebody.
fn asks(view: &View<'_>, check_in: &CheckIn, person: PersonId) -> Result<bool, AppError> {
    let named = match &check_in.asked {
        CheckInAsked::Channel => true,
        CheckInAsked::Group { group } => members_of(view.group(*group)?).contains(&person),
        CheckInAsked::People { people } => people.contains(&person),
    };
    Ok(named && view.membership(check_in.channel, person)?.is_some())
}

/// Whom a check-in asks, in order of id.
fn asked(view: &View<'_>, check_in: &CheckIn) -> Result<Vec<PersonId>, AppError> {
    let members = view.members(check_in.channel)?;
    let mut people: Vec<PersonId> = members.iter().map(|member| member.person).collect();
    match &check_in.asked {
        CheckInAsked::Channel => {}
        CheckInAsked::Group { group } => {
            let named = members_of(view.group(*group)?);
            people.retain(|person| named.contains(person));
        }
        CheckInAsked::People { people: named } => people.retain(|person| named.contains(person)),
    }
    people.sort_unstable();
    Ok(people)
}

/// Who is in a group; nobody if it is not used any more.
fn members_of(group: Option<Group>) -> Vec<PersonId> {
    group
        .filter(|group| group.archived_at.is_none())
        .map_or_else(Vec::new, |group| group.members)
}

/// Whether a check-in asks anybody now.
fn is_asking(view: &View<'_>, check_in: &CheckIn) -> Result<bool, AppError> {
    let channel = view.channel(check_in.channel)?;
    Ok(check_in.state == CheckInState::Running && channel.as_ref().is_some_and(asks_in))
}

/// Writes a turn, and tells its person of it if they knew of it.
fn put_turn(tx: &mut Tx<'_>, turn: &Turn, now: Timestamp) -> Result<(), AppError> {
    tx.put_turn(turn)?;
    if turn.told_at.is_some() {
        let event = Event::TurnUpdated(turn.clone());
        tx.append(now, Audience::Person(turn.person), event)?;
    }
    Ok(())
}

fn set_alarm(tx: &Tx<'_>, turn: TurnId, at: Option<Timestamp>) -> Result<(), AppError> {
    Ok(tx.set_alarm(AlarmKind::Turn, &turn.to_string(), at)?)
}

/// Takes back that it is or was somebody's turn.
fn withdraw(tx: &mut Tx<'_>, turn: &Turn, now: Timestamp) -> Result<(), AppError> {
    settle_open(tx, turn, now)?;
    let over = Turn {
        closed: true,
        ..turn.clone()
    };
    put_turn(tx, &over, now)?;
    tx.delete_turn(turn.id)?;
    set_alarm(tx, turn.id, None)
}

/// Takes the notices of a turn out of its person's lists.
fn settle_open(tx: &mut Tx<'_>, turn: &Turn, now: Timestamp) -> Result<(), AppError> {
    let (of, on) = (turn.check_in, turn.date);
    let is_open = |about: &DeliveryAbout| {
        matches!(about, DeliveryAbout::CheckIn { check_in, date, news }
            if *check_in == of && *date == on && *news != CheckInNews::Report)
    };
    notice::settle(tx, &[turn.person], is_open, now)
}

pub(super) fn tell(
    app: &App,
    tx: &mut Tx<'_>,
    person: PersonId,
    (check_in, date, news): (CheckInId, Date, CheckInNews),
    now: Timestamp,
) -> Result<(), AppError> {
    let notice = Notice {
        person,
        about: DeliveryAbout::CheckIn {
            check_in,
            date,
            news,
        },
        place: None,
        from: None,
        pierces: false,
    };
    notice::tell(app, tx, notice, now)
}

/// Makes the turns that are missing: of the day that is being made, then of the next when its time has
/// come, some at a time.
pub(crate) fn plan(
    app: &App,
    tx: &mut Tx<'_>,
    id: CheckInId,
    now: Timestamp,
) -> Result<(), AppError> {
    let Some(check_in) = tx.check_in(id)? else {
        return Ok(());
    };
    if check_in.state != CheckInState::Running {
        return Ok(());
    }
    let mut plan = plan_of(tx, id)?;
    let mut room = AT_ONCE;
    if plan.after.is_none() {
        take_in(app, tx, &check_in, &mut room, now)?;
    }
    loop {
        if room == 0 {
            return again(tx, id, now.plus(PAUSE));
        }
        if plan.after.is_none() {
            let over = over_by(&check_in, now);
            let last = plan.planned.map_or(over, |planned| planned.max(over));
            let next = next_date(&check_in, last).and_then(|date| {
                let at = plan_at(&check_in, date)?;
                Some((date, at))
            });
            let Some((date, at)) = next else {
                return Ok(());
            };
            if now < at {
                return again(tx, id, at);
            }
            plan.planned = Some(date);
        }
        make_some(app, tx, &check_in, &mut plan, &mut room, now)?;
    }
}

fn again(tx: &Tx<'_>, id: CheckInId, at: Timestamp) -> Result<(), AppError> {
    Ok(tx.set_alarm(AlarmKind::CheckIn, &id.to_string(), Some(at))?)
}

/// Makes turns of the day that is being made, as long as there is room.
fn make_some(
    app: &App,
    tx: &mut Tx<'_>,
    check_in: &CheckIn,
    plan: &mut CheckInPlan,
    room: &mut usize,
    now: Timestamp,
) -> Result<(), AppError> {
    let Some(date) = plan.planned else {
        return Ok(());
    };
    let mut left = Vec::new();
    if is_asking(tx, check_in)? {
        left = asked(tx, check_in)?;
    }
    left.retain(|person| plan.after.is_none_or(|after| after < *person));
    let (some, others) = left.split_at(left.len().min(*room));
    for person in some {
        make(app, tx, check_in, (date, plan.since), *person, now)?;
    }
    *room -= some.len();
    plan.after = some.last().copied().filter(|_| !others.is_empty());
    tx.put_check_in(check_in, *plan)?;
    if others.is_empty() {
        close_day(app, tx, check_in, date, now)?;
    }
    Ok(())
}

/// Makes the turns of those who came after a day's were made, unless theirs would be open already, as
/// long as there is room.
fn take_in(
    app: &App,
    tx: &mut Tx<'_>,
    check_in: &CheckIn,
    room: &mut usize,
    now: Timestamp,
) -> Result<(), AppError> {
    let days = tx.check_in_days_left(check_in.id)?;
    if days.is_empty() || !is_asking(tx, check_in)? {
        return Ok(());
    }
    let people = asked(tx, check_in)?;
    for day in days {
        let turns = tx.turns_on(check_in.id, day.date)?;
        let has = |person: &PersonId| turns.binary_search_by_key(person, |one| one.person).is_ok();
        for person in people.iter().filter(|person| !has(person)) {
            if *room == 0 {
                return Ok(());
            }
            // A turn that would be open already is passed over.
            let since = now.plus(Duration::from_secs(
                60 * u64::from(check_in.opens_before_minutes),
            ));
            if make(app, tx, check_in, (day.date, since), *person, now)? {
                *room -= 1;
            }
        }
    }
    Ok(())
}

/// Makes somebody's turn of a day, unless it would be due by `since` or over; says whether it did.
fn make(
    app: &App,
    tx: &mut Tx<'_>,
    check_in: &CheckIn,
    (date, since): (Date, Timestamp),
    person: PersonId,
    now: Timestamp,
) -> Result<bool, AppError> {
    let one = app.person_availability(tx, person)?;
    let schedule = one.schedule();
    let times = turn_times(check_in, date, schedule.zone());
    let times = times.filter(|times| since < times.due_at && now < times.closes_at);
    let Some(times) = times.filter(|_| one.inputs.person.disabled_at.is_none()) else {
        return Ok(false);
    };
    if tx.check_in_day(check_in.id, date)?.is_none() {
        tx.put_check_in_day(&StoredDay {
            check_in: check_in.id,
            date,
            opened: false,
            closed_at: None,
            questions: check_in.questions.clone(),
        })?;
    }
    let turn = Turn {
        id: TurnId::new(now, random()),
        check_in: check_in.id,
        date,
        person,
        opens_at: times.opens_at,
        due_at: times.due_at,
        closes_at: times.closes_at,
        skipped: day_off(&schedule, date),
        told_at: None,
        reminded_at: None,
        answered_at: None,
        closed: false,
    };
    tx.put_turn(&turn)?;
    look(app, tx, check_in, turn, &one, now)?;
    Ok(true)
}

/// Does what is due of a turn, and sets when to look again.
fn look(
    app: &App,
    tx: &mut Tx<'_>,
    check_in: &CheckIn,
    mut turn: Turn,
    one: &PersonAvailability,
    now: Timestamp,
) -> Result<(), AppError> {
    loop {
        match decide_turn(&turn, &one.schedule(), now) {
            TurnStep::Wait { until } => return set_alarm(tx, turn.id, Some(until)),
            TurnStep::Nothing => return set_alarm(tx, turn.id, None),
            TurnStep::Close => return close(app, tx, check_in, turn, now),
            TurnStep::Open => {
                let is_asked = asks(tx, check_in, turn.person)?;
                if !is_asked || !is_asking(tx, check_in)? {
                    withdraw(tx, &turn, now)?;
                    return close_day(app, tx, check_in, turn.date, now);
                }
                turn.skipped = day_off(&one.schedule(), turn.date);
                if turn.skipped.is_none() {
                    turn.told_at = Some(now);
                    open(app, tx, &turn, now)?;
                }
                put_turn(tx, &turn, now)?;
            }
            TurnStep::Remind => {
                settle_open(tx, &turn, now)?;
                turn.reminded_at = Some(now);
                put_turn(tx, &turn, now)?;
                let about = (turn.check_in, turn.date, CheckInNews::Reminder);
                tell(app, tx, turn.person, about, now)?;
            }
        }
    }
}

/// Tells a person that it is their turn.
fn open(app: &App, tx: &mut Tx<'_>, turn: &Turn, now: Timestamp) -> Result<(), AppError> {
    if let Some(day) = tx.check_in_day(turn.check_in, turn.date)?
        && !day.opened
    {
        tx.put_check_in_day(&StoredDay {
            opened: true,
            ..day
        })?;
    }
    let about = (turn.check_in, turn.date, CheckInNews::Open);
    tell(app, tx, turn.person, about, now)
}

/// Ends a turn; with the last of a day comes its report.
fn close(
    app: &App,
    tx: &mut Tx<'_>,
    check_in: &CheckIn,
    mut turn: Turn,
    now: Timestamp,
) -> Result<(), AppError> {
    settle_open(tx, &turn, now)?;
    turn.closed = true;
    put_turn(tx, &turn, now)?;
    set_alarm(tx, turn.id, None)?;
    close_day(app, tx, check_in, turn.date, now)
}

/// Does what is due of a turn.
pub(crate) fn come_due(
    app: &App,
    tx: &mut Tx<'_>,
    id: TurnId,
    now: Timestamp,
) -> Result<(), AppError> {
    let Some(turn) = tx.turn(id)? else {
        return Ok(());
    };
    let Some(check_in) = tx.check_in(turn.check_in)? else {
        return Ok(());
    };
    if turn.closed {
        // The last thing that the clock does of it.
        return day::tell_report(app, tx, &check_in, turn.date, turn.person, now);
    }
    if check_in.state == CheckInState::Ended {
        return close(app, tx, &check_in, turn, now);
    }
    let one = app.person_availability(tx, turn.person)?;
    look(app, tx, &check_in, turn, &one, now)
}

/// The answer came: nobody is reminded any more.
pub(super) fn answered(tx: &mut Tx<'_>, mut turn: Turn, now: Timestamp) -> Result<(), AppError> {
    settle_open(tx, &turn, now)?;
    if turn.answered_at.is_none() {
        turn.answered_at = Some(now);
        put_turn(tx, &turn, now)?;
    }
    if !turn.closed {
        set_alarm(tx, turn.id, Some(turn.closes_at))?;
    }
    Ok(())
}

/// Plans a person's turns anew after their clock or their working time changed: those that they were
/// not told of open at the new time, unless it is over, and their days off are looked at again.
pub(crate) fn replan(
    app: &App,
    tx: &mut Tx<'_>,
    person: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    let turns = tx.turns_ahead(person)?;
    if turns.is_empty() {
        return Ok(());
    }
    let one = app.person_availability(tx, person)?;
    let schedule = one.schedule();
    for old in turns {
        let Some(check_in) = tx.check_in(old.check_in)? else {
            continue;
        };
        let mut turn = old.clone();
        if turn.told_at.is_none() {
            let times = turn_times(&check_in, turn.date, schedule.zone());
            if let Some(times) = times.filter(|times| now < times.due_at) {
                turn.opens_at = times.opens_at;
                turn.due_at = times.due_at;
                turn.closes_at = times.closes_at;
            }
            turn.skipped = day_off(&schedule, turn.date);
            if turn != old {
                tx.put_turn(&turn)?;
            }
        }
        look(app, tx, &check_in, turn, &one, now)?;
    }
    Ok(())
}

/// Somebody came into a channel: its check-ins ask them from the next day on that has not opened for
/// them.
pub(crate) fn joined(tx: &Tx<'_>, channel: ChannelId, now: Timestamp) -> Result<(), AppError> {
    for check_in in tx.check_ins_in(channel)? {
        look_for_people(tx, &check_in, now)?;
    }
    Ok(())
}

/// Looks soon for people that a check-in asks and that have no turn.
fn look_for_people(tx: &Tx<'_>, check_in: &CheckIn, now: Timestamp) -> Result<(), AppError> {
    // While it is being made, that goes on first.
    let planned = tx.alarm(AlarmKind::CheckIn, &check_in.id.to_string())?;
    if check_in.state != CheckInState::Running || planned.is_some_and(|at| at <= now) {
        return Ok(());
    }
    again(tx, check_in.id, now)
}

/// A group's people changed: who is in it no more is not asked any more, who is newly in it is.
pub(crate) fn group_changed(
    app: &App,
    tx: &mut Tx<'_>,
    old: &Group,
    new: &Group,
    now: Timestamp,
) -> Result<(), AppError> {
    if old.members == new.members {
        return Ok(());
    }
    for check_in in tx.check_ins_asking(new.id)? {
        for person in old.members.iter().filter(|one| !new.members.contains(one)) {
            for turn in tx.turns_ahead(*person)? {
                if turn.check_in == check_in.id && turn.answered_at.is_none() {
                    withdraw(tx, &turn, now)?;
                    close_day(app, tx, &check_in, turn.date, now)?;
                }
            }
        }
        look_for_people(tx, &check_in, now)?;
    }
    Ok(())
}

/// Who leaves a channel, or the organisation, is asked no more, and hears of no report.
pub(crate) fn leave(
    app: &App,
    tx: &mut Tx<'_>,
    person: PersonId,
    channel: Option<ChannelId>,
    now: Timestamp,
) -> Result<(), AppError> {
    let mut left = match channel {
        Some(channel) => tx.check_ins_in(channel)?,
        None => tx.check_ins_of(person)?,
    };
    for check_in in &mut left {
        if check_in.followers.contains(&person) {
            check_in.followers.retain(|follower| *follower != person);
            check_in.version += 1;
            put(tx, check_in, plan_of(tx, check_in.id)?, now)?;
        }
    }
    if let Some(channel) = channel {
        left.extend(tx.ended_check_ins_in(channel)?);
    }
    let is_left = |about: &DeliveryAbout| {
        matches!(about, DeliveryAbout::CheckIn { check_in, .. }
            if left.iter().any(|one| one.id == *check_in))
    };
    notice::settle(tx, &[person], is_left, now)?;
    for turn in tx.turns_ahead(person)? {
        let Some(check_in) = tx.check_in(turn.check_in)? else {
            continue;
        };
        if channel.is_none_or(|channel| channel == check_in.channel) && turn.answered_at.is_none() {
            withdraw(tx, &turn, now)?;
            close_day(app, tx, &check_in, turn.date, now)?;
        }
    }
    Ok(())
}

/// A check-in asks otherwise from now on, or not at all: the days that nobody was told of are made anew
/// or not any more, and of the others goes on what people were told of.
pub(super) fn begin_anew(
    app: &App,
    tx: &mut Tx<'_>,
    check_in: &CheckIn,
    now: Timestamp,
) -> Result<(), AppError> {
    let id = check_in.id;
    for day in tx.check_in_days_left(id)? {
        if !day.opened {
            tx.delete_check_in_day(id, day.date)?;
        }
    }
    let begun = tx.check_in_days(id, None, 1)?;
    let anew = CheckInPlan {
        since: now,
        planned: begun.first().map(|day| day.date),
        after: None,
    };
    put(tx, check_in, anew, now)?;
    if check_in.state == CheckInState::Running {
        return plan(app, tx, id, now);
    }
    tx.set_alarm(AlarmKind::CheckIn, &id.to_string(), None)?;
    stop(app, tx, check_in, now)
}

/// What a check-in that asks no more does with the turns of days that have begun: those that people were
/// not told of go, and if it has ended, the others end.
fn stop(app: &App, tx: &mut Tx<'_>, check_in: &CheckIn, now: Timestamp) -> Result<(), AppError> {
    let (told, untold): (Vec<Turn>, Vec<Turn>) = tx
        .turns_left(check_in.id)?
        .into_iter()
        .partition(|turn| turn.told_at.is_some() || turn.skipped.is_some());
    let dates: BTreeSet<Date> = untold.iter().map(|turn| turn.date).collect();
    for turn in untold {
        tx.delete_turn(turn.id)?;
        set_alarm(tx, turn.id, None)?;
    }
    if check_in.state == CheckInState::Ended {
        let (few, others) = told.split_at(told.len().min(AT_ONCE));
        let mut at = now;
        for some in others.chunks(TOGETHER) {
            for turn in some {
                set_alarm(tx, turn.id, Some(at))?;
            }
            at = at.plus(PAUSE);
        }
        for turn in few {
            close(app, tx, check_in, turn.clone(), now)?;
        }
    }
    for date in dates {
        close_day(app, tx, check_in, date, now)?;
    }
    Ok(())
}
