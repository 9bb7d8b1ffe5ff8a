//! The handle by which others reach the media threads.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Instant;

use model::id::{ConnectionId, PersonId, RecordingId, SessionId};
use model::limits::SDP_BYTES_MAX;
use model::session::{IceCredentials, ParticipantState, SendTrack, SlotWish};
use sfu::{Announced, Answered, Answerer, OfferError};
use tokio::sync::{mpsc, oneshot};

use crate::address::{announced, bind_udp};
use crate::placement::Placement;
use crate::worker::{Command, Ends, Join, Link, Parts, Sockets, Worker};
use crate::{MediaConfig, MediaEvent, MediaStats, OfferRefusal, RecordingRefusal, ResumeRefusal};

/// Events a reader may be behind; make the channel given to [`Media::start`] this large.
pub const EVENTS_MAX: usize = 16_384;

/// Most threads: a room may have a shard in each. Their number is two digits of each ICE user name.
const SHARDS_MAX: usize = sfu::limits::SHARDS_MAX as usize;

/// Counts of all threads. Added to per batch, never per packet and subscriber.
#[derive(Default)]
pub(crate) struct Counters {
    received: AtomicU64,
    sent: AtomicU64,
    send_calls: AtomicU64,
    unknown: AtomicU64,
    dropped: AtomicU64,
    panics: AtomicU64,
    events_dropped: AtomicU64,
    relayed: AtomicU64,
    relays_dropped: AtomicU64,
    /// Conferences, peers, recordings and waiting orders of each thread.
    gauges: Vec<[AtomicU64; 4]>,
}

impl Counters {
    fn new(shards: usize) -> Self {
        Self {
            gauges: (0..shards).map(|_| Default::default()).collect(),
            ..Self::default()
        }
    }

    pub(crate) fn received(&self, count: usize) {
        self.received
            .fetch_add(u64::try_from(count).unwrap_or(0), Ordering::Relaxed);
    }

    pub(crate) fn sent(&self, sent: u64, dropped: u64, calls: u64) {
        self.send_calls.fetch_add(calls, Ordering::Relaxed);
        self.sent.fetch_add(sent, Ordering::Relaxed);
        self.dropped.fetch_add(dropped, Ordering::Relaxed);
    }

