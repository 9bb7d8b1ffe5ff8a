//! Documentation: the paths it names exist.

use super::{Finding, SourceFile};

/// Checks one Markdown file against the list of all paths.
pub fn check(file: &SourceFile, paths: &[String]) -> Vec<Finding> {
    let SourceFile { path, text } = file;
    if !path.ends_with(".md") {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let mut fenced = false;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        if fenced {
            continue;
        }
        let spans = line
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|span| is_path(span, paths));
        let named = spans.map(|span| (span, exists(span, paths)));
        let links = links(line).map(|link| (link, exists(&resolve(path, link), paths)));
        for (name, _) in named.chain(links).filter(|(_, exists)| !exists) {
            let message = format!("`{name}` does not exist");
            findings.push(Finding::new("dead-path", path, index + 1, message));
        }
    }
    findings
}

/// Whether a code span claims to be a path of this repository: it begins with one of its folders, or with a crate.
/// Patterns such as `crates/<name>` claim nothing.
fn is_path(span: &str, paths: &[String]) -> bool {
    let Some((first, _)) = span.split_once('/') else {
        return false;
    };
    let plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    let folder = |name: &str| paths.iter().any(|path| path.starts_with(name));
    span.chars().all(plain)
        && !first.is_empty()
        && first != "."
        && (folder(&format!("{first}/")) || folder(&format!("crates/{first}/")))
}

/// Whether `name` is a file or a folder, from the root or from `crates/`.
fn exists(name: &str, paths: &[String]) -> bool {
    let name = name.trim_end_matches('/');
    let is = |wanted: &str| {
        paths.iter().any(|path| {
            path.strip_prefix(wanted)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    };
    is(name) || is(&format!("crates/{name}"))
}

/// Targets of `[text](target)` that point into the repository.
fn links(line: &str) -> impl Iterator<Item = &str> {
    let targets = line
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    let local = |target: &&str| !target.contains("://") && !target.starts_with('#');
    targets
        .filter(local)
        .map(|target| target.split('#').next().unwrap_or(target))
}

/// A link is read from the folder of the file that holds it.
fn resolve(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests;
