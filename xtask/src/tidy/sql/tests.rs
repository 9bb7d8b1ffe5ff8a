//! Statements that one of the two databases would refuse are found.

use super::*;

fn check_literal(path: &str, literal: &str) -> Vec<&'static str> {
    check(path, 1, literal)
        .into_iter()
        .map(|finding| finding.rule)
        .collect()
}

#[test]
fn statements_are_told_from_english() {
    for statement in [
        "SELECT id FROM person",
        "\n    INSERT INTO person (id)\n VALUES ($1)",
        "UPDATE person SET name = $1",
        "DELETE FROM person",
        "WITH due AS (SELECT 1) SELECT * FROM due",
        "CREATE TABLE a (id TEXT)",
        "PRAGMA journal_mode",
        "SAVEPOINT command",
    ] {
        assert!(is_statement(statement), "{statement}");
    }
    for english in [
        "Select a person",
        "SELECTED",
        "UPDATE",
        "DELETE",
        "WITH",
        "DELETE: gone",
        "insert",
    ] {
        assert!(!is_statement(english), "{english}");
    }
}

#[test]
fn sql_stands_in_the_store_only() {
    let literal = "SELECT id FROM person WHERE id = $1";
    assert_eq!(
        check_literal("crates/api/src/person.rs", literal),
        ["sql-outside-store"]
    );
    assert_eq!(
        check_literal("crates/server/tests/it/person.rs", literal),
        ["sql-outside-store"]
    );
    assert!(check_literal("crates/store/src/person.rs", literal).is_empty());
}

#[test]
fn what_only_one_database_knows_is_refused() {
    for literal in [
        "INSERT OR REPLACE INTO person (id) VALUES ($1)",
        "INSERT OR IGNORE INTO person (id) VALUES ($1)",
        "SELECT id FROM person WHERE id = ?",
        "SELECT id FROM person WHERE id = ?1",
        "SELECT ifnull(name, $1) FROM person",
        "SELECT strftime('%Y', at) FROM message",
        "SELECT id FROM message WHERE text MATCH $1",
        "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT)",
        "PRAGMA foreign_keys = ON",
    ] {
        let found = check_literal("crates/store/src/person.rs", literal);
        assert!(found.contains(&"sql-subset"), "{literal}");
    }
}

#[test]
fn a_pragma_may_stand_where_connections_are_opened() {
    assert!(check_literal("crates/store/src/connection.rs", "PRAGMA foreign_keys = ON").is_empty());
}

#[test]
fn placeholders_come_in_order() {
    let check = |literal| check_literal("crates/store/src/person.rs", literal);
    assert!(check("SELECT id FROM person WHERE a = $1 AND b = $2 AND c = $1").is_empty());
    assert_eq!(
        check("SELECT id FROM person WHERE a = $2 AND b = $1"),
        ["sql-subset"]
    );
    assert_eq!(
        check("SELECT id FROM person WHERE a = $1 AND b = $3"),
        ["sql-subset"]
    );
}

#[test]
fn values_in_quotes_are_not_sql() {
    assert!(
        check_literal(
            "crates/store/src/person.rs",
            "SELECT 'why? now()' FROM person"
        )
        .is_empty()
    );
}
