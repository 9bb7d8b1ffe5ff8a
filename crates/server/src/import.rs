//! Imports from the command line, while the server is stopped.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use app::App;
use app::actor::Actor;
use app::import::{ImportInto, check_import_size};
use clap::{Args, ValueEnum};
use model::channel::ChannelKind;
use model::id::{BoardId, ChannelId, PersonId};
use model::import::{CsvMapping, ImportKind, ImportMatch, ImportReport};

use crate::admin::{AdminError, acting, open, owner, person};
use crate::cli::DataFrom;

/// From what is imported.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Kind {
    /// A board that Trello exported as JSON.
    Trello,
    /// A table with a header.
    Csv,
}

/// An import.
#[derive(Debug, Args)]
pub struct ImportCommand {
    /// From what.
    kind: Kind,
    /// The file.
    file: PathBuf,
    /// Into this board, by its id.
    #[arg(long, conflicts_with = "channel")]
    board: Option<BoardId>,
    /// Onto a board of this channel, by its name or id.
    #[arg(long, required_unless_present = "board")]
    channel: Option<String>,
    /// The name of the new board; left out, that in the file, or the file's own.
    #[arg(long)]
    name: Option<String>,
    /// Of a table: which column is what, for example `title=What,owner=Who`.
    #[arg(long, value_delimiter = ',', value_parser = pair)]
    mapping: Vec<(String, String)>,
    /// Who is meant by a name in the file: `NAME=ADDRESS`, or `NAME=` to leave them out; as often as
    /// needed. The board remembers it for the next import.
    #[arg(long = "person", value_parser = pair)]
    people: Vec<(String, String)>,
    /// Address of the person in whose name it is imported; left out, the owner's.
    #[arg(long, value_name = "EMAIL")]
    by: Option<String>,
    /// Only try, and report.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    from: DataFrom,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("takes NAME=VALUE")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

fn mapping(pairs: Vec<(String, String)>) -> Result<CsvMapping, AdminError> {
    let mut mapping = CsvMapping::default();
    for (what, header) in pairs {
        let column = match what.as_str() {
            "title" => &mut mapping.title,
            "text" => &mut mapping.text,
            "column" => &mut mapping.column,
            "owner" => &mut mapping.owner,
            "labels" => &mut mapping.labels,
            "priority" => &mut mapping.priority,
            "due" => &mut mapping.due,
            "start" => &mut mapping.start,
            "estimate_minutes" => &mut mapping.estimate_minutes,
            "key" => &mut mapping.key,
            _ => return Err(AdminError::Mapping(what)),
        };
        *column = Some(header);
    }
    Ok(mapping)
}

async fn channel(app: &App, actor: &Actor, name: &str) -> Result<ChannelId, AdminError> {
    if let Ok(id) = name.parse() {
        return Ok(id);
    }
    let channels = app.snapshot(actor).await?.channels;
    let same = |channel: &&model::channel::Channel| {
        channel.kind != ChannelKind::Direct && channel.name.eq_ignore_ascii_case(name)
    };
    let found = channels.iter().find(same).map(|channel| channel.id);
    found.ok_or_else(|| AdminError::Channel(name.to_owned()))
}

/// Does it; answers the report to print.
///
/// # Errors
/// [`AdminError`] says what to do.
pub async fn import(command: ImportCommand) -> Result<String, AdminError> {
    let unreadable = |cause| AdminError::File {
        path: command.file.clone(),
        cause,
    };
    check_import_size(std::fs::metadata(&command.file).map_err(unreadable)?.len())?;
    let bytes = std::fs::read(&command.file).map_err(unreadable)?;
    let app = open(command.from).await?;
    let actor = match command.by {
        Some(email) => acting(&person(&app, email).await?),
        None => owner(&app).await?,
    };
    let channel = match command.channel {
        Some(name) => Some(channel(&app, &actor, &name).await?),
        None => None,
    };
    let stem = command
        .file
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    let kind = match command.kind {
        Kind::Trello => ImportKind::Trello,
        Kind::Csv => ImportKind::Csv,
    };
    let mut people = BTreeMap::new();
    for (name, email) in command.people {
        let meant = match email.as_str() {
            "" => None,
            _ => Some(person(&app, email).await?.id),
        };
        people.insert(name, meant);
    }
    let into = ImportInto {
        board: command.board,
        channel,
        // A board of Trello has a name, a table is called like its file.
        name: command.name.or(stem.filter(|_| kind == ImportKind::Csv)),
        mapping: mapping(command.mapping)?,
        people,
        dry_run: command.dry_run,
    };
    let report = app.import(&actor, kind, bytes, into).await?;
    let here = app.snapshot(&actor).await?.people;
    let name_of = |id| here.iter().find(|one| one.id == id).map(|one| &*one.name);
    Ok(words(&report, &people_words(&report, name_of)))
}

/// Whom the file names: who they are here, then those who are nobody.
fn people_words<'p>(
    report: &ImportReport,
    name_of: impl Fn(PersonId) -> Option<&'p str>,
) -> Vec<String> {
    let known = report.people.iter().filter_map(|one| {
        let name = name_of(one.person?)?;
        Some(format!("{} is {name}", one.name))
    });
    let mut lines: Vec<String> = known.collect();
    let nobody = report.people.iter();
    let nobody = nobody.filter(|one| one.by == ImportMatch::Nobody);
    let nobody: Vec<&str> = nobody.map(|one| &*one.name).collect();
    if !nobody.is_empty() {
        lines.push(format!(
            "nobody here: {}; name them with --person NAME=ADDRESS",
            nobody.join(", ")
        ));
    }
    lines
}

/// A report as lines: the sum first, then what is not as it should be.
fn words(report: &ImportReport, people: &[String]) -> String {
    let mut lines = format!(
        "{}{}: {} made, {} brought up to date, {} the same, {} left out; {} comments",
        if report.dry_run {
            "would import into "
        } else {
            "imported into "
        },
        report.board_name,
        report.created,
        report.updated,
        report.unchanged,
        report.skipped,
        report.comments,
    );
    let mut line = |text: std::fmt::Arguments<'_>| {
        // Writing into a text does not fail.
        let _ = write!(lines, "\n{text}");
    };
    if !report.columns.is_empty() {
        line(format_args!("new columns: {}", report.columns.join(", ")));
    }
    for problem in &report.problems {
        line(format_args!("{}: {}", problem.place, problem.detail));
    }
    if 0 < report.more_problems {
        line(format_args!("and {} more", report.more_problems));
    }
    for one in people {
        line(format_args!("{one}"));
    }
    lines
}
