//! Groups: named sets of people, and who of them is on duty.

use std::sync::Arc;

use model::account::Scope;
use model::error::ErrorCode;
use model::event::{Audience, Event};
use model::group::{Duty, Group, Rota};
use model::id::{GroupId, PersonId};
use model::limits::{GROUP_PEOPLE_MAX, GROUPS_MAX};
use model::person::{Person, Role};
use model::time::Timestamp;
use store::{Tx, View};

use crate::actor::Actor;
use crate::error::{AppError, check_version, invalid, not_found, refused};
use crate::once::{IdempotencyKey, once};
use crate::{App, agreement, random, request, validate};

/// A group that is to be made.
#[derive(Clone, Debug, Default)]
pub struct NewGroup {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// Who is in it; only its maker if left out.
    pub members: Option<Vec<PersonId>>,
    /// Who of it is on duty when.
    pub rota: Option<Rota>,
}

/// What is changed about a group; `None` leaves as it is.
#[derive(Clone, Debug, Default)]
pub struct GroupChange {
    /// Its name.
    pub name: Option<String>,
    /// What it is for.
    pub purpose: Option<String>,
    /// Who is in it.
    pub members: Option<Vec<PersonId>>,
    /// Who of it is on duty when; `Some(None)` ends the rota.
    pub rota: Option<Option<Rota>>,
    /// Whether it is not used any more.
    pub archived: Option<bool>,
}

/// A group that the actor may see: guests see people, not teams.
pub(crate) fn seen_group(view: &View<'_>, actor: &Actor, id: GroupId) -> Result<Group, AppError> {
    let group = view.group(id)?.filter(|_| actor.role != Role::Guest);
    group.ok_or_else(not_found)
}

/// The people in a group, in order of id.
pub(crate) fn people_of(view: &View<'_>, group: &Group) -> Result<Vec<Person>, AppError> {
    let mut people = Vec::with_capacity(group.members.len());
    for id in &group.members {
        people.extend(view.person(*id)?);
    }
    Ok(people)
}

fn checked_name(view: &View<'_>, name: &str, own: Option<GroupId>) -> Result<String, AppError> {
    let name = validate::name("name", name)?;
    let taken = view.group_named(&name)?;
    if taken.is_some() && taken != own {
        let detail = "another group has this name; it may be archived";
        return Err(validate::coded(ErrorCode::Taken, "name", detail));
    }
    Ok(name)
}

fn checked_purpose(purpose: &str) -> Result<String, AppError> {
    validate::field("purpose", rules::text::check_purpose(purpose))
}

/// Members in order, each once. Who is in the group already stays, whatever became of the account.
fn checked_members(
    view: &View<'_>,
    mut members: Vec<PersonId>,
    before: &[PersonId],
) -> Result<Vec<PersonId>, AppError> {
    if GROUP_PEOPLE_MAX < members.len() {
        let detail = format!("at most {GROUP_PEOPLE_MAX} people");
        return Err(invalid("members", detail));
    }
    members.sort_unstable();
    members.dedup();
    for id in members.iter().filter(|id| !before.contains(id)) {
        let Some(person) = view.person(*id)? else {
            return Err(invalid("members", "somebody named does not exist"));
        };
        if person.role == Role::Guest {
            let detail = format!("{} is a guest; guests are in no group", person.name);
            return Err(invalid("members", detail));
        }
        if person.disabled_at.is_some() {
            let detail = format!("the account of {} is closed", person.name);
            return Err(invalid("members", detail));
        }
    }
    Ok(members)
}

fn put(tx: &mut Tx<'_>, group: &Group, now: Timestamp) -> Result<(), AppError> {
    tx.put_group(group)?;
    tx.append(
        now,
        Audience::Organisation,
        Event::GroupUpdated(group.clone()),
    )?;
    Ok(())
}

pub(crate) fn create(
    tx: &mut Tx<'_>,
    actor: &Actor,
    new: &NewGroup,
    now: Timestamp,
) -> Result<Group, AppError> {
    let members = new.members.clone().unwrap_or_else(|| vec![actor.person]);
    let members = checked_members(tx, members, &[])?;
    rules::group::decide_make(&members, actor.person, actor.role)?;
    if GROUPS_MAX as u64 <= tx.count_groups()? {
        let detail = format!("at most {GROUPS_MAX} groups; rename one that is archived");
        return Err(refused(ErrorCode::WrongState, detail));
    }
    if let Some(rota) = &new.rota {
        rules::group::check_rota(rota, &members)?;
    }
    let group = Group {
        id: GroupId::new(now, random()),
        name: checked_name(tx, &new.name, None)?,
        purpose: checked_purpose(&new.purpose)?,
        members,
        rota: new.rota.clone(),
        created_at: now,
        archived_at: None,
        version: 1,
    };
    put(tx, &group, now)?;
    Ok(group)
}

