//! Generated files: `openapi.json` from the server's routes, the client's types from `openapi.json`.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

const DOCUMENT: &str = "openapi.json";
const TYPES: &str = "web/src/generated/api.ts";

/// Writes both files.
///
/// # Errors
/// When the server does not build, or a file cannot be written, or the client's packages are not installed.
pub fn write(root: &Path) -> Result<()> {
    std::fs::write(root.join(DOCUMENT), document(root)?).context("cannot write openapi.json")?;
    generate_types(root)
}

/// Compares both files with what [`write`] would write, and leaves them as they were.
///
/// # Errors
/// As [`write`]; and when a file differs, naming it.
pub fn check(root: &Path) -> Result<()> {
    let committed = read(root, DOCUMENT)?;
    if committed != document(root)? {
        bail!("{DOCUMENT} is not what the routes say: run `cargo xtask codegen` and commit it");
    }
    let types = read(root, TYPES)?;
    generate_types(root)?;
    let generated = read(root, TYPES)?;
    if types != generated {
        std::fs::write(root.join(TYPES), types).context("cannot put the old types back")?;
        bail!("{TYPES} is not what {DOCUMENT} says: run `cargo xtask codegen` and commit it");
    }
    crate::say("codegen: openapi.json and the client's types are up to date");
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

fn generate_types(root: &Path) -> Result<()> {
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
