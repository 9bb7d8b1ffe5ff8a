//! What was imported, so that a second import finds it again.

use model::id::{BoardId, ChannelId, TaskId};
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
            "SELECT task, version, digest FROM imported_task
             WHERE board = $1 AND source = $2 AND item = $3",
            &[board.into(), json(&kind)?, item.into()],
            |row| {
                Ok(ImportedTask {
                    task: row.id(0)?,
                    version: row.number(1)?,
                    digest: row.text(2)?,
                })
            },
        )
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
            "INSERT INTO imported_task (board, source, item, task, version, digest)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (board, source, item) DO UPDATE SET task = excluded.task,
                 version = excluded.version, digest = excluded.digest",
            &[
                board.into(),
                json(&kind)?,
                item.into(),
                imported.task.into(),
                imported.version.into(),
                (&imported.digest).into(),
            ],
        )?;
        Ok(())
    }
}
