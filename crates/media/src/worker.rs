//! A media thread: its socket, its conferences, and what wakes it.

mod command;
mod io;
mod leads;
mod link;
mod record;
mod room;
mod routes;
mod strain;
mod wing;

use std::collections::{BTreeSet, HashMap};
use std::io as std_io;
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use model::id::{ConnectionId, PersonId, RecordingId, SessionId};
use model::session::{IceCredentials, ParticipantState, SlotWish};
use nix::sys::epoll::{EpollEvent, EpollFlags, EpollTimeout};
use sfu::{Input, Offered, PeerKey, Protocol, RtcPeer, WingInput};
use tokio::sync::{mpsc, oneshot};

use crate::event::{MediaEvent, OfferRefusal, RecordingRefusal, ResumeRefusal};
use crate::handle::Counters;
use crate::placement::Placement;
use crate::recording::Report;
use crate::udp::Inbox;
pub(crate) use io::Sockets;
use io::{Io, Woken};
use leads::Lead;
use link::Crossing;
pub(crate) use link::{Ends, Link};
use room::Room;
use routes::{Came, Routes, Via};
use strain::Behind;
use wing::WingRoom;

/// Most conferences of one thread; further ones are refused.
const CONFERENCES_MAX: usize = 10_000;

/// Batches of datagrams taken before timers have their turn.
const BATCHES_MAX: usize = 16;

/// How soon orders that found another thread's ring full are tried again.
const RETRY: Duration = Duration::from_millis(1);

/// How long a stopping thread waits for the homes of its wings.
const WINGS_MAX: Duration = Duration::from_secs(2);

/// Longest sleep: nothing is due, but the clock of unknown connections is looked at.
const SLEEP_MAX: Duration = Duration::from_secs(1);

/// How often counts are told and idle connections looked for.
const TIDY: Duration = Duration::from_millis(200);

/// How long finishing recordings may take at shutdown.
const SHUTDOWN_MAX: Duration = Duration::from_secs(30);

/// Somebody connects.
pub(crate) struct Join {
    pub(crate) session: SessionId,
    pub(crate) person: PersonId,
    pub(crate) connection: ConnectionId,
    /// The thread of the connection; that of the conference is the one asked.
    pub(crate) shard: usize,
    pub(crate) peer: Box<RtcPeer>,
    pub(crate) offered: Offered,
    pub(crate) ufrag: String,
}

/// What a thread is asked to do.
pub(crate) enum Command {
    Join(Join, oneshot::Sender<Result<(), OfferRefusal>>),
    /// A client was away: it is told everything anew. New names of its restart ICE; ours are answered.
    Resume(
        SessionId,
        PersonId,
        Option<IceCredentials>,
        oneshot::Sender<Result<Option<IceCredentials>, ResumeRefusal>>,
    ),
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
    /// A datagram that came to the thread of this number.
    Came(usize, Protocol, SocketAddr, Vec<u8>, Instant),
    /// This address is a peer's of the thread of this number.
    Proven(usize, Protocol, SocketAddr),
    /// A frame for a connection of this thread.
    SendTcp(SocketAddr, Vec<u8>),
    Shutdown,
}

/// A conference of this thread, or a wing of another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Seat {
    Home(SessionId),
    Wing(SessionId),
}

/// A media thread.
pub(crate) struct Worker {
    index: usize,
    io: Io,
    commands: Receiver<Command>,
    crossings: Receiver<Crossing>,
    rooms: HashMap<SessionId, Room>,
    wings: HashMap<SessionId, WingRoom>,
    wakes: BTreeSet<(Instant, Seat)>,
    routes: Routes,
    ufrags: HashMap<String, (Seat, PeerKey)>,
    events: mpsc::Sender<MediaEvent>,
    counters: Arc<Counters>,
    placement: Arc<Placement>,
    recording_dir: std::path::PathBuf,
    /// For the threads of recordings, which report to this one.
    own: Link,
    /// Recordings whose file is not complete.
    recordings: usize,
    behind: Behind,
    stopping: Option<Instant>,
    tidy_at: Instant,
}

