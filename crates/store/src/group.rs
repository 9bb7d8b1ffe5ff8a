//! Groups of people.

use model::group::Group;
use model::id::{GroupId, PersonId};

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::json;
use crate::values;

impl View<'_> {
    /// One group.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn group(&self, id: GroupId) -> Result<Option<Group>, StoreError> {
        let sql = "SELECT body FROM person_group WHERE id = $1";
        self.first(sql, values![id], |row| row.json(0))
    }

    /// All groups, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn groups(&self) -> Result<Vec<Group>, StoreError> {
        let sql = "SELECT body FROM person_group ORDER BY id LIMIT 5000";
        self.all(sql, &[], |row| row.json(0))
    }

    /// The groups a person is in that are in use, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn groups_of(&self, person: PersonId) -> Result<Vec<Group>, StoreError> {
        self.all(
            "SELECT g.body FROM person_group g
             JOIN person_group_member m ON m.group_id = g.id
             WHERE m.person = $1 AND g.archived_at IS NULL ORDER BY g.id LIMIT 500",
            values![person],
            |row| row.json(0),
        )
    }

    /// The group of that name, whatever its case.
    ///
    /// # Errors
    /// As any query.
    pub fn group_named(&self, name: &str) -> Result<Option<GroupId>, StoreError> {
        let sql = "SELECT id FROM person_group WHERE name = $1";
        self.first(sql, values![name.to_lowercase()], |row| row.id(0))
    }

    /// How many groups there are, archived ones included.
    ///
    /// # Errors
    /// As any query.
    pub fn count_groups(&self) -> Result<u64, StoreError> {
        let count = self.first("SELECT COUNT(*) FROM person_group", &[], |row| {
            row.number(0)
        })?;
        Ok(count.unwrap_or(0))
    }
}

impl Tx<'_> {
    /// Writes a group, new or changed, with its members.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_group(&self, group: &Group) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO person_group (id, name, archived_at, body) VALUES ($1, $2, $3, $4)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name,
                 archived_at = excluded.archived_at, body = excluded.body",
            &[
                group.id.into(),
                group.name.to_lowercase().into(),
                group.archived_at.into(),
                json(group)?,
            ],
        )?;
        let sql = "DELETE FROM person_group_member WHERE group_id = $1";
        self.run(sql, values![group.id])?;
        for person in &group.members {
            self.run(
                "INSERT INTO person_group_member (group_id, person) VALUES ($1, $2)",
                values![group.id, *person],
            )?;
        }
        Ok(())
    }
}
