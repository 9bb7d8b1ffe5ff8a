//! Cards: put on a board, moved, taken off, put away and brought back.

use std::sync::Arc;

use model::account::Scope;
use model::board::{ArchivedCard, Board, Card, CardRemoved, Column};
use model::event::{Audience, Event};
use model::id::{BoardId, ColumnId, IterationId, TaskId};
use model::limits::BOARD_CARDS_MAX;
use model::task::{Stage, Task, TaskChanged};
use model::time::Timestamp;
use rules::board::{BoardRefusal, column_for, column_of};
use store::{Tx, View};

use super::rank::{Beside, rank_for};
use super::stage::leave_column;
use super::{board_standing, iteration, put_card, tell_card, worked_board};
use crate::actor::Actor;
use crate::error::{AppError, not_found};
use crate::{App, my_board, task};

/// Where a card is put.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// In which column; if none is named, where it stands, or where its task's stage belongs.
    pub column: Option<ColumnId>,
    /// Directly after this one, if it stands there.
    pub after: Option<TaskId>,
    /// Else directly before this one, if it stands there; else at the bottom.
    pub before: Option<TaskId>,
    /// Of which iteration; as it was, if nothing is said.
    pub iteration: Option<Option<IterationId>>,
}

/// The column that is named, or the first of the task's stage, or the first.
fn column_for_spot<'a>(
    board: &'a Board,
    spot: &Spot,
    stage: Stage,
) -> Result<&'a Column, BoardRefusal> {
    if let Some(id) = spot.column {
        return column_of(board, id);
    }
    let mut columns = board.columns.iter();
    let found = columns.find(|column| column.stage == stage);
    found
        .or(board.columns.first())
        .ok_or(BoardRefusal::ColumnGone)
}

fn name_of(board: &Board, column: ColumnId) -> Option<String> {
    let found = board.columns.iter().find(|other| other.id == column);
    found.map(|column| column.name.clone())
}

/// Writes into a task's history that it was put on a board, moved there, or taken off.
fn note_moved(
    tx: &Tx<'_>,
    actor: &Actor,
    board: &Board,
    task: TaskId,
    (was, is): (Option<ColumnId>, Option<ColumnId>),
    now: Timestamp,
) -> Result<(), AppError> {
    if was == is {
        return Ok(());
    }
    let name = |column: Option<ColumnId>| column.and_then(|column| name_of(board, column));
    let what = TaskChanged::Moved {
        board: board.name.clone(),
        was: name(was),
        is: name(is),
    };
    task::note(tx, task, Some(actor.person), what, now)
}

/// Puts a task on a board, or moves it there. Into a column of another stage, it comes to that stage.
pub(crate) fn place(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    (id, task): (BoardId, TaskId),
    spot: Spot,
    now: Timestamp,
) -> Result<Card, AppError> {
    let mut board = worked_board(tx, actor, id)?;
    let known = tx.card(id, task)?;
    let task = match known {
        Some(_) => tx.task(task)?.ok_or_else(not_found)?,
        None => task::written_task(tx, actor, task)?,
    };
    if task.dropped_at.is_some() {
        return Err(BoardRefusal::Dropped.into());
    }
    let stood = known.clone().filter(|card| card.archived_at.is_none());
    // Nothing is said about the place: it stands where it stood.
    let is_nowhere = spot.column.is_none() && spot.after.is_none() && spot.before.is_none();
    let spot = Spot {
        column: spot.column.or(stood.as_ref().map(|card| card.column)),
        ..spot
    };
    let column = column_for_spot(&board, &spot, task.stage)?.clone();
    if stood.is_none() && BOARD_CARDS_MAX <= tx.count_cards(id)? {
        return Err(BoardRefusal::Full.into());
    }
    let beside = Beside::Cards {
        after: spot.after,
        before: spot.before,
    };
    let was = stood.as_ref().map(|card| card.column);
    let stays = was == Some(column.id);
    let rank = match &stood {
        Some(card) if stays && is_nowhere => card.rank.clone(),
        _ => rank_for(tx, &board, column.id, task.id, beside, now)?,
    };
    if let Some(card) = stood.as_ref().filter(|_| !stays) {
        leave_column(tx, &mut board, card, &task, Some(actor.person), now)?;
    }
    let since = stood.as_ref().filter(|_| stays).map(|card| card.entered_at);
    let mut card = Card {
        board: id,
        task: task.id,
        column: column.id,
        rank,
        entered_at: since.unwrap_or(now),
        iteration: known.as_ref().and_then(|card| card.iteration),
        archived_at: None,
    };
    if let Some(wanted) = spot.iteration {
        iteration::assign(tx, &board, &mut card, &task, wanted, now)?;
    }
    note_moved(tx, actor, &board, task.id, (was, Some(column.id)), now)?;
    settle(
        app,
        tx,
        actor,
        &board,
        (&card, &column, &task, known.is_some()),
        now,
    )?;
    Ok(card)
}

