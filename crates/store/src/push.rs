//! Browsers that take pushes, who wants letters, what is on its way out, and the installation's keys.

use model::id::{DeliveryId, PersonId, PushSubscriptionId, SignInId};
use model::push::{PushKeys, PushSubscription};
use model::time::Timestamp;

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::Row;
use crate::values;

/// A browser that takes pushes of a person.
#[derive(Clone, Debug)]
pub struct StoredSubscription {
    /// Its id.
    pub id: PushSubscriptionId,
    /// Whose.
    pub person: PersonId,
    /// The browser's sign-in; it ends with it.
    pub sign_in: SignInId,
    /// Where it takes them.
    pub subscription: PushSubscription,
    /// What the browser calls itself.
    pub agent: String,
    /// Since when.
    pub created_at: Timestamp,
}

/// Whom something on its way out goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Destination {
    /// The person.
    pub person: PersonId,
    /// Their browser; `None` for a letter.
    pub subscription: Option<PushSubscriptionId>,
}

/// A delivery on its way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Its number; later ones have higher ones.
    pub id: u64,
    /// What is told.
    pub delivery: DeliveryId,
    /// How often it was tried.
    pub tries: u64,
}

const SUBSCRIPTION: &str = "SELECT id, person, sign_in, endpoint, p256dh, auth, agent, created_at
    FROM push_subscription";

fn read_subscription(row: &Row<'_, '_>) -> Result<StoredSubscription, StoreError> {
    Ok(StoredSubscription {
        id: row.id(0)?,
        person: row.id(1)?,
        sign_in: row.id(2)?,
        subscription: PushSubscription {
            endpoint: row.text(3)?,
            keys: PushKeys {
                p256dh: row.text(4)?,
                auth: row.text(5)?,
            },
        },
        agent: row.text(6)?,
        created_at: row.instant(7)?,
    })
}

fn read_outgoing(row: &Row<'_, '_>) -> Result<Outgoing, StoreError> {
    Ok(Outgoing {
        id: row.number(0)?,
        delivery: row.id(1)?,
        tries: row.number(2)?,
    })
}

impl View<'_> {
    /// One browser.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn push_subscription(
        &self,
        id: PushSubscriptionId,
    ) -> Result<Option<StoredSubscription>, StoreError> {
        let sql = format!("{SUBSCRIPTION} WHERE id = $1");
        self.first(&sql, values![id], read_subscription)
    }

    /// The browser behind an address.
    ///
    /// # Errors
    /// As any query.
    pub fn push_subscription_at(
        &self,
        endpoint: &str,
    ) -> Result<Option<StoredSubscription>, StoreError> {
        let sql = format!("{SUBSCRIPTION} WHERE endpoint = $1");
        self.first(&sql, values![endpoint], read_subscription)
    }

    /// A person's browsers, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn push_subscriptions(
        &self,
        person: PersonId,
    ) -> Result<Vec<StoredSubscription>, StoreError> {
        let sql = format!("{SUBSCRIPTION} WHERE person = $1 ORDER BY id LIMIT 200");
        self.all(&sql, values![person], read_subscription)
    }

    /// Whether a person wants letters.
    ///
    /// # Errors
    /// As any query.
    pub fn wants_mail(&self, person: PersonId) -> Result<bool, StoreError> {
        let sql = "SELECT wanted FROM mail_choice WHERE person = $1";
        let wanted = self.first(sql, values![person], |row| row.truth(0))?;
        Ok(wanted.unwrap_or(true))
    }

    /// By what a person can say without sign-in that they want no letters, if that was made.
    ///
    /// # Errors
    /// As any query.
    pub fn mail_token(&self, person: PersonId) -> Result<Option<String>, StoreError> {
        let sql = "SELECT token FROM mail_choice WHERE person = $1";
        self.first(sql, values![person], |row| row.text(0))
    }

    /// Who was given such a token.
    ///
    /// # Errors
    /// As any query.
    pub fn person_by_mail_token(&self, token: &str) -> Result<Option<PersonId>, StoreError> {
        let sql = "SELECT person FROM mail_choice WHERE token = $1";
        self.first(sql, values![token], |row| row.id(0))
    }

    /// To whom something is due, the longest due first.
    ///
    /// # Errors
    /// As any query.
    pub fn due_destinations(
        &self,
        now: Timestamp,
        limit: u64,
    ) -> Result<Vec<Destination>, StoreError> {
        self.all(
            "SELECT person, subscription FROM outgoing WHERE next_at <= $1
             GROUP BY person, subscription ORDER BY MIN(next_at), person LIMIT $2",
            values![now, limit],
            |row| {
                Ok(Destination {
                    person: row.id(0)?,
                    subscription: row.optional_id(1)?,
                })
            },
        )
    }

    /// What is due to one destination, in order.
    ///
    /// # Errors
    /// As any query.
    pub fn due_outgoing(
        &self,
        to: Destination,
        now: Timestamp,
        limit: u64,
    ) -> Result<Vec<Outgoing>, StoreError> {
        match to.subscription {
            Some(subscription) => self.all(
                "SELECT id, delivery, tries FROM outgoing
                 WHERE subscription = $1 AND person = $2 AND next_at <= $3 ORDER BY id LIMIT $4",
                values![subscription, to.person, now, limit],
                read_outgoing,
            ),
            None => self.all(
                "SELECT id, delivery, tries FROM outgoing
                 WHERE person = $1 AND subscription IS NULL AND next_at <= $2
                 ORDER BY id LIMIT $3",
                values![to.person, now, limit],
                read_outgoing,
            ),
        }
    }

    /// How much is on its way out.
    ///
    /// # Errors
    /// As any query.
    pub fn count_outgoing(&self) -> Result<u64, StoreError> {
        let count = self.first("SELECT COUNT(*) FROM outgoing", &[], |row| row.number(0))?;
        Ok(count.unwrap_or(0))
    }

    /// A key of this installation.
    ///
    /// # Errors
    /// As any query.
    pub fn secret(&self, name: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT value FROM secret WHERE name = $1";
        self.first(sql, values![name], |row| row.text(0))
    }
}

