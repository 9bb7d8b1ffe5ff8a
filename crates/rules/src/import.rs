//! Imports as pure reading: bytes in, a plan of what is to be made out, with all that is not as it
//! should be. Nothing in a file is ever executed: what begins like a formula is text.

mod table;
mod trello;

use std::collections::BTreeSet;

use jiff::civil::Date;
use model::import::{CsvMapping, ImportFault, ImportProblem};
use model::limits::{
    BOARD_COLUMNS_MAX, CHECKLIST_LINES_MAX, IMPORT_BYTES_MAX, IMPORT_PROBLEMS_MAX,
    IMPORT_TASKS_MAX, LABEL_CHARS_MAX, MESSAGE_TEXT_BYTES_MAX, NAME_CHARS_MAX, TASK_LABELS_MAX,
    TITLE_CHARS_MAX,
};
use model::task::{ChecklistLine, Priority, Stage, TaskDue};
use model::time::Timestamp;
use serde::Serialize;

pub use table::read_csv;
pub use trello::read_trello;

/// A column that what is imported needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedColumn {
    /// Its name.
    pub name: String,
    /// What it means, by its name.
    pub stage: Stage,
}

/// A comment that was written elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedComment {
    /// Its id there, by which a second import knows it.
    pub key: String,
    /// Who wrote it, by the name there.
    pub author: String,
    /// When; `None` if that is not known.
    pub at: Option<Timestamp>,
    /// What.
    pub text: String,
}

/// A task that is to be made, or was made of the same before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedTask {
    /// Its id there.
    pub key: String,
    /// Where it stands in the file, for people.
    #[serde(skip)]
    pub place: String,
    /// What is to be done.
    pub title: String,
    /// Its description, Markdown.
    pub text: String,
    /// In which of the plan's columns; `None` for the first one of the board.
    #[serde(skip)]
    pub column: Option<usize>,
    /// Whether it was put away there.
    pub archived: bool,
    /// Whether it is done, wherever it stands.
    pub done: bool,
    /// Who has to do with it, the owner first: places in [`ImportPlan::people`].
    #[serde(skip)]
    pub people: Vec<usize>,
    /// Words to find it by.
    pub labels: Vec<String>,
    /// How important it is.
    pub priority: Priority,
    /// Until when.
    pub due: Option<TaskDue>,
    /// From when.
    pub start: Option<Date>,
    /// How long it takes, in minutes.
    pub estimate_minutes: Option<u32>,
    /// Its checklist.
    pub lines: Vec<ChecklistLine>,
    /// What was written about it, oldest first; it comes in whether the task changed or not.
    #[serde(skip)]
    pub comments: Vec<PlannedComment>,
    /// When it was last touched there, be it by a comment.
    #[serde(skip)]
    pub touched_at: Option<Timestamp>,
}

/// Somebody named in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PlannedPerson {
    /// Their name there, shown in reports.
    pub name: String,
    /// What else they may be known by there: an address, a user name.
    pub other: String,
}

/// All that a file asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportPlan {
    /// The board's id there; empty if it has none.
    pub key: String,
    /// The board's name there; empty if it has none.
    pub name: String,
    /// The columns it needs, in order.
    pub columns: Vec<PlannedColumn>,
    /// The people it names.
    pub people: Vec<PlannedPerson>,
    /// The tasks, column by column in their order.
    pub tasks: Vec<PlannedTask>,
    /// The headers of a table.
    pub headers: Vec<String>,
    /// Which of them was taken for what.
    pub mapping: CsvMapping,
    /// What was left out already.
    pub skipped: u32,
    /// What is not as it should be.
    pub problems: Problems,
}

/// Problems, the first ones by name, the rest as a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    /// The first ones.
    pub named: Vec<ImportProblem>,
    /// How many more there are.
    pub more: u32,
}

impl Problems {
    /// One more.
    pub fn add(&mut self, fault: ImportFault, place: &str, detail: impl Into<String>) {
        if IMPORT_PROBLEMS_MAX <= self.named.len() {
            self.more = self.more.saturating_add(1);
            return;
        }
        self.named.push(ImportProblem {
            fault,
            place: place.to_owned(),
            detail: detail.into(),
        });
    }
}