/// Writes a card where it was put, brings its task to the column's stage, and tells.
fn settle(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    board: &Board,
    (card, column, task, was_seen): (&Card, &Column, &Task, bool),
    now: Timestamp,
) -> Result<(), AppError> {
    let was = if was_seen {
        None
    } else {
        Some(task::sight(tx, task)?)
    };
    tx.put_card(card)?;
    if let Some(was) = was {
        task::tell_from(tx, task, &was, now)?;
    }
    tell_card(tx, board, card.clone(), now)?;
    if task.stage == column.stage {
        return my_board::watch_slow(app, tx, task, now);
    }
    task::set_stage(app, tx, actor, task, column.stage, now)?;
    Ok(())
}

/// Puts a task that was just made on a board, at the bottom.
pub(crate) fn put_new(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    task: &Task,
    (board, column): (BoardId, Option<ColumnId>),
    now: Timestamp,
) -> Result<(), AppError> {
    let spot = Spot {
        column,
        ..Spot::default()
    };
    place(app, tx, actor, (board, task.id), spot, now).map(|_| ())
}

/// Puts the next one of a recurring task on the boards on which the finished one stands, at the bottom of
/// the first column of what is not started.
pub(crate) fn put_recurred(
    tx: &mut Tx<'_>,
    finished: &Task,
    next: &Task,
    now: Timestamp,
) -> Result<(), AppError> {
    for (board, card) in standing_cards(tx, finished.id)? {
        let full = BOARD_CARDS_MAX <= tx.count_cards(board.id)?;
        let Some(column) = board
            .columns
            .iter()
            .find(|column| column.stage == next.stage)
            .filter(|_| !full)
        else {
            continue;
        };
        let was = task::sight(tx, next)?;
        let rank = rank_for(tx, &board, column.id, next.id, Beside::Bottom, now)?;
        let card = Card {
            task: next.id,
            column: column.id,
            rank,
            entered_at: now,
            iteration: None,
            ..card
        };
        tx.put_card(&card)?;
        task::tell_from(tx, next, &was, now)?;
        tell_card(tx, &board, card, now)?;
    }
    Ok(())
}

/// The boards in use on which a task stands, with its card on each.
pub(super) fn standing_cards(
    view: &View<'_>,
    task: TaskId,
) -> Result<Vec<(Board, Card)>, AppError> {
    let mut found = Vec::new();
    for card in view.cards_of_task(task)? {
        if card.archived_at.is_none()
            && let Some(board) = view.board(card.board)?
            && board.archived_at.is_none()
        {
            found.push((board, card));
        }
    }
    Ok(found)
}

/// Tells again where a task stands: to those who see it anew.
pub(crate) fn tell_cards(tx: &mut Tx<'_>, task: TaskId, now: Timestamp) -> Result<(), AppError> {
    for (board, card) in standing_cards(tx, task)? {
        tell_card(tx, &board, card, now)?;
    }
    Ok(())
}

/// Takes a task off a board.
fn take_off(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    (id, task): (BoardId, TaskId),
    now: Timestamp,
) -> Result<(), AppError> {
    let board = worked_board(tx, actor, id)?;
    let mut card = tx.card(id, task)?.ok_or_else(not_found)?;
    let task = tx.task(task)?.ok_or_else(not_found)?;
    let was = task::sight(tx, &task)?;
    let column = card.column;
    iteration::assign(tx, &board, &mut card, &task, None, now)?;
    tx.delete_card(id, task.id)?;
    note_moved(tx, actor, &board, task.id, (Some(column), None), now)?;
    let removed = CardRemoved {
        board: id,
        task: task.id,
    };
    let audience = Audience::Channel(board.channel);
    tx.append(now, audience, Event::CardRemoved(removed))?;
    if task::sight(tx, &task)? != was {
        task::tell_from(tx, &task, &was, now)?;
    }
    my_board::watch_slow(app, tx, &task, now)
}

