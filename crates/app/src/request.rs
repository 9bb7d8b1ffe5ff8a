//! Requests: listing, acknowledging, withdrawing, and what messages do to them.
//!
//! Every change of a request goes through [`put_changed`]: it writes the row, tells the channel, keeps
//! the clock's alarm true, and takes notices about what is settled out of all lists.

mod as_one;
mod life;
mod overdue;
mod recount;

use std::time::Duration;

use model::account::Scope;
use model::channel::Channel;
use model::error::ErrorCode;
use model::event::{Audience, Event};
use model::id::{ChannelId, MessageId, PersonId, RequestId};
use model::message::Message;
use model::request::{DueReason, Request, RequestState};
use model::time::Timestamp;
use model::topic::Topic;
use rules::due::Due;
use rules::group::GroupAsk;
use rules::request::RequestChanges;
use rules::why::DueInputs;
use store::{Tx, View};

use crate::actor::Actor;
use crate::error::{AppError, not_found, refused};
use crate::{App, channel, decision, delivery, escalation, random, topic_standing, urgent};

pub(crate) use as_one::{close as close_as_one, leave_group, others as asked_as_one};
pub(crate) use life::delegate;
pub(crate) use overdue::{fire, replan};
pub(crate) use recount::recount;

/// How long closed requests stay in the lists.
pub const CLOSED_SHOWN: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Which side of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The actor is asked.
    OnMe,
    /// The actor waits.
    OnOthers,
}

/// The message behind a change of requests.
#[derive(Clone, Copy)]
pub(crate) struct Change<'a> {
    pub(crate) message: &'a Message,
    pub(crate) asked: &'a GroupAsk,
    pub(crate) excerpt: &'a str,
    pub(crate) now: Timestamp,
}

fn put(tx: &mut Tx<'_>, mut request: Request, now: Timestamp) -> Result<(), AppError> {
    if request.state != RequestState::Open {
        urgent::withdraw_confirmation(tx, &request, now)?;
        request = escalation::close(tx, request, now)?;
    }
    tx.put_request(&request)?;
    overdue::plan(tx, &request, now)?;
    if request.state != RequestState::Open {
        overdue::settle(tx, &request, now)?;
    }
    crate::my_board::follow_request(tx, &request, now)?;
    tx.append(
        now,
        Audience::Channel(request.channel),
        Event::RequestUpdated(request),
    )?;
    Ok(())
}

/// Writes changed requests and tells their channel.
pub(crate) fn put_changed(
    tx: &mut Tx<'_>,
    changed: Vec<Request>,
    now: Timestamp,
) -> Result<(), AppError> {
    changed
        .into_iter()
        .try_for_each(|request| put(tx, request, now))
}

/// Makes the beginning of a message true again in the requests that it opened.
pub(crate) fn put_excerpt(
    tx: &mut Tx<'_>,
    message: MessageId,
    excerpt: &str,
    now: Timestamp,
) -> Result<(), AppError> {
    for mut request in tx.requests_of_message(message)? {
        if request.excerpt != excerpt {
            excerpt.clone_into(&mut request.excerpt);
            put(tx, request, now)?;
        }
    }
    Ok(())
}

/// Writes what deleting a message did to requests: those that go on do so with the text of the
/// message that asks now, and nothing keeps the deleted one.
pub(crate) fn put_deleted(
    tx: &mut Tx<'_>,
    deleted: MessageId,
    changed: Vec<Request>,
    now: Timestamp,
) -> Result<(), AppError> {
    for mut request in changed {
        if request.message != deleted
            && let Some(message) = tx.message(request.message)?
        {
            request.excerpt = crate::clip::excerpt_of(&message);
        }
        put(tx, request, now)?;
    }
    put_excerpt(tx, deleted, "", now)
}

/// Writes what a message did to requests; answers the requests that it answered, by their sender,
/// each with its expectation.
pub(crate) fn apply(
    app: &App,
    tx: &mut Tx<'_>,
    change: Change<'_>,
    changes: RequestChanges,
) -> Result<Vec<(PersonId, model::message::Expectation)>, AppError> {
    let Change { message, now, .. } = change;
    let is_answered = |request: &&Request| matches!(request.state, RequestState::Answered { .. });
    let answered: Vec<Request> = changes
        .changed
        .iter()
        .filter(is_answered)
        .cloned()
        .collect();
    let joined = changes
        .changed
        .iter()
        .filter(|request| request.state == RequestState::Open);
    let joined: Vec<Request> = joined.cloned().collect();
    put_changed(tx, changes.changed, now)?;
    for request in &answered {
        close_as_one(tx, request, now)?;
    }
    if delivery::is_urgent(message) {
        for request in joined {
            urgent::make_urgent(app, tx, request, now)?;
        }
    }
    for person in changes.opened {
        let_in(tx, message.channel, person, now)?;
        let one = app.person_availability(tx, person)?;
        let inputs = DueInputs {
            expectation: message.expectation,
            schedule: one.inputs,
            urgent: delivery::is_urgent(message),
            settings: one.settings,
            now,
            put_off: false,
        };
        let due = inputs.decide().unwrap_or(Due {
            at: None,
            reason: DueReason::Named,
        });
        let id = RequestId::new(now, random());
        let opened = rules::request::open_request(id, message, person, change.excerpt, due, now);
        let request = Request {
            group: change.asked.group_of(person),
            ..opened
        };
        decision::keep_due(tx, id, &inputs)?;
        escalation::open(app, tx, request, now)?;
    }
    let answered = answered.into_iter();
    Ok(answered
        .map(|request| (request.from, request.expectation))
        .collect())
}

