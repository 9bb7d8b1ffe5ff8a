//! Imports: what came in from elsewhere, and what could not.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::{BoardId, PersonId};

/// From what is imported.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// A board that Trello exported as JSON.
    Trello,
    /// A table with a header, as text.
    Csv,
}

/// Which column of a table is what, by its header. What is left out is guessed; an empty name takes none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct CsvMapping {
    /// What is to be done; the only one that must be there.
    pub title: Option<String>,
    /// Its description.
    pub text: Option<String>,
    /// The column of the board.
    pub column: Option<String>,
    /// Who does it: a name, or an address.
    pub owner: Option<String>,
    /// Words to find it by, separated by commas or semicolons.
    pub labels: Option<String>,
    /// How important it is.
    pub priority: Option<String>,
    /// Until when: `2026-11-23`, or an instant.
    pub due: Option<String>,
    /// From when: `2026-11-23`.
    pub start: Option<String>,
    /// How long it takes, in minutes.
    pub estimate_minutes: Option<String>,
    /// By what a second import finds it again; left out, by its title.
    pub key: Option<String>,
}

/// What is not as it should be in what is imported.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ImportFault {
    /// It has no title, and is left out.
    NoTitle,
    /// It stands in a list that is not in the file; it comes into the first column.
    NoList,
    /// Somebody who is nobody here; they are left out.
    UnknownPerson,
    /// Something is longer than it may be here; it is cut.
    TooLong,
    /// There is more of something than there may be here; the rest is left out.
    TooMany,
    /// A date or number that is none; it is left out.
    NotUnderstood,
    /// It is done, but no list says so; it stays open.
    NoDoneColumn,
    /// People changed it here since; it stays as it is.
    ChangedHere,
    /// It was imported before and let go here; it stays so.
    GoneHere,
    /// Two have the same key; the later is left out.
    Twice,
    /// A kind of thing that is not taken over.
    NotTaken,
}

/// Something that is not as it should be, where it is, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportProblem {
    /// What.
    pub fault: ImportFault,
    /// Where: a line of the file, a card by its name.
    pub place: String,
    /// What is wrong and what to do.
    pub detail: String,
}

/// By what somebody in a file is taken for somebody here.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ImportMatch {
    /// The importer says so now.
    Chosen,
    /// So it was at an earlier import onto the same board.
    Before,
    /// Exactly one person here has this name.
    Name,
    /// It is the address of somebody here; found for admins only.
    Address,
    /// By nothing.
    Nobody,
}

/// Somebody whom a file names, and who they are taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportPerson {
    /// Their name there.
    pub name: String,
    /// Who that is here; `None` if they are nobody here, or left out on purpose.
    pub person: Option<PersonId>,
    /// By what.
    pub by: ImportMatch,
}

/// What an import did, or would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportReport {
    /// From what.
    pub kind: ImportKind,
    /// Whether it was only tried.
    pub dry_run: bool,
    /// The board; `None` if it would be made.
    pub board: Option<BoardId>,
    /// Its name.
    pub board_name: String,
    /// Columns that were made.
    pub columns: Vec<String>,
    /// Tasks that were made.
    pub created: u32,
    /// Tasks that were imported before and are as the file has them now.
    pub updated: u32,
    /// Tasks that were imported before and are the same.
    pub unchanged: u32,
    /// Tasks that were left out or left as they are; the problems say why.
    pub skipped: u32,
    /// Comments that were taken over, also of tasks that stay as they are.
    pub comments: u32,
    /// Headers of the table, in order; empty for what is no table.
    pub headers: Vec<String>,
    /// Which of them was taken for what.
    pub mapping: CsvMapping,
    /// Whom its tasks name, in order of name.
    pub people: Vec<ImportPerson>,
    /// What is not as it should be, the first ones.
    pub problems: Vec<ImportProblem>,
    /// How many more there are.
    pub more_problems: u32,
}
