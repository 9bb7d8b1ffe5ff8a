//! Wires the use cases' port to live media, both ways.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use app::App;
use app::live::{
    ClipFault, Later, Live, LiveEvent, LiveRefusal, OfferRefusal, Published, Watching, Whose,
};
use media::recording::ClipError;
use media::{Media, MediaEvent, RelayCredentials, Turn};
use model::broadcast::IceServer;
use model::clip::RecordedClip;
use model::id::{ConnectionId, PersonId, RecordingId, SessionId};
use model::limits::RELAY_CREDENTIAL_VALID;
use model::session::{IceCredentials, ParticipantState, SendTrack, SlotWish};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Live media as the use cases see it.
pub struct LiveMedia {
    /// Connections and recordings.
    pub media: Media,
    /// The relay on the web port, where it speaks TLS.
    pub turn: Option<Arc<Turn>>,
}

/// The port of https where an address does not name one.
const HTTPS_PORT: u16 = 443;

/// Where the relay is for a client that came by this host and port; `None` for what is neither.
fn relay_url(authority: &str) -> Option<String> {
    let authority = match authority.rsplit_once(':') {
        Some((_, port)) if port.parse::<u16>().is_ok() => authority.to_owned(),
        _ => format!("{authority}:{HTTPS_PORT}"),
    };
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ':' | '[' | ']');
    let (host, _) = authority.rsplit_once(':')?;
    (!host.is_empty() && authority.chars().all(good))
        .then(|| format!("turns:{authority}?transport=tcp"))
}

fn refusal(error: &impl std::fmt::Display) -> LiveRefusal {
    LiveRefusal(error.to_string())
}

fn refused_offer(refusal: media::OfferRefusal) -> OfferRefusal {
    let text = refusal.to_string();
    match refusal {
        media::OfferRefusal::TooLarge => OfferRefusal::TooLarge,
        media::OfferRefusal::Malformed { .. } => OfferRefusal::Unusable(text),
        media::OfferRefusal::Full | media::OfferRefusal::Unavailable => {
            OfferRefusal::Unavailable(text)
        }
    }
}

