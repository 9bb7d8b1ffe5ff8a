//! When an answer is due that counts from when its person is told: anew as soon as that is known.

use std::time::Duration;

use model::id::{MessageId, PersonId};
use model::message::Expectation;
use model::request::{DueReason, Request};
use model::time::Timestamp;
use rules::why::DueInputs;
use store::Tx;

use super::put;
use crate::availability::PersonAvailability;
use crate::error::AppError;
use crate::{App, decision};

/// Whether the request's due instant was counted from when its person could be told, as it was known
/// then. Who was nudged or put it off knows of it; a message that joined later restarts no clock.
fn counts_from_telling(request: &Request, inputs: &DueInputs) -> bool {
    let known = inputs.urgent || request.urgent || inputs.put_off;
    let put_off = matches!(request.due_reason, DueReason::Deferred { .. });
    let soon = matches!(inputs.expectation, Expectation::Now | Expectation::By(_));
    !known && !put_off && request.nudged_at.is_none() && soon
}

/// Whether nobody would see a difference: the clock rings within a second of what was planned.
fn is_same_minute(a: Option<Timestamp>, b: Option<Timestamp>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.max(b).since(a.min(b)) < Duration::from_secs(60),
        (None, None) => true,
        _ => false,
    }
}

/// Counts anew when an answer to a message is due of somebody to whom it was held: told now, or held
/// until another instant since something about their reach changed.
pub(crate) fn recount(
    app: &App,
    tx: &mut Tx<'_>,
    message: MessageId,
    person: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    let opened = tx.requests_of_message(message)?;
    let mut theirs = opened.into_iter().filter(|request| request.asked == person);
    let Some(request) = theirs.next() else {
        return Ok(());
    };
    let Some(before) = decision::due_inputs(tx, request.id)? else {
        return Ok(());
    };
    if !counts_from_telling(&request, &before) {
        return Ok(());
    }
    let PersonAvailability { inputs, settings } = app.person_availability(tx, person)?;
    let inputs = DueInputs {
        schedule: inputs,
        settings,
        now,
        ..before
    };
    let Some(due) = inputs.decide() else {
        return Ok(());
    };
    if is_same_minute(due.at, request.due_at) {
        return Ok(());
    }
    decision::keep_due(tx, request.id, &inputs)?;
    let moved = Request {
        due_at: due.at,
        due_reason: due.reason,
        ..request
    };
    put(tx, moved, now)
}
