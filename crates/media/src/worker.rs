//! A media thread: its socket, its conferences, and what wakes it.

mod io;
mod record;
mod room;

use std::collections::{BTreeSet, HashMap};
use std::io as std_io;
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender};
use std::time::{Duration, Instant};

use model::id::{PersonId, RecordingId, SessionId};
use model::session::{ParticipantState, SlotWish};
use nix::sys::epoll::{EpollEvent, EpollFlags, EpollTimeout};
use sfu::{Command as Ask, Input, Offered, PeerKey, Protocol, Received, RtcPeer, ufrag_of};
use tokio::sync::{mpsc, oneshot};

use crate::event::{MediaEvent, OfferRefusal, RecordingRefusal};
use crate::handle::Counters;
use crate::recording::Report;
use crate::udp::Inbox;
use io::{Io, Woken};
pub(crate) use io::{Link, Sockets};
use room::Room;

/// Commands that may wait for a thread; who asks for more waits.
pub(crate) const COMMANDS_MAX: usize = 4_096;

/// Most conferences of one thread; further ones are refused.
const CONFERENCES_MAX: usize = 10_000;

/// Batches of datagrams taken before timers have their turn.
const BATCHES_MAX: usize = 16;

/// Longest sleep: nothing is due, but the clock of unknown connections is looked at.
const SLEEP_MAX: Duration = Duration::from_secs(1);

/// How often counts are told and idle connections looked for.
const TIDY: Duration = Duration::from_millis(200);

/// Most addresses known at a time before those of other threads' peers are forgotten.
const ROUTES_MAX: usize = 100_000;

/// How long finishing recordings may take at shutdown.
const SHUTDOWN_MAX: Duration = Duration::from_secs(30);

/// What a thread is asked to do.
pub(crate) enum Command {
    Join {
        session: SessionId,
        person: PersonId,
        peer: Box<RtcPeer>,
        offered: Offered,
        ufrag: String,
        reply: oneshot::Sender<Result<(), OfferRefusal>>,
    },
    Candidate(SessionId, PersonId, String),
    Slots(SessionId, PersonId, Vec<SlotWish>),
    State(SessionId, PersonId, ParticipantState),
    Leave(SessionId, PersonId),
    End(SessionId),
    StartRecording(
        SessionId,
        RecordingId,
        oneshot::Sender<Result<(), RecordingRefusal>>,
    ),
    StopRecording(
        SessionId,
        RecordingId,
        oneshot::Sender<Result<(), RecordingRefusal>>,
    ),
    /// A recording's thread says something.
    Recording(SessionId, RecordingId, Report),
    /// A datagram that came to another thread.
    Came(Protocol, SocketAddr, Vec<u8>),
    /// A frame for a connection of this thread.
    SendTcp(SocketAddr, Vec<u8>),
    Shutdown,
}

/// Whose an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Route {
    /// A peer of this thread.
    Peer(SessionId, PeerKey),
    /// A peer of another thread.
    Shard(usize),
}

/// A media thread.
pub(crate) struct Worker {
    index: usize,
    io: Io,
    commands: Receiver<Command>,
    rooms: HashMap<SessionId, Room>,
    wakes: BTreeSet<(Instant, SessionId)>,
    routes: HashMap<(Protocol, SocketAddr), Route>,
    ufrags: HashMap<String, (SessionId, PeerKey)>,
    events: mpsc::Sender<MediaEvent>,
    counters: Arc<Counters>,
    recording_dir: std::path::PathBuf,
    /// For the threads of recordings, which report to this one.
    own: Link,
    /// Recordings whose file is not complete.
    recordings: usize,
    stopping: Option<Instant>,
    tidy_at: Instant,
}

/// What a thread is made of.
pub(crate) struct Parts {
    pub(crate) index: usize,
    pub(crate) sockets: Sockets,
    pub(crate) commands: Receiver<Command>,
    pub(crate) links: Vec<Link>,
    pub(crate) events: mpsc::Sender<MediaEvent>,
    pub(crate) counters: Arc<Counters>,
    pub(crate) recording_dir: std::path::PathBuf,
}

