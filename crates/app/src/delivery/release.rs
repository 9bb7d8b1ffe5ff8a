//! What was held: told when its instant comes, most urgent first, and planned anew when something
//! about its recipient changes.

use model::delivery::{Delivery, DeliveryAbout, DeliveryKind};
use model::id::PersonId;
use model::message::Expectation;
use model::time::Timestamp;
use rules::hold::HeldRank;
use rules::why::DeliveryInputs;
use store::{Tx, View};

use super::{is_urgent, put, recipient_of};
use crate::error::{AppError, not_found};
use crate::request::is_answered_by;
use crate::topic::place_of;
use crate::{App, decision};

/// Decides a held delivery anew, with what is true at `now`; answers it with its place among those
/// that arrive together.
fn decide_anew(
    app: &App,
    tx: &Tx<'_>,
    held: &Delivery,
    now: Timestamp,
) -> Result<(Delivery, HeldRank), AppError> {
    let one = app.person_availability(tx, held.person)?;
    let (kind, reason, rank) = if let DeliveryAbout::Message { .. } = held.about {
        let (inputs, rank) = message_inputs(tx, held, one.inputs, now)?;
        let (kind, reason) = inputs.decide();
        decision::keep_delivery(tx, held.id, &inputs)?;
        (kind, reason, rank)
    } else {
        let (kind, reason) = rules::hold::decide_notice(&one.schedule(), now);
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
    held: &Delivery,
    schedule: rules::availability::ScheduleInputs,
    now: Timestamp,
) -> Result<(DeliveryInputs, HeldRank), AppError> {
    let DeliveryAbout::Message { message } = held.about else {
        return Err(not_found());
    };
    let message = view.message(message)?.ok_or_else(not_found)?;
    let channel = view.channel(message.channel)?.ok_or_else(not_found)?;
    let level = place_of(view, message.topic, held.person)?.level;
    let answers = view
        .closed_requests_from(message.topic, held.person)?
        .into_iter()
        .find(|request| is_answered_by(request, message.id))
        .map(|request| request.expectation);
    let request = view
        .open_requests(message.topic)?
        .into_iter()
        .find(|request| {
            let asks = request.message == message.id || request.follow_ups.contains(&message.id);
            request.asked == held.person && asks
        });
    let mut recipient = recipient_of(&message, channel.kind, held.person, answers, level);
    if message.expectation != Expectation::None {
        // What was answered, taken back or handed on meanwhile asks them no more.
        recipient.asked = request.is_some();
    }
    let due_at = request.and_then(|request| request.due_at);
    let rank = HeldRank {
        urgent: is_urgent(&message),
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
        urgent: is_urgent(&message),
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
    let mut ready = Vec::new();
    for held in tx.held_for(person)?.into_iter().filter(due) {
        ready.push(decide_anew(app, tx, &held, now)?);
    }
    ready.sort_by_key(|(delivery, rank)| (rank.sort_key(), delivery.id));
    ready
        .into_iter()
        .try_for_each(|(delivery, _)| put(app, tx, delivery, None, now))
}

/// Plans anew what is held for a person after something about their reach changed, in the same
/// transaction.
pub(crate) fn replan(
    app: &App,
    tx: &mut Tx<'_>,
    person: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    let mut changed = Vec::new();
    for held in tx.held_for(person)? {
        let (delivery, rank) = decide_anew(app, tx, &held, now)?;
        if delivery != held {
            changed.push((delivery, rank));
        }
    }
    changed.sort_by_key(|(delivery, rank)| (rank.sort_key(), delivery.id));
    changed
        .into_iter()
        .try_for_each(|(delivery, _)| put(app, tx, delivery, None, now))?;
    crate::blocker::replan(app, tx, person, now)?;
    crate::request::replan(app, tx, person, now)?;
    super::notice::plan_digest(app, tx, person, now)
}

impl App {
    /// Plans anew what is held for people whose call has ended, or began.
    pub(crate) async fn replan_people(&self, people: Vec<PersonId>) -> Result<(), AppError> {
        let (Some(app), now) = (self.this.upgrade(), self.now()) else {
            return Ok(());
        };
        self.store
            .write(move |tx| {
                people
                    .iter()
                    .try_for_each(|person| replan(&app, tx, *person, now))
            })
            .await
    }
}
