//! Sign-ins, tokens and invitations.

use model::account::{Invitation, Scope, Token};
use model::id::{InvitationId, PersonId, SignInId, TokenId};
use model::time::Timestamp;

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::{Row, json};
use crate::values;

/// A signed-in browser.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// Its id.
    pub id: SignInId,
    /// Whose it is.
    pub person: PersonId,
    /// What the browser calls itself.
    pub agent: String,
    /// When it signed in.
    pub created_at: Timestamp,
    /// When it was last used, to the hour.
    pub last_used_at: Timestamp,
}

/// A token and whose it is.
#[derive(Clone, Debug)]
pub struct StoredToken {
    /// Whose it is.
    pub person: PersonId,
    /// The token.
    pub token: Token,
}

fn read_sign_in(row: &Row<'_, '_>) -> Result<SignIn, StoreError> {
    Ok(SignIn {
        id: row.id(0)?,
        person: row.id(1)?,
        agent: row.text(2)?,
        created_at: row.instant(3)?,
        last_used_at: row.instant(4)?,
    })
}

fn read_token(row: &Row<'_, '_>) -> Result<StoredToken, StoreError> {
    Ok(StoredToken {
        person: row.id(0)?,
        token: Token {
            id: row.id(1)?,
            name: row.text(2)?,
            scopes: row.json::<Vec<Scope>>(3)?,
            created_at: row.instant(4)?,
            expires_at: row.optional_instant(5)?,
        },
    })
}

fn read_invitation(row: &Row<'_, '_>) -> Result<Invitation, StoreError> {
    Ok(Invitation {
        id: row.id(0)?,
        role: row.json(1)?,
        created_by: row.id(2)?,
        created_at: row.instant(3)?,
        expires_at: row.instant(4)?,
        accepted_by: row.optional_id(5)?,
        withdrawn_at: row.optional_instant(6)?,
    })
}

const INVITATION: &str = "SELECT id, role, created_by, created_at, expires_at, accepted_by, withdrawn_at FROM invitation";

impl View<'_> {
    /// The sign-in with that secret's hash.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn sign_in_by_secret(&self, secret_hash: &str) -> Result<Option<SignIn>, StoreError> {
        self.first(
            "SELECT id, person, agent, created_at, last_used_at FROM sign_in
             WHERE secret_hash = $1",
            values![secret_hash],
            read_sign_in,
        )
    }

    /// A person's sign-ins, newest first.
    ///
    /// # Errors
    /// As any query.
    pub fn sign_ins(&self, person: PersonId) -> Result<Vec<SignIn>, StoreError> {
        self.all(
            "SELECT id, person, agent, created_at, last_used_at FROM sign_in
             WHERE person = $1 ORDER BY id DESC LIMIT 200",
            values![person],
            read_sign_in,
        )
    }

    /// The token with that secret's hash.
    ///
    /// # Errors
    /// As any query.
    pub fn token_by_secret(&self, secret_hash: &str) -> Result<Option<StoredToken>, StoreError> {
        self.first(
            "SELECT person, id, name, scopes, created_at, expires_at FROM token
             WHERE secret_hash = $1",
            values![secret_hash],
            read_token,
        )
    }

    /// A person's tokens, newest first.
    ///
    /// # Errors
    /// As any query.
    pub fn tokens(&self, person: PersonId) -> Result<Vec<StoredToken>, StoreError> {
        self.all(
            "SELECT person, id, name, scopes, created_at, expires_at FROM token
             WHERE person = $1 ORDER BY id DESC LIMIT 200",
            values![person],
            read_token,
        )
    }

    /// The invitation with that code's hash.
    ///
    /// # Errors
    /// As any query.
    pub fn invitation_by_code(&self, secret_hash: &str) -> Result<Option<Invitation>, StoreError> {
        let sql = format!("{INVITATION} WHERE secret_hash = $1");
        self.first(&sql, values![secret_hash], read_invitation)
    }

    /// One invitation.
    ///
    /// # Errors
    /// As any query.
    pub fn invitation(&self, id: InvitationId) -> Result<Option<Invitation>, StoreError> {
        self.first(
            &format!("{INVITATION} WHERE id = $1"),
            values![id],
            read_invitation,
        )
    }

    /// The newest invitations, newest first.
    ///
    /// # Errors
    /// As any query.
    pub fn invitations(&self) -> Result<Vec<Invitation>, StoreError> {
        self.all(
            &format!("{INVITATION} ORDER BY id DESC LIMIT 200"),
            &[],
            read_invitation,
        )
    }
}

