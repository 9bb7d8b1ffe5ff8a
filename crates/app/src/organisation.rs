//! Setting up the organisation, and wiping a sample one.

use model::error::ErrorCode;
use model::event::{Audience, Event};
use model::person::{Organisation, Role};
use model::time::Timestamp;
use store::{PersonSecret, Tx};

use crate::account::{SignedIn, insert_sign_in, me};
use crate::actor::Actor;
use crate::error::{AppError, not_allowed, refused};
use crate::person::{insert_person, new_person};
use crate::{App, validate};

/// What the first visitor fills in.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The organisation's name.
    pub organisation: String,
    /// The owner's name.
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

/// Makes the organisation's row and event; refuses if there is one.
pub(crate) fn insert_organisation(
    tx: &mut Tx<'_>,
    name: String,
    sample: bool,
    now: Timestamp,
) -> Result<(), AppError> {
    if tx.organisation()?.is_some() {
        return Err(refused(
            ErrorCode::AlreadySetUp,
            "this organisation is set up already",
        ));
    }
    let organisation = Organisation {
        name,
        created_at: now,
        sample,
        version: 1,
    };
    tx.put_organisation(&organisation)?;
    tx.append(
        now,
        Audience::Organisation,
        Event::OrganisationUpdated(organisation),
    )?;
    Ok(())
}

impl App {
    /// The organisation's name, if it is set up.
    ///
    /// # Errors
    /// As any query.
    pub async fn organisation(&self) -> Result<Option<Organisation>, AppError> {
        Ok(self.store.read(|view| view.organisation()).await?)
    }

    /// Makes the organisation and its owner, once, and signs the owner in.
    ///
    /// # Errors
    /// `already_set_up`; `invalid` names the field.
    pub async fn set_up(&self, setup: Setup) -> Result<SignedIn, AppError> {
        let organisation = validate::name("organisation", &setup.organisation)?;
        let name = validate::name("name", &setup.name)?;
        let email = validate::email(&setup.email)?;
        let time_zone = validate::time_zone(&setup.time_zone)?;
        validate::password("password", &setup.password)?;
        if self.organisation().await?.is_some() {
            return Err(refused(
                ErrorCode::AlreadySetUp,
                "this organisation is set up already",
            ));
        }
        let password_hash = self.hash_password(setup.password).await?;
        let now = self.now();
        self.store
            .write(move |tx| {
                insert_organisation(tx, organisation, false, now)?;
                let person = new_person(name, Role::Owner, time_zone, now);
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
                let secret = insert_sign_in(tx, id, &setup.agent, now)?;
                Ok(SignedIn {
                    secret,
                    me: me(tx, id)?,
                })
            })
            .await
    }

    /// Deletes a sample organisation, so that a real one can be set up.
    ///
    /// # Errors
    /// `not_allowed` unless the actor owns it and it is a sample.
    pub async fn wipe_sample(&self, actor: &Actor) -> Result<(), AppError> {
        actor.needs_browser()?;
        if actor.role != Role::Owner {
            return Err(not_allowed("only the owner can wipe the sample"));
        }
        self.store
            .write(|tx| {
                if !tx
                    .organisation()?
                    .is_some_and(|organisation| organisation.sample)
                {
                    return Err(not_allowed("this is no sample; it cannot be wiped"));
                }
                Ok::<_, AppError>(tx.wipe()?)
            })
            .await?;
        self.accounts.forget_known();
        self.hub.forget();
        self.rooms.clear();
        self.files.clear().await
    }
}
