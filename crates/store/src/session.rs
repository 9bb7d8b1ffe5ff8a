//! Sessions, attendance, recordings.

use model::id::{ChannelId, FileId, MessageId, PersonId, RecordingId, SessionId};
use model::limits::STAYS_SHOWN;
use model::session::{Attendance, Recording, RecordingState, Session};
use model::time::Timestamp;

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::{Row, json};
use crate::values;

const SELECT: &str =
    "SELECT id, topic, channel, kind, started_by, started_at, ended_at, ringing, rung, ends_at,
    outcome, guarded, declined FROM session";

/// Which stays are read with a session.
#[derive(Clone, Copy)]
enum Stays {
    All,
    /// Those that a person is told of, unless it has ended.
    SeenBy(PersonId),
}

/// Reads a row without attendance and recordings, which stand in their own tables.
fn read_session(row: &Row<'_, '_>) -> Result<Session, StoreError> {
    let ended_at = row.instant(6)?;
    Ok(Session {
        id: row.id(0)?,
        topic: row.id(1)?,
        channel: row.id(2)?,
        kind: row.json(3)?,
        started_by: row.id(4)?,
        started_at: row.instant(5)?,
        ends_at: row.optional_instant(9)?,
        ended_at: (ended_at != Timestamp::from_millis(0)).then_some(ended_at),
        ringing: row.json(7)?,
        rung: row.json(8)?,
        outcome: row.optional_text(10)?,
        guarded: row.json(11)?,
        declined: row.json(12)?,
        attendance: Vec::new(),
        came: None,
        recordings: Vec::new(),
    })
}

fn read_stay(row: &Row<'_, '_>) -> Result<Attendance, StoreError> {
    Ok(Attendance {
        person: row.id(0)?,
        from: row.instant(1)?,
        until: row.optional_instant(2)?,
    })
}

