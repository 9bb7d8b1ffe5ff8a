//! Boards: who makes and changes them, what their columns must be, where a card goes by its task's stage,
//! and how long it was in a column.

use std::time::Duration;

use model::board::{Board, BoardRole, BoardTemplate, Column, WantedColumn};
use model::channel::Channel;
use model::id::ColumnId;
use model::limits::{
    BOARD_CARDS_MAX, BOARD_COLUMNS_MAX, BOARD_ROLES_MAX, BOARD_STAGES_AT_ONCE_MAX,
};
use model::person::Role;
use model::task::Stage;
use model::time::Timestamp;

use crate::availability::Schedule;
use crate::channel::{ChannelRefusal, Standing, decide_manage, decide_read, decide_write};
use crate::due::work_pieces;
use crate::text::{TextRefusal, check_name, check_purpose};

pub mod iteration;
pub mod template;

/// Most cards that a column may be said to take.
pub const COLUMN_CARDS_MAX: u16 = 10_000;

/// Longest usual time that people may set, in minutes of working time: a year of eight-hour days.
pub const USUAL_MINUTES_MAX: u32 = 366 * 8 * 60;

/// Why something with a board is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BoardRefusal {
    /// The channel does not let them.
    #[error(transparent)]
    Channel(#[from] ChannelRefusal),
    /// Guests work on boards and do not build them.
    #[error("guests move cards; a member makes and changes boards")]
    Guest,
    /// It is archived.
    #[error("the board is archived; take it out of the archive first")]
    Archived,
    /// The column was removed meanwhile.
    #[error("this column is no longer on the board; read the board again and choose another")]
    ColumnGone,
    /// The name is refused.
    #[error("{0}")]
    Name(TextRefusal),
    /// The purpose is refused.
    #[error("{0}")]
    Purpose(TextRefusal),
    /// A board has some columns.
    #[error("a board has 1 to {BOARD_COLUMNS_MAX} columns")]
    ColumnCount,
    /// Something about one column, counted from 0.
    #[error("{fault}")]
    Column {
        /// Which one of the list.
        index: usize,
        /// What is wrong.
        fault: ColumnFault,
    },
    /// A column that goes has cards, and nothing is said about them.
    #[error(
        "\"{name}\" has {cards} cards: say in move_to which of the columns that stay takes them, or put them away first"
    )]
    MoveTo {
        /// The column's name.
        name: String,
        /// How many cards it has.
        cards: usize,
    },
    /// The column that is to take them does not stay.
    #[error("move_to names no column that stays")]
    MoveToGone,
    /// So many tasks would be started, finished or reopened at once.
    #[error(
        "this would change the stage of {0} tasks at once, {BOARD_STAGES_AT_ONCE_MAX} at most; move or put away some first"
    )]
    Stages(usize),
    /// As many cards as it holds stand on it.
    #[error("a board holds {BOARD_CARDS_MAX} cards; put away what is done first")]
    Full,
    /// The task was let go.
    #[error("the task was let go; take it up again first")]
    Dropped,
    /// A template is somebody else's, and they do not manage the channel.
    #[error("a template is deleted by who kept it, by who made the channel, and by admins")]
    TemplateOfAnother,
    /// There are too many roles.
    #[error("at most {BOARD_ROLES_MAX} roles")]
    Roles,
}

/// What is wrong with one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ColumnFault {
    /// Its name.
    #[error("{0}")]
    Name(TextRefusal),
    /// The cards it takes.
    #[error("takes 1 to {COLUMN_CARDS_MAX} cards, or no limit")]
    CardsMax,
    /// The time that cards usually spend in it.
    #[error("from 1 to {USUAL_MINUTES_MAX} minutes, or what was measured")]
    UsualMinutes,
    /// No column of this board.
    #[error("no column of this board; leave the id out for a new one")]
    Unknown,
    /// It is named twice.
    #[error("this column is in the list twice")]
    Twice,
}

/// Decides whether `standing` may make a board in the channel.
///
/// # Errors
/// [`BoardRefusal`] names the rule that refused.
pub fn decide_make(channel: &Channel, standing: Standing) -> Result<(), BoardRefusal> {
    decide_write(channel, standing)?;
    if standing.role < Role::Member {
        return Err(BoardRefusal::Guest);
    }
    Ok(())
}

/// Decides whether `standing` may move cards on the board.
///
/// # Errors
/// [`BoardRefusal`] names the rule that refused.
pub fn decide_move(
    board: &Board,
    channel: &Channel,
    standing: Standing,
) -> Result<(), BoardRefusal> {
    decide_write(channel, standing)?;
    if board.archived_at.is_some() {
        return Err(BoardRefusal::Archived);
    }
    Ok(())
}

/// Decides whether `standing` may change the board itself, or plan on it.
///
/// # Errors
/// [`BoardRefusal`] names the rule that refused.
pub fn decide_change(
    board: &Board,
    channel: &Channel,
    standing: Standing,
) -> Result<(), BoardRefusal> {
    decide_make(channel, standing)?;
    decide_move(board, channel, standing)
}

/// Decides whether `standing` may delete a template that was kept of a board in the channel: who kept it while
/// they are in the channel, and who manages the channel.
///
/// # Errors
/// [`BoardRefusal`] names the rule that refused.
pub fn decide_drop_template(
    template: &BoardTemplate,
    channel: &Channel,
    standing: Standing,
) -> Result<(), BoardRefusal> {
    decide_read(channel, standing)?;
    let kept = standing.member && template.by == Some(standing.person);
    if kept || decide_manage(channel, standing).is_ok() {
        return Ok(());
    }
    Err(BoardRefusal::TemplateOfAnother)
}

