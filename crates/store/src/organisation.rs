//! The organisation's row.

use model::person::Organisation;

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::values;

impl View<'_> {
    /// The organisation; `None` until it is set up.
    ///
    /// # Errors
    /// As any query.
    pub fn organisation(&self) -> Result<Option<Organisation>, StoreError> {
        self.first(
            "SELECT name, created_at, sample, version FROM organisation",
            &[],
            |row| {
                Ok(Organisation {
                    name: row.text(0)?,
                    created_at: row.instant(1)?,
                    sample: row.truth(2)?,
                    version: row.number(3)?,
                })
            },
        )
    }
}

impl Tx<'_> {
    /// Writes the organisation, new or changed.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_organisation(&self, organisation: &Organisation) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO organisation (id, name, created_at, sample, version)
             VALUES (1, $1, $2, $3, $4)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, sample = excluded.sample,
                 version = excluded.version",
            values![
                &organisation.name,
                organisation.created_at,
                organisation.sample,
                organisation.version
            ],
        )?;
        Ok(())
    }

    /// Deletes everything the organisation holds, and itself; the log keeps its place in `seq`.
    ///
    /// # Errors
    /// As any statement.
    pub fn wipe(&self) -> Result<(), StoreError> {
        for table in [
            "DELETE FROM idempotency",
            "DELETE FROM recording",
            "DELETE FROM attendance",
            "DELETE FROM session",
            "DELETE FROM delivery",
            "DELETE FROM request",
            "DELETE FROM attachment",
            "DELETE FROM upload",
            "DELETE FROM file",
            "DELETE FROM reaction",
            "DELETE FROM message_revision",
            "DELETE FROM message",
            "DELETE FROM topic_place",
            "DELETE FROM topic",
            "DELETE FROM acquaintance",
            "DELETE FROM membership",
            "DELETE FROM channel",
            "DELETE FROM availability",
            "DELETE FROM invitation",
            "DELETE FROM token",
            "DELETE FROM sign_in",
            "DELETE FROM person",
            "DELETE FROM organisation",
            "DELETE FROM event",
        ] {
            self.run(table, &[])?;
        }
        Ok(())
    }
}
