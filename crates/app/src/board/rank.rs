//! The rank of a card that is put somewhere: from the neighbours that were named, as they stand now.

use model::board::{Board, Card};
use model::id::{ColumnId, TaskId};
use model::limits::CARD_RANK_BYTES_MAX;
use model::time::Timestamp;
use rules::rank::{between, make_room};
use store::{Tx, View};

use super::put_card;
use crate::error::AppError;

/// Where in a column a card is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// After one card, or else before another, if they still stand in the column; else at the bottom.
    Cards {
        after: Option<TaskId>,
        before: Option<TaskId>,
    },
    /// Above all others.
    Top,
    /// Below all others.
    Bottom,
}

/// A card that stands in the column, other than the one that is put.
fn stands(
    view: &View<'_>,
    board: &Board,
    column: ColumnId,
    task: TaskId,
    named: Option<TaskId>,
) -> Result<Option<Card>, AppError> {
    let Some(named) = named.filter(|named| *named != task) else {
        return Ok(None);
    };
    let card = view.card(board.id, named)?;
    Ok(card.filter(|card| card.column == column && card.archived_at.is_none()))
}

/// The ranks between which a card comes to stand.
fn neighbours(
    view: &View<'_>,
    board: &Board,
    column: ColumnId,
    task: TaskId,
    beside: Beside,
) -> Result<(Option<String>, Option<String>), AppError> {
    let place = (board.id, column);
    let (after, before) = match beside {
        Beside::Cards { after, before } => (after, before),
        Beside::Top => return Ok((None, view.rank_after(place, None, task)?)),
        Beside::Bottom => (None, None),
    };
    if let Some(above) = stands(view, board, column, task, after)? {
        let below = view.rank_after(place, Some(&above.rank), task)?;
        return Ok((Some(above.rank), below));
    }
    if let Some(below) = stands(view, board, column, task, before)? {
        let above = view.rank_before(place, Some(&below.rank), task)?;
        return Ok((above, Some(below.rank)));
    }
    Ok((view.rank_before(place, None, task)?, None))
}

/// The rank for a card of `task`, which itself may stand in the column. Where there is no short one left,
/// the cards around it get new ones, and their channel is told.
pub(super) fn rank_for(
    tx: &mut Tx<'_>,
    board: &Board,
    column: ColumnId,
    task: TaskId,
    beside: Beside,
    now: Timestamp,
) -> Result<String, AppError> {
    let (lower, upper) = neighbours(tx, board, column, task, beside)?;
    match between(lower.as_deref(), upper.as_deref()) {
        Some(rank) if rank.len() <= CARD_RANK_BYTES_MAX => Ok(rank),
        _ => rank_with_room(tx, board, column, task, lower, now),
    }
}

fn rank_with_room(
    tx: &mut Tx<'_>,
    board: &Board,
    column: ColumnId,
    task: TaskId,
    lower: Option<String>,
    now: Timestamp,
) -> Result<String, AppError> {
    let mut cards = tx.column_cards(board.id, column)?;
    cards.retain(|card| card.task != task);
    let place = cards.partition_point(|card| lower.as_ref().is_some_and(|low| card.rank <= *low));
    let ranks: Vec<String> = cards.iter().map(|card| card.rank.clone()).collect();
    let room = make_room(&ranks, place, CARD_RANK_BYTES_MAX);
    let out_of_order = || AppError::Internal("the ranks of a column are out of order".into());
    let (first, new) = room.ok_or_else(out_of_order)?;
    let mut own = String::new();
    for (index, rank) in (first..).zip(new) {
        let index = match index.cmp(&place) {
            std::cmp::Ordering::Equal => {
                own = rank;
                continue;
            }
            std::cmp::Ordering::Less => index,
            std::cmp::Ordering::Greater => index - 1,
        };
        if let Some(card) = cards.get_mut(index) {
            card.rank = rank;
            put_card(tx, board, card, now)?;
        }
    }
    Ok(own)
}
