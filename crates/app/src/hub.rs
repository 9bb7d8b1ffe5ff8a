//! The hub: passes committed events, and what is not kept, to the sockets that may see them.

use std::collections::HashMap;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use model::event::Audience;
use model::id::{ChannelId, PersonId};
use model::limits::{SOCKET_BACKLOG_FRAMES_MAX, SOCKETS_PER_PERSON_MAX};
use model::sync::Ephemeral;
use model::time::Timestamp;
use store::Committed;
use tokio::sync::mpsc;

use crate::access::Access;

/// Number of a socket, unique since the start.
pub type SocketId = u64;

/// Something on its way to one socket.
#[derive(Clone, Debug)]
pub enum Frame {
    /// An event; the socket adds `prev`, which differs from socket to socket.
    Event {
        /// Its number in the log.
        seq: u64,
        /// When it happened.
        at: Timestamp,
        /// The event as JSON, shared by all sockets.
        json: Arc<str>,
    },
    /// A whole frame that has no place in the log.
    Text(Arc<str>),
}

/// A socket's end of the hub. When the channel closes, the client was dropped: too slow, signed
/// out, or replaced.
pub struct Subscription {
    /// Its number.
    pub socket: SocketId,
    /// The newest event dispatched before it was registered; later ones come through `frames`.
    pub seq: u64,
    /// What comes.
    pub frames: mpsc::Receiver<Frame>,
}

struct Socket {
    id: SocketId,
    frames: mpsc::Sender<Frame>,
}

#[derive(Default)]
struct State {
    access: Access,
    sockets: HashMap<PersonId, Vec<Socket>>,
    next_socket: SocketId,
    seq: u64,
}

/// Shared by the sockets and the use cases.
#[derive(Default)]
pub struct Hub {
    state: Mutex<State>,
}

impl Hub {
    /// The lock is held for short, panic-free work only, so a poisoned one is still sound.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins with what the store holds.
    pub fn begin(&self, access: Access, seq: u64) {
        let mut state = self.state();
        state.access = access;
        state.seq = seq;
    }

    /// Dispatches commits until the store closes. Runs on a thread of its own, so that the writer
    /// never waits for sockets.
    pub fn run(&self, commits: &Receiver<Vec<Committed>>) {
        while let Ok(events) = commits.recv() {
            let mut state = self.state();
            for event in events {
                state.dispatch(&event);
            }
        }
    }

    /// Registers a socket.
    pub fn subscribe(&self, person: PersonId) -> Subscription {
        let (sender, frames) = mpsc::channel(SOCKET_BACKLOG_FRAMES_MAX);
        let mut state = self.state();
        state.next_socket += 1;
        let socket = state.next_socket;
        let sockets = state.sockets.entry(person).or_default();
        if SOCKETS_PER_PERSON_MAX <= sockets.len() {
            sockets.remove(0);
        }
        sockets.push(Socket {
            id: socket,
            frames: sender,
        });
        Subscription {
            socket,
            seq: state.seq,
            frames,
        }
    }

    /// Forgets a socket.
    pub fn unsubscribe(&self, person: PersonId, socket: SocketId) {
        let mut state = self.state();
        if let Some(sockets) = state.sockets.get_mut(&person) {
            sockets.retain(|other| other.id != socket);
            if sockets.is_empty() {
                state.sockets.remove(&person);
            }
        }
    }

    /// Closes all sockets of a person: signed out everywhere, disabled, or wiped.
    pub fn drop_person(&self, person: PersonId) {
        self.state().sockets.remove(&person);
    }

    /// Closes all sockets.
    pub fn drop_all(&self) {
        self.state().sockets.clear();
    }

    /// Begins anew after everything was wiped.
    pub fn forget(&self) {
        let mut state = self.state();
        state.access = Access::default();
        state.sockets.clear();
    }

    /// Tells all sockets of a person.
    pub fn tell(&self, person: PersonId, frame: &Ephemeral) {
        if let Some(text) = encode(frame) {
            self.state().send(person, &Frame::Text(text));
        }
    }

    /// Tells all sockets of some people; the frame is made once.
    pub fn tell_people(&self, people: &[PersonId], frame: &Ephemeral) {
        let Some(text) = encode(frame) else { return };
        let mut state = self.state();
        for person in people {
            state.send(*person, &Frame::Text(Arc::clone(&text)));
        }
    }

    /// Tells one socket of a person.
    pub fn tell_socket(&self, person: PersonId, socket: SocketId, frame: &Ephemeral) {
        let Some(text) = encode(frame) else { return };
        let state = self.state();
        let sockets = state.sockets.get(&person).into_iter().flatten();
        for one in sockets.filter(|one| one.id == socket) {
            // A full queue closes with the next event; what is not kept may be lost.
            let _ = one.frames.try_send(Frame::Text(Arc::clone(&text)));
        }
    }

    /// Tells all sockets.
    pub fn tell_everyone(&self, frame: &Ephemeral) {
        let Some(text) = encode(frame) else { return };
        let mut state = self.state();
        let people: Vec<PersonId> = state.sockets.keys().copied().collect();
        for person in people {
            state.send(person, &Frame::Text(Arc::clone(&text)));
        }
    }

    /// Tells everyone in a channel but one.
    pub fn tell_channel(&self, channel: ChannelId, except: PersonId, frame: &Ephemeral) {
        let Some(text) = encode(frame) else { return };
        let mut state = self.state();
        let members: Vec<PersonId> = state
            .access
            .members(channel)
            .filter(|member| *member != except)
            .collect();
        for member in members {
            state.send(member, &Frame::Text(Arc::clone(&text)));
        }
    }

    /// Asks about access as the sockets know it.
    pub fn with_access<T>(&self, ask: impl FnOnce(&Access) -> T) -> T {
        ask(&self.state().access)
    }

    /// Number of the newest event that was dispatched.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.state().seq
    }

    /// How many sockets are open.
    #[must_use]
    pub fn sockets(&self) -> usize {
        self.state().sockets.values().map(Vec::len).sum()
    }
}

impl State {
    fn dispatch(&mut self, committed: &Committed) {
        self.access.apply(committed.audience, &committed.event);
        self.seq = committed.seq;
        let frame = Frame::Event {
            seq: committed.seq,
            at: committed.at,
            json: Arc::clone(&committed.json),
        };
        let readers: Vec<PersonId> = match committed.audience {
            Audience::Person(person) => vec![person],
            Audience::Channel(channel) => self
                .access
                .members(channel)
                .filter(|member| self.sockets.contains_key(member))
                .collect(),
            Audience::Organisation => self.sockets.keys().copied().collect(),
        };
        for person in readers {
            if self
                .access
                .may_see(person, committed.audience, &committed.event)
            {
                self.send(person, &frame);
            }
        }
    }

    /// Sends to all sockets of a person; one whose queue is full is dropped and catches up later.
    fn send(&mut self, person: PersonId, frame: &Frame) {
        if let Some(sockets) = self.sockets.get_mut(&person) {
            sockets.retain(|socket| socket.frames.try_send(frame.clone()).is_ok());
        }
    }
}

fn encode(frame: &Ephemeral) -> Option<Arc<str>> {
    serde_json::to_string(frame).ok().map(Into::into)
}
