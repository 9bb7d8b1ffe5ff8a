//! A file that is read from its beginning to its end.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use super::ClipError;

/// Reads in order, and knows where it is.
pub(super) struct Source {
    file: BufReader<File>,
    /// Bytes that are left.
    left: u64,
}

impl Source {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let left = file.metadata()?.len();
        Ok(Self {
            file: BufReader::with_capacity(256 * 1024, file),
            left,
        })
    }

    /// Bytes that are left.
    pub(super) const fn left(&self) -> u64 {
        self.left
    }

    /// Fills `bytes`; `false` where the file ends before.
    pub(super) fn fill(&mut self, bytes: &mut [u8]) -> io::Result<bool> {
        if self.left < bytes.len() as u64 {
            self.left = 0;
            return Ok(false);
        }
        self.file.read_exact(bytes)?;
        self.left -= bytes.len() as u64;
        Ok(true)
    }

    /// The next `size` bytes, `max` at most; `None` where the file ends before.
    pub(super) fn take(&mut self, size: u64, max: usize) -> Result<Option<Vec<u8>>, ClipError> {
        let size = usize::try_from(size).map_err(|_| ClipError::Unreadable)?;
        if max < size {
            return Err(ClipError::Unreadable);
        }
        if self.left < size as u64 {
            self.left = 0;
            return Ok(None);
        }
        let mut bytes = vec![0; size];
        self.fill(&mut bytes)?;
        Ok(Some(bytes))
    }

    /// Goes over `size` bytes; `false` where the file ends before.
    pub(super) fn skip(&mut self, size: u64) -> io::Result<bool> {
        let Some(left) = self.left.checked_sub(size) else {
            self.left = 0;
            return Ok(false);
        };
        self.file
            .seek_relative(i64::try_from(size).unwrap_or(i64::MAX))?;
        self.left = left;
        Ok(true)
    }
}
