//! Deliveries.

use model::delivery::{Delivery, DeliveryAbout, DeliveryKind};
use model::id::{ChannelId, DeliveryId, MessageId, PersonId, TopicId};
use model::time::Timestamp;

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::{Row, json};
use crate::values;

const SELECT: &str = "SELECT id, person, about, topic, channel, author, kind, reason, decided_at,
    told_at, done_at FROM delivery";

fn read_delivery(row: &Row<'_, '_>) -> Result<Delivery, StoreError> {
    Ok(Delivery {
        id: row.id(0)?,
        person: row.id(1)?,
        about: row.json(2)?,
        topic: row.optional_id(3)?,
        channel: row.optional_id(4)?,
        from: row.optional_id(5)?,
        kind: row.json(6)?,
        reason: row.json(7)?,
        decided_at: row.instant(8)?,
        told_at: row.optional_instant(9)?,
        done_at: row.optional_instant(10)?,
    })
}

impl View<'_> {
    /// One delivery.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn delivery(&self, id: DeliveryId) -> Result<Option<Delivery>, StoreError> {
        self.first(
            &format!("{SELECT} WHERE id = $1"),
            values![id],
            read_delivery,
        )
    }

    /// What a message did to a person, the newest decision; notices about it are left out.
    ///
    /// # Errors
    /// As any query.
    pub fn delivery_of_message(
        &self,
        message: MessageId,
        person: PersonId,
    ) -> Result<Option<Delivery>, StoreError> {
        let sql = format!(
            "{SELECT} WHERE message = $1 AND person = $2 AND about LIKE $3
             ORDER BY id DESC LIMIT 1"
        );
        let is_message = "{\"about\":\"message\"%";
        self.first(&sql, values![message, person, is_message], read_delivery)
    }

    /// What stands in a person's lists, held or not dealt with, outside channels they are not in,
    /// in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn listed_deliveries(&self, person: PersonId) -> Result<Vec<Delivery>, StoreError> {
        let sql = format!(
            "{SELECT} WHERE person = $1 AND listed = 1
                 AND (channel IS NULL OR channel IN
                     (SELECT channel FROM membership WHERE person = $2))
             ORDER BY id LIMIT 2000"
        );
        self.all(&sql, values![person, person], read_delivery)
    }

    /// All that is held for a person, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn held_for(&self, person: PersonId) -> Result<Vec<Delivery>, StoreError> {
        let sql =
            format!("{SELECT} WHERE person = $1 AND due_at IS NOT NULL ORDER BY id LIMIT 2000");
        self.all(&sql, values![person], read_delivery)
    }

    /// When the next thing held for a person is due.
    ///
    /// # Errors
    /// As any query.
    pub fn next_delivery_due(&self, person: PersonId) -> Result<Option<Timestamp>, StoreError> {
        self.first(
            "SELECT due_at FROM delivery WHERE person = $1 AND due_at IS NOT NULL
             ORDER BY due_at LIMIT 1",
            values![person],
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

    /// Listed deliveries of a message, to anybody.
    ///
    /// # Errors
    /// As any query.
    pub fn listed_of_message(&self, message: MessageId) -> Result<Vec<Delivery>, StoreError> {
        let sql = format!("{SELECT} WHERE message = $1 AND listed = 1 ORDER BY id");
        self.all(&sql, values![message], read_delivery)
    }

    /// What stands in a person's lists of one channel, whether they are still in it or not.
    ///
    /// # Errors
    /// As any query.
    pub fn deliveries_in(
        &self,
        person: PersonId,
        channel: ChannelId,
    ) -> Result<Vec<Delivery>, StoreError> {
        let sql = format!(
            "{SELECT} WHERE person = $1 AND listed = 1 AND channel = $2 ORDER BY id LIMIT 2000"
        );
        self.all(&sql, values![person, channel], read_delivery)
    }

    /// When a person's newest digest was made.
    ///
    /// # Errors
    /// As any query.
    pub fn newest_digest(&self, person: PersonId) -> Result<Option<Timestamp>, StoreError> {
        self.first(
            "SELECT decided_at FROM delivery WHERE person = $1 AND about LIKE $2
             ORDER BY id DESC LIMIT 1",
            values![person, "{\"about\":\"digest\"%"],
            |row| row.instant(0),
        )
    }

    /// Topics that a person neither follows nor muted and that have something unread newer than an
    /// instant, newest first, each with how much is unread.
    ///
    /// # Errors
    /// As any query.
    pub fn unread_for_information(
        &self,
        person: PersonId,
        since: Timestamp,
    ) -> Result<Vec<(TopicId, u64)>, StoreError> {
        self.all(
            "SELECT t.id, t.last_ordinal - COALESCE(p.read_ordinal, 0) FROM topic t
             JOIN membership m ON m.channel = t.channel AND m.person = $1
             JOIN channel c ON c.id = t.channel AND c.kind <> $2
             LEFT JOIN topic_place p ON p.topic = t.id AND p.person = m.person
             WHERE $3 < t.last_sent_at AND COALESCE(p.read_ordinal, 0) < t.last_ordinal
                 AND (p.level IS NULL OR p.level = $4)
             ORDER BY t.last_sent_at DESC LIMIT 500",
            &[
                person.into(),
                json(&model::channel::ChannelKind::Direct)?,
                since.into(),
                json(&model::topic::TopicLevel::Normal)?,
            ],
            |row| Ok((row.id(0)?, row.number(1)?)),
        )
    }

    /// Who of a topic's readers wants to hear everything of it.
    ///
    /// # Errors
    /// As any query.
    pub fn followers(&self, topic: TopicId) -> Result<Vec<PersonId>, StoreError> {
        self.all(
            "SELECT p.person FROM topic_place p
             JOIN topic t ON t.id = p.topic
             JOIN membership m ON m.channel = t.channel AND m.person = p.person
             WHERE p.topic = $1 AND p.level = $2 ORDER BY p.person",
            &[topic.into(), json(&model::topic::TopicLevel::Follow)?],
            |row| row.id(0),
        )
    }
}

impl Tx<'_> {
    /// Writes a delivery, new or changed; of a message, with that message's number in its topic.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_delivery(
        &self,
        delivery: &Delivery,
        ordinal: Option<u64>,
    ) -> Result<(), StoreError> {
        let message = match &delivery.about {
            DeliveryAbout::Message { message }
            | DeliveryAbout::Confirm { message }
            | DeliveryAbout::UrgentRing { message, .. }
            | DeliveryAbout::Verdict { message } => Some(*message),
            _ => None,
        };
        self.run(
            "INSERT INTO delivery (id, person, about, message, topic, channel, author, ordinal,
                 kind, reason, decided_at, due_at, told_at, done_at, listed)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
             ON CONFLICT (id) DO UPDATE SET about = excluded.about, kind = excluded.kind,
                 reason = excluded.reason, due_at = excluded.due_at, told_at = excluded.told_at,
                 done_at = excluded.done_at, listed = excluded.listed",
            &[
                delivery.id.into(),
                delivery.person.into(),
                json(&delivery.about)?,
                message.into(),
                delivery.topic.into(),
                delivery.channel.into(),
                delivery.from.into(),
                ordinal.into(),
                json(&delivery.kind)?,
                json(&delivery.reason)?,
                delivery.decided_at.into(),
                due_at(delivery).into(),
                delivery.told_at.into(),
                delivery.done_at.into(),
                delivery.is_listed().into(),
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
