//! What threads reach each other by: a queue of commands from outside, and a bounded ring for what
//! goes between the shards of a room.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};

use model::id::SessionId;
use nix::sys::eventfd::{EfdFlags, EventFd};
use sfu::{FromWing, Relayed, RtcPeer, ToWing};

use super::Command;
use crate::udp::io_error;

/// Commands that may wait for a thread; who asks for more waits.
pub(crate) const COMMANDS_MAX: usize = 4_096;

/// What may wait in a thread's ring. Above it packets are dropped; orders wait at their sender.
pub(crate) const CROSSINGS_MAX: usize = 16_384;

/// Orders that may wait at their sender for one thread. A thread so far behind has stopped; the room
/// whose order finds no place is ended.
const WAITING_MAX: usize = 262_144;

/// What goes between the threads of a room.
pub(crate) struct Crossing {
    /// Of which session.
    pub(crate) session: SessionId,
    /// Of which of its conferences: a session may have had an earlier one.
    pub(crate) room: u64,
    /// What.
    pub(crate) what: What,
}

/// What goes between the threads of a room.
pub(crate) enum What {
    /// From a room's home to a wing, which is made with the first of these.
    Wing {
        /// The thread of the home.
        home: usize,
        to_wing: ToWing<RtcPeer>,
        /// The ICE user name of a peer that comes in.
        ufrag: Option<String>,
    },
    /// From a wing to its home.
    Home(FromWing),
    /// A published packet.
    Relay(Relayed),
    /// The room is over.
    Close,
    /// A mistake of ours ended the wing.
    Panicked(String),
}

impl What {
    /// Whether a full ring drops it.
    const fn may_be_lost(&self) -> bool {
        match self {
            Self::Relay(_) => true,
            Self::Home(from_wing) => from_wing.may_be_lost(),
            Self::Wing { .. } | Self::Close | Self::Panicked(_) => false,
        }
    }
}

/// A thread's ends of what others reach it by.
pub(crate) struct Ends {
    pub(crate) commands: Receiver<Command>,
    pub(crate) crossings: Receiver<Crossing>,
}

/// Reaches a thread: its queue, its ring, and what wakes it.
#[derive(Clone)]
pub(crate) struct Link {
    queue: SyncSender<Command>,
    ring: SyncSender<Crossing>,
    waker: Arc<EventFd>,
}

impl Link {
    /// Makes what a thread is reached by.
    pub(crate) fn new() -> io::Result<(Self, Ends)> {
        Self::bounded(CROSSINGS_MAX)
    }

    fn bounded(crossings: usize) -> io::Result<(Self, Ends)> {
        let waker = EventFd::from_flags(EfdFlags::EFD_NONBLOCK | EfdFlags::EFD_CLOEXEC);
        let (queue, commands) = sync_channel(COMMANDS_MAX);
        let (ring, crossings) = sync_channel(crossings);
        let link = Self {
            queue,
            ring,
            waker: Arc::new(waker.map_err(io_error)?),
        };
        Ok((
            link,
            Ends {
                commands,
                crossings,
            },
        ))
    }

    /// Hands a command over; waits while the queue is full. Returns whether the thread lives.
    pub(crate) fn send(&self, command: Command) -> bool {
        let sent = self.queue.send(command).is_ok();
        self.wake();
        sent
    }

    pub(super) fn waker(&self) -> &EventFd {
        &self.waker
    }

    pub(super) fn wake(&self) {
        // A full counter wakes as well.
        if let Err(error) = self.waker.write(1) {
            tracing::trace!(%error, "a thread is awake already");
        }
    }

    /// The thread is awake.
    pub(super) fn clear(&self) {
        if let Err(error) = self.waker.read() {
            tracing::trace!(%error, "nobody woke this thread");
        }
    }
}

/// A thread's way to the others, which are woken with the next flush. A full ring drops packets,
/// never orders: those wait here, in order, and are tried again in each round.
pub(crate) struct Crossings {
    links: Vec<Link>,
    waiting: Vec<VecDeque<Crossing>>,
    /// Threads to wake, a bit each.
    touched: u64,
    /// Packets that went, and what was dropped.
    relayed: u64,
    dropped: u64,
    /// Rooms whose orders found no place.
    lost: Vec<SessionId>,
}

impl Crossings {
    pub(super) fn new(links: Vec<Link>) -> Self {
        Self {
            waiting: links.iter().map(|_| VecDeque::new()).collect(),
            links,
            touched: 0,
            relayed: 0,
            dropped: 0,
            lost: Vec::new(),
        }
    }

    /// How many threads there are.
    pub(super) const fn threads(&self) -> usize {
        self.links.len()
    }

    /// Hands a command to another thread. Returns whether it took it: its queue may be full.
    pub(super) fn hand_over(&mut self, to: usize, command: Command) -> bool {
        let Some(link) = self.links.get(to) else {
            return false;
        };
        self.touched |= 1 << to;
        link.queue.try_send(command).is_ok()
    }

    /// Sends something to another thread.
    pub(super) fn send(&mut self, to: usize, crossing: Crossing) {
        let Some((link, waiting)) = self.links.get(to).zip(self.waiting.get_mut(to)) else {
            return;
        };
        self.touched |= 1 << to;
        let back = if waiting.is_empty() {
            let packet = matches!(crossing.what, What::Relay(_));
            match link.ring.try_send(crossing) {
                Err(TrySendError::Full(crossing)) => crossing,
                Ok(()) => {
                    self.relayed += u64::from(packet);
                    return;
                }
                Err(TrySendError::Disconnected(_)) => return,
            }
        } else {
            crossing
        };
        if back.what.may_be_lost() {
            self.dropped += 1;
        } else if waiting.len() < WAITING_MAX {
            waiting.push_back(back);
        } else {
            self.lost.push(back.session);
        }
    }

    /// Tries again what waits, and wakes those for whom something came. Returns whether something
    /// still waits.
    pub(super) fn flush(&mut self) -> bool {
        for (at, (link, waiting)) in self.links.iter().zip(&mut self.waiting).enumerate() {
            while let Some(crossing) = waiting.pop_front() {
                self.touched |= 1 << at;
                if let Err(TrySendError::Full(crossing)) = link.ring.try_send(crossing) {
                    waiting.push_front(crossing);
                    break;
                }
            }
        }
        self.wake();
        self.waits()
    }

    /// Wakes those for whom something came.
    pub(super) fn wake(&mut self) {
        for (at, link) in self.links.iter().enumerate() {
            if self.touched & (1 << at) != 0 {
                link.wake();
            }
        }
        self.touched = 0;
    }

    /// Whether orders wait for a ring.
    pub(super) fn waits(&self) -> bool {
        self.waiting.iter().any(|waiting| !waiting.is_empty())
    }

    /// How many orders wait; how many packets went and what was dropped since the last time.
    pub(super) fn take_counts(&mut self) -> (usize, u64, u64) {
        let waiting = self.waiting.iter().map(VecDeque::len).sum();
        let relayed = std::mem::take(&mut self.relayed);
        (waiting, relayed, std::mem::take(&mut self.dropped))
    }

    /// Rooms that cannot go on, since an order of theirs found no place.
    pub(super) fn take_lost(&mut self) -> Vec<SessionId> {
        std::mem::take(&mut self.lost)
    }
}

#[cfg(test)]
mod tests;
