//! Goals, updates of goals and boards, and what is linked to goals.

use model::goal::{Goal, GoalLink, GoalState, GoalUpdate, UpdateOn};
use model::id::{BoardId, CheckInId, GoalId, GoalUpdateId};
use model::limits::UPDATES_SHOWN;

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::{Row, json};
use crate::values;

fn read_link(row: &Row<'_, '_>) -> Result<GoalLink, StoreError> {
    Ok(match row.optional_id(0)? {
        Some(task) => GoalLink::Task { task },
        None => GoalLink::Topic { topic: row.id(1)? },
    })
}

fn target(link: &GoalLink) -> String {
    match link {
        GoalLink::Task { task } => task.to_string(),
        GoalLink::Topic { topic } => topic.to_string(),
    }
}

impl View<'_> {
    /// One goal.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn goal(&self, id: GoalId) -> Result<Option<Goal>, StoreError> {
        let sql = "SELECT body FROM goal WHERE id = $1";
        self.first(sql, values![id], |row| row.json(0))
    }

    /// Goals that are pursued, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn goals(&self) -> Result<Vec<Goal>, StoreError> {
        let sql = "SELECT body FROM goal WHERE active = 1 ORDER BY id LIMIT 2000";
        self.all(sql, &[], |row| row.json(0))
    }

    /// All goals after `after`, in order of id, at most `limit`.
    ///
    /// # Errors
    /// As any query.
    pub fn goals_after(&self, after: Option<GoalId>, limit: u64) -> Result<Vec<Goal>, StoreError> {
        let after = after.map(|id| id.to_string()).unwrap_or_default();
        let sql = "SELECT body FROM goal WHERE $1 < id ORDER BY id LIMIT $2";
        self.all(sql, values![after, limit], |row| row.json(0))
    }

    /// How many goals are pursued.
    ///
    /// # Errors
    /// As any query.
    pub fn count_goals(&self) -> Result<u64, StoreError> {
        let sql = "SELECT COUNT(*) FROM goal WHERE active = 1";
        Ok(self.first(sql, &[], |row| row.number(0))?.unwrap_or(0))
    }

    /// Which goal serves which, of all.
    ///
    /// # Errors
    /// As any query.
    pub fn goal_parents(&self) -> Result<Vec<(GoalId, Option<GoalId>)>, StoreError> {
        let sql = "SELECT id, parent FROM goal ORDER BY id LIMIT 100000";
        self.all(sql, &[], |row| Ok((row.id(0)?, row.optional_id(1)?)))
    }

    /// Goals that serve a goal, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn sub_goals(&self, parent: GoalId) -> Result<Vec<Goal>, StoreError> {
        let sql = "SELECT body FROM goal WHERE parent = $1 ORDER BY id LIMIT 5000";
        self.all(sql, values![parent], |row| row.json(0))
    }

    /// Pursued goals whose updates are the answers of a check-in, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn goals_of_check_in(&self, check_in: CheckInId) -> Result<Vec<Goal>, StoreError> {
        let sql = "SELECT body FROM goal WHERE check_in = $1 AND active = 1 ORDER BY id LIMIT 500";
        self.all(sql, values![check_in.to_string()], |row| row.json(0))
    }

    /// One update.
    ///
    /// # Errors
    /// As any query.
    pub fn goal_update(&self, id: GoalUpdateId) -> Result<Option<GoalUpdate>, StoreError> {
        let sql = "SELECT body FROM goal_update WHERE id = $1";
        self.first(sql, values![id], |row| row.json(0))
    }

    /// The update of a goal that was made from something else.
    ///
    /// # Errors
    /// As any query.
    pub fn goal_update_from(
        &self,
        goal: GoalId,
        source: &str,
    ) -> Result<Option<GoalUpdate>, StoreError> {
        let sql = "SELECT body FROM goal_update WHERE goal = $1 AND source = $2 LIMIT 1";
        self.first(sql, values![goal, source], |row| row.json(0))
    }

    /// A goal's newest updates, newest first.
    ///
    /// # Errors
    /// As any query.
    pub fn goal_updates(&self, goal: GoalId) -> Result<Vec<GoalUpdate>, StoreError> {
        let sql = "SELECT body FROM goal_update WHERE goal = $1 ORDER BY id DESC LIMIT $2";
        self.all(sql, values![goal, UPDATES_SHOWN], |row| row.json(0))
    }

    /// A board's newest updates, newest first.
    ///
    /// # Errors
    /// As any query.
    pub fn board_updates(&self, board: BoardId) -> Result<Vec<GoalUpdate>, StoreError> {
        let sql = "SELECT body FROM goal_update WHERE board = $1 ORDER BY id DESC LIMIT $2";
        self.all(sql, values![board, UPDATES_SHOWN], |row| row.json(0))
    }

    /// What is linked to a goal, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn goal_links(&self, goal: GoalId) -> Result<Vec<GoalLink>, StoreError> {
        let sql = "SELECT task, topic FROM goal_link WHERE goal = $1 ORDER BY target LIMIT 500";
        self.all(sql, values![goal], read_link)
    }
}

impl Tx<'_> {
    /// Writes a goal, new or changed.
    ///
    /// # Errors
    /// As any statement; so for those below.
    pub fn put_goal(&self, goal: &Goal) -> Result<(), StoreError> {
        let parent = goal.parent.map(|id| id.to_string());
        let check_in = goal.check_in.map(|id| id.to_string());
        self.run(
            "INSERT INTO goal (id, parent, check_in, active, body) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (id) DO UPDATE SET parent = excluded.parent,
                 check_in = excluded.check_in, active = excluded.active, body = excluded.body",
            &[
                goal.id.into(),
                parent.into(),
                check_in.into(),
                (goal.state == GoalState::Active).into(),
                json(goal)?,
            ],
        )?;
        Ok(())
    }

    /// Writes an update, new or changed; `source` is what it was made from, if not by hand.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_goal_update(
        &self,
        update: &GoalUpdate,
        source: Option<&str>,
    ) -> Result<(), StoreError> {
        let (goal, board) = match update.on {
            UpdateOn::Goal { goal } => (Some(goal.to_string()), None),
            UpdateOn::Board { board } => (None, Some(board.to_string())),
        };
        self.run(
            "INSERT INTO goal_update (id, goal, board, source, body) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (id) DO UPDATE SET body = excluded.body",
            &[
                update.id.into(),
                goal.into(),
                board.into(),
                source.into(),
                json(update)?,
            ],
        )?;
        Ok(())
    }

    /// Links a task or a topic to a goal.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_goal_link(&self, goal: GoalId, link: &GoalLink) -> Result<(), StoreError> {
        let (task, topic) = match link {
            GoalLink::Task { task } => (Some(*task), None),
            GoalLink::Topic { topic } => (None, Some(*topic)),
        };
        self.run(
            "INSERT INTO goal_link (goal, target, task, topic) VALUES ($1, $2, $3, $4)
             ON CONFLICT (goal, target) DO NOTHING",
            values![goal, target(link), task, topic],
        )?;
        Ok(())
    }

    /// Takes a task or a topic off a goal; answers whether it was linked.
    ///
    /// # Errors
    /// As any statement.
    pub fn delete_goal_link(&self, goal: GoalId, link: &GoalLink) -> Result<bool, StoreError> {
        let sql = "DELETE FROM goal_link WHERE goal = $1 AND target = $2";
        Ok(self.run(sql, values![goal, target(link)])? == 1)
    }
}
