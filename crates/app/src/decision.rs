//! What decisions were made from, kept so that each can be replayed, and the "why" that reads it.

use model::id::{DeliveryId, RequestId};
use rules::availability::ScheduleInputs;
use rules::why::{DeliveryInputs, DueInputs};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};
use store::{StoreError, StoredDecision, Tx, View};

use crate::error::AppError;

/// The field of the inputs that many decisions share.
const SCHEDULE: &str = "schedule";

/// Keeps what a delivery was decided from.
pub(crate) fn keep_delivery(
    tx: &Tx<'_>,
    id: DeliveryId,
    inputs: &DeliveryInputs,
) -> Result<(), AppError> {
    keep(tx, &id.to_string(), inputs, &inputs.schedule)
}

/// Keeps what a due instant was decided from.
pub(crate) fn keep_due(tx: &Tx<'_>, id: RequestId, inputs: &DueInputs) -> Result<(), AppError> {
    keep(tx, &id.to_string(), inputs, &inputs.schedule)
}

/// What a delivery was decided from.
pub(crate) fn delivery_inputs(
    view: &View<'_>,
    id: DeliveryId,
) -> Result<Option<DeliveryInputs>, AppError> {
    inputs(view, &id.to_string())
}

/// What a due instant was decided from.
pub(crate) fn due_inputs(view: &View<'_>, id: RequestId) -> Result<Option<DueInputs>, AppError> {
    inputs(view, &id.to_string())
}

fn keep<T: Serialize>(
    tx: &Tx<'_>,
    subject: &str,
    inputs: &T,
    schedule: &ScheduleInputs,
) -> Result<(), AppError> {
    let mut value = serde_json::to_value(inputs).map_err(StoreError::from)?;
    if let Value::Object(fields) = &mut value {
        fields.remove(SCHEDULE);
    }
    let schedule = serde_json::to_string(schedule).map_err(StoreError::from)?;
    let digest = Sha256::digest(schedule.as_bytes());
    let digest: String = digest[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let stored = StoredDecision {
        inputs: value.to_string(),
        schedule,
    };
    Ok(tx.put_decision(subject, &stored, &digest)?)
}

fn inputs<T: DeserializeOwned>(view: &View<'_>, subject: &str) -> Result<Option<T>, AppError> {
    let Some(stored) = view.decision(subject)? else {
        return Ok(None);
    };
    let mut value: Value = serde_json::from_str(&stored.inputs).map_err(StoreError::from)?;
    let schedule: Value = serde_json::from_str(&stored.schedule).map_err(StoreError::from)?;
    if let Value::Object(fields) = &mut value {
        fields.insert(SCHEDULE.to_owned(), schedule);
    }
    let inputs = serde_json::from_value(value).map_err(StoreError::from)?;
    Ok(Some(inputs))
}
