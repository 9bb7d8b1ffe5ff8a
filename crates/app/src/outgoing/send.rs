//! Sending what is due to one destination, and what follows from the answer.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use model::delivery::Delivery;
use model::id::{PersonId, PushSubscriptionId};
use model::limits::{OUTGOING_TRIES_MAX, SIGN_IN_IDLE_MAX};
use model::mail::{Letter, MailOutcome, Unsubscribe};
use model::notice::{Notice, NoticeKind};
use model::push::{PushOutcome, PushSubscription};
use model::time::Timestamp;
use sha2::{Digest, Sha256};
use store::{Destination, Outgoing, StoredSubscription, View};

use super::{WayStats, notice};
use crate::error::AppError;
use crate::mail::Mail;
use crate::push::Push;
use crate::{App, ways};

/// Rows that are sent to one destination in one go.
const AT_ONCE: u64 = 100;

/// The wait after the first try; each further one is three times as long.
const WAIT_FIRST: Duration = Duration::from_secs(60);

/// How long nothing is tried after a mistake of ours.
const TRY_AGAIN: Duration = Duration::from_secs(60);

/// How long after they were told people are not bothered any more with what could not be sent.
const TOO_LATE: Duration = Duration::from_secs(24 * 60 * 60);

/// One thing that is due, as it is told.
struct Due {
    row: Outgoing,
    told_at: Timestamp,
    notice: Notice,
    /// What makes a letter this one and no other.
    id: String,
}

/// What is due to one destination.
struct Batch {
    due: Vec<Due>,
    /// What needs not be told any more.
    moot: Vec<Outgoing>,
    receiver: Option<Receiver>,
}

/// Where it goes.
enum Receiver {
    Browser(PushSubscriptionId, PushSubscription),
    Mailbox { name: String, email: String },
}

/// What becomes of rows that were sent.
enum Verdict {
    /// They are done with.
    Over,
    /// They are tried again, not before that wait.
    Later(Option<Duration>),
}

/// Reads where something goes; `None` if it goes nowhere any more.
fn receiver(
    view: &View<'_>,
    to: Destination,
    now: Timestamp,
) -> Result<Option<Receiver>, AppError> {
    let secret = view.person_secret(to.person)?;
    let Some(secret) = secret.filter(|secret| secret.person.disabled_at.is_none()) else {
        return Ok(None);
    };
    if let Some(id) = to.subscription {
        let stored = view.push_subscription(id)?;
        let sign_ins = view.sign_ins(to.person)?;
        // Whose sign-in is too old by now is signed out, and not told there either.
        let signed_in = |stored: &StoredSubscription| {
            sign_ins.iter().any(|sign_in| {
                sign_in.id == stored.sign_in && now < sign_in.last_used_at.plus(SIGN_IN_IDLE_MAX)
            })
        };
        let own = stored.filter(|stored| stored.person == to.person && signed_in(stored));
        return Ok(own.map(|own| Receiver::Browser(own.id, own.subscription)));
    }
    // The people of a sample are made up, and so are their addresses.
    let sample = view.organisation()?.is_none_or(|one| one.sample);
    if sample || !view.wants_mail(to.person)? {
        return Ok(None);
    }
    Ok(Some(Receiver::Mailbox {
        name: secret.person.name,
        email: secret.email,
    }))
}

/// Reads what is due to a destination.
fn batch(view: &View<'_>, to: Destination, now: Timestamp) -> Result<Batch, AppError> {
    let mut batch = Batch {
        due: Vec::new(),
        moot: Vec::new(),
        receiver: receiver(view, to, now)?,
    };
    for row in view.due_outgoing(to, now, AT_ONCE)? {
        let delivery: Option<Delivery> = match &batch.receiver {
            Some(_) => view.delivery(row.delivery)?,
            None => None,
        };
        let told = match &delivery {
            Some(delivery) => notice::render(view, delivery)?,
            None => None,
        };
        match (delivery, told) {
            (Some(delivery), Some(notice)) => batch.due.push(Due {
                row,
                told_at: delivery.told_at.unwrap_or(now),
                notice,
                id: delivery.id.to_string(),
            }),
            _ => batch.moot.push(row),
        }
    }
    Ok(batch)
}

