//! What somebody did since they last answered, to begin their answer with.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::civil::Date;
use model::check_in::{Prefill, PrefillTask};
use model::id::{CheckInId, PersonId};
use model::my_board::{Lane, MyItem};
use model::task::{Stage, Task, TaskChanged};
use model::time::Timestamp;
use store::{RecordSearch, View};

use super::seen;
use crate::App;
use crate::actor::Actor;
use crate::error::AppError;

/// How far back is looked for who has not answered before.
const FIRST_SINCE: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// How far back is looked at most.
const SINCE_MAX: Duration = Duration::from_secs(31 * 24 * 60 * 60);

/// How many of each kind are named.
const NAMED_MAX: usize = 20;

/// Recorded decisions that are looked at for the person's own.
const DECISIONS_LOOKED_AT: u64 = 500;

fn named(task: &Task) -> PrefillTask {
    PrefillTask {
        task: task.id,
        title: task.title.clone(),
    }
}

/// Tasks of theirs that were finished, and those that they moved or went on with.
fn worked_on(
    view: &View<'_>,
    person: PersonId,
    mine: &[Task],
    since: Timestamp,
    now: Timestamp,
) -> Result<(Vec<PrefillTask>, Vec<PrefillTask>), AppError> {
    let finished: Vec<PrefillTask> = mine
        .iter()
        .filter(|task| task.finished_at.is_some_and(|at| since <= at))
        .map(named)
        .take(NAMED_MAX)
        .collect();
    let mut told: BTreeSet<_> = finished.iter().map(|task| task.task).collect();
    let mut moved = Vec::new();
    for (task, line) in view.task_changes_by(person, since, now)? {
        let is_move = matches!(
            line.what,
            TaskChanged::Moved { .. } | TaskChanged::Stage { .. } | TaskChanged::NextStep { .. }
        );
        if is_move && task.is_of(person) && moved.len() < NAMED_MAX && told.insert(task.id) {
            moved.push(named(&task));
        }
    }
    Ok((finished, moved))
}

/// What they are doing now, and what stands next on their own board.
fn next(view: &View<'_>, person: PersonId, mine: &[Task]) -> Result<Vec<PrefillTask>, AppError> {
    let cards = view.my_cards(person)?;
    let planned: BTreeSet<MyItem> = cards
        .iter()
        .filter(|card| matches!(card.lane, Lane::Now | Lane::Next))
        .map(|card| card.item)
        .collect();
    let is_next = |task: &Task| {
        task.stage == Stage::Doing || planned.contains(&MyItem::Task { task: task.id })
    };
    let next = mine
        .iter()
        .filter(|task| task.is_open() && task.owner == Some(person) && is_next(task));
    Ok(next.map(named).take(NAMED_MAX).collect())
}

fn decided(view: &View<'_>, actor: &Actor, since: Timestamp) -> Result<Vec<String>, AppError> {
    let search = RecordSearch {
        channel: None,
        reader: actor.person,
        public: false,
        words: String::new(),
        before: None,
        limit: DECISIONS_LOOKED_AT,
    };
    let records = view.decision_records(&search)?;
    let own = records
        .into_iter()
        .filter(|record| record.by == actor.person && since <= record.at);
    Ok(own.map(|record| record.text).take(NAMED_MAX).collect())
}

fn prefill(
    view: &View<'_>,
    actor: &Actor,
    (id, date): (CheckInId, Date),
    now: Timestamp,
) -> Result<Prefill, AppError> {
    seen(view, actor, id)?;
    let person = actor.person;
    let since = view.answered_last(id, person, date)?;
    let since = since
        .unwrap_or_else(|| now.minus(FIRST_SINCE))
        .max(now.minus(SINCE_MAX));
    let mine = view.tasks_around(person, since)?;
    let (finished, moved) = worked_on(view, person, &mine, since, now)?;
    let attended = view.topics_attended(person, since, NAMED_MAX as u64)?;
    Ok(Prefill {
        since,
        finished,
        moved,
        decided: decided(view, actor, since)?,
        sessions: attended.into_iter().map(|(_, title)| title).collect(),
        next: next(view, person, &mine)?,
        draft: view.check_in_draft(id, date, person)?.unwrap_or_default(),
    })
}

impl App {
    /// What the actor did since they last answered, and what they began to say on a day.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn check_in_prefill(
        &self,
        actor: &Actor,
        id: CheckInId,
        date: Date,
    ) -> Result<Prefill, AppError> {
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .read(move |view| prefill(view, &actor, (id, date), now))
            .await
    }
}
