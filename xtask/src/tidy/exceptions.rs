//! Recorded exceptions: each has a reason and a size that may only shrink.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::Finding;

/// One entry of `xtask/tidy.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The rule's name as tidy prints it in brackets.
    pub rule: String,
    /// The file, from the repository's root.
    pub path: String,
    /// The function or crate meant; all of the file's findings of this rule where it is left out.
    #[serde(default)]
    pub item: String,
    /// Lines for a budget, the number of findings for any other rule.
    pub size: usize,
    /// Why the rule would make this place worse.
    pub reason: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExceptionList {
    #[serde(default)]
    exception: Vec<Exception>,
}

/// Reads the list.
///
/// # Errors
/// When the file is missing or malformed.
pub fn read(path: &Path) -> Result<Vec<Exception>> {
    let text = std::fs::read_to_string(path).context("cannot read xtask/tidy.toml")?;
    parse(&text)
}

/// Parses the list's text.
///
/// # Errors
/// When it is not TOML of the right shape.
pub fn parse(text: &str) -> Result<Vec<Exception>> {
    let list: ExceptionList = toml::from_str(text).context("xtask/tidy.toml is malformed")?;
    Ok(list.exception)
}

/// Takes away what is excepted and adds a finding for each exception that is larger than what it excuses, or has no
/// reason: a record that is not exact would let the code grow back.
pub fn apply(exceptions: &[Exception], findings: Vec<Finding>) -> Vec<Finding> {
    let mut left = findings;
    let mut stale = Vec::new();
    for exception in exceptions {
        let (mut meant, others): (Vec<Finding>, Vec<Finding>) = left
            .into_iter()
            .partition(|finding| matches(exception, finding));
        left = others;
        let actual: usize = meant.iter().map(|finding| finding.size).sum();
        if exception.size < actual {
            left.append(&mut meant);
        } else if actual < exception.size {
            stale.push(shrunk(exception, actual));
        }
        if exception.reason.trim().len() < 10 {
            stale.push(
                Finding::new(
                    "exception",
                    "xtask/tidy.toml",
                    0,
                    "an exception says why it is better",
                )
                .about(&exception.path),
            );
        }
    }
    left.append(&mut stale);
    left
}

fn matches(exception: &Exception, finding: &Finding) -> bool {
    exception.rule == finding.rule
        && exception.path == finding.path
        && (exception.item.is_empty() || exception.item == finding.item)
}

fn shrunk(exception: &Exception, actual: usize) -> Finding {
    let Exception {
        rule,
        path,
        item,
        size,
        ..
    } = exception;
    let message = if actual == 0 {
        format!("the exception of {rule} for {path} {item} excuses nothing: remove it")
    } else {
        format!("the exception of {rule} for {path} {item} shrank from {size}: record {actual}")
    };
    Finding::new("exception", "xtask/tidy.toml", 0, message)
}

#[cfg(test)]
mod tests;
