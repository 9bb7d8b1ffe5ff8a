//! Goals: made, changed, followed, reported on. Guests know of none.

mod links;
mod news;
mod update;

use std::sync::Arc;

use jiff::civil::Date;
use model::account::Scope;
use model::channel::ChannelKind;
use model::event::{Audience, Event};
use model::goal::{Goal, GoalDetail, GoalState, KeyResult};
use model::id::{CheckInId, GoalId, GroupId, PersonId};
use model::person::Role;
use model::time::Timestamp;
use rules::goal::{
    CheckedWords, GoalRefusal, Words, decide_change, decide_follow, decide_parent, decide_pursue,
    decide_words, progress,
};
use store::{Tx, View};

use crate::actor::Actor;
use crate::error::{AppError, check_version, invalid, not_found};
use crate::group::seen_group;
use crate::once::{IdempotencyKey, once};
use crate::{App, channel_standing, random, text};

pub(crate) use news::told;
pub use update::NewUpdate;
pub(crate) use update::{Answered, Ready, note_answer, report_board, report_goal};

/// A goal that is to be made.
#[derive(Clone, Debug)]
pub struct NewGoal {
    /// What is to be reached.
    pub objective: String,
    /// Why.
    pub purpose: String,
    /// The goal it serves.
    pub parent: Option<GoalId>,
    /// The team it is of.
    pub team: Option<GroupId>,
    /// Who answers for it; its maker if left out.
    pub owner: Option<PersonId>,
    /// How it is measured.
    pub results: Vec<KeyResult>,
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
    /// The check-in whose answers are its updates.
    pub check_in: Option<CheckInId>,
}

/// What is changed about a goal; `None` leaves as it is.
#[derive(Clone, Debug, Default)]
pub struct GoalChange {
    /// What is to be reached.
    pub objective: Option<String>,
    /// Why.
    pub purpose: Option<String>,
    /// The goal it serves.
    pub parent: Option<Option<GoalId>>,
    /// The team it is of.
    pub team: Option<Option<GroupId>>,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// How it is measured.
    pub results: Option<Vec<KeyResult>>,
    /// Its first day.
    pub first: Option<Date>,
    /// Its last day.
    pub last: Option<Date>,
    /// The check-in whose answers are its updates.
    pub check_in: Option<Option<CheckInId>>,
    /// Whether it is pursued.
    pub state: Option<GoalState>,
}

/// A goal that the actor may see.
fn seen_goal(view: &View<'_>, actor: &Actor, id: GoalId) -> Result<Goal, AppError> {
    let goal = view.goal(id)?.filter(|_| actor.role != Role::Guest);
    goal.ok_or_else(not_found)
}

/// A goal that the actor may change and report on.
fn own_goal(view: &View<'_>, actor: &Actor, id: GoalId) -> Result<Goal, AppError> {
    let goal = seen_goal(view, actor, id)?;
    let team = match goal.team {
        Some(team) => view.group(team)?,
        None => None,
    };
    let in_team = team.is_some_and(|team| team.members.contains(&actor.person));
    decide_change(&goal, actor.person, actor.role, in_team)?;
    Ok(goal)
}

fn tell_all(tx: &mut Tx<'_>, goal: &Goal, now: Timestamp) -> Result<(), AppError> {
    let event = Event::GoalUpdated(Box::new(goal.clone()));
    tx.append(now, Audience::Organisation, event)?;
    Ok(())
}

/// How far a goal is by what it measures and by what serves it.
fn progress_of(view: &View<'_>, goal: &Goal) -> Result<u16, AppError> {
    let mut sub_goals = view.sub_goals(goal.id)?;
    sub_goals.retain(|one| one.state != GoalState::Dropped);
    let parts: Vec<u16> = sub_goals.iter().map(|one| one.progress_permille).collect();
    Ok(progress(&goal.results, &parts, goal.state))
}

/// Writes a goal with its progress, tells everybody, and does the same for those it serves, as far as
/// their progress changes by it.
pub(crate) fn put(tx: &mut Tx<'_>, mut goal: Goal, now: Timestamp) -> Result<Goal, AppError> {
    goal.progress_permille = progress_of(tx, &goal)?;
    tx.put_goal(&goal)?;
    tell_all(tx, &goal, now)?;
    raise(tx, goal.parent, now)?;
    Ok(goal)
}

