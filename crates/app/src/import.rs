//! Imports: a plan that was read from a file becomes a board and its tasks, in small transactions. What
//! was imported before is found again; what people changed since stays as it is. Nobody is told: an
//! import is no news.

mod comment;
mod people;
mod take;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use futures::TryStreamExt;
use model::account::Scope;
use model::board::{Board, WantedColumn};
use model::error::ErrorCode;
use model::id::{BoardId, ChannelId, FileId, PersonId};
use model::import::{CsvMapping, ImportKind, ImportMatch, ImportReport};
use model::limits::BOARD_COLUMNS_MAX;
use model::task::Stage;
use rules::import::{ImportPlan, ImportRefusal, PlannedColumn, check_size, read_csv, read_trello};
use store::View;

use crate::actor::Actor;
use crate::board::{BoardChange, NewBoard, board_standing, worked_board};
use crate::error::{AppError, invalid, refused};
use crate::{App, channel_standing};
use take::{Ready, Tally};

/// Tasks that are written in one transaction: between them come messages.
const TAKEN_TOGETHER: usize = 25;

/// Where an import goes, and how.
#[derive(Clone, Debug, Default)]
pub struct ImportInto {
    /// Into this board.
    pub board: Option<BoardId>,
    /// Or onto a board of this channel: the one that an earlier import of the same made, or a new one.
    pub channel: Option<ChannelId>,
    /// The name of the new board; left out, that in the file.
    pub name: Option<String>,
    /// Which column of a table is what.
    pub mapping: CsvMapping,
    /// Who is meant by whom: names in the file, and people here; `None` leaves them out.
    pub people: BTreeMap<String, Option<PersonId>>,
    /// Whether it is only tried.
    pub dry_run: bool,
}

/// What an import finds here before it begins.
struct Target {
    channel: ChannelId,
    board: Option<Board>,
    name: String,
    people: Vec<Meant>,
}

/// Who somebody in a file is here, and by what.
#[derive(Clone, Copy, Debug)]
struct Meant {
    person: Option<PersonId>,
    by: ImportMatch,
}

/// By what a second import into a channel finds the board of a plan: its id there, else its name.
fn key_of<'a>(plan: &'a ImportPlan, name: &'a str) -> &'a str {
    if plan.key.is_empty() { name } else { &plan.key }
}

fn refuse(refusal: &ImportRefusal) -> AppError {
    match refusal {
        ImportRefusal::TooLarge { .. } => refused(ErrorCode::TooLarge, refusal.to_string()),
        ImportRefusal::NoTitle(_) | ImportRefusal::NoHeader(_) => {
            invalid("mapping", refusal.to_string())
        }
        _ => invalid("file", refusal.to_string()),
    }
}

fn target(
    view: &View<'_>,
    actor: &Actor,
    kind: ImportKind,
    into: &ImportInto,
    plan: &ImportPlan,
) -> Result<Target, AppError> {
    let people = |board: Option<&Board>| {
        let before = board.map(|board| (board.id, kind));
        people::meant(view, actor, plan, into, before)
    };
    let named = into.name.as_deref().map(str::trim);
    let named = named.filter(|name| !name.is_empty());
    let name = named.unwrap_or(&plan.name).to_owned();
    if let Some(board) = into.board {
        let board = worked_board(view, actor, board)?;
        return Ok(Target {
            channel: board.channel,
            name: board.name.clone(),
            people: people(Some(&board))?,
            board: Some(board),
        });
    }
    let Some(channel) = into.channel else {
        return Err(invalid(
            "board",
            "say into which board, or of which channel a new one is to be",
        ));
    };
    let (channel, standing) = channel_standing(view, actor, channel)?;
    rules::channel::decide_write(&channel, standing)?;
    let board = match view.imported_board(channel.id, kind, key_of(plan, &name))? {
        Some(board) => Some(board_standing(view, actor, board)?.0),
        None => None,
    };
    if board.is_none() && name.is_empty() {
        return Err(invalid("name", "give the new board a name"));
    }
    Ok(Target {
        channel: channel.id,
        name: board.as_ref().map_or(name, |board| board.name.clone()),
        people: people(board.as_ref())?,
        board,
    })
}

/// The columns of a plan that a board does not have yet, by name.
fn missing(plan: &ImportPlan, board: Option<&Board>) -> Vec<PlannedColumn> {
    let lower = |name: &str| name.to_lowercase();
    let known = board.map_or(&[][..], |board| &board.columns);
    let mut seen: BTreeSet<String> = known.iter().map(|column| lower(&column.name)).collect();
    let mut columns = plan.columns.clone();
    columns.retain(|column| seen.insert(lower(&column.name)));
    if columns.is_empty() && board.is_none() {
        columns = vec![
            PlannedColumn {
                name: "To do".to_owned(),
                stage: Stage::NotStarted,
            },
            PlannedColumn {
                name: "Done".to_owned(),
                stage: Stage::Done,
            },
        ];
    }
    columns
}

fn wanted(column: &PlannedColumn) -> WantedColumn {
    WantedColumn {
        id: None,
        name: column.name.clone(),
        stage: column.stage,
        cards_max: None,
        usual_minutes_set: None,
    }
}

