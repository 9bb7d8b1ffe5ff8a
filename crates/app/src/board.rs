//! Boards: made, changed, read and followed; their cards and iterations.

mod change;
pub(crate) mod iteration;
mod place;
mod rank;
mod stage;

use std::sync::Arc;

use model::account::Scope;
use model::board::{
    Board, BoardContent, BoardRole, BoardTemplate, Card, TemplateColumn, WantedColumn,
};
use model::channel::Channel;
use model::error::ErrorCode;
use model::event::{Audience, Event};
use model::id::{BoardId, ChannelId, ColumnId, GroupId, PersonId};
use model::limits::{
    BOARD_FOLLOWERS_MAX, BOARD_TEMPLATES_MAX, CHANNEL_BOARDS_MAX, ITERATIONS_SHOWN_MAX,
};
use model::person::Role;
use model::time::Timestamp;
use rules::board::{check_board_name, check_board_purpose, decide_columns};
use rules::channel::Standing;
use store::{Tx, View};

use crate::actor::Actor;
use crate::error::{AppError, invalid, not_found, refused};
use crate::group::seen_group;
use crate::once::{IdempotencyKey, once};
use crate::{App, channel_standing, random, validate};

pub use change::BoardChange;
pub(crate) use iteration::iteration_of;
pub use iteration::{IterationChange, NewIteration};
pub use place::Spot;
pub(crate) use place::{archive, place, put_new, put_recurred, tell_cards};
pub(crate) use stage::{follow_stage, told_of};

/// The template of a board for which none is named.
const PLAINEST: &str = "kanban";

/// A board that is to be made.
#[derive(Clone, Debug)]
pub struct NewBoard {
    /// The channel whose members see and change it.
    pub channel: ChannelId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// The team it is of.
    pub team: Option<GroupId>,
    /// The key of the template that its columns come from.
    pub template: Option<String>,
    /// Its columns, if not of a template.
    pub columns: Option<Vec<WantedColumn>>,
}

/// Writes a board's row and tells its channel.
pub(crate) fn put(tx: &mut Tx<'_>, board: &Board, now: Timestamp) -> Result<(), AppError> {
    tx.put_board(board)?;
    let event = Event::BoardUpdated(Box::new(board.clone()));
    tx.append(now, Audience::Channel(board.channel), event)?;
    Ok(())
}

/// Writes where a task stands on a board and tells the board's channel.
fn put_card(tx: &mut Tx<'_>, board: &Board, card: &Card, now: Timestamp) -> Result<(), AppError> {
    tx.put_card(card)?;
    tell_card(tx, board, card.clone(), now)
}

/// Tells a board's channel where a task stands on it.
fn tell_card(tx: &mut Tx<'_>, board: &Board, card: Card, now: Timestamp) -> Result<(), AppError> {
    let audience = Audience::Channel(board.channel);
    tx.append(now, audience, Event::CardUpdated(card))?;
    Ok(())
}

/// A board that the actor may read, with its channel and their standing there.
pub(crate) fn board_standing(
    view: &View<'_>,
    actor: &Actor,
    id: BoardId,
) -> Result<(Board, Channel, Standing), AppError> {
    let board = view.board(id)?.ok_or_else(not_found)?;
    let (channel, standing) = channel_standing(view, actor, board.channel)?;
    Ok((board, channel, standing))
}

/// A board whose cards the actor may move.
pub(crate) fn worked_board(view: &View<'_>, actor: &Actor, id: BoardId) -> Result<Board, AppError> {
    let (board, channel, standing) = board_standing(view, actor, id)?;
    rules::board::decide_move(&board, &channel, standing)?;
    Ok(board)
}

/// The team of a board, if the actor may see it.
fn checked_team(
    view: &View<'_>,
    actor: &Actor,
    team: Option<GroupId>,
) -> Result<Option<GroupId>, AppError> {
    if let Some(id) = team {
        let group = seen_group(view, actor, id).ok();
        if group.is_none_or(|group| group.archived_at.is_some()) {
            return Err(invalid("team", "takes a group that is in use, or nothing"));
        }
    }
    Ok(team)
}

/// Templates that the actor may use: those that come with Meanwhile, then those made of boards they see.
fn templates(view: &View<'_>, actor: &Actor) -> Result<Vec<BoardTemplate>, AppError> {
    let mut all = rules::board::template::built_in();
    all.extend(view.board_templates(actor.person, actor.role == Role::Guest)?);
    Ok(all)
}

