//! What can go wrong between us and the database.

use thiserror::Error;

/// Why a command or query of the store failed. Its cause is in `source()`.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The disk is full or cannot be written; nothing of the command was kept.
    #[error("the disk is full or cannot be written")]
    Unavailable(#[source] rusqlite::Error),
    /// Too many commands wait for the writer; the same one may be sent again.
    #[error("too many commands are waiting")]
    Overloaded,
    /// The writer has stopped because the store is being closed.
    #[error("the store is closed")]
    Closed,
    /// The command panicked; it was rolled back and the others went on.
    #[error("the command panicked")]
    Panicked,
    /// A value in the database is not what the code expects.
    #[error("unexpected value in the database: {0}")]
    Unexpected(String),
    /// A mistake of ours in SQL or in a constraint.
    #[error("the database refused a statement")]
    Refused(#[source] rusqlite::Error),
}

impl StoreError {
    /// The error that the same failed commit gives each of its commands.
    pub(crate) fn of_commit(error: &rusqlite::Error) -> Self {
        let copy = match error {
            rusqlite::Error::SqliteFailure(code, text) => {
                rusqlite::Error::SqliteFailure(*code, text.clone())
            }
            other => return Self::Unexpected(other.to_string()),
        };
        Self::from(copy)
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(
                Code::DiskFull
                | Code::SystemIoFailure
                | Code::CannotOpen
                | Code::ReadOnly
                | Code::DatabaseBusy,
            ) => Self::Unavailable(error),
            _ => Self::Refused(error),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Unexpected(error.to_string())
    }
}

/// Why a data directory cannot be opened. The text says what to do.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The file was made by a newer release.
    #[error(
        "the database is at schema {found}, this release knows {known}: start a newer meanwhile"
    )]
    Newer {
        /// Its schema number.
        found: u32,
        /// The newest that this release knows.
        known: u32,
    },
    /// The file is no database of ours, or damaged.
    #[error("the database cannot be read; restore a backup, or name another --data directory")]
    Unreadable(#[source] rusqlite::Error),
    /// The writer's thread could not be started.
    #[error("the writer could not be started")]
    Thread(#[source] std::io::Error),
}