/// Who is asked in a public channel is in it from then on: what nobody tells them they cannot answer.
pub(crate) fn let_in(
    tx: &mut Tx<'_>,
    id: ChannelId,
    person: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    if tx.membership(id, person)?.is_none() {
        channel::add_members(tx, id, &[person], now)?;
    }
    Ok(())
}

/// Takes back all open requests to and from a person: everywhere, or in one channel.
pub(crate) fn withdraw_of(
    tx: &mut Tx<'_>,
    person: PersonId,
    channel: Option<ChannelId>,
    now: Timestamp,
) -> Result<(), AppError> {
    let mut open = tx.open_requests_around(person)?;
    open.retain(|request| channel.is_none_or(|only| request.channel == only));
    let changes = rules::request::decide_leave_requests(person, &open, now);
    put_changed(tx, changes.changed, now)
}

/// Whether the message that is replied to, or else the newest of the topic, answers a request of
/// the person: what comes after an answer is thanks.
pub(crate) fn follows_answer(
    view: &View<'_>,
    person: PersonId,
    topic: &Topic,
    reply_to: Option<&Message>,
) -> Result<bool, AppError> {
    let before = match reply_to {
        Some(message) => Some(message.id),
        None => view.newest_message(topic.id)?.map(|newest| newest.id),
    };
    let Some(before) = before else {
        return Ok(false);
    };
    let closed = view.closed_requests_from(topic.id, person)?;
    Ok(closed.iter().any(|request| is_answered_by(request, before)))
}

/// Whether that message answered the request.
pub(crate) fn is_answered_by(request: &Request, message: MessageId) -> bool {
    matches!(request.state, RequestState::Answered { by: Some(by), .. } if by == message)
}

impl App {
    /// Open requests to or from the actor, earliest due first.
    ///
    /// # Errors
    /// As any query.
    pub async fn requests(&self, actor: &Actor, side: Side) -> Result<Vec<Request>, AppError> {
        let (person, now) = (actor.person, self.now());
        let mut found = self
            .store
            .read(move |view| view.requests_around(person, now))
            .await?;
        found.retain(|request| {
            let mine = match side {
                Side::OnMe => request.asked == person,
                Side::OnOthers => request.from == person,
            };
            mine && request.state == RequestState::Open
        });
        rules::request_life::sort_by_due(&mut found);
        Ok(found)
    }

    /// Answers a request without a message.
    ///
    /// # Errors
    /// `not_allowed` unless the actor is asked; `wrong_state` if it is closed.
    pub async fn acknowledge(&self, actor: &Actor, id: RequestId) -> Result<Request, AppError> {
        self.close_request(actor, id, rules::request::decide_acknowledge)
            .await
    }

    /// Takes a request back.
    ///
    /// # Errors
    /// `not_allowed` unless the actor asked; `wrong_state` if it is closed.
    pub async fn withdraw(&self, actor: &Actor, id: RequestId) -> Result<Request, AppError> {
        self.close_request(actor, id, rules::request::decide_withdraw)
            .await
    }

    async fn close_request(
        &self,
        actor: &Actor,
        id: RequestId,
        decide: fn(
            &Request,
            PersonId,
            Timestamp,
        ) -> Result<Request, rules::request::RequestRefusal>,
    ) -> Result<Request, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let (request, _) = reached(tx, &actor, id)?;
                let request = decide(&request, actor.person, now)?;
                put(tx, request.clone(), now)?;
                close_as_one(tx, &request, now)?;
                Ok(request)
            })
            .await
    }
}

/// A request in a channel that the actor is in, with that channel.
pub(crate) fn reached(
    view: &View<'_>,
    actor: &Actor,
    id: RequestId,
) -> Result<(Request, Channel), AppError> {
    let request = view.request(id)?.ok_or_else(not_found)?;
    let (_, channel, standing) = topic_standing(view, actor, request.topic)?;
    if !standing.member {
        return Err(refused(ErrorCode::NotAllowed, "join the channel first"));
    }
    Ok((request, channel))
}