impl Tx<'_> {
    /// Keeps a browser.
    ///
    /// # Errors
    /// As any statement; so for those below.
    pub fn insert_push_subscription(&self, stored: &StoredSubscription) -> Result<(), StoreError> {
        let PushSubscription { endpoint, keys } = &stored.subscription;
        self.run(
            "INSERT INTO push_subscription (id, person, sign_in, endpoint, p256dh, auth, agent,
                 created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            values![
                stored.id,
                stored.person,
                stored.sign_in,
                endpoint,
                &keys.p256dh,
                &keys.auth,
                &stored.agent,
                stored.created_at
            ],
        )?;
        Ok(())
    }

    /// Forgets a browser, with what is on its way to it.
    ///
    /// # Errors
    /// As any statement.
    pub fn delete_push_subscription(&self, id: PushSubscriptionId) -> Result<(), StoreError> {
        let sql = "DELETE FROM push_subscription WHERE id = $1";
        self.run(sql, values![id])?;
        Ok(())
    }

    /// Keeps whether a person wants letters; the token is kept only if they have none.
    ///
    /// # Errors
    /// As any statement.
    pub fn set_mail_choice(
        &self,
        person: PersonId,
        wanted: bool,
        token: &str,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO mail_choice (person, wanted, token) VALUES ($1, $2, $3)
             ON CONFLICT (person) DO UPDATE SET wanted = excluded.wanted",
            values![person, wanted, token],
        )?;
        Ok(())
    }

    /// Sends a delivery on its way, to be tried from an instant on.
    ///
    /// # Errors
    /// As any statement.
    pub fn insert_outgoing(
        &self,
        to: Destination,
        delivery: DeliveryId,
        next_at: Timestamp,
    ) -> Result<(), StoreError> {
        let last = self.first(
            "SELECT id FROM outgoing ORDER BY id DESC LIMIT 1",
            &[],
            |row| row.number(0),
        )?;
        self.run(
            "INSERT INTO outgoing (id, person, delivery, subscription, next_at, tries)
             VALUES ($1, $2, $3, $4, $5, 0)",
            values![
                last.unwrap_or(0) + 1,
                to.person,
                delivery,
                to.subscription,
                next_at
            ],
        )?;
        Ok(())
    }

    /// It has arrived, or never will.
    ///
    /// # Errors
    /// As any statement.
    pub fn delete_outgoing(&self, outgoing: &Outgoing) -> Result<(), StoreError> {
        // A number may have been given anew; the delivery says that it is this one.
        let sql = "DELETE FROM outgoing WHERE id = $1 AND delivery = $2";
        self.run(sql, values![outgoing.id, outgoing.delivery])?;
        Ok(())
    }

    /// It was tried, and is tried again from an instant on.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_off_outgoing(
        &self,
        outgoing: &Outgoing,
        next_at: Timestamp,
    ) -> Result<(), StoreError> {
        self.run(
            "UPDATE outgoing SET tries = tries + 1, next_at = $1 WHERE id = $2 AND delivery = $3",
            values![next_at, outgoing.id, outgoing.delivery],
        )?;
        Ok(())
    }

    /// Keeps a key of this installation.
    ///
    /// # Errors
    /// As any statement; if there is one by that name.
    pub fn insert_secret(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO secret (name, value) VALUES ($1, $2)";
        self.run(sql, values![name, value])?;
        Ok(())
    }
}