fn changed(
    view: &View<'_>,
    old: &Group,
    change: GroupChange,
    now: Timestamp,
) -> Result<Group, AppError> {
    let mut group = old.clone();
    if let Some(name) = change.name {
        group.name = checked_name(view, &name, Some(old.id))?;
    }
    if let Some(purpose) = change.purpose {
        group.purpose = checked_purpose(&purpose)?;
    }
    if let Some(members) = change.members {
        group.members = checked_members(view, members, &old.members)?;
        let rota = group.rota.take();
        group.rota = rota.and_then(|rota| rules::group::rota_of(&rota, &group.members));
    }
    if let Some(rota) = change.rota {
        if let Some(rota) = &rota {
            rules::group::check_rota(rota, &group.members)?;
        }
        group.rota = rota;
    }
    group.archived_at = match change.archived {
        Some(true) => old.archived_at.or(Some(now)),
        Some(false) => None,
        None => old.archived_at,
    };
    group.version += 1;
    Ok(group)
}

impl App {
    /// All groups, in order of id; none for guests.
    ///
    /// # Errors
    /// As any query.
    pub async fn groups(&self, actor: &Actor) -> Result<Vec<Group>, AppError> {
        if actor.role == Role::Guest {
            return Ok(Vec::new());
        }
        Ok(self.store.read(|view| view.groups()).await?)
    }

    /// One group.
    ///
    /// # Errors
    /// `not_found`, for guests always.
    pub async fn group(&self, actor: &Actor, id: GroupId) -> Result<Group, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| seen_group(view, &actor, id))
            .await
    }

    /// Makes a group.
    ///
    /// # Errors
    /// `not_allowed` for guests; `taken` if another has the name; `invalid` names the field.
    pub async fn create_group(
        &self,
        actor: &Actor,
        new: NewGroup,
        key: Option<IdempotencyKey>,
    ) -> Result<Group, AppError> {
        actor.needs(Scope::Write)?;
        actor.needs_member()?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                once(tx, &actor, key.as_ref(), "create_group", now, |tx| {
                    create(tx, &actor, &new, now)
                })
            })
            .await
    }

    /// Changes a group; what its agreement sets counts at once for who joins, and no longer for who
    /// leaves.
    ///
    /// # Errors
    /// `not_allowed` unless the actor is in it or an admin; `stale`; `taken`; `invalid` names the
    /// field.
    pub async fn update_group(
        self: &Arc<Self>,
        actor: &Actor,
        id: GroupId,
        change: GroupChange,
        version: Option<u64>,
    ) -> Result<Group, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let old = seen_group(tx, &actor, id)?;
                rules::group::decide_change(&old, actor.person, actor.role)?;
                check_version(version, old.version)?;
                let new = changed(tx, &old, change, now)?;
                put(tx, &new, now)?;
                agreement::group_changed(&app, tx, &old, &new, now)?;
                crate::check_in::group_changed(&app, tx, &old, &new, now)?;
                for person in old.members.iter().filter(|one| !new.members.contains(one)) {
                    request::leave_group(tx, id, *person, now)?;
                }
                Ok(new)
            })
            .await
    }

    /// Who of a group is on duty at an instant, now if none is named.
    ///
    /// # Errors
    /// `not_found`, for guests always.
    pub async fn duty(
        &self,
        actor: &Actor,
        id: GroupId,
        at: Option<Timestamp>,
    ) -> Result<Option<Duty>, AppError> {
        let (actor, at) = (actor.clone(), at.unwrap_or_else(|| self.now()));
        self.store
            .read(move |view| {
                let group = seen_group(view, &actor, id)?;
                let people = people_of(view, &group)?;
                let team = rules::agreement::Team {
                    group: &group,
                    people: &people,
                };
                Ok(rules::group::duty_of(&group, at, |person| team.has(person)))
            })
            .await
    }
}
