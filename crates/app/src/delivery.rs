//! Deliveries: who is told when, what is held, and what the clock tells.

use model::channel::{Channel, ChannelKind};
use model::delivery::{Delivery, DeliveryKind, RecipientPreview};
use model::event::{Audience, Event};
use model::id::{ChannelId, DeliveryId, MessageId, PersonId};
use model::message::{Expectation, Message};
use model::time::Timestamp;
use model::topic::{TopicLevel, TopicPlace};
use rules::delivery::{Recipient, decide_delivery, told_at};
use rules::settings::Settings;
use store::{Tx, View};

use crate::availability::PersonAvailability;
use crate::error::{AppError, not_found};
use crate::request::is_answered_by;
use crate::topic::place_of;
use crate::{App, random};

/// Held deliveries that one look of the clock tells at most; the rest comes with the next.
const TOLD_AT_ONCE: u64 = 500;

/// A message and whom it concerns.
pub(crate) struct Told<'a> {
    pub(crate) message: &'a Message,
    pub(crate) channel: &'a Channel,
    /// Whose requests it answers, with the expectation of each.
    pub(crate) answered: Vec<(PersonId, Expectation)>,
}

/// What a message wants of a recipient.
#[derive(Clone, Copy)]
pub(crate) struct Asks {
    pub(crate) expectation: Expectation,
    pub(crate) channel: ChannelKind,
    pub(crate) asked: bool,
}

/// What a message would do to one person.
pub(crate) fn preview(
    one: &PersonAvailability,
    asks: Asks,
    level: TopicLevel,
    now: Timestamp,
    settings: &Settings,
) -> RecipientPreview {
    let schedule = one.schedule();
    let recipient = Recipient {
        expectation: asks.expectation,
        channel: asks.channel,
        asked: asks.asked,
        answers: None,
        level,
    };
    let (delivery, reason) = decide_delivery(&recipient, &schedule, now);
    let told_at = told_at(delivery, now);
    let due = rules::due::due_instant(asks.expectation, &schedule, now, settings);
    RecipientPreview {
        person: one.person.id,
        asked: asks.asked,
        delivery,
        told_at,
        reason,
        due_at: due.as_ref().and_then(|due| due.at),
        due_reason: due.map(|due| due.reason),
        utc_offset_seconds: schedule.utc_offset_seconds(told_at.unwrap_or(now)),
    }
}

/// Decides and writes what a message does to those it asks, answers, or stands in a direct
/// conversation with. To everyone else it is a badge, which needs no row.
pub(crate) fn deliver(app: &App, tx: &mut Tx<'_>, told: &Told<'_>) -> Result<(), AppError> {
    let mut people = told.message.asked.clone();
    let answered = told.answered.iter().map(|(person, _)| *person);
    for person in answered.chain(told.channel.people.iter().copied()) {
        if person != told.message.author && !people.contains(&person) {
            people.push(person);
        }
    }
    for person in people {
        let answers = told
            .answered
            .iter()
            .find(|(asker, _)| *asker == person)
            .map(|(_, how)| *how);
        deliver_one(app, tx, told.message, told.channel, person, answers)?;
    }
    Ok(())
}

/// The same for people that an edit newly asks.
pub(crate) fn deliver_to(
    app: &App,
    tx: &mut Tx<'_>,
    message: &Message,
    channel: &Channel,
    people: &[PersonId],
) -> Result<(), AppError> {
    people
        .iter()
        .try_for_each(|person| deliver_one(app, tx, message, channel, *person, None))
}

fn recipient_of(
    message: &Message,
    channel: ChannelKind,
    person: PersonId,
    answers: Option<Expectation>,
    level: TopicLevel,
) -> Recipient {
    let asked = message.asked.contains(&person);
    Recipient {
        expectation: message.expectation,
        channel,
        asked,
        answers,
        level,
    }
}

fn deliver_one(
    app: &App,
    tx: &mut Tx<'_>,
    message: &Message,
    channel: &Channel,
    person: PersonId,
    answers: Option<Expectation>,
) -> Result<(), AppError> {
    if tx.membership(channel.id, person)?.is_none() {
        return Ok(());
    }
    let now = message.edited_at.unwrap_or(message.sent_at);
    let level = place_of(tx, message.topic, person)?.level;
    let one = app.person_availability(tx, person)?;
    let recipient = recipient_of(message, channel.kind, person, answers, level);
    let (kind, reason) = decide_delivery(&recipient, &one.schedule(), now);
    let told_at = match kind {
        DeliveryKind::Notify | DeliveryKind::BreakThrough => Some(now),
        DeliveryKind::Hold { .. } => None,
        DeliveryKind::Quiet | DeliveryKind::Digest => return Ok(()),
    };
    let delivery = Delivery {
        id: DeliveryId::new(now, random()),
        person,
        message: message.id,
        topic: message.topic,
        channel: message.channel,
        from: message.author,
        kind,
        reason,
        decided_at: now,
        told_at,
    };
    tx.insert_delivery(&delivery, message.ordinal)?;
    tell(tx, delivery, now)
}

