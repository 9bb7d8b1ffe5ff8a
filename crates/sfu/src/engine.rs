//! One conference with its shards: inputs and time go in, datagrams and events come out.

mod keys;
mod routes;
mod wing;

use std::collections::{BTreeMap, VecDeque};
use std::time::Instant;

use model::id::PersonId;
use model::session::{ParticipantState, SlotWish, VideoCodec};

use crate::conference::{Conference, ConferenceEvent, Decision};
use crate::limits::SHARDS_MAX;
use crate::offer::Offered;
use crate::outgoing::Outgoing;
use crate::peer::{IceRestart, Peer, Received};
use crate::quality::Strain;
use crate::shard::{Recorded, Relayed, Shard, ShardOutput};
use crate::source::PeerKey;
use keys::Keys;
use routes::Routes;
pub use wing::{FromWing, ToWing, Wing, WingInput, WingOutput};

/// What is asked of a conference.
pub enum Command<P> {
    /// A person connects, for the first time or again.
    Join {
        /// Who.
        person: PersonId,
        /// In which shard: this thread's or a wing.
        shard: u8,
        /// Their connection.
        peer: Box<P>,
        /// What it negotiated.
        offered: Offered,
    },
    /// A person goes.
    Leave(PersonId),
    /// A further ICE candidate of a person's client.
    Candidate(PersonId, String),
    /// A person's connection and its client go by new names.
    Restart(PersonId, IceRestart),
    /// A person's client was away and is told everything anew.
    Retell(PersonId),
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
    /// From a wing.
    Wing(FromWing),
    /// A packet that a wing's publisher sent.
    Relayed(Relayed),
    /// The thread was late or dropped, outside of the engine.
    Strain(Strain),
    /// The deadline last returned by `poll` has come.
    Deadline,
}

/// What comes out of an engine.
pub enum Output<P> {
    /// Somebody should know.
    Event(ConferenceEvent),
    /// For the recording.
    Recorded(Recorded),
    /// A person's connection has this key from now on.
    Joined(PersonId, PeerKey),
    /// For a wing, which is made with the first of these.
    Wing(u8, ToWing<P>),
    /// A packet for wings, a bit each.
    Relay(u64, Relayed),
    /// A peer of the home shard is gone for good.
    Gone(PeerKey),
    /// Drained: nothing to do before this instant.
    Idle(Instant),
}

/// One conference with the shard of its own thread. Further shards of the room are [`Wing`]s, each
/// on a thread of its own; what goes between is an output here and an input there.
pub struct Engine<P> {
    home: u8,
    conference: Conference,
    shard: Shard<P>,
    keys: Keys,
    routes: Routes,
    peers: BTreeMap<PersonId, PeerKey>,
    outputs: VecDeque<Output<P>>,
    relayed: VecDeque<Relayed>,
    now: Instant,
}

impl<P: Peer> Engine<P> {
    /// An empty conference; `home` is the number of the shard on its thread.
    #[must_use]
    pub fn new(home: u8, now: Instant) -> Self {
        Self {
            home,
            conference: Conference::new(now),
            shard: Shard::new(home, now),
            keys: Keys::default(),
            routes: Routes::new(home),
            peers: BTreeMap::new(),
            outputs: VecDeque::new(),
            relayed: VecDeque::new(),
            now,
        }
    }

    /// In which codec a recording is made that begins now.
    #[must_use]
    pub fn codec_to_record(&self) -> VideoCodec {
        self.conference.codec_to_record()
    }

