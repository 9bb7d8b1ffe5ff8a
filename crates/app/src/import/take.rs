//! Taking tasks of an import: made, brought up to date, or left as they are.

use model::board::{Board, Card, Column};
use model::id::{PersonId, TaskId};
use model::import::{ImportFault, ImportKind, ImportMatch, ImportReport};
use model::task::{Stage, Task, TaskChanged, TaskOrigin};
use model::time::Timestamp;
use rules::import::{ImportPlan, PlannedTask, Problems};
use sha2::{Digest, Sha256};
use store::{AlarmKind, ImportedTask, TaskText, Tx, View};

use super::Meant;
use super::comment::{Quoted, fresh, say_comments};
use crate::actor::Actor;
use crate::board::{archive, put_new};
use crate::error::{AppError, not_found};
use crate::task::{note, put};
use crate::{App, random, text};

/// A planned task with all that is worked out before the writer's turn.
pub(super) struct Ready {
    task: PlannedTask,
    /// The name of its column.
    column: Option<String>,
    /// Who has to do with it here, the owner first.
    people: Vec<PersonId>,
    /// Names of those who are nobody here.
    unknown: Vec<String>,
    html: String,
    /// Its comments, oldest first.
    pub(super) comments: Vec<Quoted>,
    digest: String,
}

impl Ready {
    pub(super) fn new(task: &PlannedTask, plan: &ImportPlan, people: &[Meant]) -> Self {
        let mut here: Vec<PersonId> = Vec::new();
        let mut unknown = Vec::new();
        for place in &task.people {
            let Some(meant) = people.get(*place) else {
                continue;
            };
            match meant.person {
                Some(person) if !here.contains(&person) => here.push(person),
                None if meant.by == ImportMatch::Nobody => {
                    unknown.extend(plan.people.get(*place).map(|one| one.name.clone()));
                }
                _ => {}
            }
        }
        here.truncate(1 + model::limits::TASK_HELPERS_MAX);
        let column = task.column.and_then(|column| plan.columns.get(column));
        let column = column.map(|column| column.name.clone());
        // Whatever of it counts as a change, and nothing else: not its places in the file's lists.
        let parts = (task, &column, &here);
        let bytes = serde_json::to_vec(&parts).unwrap_or_default();
        let digest = Sha256::digest(&bytes);
        Self {
            html: text::render(&task.text).html,
            comments: task.comments.iter().map(Quoted::new).collect(),
            digest: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
            task: task.clone(),
            column,
            people: here,
            unknown,
        }
    }

    /// The column in which it stands on a board, and whether it is done without a column that says so.
    fn column_on<'b>(&self, board: &'b Board) -> (Option<&'b Column>, bool) {
        let done = || {
            board
                .columns
                .iter()
                .find(|column| column.stage == Stage::Done)
        };
        let named = self.column.as_ref().and_then(|name| {
            let same = |column: &&Column| column.name.to_lowercase() == name.to_lowercase();
            board.columns.iter().find(same)
        });
        let column = named.or_else(|| board.columns.first());
        let is_done = column.is_some_and(|column| column.stage == Stage::Done);
        match done() {
            Some(done) if self.task.done && !is_done => (Some(done), false),
            None if self.task.done => (column, true),
            _ => (column, false),
        }
    }
}

/// A problem that was found while tasks were taken: which, where, and what to do.
type Found = (ImportFault, String, String);

/// What came of some tasks.
#[derive(Default)]
pub(super) struct Tally {
    created: u32,
    updated: u32,
    unchanged: u32,
    skipped: u32,
    pub(super) comments: u32,
    found: Vec<Found>,
}

impl Tally {
    pub(super) fn add_to(self, report: &mut ImportReport, problems: &mut Problems) {
        report.created += self.created;
        report.updated += self.updated;
        report.unchanged += self.unchanged;
        report.skipped += self.skipped;
        report.comments += self.comments;
        for (fault, place, detail) in self.found {
            problems.add(fault, &place, detail);
        }
    }

    pub(super) fn problem(&mut self, fault: ImportFault, ready: &Ready, detail: impl Into<String>) {
        self.found
            .push((fault, ready.task.place.clone(), detail.into()));
    }
}

/// What is to be done with one.
enum Fate {
    Create,
    Update,
    Leave,
}

/// What an earlier import made of the same, as it is now.
type Known = Option<(ImportedTask, Task)>;

