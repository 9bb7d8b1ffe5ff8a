//! For tests: every (key, SSRC, index) that was sealed in this process, and that none was twice.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

/// A session salt, which stands for its key; an SSRC; an index.
type Sealed = ([u8; 14], u32, u64);

static SEALED: Mutex<Option<HashSet<Sealed>>> = Mutex::new(None);

/// Something is sealed.
///
/// # Panics
/// When the same index was sealed before with this key and SSRC: a stream cipher's worst mistake.
pub(crate) fn sealed(key: [u8; 14], ssrc: u32, index: u64) {
    let mut sealed = SEALED.lock().unwrap_or_else(PoisonError::into_inner);
    let new = sealed.get_or_insert_default().insert((key, ssrc, index));
    assert!(
        new,
        "SSRC {ssrc:x} and index {index} are sealed twice with one key"
    );
}

/// How much has been sealed.
#[must_use]
pub fn count() -> usize {
    let sealed = SEALED.lock().unwrap_or_else(PoisonError::into_inner);
    sealed.as_ref().map_or(0, HashSet::len)
}