impl View<'_> {
    /// One session with all its stays: a thousand of a large one, so only for what concerns them all.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn session(&self, id: SessionId) -> Result<Option<Session>, StoreError> {
        self.one_session(id, Stays::All)
    }

    /// One session as a person sees it: while it is live, with the stays that everybody is told of and
    /// the person's own.
    ///
    /// # Errors
    /// As any query.
    pub fn session_seen_by(
        &self,
        id: SessionId,
        person: PersonId,
    ) -> Result<Option<Session>, StoreError> {
        self.one_session(id, Stays::SeenBy(person))
    }

    fn one_session(&self, id: SessionId, stays: Stays) -> Result<Option<Session>, StoreError> {
        let found = self.first(
            &format!("{SELECT} WHERE id = $1"),
            values![id],
            read_session,
        )?;
        found
            .map(|session| self.complete_session(session, stays))
            .transpose()
    }

    /// Live sessions with all their stays, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn live_sessions(&self) -> Result<Vec<Session>, StoreError> {
        let sql = format!("{SELECT} WHERE ended_at = 0 ORDER BY id");
        self.complete_sessions(self.all(&sql, &[], read_session)?, Stays::All)
    }

    /// Live sessions of the channels a person is in, as that person sees them, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn live_sessions_of(&self, person: PersonId) -> Result<Vec<Session>, StoreError> {
        let sql = format!(
            "{SELECT} WHERE ended_at = 0
                 AND channel IN (SELECT channel FROM membership WHERE person = $1)
             ORDER BY id"
        );
        let found = self.all(&sql, values![person], read_session)?;
        self.complete_sessions(found, Stays::SeenBy(person))
    }

    /// Live sessions of a channel, as a person sees them, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn live_sessions_in(
        &self,
        channel: ChannelId,
        person: PersonId,
    ) -> Result<Vec<Session>, StoreError> {
        let sql = format!("{SELECT} WHERE channel = $1 AND ended_at = 0 ORDER BY id");
        let found = self.all(&sql, values![channel], read_session)?;
        self.complete_sessions(found, Stays::SeenBy(person))
    }

    fn complete_sessions(
        &self,
        found: Vec<Session>,
        stays: Stays,
    ) -> Result<Vec<Session>, StoreError> {
        found
            .into_iter()
            .map(|session| self.complete_session(session, stays))
            .collect()
    }

    fn complete_session(&self, mut session: Session, stays: Stays) -> Result<Session, StoreError> {
        session.attendance = match stays {
            Stays::SeenBy(person) if session.ended_at.is_none() => {
                self.stays_seen_by(session.id, person)?
            }
            Stays::SeenBy(_) | Stays::All => self.all(
                "SELECT person, since, until FROM attendance WHERE session = $1
                 ORDER BY since, person",
                values![session.id],
                read_stay,
            )?,
        };
        session.recordings = self.recordings_where("session = $1", session.id.to_string())?;
        Ok(session)
    }

    /// The first stays of a session and all of one person's, in order.
    fn stays_seen_by(
        &self,
        session: SessionId,
        person: PersonId,
    ) -> Result<Vec<Attendance>, StoreError> {
        let mut seen = self.all(
            "SELECT person, since, until FROM attendance WHERE session = $1
             ORDER BY since, person LIMIT $2",
            values![session, STAYS_SHOWN as u64],
            read_stay,
        )?;
        let mut own = self.stays_of(session, person)?;
        own.retain(|stay| !seen.contains(stay));
        seen.append(&mut own);
        seen.sort_by_key(|stay| (stay.from, stay.person));
        Ok(seen)
    }

    /// A person's stays in a session, in order.
    ///
    /// # Errors
    /// As any query.
    pub fn stays_of(
        &self,
        session: SessionId,
        person: PersonId,
    ) -> Result<Vec<Attendance>, StoreError> {
        self.all(
            "SELECT person, since, until FROM attendance WHERE session = $1 AND person = $2
             ORDER BY since",
            values![session, person],
            read_stay,
        )
    }

    /// How many stays in a session go on.
    ///
    /// # Errors
    /// As any query.
    pub fn count_there(&self, session: SessionId) -> Result<u64, StoreError> {
        let sql = "SELECT there FROM session WHERE id = $1";
        let there = self.first(sql, values![session], |row| row.number(0))?;
        Ok(there.unwrap_or(0))
    }

    /// How many people were or are in a session, counted up to `at_most`.
    ///
    /// # Errors
    /// As any query.
    pub fn count_came(&self, session: SessionId, at_most: u64) -> Result<u64, StoreError> {
        let came = self.first(
            "SELECT COUNT(*) FROM (SELECT DISTINCT person FROM attendance WHERE session = $1
                 LIMIT $2) AS came",
            values![session, at_most],
            |row| row.number(0),
        )?;
        Ok(came.unwrap_or(0))
    }

    fn recordings_where(
        &self,
        condition: &str,
        value: String,
    ) -> Result<Vec<Recording>, StoreError> {
        let sql = format!(
            "SELECT id, session, state, started_by, started_at, duration_ms, file FROM recording
             WHERE {condition} ORDER BY id"
        );
        let rows: Vec<(Recording, Option<FileId>)> = self.all(&sql, values![value], |row| {
            let recording = Recording {
                id: row.id(0)?,
                session: row.id(1)?,
                state: row.json(2)?,
                started_by: row.id(3)?,
                started_at: row.instant(4)?,
                duration_ms: row.optional_number(5)?,
                file: None,
            };
            Ok((recording, row.optional_id(6)?))
        })?;
        let mut found = Vec::with_capacity(rows.len());
        for (mut recording, file) in rows {
            recording.file = match file {
                Some(file) => self.file(file)?,
                None => None,
            };
            found.push(recording);
        }
        Ok(found)
    }

    /// One recording.
    ///
    /// # Errors
    /// As any query.
    pub fn recording(&self, id: RecordingId) -> Result<Option<Recording>, StoreError> {
        Ok(self.recordings_where("id = $1", id.to_string())?.pop())
    }

    /// Recordings that are being written or finished.
    ///
    /// # Errors
    /// As any query.
    pub fn unfinished_recordings(&self) -> Result<Vec<Recording>, StoreError> {
        let mut found = Vec::new();
        for state in [RecordingState::Running, RecordingState::Finishing] {
            found.extend(self.recordings_where("state = $1", serde_json::to_string(&state)?)?);
        }
        Ok(found)
    }

    /// The message that holds a session's residue.
    ///
    /// # Errors
    /// As any query.
    pub fn residue_of(&self, session: SessionId) -> Result<Option<MessageId>, StoreError> {
        let sql = "SELECT residue FROM session WHERE id = $1";
        Ok(self
            .first(sql, values![session], |row| row.optional_id(0))?
            .flatten())
    }
}