fn known(
    view: &View<'_>,
    kind: ImportKind,
    board: Option<&Board>,
    ready: &Ready,
) -> Result<Known, AppError> {
    let imported = match board {
        Some(board) => view.imported_on(board.id, kind, &ready.task.key)?,
        None => None,
    };
    let Some(imported) = imported else {
        return Ok(None);
    };
    let task = view.task(imported.task)?.ok_or_else(not_found)?;
    Ok(Some((imported, task)))
}

/// Decides it, and counts it.
fn fate(known: &Known, ready: &Ready, tally: &mut Tally) -> Fate {
    for name in &ready.unknown {
        let detail = format!("{name} is nobody here; say who is meant, or invite them first");
        tally.problem(ImportFault::UnknownPerson, ready, detail);
    }
    let Some((imported, task)) = known else {
        tally.created += 1;
        return Fate::Create;
    };
    if task.dropped_at.is_some() {
        tally.skipped += 1;
        let detail = "it was let go here; take it up again on its page if it is wanted";
        tally.problem(ImportFault::GoneHere, ready, detail);
    } else if imported.digest == ready.digest {
        tally.unchanged += 1;
    } else if imported.version != task.version {
        tally.skipped += 1;
        let detail = "it was changed here since; change here what is new there";
        tally.problem(ImportFault::ChangedHere, ready, detail);
    } else {
        tally.updated += 1;
        return Fate::Update;
    }
    Fate::Leave
}

/// What would come of some tasks.
pub(super) fn tried(
    view: &View<'_>,
    actor: &Actor,
    kind: ImportKind,
    board: Option<&Board>,
    all: &[Ready],
) -> Result<Tally, AppError> {
    let mut tally = Tally::default();
    let place = board.map(|board| (board, kind));
    for ready in all {
        let known = known(view, kind, board, ready)?;
        fate(&known, ready, &mut tally);
        fresh(view, actor, place, ready, known.as_ref(), &mut tally)?;
    }
    Ok(tally)
}

/// Takes some tasks onto a board.
pub(super) fn take(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    kind: ImportKind,
    board: &Board,
    all: &[Ready],
    now: Timestamp,
) -> Result<Tally, AppError> {
    let mut tally = Tally::default();
    let place = (board, kind);
    for ready in all {
        let known = known(tx, kind, Some(board), ready)?;
        let fate = fate(&known, ready, &mut tally);
        let comments = fresh(tx, actor, Some(place), ready, known.as_ref(), &mut tally)?;
        let before = match (fate, known) {
            (Fate::Leave, Some((imported, task))) => {
                if !comments.is_empty() {
                    say_comments(app, tx, actor, place, task.id, &comments, now)?;
                    follow(tx, place, ready, &task, imported)?;
                }
                continue;
            }
            (_, known) => known.map(|(imported, task)| (imported.comments_known, task)),
        };
        let (column, is_undone) = ready.column_on(board);
        if is_undone {
            let detail =
                "it is done there, but no column means done here; move it when there is one";
            tally.problem(ImportFault::NoDoneColumn, ready, detail);
        }
        let (comments_known, before) = before.unzip();
        let id = write(app, tx, actor, kind, board, (ready, column), before, now)?;
        say_comments(app, tx, actor, place, id, &comments, now)?;
        let version = tx.task(id)?.map_or(0, |task| task.version);
        let imported = ImportedTask {
            task: id,
            version,
            digest: ready.digest.clone(),
            comments_known: comments_known.unwrap_or(true),
        };
        tx.put_imported_task(board.id, kind, &ready.task.key, &imported)?;
    }
    Ok(tally)
}

/// A comment may have opened a topic, which is no change by people.
fn follow(
    tx: &Tx<'_>,
    (board, kind): (&Board, ImportKind),
    ready: &Ready,
    before: &Task,
    imported: ImportedTask,
) -> Result<(), AppError> {
    if imported.version != before.version {
        return Ok(());
    }
    let version = tx.task(before.id)?.map_or(0, |task| task.version);
    let imported = ImportedTask {
        version,
        ..imported
    };
    Ok(tx.put_imported_task(board.id, kind, &ready.task.key, &imported)?)
}

