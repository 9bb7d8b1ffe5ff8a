//! Requests.

use model::id::{ChannelId, MessageId, PersonId, RequestId, TopicId};
use model::request::{Request, RequestState};
use model::time::Timestamp;

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::{Row, Value, json, optional_json};
use crate::values;

const SELECT: &str = "SELECT id, message, follow_ups, topic, channel, asker, asked, excerpt,
    expectation, opened_at, due_at, due_reason, state,
    group_id, urgent, escalation, nudged_at, offered_at, instead_of FROM request";

fn read_request(row: &Row<'_, '_>) -> Result<Request, StoreError> {
    Ok(Request {
        id: row.id(0)?,
        message: row.id(1)?,
        follow_ups: row.json(2)?,
        topic: row.id(3)?,
        channel: row.id(4)?,
        from: row.id(5)?,
        asked: row.id(6)?,
        excerpt: row.text(7)?,
        expectation: row.json(8)?,
        opened_at: row.instant(9)?,
        due_at: row.optional_instant(10)?,
        due_reason: row.json(11)?,
        state: row.json(12)?,
        group: row.optional_id(13)?,
        urgent: row.truth(14)?,
        escalation: row.optional_json(15)?,
        nudged_at: row.optional_instant(16)?,
        offered_at: row.optional_instant(17)?,
        instead_of: row.optional_id(18)?,
    })
}

/// 0 while the request is open.
fn closed_at(state: &RequestState) -> Timestamp {
    match state {
        RequestState::Answered { at, .. }
        | RequestState::Delegated { at, .. }
        | RequestState::Withdrawn { at } => *at,
        RequestState::Open => Timestamp::from_millis(0),
    }
}

impl View<'_> {
    /// One request.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn request(&self, id: RequestId) -> Result<Option<Request>, StoreError> {
        self.first(
            &format!("{SELECT} WHERE id = $1"),
            values![id],
            read_request,
        )
    }

    /// Open requests of a topic, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn open_requests(&self, topic: TopicId) -> Result<Vec<Request>, StoreError> {
        let sql = format!("{SELECT} WHERE topic = $1 AND closed_at = 0 ORDER BY id");
        self.all(&sql, values![topic], read_request)
    }

    /// The urgent ones among them.
    ///
    /// # Errors
    /// As any query.
    pub fn open_urgent_requests(&self, topic: TopicId) -> Result<Vec<Request>, StoreError> {
        let sql = format!("{SELECT} WHERE topic = $1 AND closed_at = 0 AND urgent = 1 ORDER BY id");
        self.all(&sql, values![topic], read_request)
    }

    /// The open requests of a topic to a person, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn open_requests_to(
        &self,
        topic: TopicId,
        asked: PersonId,
    ) -> Result<Vec<Request>, StoreError> {
        let sql = format!(
            "{SELECT} WHERE topic = $1 AND asked = $2 AND closed_at = 0 ORDER BY id LIMIT 2000"
        );
        self.all(&sql, values![topic, asked], read_request)
    }

    /// A person's open requests that are due by `now`, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn overdue_requests_of(
        &self,
        asked: PersonId,
        now: Timestamp,
    ) -> Result<Vec<Request>, StoreError> {
        let sql = format!(
            "{SELECT} WHERE asked = $1 AND closed_at = 0 AND due_at <= $2 ORDER BY id LIMIT 2000"
        );
        self.all(&sql, values![asked, now], read_request)
    }

    /// The last ten requests of a topic from a person that were closed, newest first.
    ///
    /// # Errors
    /// As any query.
    pub fn closed_requests_from(
        &self,
        topic: TopicId,
        asker: PersonId,
    ) -> Result<Vec<Request>, StoreError> {
        let sql = format!(
            "{SELECT} WHERE topic = $1 AND 0 < closed_at AND asker = $2
             ORDER BY closed_at DESC LIMIT 10"
        );
        self.all(&sql, values![topic, asker], read_request)
    }

    /// Open requests that a message opened, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn requests_of_message(&self, message: MessageId) -> Result<Vec<Request>, StoreError> {
        self.all(
            &format!("{SELECT} WHERE message = $1 ORDER BY id"),
            values![message],
            read_request,
        )
    }

    /// Open requests to and from a person in channels they are in, and those closed at `since` or
    /// later, in order of id; at most 2,000.
    ///
    /// # Errors
    /// As any query.
    pub fn requests_around(
        &self,
        person: PersonId,
        since: Timestamp,
    ) -> Result<Vec<Request>, StoreError> {
        let sql = format!(
            "{SELECT} WHERE (asked = $1 OR asker = $2) AND (closed_at = 0 OR $3 <= closed_at)
                 AND channel IN (SELECT channel FROM membership WHERE person = $4)
             ORDER BY id LIMIT 2000"
        );
        self.all(&sql, values![person, person, since, person], read_request)
    }

    /// The same in one channel.
    ///
    /// # Errors
    /// As any query.
    pub fn requests_around_in(
        &self,
        channel: ChannelId,
        person: PersonId,
        since: Timestamp,
    ) -> Result<Vec<Request>, StoreError> {
        let sql = format!(
            "{SELECT} WHERE channel = $1 AND (asked = $2 OR asker = $3)
                 AND (closed_at = 0 OR $4 <= closed_at)
             ORDER BY id LIMIT 2000"
        );
        self.all(&sql, values![channel, person, person, since], read_request)
    }

    /// Open requests to or from a person, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn open_requests_around(&self, person: PersonId) -> Result<Vec<Request>, StoreError> {
        let sql =
            format!("{SELECT} WHERE (asked = $1 OR asker = $2) AND closed_at = 0 ORDER BY id");
        self.all(&sql, values![person, person], read_request)
    }
}

impl Tx<'_> {
    /// Writes a request, new or changed.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_request(&self, request: &Request) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO request (id, message, follow_ups, topic, channel, asker, asked, excerpt,
                 expectation, opened_at, due_at, due_reason, state, closed_at, group_id, urgent,
                 escalation, nudged_at, offered_at, instead_of)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                 $18, $19, $20)
             ON CONFLICT (id) DO UPDATE SET message = excluded.message,
                 follow_ups = excluded.follow_ups,
                 excerpt = excluded.excerpt, expectation = excluded.expectation,
                 due_at = excluded.due_at, due_reason = excluded.due_reason,
                 state = excluded.state, closed_at = excluded.closed_at,
                 group_id = excluded.group_id, urgent = excluded.urgent,
                 escalation = excluded.escalation, nudged_at = excluded.nudged_at,
                 offered_at = excluded.offered_at",
            &[
                request.id.into(),
                request.message.into(),
                json(&request.follow_ups)?,
                request.topic.into(),
                request.channel.into(),
                request.from.into(),
                request.asked.into(),
                Value::from(&request.excerpt),
                json(&request.expectation)?,
                request.opened_at.into(),
                request.due_at.into(),
                json(&request.due_reason)?,
                json(&request.state)?,
                closed_at(&request.state).into(),
                request.group.into(),
                request.urgent.into(),
                optional_json(request.escalation.as_ref())?,
                request.nudged_at.into(),
                request.offered_at.into(),
                request.instead_of.into(),
            ],
        )?;
        Ok(())
    }
}
