//! Reminders: a message, a topic or a note that comes back at its instant, or is only saved.

use std::sync::Arc;

use model::account::Scope;
use model::delivery::DeliveryAbout;
use model::error::ErrorCode;
use model::event::{Audience, Event};
use model::id::{ChannelId, PersonId, ReminderId, TopicId};
use model::later::{LaterChoice, Reminder, ReminderOf};
use model::limits::REMINDERS_MAX;
use model::message::Message;
use model::time::Timestamp;
use store::{AlarmKind, Tx, View};

use super::resolve;
use crate::actor::Actor;
use crate::delivery::notice::{self, Notice};
use crate::error::{AppError, not_found, refused};
use crate::message::seen_message;
use crate::once::{IdempotencyKey, once};
use crate::{App, clip, random, text, topic_standing, validate};

/// A reminder that is to be made.
#[derive(Clone, Debug)]
pub struct NewReminder {
    /// What it is about.
    pub of: ReminderOf,
    /// The person's own words; left out, the beginning of what it is about.
    pub note: Option<String>,
    /// When they are reminded; left out, it is only saved.
    pub later: Option<LaterChoice>,
}

/// Where something stands, and how it begins.
struct Found {
    topic: TopicId,
    channel: ChannelId,
    beginning: String,
}

fn beginning_of(message: &Message) -> String {
    clip::excerpt_of(message)
}

/// Finds what a reminder is about, in a channel that the actor is in.
fn find(view: &View<'_>, actor: &Actor, of: ReminderOf) -> Result<Option<Found>, AppError> {
    let (topic, standing, beginning) = match of {
        ReminderOf::Note => return Ok(None),
        ReminderOf::Topic { topic } => {
            let (topic, _, standing) = topic_standing(view, actor, topic)?;
            let title = text::excerpt(&topic.title);
            (topic, standing, title)
        }
        ReminderOf::Message { message } => {
            let (message, topic, _, standing) = seen_message(view, actor, message)?;
            if message.deleted_at.is_some() {
                return Err(refused(ErrorCode::WrongState, "the message is deleted"));
            }
            (topic, standing, beginning_of(&message))
        }
    };
    if !standing.member {
        return Err(refused(ErrorCode::NotAllowed, "join the channel first"));
    }
    Ok(Some(Found {
        topic: topic.id,
        channel: topic.channel,
        beginning,
    }))
}

/// The actor's own reminder.
fn own(view: &View<'_>, actor: &Actor, id: ReminderId) -> Result<Reminder, AppError> {
    let found = view.reminder(id)?;
    let (_, reminder) = found
        .filter(|(person, _)| *person == actor.person)
        .ok_or_else(not_found)?;
    Ok(reminder)
}

/// Writes a reminder and tells its person alone.
fn put(
    tx: &mut Tx<'_>,
    person: PersonId,
    reminder: &Reminder,
    now: Timestamp,
) -> Result<(), AppError> {
    tx.put_reminder(person, reminder)?;
    let event = Event::ReminderUpdated(reminder.clone());
    tx.append(now, Audience::Person(person), event)?;
    Ok(())
}

/// Takes the notice of a reminder out of its person's lists.
fn settle(
    tx: &mut Tx<'_>,
    person: PersonId,
    reminder: ReminderId,
    now: Timestamp,
) -> Result<(), AppError> {
    let came = DeliveryAbout::Reminder { reminder };
    notice::settle(tx, &[person], |about| *about == came, now)
}

/// Sets when a reminder comes, or with `None` that it is only saved.
fn set_clock(tx: &Tx<'_>, reminder: &Reminder) -> Result<(), AppError> {
    let at = reminder.at.filter(|_| reminder.done_at.is_none());
    Ok(tx.set_alarm(AlarmKind::Reminder, &reminder.id.to_string(), at)?)
}

fn finish(
    tx: &mut Tx<'_>,
    person: PersonId,
    mut reminder: Reminder,
    now: Timestamp,
) -> Result<Reminder, AppError> {
    if reminder.done_at.is_none() {
        reminder.done_at = Some(now);
        set_clock(tx, &reminder)?;
        settle(tx, person, reminder.id, now)?;
        put(tx, person, &reminder, now)?;
    }
    Ok(reminder)
}

/// Deals with a reminder whose notice its person has dealt with.
pub(crate) fn finish_told(tx: &mut Tx<'_>, id: ReminderId, now: Timestamp) -> Result<(), AppError> {
    if let Some((person, reminder)) = tx.reminder(id)? {
        finish(tx, person, reminder, now)?;
    }
    Ok(())
}

/// Who leaves a channel is reminded of nothing in it.
pub(super) fn leave(
    tx: &mut Tx<'_>,
    person: PersonId,
    channel: ChannelId,
    now: Timestamp,
) -> Result<(), AppError> {
    for reminder in tx.reminders_in(person, channel)? {
        finish(tx, person, reminder, now)?;
    }
    Ok(())
}

