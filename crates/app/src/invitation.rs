//! Invitations: links by which people join.

use model::account::Invitation;
use model::error::ErrorCode;
use model::id::InvitationId;
use model::limits::INVITATION_VALID;
use model::person::Role;
use model::time::Timestamp;
use store::PersonSecret;

use crate::account::{SignedIn, hash_secret, insert_sign_in, me, new_secret};
use crate::actor::Actor;
use crate::error::{AppError, not_found, refused};
use crate::person::{insert_person, new_person};
use crate::{App, random, validate};

/// What somebody who holds a link may read before they join.
#[derive(Clone, Debug)]
pub struct OpenInvitation {
    /// The organisation's name.
    pub organisation: String,
    /// Who invites.
    pub invited_by: String,
    /// The role they get.
    pub role: Role,
    /// Until when the link is good.
    pub expires_at: Timestamp,
}

/// What somebody who joins fills in.
#[derive(Clone, Debug)]
pub struct Join {
    /// The link's secret code.
    pub code: String,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: String,
    /// Their IANA time zone.
    pub time_zone: String,
    /// What their browser calls itself.
    pub agent: String,
}

fn over() -> AppError {
    let detail = "this invitation is over: expired, withdrawn or used; ask for a new link";
    refused(ErrorCode::InvitationOver, detail)
}

fn check_open(invitation: &Invitation, now: Timestamp) -> Result<(), AppError> {
    let closed = invitation.accepted_by.is_some() || invitation.withdrawn_at.is_some();
    if closed || invitation.expires_at <= now {
        return Err(over());
    }
    Ok(())
}

impl App {
    /// Makes an invitation; answers it with its code, which is kept nowhere.
    ///
    /// # Errors
    /// `not_allowed` unless an admin acts; only the owner invites admins.
    pub async fn create_invitation(
        &self,
        actor: &Actor,
        role: Role,
    ) -> Result<(Invitation, String), AppError> {
        actor.needs_admin()?;
        rules::person::decide_invite(actor.role, role)?;
        let now = self.now();
        let invitation = Invitation {
            id: InvitationId::new(now, random()),
            role,
            created_by: actor.person,
            created_at: now,
            expires_at: now.plus(INVITATION_VALID),
            accepted_by: None,
            withdrawn_at: None,
        };
        let code = new_secret();
        let (stored, hash) = (invitation.clone(), hash_secret(&code));
        self.store
            .write(move |tx| tx.insert_invitation(&stored, &hash))
            .await?;
        Ok((invitation, code))
    }

    /// The newest invitations.
    ///
    /// # Errors
    /// `not_allowed` unless an admin acts.
    pub async fn invitations(&self, actor: &Actor) -> Result<Vec<Invitation>, AppError> {
        actor.needs_admin()?;
        Ok(self.store.read(|view| view.invitations()).await?)
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    /// `not_found`; `invitation_over` if it is over already.
    pub async fn withdraw_invitation(
        &self,
        actor: &Actor,
        id: InvitationId,
    ) -> Result<(), AppError> {
        actor.needs_admin()?;
        let now = self.now();
        self.store
            .write(move |tx| {
                let mut invitation = tx.invitation(id)?.ok_or_else(not_found)?;
                check_open(&invitation, now)?;
                invitation.withdrawn_at = Some(now);
                Ok(tx.close_invitation(&invitation)?)
            })
            .await
    }

    /// What the holder of a code may read.
    ///
    /// # Errors
    /// `invitation_over`, also for unknown codes.
    pub async fn open_invitation(&self, code: &str) -> Result<OpenInvitation, AppError> {
        let (hash, now) = (hash_secret(code), self.now());
        self.store
            .read(move |view| {
                let invitation = view.invitation_by_code(&hash)?.ok_or_else(over)?;
                check_open(&invitation, now)?;
                let organisation = view.organisation()?.ok_or_else(over)?;
                let host = view.person(invitation.created_by)?.ok_or_else(over)?;
                Ok(OpenInvitation {
                    organisation: organisation.name,
                    invited_by: host.name,
                    role: invitation.role,
                    expires_at: invitation.expires_at,
                })
            })
            .await
    }

    /// Joins by an invitation and signs the new person in.
    ///
    /// # Errors
    /// `invitation_over`; `taken` if the address has an account; `invalid` names the field.
    pub async fn join_by_invitation(&self, join: Join) -> Result<SignedIn, AppError> {
        let name = validate::name("name", &join.name)?;
        let email = validate::email(&join.email)?;
        let time_zone = validate::time_zone(&join.time_zone)?;
        validate::password("password", &join.password)?;
        self.open_invitation(&join.code).await?;
        let password_hash = self.hash_password(join.password).await?;
        let (hash, now) = (hash_secret(&join.code), self.now());
        self.store
            .write(move |tx| {
                let mut invitation = tx.invitation_by_code(&hash)?.ok_or_else(over)?;
                check_open(&invitation, now)?;
                let person = new_person(name, invitation.role, time_zone, now);
                let id = person.id;
                insert_person(
                    tx,
                    &PersonSecret {
                        person,
                        email,
                        password_hash,
                    },
                    now,
                )?;
                invitation.accepted_by = Some(id);
                tx.close_invitation(&invitation)?;
                let secret = insert_sign_in(tx, id, &join.agent, now)?;
                Ok(SignedIn {
                    secret,
                    me: me(tx, id)?,
                })
            })
            .await
    }
}
