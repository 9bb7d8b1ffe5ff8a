//! What is changed about a board: its words, roles and columns, and whether it is in use.

use std::sync::Arc;

use model::account::Scope;
use model::board::{Board, BoardRole, Card, Column, WantedColumn};
use model::id::{BoardId, ColumnId, GroupId};
use model::limits::BOARD_STAGES_AT_ONCE_MAX;
use model::task::{Stage, Task};
use model::time::Timestamp;
use rules::board::{
    BoardRefusal, check_board_name, check_board_purpose, check_roles, column_for, decide_change,
    decide_columns, decide_make, removed, usual_minutes,
};
use store::{Tx, View};

use super::rank::{Beside, rank_for};
use super::{board_standing, checked_team, new_column_id, put, put_card, tell_card};
use crate::actor::Actor;
use crate::channel::may_read;
use crate::error::{AppError, check_version, invalid};
use crate::{App, my_board, task};

/// What is changed about a board; `None` leaves as it is.
#[derive(Clone, Debug, Default)]
pub struct BoardChange {
    /// Its name.
    pub name: Option<String>,
    /// What it is for.
    pub purpose: Option<String>,
    /// The team it is of; `Some(None)` for none.
    pub team: Option<Option<GroupId>>,
    /// Its columns, all of them, in order.
    pub columns: Option<Vec<WantedColumn>>,
    /// Which column takes the cards of those that are left out.
    pub move_to: Option<ColumnId>,
    /// Who is what on it.
    pub roles: Option<Vec<BoardRole>>,
    /// Whether it is put away.
    pub archived: Option<bool>,
}

impl BoardChange {
    /// Whether it does nothing but put the board away or take it out again.
    fn is_archive_only(&self) -> bool {
        self.name.is_none()
            && self.purpose.is_none()
            && self.team.is_none()
            && self.columns.is_none()
            && self.roles.is_none()
    }
}

/// Cards that a change of columns moves, and tasks whose stage it changes.
#[derive(Default)]
struct Moves {
    /// Cards of columns that go, and the column that takes them.
    cards: Vec<(Card, ColumnId)>,
    /// Tasks that come to another stage.
    stages: Vec<(Task, Stage)>,
}

/// The roles of a board; everybody named can read it.
fn checked_roles(
    view: &View<'_>,
    board: &Board,
    roles: &[BoardRole],
) -> Result<Vec<BoardRole>, AppError> {
    let roles = check_roles(roles)?;
    let channel = view.channel(board.channel)?;
    for role in roles.iter().filter(|role| !board.roles.contains(role)) {
        let person = view.person(role.person)?;
        let reads = match (&channel, &person) {
            (Some(channel), Some(person)) if person.disabled_at.is_none() => {
                may_read(view, channel, person)?
            }
            _ => false,
        };
        if !reads {
            let detail = "somebody named does not see this board; let them join its channel first";
            return Err(invalid("roles", detail));
        }
    }
    Ok(roles)
}

/// Cards of a column with their tasks; those of tasks that were let go show nowhere.
fn filled(
    view: &View<'_>,
    board: BoardId,
    column: ColumnId,
) -> Result<Vec<(Card, Option<Task>)>, AppError> {
    let mut found = Vec::new();
    for card in view.column_cards(board, column)? {
        let task = view.task(card.task)?;
        found.push((card, task.filter(|task| task.dropped_at.is_none())));
    }
    Ok(found)
}

/// What follows for cards and tasks when the columns of `old` become those of `new`.
fn moves(
    view: &View<'_>,
    old: &Board,
    new: &Board,
    move_to: Option<ColumnId>,
) -> Result<Moves, AppError> {
    let mut moves = Moves::default();
    let stays = |id: ColumnId| new.columns.iter().find(|column| column.id == id);
    let was = |id: ColumnId| old.columns.iter().find(|column| column.id == id);
    let taking = match move_to {
        Some(id) => Some(
            stays(id)
                .filter(|column| was(column.id).is_some())
                .ok_or(BoardRefusal::MoveToGone)?,
        ),
        None => None,
    };
    let mut note = |task: Option<Task>, column: &Column| {
        if let Some(task) = task.filter(|task| task.stage != column.stage) {
            moves.stages.push((task, column.stage));
        }
    };
    let mut cards = Vec::new();
    for gone in removed(&old.columns, &new.columns) {
        let held = filled(view, old.id, gone.id)?;
        let shown = held.iter().filter(|(_, task)| task.is_some()).count();
        let Some(column) = taking.or(new.columns.first().filter(|_| shown == 0)) else {
            let name = gone.name.clone();
            return Err(BoardRefusal::MoveTo { name, cards: shown }.into());
        };
        for (card, task) in held {
            note(task, column);
            cards.push((card, column.id));
        }
    }
    for column in &new.columns {
        if was(column.id).is_some_and(|was| was.stage != column.stage) {
            for (_, task) in filled(view, old.id, column.id)? {
                note(task, column);
            }
        }
    }
    moves.cards = cards;
    if BOARD_STAGES_AT_ONCE_MAX < moves.stages.len() {
        return Err(BoardRefusal::Stages(moves.stages.len()).into());
    }
    Ok(moves)
}

