//! What is on its way out of the house: what somebody was told, by push and by letter.
//!
//! [`plan`] writes a row for each way in the transaction that tells; [`App::run_outgoing`] sends what is
//! due, outside of any transaction, and then deletes the row. What was read or settled meanwhile is not
//! sent. The states of a row:
//!
//! - **planned**: it stands in the database with the instant from which it may be sent;
//! - **under way**: it is being sent; only this process knows, nothing is written;
//! - **done**: taken, refused for ever, or not to be told any more; the row is deleted;
//! - **put off**: not taken now; the row says when it is tried again, at most
//!   [`OUTGOING_TRIES_MAX`](model::limits::OUTGOING_TRIES_MAX) times and for a day.
//!
//! A process that dies leaves what was under way as planned. So each is sent at least once, and at most
//! once more for each death between sending it and writing so.

mod notice;
mod send;

pub(crate) use notice::Told;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use model::delivery::{Delivery, DeliveryKind};
use model::event::Event;
use model::limits::MAIL_AFTER;
use model::time::Timestamp;
use store::{Committed, Destination, Tx};
use tokio::sync::Notify;
use tokio::task::{Id, JoinSet};

use crate::App;
use crate::error::AppError;
use crate::mail::Mail;
use crate::push::Push;

/// Longest sleep between two looks: what becomes due without a commit waits as long at most.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

/// Destinations that are looked at in one go.
const DUE_MAX: u64 = 500;

/// Destinations that are sent to at once: fewer than are looked at, so that some that do not answer never
/// hide the others.
const BUSY_MAX: usize = 256;

/// How often what was sent, by what became of it.
#[derive(Debug, Default)]
pub struct WayStats {
    taken: AtomicU64,
    later: AtomicU64,
    refused: AtomicU64,
}

impl WayStats {
    /// How many were taken.
    #[must_use]
    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }

    /// How many could not be taken then.
    #[must_use]
    pub fn later(&self) -> u64 {
        self.later.load(Ordering::Relaxed)
    }

    /// How many were refused for ever.
    #[must_use]
    pub fn refused(&self) -> u64 {
        self.refused.load(Ordering::Relaxed)
    }
}

/// The ways out, as far as they are wired.
#[derive(Default)]
pub(crate) struct Ways {
    push: OnceLock<Arc<dyn Push>>,
    mail: OnceLock<Arc<dyn Mail>>,
    wake: Notify,
    pushes: WayStats,
    letters: WayStats,
}

impl Ways {
    pub(crate) fn push(&self) -> Option<&Arc<dyn Push>> {
        self.push.get()
    }

    pub(crate) fn mail(&self) -> Option<&Arc<dyn Mail>> {
        self.mail.get()
    }

    fn is_any(&self) -> bool {
        self.push().is_some() || self.mail().is_some()
    }

    /// Wakes the sender if somebody was told something.
    pub(crate) fn note(&self, events: &[Committed]) {
        let tells = |one: &Committed| match one.event.as_ref() {
            Event::DeliveryUpdated(delivery) => is_told(delivery),
            _ => false,
        };
        if self.is_any() && events.iter().any(tells) {
            self.wake.notify_one();
        }
    }
}

/// Whether a delivery tells its recipient something that waits for them.
fn is_told(delivery: &Delivery) -> bool {
    let tells = matches!(
        delivery.kind,
        DeliveryKind::Notify | DeliveryKind::BreakThrough
    );
    tells && delivery.told_at.is_some() && delivery.done_at.is_none()
}

/// Sends what a person is told on its way: to their browsers at once, and by a letter if they do not look
/// for ten minutes, or at once if it pierces.
pub(crate) fn plan(
    app: &App,
    tx: &Tx<'_>,
    delivery: &Delivery,
    now: Timestamp,
) -> Result<(), AppError> {
    if !app.ways.is_any() || !is_told(delivery) {
        return Ok(());
    }
    let person = delivery.person;
    if app.ways.push().is_some() {
        for stored in tx.push_subscriptions(person)? {
            let to = Destination {
                person,
                subscription: Some(stored.id),
            };
            tx.insert_outgoing(to, delivery.id, now)?;
        }
    }
    if app.ways.mail().is_some() && tx.wants_mail(person)? {
        let to = Destination {
            person,
            subscription: None,
        };
        let at = match delivery.kind {
            DeliveryKind::BreakThrough => now,
            _ => now.plus(MAIL_AFTER),
        };
        tx.insert_outgoing(to, delivery.id, at)?;
    }
    Ok(())
}

impl App {
    /// Wires Web Push. Called at most once, at start.
    pub fn set_push(&self, push: Arc<dyn Push>) {
        // A second call is a mistake of the wiring; the first stands.
        let _ = self.ways.push.set(push);
    }

    /// Wires email. Called at most once, at start.
    pub fn set_mail(&self, mail: Arc<dyn Mail>) {
        // A second call is a mistake of the wiring; the first stands.
        let _ = self.ways.mail.set(mail);
    }

    /// Counters of pushes.
    #[must_use]
    pub fn push_stats(&self) -> &WayStats {
        &self.ways.pushes
    }

    /// Counters of letters.
    #[must_use]
    pub fn mail_stats(&self) -> &WayStats {
        &self.ways.letters
    }

    /// A key of this installation, which is made the first time.
    ///
    /// # Errors
    /// As any command.
    pub async fn secret(&self, name: &'static str, made: String) -> Result<String, AppError> {
        self.store
            .write(move |tx| {
                if let Some(known) = tx.secret(name)? {
                    return Ok(known);
                }
                tx.insert_secret(name, &made)?;
                Ok(made)
            })
            .await
    }

    /// How much waits to be sent.
    ///
    /// # Errors
    /// As any query.
    pub async fn count_outgoing(&self) -> Result<u64, AppError> {
        Ok(self.store.read(|view| view.count_outgoing()).await?)
    }

    /// Sends what is due, forever; returns at once if there is no way out. The server starts it once, after
    /// the ways are wired.
    pub async fn run_outgoing(self: &Arc<Self>) {
        if !self.ways.is_any() {
            return;
        }
        let mut jobs = JoinSet::new();
        let mut busy: HashMap<Id, Destination> = HashMap::new();
        loop {
            if let Err(error) = self.begin_due(&mut jobs, &mut busy).await {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "what is due to leave the house cannot be read"
                );
                tokio::time::sleep(LOOK_AGAIN).await;
            }
            tokio::select! {
                () = self.ways.wake.notified() => {}
                () = tokio::time::sleep(LOOK_AGAIN) => {}
                Some(ended) = jobs.join_next_with_id() => {
                    let id = match ended {
                        Ok((id, ())) => id,
                        // It panicked, which was logged.
                        Err(error) => error.id(),
                    };
                    busy.remove(&id);
                }
            }
        }
    }

    /// Begins to send to those to whom something is due and nothing is under way.
    async fn begin_due(
        self: &Arc<Self>,
        jobs: &mut JoinSet<()>,
        busy: &mut HashMap<Id, Destination>,
    ) -> Result<(), AppError> {
        if BUSY_MAX <= busy.len() {
            return Ok(());
        }
        let now = self.now();
        let due = self
            .store
            .read(move |view| view.due_destinations(now, DUE_MAX));
        for to in due.await? {
            if BUSY_MAX <= busy.len() {
                break;
            }
            if busy.values().any(|other| *other == to) {
                continue;
            }
            let app = Arc::clone(self);
            let job = jobs.spawn(async move { app.send_to(to).await });
            busy.insert(job.id(), to);
        }
        Ok(())
    }
}
