//! Whose a datagram is: by its address, or by the ICE user name that it names.
//!
//! **Invariant:** a peer's address is remembered only after a check from it that is signed with the password
//! we gave that peer. Who forges or spoofs checks, however many, neither takes a known address away
//! nor pushes one out.

use std::collections::HashMap;
use std::time::Instant;

use sfu::{Input, PeerKey, Protocol, Received, WingInput, ufrag_of};

use super::leads::Address;
use super::{Command, Seat, Worker};

/// Most addresses known at a time before those of other threads' peers are forgotten; they are learned again from
/// their next check.
const ROUTES_MAX: usize = 100_000;

/// Most addresses that are guessed to be another thread's. Proof follows within a round of that thread.
const GUESSES_MAX: usize = 4_096;

/// Whose an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// A peer of this thread.
    Peer(Seat, PeerKey),
    /// A peer of another thread.
    Shard(usize),
}

/// Where a datagram comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Via {
    /// From outside.
    Client,
    /// From the thread to whose socket it came.
    Thread(usize),
}

/// Whose addresses are.
#[derive(Debug, Default)]
pub(super) struct Routes {
    /// By proof.
    known: HashMap<Address, Route>,
    /// By what a check says of itself: another thread has still to find it genuine.
    guessed: HashMap<Address, usize>,
}

impl Routes {
    /// Whose an address is, and whether that is proven.
    fn get(&self, address: &Address) -> Option<(Route, bool)> {
        let known = self.known.get(address).map(|route| (*route, true));
        let guessed = || self.guessed.get(address);
        known.or_else(|| guessed().map(|thread| (Route::Shard(*thread), false)))
    }

    /// A check from an address that nobody is known at says that it is another thread's.
    fn guess(&mut self, address: Address, thread: usize) {
        if GUESSES_MAX <= self.guessed.len() {
            self.guessed.clear();
        }
        self.guessed.insert(address, thread);
    }

    /// Another thread has found an address to be its peer's.
    pub(super) fn prove(&mut self, address: Address, thread: usize) {
        self.guessed.remove(&address);
        self.known.insert(address, Route::Shard(thread));
    }

    /// Nobody is there any more.
    pub(super) fn forget(&mut self, address: &Address) {
        self.known.remove(address);
    }

    /// Forgets what can be learned again, when there is too much.
    pub(super) fn tidy(&mut self) {
        if ROUTES_MAX < self.known.len() {
            self.known
                .retain(|_, route| matches!(route, Route::Peer(..)));
        }
    }

    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty() && self.guessed.is_empty()
    }
}

/// A datagram, and when it came to this machine.
#[derive(Clone, Copy, Debug)]
pub(super) struct Came<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) arrived: Instant,
}

impl Worker {
    /// A datagram came: finds whose it is by its address, else by the ICE user name it names.
    /// Returns whether it came from where its peer is proven to be.
    pub(super) fn came(
        &mut self,
        address: Address,
        Came { bytes, arrived }: Came<'_>,
        now: Instant,
        via: Via,
    ) -> bool {
        let known = self.routes.get(&address);
        // A new connection from a known address says so by its user name.
        let named = ufrag_of(bytes).and_then(|ufrag| self.named(&ufrag));
        if let Some(named) = named {
            self.note_check((address, known), named, bytes, via);
        }
        let Some(route) = named.or(known.map(|(route, _)| route)) else {
            self.counters.unknown();
            return false;
        };
        let (protocol, source) = address;
        match route {
            Route::Peer(seat, key) => {
                let received = Received {
                    protocol,
                    source,
                    bytes,
                    arrived,
                };
                match seat {
                    Seat::Home(session) => self.with_room(session, now, |room| {
                        room.engine.handle(Input::Packet(key, received), now);
                    }),
                    Seat::Wing(session) => self.with_wing(session, |wing| {
                        wing.handle(WingInput::Packet(key, received), now);
                    }),
                }
            }
            Route::Shard(shard) if via == Via::Client => {
                let came = Command::Came(self.index, protocol, source, bytes.to_vec(), arrived);
                self.io.crossings.hand_over(shard, came);
            }
            Route::Shard(_) => {}
        }
        matches!(self.routes.get(&address), Some((_, true)))
    }

    /// Clients have opened connections for ICE over TCP: whose they are is to be proven, whoever was at
    /// such an address before.
    pub(super) fn accept(&mut self, now: Instant) {
        for source in self.io.accept(now) {
            self.routes.forget(&(Protocol::Tcp, source));
        }
    }

    /// A check names somebody: remembers its address if the check proves that it is theirs.
    fn note_check(
        &mut self,
        (address, known): (Address, Option<(Route, bool)>),
        named: Route,
        bytes: &[u8],
        via: Via,
    ) {
        let new = known != Some((named, true));
        match named {
            Route::Peer(seat, key) => {
                let told = matches!(via, Via::Thread(_));
                if !(new || told) || !self.vouches(seat, key, bytes) {
                    return;
                }
                if new {
                    self.learn(address, seat, key);
                }
                // The thread to which it came may have forgotten, or only guesses.
                if let Via::Thread(thread) = via {
                    let (protocol, source) = address;
                    let proven = Command::Proven(self.index, protocol, source);
                    self.io.crossings.hand_over(thread, proven);
                }
            }
            Route::Shard(thread) if known.is_none_or(|(_, proven)| !proven) => {
                self.routes.guess(address, thread);
            }
            Route::Shard(_) => {}
        }
    }

    /// Whether a check proves that it is this peer's.
    fn vouches(&mut self, seat: Seat, key: PeerKey, bytes: &[u8]) -> bool {
        match seat {
            Seat::Home(session) => {
                let room = self.rooms.get_mut(&session);
                room.is_some_and(|room| room.engine.vouches(key, bytes))
            }
            Seat::Wing(session) => {
                let wing = self.wings.get_mut(&session);
                wing.is_some_and(|wing| wing.wing.vouches(key, bytes))
            }
        }
    }

    /// From now on this address leads to this peer.
    fn learn(&mut self, address: Address, seat: Seat, key: PeerKey) {
        self.routes.known.insert(address, Route::Peer(seat, key));
        let leads = match seat {
            Seat::Home(session) => self.rooms.get_mut(&session).map(|room| &mut room.leads),
            Seat::Wing(session) => self.wings.get_mut(&session).map(|wing| &mut wing.leads),
        };
        if let Some(oldest) = leads.and_then(|leads| leads.note_address(key, address)) {
            self.routes.forget(&oldest);
        }
    }

    /// Whose a user name fragment of ours is: it begins with its thread's number.
    fn named(&self, ufrag: &str) -> Option<Route> {
        if let Some((seat, key)) = self.ufrags.get(ufrag) {
            return Some(Route::Peer(*seat, *key));
        }
        let shard = ufrag
            .get(..2)
            .and_then(|prefix| usize::from_str_radix(prefix, 16).ok())?;
        (shard != self.index && shard < self.io.crossings.threads()).then_some(Route::Shard(shard))
    }
}

#[cfg(test)]
mod tests;
