//! Channels and memberships.

use model::channel::{Channel, ChannelKind, Membership};
use model::id::{ChannelId, PersonId};

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::{Row, json};
use crate::values;

const SELECT: &str = "SELECT id, kind, name, purpose, default_expectation, created_by, created_at,
    archived_at, direct_key, version FROM channel";

fn read_channel(row: &Row<'_, '_>) -> Result<Channel, StoreError> {
    let people = row.optional_text(8)?.unwrap_or_default();
    let people: Result<Vec<PersonId>, _> = people.split_whitespace().map(str::parse).collect();
    Ok(Channel {
        id: row.id(0)?,
        kind: row.json(1)?,
        name: row.text(2)?,
        purpose: row.text(3)?,
        default_expectation: row.json(4)?,
        created_by: row.id(5)?,
        created_at: row.instant(6)?,
        archived_at: row.optional_instant(7)?,
        people: people.map_err(|_| StoreError::Unexpected("direct_key".to_owned()))?,
        version: row.number(9)?,
    })
}

fn read_membership(row: &Row<'_, '_>) -> Result<Membership, StoreError> {
    Ok(Membership {
        channel: row.id(0)?,
        person: row.id(1)?,
        joined_at: row.instant(2)?,
    })
}

fn direct_key(people: &[PersonId]) -> Option<String> {
    if people.is_empty() {
        return None;
    }
    let mut ids: Vec<String> = people.iter().map(PersonId::to_string).collect();
    ids.sort_unstable();
    Some(ids.join(" "))
}

impl View<'_> {
    /// One channel.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn channel(&self, id: ChannelId) -> Result<Option<Channel>, StoreError> {
        self.first(
            &format!("{SELECT} WHERE id = $1"),
            values![id],
            read_channel,
        )
    }

    /// The direct conversation of exactly these people.
    ///
    /// # Errors
    /// As any query.
    pub fn direct_channel(&self, people: &[PersonId]) -> Result<Option<Channel>, StoreError> {
        let sql = format!("{SELECT} WHERE direct_key = $1");
        self.first(&sql, values![direct_key(people)], read_channel)
    }

    /// All channels that are not direct conversations, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn public_channels(&self) -> Result<Vec<Channel>, StoreError> {
        let sql = format!("{SELECT} WHERE kind = $1 ORDER BY id");
        self.all(&sql, &[json(&ChannelKind::Public)?], read_channel)
    }

    /// Every channel, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn channels(&self) -> Result<Vec<Channel>, StoreError> {
        self.all(&format!("{SELECT} ORDER BY id"), &[], read_channel)
    }

    /// The channels a person is in, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn channels_of(&self, person: PersonId) -> Result<Vec<Channel>, StoreError> {
        let sql = format!(
            "{SELECT} WHERE id IN (SELECT channel FROM membership WHERE person = $1) ORDER BY id"
        );
        self.all(&sql, values![person], read_channel)
    }

    /// A person's place in a channel.
    ///
    /// # Errors
    /// As any query.
    pub fn membership(
        &self,
        channel: ChannelId,
        person: PersonId,
    ) -> Result<Option<Membership>, StoreError> {
        self.first(
            "SELECT channel, person, joined_at FROM membership WHERE channel = $1 AND person = $2",
            values![channel, person],
            read_membership,
        )
    }

    /// Who is in a channel, in order of person.
    ///
    /// # Errors
    /// As any query.
    pub fn members(&self, channel: ChannelId) -> Result<Vec<Membership>, StoreError> {
        self.all(
            "SELECT channel, person, joined_at FROM membership WHERE channel = $1 ORDER BY person",
            values![channel],
            read_membership,
        )
    }

    /// A person's memberships, in order of channel.
    ///
    /// # Errors
    /// As any query.
    pub fn memberships_of(&self, person: PersonId) -> Result<Vec<Membership>, StoreError> {
        self.all(
            "SELECT channel, person, joined_at FROM membership WHERE person = $1 ORDER BY channel",
            values![person],
            read_membership,
        )
    }

    /// Every membership.
    ///
    /// # Errors
    /// As any query.
    pub fn all_memberships(&self) -> Result<Vec<Membership>, StoreError> {
        self.all(
            "SELECT channel, person, joined_at FROM membership",
            &[],
            read_membership,
        )
    }

    /// Whoever has written in a channel, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn authors(&self, channel: ChannelId) -> Result<Vec<PersonId>, StoreError> {
        self.all(
            "SELECT DISTINCT author FROM message WHERE topic IN
                 (SELECT id FROM topic WHERE channel = $1) ORDER BY author",
            values![channel],
            |row| row.id(0),
        )
    }
}

impl Tx<'_> {
    /// Writes a channel, new or changed.
    ///
    /// # Errors
    /// As any statement; so for those below.
    pub fn put_channel(&self, channel: &Channel) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO channel (id, kind, name, purpose, default_expectation, created_by,
                 created_at, archived_at, direct_key, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, purpose = excluded.purpose,
                 default_expectation = excluded.default_expectation,
                 archived_at = excluded.archived_at, version = excluded.version",
            &[
                channel.id.into(),
                json(&channel.kind)?,
                (&channel.name).into(),
                (&channel.purpose).into(),
                json(&channel.default_expectation)?,
                channel.created_by.into(),
                channel.created_at.into(),
                channel.archived_at.into(),
                direct_key(&channel.people).into(),
                channel.version.into(),
            ],
        )?;
        Ok(())
    }

    /// Puts a person into a channel; answers whether they were not in it before.
    ///
    /// # Errors
    /// As any statement.
    pub fn insert_membership(&self, membership: &Membership) -> Result<bool, StoreError> {
        let added = self.run(
            "INSERT INTO membership (channel, person, joined_at) VALUES ($1, $2, $3)
             ON CONFLICT (channel, person) DO NOTHING",
            values![membership.channel, membership.person, membership.joined_at],
        )?;
        Ok(added == 1)
    }

    /// Takes a person out of a channel; answers whether they were in it.
    ///
    /// # Errors
    /// As any statement.
    pub fn delete_membership(
        &self,
        channel: ChannelId,
        person: PersonId,
    ) -> Result<bool, StoreError> {
        let sql = "DELETE FROM membership WHERE channel = $1 AND person = $2";
        Ok(self.run(sql, values![channel, person])? == 1)
    }
}