/// Decides whether `standing` may follow the board: whoever may read it.
///
/// # Errors
/// [`BoardRefusal`] names the rule that refused.
pub fn decide_follow(channel: &Channel, standing: Standing) -> Result<(), BoardRefusal> {
    Ok(decide_read(channel, standing)?)
}

/// A board's name as it is stored.
///
/// # Errors
/// [`BoardRefusal::Name`] says what is wrong.
pub fn check_board_name(name: &str) -> Result<String, BoardRefusal> {
    check_name(name).map_err(BoardRefusal::Name)
}

/// What a board is for, as it is stored.
///
/// # Errors
/// [`BoardRefusal::Purpose`] says what is wrong.
pub fn check_board_purpose(purpose: &str) -> Result<String, BoardRefusal> {
    check_purpose(purpose).map_err(BoardRefusal::Purpose)
}

/// The roles of a board as they are stored: nobody is the same twice.
///
/// # Errors
/// [`BoardRefusal::Roles`] if there are too many.
pub fn check_roles(roles: &[BoardRole]) -> Result<Vec<BoardRole>, BoardRefusal> {
    let mut kept: Vec<BoardRole> = Vec::new();
    for role in roles {
        if !kept.contains(role) {
            kept.push(*role);
        }
    }
    if BOARD_ROLES_MAX < kept.len() {
        return Err(BoardRefusal::Roles);
    }
    Ok(kept)
}

/// The columns of a board after a change, in the order that is wanted. What was measured of one stays
/// with it. `new_id` makes the ids of new ones.
///
/// # Errors
/// [`BoardRefusal`] names what is wrong with which.
pub fn decide_columns(
    before: &[Column],
    wanted: &[WantedColumn],
    mut new_id: impl FnMut() -> ColumnId,
) -> Result<Vec<Column>, BoardRefusal> {
    if wanted.is_empty() || BOARD_COLUMNS_MAX < wanted.len() {
        return Err(BoardRefusal::ColumnCount);
    }
    let mut columns: Vec<Column> = Vec::with_capacity(wanted.len());
    for (index, one) in wanted.iter().enumerate() {
        let fault = |fault| BoardRefusal::Column { index, fault };
        let old = match one.id {
            None => None,
            Some(id) if columns.iter().any(|column| column.id == id) => {
                return Err(fault(ColumnFault::Twice));
            }
            Some(id) => Some(
                before
                    .iter()
                    .find(|column| column.id == id)
                    .ok_or(fault(ColumnFault::Unknown))?,
            ),
        };
        if !one
            .cards_max
            .is_none_or(|most| (1..=COLUMN_CARDS_MAX).contains(&most))
        {
            return Err(fault(ColumnFault::CardsMax));
        }
        if !one
            .usual_minutes_set
            .is_none_or(|minutes| (1..=USUAL_MINUTES_MAX).contains(&minutes))
        {
            return Err(fault(ColumnFault::UsualMinutes));
        }
        columns.push(Column {
            id: old.map_or_else(&mut new_id, |column| column.id),
            name: check_name(&one.name).map_err(|text| fault(ColumnFault::Name(text)))?,
            stage: one.stage,
            cards_max: one.cards_max,
            usual_minutes: old.and_then(|column| column.usual_minutes),
            usual_minutes_set: one.usual_minutes_set,
        });
    }
    Ok(columns)
}

/// The columns that a change takes away.
pub fn removed<'a>(before: &'a [Column], after: &'a [Column]) -> impl Iterator<Item = &'a Column> {
    before
        .iter()
        .filter(|column| !after.iter().any(|other| other.id == column.id))
}

/// A column of the board.
///
/// # Errors
/// [`BoardRefusal::ColumnGone`] if it has none of this id.
pub fn column_of(board: &Board, id: ColumnId) -> Result<&Column, BoardRefusal> {
    let found = board.columns.iter().find(|column| column.id == id);
    found.ok_or(BoardRefusal::ColumnGone)
}

/// Where a card stands after its task came to a stage: where it is if that column means the stage, else in
/// the first column that does; `None` if it stays because the board has none.
#[must_use]
pub fn column_for(board: &Board, is: ColumnId, stage: Stage) -> Option<ColumnId> {
    let means = |column: &&Column| column.stage == stage;
    let here = board.columns.iter().find(|column| column.id == is);
    match here {
        Some(column) if column.stage == stage => None,
        _ => board.columns.iter().find(means).map(|column| column.id),
    }
}

/// Working time of a schedule's person from `from` until `until`.
#[must_use]
pub fn working_time(schedule: &Schedule<'_>, from: Timestamp, until: Timestamp) -> Duration {
    let pieces = work_pieces(schedule, from, until);
    pieces.map(|piece| piece.until.since(piece.from)).sum()
}

/// The minutes of a passage through a column that count for its usual time: whole ones of working time.
/// `None` for one that says nothing: through a column of what is done, where cards rest, or shorter than a
/// minute, as when a card slipped.
#[must_use]
pub fn passage_minutes(column: &Column, worked: Duration) -> Option<u32> {
    let minutes = u32::try_from(worked.as_secs() / 60).unwrap_or(u32::MAX);
    (column.stage != Stage::Done && 0 < minutes).then_some(minutes)
}

/// The time that cards usually spend in a column: what its people said, else what was measured.
#[must_use]
pub fn usual_minutes(column: &Column) -> Option<u32> {
    column.usual_minutes_set.or(column.usual_minutes)
}

#[cfg(test)]
mod tests;