fn wanted_of(template: BoardTemplate) -> Vec<WantedColumn> {
    let column = |column: TemplateColumn| WantedColumn {
        id: None,
        name: column.name,
        stage: column.stage,
        cards_max: column.cards_max,
        usual_minutes_set: None,
    };
    template.columns.into_iter().map(column).collect()
}

fn new_column_id(now: Timestamp) -> ColumnId {
    ColumnId::new(now, random())
}

/// Makes a board.
pub(crate) fn make(
    tx: &mut Tx<'_>,
    actor: &Actor,
    new: NewBoard,
    now: Timestamp,
) -> Result<Board, AppError> {
    let (channel, standing) = channel_standing(tx, actor, new.channel)?;
    rules::board::decide_make(&channel, standing)?;
    if CHANNEL_BOARDS_MAX as u64 <= tx.count_boards(channel.id)? {
        let detail =
            format!("at most {CHANNEL_BOARDS_MAX} boards of one channel; use an archived one");
        return Err(refused(ErrorCode::WrongState, detail));
    }
    let wanted = match (new.columns, new.template) {
        (Some(_), Some(_)) => {
            return Err(invalid("template", "name a template or columns, not both"));
        }
        (Some(columns), None) => columns,
        (None, key) => {
            let key = key.as_deref().unwrap_or(PLAINEST);
            let mut known = templates(tx, actor)?.into_iter();
            let found = known.find(|template| template.key == key);
            let none = || invalid("template", "there is no template of this key");
            wanted_of(found.ok_or_else(none)?)
        }
    };
    let board = Board {
        id: BoardId::new(now, random()),
        channel: channel.id,
        team: checked_team(tx, actor, new.team)?,
        name: check_board_name(&new.name)?,
        purpose: check_board_purpose(&new.purpose)?,
        columns: decide_columns(&[], &wanted, || new_column_id(now))?,
        roles: Vec::new(),
        followers: Vec::new(),
        iteration: None,
        created_by: actor.person,
        created_at: now,
        archived_at: None,
        version: 1,
    };
    put(tx, &board, now)?;
    Ok(board)
}

fn follow(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: BoardId,
    wanted: bool,
    now: Timestamp,
) -> Result<Board, AppError> {
    let (mut board, channel, standing) = board_standing(tx, actor, id)?;
    rules::board::decide_follow(&channel, standing)?;
    if board.followers.contains(&actor.person) == wanted {
        return Ok(board);
    }
    if !wanted {
        board.followers.retain(|person| *person != actor.person);
    } else if BOARD_FOLLOWERS_MAX <= board.followers.len() {
        let detail = format!("at most {BOARD_FOLLOWERS_MAX} people follow a board");
        return Err(refused(ErrorCode::WrongState, detail));
    } else {
        board.followers.push(actor.person);
    }
    put(tx, &board, now)?;
    Ok(board)
}

/// Takes somebody who leaves a channel off the followers and roles of its boards.
pub(crate) fn leave(
    tx: &mut Tx<'_>,
    person: PersonId,
    channel: ChannelId,
    now: Timestamp,
) -> Result<(), AppError> {
    for mut board in tx.boards_in(channel)? {
        let had = (board.followers.len(), board.roles.len());
        board.followers.retain(|other| *other != person);
        board.roles.retain(|role: &BoardRole| role.person != person);
        if had != (board.followers.len(), board.roles.len()) {
            put(tx, &board, now)?;
        }
    }
    Ok(())
}

fn keep_template(
    tx: &Tx<'_>,
    actor: &Actor,
    id: BoardId,
    name: &str,
) -> Result<BoardTemplate, AppError> {
    let (board, channel, standing) = board_standing(tx, actor, id)?;
    rules::board::decide_make(&channel, standing)?;
    let key = check_board_name(name)?;
    let known = templates(tx, actor)?;
    if known
        .iter()
        .any(|other| other.key == key && other.board != Some(id))
    {
        let detail = "another template has this name; choose another one";
        return Err(validate::coded(ErrorCode::Taken, "name", detail));
    }
    let is_new = !known.iter().any(|other| other.key == key);
    if is_new && BOARD_TEMPLATES_MAX <= tx.count_board_templates(channel.id)? {
        let detail = format!("at most {BOARD_TEMPLATES_MAX} templates of one channel's boards");
        return Err(refused(ErrorCode::WrongState, detail));
    }
    let columns = board.columns.into_iter().map(|column| TemplateColumn {
        name: column.name,
        stage: column.stage,
        cards_max: column.cards_max,
    });
    let template = BoardTemplate {
        key,
        board: Some(id),
        by: Some(actor.person),
        columns: columns.collect(),
    };
    tx.put_board_template(id, &template)?;
    Ok(template)
}

