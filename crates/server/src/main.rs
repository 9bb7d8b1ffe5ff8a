//! The program `meanwhile`: reads the command line, does it, and says in one line what went wrong.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use app::App;
use app::clock::SystemClock;
use clap::Parser;
use server::cli::{Arguments, Command, ConfigCommand, one_line};
use server::config::{Config, ConfigError};
use server::serve::Running;
use server::{admin, limits, logs};
use tokio::runtime::Runtime;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Exit codes: 0 good, 1 failed, 2 wrong use.
const FAILED: u8 = 1;
const WRONG_USE: u8 = 2;

/// Threads for work that blocks (hashing, files): more would only take memory on small machines.
const BLOCKING_THREADS_MAX: usize = 32;

/// How long threads that do not end may hold up the exit.
const EXIT_WAIT_MAX: std::time::Duration = std::time::Duration::from_millis(500);

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) if error.use_stderr() => {
            complain(&one_line(&error));
            return ExitCode::from(WRONG_USE);
        }
        Err(help) => {
            // Help that nobody reads (a closed pipe) is no failure.
            let _ = help.print();
            return ExitCode::SUCCESS;
        }
    };
    match run(arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("{error:#}"));
            let wrong_use = error.is::<ConfigError>();
            ExitCode::from(if wrong_use { WRONG_USE } else { FAILED })
        }
    }
}

/// One line on stderr, whatever the causes say.
fn complain(text: &str) {
    let line: Vec<&str> = text.split_whitespace().collect();
    // There is nobody else to tell.
    let _ = writeln!(std::io::stderr(), "meanwhile: {}", line.join(" "));
}

fn say(text: &str) -> Result<()> {
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "{text}")
        .and_then(|()| stdout.flush())
        .context("nobody reads the output")
}

fn run(command: Command) -> Result<()> {
    match command {
        Command::Serve(from) => {
            let config = from.check()?;
            runtime()?.run(serve(config))
        }
        Command::Demo(from) => {
            let data = from.data()?;
            runtime()?.run(async move { demo(&data).await })
        }
        Command::Bench(what) => runtime()?.run(async move { Ok(load::run(what).await?) }),
        Command::BenchPart { part } => {
            limits::prepare();
            Ok(load::run_part(part)?)
        }
        Command::Check(from) => {
            let data = from.data()?;
            runtime()?.run(async move { check(&data).await })
        }
        Command::Person(what) => {
            runtime()?.run(async move { say(&admin::with_people(what).await?) })
        }
        Command::Token(what) => {
            runtime()?.run(async move { say(&admin::with_tokens(what).await?) })
        }
        Command::Import(what) => {
            runtime()?.run(async move { say(&server::import::import(what).await?) })
        }
        Command::Config(ConfigCommand::Print(from)) => say(&from.settings()?.print()),
        Command::Openapi => say(&api::openapi().to_pretty_json()?),
    }
}

/// A runtime that does not wait for blocked threads at the end.
struct Stage(Runtime);

fn runtime() -> Result<Stage> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(BLOCKING_THREADS_MAX)
        .build()
        .context("cannot start threads")?;
    Ok(Stage(runtime))
}

impl Stage {
    fn run<F>(self, work: F) -> Result<()>
    where
        F: Future<Output = Result<()>> + Send + 'static,
    {
        // On a worker's own stack, not on the main thread's.
        limits::prepare();
        let done = self.0.block_on(async { tokio::spawn(work).await });
        self.0.shutdown_timeout(EXIT_WAIT_MAX);
        done.context("a mistake of ours; the log says where")?
    }
}

async fn serve(config: Config) -> Result<()> {
    logs::start(config.log, &config.log_level);
    let mut signals = Signals::new()?;
    let running = Running::start(&config, Arc::new(SystemClock)).await?;
    if let Some(authority) = &running.authority {
        tracing::info!(
            page = format!("{}/trust", running.url),
            fingerprint = authority.fingerprint(),
            "devices can be told to trust this server's own authority"
        );
    }
    tracing::info!(data = %config.data.display(), url = running.url, "serving");
    say(&format!("Meanwhile is ready: {}", running.url))?;
    loop {
        tokio::select! {
            _ = signals.reload.recv() => running.reload(),
            _ = signals.terminate.recv() => break,
            _ = signals.interrupt.recv() => break,
        }
    }
    tracing::info!("stopping");
    tokio::select! {
        () = running.stop() => {}
        // Whoever asks twice does not want to wait.
        _ = signals.terminate.recv() => {}
        _ = signals.interrupt.recv() => {}
    }
    tracing::info!("stopped");
    Ok(())
}

struct Signals {
    terminate: Signal,
    interrupt: Signal,
    reload: Signal,
}

impl Signals {
    fn new() -> Result<Self> {
        let on = |kind| signal(kind).context("cannot listen to signals");
        Ok(Self {
            terminate: on(SignalKind::terminate())?,
            interrupt: on(SignalKind::interrupt())?,
            reload: on(SignalKind::hangup())?,
        })
    }
}

async fn demo(data: &Path) -> Result<()> {
    let app = App::open(data, Arc::new(SystemClock)).await?;
    let filled = app.fill_sample().await;
    let sign_ins = filled.with_context(|| format!("{} is not filled", data.display()))?;
    for one in sign_ins {
        let role = serde_json::to_value(one.role)?;
        let role = role.as_str().unwrap_or_default();
        say(&format!(
            "{:<8} {:<28} {}   {}",
            role, one.email, one.password, one.name
        ))?;
    }
    say(&format!(
        "Sign in after: meanwhile serve --data {}",
        data.display()
    ))
}

async fn check(data: &Path) -> Result<()> {
    if !data.join("meanwhile.db").exists() {
        bail!(
            "{} holds no meanwhile data; name the directory with --data",
            data.display()
        );
    }
    let app = App::open(data, Arc::new(SystemClock)).await?;
    let found = app.check().await?;
    if found.is_empty() {
        return say(&format!("{} is sound", data.display()));
    }
    for line in &found {
        say(line)?;
    }
    bail!(
        "the data is damaged ({} findings above); restore a backup",
        found.len()
    )
}
