//! Generated files: `openapi.json` from the server's routes, the client's types and bounds from
//! `openapi.json`.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

const DOCUMENT: &str = "openapi.json";
const GENERATED: [&str; 2] = ["web/src/generated/api.ts", "web/src/generated/limits.ts"];

/// Writes all of them.
///
/// # Errors
/// When the server does not build, or a file cannot be written, or the client's packages are not installed.
pub fn write(root: &Path) -> Result<()> {
    std::fs::write(root.join(DOCUMENT), document(root)?).context("cannot write openapi.json")?;
    generate(root)
}

/// Compares them with what [`write`] would write, and leaves them as they were.
///
/// # Errors
/// As [`write`]; and when a file differs, naming it.
pub fn check(root: &Path) -> Result<()> {
    let committed = read(root, DOCUMENT)?;
    if committed != document(root)? {
        bail!("{DOCUMENT} is not what the routes say: run `cargo xtask codegen` and commit it");
    }
    let before = GENERATED.map(|name| read(root, name));
    generate(root)?;
    for (name, before) in GENERATED.into_iter().zip(before) {
        let before = before?;
        if before != read(root, name)? {
            std::fs::write(root.join(name), before).context("cannot put the old file back")?;
            bail!("{name} is not what {DOCUMENT} says: run `cargo xtask codegen` and commit it");
        }
    }
    crate::say("codegen: openapi.json and what the client has of it are up to date");
    Ok(())
}

/// The OpenAPI document as the server prints it: the program that `MEANWHILE_BIN` names, else the one that cargo
/// builds now.
fn document(root: &Path) -> Result<String> {
    let mut command = match std::env::var_os("MEANWHILE_BIN") {
        Some(program) => Command::new(program),
        None => {
            let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
            let mut command = Command::new(cargo);
            command.args([
                "run",
                "--quiet",
                "--package",
                "server",
                "--bin",
                "meanwhile",
                "--",
            ]);
            command
        }
    };
    let output = command
        .arg("openapi")
        .current_dir(root)
        .stderr(std::process::Stdio::inherit())
        .output()
        .context("cannot start the program")?;
    ensure!(output.status.success(), "`meanwhile openapi` failed");
    let mut text = String::from_utf8(output.stdout).context("the document is not UTF-8")?;
    text.truncate(text.trim_end().len());
    text.push('\n');
    Ok(text)
}

fn generate(root: &Path) -> Result<()> {
    let status = Command::new("npm")
        .args(["--prefix", "web", "run", "--silent", "codegen"])
        .current_dir(root)
        .stdout(std::process::Stdio::null())
        .status()
        .context("cannot start npm")?;
    ensure!(status.success(), "`npm --prefix web run codegen` failed");
    Ok(())
}

fn read(root: &Path, path: &str) -> Result<String> {
    std::fs::read_to_string(root.join(path))
        .with_context(|| format!("cannot read {path}: run `cargo xtask codegen`"))
}