impl Worker {
    pub(crate) fn new(parts: Parts) -> std_io::Result<Self> {
        let own = parts.links[parts.index].clone();
        Ok(Self {
            index: parts.index,
            io: Io::new(parts.sockets, parts.links, parts.index)?,
            commands: parts.commands,
            rooms: HashMap::new(),
            wakes: BTreeSet::new(),
            routes: HashMap::new(),
            ufrags: HashMap::new(),
            events: parts.events,
            counters: parts.counters,
            recording_dir: parts.recording_dir,
            own,
            recordings: 0,
            stopping: None,
            tidy_at: Instant::now(),
        })
    }

    /// Runs until it is told to stop and all recordings are complete.
    pub(crate) fn run(mut self) {
        let mut events = [EpollEvent::empty(); 64];
        // Made here because the system's structures in it stay in one thread.
        let mut inbox = Inbox::new();
        loop {
            let timeout = self.timeout(Instant::now());
            let woken = self.io.wait(&mut events, timeout);
            // Conferences have walls of their own; this one keeps what is between them, such as
            // a datagram that no parser can bear, from ending the thread.
            let turn = AssertUnwindSafe(|| self.turn(woken, &mut inbox));
            if let Err(panic) = catch_unwind(turn) {
                let report = panic_text(panic.as_ref());
                tracing::error!(report, "a media thread panicked and goes on");
                self.counters.panicked();
            }
            if self.stopped() {
                return;
            }
        }
    }

    /// One round: what woke the thread, then what is due.
    fn turn(&mut self, woken: Vec<Woken>, inbox: &mut Inbox) {
        for event in woken {
            self.wake(event, inbox);
        }
        self.take_commands();
        let now = Instant::now();
        self.wake_rooms(now);
        self.io.flush();
        if self.tidy_at <= now {
            self.tidy_at = now + TIDY;
            self.tidy(now);
        }
    }

    fn timeout(&self, now: Instant) -> EpollTimeout {
        let at = self.wakes.first().map_or(now + SLEEP_MAX, |(at, _)| *at);
        let span = at.saturating_duration_since(now).min(SLEEP_MAX);
        // Rounded up: waking before the deadline would only spin.
        let millis = u16::try_from(span.as_micros().div_ceil(1_000)).unwrap_or(1_000);
        EpollTimeout::from(millis)
    }

    fn wake(&mut self, woken: Woken, inbox: &mut Inbox) {
        match woken {
            Woken::Udp => self.receive_udp(inbox),
            Woken::Commands => self.own.clear(),
            Woken::Listener => self.io.accept(Instant::now()),
            Woken::Tcp(id, flags) => self.receive_tcp(id, flags),
        }
    }

    fn receive_udp(&mut self, inbox: &mut Inbox) {
        for _ in 0..BATCHES_MAX {
            let count = inbox.receive(self.io.udp());
            let now = Instant::now();
            self.counters.received(count);
            for index in 0..count {
                if let Some((source, bytes)) = inbox.get(index) {
                    self.came(Protocol::Udp, source, bytes, now, true);
                }
            }
            self.io.flush();
            if count < 32 {
                break;
            }
        }
    }

    fn receive_tcp(&mut self, id: u64, flags: EpollFlags) {
        let now = Instant::now();
        let Some((source, frames)) = self.io.receive_tcp(id, flags) else {
            return;
        };
        self.counters.received(frames.len());
        for frame in frames {
            if self.came(Protocol::Tcp, source, &frame, now, true) {
                self.io.note_known(id, now);
            }
        }
    }

    /// A datagram came: finds whose it is by its address, else by the ICE user name it names.
    /// Returns whether it is somebody's.
    fn came(
        &mut self,
        protocol: Protocol,
        source: SocketAddr,
        bytes: &[u8],
        now: Instant,
        first_hand: bool,
    ) -> bool {
        let known = self.routes.get(&(protocol, source)).copied();
        // A new connection from a known address says so by its user name.
        let named = ufrag_of(bytes).and_then(|ufrag| self.named(&ufrag));
        let route = match (known, named) {
            (_, Some(named)) => {
                if known != Some(named) {
                    self.learn((protocol, source), named);
                }
                named
            }
            (Some(known), None) => known,
            (None, None) => {
                self.counters.unknown();
                return false;
            }
        };
        match route {
            Route::Peer(session, key) => {
                let received = Received {
                    protocol,
                    source,
                    bytes,
                };
                self.with_room(session, now, |room| {
                    room.engine.handle(Input::Packet(key, received), now);
                });
            }
            Route::Shard(shard) if first_hand => {
                self.io
                    .hand_over(shard, Command::Came(protocol, source, bytes.to_vec()));
            }
            Route::Shard(_) => return false,
        }
        true
    }

