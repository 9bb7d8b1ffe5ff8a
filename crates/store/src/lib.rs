//! The store: rows and the event log in SQLite, one writer with group commit, readers beside it.
//!
//! SQL stands in this crate only, one module a feature. [`View`] reads, [`Tx`] reads and writes; a
//! command is a closure over a [`Tx`] and is acknowledged after it is on disk.

mod account;
mod advice;
mod agreement;
mod alarm;
mod availability;
mod blocker;
mod board;
mod channel;
mod check_in;
mod connection;
mod decision;
mod delivery;
pub mod error;
pub mod event;
mod file;
pub mod floor;
mod goal;
mod group;
mod idempotency;
mod import;
mod later;
mod message;
mod my_board;
mod organisation;
mod person;
mod poll;
mod push;
mod reader;
mod request;
mod session;
mod talk;
mod task;
mod topic;
mod tx;
mod urgent;
pub mod value;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use account::{SignIn, StoredToken};
pub use alarm::{Alarm, AlarmKind};
pub use blocker::BlockerSearch;
pub use check_in::{CheckInPlan, StoredDay};
pub use decision::StoredDecision;
pub use error::{OpenError, StoreError};
pub use event::StoredEvent;
pub use file::Upload;
pub use import::ImportedTask;
pub use my_board::OwnCard;
pub use organisation::Defaults;
pub use person::PersonSecret;
pub use poll::RecordSearch;
pub use push::{Destination, Outgoing, StoredSubscription};
pub use talk::SaidRow;
pub use task::{TaskSearch, TaskText};
pub use tx::{Committed, Tx, View};
pub use writer::{Publish, WriterStats};

use reader::Readers;
use writer::Writer;

/// The database of one installation.
pub struct Store {
    path: PathBuf,
    writer: Writer,
    readers: Readers,
}

impl Store {
    /// Opens (or makes) the database file at `path` and brings it to the newest schema.
    ///
    /// `publish` gets the events of each commit, in order, after it is on disk.
    ///
    /// # Errors
    /// [`OpenError`] says what to do: a newer database, an unreadable file.
    pub fn open(path: &Path, publish: Publish) -> Result<Self, OpenError> {
        let writer = Writer::start(path.to_owned(), publish)?;
        let readers = Readers::open(path).map_err(OpenError::Unreadable)?;
        Ok(Self {
            path: path.to_owned(),
            writer,
            readers,
        })
    }

    /// Runs a command and answers after it is on disk.
    ///
    /// # Errors
    /// What the command answered, or the store's own error; nothing of it was kept then.
    pub async fn write<T, E, F>(&self, command: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.writer.write(command).await
    }

    /// Runs a query on a consistent view of what is committed.
    ///
    /// # Errors
    /// What the query answered, or the store's own error.
    pub async fn read<T, E, F>(&self, query: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&View<'_>) -> Result<T, E> + Send + 'static,
    {
        self.readers.read(query).await
    }

    /// Counters of the writer.
    #[must_use]
    pub fn stats(&self) -> Arc<WriterStats> {
        Arc::clone(&self.writer.stats)
    }

    /// What is wrong with the file; empty if it is sound. Reads all of it: minutes for gigabytes.
    ///
    /// # Errors
    /// If the file cannot be read at all.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        let connection = connection::open_reader(&self.path)?;
        Ok(connection::integrity(&connection)?)
    }
}
