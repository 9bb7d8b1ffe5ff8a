//! Recordings of a thread's conferences.

use std::time::Instant;

use model::id::{RecordingId, SessionId};
use sfu::{Command as Ask, Input};

use super::{Command, Worker};
use crate::event::{MediaEvent, RecordingRefusal};
use crate::recording::{Ended, Recorder, Report, ending};

impl Worker {
    pub(super) fn start_recording(
        &mut self,
        session: SessionId,
        recording: RecordingId,
        now: Instant,
    ) -> Result<(), RecordingRefusal> {
        let room = self
            .rooms
            .get_mut(&session)
            .ok_or(RecordingRefusal::NoConference)?;
        if room.recorder.is_some() {
            return Err(RecordingRefusal::AlreadyRunning);
        }
        let codec = room.engine.codec_to_record();
        let name = format!("{recording}.{}", ending(codec));
        let path = self.recording_dir.join(name);
        let own = self.own.clone();
        let recorder = Recorder::start(&path, codec, move |report| {
            own.send(Command::Recording(session, recording, report));
        })
        .map_err(RecordingRefusal::File)?;
        room.recorder = Some((recording, recorder));
        self.recordings += 1;
        self.with_room(session, now, |room| {
            room.engine.handle(Input::Command(Ask::Record(true)), now);
        });
        Ok(())
    }

    pub(super) fn stop_recording(
        &mut self,
        session: SessionId,
        recording: RecordingId,
        now: Instant,
    ) -> Result<(), RecordingRefusal> {
        let room = self
            .rooms
            .get_mut(&session)
            .ok_or(RecordingRefusal::NotRunning)?;
        if room
            .recorder
            .as_ref()
            .is_none_or(|(running, _)| *running != recording)
        {
            return Err(RecordingRefusal::NotRunning);
        }
        // Dropping the feed ends the thread, which reports when the file is complete.
        room.recorder = None;
        self.with_room(session, now, |room| {
            room.engine.handle(Input::Command(Ask::Record(false)), now);
        });
        Ok(())
    }

    pub(super) fn recording_report(
        &mut self,
        session: SessionId,
        recording: RecordingId,
        report: Report,
        now: Instant,
    ) {
        let Ended { path, outcome } = match report {
            Report::KeyframeWanted => {
                return self.with_room(session, now, |room| {
                    room.engine.handle(Input::Command(Ask::RecordKeyframe), now);
                });
            }
            Report::Ended(ended) => ended,
        };
        self.recordings = self.recordings.saturating_sub(1);
        // It may have ended by a mistake of its own while the conference goes on.
        let running = self
            .rooms
            .get(&session)
            .and_then(|room| room.recorder.as_ref());
        if running.is_some_and(|(running, _)| *running == recording) {
            if let Some(room) = self.rooms.get_mut(&session) {
                room.recorder = None;
            }
            self.with_room(session, now, |room| {
                room.engine.handle(Input::Command(Ask::Record(false)), now);
            });
        }
        self.tell(match outcome {
            Ok((duration_ms, bytes)) => MediaEvent::RecordingEnded {
                session,
                recording,
                path,
                duration_ms,
                bytes,
            },
            Err(reason) => MediaEvent::RecordingFailed {
                session,
                recording,
                reason,
            },
        });
    }
}
