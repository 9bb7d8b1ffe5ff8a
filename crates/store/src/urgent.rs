//! The log of urgent messages, and escalations between two steps.

use model::id::{MessageId, PersonId, RequestId};
use model::time::Timestamp;
use model::urgent::Urgent;

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::json;
use crate::values;

impl View<'_> {
    /// One use of the urgent mark.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn urgent(&self, message: MessageId) -> Result<Option<Urgent>, StoreError> {
        let sql = "SELECT body FROM urgent WHERE message = $1";
        self.first(sql, values![message], |row| row.json(0))
    }

    /// A person's uses since an instant, oldest first.
    ///
    /// # Errors
    /// As any query.
    pub fn urgent_of(&self, sender: PersonId, since: Timestamp) -> Result<Vec<Urgent>, StoreError> {
        self.all(
            "SELECT body FROM urgent WHERE sender = $1 AND $2 <= at ORDER BY at, message
             LIMIT 1000",
            values![sender, since],
            |row| row.json(0),
        )
    }

    /// The log, newest first: what stands after one use of it, or from the beginning.
    ///
    /// # Errors
    /// As any query.
    pub fn urgent_log(
        &self,
        after: Option<(Timestamp, MessageId)>,
        limit: u64,
    ) -> Result<Vec<Urgent>, StoreError> {
        let (at, message) = match after {
            Some((at, message)) => (at, message.to_string()),
            None => (Timestamp::MAX, String::new()),
        };
        self.all(
            "SELECT body FROM urgent WHERE at < $1 OR (at = $2 AND message < $3)
             ORDER BY at DESC, message DESC LIMIT $4",
            values![at, at, message, limit],
            |row| row.json(0),
        )
    }

    /// Where a request's escalation stands, as JSON of the rules' state machine.
    ///
    /// # Errors
    /// As any query.
    pub fn escalation(&self, request: RequestId) -> Result<Option<String>, StoreError> {
        let sql = "SELECT state FROM escalation WHERE request = $1";
        self.first(sql, values![request], |row| row.text(0))
    }
}

impl Tx<'_> {
    /// Writes a use of the urgent mark, new or changed.
    ///
    /// # Errors
    /// As any statement; so for those below.
    pub fn put_urgent(&self, urgent: &Urgent) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO urgent (message, sender, at, body) VALUES ($1, $2, $3, $4)
             ON CONFLICT (message) DO UPDATE SET body = excluded.body",
            &[
                urgent.message.into(),
                urgent.sender.into(),
                urgent.at.into(),
                json(urgent)?,
            ],
        )?;
        Ok(())
    }

    /// Keeps where a request's escalation stands; `None` when it is over.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_escalation(
        &self,
        request: RequestId,
        state: Option<&str>,
    ) -> Result<(), StoreError> {
        match state {
            Some(state) => self.run(
                "INSERT INTO escalation (request, state) VALUES ($1, $2)
                 ON CONFLICT (request) DO UPDATE SET state = excluded.state",
                values![request, state],
            )?,
            None => self.run(
                "DELETE FROM escalation WHERE request = $1",
                values![request],
            )?,
        };
        Ok(())
    }
}
