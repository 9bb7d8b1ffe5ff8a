//! Every text file: nothing left to do, nothing of the machine it was written on.

use super::{Finding, SourceFile};

/// Marks of unfinished work: they go into an issue, not into the code.
const UNFINISHED: &[&str] = &["TODO", "FIXME", "XXX"];

/// Folders of one machine and hosts that packages come from; a clone elsewhere has neither.
const MACHINE: &[&str] = &[
    "/root/",
    "/home/",
    "/Users/",
    "//registry.",
    "//index.",
    "//static.",
    "//pypi.",
    "//deb.",
];

/// Checks one file. Lock files name hosts by design, and tidy's own sources hold the words they look for.
pub fn check(file: &SourceFile) -> Vec<Finding> {
    let SourceFile { path, text } = file;
    if is_exempt(path) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if let Some(word) = UNFINISHED.iter().find(|word| has_word(line, word)) {
            let message = format!("`{word}`: finish it or open an issue");
            findings.push(Finding::new("unfinished", path, index + 1, message));
        }
        if let Some(place) = MACHINE.iter().find(|place| line.contains(*place)) {
            let message = format!("`{place}` is a place of one machine or network");
            findings.push(Finding::new("machine-path", path, index + 1, message));
        }
    }
    findings
}

fn is_exempt(path: &str) -> bool {
    path.ends_with(".lock")
        || path.ends_with("package-lock.json")
        || path.starts_with("xtask/src/tidy/")
        || path.ends_with(".svg")
}

/// Whether `word` stands in `line` on its own, not inside a longer word.
fn has_word(line: &str, word: &str) -> bool {
    let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_');
    line.match_indices(word).any(|(at, _)| {
        outside(line[..at].chars().next_back()) && outside(line[at + word.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests;
