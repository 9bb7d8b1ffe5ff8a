//! Idempotency keys: the same key gives the same answer, and the command runs once.

use model::error::ErrorCode;
use model::limits::IDEMPOTENCY_KEY_BYTES_MAX;
use model::time::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::Tx;

use crate::actor::Actor;
use crate::error::{AppError, invalid, refused};

/// A client's own name for one intention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Takes 1 to 128 visible ASCII characters.
    ///
    /// # Errors
    /// `invalid` for anything else.
    pub fn new(text: &str) -> Result<Self, AppError> {
        let fits = !text.is_empty() && text.len() <= IDEMPOTENCY_KEY_BYTES_MAX;
        if fits && text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Ok(Self(text.to_owned()));
        }
        Err(invalid(
            "Idempotency-Key",
            "takes 1 to 128 visible ASCII characters",
        ))
    }
}

/// Runs a command once per key, in the command's own transaction.
///
/// # Errors
/// What the command answers; `invalid` if the key was used for another command.
pub(crate) fn once<T: Serialize + DeserializeOwned>(
    tx: &mut Tx<'_>,
    actor: &Actor,
    key: Option<&IdempotencyKey>,
    name: &str,
    at: Timestamp,
    command: impl FnOnce(&mut Tx<'_>) -> Result<T, AppError>,
) -> Result<T, AppError> {
    let Some(IdempotencyKey(key)) = key else {
        return command(tx);
    };
    if let Some((used_for, answer)) = tx.answer_of(actor.person, key)? {
        if used_for != name {
            let detail = "this Idempotency-Key was used for something else; make a new one";
            return Err(refused(ErrorCode::Invalid, detail));
        }
        return Ok(serde_json::from_str(&answer)?);
    }
    let value = command(tx)?;
    tx.keep_answer(actor.person, key, name, &serde_json::to_string(&value)?, at)?;
    Ok(value)
}
