//! Scheduled messages and reminders.

use model::id::{ChannelId, MessageId, PersonId, ReminderId, ScheduledId};
use model::later::{Reminder, ReminderOf, ScheduledMessage};

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::json;
use crate::values;

impl View<'_> {
    /// One scheduled message with its author.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn scheduled_message(
        &self,
        id: ScheduledId,
    ) -> Result<Option<(PersonId, ScheduledMessage)>, StoreError> {
        let sql = "SELECT author, body FROM scheduled_message WHERE id = $1";
        self.first(sql, values![id], |row| Ok((row.id(0)?, row.json(1)?)))
    }

    /// A person's scheduled messages, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn scheduled_messages(
        &self,
        author: PersonId,
    ) -> Result<Vec<ScheduledMessage>, StoreError> {
        self.all(
            "SELECT body FROM scheduled_message WHERE author = $1
                 AND channel IN (SELECT channel FROM membership WHERE person = $1)
             ORDER BY id LIMIT 1000",
            values![author],
            |row| row.json(0),
        )
    }

    /// A person's scheduled messages of one channel, whether they are still in it or not.
    ///
    /// # Errors
    /// As any query.
    pub fn scheduled_in(
        &self,
        author: PersonId,
        channel: ChannelId,
    ) -> Result<Vec<ScheduledMessage>, StoreError> {
        self.all(
            "SELECT body FROM scheduled_message WHERE author = $1 AND channel = $2
             ORDER BY id LIMIT 1000",
            values![author, channel],
            |row| row.json(0),
        )
    }

    /// How many messages a person has scheduled.
    ///
    /// # Errors
    /// As any query.
    pub fn count_scheduled(&self, author: PersonId) -> Result<u64, StoreError> {
        let sql = "SELECT COUNT(*) FROM scheduled_message WHERE author = $1";
        let count = self.first(sql, values![author], |row| row.number(0))?;
        Ok(count.unwrap_or(0))
    }

    /// One reminder with whose it is.
    ///
    /// # Errors
    /// As any query.
    pub fn reminder(&self, id: ReminderId) -> Result<Option<(PersonId, Reminder)>, StoreError> {
        let sql = "SELECT person, body FROM reminder WHERE id = $1";
        self.first(sql, values![id], |row| Ok((row.id(0)?, row.json(1)?)))
    }

    /// A person's reminders that are not dealt with, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn open_reminders(&self, person: PersonId) -> Result<Vec<Reminder>, StoreError> {
        self.all(
            "SELECT body FROM reminder WHERE person = $1 AND open = 1
                 AND (channel IS NULL OR channel IN
                     (SELECT channel FROM membership WHERE person = $1))
             ORDER BY id LIMIT 1000",
            values![person],
            |row| row.json(0),
        )
    }

    /// A person's reminders of one channel that are not dealt with, whether they are still in it or
    /// not.
    ///
    /// # Errors
    /// As any query.
    pub fn reminders_in(
        &self,
        person: PersonId,
        channel: ChannelId,
    ) -> Result<Vec<Reminder>, StoreError> {
        self.all(
            "SELECT body FROM reminder WHERE person = $1 AND open = 1 AND channel = $2
             ORDER BY id LIMIT 1000",
            values![person, channel],
            |row| row.json(0),
        )
    }

    /// How many reminders a person has not dealt with.
    ///
    /// # Errors
    /// As any query.
    pub fn count_reminders(&self, person: PersonId) -> Result<u64, StoreError> {
        let sql = "SELECT COUNT(*) FROM reminder WHERE person = $1 AND open = 1";
        let count = self.first(sql, values![person], |row| row.number(0))?;
        Ok(count.unwrap_or(0))
    }

    /// Everybody's reminders of a message, each with whose it is, dealt with or not.
    ///
    /// # Errors
    /// As any query.
    pub fn reminders_of(
        &self,
        message: MessageId,
    ) -> Result<Vec<(PersonId, Reminder)>, StoreError> {
        self.all(
            "SELECT person, body FROM reminder WHERE message = $1 ORDER BY id LIMIT 10000",
            values![message],
            |row| Ok((row.id(0)?, row.json(1)?)),
        )
    }
}

impl Tx<'_> {
    /// Writes a scheduled message, new or changed.
    ///
    /// # Errors
    /// As any statement; so for those below.
    pub fn put_scheduled_message(
        &self,
        author: PersonId,
        scheduled: &ScheduledMessage,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO scheduled_message (id, author, topic, channel, body)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (id) DO UPDATE SET body = excluded.body",
            &[
                scheduled.id.into(),
                author.into(),
                scheduled.topic.into(),
                scheduled.channel.into(),
                json(scheduled)?,
            ],
        )?;
        Ok(())
    }

    /// Drops a scheduled message.
    ///
    /// # Errors
    /// As any statement.
    pub fn delete_scheduled_message(&self, id: ScheduledId) -> Result<(), StoreError> {
        self.run("DELETE FROM scheduled_message WHERE id = $1", values![id])?;
        Ok(())
    }

    /// Writes a reminder, new or changed.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_reminder(&self, person: PersonId, reminder: &Reminder) -> Result<(), StoreError> {
        let message = match reminder.of {
            ReminderOf::Message { message } => Some(message),
            ReminderOf::Topic { .. } | ReminderOf::Note => None,
        };
        self.run(
            "INSERT INTO reminder (id, person, channel, message, open, body)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (id) DO UPDATE SET open = excluded.open, body = excluded.body",
            &[
                reminder.id.into(),
                person.into(),
                reminder.channel.into(),
                message.into(),
                reminder.done_at.is_none().into(),
                json(reminder)?,
            ],
        )?;
        Ok(())
    }
}
