//! Messages, revisions, reactions.

use std::collections::BTreeMap;

use model::file::File;
use model::id::{MessageId, PersonId, TopicId};
use model::message::{Message, MessageRevision, Reaction};
use model::time::Timestamp;

use crate::error::StoreError;
use crate::file::read_file;
use crate::tx::{Tx, View};
use crate::value::{Row, json, optional_json};
use crate::values;

const COLUMNS: &str = "id, topic, channel, ordinal, author, body, text, html, expectation,
    reply_to, asked, groups_named, urgent, sent_at, edited_at, deleted_at, version";

/// Reads a row without its reactions and attachments, which stand in their own tables.
fn read_message(row: &Row<'_, '_>) -> Result<Message, StoreError> {
    Ok(Message {
        id: row.id(0)?,
        topic: row.id(1)?,
        channel: row.id(2)?,
        ordinal: row.number(3)?,
        author: row.id(4)?,
        body: row.json(5)?,
        text: row.text(6)?,
        html: row.text(7)?,
        expectation: row.json(8)?,
        reply_to: row.optional_id(9)?,
        asked: row.json(10)?,
        groups: row.json(11)?,
        urgent: row.optional_json(12)?,
        attachments: Vec::new(),
        reactions: Vec::new(),
        sent_at: row.instant(13)?,
        edited_at: row.optional_instant(14)?,
        deleted_at: row.optional_instant(15)?,
        version: row.number(16)?,
    })
}

/// A stretch of a topic by message numbers, both ends included.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    topic: TopicId,
    first: u64,
    last: u64,
}

impl View<'_> {
    /// One message.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn message(&self, id: MessageId) -> Result<Option<Message>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM message WHERE id = $1");
        let Some(message) = self.first(&sql, values![id], read_message)? else {
            return Ok(None);
        };
        let stretch = Stretch {
            topic: message.topic,
            first: message.ordinal,
            last: message.ordinal,
        };
        Ok(self.complete(vec![message], stretch)?.pop())
    }

    /// Messages of a topic with a number below `before`, the newest `limit` of them, oldest first.
    ///
    /// # Errors
    /// As any query.
    pub fn messages_before(
        &self,
        topic: TopicId,
        before: u64,
        limit: u64,
    ) -> Result<Vec<Message>, StoreError> {
        let first = before.saturating_sub(limit).max(1);
        self.messages_in(Stretch {
            topic,
            first,
            last: before.saturating_sub(1),
        })
    }

    /// Messages of a topic with a number above `after`, the oldest `limit` of them, oldest first.
    ///
    /// # Errors
    /// As any query.
    pub fn messages_after(
        &self,
        topic: TopicId,
        after: u64,
        limit: u64,
    ) -> Result<Vec<Message>, StoreError> {
        self.messages_in(Stretch {
            topic,
            first: after + 1,
            last: after.saturating_add(limit),
        })
    }

    fn messages_in(&self, stretch: Stretch) -> Result<Vec<Message>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM message
             WHERE topic = $1 AND $2 <= ordinal AND ordinal <= $3 ORDER BY ordinal"
        );
        let values = values![stretch.topic, stretch.first, stretch.last];
        let messages = self.all(&sql, values, read_message)?;
        self.complete(messages, stretch)
    }

    /// Adds reactions and attachments to the messages of a stretch.
    fn complete(
        &self,
        mut messages: Vec<Message>,
        stretch: Stretch,
    ) -> Result<Vec<Message>, StoreError> {
        if messages.is_empty() {
            return Ok(messages);
        }
        let mut reactions = self.reactions_in(stretch)?;
        let mut attachments = self.attachments_in(stretch)?;
        for message in &mut messages {
            message.reactions = reactions.remove(&message.id).unwrap_or_default();
            message.attachments = attachments.remove(&message.id).unwrap_or_default();
        }
        Ok(messages)
    }

    fn reactions_in(
        &self,
        stretch: Stretch,
    ) -> Result<BTreeMap<MessageId, Vec<Reaction>>, StoreError> {
        let rows: Vec<(MessageId, String, PersonId)> = self.all(
            "SELECT r.message, r.emoji, r.person FROM reaction r
             JOIN message m ON m.id = r.message
             WHERE m.topic = $1 AND $2 <= m.ordinal AND m.ordinal <= $3
             ORDER BY r.given_at, r.emoji, r.person",
            values![stretch.topic, stretch.first, stretch.last],
            |row| Ok((row.id(0)?, row.text(1)?, row.id(2)?)),
        )?;
        let mut found: BTreeMap<MessageId, Vec<Reaction>> = BTreeMap::new();
        for (message, emoji, person) in rows {
            let reactions = found.entry(message).or_default();
            match reactions
                .iter_mut()
                .find(|reaction| reaction.emoji == emoji)
            {
                Some(reaction) => reaction.people.push(person),
                None => reactions.push(Reaction {
                    emoji,
                    people: vec![person],
                }),
            }
        }
        Ok(found)
    }

    fn attachments_in(
        &self,
        stretch: Stretch,
    ) -> Result<BTreeMap<MessageId, Vec<File>>, StoreError> {
        let rows: Vec<(MessageId, File)> = self.all(
            "SELECT f.id, f.name, f.media_type, f.bytes, f.width, f.height, f.thumbnail,
                 f.uploaded_by, f.created_at, f.clip, a.message
             FROM attachment a JOIN message m ON m.id = a.message JOIN file f ON f.id = a.file
             WHERE m.topic = $1 AND $2 <= m.ordinal AND m.ordinal <= $3
             ORDER BY a.position",
            values![stretch.topic, stretch.first, stretch.last],
            |row| Ok((row.id(10)?, read_file(row)?)),
        )?;
        let mut found: BTreeMap<MessageId, Vec<File>> = BTreeMap::new();
        for (message, file) in rows {
            found.entry(message).or_default().push(file);
        }
        Ok(found)
    }

    /// Former texts of a message, oldest first.
    ///
    /// # Errors
    /// As any query.
    pub fn revisions(&self, message: MessageId) -> Result<Vec<MessageRevision>, StoreError> {
        self.all(
            "SELECT text, replaced_at FROM message_revision WHERE message = $1
             ORDER BY version LIMIT 200",
            values![message],
            |row| {
                Ok(MessageRevision {
                    text: row.text(0)?,
                    replaced_at: row.instant(1)?,
                })
            },
        )
    }

    /// The newest message of a topic that is not deleted, without its reactions.
    ///
    /// # Errors
    /// As any query.
    pub fn newest_message(&self, topic: TopicId) -> Result<Option<Message>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM message WHERE topic = $1 AND deleted_at IS NULL
             ORDER BY ordinal DESC LIMIT 1"
        );
        let Some(mut message) = self.first(&sql, values![topic], read_message)? else {
            return Ok(None);
        };
        let (first, last) = (message.ordinal, message.ordinal);
        let mut attachments = self.attachments_in(Stretch { topic, first, last })?;
        message.attachments = attachments.remove(&message.id).unwrap_or_default();
        Ok(Some(message))
    }

    /// How many messages there are.
    ///
    /// # Errors
    /// As any query.
    pub fn count_messages(&self) -> Result<u64, StoreError> {
        let count = self.first("SELECT COUNT(*) FROM message", &[], |row| row.number(0))?;
        Ok(count.unwrap_or(0))
    }
}

