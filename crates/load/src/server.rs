//! The measured server: this program's own `serve` as a second process, or one that runs already.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::error::BenchError;
use crate::process;

/// How long a started server may take to say that it is ready.
const READY_MAX: Duration = Duration::from_secs(120);

/// How long a stopped server may take to end before it is killed.
const STOP_MAX: Duration = Duration::from_secs(15);

/// What a server prints once it listens.
const READY: &str = "Meanwhile is ready: ";

/// Bytes of the server's log that a failed start shows.
const LOG_SHOWN: usize = 2_000;

/// A directory for databases, removed at the end.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new(parent: Option<&Path>) -> Result<Self, BenchError> {
        let parent = parent.map_or_else(std::env::temp_dir, Path::to_owned);
        let name = format!(
            "meanwhile-bench-{}-{:08x}",
            std::process::id(),
            rand::random::<u32>()
        );
        let path = parent.join(name);
        std::fs::create_dir_all(&path).map_err(|cause| BenchError::Directory {
            path: path.clone(),
            cause,
        })?;
        Ok(Self(path))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed is left; the bench has its figures.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// This program, which is also the server and the bots.
pub(crate) fn program() -> Result<PathBuf, BenchError> {
    let program = std::env::current_exe().map_err(BenchError::System)?;
    // A program that was replaced while it ran is not what would be measured.
    if !program.exists() {
        let gone = format!("{} is gone; run it again", program.display());
        return Err(BenchError::Start(gone));
    }
    Ok(program)
}

/// A server to measure.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    child: Option<Child>,
}

impl Server {
    /// Starts this program's `serve` on a data directory.
    pub(crate) fn start(data: &Path) -> Result<Self, BenchError> {
        let program = program()?;
        let log = data.with_extension("log");
        let stderr = File::create(&log).map_err(|cause| BenchError::Directory {
            path: log.clone(),
            cause,
        })?;
        let mut command = Command::new(program);
        command.arg("serve").arg("--data").arg(data);
        command.args(["--listen", "127.0.0.1:0", "--media-port", "0"]);
        // What is set for a server of this machine is not meant for the measured one.
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("MEANWHILE_") {
                command.env_remove(name);
            }
        }
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(stderr);
        let child = command
            .spawn()
            .map_err(|error| BenchError::Start(error.to_string()))?;
        let mut server = Self {
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            child: Some(child),
        };
        server.address = server.wait_ready(&log)?;
        Ok(server)
    }

    /// A server that runs already.
    pub(crate) fn running(url: &str) -> Result<Self, BenchError> {
        let strange = || BenchError::Address(url.to_owned());
        let host = url.strip_prefix("http://").ok_or_else(strange)?;
        let host = host.trim_end_matches('/');
        let mut addresses = host.to_socket_addrs().map_err(|_| strange())?;
        Ok(Self {
            address: addresses.next().ok_or_else(strange)?,
            child: None,
        })
    }

    fn wait_ready(&mut self, log: &Path) -> Result<SocketAddr, BenchError> {
        let failed = |why: &str| BenchError::Start(with_log(why, log));
        let stdout = self.child.as_mut().and_then(|child| child.stdout.take());
        let stdout = stdout.ok_or_else(|| failed("it has no output"))?;
        let (ready, said) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if let Some((_, url)) = line.split_once(READY) {
                    // Read on to the end, or the server would block on a full pipe.
                    let _ = ready.send(url.trim().to_owned());
                }
            }
        });
        let url = said
            .recv_timeout(READY_MAX)
            .map_err(|_| failed("it did not say that it is ready"))?;
        Ok(Self::running(&url)?.address)
    }

    /// Its process; unknown for a server that runs already.
    pub(crate) fn pid(&self) -> Option<u32> {
        self.child.as_ref().map(Child::id)
    }

    /// Processor time it has used so far; unknown for a server that runs already.
    pub(crate) fn cpu(&self) -> Result<Option<Duration>, BenchError> {
        self.pid().map(process::cpu_of).transpose()
    }

    /// Memory it holds now; unknown for a server that runs already.
    pub(crate) fn memory(&self) -> Result<Option<process::Memory>, BenchError> {
        self.pid().map(process::memory_of).transpose()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            end(child);
        }
    }
}

/// Asks a process to end, and ends it if it does not.
pub(crate) fn end(child: &mut Child) {
    if let Ok(pid) = i32::try_from(child.id()) {
        let _ = kill(Pid::from_raw(pid), Signal::SIGTERM);
    }
    let until = Instant::now() + STOP_MAX;
    while Instant::now() < until {
        if matches!(child.try_wait(), Ok(Some(_)) | Err(_)) {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// A reason, and the end of what a process wrote into its log.
pub(crate) fn with_log(why: &str, log: &Path) -> String {
    let said = std::fs::read_to_string(log).unwrap_or_default();
    let shown = said.len().saturating_sub(LOG_SHOWN);
    let said = said.get(shown..).unwrap_or_default();
    format!("{why}\n{said}").trim_end().to_owned()
}
