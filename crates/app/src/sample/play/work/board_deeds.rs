//! Boards of the story, and their iterations.

use model::board::{Board, WantedColumn};
use model::id::{BoardId, ColumnId};
use model::time::Timestamp;
use store::Tx;

use super::{Played, Stage, found};
use crate::board::{self, NewBoard, NewIteration, Spot, iteration};
use crate::error::{AppError, not_found};
use crate::sample::script::When;
use crate::sample::script::work::{BoardScript, IterationScript};

/// What happens about an iteration.
#[derive(Clone, Copy)]
pub(in crate::sample::play) enum IterationDeed<'s> {
    Plan(&'s IterationScript),
    Start(&'s IterationScript),
    /// The task of this title comes into it.
    Add(&'s IterationScript, &'s str),
    Close(&'s IterationScript),
}

pub(super) fn column(tx: &Tx<'_>, board: BoardId, name: &str) -> Result<ColumnId, AppError> {
    let board: Board = tx.board(board)?.ok_or_else(not_found)?;
    let mut columns = board.columns.iter().filter(|column| column.name == name);
    Ok(columns.next().ok_or_else(not_found)?.id)
}

pub(super) fn make_board(
    stage: &Stage<'_>,
    tx: &mut Tx<'_>,
    played: &mut Played,
    script: &BoardScript,
    at: Timestamp,
) -> Result<(), AppError> {
    let columns = script.column.iter().map(|column| WantedColumn {
        id: None,
        name: column.name.clone(),
        stage: column.stage,
        cards_max: column.cards_max,
        usual_minutes_set: column.usual_minutes,
    });
    let new = NewBoard {
        channel: found(&played.channels, &script.channel)?,
        name: script.name.clone(),
        purpose: script.purpose.clone(),
        team: None,
        template: None,
        columns: Some(columns.collect()),
    };
    let mut board = board::make(tx, stage.actor(&script.by)?, new, at)?;
    board.followers = stage.ids(&script.followers)?;
    board::put(tx, &board, at)?;
    played.work.boards.insert(script.name.clone(), board.id);
    Ok(())
}

/// Everything that happens about the iterations of a board.
pub(super) fn iteration_deeds(board: &BoardScript) -> Vec<(When, IterationDeed<'_>)> {
    let mut deeds = Vec::new();
    for script in &board.iteration {
        deeds.push((script.when, IterationDeed::Plan(script)));
        for task in &script.tasks {
            deeds.push((script.when, IterationDeed::Add(script, task)));
        }
        deeds.push((script.starts, IterationDeed::Start(script)));
        for added in &script.added {
            deeds.push((added.when, IterationDeed::Add(script, &added.task)));
        }
        if let Some(when) = script.closes {
            deeds.push((when, IterationDeed::Close(script)));
        }
    }
    deeds
}

/// Does what a step says about an iteration.
pub(super) fn iterate(
    stage: &Stage<'_>,
    tx: &mut Tx<'_>,
    played: &mut Played,
    (of, deed): (&BoardScript, IterationDeed<'_>),
    at: Timestamp,
) -> Result<(), AppError> {
    let board = found(&played.work.boards, &of.name)?;
    let known = |script: &IterationScript| found(&played.work.iterations, &script.name);
    match deed {
        IterationDeed::Plan(script) => {
            let [first, last] = script.days.map(|day| stage.calendar.date(day));
            let new = NewIteration {
                name: script.name.clone(),
                goal: script.goal.clone(),
                first,
                last,
            };
            let planned = iteration::make(tx, stage.actor(&script.by)?, board, new, at)?;
            played
                .work
                .iterations
                .insert(script.name.clone(), planned.id);
        }
        IterationDeed::Start(script) => {
            iteration::begin(tx, stage.actor(&script.by)?, known(script)?, at)?;
        }
        IterationDeed::Add(script, task) => {
            let spot = Spot {
                iteration: Some(Some(known(script)?)),
                ..Spot::default()
            };
            let task = found(&played.work.tasks, task)?;
            let actor = stage.actor(&script.by)?;
            board::place(stage.app, tx, actor, (board, task), spot, at)?;
        }
        IterationDeed::Close(script) => {
            let next = script.carry_to.as_deref();
            let next = next.map(|name| found(&played.work.iterations, name));
            let actor = stage.actor(&script.by)?;
            iteration::end(tx, actor, known(script)?, next.transpose()?, at)?;
        }
    }
    Ok(())
}
