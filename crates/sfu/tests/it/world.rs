//! Bots and one engine in one virtual time.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use model::id::PersonId;
use model::session::{LayerWish, MediaSource, SlotWish};
use model::time::Timestamp;
use sfu::bot::{Bot, BotConfig, BotOutput, SlotCounts};
use sfu::{
    Announced, Answerer, Command, ConferenceEvent, Engine, Input, Output, PeerKey, Protocol,
    Received, Recorded, RtcPeer,
};

use crate::network::{Link, Path};

/// Where the engine pretends to be.
fn server() -> SocketAddr {
    SocketAddr::from(([192, 0, 2, 1], 7_000))
}

/// Names the person of a number.
pub fn person(number: u32) -> PersonId {
    PersonId::new(Timestamp::from_millis(1), u128::from(number))
}

/// A bot and the paths from and to it.
pub struct Client {
    pub bot: Bot,
    pub person: PersonId,
    address: SocketAddr,
    key: Option<PeerKey>,
    pub up: Link<Vec<u8>>,
    pub down: Link<Vec<u8>>,
    wake_at: Instant,
    /// Whether it obeys what it is told of layers.
    pub obedient: bool,
    /// Deaf and mute: as if the cable were cut.
    pub cut: bool,
}

/// Everything.
pub struct World {
    pub now: Instant,
    start: Instant,
    engine: Engine<RtcPeer>,
    answerer: Answerer,
    pub clients: BTreeMap<u32, Client>,
    wake_at: Instant,
    pub events: Vec<(Duration, ConferenceEvent)>,
    pub recorded: Vec<Recorded>,
    seed: u64,
    ports: u16,
}

#[expect(
    clippy::disallowed_methods,
    reason = "any instant is an origin of virtual time"
)]
fn origin() -> Instant {
    Instant::now()
}

impl World {
    pub fn new(seed: u64) -> Self {
        let now = origin();
        let announced = Announced {
            udp: vec![server()],
            tcp: vec![server()],
        };
        Self {
            now,
            start: now,
            engine: Engine::new(now),
            answerer: Answerer::new(announced).unwrap(),
            clients: BTreeMap::new(),
            wake_at: now,
            events: Vec::new(),
            recorded: Vec::new(),
            seed,
            ports: 0,
        }
    }

    /// A bot joins, or joins again.
    pub fn join(&mut self, number: u32, config: &BotConfig, path: Path) {
        self.ports += 1;
        let address = SocketAddr::from(([198, 51, 100, 1], 10_000 + self.ports));
        let (mut bot, offer, tracks) = Bot::new(config, address, self.now).unwrap();
        let answered = self.answerer.answer(&offer, &tracks, "", self.now).unwrap();
        bot.accept(&answered.sdp).unwrap();
        self.seed += 2;
        let client = Client {
            bot,
            person: person(number),
            address,
            key: None,
            up: Link::new(path, self.seed, self.now),
            down: Link::new(path, self.seed + 1, self.now),
            wake_at: self.now,
            obedient: true,
            cut: false,
        };
        self.clients.insert(number, client);
        self.command(Command::Join {
            person: person(number),
            peer: answered.peer,
            offered: answered.offered,
        });
    }

    pub fn command(&mut self, command: Command<RtcPeer>) {
        self.engine.handle(Input::Command(command), self.now);
        self.drain();
    }

    /// Says that `viewer` wants to see others in its slots, in this order and size.
    pub fn watch(&mut self, viewer: u32, whom: &[(u32, MediaSource, u32, u32)]) {
        let mids = self.clients[&viewer].bot.video_mids();
        let wishes = mids
            .iter()
            .enumerate()
            .map(|(at, mid)| {
                let seen = whom.get(at).copied();
                SlotWish {
                    mid: mid.clone(),
                    person: seen.map(|seen| person(seen.0)),
                    source: seen.map_or(MediaSource::Camera, |seen| seen.1),
                    width: seen.map_or(0, |seen| seen.2),
                    height: seen.map_or(0, |seen| seen.3),
                }
            })
            .collect();
        self.command(Command::Wish(person(viewer), wishes));
    }