/// What a thread is made of.
pub(crate) struct Parts {
    pub(crate) index: usize,
    pub(crate) sockets: Sockets,
    pub(crate) ends: Ends,
    pub(crate) links: Vec<Link>,
    pub(crate) events: mpsc::Sender<MediaEvent>,
    pub(crate) counters: Arc<Counters>,
    pub(crate) placement: Arc<Placement>,
    pub(crate) recording_dir: std::path::PathBuf,
}

impl Worker {
    pub(crate) fn new(parts: Parts) -> std_io::Result<Self> {
        let own = parts.links[parts.index].clone();
        Ok(Self {
            index: parts.index,
            io: Io::new(parts.sockets, parts.links, parts.index)?,
            commands: parts.ends.commands,
            crossings: parts.ends.crossings,
            rooms: HashMap::new(),
            wings: HashMap::new(),
            wakes: BTreeSet::new(),
            routes: Routes::default(),
            ufrags: HashMap::new(),
            events: parts.events,
            counters: parts.counters,
            placement: parts.placement,
            recording_dir: parts.recording_dir,
            own,
            recordings: 0,
            behind: Behind::default(),
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
        self.take_crossings();
        let now = Instant::now();
        self.wake_rooms(now);
        self.io.flush();
        for session in self.io.crossings.take_lost() {
            let report = "a media thread does not keep up".to_owned();
            self.remove_wing(session);
            self.end_by_mistake(session, report);
        }
        if self.tidy_at <= now {
            self.tidy_at = now + TIDY;
            self.tidy(now);
        }
    }

    fn timeout(&self, now: Instant) -> EpollTimeout {
        let longest = if self.io.crossings.waits() {
            RETRY
        } else {
            SLEEP_MAX
        };
        let longest = now + longest;
        let at = self.wakes.first().map_or(longest, |(at, _)| *at);
        let at = at.min(longest);
        let span = at.saturating_duration_since(now).min(SLEEP_MAX);
        // Rounded up: waking before the deadline would only spin.
        let millis = u16::try_from(span.as_micros().div_ceil(1_000)).unwrap_or(1_000);
        EpollTimeout::from(millis)
    }

    fn wake(&mut self, woken: Woken, inbox: &mut Inbox) {
        match woken {
            Woken::Udp => self.receive_udp(inbox),
            Woken::Commands => self.own.clear(),
            Woken::Listener => self.accept(Instant::now()),
            Woken::Tcp(id, flags) => self.receive_tcp(id, flags, Instant::now()),
        }
    }

    fn receive_udp(&mut self, inbox: &mut Inbox) {
        let mut all = false;
        for _ in 0..BATCHES_MAX {
            let count = inbox.receive(self.io.udp());
            self.counters.received(count);
            for index in 0..count {
                if let Some((source, bytes, arrived)) = inbox.get(index) {
                    // Each has its own: in a large room sending one takes milliseconds, and what is
                    // sent is stamped with this.
                    let came = Came { bytes, arrived };
                    self.came((Protocol::Udp, source), came, Instant::now(), Via::Client);
                }
            }
            self.io.flush();
            all = count < 32;
            if all {
                break;
            }
        }
        self.behind.read(all, Instant::now());
    }

    fn receive_tcp(&mut self, id: u64, flags: EpollFlags, now: Instant) {
        let Some((source, frames)) = self.io.receive_tcp(id, flags) else {
            return;
        };
        self.counters.received(frames.len());
        for frame in frames {
            let came = Came {
                bytes: &frame,
                arrived: now,
            };
            if self.came((Protocol::Tcp, source), came, now, Via::Client) {
                self.io.note_proven(&source, now);
            }
        }
        self.io.crossings.wake();
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
                let told = |event| room.media_event(event);
                let events: Vec<MediaEvent> = drained.events.into_iter().filter_map(told).collect();
                self.io.flush_full();
                self.wakes.remove(&(room.wake_at, Seat::Home(session)));
                room.wake_at = drained.wake_at;
                self.wakes.insert((drained.wake_at, Seat::Home(session)));
                if let Some((ufrag, key)) = drained.joined {
                    self.ufrags.insert(ufrag, (Seat::Home(session), key));
                }
                for lead in drained.gone {
                    self.forget(lead);
                }
                for event in events {
                    self.tell(event);
                }
            }
            Err(panic) => {
                let report = panic_text(panic.as_ref());
                tracing::error!(%session, report, "a conference panicked and was ended");
                self.counters.panicked();
                self.end_by_mistake(session, report);
            }
        }
    }

