//! Deliveries.

use model::delivery::{Delivery, DeliveryKind};
use model::id::{PersonId, TopicId};
use model::time::Timestamp;

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::{Row, json};
use crate::values;

const SELECT: &str = "SELECT id, person, message, topic, channel, author, kind, reason, decided_at,
    told_at FROM delivery";

fn read_delivery(row: &Row<'_, '_>) -> Result<Delivery, StoreError> {
    Ok(Delivery {
        id: row.id(0)?,
        person: row.id(1)?,
        message: row.id(2)?,
        topic: row.id(3)?,
        channel: row.id(4)?,
        from: row.id(5)?,
        kind: row.json(6)?,
        reason: row.json(7)?,
        decided_at: row.instant(8)?,
        told_at: row.optional_instant(9)?,
    })
}

impl View<'_> {
    /// What is held for a person in channels they are in, in order of id.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn held_for(&self, person: PersonId) -> Result<Vec<Delivery>, StoreError> {
        let sql = format!(
            "{SELECT} WHERE person = $1 AND due_at IS NOT NULL
                 AND channel IN (SELECT channel FROM membership WHERE person = $2)
             ORDER BY id LIMIT 2000"
        );
        self.all(&sql, values![person, person], read_delivery)
    }

    /// Held deliveries whose instant has come, earliest first, at most `limit`.
    ///
    /// # Errors
    /// As any query.
    pub fn due_deliveries(&self, now: Timestamp, limit: u64) -> Result<Vec<Delivery>, StoreError> {
        let sql = format!("{SELECT} WHERE due_at <= $1 ORDER BY due_at, id LIMIT $2");
        self.all(&sql, values![now, limit], read_delivery)
    }

    /// When the next held delivery is due.
    ///
    /// # Errors
    /// As any query.
    pub fn next_delivery_due(&self) -> Result<Option<Timestamp>, StoreError> {
        self.first(
            "SELECT due_at FROM delivery WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1",
            &[],
            |row| row.instant(0),
        )
    }

    /// What is held for a person of a topic's messages up to a number.
    ///
    /// # Errors
    /// As any query.
    pub fn held_up_to(
        &self,
        person: PersonId,
        topic: TopicId,
        ordinal: u64,
    ) -> Result<Vec<Delivery>, StoreError> {
        let sql = format!(
            "{SELECT} WHERE person = $1 AND due_at IS NOT NULL AND topic = $2 AND ordinal <= $3
             ORDER BY id"
        );
        self.all(&sql, values![person, topic, ordinal], read_delivery)
    }

    /// Held deliveries of a message, to anybody.
    ///
    /// # Errors
    /// As any query.
    pub fn held_of_message(
        &self,
        message: model::id::MessageId,
    ) -> Result<Vec<Delivery>, StoreError> {
        let sql = format!("{SELECT} WHERE message = $1 AND due_at IS NOT NULL ORDER BY id");
        self.all(&sql, values![message], read_delivery)
    }
}

impl Tx<'_> {
    /// Writes a decided delivery of the message with that number in its topic.
    ///
    /// # Errors
    /// As any statement; so for those below.
    pub fn insert_delivery(&self, delivery: &Delivery, ordinal: u64) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO delivery (id, person, message, topic, channel, author, ordinal, kind,
                 reason, decided_at, due_at, told_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            &[
                delivery.id.into(),
                delivery.person.into(),
                delivery.message.into(),
                delivery.topic.into(),
                delivery.channel.into(),
                delivery.from.into(),
                ordinal.into(),
                json(&delivery.kind)?,
                json(&delivery.reason)?,
                delivery.decided_at.into(),
                due_at(delivery).into(),
                delivery.told_at.into(),
            ],
        )?;
        Ok(())
    }

    /// Writes a delivery that was told, read, or planned anew.
    ///
    /// # Errors
    /// As any statement.
    pub fn update_delivery(&self, delivery: &Delivery) -> Result<(), StoreError> {
        self.run(
            "UPDATE delivery SET kind = $1, reason = $2, due_at = $3, told_at = $4 WHERE id = $5",
            &[
                json(&delivery.kind)?,
                json(&delivery.reason)?,
                due_at(delivery).into(),
                delivery.told_at.into(),
                delivery.id.into(),
            ],
        )?;
        Ok(())
    }
}

/// The instant that the clock looks for: of what is held and not told.
fn due_at(delivery: &Delivery) -> Option<Timestamp> {
    match delivery.kind {
        DeliveryKind::Hold { until } if delivery.told_at.is_none() => Some(until),
        _ => None,
    }
}
