//! The command line: what can be said, and how a wrong word is answered.

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand};

use crate::admin::{PersonCommand, TokenCommand};
use crate::config::{Config, ConfigError, Settings};
use crate::import::ImportCommand;

/// Talk now or later, and know which: a team's conversations and calls, on your own machine.
#[derive(Debug, Parser)]
#[command(name = "meanwhile", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run everything: web client, API, live media. Prints the address to open.
    Serve(SettingsFrom),
    /// Fill an empty data directory with the sample organisation and print its sign-ins.
    Demo(DataFrom),
    /// Measure this machine, each figure beside the floor of the same run; starts its own server.
    Bench(load::BenchArgs),
    /// Run a part of `bench conference` that is a process of its own.
    #[command(hide = true, name = load::PART_COMMAND)]
    BenchPart {
        /// Which.
        part: load::Part,
    },
    /// Verify a data directory while its server is stopped: the database, and that files are whole.
    Check(DataFrom),
    /// List, add, close and open accounts while the server is stopped.
    #[command(subcommand)]
    Person(PersonCommand),
    /// Make API tokens while the server is stopped.
    #[command(subcommand)]
    Token(TokenCommand),
    /// Import a board or a table while the server is stopped, and print a report.
    Import(ImportCommand),
    /// Show the settings.
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Print the OpenAPI document.
    #[command(hide = true)]
    Openapi,
}

/// What to do with settings.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Print every setting, what it means, and what holds now, as a configuration file.
    Print(SettingsFrom),
}

/// All settings, and the file they may stand in.
#[derive(Debug, Args)]
pub struct SettingsFrom {
    #[command(flatten)]
    settings: Settings,
    /// Configuration file (TOML). Flags and variables go before it; `meanwhile config print` writes
    /// one.
    #[arg(long, env = "MEANWHILE_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
}

/// The data directory, said by any of the three ways.
#[derive(Debug, Args)]
pub struct DataFrom {
    /// Data directory.
    #[arg(long, env = "MEANWHILE_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
    /// Configuration file (TOML).
    #[arg(long, env = "MEANWHILE_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
}

impl SettingsFrom {
    /// What was set, the file included.
    ///
    /// # Errors
    /// [`ConfigError`] if the file cannot be read or understood.
    pub fn settings(self) -> Result<Settings, ConfigError> {
        let Some(path) = self.config else {
            return Ok(self.settings);
        };
        let text = std::fs::read_to_string(&path).map_err(|cause| ConfigError::File {
            path: path.clone(),
            cause,
        })?;
        let file = Settings::parse(&text).map_err(|reason| ConfigError::Syntax { path, reason })?;
        Ok(self.settings.over(file))
    }

    /// What holds.
    ///
    /// # Errors
    /// [`ConfigError`] says what to write instead.
    pub fn check(self) -> Result<Config, ConfigError> {
        self.settings()?.check()
    }
}

impl DataFrom {
    /// Where the data is.
    ///
    /// # Errors
    /// [`ConfigError`] if the file cannot be read or understood.
    pub fn data(self) -> Result<PathBuf, ConfigError> {
        let settings = Settings {
            data: self.data,
            ..Settings::default()
        };
        let from = SettingsFrom {
            settings,
            config: self.config,
        };
        let set = from.settings()?.over(Settings::defaults());
        Ok(set.data.unwrap_or_default())
    }
}

/// What clap says about wrong use, in one line.
#[must_use]
pub fn one_line(error: &clap::Error) -> String {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return "say what to do, for example `meanwhile serve`; see meanwhile --help".to_owned();
    }
    let text = error.to_string();
    let first = text.split("\n\n").next().unwrap_or_default();
    let first = first.strip_prefix("error: ").unwrap_or(first);
    let words: Vec<&str> = first.split_whitespace().collect();
    format!("{}; see meanwhile --help", words.join(" "))
}
