//! Migrations: numbered without gaps, named by feature, every foreign key with its `ON DELETE`.

use super::{Finding, SourceFile, sql};

const FOLDER: &str = "crates/store/migrations/";

/// Checks the names of all migrations together: `NNNN_<feature>_<what>.sql`, from 0001 without gaps or doubles.
pub fn names(paths: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut expected = 1;
    for path in paths.iter().filter(|path| path.starts_with(FOLDER)) {
        let name = path.trim_start_matches(FOLDER);
        let Some(number) = number(name) else {
            let message = "a migration is named NNNN_<feature>_<what>.sql in lower case";
            findings.push(Finding::new("migration-name", path, 0, message));
            continue;
        };
        if number != expected {
            let message = format!("the next migration is {expected:04}, without gaps or doubles");
            findings.push(Finding::new("migration-name", path, 0, message));
        }
        expected = number + 1;
    }
    findings
}

/// The number of a well-formed name.
fn number(name: &str) -> Option<u32> {
    let words: Vec<&str> = name.strip_suffix(".sql")?.split('_').collect();
    let lower = |word: &&str| {
        !word.is_empty()
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    let digits = words.first().filter(|word| word.len() == 4)?;
    (3 <= words.len() && words.iter().all(lower)).then(|| digits.parse().ok())?
}

/// Checks the text of one `.sql` file.
pub fn check(file: &SourceFile) -> Vec<Finding> {
    let SourceFile { path, text } = file;
    let mut findings = Vec::new();
    if !text.starts_with("-- ") {
        let message = "the first line says what the migration brings: `-- …`";
        findings.push(Finding::new("header", path, 1, message));
    }
    let bare = without_comments(text);
    for (index, line) in bare.lines().enumerate() {
        findings.extend(sql::subset(path, index + 1, line));
        let first = line.split_whitespace().next().unwrap_or("");
        if first.eq_ignore_ascii_case("PRAGMA") {
            let message = "a PRAGMA stands in crates/store/src/connection.rs only";
            findings.push(Finding::new("sql-subset", path, index + 1, message));
        }
    }
    findings.extend(foreign_keys(path, &bare));
    findings
}

/// Each `REFERENCES` says `ON DELETE` before its column or constraint ends.
fn foreign_keys(path: &str, bare: &str) -> Vec<Finding> {
    let upper = bare.to_uppercase();
    let refuse = |(at, _): (usize, &str)| {
        let clause = clause(&upper[at..]);
        let words: Vec<&str> = clause.split_whitespace().collect();
        let says = words.windows(2).any(|pair| pair == ["ON", "DELETE"]);
        let line = upper[..at].matches('\n').count() + 1;
        let message = "a foreign key says what happens: ON DELETE CASCADE, SET NULL or RESTRICT";
        (!says).then(|| Finding::new("on-delete", path, line, message))
    };
    upper
        .match_indices("REFERENCES")
        .filter_map(refuse)
        .collect()
}

/// The text up to the comma, closing parenthesis or semicolon that ends the clause.
fn clause(text: &str) -> &str {
    let mut depth = 0_i32;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return &text[..at],
            ')' => depth -= 1,
            ',' | ';' if depth == 0 => return &text[..at],
            _ => {}
        }
    }
    text
}

fn without_comments(text: &str) -> String {
    let strip = |line: &str| line.split("--").next().unwrap_or("").to_owned();
    text.lines().map(strip).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests;
