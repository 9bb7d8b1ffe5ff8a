//! Cards follow the stage of their task, and columns learn how long cards usually stand in them.

use std::time::Duration;

use model::board::{Board, BoardPart, Card, Column};
use model::id::{PersonId, TaskId};
use model::task::Task;
use model::time::Timestamp;
use rules::board::{column_for, passage_minutes, working_time};
use rules::task::usual_time;
use store::{Tx, View};

use super::place::standing_cards;
use super::rank::{Beside, rank_for};
use super::{iteration, put, put_card};
use crate::availability::{hours_of, organisation};
use crate::error::AppError;
use crate::{App, my_board};

/// A card leaves its column: how long it was there, in working time of its task's owner or of who moves
/// it, counts for the column's usual time. Tells the channel only if that changed.
pub(super) fn leave_column(
    tx: &mut Tx<'_>,
    board: &mut Board,
    card: &Card,
    task: &Task,
    by: Option<PersonId>,
    now: Timestamp,
) -> Result<(), AppError> {
    let is_left = |column: &&mut Column| column.id == card.column;
    let Some(column) = board.columns.iter_mut().find(is_left) else {
        return Ok(());
    };
    let defaults = organisation(tx)?;
    let hours = match task.owner.or(by) {
        Some(person) => hours_of(tx, &defaults, person)?,
        None => None,
    };
    let Some(hours) = hours else {
        return Ok(());
    };
    let worked = working_time(&hours.schedule(), card.entered_at, now);
    let Some(minutes) = passage_minutes(column, worked) else {
        return Ok(());
    };
    let newest = u64::from(defaults.settings.column_passages_max);
    tx.put_passage(card, minutes, now, newest)?;
    let passages = tx.passages(card.board, card.column, newest)?;
    let passages: Vec<Duration> = passages
        .into_iter()
        .map(|minutes| Duration::from_secs(60 * minutes))
        .collect();
    let usual = usual_time(&passages, &defaults.settings);
    let usual = usual.map(|usual| u32::try_from(usual.as_secs() / 60).unwrap_or(u32::MAX));
    if column.usual_minutes != usual {
        column.usual_minutes = usual;
        let left = column.id;
        // Nobody edited the board: who does meanwhile is not stale.
        put(tx, board, now)?;
        my_board::usual_changed(tx, board.id, left, now)?;
    }
    Ok(())
}

/// A task came to another stage: its cards move to the first column of that stage on each board in use,
/// above all others, and its iterations know.
pub(crate) fn follow_stage(
    app: &App,
    tx: &mut Tx<'_>,
    task: &Task,
    now: Timestamp,
) -> Result<(), AppError> {
    for (mut board, card) in standing_cards(tx, task.id)? {
        iteration::note_stage(tx, &card, task, now)?;
        let Some(column) = column_for(&board, card.column, task.stage) else {
            continue;
        };
        leave_column(tx, &mut board, &card, task, None, now)?;
        let moved = Card {
            rank: rank_for(tx, &board, column, task.id, Beside::Top, now)?,
            column,
            entered_at: now,
            ..card
        };
        put_card(tx, &board, &moved, now)?;
    }
    my_board::watch_slow(app, tx, task, now)
}

/// Who is told of what was finished, by their part on the boards on which a task stands.
pub(crate) fn told_of(view: &View<'_>, task: TaskId) -> Result<Vec<PersonId>, AppError> {
    let mut people = Vec::new();
    for (board, _) in standing_cards(view, task)? {
        for role in board.roles {
            if role.part == BoardPart::Told && !people.contains(&role.person) {
                people.push(role.person);
            }
        }
    }
    Ok(people)
}
