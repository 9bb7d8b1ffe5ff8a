//! What was imported, so that a second import finds it again.

use std::collections::BTreeMap;

use model::id::{BoardId, ChannelId, PersonId, TaskId};
use model::import::ImportKind;

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::json;

/// A task that an import made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedTask {
    /// Which.
    pub task: TaskId,
    /// Its version after the import: a higher one says that people changed it since.
    pub version: u64,
    /// The digest of what it was made of.
    pub digest: String,
    /// Whether its comments are known one by one. Of tasks that an older program imported they are not:
    /// those written before the task was made here came with it.
    pub comments_known: bool,
}

impl View<'_> {
    /// The board that an import into a channel made of the one with this id there.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn imported_board(
        &self,
        channel: ChannelId,
        kind: ImportKind,
        item: &str,
    ) -> Result<Option<BoardId>, StoreError> {
        self.first(
            "SELECT board FROM imported_board WHERE channel = $1 AND source = $2 AND item = $3",
            &[channel.into(), json(&kind)?, item.into()],
            |row| row.id(0),
        )
    }

    /// The task that an import into a board made of what has this id there.
    ///
    /// # Errors
    /// As any query.
    pub fn imported_on(
        &self,
        board: BoardId,
        kind: ImportKind,
        item: &str,
    ) -> Result<Option<ImportedTask>, StoreError> {
        self.first(
            "SELECT task, version, digest, comments_known FROM imported_task
             WHERE board = $1 AND source = $2 AND item = $3",
            &[board.into(), json(&kind)?, item.into()],
            |row| {
                Ok(ImportedTask {
                    task: row.id(0)?,
                    version: row.number(1)?,
                    digest: row.text(2)?,
                    comments_known: row.truth(3)?,
                })
            },
        )
    }

    /// Who was taken for whom at earlier imports into a board, by the names in files; `None` was left out
    /// on purpose.
    ///
    /// # Errors
    /// As any query.
    pub fn imported_people(
        &self,
        board: BoardId,
        kind: ImportKind,
    ) -> Result<BTreeMap<String, Option<PersonId>>, StoreError> {
        let people = self.all(
            "SELECT item, person FROM imported_person WHERE board = $1 AND source = $2
             ORDER BY item LIMIT 5000",
            &[board.into(), json(&kind)?],
            |row| Ok((row.text(0)?, row.optional_id(1)?)),
        )?;
        Ok(people.into_iter().collect())
    }

    /// Whether a comment with this id there came into a board.
    ///
    /// # Errors
    /// As any query.
    pub fn has_imported_comment(
        &self,
        board: BoardId,
        kind: ImportKind,
        item: &str,
    ) -> Result<bool, StoreError> {
        let found = self.first(
            "SELECT item FROM imported_comment WHERE board = $1 AND source = $2 AND item = $3",
            &[board.into(), json(&kind)?, item.into()],
            |row| row.text(0),
        )?;
        Ok(found.is_some())
    }
}

impl Tx<'_> {
    /// Remembers the board that an import made.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_imported_board(
        &self,
        channel: ChannelId,
        kind: ImportKind,
        item: &str,
        board: BoardId,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO imported_board (channel, source, item, board) VALUES ($1, $2, $3, $4)
             ON CONFLICT (channel, source, item) DO UPDATE SET board = excluded.board",
            &[channel.into(), json(&kind)?, item.into(), board.into()],
        )?;
        Ok(())
    }

    /// Remembers a task that an import made or brought up to date.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_imported_task(
        &self,
        board: BoardId,
        kind: ImportKind,
        item: &str,
        imported: &ImportedTask,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO imported_task (board, source, item, task, version, digest, comments_known)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (board, source, item) DO UPDATE SET task = excluded.task,
                 version = excluded.version, digest = excluded.digest,
                 comments_known = excluded.comments_known",
            &[
                board.into(),
                json(&kind)?,
                item.into(),
                imported.task.into(),
                imported.version.into(),
                (&imported.digest).into(),
                imported.comments_known.into(),
            ],
        )?;
        Ok(())
    }

    /// Remembers for whom a name in files is taken on a board.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_imported_person(
        &self,
        board: BoardId,
        kind: ImportKind,
        item: &str,
        person: Option<PersonId>,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO imported_person (board, source, item, person) VALUES ($1, $2, $3, $4)
             ON CONFLICT (board, source, item) DO UPDATE SET person = excluded.person",
            &[board.into(), json(&kind)?, item.into(), person.into()],
        )?;
        Ok(())
    }

    /// Remembers that a comment came into a board.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_imported_comment(
        &self,
        board: BoardId,
        kind: ImportKind,
        item: &str,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO imported_comment (board, source, item) VALUES ($1, $2, $3)
             ON CONFLICT (board, source, item) DO NOTHING",
            &[board.into(), json(&kind)?, item.into()],
        )?;
        Ok(())
    }
}
