//! What decisions were made from.

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::values;

/// The inputs of a decision as JSON, apart from the schedule, which many share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDecision {
    /// The inputs.
    pub inputs: String,
    /// The schedule.
    pub schedule: String,
}

impl View<'_> {
    /// What the newest decision about a delivery or request was made from.
    ///
    /// # Errors
    /// As any query.
    pub fn decision(&self, subject: &str) -> Result<Option<StoredDecision>, StoreError> {
        self.first(
            "SELECT d.inputs, s.schedule FROM decision d
             JOIN decision_schedule s ON s.digest = d.digest WHERE d.subject = $1",
            values![subject],
            |row| {
                Ok(StoredDecision {
                    inputs: row.text(0)?,
                    schedule: row.text(1)?,
                })
            },
        )
    }
}

impl Tx<'_> {
    /// Keeps what a decision was made from; `digest` names the schedule.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_decision(
        &self,
        subject: &str,
        decision: &StoredDecision,
        digest: &str,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO decision_schedule (digest, schedule) VALUES ($1, $2)
             ON CONFLICT (digest) DO NOTHING",
            values![digest, &decision.schedule],
        )?;
        self.run(
            "INSERT INTO decision (subject, inputs, digest) VALUES ($1, $2, $3)
             ON CONFLICT (subject) DO UPDATE SET inputs = excluded.inputs,
                 digest = excluded.digest",
            values![subject, &decision.inputs, digest],
        )?;
        Ok(())
    }
}
