//! Connections to SQLite: how they are opened, and how the schema comes to its newest state.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::OpenError;

/// How long a statement waits for another process (`meanwhile check`, a backup tool) to let go.
const BUSY_WAIT: Duration = Duration::from_secs(5);

/// Prepared statements kept per connection; more than there are statements in this crate.
const STATEMENTS_KEPT: usize = 256;

/// Memory one connection may use for pages, in KiB.
const WRITER_CACHE_KIB: i64 = 16 * 1024;
const READER_CACHE_KIB: i64 = 4 * 1024;

/// A log that grew beyond it, while a reader kept it from beginning anew, is cut to it later, in
/// bytes.
const LOG_BYTES_KEPT: i64 = 64 * 1024 * 1024;

/// The migrations in order; their number is the schema's.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_organisation_create.sql"),
    include_str!("../migrations/0002_event_create.sql"),
    include_str!("../migrations/0003_person_create.sql"),
    include_str!("../migrations/0004_account_create.sql"),
    include_str!("../migrations/0005_availability_create.sql"),
    include_str!("../migrations/0006_channel_create.sql"),
    include_str!("../migrations/0007_topic_create.sql"),
    include_str!("../migrations/0008_message_create.sql"),
    include_str!("../migrations/0009_file_create.sql"),
    include_str!("../migrations/0010_request_create.sql"),
    include_str!("../migrations/0011_delivery_create.sql"),
    include_str!("../migrations/0012_session_create.sql"),
    include_str!("../migrations/0013_idempotency_create.sql"),
    include_str!("../migrations/0014_settings_create.sql"),
    include_str!("../migrations/0015_availability_deputies.sql"),
    include_str!("../migrations/0016_alarm_create.sql"),
    include_str!("../migrations/0017_delivery_notice.sql"),
    include_str!("../migrations/0018_decision_create.sql"),
    include_str!("../migrations/0019_group_create.sql"),
    include_str!("../migrations/0020_agreement_create.sql"),
    include_str!("../migrations/0021_request_life.sql"),
    include_str!("../migrations/0022_message_urgent.sql"),
    include_str!("../migrations/0023_topic_views.sql"),
    include_str!("../migrations/0024_session_huddle.sql"),
    include_str!("../migrations/0025_blocker_create.sql"),
    include_str!("../migrations/0026_talk_offer_create.sql"),
    include_str!("../migrations/0027_later_create.sql"),
    include_str!("../migrations/0028_push_create.sql"),
    include_str!("../migrations/0029_advice_create.sql"),
    include_str!("../migrations/0030_event_restart.sql"),
    include_str!("../migrations/0031_topic_resolved.sql"),
    include_str!("../migrations/0032_clip_create.sql"),
    include_str!("../migrations/0033_session_declined.sql"),
    include_str!("../migrations/0034_task_create.sql"),
    include_str!("../migrations/0035_board_create.sql"),
    include_str!("../migrations/0036_my_board_create.sql"),
    include_str!("../migrations/0037_check_in_create.sql"),
    include_str!("../migrations/0038_goal_create.sql"),
    include_str!("../migrations/0039_poll_create.sql"),
    include_str!("../migrations/0040_import_create.sql"),
    include_str!("../migrations/0041_import_remember.sql"),
    include_str!("../migrations/0042_task_open_waits.sql"),
    include_str!("../migrations/0043_session_there.sql"),
    include_str!("../migrations/0044_request_urgent.sql"),
];

/// The newest schema that this release knows.
pub(crate) fn schema_known() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

/// Opens the connection that writes, and brings the schema to its newest state.
pub(crate) fn open_writer(path: &Path) -> Result<Connection, OpenError> {
    let mut connection = Connection::open(path).map_err(OpenError::Unreadable)?;
    configure_writer(&connection).map_err(OpenError::Unreadable)?;
    migrate(&mut connection)?;
    Ok(connection)
}

/// Opens a connection that only reads.
pub(crate) fn open_reader(path: &Path) -> Result<Connection, rusqlite::Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_WAIT)?;
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "cache_size", -READER_CACHE_KIB)?;
    keep_plans(&connection)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    Ok(connection)
}

pub(crate) fn configure_writer(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.busy_timeout(BUSY_WAIT)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // FULL: an acknowledged command survives a power cut, not only a crash of the process.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -WRITER_CACHE_KIB)?;
    // Checkpoints run on a connection of their own, off the path of commands.
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    connection.pragma_update(None, "journal_size_limit", LOG_BYTES_KEPT)?;
    keep_plans(connection)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    Ok(())
}

/// Makes the plan of a prepared statement independent of its values. Otherwise SQLite prepares some
/// (ranges, limits) anew at each run, which costs more than running them.
fn keep_plans(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// Opens the connection that moves the log into the database file.
pub(crate) fn open_checkpointer(path: &Path) -> Result<Connection, rusqlite::Error> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(BUSY_WAIT)?;
    Ok(connection)
}

/// Moves what is committed from the log into the database file, without waiting for readers.
pub(crate) fn checkpoint(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
}

/// Asks SQLite whether the whole file is sound; answers what it found wrong.
pub(crate) fn integrity(connection: &Connection) -> Result<Vec<String>, rusqlite::Error> {
    let mut statement = connection.prepare("PRAGMA integrity_check")?;
    let mut found: Vec<String> = statement
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    found.retain(|line| line != "ok");
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let tables: Vec<String> = statement
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    found.extend(
        tables
            .into_iter()
            .map(|table| format!("a row of {table} points nowhere")),
    );
    Ok(found)
}

fn migrate(connection: &mut Connection) -> Result<(), OpenError> {
    let found: u32 = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(OpenError::Unreadable)?;
    let known = schema_known();
    if known < found {
        return Err(OpenError::Newer { found, known });
    }
    for (number, sql) in (1..).zip(MIGRATIONS).skip(found as usize) {
        apply(connection, number, sql).map_err(OpenError::Unreadable)?;
    }
    Ok(())
}

fn apply(connection: &mut Connection, number: u32, sql: &str) -> Result<(), rusqlite::Error> {
    let transaction = connection.transaction()?;
    transaction.execute_batch(sql)?;
    transaction.pragma_update(None, "user_version", number)?;
    transaction.commit()
}

#[cfg(test)]
mod tests;
