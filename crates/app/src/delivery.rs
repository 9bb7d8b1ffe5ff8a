//! Deliveries: who is told when, what is held, and what the clock tells.
//!
//! One path for everything that reaches a person: [`deliver`] for messages, [`notice::tell`] for the
//! rest. Both decide by the rules, keep what they decided from, and write one row and one event.

pub(crate) mod notice;
mod release;

use model::channel::{Channel, ChannelKind};
use model::delivery::{Delivery, DeliveryAbout, DeliveryKind, RecipientPreview};
use model::event::{Audience, Event};
use model::id::{ChannelId, DeliveryId, MessageId, PersonId};
use model::message::{Expectation, Message};
use model::time::Timestamp;
use model::topic::{TopicLevel, TopicPlace};
use rules::delivery::{Recipient, decide_delivery, decide_urgent_delivery, told_at};
use rules::why::DeliveryInputs;
use store::{AlarmKind, Tx};

pub(crate) use release::{replan, replan_all, tell_due};

use crate::availability::PersonAvailability;
use crate::decision;
use crate::error::AppError;
use crate::topic::place_of;
use crate::{App, outgoing, random};

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
    /// Whether it pierces.
    pub(crate) urgent: bool,
}

/// What a message would do to one person.
pub(crate) fn preview(
    one: &PersonAvailability,
    asks: Asks,
    level: TopicLevel,
    now: Timestamp,
) -> RecipientPreview {
    let schedule = one.schedule();
    let recipient = Recipient {
        expectation: asks.expectation,
        channel: asks.channel,
        asked: asks.asked,
        answers: None,
        level,
    };
    let (delivery, reason) = if asks.urgent {
        decide_urgent_delivery(&recipient, &schedule, now)
    } else {
        decide_delivery(&recipient, &schedule, now)
    };
    let told_at = told_at(delivery, now);
    let due = if asks.urgent {
        Some(rules::due::urgent_due(now, &one.settings))
    } else {
        rules::due::due_instant(asks.expectation, &schedule, now, &one.settings)
    };
    RecipientPreview {
        person: one.id(),
        asked: asks.asked,
        group: None,
        delivery,
        told_at,
        reason,
        due_at: due.as_ref().and_then(|due| due.at),
        due_reason: due.map(|due| due.reason),
        utc_offset_seconds: schedule.utc_offset_seconds(told_at.unwrap_or(now)),
    }
}

