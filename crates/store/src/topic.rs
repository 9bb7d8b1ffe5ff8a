//! Topics and places in them.

use model::id::{ChannelId, PersonId, TopicId};
use model::topic::{MessageExcerpt, Topic, TopicLevel, TopicPlace};

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::{Row, json, optional_json};
use crate::values;

const SELECT: &str = "SELECT id, channel, title, state, created_by, created_at, last_ordinal,
    last_author, last_text, last_sent_at, session, written_views, version, resolved_at
    FROM topic";

fn read_topic(row: &Row<'_, '_>) -> Result<Topic, StoreError> {
    let last = match (
        row.optional_id(7)?,
        row.optional_text(8)?,
        row.optional_instant(9)?,
    ) {
        (Some(author), Some(text), Some(sent_at)) => Some(MessageExcerpt {
            author,
            text,
            sent_at,
        }),
        _ => None,
    };
    Ok(Topic {
        id: row.id(0)?,
        channel: row.id(1)?,
        title: row.text(2)?,
        state: row.json(3)?,
        created_by: row.id(4)?,
        created_at: row.instant(5)?,
        last_ordinal: row.number(6)?,
        last,
        session: row.optional_id(10)?,
        written_views: row.optional_json(11)?,
        version: row.number(12)?,
        resolved_at: row.optional_instant(13)?,
    })
}

fn read_place(row: &Row<'_, '_>) -> Result<TopicPlace, StoreError> {
    Ok(TopicPlace {
        topic: row.id(0)?,
        level: row.json(1)?,
        read_ordinal: row.number(2)?,
    })
}

impl View<'_> {
    /// One topic.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn topic(&self, id: TopicId) -> Result<Option<Topic>, StoreError> {
        self.first(&format!("{SELECT} WHERE id = $1"), values![id], read_topic)
    }

    /// A channel's topics after `after`, in order of id, at most `limit`.
    ///
    /// # Errors
    /// As any query.
    pub fn topics_after(
        &self,
        channel: ChannelId,
        after: Option<TopicId>,
        limit: u64,
    ) -> Result<Vec<Topic>, StoreError> {
        let after = after.map(|id| id.to_string()).unwrap_or_default();
        let sql = format!("{SELECT} WHERE channel = $1 AND $2 < id ORDER BY id LIMIT $3");
        self.all(&sql, values![channel, after, limit], read_topic)
    }

    /// All topics of the channels a person is in, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn topics_of(&self, person: PersonId) -> Result<Vec<Topic>, StoreError> {
        let sql = format!(
            "{SELECT} WHERE channel IN (SELECT channel FROM membership WHERE person = $1)
             ORDER BY id"
        );
        self.all(&sql, values![person], read_topic)
    }

    /// All topics of a channel, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn topics_in(&self, channel: ChannelId) -> Result<Vec<Topic>, StoreError> {
        self.all(
            &format!("{SELECT} WHERE channel = $1 ORDER BY id"),
            values![channel],
            read_topic,
        )
    }

    /// Topics of a person's channels that ask for written views, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn topics_with_views(&self, person: PersonId) -> Result<Vec<Topic>, StoreError> {
        let sql = format!(
            "{SELECT} WHERE written_views IS NOT NULL
                 AND channel IN (SELECT channel FROM membership WHERE person = $1)
             ORDER BY id LIMIT 2000"
        );
        self.all(&sql, values![person], read_topic)
    }

    /// Topics of the channels a person is in that have something unread and that they did not mute,
    /// newest first, each with their level and how much is unread; at most `limit`.
    ///
    /// # Errors
    /// As any query.
    pub fn unread_topics(
        &self,
        person: PersonId,
        limit: u64,
    ) -> Result<Vec<(TopicId, TopicLevel, u64)>, StoreError> {
        self.all(
            "SELECT t.id, p.level, t.last_ordinal - COALESCE(p.read_ordinal, 0) FROM topic t
             JOIN membership m ON m.channel = t.channel AND m.person = $1
             LEFT JOIN topic_place p ON p.topic = t.id AND p.person = m.person
             WHERE COALESCE(p.read_ordinal, 0) < t.last_ordinal
                 AND (p.level IS NULL OR p.level <> $2)
             ORDER BY t.last_sent_at DESC LIMIT $3",
            &[person.into(), json(&TopicLevel::Mute)?, limit.into()],
            |row| {
                let level = row.optional_json(1)?.unwrap_or_default();
                Ok((row.id(0)?, level, row.number(2)?))
            },
        )
    }

    /// A person's place in a topic.
    ///
    /// # Errors
    /// As any query.
    pub fn place(
        &self,
        topic: TopicId,
        person: PersonId,
    ) -> Result<Option<TopicPlace>, StoreError> {
        self.first(
            "SELECT topic, level, read_ordinal FROM topic_place WHERE topic = $1 AND person = $2",
            values![topic, person],
            read_place,
        )
    }

    /// A person's places in the topics of channels they are in, in order of topic.
    ///
    /// # Errors
    /// As any query.
    pub fn places_of(&self, person: PersonId) -> Result<Vec<TopicPlace>, StoreError> {
        self.all(
            "SELECT p.topic, p.level, p.read_ordinal FROM topic_place p
             JOIN topic t ON t.id = p.topic
             JOIN membership m ON m.channel = t.channel AND m.person = p.person
             WHERE p.person = $1 ORDER BY p.topic",
            values![person],
            read_place,
        )
    }

    /// A person's places in one channel, in order of topic.
    ///
    /// # Errors
    /// As any query.
    pub fn places_in(
        &self,
        channel: ChannelId,
        person: PersonId,
    ) -> Result<Vec<TopicPlace>, StoreError> {
        self.all(
            "SELECT p.topic, p.level, p.read_ordinal FROM topic_place p
             JOIN topic t ON t.id = p.topic
             WHERE t.channel = $1 AND p.person = $2 ORDER BY p.topic",
            values![channel, person],
            read_place,
        )
    }
}