impl App {
    /// Reads and imports a file, or only tries to.
    ///
    /// # Errors
    /// `not_found`; `not_allowed` for guests and who may not write there; `too_large`; `invalid` names the
    /// field and says what to do.
    pub async fn import(
        self: &Arc<Self>,
        actor: &Actor,
        kind: ImportKind,
        bytes: Vec<u8>,
        into: ImportInto,
    ) -> Result<ImportReport, AppError> {
        actor.needs(Scope::Write)?;
        actor.needs_member()?;
        let mapping = into.mapping.clone();
        let read = tokio::task::spawn_blocking(move || match kind {
            ImportKind::Trello => read_trello(&bytes),
            ImportKind::Csv => read_csv(&bytes, &mapping),
        });
        let plan = read
            .await
            .map_err(|error| AppError::Internal(error.into()))?;
        let plan = Arc::new(plan.map_err(|refusal| refuse(&refusal))?);
        let (by, known, wants) = (actor.clone(), Arc::clone(&plan), into.clone());
        let found = self
            .store
            .read(move |view| target(view, &by, kind, &wants, &known));
        let mut found = found.await?;
        let missing = missing(&plan, found.board.as_ref());
        let mut report = report_of(kind, &into, &plan, &found, &missing);
        if !into.dry_run {
            let board = self
                .import_board(actor, kind, &plan, &found, &missing)
                .await?;
            let (id, named) = (board.id, report.people.clone());
            self.store
                .write(move |tx| people::remember(tx, id, kind, &named))
                .await?;
            report.board = Some(id);
            found.board = Some(board);
        }
        let mut problems = plan.problems.clone();
        let people = Arc::new(found.people);
        for chunk in plan.tasks.chunks(TAKEN_TOGETHER) {
            let ready: Vec<Ready> = chunk
                .iter()
                .map(|task| Ready::new(task, &plan, &people))
                .collect();
            let tally = self.take_some(actor, kind, found.board.clone(), &into, ready);
            tally.await?.add_to(&mut report, &mut problems);
        }
        report.problems = problems.named;
        report.more_problems = problems.more;
        Ok(report)
    }

    async fn take_some(
        self: &Arc<Self>,
        actor: &Actor,
        kind: ImportKind,
        board: Option<Board>,
        into: &ImportInto,
        ready: Vec<Ready>,
    ) -> Result<Tally, AppError> {
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        match board {
            Some(board) if !into.dry_run => {
                self.store
                    .write(move |tx| take::take(&app, tx, &actor, kind, &board, &ready, now))
                    .await
            }
            board => {
                self.store
                    .read(move |view| take::tried(view, &actor, kind, board.as_ref(), &ready))
                    .await
            }
        }
    }

    /// The board of an import, made or with the columns that it lacks.
    async fn import_board(
        self: &Arc<Self>,
        actor: &Actor,
        kind: ImportKind,
        plan: &ImportPlan,
        found: &Target,
        missing: &[PlannedColumn],
    ) -> Result<Board, AppError> {
        let Some(board) = &found.board else {
            let new = NewBoard {
                channel: found.channel,
                name: found.name.clone(),
                purpose: String::new(),
                team: None,
                template: None,
                columns: Some(missing.iter().map(wanted).collect()),
            };
            let board = self.create_board(actor, new, None).await?;
            let item = key_of(plan, &found.name).to_owned();
            let (channel, id) = (found.channel, board.id);
            self.store
                .write(move |tx| tx.put_imported_board(channel, kind, &item, id))
                .await?;
            return Ok(board);
        };
        if missing.is_empty() {
            return Ok(board.clone());
        }
        let mut columns: Vec<WantedColumn> = board
            .columns
            .iter()
            .map(|column| WantedColumn {
                id: Some(column.id),
                name: column.name.clone(),
                stage: column.stage,
                cards_max: column.cards_max,
                usual_minutes_set: column.usual_minutes_set,
            })
            .collect();
        columns.extend(missing.iter().map(wanted));
        columns.truncate(BOARD_COLUMNS_MAX);
        let change = BoardChange {
            columns: Some(columns),
            ..BoardChange::default()
        };
        self.update_board(actor, board.id, change, None).await
    }

    /// The bytes of an upload of the actor's that is to be imported.
    ///
    /// # Errors
    /// `not_found`; `too_large` with what to do.
    pub async fn import_file(&self, actor: &Actor, id: FileId) -> Result<Vec<u8>, AppError> {
        let found = self.file_bytes(actor, id, None).await?;
        check_size(found.file.bytes).map_err(|refusal| refuse(&refusal))?;
        let mut stream = found.stream;
        let mut bytes = Vec::new();
        while let Some(piece) = stream.try_next().await? {
            bytes.extend_from_slice(&piece);
        }
        Ok(bytes)
    }
}

/// Whether a file of so many bytes is imported.
///
/// # Errors
/// `too_large` with what to do.
pub fn check_import_size(bytes: u64) -> Result<(), AppError> {
    check_size(bytes).map_err(|refusal| refuse(&refusal))
}

fn report_of(
    kind: ImportKind,
    into: &ImportInto,
    plan: &ImportPlan,
    found: &Target,
    missing: &[PlannedColumn],
) -> ImportReport {
    ImportReport {
        kind,
        dry_run: into.dry_run,
        board: found.board.as_ref().map(|board| board.id),
        board_name: found.name.clone(),
        columns: missing.iter().map(|column| column.name.clone()).collect(),
        created: 0,
        updated: 0,
        unchanged: 0,
        skipped: plan.skipped,
        comments: 0,
        headers: plan.headers.clone(),
        mapping: plan.mapping.clone(),
        people: people::named(plan, &found.people),
        problems: Vec::new(),
        more_problems: 0,
    }
}
