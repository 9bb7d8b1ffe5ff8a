//! The real program in a process of its own.

use std::process::{ExitStatus, Stdio};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

use crate::client::{Client, WAIT_MAX};

/// The program's file.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_meanwhile");

/// A server that said it is ready.
pub struct Process {
    child: Child,
    /// What people open.
    pub url: String,
    _stdout: Lines<BufReader<ChildStdout>>,
}

/// What a command that ends has said.
pub struct Ended {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ended {
    /// The one line on stderr.
    pub fn complaint(&self) -> &str {
        let text = self.stderr.trim_end();
        assert_eq!(text.lines().count(), 1, "more than one line: {text}");
        text
    }
}

/// A command in an environment without settings.
fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("MEANWHILE_") {
            command.env_remove(name);
        }
    }
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

/// Runs the program until it ends by itself.
pub async fn run(arguments: &[&str]) -> Ended {
    run_with(arguments, &[]).await
}

/// Runs the program with environment variables until it ends by itself.
pub async fn run_with(arguments: &[&str], variables: &[(&str, &str)]) -> Ended {
    let mut command = command(PROGRAM);
    command.args(arguments).envs(variables.iter().copied());
    let output = timeout(WAIT_MAX, command.output())
        .await
        .expect("the program ends")
        .expect("the program starts");
    Ended {
        code: output.status.code(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

impl Process {
    /// Starts `meanwhile serve` on a data directory and free ports, with further arguments.
    pub async fn serve(data: &str, more: &[&str]) -> Self {
        let mut command = command(PROGRAM);
        command.args(serve_arguments(data)).args(more);
        Self::ready(command).await
    }

    /// Starts it in a shell after some words of the shell, for limits.
    pub async fn serve_after(prelude: &str, data: &str) -> Self {
        let mut command = command("sh");
        let script = format!("{prelude}; exec \"$0\" \"$@\"");
        command
            .args(["-c", &script, PROGRAM])
            .args(serve_arguments(data));
        Self::ready(command).await
    }

    async fn ready(mut command: Command) -> Self {
        let mut child = command.spawn().expect("the program starts");
        let stdout = child.stdout.take().expect("stdout is ours");
        let mut stderr = child.stderr.take().expect("stderr is ours");
        let mut lines = BufReader::new(stdout).lines();
        let line = timeout(WAIT_MAX, lines.next_line())
            .await
            .expect("the program says something");
        let Ok(Some(line)) = line else {
            let mut said = String::new();
            let _ = stderr.read_to_string(&mut said).await;
            panic!("the server did not start: {said}");
        };
        // Nobody reads the log; an unread pipe would fill and stop the server.
        tokio::spawn(async move { tokio::io::copy(&mut stderr, &mut tokio::io::sink()).await });
        let url = line.strip_prefix("Meanwhile is ready: ");
        let url = url
            .unwrap_or_else(|| panic!("the first line is {line:?}"))
            .to_owned();
        Self {
            child,
            url,
            _stdout: lines,
        }
    }

    /// A browser that nobody has signed in with.
    pub fn client(&self) -> Client {
        Client::new(&self.url)
    }

    /// Its process id.
    pub fn id(&self) -> i32 {
        let id = self.child.id().expect("it runs");
        i32::try_from(id).expect("a process id")
    }

    /// Sends a signal.
    pub fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(self.id()), signal).expect("it runs");
    }

    /// Waits until it ends.
    pub async fn wait(mut self) -> ExitStatus {
        timeout(WAIT_MAX, self.child.wait())
            .await
            .expect("the program ends")
            .expect("the program can be waited for")
    }

    /// Stops it gracefully.
    pub async fn stop(self) {
        self.signal(Signal::SIGTERM);
        let status = self.wait().await;
        assert!(status.success(), "it ended with {status}");
    }

    /// Ends it as a crash does.
    pub async fn kill(self) {
        self.signal(Signal::SIGKILL);
        self.wait().await;
    }
}

/// What starts a server on a data directory and free ports.
pub fn serve_arguments(data: &str) -> Vec<&str> {
    vec![
        "serve",
        "--data",
        data,
        "--listen",
        "127.0.0.1:0",
        "--media-port",
        "0",
    ]
}
