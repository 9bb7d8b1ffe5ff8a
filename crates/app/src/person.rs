//! People: their own profile, and what admins change.

use std::sync::Arc;

use model::availability::Availability;
use model::error::ErrorCode;
use model::event::{Audience, Event};
use model::id::PersonId;
use model::person::{Me, Person, Role};
use model::time::Timestamp;
use store::{AlarmKind, PersonSecret, Tx};

use crate::account::me;
use crate::actor::Actor;
use crate::error::{AppError, not_found, refused};
use crate::{App, random, validate, visible_person, ways};

/// What a person changes about themselves; `None` leaves as it is.
#[derive(Clone, Debug, Default)]
pub struct ProfileChange {
    /// How they are called.
    pub name: Option<String>,
    /// Their IANA time zone.
    pub time_zone: Option<String>,
    /// Where they work from.
    pub place: Option<String>,
    /// Whether they want letters.
    pub mail: Option<bool>,
    /// Current and new password.
    pub password: Option<(String, String)>,
}

/// What an admin changes about a person; `None` leaves as it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct PersonChange {
    /// What they may do.
    pub role: Option<Role>,
    /// Whether the account is closed.
    pub disabled: Option<bool>,
}

/// Writes a new person with an empty availability and tells everyone.
pub(crate) fn insert_person(
    tx: &mut Tx<'_>,
    secret: &PersonSecret,
    now: Timestamp,
) -> Result<(), AppError> {
    if tx.person_by_email(&secret.email)?.is_some() {
        let detail = "somebody signs in with this address already";
        return Err(refused(ErrorCode::Taken, detail));
    }
    tx.put_person(secret)?;
    let availability = Availability::unsaid(secret.person.id);
    tx.put_availability(&availability)?;
    // The clock plans their first digest.
    tx.set_alarm(AlarmKind::Digest, &secret.person.id.to_string(), Some(now))?;
    tx.append(
        now,
        Audience::Organisation,
        Event::PersonUpdated(secret.person.clone()),
    )?;
    tx.append(
        now,
        Audience::Organisation,
        Event::AvailabilityUpdated(availability),
    )?;
    Ok(())
}

fn update_person(
    tx: &mut Tx<'_>,
    mut secret: PersonSecret,
    now: Timestamp,
) -> Result<(), AppError> {
    secret.person.version += 1;
    tx.put_person(&secret)?;
    tx.append(
        now,
        Audience::Organisation,
        Event::PersonUpdated(secret.person),
    )?;
    Ok(())
}

impl App {
    /// Everyone the actor may see, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub async fn people(&self, actor: &Actor) -> Result<Vec<Person>, AppError> {
        let (person, guest) = (actor.person, actor.role == Role::Guest);
        let found = self.store.read(move |view| {
            if guest {
                view.acquaintances(person)
            } else {
                view.people()
            }
        });
        Ok(found.await?)
    }

    /// One person.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn person(&self, actor: &Actor, id: PersonId) -> Result<Person, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| visible_person(view, &actor, id))
            .await
    }

    /// Changes the actor's own profile.
    ///
    /// # Errors
    /// `invalid` names the field.
    pub async fn update_me(
        self: &Arc<Self>,
        actor: &Actor,
        change: ProfileChange,
    ) -> Result<Me, AppError> {
        actor.needs(model::account::Scope::Write)?;
        let name = change
            .name
            .map(|name| validate::name("name", &name))
            .transpose()?;
        let zone = change
            .time_zone
            .map(|zone| validate::time_zone(&zone))
            .transpose()?;
        let place = change.place.map(|place| rules::text::check_place(&place));
        let place = validate::field("place", place.transpose())?;
        let hash = match change.password {
            Some((current, new)) => Some(self.change_password(actor, current, new).await?),
            None => None,
        };
        let (app, id, now) = (Arc::clone(self), actor.person, self.now());
        let me = self.store.write(move |tx| {
            let mut secret = tx.person_secret(id)?.ok_or_else(not_found)?;
            secret.person.name = name.unwrap_or(secret.person.name);
            secret.person.time_zone = zone.unwrap_or(secret.person.time_zone);
            secret.person.place = place.unwrap_or(secret.person.place);
            secret.password_hash = hash.unwrap_or(secret.password_hash);
            update_person(tx, secret, now)?;
            if let Some(mail) = change.mail {
                ways::changing(tx, id, now, |tx| crate::mail::choose(tx, id, mail))?;
            }
            crate::my_board::replan(&app, tx, id, now)?;
            crate::delivery::replan(&app, tx, id, now)?;
            me(tx, id)
        });
        me.await
    }

    /// Changes a person's role or closes or opens their account.
    ///
    /// # Errors
    /// `not_allowed` unless an admin acts; only the owner makes and unmakes admins; there is always
    /// one owner.
    pub async fn update_person(
        self: &Arc<Self>,
        actor: &Actor,
        id: PersonId,
        change: PersonChange,
    ) -> Result<Person, AppError> {
        actor.needs_admin()?;
        let (app, by, now) = (Arc::clone(self), actor.clone(), self.now());
        let person = self
            .store
            .write(move |tx| change_person(&app, tx, &by, id, change, now));
        let person = person.await?;
        self.accounts.forget_known();
        if person.disabled_at.is_some() {
            self.hub.drop_person(id);
            self.end_watching(id, None);
            self.leave_everywhere(id).await?;
        }
        Ok(person)
    }
}

fn change_person(
    app: &App,
    tx: &mut Tx<'_>,
    by: &Actor,
    id: PersonId,
    change: PersonChange,
    now: Timestamp,
) -> Result<Person, AppError> {
    let mut secret = tx.person_secret(id)?.ok_or_else(not_found)?;
    let acting = tx.person(by.person)?.ok_or_else(not_found)?;
    let owners = usize::try_from(tx.count_role(Role::Owner)?).unwrap_or(usize::MAX);
    let role = change.role.unwrap_or(secret.person.role);
    if change.role.is_some() {
        rules::person::decide_role(&acting, &secret.person, role, owners)?;
    }
    if (role == Role::Guest) != (secret.person.role == Role::Guest) {
        let detail = "a guest cannot become a member or the other way; invite them anew";
        return Err(refused(ErrorCode::WrongState, detail));
    }
    secret.person.role = role;
    match change.disabled {
        Some(true) => {
            rules::person::decide_disable(&acting, &secret.person, owners)?;
            secret.person.disabled_at = Some(now);
            ways::changing(tx, id, now, |tx| Ok(tx.delete_sign_ins(id)?))?;
            crate::request::withdraw_of(tx, id, None, now)?;
            crate::talk::end_of(tx, id, None, now)?;
            crate::views::leave(app, tx, id, None, now)?;
            crate::check_in::leave(app, tx, id, None, now)?;
        }
        Some(false) => {
            rules::person::decide_enable(&acting, &secret.person)?;
            secret.person.disabled_at = None;
        }
        None => {}
    }
    update_person(tx, secret, now)?;
    tx.person(id)?.ok_or_else(not_found)
}

/// A person who is about to join, with a fresh id.
pub(crate) fn new_person(name: String, role: Role, time_zone: String, now: Timestamp) -> Person {
    Person {
        id: PersonId::new(now, random()),
        name,
        role,
        time_zone,
        place: String::new(),
        joined_at: now,
        disabled_at: None,
        version: 1,
    }
}