    pub(crate) fn unknown(&self) {
        self.unknown.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn panicked(&self) {
        self.panics.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn event_dropped(&self) {
        self.events_dropped.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn relayed(&self, relayed: u64, dropped: u64) {
        self.relayed.fetch_add(relayed, Ordering::Relaxed);
        self.relays_dropped.fetch_add(dropped, Ordering::Relaxed);
    }

    /// Sets the conferences, peers, recordings and waiting orders of a thread.
    pub(crate) fn gauge(&self, index: usize, values: [usize; 4]) {
        if let Some(gauges) = self.gauges.get(index) {
            for (gauge, value) in gauges.iter().zip(values) {
                gauge.store(u64::try_from(value).unwrap_or(0), Ordering::Relaxed);
            }
        }
    }

    fn sum(&self, which: usize) -> u64 {
        self.gauges
            .iter()
            .map(|gauges| gauges[which].load(Ordering::Relaxed))
            .sum()
    }
}

/// Reaches the media threads. Cheap to clone; when the last clone is dropped, the threads stop.
#[derive(Clone)]
pub struct Media {
    shared: Arc<Shared>,
}

struct Shared {
    udp: SocketAddr,
    tcp: Option<SocketAddr>,
    answerer: Answerer,
    links: Vec<Link>,
    counters: Arc<Counters>,
    placement: Arc<Placement>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl Drop for Shared {
    fn drop(&mut self) {
        for link in &self.links {
            link.send(Command::Shutdown);
        }
    }
}

impl Media {
    /// Binds the sockets and starts the threads.
    ///
    /// # Errors
    /// When an address cannot be bound, the recording directory cannot be made, or a thread cannot
    /// be started.
    pub fn start(config: MediaConfig, events: mpsc::Sender<MediaEvent>) -> io::Result<Self> {
        std::fs::create_dir_all(&config.recording_dir)?;
        let shards = config.shards.clamp(1, SHARDS_MAX);
        let sockets = bind_udp(config.udp, shards)?;
        let udp = sockets
            .first()
            .map_or(Ok(config.udp), std::net::UdpSocket::local_addr)?;
        let mut listener = config.tcp.map(TcpListener::bind).transpose()?;
        let tcp = listener.as_ref().map(TcpListener::local_addr).transpose()?;
        let told = Announced {
            udp: announced(udp, &config.announce),
            tcp: tcp
                .map(|tcp| announced(tcp, &config.announce))
                .unwrap_or_default(),
        };
        tracing::info!(udp = ?told.udp, tcp = ?told.tcp, shards, "media addresses");
        let answerer = Answerer::new(told)
            .ok_or_else(|| io::Error::other("cannot make a certificate for media"))?;
        let counters = Arc::new(Counters::new(shards));
        let placement = Arc::new(Placement::new(shards));
        let (links, ends): (Vec<Link>, Vec<Ends>) = (0..shards)
            .map(|_| Link::new())
            .collect::<io::Result<Vec<_>>>()?
            .into_iter()
            .unzip();
        let mut threads = Vec::new();
        for (index, (udp, ends)) in sockets.into_iter().zip(ends).enumerate() {
            let parts = Parts {
                index,
                sockets: Sockets {
                    udp,
                    tcp: listener.take(),
                },
                ends,
                links: links.clone(),
                events: events.clone(),
                counters: counters.clone(),
                placement: placement.clone(),
                recording_dir: config.recording_dir.clone(),
            };
            let (began, begins) = sync_channel(1);
            let thread = thread::Builder::new().name(format!("media-{index}"));
            // Made in its thread: the system's structures in it stay there.
            threads.push(thread.spawn(move || match Worker::new(parts) {
                Ok(worker) => {
                    drop(began);
                    worker.run();
                }
                Err(error) => drop(began.send(error)),
            })?);
            if let Ok(error) = begins.recv() {
                return Err(error);
            }
        }
        let shared = Shared {
            udp,
            tcp,
            answerer,
            links,
            counters,
            placement,
            threads: Mutex::new(threads),
        };
        Ok(Self {
            shared: Arc::new(shared),
        })
    }

    /// The bound UDP address.
    #[must_use]
    pub fn udp_addr(&self) -> SocketAddr {
        self.shared.udp
    }

    /// The UDP addresses that clients are told to send to.
    #[must_use]
    pub fn announced_udp(&self) -> Vec<SocketAddr> {
        self.shared.answerer.announced().udp.clone()
    }

    /// The bound TCP address, if TCP is offered.
    #[must_use]
    pub fn tcp_addr(&self) -> Option<SocketAddr> {
        self.shared.tcp
    }

    /// Asks the thread of a session's conference, if it has one. Returns whether it has.
    fn send(&self, session: SessionId, command: Command) -> bool {
        let home = self.shared.placement.home(session);
        let link = home.and_then(|home| self.shared.links.get(home));
        link.is_some_and(|link| link.send(command))
    }

    /// Takes a client's offer and answers it; events tell of `connection`. Makes the conference when it is the session's first;
    /// replaces the same person's earlier connection.
    ///
    /// # Errors
    /// [`OfferRefusal`] says what is wrong with the offer or that there is no room.
    pub async fn offer(
        &self,
        session: SessionId,
        person: PersonId,
        connection: ConnectionId,
        (sdp, tracks): (String, Vec<SendTrack>),
    ) -> Result<String, OfferRefusal> {
        if SDP_BYTES_MAX < sdp.len() {
            return Err(OfferRefusal::TooLarge);
        }
        let (seat, joining) = self.shared.placement.place(session, person);
        let prefix = format!("{:02x}", seat.shard);
        let answerer = self.shared.answerer.clone();
        // Keys are made here, so away from the threads that carry media; and a description that
        // its parser cannot bear ends with its offer.
        let answered = tokio::task::spawn_blocking(move || {
            let answer =
                AssertUnwindSafe(|| answerer.answer(&sdp, &tracks, &prefix, Instant::now()));
            catch_unwind(answer)
        });
        let Answered {
            peer,
            offered,
            sdp,
            ufrag,
        } = match answered.await {
            Ok(Ok(answered)) => answered.map_err(refusal)?,
            Ok(Err(_)) => {
                let reason = "the description cannot be read".to_owned();
                return Err(OfferRefusal::Malformed { reason });
            }
            Err(_) => return Err(OfferRefusal::Unavailable),
        };
        let (reply, joined) = oneshot::channel();
        let peer = Box::new(peer);
        let join = Join {
            session,
            person,
            connection,
            shard: seat.shard,
            peer,
            offered,
            ufrag,
        };
        self.shared.links[seat.home].send(Command::Join(join, reply));
        joined.await.map_err(|_| OfferRefusal::Unavailable)??;
        joining.keep();
        Ok(sdp)
    }

    /// Goes on with the connection of a person whose client was away: what is in its slots, and what
    /// it should send, is told anew. New names of the client (`ice`) restart ICE, so that it goes on
    /// from another network; ours are answered.
    ///
    /// # Errors
    /// [`ResumeRefusal`] when the connection is gone: a new one has to be offered.
    pub async fn resume(
        &self,
        session: SessionId,
        person: PersonId,
        ice: Option<IceCredentials>,
    ) -> Result<Option<IceCredentials>, ResumeRefusal> {
        let (reply, resumed) = oneshot::channel();
        if !self.send(session, Command::Resume(session, person, ice, reply)) {
            return Err(ResumeRefusal);
        }
        resumed.await.map_err(|_| ResumeRefusal)?
    }

    /// Hands over a further ICE candidate of the client; an unreadable one is ignored.
    pub fn candidate(&self, session: SessionId, person: PersonId, candidate: String) {
        self.send(session, Command::Candidate(session, person, candidate));
    }

    /// Says what the person wants to see; slots not named stay as they are.
    pub fn slots(&self, session: SessionId, person: PersonId, wishes: Vec<SlotWish>) {
        self.send(session, Command::Slots(session, person, wishes));
    }

    /// Says what the person sends; what is off is neither forwarded nor asked for.
    pub fn state(&self, session: SessionId, person: PersonId, state: ParticipantState) {
        self.send(session, Command::State(session, person, state));
    }

    /// Takes the person out: their connection closes, their place is gone.
    pub fn leave(&self, session: SessionId, person: PersonId) {
        self.send(session, Command::Leave(session, person));
        self.shared.placement.leave(session, person);
    }

    /// Ends the conference: every connection closes, a running recording is finished.
    pub fn end(&self, session: SessionId) {
        self.send(session, Command::End(session));
    }

    /// Begins a recording into `<recording_dir>/<recording>.webm`, or `.mp4` when pictures come that can be
    /// sent in H.264 alone.
    ///
    /// # Errors
    /// [`RecordingRefusal`] says why not.
    pub async fn start_recording(
        &self,
        session: SessionId,
        recording: RecordingId,
    ) -> Result<(), RecordingRefusal> {
        let (reply, started) = oneshot::channel();
        if !self.send(session, Command::StartRecording(session, recording, reply)) {
            return Err(RecordingRefusal::NoConference);
        }
        started.await.map_err(|_| RecordingRefusal::Unavailable)?
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
        let (reply, stopped) = oneshot::channel();
        if !self.send(session, Command::StopRecording(session, recording, reply)) {
            return Err(RecordingRefusal::NotRunning);
        }
        stopped.await.map_err(|_| RecordingRefusal::Unavailable)?
    }

    /// Counters for `/metrics`.
    #[must_use]
    pub fn stats(&self) -> MediaStats {
        let counters = &self.shared.counters;
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        MediaStats {
            conferences: counters.sum(0),
            peers: counters.sum(1),
            recordings: counters.sum(2),
            orders_waiting: counters.sum(3),
            relayed: read(&counters.relayed),
            relays_dropped: read(&counters.relays_dropped),
            datagrams_received: read(&counters.received),
            datagrams_sent: read(&counters.sent),
            send_calls: read(&counters.send_calls),
            datagrams_unknown: read(&counters.unknown),
            datagrams_dropped: read(&counters.dropped),
            panics: read(&counters.panics),
            events_dropped: read(&counters.events_dropped),
        }
    }

    /// Ends every conference, finishes every recording and stops the threads. Blocks until the
    /// files are complete; call it from a blocking thread. Other clones of the handle are useless
    /// afterwards.
    pub fn shutdown(self) {
        for link in &self.shared.links {
            link.send(Command::Shutdown);
        }
        let mut threads = self
            .shared
            .threads
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        for thread in threads.drain(..) {
            if thread.join().is_err() {
                tracing::error!("a media thread panicked");
            }
        }
    }
}

fn refusal(error: OfferError) -> OfferRefusal {
    match error {
        OfferError::TooLarge => OfferRefusal::TooLarge,
        OfferError::Unusable(reason) => OfferRefusal::Malformed { reason },
    }
}