    /// From now on this address leads there.
    fn learn(&mut self, address: (Protocol, SocketAddr), route: Route) {
        self.routes.insert(address, route);
        if let Route::Peer(session, key) = route
            && let Some(room) = self.rooms.get_mut(&session)
            && let Some(oldest) = room.note_address(key, address)
        {
            self.routes.remove(&oldest);
        }
    }

    /// Whose a user name fragment of ours is: it begins with its thread's number.
    fn named(&self, ufrag: &str) -> Option<Route> {
        if let Some((session, key)) = self.ufrags.get(ufrag) {
            return Some(Route::Peer(*session, *key));
        }
        let shard = ufrag
            .get(..2)
            .and_then(|prefix| usize::from_str_radix(prefix, 16).ok())?;
        (shard != self.index && shard < self.io.shards()).then_some(Route::Shard(shard))
    }

    /// Does something to a conference and drains it. A panic ends it and no other.
    fn with_room(&mut self, session: SessionId, now: Instant, act: impl FnOnce(&mut Room)) {
        let Some(room) = self.rooms.get_mut(&session) else {
            return;
        };
        let io = &mut self.io;
        let run = AssertUnwindSafe(|| {
            act(room);
            room.drain(io, now)
        });
        match catch_unwind(run) {
            Ok(drained) => {
                self.wakes.remove(&(room.wake_at, session));
                room.wake_at = drained.wake_at;
                self.wakes.insert((drained.wake_at, session));
                if let Some((ufrag, key)) = drained.joined {
                    self.ufrags.insert(ufrag, (session, key));
                }
                for (ufrag, addresses) in drained.gone {
                    self.forget(&ufrag, &addresses);
                }
                for event in drained.events {
                    self.tell(room::media_event(session, event));
                }
            }
            Err(panic) => {
                let report = panic_text(panic.as_ref());
                tracing::error!(%session, report, "a conference panicked and was ended");
                self.counters.panicked();
                self.remove_room(session);
                self.tell(MediaEvent::ConferencePanicked { session, report });
            }
        }
    }

    fn forget(&mut self, ufrag: &str, addresses: &[(Protocol, SocketAddr)]) {
        self.ufrags.remove(ufrag);
        for address in addresses {
            self.routes.remove(address);
        }
    }

    /// Forgets a conference with all that leads to it; a recording of it finishes by itself.
    fn remove_room(&mut self, session: SessionId) {
        let Some(room) = self.rooms.remove(&session) else {
            return;
        };
        self.wakes.remove(&(room.wake_at, session));
        for (ufrag, addresses) in room.leads() {
            self.forget(&ufrag, &addresses);
        }
    }

    fn wake_rooms(&mut self, now: Instant) {
        while let Some((at, session)) = self.wakes.first().copied() {
            if now < at {
                break;
            }
            self.with_room(session, now, |room| {
                room.engine.handle(Input::Deadline, now)
            });
            // A conference that wants no later instant would hold the thread.
            if self.wakes.contains(&(at, session)) {
                self.wakes.remove(&(at, session));
                self.wakes.insert((now + Duration::from_millis(1), session));
                if let Some(room) = self.rooms.get_mut(&session) {
                    room.wake_at = now + Duration::from_millis(1);
                }
            }
        }
    }

    fn take_commands(&mut self) {
        for _ in 0..COMMANDS_MAX {
            let Ok(command) = self.commands.try_recv() else {
                return;
            };
            self.command(command, Instant::now());
        }
    }

