//! A further shard of a room, on another thread than the room's conference.

use std::collections::VecDeque;
use std::time::Instant;

use crate::conference::Order;
use crate::offer::Offered;
use crate::outgoing::Outgoing;
use crate::peer::{IceRestart, Peer, Received};
use crate::quality::Strain;
use crate::shard::{Observation, Relayed, Shard, ShardOutput};
use crate::source::PeerKey;

/// What a room's home tells one of its wings. Must not be lost, and comes in order.
pub enum ToWing<P> {
    /// A peer comes in under this key.
    Join {
        /// Its key.
        key: PeerKey,
        /// The connection.
        peer: Box<P>,
        /// What it negotiated.
        offered: Offered,
    },
    /// A further ICE candidate of a peer's client.
    Candidate(PeerKey, String),
    /// A peer and its client go by new names.
    Restart(PeerKey, IceRestart),
    /// What the conference decided.
    Order(Order),
}

/// What a wing tells its home. Must not be lost, but for levels of voices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FromWing {
    /// What it saw.
    Observation(Observation),
    /// A peer is gone for good.
    Gone(PeerKey),
}

impl FromWing {
    /// Whether the next of its kind makes up for it: the level of a voice.
    #[must_use]
    pub const fn may_be_lost(&self) -> bool {
        matches!(self, Self::Observation(Observation::Level { .. }))
    }
}

/// What goes into a wing.
pub enum WingInput<'a, P> {
    /// A datagram for a peer.
    Packet(PeerKey, Received<'a>),
    /// From home.
    Home(ToWing<P>),
    /// A packet that another shard's publisher sent.
    Relayed(Relayed),
    /// The thread was late or dropped, outside of the wing.
    Strain(Strain),
    /// The deadline last returned by `poll` has come.
    Deadline,
}

/// What comes out of a wing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WingOutput {
    /// For home. A [`FromWing::Gone`] also says that nothing leads to the peer any more.
    Home(FromWing),
    /// A packet for other shards, a bit each.
    Relay(u64, Relayed),
    /// Drained: nothing to do before this instant.
    Idle(Instant),
}

/// A shard whose conference is elsewhere.
pub struct Wing<P> {
    shard: Shard<P>,
    relayed: VecDeque<Relayed>,
    now: Instant,
}

impl<P: Peer> Wing<P> {
    /// An empty wing; `number` is that of its shard.
    #[must_use]
    pub fn new(number: u8, now: Instant) -> Self {
        Self {
            shard: Shard::new(number, now),
            relayed: VecDeque::new(),
            now,
        }
    }

    /// Takes one input. Poll until [`WingOutput::Idle`] before the next.
    pub fn handle(&mut self, input: WingInput<'_, P>, now: Instant) {
        self.now = now;
        match input {
            WingInput::Packet(key, received) => self.shard.receive(key, received, now),
            WingInput::Home(ToWing::Join { key, peer, offered }) => {
                self.shard.insert(key, peer, &offered);
            }
            WingInput::Home(ToWing::Candidate(key, candidate)) => {
                self.shard.add_candidate(key, &candidate);
            }
            WingInput::Home(ToWing::Restart(key, restart)) => self.shard.restart(key, &restart),
            WingInput::Home(ToWing::Order(order)) => self.shard.apply(&order),
            WingInput::Relayed(relayed) => self.relayed.push_back(relayed),
            WingInput::Strain(strain) => self.shard.strained(strain),
            WingInput::Deadline => {}
        }
        self.shard.advance(now);
    }

    /// The next output; what is to be sent goes to `out`.
    pub fn poll(&mut self, out: &mut Outgoing) -> WingOutput {
        while let Some(relayed) = self.relayed.pop_front() {
            self.shard.relayed(&relayed, self.now, out);
        }
        match self.shard.poll(out) {
            ShardOutput::Relay(to, relayed) => WingOutput::Relay(to, relayed),
            ShardOutput::Observation(seen) => WingOutput::Home(FromWing::Observation(seen)),
            ShardOutput::Gone(key) => WingOutput::Home(FromWing::Gone(key)),
            // Recordings are made at home; a wing has no tap.
            ShardOutput::Recorded(_) => self.poll(out),
            ShardOutput::Idle(at) => WingOutput::Idle(at.max(self.now)),
        }
    }

    /// Whether a datagram proves that it is this peer's: what does not is no reason to remember its address.
    pub fn vouches(&mut self, key: PeerKey, datagram: &[u8]) -> bool {
        self.shard.vouches(key, datagram)
    }

    /// Peers that live here.
    #[must_use]
    pub const fn peers(&self) -> usize {
        self.shard.peers()
    }
}