impl Tx<'_> {
    /// Writes a topic, new or changed.
    ///
    /// # Errors
    /// As any statement; so for those below.
    pub fn put_topic(&self, topic: &Topic) -> Result<(), StoreError> {
        let last = topic.last.as_ref();
        self.run(
            "INSERT INTO topic (id, channel, title, state, created_by, created_at, last_ordinal,
                 last_author, last_text, last_sent_at, session, written_views, version,
                 resolved_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
             ON CONFLICT (id) DO UPDATE SET title = excluded.title, state = excluded.state,
                 last_ordinal = excluded.last_ordinal, last_author = excluded.last_author,
                 last_text = excluded.last_text, last_sent_at = excluded.last_sent_at,
                 session = excluded.session, written_views = excluded.written_views,
                 version = excluded.version, resolved_at = excluded.resolved_at",
            &[
                topic.id.into(),
                topic.channel.into(),
                (&topic.title).into(),
                json(&topic.state)?,
                topic.created_by.into(),
                topic.created_at.into(),
                topic.last_ordinal.into(),
                last.map(|last| last.author).into(),
                last.map(|last| &last.text).into(),
                last.map(|last| last.sent_at).into(),
                topic.session.into(),
                optional_json(topic.written_views.as_ref())?,
                topic.version.into(),
                topic.resolved_at.into(),
            ],
        )?;
        Ok(())
    }

    /// Writes a person's place in a topic.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_place(&self, person: PersonId, place: &TopicPlace) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO topic_place (topic, person, level, read_ordinal)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (topic, person) DO UPDATE SET level = excluded.level,
                 read_ordinal = excluded.read_ordinal",
            &[
                place.topic.into(),
                person.into(),
                json(&place.level)?,
                place.read_ordinal.into(),
            ],
        )?;
        Ok(())
    }
}