impl Tx<'_> {
    /// Writes a new sign-in.
    ///
    /// # Errors
    /// As any statement; so for those below.
    pub fn insert_sign_in(&self, sign_in: &SignIn, secret_hash: &str) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO sign_in (id, person, secret_hash, agent, created_at, last_used_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
            values![
                sign_in.id,
                sign_in.person,
                secret_hash,
                &sign_in.agent,
                sign_in.created_at,
                sign_in.last_used_at
            ],
        )?;
        Ok(())
    }

    /// Notes that a sign-in was used.
    ///
    /// # Errors
    /// As any statement.
    pub fn touch_sign_in(&self, id: SignInId, at: Timestamp) -> Result<(), StoreError> {
        self.run(
            "UPDATE sign_in SET last_used_at = $1 WHERE id = $2",
            values![at, id],
        )?;
        Ok(())
    }

    /// Counts all sign-ins as used: the clock was moved, and nobody was away.
    ///
    /// # Errors
    /// As any statement.
    pub fn touch_sign_ins(&self, at: Timestamp) -> Result<(), StoreError> {
        let sql = "UPDATE sign_in SET last_used_at = $1 WHERE last_used_at < $2";
        self.run(sql, values![at, at])?;
        Ok(())
    }

    /// Ends one sign-in of a person; answers whether there was one.
    ///
    /// # Errors
    /// As any statement.
    pub fn delete_sign_in(&self, person: PersonId, id: SignInId) -> Result<bool, StoreError> {
        let sql = "DELETE FROM sign_in WHERE person = $1 AND id = $2";
        Ok(self.run(sql, values![person, id])? == 1)
    }

    /// Ends all sign-ins of a person.
    ///
    /// # Errors
    /// As any statement.
    pub fn delete_sign_ins(&self, person: PersonId) -> Result<(), StoreError> {
        self.run("DELETE FROM sign_in WHERE person = $1", values![person])?;
        Ok(())
    }

    /// Writes a new token.
    ///
    /// # Errors
    /// As any statement.
    pub fn insert_token(&self, stored: &StoredToken, secret_hash: &str) -> Result<(), StoreError> {
        let token = &stored.token;
        self.run(
            "INSERT INTO token (id, person, secret_hash, name, scopes, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &[
                token.id.into(),
                stored.person.into(),
                secret_hash.into(),
                (&token.name).into(),
                json(&token.scopes)?,
                token.created_at.into(),
                token.expires_at.into(),
            ],
        )?;
        Ok(())
    }

    /// Ends a token of a person; answers whether there was one.
    ///
    /// # Errors
    /// As any statement.
    pub fn delete_token(&self, person: PersonId, id: TokenId) -> Result<bool, StoreError> {
        let sql = "DELETE FROM token WHERE person = $1 AND id = $2";
        Ok(self.run(sql, values![person, id])? == 1)
    }

    /// Writes a new invitation.
    ///
    /// # Errors
    /// As any statement.
    pub fn insert_invitation(
        &self,
        invitation: &Invitation,
        secret_hash: &str,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO invitation (id, secret_hash, role, created_by, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
            &[
                invitation.id.into(),
                secret_hash.into(),
                json(&invitation.role)?,
                invitation.created_by.into(),
                invitation.created_at.into(),
                invitation.expires_at.into(),
            ],
        )?;
        Ok(())
    }

    /// Writes who took an invitation, or that it was withdrawn.
    ///
    /// # Errors
    /// As any statement.
    pub fn close_invitation(&self, invitation: &Invitation) -> Result<(), StoreError> {
        self.run(
            "UPDATE invitation SET accepted_by = $1, withdrawn_at = $2 WHERE id = $3",
            values![
                invitation.accepted_by,
                invitation.withdrawn_at,
                invitation.id
            ],
        )?;
        Ok(())
    }
}