/// Reminds a person.
pub(crate) fn remind(
    app: &App,
    tx: &mut Tx<'_>,
    id: ReminderId,
    now: Timestamp,
) -> Result<(), AppError> {
    let Some((person, reminder)) = tx.reminder(id)? else {
        return Ok(());
    };
    if reminder.done_at.is_some() {
        return Ok(());
    }
    let notice = Notice {
        person,
        about: DeliveryAbout::Reminder { reminder: id },
        place: reminder.topic.zip(reminder.channel),
        from: None,
        pierces: false,
    };
    notice::tell(app, tx, notice, now)
}

/// A message's text is about to change or to go: reminders that show its beginning show the new one,
/// and keep nothing of what is deleted. People's own words stay.
pub(crate) fn forget_text(
    tx: &mut Tx<'_>,
    old: &Message,
    beginning: &str,
    now: Timestamp,
) -> Result<(), AppError> {
    let reminders = tx.reminders_of(old.id)?;
    if reminders.is_empty() {
        return Ok(());
    }
    let shown = beginning_of(old);
    for (person, mut reminder) in reminders {
        if reminder.note == shown && reminder.note != beginning {
            beginning.clone_into(&mut reminder.note);
            if reminder.done_at.is_none() {
                put(tx, person, &reminder, now)?;
            } else {
                tx.put_reminder(person, &reminder)?;
            }
        }
    }
    Ok(())
}

pub(crate) fn create(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    new: &NewReminder,
    now: Timestamp,
) -> Result<Reminder, AppError> {
    if REMINDERS_MAX <= tx.count_reminders(actor.person)? {
        let detail = format!("{REMINDERS_MAX} reminders are open; deal with one first");
        return Err(refused(ErrorCode::WrongState, detail));
    }
    let found = find(tx, actor, new.of)?;
    let own_words = new.note.as_deref().filter(|note| !note.trim().is_empty());
    let note = match (own_words, &found) {
        (None, Some(found)) => found.beginning.clone(),
        (words, _) => {
            let words = words.unwrap_or_default();
            validate::field("note", rules::text::check_reminder_note(words))?
        }
    };
    let later = new.later.map(|later| resolve(app, tx, actor, later, now));
    let reminder = Reminder {
        id: ReminderId::new(now, random()),
        of: new.of,
        topic: found.as_ref().map(|found| found.topic),
        channel: found.as_ref().map(|found| found.channel),
        note,
        at: later.transpose()?,
        created_at: now,
        done_at: None,
    };
    put(tx, actor.person, &reminder, now)?;
    set_clock(tx, &reminder)?;
    Ok(reminder)
}

impl App {
    /// Makes a reminder of the actor's.
    ///
    /// # Errors
    /// `not_found`; `not_allowed` unless they are in the channel; `invalid` names the field;
    /// `wrong_state` above 1,000.
    pub async fn create_reminder(
        self: &Arc<Self>,
        actor: &Actor,
        new: NewReminder,
        key: Option<IdempotencyKey>,
    ) -> Result<Reminder, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| {
                once(tx, &actor, key.as_ref(), "create_reminder", now, |tx| {
                    create(&app, tx, &actor, &new, now)
                })
            })
            .await
    }

    /// The actor's reminders that are not dealt with, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub async fn reminders(&self, actor: &Actor) -> Result<Vec<Reminder>, AppError> {
        let person = actor.person;
        Ok(self
            .store
            .read(move |view| view.open_reminders(person))
            .await?)
    }

    /// Reminds later, or with `None` keeps it without an instant; a notice of it goes.
    ///
    /// # Errors
    /// `not_found` unless it is the actor's; `wrong_state` if it is dealt with; `invalid` names the
    /// field.
    pub async fn change_reminder(
        self: &Arc<Self>,
        actor: &Actor,
        id: ReminderId,
        later: Option<LaterChoice>,
    ) -> Result<Reminder, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let mut reminder = own(tx, &actor, id)?;
                if reminder.done_at.is_some() {
                    let detail = "it is dealt with; make a new reminder";
                    return Err(refused(ErrorCode::WrongState, detail));
                }
                let at = later.map(|later| resolve(&app, tx, &actor, later, now));
                reminder.at = at.transpose()?;
                set_clock(tx, &reminder)?;
                settle(tx, actor.person, id, now)?;
                put(tx, actor.person, &reminder, now)?;
                Ok(reminder)
            })
            .await
    }

    /// Deals with a reminder; its notice goes.
    ///
    /// # Errors
    /// `not_found` unless it is the actor's.
    pub async fn finish_reminder(
        &self,
        actor: &Actor,
        id: ReminderId,
    ) -> Result<Reminder, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let reminder = own(tx, &actor, id)?;
                finish(tx, actor.person, reminder, now)
            })
            .await
    }
}
