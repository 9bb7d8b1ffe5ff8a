//! What one person's board holds: the weekly walk through it, and the plan of their day.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::availability::SharedSpan;
use model::id::PersonId;
use model::my_board::{DayPlan, MyCard, MyItem, WalkStep};
use model::request::{Request, RequestState};
use model::task::{Priority, Task};
use model::time::Timestamp;
use rules::my_board::{OnMyBoard, date_of, day_plan, task_waits, walk};
use rules::task::TaskRank;
use store::View;

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::session::is_there;

/// All that is on somebody's board and not done.
pub(super) struct Things {
    found: Vec<(MyItem, bool, TaskRank)>,
    cards: BTreeMap<MyItem, MyCard>,
}

impl Things {
    /// The same with their cards.
    pub(super) fn on_board(&self) -> impl Iterator<Item = OnMyBoard<'_>> {
        self.found.iter().map(|(item, waits, rank)| OnMyBoard {
            item: *item,
            card: self.cards.get(item),
            waits: *waits,
            rank: *rank,
        })
    }
}

fn of_task(task: &Task) -> (MyItem, bool, TaskRank) {
    let rank = TaskRank {
        priority: task.priority,
        due_at: task.due_at,
        created_at: task.created_at,
    };
    (MyItem::Task { task: task.id }, task_waits(task), rank)
}

/// A request to its person, or one of theirs to somebody else, for which they wait.
fn of_request(request: &Request, person: PersonId) -> (MyItem, bool, TaskRank) {
    let rank = TaskRank {
        priority: if request.urgent {
            Priority::Highest
        } else {
            Priority::Normal
        },
        due_at: request.due_at,
        created_at: request.opened_at,
    };
    let item = MyItem::Request {
        request: request.id,
    };
    (item, request.asked != person, rank)
}

/// Collects what is on somebody's board.
pub(super) fn things_of(
    view: &View<'_>,
    person: PersonId,
    now: Timestamp,
) -> Result<Things, AppError> {
    let mut tasks = view.tasks_around(person, now)?;
    tasks.retain(Task::is_open);
    let mut found: Vec<_> = tasks.iter().map(of_task).collect();
    let mut requests = view.requests_around(person, now)?;
    requests.retain(|request| request.state == RequestState::Open);
    found.extend(requests.iter().map(|request| of_request(request, person)));
    let cards = view.my_cards(person)?;
    Ok(Things {
        found,
        cards: cards.into_iter().map(|card| (card.item, card)).collect(),
    })
}

impl App {
    /// The weekly walk through all of the actor's board, in its order.
    ///
    /// # Errors
    /// As any query.
    pub async fn my_walk(&self, actor: &Actor) -> Result<Vec<WalkStep>, AppError> {
        let (person, now) = (actor.person, self.now());
        self.store
            .read(move |view| {
                let things = things_of(view, person, now)?;
                let items: Vec<_> = things.on_board().collect();
                Ok(walk(&items, now))
            })
            .await
    }

    /// What is left of the actor's working day after sessions, and what they planned for it.
    ///
    /// # Errors
    /// As any query.
    pub async fn my_day(self: &Arc<Self>, actor: &Actor) -> Result<DayPlan, AppError> {
        let (app, person, now) = (Arc::clone(self), actor.person, self.now());
        self.store
            .read(move |view| {
                let mut one = app.person_availability(view, person)?;
                one.inputs.in_call = false;
                let schedule = one.schedule();
                let mut busy = Vec::new();
                for session in view.live_sessions_of(person)? {
                    if let Some(until) = session.ends_at
                        && is_there(view, session.id, person)?
                    {
                        busy.push(SharedSpan { from: now, until });
                    }
                }
                let today = date_of(&schedule, now);
                let mut tasks = view.tasks_around(person, now)?;
                tasks.retain(Task::is_open);
                let cards = view.my_cards(person)?;
                let planned: BTreeSet<MyItem> = cards
                    .iter()
                    .filter(|card| card.planned_for == Some(today))
                    .map(|card| card.item)
                    .collect();
                let estimates = tasks
                    .iter()
                    .filter(|task| planned.contains(&MyItem::Task { task: task.id }))
                    .map(|task| task.estimate_minutes);
                Ok(day_plan(&schedule, &busy, estimates, now))
            })
            .await
    }
}