/// Counts anew how far a goal and those it serves are.
fn raise(tx: &mut Tx<'_>, from: Option<GoalId>, now: Timestamp) -> Result<(), AppError> {
    let mut next = from;
    while let Some(id) = next {
        let Some(mut goal) = tx.goal(id)? else {
            return Ok(());
        };
        let progress = progress_of(tx, &goal)?;
        if progress == goal.progress_permille {
            return Ok(());
        }
        goal.progress_permille = progress;
        tx.put_goal(&goal)?;
        tell_all(tx, &goal, now)?;
        next = goal.parent;
    }
    Ok(())
}

fn check_parent(
    view: &View<'_>,
    goal: Option<GoalId>,
    parent: Option<GoalId>,
) -> Result<(), AppError> {
    let Some(parent) = parent else {
        return Ok(());
    };
    let found = view.goal(parent)?;
    if found.is_none_or(|found| found.state != GoalState::Active) {
        return Err(GoalRefusal::Parent.into());
    }
    let parents = view.goal_parents()?.into_iter().collect();
    Ok(decide_parent(goal, parent, &parents)?)
}

fn check_team(view: &View<'_>, actor: &Actor, team: Option<GroupId>) -> Result<(), AppError> {
    let Some(team) = team else {
        return Ok(());
    };
    let group = seen_group(view, actor, team).ok();
    if group.is_none_or(|group| group.archived_at.is_some()) {
        return Err(invalid("team", "takes a group that is in use, or nothing"));
    }
    Ok(())
}

fn check_owner(view: &View<'_>, owner: PersonId) -> Result<(), AppError> {
    let person = view.person(owner)?;
    if person.is_none_or(|one| one.role == Role::Guest || one.disabled_at.is_some()) {
        return Err(invalid("owner", "takes a member whose account is open"));
    }
    Ok(())
}

/// The check-in must be one that the actor may see, of a public channel: its answers are seen by all who
/// see goals.
fn check_check_in(
    view: &View<'_>,
    actor: &Actor,
    check_in: Option<CheckInId>,
) -> Result<(), AppError> {
    let Some(check_in) = check_in else {
        return Ok(());
    };
    let found = view.check_in(check_in)?;
    let channel = match found {
        Some(one) => channel_standing(view, actor, one.channel).ok(),
        None => None,
    };
    if channel.is_none_or(|(channel, _)| channel.kind != ChannelKind::Public) {
        let detail = "takes a check-in of a public channel: its answers are seen by everybody";
        return Err(invalid("check_in", detail));
    }
    Ok(())
}

pub(crate) fn create(
    tx: &mut Tx<'_>,
    actor: &Actor,
    new: NewGoal,
    now: Timestamp,
) -> Result<Goal, AppError> {
    let CheckedWords {
        objective,
        purpose,
        results,
    } = decide_words(Words {
        objective: &new.objective,
        purpose: &new.purpose,
        results: &new.results,
        first: new.first,
        last: new.last,
    })?;
    let owner = new.owner.unwrap_or(actor.person);
    check_owner(tx, owner)?;
    check_team(tx, actor, new.team)?;
    check_parent(tx, None, new.parent)?;
    check_check_in(tx, actor, new.check_in)?;
    decide_pursue(None, GoalState::Active, tx.count_goals()?)?;
    let mut followers = vec![actor.person, owner];
    followers.sort_unstable();
    followers.dedup();
    let goal = Goal {
        id: GoalId::new(now, random()),
        parent: new.parent,
        team: new.team,
        owner,
        objective,
        purpose,
        results,
        first: new.first,
        last: new.last,
        track: None,
        progress_permille: 0,
        check_in: new.check_in,
        followers,
        state: GoalState::Active,
        updated_at: None,
        created_by: actor.person,
        created_at: now,
        version: 1,
    };
    put(tx, goal, now)
}

