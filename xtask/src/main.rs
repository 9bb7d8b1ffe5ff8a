//! The developer's tool: `cargo xtask tidy` and `cargo xtask codegen [--check]`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

mod codegen;
mod tidy;

const USAGE: &str = "\
usage: cargo xtask <command>

  tidy              check the rules of the code base that no compiler knows
  codegen           write openapi.json and the client's types from the server's routes
  codegen --check   fail if either of the two is not what codegen would write";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["tidy"] => tidy::run(root()),
        ["codegen"] => codegen::write(root()),
        ["codegen", "--check"] => codegen::check(root()),
        _ => {
            complain(USAGE);
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// The repository's folder: the one above this package.
fn root() -> &'static Path {
    static ROOT: std::sync::OnceLock<PathBuf> = std::sync::OnceLock::new();
    ROOT.get_or_init(|| {
        let package = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        package.parent().map_or(package.clone(), Path::to_path_buf)
    })
}

/// Writes one line to standard error; a closed pipe is nothing to fail for.
fn complain(line: &str) {
    let _closed_pipe = writeln!(std::io::stderr(), "{line}");
}

/// Writes one line to standard output; a closed pipe is nothing to fail for.
fn say(line: &str) {
    let _closed_pipe = writeln!(std::io::stdout(), "{line}");
}
