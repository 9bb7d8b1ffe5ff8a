//! Placing: lanes, the order within them, snoozing, and what is planned for a day.

use std::sync::Arc;

use jiff::civil::Date;
use model::account::Scope;
use model::error::ErrorCode;
use model::id::PersonId;
use model::limits::{CARD_RANK_BYTES_MAX, MY_CARDS_MAX};
use model::my_board::{Lane, MyCard, MyItem};
use model::request::RequestState;
use model::task::TaskNews;
use model::time::Timestamp;
use rules::my_board::{MyBoardRefusal, ShownLane, decide_snooze, lane_of};
use rules::rank::{between, spread};
use store::{AlarmKind, OwnCard, Tx, View};

use super::walk::things_of;
use super::{card_or_new, new_card, put, settle, subject, task_of, watch_slow};
use crate::App;
use crate::actor::Actor;
use crate::error::{AppError, not_found, refused};

/// Where something is put on the actor's own board. What is left out stays.
#[derive(Clone, Debug)]
pub struct Placing {
    /// What.
    pub item: MyItem,
    /// In which lane; without a neighbour, at its end.
    pub lane: Option<Lane>,
    /// Below which of that lane.
    pub after: Option<MyItem>,
    /// Above which of that lane.
    pub before: Option<MyItem>,
    /// Until when it is snoozed; `None` inside wakes it.
    pub wake_at: Option<Option<Timestamp>>,
    /// For which day it is planned; `None` inside takes it off the plan.
    pub planned_for: Option<Option<Date>>,
}

/// Checks that something is on the actor's board and not done.
pub(super) fn check_open(view: &View<'_>, actor: &Actor, item: MyItem) -> Result<(), AppError> {
    let is_open = match item {
        MyItem::Task { task } => {
            let task = crate::task::seen_task(view, actor, task)?;
            if !task.is_of(actor.person) {
                let detail = "it is not on your board; take it over, or offer to help";
                return Err(refused(ErrorCode::WrongState, detail));
            }
            task.is_open()
        }
        MyItem::Request { request } => {
            let (request, _) = crate::request::reached(view, actor, request)?;
            if request.asked != actor.person {
                let detail = "it waits for somebody else; it is shown to you under Waiting";
                return Err(refused(ErrorCode::WrongState, detail));
            }
            request.state == RequestState::Open
        }
    };
    if is_open {
        Ok(())
    } else {
        Err(MyBoardRefusal::Finished.into())
    }
}

/// The actor's card of something that is on their board and not done, or a new one in the Inbox.
pub(super) fn own_card(
    view: &View<'_>,
    actor: &Actor,
    item: MyItem,
    now: Timestamp,
) -> Result<OwnCard, AppError> {
    check_open(view, actor, item)?;
    card_or_new(view, actor.person, item, Lane::Inbox, now)?.ok_or_else(full)
}

fn full() -> AppError {
    let detail =
        format!("your board has {MY_CARDS_MAX} cards; finish something or let it go first");
    refused(ErrorCode::WrongState, detail)
}

/// The cards of a lane, in their order.
fn lane_cards(view: &View<'_>, person: PersonId, lane: Lane) -> Result<Vec<MyCard>, AppError> {
    let mut cards = view.my_cards(person)?;
    cards.retain(|card| card.lane == lane);
    cards.sort_by(|a, b| (&a.rank, a.item).cmp(&(&b.rank, b.item)));
    Ok(cards)
}

/// A rank at the end of a lane.
pub(super) fn last_rank(view: &View<'_>, person: PersonId, lane: Lane) -> Result<String, AppError> {
    let cards = lane_cards(view, person, lane)?;
    rank_after(cards.last().map(|card| card.rank.as_str()))
}

/// A rank after the last one.
fn rank_after(last: Option<&str>) -> Result<String, AppError> {
    between(last, None).ok_or_else(|| AppError::Internal("a rank that is none".into()))
}

/// Gives ranks to what nobody placed in the Inbox yet, as it is shown there, down to the neighbour
/// that is named: so that something can be put between.
fn place_neighbours(
    tx: &mut Tx<'_>,
    person: PersonId,
    placing: &Placing,
    now: Timestamp,
) -> Result<(), AppError> {
    let Some(neighbour) = placing.after.or(placing.before) else {
        return Ok(());
    };
    if neighbour == placing.item || tx.my_card(person, neighbour)?.is_some() {
        return Ok(());
    }
    let things = things_of(tx, person, now)?;
    let mut unplaced: Vec<_> = things.on_board().collect();
    unplaced.retain(|one| one.card.is_none() && lane_of(None, one.waits, now) == ShownLane::Inbox);
    unplaced.sort_by_cached_key(|one| one.sort_key(now));
    let Some(place) = unplaced.iter().position(|one| one.item == neighbour) else {
        return Ok(());
    };
    let count = place + usize::from(placing.after.is_some());
    let placed = unplaced.iter().take(count).map(|one| one.item);
    // The lane is read once, however many are placed below it.
    let mut rank = last_rank(tx, person, Lane::Inbox)?;
    let placed = placed.filter(|item| *item != placing.item);
    for (cards, item) in (tx.count_my_cards(person)?..).zip(placed) {
        if MY_CARDS_MAX <= cards {
            return Err(full());
        }
        let next = rank_after(Some(&rank))?;
        put(tx, &new_card(person, item, (Lane::Inbox, rank), now), now)?;
        rank = next;
    }
    Ok(())
}