fn tell(tx: &mut Tx<'_>, delivery: Delivery, now: Timestamp) -> Result<(), AppError> {
    tx.append(
        now,
        Audience::Person(delivery.person),
        Event::DeliveryUpdated(delivery),
    )?;
    Ok(())
}

/// What was read is not told again.
pub(crate) fn note_read(
    tx: &mut Tx<'_>,
    person: PersonId,
    place: TopicPlace,
    now: Timestamp,
) -> Result<(), AppError> {
    let held = tx.held_up_to(person, place.topic, place.read_ordinal)?;
    drop_held(tx, held, now)
}

/// A deleted message is told to nobody.
pub(crate) fn withdraw(
    tx: &mut Tx<'_>,
    message: MessageId,
    now: Timestamp,
) -> Result<(), AppError> {
    let held = tx.held_of_message(message)?;
    drop_held(tx, held, now)
}

/// Who leaves a channel is told nothing of it any more.
pub(crate) fn withdraw_in(
    tx: &mut Tx<'_>,
    person: PersonId,
    channel: ChannelId,
    now: Timestamp,
) -> Result<(), AppError> {
    let mut held = tx.held_for(person)?;
    held.retain(|delivery| delivery.channel == channel);
    drop_held(tx, held, now)
}

fn drop_held(tx: &mut Tx<'_>, held: Vec<Delivery>, now: Timestamp) -> Result<(), AppError> {
    for mut delivery in held {
        delivery.told_at = Some(now);
        tx.update_delivery(&delivery)?;
        tell(tx, delivery, now)?;
    }
    Ok(())
}

/// Decides a held delivery anew, with what is true at `now`.
fn decide_anew(
    app: &App,
    view: &View<'_>,
    delivery: &Delivery,
    now: Timestamp,
) -> Result<Delivery, AppError> {
    let message = view.message(delivery.message)?.ok_or_else(not_found)?;
    let channel = view.channel(delivery.channel)?.ok_or_else(not_found)?;
    let level = place_of(view, delivery.topic, delivery.person)?.level;
    let one = app.person_availability(view, delivery.person)?;
    let answers = view
        .closed_requests_from(delivery.topic, delivery.person)?
        .into_iter()
        .find(|request| is_answered_by(request, message.id))
        .map(|request| request.expectation);
    let recipient = recipient_of(&message, channel.kind, delivery.person, answers, level);
    let (kind, reason) = decide_delivery(&recipient, &one.schedule(), now);
    let told_at = (!matches!(kind, DeliveryKind::Hold { .. })).then_some(now);
    Ok(Delivery {
        kind,
        reason,
        told_at,
        ..delivery.clone()
    })
}

/// Tells what is due: most urgent first, each once.
pub(crate) fn tell_due(app: &App, tx: &mut Tx<'_>, now: Timestamp) -> Result<(), AppError> {
    for delivery in tx.due_deliveries(now, TOLD_AT_ONCE)? {
        let delivery = decide_anew(app, tx, &delivery, now)?;
        tx.update_delivery(&delivery)?;
        tell(tx, delivery, now)?;
    }
    Ok(())
}

impl App {
    /// Tells what is due: most urgent first, each once.
    pub(crate) async fn deliver_due(&self, now: Timestamp) -> Result<(), AppError> {
        let Some(app) = self.this.upgrade() else {
            return Ok(());
        };
        let due = self.store.read(|view| view.next_delivery_due()).await?;
        if due.is_none_or(|due| now < due) {
            return Ok(());
        }
        self.store.write(move |tx| tell_due(&app, tx, now)).await
    }

    /// Plans anew what is held for a person after their availability changed.
    pub(crate) async fn replan(&self, person: PersonId) -> Result<(), AppError> {
        let (Some(app), now) = (self.this.upgrade(), self.now()) else {
            return Ok(());
        };
        self.store
            .write(move |tx| {
                for held in tx.held_for(person)? {
                    let delivery = decide_anew(&app, tx, &held, now)?;
                    if delivery != held {
                        tx.update_delivery(&delivery)?;
                        tell(tx, delivery, now)?;
                    }
                }
                Ok(())
            })
            .await
    }
}
