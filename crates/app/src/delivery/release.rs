//! What was held: told when its instant comes, most urgent first, and planned anew when something
//! about its recipient changes.

use std::time::Duration;

use model::delivery::{Delivery, DeliveryAbout, DeliveryKind};
use model::id::PersonId;
use model::message::{Expectation, Message};
use model::time::Timestamp;
use rules::availability::ScheduleInputs;
use rules::hold::HeldRank;
use rules::why::DeliveryInputs;
use store::{AlarmKind, Tx, View};

use super::{is_urgent, put, recipient_of};
use crate::error::{AppError, not_found};
use crate::request::is_answered_by;
use crate::topic::place_of;
use crate::{App, decision};

/// People for whom is planned anew in the transaction that changed something for many.
const REPLANNED_AT_ONCE: usize = 50;

/// Of the others so many at a time, and how long until the next: between them come messages and what
/// else is due.
const REPLANNED_TOGETHER: usize = 20;
const REPLAN_PAUSE: Duration = Duration::from_millis(100);

/// Decides a held delivery anew, with what is true at `now`; answers it with its place among those
/// that arrive together.
fn decide_anew(
    tx: &Tx<'_>,
    schedule: &ScheduleInputs,
    held: &Delivery,
    now: Timestamp,
) -> Result<(Delivery, HeldRank), AppError> {
    let schedule = schedule.clone();
    let (kind, reason, rank) = if let DeliveryAbout::Message { message } = held.about {
        let message = tx.message(message)?.ok_or_else(not_found)?;
        let (inputs, rank) = message_inputs(tx, &message, held.person, schedule, now)?;
        let (kind, reason) = inputs.decide();
        decision::keep_delivery(tx, held.id, &inputs)?;
        (kind, reason, rank)
    } else {
        let (kind, reason) = rules::hold::decide_notice(&schedule.schedule(), now);
        let inputs = super::notice::notice_inputs(schedule, false, now);
        decision::keep_delivery(tx, held.id, &inputs)?;
        let rank = HeldRank {
            urgent: false,
            expectation: Expectation::Today,
            due_at: None,
            said_at: held.decided_at,
        };
        (kind, reason, rank)
    };
    let told_at = (!matches!(kind, DeliveryKind::Hold { .. })).then_some(now);
    let delivery = Delivery {
        kind,
        reason,
        told_at,
        ..held.clone()
    };
    Ok((delivery, rank))
}

fn message_inputs(
    view: &View<'_>,
    message: &Message,
    person: PersonId,
    schedule: ScheduleInputs,
    now: Timestamp,
) -> Result<(DeliveryInputs, HeldRank), AppError> {
    let channel = view.channel(message.channel)?.ok_or_else(not_found)?;
    let level = place_of(view, message.topic, person)?.level;
    let answers = view
        .closed_requests_from(message.topic, person)?
        .into_iter()
        .find(|request| is_answered_by(request, message.id))
        .map(|request| request.expectation);
    let open = view.open_requests_to(message.topic, person)?;
    let request = open
        .into_iter()
        .find(|request| request.message == message.id || request.follow_ups.contains(&message.id));
    let mut recipient = recipient_of(message, channel.kind, person, answers, level);
    if message.expectation != Expectation::None {
        // What was answered, taken back or handed on meanwhile asks them no more.
        recipient.asked = request.is_some();
    }
    let due_at = request.and_then(|request| request.due_at);
    let rank = HeldRank {
        urgent: is_urgent(message),
        expectation: if recipient.asked {
            message.expectation
        } else {
            Expectation::None
        },
        due_at,
        said_at: message.sent_at,
    };
    let inputs = DeliveryInputs {
        recipient,
        schedule,
        urgent: is_urgent(message),
        now,
    };
    Ok((inputs, rank))
}

/// Tells a person what was held for them and is due, together, most urgent first, each once.
pub(crate) fn tell_due(
    app: &App,
    tx: &mut Tx<'_>,
    person: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    let due = |held: &Delivery| matches!(held.kind, DeliveryKind::Hold { until } if until <= now);
    let schedule = app.person_availability(tx, person)?.inputs;
    let mut ready = Vec::new();
    for held in tx.held_for(person)?.into_iter().filter(due) {
        ready.push(decide_anew(tx, &schedule, &held, now)?);
    }
    put_all(app, tx, ready, now)
}

/// Writes what was decided anew, most urgent first, and what is due of whom counted from when they are
/// told.
fn put_all(
    app: &App,
    tx: &mut Tx<'_>,
    mut decided: Vec<(Delivery, HeldRank)>,
    now: Timestamp,
) -> Result<(), AppError> {
    decided.sort_by_key(|(delivery, rank)| (rank.sort_key(), delivery.id));
    for (delivery, _) in decided {
        let (person, about) = (delivery.person, delivery.about.clone());
        put(app, tx, delivery, None, now)?;
        if let DeliveryAbout::Message { message } = about {
            crate::request::recount(app, tx, message, person, now)?;
        }
    }
    Ok(())
}

/// Plans anew what is held for a person after something about their reach changed, in the same
/// transaction.
pub(crate) fn replan(
    app: &App,
    tx: &mut Tx<'_>,
    person: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    let schedule = app.person_availability(tx, person)?.inputs;
    let mut changed = Vec::new();
    for held in tx.held_for(person)? {
        let (delivery, rank) = decide_anew(tx, &schedule, &held, now)?;
        if delivery != held {
            changed.push((delivery, rank));
        }
    }
    put_all(app, tx, changed, now)?;
    crate::blocker::replan(app, tx, person, now)?;
    crate::task::replan(app, tx, person, now)?;
    crate::request::replan(app, tx, person, now)?;
    crate::check_in::replan(app, tx, person, now)?;
    crate::poll::replan(app, tx, person, now)?;
    super::notice::plan_digest(app, tx, person, now)
}

/// Plans anew for many, after a change of what an organisation or a team sets, or the end of a large
/// call: for a few at once, for the others by the clock, each in a transaction of their own, so that
/// nobody's message waits for all of them. What is decided from now on is decided by what is set now,
/// planned anew or not.
pub(crate) fn replan_all(
    app: &App,
    tx: &mut Tx<'_>,
    people: &[PersonId],
    now: Timestamp,
) -> Result<(), AppError> {
    let (few, others) = people.split_at(people.len().min(REPLANNED_AT_ONCE));
    let mut at = now;
    for some in others.chunks(REPLANNED_TOGETHER) {
        for person in some {
            tx.set_alarm(AlarmKind::Replan, &person.to_string(), Some(at))?;
        }
        at = at.plus(REPLAN_PAUSE);
    }
    few.iter()
        .try_for_each(|person| replan(app, tx, *person, now))
}

impl App {
    /// Plans anew what is held for people whose call has ended, or began.
    pub(crate) async fn replan_people(&self, people: Vec<PersonId>) -> Result<(), AppError> {
        let (Some(app), now) = (self.this.upgrade(), self.now()) else {
            return Ok(());
        };
        self.store
            .write(move |tx| replan_all(&app, tx, &people, now))
            .await
    }
}
