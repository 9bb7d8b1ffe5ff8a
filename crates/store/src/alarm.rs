//! Alarms: the one clock's table of what is due when.

use model::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::{Row, json};
use crate::values;

/// What an alarm is for; of several due at one instant the first here fires first, which
/// [`View::due_alarms`] repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlarmKind {
    /// The next step of an urgent request's escalation; the subject is the request.
    Escalation,
    /// A scheduled message; the subject is its id.
    Scheduled,
    /// What is held for a person is due; the subject is the person.
    Hold,
    /// A reminder; the subject is its id.
    Reminder,
    /// A blocker's team is to be told; the subject is the blocker.
    Blocker,
    /// An open request is overdue; the subject is the request.
    Overdue,
    /// The time for written views is over; the subject is the topic.
    Views,
    /// A person's morning digest; the subject is the person.
    Digest,
    /// Recipients are asked whether a message was urgent; the subject is the message.
    Verdict,
    /// A team is reminded of its agreement; the subject is the group.
    Review,
    /// An offer to talk is over; the subject is the offer.
    Talk,
    /// What is held for a person is planned anew, after a change for many; the subject is the person.
    Replan,
    /// A task is due, or would be by the end of today; the subject is the task.
    TaskDue,
    /// A snoozed card of somebody's board comes back; the subject is `person item`.
    Wake,
    /// A task stands still for longer than usual; the subject is `person task`.
    Slow,
    /// The next turns of a check-in are made; the subject is the check-in.
    CheckIn,
    /// A turn opens, is reminded of or ends; the subject is the turn.
    Turn,
    /// A poll closes, or is about to; the subject is the poll.
    Poll,
}

/// One row of the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// What it is for.
    pub kind: AlarmKind,
    /// Of what: an id.
    pub subject: String,
    /// When it fires.
    pub due_at: Timestamp,
}

fn read_alarm(row: &Row<'_, '_>) -> Result<Alarm, StoreError> {
    Ok(Alarm {
        kind: row.json(0)?,
        subject: row.text(1)?,
        due_at: row.instant(2)?,
    })
}

impl View<'_> {
    /// When the next alarm fires.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn next_alarm(&self) -> Result<Option<Timestamp>, StoreError> {
        self.first(
            "SELECT due_at FROM alarm ORDER BY due_at LIMIT 1",
            &[],
            |row| row.instant(0),
        )
    }

    /// Alarms due by `now`, earliest first, of one instant by kind and subject, at most `limit`.
    ///
    /// # Errors
    /// As any query.
    pub fn due_alarms(&self, now: Timestamp, limit: u64) -> Result<Vec<Alarm>, StoreError> {
        self.all(
            "SELECT kind, subject, due_at FROM alarm WHERE due_at <= $1
             ORDER BY due_at,
                 CASE kind
                     WHEN '\"escalation\"' THEN 0 WHEN '\"scheduled\"' THEN 1
                     WHEN '\"hold\"' THEN 2 WHEN '\"reminder\"' THEN 3
                     WHEN '\"blocker\"' THEN 4 WHEN '\"overdue\"' THEN 5
                     WHEN '\"views\"' THEN 6 WHEN '\"digest\"' THEN 7
                     WHEN '\"verdict\"' THEN 8 WHEN '\"review\"' THEN 9
                     WHEN '\"talk\"' THEN 10
                     WHEN '\"replan\"' THEN 11 WHEN '\"check_in\"' THEN 12
                     WHEN '\"turn\"' THEN 13 WHEN '\"task_due\"' THEN 14
                     WHEN '\"wake\"' THEN 15 WHEN '\"slow\"' THEN 16
                     ELSE 17
                 END,
                 subject LIMIT $2",
            values![now, limit],
            read_alarm,
        )
    }

    /// When an alarm fires; `None` if there is none.
    ///
    /// # Errors
    /// As any query.
    pub fn alarm(&self, kind: AlarmKind, subject: &str) -> Result<Option<Timestamp>, StoreError> {
        self.first(
            "SELECT due_at FROM alarm WHERE kind = $1 AND subject = $2",
            &[json(&kind)?, subject.into()],
            |row| row.instant(0),
        )
    }

    /// How many alarms wait.
    ///
    /// # Errors
    /// As any query.
    pub fn count_alarms(&self) -> Result<u64, StoreError> {
        let count = self.first("SELECT COUNT(*) FROM alarm", &[], |row| row.number(0))?;
        Ok(count.unwrap_or(0))
    }
}

impl Tx<'_> {
    /// Sets, moves or (with `None`) drops an alarm.
    ///
    /// # Errors
    /// As any statement.
    pub fn set_alarm(
        &self,
        kind: AlarmKind,
        subject: &str,
        due_at: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        match due_at {
            Some(due_at) => self.run(
                "INSERT INTO alarm (kind, subject, due_at) VALUES ($1, $2, $3)
                 ON CONFLICT (kind, subject) DO UPDATE SET due_at = excluded.due_at",
                &[json(&kind)?, subject.into(), due_at.into()],
            )?,
            None => self.run(
                "DELETE FROM alarm WHERE kind = $1 AND subject = $2",
                &[json(&kind)?, subject.into()],
            )?,
        };
        Ok(())
    }
}
