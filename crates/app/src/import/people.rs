//! Who is meant by the names in a file, and that the next import means the same.

use std::collections::{BTreeMap, BTreeSet};

use model::id::{BoardId, PersonId};
use model::import::{ImportKind, ImportMatch, ImportPerson};
use model::limits::IMPORT_PEOPLE_MAX;
use model::person::Role;
use rules::import::{ImportPlan, PlannedPerson};
use store::{Tx, View};

use super::{ImportInto, Meant};
use crate::actor::Actor;
use crate::error::AppError;

/// Who the people of a plan are here: as the importer says; else as it was at an earlier import onto the
/// board; else by name, and for admins by address.
pub(super) fn meant(
    view: &View<'_>,
    actor: &Actor,
    plan: &ImportPlan,
    into: &ImportInto,
    before: Option<(BoardId, ImportKind)>,
) -> Result<Vec<Meant>, AppError> {
    let mut by_name: BTreeMap<String, Option<PersonId>> = BTreeMap::new();
    let mut known = BTreeSet::new();
    for person in view.people()? {
        known.insert(person.id);
        if person.disabled_at.is_none() {
            let id = Some(person.id);
            // Of two with one name nobody is meant for certain.
            let entry = by_name.entry(person.name.to_lowercase());
            entry.and_modify(|one| *one = None).or_insert(id);
        }
    }
    let before = match before {
        Some((board, kind)) => view.imported_people(board, kind)?,
        None => BTreeMap::new(),
    };
    let said = |person: &PlannedPerson| {
        let said = into.people.get(&person.name);
        let said = said.or_else(|| into.people.get(&person.other)).copied();
        said.filter(|said| said.is_none_or(|id| known.contains(&id)))
    };
    let mut found = Vec::new();
    for person in &plan.people {
        let name = || by_name.get(&person.name.to_lowercase()).copied().flatten();
        let (person, by) = if let Some(said) = said(person) {
            (said, ImportMatch::Chosen)
        } else if let Some(before) = before.get(&person.name) {
            (*before, ImportMatch::Before)
        } else if let Some(here) = name() {
            (Some(here), ImportMatch::Name)
        } else if let Some(here) = by_address(view, actor, &person.other)? {
            (Some(here), ImportMatch::Address)
        } else {
            (None, ImportMatch::Nobody)
        };
        found.push(Meant { person, by });
    }
    Ok(found)
}

/// Whose an address is; only admins find out.
fn by_address(view: &View<'_>, actor: &Actor, address: &str) -> Result<Option<PersonId>, AppError> {
    if actor.role < Role::Admin || !address.contains('@') {
        return Ok(None);
    }
    let found = view.person_by_email(&address.to_lowercase())?;
    Ok(found.map(|secret| secret.person.id))
}

/// Those of a plan whom its tasks name, in order of name, each name once.
pub(super) fn named(plan: &ImportPlan, meant: &[Meant]) -> Vec<ImportPerson> {
    let used: BTreeSet<usize> = plan
        .tasks
        .iter()
        .flat_map(|task| task.people.iter().copied())
        .collect();
    let all = plan.people.iter().zip(meant).enumerate();
    let used = all.filter(|(place, _)| used.contains(place));
    let by_name: BTreeMap<&str, &Meant> = used
        .map(|(_, (person, meant))| (person.name.as_str(), meant))
        .collect();
    let named = by_name.into_iter().map(|(name, meant)| ImportPerson {
        name: name.to_owned(),
        person: meant.person,
        by: meant.by,
    });
    named.take(IMPORT_PEOPLE_MAX).collect()
}

/// Remembers who was meant; a later import means the same unless it is told otherwise. Who was nobody may
/// be somebody by then.
pub(super) fn remember(
    tx: &Tx<'_>,
    board: BoardId,
    kind: ImportKind,
    named: &[ImportPerson],
) -> Result<(), AppError> {
    let fresh = |one: &&ImportPerson| !matches!(one.by, ImportMatch::Nobody | ImportMatch::Before);
    for one in named.iter().filter(fresh) {
        tx.put_imported_person(board, kind, &one.name, one.person)?;
    }
    Ok(())
}
