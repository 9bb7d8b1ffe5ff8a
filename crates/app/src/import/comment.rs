//! Comments of an import: those that are not here yet, said in the task's topic.

use model::board::Board;
use model::id::TaskId;
use model::import::{ImportFault, ImportKind};
use model::limits::MESSAGE_TEXT_BYTES_MAX;
use model::message::MessageBody;
use model::task::Task;
use model::time::Timestamp;
use rules::import::PlannedComment;
use store::{ImportedTask, Tx, View};

use super::take::{Ready, Tally};
use crate::actor::Actor;
use crate::error::AppError;
use crate::message::read_own;
use crate::task::open_topic;
use crate::topic::{Said, say};
use crate::{App, channel_standing};

/// Between two comments in one message.
const BETWEEN: &str = "\n\n";

/// A comment as it is said here: quoted, with who wrote it and when.
pub(super) struct Quoted {
    /// Its id there.
    pub(super) key: String,
    at: Option<Timestamp>,
    words: String,
    /// Whether all of it fits into a message.
    whole: bool,
}

impl Quoted {
    /// Nothing in it addresses anybody.
    pub(super) fn new(comment: &PlannedComment) -> Self {
        let at = comment.at.map(|at| at.to_string()).unwrap_or_default();
        let author = comment
            .author
            .replace(['*', '_', '`', '[', ']', '<', '>', '@'], "");
        let text = comment.text.replace('\0', " ").replace("@[", "@ [");
        let lines: Vec<String> = text.lines().map(|line| format!("> {line}")).collect();
        let mut words = format!("**{author}** {at}\n\n{}", lines.join("\n"));
        let whole = words.len() <= MESSAGE_TEXT_BYTES_MAX;
        words.truncate(words.floor_char_boundary(MESSAGE_TEXT_BYTES_MAX));
        Self {
            key: comment.key.clone(),
            at: comment.at,
            words,
            whole,
        }
    }
}

/// Which of a task's comments are not here yet. Those of a task that was let go stay out, and so do those
/// of one whose topic went where the importer may not write, which is said.
pub(super) fn fresh<'r>(
    view: &View<'_>,
    actor: &Actor,
    place: Option<(&Board, ImportKind)>,
    ready: &'r Ready,
    known: Option<&(ImportedTask, Task)>,
    tally: &mut Tally,
) -> Result<Vec<&'r Quoted>, AppError> {
    let mut found = Vec::new();
    for comment in &ready.comments {
        if is_here(view, place, comment, known)? {
            continue;
        }
        found.push(comment);
    }
    let (false, Some((_, task))) = (found.is_empty(), known) else {
        tally.take_comments(ready, &found);
        return Ok(found);
    };
    if task.dropped_at.is_some() {
        return Ok(Vec::new());
    }
    if !may_comment(view, actor, task)? {
        let detail = "it has new comments, but you may not write where it is now; somebody there may import it";
        tally.problem(ImportFault::NotTaken, ready, detail);
        return Ok(Vec::new());
    }
    tally.take_comments(ready, &found);
    Ok(found)
}

fn is_here(
    view: &View<'_>,
    place: Option<(&Board, ImportKind)>,
    comment: &Quoted,
    known: Option<&(ImportedTask, Task)>,
) -> Result<bool, AppError> {
    let (Some((board, kind)), Some((imported, task))) = (place, known) else {
        return Ok(false);
    };
    let came_with_it = comment.at.is_none_or(|at| at <= task.created_at);
    if !imported.comments_known && came_with_it {
        return Ok(true);
    }
    Ok(view.has_imported_comment(board.id, kind, &comment.key)?)
}

/// Whether the importer may write in the topic of a task, or where it would be opened.
fn may_comment(view: &View<'_>, actor: &Actor, task: &Task) -> Result<bool, AppError> {
    let channel = match task.topic {
        Some(topic) => view.topic(topic)?.map(|topic| topic.channel),
        None => task.channel,
    };
    let Some(channel) = channel else {
        return Ok(false);
    };
    match channel_standing(view, actor, channel) {
        Ok((channel, standing)) => Ok(rules::channel::decide_write(&channel, standing).is_ok()),
        Err(AppError::Refused(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Comments one after the other, as few messages as they fit into.
fn pieces(comments: &[&Quoted]) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for comment in comments {
        match pieces.last_mut() {
            Some(last)
                if last.len() + BETWEEN.len() + comment.words.len() <= MESSAGE_TEXT_BYTES_MAX =>
            {
                last.push_str(BETWEEN);
                last.push_str(&comment.words);
            }
            _ => pieces.push(comment.words.clone()),
        }
    }
    pieces
}

/// Says comments in the topic of a task, and remembers that they are here.
pub(super) fn say_comments(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    (board, kind): (&Board, ImportKind),
    task: TaskId,
    comments: &[&Quoted],
    now: Timestamp,
) -> Result<(), AppError> {
    if comments.is_empty() {
        return Ok(());
    }
    let mut topic = open_topic(app, tx, actor, task, now)?;
    for piece in pieces(comments) {
        // What others wrote before and the importer has not read stays unread.
        let place = tx.place(topic.id, actor.person)?;
        let has_read = place.map_or(0, |place| place.read_ordinal) == topic.last_ordinal;
        let line = Said {
            author: actor.person,
            body: MessageBody::Text,
            text: &piece,
            excerpt: None,
        };
        let message = say(tx, &mut topic, line, now)?;
        if has_read {
            read_own(tx, &message, now)?;
        }
    }
    for comment in comments {
        tx.put_imported_comment(board.id, kind, &comment.key)?;
    }
    Ok(())
}

impl Tally {
    fn take_comments(&mut self, ready: &Ready, comments: &[&Quoted]) {
        let count = u32::try_from(comments.len()).unwrap_or(u32::MAX);
        self.comments = self.comments.saturating_add(count);
        if comments.iter().any(|comment| !comment.whole) {
            let detail = format!(
                "a comment is longer than {MESSAGE_TEXT_BYTES_MAX} bytes; its end is left out"
            );
            self.problem(ImportFault::TooLong, ready, detail);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(chars: usize) -> Quoted {
        Quoted::new(&PlannedComment {
            key: "a1".into(),
            author: "@[Ana]*".into(),
            at: None,
            text: "x".repeat(chars),
        })
    }

    #[test]
    fn comments_fill_as_few_messages_as_they_fit_into_and_none_is_lost() {
        let all: Vec<Quoted> = (0..9).map(|_| quoted(MESSAGE_TEXT_BYTES_MAX / 4)).collect();
        let said = pieces(&all.iter().collect::<Vec<_>>());
        assert_eq!(said.len(), 3);
        assert!(
            said.iter()
                .all(|piece| piece.len() <= MESSAGE_TEXT_BYTES_MAX)
        );
        assert_eq!(said.concat().matches("**Ana**").count(), 9);
        let long = quoted(MESSAGE_TEXT_BYTES_MAX);
        assert!(!long.whole && all.iter().all(|one| one.whole));
        assert_eq!(pieces(&[&long])[0].len(), MESSAGE_TEXT_BYTES_MAX);
    }
}