/// Puts a card into a lane, between its neighbours as they stand now.
fn move_to(
    tx: &mut Tx<'_>,
    own: &mut OwnCard,
    lane: Lane,
    placing: &Placing,
    now: Timestamp,
) -> Result<(), AppError> {
    if lane == Lane::Inbox {
        place_neighbours(tx, own.person, placing, now)?;
    }
    let mut others = lane_cards(tx, own.person, lane)?;
    others.retain(|card| card.item != own.card.item);
    let place_of = |item: Option<MyItem>| {
        let item = item?;
        others.iter().position(|card| card.item == item)
    };
    let below = place_of(placing.after).map(|place| place + 1);
    let place = below.or_else(|| place_of(placing.before));
    let place = place.unwrap_or(others.len());
    let lower = place.checked_sub(1).and_then(|place| others.get(place));
    let lower = lower.map(|card| card.rank.as_str());
    let upper = others.get(place).map(|card| card.rank.as_str());
    if own.card.lane != lane {
        own.card.lane = lane;
        own.card.moved_at = now;
    }
    if let Some(rank) = between(lower, upper).filter(|rank| rank.len() <= CARD_RANK_BYTES_MAX) {
        own.card.rank = rank;
        return Ok(());
    }
    // No room is left between them: the whole lane is spread anew.
    let ranks = spread(None, None, others.len() + 1).unwrap_or_default();
    let mut ranks = ranks.into_iter();
    for (at, other) in others.into_iter().enumerate() {
        if at == place {
            own.card.rank = ranks.next().unwrap_or_default();
        }
        if let Some(mut kept) = tx.my_card(own.person, other.item)? {
            kept.card.rank = ranks.next().unwrap_or_default();
            put(tx, &kept, now)?;
        }
    }
    if let Some(rank) = ranks.next() {
        own.card.rank = rank;
    }
    Ok(())
}

/// Snoozes a card, or wakes it: whatever it stood still for is over.
fn snooze(
    tx: &mut Tx<'_>,
    own: &mut OwnCard,
    wake_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), AppError> {
    if let Some(wake_at) = wake_at {
        decide_snooze(wake_at, now)?;
    } else if own.card.wake_at.is_none() {
        return Ok(());
    }
    own.card.wake_at = wake_at;
    own.card.slow = None;
    own.stirred_at = Some(wake_at.unwrap_or(now));
    let subject = subject(own.person, own.card.item);
    tx.set_alarm(AlarmKind::Wake, &subject, wake_at)?;
    let over = [TaskNews::Slow, TaskNews::Woke];
    settle(tx, own.person, own.card.item, &over, now)
}

pub(crate) fn place(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    placing: &Placing,
    now: Timestamp,
) -> Result<MyCard, AppError> {
    let known = tx.my_card(actor.person, placing.item)?;
    let mut own = own_card(tx, actor, placing.item, now)?;
    let is_moved = placing.lane.is_some() || placing.after.is_some() || placing.before.is_some();
    if is_moved {
        let lane = placing.lane.unwrap_or(own.card.lane);
        move_to(tx, &mut own, lane, placing, now)?;
    }
    if let Some(wake_at) = placing.wake_at {
        snooze(tx, &mut own, wake_at, now)?;
    }
    if let Some(planned_for) = placing.planned_for {
        own.card.planned_for = planned_for;
    }
    if known.as_ref() != Some(&own) {
        put(tx, &own, now)?;
    }
    if placing.wake_at.is_some()
        && let Some(task) = task_of(placing.item)
    {
        let task = tx.task(task)?.ok_or_else(not_found)?;
        watch_slow(app, tx, &task, now)?;
    }
    Ok(own.card)
}

impl App {
    /// Puts something on the actor's own board: into a lane, between neighbours, to sleep, or onto a
    /// day. No board's order changes by it.
    ///
    /// # Errors
    /// `not_found`; `wrong_state` if it is not theirs, done, or the board is full; `invalid` names the
    /// field.
    pub async fn place_mine(
        self: &Arc<Self>,
        actor: &Actor,
        placing: Placing,
    ) -> Result<MyCard, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| place(&app, tx, &actor, &placing, now))
            .await
    }
}
