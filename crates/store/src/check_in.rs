//! Check-ins, whose turn it is on which day, what they said, and their drafts.

use jiff::civil::Date;
use model::check_in::{CheckIn, CheckInAnswer, CheckInAsked, CheckInDay, CheckInState};
use model::check_in::{Question, Said, Turn};
use model::id::{ChannelId, CheckInId, GroupId, PersonId, TopicId, TurnId};
use model::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::{Row, Value, json};
use crate::values;

/// How far the turns of a check-in are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckInPlan {
    /// Since when it asks: whose turn was due before is not asked.
    pub since: Timestamp,
    /// The last day whose turns are made or being made.
    pub planned: Option<Date>,
    /// The last person whose turn of that day is made, in order of id; `None` if all are.
    pub after: Option<PersonId>,
}

/// One day of a check-in, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDay {
    /// Which check-in.
    pub check_in: CheckInId,
    /// Which day.
    pub date: Date,
    /// Whether anybody was told of it.
    pub opened: bool,
    /// When its report was made.
    pub closed_at: Option<Timestamp>,
    /// What it asks.
    pub questions: Vec<Question>,
}

fn read_day(row: &Row<'_, '_>) -> Result<StoredDay, StoreError> {
    Ok(StoredDay {
        check_in: row.id(0)?,
        date: row.id(1)?,
        opened: row.truth(2)?,
        closed_at: row.optional_instant(3)?,
        questions: row.json(4)?,
    })
}

const SELECT_DAY: &str = "SELECT check_in, date, opened, closed_at, questions FROM check_in_day";

