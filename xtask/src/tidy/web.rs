//! The web client's sources: arrows between its folders, casts, exports.

use super::rust::FILE_LINES_MAX;
use super::{Finding, SourceFile, is_test};

mod script;

use script::Script;

const SOURCES: &str = "web/src/";

/// Which folder of `web/src` may import which.
const ARROWS: &[(&str, &[&str])] = &[
    (
        "app",
        &[
            "app",
            "features",
            "data",
            "transport",
            "ui",
            "text",
            "generated",
        ],
    ),
    (
        "features",
        &["data", "transport", "ui", "text", "generated"],
    ),
    ("data", &["data", "text", "generated"]),
    ("transport", &["transport", "data", "text", "generated"]),
    ("ui", &["ui", "text"]),
    // The words of the screen: a leaf that every folder may use.
    ("text", &["text"]),
    ("generated", &["generated"]),
];

/// Checks one TypeScript file of the client; tests of the browser and configuration pass, except for skipped tests.
pub fn check(file: &SourceFile) -> Vec<Finding> {
    let SourceFile { path, text } = file;
    let script = Script::read(text);
    let mut findings = skipped_tests(path, &script);
    let Some(inside) = path.strip_prefix(SOURCES) else {
        return findings;
    };
    if inside.starts_with("generated/") {
        return findings;
    }
    if matches!(inside.rsplit('/').next(), Some("index.ts" | "index.tsx")) {
        findings.push(Finding::new(
            "barrel",
            path,
            1,
            "no index files: import the file itself",
        ));
    }
    let lines = text.lines().count();
    if !is_test(path) && FILE_LINES_MAX < lines {
        let message =
            format!("{lines} lines; a file has at most {FILE_LINES_MAX}: split it by subject");
        findings.push(Finding::new("file-lines", path, 1, message).sized(lines));
    }
    if let Some(line) = script.line_of("export default") {
        findings.push(Finding::new(
            "default-export",
            path,
            line,
            "named exports only",
        ));
    }
    if !inside.starts_with("transport/") && !is_test(path) {
        for line in script.casts() {
            let message =
                "no `as` outside transport/: narrow the type, or give it where it is made";
            findings.push(Finding::new("cast", path, line, message));
        }
    }
    for (line, specifier) in script.imports() {
        if let Some(message) = refused_import(inside, specifier) {
            findings.push(Finding::new("web-arrow", path, line, message));
        }
    }
    findings
}

fn skipped_tests(path: &str, script: &Script) -> Vec<Finding> {
    if !is_test(path) {
        return Vec::new();
    }
    let words = ["test", "it", "describe"].into_iter();
    let marks = words.flat_map(|word| ["only(", "skip(", "fixme("].map(|m| format!("{word}.{m}")));
    let found = marks.filter_map(|mark| {
        let line = script.line_of(&mark)?;
        let message = format!("`{mark}…)`: a test runs with all others or does not exist");
        Some(Finding::new("ignored-test", path, line, message))
    });
    found.collect()
}

/// Why a file at `inside` (a path from `web/src/`) must not import `specifier`; nothing where it may.
fn refused_import(inside: &str, specifier: &str) -> Option<String> {
    let target = target(inside, specifier)?;
    let (from, to) = (folder(inside), folder(&target));
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == from) else {
        return Some(format!("{from}/ has no row in xtask/src/tidy/web.rs"));
    };
    if from == "features" && to == "features" {
        let same = inside.split('/').nth(1) == target.split('/').nth(1);
        return (!same).then(|| "a feature imports no other: meet in data/ or app/".to_owned());
    }
    if !allowed.contains(&to) {
        return Some(format!("{from}/ must not import {to}/"));
    }
    let private = to == "features" && target.split('/').nth(2) == Some("parts");
    private.then(|| "parts/ is private to its feature".to_owned())
}

/// The imported file as a path from `web/src/`; nothing for a package or a file outside.
fn target(inside: &str, specifier: &str) -> Option<String> {
    if let Some(rest) = specifier
        .strip_prefix("@/")
        .or_else(|| specifier.strip_prefix("~/"))
    {
        return Some(rest.to_owned());
    }
    if !specifier.starts_with('.') {
        return None;
    }
    let mut parts: Vec<&str> = inside.split('/').collect();
    parts.pop();
    for part in specifier.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            other => parts.push(other),
        }
    }
    Some(parts.join("/"))
}

/// The first folder; what lies directly in `web/src` is the application's own.
fn folder(path: &str) -> &str {
    path.split_once('/').map_or("app", |(first, _)| first)
}

#[cfg(test)]
mod tests;
