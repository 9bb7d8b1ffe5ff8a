//! The two ways at the data: [`View`] reads, [`Tx`] reads and writes.

use std::cell::Cell;
use std::ops::Deref;
use std::sync::Arc;

use model::event::{Audience, Event};
use model::time::Timestamp;
use rusqlite::{Connection, Statement, StatementStatus, params_from_iter};

use crate::error::StoreError;
use crate::event::audience_text;
use crate::value::{Row, Value};
use crate::values;

/// A consistent reading of the data.
pub struct View<'c> {
    connection: &'c Connection,
    /// Steps of SQLite's machine that statements took.
    steps: Cell<u64>,
}

impl<'c> View<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Self {
        Self {
            connection,
            steps: Cell::new(0),
        }
    }

    /// Counts the steps that a statement took, which has run.
    fn count(&self, statement: &Statement<'_>) {
        let steps = statement.reset_status(StatementStatus::VmStep);
        let steps = u64::try_from(steps).unwrap_or(0);
        self.steps.set(self.steps.get().saturating_add(steps));
    }

    /// All rows that a statement answers, each made into a value.
    pub(crate) fn all<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(&Row<'_, '_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(&Row(row))?);
        }
        drop(rows);
        self.count(&statement);
        Ok(found)
    }

    /// The first row that a statement answers.
    pub(crate) fn first<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        read: impl FnOnce(&Row<'_, '_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let found = match rows.next()? {
            Some(row) => Some(read(&Row(row))?),
            None => None,
        };
        drop(rows);
        self.count(&statement);
        Ok(found)
    }
}

/// An event that was committed, with its bytes for the wire.
#[derive(Clone, Debug)]
pub struct Committed {
    /// Its number: rises by one from event to event.
    pub seq: u64,
    /// When it happened.
    pub at: Timestamp,
    /// Who may see it.
    pub audience: Audience,
    /// What happened.
    pub event: Arc<Event>,
    /// The event as JSON, written once for the log and every socket.
    pub json: Arc<str>,
}

/// One command's transaction: a savepoint within the writer's commit.
pub struct Tx<'c> {
    view: View<'c>,
    next_seq: u64,
    events: Vec<Committed>,
}

impl<'c> Deref for Tx<'c> {
    type Target = View<'c>;

    fn deref(&self) -> &View<'c> {
        &self.view
    }
}

impl<'c> Tx<'c> {
    pub(crate) fn new(connection: &'c Connection, next_seq: u64) -> Self {
        Self {
            view: View::new(connection),
            next_seq,
            events: Vec::new(),
        }
    }

    /// Runs a statement that answers no rows; answers how many it changed.
    pub(crate) fn run(&self, sql: &str, values: &[Value<'_>]) -> Result<usize, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let changed = statement.execute(params_from_iter(values))?;
        self.count(&statement);
        Ok(changed)
    }

    /// Appends an event to the log, in the same transaction as the rows it tells of.
    ///
    /// # Errors
    /// As any statement; the command is then rolled back.
    pub fn append(
        &mut self,
        at: Timestamp,
        audience: Audience,
        event: Event,
    ) -> Result<u64, StoreError> {
        let seq = self.next_seq;
        let json: Arc<str> = serde_json::to_string(&event)?.into();
        self.run(
            "INSERT INTO event (seq, at, audience, event) VALUES ($1, $2, $3, $4)",
            values![seq, at, audience_text(audience), &*json],
        )?;
        self.next_seq += 1;
        self.events.push(Committed {
            seq,
            at,
            audience,
            event: Arc::new(event),
            json,
        });
        Ok(seq)
    }

    /// Steps of SQLite's machine that its statements took so far.
    pub(crate) fn steps(&self) -> u64 {
        self.steps.get()
    }

    pub(crate) fn into_events(self) -> Vec<Committed> {
        self.events
    }
}
