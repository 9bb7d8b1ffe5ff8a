//! Agreements: proposing, seeing, adopting and dropping changes, and the look back each quarter.

use std::sync::Arc;

use model::account::Scope;
use model::agreement::{Agreement, AgreementTerms, GroupAgreement, Proposal};
use model::delivery::DeliveryAbout;
use model::error::ErrorCode;
use model::event::{Audience, Event};
use model::group::Group;
use model::id::{GroupId, PersonId, ProposalId};
use model::limits::OPEN_PROPOSALS_MAX;
use model::person::Person;
use model::time::Timestamp;
use rules::agreement::Team;
use rules::zone::zone_or_utc;
use store::{AlarmKind, Tx, View};

use crate::actor::Actor;
use crate::delivery::notice::{self, Notice};
use crate::delivery::replan_all;
use crate::error::{AppError, not_allowed, not_found, refused};
use crate::group::{people_of, seen_group};
use crate::once::{IdempotencyKey, once};
use crate::{App, random};

/// A proposal that the actor may see, with its group and the people in it.
fn seen_proposal(
    view: &View<'_>,
    actor: &Actor,
    id: ProposalId,
) -> Result<(Proposal, Group, Vec<Person>), AppError> {
    let proposal = view.proposal(id)?.ok_or_else(not_found)?;
    let group = seen_group(view, actor, proposal.group)?;
    let people = people_of(view, &group)?;
    Ok((proposal, group, people))
}

fn put_agreement(
    tx: &mut Tx<'_>,
    agreement: &Agreement,
    group: &Group,
    now: Timestamp,
) -> Result<(), AppError> {
    tx.put_agreement(agreement)?;
    let event = Event::AgreementUpdated(Box::new(agreement.clone()));
    tx.append(now, Audience::Organisation, event)?;
    set_review(tx, agreement, group)?;
    settle(tx, &group.members, review_of(group.id), now)
}

fn put_proposal(tx: &mut Tx<'_>, proposal: &Proposal, now: Timestamp) -> Result<(), AppError> {
    tx.put_proposal(proposal)?;
    let event = Event::ProposalUpdated(Box::new(proposal.clone()));
    tx.append(now, Audience::Organisation, event)?;
    Ok(())
}

fn proposal_of(group: GroupId) -> DeliveryAbout {
    DeliveryAbout::Proposal { group }
}

fn review_of(group: GroupId) -> DeliveryAbout {
    DeliveryAbout::Review { group }
}

fn settle(
    tx: &mut Tx<'_>,
    people: &[PersonId],
    settled: DeliveryAbout,
    now: Timestamp,
) -> Result<(), AppError> {
    notice::settle(tx, people, |about| *about == settled, now)
}

/// Tells everyone of a team with an open account, besides who caused it; a former notice of the same
/// goes.
fn tell_team(
    app: &App,
    tx: &mut Tx<'_>,
    people: &[Person],
    about: &DeliveryAbout,
    from: Option<PersonId>,
    now: Timestamp,
) -> Result<(), AppError> {
    let told = people
        .iter()
        .filter(|person| person.disabled_at.is_none() && Some(person.id) != from);
    for person in told {
        settle(tx, &[person.id], about.clone(), now)?;
        let notice = Notice {
            person: person.id,
            about: about.clone(),
            place: None,
            from,
            pierces: false,
        };
        notice::tell(app, tx, notice, now)?;
    }
    Ok(())
}

/// Takes the notice of proposals out of the lists of those who have seen all that are open.
fn settle_seen(tx: &mut Tx<'_>, group: &Group, now: Timestamp) -> Result<(), AppError> {
    let open = tx.open_proposals_of(group.id)?;
    let done: Vec<PersonId> = group
        .members
        .iter()
        .copied()
        .filter(|member| open.iter().all(|one| one.seen_by.contains(member)))
        .collect();
    settle(tx, &done, proposal_of(group.id), now)
}