impl View<'_> {
    /// One check-in.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn check_in(&self, id: CheckInId) -> Result<Option<CheckIn>, StoreError> {
        let sql = "SELECT body FROM check_in WHERE id = $1";
        self.first(sql, values![id], |row| row.json(0))
    }

    /// How far the turns of a check-in are made.
    ///
    /// # Errors
    /// As any query.
    pub fn check_in_plan(&self, id: CheckInId) -> Result<Option<CheckInPlan>, StoreError> {
        let sql = "SELECT plan FROM check_in WHERE id = $1";
        self.first(sql, values![id], |row| row.json(0))
    }

    /// Check-ins of the channels a person is in that have not ended, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn check_ins_of(&self, person: PersonId) -> Result<Vec<CheckIn>, StoreError> {
        let of = "ended = 0 AND channel IN (SELECT channel FROM membership WHERE person = $1)
                  ORDER BY id LIMIT 5000";
        self.check_ins_where(of, values![person])
    }

    /// Check-ins of the channels a person is in that have ended, newest first.
    ///
    /// # Errors
    /// As any query.
    pub fn ended_check_ins_of(&self, person: PersonId) -> Result<Vec<CheckIn>, StoreError> {
        let of = "ended = 1 AND channel IN (SELECT channel FROM membership WHERE person = $1)
                  ORDER BY id DESC LIMIT 1000";
        self.check_ins_where(of, values![person])
    }

    /// Check-ins of a channel that have not ended, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn check_ins_in(&self, channel: ChannelId) -> Result<Vec<CheckIn>, StoreError> {
        let of = "ended = 0 AND channel = $1 ORDER BY id LIMIT 500";
        self.check_ins_where(of, values![channel])
    }

    /// Check-ins of a channel that have ended, newest first.
    ///
    /// # Errors
    /// As any query.
    pub fn ended_check_ins_in(&self, channel: ChannelId) -> Result<Vec<CheckIn>, StoreError> {
        let of = "ended = 1 AND channel = $1 ORDER BY id DESC LIMIT 500";
        self.check_ins_where(of, values![channel])
    }

    /// Check-ins that ask a group and have not ended, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn check_ins_asking(&self, group: GroupId) -> Result<Vec<CheckIn>, StoreError> {
        let of = "ended = 0 AND asked_group = $1 ORDER BY id LIMIT 1000";
        self.check_ins_where(of, values![group])
    }

    fn check_ins_where(&self, of: &str, values: &[Value<'_>]) -> Result<Vec<CheckIn>, StoreError> {
        let sql = format!("SELECT body FROM check_in WHERE {of}");
        self.all(&sql, values, |row| row.json(0))
    }

    /// One turn.
    ///
    /// # Errors
    /// As any query.
    pub fn turn(&self, id: TurnId) -> Result<Option<Turn>, StoreError> {
        let sql = "SELECT body FROM check_in_turn WHERE id = $1";
        self.first(sql, values![id], |row| row.json(0))
    }

    /// A person's turn of a day.
    ///
    /// # Errors
    /// As any query.
    pub fn turn_of(
        &self,
        check_in: CheckInId,
        date: Date,
        person: PersonId,
    ) -> Result<Option<Turn>, StoreError> {
        self.first(
            "SELECT body FROM check_in_turn WHERE check_in = $1 AND date = $2 AND person = $3",
            values![check_in, date.to_string(), person],
            |row| row.json(0),
        )
    }

    /// The turns of a day, in order of person.
    ///
    /// # Errors
    /// As any query.
    pub fn turns_on(&self, check_in: CheckInId, date: Date) -> Result<Vec<Turn>, StoreError> {
        let of = "check_in = $1 AND date = $2 ORDER BY person LIMIT 5000";
        self.turns_where(of, values![check_in, date.to_string()])
    }

    /// A person's turns that are open and not answered, of check-ins that have not ended, in order of
    /// id.
    ///
    /// # Errors
    /// As any query.
    pub fn open_turns(&self, person: PersonId) -> Result<Vec<Turn>, StoreError> {
        self.all(
            "SELECT t.body FROM check_in_turn t JOIN check_in c ON c.id = t.check_in
             WHERE t.person = $1 AND t.open = 1 AND c.ended = 0 ORDER BY t.id LIMIT 1000",
            values![person],
            |row| row.json(0),
        )
    }

    /// A person's turns that are not over, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn turns_ahead(&self, person: PersonId) -> Result<Vec<Turn>, StoreError> {
        let of = "closed = 0 AND person = $1 ORDER BY id LIMIT 5000";
        self.turns_where(of, values![person])
    }

    /// The turns of a check-in that are not over, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn turns_left(&self, check_in: CheckInId) -> Result<Vec<Turn>, StoreError> {
        let of = "closed = 0 AND check_in = $1 ORDER BY id LIMIT 20000";
        self.turns_where(of, values![check_in])
    }

    fn turns_where(&self, of: &str, values: &[Value<'_>]) -> Result<Vec<Turn>, StoreError> {
        let sql = format!("SELECT body FROM check_in_turn WHERE {of}");
        self.all(&sql, values, |row| row.json(0))
    }

    /// Whether a day has turns that are not over.
    ///
    /// # Errors
    /// As any query.
    pub fn has_turns_left(&self, check_in: CheckInId, date: Date) -> Result<bool, StoreError> {
        let found = self.first(
            "SELECT 1 FROM check_in_turn WHERE check_in = $1 AND date = $2 AND closed = 0 LIMIT 1",
            values![check_in, date.to_string()],
            |row| row.number(0),
        )?;
        Ok(found.is_some())
    }

    /// One day of a check-in.
    ///
    /// # Errors
    /// As any query.
    pub fn check_in_day(
        &self,
        check_in: CheckInId,
        date: Date,
    ) -> Result<Option<StoredDay>, StoreError> {
        self.first(
            &format!("{SELECT_DAY} WHERE check_in = $1 AND date = $2"),
            values![check_in, date.to_string()],
            read_day,
        )
    }

    /// The days of a check-in whose report is not made, earliest first.
    ///
    /// # Errors
    /// As any query.
    pub fn check_in_days_left(&self, check_in: CheckInId) -> Result<Vec<StoredDay>, StoreError> {
        self.all(
            &format!(
                "{SELECT_DAY} WHERE check_in = $1 AND closed_at IS NULL ORDER BY date LIMIT 100"
            ),
            values![check_in],
            read_day,
        )
    }

    /// The day before a day whose report was made or is being made.
    ///
    /// # Errors
    /// As any query.
    pub fn check_in_day_before(
        &self,
        check_in: CheckInId,
        date: Date,
    ) -> Result<Option<StoredDay>, StoreError> {
        self.first(
            &format!(
                "{SELECT_DAY} WHERE check_in = $1 AND date < $2
                     AND (opened = 1 OR closed_at IS NOT NULL)
                 ORDER BY date DESC LIMIT 1"
            ),
            values![check_in, date.to_string()],
            read_day,
        )
    }

    /// Days of a check-in that somebody was told of, or whose report was made, newest first, from
    /// before `before` on, with their counts.
    ///
    /// # Errors
    /// As any query.
    pub fn check_in_days(
        &self,
        check_in: CheckInId,
        before: Option<Date>,
        limit: u64,
    ) -> Result<Vec<CheckInDay>, StoreError> {
        let before = before.map_or_else(|| "~".to_owned(), |date| date.to_string());
        self.all(
            "SELECT d.date, d.closed_at,
                 (SELECT COUNT(*) FROM check_in_turn t
                  WHERE t.check_in = d.check_in AND t.date = d.date AND t.skipped = 0),
                 (SELECT COUNT(*) FROM check_in_turn t
                  WHERE t.check_in = d.check_in AND t.date = d.date AND t.skipped = 1),
                 (SELECT COUNT(*) FROM check_in_answer a
                  WHERE a.check_in = d.check_in AND a.date = d.date),
                 (SELECT COUNT(*) FROM check_in_answer a
                  WHERE a.check_in = d.check_in AND a.date = d.date AND a.blocked = 1)
             FROM check_in_day d
             WHERE d.check_in = $1 AND d.date < $2 AND (d.opened = 1 OR d.closed_at IS NOT NULL)
             ORDER BY d.date DESC LIMIT $3",
            values![check_in, before, limit],
            |row| {
                Ok(CheckInDay {
                    date: row.id(0)?,
                    closed_at: row.optional_instant(1)?,
                    asked: row.number(2)?,
                    skipped: row.number(3)?,
                    answered: row.number(4)?,
                    blocked: row.number(5)?,
                })
            },
        )
    }

    /// What somebody said on a day.
    ///
    /// # Errors
    /// As any query.
    pub fn check_in_answer(
        &self,
        check_in: CheckInId,
        date: Date,
        person: PersonId,
    ) -> Result<Option<CheckInAnswer>, StoreError> {
        self.first(
            "SELECT body FROM check_in_answer WHERE check_in = $1 AND date = $2 AND person = $3",
            values![check_in, date.to_string(), person],
            |row| row.json(0),
        )
    }

    /// What was said on a day, in order of time.
    ///
    /// # Errors
    /// As any query.
    pub fn check_in_answers(
        &self,
        check_in: CheckInId,
        date: Date,
    ) -> Result<Vec<CheckInAnswer>, StoreError> {
        self.all(
            "SELECT body FROM check_in_answer WHERE check_in = $1 AND date = $2
             ORDER BY said_at, person LIMIT 5000",
            values![check_in, date.to_string()],
            |row| row.json(0),
        )
    }

    /// When somebody last answered a check-in, on another day than this.
    ///
    /// # Errors
    /// As any query.
    pub fn answered_last(
        &self,
        check_in: CheckInId,
        person: PersonId,
        but: Date,
    ) -> Result<Option<Timestamp>, StoreError> {
        self.first(
            "SELECT said_at FROM check_in_answer
             WHERE check_in = $1 AND person = $2 AND date <> $3
             ORDER BY said_at DESC LIMIT 1",
            values![check_in, person, but.to_string()],
            |row| row.instant(0),
        )
    }

    /// What somebody began to say on a day.
    ///
    /// # Errors
    /// As any query.
    pub fn check_in_draft(
        &self,
        check_in: CheckInId,
        date: Date,
        person: PersonId,
    ) -> Result<Option<Vec<Said>>, StoreError> {
        self.first(
            "SELECT body FROM check_in_draft WHERE check_in = $1 AND date = $2 AND person = $3",
            values![check_in, date.to_string(), person],
            |row| row.json(0),
        )
    }

    /// The topics in whose sessions a person was after an instant, in channels they are in, each once,
    /// in order of id, at most `limit`.
    ///
    /// # Errors
    /// As any query.
    pub fn topics_attended(
        &self,
        person: PersonId,
        since: Timestamp,
        limit: u64,
    ) -> Result<Vec<(TopicId, String)>, StoreError> {
        self.all(
            "SELECT DISTINCT t.id, t.title FROM attendance a
             JOIN session s ON s.id = a.session
             JOIN topic t ON t.id = s.topic
             JOIN membership m ON m.channel = t.channel AND m.person = a.person
             WHERE a.person = $1 AND $2 <= a.since AND t.title <> ''
             ORDER BY t.id LIMIT $3",
            values![person, since, limit],
            |row| Ok((row.id(0)?, row.text(1)?)),
        )
    }
}