    /// Takes one input. Poll until [`Output::Idle`] before the next.
    pub fn handle(&mut self, input: Input<'_, P>, now: Instant) {
        self.now = now;
        match input {
            Input::Packet(key, received) => self.shard.receive(key, received, now),
            Input::Command(command) => self.command(command),
            Input::Wing(FromWing::Observation(seen)) => self.conference.observe(seen, now),
            Input::Wing(FromWing::Gone(key)) => self.keys.give_back(key),
            Input::Relayed(relayed) => self.relayed.push_back(relayed),
            Input::Strain(strain) => self.shard.strained(strain),
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
                shard,
                peer,
                offered,
            } => self.join(person, shard, peer, offered),
            Command::Leave(person) => {
                self.peers.remove(&person);
                self.conference.leave(person, now);
            }
            Command::Candidate(person, candidate) => match self.peers.get(&person) {
                Some(key) if key.shard == self.home => self.shard.add_candidate(*key, &candidate),
                Some(key) => {
                    let to_wing = ToWing::Candidate(*key, candidate);
                    self.outputs.push_back(Output::Wing(key.shard, to_wing));
                }
                None => {}
            },
            Command::Restart(person, restart) => self.restart(person, restart),
            Command::Retell(person) => self.conference.retell(person),
            Command::Wish(person, wishes) => self.conference.wish(person, &wishes, now),
            Command::State(person, state) => self.conference.state(person, state, now),
            Command::Record(on) => self.conference.record(on, now),
            Command::RecordKeyframe => self.shard.want_recorded_keyframe(),
        }
    }

    fn join(&mut self, person: PersonId, shard: u8, peer: Box<P>, offered: Offered) {
        // A number without a thread would have no bit among the shards.
        let shard = if shard < SHARDS_MAX { shard } else { self.home };
        let key = self.keys.take(shard);
        self.routes.open(shard);
        self.give_orders();
        self.conference.join(person, key, &offered, self.now);
        self.peers.insert(person, key);
        self.outputs.push_back(Output::Joined(person, key));
        if shard == self.home {
            self.shard.insert(key, peer, &offered);
        } else {
            let join = ToWing::Join { key, peer, offered };
            self.outputs.push_back(Output::Wing(shard, join));
        }
    }

    fn restart(&mut self, person: PersonId, restart: IceRestart) {
        match self.peer_of(person) {
            Some(key) if key.shard == self.home => self.shard.restart(key, &restart),
            Some(key) => {
                let to_wing = ToWing::Restart(key, restart);
                self.outputs.push_back(Output::Wing(key.shard, to_wing));
            }
            None => {}
        }
    }

    /// Hands orders to the shards they are for.
    fn give_orders(&mut self) {
        for (shard, order) in self.routes.take() {
            if shard == self.home {
                self.shard.apply(&order);
            } else {
                self.outputs
                    .push_back(Output::Wing(shard, ToWing::Order(order)));
            }
        }
    }

    /// The next output; what is to be sent goes to `out`.
    pub fn poll(&mut self, out: &mut Outgoing) -> Output<P> {
        loop {
            if let Some(output) = self.outputs.pop_front() {
                return output;
            }
            if let Some(decision) = self.conference.poll() {
                match decision {
                    Decision::Order(order) => {
                        self.routes.route(order);
                        self.give_orders();
                    }
                    Decision::Event(event) => return Output::Event(event),
                }
                continue;
            }
            while let Some(relayed) = self.relayed.pop_front() {
                self.shard.relayed(&relayed, self.now, out);
            }
            match self.shard.poll(out) {
                ShardOutput::Relay(to, relayed) => return Output::Relay(to, relayed),
                ShardOutput::Observation(seen) => self.conference.observe(seen, self.now),
                ShardOutput::Recorded(recorded) => return Output::Recorded(recorded),
                ShardOutput::Gone(key) => {
                    self.keys.give_back(key);
                    return Output::Gone(key);
                }
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

    /// Whether a person has a place.
    #[must_use]
    pub fn has(&self, person: PersonId) -> bool {
        self.conference.has(person)
    }

    /// The connection of a person that lives, as far as is known.
    #[must_use]
    pub fn peer_of(&self, person: PersonId) -> Option<PeerKey> {
        self.conference.peer_of(person)
    }

    /// Everybody who has a place.
    #[must_use]
    pub fn everyone(&self) -> Vec<PersonId> {
        self.conference.everyone()
    }

    /// The shards of the room other than that of its home.
    pub fn wings(&self) -> impl Iterator<Item = u8> + use<P> {
        let home = self.home;
        self.routes.shards().filter(move |shard| *shard != home)
    }

    /// Whether a datagram proves that it is this peer's: what does not is no reason to remember its address.
    pub fn vouches(&mut self, key: PeerKey, datagram: &[u8]) -> bool {
        self.shard.vouches(key, datagram)
    }

    /// Peers that live in the home shard.
    #[must_use]
    pub const fn peers(&self) -> usize {
        self.shard.peers()
    }
}
