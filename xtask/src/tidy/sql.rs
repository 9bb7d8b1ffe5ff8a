//! SQL: only in `store`, and there in the subset that SQLite and PostgreSQL share.

use super::{Finding, is_test};

/// What one of the two databases does not know, or knows with another meaning.
const NOT_SHARED: &[(&str, &str)] = &[
    ("AUTOINCREMENT", "ids are text and made by us"),
    ("INSERT OR ", "say ON CONFLICT"),
    ("REPLACE INTO", "say ON CONFLICT"),
    ("UPDATE OR ", "say ON CONFLICT"),
    ("IFNULL(", "say COALESCE"),
    (
        "DATETIME(",
        "instants are integers, read from the command's clock",
    ),
    (
        "STRFTIME(",
        "instants are integers, read from the command's clock",
    ),
    (
        "JULIANDAY(",
        "instants are integers, read from the command's clock",
    ),
    (
        "UNIXEPOCH(",
        "instants are integers, read from the command's clock",
    ),
    (
        "CURRENT_TIMESTAMP",
        "instants come from the command's clock",
    ),
    ("NOW()", "instants come from the command's clock"),
    ("RANDOM()", "chance comes from the command"),
    ("ROWID", "every table has an id of its own"),
    ("LAST_INSERT_ROWID", "say RETURNING"),
    (" GLOB ", "say LIKE"),
    (" REGEXP ", "say LIKE"),
    (" ILIKE ", "say LOWER(…) LIKE"),
    (
        " MATCH ",
        "full text differs: keep it inside one function and record an exception",
    ),
    (
        "USING FTS",
        "full text differs: keep it inside one function and record an exception",
    ),
    (" COLLATE NOCASE", "fold case before storing"),
    ("SERIAL", "ids are text and made by us"),
    (
        "JSONB",
        "JSON differs: keep it inside one function and record an exception",
    ),
    (
        "JSON_EXTRACT",
        "JSON differs: keep it inside one function and record an exception",
    ),
    (
        "->>",
        "JSON differs: keep it inside one function and record an exception",
    ),
];

/// First words of a statement, and a word that must follow for it to be SQL and not English.
const STATEMENTS: &[(&str, &str)] = &[
    ("SELECT", ""),
    ("INSERT", " INTO "),
    ("INSERT OR", " INTO "),
    ("REPLACE", " INTO "),
    ("UPDATE", " SET "),
    ("DELETE", " FROM "),
    ("WITH", " AS "),
    ("CREATE", " "),
    ("ALTER", " TABLE "),
    ("DROP", " "),
    ("PRAGMA", ""),
    ("SAVEPOINT", ""),
    ("RELEASE", " "),
    ("ROLLBACK", ""),
    ("BEGIN IMMEDIATE", ""),
];

/// Checks one string literal of a Rust file.
pub fn check(path: &str, line: usize, literal: &str) -> Vec<Finding> {
    if !is_statement(literal) || path.starts_with("xtask/") {
        return Vec::new();
    }
    if !path.starts_with("crates/store/") {
        let message = "SQL stands in crates/store only: give the store a function with a name";
        return vec![Finding::new("sql-outside-store", path, line, message)];
    }
    if is_test(path) {
        return Vec::new();
    }
    let mut findings = subset(path, line, literal);
    let pragma = first_word(literal) == "PRAGMA";
    if pragma && path != "crates/store/src/connection.rs" {
        let message = "a PRAGMA stands in crates/store/src/connection.rs only";
        findings.push(Finding::new("sql-subset", path, line, message));
    }
    findings
}

/// Checks the text of a statement or a migration against the shared subset.
pub fn subset(path: &str, line: usize, text: &str) -> Vec<Finding> {
    let bare = without_quotes(text);
    let upper = bare.to_uppercase();
    let mut findings = Vec::new();
    let mut refuse = |message: String| {
        findings.push(Finding::new("sql-subset", path, line, message));
    };
    for (word, instead) in NOT_SHARED {
        if upper.contains(word) {
            refuse(format!(
                "`{}` is not shared by SQLite and PostgreSQL: {instead}",
                word.trim()
            ));
        }
    }
    if bare.contains('?') {
        refuse("placeholders are `$1`, `$2`, …, not `?`".to_owned());
    }
    if !placeholders_rise(&bare) {
        // SQLite reads `$2` as a name and numbers names as they come.
        refuse("placeholders first appear in the order `$1`, `$2`, … without gaps".to_owned());
    }
    findings
}

/// Whether `text` is a statement: a keyword in capitals first.
pub fn is_statement(text: &str) -> bool {
    let text = text.trim_start();
    STATEMENTS.iter().any(|(start, then)| {
        text.strip_prefix(start).is_some_and(|rest| {
            let ends = rest
                .chars()
                .next()
                .is_none_or(|c| !c.is_alphanumeric() && c != '_');
            let spaced = rest.split_whitespace().collect::<Vec<_>>().join(" ");
            ends && format!(" {spaced} ").contains(then) && !rest.starts_with(':')
        })
    })
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or("")
}

/// Blanks what stands in single quotes: a value, not SQL.
fn without_quotes(text: &str) -> String {
    let mut quoted = false;
    let blank = |c: char| {
        if c == '\'' {
            quoted = !quoted;
        }
        if quoted && c != '\n' { ' ' } else { c }
    };
    text.chars().map(blank).collect()
}

fn placeholders_rise(text: &str) -> bool {
    let mut highest = 0;
    for part in text.split('$').skip(1) {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        let Ok(number) = digits.parse::<u32>() else {
            continue;
        };
        if highest + 1 < number {
            return false;
        }
        highest = highest.max(number);
    }
    true
}

#[cfg(test)]
mod tests;
