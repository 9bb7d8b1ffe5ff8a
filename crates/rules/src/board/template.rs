//! Kinds of boards that come with Meanwhile.

use model::board::{BoardTemplate, TemplateColumn};
use model::task::Stage::{self, Doing, Done, NotStarted};

/// A column of a template: its name, its meaning, how many cards it takes.
type Shape = (&'static str, Stage, Option<u16>);

/// Keys and columns of what comes with Meanwhile, the plainest first.
const TEMPLATES: &[(&str, &[Shape])] = &[
    (
        "kanban",
        &[
            ("To do", NotStarted, None),
            ("Doing", Doing, Some(6)),
            ("Review", Doing, Some(4)),
            ("Done", Done, None),
        ],
    ),
    (
        "iteration",
        &[
            ("Backlog", NotStarted, None),
            ("Ready", NotStarted, None),
            ("Doing", Doing, Some(6)),
            ("Review", Doing, Some(4)),
            ("Done", Done, None),
        ],
    ),
    (
        "bug_triage",
        &[
            ("Reported", NotStarted, None),
            ("Confirmed", NotStarted, None),
            ("Fixing", Doing, Some(5)),
            ("Verifying", Doing, Some(5)),
            ("Fixed", Done, None),
            ("Not fixed", Done, None),
        ],
    ),
    (
        "hiring",
        &[
            ("Applied", NotStarted, None),
            ("First talk", Doing, None),
            ("Work sample", Doing, Some(8)),
            ("Team talk", Doing, Some(4)),
            ("Offer", Doing, Some(3)),
            ("Hired", Done, None),
            ("Declined", Done, None),
        ],
    ),
    (
        "onboarding",
        &[
            ("Before the first day", NotStarted, None),
            ("First day", NotStarted, None),
            ("First week", NotStarted, None),
            ("First month", NotStarted, None),
            ("Doing", Doing, Some(5)),
            ("Done", Done, None),
        ],
    ),
    (
        "content",
        &[
            ("Ideas", NotStarted, None),
            ("Writing", Doing, Some(4)),
            ("Editing", Doing, Some(4)),
            ("Scheduled", Doing, None),
            ("Published", Done, None),
        ],
    ),
];

/// The templates that come with Meanwhile.
#[must_use]
pub fn built_in() -> Vec<BoardTemplate> {
    let template = |(key, columns): &(&str, &[Shape])| BoardTemplate {
        key: (*key).to_owned(),
        board: None,
        by: None,
        columns: columns
            .iter()
            .map(|(name, stage, cards_max)| TemplateColumn {
                name: (*name).to_owned(),
                stage: *stage,
                cards_max: *cards_max,
            })
            .collect(),
    };
    TEMPLATES.iter().map(template).collect()
}
