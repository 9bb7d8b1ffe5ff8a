//! Blockers.

use model::blocker::Blocker;
use model::channel::ChannelKind;
use model::id::{BlockerId, ChannelId, PersonId, TaskId, TopicId};

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::json;
use crate::values;

/// Which blockers are looked for among those a reader may read.
#[derive(Clone, Copy, Debug, Default)]
pub struct BlockerSearch {
    /// Those of this channel.
    pub channel: Option<ChannelId>,
    /// Only unresolved ones.
    pub open: bool,
    /// Those before this one.
    pub before: Option<BlockerId>,
    /// As many at most.
    pub limit: u64,
}

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

    /// Blockers that a person may read, newest first: of one channel if one is named, unresolved ones only
    /// if wanted, before an id if there is one.
    ///
    /// # Errors
    /// As any query.
    pub fn blockers_seen(
        &self,
        person: PersonId,
        guest: bool,
        search: &BlockerSearch,
    ) -> Result<Vec<Blocker>, StoreError> {
        let text = |id: Option<String>| id.unwrap_or_default();
        self.all(
            "SELECT body FROM blocker
             WHERE ($1 = '' OR id < $1) AND ($2 = '' OR channel = $2) AND ($3 = 0 OR open = 1)
                 AND channel IN (SELECT channel FROM membership WHERE person = $4
                     UNION SELECT id FROM channel WHERE kind = $5 AND $6 = 0)
             ORDER BY id DESC LIMIT $7",
            &[
                text(search.before.map(|id| id.to_string())).into(),
                text(search.channel.map(|id| id.to_string())).into(),
                search.open.into(),
                person.into(),
                json(&ChannelKind::Public)?,
                guest.into(),
                search.limit.into(),
            ],
            |row| row.json(0),
        )
    }

    /// Unresolved blockers of a task, oldest first.
    ///
    /// # Errors
    /// As any query.
    pub fn open_blockers_on_task(&self, task: TaskId) -> Result<Vec<Blocker>, StoreError> {
        let sql = "SELECT body FROM blocker WHERE task = $1 AND open = 1 ORDER BY id LIMIT 100";
        self.all(sql, values![task], |row| row.json(0))
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
            "INSERT INTO blocker (id, topic, channel, open, task, body)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (id) DO UPDATE SET open = excluded.open, body = excluded.body",
            &[
                blocker.id.into(),
                blocker.topic.into(),
                blocker.channel.into(),
                blocker.resolved_at.is_none().into(),
                blocker.task.into(),
                json(blocker)?,
            ],
        )?;
        Ok(())
    }
}