/// Puts a card away from its board, or brings it back to the bottom of its column, or of the first one of
/// its task's stage.
pub(crate) fn archive(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    (id, task): (BoardId, TaskId),
    is_wanted: bool,
    now: Timestamp,
) -> Result<Card, AppError> {
    let board = worked_board(tx, actor, id)?;
    let mut card = tx.card(id, task)?.ok_or_else(not_found)?;
    if card.archived_at.is_some() == is_wanted {
        return Ok(card);
    }
    let task = tx.task(task)?.ok_or_else(not_found)?;
    card.archived_at = is_wanted.then_some(now);
    if !is_wanted {
        if BOARD_CARDS_MAX <= tx.count_cards(id)? {
            return Err(BoardRefusal::Full.into());
        }
        if let Some(column) = column_for(&board, card.column, task.stage) {
            card.column = column;
        }
        // Its column may have been removed, and no other mean the task's stage.
        if column_of(&board, card.column).is_err() {
            let first = board.columns.first();
            card.column = first.map_or(card.column, |column| column.id);
        }
        card.rank = rank_for(tx, &board, card.column, task.id, Beside::Bottom, now)?;
        card.entered_at = now;
    }
    put_card(tx, &board, &card, now)?;
    my_board::watch_slow(app, tx, &task, now)?;
    Ok(card)
}

/// Puts away the cards of one column, or of all that mean done, whose tasks are finished; those of tasks that
/// were let go show nowhere, and wait where they are.
fn archive_done(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: BoardId,
    column: Option<ColumnId>,
    now: Timestamp,
) -> Result<usize, AppError> {
    let board = worked_board(tx, actor, id)?;
    if let Some(column) = column {
        column_of(&board, column)?;
    }
    let meant = |one: &&Column| column.map_or(one.stage == Stage::Done, |column| one.id == column);
    let mut cards = 0;
    for column in board.columns.iter().filter(meant) {
        for mut card in tx.column_cards(id, column.id)? {
            let task = tx.task(card.task)?;
            if task.is_none_or(|task| task.finished_at.is_none() || task.dropped_at.is_some()) {
                continue;
            }
            card.archived_at = Some(now);
            put_card(tx, &board, &card, now)?;
            cards += 1;
        }
    }
    Ok(cards)
}

impl App {
    /// Puts a task on a board, or moves it there: directly after the one named, else directly before the
    /// other one named, as they stand by then, else at the bottom.
    ///
    /// # Errors
    /// `not_found`; `not_allowed`; `wrong_state` if the board is archived, the column gone or the board full.
    pub async fn place_card(
        self: &Arc<Self>,
        actor: &Actor,
        card: (BoardId, TaskId),
        spot: Spot,
    ) -> Result<Card, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| place(&app, tx, &actor, card, spot, now))
            .await
    }

    /// Takes a task off a board; the task stays.
    ///
    /// # Errors
    /// `not_found`; `not_allowed`; `wrong_state` if the board is archived.
    pub async fn remove_card(
        self: &Arc<Self>,
        actor: &Actor,
        card: (BoardId, TaskId),
    ) -> Result<(), AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| take_off(&app, tx, &actor, card, now))
            .await
    }

    /// Puts a card away from its board, or brings it back.
    ///
    /// # Errors
    /// As [`App::remove_card`].
    pub async fn archive_card(
        self: &Arc<Self>,
        actor: &Actor,
        card: (BoardId, TaskId),
        is_wanted: bool,
    ) -> Result<Card, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| archive(&app, tx, &actor, card, is_wanted, now))
            .await
    }

    /// Puts away what is finished, in one column or in all that mean done; answers how many cards.
    ///
    /// # Errors
    /// As [`App::remove_card`]; `wrong_state` if the column is gone.
    pub async fn archive_done(
        &self,
        actor: &Actor,
        board: BoardId,
        column: Option<ColumnId>,
    ) -> Result<usize, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| archive_done(tx, &actor, board, column, now))
            .await
    }

    /// Cards that were put away from a board, with their tasks, the newest first, from `before` on.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn archived_cards(
        &self,
        actor: &Actor,
        board: BoardId,
        before: (Timestamp, String),
        limit: u64,
    ) -> Result<Vec<ArchivedCard>, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| {
                board_standing(view, &actor, board)?;
                Ok(view.archived_cards(board, before, limit)?)
            })
            .await
    }
}
