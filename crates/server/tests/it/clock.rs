//! A clock that stands still until the test turns it.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use app::clock::{Clock, SystemClock};
use model::time::Timestamp;

/// Begins at the instant it is made, so that certificates and cookies are good.
pub struct TestClock(AtomicI64);

impl TestClock {
    /// Stands at now.
    pub fn new() -> Self {
        Self(AtomicI64::new(SystemClock.now().as_millis()))
    }

    /// Stands at an instant.
    pub fn set(&self, at: Timestamp) {
        self.0.store(at.as_millis(), Ordering::SeqCst);
    }

    /// Goes forward.
    pub fn advance(&self, by: Duration) {
        self.set(self.now().plus(by));
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}