/// What is pushed together: what is urgent or rings is a notification of its own.
fn together(due: Vec<Due>) -> Vec<Vec<Due>> {
    let (alone, several): (Vec<Due>, Vec<Due>) = due
        .into_iter()
        .partition(|one| one.notice.urgent || one.notice.kind == NoticeKind::Ring);
    let mut all: Vec<Vec<Due>> = alone.into_iter().map(|one| vec![one]).collect();
    if !several.is_empty() {
        all.push(several);
    }
    all
}

/// When something is tried again; `None` if it was tried long enough.
fn next_try(due: &Due, now: Timestamp, asked: Option<Duration>) -> Option<Timestamp> {
    let tries = due.row.tries + 1;
    if OUTGOING_TRIES_MAX <= tries || due.told_at.plus(TOO_LATE) <= now {
        return None;
    }
    let factor = 3_u32.saturating_pow(u32::try_from(due.row.tries).unwrap_or(u32::MAX));
    let wait = WAIT_FIRST.saturating_mul(factor);
    Some(now.plus(wait.max(asked.unwrap_or_default())))
}

/// A letter's own name: the same notices are the same letter, whenever they are sent.
fn letter_id(due: &[Due]) -> String {
    let [first, ..] = due else {
        return String::new();
    };
    if due.len() == 1 {
        return first.id.clone();
    }
    let mut hash = Sha256::new();
    for one in due {
        hash.update(one.id.as_bytes());
    }
    let hash = hash.finalize();
    let digits = hash.iter().take(8).map(|byte| format!("{byte:02x}"));
    format!("{}_{}", first.id, digits.collect::<String>())
}

fn count(stats: &WayStats, verdict: &Verdict, taken: bool) {
    let counter = match verdict {
        Verdict::Over if taken => &stats.taken,
        Verdict::Over => &stats.refused,
        Verdict::Later(_) => &stats.later,
    };
    counter.fetch_add(1, Ordering::Relaxed);
}

impl App {
    /// Sends what is due to one destination. After a mistake of ours it rests, so that it is not tried
    /// over and over.
    pub(super) async fn send_to(self: Arc<Self>, to: Destination) {
        if let Err(error) = self.try_send_to(to).await {
            tracing::error!(
                person = %to.person,
                error = &error as &dyn std::error::Error,
                "nothing was sent"
            );
            tokio::time::sleep(TRY_AGAIN).await;
        }
    }

    async fn try_send_to(&self, to: Destination) -> Result<(), AppError> {
        let now = self.now();
        let batch = self.store.read(move |view| batch(view, to, now)).await?;
        if !batch.moot.is_empty() {
            self.drop_outgoing(batch.moot).await?;
        }
        match batch.receiver {
            Some(Receiver::Browser(id, subscription)) => {
                let Some(push) = self.ways.push() else {
                    return self.rest(batch.due, now).await;
                };
                let browser = (to.person, id, subscription);
                self.push_all(push.as_ref(), browser, batch.due).await
            }
            Some(Receiver::Mailbox { name, email }) if !batch.due.is_empty() => {
                let Some(mail) = self.ways.mail() else {
                    return self.rest(batch.due, now).await;
                };
                let letter = self.letter(to.person, name, email, &batch.due).await?;
                self.mail_one(mail.as_ref(), letter, batch.due).await
            }
            _ => Ok(()),
        }
    }

    /// There is no such way any more since it was planned: what was to go it is dropped.
    async fn rest(&self, due: Vec<Due>, now: Timestamp) -> Result<(), AppError> {
        self.settle(due, Verdict::Over, now).await
    }

    async fn push_all(
        &self,
        push: &dyn Push,
        (person, id, subscription): (PersonId, PushSubscriptionId, PushSubscription),
        due: Vec<Due>,
    ) -> Result<(), AppError> {
        let mut rest = together(due).into_iter();
        while let Some(due) = rest.next() {
            let notices = due.iter().map(|one| one.notice.clone()).collect();
            let outcome = send(push, &subscription, notices).await;
            let now = self.now();
            if outcome == PushOutcome::Gone {
                count(&self.ways.pushes, &Verdict::Over, false);
                tracing::info!(subscription = %id, "the browser takes no pushes any more");
                return self.forget_browser(person, id, now).await;
            }
            let verdict = push_verdict(id, &outcome);
            count(&self.ways.pushes, &verdict, outcome == PushOutcome::Taken);
            let again = matches!(verdict, Verdict::Later(_));
            if again {
                // The others would not be taken either.
                let all = due.into_iter().chain(rest.flatten()).collect();
                return self.settle(all, verdict, now).await;
            }
            self.settle(due, verdict, now).await?;
        }
        Ok(())
    }