/// Decides and writes what a message does to those it asks, answers, who follow its topic, or stand in
/// a direct conversation with its author. To everyone else it is a badge, which needs no row.
pub(crate) fn deliver(app: &App, tx: &mut Tx<'_>, told: &Told<'_>) -> Result<(), AppError> {
    let mut people = told.message.asked.clone();
    let answered = told.answered.iter().map(|(person, _)| *person);
    let others = answered.chain(told.channel.people.iter().copied());
    // Followers hear of what wants an answer soon; the rest is a badge to them as well.
    let soon = matches!(
        told.message.expectation,
        Expectation::Now | Expectation::Today
    );
    let followers = if soon {
        tx.followers(told.message.topic)?
    } else {
        Vec::new()
    };
    for person in others.chain(followers) {
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

/// What a message does to one person is not told any more.
pub(crate) fn withdraw_from(
    tx: &mut Tx<'_>,
    message: MessageId,
    person: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    let mut listed = tx.listed_of_message(message)?;
    listed.retain(|delivery| {
        delivery.person == person && matches!(delivery.about, DeliveryAbout::Message { .. })
    });
    finish(tx, listed, now)
}

/// The same for those whom a message pierces once it is confirmed, or to whom a request of it was
/// handed on: it asks them from now on, in place of what it did before.
pub(crate) fn deliver_anew(
    app: &App,
    tx: &mut Tx<'_>,
    message: &Message,
    channel: &Channel,
    people: &[PersonId],
    now: Timestamp,
) -> Result<(), AppError> {
    let mut listed = tx.listed_of_message(message.id)?;
    listed.retain(|delivery| {
        let is_message = matches!(delivery.about, DeliveryAbout::Message { .. });
        is_message && people.contains(&delivery.person)
    });
    finish(tx, listed, now)?;
    let mut asking = message.clone();
    asking.asked = people.to_vec();
    asking.edited_at = Some(now);
    deliver_to(app, tx, &asking, channel, people)
}

/// The same for people that an edit newly asks, or who missed a call.
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
    let missed = rules::session::is_missed(&message.body, person);
    Recipient {
        // Who missed a call is told as if they were asked for today.
        expectation: if missed {
            Expectation::Today
        } else {
            message.expectation
        },
        channel,
        asked: missed || message.asked.contains(&person),
        answers,
        level,
    }
}

/// Whether a message pierces: it is marked urgent, and confirmed where that was needed.
pub(crate) fn is_urgent(message: &Message) -> bool {
    message
        .urgent
        .as_ref()
        .is_some_and(|mark| !mark.unconfirmed)
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
    let inputs = DeliveryInputs {
        recipient: recipient_of(message, channel.kind, person, answers, level),
        schedule: one.inputs,
        urgent: is_urgent(message),
        now,
    };
    let (kind, reason) = inputs.decide();
    let told_at = match kind {
        DeliveryKind::Notify | DeliveryKind::BreakThrough => Some(now),
        DeliveryKind::Hold { .. } => None,
        DeliveryKind::Quiet | DeliveryKind::Digest => return Ok(()),
    };
    let delivery = Delivery {
        id: DeliveryId::new(now, random()),
        person,
        about: DeliveryAbout::Message {
            message: message.id,
        },
        topic: Some(message.topic),
        channel: Some(message.channel),
        from: Some(message.author),
        kind,
        reason,
        decided_at: now,
        told_at,
        done_at: None,
    };
    decision::keep_delivery(tx, delivery.id, &inputs)?;
    put(app, tx, delivery, Some(message.ordinal), now)
}

/// Writes a delivery, tells its recipient on every way they have, and sets the clock if it is held.
fn put(
    app: &App,
    tx: &mut Tx<'_>,
    delivery: Delivery,
    ordinal: Option<u64>,
    now: Timestamp,
) -> Result<(), AppError> {
    let told = delivery.clone();
    write(tx, delivery, ordinal, now)?;
    outgoing::plan(app, tx, &told, now)
}

/// Writes a delivery, says so to its recipient's clients, and sets the clock if it is held.
fn write(
    tx: &mut Tx<'_>,
    delivery: Delivery,
    ordinal: Option<u64>,
    now: Timestamp,
) -> Result<(), AppError> {
    let person = delivery.person;
    // What is told at once never had an alarm.
    let is_timed = ordinal.is_none() || matches!(delivery.kind, DeliveryKind::Hold { .. });
    tx.put_delivery(&delivery, ordinal)?;
    tx.append(
        now,
        Audience::Person(person),
        Event::DeliveryUpdated(delivery),
    )?;
    if is_timed {
        let next = tx.next_delivery_due(person)?;
        tx.set_alarm(AlarmKind::Hold, &person.to_string(), next)?;
    }
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
    finish(tx, held, now)
}

/// A deleted message is told to nobody.
pub(crate) fn withdraw(
    tx: &mut Tx<'_>,
    message: MessageId,
    now: Timestamp,
) -> Result<(), AppError> {
    let listed = tx.listed_of_message(message)?;
    finish(tx, listed, now)
}

/// Who leaves a channel is told nothing of it any more.
pub(crate) fn withdraw_in(
    tx: &mut Tx<'_>,
    person: PersonId,
    channel: ChannelId,
    now: Timestamp,
) -> Result<(), AppError> {
    let mut listed = tx.deliveries_in(person, channel)?;
    listed.retain(Delivery::is_listed);
    finish(tx, listed, now)
}

/// Takes deliveries out of their recipient's lists: read, dealt with, or pointless by now.
pub(crate) fn finish(
    tx: &mut Tx<'_>,
    listed: Vec<Delivery>,
    now: Timestamp,
) -> Result<(), AppError> {
    for mut delivery in listed {
        delivery.told_at = delivery.told_at.or(Some(now));
        delivery.done_at = Some(now);
        write(tx, delivery, None, now)?;
    }
    Ok(())
}
