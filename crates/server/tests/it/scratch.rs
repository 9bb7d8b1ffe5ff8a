//! Directories of one test, removed when it ends.

use std::path::{Path, PathBuf};

/// A directory that does not exist yet and is removed with all it holds.
pub struct Scratch(PathBuf);

impl Scratch {
    /// Names one that nobody else uses.
    pub fn new() -> Self {
        let name = format!("meanwhile-it-{:032x}", rand::random::<u128>());
        Self(std::env::temp_dir().join(name))
    }

    /// Names one and makes it.
    pub fn made() -> Self {
        let scratch = Self::new();
        std::fs::create_dir(&scratch.0).expect("a temporary directory can be made");
        scratch
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Its path as an argument.
    pub fn text(&self) -> &str {
        self.0.to_str().expect("a temporary path is text")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What a killed process still writes there is left to the system.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