/// Why a file is not imported at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportRefusal {
    /// It is too large.
    #[error(
        "the file has {megabytes} MB and at most {max} MB are read; export one board at a time, without \
         attachments, or split the table"
    )]
    TooLarge {
        /// Its size.
        megabytes: u64,
        /// The bound.
        max: u64,
    },
    /// It is no export of a Trello board.
    #[error(
        "this is no board that Trello exported ({0}); in Trello open the board's menu, choose Print, export, \
         and share, then Export as JSON"
    )]
    NotTrello(String),
    /// It is no UTF-8 text.
    #[error("the table is not UTF-8 text; save it as CSV UTF-8")]
    NotText,
    /// It is no table.
    #[error(
        "the table cannot be read at line {line}: {reason}; a cell that holds quotes or line breaks stands in quotes"
    )]
    NotTable {
        /// Where.
        line: u64,
        /// Why.
        reason: String,
    },
    /// No column of it is the title.
    #[error("no column is the title; the table has: {0}; say which one is by mapping `title`")]
    NoTitle(String),
    /// A header that is not there.
    #[error("there is no column \"{0}\"; take one of the table's headers")]
    NoHeader(String),
}

/// Whether a file of so many bytes is read.
///
/// # Errors
/// [`ImportRefusal::TooLarge`] with what to do.
pub fn check_size(bytes: u64) -> Result<(), ImportRefusal> {
    if IMPORT_BYTES_MAX < bytes {
        return Err(ImportRefusal::TooLarge {
            megabytes: bytes.div_ceil(1024 * 1024),
            max: IMPORT_BYTES_MAX / (1024 * 1024),
        });
    }
    Ok(())
}

/// What a list means, by its name.
#[must_use]
pub fn stage_of(name: &str) -> Stage {
    const DONE: [&str; 12] = [
        "done",
        "complete",
        "completed",
        "finished",
        "closed",
        "shipped",
        "released",
        "live",
        "fertig",
        "erledigt",
        "terminé",
        "hecho",
    ];
    const DOING: [&str; 14] = [
        "doing",
        "progress",
        "wip",
        "review",
        "testing",
        "test",
        "qa",
        "started",
        "active",
        "working",
        "bearbeitung",
        "arbeit",
        "cours",
        "proceso",
    ];
    let name = name.to_lowercase();
    let words: Vec<&str> = name.split(|one: char| !one.is_alphanumeric()).collect();
    let has = |known: &[&str]| words.iter().any(|word| known.contains(word));
    // "Not started" and "To be done" say the opposite of one of their words.
    if has(&["not", "to", "todo", "backlog", "nicht"]) {
        Stage::NotStarted
    } else if has(&DONE) {
        Stage::Done
    } else if has(&DOING) {
        Stage::Doing
    } else {
        Stage::NotStarted
    }
}

/// How important something is, by its name; `None` if the name says nothing.
fn priority_of(name: &str) -> Option<Priority> {
    Some(match name.trim().to_lowercase().as_str() {
        "highest" | "urgent" | "critical" | "blocker" | "p0" | "1" => Priority::Highest,
        "high" | "important" | "major" | "p1" | "2" => Priority::High,
        "" | "normal" | "medium" | "default" | "p2" | "3" => Priority::Normal,
        "low" | "lowest" | "minor" | "trivial" | "p3" | "p4" | "4" | "5" => Priority::Low,
        _ => return None,
    })
}