    fn drain(&mut self) {
        loop {
            match self.engine.poll() {
                Output::Send(_, datagram) => {
                    let to = self
                        .clients
                        .values_mut()
                        .find(|client| client.address == datagram.destination);
                    if let Some(client) = to {
                        let bytes = datagram.bytes.len();
                        client.down.send(datagram.bytes, bytes, self.now);
                    }
                }
                Output::Event(event) => {
                    if let ConferenceEvent::Layers(person, layers) = &event {
                        self.obey(*person, layers);
                    }
                    self.events.push((self.now - self.start, event));
                }
                Output::Recorded(recorded) => self.recorded.push(recorded),
                Output::Joined(person, key) => {
                    let who = self
                        .clients
                        .values_mut()
                        .find(|client| client.person == person);
                    if let Some(client) = who {
                        client.key = Some(key);
                    }
                }
                Output::Gone(_) => {}
                Output::Idle(at) => {
                    self.wake_at = at;
                    return;
                }
            }
        }
    }

    fn obey(&mut self, person: PersonId, layers: &[LayerWish]) {
        let who = self
            .clients
            .values_mut()
            .find(|client| client.person == person);
        let Some(client) = who.filter(|client| client.obedient) else {
            return;
        };
        for layer in layers {
            for source in [MediaSource::Camera, MediaSource::Screen] {
                if let Some(camera) = client.bot.camera(source) {
                    camera.set_active(&layer.rid, layer.active);
                }
            }
        }
    }

    /// Lets time pass.
    pub fn run(&mut self, span: Duration) {
        let until = self.now + span;
        while self.now < until {
            self.step(until);
        }
    }

    /// Lets time pass until a state comes.
    pub fn run_until(&mut self, limit: Duration, state: impl Fn(&mut Self) -> bool) -> Duration {
        let start = self.now;
        while !state(self) {
            assert!(
                self.now < start + limit,
                "the state did not come within {limit:?}"
            );
            self.step(self.now + Duration::from_millis(5));
        }
        self.now - start
    }

    fn step(&mut self, until: Instant) {
        let links = self.clients.values().flat_map(|client| {
            let wakes = Some(client.wake_at).filter(|_| !client.cut);
            [client.up.next_at(), client.down.next_at(), wakes]
        });
        let next = links.flatten().chain([self.wake_at, until]).min().unwrap();
        self.now = self.now.max(next);
        let now = self.now;
        let numbers: Vec<u32> = self.clients.keys().copied().collect();
        for number in numbers {
            self.step_client(number);
        }
        if self.wake_at <= now {
            self.engine.handle(Input::Deadline, now);
            self.drain();
        }
    }

    fn step_client(&mut self, number: u32) {
        let now = self.now;
        let client = self.clients.get_mut(&number).unwrap();
        while let Some(bytes) = client.down.take(now) {
            if client.cut {
                continue;
            }
            let received = Received {
                protocol: Protocol::Udp,
                source: server(),
                bytes: &bytes,
            };
            client.bot.receive(now, received);
            client.drain(now);
        }
        if client.wake_at <= now && !client.cut {
            client.bot.advance(now);
            client.drain(now);
        }
        let (key, source) = (client.key, client.address);
        while let Some(bytes) = self.clients.get_mut(&number).unwrap().up.take(now) {
            let received = Received {
                protocol: Protocol::Udp,
                source,
                bytes: &bytes,
            };
            if let Some(key) = key {
                self.engine.handle(Input::Packet(key, received), now);
                self.drain();
            }
        }
    }

    /// What came in a viewer's video slot.
    pub fn seen(&self, viewer: u32, slot: usize) -> SlotCounts {
        let bot = &self.clients[&viewer].bot;
        bot.counts(&bot.video_mids()[slot])
    }

    /// Voice packets a listener got in all slots.
    pub fn heard(&self, listener: u32) -> u64 {
        self.clients[&listener].bot.voices()
    }

    pub fn connected(&self) -> bool {
        self.clients.values().all(|client| client.bot.connected())
    }
}

impl Client {
    fn drain(&mut self, now: Instant) {
        loop {
            match self.bot.poll() {
                BotOutput::Send(datagram) => {
                    let bytes = datagram.bytes.len();
                    if !self.cut {
                        self.up.send(datagram.bytes, bytes, now);
                    }
                }
                BotOutput::Idle(at) => {
                    self.wake_at = at;
                    return;
                }
            }
        }
    }
}
