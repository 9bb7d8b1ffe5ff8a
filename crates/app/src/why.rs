//! The "why": what decided a delivery or a due instant, read from what it was decided from.

use model::availability::AvailabilityState;
use model::delivery::{Delivery, DeliveryAbout};
use model::id::{DeliveryId, MessageId, RequestId};
use model::message::Expectation;
use model::time::Timestamp;
use model::why::{WhyDelivery, WhyDue, WhyPerson};
use rules::availability::{ScheduleInputs, availability_at};
use rules::why::why_notice;
use store::View;

use crate::actor::Actor;
use crate::decision::{delivery_inputs, due_inputs};
use crate::error::{AppError, not_found};
use crate::{App, topic_standing};

/// What was known about a person at an instant. Off work, it is no matter for others what they had
/// set for themselves: the reason is what everybody may read.
fn known(inputs: &ScheduleInputs, at: Timestamp) -> WhyPerson {
    let schedule = inputs.schedule();
    let state = availability_at(&schedule, at);
    let week = inputs.availability.weekly.as_ref();
    WhyPerson {
        person: inputs.person.id,
        time_zone: inputs.person.time_zone.clone(),
        utc_offset_seconds: schedule.utc_offset_seconds(at),
        week: week.unwrap_or(&inputs.default_week).clone(),
        assumed: week.is_none(),
        state: state.state,
        state_reason: state.reason,
        until: state
            .until
            .filter(|_| state.state != AvailabilityState::Available),
    }
}

fn why_delivery(view: &View<'_>, delivery: &Delivery) -> Result<WhyDelivery, AppError> {
    let inputs = delivery_inputs(view, delivery.id)?.ok_or_else(not_found)?;
    let is_message = matches!(delivery.about, DeliveryAbout::Message { .. });
    let (why, expectation) = if is_message {
        (
            rules::why::why_delivery(&inputs),
            inputs.recipient.expectation,
        )
    } else {
        (why_notice(&inputs, &delivery.about), Expectation::None)
    };
    Ok(WhyDelivery {
        kind: why.kind,
        reason: why.reason,
        rule: why.rule,
        decided_at: inputs.now,
        expectation,
        known: known(&inputs.schedule, inputs.now),
        alternatives: why.alternatives,
    })
}

impl App {
    /// Why something reached the actor when and how it did.
    ///
    /// # Errors
    /// `not_found` unless it is theirs.
    pub async fn why_delivery(
        &self,
        actor: &Actor,
        id: DeliveryId,
    ) -> Result<WhyDelivery, AppError> {
        let person = actor.person;
        self.store
            .read(move |view| {
                let found = view.delivery(id)?.filter(|found| found.person == person);
                why_delivery(view, &found.ok_or_else(not_found)?)
            })
            .await
    }

    /// The same for a message; `not_found` if it was only a badge to the actor.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn why_message(&self, actor: &Actor, id: MessageId) -> Result<WhyDelivery, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| {
                crate::message::seen_message(view, &actor, id)?;
                let delivery = view.delivery_of_message(id, actor.person)?;
                why_delivery(view, &delivery.ok_or_else(not_found)?)
            })
            .await
    }

    /// Why an answer is due when it is.
    ///
    /// # Errors
    /// `not_found` unless the actor asked or is asked.
    pub async fn why_due(&self, actor: &Actor, id: RequestId) -> Result<WhyDue, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| {
                let request = view.request(id)?.ok_or_else(not_found)?;
                topic_standing(view, &actor, request.topic)?;
                if request.from != actor.person && request.asked != actor.person {
                    return Err(not_found());
                }
                let inputs = due_inputs(view, id)?.ok_or_else(not_found)?;
                Ok(WhyDue {
                    due_at: request.due_at,
                    rule: rules::why::rule_of_due(&request.due_reason),
                    reason: request.due_reason,
                    decided_at: inputs.now,
                    expectation: inputs.expectation,
                    known: known(&inputs.schedule, inputs.now),
                })
            })
            .await
    }
}