impl Tx<'_> {
    /// Writes a new message with its attachments.
    ///
    /// # Errors
    /// As any statement; so for those below.
    pub fn insert_message(&self, message: &Message) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO message (id, topic, channel, ordinal, author, body, text, html,
                 expectation, reply_to, asked, groups_named, urgent, sent_at, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
            &[
                message.id.into(),
                message.topic.into(),
                message.channel.into(),
                message.ordinal.into(),
                message.author.into(),
                json(&message.body)?,
                (&message.text).into(),
                (&message.html).into(),
                json(&message.expectation)?,
                message.reply_to.into(),
                json(&message.asked)?,
                json(&message.groups)?,
                optional_json(message.urgent.as_ref())?,
                message.sent_at.into(),
                message.version.into(),
            ],
        )?;
        for (position, file) in (0_u32..).zip(&message.attachments) {
            self.run(
                "INSERT INTO attachment (message, file, position) VALUES ($1, $2, $3)",
                values![message.id, file.id, position],
            )?;
        }
        Ok(())
    }

    /// Writes a changed message; its attachments stay unless it is deleted.
    ///
    /// # Errors
    /// As any statement.
    pub fn update_message(&self, message: &Message) -> Result<(), StoreError> {
        self.run(
            "UPDATE message SET body = $1, text = $2, html = $3, expectation = $4, asked = $5,
                 groups_named = $6, urgent = $7, edited_at = $8, deleted_at = $9, version = $10
             WHERE id = $11",
            &[
                json(&message.body)?,
                (&message.text).into(),
                (&message.html).into(),
                json(&message.expectation)?,
                json(&message.asked)?,
                json(&message.groups)?,
                optional_json(message.urgent.as_ref())?,
                message.edited_at.into(),
                message.deleted_at.into(),
                message.version.into(),
                message.id.into(),
            ],
        )?;
        if message.deleted_at.is_some() {
            for sql in [
                "DELETE FROM attachment WHERE message = $1",
                "DELETE FROM reaction WHERE message = $1",
                "DELETE FROM message_revision WHERE message = $1",
            ] {
                self.run(sql, values![message.id])?;
            }
        }
        Ok(())
    }

    /// Keeps a message's former text.
    ///
    /// # Errors
    /// As any statement.
    pub fn insert_revision(&self, former: &Message, at: Timestamp) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO message_revision (message, version, text, replaced_at)
             VALUES ($1, $2, $3, $4)",
            values![former.id, former.version, &former.text, at],
        )?;
        Ok(())
    }

    /// Adds a reaction; answers whether it is new.
    ///
    /// # Errors
    /// As any statement.
    pub fn insert_reaction(
        &self,
        message: MessageId,
        emoji: &str,
        person: PersonId,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let added = self.run(
            "INSERT INTO reaction (message, emoji, person, given_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (message, emoji, person) DO NOTHING",
            values![message, emoji, person, at],
        )?;
        Ok(added == 1)
    }

    /// Takes a reaction back; answers whether there was one.
    ///
    /// # Errors
    /// As any statement.
    pub fn delete_reaction(
        &self,
        message: MessageId,
        emoji: &str,
        person: PersonId,
    ) -> Result<bool, StoreError> {
        let gone = self.run(
            "DELETE FROM reaction WHERE message = $1 AND emoji = $2 AND person = $3",
            values![message, emoji, person],
        )?;
        Ok(gone == 1)
    }
}
