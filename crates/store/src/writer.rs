//! The one writer: runs commands in savepoints, many to a commit, and acknowledges after the flush.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

use model::limits::{COMMIT_BATCH_MAX, COMMIT_QUEUE_MAX};
use rusqlite::Connection;
use rusqlite::hooks::Wal;
use tokio::sync::oneshot;

use crate::connection;
use crate::error::{OpenError, StoreError};
use crate::tx::{Committed, Tx, View};

/// Pages of the log (of 4 KiB) between two checkpoints: often enough for a short log, and seldom
/// enough that their flushes are few beside those of the commits.
const PAGES_PER_CHECKPOINT: u32 = 8_192;

/// Called on the writer's thread after each flush, with the events of that commit in order.
/// It must only pass them on.
pub type Publish = Box<dyn Fn(Vec<Committed>) + Send>;

/// Tells one command how its commit ended.
type Acknowledge = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// A command, ready to run; answers its acknowledgement and the events it appended.
type Job = Box<dyn FnOnce(&Connection, u64) -> (Acknowledge, Vec<Committed>) + Send>;

/// Counters of the writer, for `/metrics`.
#[derive(Debug, Default)]
pub struct WriterStats {
    commits: AtomicU64,
    commands: AtomicU64,
    steps: AtomicU64,
}

impl WriterStats {
    /// Commits flushed since the start.
    #[must_use]
    pub fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    /// Commands in them.
    #[must_use]
    pub fn commands(&self) -> u64 {
        self.commands.load(Ordering::Relaxed)
    }

    /// Steps of SQLite's machine that the statements of commands took, those refused too: what they
    /// read and write, in a measure that is the same on every machine.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.steps.load(Ordering::Relaxed)
    }
}

pub(crate) struct Writer {
    jobs: Option<SyncSender<Job>>,
    thread: Option<JoinHandle<()>>,
    pub(crate) stats: Arc<WriterStats>,
}

impl Writer {
    /// Opens the database at `path` and starts the writer's thread.
    pub(crate) fn start(path: PathBuf, publish: Publish) -> Result<Self, OpenError> {
        let mut connection = connection::open_writer(&path)?;
        let log = Arc::new(Log::default());
        log.watch(&mut connection).map_err(OpenError::Unreadable)?;
        let next_seq = View::new(&connection)
            .last_seq()
            .map_err(|error| match error {
                StoreError::Unavailable(cause) | StoreError::Refused(cause) => {
                    OpenError::Unreadable(cause)
                }
                _ => OpenError::Unreadable(rusqlite::Error::InvalidQuery),
            })?
            + 1;
        let (checkpoints, wanted) = sync_channel(1);
        let copied = Arc::clone(&log);
        spawn("checkpointer", move || {
            run_checkpoints(&path, &wanted, &copied)
        })?;
        let (jobs, queue) = sync_channel(COMMIT_QUEUE_MAX);
        let stats = Arc::new(WriterStats::default());
        let mut run = Run {
            connection,
            next_seq,
            publish,
            stats: Arc::clone(&stats),
            checkpoints,
            log,
            checkpoint_at: PAGES_PER_CHECKPOINT,
        };
        let thread = spawn("writer", move || run.until_closed(&queue))?;
        Ok(Self {
            jobs: Some(jobs),
            thread: Some(thread),
            stats,
        })
    }

    /// Runs a command and answers what came of it, after it is on disk.
    pub(crate) async fn write<T, E, F>(&self, command: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel::<Result<T, E>>();
        let stats = Arc::clone(&self.stats);
        let job: Job = Box::new(move |connection, next_seq| {
            let (result, events) = in_savepoint(connection, next_seq, &stats, command);
            let acknowledge: Acknowledge = Box::new(move |commit| {
                let result = match (result, commit) {
                    (Ok(value), Ok(())) => Ok(value),
                    (Ok(_), Err(error)) => Err(error.into()),
                    (Err(error), _) => Err(error),
                };
                // A caller that went away hears nothing; what it asked for stands.
                let _ = answer.send(result);
            });
            (acknowledge, events)
        });
        let jobs = self.jobs.as_ref().ok_or(StoreError::Closed)?;
        jobs.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => StoreError::Overloaded,
            TrySendError::Disconnected(_) => StoreError::Closed,
        })?;
        answered
            .await
            .unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.jobs = None;
        // A command may hold the last owner of the store: then this *is* the writer's thread.
        let own = |thread: &JoinHandle<()>| thread.thread().id() == std::thread::current().id();
        if let Some(thread) = self.thread.take().filter(|thread| !own(thread)) {
            let _ = thread.join();
        }
    }
}

fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, OpenError> {
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(body)
        .map_err(OpenError::Thread)
}

