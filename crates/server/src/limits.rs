//! What the process asks of the system before it serves.

use nix::sys::resource::{Resource, getrlimit, setrlimit};
use nix::sys::stat::{Mode, umask};

/// Open files below which a warning is due: each socket of a client is one.
const FILES_WANTED: u64 = 4096;

/// Takes all the open files it may have, and makes everything it writes private to its user.
pub fn prepare() {
    umask(Mode::from_bits_truncate(0o077));
    let Ok((_, hard)) = getrlimit(Resource::RLIMIT_NOFILE) else {
        return;
    };
    if let Err(error) = setrlimit(Resource::RLIMIT_NOFILE, hard, hard) {
        tracing::debug!(%error, "the limit of open files stays");
    }
    if hard < FILES_WANTED {
        tracing::warn!(
            files = hard,
            "few clients fit; raise the limit of open files"
        );
    }
}
