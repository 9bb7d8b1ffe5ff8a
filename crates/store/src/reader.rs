//! Readers: a pool of read-only connections, each on a thread of its own.

use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::connection;
use crate::error::StoreError;
use crate::tx::View;

/// Connections that read at the same time.
const READERS: usize = 4;

/// Queries waiting for a reader at most; above it a query answers `overloaded`.
const QUERIES_MAX: usize = 8_192;

type Query = Box<dyn FnOnce(&Connection) + Send>;

pub(crate) struct Readers {
    queries: SyncSender<Query>,
}

impl Readers {
    pub(crate) fn open(path: &Path) -> Result<Self, rusqlite::Error> {
        let (queries, waiting) = sync_channel::<Query>(QUERIES_MAX);
        let waiting = Arc::new(Mutex::new(waiting));
        for number in 0..READERS {
            let connection = connection::open_reader(path)?;
            let waiting = Arc::clone(&waiting);
            let thread = std::thread::Builder::new().name(format!("reader-{number}"));
            thread
                .spawn(move || run(&connection, &waiting))
                .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
        }
        Ok(Self { queries })
    }

    pub(crate) async fn read<T, E, F>(&self, query: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&View<'_>) -> Result<T, E> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel::<Result<T, E>>();
        let job: Query = Box::new(move |connection| {
            let _ = answer.send(in_transaction(connection, query));
        });
        self.queries.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => StoreError::Overloaded,
            TrySendError::Disconnected(_) => StoreError::Closed,
        })?;
        answered
            .await
            .unwrap_or_else(|_| Err(StoreError::Panicked.into()))
    }
}

/// One transaction around the query, so that all its statements see the same commit.
fn in_transaction<T, E, F>(connection: &Connection, query: F) -> Result<T, E>
where
    E: From<StoreError>,
    F: FnOnce(&View<'_>) -> Result<T, E>,
{
    let transaction = connection
        .unchecked_transaction()
        .map_err(StoreError::from)?;
    query(&View::new(&transaction))
}

fn run(connection: &Connection, waiting: &Mutex<Receiver<Query>>) {
    loop {
        let next = match waiting.lock() {
            Ok(queries) => queries.recv(),
            Err(_) => return,
        };
        let Ok(query) = next else { return };
        // A query that panics drops its answer: the caller hears of it, the thread lives on.
        let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| query(connection)));
    }
}
