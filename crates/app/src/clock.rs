//! The clock: what is due, and when to look again.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use model::time::Timestamp;

use crate::App;

/// Longest sleep between two looks: bounds what a jump of the wall clock can delay.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// The instant it is.
    fn now(&self) -> Timestamp;
}

/// The system's wall clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

impl App {
    /// Does what is due, forever: held deliveries, rings that end, calls that nobody is in, old
    /// uploads and answers. The server starts it once.
    pub async fn run_clock(&self) {
        let mut swept_at = Timestamp::MIN;
        loop {
            let now = self.now();
            if let Err(error) = self.tick(now).await {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "the clock stumbled"
                );
            }
            if Duration::from_secs(600) <= now.since(swept_at) {
                swept_at = now;
                if let Err(error) = self.sweep(now).await {
                    tracing::error!(error = &error as &dyn std::error::Error, "sweeping failed");
                }
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Does what is due at `now`, once.
    ///
    /// # Errors
    /// As any command; what was not done stays due.
    pub async fn tick(&self, now: Timestamp) -> Result<(), crate::error::AppError> {
        self.deliver_due(now).await?;
        self.end_rings(now).await?;
        self.end_absences(now).await
    }

    async fn sweep(&self, now: Timestamp) -> Result<(), crate::error::AppError> {
        let before = now.minus(model::limits::IDEMPOTENCY_KEPT);
        self.store()
            .write(move |tx| tx.forget_answers(before))
            .await?;
        self.drop_idle_uploads(now).await
    }
}
