//! What somebody wants of a task, checked against what they may: people, waits, recurrence.

use std::collections::BTreeMap;

use model::id::{PersonId, TaskId};
use model::limits::TASK_CHAIN_MAX;
use model::task::{Recurrence, Task};
use rules::recurrence::check_rule;
use rules::task::{TaskRefusal, decide_waits};
use store::View;

use super::sight::sees;
use crate::actor::Actor;
use crate::error::{AppError, invalid};
use crate::visible_person;

/// Owner and helpers as they are to be stored. Who is among them already stays, whatever became of the
/// account; who comes is somebody the actor sees, with an open account.
pub(super) fn checked_people(
    view: &View<'_>,
    actor: &Actor,
    owner: Option<PersonId>,
    helpers: &[PersonId],
    before: Option<&Task>,
) -> Result<(Option<PersonId>, Vec<PersonId>), AppError> {
    let check = |field: &str, person: PersonId| {
        if before.is_some_and(|before| before.is_of(person)) {
            return Ok(());
        }
        let found = visible_person(view, actor, person)
            .map_err(|_| invalid(field, "this person does not exist"))?;
        if found.disabled_at.is_some() {
            let detail = format!("the account of {} is closed", found.name);
            return Err(invalid(field, detail));
        }
        Ok(())
    };
    if let Some(owner) = owner {
        check("owner", owner)?;
    }
    let mut kept: Vec<PersonId> = Vec::new();
    for helper in helpers {
        if Some(*helper) != owner && !kept.contains(helper) {
            check("helpers", *helper)?;
            kept.push(*helper);
        }
    }
    Ok((owner, kept))
}

/// What a task waits on as it is to be stored: tasks that the actor sees, or that it waits on already, and
/// none that waits on it.
pub(super) fn checked_waits(
    view: &View<'_>,
    actor: &Actor,
    task: TaskId,
    wanted: &[TaskId],
    before: &[TaskId],
) -> Result<Vec<TaskId>, AppError> {
    for id in wanted.iter().filter(|id| !before.contains(id)) {
        let found = view.task(*id)?;
        let seen = match found {
            Some(found) => sees(view, actor.person, actor.role, &found)?,
            None => false,
        };
        if !seen {
            return Err(invalid("waits_on", "this task does not exist"));
        }
    }
    let reached = chain(view, wanted)?;
    Ok(decide_waits(task, wanted, &reached)?)
}

/// All tasks that are reached from some by what they wait on, each with that.
fn chain(view: &View<'_>, from: &[TaskId]) -> Result<BTreeMap<TaskId, Vec<TaskId>>, AppError> {
    let mut reached = BTreeMap::new();
    let mut open = from.to_vec();
    while let Some(next) = open.pop() {
        if reached.contains_key(&next) {
            continue;
        }
        if TASK_CHAIN_MAX <= reached.len() {
            return Err(TaskRefusal::ChainLength.into());
        }
        let waits = view.task(next)?.map_or_else(Vec::new, |task| task.waits_on);
        open.extend(&waits);
        reached.insert(next, waits);
    }
    Ok(reached)
}

/// A recurrence with its rule in one spelling.
pub(super) fn checked_recurrence(
    recurrence: Option<&Recurrence>,
) -> Result<Option<Recurrence>, AppError> {
    let Some(recurrence) = recurrence else {
        return Ok(None);
    };
    let rule = check_rule(&recurrence.rule)
        .map_err(|refusal| invalid("recurrence.rule", refusal.to_string()))?;
    Ok(Some(Recurrence {
        rule,
        from: recurrence.from,
    }))
}