    /// A browser that takes no pushes any more is none of its person's.
    async fn forget_browser(
        &self,
        person: PersonId,
        id: PushSubscriptionId,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let forgotten = self.store.write(move |tx| {
            ways::changing(tx, person, now, |tx| Ok(tx.delete_push_subscription(id)?))
        });
        forgotten.await
    }

    async fn letter(
        &self,
        person: PersonId,
        name: String,
        email: String,
        due: &[Due],
    ) -> Result<Letter, AppError> {
        let token = self.mail_token(person).await?;
        Ok(Letter {
            id: letter_id(due),
            name,
            email,
            heading: None,
            notices: due.iter().map(|one| one.notice.clone()).collect(),
            unsubscribe: Some(Unsubscribe {
                path: format!("/unsubscribe/{token}"),
                one_click: true,
            }),
        })
    }

    async fn mail_one(
        &self,
        mail: &dyn Mail,
        letter: Letter,
        due: Vec<Due>,
    ) -> Result<(), AppError> {
        let outcome = mail.send(letter).await;
        let taken = outcome == MailOutcome::Taken;
        let verdict = match outcome {
            MailOutcome::Taken => Verdict::Over,
            MailOutcome::Later { reason } => {
                tracing::warn!(reason, "a letter is sent later");
                Verdict::Later(None)
            }
            MailOutcome::Relay { reason } => {
                tracing::error!(
                    reason,
                    "the mail relay takes nothing of ours; change it or the settings of `mail`"
                );
                Verdict::Later(None)
            }
            MailOutcome::Refused { reason } => {
                tracing::warn!(reason, "a letter was refused and is dropped");
                Verdict::Over
            }
        };
        count(&self.ways.letters, &verdict, taken);
        self.settle(due, verdict, self.now()).await
    }

    /// Writes what became of rows that were sent.
    async fn settle(
        &self,
        due: Vec<Due>,
        verdict: Verdict,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let rows = due.into_iter().map(|one| {
            let next_at = match verdict {
                Verdict::Over => None,
                Verdict::Later(asked) => next_try(&one, now, asked),
            };
            (one.row, next_at)
        });
        let rows: Vec<(Outgoing, Option<Timestamp>)> = rows.collect();
        self.store
            .write(move |tx| {
                for (row, next_at) in rows {
                    match next_at {
                        Some(next_at) => tx.put_off_outgoing(&row, next_at)?,
                        None => tx.delete_outgoing(&row)?,
                    }
                }
                Ok(())
            })
            .await
    }

    async fn drop_outgoing(&self, rows: Vec<Outgoing>) -> Result<(), AppError> {
        self.store
            .write(move |tx| {
                for row in rows {
                    tx.delete_outgoing(&row)?;
                }
                Ok(())
            })
            .await
    }
}

/// Pushes; what is too large for the push service is pushed without what was said.
async fn send(push: &dyn Push, to: &PushSubscription, mut notices: Vec<Notice>) -> PushOutcome {
    let outcome = push.send(to.clone(), notices.clone()).await;
    if outcome != PushOutcome::TooLarge {
        return outcome;
    }
    for notice in &mut notices {
        notice.body.clear();
    }
    push.send(to.clone(), notices).await
}

fn push_verdict(id: PushSubscriptionId, outcome: &PushOutcome) -> Verdict {
    match outcome {
        PushOutcome::Taken | PushOutcome::Gone => Verdict::Over,
        PushOutcome::Later { after, reason } => {
            tracing::debug!(subscription = %id, reason, "a push is sent later");
            Verdict::Later(*after)
        }
        PushOutcome::TooLarge => {
            tracing::warn!(subscription = %id, "a push is too large for its push service");
            Verdict::Over
        }
        PushOutcome::NotAllowed { reason } => {
            tracing::warn!(subscription = %id, reason, "a push service is in a private network");
            Verdict::Over
        }
        PushOutcome::Refused { reason } => {
            tracing::warn!(subscription = %id, reason, "a push was refused and is dropped");
            Verdict::Over
        }
    }
}
