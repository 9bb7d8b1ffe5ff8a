//! Microseconds since the bots began: what stamps and delays are told in.

use std::sync::OnceLock;
use std::time::Instant;

use super::stamp;

static BEGAN: OnceLock<Instant> = OnceLock::new();

/// Now.
pub(crate) fn now_us() -> u64 {
    let began = BEGAN.get_or_init(Instant::now);
    u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX)
}

/// Now, as a packet carries it.
pub(crate) fn stamp_now() -> [u8; 8] {
    stamp::written(now_us())
}
