//! What the disk and SQLite can do at best, for benches: the same settings as the writer's, but
//! nothing of ours above them.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::connection;
use crate::error::StoreError;

/// Bytes of text in a row, as of a short message.
const ROW_BYTES: usize = 200;

/// What was measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CommitFloor {
    /// Durable commits a second.
    pub commits_per_s: f64,
    /// Rows a second in them.
    pub rows_per_s: f64,
    /// What all but one in a hundred commits took at most, in milliseconds.
    pub p99_ms: f64,
}

/// Commits `rows` rows at a time into a new database at `path` for `span`, each commit flushed to
/// disk.
///
/// # Errors
/// If the database cannot be made or written.
pub fn commits(path: &Path, rows: u32, span: Duration) -> Result<CommitFloor, StoreError> {
    let connection = Connection::open(path)?;
    connection::configure_writer(&connection)?;
    connection.execute_batch(
        "CREATE TABLE IF NOT EXISTS floor (id BIGINT PRIMARY KEY, body TEXT NOT NULL)",
    )?;
    let mut next: i64 =
        connection.query_row("SELECT COALESCE(MAX(id), 0) FROM floor", [], |row| {
            row.get(0)
        })?;
    let body = "x".repeat(ROW_BYTES);
    let (began, mut commits, mut took) = (Instant::now(), 0_u32, Vec::new());
    while began.elapsed() < span {
        let begun = Instant::now();
        connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        for _ in 0..rows {
            next += 1;
            connection
                .prepare_cached("INSERT INTO floor (id, body) VALUES ($1, $2)")?
                .execute((next, &body))?;
        }
        connection.prepare_cached("COMMIT")?.execute([])?;
        commits += 1;
        took.push(begun.elapsed());
    }
    took.sort_unstable();
    let p99 = took.get(took.len() * 99 / 100).copied().unwrap_or(span);
    let commits_per_s = f64::from(commits) / began.elapsed().as_secs_f64();
    Ok(CommitFloor {
        commits_per_s,
        rows_per_s: commits_per_s * f64::from(rows),
        p99_ms: p99.as_secs_f64() * 1e3,
    })
}
