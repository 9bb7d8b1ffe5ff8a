//! Calls of the story: who was there, what was recorded, and what they left.

use std::time::Duration;

use model::id::{RecordingId, SessionId, TopicId};
use model::session::{Attendance, Recording, RecordingState, Session, SessionKind};
use model::time::Timestamp;
use store::Tx;

use super::Stage;
use crate::error::{AppError, not_found};
use crate::random;
use crate::sample::RECORDING_MS;
use crate::sample::script::CallScript;
use crate::session::{leave_behind, put_session};

/// How long after the call began each further person was there.
const COMES_AFTER: Duration = Duration::from_secs(9);

/// How long the clock of a huddle runs.
const HUDDLE: Duration = Duration::from_secs(5 * 60);

/// How long before the end of the call the recording ended.
const RECORDED_UNTIL: Duration = Duration::from_secs(5);

/// Writes a call that is over and what it left; answers its recording.
pub(super) fn hold(
    stage: &Stage<'_>,
    tx: &mut Tx<'_>,
    topic: TopicId,
    call: &CallScript,
) -> Result<Option<RecordingId>, AppError> {
    let from = stage.calendar.instant(call.from);
    let until = stage.calendar.instant(call.until);
    let topic = tx.topic(topic)?.ok_or_else(not_found)?;
    let mut session = Session {
        id: SessionId::new(from, random()),
        topic: topic.id,
        channel: topic.channel,
        kind: match call.outcome {
            Some(_) => SessionKind::Huddle,
            None => SessionKind::Call,
        },
        started_by: stage.actor(&call.by)?.person,
        started_at: from,
        ends_at: call.outcome.as_ref().map(|_| from.plus(HUDDLE)),
        ended_at: Some(until),
        ringing: Vec::new(),
        rung: stage.ids(&call.rang)?,
        guarded: Vec::new(),
        declined: Vec::new(),
        attendance: Vec::new(),
        came: None,
        recordings: Vec::new(),
        outcome: call.outcome.clone(),
    };
    tx.put_session(&session)?;
    let people = std::iter::once(session.started_by).chain(stage.ids(&call.came)?);
    for (count, person) in (0..).zip(people) {
        let stay = Attendance {
            person,
            from: from.plus(COMES_AFTER * count),
            until: Some(until),
        };
        tx.put_attendance(session.id, &stay)?;
        session.attendance.push(stay);
    }
    if let Some(by) = &call.recorded_by {
        let recording = recording(&session, stage.actor(by)?.person, until);
        tx.put_recording(&recording)?;
        session.recordings.push(recording);
    }
    put_session(tx, &session, until)?;
    leave_behind(stage.app, tx, &session, until)?;
    Ok(session.recordings.first().map(|recording| recording.id))
}

/// A recording of the last moments, whose file is made ready.
fn recording(session: &Session, by: model::id::PersonId, until: Timestamp) -> Recording {
    let length = Duration::from_millis(RECORDING_MS);
    let started_at = until.minus(RECORDED_UNTIL).minus(length);
    Recording {
        id: RecordingId::new(started_at, random()),
        session: session.id,
        state: RecordingState::Finishing,
        started_by: by,
        started_at,
        duration_ms: None,
        file: None,
    }
}
