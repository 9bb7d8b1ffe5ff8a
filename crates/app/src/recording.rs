//! Recordings of sessions: starting, stopping, and taking their files over.

use std::path::Path;

use model::account::Scope;
use model::error::ErrorCode;
use model::id::{FileId, RecordingId, SessionId};
use model::session::{Recording, RecordingState, Session};
use model::time::Timestamp;
use store::Tx;

use crate::actor::Actor;
use crate::error::{AppError, not_allowed, not_found, refused};
use crate::participant::media_unavailable;
use crate::session::{is_there, refresh_residue, tell_session};
use crate::{App, random, topic_standing};

/// How the name of a recording's file ends: WebM of VP8, or MP4 of H.264.
const ENDINGS: [&str; 2] = ["webm", "mp4"];

/// Writes a recording and tells its channel: by the session, and by the residue once there is one.
fn put(tx: &mut Tx<'_>, recording: &Recording, now: Timestamp) -> Result<Session, AppError> {
    tx.put_recording(recording)?;
    let session = tx.session(recording.session)?.ok_or_else(not_found)?;
    tell_session(tx, &session, now)?;
    refresh_residue(tx, &session, now)?;
    Ok(session)
}

impl App {
    /// Begins to record a session; everyone in it sees so.
    ///
    /// # Errors
    /// `wrong_state` if the call is over or recorded already; `not_allowed` from outside.
    pub async fn start_recording(
        &self,
        actor: &Actor,
        id: SessionId,
    ) -> Result<Recording, AppError> {
        actor.needs(Scope::Live)?;
        let live = self.live.get().ok_or_else(|| media_unavailable(None))?;
        let (by, now) = (actor.clone(), self.now());
        let recording = Recording {
            id: RecordingId::new(now, random()),
            session: id,
            state: RecordingState::Running,
            started_by: actor.person,
            started_at: now,
            duration_ms: None,
            file: None,
        };
        let stored = recording.clone();
        self.store
            .write(move |tx| {
                let session = tx.session_seen_by(id, by.person)?;
                let session = session.ok_or_else(not_found)?;
                topic_standing(tx, &by, session.topic)?;
                if !is_there(tx, id, by.person)? {
                    return Err(not_allowed("join the call first"));
                }
                let running = session
                    .recordings
                    .iter()
                    .any(|r| r.state == RecordingState::Running);
                if session.ended_at.is_some() || running {
                    return Err(refused(
                        ErrorCode::WrongState,
                        "it is over or recorded already",
                    ));
                }
                put(tx, &stored, now)
            })
            .await?;
        if let Err(refusal) = live.start_recording(id, recording.id).await {
            self.fail_recording(recording.id).await?;
            return Err(media_unavailable(Some(refusal)));
        }
        Ok(recording)
    }

    /// Ends a recording; its file is ready shortly after.
    ///
    /// # Errors
    /// `not_found`; `wrong_state` if it is not running.
    pub async fn stop_recording(
        &self,
        actor: &Actor,
        id: RecordingId,
    ) -> Result<Recording, AppError> {
        actor.needs(Scope::Live)?;
        let live = self.live.get().ok_or_else(|| media_unavailable(None))?;
        let (by, now) = (actor.clone(), self.now());
        let recording = self.store.write(move |tx| {
            let mut recording = tx.recording(id)?.ok_or_else(not_found)?;
            let session = tx.session_seen_by(recording.session, by.person)?;
            let session = session.ok_or_else(not_found)?;
            let (_, _, standing) = topic_standing(tx, &by, session.topic)?;
            if !standing.member {
                return Err(not_allowed("join the channel first"));
            }
            if recording.state != RecordingState::Running {
                return Err(refused(ErrorCode::WrongState, "this recording has ended"));
            }
            recording.state = RecordingState::Finishing;
            put(tx, &recording, now)?;
            Ok(recording)
        });
        let recording = recording.await?;
        live.stop_recording(recording.session, recording.id).await;
        Ok(recording)
    }

    /// Ends a recording whose codec what is there now cannot be recorded in, and has another one go on.
    pub(crate) async fn go_on_recording(&self, id: RecordingId) -> Result<(), AppError> {
        let live = self.live.get().ok_or_else(|| media_unavailable(None))?;
        let now = self.now();
        let next = RecordingId::new(now, random());
        let went_on = self.store.write(move |tx| {
            let Some(mut recording) = tx.recording(id)? else {
                return Ok(None);
            };
            // It may have been stopped meanwhile.
            if recording.state != RecordingState::Running {
                return Ok(None);
            }
            let further = Recording {
                id: next,
                started_at: now,
                ..recording.clone()
            };
            recording.state = RecordingState::Finishing;
            put(tx, &recording, now)?;
            put(tx, &further, now)?;
            Ok::<_, AppError>(Some(recording.session))
        });
        let Some(session) = went_on.await? else {
            return Ok(());
        };
        live.stop_recording(session, id).await;
        if let Err(refusal) = live.start_recording(session, next).await {
            self.fail_recording(next).await?;
            return Err(media_unavailable(Some(refusal)));
        }
        Ok(())
    }

    /// Takes a finished recording's file over and shows it in the residue.
    pub(crate) async fn adopt_recording(
        &self,
        id: RecordingId,
        path: &Path,
        duration_ms: u64,
    ) -> Result<(), AppError> {
        let now = self.now();
        let found = self
            .store
            .read(move |view| view.recording(id))
            .await?
            .ok_or_else(not_found)?;
        let ending = path.extension().and_then(|ending| ending.to_str());
        let name = format!(
            "recording-{}.{}",
            found.started_at.to_string().replace(':', "-"),
            ending.unwrap_or(ENDINGS[0])
        );
        let file = FileId::new(now, random());
        let file = self
            .complete_file(file, name, found.started_by, path)
            .await?;
        self.store
            .write(move |tx| {
                let recording = Recording {
                    state: RecordingState::Ready,
                    duration_ms: Some(duration_ms),
                    file: Some(file),
                    ..found
                };
                put(tx, &recording, now).map(|_| ())
            })
            .await
    }

    /// Notes that nothing usable came of a recording.
    pub(crate) async fn fail_recording(&self, id: RecordingId) -> Result<(), AppError> {
        let now = self.now();
        self.store
            .write(move |tx| {
                let mut recording = tx.recording(id)?.ok_or_else(not_found)?;
                recording.state = RecordingState::Failed;
                put(tx, &recording, now).map(|_| ())
            })
            .await
    }

    /// Makes recordings that a crash cut off playable and takes them over.
    pub(crate) async fn repair_recordings(&self) -> Result<(), AppError> {
        let unfinished = self.store.read(|view| view.unfinished_recordings()).await?;
        for recording in unfinished {
            let paths = ENDINGS.map(|ending| {
                let name = format!("{}.{ending}", recording.id);
                self.recordings_dir().join(name)
            });
            let path = paths.iter().find(|path| path.exists());
            let repaired = match self.live.get().zip(path) {
                Some((live, path)) => {
                    let duration_ms = live.repair(path.clone()).await.ok();
                    duration_ms.map(|duration_ms| (path, duration_ms))
                }
                None => None,
            };
            let result = match repaired {
                Some((path, duration_ms)) => {
                    self.adopt_recording(recording.id, path, duration_ms).await
                }
                None => self.fail_recording(recording.id).await,
            };
            if let Err(error) = result {
                let error = &error as &dyn std::error::Error;
                tracing::error!(error, recording = %recording.id, "could not be taken over");
            }
        }
        Ok(())
    }
}