impl Live for LiveMedia {
    fn offer(
        &self,
        whose: Whose,
        sdp: String,
        tracks: Vec<SendTrack>,
    ) -> Later<'_, Result<String, LiveRefusal>> {
        Box::pin(async move {
            let Whose {
                session,
                person,
                connection,
            } = whose;
            let offer = (sdp, tracks);
            let answer = self.media.offer(session, person, connection, offer).await;
            answer.map_err(|error| refusal(&error))
        })
    }

    fn resume(
        &self,
        session: SessionId,
        person: PersonId,
        ice: Option<IceCredentials>,
    ) -> Later<'_, Result<Option<IceCredentials>, LiveRefusal>> {
        Box::pin(async move {
            let resumed = self.media.resume(session, person, ice).await;
            resumed.map_err(|error| refusal(&error))
        })
    }

    fn publish(
        &self,
        whose: Whose,
        sdp: String,
        screen: bool,
    ) -> Later<'_, Result<Published, OfferRefusal>> {
        Box::pin(async move {
            let Whose {
                session,
                person,
                connection,
            } = whose;
            let media = &self.media;
            let answered = media
                .publish(session, person, connection, &sdp, screen)
                .await;
            let (sdp, tracks) = answered.map_err(refused_offer)?;
            Ok(Published { sdp, tracks })
        })
    }

    fn watch(&self, whose: Whose, sdp: String) -> Later<'_, Result<Watching, OfferRefusal>> {
        Box::pin(async move {
            let Whose {
                session,
                person,
                connection,
            } = whose;
            let answered = self.media.watch(session, person, connection, &sdp).await;
            let (sdp, pictures) = answered.map_err(refused_offer)?;
            Ok(Watching { sdp, pictures })
        })
    }

    fn relays(&self, session: SessionId, person: PersonId, authority: &str) -> Vec<IceServer> {
        let (Some(turn), Some(url)) = (&self.turn, relay_url(authority)) else {
            return Vec::new();
        };
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let until = now.unwrap_or_default() + RELAY_CREDENTIAL_VALID;
        let RelayCredentials { username, password } =
            turn.credentials(session, person, until.as_secs());
        vec![IceServer {
            urls: vec![url],
            username,
            credential: password,
        }]
    }

    fn candidate(&self, session: SessionId, person: PersonId, candidate: String) {
        self.media.candidate(session, person, candidate);
    }

    fn slots(&self, session: SessionId, person: PersonId, wishes: Vec<SlotWish>) {
        self.media.slots(session, person, wishes);
    }

    fn state(&self, session: SessionId, person: PersonId, state: ParticipantState) {
        self.media.state(session, person, state);
    }

    fn leave(&self, session: SessionId, person: PersonId) {
        self.media.leave(session, person);
    }

    fn end(&self, session: SessionId) {
        self.media.end(session);
    }

    fn start_recording(
        &self,
        session: SessionId,
        recording: RecordingId,
    ) -> Later<'_, Result<(), LiveRefusal>> {
        Box::pin(async move {
            let started = self.media.start_recording(session, recording).await;
            started.map_err(|error| refusal(&error))
        })
    }

    fn stop_recording(&self, session: SessionId, recording: RecordingId) -> Later<'_, ()> {
        Box::pin(async move {
            if let Err(error) = self.media.stop_recording(session, recording).await {
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

    fn read_clip(
        &self,
        path: PathBuf,
        whole: PathBuf,
    ) -> Later<'_, Result<RecordedClip, ClipFault>> {
        Box::pin(async move {
            let read =
                tokio::task::spawn_blocking(move || media::recording::read_clip(&path, &whole));
            let read = read
                .await
                .map_err(|error| ClipFault::Io(error.to_string()))?;
            read.map_err(|error| match error {
                ClipError::Io(error) => ClipFault::Io(error.to_string()),
                ClipError::Unreadable => ClipFault::Unreadable,
            })
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
        let Some(event) = event else {
            break;
        };
        log(&event);
        let event = translate(event);
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

const fn whose(session: SessionId, person: PersonId, connection: ConnectionId) -> Whose {
    Whose {
        session,
        person,
        connection,
    }
}

/// Logs what only operators need to know of an event.
fn log(event: &MediaEvent) {
    match event {
        MediaEvent::RecordingFailed {
            session,
            recording,
            reason,
        } => tracing::error!(%session, %recording, reason, "the recording failed"),
        MediaEvent::ConferencePanicked { session, report } => {
            tracing::error!(%session, report, "a conference ended by a mistake of ours");
        }
        _ => {}
    }
}

/// What the use cases need to know of an event.
fn translate(event: MediaEvent) -> LiveEvent {
    match event {
        MediaEvent::Connected { session, person } => LiveEvent::Connected { session, person },
        MediaEvent::Lost {
            session,
            person,
            connection,
        } => LiveEvent::Lost(whose(session, person, connection)),
        MediaEvent::Silent {
            session,
            person,
            connection,
        } => LiveEvent::Silent(whose(session, person, connection)),
        MediaEvent::Heard {
            session,
            person,
            connection,
        } => LiveEvent::Heard(whose(session, person, connection)),
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
        MediaEvent::Codecs {
            session,
            person,
            codecs,
        } => LiveEvent::Codecs {
            session,
            person,
            codecs,
        },
        MediaEvent::Speaking { session, people } => LiveEvent::Speaking { session, people },
        MediaEvent::Quality {
            session,
            person,
            quality,
        } => LiveEvent::Quality {
            session,
            person,
            quality,
        },
        MediaEvent::RecordAnew { recording, .. } => LiveEvent::RecordAnew { recording },
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
        MediaEvent::RecordingFailed { recording, .. } => LiveEvent::RecordingFailed { recording },
        MediaEvent::ConferencePanicked { session, .. } => LiveEvent::Panicked { session },
    }
}

#[cfg(test)]
mod tests {
    use super::relay_url;

    #[test]
    fn the_relay_is_where_the_client_came_from() {
        let is = |authority: &str| relay_url(authority).unwrap_or_default();
        assert_eq!(
            is("chat.example.org"),
            "turns:chat.example.org:443?transport=tcp"
        );
        assert_eq!(is("10.77.0.1:8443"), "turns:10.77.0.1:8443?transport=tcp");
        assert_eq!(
            is("[2001:db8::1]:8443"),
            "turns:[2001:db8::1]:8443?transport=tcp"
        );
        assert_eq!(is("[2001:db8::1]"), "turns:[2001:db8::1]:443?transport=tcp");
        for none in ["", ":443", "a\"; rel=\"x", "a b", "a>,<b"] {
            assert_eq!(relay_url(none), None, "{none}");
        }
    }
}