impl Tx<'_> {
    /// Writes a check-in, new or changed, and how far its turns are made.
    ///
    /// # Errors
    /// As any statement; so for those below.
    pub fn put_check_in(&self, check_in: &CheckIn, plan: CheckInPlan) -> Result<(), StoreError> {
        let group = match check_in.asked {
            CheckInAsked::Group { group } => Some(group),
            CheckInAsked::Channel | CheckInAsked::People { .. } => None,
        };
        self.run(
            "INSERT INTO check_in (id, channel, ended, asked_group, plan, body)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (id) DO UPDATE SET ended = excluded.ended,
                 asked_group = excluded.asked_group, plan = excluded.plan, body = excluded.body",
            &[
                check_in.id.into(),
                check_in.channel.into(),
                (check_in.state == CheckInState::Ended).into(),
                group.into(),
                json(&plan)?,
                json(check_in)?,
            ],
        )?;
        Ok(())
    }

    /// Writes a day of a check-in, new or changed.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_check_in_day(&self, day: &StoredDay) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO check_in_day (check_in, date, opened, closed_at, questions)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (check_in, date) DO UPDATE SET opened = excluded.opened,
                 closed_at = excluded.closed_at, questions = excluded.questions",
            &[
                day.check_in.into(),
                day.date.to_string().into(),
                day.opened.into(),
                day.closed_at.into(),
                json(&day.questions)?,
            ],
        )?;
        Ok(())
    }

    /// Removes a day of a check-in with its turns.
    ///
    /// # Errors
    /// As any statement.
    pub fn delete_check_in_day(&self, check_in: CheckInId, date: Date) -> Result<(), StoreError> {
        let sql = "DELETE FROM check_in_day WHERE check_in = $1 AND date = $2";
        self.run(sql, values![check_in, date.to_string()])?;
        Ok(())
    }

    /// Writes a turn, new or changed.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_turn(&self, turn: &Turn) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO check_in_turn (id, check_in, date, person, open, closed, skipped, body)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (id) DO UPDATE SET open = excluded.open, closed = excluded.closed,
                 skipped = excluded.skipped, body = excluded.body",
            &[
                turn.id.into(),
                turn.check_in.into(),
                turn.date.to_string().into(),
                turn.person.into(),
                turn.is_open().into(),
                turn.closed.into(),
                turn.skipped.is_some().into(),
                json(turn)?,
            ],
        )?;
        Ok(())
    }

    /// Removes a turn.
    ///
    /// # Errors
    /// As any statement.
    pub fn delete_turn(&self, id: TurnId) -> Result<(), StoreError> {
        self.run("DELETE FROM check_in_turn WHERE id = $1", values![id])?;
        Ok(())
    }

    /// Writes an answer, new or changed.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_check_in_answer(&self, answer: &CheckInAnswer) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO check_in_answer (check_in, date, person, said_at, blocked, body)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (check_in, date, person) DO UPDATE SET blocked = excluded.blocked,
                 body = excluded.body",
            &[
                answer.check_in.into(),
                answer.date.to_string().into(),
                answer.person.into(),
                answer.at.into(),
                answer.blocked.into(),
                json(answer)?,
            ],
        )?;
        Ok(())
    }

    /// Keeps what somebody began to say; nothing forgets it.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_check_in_draft(
        &self,
        check_in: CheckInId,
        date: Date,
        person: PersonId,
        said: Option<&[Said]>,
    ) -> Result<(), StoreError> {
        let Some(said) = said else {
            self.run(
                "DELETE FROM check_in_draft WHERE check_in = $1 AND date = $2 AND person = $3",
                values![check_in, date.to_string(), person],
            )?;
            return Ok(());
        };
        self.run(
            "INSERT INTO check_in_draft (check_in, date, person, body) VALUES ($1, $2, $3, $4)
             ON CONFLICT (check_in, date, person) DO UPDATE SET body = excluded.body",
            &[
                check_in.into(),
                date.to_string().into(),
                person.into(),
                json(&said)?,
            ],
        )?;
        Ok(())
    }
}
