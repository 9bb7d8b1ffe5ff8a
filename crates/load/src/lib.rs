//! The load generator behind `meanwhile bench`: figures, each beside the floor of the same run.
//!
//! A bench fills a data directory of its own, starts this program's `serve` on it as a second
//! process, and measures from outside over HTTP and sockets. What the machine can do at best (the
//! floor) is measured in the same run, because a busy neighbour slows both. `bench attention` needs no
//! server: it simulates people and asks the rules. `bench conference` has its people in a third process.

mod attention;
mod board;
mod closed;
mod conference;
mod deliver;
mod error;
mod fanout;
mod floor;
mod http;
mod post;
mod process;
mod report;
mod server;
mod socket;
mod sockets;
mod world;

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};

pub use conference::{ConferenceArgs, PART_COMMAND, Part, StageSize, run_part};
pub use error::BenchError;
use report::Report;

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum BenchName {
    /// Durable posts a second (P3), and post to delivered to ten (P1).
    Post,
    /// One message to a thousand sockets (P2).
    Fanout,
    /// Memory of idle sockets (P5), of an idle server (P6), and its start (P7).
    Sockets,
    /// The team simulation of the attention rules (A1 to A7), and planning one message (P15).
    Attention,
    /// A board that many move cards on: from a move to seen by all (B1), and opening it (B2).
    Board,
    /// One room of many people: what forwarding costs, loss, memory, joining (M1 to M5).
    Conference,
}

/// What to measure and how.
#[derive(Clone, Debug, Args)]
pub struct BenchArgs {
    /// What is measured.
    #[arg(value_name = "NAME")]
    pub name: BenchName,
    /// Print one JSON object instead of a table.
    #[arg(long)]
    pub json: bool,
    /// How often each measurement is repeated; the median and the worst are printed.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=100))]
    pub runs: u32,
    /// How long one measurement takes, in seconds.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub seconds: u64,
    /// What texts and worlds are drawn from; left out: a new one, which is printed.
    #[arg(long)]
    pub seed: Option<u64>,
    /// How many sockets: 1,000 for `fanout`, 10,000 for `sockets`, 50 for `board` unless said otherwise.
    #[arg(long)]
    pub sockets: Option<usize>,
    /// `sockets`: measure memory and start also with so many messages in the database.
    #[arg(long, default_value_t = 0)]
    pub messages: u64,
    /// `board`: how many cards stand on it.
    #[arg(long, default_value_t = 5_000, value_parser = clap::value_parser!(u32).range(20..=10_000))]
    pub cards: u32,
    /// `attention`: how many people are simulated.
    #[arg(long, default_value_t = 1_500, value_parser = clap::value_parser!(u32).range(20..=5_000))]
    pub people: u32,
    /// `attention`: how many days are simulated.
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=60))]
    pub days: u32,
    /// What is said of a conference.
    #[command(flatten)]
    pub conference: ConferenceArgs,
    /// Where the databases are made; must be on the disk that is to be measured.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// Measure this running server (plain http) instead of starting one.
    #[arg(long, value_name = "URL", requires = "token")]
    pub server: Option<String>,
    /// An admin's token with all scopes, for `--server`.
    #[arg(long, env = "MEANWHILE_BENCH_TOKEN", hide_env_values = true)]
    pub token: Option<String>,
}

impl BenchArgs {
    pub(crate) fn span(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }
}

/// Measures and prints.
///
/// # Errors
/// [`BenchError`] says what to do.
pub async fn run(args: BenchArgs) -> Result<(), BenchError> {
    // The generator has one thread of its own, whatever the caller's runtime is busy with.
    tokio::task::spawn_blocking(move || measure_and_print(&args))
        .await
        .map_err(|_| BenchError::Panicked)?
}

fn measure_and_print(args: &BenchArgs) -> Result<(), BenchError> {
    let report = measure(args)?;
    report.print(args.json).map_err(BenchError::Print)?;
    report.verdict()
}

fn measure(args: &BenchArgs) -> Result<Report, BenchError> {
    let seed = args.seed.unwrap_or_else(|| rand::random::<u32>().into());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(BenchError::Runtime)?;
    let mut report = Report::new(args.name, seed);
    match args.name {
        BenchName::Post => post::run(args, &runtime, &mut report)?,
        BenchName::Fanout => fanout::run(args, &runtime, &mut report)?,
        BenchName::Sockets => sockets::run(args, &runtime, &mut report)?,
        BenchName::Attention => attention::run(args, &mut report),
        BenchName::Board => board::run(args, &runtime, &mut report)?,
        BenchName::Conference => conference::run(args, &runtime, &mut report)?,
    }
    Ok(report)
}

#[cfg(test)]
mod tests;