impl Tx<'_> {
    /// Writes a session, new or changed, without its attendance and recordings.
    ///
    /// # Errors
    /// As any statement; so for those below.
    pub fn put_session(&self, session: &Session) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO session (id, topic, channel, kind, started_by, started_at, ended_at,
                 ringing, rung, ends_at, outcome, guarded, declined)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
             ON CONFLICT (id) DO UPDATE SET ended_at = excluded.ended_at,
                 ringing = excluded.ringing, rung = excluded.rung, ends_at = excluded.ends_at,
                 outcome = excluded.outcome, guarded = excluded.guarded,
                 declined = excluded.declined",
            &[
                session.id.into(),
                session.topic.into(),
                session.channel.into(),
                json(&session.kind)?,
                session.started_by.into(),
                session.started_at.into(),
                session.ended_at.unwrap_or(Timestamp::from_millis(0)).into(),
                json(&session.ringing)?,
                json(&session.rung)?,
                session.ends_at.into(),
                session.outcome.as_ref().into(),
                json(&session.guarded)?,
                json(&session.declined)?,
            ],
        )?;
        Ok(())
    }

    /// Notes which message holds a session's residue.
    ///
    /// # Errors
    /// As any statement.
    pub fn set_residue(&self, session: SessionId, message: MessageId) -> Result<(), StoreError> {
        let sql = "UPDATE session SET residue = $1 WHERE id = $2";
        self.run(sql, values![message, session])?;
        Ok(())
    }

    /// Writes one stay, new or ended, and how many there are now.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_attendance(
        &self,
        session: SessionId,
        attendance: &Attendance,
    ) -> Result<(), StoreError> {
        let known = self.stays_of(session, attendance.person)?;
        let before = known.iter().find(|stay| stay.is(attendance));
        let went_on = before.is_some_and(|stay| stay.until.is_none());
        self.run(
            "INSERT INTO attendance (session, person, since, until) VALUES ($1, $2, $3, $4)
             ON CONFLICT (session, person, since) DO UPDATE SET until = excluded.until",
            values![
                session,
                attendance.person,
                attendance.from,
                attendance.until
            ],
        )?;
        let counted = match (went_on, attendance.until.is_none()) {
            (false, true) => "UPDATE session SET there = there + 1 WHERE id = $1",
            (true, false) => "UPDATE session SET there = there - 1 WHERE id = $1",
            (true, true) | (false, false) => return Ok(()),
        };
        self.run(counted, values![session])?;
        Ok(())
    }

    /// Ends all stays of a session that go on.
    ///
    /// # Errors
    /// As any statement.
    pub fn end_stays(&self, session: SessionId, until: Timestamp) -> Result<(), StoreError> {
        self.run(
            "UPDATE attendance SET until = $1 WHERE session = $2 AND until IS NULL",
            values![until, session],
        )?;
        self.run(
            "UPDATE session SET there = 0 WHERE id = $1",
            values![session],
        )?;
        Ok(())
    }

    /// Writes a recording, new or changed.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_recording(&self, recording: &Recording) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO recording (id, session, state, started_by, started_at, duration_ms, file)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (id) DO UPDATE SET state = excluded.state,
                 duration_ms = excluded.duration_ms, file = excluded.file",
            &[
                recording.id.into(),
                recording.session.into(),
                json(&recording.state)?,
                recording.started_by.into(),
                recording.started_at.into(),
                recording.duration_ms.into(),
                recording.file.as_ref().map(|file| file.id).into(),
            ],
        )?;
        Ok(())
    }
}
