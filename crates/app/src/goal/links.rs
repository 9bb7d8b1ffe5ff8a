//! What hangs on a goal: tasks and topics, and what its page shows of them.

use model::account::Scope;
use model::goal::{GoalDetail, GoalLink, GoalTopic};
use model::id::{GoalId, TopicId};
use rules::goal::{decide_link, seen_update};
use store::{Tx, View};

use super::{own_goal, seen_goal, tell_all};
use crate::actor::Actor;
use crate::error::{AppError, not_found};
use crate::task::seen_task;
use crate::{App, topic_standing};

/// A topic by its name, if the actor may see it.
fn seen_topic(view: &View<'_>, actor: &Actor, id: TopicId) -> Result<Option<GoalTopic>, AppError> {
    match topic_standing(view, actor, id) {
        Ok((topic, ..)) => Ok(Some(GoalTopic {
            topic: topic.id,
            title: topic.title,
        })),
        Err(AppError::Refused(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

/// A goal as the actor may see it; its purpose is not rendered yet.
pub(super) fn detail(view: &View<'_>, actor: &Actor, id: GoalId) -> Result<GoalDetail, AppError> {
    let goal = seen_goal(view, actor, id)?;
    let updates = view.goal_updates(id)?.into_iter();
    let updates = updates
        .map(|update| seen_update(update, actor.person, &goal.followers))
        .collect();
    let (mut tasks, mut topics) = (Vec::new(), Vec::new());
    for link in view.goal_links(id)? {
        match link {
            GoalLink::Task { task } => match seen_task(view, actor, task) {
                Ok(task) => tasks.push(task),
                Err(AppError::Refused(_)) => {}
                Err(other) => return Err(other),
            },
            GoalLink::Topic { topic } => topics.extend(seen_topic(view, actor, topic)?),
        }
    }
    Ok(GoalDetail {
        goal,
        purpose_html: String::new(),
        updates,
        tasks,
        topics,
    })
}

/// Checks that the actor may see what they link.
fn check_target(view: &View<'_>, actor: &Actor, link: &GoalLink) -> Result<(), AppError> {
    match link {
        GoalLink::Task { task } => seen_task(view, actor, *task).map(|_| ()),
        GoalLink::Topic { topic } => topic_standing(view, actor, *topic).map(|_| ()),
    }
}

fn link(
    tx: &Tx<'_>,
    actor: &Actor,
    goal: GoalId,
    link: &GoalLink,
    links: bool,
) -> Result<(), AppError> {
    if !links {
        let was = tx.delete_goal_link(goal, link)?;
        return was.then_some(()).ok_or_else(not_found);
    }
    check_target(tx, actor, link)?;
    let linked = tx.goal_links(goal)?;
    if !linked.contains(link) {
        decide_link(linked.len())?;
        tx.put_goal_link(goal, link)?;
    }
    Ok(())
}

impl App {
    /// Links a task or a topic to a goal, or takes it off again.
    ///
    /// # Errors
    /// `not_found`, also of what the actor may not see; `not_allowed`; `wrong_state` if many are
    /// linked.
    pub async fn link_goal(
        &self,
        actor: &Actor,
        id: GoalId,
        target: GoalLink,
        links: bool,
    ) -> Result<(), AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let goal = own_goal(tx, &actor, id)?;
                link(tx, &actor, id, &target, links)?;
                // Pages that show it read it again.
                tell_all(tx, &goal, now)
            })
            .await
    }
}
