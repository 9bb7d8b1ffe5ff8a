//! How a team's agreement changes: somebody proposes, the team sees it, somebody else adopts it.

use model::agreement::{Agreement, AgreementTerms, Proposal, ProposalState};
use model::error::FieldError;
use model::group::Group;
use model::id::{PersonId, ProposalId};
use model::person::Person;
use model::time::Timestamp;

use super::{check_terms, fault};
use crate::text::check_purpose;

/// A group with the people in it, as far as they have an account.
#[derive(Clone, Copy, Debug)]
pub struct Team<'a> {
    /// The group.
    pub group: &'a Group,
    /// Its people; others here count for nothing.
    pub people: &'a [Person],
}

impl Team<'_> {
    /// Whether somebody is in it with an open account.
    #[must_use]
    pub fn has(&self, person: PersonId) -> bool {
        self.open().any(|member| member == person)
    }

    /// Whether somebody is in it besides `person`, with an open account.
    #[must_use]
    pub fn has_others_than(&self, person: PersonId) -> bool {
        self.open().any(|member| member != person)
    }

    fn open(&self) -> impl Iterator<Item = PersonId> {
        self.people
            .iter()
            .filter(|person| person.disabled_at.is_none())
            .map(|person| person.id)
            .filter(|id| self.group.members.contains(id))
    }
}

/// Why a change of an agreement cannot be proposed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProposeRefusal {
    /// They are not in the team.
    #[error("only the team's members change its agreement")]
    NotMember,
    /// The group is archived.
    #[error("the group is archived")]
    Archived,
    /// Some fields are wrong.
    #[error("some fields of the proposal are wrong")]
    Fields(Vec<FieldError>),
}

/// Why a proposal cannot be adopted or dropped, or an agreement not be looked at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AdoptRefusal {
    /// They are not in the team.
    #[error("only the team's members change its agreement")]
    NotMember,
    /// The group is archived.
    #[error("the group is archived")]
    Archived,
    /// It was adopted or dropped before.
    #[error("the proposal is closed")]
    Closed,
    /// Somebody else of the team adopts what one proposes.
    #[error("somebody else of the team must adopt it")]
    Own,
    /// Only who proposed it takes it back, as long as they are in the team.
    #[error("only who proposed it may take it back")]
    NotProposer,
}

/// Decides whether `by` may propose these terms for the team; answers the proposal to store.
///
/// # Errors
/// [`ProposeRefusal`] names the rule that refused, or all fields that are wrong.
pub fn decide_propose(
    id: ProposalId,
    team: Team<'_>,
    terms: AgreementTerms,
    note: &str,
    by: PersonId,
    now: Timestamp,
) -> Result<Proposal, ProposeRefusal> {
    if !team.has(by) {
        return Err(ProposeRefusal::NotMember);
    }
    if team.group.archived_at.is_some() {
        return Err(ProposeRefusal::Archived);
    }
    let mut faults = check_terms(&terms).err().unwrap_or_default();
    let note = check_purpose(note).unwrap_or_else(|refusal| {
        faults.push(fault("note", &refusal.to_string()));
        String::new()
    });
    if !faults.is_empty() {
        return Err(ProposeRefusal::Fields(faults));
    }
    Ok(Proposal {
        id,
        group: team.group.id,
        terms,
        note,
        by,
        at: now,
        seen_by: vec![by],
        state: ProposalState::Open,
    })
}

/// The proposal after `person` has seen it; `None` if that changes nothing: it is closed, they have
/// seen it, or they are not in the team.
#[must_use]
pub fn seen(proposal: &Proposal, team: Team<'_>, person: PersonId) -> Option<Proposal> {
    let new = proposal.state == ProposalState::Open
        && team.has(person)
        && !proposal.seen_by.contains(&person);
    new.then(|| with_seen(proposal, person))
}

/// Decides whether `by` may adopt the proposal; answers the agreement and the proposal as they stand
/// then. `current` is the team's agreement so far. What else is open of the team, see [`superseded`].
///
/// # Errors
/// [`AdoptRefusal`] names the rule that refused.
pub fn decide_adopt(
    proposal: &Proposal,
    current: Option<&Agreement>,
    team: Team<'_>,
    by: PersonId,
    now: Timestamp,
) -> Result<(Agreement, Proposal), AdoptRefusal> {
    may_change(team, by)?;
    if proposal.state != ProposalState::Open {
        return Err(AdoptRefusal::Closed);
    }
    if proposal.by == by && team.has_others_than(by) {
        return Err(AdoptRefusal::Own);
    }
    let AgreementTerms {
        settings,
        quiet_hours,
        meeting_free,
        modes,
        text,
    } = proposal.terms.clone();
    let agreement = Agreement {
        group: proposal.group,
        settings,
        quiet_hours,
        meeting_free,
        modes,
        text,
        changed_by: by,
        changed_at: now,
        reviewed_at: now,
        version: current.map_or(1, |agreement| agreement.version + 1),
    };
    let adopted = Proposal {
        state: ProposalState::Adopted { by, at: now },
        ..with_seen(proposal, by)
    };
    Ok((agreement, adopted))
}

/// The other proposals of a team when one was adopted: they spoke of an agreement that is no more.
#[must_use]
pub fn superseded(adopted: &Proposal, of_the_team: &[Proposal], now: Timestamp) -> Vec<Proposal> {
    of_the_team
        .iter()
        .filter(|other| other.id != adopted.id && other.group == adopted.group)
        .filter(|other| other.state == ProposalState::Open)
        .map(|other| dropped(other, now))
        .collect()
}

/// Decides whether `by` may take the proposal back: who made it may, and when they are no longer in
/// the team, anyone of it.
///
/// # Errors
/// [`AdoptRefusal`] names the rule that refused.
pub fn decide_drop(
    proposal: &Proposal,
    team: Team<'_>,
    by: PersonId,
    now: Timestamp,
) -> Result<Proposal, AdoptRefusal> {
    may_change(team, by)?;
    if proposal.state != ProposalState::Open {
        return Err(AdoptRefusal::Closed);
    }
    if proposal.by != by && team.has(proposal.by) {
        return Err(AdoptRefusal::NotProposer);
    }
    Ok(dropped(proposal, now))
}

/// Decides whether `by` may say that the team has looked at its agreement and keeps it.
///
/// # Errors
/// [`AdoptRefusal::NotMember`] and [`AdoptRefusal::Archived`].
pub fn decide_review(
    agreement: &Agreement,
    team: Team<'_>,
    by: PersonId,
    now: Timestamp,
) -> Result<Agreement, AdoptRefusal> {
    may_change(team, by)?;
    Ok(Agreement {
        reviewed_at: now,
        version: agreement.version + 1,
        ..agreement.clone()
    })
}

fn may_change(team: Team<'_>, by: PersonId) -> Result<(), AdoptRefusal> {
    if !team.has(by) {
        return Err(AdoptRefusal::NotMember);
    }
    if team.group.archived_at.is_some() {
        return Err(AdoptRefusal::Archived);
    }
    Ok(())
}

fn with_seen(proposal: &Proposal, person: PersonId) -> Proposal {
    let mut proposal = proposal.clone();
    if !proposal.seen_by.contains(&person) {
        proposal.seen_by.push(person);
    }
    proposal
}

fn dropped(proposal: &Proposal, now: Timestamp) -> Proposal {
    Proposal {
        state: ProposalState::Dropped { at: now },
        ..proposal.clone()
    }
}

#[cfg(test)]
mod tests;
