//! Blockers.

use model::blocker::Blocker;
use model::id::{BlockerId, ChannelId, PersonId, TopicId};

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::json;
use crate::values;

impl View<'_> {
    /// One blocker.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn blocker(&self, id: BlockerId) -> Result<Option<Blocker>, StoreError> {
        let sql = "SELECT body FROM blocker WHERE id = $1";
        self.first(sql, values![id], |row| row.json(0))
    }

    /// A topic's blockers, oldest first.
    ///
    /// # Errors
    /// As any query.
    pub fn blockers_on(&self, topic: TopicId) -> Result<Vec<Blocker>, StoreError> {
        let sql = "SELECT body FROM blocker WHERE topic = $1 ORDER BY id LIMIT 500";
        self.all(sql, values![topic], |row| row.json(0))
    }

    /// Unresolved blockers of a channel, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn open_blockers_in(&self, channel: ChannelId) -> Result<Vec<Blocker>, StoreError> {
        let sql = "SELECT body FROM blocker WHERE channel = $1 AND open = 1 ORDER BY id LIMIT 2000";
        self.all(sql, values![channel], |row| row.json(0))
    }

    /// Unresolved blockers of the channels a person is in, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn open_blockers_of(&self, person: PersonId) -> Result<Vec<Blocker>, StoreError> {
        self.all(
            "SELECT body FROM blocker
             WHERE open = 1 AND channel IN (SELECT channel FROM membership WHERE person = $1)
             ORDER BY id LIMIT 2000",
            values![person],
            |row| row.json(0),
        )
    }
}

impl Tx<'_> {
    /// Writes a blocker, new or changed.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_blocker(&self, blocker: &Blocker) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO blocker (id, topic, channel, open, body) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (id) DO UPDATE SET open = excluded.open, body = excluded.body",
            &[
                blocker.id.into(),
                blocker.topic.into(),
                blocker.channel.into(),
                blocker.resolved_at.is_none().into(),
                json(blocker)?,
            ],
        )?;
        Ok(())
    }
}