    fn forget(&mut self, lead: Lead) {
        for ufrag in &lead.ufrags {
            self.ufrags.remove(ufrag);
        }
        for address in lead.addresses {
            self.routes.forget(&address);
        }
    }

    /// Forgets a conference with all that leads to it, on all threads; a recording of it finishes by
    /// itself.
    fn remove_room(&mut self, session: SessionId) {
        let Some(room) = self.rooms.remove(&session) else {
            return;
        };
        room.close_wings(&mut self.io);
        self.placement.closed(session);
        self.wakes.remove(&(room.wake_at, Seat::Home(session)));
        for lead in room.leads.into_all() {
            self.forget(lead);
        }
    }

    fn wake_rooms(&mut self, now: Instant) {
        while let Some((at, seat)) = self.wakes.first().copied() {
            if now < at {
                break;
            }
            match seat {
                Seat::Home(session) => self.with_room(session, now, |room| {
                    room.engine.handle(Input::Deadline, now);
                }),
                Seat::Wing(session) => self.with_wing(session, |wing| {
                    wing.handle(WingInput::Deadline, now);
                }),
            }
            // A conference that wants no later instant would hold the thread.
            if self.wakes.remove(&(at, seat)) {
                self.wake_later(seat, now + Duration::from_millis(1));
            }
        }
    }

    fn wake_later(&mut self, seat: Seat, later: Instant) {
        let wake_at = match seat {
            Seat::Home(session) => self.rooms.get_mut(&session).map(|room| &mut room.wake_at),
            Seat::Wing(session) => self.wings.get_mut(&session).map(|wing| &mut wing.wake_at),
        };
        if let Some(wake_at) = wake_at {
            *wake_at = later;
            self.wakes.insert((later, seat));
        }
    }

    /// A stopping thread ends when its recordings are complete, its last words to other threads are
    /// said and its wings are closed by their homes.
    fn stopped(&self) -> bool {
        let Some(until) = self.stopping else {
            return false;
        };
        let now = Instant::now();
        let said = self.wings.is_empty() && !self.io.crossings.waits();
        let patient = now + (SHUTDOWN_MAX - WINGS_MAX) < until;
        until <= now || (self.recordings == 0 && (said || !patient))
    }

    fn tell(&self, event: MediaEvent) {
        if self.events.try_send(event).is_err() {
            self.counters.event_dropped();
        }
    }

    /// What is done now and then: counts, and what nobody uses any more.
    fn tidy(&mut self, now: Instant) {
        self.io.close_idle(now);
        self.routes.tidy();
        let homes = self.rooms.values().map(|room| room.engine.peers());
        let wings = self.wings.values().map(|wing| wing.wing.peers());
        let peers = homes.chain(wings).sum();
        let (sent, dropped, calls) = self.io.take_counts();
        let (waiting, relayed, lost) = self.io.crossings.take_counts();
        self.counters.relayed(relayed, lost);
        let gauges = [self.rooms.len(), peers, self.recordings, waiting];
        self.counters.gauge(self.index, gauges);
        self.counters.sent(sent, dropped, calls);
        self.tell_strain(sent, dropped + lost, now);
    }
}

/// What a panic said.
fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "unknown".to_owned())
}

#[cfg(test)]
mod tests;
