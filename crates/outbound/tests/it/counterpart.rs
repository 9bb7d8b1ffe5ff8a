//! Programs that stand for the outside world, and certificates for them.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use model::notice::{Notice, NoticeKind};
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// Longest wait for any state.
pub const LIMIT: Duration = Duration::from_secs(30);

/// A program that says what it sees as JSON, one object a line. It ends with the test.
pub struct Counterpart {
    _child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    /// What it said first.
    pub hello: Value,
}

impl Counterpart {
    pub async fn start(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?} cannot be started: {error}"));
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut counterpart = Self {
            _child: child,
            lines,
            hello: Value::Null,
        };
        counterpart.hello = counterpart.next().await;
        counterpart
    }

    /// The port that it listens on.
    pub fn port(&self) -> u16 {
        self.hello["port"].as_u64().unwrap().try_into().unwrap()
    }

    /// The next thing it says.
    pub async fn next(&mut self) -> Value {
        let line = tokio::time::timeout(LIMIT, self.lines.next_line()).await;
        let line = line.expect("it says something in time").unwrap();
        serde_json::from_str(&line.expect("it still runs")).unwrap()
    }
}

/// A file of these tests.
pub fn beside(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it")
        .join(name)
}

/// A certificate for this machine, signed by itself, in files of a directory that is removed at the end.
pub struct Certificate {
    pub pem: String,
    pub certificate: PathBuf,
    pub key: PathBuf,
    directory: PathBuf,
}

impl Certificate {
    pub fn new(name: &str) -> Self {
        let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
        let made = rcgen::generate_simple_self_signed(names).unwrap();
        let directory =
            std::env::temp_dir().join(format!("meanwhile-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        let files = Self {
            pem: made.cert.pem(),
            certificate: directory.join("cert.pem"),
            key: directory.join("key.pem"),
            directory,
        };
        std::fs::write(&files.certificate, &files.pem).unwrap();
        std::fs::write(&files.key, made.signing_key.serialize_pem()).unwrap();
        files
    }
}

impl Drop for Certificate {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.directory).ok();
    }
}

/// A message that asks its reader.
pub fn notice() -> Notice {
    Notice {
        kind: NoticeKind::Message,
        title: "Ana · Pump 3 leaks".to_owned(),
        body: "Can you look at it today? Größer als 3 cm².".to_owned(),
        path: "/topic/topic_1?message=message_2".to_owned(),
        why: Some("/why/delivery_3".to_owned()),
        tag: Some("topic_1".to_owned()),
        urgent: false,
        lasts_seconds: 86_400,
    }
}
