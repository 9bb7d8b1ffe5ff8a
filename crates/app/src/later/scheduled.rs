//! Scheduled messages: written now, sent when their instant comes.

use std::sync::Arc;

use model::account::Scope;
use model::delivery::DeliveryAbout;
use model::error::ErrorCode;
use model::event::{Audience, Event, ScheduledRemoved};
use model::id::{ChannelId, FileId, GroupId, MessageId, PersonId, ScheduledId, TopicId};
use model::later::{LaterChoice, ScheduledMessage};
use model::limits::SCHEDULED_MAX;
use model::message::{Expectation, Message};
use model::time::Timestamp;
use store::{AlarmKind, Tx, View};

use super::resolve;
use crate::actor::Actor;
use crate::delivery::notice::{self, Notice};
use crate::error::{AppError, invalid, not_found, refused};
use crate::message::{PostMessage, Ready, check_picked, check_post, post};
use crate::once::{IdempotencyKey, once};
use crate::{App, random};

/// What is changed about a scheduled message; `None` leaves as it is.
#[derive(Clone, Debug, Default)]
pub struct ScheduledChange {
    /// Its Markdown.
    pub text: Option<String>,
    /// How soon it will want a reply; `Some(None)` leaves it to the channel.
    pub expectation: Option<Option<Expectation>>,
    /// Whom it asks besides those its text mentions.
    pub asked: Option<Vec<PersonId>>,
    /// Mentioned groups of which everyone is asked.
    pub everyone: Option<Vec<GroupId>>,
    /// The message it replies to; `Some(None)` for none.
    pub reply_to: Option<Option<MessageId>>,
    /// Files of the author that hang on it.
    pub attachments: Option<Vec<FileId>>,
    /// When it is sent; also sends one anew that could not be sent.
    pub later: Option<LaterChoice>,
}

/// The actor's own scheduled message.
fn own(view: &View<'_>, actor: &Actor, id: ScheduledId) -> Result<ScheduledMessage, AppError> {
    let found = view.scheduled_message(id)?;
    let (_, scheduled) = found
        .filter(|(author, _)| *author == actor.person)
        .ok_or_else(not_found)?;
    Ok(scheduled)
}

/// The message as it is posted.
fn draft(scheduled: &ScheduledMessage) -> PostMessage {
    PostMessage {
        text: scheduled.text.clone(),
        expectation: scheduled.expectation,
        asked: scheduled.asked.clone(),
        everyone: scheduled.everyone.clone(),
        reply_to: scheduled.reply_to,
        attachments: scheduled.attachments.clone(),
        ..PostMessage::default()
    }
}

/// Writes a scheduled message, sets the clock, and tells its author alone.
fn put(
    tx: &mut Tx<'_>,
    author: PersonId,
    scheduled: &ScheduledMessage,
    now: Timestamp,
) -> Result<(), AppError> {
    tx.put_scheduled_message(author, scheduled)?;
    let due_at = scheduled.problem.is_none().then_some(scheduled.send_at);
    tx.set_alarm(AlarmKind::Scheduled, &scheduled.id.to_string(), due_at)?;
    let event = Event::ScheduledUpdated(scheduled.clone());
    tx.append(now, Audience::Person(author), event)?;
    Ok(())
}

/// Drops a scheduled message: sent, or not wanted any more.
fn remove(
    tx: &mut Tx<'_>,
    author: PersonId,
    scheduled: ScheduledId,
    now: Timestamp,
) -> Result<(), AppError> {
    tx.delete_scheduled_message(scheduled)?;
    tx.set_alarm(AlarmKind::Scheduled, &scheduled.to_string(), None)?;
    settle(tx, author, scheduled, now)?;
    let event = Event::ScheduledRemoved(ScheduledRemoved { scheduled });
    tx.append(now, Audience::Person(author), event)?;
    Ok(())
}

/// Nothing needs to be said any more about that it could not be sent.
fn settle(
    tx: &mut Tx<'_>,
    author: PersonId,
    scheduled: ScheduledId,
    now: Timestamp,
) -> Result<(), AppError> {
    let not_sent = DeliveryAbout::NotSent { scheduled };
    notice::settle(tx, &[author], |about| *about == not_sent, now)
}

/// Who leaves a channel sends nothing into it any more.
pub(super) fn leave(
    tx: &mut Tx<'_>,
    person: PersonId,
    channel: ChannelId,
    now: Timestamp,
) -> Result<(), AppError> {
    for scheduled in tx.scheduled_in(person, channel)? {
        remove(tx, person, scheduled.id, now)?;
    }
    Ok(())
}

/// Posts a scheduled message as its author.
fn send(
    app: &App,
    tx: &mut Tx<'_>,
    author: PersonId,
    scheduled: &ScheduledMessage,
    now: Timestamp,
) -> Result<Message, AppError> {
    let person = tx.person(author)?.ok_or_else(not_found)?;
    if person.disabled_at.is_some() {
        let detail = "its author's account is closed";
        return Err(refused(ErrorCode::NotAllowed, detail));
    }
    let actor = Actor {
        person: author,
        role: person.role,
        scopes: None,
        sign_in: None,
        ends_at: None,
    };
    let ready = Ready::new(draft(scheduled));
    // It is decided before anything is written: what is refused leaves nothing behind.
    let message = post(app, tx, &actor, scheduled.topic, &ready, now)?;
    remove(tx, author, scheduled.id, now)?;
    Ok(message)
}