impl Moves {
    /// Moves the cards to the bottom of the column that takes them, in their order, and brings the tasks to
    /// their columns' stages.
    fn make(
        self,
        app: &App,
        tx: &mut Tx<'_>,
        actor: &Actor,
        board: &Board,
        now: Timestamp,
    ) -> Result<(), AppError> {
        for (card, column) in self.cards {
            let moved = Card {
                rank: rank_for(tx, board, column, card.task, Beside::Bottom, now)?,
                column,
                entered_at: now,
                ..card
            };
            put_card(tx, board, &moved, now)?;
            my_board::usual_changed(tx, board.id, column, now)?;
        }
        for (task, stage) in self.stages {
            task::set_stage(app, tx, actor, &task, stage, now)?;
        }
        Ok(())
    }
}

/// The cards of a board that is in use again are where their tasks' stages belong, and are told anew.
fn bring_back(tx: &mut Tx<'_>, board: &Board, now: Timestamp) -> Result<(), AppError> {
    let tasks = tx.board_tasks(board.id)?;
    for mut card in tx.board_cards(board.id)? {
        let found = tasks.binary_search_by(|task| task.id.cmp(&card.task));
        let stage = found.ok().and_then(|found| tasks.get(found));
        let column = stage.and_then(|task| column_for(board, card.column, task.stage));
        if let Some(column) = column {
            card.rank = rank_for(tx, board, column, card.task, Beside::Bottom, now)?;
            card.column = column;
            card.entered_at = now;
            tx.put_card(&card)?;
        }
        tell_card(tx, board, card, now)?;
    }
    Ok(())
}

/// The board as it is after a change, not written yet.
fn changed(
    view: &View<'_>,
    actor: &Actor,
    old: &Board,
    change: &BoardChange,
    now: Timestamp,
) -> Result<Board, AppError> {
    let mut board = old.clone();
    if let Some(name) = &change.name {
        board.name = check_board_name(name)?;
    }
    if let Some(purpose) = &change.purpose {
        board.purpose = check_board_purpose(purpose)?;
    }
    if let Some(team) = change.team.filter(|team| *team != old.team) {
        board.team = checked_team(view, actor, team)?;
    }
    if let Some(roles) = &change.roles {
        board.roles = checked_roles(view, old, roles)?;
    }
    if let Some(columns) = &change.columns {
        board.columns = decide_columns(&old.columns, columns, || new_column_id(now))?;
    }
    board.archived_at = match change.archived {
        Some(true) => old.archived_at.or(Some(now)),
        Some(false) => None,
        None => old.archived_at,
    };
    board.version += 1;
    Ok(board)
}

fn update(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: BoardId,
    change: &BoardChange,
    version: Option<u64>,
    now: Timestamp,
) -> Result<Board, AppError> {
    let (old, channel, standing) = board_standing(tx, actor, id)?;
    // What is put away is taken out first, alone or with the same request.
    if change.archived == Some(false) || change.is_archive_only() {
        decide_make(&channel, standing)?;
    } else {
        decide_change(&old, &channel, standing)?;
    }
    check_version(version, old.version)?;
    let board = changed(tx, actor, &old, change, now)?;
    let moves = moves(tx, &old, &board, change.move_to)?;
    put(tx, &board, now)?;
    let is_other_use = old.archived_at.is_none() != board.archived_at.is_none();
    for column in &board.columns {
        let was = old.columns.iter().find(|other| other.id == column.id);
        let usual = was.map(usual_minutes);
        if is_other_use || usual.is_some_and(|usual| usual != usual_minutes(column)) {
            my_board::usual_changed(tx, id, column.id, now)?;
        }
    }
    moves.make(app, tx, actor, &board, now)?;
    if old.archived_at.is_some() && board.archived_at.is_none() {
        bring_back(tx, &board, now)?;
    }
    // A stage that changed may have taught a column its usual time.
    Ok(tx.board(id)?.unwrap_or(board))
}

impl App {
    /// Changes a board.
    ///
    /// # Errors
    /// `not_allowed`; `stale`; `wrong_state` if it is archived; `invalid` names the field: `move_to` if a
    /// column that is left out has cards.
    pub async fn update_board(
        self: &Arc<Self>,
        actor: &Actor,
        id: BoardId,
        change: BoardChange,
        version: Option<u64>,
    ) -> Result<Board, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| update(&app, tx, &actor, id, &change, version, now))
            .await
    }
}
