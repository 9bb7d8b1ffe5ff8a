//! Why a bench ended without figures.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Why a bench ended without figures. The text says what to do.
#[derive(Debug, Error)]
pub enum BenchError {
    /// The generator's own threads cannot be started.
    #[error("the generator cannot start")]
    Runtime(#[source] io::Error),
    /// A mistake of ours.
    #[error("the generator panicked; the message above says where")]
    Panicked,
    /// The figures cannot be printed.
    #[error("the figures cannot be printed")]
    Print(#[source] io::Error),
    /// The system allows too few open files.
    #[error(
        "{need} open files are needed and {have} allowed: raise the limit with `ulimit -n {need}`"
    )]
    Files {
        /// What is needed.
        need: u64,
        /// What the system allows.
        have: u64,
    },
    /// More people than one measurement may have.
    #[error("{0} people are more than 1,500: ask for fewer --rooms or --participants")]
    TooManyPeople(usize),
    /// The directory of the databases cannot be used.
    #[error("{} cannot be used; name another with --dir", path.display())]
    Directory {
        /// Which.
        path: PathBuf,
        /// Why not.
        #[source]
        cause: io::Error,
    },
    /// The server could not be started.
    #[error("`serve` did not start: {0}")]
    Start(String),
    /// `--server` names nothing we can talk to.
    #[error("--server takes an address like http://127.0.0.1:8080, not `{0}`")]
    Address(String),
    /// The server went away, or the network between.
    #[error("the connection to the server failed")]
    Connection(#[from] io::Error),
    /// The server answered something else than what was asked for.
    #[error("{asked} was answered {status}: {body}")]
    Answer {
        /// What was asked.
        asked: String,
        /// The status.
        status: u16,
        /// The beginning of the body.
        body: String,
    },
    /// The server speaks another protocol than this generator.
    #[error("the server's answer is not understood: {0}")]
    Protocol(&'static str),
    /// Something that had to arrive did not.
    #[error("{0}")]
    Missing(String),
    /// A database cannot be filled.
    #[error("the database cannot be filled")]
    Store(#[from] store::StoreError),
    /// A database cannot be opened.
    #[error(transparent)]
    Open(#[from] store::OpenError),
    /// A floor of the database cannot be measured.
    #[error("the floor of the database cannot be measured")]
    Database(#[from] rusqlite::Error),
    /// `/proc` or the limits of the process cannot be read.
    #[error("the system does not say how much memory or time a process uses")]
    System(#[source] io::Error),
    /// These benches start servers of their own.
    #[error("`sockets` and `conference` start servers of their own: leave out --server")]
    OwnServerOnly,
    /// There is no Janus to compare with.
    #[error("`janus` is not installed: `apt-get install janus` (Debian), or leave out --janus")]
    NoJanus,
    /// Janus takes no loopback address, and there is no other.
    #[error(
        "Janus sends no media over the loopback and this machine has no other IPv4 address: give it one as root,          `ip link add janus0 type dummy && ip addr add 198.18.0.1/32 dev janus0 && ip link set janus0 up`,          or leave out --janus"
    )]
    NoAddress,
    /// Janus does not do its part.
    #[error("janus: {0}")]
    Janus(String),
    /// A number that may only fall is larger than it may be; the figures are printed.
    #[error("what may only fall has risen: {0}")]
    Risen(String),
    /// The bots' process did not do its part.
    #[error("the bots of the conference: {0}")]
    Bots(String),
}

impl From<nix::Error> for BenchError {
    fn from(error: nix::Error) -> Self {
        Self::System(error.into())
    }
}