/// The goal with a change, checked.
fn changed(
    view: &View<'_>,
    actor: &Actor,
    old: &Goal,
    change: GoalChange,
) -> Result<Goal, AppError> {
    let mut goal = old.clone();
    goal.first = change.first.unwrap_or(goal.first);
    goal.last = change.last.unwrap_or(goal.last);
    let words = decide_words(Words {
        objective: change.objective.as_deref().unwrap_or(&goal.objective),
        purpose: change.purpose.as_deref().unwrap_or(&goal.purpose),
        results: change.results.as_deref().unwrap_or(&goal.results),
        first: goal.first,
        last: goal.last,
    })?;
    goal.objective = words.objective;
    goal.purpose = words.purpose;
    goal.results = words.results;
    if let Some(parent) = change.parent.filter(|parent| *parent != old.parent) {
        check_parent(view, Some(goal.id), parent)?;
        goal.parent = parent;
    }
    if let Some(team) = change.team.filter(|team| *team != old.team) {
        check_team(view, actor, team)?;
        goal.team = team;
    }
    if let Some(owner) = change.owner.filter(|owner| *owner != old.owner) {
        check_owner(view, owner)?;
        goal.owner = owner;
        goal.followers = decide_follow(&goal, owner)?;
    }
    if let Some(check_in) = change.check_in.filter(|one| *one != old.check_in) {
        check_check_in(view, actor, check_in)?;
        goal.check_in = check_in;
    }
    if let Some(state) = change.state {
        decide_pursue(Some(old.state), state, view.count_goals()?)?;
        goal.state = state;
    }
    Ok(goal)
}

fn change(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: GoalId,
    change: GoalChange,
    version: Option<u64>,
    now: Timestamp,
) -> Result<Goal, AppError> {
    let old = own_goal(tx, actor, id)?;
    check_version(version, old.version)?;
    let mut goal = changed(tx, actor, &old, change)?;
    if goal == old {
        return Ok(old);
    }
    goal.version += 1;
    let goal = put(tx, goal, now)?;
    if goal.parent != old.parent {
        raise(tx, old.parent, now)?;
    }
    Ok(goal)
}

impl App {
    /// All goals after `after`, those that were reached or dropped too, in order of id.
    ///
    /// # Errors
    /// `not_found` for guests.
    pub async fn goals(
        &self,
        actor: &Actor,
        after: Option<GoalId>,
        limit: u64,
    ) -> Result<Vec<Goal>, AppError> {
        if actor.role == Role::Guest {
            return Err(not_found());
        }
        self.store
            .read(move |view| Ok(view.goals_after(after, limit)?))
            .await
    }

    /// A goal with all that its page shows.
    ///
    /// # Errors
    /// `not_found`, for guests always.
    pub async fn goal(&self, actor: &Actor, id: GoalId) -> Result<GoalDetail, AppError> {
        let actor = actor.clone();
        let mut detail = self
            .store
            .read(move |view| links::detail(view, &actor, id))
            .await?;
        detail.purpose_html = text::render(&detail.goal.purpose).html;
        Ok(detail)
    }

    /// Makes a goal; its maker and its owner follow it.
    ///
    /// # Errors
    /// `not_allowed` for guests; `invalid` names the field; `wrong_state` if there are many.
    pub async fn create_goal(
        &self,
        actor: &Actor,
        new: NewGoal,
        key: Option<IdempotencyKey>,
    ) -> Result<Goal, AppError> {
        actor.needs(Scope::Write)?;
        actor.needs_member()?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                once(tx, &actor, key.as_ref(), "create_goal", now, |tx| {
                    create(tx, &actor, new, now)
                })
            })
            .await
    }

    /// Changes a goal.
    ///
    /// # Errors
    /// `not_found`; `not_allowed`; `stale`; `invalid` names the field.
    pub async fn update_goal(
        self: &Arc<Self>,
        actor: &Actor,
        id: GoalId,
        wanted: GoalChange,
        version: Option<u64>,
    ) -> Result<Goal, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| change(tx, &actor, id, wanted, version, now))
            .await
    }

    /// Begins to follow a goal, or ends it. Who follows is told of updates, and sees how sure their
    /// authors are.
    ///
    /// # Errors
    /// `not_found`; `wrong_state` if many follow it.
    pub async fn follow_goal(
        &self,
        actor: &Actor,
        id: GoalId,
        follows: bool,
    ) -> Result<Goal, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let old = seen_goal(tx, &actor, id)?;
                let mut goal = old.clone();
                if follows {
                    goal.followers = decide_follow(&old, actor.person)?;
                } else {
                    goal.followers.retain(|one| *one != actor.person);
                }
                // Who follows is nobody's text: whoever edits it has not read anything stale.
                if goal != old {
                    tx.put_goal(&goal)?;
                    tell_all(tx, &goal, now)?;
                }
                Ok(goal)
            })
            .await
    }
}