    fn command(&mut self, command: Command, now: Instant) {
        let ask =
            |ask: Ask<RtcPeer>| move |room: &mut Room| room.engine.handle(Input::Command(ask), now);
        match command {
            Command::Join {
                session,
                person,
                peer,
                offered,
                ufrag,
                reply,
            } => {
                let joined = self.join(session, person, *peer, offered, ufrag, now);
                if reply.send(joined).is_err() {
                    tracing::debug!("nobody waits for an answer");
                }
            }
            Command::Candidate(session, person, candidate) => {
                self.with_room(session, now, ask(Ask::Candidate(person, candidate)));
            }
            Command::Slots(session, person, wishes) => {
                self.with_room(session, now, ask(Ask::Wish(person, wishes)));
            }
            Command::State(session, person, state) => {
                self.with_room(session, now, ask(Ask::State(person, state)));
            }
            Command::Leave(session, person) => {
                self.with_room(session, now, ask(Ask::Leave(person)));
            }
            Command::End(session) => self.end(session, now),
            Command::StartRecording(session, recording, reply) => {
                let started = self.start_recording(session, recording, now);
                if reply.send(started).is_err() {
                    tracing::debug!("nobody waits for an answer");
                }
            }
            Command::StopRecording(session, recording, reply) => {
                if reply
                    .send(self.stop_recording(session, recording, now))
                    .is_err()
                {
                    tracing::debug!("nobody waits for an answer");
                }
            }
            Command::Recording(session, recording, report) => {
                self.recording_report(session, recording, report, now);
            }
            Command::Came(protocol, source, bytes) => {
                self.came(protocol, source, &bytes, now, false);
            }
            Command::SendTcp(destination, bytes) => self.io.send_tcp(destination, &bytes),
            Command::Shutdown => self.shut_down(now),
        }
    }

    fn join(
        &mut self,
        session: SessionId,
        person: PersonId,
        peer: RtcPeer,
        offered: Offered,
        ufrag: String,
        now: Instant,
    ) -> Result<(), OfferRefusal> {
        if self.stopping.is_some() {
            return Err(OfferRefusal::Unavailable);
        }
        if !self.rooms.contains_key(&session) {
            if CONFERENCES_MAX <= self.rooms.len() {
                return Err(OfferRefusal::Full);
            }
            self.rooms.insert(session, Room::new(now));
        }
        if self
            .rooms
            .get(&session)
            .is_some_and(|room| room.full(person))
        {
            return Err(OfferRefusal::Full);
        }
        self.with_room(session, now, |room| {
            room.joining(person, ufrag);
            let join = Ask::Join {
                person,
                peer,
                offered,
            };
            room.engine.handle(Input::Command(join), now);
        });
        if self.rooms.contains_key(&session) {
            Ok(())
        } else {
            Err(OfferRefusal::Unavailable)
        }
    }

    /// Says goodbye to everybody and forgets the conference.
    fn end(&mut self, session: SessionId, now: Instant) {
        let people = self
            .rooms
            .get(&session)
            .map(Room::people)
            .unwrap_or_default();
        for person in people {
            self.with_room(session, now, |room| {
                room.engine.handle(Input::Command(Ask::Leave(person)), now);
            });
        }
        self.remove_room(session);
    }

    fn shut_down(&mut self, now: Instant) {
        let sessions: Vec<SessionId> = self.rooms.keys().copied().collect();
        for session in sessions {
            self.end(session, now);
        }
        self.stopping.get_or_insert(now + SHUTDOWN_MAX);
    }

    fn stopped(&self) -> bool {
        self.stopping
            .is_some_and(|until| self.recordings == 0 || until <= Instant::now())
    }

    fn tell(&self, event: MediaEvent) {
        if self.events.try_send(event).is_err() {
            self.counters.event_dropped();
        }
    }

    /// What is done now and then: counts, and what nobody uses any more.
    fn tidy(&mut self, now: Instant) {
        self.io.close_idle(now);
        if ROUTES_MAX < self.routes.len() {
            // Those of other threads are learned again from their next connectivity check.
            self.routes
                .retain(|_, route| matches!(route, Route::Peer(..)));
        }
        let peers = self.rooms.values().map(|room| room.engine.peers()).sum();
        let (sent, dropped) = self.io.take_counts();
        self.counters
            .gauge(self.index, self.rooms.len(), peers, self.recordings);
        self.counters.sent(sent, dropped);
    }
}

/// What a panic said.
fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "unknown".to_owned())
}

/// Makes a thread's queue.
pub(crate) fn queue() -> (SyncSender<Command>, Receiver<Command>) {
    std::sync::mpsc::sync_channel(COMMANDS_MAX)
}

#[cfg(test)]
mod tests;
