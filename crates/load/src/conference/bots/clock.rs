//! Microseconds since the bots began: what stamps and delays are told in.

use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime};

use super::stamp;

/// When the bots began, by the clock that never steps and by the kernel's.
static BEGAN: OnceLock<(Instant, SystemTime)> = OnceLock::new();

fn began() -> (Instant, SystemTime) {
    *BEGAN.get_or_init(|| (Instant::now(), SystemTime::now()))
}

fn micros(span: Duration) -> u64 {
    u64::try_from(span.as_micros()).unwrap_or(u64::MAX)
}

/// Now.
pub(crate) fn now_us() -> u64 {
    micros(began().0.elapsed())
}

/// An instant of the kernel's, given as the span since 1970.
pub(crate) fn kernel_us(since_1970: Duration) -> u64 {
    let at = SystemTime::UNIX_EPOCH + since_1970;
    micros(at.duration_since(began().1).unwrap_or_default())
}

/// The instant of so many microseconds.
pub(crate) fn instant(at_us: u64) -> Instant {
    began().0 + Duration::from_micros(at_us)
}

/// Now, as a packet carries it.
pub(crate) fn stamp_now() -> [u8; 8] {
    stamp::written(now_us())
}
