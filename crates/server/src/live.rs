//! Wires the use cases' port to live media, both ways.

use std::path::PathBuf;
use std::sync::Arc;

use app::App;
use app::live::{Later, Live, LiveEvent, LiveRefusal};
use media::{Media, MediaEvent};
use model::id::{PersonId, RecordingId, SessionId};
use model::session::{ParticipantState, SendTrack, SlotWish};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Live media as the use cases see it.
pub struct LiveMedia(pub Media);

fn refusal(error: &impl std::fmt::Display) -> LiveRefusal {
    LiveRefusal(error.to_string())
}

impl Live for LiveMedia {
    fn offer(
        &self,
        session: SessionId,
        person: PersonId,
        sdp: String,
        tracks: Vec<SendTrack>,
    ) -> Later<'_, Result<String, LiveRefusal>> {
        Box::pin(async move {
            let answer = self.0.offer(session, person, sdp, tracks).await;
            answer.map_err(|error| refusal(&error))
        })
    }

    fn candidate(&self, session: SessionId, person: PersonId, candidate: String) {
        self.0.candidate(session, person, candidate);
    }

    fn slots(&self, session: SessionId, person: PersonId, wishes: Vec<SlotWish>) {
        self.0.slots(session, person, wishes);
    }

    fn state(&self, session: SessionId, person: PersonId, state: ParticipantState) {
        self.0.state(session, person, state);
    }

    fn leave(&self, session: SessionId, person: PersonId) {
        self.0.leave(session, person);
    }

    fn end(&self, session: SessionId) {
        self.0.end(session);
    }

    fn start_recording(
        &self,
        session: SessionId,
        recording: RecordingId,
    ) -> Later<'_, Result<(), LiveRefusal>> {
        Box::pin(async move {
            let started = self.0.start_recording(session, recording).await;
            started.map_err(|error| refusal(&error))
        })
    }

    fn stop_recording(&self, session: SessionId, recording: RecordingId) -> Later<'_, ()> {
        Box::pin(async move {
            if let Err(error) = self.0.stop_recording(session, recording).await {
                tracing::warn!(%session, %recording, %error, "the recording was not running");
            }
        })
    }

    fn repair(&self, path: PathBuf) -> Later<'_, Result<u64, LiveRefusal>> {
        Box::pin(async move {
            let repaired = tokio::task::spawn_blocking(move || media::recording::repair(&path));
            let repaired = repaired.await.map_err(|error| refusal(&error))?;
            let repaired = repaired.map_err(|error| refusal(&error))?;
            Ok(repaired.duration_ms)
        })
    }
}

/// Passes what media says to the use cases until `stop`, then what is still there.
pub async fn pump(app: Arc<App>, mut events: mpsc::Receiver<MediaEvent>, stop: CancellationToken) {
    let recordings = TaskTracker::new();
    loop {
        let event = tokio::select! {
            event = events.recv() => event,
            () = stop.cancelled() => events.try_recv().ok(),
        };
        let Some(event) = event.map(translate) else {
            break;
        };
        if matches!(event, LiveEvent::RecordingEnded { .. }) {
            // Gigabytes are copied; the others' events do not wait for that.
            let app = Arc::clone(&app);
            recordings.spawn(async move { app.take_live_event(event).await });
        } else {
            app.take_live_event(event).await;
        }
    }
    recordings.close();
    recordings.wait().await;
}

/// What the use cases need to know of an event; what only operators need is logged.
fn translate(event: MediaEvent) -> LiveEvent {
    match event {
        MediaEvent::Connected { session, person } => LiveEvent::Connected { session, person },
        MediaEvent::Lost { session, person } => LiveEvent::Lost { session, person },
        MediaEvent::Slots {
            session,
            person,
            slots,
        } => LiveEvent::Slots {
            session,
            person,
            slots,
        },
        MediaEvent::Layers {
            session,
            person,
            layers,
        } => LiveEvent::Layers {
            session,
            person,
            layers,
        },
        MediaEvent::Speaking { session, people } => LiveEvent::Speaking { session, people },
        MediaEvent::RecordingEnded {
            recording,
            path,
            duration_ms,
            ..
        } => LiveEvent::RecordingEnded {
            recording,
            path,
            duration_ms,
        },
        MediaEvent::RecordingFailed {
            session,
            recording,
            reason,
        } => {
            tracing::error!(%session, %recording, reason, "the recording failed");
            LiveEvent::RecordingFailed { recording }
        }
        MediaEvent::ConferencePanicked { session, report } => {
            tracing::error!(%session, report, "a conference ended by a mistake of ours");
            LiveEvent::Panicked { session }
        }
    }
}
