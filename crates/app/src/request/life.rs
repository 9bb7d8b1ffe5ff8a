//! What becomes of an open request besides an answer: later, more time, somebody else.

use std::sync::Arc;

use model::account::Scope;
use model::id::{PersonId, RequestId};
use model::message::Expectation;
use model::request::Request;
use model::time::Timestamp;
use rules::request_life::{
    Delegated, decide_defer, decide_delegate, decide_extend, delegated_expectation, open_delegated,
};
use rules::why::DueInputs;
use store::Tx;

use super::{as_one, let_in, overdue, put, reached};
use crate::actor::Actor;
use crate::availability::PersonAvailability;
use crate::channel::askable;
use crate::error::{AppError, invalid, not_found};
use crate::once::{IdempotencyKey, once};
use crate::{App, decision, delivery, escalation, random, urgent, visible_person};

/// Writes a request with a new due instant, what that was decided from, and that nothing is overdue.
fn put_moved(
    tx: &mut Tx<'_>,
    old: &Request,
    new: Request,
    inputs: &DueInputs,
) -> Result<(), AppError> {
    escalation::stop(tx, old, inputs.now)?;
    overdue::settle(tx, old, inputs.now)?;
    decision::keep_due(tx, new.id, inputs)?;
    put(tx, new, inputs.now)
}

/// What a due instant that somebody named for a person is decided from.
fn named(one: PersonAvailability, until: Timestamp, now: Timestamp) -> DueInputs {
    DueInputs {
        expectation: Expectation::By(until),
        schedule: one.inputs,
        urgent: false,
        settings: one.settings,
        now,
        put_off: true,
    }
}

/// Puts a request off: its asked person named a later time.
pub(crate) fn defer(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: RequestId,
    until: Timestamp,
    now: Timestamp,
) -> Result<Request, AppError> {
    let (request, _) = reached(tx, actor, id)?;
    let one = app.person_availability(tx, request.asked)?;
    let deferred = decide_defer(&request, actor.person, until, &one.schedule(), now)?;
    put_moved(tx, &request, deferred.clone(), &named(one, until, now))?;
    Ok(deferred)
}

/// Gives more time; of a group, to all who have less.
fn extend(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: RequestId,
    until: Timestamp,
    now: Timestamp,
) -> Result<Request, AppError> {
    let (request, _) = reached(tx, actor, id)?;
    let one = app.person_availability(tx, request.asked)?;
    let extended = decide_extend(&request, actor.person, until, &one.schedule(), now)?;
    for other in as_one::others(tx, &request)? {
        let theirs = app.person_availability(tx, other.asked)?;
        if let Ok(moved) = decide_extend(&other, actor.person, until, &theirs.schedule(), now) {
            put_moved(tx, &other, moved, &named(theirs, until, now))?;
        }
    }
    put_moved(tx, &request, extended.clone(), &named(one, until, now))?;
    Ok(extended)
}

/// Hands a request to somebody else, who is told of its message and has one of their own from then on.
pub(crate) fn delegate(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: RequestId,
    to: PersonId,
    now: Timestamp,
) -> Result<Request, AppError> {
    let (request, channel) = reached(tx, actor, id)?;
    let other =
        visible_person(tx, actor, to).map_err(|_| invalid("to", "there is no such person"))?;
    let candidate = askable(tx, &channel, &other)?;
    let one = app.person_availability(tx, to)?;
    let open = tx.open_requests(request.topic)?;
    let delegation = decide_delegate(
        &request,
        actor.person,
        &candidate,
        &one.schedule(),
        &open,
        now,
        &one.settings,
    )?;
    put(tx, delegation.closed.clone(), now)?;
    let_in(tx, channel.id, to, now)?;
    match delegation.other {
        Delegated::Joins(waiting) => {
            put(tx, Request::clone(&waiting), now)?;
            if request.urgent {
                urgent::make_urgent(app, tx, *waiting, now)?;
            }
        }
        Delegated::Opens(due) => {
            let theirs = open_delegated(RequestId::new(now, random()), &request, to, due, now);
            let inputs = DueInputs {
                expectation: delegated_expectation(&request, now),
                schedule: one.inputs,
                urgent: request.urgent,
                settings: one.settings,
                now,
                put_off: false,
            };
            decision::keep_due(tx, theirs.id, &inputs)?;
            escalation::open(app, tx, theirs, now)?;
        }
    }
    let message = tx.message(request.message)?.ok_or_else(not_found)?;
    delivery::deliver_anew(app, tx, &message, &channel, &[to], now)?;
    Ok(delegation.closed)
}

impl App {
    /// Puts a request off until the actor, who is asked, can answer it; its sender sees that.
    ///
    /// # Errors
    /// `not_allowed` unless the actor is asked; `wrong_state` if it is closed; `invalid` for a time
    /// that is not later.
    pub async fn defer(
        self: &Arc<Self>,
        actor: &Actor,
        id: RequestId,
        until: Timestamp,
    ) -> Result<Request, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| defer(&app, tx, &actor, id, until, now))
            .await
    }

    /// Gives more time for a request of the actor's.
    ///
    /// # Errors
    /// `not_allowed` unless the actor asked; `wrong_state` if it is closed; `invalid` for a time that
    /// is not later.
    pub async fn extend(
        self: &Arc<Self>,
        actor: &Actor,
        id: RequestId,
        until: Timestamp,
    ) -> Result<Request, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| extend(&app, tx, &actor, id, until, now))
            .await
    }

    /// Hands a request to somebody else: the actor is asked, or asked somebody who does not answer.
    ///
    /// # Errors
    /// `not_found` unless the actor has to do with it; `wrong_state` if it is closed; `invalid` for
    /// somebody who cannot be asked there.
    pub async fn delegate(
        self: &Arc<Self>,
        actor: &Actor,
        id: RequestId,
        to: PersonId,
        key: Option<IdempotencyKey>,
    ) -> Result<Request, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| {
                once(tx, &actor, key.as_ref(), "delegate", now, |tx| {
                    delegate(&app, tx, &actor, id, to, now)
                })
            })
            .await
    }
}
