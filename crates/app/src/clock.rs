//! The clock: what is due, and when to look again.

use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use model::time::Timestamp;
use store::{Alarm, AlarmKind, StoreError, Tx};

use crate::error::AppError;
use crate::{
    App, agreement, blocker, check_in, delivery, escalation, later, my_board, poll, request, talk,
    task, urgent, views,
};

/// Longest sleep between two looks: bounds what a jump of the wall clock, or an alarm set meanwhile,
/// can delay.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

/// Alarms that are fired before it is looked for more.
const AT_ONCE: u64 = 200;

/// When an alarm that failed is tried again.
const TRY_AGAIN: Duration = Duration::from_secs(60);

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
    /// Does what is due, forever: alarms, rings that end, calls that nobody is in, broadcasts whose token ended, old uploads and
    /// answers. The server starts it once.
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
            tokio::time::sleep(self.until_next_alarm().await).await;
        }
    }

    /// How long the clock sleeps: until the next alarm, at most [`LOOK_AGAIN`].
    async fn until_next_alarm(&self) -> Duration {
        let next = self.store.read(|view| view.next_alarm()).await;
        let next = next.ok().flatten().map(|at| at.since(self.now()));
        next.map_or(LOOK_AGAIN, |wait| wait.min(LOOK_AGAIN))
    }

    /// Does what is due at `now`, once.
    ///
    /// # Errors
    /// As any command; what was not done stays due.
    pub async fn tick(&self, now: Timestamp) -> Result<(), AppError> {
        self.fire_due(now).await?;
        self.end_rings(now).await?;
        self.end_absences(now).await?;
        self.end_expired_broadcasts(now).await
    }

    /// Fires every alarm due by `now`, in order, each once and in a transaction of its own; those
    /// that come due by that, too.
    async fn fire_due(&self, now: Timestamp) -> Result<(), AppError> {
        let Some(app) = self.this.upgrade() else {
            return Ok(());
        };
        loop {
            let due = self.store.read(move |view| view.due_alarms(now, AT_ONCE));
            let due = due.await?;
            if due.is_empty() {
                return Ok(());
            }
            // The writer takes them in this order and shares commits among them.
            let fired = due.into_iter().map(|alarm| {
                let (app, tried) = (Arc::clone(&app), alarm.clone());
                let fired = self.store.write(move |tx| fire_once(&app, tx, &tried, now));
                async move { (fired.await, alarm) }
            });
            for (fired, alarm) in futures::future::join_all(fired).await {
                if let Err(error) = fired {
                    self.put_off(&alarm, &error, now).await?;
                }
            }
        }
    }

    /// An alarm that cannot fire does not keep the others from it: it is tried again later.
    pub(crate) async fn put_off(
        &self,
        alarm: &Alarm,
        error: &AppError,
        now: Timestamp,
    ) -> Result<(), AppError> {
        tracing::error!(?alarm, error = error as &dyn std::error::Error, "put off");
        let (alarm, again) = (alarm.clone(), now.plus(TRY_AGAIN));
        self.store
            .write(move |tx| Ok(tx.set_alarm(alarm.kind, &alarm.subject, Some(again))?))
            .await
    }

    async fn sweep(&self, now: Timestamp) -> Result<(), AppError> {
        let before = now.minus(model::limits::IDEMPOTENCY_KEPT);
        self.store
            .write(move |tx| tx.forget_answers(before))
            .await?;
        self.drop_idle_uploads(now).await
    }
}

/// Fires an alarm, once.
pub(crate) fn fire_once(
    app: &App,
    tx: &mut Tx<'_>,
    alarm: &Alarm,
    now: Timestamp,
) -> Result<(), AppError> {
    // It was moved or dropped since it was read.
    if tx.alarm(alarm.kind, &alarm.subject)? != Some(alarm.due_at) {
        return Ok(());
    }
    tx.set_alarm(alarm.kind, &alarm.subject, None)?;
    fire(app, tx, alarm, now)
}

/// Fires what is due up to an instant, each at its own, within a transaction: for a story that is
/// played in it.
pub(crate) fn fire_up_to(app: &App, tx: &mut Tx<'_>, until: Timestamp) -> Result<(), AppError> {
    while let Some(alarm) = tx.due_alarms(until, 1)?.first() {
        let at = alarm.due_at;
        fire_once(app, tx, alarm, at)?;
    }
    Ok(())
}

fn id<T: FromStr>(alarm: &Alarm) -> Result<T, AppError> {
    let wrong = || StoreError::Unexpected(format!("alarm of {}", alarm.subject));
    Ok(alarm.subject.parse().map_err(|_| wrong())?)
}

/// Does what an alarm stands for.
fn fire(app: &App, tx: &mut Tx<'_>, alarm: &Alarm, now: Timestamp) -> Result<(), AppError> {
    match alarm.kind {
        AlarmKind::Hold => delivery::tell_due(app, tx, id(alarm)?, now),
        AlarmKind::Overdue => request::fire(app, tx, id(alarm)?, now),
        AlarmKind::Digest => delivery::notice::tell_digest(app, tx, id(alarm)?, alarm.due_at, now),
        AlarmKind::Scheduled => later::send_due(app, tx, id(alarm)?, now),
        AlarmKind::Reminder => later::remind(app, tx, id(alarm)?, now),
        AlarmKind::Review => agreement::remind_of_review(app, tx, id(alarm)?, now),
        AlarmKind::Blocker => blocker::come_due(app, tx, id(alarm)?, now),
        AlarmKind::Views => views::come_in(app, tx, id(alarm)?, now),
        AlarmKind::Talk => talk::run_out(tx, id(alarm)?, now),
        AlarmKind::Escalation => escalation::fire(app, tx, id(alarm)?, now),
        AlarmKind::Verdict => urgent::fire(app, tx, id(alarm)?, now),
        AlarmKind::Replan => delivery::replan(app, tx, id(alarm)?, now),
        AlarmKind::TaskDue => task::come_due(app, tx, id(alarm)?, now),
        AlarmKind::Wake => my_board::wake(app, tx, &alarm.subject, now),
        AlarmKind::Slow => my_board::look(app, tx, &alarm.subject, now),
        AlarmKind::CheckIn => check_in::plan(app, tx, id(alarm)?, now),
        AlarmKind::Turn => check_in::come_due(app, tx, id(alarm)?, now),
        AlarmKind::Poll => poll::come_due(app, tx, id(alarm)?, now),
    }
}