/// Runs one command in a savepoint of its own, so that its failure undoes nothing of the others.
fn in_savepoint<T, E, F>(
    connection: &Connection,
    next_seq: u64,
    stats: &WriterStats,
    command: F,
) -> (Result<T, E>, Vec<Committed>)
where
    E: From<StoreError>,
    F: FnOnce(&mut Tx<'_>) -> Result<T, E>,
{
    if let Err(error) = step(connection, "SAVEPOINT command") {
        return (Err(error.into()), Vec::new());
    }
    let mut tx = Tx::new(connection, next_seq);
    let outcome = catch_unwind(AssertUnwindSafe(|| command(&mut tx)));
    stats.steps.fetch_add(tx.steps(), Ordering::Relaxed);
    let result = outcome.unwrap_or_else(|_| Err(StoreError::Panicked.into()));
    let ended = match result {
        Ok(value) => step(connection, "RELEASE command")
            .map(|()| value)
            .map_err(E::from),
        Err(error) => {
            // A full disk may have ended the whole transaction; the commit then says so to all.
            let _ = step(connection, "ROLLBACK TO command");
            let _ = step(connection, "RELEASE command");
            Err(error)
        }
    };
    let events = if ended.is_ok() {
        tx.into_events()
    } else {
        Vec::new()
    };
    (ended, events)
}

fn step(connection: &Connection, sql: &str) -> Result<(), StoreError> {
    connection.prepare_cached(sql)?.execute([])?;
    Ok(())
}

/// What the writer and the checkpointer tell each other of the log.
#[derive(Default)]
struct Log {
    /// Pages in it after the newest commit.
    pages: AtomicU32,
    /// The checkpointer has copied what was in it when it began.
    copied: AtomicBool,
}

impl Log {
    fn watch(self: &Arc<Self>, connection: &mut Connection) -> Result<(), rusqlite::Error> {
        let log = Arc::clone(self);
        connection.wal_hook(Some(move |_: &mut Wal, pages: i32| {
            let pages = u32::try_from(pages).unwrap_or(0);
            log.pages.store(pages, Ordering::Relaxed);
            Ok(())
        }))
    }
}

/// The writer's thread.
struct Run {
    connection: Connection,
    next_seq: u64,
    publish: Publish,
    stats: Arc<WriterStats>,
    checkpoints: SyncSender<()>,
    log: Arc<Log>,
    /// Pages in the log at which the checkpointer is woken next.
    checkpoint_at: u32,
}

impl Run {
    fn until_closed(&mut self, queue: &Receiver<Job>) {
        while let Ok(first) = queue.recv() {
            let batch = std::iter::once(first)
                .chain(queue.try_iter())
                .take(COMMIT_BATCH_MAX);
            self.commit(batch);
        }
    }

    /// Runs a batch in one transaction, flushes it, then acknowledges and publishes.
    fn commit(&mut self, batch: impl Iterator<Item = Job>) {
        let began = step(&self.connection, "BEGIN IMMEDIATE");
        let mut acknowledgements = Vec::new();
        let mut events = Vec::new();
        let mut next_seq = self.next_seq;
        for job in batch {
            let (acknowledge, appended) = job(&self.connection, next_seq);
            next_seq += appended.len() as u64;
            events.extend(appended);
            acknowledgements.push(acknowledge);
        }
        let flushed = began.is_ok() && !self.connection.is_autocommit();
        let result = match self.connection.prepare_cached("COMMIT") {
            Ok(mut statement) if flushed => statement.execute([]).map(|_| ()),
            Ok(_) => Err(rusqlite::Error::SqliteFailure(
                rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL),
                None,
            )),
            Err(error) => Err(error),
        };
        match result {
            Ok(()) => self.committed(next_seq, events, acknowledgements),
            Err(error) => self.failed(&error, acknowledgements),
        }
    }

    fn committed(&mut self, next: u64, events: Vec<Committed>, answers: Vec<Acknowledge>) {
        self.next_seq = next;
        self.stats
            .commands
            .fetch_add(answers.len() as u64, Ordering::Relaxed);
        self.stats.commits.fetch_add(1, Ordering::Relaxed);
        for acknowledge in answers {
            acknowledge(Ok(()));
        }
        if !events.is_empty() {
            (self.publish)(events);
        }
        self.keep_log_short();
    }

    /// Wakes the checkpointer when the log is long. SQLite begins a log anew only when all of it was
    /// copied, which the checkpointer never reaches while commits go on: so the writer copies the
    /// little that came while the checkpointer copied the rest.
    fn keep_log_short(&mut self) {
        if self.log.copied.swap(false, Ordering::Relaxed)
            && let Err(error) = connection::checkpoint(&self.connection)
        {
            tracing::warn!(%error, "a checkpoint failed; the next one takes its work");
        }
        let pages = self.log.pages.load(Ordering::Relaxed);
        if pages < self.checkpoint_at.saturating_sub(PAGES_PER_CHECKPOINT) {
            self.checkpoint_at = PAGES_PER_CHECKPOINT;
        }
        if self.checkpoint_at <= pages {
            // One waiting is enough: a checkpoint takes all that is committed. A reader may keep
            // the log from beginning anew; then the next is as many pages later.
            let _ = self.checkpoints.try_send(());
            self.checkpoint_at = pages.saturating_add(PAGES_PER_CHECKPOINT);
        }
    }

    fn failed(&self, error: &rusqlite::Error, answers: Vec<Acknowledge>) {
        tracing::error!(%error, commands = answers.len(), "a commit failed; nothing of it was kept");
        if !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        for acknowledge in answers {
            acknowledge(Err(StoreError::of_commit(error)));
        }
    }
}

fn run_checkpoints(path: &std::path::Path, wanted: &Receiver<()>, log: &Log) {
    let Ok(connection) = connection::open_checkpointer(path) else {
        tracing::error!("no connection for checkpoints: the log will grow until a restart");
        return;
    };
    while wanted.recv().is_ok() {
        match connection::checkpoint(&connection) {
            Ok(()) => log.copied.store(true, Ordering::Relaxed),
            Err(error) => {
                tracing::warn!(%error, "a checkpoint failed; the next one takes its work");
            }
        }
    }
}
