//! Iterations of a board: made, started, filled, closed.

use model::account::Scope;
use model::board::{Board, Card, Iteration};
use model::event::{Audience, Event};
use model::id::{BoardId, IterationId};
use model::limits::{ITERATION_TASKS_MAX, OPEN_ITERATIONS_MAX};
use model::task::Task;
use model::time::Timestamp;
use rules::board::decide_change;
use rules::board::iteration::{
    IterationRefusal, Said, TaskStage, check_said, close, decide_open, put_in, start, taken_out,
};
use store::{Tx, View};

use super::{board_standing, put as put_board, put_card};
use crate::actor::Actor;
use crate::error::{AppError, invalid, not_found};
use crate::once::{IdempotencyKey, once};
use crate::{App, random};

/// An iteration that is to be made.
#[derive(Clone, Debug)]
pub struct NewIteration {
    /// Its name.
    pub name: String,
    /// What it is to reach.
    pub goal: String,
    /// Its first day.
    pub first: jiff::civil::Date,
    /// Its last day.
    pub last: jiff::civil::Date,
}

/// What is changed about an iteration; `None` leaves as it is.
#[derive(Clone, Debug, Default)]
pub struct IterationChange {
    /// Its name.
    pub name: Option<String>,
    /// What it is to reach.
    pub goal: Option<String>,
    /// Its first day.
    pub first: Option<jiff::civil::Date>,
    /// Its last day.
    pub last: Option<jiff::civil::Date>,
}

fn put(
    tx: &mut Tx<'_>,
    board: &Board,
    iteration: &Iteration,
    now: Timestamp,
) -> Result<(), AppError> {
    tx.put_iteration(iteration)?;
    let event = Event::IterationUpdated(Box::new(iteration.clone()));
    tx.append(now, Audience::Channel(board.channel), event)?;
    Ok(())
}

/// A board that the actor may change.
fn changed_board(view: &View<'_>, actor: &Actor, id: BoardId) -> Result<Board, AppError> {
    let (board, channel, standing) = board_standing(view, actor, id)?;
    decide_change(&board, &channel, standing)?;
    Ok(board)
}

/// An iteration whose board the actor may change.
fn changed_iteration(
    view: &View<'_>,
    actor: &Actor,
    id: IterationId,
) -> Result<(Iteration, Board), AppError> {
    let iteration = view.iteration(id)?.ok_or_else(not_found)?;
    let board = changed_board(view, actor, iteration.board)?;
    Ok((iteration, board))
}

fn stages(cards: &[(Card, Task)]) -> Vec<TaskStage> {
    cards
        .iter()
        .map(|(_, task)| (task.id, task.stage))
        .collect()
}

/// The iteration of a card.
pub(crate) fn iteration_of(view: &View<'_>, card: &Card) -> Result<Option<Iteration>, AppError> {
    Ok(match card.iteration {
        Some(id) => view.iteration(id)?,
        None => None,
    })
}

/// Puts a card into an iteration of its board, or out of all. The caller writes the card.
pub(super) fn assign(
    tx: &mut Tx<'_>,
    board: &Board,
    card: &mut Card,
    task: &Task,
    wanted: Option<IterationId>,
    now: Timestamp,
) -> Result<(), AppError> {
    if card.iteration == wanted {
        return Ok(());
    }
    if let Some(id) = wanted {
        let of_board = |one: &Iteration| one.board == board.id;
        let new = tx.iteration(id)?.filter(of_board);
        let new = new.ok_or_else(|| invalid("iteration", "takes an iteration of this board"))?;
        let held = usize::try_from(tx.count_iteration_cards(id)?).unwrap_or(usize::MAX);
        let filled = put_in(&new, held, (task.id, task.stage))?;
        if filled != new {
            put(tx, board, &filled, now)?;
        }
    }
    if let Some(old) = iteration_of(tx, card)? {
        let left = taken_out(&old, task.id);
        if left != old {
            put(tx, board, &left, now)?;
        }
    }
    card.iteration = wanted;
    Ok(())
}

/// The iteration of a card hears of its task's stage.
pub(super) fn note_stage(
    tx: &mut Tx<'_>,
    card: &Card,
    task: &Task,
    now: Timestamp,
) -> Result<(), AppError> {
    let Some(iteration) = iteration_of(tx, card)? else {
        return Ok(());
    };
    let mut noted = iteration.clone();
    rules::board::iteration::note_stage(&mut noted, (task.id, task.stage));
    if noted != iteration
        && let Some(board) = tx.board(card.board)?
    {
        put(tx, &board, &noted, now)?;
    }
    Ok(())
}

