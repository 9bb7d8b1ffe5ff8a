//! Tests of how connections are opened.

use rusqlite::StatementStatus;

use super::*;

/// Runs a statement with several values; answers how often SQLite prepared it anew.
fn check_prepared_anew(connection: &Connection, sql: &str, values: usize) -> i32 {
    let mut statement = connection.prepare(sql).unwrap();
    for round in 0..5 {
        for index in 1..=values {
            statement
                .raw_bind_parameter(index, format!("{round}"))
                .unwrap();
        }
        let mut rows = statement.raw_query();
        while rows.next().unwrap().is_some() {}
    }
    statement.get_status(StatementStatus::RePrepare)
}

#[test]
fn no_statement_is_prepared_anew_for_other_values() {
    let name = format!("meanwhile-store-plans-{}.db", std::process::id());
    let path = std::env::temp_dir().join(name);
    let connection = open_writer(&path).unwrap();
    let reader = open_reader(&path).unwrap();
    for (sql, values) in [
        (
            "SELECT seq FROM event WHERE $1 < seq ORDER BY seq LIMIT $2",
            2,
        ),
        (
            "SELECT id, message, state FROM request WHERE topic = $1 AND closed_at = 0 ORDER BY id",
            1,
        ),
        (
            "SELECT id, person FROM delivery WHERE person = $1 AND due_at IS NOT NULL
                 AND topic = $2 AND ordinal <= $3 ORDER BY id",
            3,
        ),
    ] {
        assert_eq!(check_prepared_anew(&connection, sql, values), 0, "{sql}");
        assert_eq!(check_prepared_anew(&reader, sql, values), 0, "{sql}");
    }
    drop((connection, reader));
    for ending in ["", "-wal", "-shm"] {
        // SQLite removes the latter two itself when the last connection closes.
        let _ = std::fs::remove_file(format!("{}{ending}", path.display()));
    }
}
