//! A table with a header, as text.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};
use jiff::civil::Date;
use model::import::{CsvMapping, ImportFault};
use model::task::{Priority, TaskDue};
use model::time::Timestamp;

use super::{
    ImportPlan, ImportRefusal, PlannedColumn, PlannedPerson, PlannedTask, Problems, one_line,
    priority_of, stage_of,
};

/// Names that tables give to what tasks have, in lower case; the first of the table that fits is taken.
const KNOWN: [(&str, &[&str]); 10] = [
    (
        "title",
        &[
            "title",
            "name",
            "task",
            "task name",
            "card name",
            "summary",
            "subject",
            "titel",
            "aufgabe",
        ],
    ),
    (
        "text",
        &[
            "description",
            "card description",
            "notes",
            "text",
            "details",
            "body",
            "beschreibung",
        ],
    ),
    (
        "column",
        &[
            "column",
            "list",
            "list name",
            "status",
            "state",
            "section/column",
            "section",
            "bucket",
            "spalte",
        ],
    ),
    (
        "owner",
        &[
            "owner",
            "assignee",
            "assigned to",
            "assignee email",
            "members",
            "responsible",
            "person",
            "zuständig",
        ],
    ),
    ("labels", &["labels", "label", "tags", "tag", "etiketten"]),
    ("priority", &["priority", "priorität"]),
    (
        "due",
        &["due", "due date", "deadline", "fällig", "fällig am"],
    ),
    ("start", &["start", "start date", "beginn"]),
    (
        "estimate_minutes",
        &["estimate_minutes", "estimate (minutes)", "minutes"],
    ),
    ("key", &["key", "id", "card id", "task id", "issue key"]),
];

/// Which cell of a row is what.
struct Cells {
    places: BTreeMap<&'static str, usize>,
}

impl Cells {
    fn of<'r>(&self, row: &'r StringRecord, what: &str) -> &'r str {
        let place = self.places.get(what);
        place
            .and_then(|place| row.get(*place))
            .unwrap_or_default()
            .trim()
    }
}

/// What the mapping says of a column: nothing, none, or a header.
fn said<'m>(mapping: &'m mut CsvMapping, what: &str) -> &'m mut Option<String> {
    match what {
        "title" => &mut mapping.title,
        "text" => &mut mapping.text,
        "column" => &mut mapping.column,
        "owner" => &mut mapping.owner,
        "labels" => &mut mapping.labels,
        "priority" => &mut mapping.priority,
        "due" => &mut mapping.due,
        "start" => &mut mapping.start,
        "estimate_minutes" => &mut mapping.estimate_minutes,
        _ => &mut mapping.key,
    }
}

/// Finds each column: where the mapping says, else by its usual names. Answers the mapping that came of it.
fn find_cells(
    headers: &[String],
    wanted: &CsvMapping,
) -> Result<(Cells, CsvMapping), ImportRefusal> {
    let mut mapping = wanted.clone();
    let mut places = BTreeMap::new();
    let lower: Vec<String> = headers.iter().map(|header| header.to_lowercase()).collect();
    for (what, names) in KNOWN {
        let named = said(&mut mapping, what);
        let place = match named.as_deref().map(str::trim) {
            Some("") => None,
            Some(name) => {
                let name = name.to_lowercase();
                let place = lower.iter().position(|header| *header == name);
                Some(place.ok_or(ImportRefusal::NoHeader(name))?)
            }
            None => names
                .iter()
                .find_map(|name| lower.iter().position(|header| header == name)),
        };
        *named = place.and_then(|place| headers.get(place).cloned());
        if let Some(place) = place {
            places.insert(what, place);
        }
    }
    if places.contains_key("title") {
        Ok((Cells { places }, mapping))
    } else {
        Err(ImportRefusal::NoTitle(headers.join(", ")))
    }
}

/// By what a table separates its cells: what its first line has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default().as_bytes();
    let count = |one: u8| first.iter().filter(|byte| **byte == one).count();
    let mut best = (count(b','), b',');
    for one in [b';', b'\t', b'|'] {
        if best.0 < count(one) {
            best = (count(one), one);
        }
    }
    best.1
}

/// Reads a table: one row, one task. Cells that begin like a formula are text like all others.
///
/// # Errors
/// [`ImportRefusal`] if it is none, too large, or no column is the title.
pub fn read_csv(bytes: &[u8], wanted: &CsvMapping) -> Result<ImportPlan, ImportRefusal> {
    super::check_size(bytes.len() as u64)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| ImportRefusal::NotText)?;
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .from_reader(text.as_bytes());
    let unreadable = |error: &csv::Error| ImportRefusal::NotTable {
        line: error.position().map_or(1, csv::Position::line),
        reason: one_line(&error.to_string()),
    };
    let headers = reader.headers().map_err(|error| unreadable(&error))?;
    let headers: Vec<String> = headers.iter().map(one_line).collect();
    let (cells, mapping) = find_cells(&headers, wanted)?;
    let mut plan = ImportPlan {
        headers,
        mapping,
        ..ImportPlan::default()
    };
    let mut seen = BTreeMap::new();
    for row in reader.records() {
        let row = row.map_err(|error| unreadable(&error))?;
        take_row(&mut plan, &cells, &row, &mut seen);
    }
    Ok(plan.bound())
}