/// One line out of whatever stands there: no control characters, no line breaks.
fn one_line(text: &str) -> String {
    let is_turning = |one: char| matches!(one, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let clean = text.chars().filter(|one| !is_turning(*one));
    let clean: String = clean
        .map(|one| if one.is_control() { ' ' } else { one })
        .collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first characters of a text, and whether that is all.
fn cut_chars(text: &str, chars_max: usize) -> (String, bool) {
    match text.char_indices().nth(chars_max) {
        None => (text.to_owned(), true),
        Some((end, _)) => (text[..end].trim_end().to_owned(), false),
    }
}

/// The first bytes of a text at the boundary of a character, without NUL, and whether that is all.
fn cut_bytes(text: &str, bytes_max: usize) -> (String, bool) {
    let text = text.replace('\0', " ");
    if text.len() <= bytes_max {
        return (text, true);
    }
    let end = text.floor_char_boundary(bytes_max);
    (text[..end].to_owned(), false)
}

impl PlannedTask {
    /// A title as tasks may have it; what is cut from it begins the description.
    fn set_title(&mut self, title: &str, problems: &mut Problems) {
        let title = one_line(title);
        let (cut, whole) = cut_chars(&title, TITLE_CHARS_MAX);
        if !whole {
            let detail = format!(
                "the title is longer than {TITLE_CHARS_MAX} characters; all of it begins the description"
            );
            problems.add(ImportFault::TooLong, &self.place, detail);
            self.text = format!("{title}\n\n{}", self.text);
        }
        self.title = cut;
    }

    /// Everything else as tasks may have it.
    fn bound(&mut self, problems: &mut Problems) {
        let (text, whole) = cut_bytes(self.text.trim(), MESSAGE_TEXT_BYTES_MAX);
        self.text = text;
        if !whole {
            let detail = format!(
                "the description is longer than {MESSAGE_TEXT_BYTES_MAX} bytes; its end is left out: attach it as a file"
            );
            problems.add(ImportFault::TooLong, &self.place, detail);
        }
        let mut known = BTreeSet::new();
        let labels = std::mem::take(&mut self.labels);
        for label in labels {
            let (label, whole) = cut_chars(&one_line(&label), LABEL_CHARS_MAX);
            if !whole {
                let detail =
                    format!("a label is longer than {LABEL_CHARS_MAX} characters; it is cut");
                problems.add(ImportFault::TooLong, &self.place, detail);
            }
            if !label.is_empty() && known.insert(label.to_lowercase()) {
                self.labels.push(label);
            }
        }
        cut_list(
            &mut self.labels,
            TASK_LABELS_MAX,
            "labels",
            &self.place,
            problems,
        );
        for line in &mut self.lines {
            line.text = cut_chars(&one_line(&line.text), TITLE_CHARS_MAX).0;
        }
        self.lines.retain(|line| !line.text.is_empty());
        cut_list(
            &mut self.lines,
            CHECKLIST_LINES_MAX,
            "lines of its checklist",
            &self.place,
            problems,
        );
        if let (Some(start), Some(TaskDue::Day(due))) = (self.start, self.due)
            && due < start
        {
            let detail = "it begins after it is due; the beginning is left out";
            problems.add(ImportFault::NotUnderstood, &self.place, detail);
            self.start = None;
        }
    }
}

fn cut_list<T>(list: &mut Vec<T>, most: usize, what: &str, place: &str, problems: &mut Problems) {
    if most < list.len() {
        let detail = format!("of {} {what} the first {most} are taken", list.len());
        problems.add(ImportFault::TooMany, place, detail);
        list.truncate(most);
    }
}

impl ImportPlan {
    /// Makes what was read fit: columns and tasks within their bounds, each key once.
    fn bound(mut self) -> Self {
        for column in &mut self.columns {
            let (name, _) = cut_chars(&one_line(&column.name), NAME_CHARS_MAX);
            column.name = name;
        }
        if BOARD_COLUMNS_MAX < self.columns.len() {
            let detail = format!(
                "of {} lists the first {BOARD_COLUMNS_MAX} become columns; what stands in the others comes \
                 into the first",
                self.columns.len()
            );
            self.problems.add(ImportFault::TooMany, &self.name, detail);
            self.columns.truncate(BOARD_COLUMNS_MAX);
        }
        let columns = self.columns.len();
        let mut known = BTreeSet::new();
        let tasks = std::mem::take(&mut self.tasks);
        let all = tasks.len();
        for mut task in tasks {
            if task.column.is_some_and(|column| columns <= column) {
                task.column = None;
            }
            if !known.insert(task.key.clone()) {
                let detail = "another one before it has the same key; it is left out";
                self.problems.add(ImportFault::Twice, &task.place, detail);
                self.skipped += 1;
            } else if IMPORT_TASKS_MAX <= self.tasks.len() {
                self.skipped += 1;
            } else {
                task.bound(&mut self.problems);
                self.tasks.push(task);
            }
        }
        if IMPORT_TASKS_MAX < known.len() {
            let detail = format!(
                "of {all} the first {IMPORT_TASKS_MAX} are taken; split the file and import the rest into \
                 the same board"
            );
            self.problems.add(ImportFault::TooMany, &self.name, detail);
        }
        self
    }
}

#[cfg(test)]
mod tests;