/// Sets when the team is reminded to look at its agreement again: in the zone of its rota, or else of
/// who changed the agreement last.
fn set_review(tx: &Tx<'_>, agreement: &Agreement, group: &Group) -> Result<(), AppError> {
    let zone = match &group.rota {
        Some(rota) => rota.time_zone.clone(),
        None => tx
            .person(agreement.changed_by)?
            .map_or_else(String::new, |person| person.time_zone),
    };
    let next = rules::agreement::next_review(agreement, &zone_or_utc(&zone));
    let next = group.archived_at.is_none().then_some(next);
    tx.set_alarm(AlarmKind::Review, &group.id.to_string(), next)?;
    Ok(())
}

/// Reminds a team to look at its agreement again, and once more in a quarter if nobody does.
pub(crate) fn remind_of_review(
    app: &App,
    tx: &mut Tx<'_>,
    id: GroupId,
    now: Timestamp,
) -> Result<(), AppError> {
    let (Some(group), Some(agreement)) = (tx.group(id)?, tx.agreement(id)?) else {
        return Ok(());
    };
    if group.archived_at.is_some() {
        return Ok(());
    }
    let reminded = Agreement {
        reviewed_at: now,
        ..agreement
    };
    set_review(tx, &reminded, &group)?;
    let people = people_of(tx, &group)?;
    tell_team(app, tx, &people, &review_of(id), None, now)
}

/// What follows for an agreement when its group changed: who left, or whose group is archived, hears
/// no more of it, and the rules count anew for whom it begins or ends to count.
pub(crate) fn group_changed(
    app: &App,
    tx: &mut Tx<'_>,
    old: &Group,
    new: &Group,
    now: Timestamp,
) -> Result<(), AppError> {
    let gone: Vec<PersonId> = old
        .members
        .iter()
        .copied()
        .filter(|member| new.archived_at.is_some() || !new.members.contains(member))
        .collect();
    settle(tx, &gone, proposal_of(new.id), now)?;
    settle(tx, &gone, review_of(new.id), now)?;
    let Some(agreement) = tx.agreement(new.id)? else {
        return Ok(());
    };
    let archived = old.archived_at.is_some() != new.archived_at.is_some();
    if archived {
        set_review(tx, &agreement, new)?;
    }
    let (before, after) = (&old.members, &new.members);
    let mut people: Vec<PersonId> = before.iter().chain(after).copied().collect();
    people.sort_unstable();
    people.dedup();
    people.retain(|person| archived || before.contains(person) != after.contains(person));
    replan_all(app, tx, &people, now)
}

/// A proposal as it is written.
pub(crate) struct Draft {
    pub(crate) terms: AgreementTerms,
    pub(crate) note: String,
}

pub(crate) fn propose(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: GroupId,
    draft: &Draft,
    now: Timestamp,
) -> Result<Proposal, AppError> {
    let group = seen_group(tx, actor, id)?;
    let people = people_of(tx, &group)?;
    let team = Team {
        group: &group,
        people: &people,
    };
    let proposal = rules::agreement::decide_propose(
        ProposalId::new(now, random()),
        team,
        draft.terms.clone(),
        &draft.note,
        actor.person,
        now,
    )?;
    if OPEN_PROPOSALS_MAX <= tx.open_proposals_of(id)?.len() {
        let detail = format!("{OPEN_PROPOSALS_MAX} proposals are open; adopt or drop one first");
        return Err(refused(ErrorCode::WrongState, detail));
    }
    put_proposal(tx, &proposal, now)?;
    tell_team(app, tx, &people, &proposal_of(id), Some(actor.person), now)?;
    Ok(proposal)
}

pub(crate) fn adopt(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    now: Timestamp,
) -> Result<Agreement, AppError> {
    let (proposal, group, people) = seen_proposal(tx, actor, id)?;
    let team = Team {
        group: &group,
        people: &people,
    };
    let current = tx.agreement(group.id)?;
    let (agreement, adopted) =
        rules::agreement::decide_adopt(&proposal, current.as_ref(), team, actor.person, now)?;
    put_proposal(tx, &adopted, now)?;
    let open = tx.open_proposals_of(group.id)?;
    for dropped in rules::agreement::superseded(&adopted, &open, now) {
        put_proposal(tx, &dropped, now)?;
    }
    put_agreement(tx, &agreement, &group, now)?;
    settle_seen(tx, &group, now)?;
    replan_all(app, tx, &group.members, now)?;
    Ok(agreement)
}

