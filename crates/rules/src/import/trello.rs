//! A board that Trello exported as JSON.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;
use model::import::ImportFault;
use model::limits::{IMPORT_COMMENT_ID_CHARS_MAX, IMPORT_COMMENTS_MAX};
use model::task::{ChecklistLine, Priority, TaskDue};
use model::time::Timestamp;
use serde::Deserialize;

use super::{
    ImportPlan, ImportRefusal, PlannedColumn, PlannedComment, PlannedPerson, PlannedTask, Problems,
    cut_chars, one_line, stage_of,
};
use crate::zone::local_date;

// Trello leaves fields out and writes null for others; whatever is not there is empty.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Export {
    id: Option<String>,
    name: Option<String>,
    lists: Option<Vec<List>>,
    cards: Option<Vec<Card>>,
    checklists: Option<Vec<Checklist>>,
    members: Option<Vec<Member>>,
    actions: Option<Vec<Action>>,
    custom_fields: Option<Vec<serde::de::IgnoredAny>>,
}

#[derive(Deserialize)]
struct List {
    id: String,
    name: Option<String>,
    closed: Option<bool>,
    pos: Option<f64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Card {
    id: String,
    name: Option<String>,
    desc: Option<String>,
    closed: Option<bool>,
    id_list: Option<String>,
    id_members: Option<Vec<String>>,
    labels: Option<Vec<Label>>,
    due: Option<String>,
    due_complete: Option<bool>,
    start: Option<String>,
    pos: Option<f64>,
    attachments: Option<Vec<Attachment>>,
    date_last_activity: Option<String>,
}

#[derive(Deserialize)]
struct Label {
    name: Option<String>,
    color: Option<String>,
}

#[derive(Deserialize)]
struct Attachment {
    name: Option<String>,
    url: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Checklist {
    id_card: Option<String>,
    name: Option<String>,
    pos: Option<f64>,
    check_items: Option<Vec<CheckItem>>,
}

#[derive(Deserialize)]
struct CheckItem {
    name: Option<String>,
    state: Option<String>,
    pos: Option<f64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Member {
    id: String,
    full_name: Option<String>,
    username: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Action {
    id: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    date: Option<String>,
    data: Option<ActionData>,
    member_creator: Option<Member>,
}

#[derive(Deserialize)]
struct ActionData {
    text: Option<String>,
    card: Option<ActionCard>,
}

#[derive(Deserialize)]
struct ActionCard {
    id: Option<String>,
}

/// Sorts as Trello does; what has no place stands last.
fn by_place<T>(rows: &mut [T], place: impl Fn(&T) -> Option<f64>) {
    let place = |row: &T| place(row).unwrap_or(f64::MAX);
    rows.sort_by(|a, b| place(a).total_cmp(&place(b)));
}

/// What is left of a card's parts by the card's id.
struct Parts {
    columns: BTreeMap<String, usize>,
    /// Lists that were put away, by id.
    closed: Vec<String>,
    members: BTreeMap<String, usize>,
    checklists: BTreeMap<String, Vec<ChecklistLine>>,
    comments: BTreeMap<String, Vec<PlannedComment>>,
}

/// Reads a board that Trello exported: its lists, cards, labels, members, checklists, links and comments.
///
/// # Errors
/// [`ImportRefusal`] if it is none, or too large.
pub fn read_trello(bytes: &[u8]) -> Result<ImportPlan, ImportRefusal> {
    super::check_size(bytes.len() as u64)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let export: Export = serde_json::from_slice(bytes).map_err(|error| {
        let at = format!("line {}, column {}", error.line(), error.column());
        ImportRefusal::NotTrello(at)
    })?;
    let (Some(mut lists), Some(mut cards)) = (export.lists, export.cards) else {
        return Err(ImportRefusal::NotTrello(
            "it has no lists or no cards".to_owned(),
        ));
    };
    by_place(&mut lists, |list| list.pos);
    by_place(&mut cards, |card| card.pos);
    let mut plan = ImportPlan {
        key: export.id.unwrap_or_default(),
        name: one_line(&export.name.unwrap_or_default()),
        ..ImportPlan::default()
    };
    let mut parts = Parts {
        columns: BTreeMap::new(),
        closed: Vec::new(),
        members: BTreeMap::new(),
        checklists: checklists(export.checklists.unwrap_or_default()),
        comments: comments(export.actions.unwrap_or_default()),
    };
    for list in lists {
        if list.closed == Some(true) {
            parts.closed.push(list.id);
            continue;
        }
        let name = list.name.unwrap_or_default();
        parts.columns.insert(list.id, plan.columns.len());
        let stage = stage_of(&name);
        plan.columns.push(PlannedColumn { name, stage });
    }
    for member in export.members.unwrap_or_default() {
        parts.members.insert(member.id, plan.people.len());
        let other = member.username.unwrap_or_default();
        let name = member.full_name.filter(|name| !name.trim().is_empty());
        let name = name.unwrap_or_else(|| other.clone());
        plan.people.push(PlannedPerson {
            name: one_line(&name),
            other,
        });
    }
    if export
        .custom_fields
        .is_some_and(|fields| !fields.is_empty())
    {
        let detail =
            "custom fields are not taken over; write what you need of them into descriptions";
        plan.problems.add(ImportFault::NotTaken, &plan.name, detail);
    }
    for card in cards {
        take_card(&mut plan, &mut parts, card);
    }
    plan.tasks.sort_by_key(|task| task.column);
    Ok(plan.bound())
}

/// The lines of cards' checklists; of several on one card, each line names its own.
fn checklists(mut all: Vec<Checklist>) -> BTreeMap<String, Vec<ChecklistLine>> {
    by_place(&mut all, |list| list.pos);
    let mut of_card: BTreeMap<String, Vec<Checklist>> = BTreeMap::new();
    for list in all {
        if let Some(card) = list.id_card.clone() {
            of_card.entry(card).or_default().push(list);
        }
    }
    let lines = |lists: Vec<Checklist>| {
        let several = 1 < lists.len();
        let mut lines = Vec::new();
        for list in lists {
            let mut items = list.check_items.unwrap_or_default();
            by_place(&mut items, |item| item.pos);
            let name = list.name.unwrap_or_default();
            for item in items {
                let text = item.name.unwrap_or_default();
                lines.push(ChecklistLine {
                    text: if several {
                        format!("{name}: {text}")
                    } else {
                        text
                    },
                    done: item.state.as_deref() == Some("complete"),
                });
            }
        }
        lines
    };
    let cards = of_card.into_iter();
    cards.map(|(card, lists)| (card, lines(lists))).collect()
}

/// The comments on cards, oldest first; the other actions are Trello's own history.
fn comments(actions: Vec<Action>) -> BTreeMap<String, Vec<PlannedComment>> {
    let mut of_card: BTreeMap<String, Vec<PlannedComment>> = BTreeMap::new();
    let mut known = BTreeSet::new();
    for action in actions {
        if action.kind.as_deref() != Some("commentCard") {
            continue;
        }
        let data = action.data;
        let card = data
            .as_ref()
            .and_then(|data| data.card.as_ref()?.id.clone());
        let (Some(card), Some(text)) = (card, data.and_then(|data| data.text)) else {
            continue;
        };
        let by = action.member_creator;
        let author = by.and_then(|by| by.full_name.or(by.username));
        let author = one_line(&author.unwrap_or_default());
        let at = action.date.clone().unwrap_or_default();
        // Every action of Trello has an id; one that lost it is known by what else it has.
        let (begin, _) = cut_chars(&text, 40);
        let id = action
            .id
            .unwrap_or_else(|| format!("{at} {begin} {author}"));
        let key = cut_chars(&one_line(&id), IMPORT_COMMENT_ID_CHARS_MAX).0;
        if !known.insert(key.clone()) {
            continue;
        }
        of_card.entry(card).or_default().push(PlannedComment {
            key,
            author,
            at: action.date.and_then(|date| date.parse().ok()),
            text,
        });
    }
    for comments in of_card.values_mut() {
        comments.sort_by_key(|comment| comment.at);
    }
    of_card
}

fn take_card(plan: &mut ImportPlan, parts: &mut Parts, card: Card) {
    let name = card.name.unwrap_or_default();
    let (shown, _) = cut_chars(&one_line(&name), 60);
    let place = format!("card “{shown}” ({})", card.id);
    if one_line(&name).is_empty() {
        let detail = "it has no name; name it in Trello and export again";
        plan.problems.add(ImportFault::NoTitle, &place, detail);
        plan.skipped += 1;
        return;
    }
    let list = card.id_list.unwrap_or_default();
    let column = parts.columns.get(&list).copied();
    let in_closed = parts.closed.contains(&list);
    if column.is_none() && !in_closed {
        let detail =
            "its list is not in the file; it comes into the first column: move it from there";
        plan.problems.add(ImportFault::NoList, &place, detail);
    }
    let mut task = PlannedTask {
        key: card.id.clone(),
        place,
        title: String::new(),
        text: text_of(
            card.desc.unwrap_or_default(),
            card.attachments.unwrap_or_default(),
        ),
        column,
        archived: card.closed == Some(true) || in_closed,
        done: card.due_complete == Some(true),
        people: Vec::new(),
        labels: Vec::new(),
        priority: Priority::Normal,
        due: None,
        start: None,
        estimate_minutes: None,
        lines: parts.checklists.remove(&card.id).unwrap_or_default(),
        comments: parts.comments.remove(&card.id).unwrap_or_default(),
        touched_at: card.date_last_activity.and_then(|at| at.parse().ok()),
    };
    task.set_title(&name, &mut plan.problems);
    for label in card.labels.unwrap_or_default() {
        let name = label.name.filter(|name| !name.trim().is_empty());
        task.labels.extend(name.or(label.color));
    }
    for member in card.id_members.unwrap_or_default() {
        if let Some(person) = parts.members.get(&member) {
            task.people.push(*person);
        } else {
            let detail = format!("its member {member} is not in the file; they are left out");
            plan.problems
                .add(ImportFault::UnknownPerson, &task.place, detail);
        }
    }
    let mut instant = |text: Option<String>| -> Option<Timestamp> {
        let text = text?;
        let at = text.parse().ok();
        if at.is_none() {
            let detail = format!("“{}” is no instant; it is left out", one_line(&text));
            plan.problems
                .add(ImportFault::NotUnderstood, &task.place, detail);
        }
        at
    };
    task.due = instant(card.due).map(TaskDue::At);
    task.start = instant(card.start).map(|at| local_date(&TimeZone::UTC, at));
    bound_comments(&mut task, &mut plan.problems);
    plan.tasks.push(task);
}

/// Keeps the newest comments.
fn bound_comments(task: &mut PlannedTask, problems: &mut Problems) {
    let all = task.comments.len();
    if IMPORT_COMMENTS_MAX < all {
        let detail = format!("of {all} comments the newest {IMPORT_COMMENTS_MAX} are taken");
        problems.add(ImportFault::TooMany, &task.place, detail);
        task.comments.drain(..all - IMPORT_COMMENTS_MAX);
    }
}

/// A description with the links that hung on its card below it.
fn text_of(mut text: String, attachments: Vec<Attachment>) -> String {
    let links = attachments.into_iter().filter_map(|attachment| {
        let url = attachment.url?;
        let is_link = url.starts_with("https://") || url.starts_with("http://");
        let is_safe = !url.contains(|one: char| one.is_whitespace() || "<>()".contains(one));
        (is_link && is_safe).then(|| {
            let name = one_line(&attachment.name.unwrap_or_default());
            let name = name.replace(['[', ']', '\\'], "");
            if name.is_empty() {
                format!("- <{url}>")
            } else {
                format!("- [{name}]({url})")
            }
        })
    });
    let links: Vec<String> = links.collect();
    if !links.is_empty() {
        text = format!("{}\n\n{}", text.trim_end(), links.join("\n"));
    }
    text
}
