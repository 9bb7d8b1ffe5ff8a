//! People's rows.

use model::id::PersonId;
use model::person::{Person, Role};

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::{Row, json};
use crate::values;

/// A person with what only signing in needs.
#[derive(Clone, Debug)]
pub struct PersonSecret {
    /// The person.
    pub person: Person,
    /// Where they sign in, lower case.
    pub email: String,
    /// Their password as an argon2id PHC string.
    pub password_hash: String,
}

const COLUMNS: &str = "id, name, role, time_zone, place, joined_at, disabled_at, version";

fn read_person(row: &Row<'_, '_>) -> Result<Person, StoreError> {
    Ok(Person {
        id: row.id(0)?,
        name: row.text(1)?,
        role: row.json(2)?,
        time_zone: row.text(3)?,
        place: row.text(4)?,
        joined_at: row.instant(5)?,
        disabled_at: row.optional_instant(6)?,
        version: row.number(7)?,
    })
}

impl View<'_> {
    /// One person.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn person(&self, id: PersonId) -> Result<Option<Person>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM person WHERE id = $1");
        self.first(&sql, values![id], read_person)
    }

    /// Everybody, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn people(&self) -> Result<Vec<Person>, StoreError> {
        self.all(
            &format!("SELECT {COLUMNS} FROM person ORDER BY id"),
            &[],
            read_person,
        )
    }

    /// Those a guest has met in a channel, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn acquaintances(&self, guest: PersonId) -> Result<Vec<Person>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM person
             WHERE id IN (SELECT person FROM acquaintance WHERE guest = $1) OR id = $2
             ORDER BY id"
        );
        self.all(&sql, values![guest, guest], read_person)
    }

    /// Every (guest, person they have met) pair.
    ///
    /// # Errors
    /// As any query.
    pub fn all_acquaintances(&self) -> Result<Vec<(PersonId, PersonId)>, StoreError> {
        self.all("SELECT guest, person FROM acquaintance", &[], |row| {
            Ok((row.id(0)?, row.id(1)?))
        })
    }

    /// The account that signs in with `email` (lower case).
    ///
    /// # Errors
    /// As any query.
    pub fn person_by_email(&self, email: &str) -> Result<Option<PersonSecret>, StoreError> {
        let sql = format!("SELECT {COLUMNS}, email, password_hash FROM person WHERE email = $1");
        self.first(&sql, values![email], read_secret)
    }

    /// The account of a person.
    ///
    /// # Errors
    /// As any query.
    pub fn person_secret(&self, id: PersonId) -> Result<Option<PersonSecret>, StoreError> {
        let sql = format!("SELECT {COLUMNS}, email, password_hash FROM person WHERE id = $1");
        self.first(&sql, values![id], read_secret)
    }

    /// How many people have a role and are not disabled.
    ///
    /// # Errors
    /// As any query.
    pub fn count_role(&self, role: Role) -> Result<u64, StoreError> {
        let count = self.first(
            "SELECT COUNT(*) FROM person WHERE role = $1 AND disabled_at IS NULL",
            &[json(&role)?],
            |row| row.number(0),
        )?;
        Ok(count.unwrap_or(0))
    }
}

fn read_secret(row: &Row<'_, '_>) -> Result<PersonSecret, StoreError> {
    Ok(PersonSecret {
        person: read_person(row)?,
        email: row.text(8)?,
        password_hash: row.text(9)?,
    })
}

impl Tx<'_> {
    /// Writes a person, new or changed, without touching an existing one's email or password.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_person(&self, secret: &PersonSecret) -> Result<(), StoreError> {
        let person = &secret.person;
        self.run(
            "INSERT INTO person (id, name, email, role, time_zone, place, password_hash, joined_at,
                 disabled_at, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role,
                 time_zone = excluded.time_zone, place = excluded.place,
                 password_hash = excluded.password_hash, disabled_at = excluded.disabled_at,
                 version = excluded.version",
            &[
                person.id.into(),
                (&person.name).into(),
                (&secret.email).into(),
                json(&person.role)?,
                (&person.time_zone).into(),
                (&person.place).into(),
                (&secret.password_hash).into(),
                person.joined_at.into(),
                person.disabled_at.into(),
                person.version.into(),
            ],
        )?;
        Ok(())
    }

    /// Notes that a guest has met a person; answers whether that is new.
    ///
    /// # Errors
    /// As any statement.
    pub fn add_acquaintance(&self, guest: PersonId, person: PersonId) -> Result<bool, StoreError> {
        let added = self.run(
            "INSERT INTO acquaintance (guest, person) VALUES ($1, $2)
             ON CONFLICT (guest, person) DO NOTHING",
            values![guest, person],
        )?;
        Ok(added == 1)
    }
}
