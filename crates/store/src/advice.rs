//! "Not helpful", said of the advisor.

use model::advice::Purpose;
use model::id::PersonId;

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::json;

impl View<'_> {
    /// How often somebody said "not helpful" of advice on a purpose.
    ///
    /// # Errors
    /// As any query.
    pub fn not_helpful(&self, person: PersonId, purpose: Purpose) -> Result<u64, StoreError> {
        let sql = "SELECT not_helpful FROM advice_verdict WHERE person = $1 AND purpose = $2";
        let count = self.first(sql, &[person.into(), json(&purpose)?], |row| row.number(0))?;
        Ok(count.unwrap_or(0))
    }
}

impl Tx<'_> {
    /// Counts one more "not helpful".
    ///
    /// # Errors
    /// As any statement.
    pub fn add_not_helpful(&self, person: PersonId, purpose: Purpose) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO advice_verdict (person, purpose, not_helpful) VALUES ($1, $2, 1)
             ON CONFLICT (person, purpose)
             DO UPDATE SET not_helpful = advice_verdict.not_helpful + 1",
            &[person.into(), json(&purpose)?],
        )?;
        Ok(())
    }
}
