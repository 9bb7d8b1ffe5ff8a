//! Arrows between crates: which may depend on which, and what each must never see.

use toml::Table;

use super::{Finding, SourceFile};

/// What one crate may depend on.
struct Row {
    name: &'static str,
    /// Crates of ours.
    ours: &'static [&'static str],
    /// Crates of others that would break the layer's promise.
    never: &'static [&'static str],
}

/// The table of `docs/ARCHITECTURE.md`. A crate that is not here is refused: a new crate needs a new arrow to forbid
/// or a new outside world, otherwise it is a module.
const ROWS: &[Row] = &[
    Row {
        name: "model",
        ours: &[],
        never: &[
            "tokio", "rusqlite", "axum", "hyper", "str0m", "nix", "rand", "anyhow",
        ],
    },
    Row {
        name: "rules",
        ours: &["model"],
        never: &[
            "tokio", "rusqlite", "axum", "hyper", "str0m", "nix", "rand", "anyhow",
        ],
    },
    Row {
        name: "sfu",
        ours: &["model"],
        never: &[
            "tokio", "rusqlite", "axum", "hyper", "nix", "rand", "anyhow",
        ],
    },
    Row {
        name: "store",
        ours: &["model"],
        never: &["axum", "hyper", "str0m", "nix", "anyhow"],
    },
    Row {
        name: "media",
        ours: &["model", "sfu"],
        never: &["axum", "hyper", "rusqlite", "anyhow"],
    },
    Row {
        name: "outbound",
        ours: &["model"],
        never: &["axum", "rusqlite", "str0m", "anyhow"],
    },
    Row {
        name: "app",
        ours: &["model", "rules", "store"],
        never: &["axum", "hyper", "rusqlite", "str0m", "nix", "anyhow"],
    },
    Row {
        name: "api",
        ours: &["model", "app"],
        never: &["rusqlite", "str0m", "nix", "anyhow"],
    },
    Row {
        name: "load",
        ours: &[
            "model", "rules", "sfu", "store", "media", "outbound", "app", "api",
        ],
        never: &[],
    },
    Row {
        name: "server",
        ours: &[
            "model", "rules", "sfu", "store", "media", "outbound", "app", "api", "load",
        ],
        never: &[],
    },
    Row {
        name: "testkit",
        ours: &["model"],
        never: &["rusqlite", "axum"],
    },
];

/// Checks one `crates/*/Cargo.toml`; other files pass.
pub fn check(file: &SourceFile) -> Vec<Finding> {
    let Some(name) = file
        .path
        .strip_prefix("crates/")
        .and_then(|p| p.strip_suffix("/Cargo.toml"))
    else {
        return Vec::new();
    };
    let refuse = |item: &str, message: String| {
        Finding::new("arrow", &file.path, line_of(&file.text, item), message).about(item)
    };
    let Some(row) = ROWS.iter().find(|row| row.name == name) else {
        let message = format!("`{name}` has no row in xtask/src/tidy/arrows.rs");
        return vec![refuse(name, message)];
    };
    let Ok(manifest) = file.text.parse::<Table>() else {
        return vec![refuse(name, "the manifest is not TOML".to_owned())];
    };
    let mut findings = Vec::new();
    for dependency in names(&manifest, "dependencies") {
        if is_ours(&dependency) && !row.ours.contains(&dependency.as_str()) {
            findings.push(refuse(
                &dependency,
                format!("`{name}` must not see `{dependency}`"),
            ));
        }
        if row.never.contains(&dependency.as_str()) {
            findings.push(refuse(
                &dependency,
                format!("`{name}` never uses `{dependency}`"),
            ));
        }
    }
    for dependency in names(&manifest, "dev-dependencies") {
        let allowed = row.ours.contains(&dependency.as_str())
            || dependency == "testkit"
            || dependency == name;
        if is_ours(&dependency) && !allowed {
            let message = format!("`{name}` must not see `{dependency}`, not even in its tests");
            findings.push(refuse(&dependency, message));
        }
    }
    if !inherits_lints(&manifest) {
        findings.push(refuse(
            "lints",
            "`[lints] workspace = true` is missing".to_owned(),
        ));
    }
    findings
}

fn is_ours(name: &str) -> bool {
    ROWS.iter().any(|row| row.name == name)
}

/// Names of the packages in `section` and in every `[target.….section]`, under their own names where renamed.
fn names(manifest: &Table, section: &str) -> Vec<String> {
    let targets = manifest
        .get("target")
        .and_then(|t| t.as_table())
        .into_iter()
        .flatten();
    let tables = std::iter::once(manifest)
        .chain(targets.filter_map(|(_, target)| target.as_table()))
        .filter_map(|table| table.get(section)?.as_table());
    let mut names = Vec::new();
    for (key, value) in tables.flatten() {
        let package = value.get("package").and_then(|p| p.as_str());
        names.push(package.unwrap_or(key).to_owned());
    }
    names
}

fn inherits_lints(manifest: &Table) -> bool {
    let lints = manifest
        .get("lints")
        .and_then(|lints| lints.get("workspace"));
    lints.and_then(toml::Value::as_bool) == Some(true)
}

fn line_of(text: &str, item: &str) -> usize {
    text.lines()
        .position(|line| line.starts_with(item))
        .map_or(0, |index| index + 1)
}

#[cfg(test)]
mod tests;
