//! Answers given to idempotency keys.

use model::id::PersonId;
use model::time::Timestamp;

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::values;

impl View<'_> {
    /// The command and the answer (JSON) that a person's key was used for.
    ///
    /// # Errors
    /// As any query.
    pub fn answer_of(
        &self,
        person: PersonId,
        key: &str,
    ) -> Result<Option<(String, String)>, StoreError> {
        self.first(
            "SELECT command, answer FROM idempotency WHERE person = $1 AND key = $2",
            values![person, key],
            |row| Ok((row.text(0)?, row.text(1)?)),
        )
    }
}

impl Tx<'_> {
    /// Keeps the answer (JSON) of a command under a person's key.
    ///
    /// # Errors
    /// As any statement.
    pub fn keep_answer(
        &self,
        person: PersonId,
        key: &str,
        command: &str,
        answer: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO idempotency (person, key, command, answer, at)
             VALUES ($1, $2, $3, $4, $5)",
            values![person, key, command, answer, at],
        )?;
        Ok(())
    }

    /// Forgets answers kept before `before`.
    ///
    /// # Errors
    /// As any statement.
    pub fn forget_answers(&self, before: Timestamp) -> Result<usize, StoreError> {
        self.run("DELETE FROM idempotency WHERE at < $1", values![before])
    }
}
