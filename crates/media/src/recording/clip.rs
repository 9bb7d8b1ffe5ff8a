//! Looks into recordings that browsers made, and puts them right.
//!
//! What a browser records has no length and no index: it is written while it is recorded. WebM is read
//! frame by frame and written anew by the writer of our own recordings, so that nothing of the upload but
//! its frames is kept; of MP4, which Safari records, only the length is put in. Nothing is decoded but
//! sound, to tell how loud it is.

mod loudness;
mod mp4;
mod source;
mod webm;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use model::clip::RecordedClip;

use super::ebml::id;

/// Why a recording cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ClipError {
    /// The file cannot be read or written.
    #[error("the recording cannot be read or written")]
    Io(#[from] io::Error),
    /// It is no recording that browsers play, or broken.
    #[error("this is no recording that browsers play")]
    Unreadable,
}

/// Looks into the recording at `path` and writes it to `whole`, put right; what is there is replaced.
/// One that is too long is not read to its end, and `whole` is of no use then. Blocks on the disk.
///
/// # Errors
/// [`ClipError`] when it is no recording or the disk refuses.
pub fn read_clip(path: &Path, whole: &Path) -> Result<RecordedClip, ClipError> {
    let mut file = File::open(path)?;
    let mut first = [0; 8];
    if let Err(error) = file.read_exact(&mut first) {
        return Err(match error.kind() {
            io::ErrorKind::UnexpectedEof => ClipError::Unreadable,
            _ => error.into(),
        });
    }
    if whole.exists() {
        std::fs::remove_file(whole)?;
    }
    if first.starts_with(&id::EBML.to_be_bytes()) {
        webm::rewrite(path, whole)
    } else if first.ends_with(b"ftyp") {
        mp4::put_right(path, whole)
    } else {
        Err(ClipError::Unreadable)
    }
}
