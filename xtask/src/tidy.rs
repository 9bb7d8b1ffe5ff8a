//! Checks of the rules that neither the compiler nor clippy knows: `docs/ARCHITECTURE.md` says why each exists.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

mod arrows;
mod docs;
mod exceptions;
mod migrations;
mod rust;
mod sql;
mod text;
mod web;

/// One place where a rule is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name, as `xtask/tidy.toml` may name it.
    pub rule: &'static str,
    /// Path from the repository's root.
    pub path: String,
    /// Line, counted from 1; 0 where the whole file is meant.
    pub line: usize,
    /// What the finding costs against a recorded exception: lines for a budget, 1 for anything else.
    pub size: usize,
    /// The function or crate it is about; empty where there is none.
    pub item: String,
    /// What is wrong and what to do instead.
    pub message: String,
}

impl Finding {
    fn new(rule: &'static str, path: &str, line: usize, message: impl Into<String>) -> Self {
        Self {
            rule,
            path: path.to_owned(),
            line,
            size: 1,
            item: String::new(),
            message: message.into(),
        }
    }

    fn sized(self, size: usize) -> Self {
        Self { size, ..self }
    }

    fn about(self, item: impl Into<String>) -> Self {
        Self {
            item: item.into(),
            ..self
        }
    }
}

/// One text file of the repository.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path from the repository's root, with `/`.
    pub path: String,
    /// Its whole text.
    pub text: String,
}

/// Checks the repository at `root` and prints every finding.
///
/// # Errors
/// When there is a finding, or git or a file cannot be read.
pub fn run(root: &Path) -> Result<()> {
    let paths = tracked(root)?;
    let files = read_texts(root, &paths);
    let exceptions = exceptions::read(&root.join("xtask/tidy.toml"))?;
    let findings = exceptions::apply(&exceptions, check(&paths, &files));
    for finding in &findings {
        let Finding {
            rule,
            path,
            line,
            message,
            ..
        } = finding;
        crate::complain(&format!("{path}:{line}: {message} [{rule}]"));
    }
    if !findings.is_empty() {
        bail!("tidy: {} findings in {} files", findings.len(), files.len());
    }
    crate::say(&format!("tidy: {} files are in order", files.len()));
    Ok(())
}

/// All rules over all files; `paths` also holds what is not text.
fn check(paths: &[String], files: &[SourceFile]) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(migrations::names(paths));
    for file in files {
        findings.extend(text::check(file));
        findings.extend(docs::check(file, paths));
        match extension(&file.path) {
            "rs" => findings.extend(rust::check(file)),
            "sql" => findings.extend(migrations::check(file)),
            "ts" | "tsx" => findings.extend(web::check(file)),
            "toml" => findings.extend(arrows::check(file)),
            _ => {}
        }
    }
    findings.sort_by(|a, b| (&a.path, a.line, a.rule).cmp(&(&b.path, b.line, b.rule)));
    findings
}

/// Every file that git tracks or would track: a new file is checked before its first commit too.
fn tracked(root: &Path) -> Result<Vec<String>> {
    let output = Command::new("git")
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(root)
        .output()
        .context("cannot start git")?;
    ensure!(
        output.status.success(),
        "`git ls-files` failed: is this a clone?"
    );
    let names = String::from_utf8(output.stdout).context("a file name is not UTF-8")?;
    let mut paths: Vec<String> = names
        .split('\0')
        .filter(|name| !name.is_empty() && root.join(name).is_file())
        .map(str::to_owned)
        .collect();
    paths.sort();
    paths.dedup();
    Ok(paths)
}

/// Reads what is text; pictures and other binaries are left out.
fn read_texts(root: &Path, paths: &[String]) -> Vec<SourceFile> {
    paths
        .iter()
        .filter_map(|path| {
            let text = std::fs::read_to_string(root.join(path)).ok()?;
            Some(SourceFile {
                path: path.clone(),
                text,
            })
        })
        .collect()
}

fn extension(path: &str) -> &str {
    Path::new(path)
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or("")
}

/// Tests are not counted against budgets: `tests.rs` beside its module, everything in a `tests` or `e2e` folder,
/// and the client's `*.test.ts`.
fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs")
        || path.contains("/tests/")
        || path.contains("/e2e/")
        || path.contains(".test.")
        || path.starts_with("crates/testkit/")
}

#[cfg(test)]
mod tests;