/// Writes one task, new or changed, with its card.
#[expect(
    clippy::too_many_arguments,
    reason = "one task of an import, and where it goes"
)]
fn write(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    kind: ImportKind,
    board: &Board,
    (ready, column): (&Ready, Option<&Column>),
    before: Option<Task>,
    now: Timestamp,
) -> Result<TaskId, AppError> {
    let stage = column.map_or(Stage::NotStarted, |column| column.stage);
    let base = before
        .clone()
        .unwrap_or_else(|| blank(actor, kind, board, ready, now));
    let mut task = filled(base, ready);
    let is_moved = before.as_ref().is_none_or(|before| before.stage != stage);
    if is_moved {
        let at = ready.task.touched_at.map_or(now, |at| at.min(now));
        task.stage = stage;
        task.started_at = (stage != Stage::NotStarted).then_some(at);
        task.finished_at = (stage == Stage::Done).then_some(at);
    }
    let task = put(app, tx, task, before.as_ref(), now)?;
    let text = TaskText {
        text: ready.task.text.clone(),
        html: ready.html.clone(),
        lines: ready.task.lines.clone(),
    };
    tx.put_task_text(task.id, &text)?;
    let what = match before {
        None => TaskChanged::Created,
        Some(_) => TaskChanged::Text,
    };
    note(tx, task.id, Some(actor.person), what, now)?;
    if task.due_at.is_some_and(|at| at <= now) {
        // What was overdue there is no news here.
        tx.set_alarm(AlarmKind::TaskDue, &task.id.to_string(), None)?;
    }
    let is_elsewhere = |card: Card| column.is_some_and(|column| column.id != card.column);
    if before.is_none() || tx.card(board.id, task.id)?.is_some_and(is_elsewhere) {
        let place = (board.id, column.map(|column| column.id));
        put_new(app, tx, actor, &task, place, now)?;
    }
    if before.is_none() && ready.task.archived {
        archive(app, tx, actor, (board.id, task.id), true, now)?;
    }
    Ok(task.id)
}

fn blank(actor: &Actor, kind: ImportKind, board: &Board, ready: &Ready, now: Timestamp) -> Task {
    let source = match kind {
        ImportKind::Trello => "trello",
        ImportKind::Csv => "csv",
    };
    Task {
        id: TaskId::new(now, random()),
        title: String::new(),
        owner: None,
        helpers: Vec::new(),
        channel: Some(board.channel),
        topic: None,
        priority: ready.task.priority,
        due: None,
        due_at: None,
        start: None,
        estimate_minutes: None,
        labels: Vec::new(),
        checked: 0,
        checklist: 0,
        has_text: false,
        files: 0,
        waits_on: Vec::new(),
        open_waits: 0,
        blocked: false,
        recurrence: None,
        origin: Some(TaskOrigin::Import {
            source: source.to_owned(),
            key: ready.task.key.clone(),
        }),
        stage: Stage::NotStarted,
        started_at: None,
        finished_at: None,
        dropped_at: None,
        created_by: actor.person,
        created_at: now,
        version: 1,
    }
}

/// A task with what the file says of it.
fn filled(task: Task, ready: &Ready) -> Task {
    let planned = &ready.task;
    let count = |lines: usize| u16::try_from(lines).unwrap_or(u16::MAX);
    Task {
        title: planned.title.clone(),
        owner: ready.people.first().copied(),
        helpers: ready.people.iter().skip(1).copied().collect(),
        priority: planned.priority,
        due: planned.due,
        start: planned.start,
        estimate_minutes: planned.estimate_minutes,
        labels: planned.labels.clone(),
        checked: count(planned.lines.iter().filter(|line| line.done).count()),
        checklist: count(planned.lines.len()),
        has_text: !planned.text.trim().is_empty(),
        ..task
    }
}

#[cfg(test)]
mod tests {
    use model::import::CsvMapping;
    use rules::import::read_csv;

    use super::*;

    #[test]
    fn what_else_stands_in_a_file_does_not_change_a_task() {
        let person = |number| Meant {
            person: Some(PersonId::new(Timestamp::MIN, number)),
            by: ImportMatch::Name,
        };
        let (ben, mira) = (person(1), person(2));
        let digest = |rows: &str, people: &[Meant]| {
            let table = format!("key,title,list,owner\n{rows}");
            let plan = read_csv(table.as_bytes(), &CsvMapping::default()).unwrap();
            let task = plan.tasks.last().unwrap();
            Ready::new(task, &plan, people).digest
        };
        let alone = digest("1,Seal,Doing,Ben\n", &[ben]);
        let below = digest("2,Order,To do,Mira\n1,Seal,Doing,Ben\n", &[mira, ben]);
        assert_eq!(alone, below);
        assert_ne!(alone, digest("1,Seal,To do,Ben\n", &[ben]));
        assert_ne!(alone, digest("1,Seal,Doing,Mira\n", &[mira]));
    }
}