impl App {
    /// A team's agreement, and what was proposed to change it.
    ///
    /// # Errors
    /// `not_found`, for guests always.
    pub async fn agreement(&self, actor: &Actor, id: GroupId) -> Result<GroupAgreement, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| {
                let group = seen_group(view, &actor, id)?;
                Ok(GroupAgreement {
                    agreement: view.agreement(group.id)?,
                    proposals: view.proposals_of(group.id)?,
                })
            })
            .await
    }

    /// Proposes a change of a team's agreement; the team is told.
    ///
    /// # Errors
    /// `not_allowed` unless the actor is in the team; `invalid` names the fields.
    pub async fn propose(
        self: &Arc<Self>,
        actor: &Actor,
        id: GroupId,
        terms: AgreementTerms,
        note: String,
        key: Option<IdempotencyKey>,
    ) -> Result<Proposal, AppError> {
        actor.needs(Scope::Write)?;
        let draft = Draft { terms, note };
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| {
                once(tx, &actor, key.as_ref(), "propose", now, |tx| {
                    propose(&app, tx, &actor, id, &draft, now)
                })
            })
            .await
    }

    /// Notes that the actor has seen a proposal; changes nothing if it is closed.
    ///
    /// # Errors
    /// `not_found`, for guests always; `not_allowed` unless the actor is in the team.
    pub async fn see_proposal(&self, actor: &Actor, id: ProposalId) -> Result<Proposal, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let (proposal, group, people) = seen_proposal(tx, &actor, id)?;
                let team = Team {
                    group: &group,
                    people: &people,
                };
                if !team.has(actor.person) {
                    let detail = "only the team's members say what they have seen";
                    return Err(not_allowed(detail));
                }
                let Some(seen) = rules::agreement::seen(&proposal, team, actor.person) else {
                    return Ok(proposal);
                };
                put_proposal(tx, &seen, now)?;
                settle_seen(tx, &group, now)?;
                Ok(seen)
            })
            .await
    }

    /// Makes a proposal the team's agreement: its numbers count for the team at once, and other open
    /// proposals are dropped.
    ///
    /// # Errors
    /// `not_allowed` unless the actor is in the team and somebody else proposed it; `wrong_state` if
    /// it is closed.
    pub async fn adopt_proposal(
        self: &Arc<Self>,
        actor: &Actor,
        id: ProposalId,
    ) -> Result<Agreement, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| adopt(&app, tx, &actor, id, now))
            .await
    }

    /// Takes a proposal back.
    ///
    /// # Errors
    /// `not_allowed` unless the actor made it, or its maker left the team; `wrong_state` if it is
    /// closed.
    pub async fn drop_proposal(&self, actor: &Actor, id: ProposalId) -> Result<Proposal, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let (proposal, group, people) = seen_proposal(tx, &actor, id)?;
                let team = Team {
                    group: &group,
                    people: &people,
                };
                let dropped = rules::agreement::decide_drop(&proposal, team, actor.person, now)?;
                put_proposal(tx, &dropped, now)?;
                settle_seen(tx, &group, now)?;
                Ok(dropped)
            })
            .await
    }

    /// Notes that the team has looked at its agreement and keeps it for another quarter.
    ///
    /// # Errors
    /// `not_allowed` unless the actor is in the team; `not_found` if there is no agreement.
    pub async fn review_agreement(
        &self,
        actor: &Actor,
        id: GroupId,
    ) -> Result<Agreement, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let group = seen_group(tx, &actor, id)?;
                let people = people_of(tx, &group)?;
                let team = Team {
                    group: &group,
                    people: &people,
                };
                let agreement = tx.agreement(id)?.ok_or_else(not_found)?;
                let kept = rules::agreement::decide_review(&agreement, team, actor.person, now)?;
                put_agreement(tx, &kept, &group, now)?;
                Ok(kept)
            })
            .await
    }
}
