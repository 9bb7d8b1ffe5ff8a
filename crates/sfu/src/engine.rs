//! One conference with its shard: inputs and time go in, datagrams and events come out.

use std::time::Instant;

use model::id::PersonId;
use model::session::{ParticipantState, SlotWish};

use crate::conference::{Conference, ConferenceEvent, Decision};
use crate::offer::Offered;
use crate::peer::{Datagram, Peer, Received};
use crate::shard::{Recorded, Shard, ShardOutput};
use crate::source::PeerKey;

/// What is asked of a conference.
pub enum Command<P> {
    /// A person connects, for the first time or again.
    Join {
        /// Who.
        person: PersonId,
        /// Their connection.
        peer: P,
        /// What it negotiated.
        offered: Offered,
    },
    /// A person goes.
    Leave(PersonId),
    /// A further ICE candidate of a person's client.
    Candidate(PersonId, String),
    /// What a person wants to see.
    Wish(PersonId, Vec<SlotWish>),
    /// What a person sends.
    State(PersonId, ParticipantState),
    /// Begin or end handing out what is recorded.
    Record(bool),
    /// The recorded picture is broken and needs a keyframe.
    RecordKeyframe,
}

/// What goes into an engine.
pub enum Input<'a, P> {
    /// A datagram for a peer.
    Packet(PeerKey, Received<'a>),
    /// A command.
    Command(Command<P>),
    /// The deadline last returned by `poll` has come.
    Deadline,
}

/// What comes out of an engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Send this, on behalf of the peer.
    Send(PeerKey, Datagram),
    /// Somebody should know.
    Event(ConferenceEvent),
    /// For the recording.
    Recorded(Recorded),
    /// A person's connection has this key from now on.
    Joined(PersonId, PeerKey),
    /// The peer is gone for good.
    Gone(PeerKey),
    /// Drained: nothing to do before this instant.
    Idle(Instant),
}

/// One conference and one shard.
pub struct Engine<P> {
    conference: Conference,
    shard: Shard<P>,
    peers: std::collections::BTreeMap<PersonId, PeerKey>,
    joined: Option<(PersonId, PeerKey)>,
    now: Instant,
}

impl<P: Peer> Engine<P> {
    /// An empty conference.
    #[must_use]
    pub fn new(now: Instant) -> Self {
        Self {
            conference: Conference::new(now),
            shard: Shard::new(now),
            peers: std::collections::BTreeMap::new(),
            joined: None,
            now,
        }
    }

    /// Takes one input. Poll until [`Output::Idle`] before the next.
    pub fn handle(&mut self, input: Input<'_, P>, now: Instant) {
        self.now = now;
        match input {
            Input::Packet(key, received) => self.shard.receive(key, received, now),
            Input::Command(command) => self.command(command),
            Input::Deadline => {}
        }
        self.shard.advance(now);
        self.conference.advance(now);
    }

    fn command(&mut self, command: Command<P>) {
        let now = self.now;
        match command {
            Command::Join {
                person,
                peer,
                offered,
            } => {
                let key = self.shard.insert(peer, &offered);
                self.conference.join(person, key, &offered, now);
                self.peers.insert(person, key);
                self.joined = Some((person, key));
            }
            Command::Leave(person) => {
                self.peers.remove(&person);
                self.conference.leave(person, now);
            }
            Command::Candidate(person, candidate) => {
                if let Some(key) = self.peers.get(&person) {
                    self.shard.add_candidate(*key, &candidate);
                }
            }
            Command::Wish(person, wishes) => self.conference.wish(person, &wishes, now),
            Command::State(person, state) => self.conference.state(person, state, now),
            Command::Record(on) => self.conference.record(on, now),
            Command::RecordKeyframe => self.shard.want_recorded_keyframe(),
        }
    }

    /// The next output.
    pub fn poll(&mut self) -> Output {
        if let Some((person, key)) = self.joined.take() {
            return Output::Joined(person, key);
        }
        loop {
            while let Some(decision) = self.conference.poll() {
                match decision {
                    Decision::Order(order) => self.shard.apply(&order),
                    Decision::Event(event) => return Output::Event(event),
                }
            }
            match self.shard.poll() {
                ShardOutput::Send(key, datagram) => return Output::Send(key, datagram),
                ShardOutput::Observation(seen) => self.conference.observe(seen, self.now),
                ShardOutput::Recorded(recorded) => return Output::Recorded(recorded),
                ShardOutput::Gone(key) => return Output::Gone(key),
                ShardOutput::Idle(at) => {
                    return Output::Idle(at.min(self.conference.deadline()).max(self.now));
                }
            }
        }
    }

    /// People who have a place, connected or not.
    #[must_use]
    pub fn people(&self) -> usize {
        self.conference.people()
    }

    /// Peers that live.
    #[must_use]
    pub fn peers(&self) -> usize {
        self.shard.peers()
    }
}
