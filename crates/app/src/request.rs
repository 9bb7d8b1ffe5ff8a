//! Requests: listing, acknowledging, withdrawing, and what messages do to them.

use std::time::Duration;

use model::account::Scope;
use model::error::ErrorCode;
use model::event::{Audience, Event};
use model::id::{ChannelId, MessageId, PersonId, RequestId};
use model::message::Message;
use model::request::{DueReason, Request, RequestState};
use model::time::Timestamp;
use model::topic::Topic;
use rules::due::Due;
use rules::request::RequestChanges;
use store::{Tx, View};

use crate::actor::Actor;
use crate::error::{AppError, not_found, refused};
use crate::{App, random, topic_standing};

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
    pub(crate) excerpt: &'a str,
    pub(crate) now: Timestamp,
}

fn put(tx: &mut Tx<'_>, request: Request, now: Timestamp) -> Result<(), AppError> {
    tx.put_request(&request)?;
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
            request.excerpt = crate::text::render(&message.text).excerpt;
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
    let Change {
        message,
        excerpt,
        now,
    } = change;
    let answered = changes
        .changed
        .iter()
        .filter(|request| matches!(request.state, RequestState::Answered { .. }))
        .map(|request| (request.from, request.expectation))
        .collect();
    put_changed(tx, changes.changed, now)?;
    for person in changes.opened {
        let one = app.person_availability(tx, person)?;
        let schedule = one.schedule();
        let due = rules::due::due_instant(message.expectation, &schedule, now, &app.settings)
            .unwrap_or(Due {
                at: None,
                reason: DueReason::Named,
            });
        let id = RequestId::new(now, random());
        let request = rules::request::open_request(id, message, person, excerpt, due, now);
        put(tx, request, now)?;
    }
    Ok(answered)
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
        found.sort_by_key(|request| (request.due_at.unwrap_or(Timestamp::MAX), request.id));
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
                let request = tx.request(id)?.ok_or_else(not_found)?;
                let (_, _, standing) = topic_standing(tx, &actor, request.topic)?;
                if !standing.member {
                    return Err(refused(ErrorCode::NotAllowed, "join the channel first"));
                }
                let request = decide(&request, actor.person, now)?;
                put(tx, request.clone(), now)?;
                Ok(request)
            })
            .await
    }
}