/// Sends a message whose instant has come; if that is refused it stays with the reason, and its author
/// is told.
pub(crate) fn send_due(
    app: &App,
    tx: &mut Tx<'_>,
    id: ScheduledId,
    now: Timestamp,
) -> Result<(), AppError> {
    let Some((author, mut scheduled)) = tx.scheduled_message(id)? else {
        return Ok(());
    };
    let refusal = match send(app, tx, author, &scheduled, now) {
        Ok(_) => return Ok(()),
        Err(AppError::Refused(refusal)) => refusal,
        Err(error) => return Err(error),
    };
    scheduled.problem = Some(refusal.detail);
    put(tx, author, &scheduled, now)?;
    let notice = Notice {
        person: author,
        about: DeliveryAbout::NotSent { scheduled: id },
        place: Some((scheduled.topic, scheduled.channel)),
        from: None,
        pierces: false,
    };
    notice::tell(app, tx, notice, now)
}

/// A message that is to be sent later, as its author writes it.
pub(crate) struct New<'a> {
    pub(crate) topic: TopicId,
    pub(crate) ready: &'a Ready,
    pub(crate) message: &'a PostMessage,
    pub(crate) later: LaterChoice,
}

pub(crate) fn schedule(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    new: &New<'_>,
    now: Timestamp,
) -> Result<ScheduledMessage, AppError> {
    if SCHEDULED_MAX <= tx.count_scheduled(actor.person)? {
        let detail = format!("{SCHEDULED_MAX} messages are scheduled; send or drop one first");
        return Err(refused(ErrorCode::WrongState, detail));
    }
    if new.message.urgent.is_some() {
        let detail = "a message for later is not urgent; send it when it is";
        return Err(invalid("urgent", detail));
    }
    let send_at = resolve(app, tx, actor, new.later, now)?;
    let topic = check_post(tx, actor, new.topic, new.ready, send_at)?;
    let message = new.message.clone();
    let scheduled = ScheduledMessage {
        id: ScheduledId::new(now, random()),
        topic: topic.id,
        channel: topic.channel,
        text: message.text,
        expectation: message.expectation,
        asked: message.asked,
        everyone: message.everyone,
        reply_to: message.reply_to,
        attachments: message.attachments,
        send_at,
        choice: new.later,
        created_at: now,
        problem: None,
    };
    put(tx, actor.person, &scheduled, now)?;
    Ok(scheduled)
}

fn changed(old: ScheduledMessage, change: ScheduledChange) -> ScheduledMessage {
    ScheduledMessage {
        text: change.text.unwrap_or(old.text),
        expectation: change.expectation.unwrap_or(old.expectation),
        asked: change.asked.unwrap_or(old.asked),
        everyone: change.everyone.unwrap_or(old.everyone),
        reply_to: change.reply_to.unwrap_or(old.reply_to),
        attachments: change.attachments.unwrap_or(old.attachments),
        ..old
    }
}

impl App {
    /// Keeps a message to be sent later; it is checked now as if it were posted then.
    ///
    /// # Errors
    /// As of posting; `invalid` names what is wrong with `later`; `wrong_state` above 200.
    pub async fn schedule_message(
        self: &Arc<Self>,
        actor: &Actor,
        topic: TopicId,
        message: PostMessage,
        later: LaterChoice,
        key: Option<IdempotencyKey>,
    ) -> Result<ScheduledMessage, AppError> {
        actor.needs(Scope::Write)?;
        let ready = Ready::new(message.clone());
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let new = New {
                    topic,
                    ready: &ready,
                    message: &message,
                    later,
                };
                once(tx, &actor, key.as_ref(), "schedule_message", now, |tx| {
                    check_picked(tx, &actor, &message.asked)?;
                    schedule(&app, tx, &actor, &new, now)
                })
            })
            .await
    }

    /// The actor's scheduled messages, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub async fn scheduled_messages(
        &self,
        actor: &Actor,
    ) -> Result<Vec<ScheduledMessage>, AppError> {
        let person = actor.person;
        let found = self.store.read(move |view| view.scheduled_messages(person));
        Ok(found.await?)
    }

    /// Changes a scheduled message. With `later` it is planned anew, also one that could not be sent.
    ///
    /// # Errors
    /// `not_found` unless it is the actor's; as of scheduling.
    pub async fn change_scheduled(
        self: &Arc<Self>,
        actor: &Actor,
        id: ScheduledId,
        change: ScheduledChange,
    ) -> Result<ScheduledMessage, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let later = change.later;
                let mut new = changed(own(tx, &actor, id)?, change);
                if let Some(later) = later {
                    new.choice = later;
                    new.send_at = resolve(&app, tx, &actor, later, now)?;
                    new.problem = None;
                    settle(tx, actor.person, id, now)?;
                }
                let ready = Ready::new(draft(&new));
                check_post(tx, &actor, new.topic, &ready, new.send_at.max(now))?;
                put(tx, actor.person, &new, now)?;
                Ok(new)
            })
            .await
    }

    /// Drops a scheduled message.
    ///
    /// # Errors
    /// `not_found` unless it is the actor's.
    pub async fn drop_scheduled(&self, actor: &Actor, id: ScheduledId) -> Result<(), AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                own(tx, &actor, id)?;
                remove(tx, actor.person, id, now)
            })
            .await
    }

    /// Sends a scheduled message now.
    ///
    /// # Errors
    /// `not_found` unless it is the actor's; as of posting, and it stays scheduled then.
    pub async fn send_scheduled(
        self: &Arc<Self>,
        actor: &Actor,
        id: ScheduledId,
        key: Option<IdempotencyKey>,
    ) -> Result<Message, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| {
                once(tx, &actor, key.as_ref(), "send_scheduled", now, |tx| {
                    let scheduled = own(tx, &actor, id)?;
                    send(&app, tx, actor.person, &scheduled, now)
                })
            })
            .await
    }
}
