//! "Was it urgent?": who is asked when, what they say, and the log that admins read.

use std::sync::Arc;

use model::account::Scope;
use model::delivery::DeliveryAbout;
use model::error::ErrorCode;
use model::id::{MessageId, PersonId};
use model::request::Request;
use model::time::Timestamp;
use model::urgent::{Urgent, UrgentBudget, UrgentVerdict};
use rules::break_through::decide_verdict;
use store::{AlarmKind, Tx, View};

use crate::App;
use crate::actor::Actor;
use crate::delivery::notice::{self, Notice};
use crate::error::{AppError, not_allowed, not_found, refused};
use crate::message::seen_message;
use crate::{delivery, escalation};

/// Whom an urgent message was for: those it asked, and to whom it was handed on.
fn recipients(
    view: &View<'_>,
    message: &model::message::Message,
) -> Result<Vec<PersonId>, AppError> {
    let mut people = message.asked.clone();
    for request in view.requests_of_message(message.id)? {
        if !people.contains(&request.asked) {
            people.push(request.asked);
        }
    }
    people.retain(|person| *person != message.author);
    Ok(people)
}

/// The alarm of an urgent message has come: those who answered, or for whom nobody is left to ring,
/// are asked once whether it was urgent; when the time to say so is over, nobody is.
pub(crate) fn fire(
    app: &App,
    tx: &mut Tx<'_>,
    id: MessageId,
    now: Timestamp,
) -> Result<(), AppError> {
    let Some(mut used) = tx.urgent(id)? else {
        return Ok(());
    };
    if used.verdicts_until <= now {
        return settle(tx, id, |_| true, now);
    }
    let message = tx.message(id)?.ok_or_else(not_found)?;
    if message.deleted_at.is_some() {
        return Ok(());
    }
    tx.set_alarm(
        AlarmKind::Verdict,
        &id.to_string(),
        Some(used.verdicts_until),
    )?;
    let open = tx.open_requests(message.topic)?;
    let still_rings = |person: PersonId| {
        let asks = |request: &&Request| request.message == id || request.follow_ups.contains(&id);
        let mut theirs = open
            .iter()
            .filter(asks)
            .filter(|request| request.asked == person);
        theirs.any(escalation::goes_on)
    };
    let mut changed = false;
    for person in recipients(tx, &message)? {
        let said = used.verdicts.iter().any(|verdict| verdict.person == person);
        let member = tx.membership(message.channel, person)?.is_some();
        if said || !member || used.asked.contains(&person) || still_rings(person) {
            continue;
        }
        used.asked.push(person);
        changed = true;
        let notice = Notice {
            person,
            about: DeliveryAbout::Verdict { message: id },
            place: Some((message.topic, message.channel)),
            from: Some(message.author),
            pierces: false,
        };
        notice::tell(app, tx, notice, now)?;
    }
    if changed {
        tx.put_urgent(&used)?;
    }
    Ok(())
}

/// Takes the question out of the lists of those people.
fn settle(
    tx: &mut Tx<'_>,
    message: MessageId,
    of: impl Fn(PersonId) -> bool,
    now: Timestamp,
) -> Result<(), AppError> {
    let mut listed = tx.listed_of_message(message)?;
    listed.retain(|delivery| {
        matches!(delivery.about, DeliveryAbout::Verdict { .. }) && of(delivery.person)
    });
    delivery::finish(tx, listed, now)
}

/// What somebody says of an urgent message that was for them.
pub(crate) fn say(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: MessageId,
    urgent: bool,
    now: Timestamp,
) -> Result<Urgent, AppError> {
    let (message, _, _, standing) = seen_message(tx, actor, id)?;
    if !standing.member {
        return Err(not_allowed("join the channel first"));
    }
    let Some(used) = tx.urgent(id)? else {
        let detail = "this message was not urgent";
        return Err(refused(ErrorCode::WrongState, detail));
    };
    let verdict = UrgentVerdict {
        person: actor.person,
        urgent,
        at: now,
    };
    let used = decide_verdict(&used, &recipients(tx, &message)?, verdict)?;
    tx.put_urgent(&used)?;
    settle(tx, id, |person| person == actor.person, now)?;
    Ok(used)
}

impl App {
    /// Says whether a message that was for the actor was urgent; a later word replaces an earlier.
    ///
    /// # Errors
    /// `not_found`; `not_allowed` unless it was for the actor; `wrong_state` if it was not urgent or
    /// the time to say so is over.
    pub async fn say_urgent(
        &self,
        actor: &Actor,
        id: MessageId,
        urgent: bool,
    ) -> Result<Urgent, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| say(tx, &actor, id, urgent, now))
            .await
    }

    /// The log of urgent messages, newest first: what stands after one of them, or from the beginning.
    ///
    /// # Errors
    /// `not_allowed` unless the actor is an admin.
    pub async fn urgent_log(
        &self,
        actor: &Actor,
        after: Option<(Timestamp, MessageId)>,
        limit: u64,
    ) -> Result<Vec<Urgent>, AppError> {
        actor.needs_admin()?;
        Ok(self
            .store
            .read(move |view| view.urgent_log(after, limit))
            .await?)
    }

    /// What is left of the actor's urgent messages this week.
    ///
    /// # Errors
    /// As any query.
    pub async fn urgent_budget(self: &Arc<Self>, actor: &Actor) -> Result<UrgentBudget, AppError> {
        let (app, person, now) = (Arc::clone(self), actor.person, self.now());
        self.store
            .read(move |view| super::budget(&app, view, person, now))
            .await
    }
}
