//! Datagrams on their way out, one after the other in one flat buffer.

use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::Instant;

use crate::peer::Protocol;

/// Where a datagram goes, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Destination {
    /// How to send it.
    pub protocol: Protocol,
    /// To where.
    pub address: SocketAddr,
}

/// A datagram in an [`Outgoing`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outbound {
    /// Where it goes.
    pub to: Destination,
    /// Offset of its first byte.
    start: usize,
    /// Its length in bytes.
    len: usize,
}

impl Outbound {
    /// Its length in bytes.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether it has no bytes.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }
}

/// Sends all that waits, and says when that was done.
pub type Sender = Box<dyn FnMut(&Outgoing) -> Instant>;

/// Datagrams that wait to be sent. The buffer keeps its size when it is cleared, so that after the
/// first rounds nothing is allocated and nothing is zeroed.
///
/// With a [`Sender`], what waits leaves whenever it is [`SENT_AT_ONCE`] datagrams: one packet of a large room is
/// a thousand of them, which neither fit a processor's cache nor leave at the instant at which the
/// first is made.
///
/// **Invariant:** `used <= bytes.len()`, and every datagram lies below `used`.
#[derive(Default)]
pub struct Outgoing {
    bytes: Vec<u8>,
    used: usize,
    datagrams: Vec<Outbound>,
    sender: Option<Sender>,
    /// When the sender was last done.
    sent_at: Option<Instant>,
}

/// So many datagrams leave at once, where there is a [`Sender`].
pub const SENT_AT_ONCE: usize = 256;

/// The buffer grows by at least this many bytes at a time.
const GROWTH: usize = 64 * 1_024;

impl Outgoing {
    /// Nothing waits.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With a sender.
    #[must_use]
    pub fn with_sender(sender: Sender) -> Self {
        Self {
            sender: Some(sender),
            ..Self::default()
        }
    }

    /// When a datagram leaves that is made of what came at an instant: not before what has left already.
    pub fn leaves_at(&self, came_at: Instant) -> Instant {
        self.sent_at.map_or(came_at, |sent_at| came_at.max(sent_at))
    }

    /// Lets the sender, if there is one, send what waits, and forgets it.
    #[cold]
    pub fn send(&mut self) {
        let Some(mut sender) = self.sender.take() else {
            return;
        };
        // Should it panic, what waited is lost, but not the sender: others send by it too.
        let sent = catch_unwind(AssertUnwindSafe(|| sender(self)));
        self.sender = Some(sender);
        self.clear();
        match sent {
            Ok(sent_at) => self.sent_at = Some(sent_at),
            Err(panic) => resume_unwind(panic),
        }
    }

    /// Takes a copy of a datagram.
    pub fn push(&mut self, to: Destination, datagram: &[u8]) {
        self.write(to, datagram.len(), |room| {
            room.copy_from_slice(datagram);
            Some(datagram.len())
        });
    }

    /// Makes room for a datagram of at most `max` bytes.
    #[cold]
    fn grow(&mut self, max: usize) {
        let end = self.used + max;
        let grown = (self.bytes.len() * 2).max(end + GROWTH);
        self.bytes.resize(grown, 0);
    }

    /// Lets `fill` write a datagram of at most `max` bytes in place and say how long it became;
    /// `None` takes it back. The room holds whatever earlier datagrams left there. Returns the
    /// datagram's length.
    #[inline]
    pub fn write(
        &mut self,
        to: Destination,
        max: usize,
        fill: impl FnOnce(&mut [u8]) -> Option<usize>,
    ) -> Option<usize> {
        if SENT_AT_ONCE <= self.datagrams.len() {
            self.send();
        }
        let end = self.used + max;
        if self.bytes.len() < end {
            self.grow(max);
        }
        let len = fill(&mut self.bytes[self.used..end])?.min(max);
        self.datagrams.push(Outbound {
            to,
            start: self.used,
            len,
        });
        self.used += len;
        Some(len)
    }

    /// What waits, oldest first.
    #[must_use]
    pub fn datagrams(&self) -> &[Outbound] {
        &self.datagrams
    }

    /// The bytes of one of [`datagrams`](Self::datagrams).
    #[must_use]
    pub fn bytes(&self, datagram: &Outbound) -> &[u8] {
        self.bytes
            .get(datagram.start..datagram.start + datagram.len)
            .unwrap_or_default()
    }

    /// What waits with its bytes, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = (Destination, &[u8])> {
        self.datagrams
            .iter()
            .map(|datagram| (datagram.to, self.bytes(datagram)))
    }

    /// How many datagrams wait.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.datagrams.len()
    }

    /// Whether none waits.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.datagrams.is_empty()
    }

    /// How many bytes wait.
    #[must_use]
    pub const fn used(&self) -> usize {
        self.used
    }

    /// Forgets all, keeps the room.
    pub fn clear(&mut self) {
        self.used = 0;
        self.datagrams.clear();
    }
}

#[cfg(test)]
mod tests;