/// What a date takes.
const A_DAY: &str = "a day as in 2026-11-23";

fn take_row(
    plan: &mut ImportPlan,
    cells: &Cells,
    row: &StringRecord,
    seen: &mut BTreeMap<String, u32>,
) {
    if row.iter().all(|cell| cell.trim().is_empty()) {
        return;
    }
    let line = row.position().map_or(0, csv::Position::line);
    let place = format!("line {line}");
    let title = cells.of(row, "title");
    if one_line(title).is_empty() {
        let detail = "it has no title; give it one and import again";
        plan.problems.add(ImportFault::NoTitle, &place, detail);
        plan.skipped += 1;
        return;
    }
    let mut task = PlannedTask {
        key: key_of(cells.of(row, "key"), title, seen),
        title: String::new(),
        text: cells.of(row, "text").to_owned(),
        column: column_of(&mut plan.columns, cells.of(row, "column")),
        archived: false,
        done: false,
        people: Vec::new(),
        labels: labels_of(cells.of(row, "labels")),
        priority: Priority::Normal,
        due: None,
        start: None,
        estimate_minutes: None,
        lines: Vec::new(),
        comments: Vec::new(),
        touched_at: None,
        place,
    };
    task.set_title(title, &mut plan.problems);
    for name in cells.of(row, "owner").split([',', ';']) {
        let person = person_of(&mut plan.people, name);
        task.people
            .extend(person.filter(|person| !task.people.contains(person)));
    }
    take_plan(&mut task, cells, row, &mut plan.problems);
    plan.tasks.push(task);
}

/// Dates, priority and estimate of a row; what is not understood is left out and said.
fn take_plan(task: &mut PlannedTask, cells: &Cells, row: &StringRecord, problems: &mut Problems) {
    let place = task.place.clone();
    let mut not = |what: &str, cell: &str, take: &str| {
        let detail = format!("{what} “{}” is left out; it takes {take}", one_line(cell));
        problems.add(ImportFault::NotUnderstood, &place, detail);
    };
    let cell = cells.of(row, "due");
    task.due = due_of(cell);
    if task.due.is_none() && !cell.is_empty() {
        not("the due date", cell, A_DAY);
    }
    let cell = cells.of(row, "start");
    task.start = day_of(cell);
    if task.start.is_none() && !cell.is_empty() {
        not("the start", cell, A_DAY);
    }
    let cell = cells.of(row, "priority");
    match priority_of(cell) {
        Some(priority) => task.priority = priority,
        None => not("the priority", cell, "highest, high, normal or low"),
    }
    let cell = cells.of(row, "estimate_minutes");
    let fits = |minutes: &u32| (1..=model::limits::TASK_ESTIMATE_MINUTES_MAX).contains(minutes);
    task.estimate_minutes = cell.parse().ok().filter(fits);
    if task.estimate_minutes.is_none() && !cell.is_empty() {
        not("the estimate", cell, "whole minutes");
    }
}

/// By what a second import finds a row: its key; else its title, and the which of that title it is.
fn key_of(key: &str, title: &str, seen: &mut BTreeMap<String, u32>) -> String {
    if !key.is_empty() {
        return format!("key {}", one_line(key));
    }
    let title = one_line(title);
    let count = seen.entry(title.clone()).or_default();
    *count += 1;
    format!("title {count} {title}")
}

fn column_of(columns: &mut Vec<PlannedColumn>, name: &str) -> Option<usize> {
    let name = one_line(name);
    if name.is_empty() {
        return None;
    }
    let same = |column: &PlannedColumn| column.name.to_lowercase() == name.to_lowercase();
    if let Some(place) = columns.iter().position(same) {
        return Some(place);
    }
    let stage = stage_of(&name);
    columns.push(PlannedColumn { name, stage });
    Some(columns.len() - 1)
}

fn person_of(people: &mut Vec<PlannedPerson>, name: &str) -> Option<usize> {
    let name = one_line(name);
    if name.is_empty() {
        return None;
    }
    if let Some(place) = people.iter().position(|person| person.name == name) {
        return Some(place);
    }
    let other = if name.contains('@') {
        name.clone()
    } else {
        String::new()
    };
    people.push(PlannedPerson { name, other });
    Some(people.len() - 1)
}

fn labels_of(cell: &str) -> Vec<String> {
    let labels = cell.split([',', ';']).map(one_line);
    labels.filter(|label| !label.is_empty()).collect()
}

fn day_of(cell: &str) -> Option<Date> {
    let day = cell.get(..10)?;
    let day = day.parse().ok()?;
    let rest = cell.get(10..).unwrap_or_default();
    (rest.is_empty() || rest.starts_with([' ', 'T'])).then_some(day)
}

/// An instant only if the cell says in which zone; else the day.
fn due_of(cell: &str) -> Option<TaskDue> {
    if let Ok(at) = cell.parse::<Timestamp>() {
        return Some(TaskDue::At(at));
    }
    day_of(cell).map(TaskDue::Day)
}