fn drop_template(tx: &Tx<'_>, actor: &Actor, id: BoardId, name: &str) -> Result<(), AppError> {
    let (_, channel, standing) = board_standing(tx, actor, id)?;
    let template = tx.board_template(id, name)?.ok_or_else(not_found)?;
    rules::board::decide_drop_template(&template, &channel, standing)?;
    Ok(tx.delete_board_template(id, name)?)
}

impl App {
    /// Makes a board.
    ///
    /// # Errors
    /// `not_allowed` for guests and who is not in the channel; `wrong_state` in an archived one; `invalid`,
    /// `text_empty` and `text_too_long` name the field.
    pub async fn create_board(
        &self,
        actor: &Actor,
        new: NewBoard,
        key: Option<IdempotencyKey>,
    ) -> Result<Board, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                once(tx, &actor, key.as_ref(), "create_board", now, |tx| {
                    make(tx, &actor, new, now)
                })
            })
            .await
    }

    /// Boards that the actor may read, in order of id: those in use, or those that were put away.
    ///
    /// # Errors
    /// As any query.
    pub async fn boards(&self, actor: &Actor, archived: bool) -> Result<Vec<Board>, AppError> {
        let (person, guest) = (actor.person, actor.role == Role::Guest);
        let read = self
            .store
            .read(move |view| view.boards_seen(person, guest, archived));
        Ok(read.await?)
    }

    /// One board.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn board(&self, actor: &Actor, id: BoardId) -> Result<Board, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| Ok(board_standing(view, &actor, id)?.0))
            .await
    }

    /// One board with its cards, their tasks and its iterations.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn board_content(
        &self,
        actor: &Actor,
        id: BoardId,
    ) -> Result<BoardContent, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| {
                Ok(BoardContent {
                    seq: view.last_seq()?,
                    board: board_standing(view, &actor, id)?.0,
                    cards: view.board_cards(id)?,
                    tasks: view.board_tasks(id)?,
                    iterations: view.iterations(id, ITERATIONS_SHOWN_MAX)?,
                })
            })
            .await
    }

    /// Follows a board's updates, or no longer.
    ///
    /// # Errors
    /// `not_found`; `wrong_state` if too many do.
    pub async fn follow_board(
        &self,
        actor: &Actor,
        id: BoardId,
        wanted: bool,
    ) -> Result<Board, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| follow(tx, &actor, id, wanted, now))
            .await
    }

    /// Kinds of boards to begin with.
    ///
    /// # Errors
    /// As any query.
    pub async fn board_templates(&self, actor: &Actor) -> Result<Vec<BoardTemplate>, AppError> {
        let actor = actor.clone();
        self.store.read(move |view| templates(view, &actor)).await
    }

    /// Keeps a board's columns as a template, in place of what the board had kept under this name.
    ///
    /// # Errors
    /// `not_allowed`; `taken` if another template has the name.
    pub async fn keep_board_template(
        self: &Arc<Self>,
        actor: &Actor,
        id: BoardId,
        name: String,
    ) -> Result<BoardTemplate, AppError> {
        actor.needs(Scope::Write)?;
        let actor = actor.clone();
        self.store
            .write(move |tx| keep_template(tx, &actor, id, &name))
            .await
    }

    /// Deletes a template that was kept of a board; boards that began with it stay as they are.
    ///
    /// # Errors
    /// `not_found`; `not_allowed` unless the actor kept it or manages the channel.
    pub async fn drop_board_template(
        self: &Arc<Self>,
        actor: &Actor,
        id: BoardId,
        name: String,
    ) -> Result<(), AppError> {
        actor.needs(Scope::Write)?;
        let actor = actor.clone();
        self.store
            .write(move |tx| drop_template(tx, &actor, id, &name))
            .await
    }
}
