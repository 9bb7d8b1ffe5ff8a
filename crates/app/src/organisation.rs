//! Setting up the organisation, changing what it sets, and wiping a sample one.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::availability::{Holiday, Region, WorkSpan};
use model::error::ErrorCode;
use model::event::{Audience, Event};
use model::id::PersonId;
use model::person::{Organisation, Role};
use model::settings::Settings;
use model::time::Timestamp;
use store::{PersonSecret, Tx, View};

use crate::account::{SignedIn, insert_sign_in, me};
use crate::actor::Actor;
use crate::delivery::replan_all;
use crate::error::{AppError, check_version, invalid, not_allowed, not_found, refused};
use crate::person::{insert_person, new_person};
use crate::{App, my_board, validate};

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

/// What an admin changes about the organisation; `None` leaves as it is.
#[derive(Clone, Debug, Default)]
pub struct OrganisationChange {
    /// Its name.
    pub name: Option<String>,
    /// Numbers of the rules by name; those that are not named stay.
    pub settings: Option<BTreeMap<String, u32>>,
    /// The working week of who has set none.
    pub default_week: Option<Vec<WorkSpan>>,
    /// All regions with their holidays.
    pub regions: Option<Vec<Region>>,
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
        clock_ahead_ms: 0,
        default_week: rules::availability::default_week().to_vec(),
        settings: Settings::default(),
        regions: Vec::new(),
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

/// The numbers with those that are named in their place.
fn merged(settings: &Settings, named: BTreeMap<String, u32>) -> Result<Settings, AppError> {
    let mut all = serde_json::to_value(settings)?;
    for (name, number) in named {
        let Some(value) = all.get_mut(&name) else {
            let field = format!("settings.{name}");
            return Err(invalid(&field, "there is no such number"));
        };
        *value = number.into();
    }
    let settings = serde_json::from_value(all)?;
    validate::fields(rules::organisation::check_settings(&settings))?;
    Ok(settings)
}

fn changed(old: &Organisation, change: OrganisationChange) -> Result<Organisation, AppError> {
    let mut new = old.clone();
    if let Some(name) = change.name {
        new.name = validate::name("name", &name)?;
    }
    if let Some(named) = change.settings {
        new.settings = merged(&old.settings, named)?;
    }
    if let Some(week) = change.default_week {
        let faults = rules::availability::check_week("default_week", &week);
        if !faults.is_empty() {
            return Err(validate::wrong_fields(faults));
        }
        new.default_week = week;
    }
    if let Some(regions) = change.regions {
        new.regions = validate::fields(rules::organisation::check_regions(&regions))?;
    }
    new.version += 1;
    Ok(new)
}

fn holidays_of<'a>(organisation: &'a Organisation, region: &str) -> Option<&'a [Holiday]> {
    let mut regions = organisation.regions.iter();
    let found = regions.find(|one| one.name == region);
    found.map(|region| region.holidays.as_slice())
}

/// Whom a change lets work at other times: who has set no week, and who lives where a holiday came or
/// went. The numbers of the rules move nothing that is held.
fn concerned(
    view: &View<'_>,
    old: &Organisation,
    new: &Organisation,
) -> Result<Vec<PersonId>, AppError> {
    let week = old.default_week != new.default_week;
    if !week && old.regions == new.regions {
        return Ok(Vec::new());
    }
    let all = view.availabilities()?.into_iter();
    let concerned = all.filter(|one| {
        let assumed = week && one.weekly.is_none();
        assumed || holidays_of(old, &one.region) != holidays_of(new, &one.region)
    });
    Ok(concerned.map(|one| one.person).collect())
}

impl App {
    /// Changes what the organisation sets; whoever works at other times by that is told at those.
    ///
    /// # Errors
    /// `not_allowed` unless an admin acts; `stale`; `invalid` names the fields.
    pub async fn update_organisation(
        self: &Arc<Self>,
        actor: &Actor,
        change: OrganisationChange,
        version: Option<u64>,
    ) -> Result<Organisation, AppError> {
        actor.needs_admin()?;
        let (app, now) = (Arc::clone(self), self.now());
        self.store
            .write(move |tx| {
                let old = tx.organisation()?.ok_or_else(not_found)?;
                check_version(version, old.version)?;
                let new = changed(&old, change)?;
                tx.put_organisation(&new)?;
                let event = Event::OrganisationUpdated(new.clone());
                tx.append(now, Audience::Organisation, event)?;
                let concerned = concerned(tx, &old, &new)?;
                replan_all(&app, tx, &concerned, now)?;
                my_board::hours_changed(tx, &concerned, now)?;
                Ok(new)
            })
            .await
    }

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
        self.ahead.reset();
        self.files.clear().await
    }
}