pub(crate) fn make(
    tx: &mut Tx<'_>,
    actor: &Actor,
    board: BoardId,
    new: NewIteration,
    now: Timestamp,
) -> Result<Iteration, AppError> {
    let board = changed_board(tx, actor, board)?;
    if OPEN_ITERATIONS_MAX as u64 <= tx.count_open_iterations(board.id)? {
        return Err(IterationRefusal::TooMany.into());
    }
    let said = check_said(Said {
        name: new.name,
        goal: new.goal,
        first: new.first,
        last: new.last,
    })?;
    let iteration = Iteration {
        id: IterationId::new(now, random()),
        board: board.id,
        name: said.name,
        goal: said.goal,
        first: said.first,
        last: said.last,
        started_at: None,
        closed_at: None,
        planned: Vec::new(),
        added: Vec::new(),
        finished: Vec::new(),
        carried: Vec::new(),
    };
    put(tx, &board, &iteration, now)?;
    Ok(iteration)
}

fn change(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: IterationId,
    change: IterationChange,
    now: Timestamp,
) -> Result<Iteration, AppError> {
    let (old, board) = changed_iteration(tx, actor, id)?;
    decide_open(&old)?;
    let said = check_said(Said {
        name: change.name.unwrap_or_else(|| old.name.clone()),
        goal: change.goal.unwrap_or_else(|| old.goal.clone()),
        first: change.first.unwrap_or(old.first),
        last: change.last.unwrap_or(old.last),
    })?;
    let iteration = Iteration {
        name: said.name,
        goal: said.goal,
        first: said.first,
        last: said.last,
        ..old
    };
    put(tx, &board, &iteration, now)?;
    Ok(iteration)
}

pub(crate) fn begin(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: IterationId,
    now: Timestamp,
) -> Result<Iteration, AppError> {
    let (iteration, mut board) = changed_iteration(tx, actor, id)?;
    let another = board.iteration.is_some_and(|running| running != id);
    let begun = start(&iteration, another, &stages(&tx.iteration_cards(id)?), now)?;
    put(tx, &board, &begun, now)?;
    board.iteration = Some(id);
    put_board(tx, &board, now)?;
    Ok(begun)
}

pub(crate) fn end(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: IterationId,
    carry_to: Option<IterationId>,
    now: Timestamp,
) -> Result<Iteration, AppError> {
    let (iteration, mut board) = changed_iteration(tx, actor, id)?;
    let cards = tx.iteration_cards(id)?;
    let next = match carry_to {
        Some(next) => Some(tx.iteration(next)?.ok_or(IterationRefusal::CarryTo)?),
        None => None,
    };
    let closed = close(&iteration, next.as_ref(), &stages(&cards), now)?;
    if let Some(next) = carry_to {
        let held = usize::try_from(tx.count_iteration_cards(next)?).unwrap_or(usize::MAX);
        if ITERATION_TASKS_MAX < held.saturating_add(closed.carried.len()) {
            return Err(IterationRefusal::Full.into());
        }
    }
    put(tx, &board, &closed, now)?;
    if board.iteration == Some(id) {
        board.iteration = None;
        put_board(tx, &board, now)?;
    }
    for (mut card, task) in cards {
        if closed.carried.contains(&task.id) {
            card.iteration = carry_to;
            put_card(tx, &board, &card, now)?;
        }
    }
    Ok(closed)
}

impl App {
    /// Plans an iteration on a board.
    ///
    /// # Errors
    /// `not_allowed`; `wrong_state` if too many are open or the board is archived; `invalid`, `text_empty`
    /// and `text_too_long` name the field.
    pub async fn create_iteration(
        &self,
        actor: &Actor,
        board: BoardId,
        new: NewIteration,
        key: Option<IdempotencyKey>,
    ) -> Result<Iteration, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                once(tx, &actor, key.as_ref(), "create_iteration", now, |tx| {
                    make(tx, &actor, board, new, now)
                })
            })
            .await
    }

    /// Changes what is said of an iteration.
    ///
    /// # Errors
    /// As [`App::create_iteration`]; `wrong_state` if it is closed.
    pub async fn update_iteration(
        &self,
        actor: &Actor,
        id: IterationId,
        wanted: IterationChange,
    ) -> Result<Iteration, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| change(tx, &actor, id, wanted, now))
            .await
    }

    /// Starts an iteration: what is in it by then was planned.
    ///
    /// # Errors
    /// `wrong_state` if it runs, is closed, or another runs on the board.
    pub async fn start_iteration(
        &self,
        actor: &Actor,
        id: IterationId,
    ) -> Result<Iteration, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store.write(move |tx| begin(tx, &actor, id, now)).await
    }

    /// Closes an iteration; what is not finished goes on in another, or in none.
    ///
    /// # Errors
    /// `wrong_state` if it does not run; `invalid` if the other takes nothing.
    pub async fn close_iteration(
        &self,
        actor: &Actor,
        id: IterationId,
        carry_to: Option<IterationId>,
    ) -> Result<Iteration, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| end(tx, &actor, id, carry_to, now))
            .await
    }
}
