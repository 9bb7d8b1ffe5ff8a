//! Bots and one engine with its wings in one virtual time.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::SocketAddr;
use std::sync::LazyLock;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use model::id::PersonId;
use model::session::{IceCredentials, LayerWish, MediaSource, SlotWish};
use model::time::Timestamp;
use sfu::SrtpProfile;
use sfu::bot::{Bot, BotConfig, BotOutput, SlotCounts};
use sfu::{
    Announced, Answerer, Command, ConferenceEvent, Engine, FromWing, IceRestart, Input, Outgoing,
    Output, PeerKey, Protocol, Received, Recorded, Relayed, RtcPeer, ToWing, Wing, WingInput,
    WingOutput,
};

use crate::network::{Chance, Link, Path};
use crate::trace::{Trace, is_rtp};
use crate::wire::Wire;

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
    pub address: SocketAddr,
    key: Option<PeerKey>,
    pub up: Link<(SocketAddr, Vec<u8>)>,
    pub down: Link<Vec<u8>>,
    wake_at: Instant,
    /// Whether it obeys what it is told of layers.
    pub obedient: bool,
    /// Deaf and mute: as if the cable were cut.
    pub cut: bool,
    /// It lives and has no network.
    pub unplugged: bool,
    /// What it goes by at the server, and from where it is known there.
    names: BTreeSet<String>,
    known: BTreeSet<SocketAddr>,
    /// The last check of a path that it sent.
    pub check: Option<Vec<u8>>,
    /// What is noted of what it is sent.
    pub trace: Option<Trace>,
}

/// What goes from thread to thread.
enum Crossing {
    Wing(u8, ToWing<RtcPeer>),
    Home(FromWing),
    Relay(u8, Relayed),
}

/// How long it takes from thread to thread.
const CROSSING: Duration = Duration::from_micros(200);

/// Everything.
pub struct World {
    pub now: Instant,
    start: Instant,
    engine: Engine<RtcPeer>,
    wings: BTreeMap<u8, (Wing<RtcPeer>, Instant)>,
    shards: u8,
    crossing: VecDeque<(Instant, Crossing)>,
    /// What came for the engine while its thread did something else.
    held: VecDeque<Crossing>,
    /// Packets from thread to thread that are lost, of a thousand.
    pub relay_loss: u32,
    pub relayed: u64,
    chance: Chance,
    out: Outgoing,
    answerer: Answerer,
    /// What the engine has sent.
    pub wire: Wire,
    /// Datagrams that were sent to where nobody is, by where.
    pub strays: BTreeMap<SocketAddr, u64>,
    pub clients: BTreeMap<u32, Client>,
    wake_at: Instant,
    /// How long the engine's thread does something else after each of its turns.
    pub stall: Duration,
    /// When it has its next turn.
    turn_at: Instant,
    pub events: Vec<(Duration, ConferenceEvent)>,
    pub recorded: Vec<Recorded>,
    seed: u64,
    ports: u16,
}

/// Steps of NTP time as reports tell it, and the nanoseconds in which there are so many (RFC 3550, 4).
const STEPS: u128 = 128;
const STEPS_NANOS: u128 = 1_953_125;

/// The origin of virtual time, the same for all worlds of a process.
///
/// str0m tells round trips by NTP time in steps of 15 microseconds, and takes that time from the clock. An
/// instant would lie in another place between two steps in each process, and what happens be a little
/// different each time. So virtual time begins in the middle between two, and goes on by whole ones:
/// [`on_step`].
pub fn origin() -> Instant {
    static ORIGIN: LazyLock<Instant> = LazyLock::new(middle_of_step);
    *ORIGIN
}

#[expect(
    clippy::disallowed_methods,
    reason = "any instant in the middle of a step is an origin of virtual time"
)]
fn middle_of_step() -> Instant {
    let (now, clock) = (Instant::now(), SystemTime::now());
    let since = clock.duration_since(UNIX_EPOCH).unwrap();
    let rest = u64::try_from(STEPS_NANOS / STEPS / 2).unwrap();
    // Whole seconds are whole steps.
    now + Duration::from_secs(since.as_secs() + 1) - since + Duration::from_nanos(rest)
}

/// The first instant from this one on that is whole steps after the origin.
fn on_step(at: Instant) -> Instant {
    let nanos = at.saturating_duration_since(origin()).as_nanos();
    let steps = (nanos * STEPS).div_ceil(STEPS_NANOS);
    let nanos = (steps * STEPS_NANOS).div_ceil(STEPS);
    origin() + Duration::from_nanos(u64::try_from(nanos).unwrap())
}

impl World {
    pub fn new(seed: u64) -> Self {
        Self::spread(seed, 1)
    }

    /// A world whose conference has so many shards; a person's is that of their number.
    pub fn spread(seed: u64, shards: u8) -> Self {
        let now = origin();
        let announced = Announced {
            udp: vec![server()],
            tcp: vec![server()],
        };
        Self {
            now,
            start: now,
            engine: Engine::new(0, now),
            wings: BTreeMap::new(),
            shards,
            crossing: VecDeque::new(),
            held: VecDeque::new(),
            relay_loss: 0,
            relayed: 0,
            chance: Chance::new(seed ^ 0x5bd1),
            out: Outgoing::new(),
            answerer: Answerer::new(announced).unwrap(),
            wire: Wire::default(),
            strays: BTreeMap::new(),
            clients: BTreeMap::new(),
            wake_at: now,
            stall: Duration::ZERO,
            turn_at: now,
            events: Vec::new(),
            recorded: Vec::new(),
            seed,
            ports: 0,
        }
    }

    /// Whoever joins from now on, and the engine, protect with this profile.
    pub fn protect_with(&mut self, profile: SrtpProfile) {
        self.answerer = self.answerer.clone().with_profile(profile);
    }

    /// A bot joins, or joins again.
    pub fn join(&mut self, number: u32, config: &BotConfig, path: Path) {
        let shard = u8::try_from(number % u32::from(self.shards)).unwrap();
        self.join_at(shard, number, config, path);
    }

    /// A bot joins in a shard.
    pub fn join_at(&mut self, shard: u8, number: u32, config: &BotConfig, path: Path) {
        let address = self.address();
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
            unplugged: false,
            names: BTreeSet::from([answered.ufrag.clone()]),
            known: BTreeSet::new(),
            check: None,
            trace: None,
        };
        self.clients.insert(number, client);
        self.command(Command::Join {
            person: person(number),
            shard,
            peer: Box::new(answered.peer),
            offered: answered.offered,
        });
    }

    /// A fresh address.
    fn address(&mut self) -> SocketAddr {
        self.ports += 1;
        SocketAddr::from(([198, 51, 100, 1], 10_000 + self.ports))
    }

    /// What the client sends comes from another address from now on, without its knowing; nothing
    /// reaches it by the one before.
    pub fn rebind(&mut self, number: u32) {
        let address = self.address();
        let client = self.clients.get_mut(&number).unwrap();
        client.address = address;
        client.lose_on_way(self.now);
    }

    /// Its way is such from now on, and what happens on it is by chance, the same each time.
    pub fn travel(&mut self, number: u32, path: Path) {
        let seed = u64::from(number) << 32 | self.seed;
        let client = self.clients.get_mut(&number).unwrap();
        client.up = Link::new(path, seed, self.now);
        client.down = Link::new(path, !seed, self.now);
    }

    /// The client goes on from another network, as it says on its socket.
    pub fn restart(&mut self, number: u32) {
        let address = self.address();
        let ours = IceCredentials {
            ufrag: format!("restarted{}", self.ports),
            password: "apasswordthatislongenough".to_owned(),
        };
        let client = self.clients.get_mut(&number).unwrap();
        client.unplugged = false;
        client.address = address;
        // What was sent to where it was does not come.
        client.lose_on_way(self.now);
        client.names.insert(ours.ufrag.clone());
        let theirs = client.bot.move_to(address);
        client.bot.find_path(&ours);
        let restart = IceRestart { theirs, ours };
        self.command(Command::Restart(person(number), restart));
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
            let output = self.engine.poll(&mut self.out);
            self.carry();
            match output {
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
                Output::Wing(shard, to_wing) => self.cross(Crossing::Wing(shard, to_wing)),
                Output::Relay(to, relayed) => self.relay(to, &relayed),
                Output::Idle(at) => {
                    self.wake_at = at;
                    return;
                }
            }
        }
    }

    fn drain_wing(&mut self, shard: u8) {
        loop {
            let (wing, _) = self.wings.get_mut(&shard).unwrap();
            let output = wing.poll(&mut self.out);
            self.carry();
            match output {
                WingOutput::Home(from_wing) => self.cross(Crossing::Home(from_wing)),
                WingOutput::Relay(to, relayed) => self.relay(to, &relayed),
                WingOutput::Idle(at) => {
                    self.wings.get_mut(&shard).unwrap().1 = at;
                    return;
                }
            }
        }
    }

    fn cross(&mut self, crossing: Crossing) {
        self.crossing.push_back((self.now + CROSSING, crossing));
    }

    fn relay(&mut self, to: u64, relayed: &Relayed) {
        for shard in (0..64).filter(|shard| to & (1 << shard) != 0) {
            self.relayed += 1;
            if u64::from(self.relay_loss) <= self.chance.below(1_000) {
                self.cross(Crossing::Relay(shard, relayed.clone()));
            }
        }
    }

    fn wing(&mut self, shard: u8, input: WingInput<'_, RtcPeer>) {
        let now = self.now;
        let made = || (Wing::new(shard, now), now);
        let (wing, _) = self.wings.entry(shard).or_insert_with(made);
        wing.handle(input, now);
        self.drain_wing(shard);
    }

    fn home(&mut self, input: Input<'_, RtcPeer>) {
        self.engine.handle(input, self.now);
        self.drain();
    }

    /// Delivers what has crossed from thread to thread.
    fn arrive(&mut self) {
        let now = self.now;
        if self.turn_at <= now {
            let held = self.held.drain(..).map(|crossing| (now, crossing));
            let held: Vec<_> = held.collect();
            for crossing in held.into_iter().rev() {
                self.crossing.push_front(crossing);
            }
        }
        while let Some((at, _)) = self.crossing.front()
            && *at <= self.now
        {
            let crossing = self.crossing.pop_front().map(|(_, crossing)| crossing);
            match crossing {
                Some(Crossing::Home(_) | Crossing::Relay(0, _)) if now < self.turn_at => {
                    self.held.extend(crossing);
                }
                Some(Crossing::Wing(shard, to_wing)) => {
                    self.wing(shard, WingInput::Home(to_wing));
                }
                Some(Crossing::Home(from_wing)) => self.home(Input::Wing(from_wing)),
                Some(Crossing::Relay(0, relayed)) => self.home(Input::Relayed(relayed)),
                Some(Crossing::Relay(shard, relayed)) => {
                    self.wing(shard, WingInput::Relayed(relayed));
                }
                None => {}
            }
        }
    }

    /// How many peers live in each shard.
    pub fn peers(&self) -> Vec<usize> {
        let wings = self.wings.values().map(|(wing, _)| wing.peers());
        std::iter::once(self.engine.peers()).chain(wings).collect()
    }

    /// Puts what was sent on its way.
    fn carry(&mut self) {
        for (to, datagram) in self.out.iter() {
            self.wire.note(to.address, datagram);
            let client = self
                .clients
                .values_mut()
                .find(|client| client.address == to.address);
            if let Some(client) = client {
                let fate = client
                    .down
                    .send(datagram.to_vec(), datagram.len(), self.now);
                if let Some(trace) = &mut client.trace {
                    trace.sent(datagram, self.now, fate);
                }
            } else {
                *self.strays.entry(to.address).or_default() += 1;
            }
        }
        self.out.clear();
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

    /// Lets time pass to the next thing that happens, at most until this instant.
    pub fn step(&mut self, until: Instant) {
        let turn_at = self.turn_at;
        let links = self.clients.values().flat_map(|client| {
            let wakes = Some(client.wake_at).filter(|_| !client.cut);
            let turn_at = Some(turn_at).filter(|_| client.is_home());
            let up = client
                .up
                .next_at()
                .map(|at| turn_at.map_or(at, |turn| at.max(turn)));
            [up, client.down.next_at(), wakes]
        });
        let wings = self.wings.values().map(|(_, wake_at)| *wake_at);
        let crossing = self.crossing.front().map(|(at, _)| *at);
        let own = [self.wake_at.max(turn_at), until]
            .into_iter()
            .chain(wings)
            .chain(crossing);
        let next = links.flatten().chain(own).min().unwrap();
        self.now = self.now.max(on_step(next));
        let now = self.now;
        self.arrive();
        let numbers: Vec<u32> = self.clients.keys().copied().collect();
        for number in numbers {
            self.step_client(number);
        }
        if self.wake_at <= now && self.turn_at <= now {
            self.home(Input::Deadline);
        }
        if self.turn_at <= now {
            self.turn_at = now + self.stall;
        }
        let due = self
            .wings
            .iter()
            .filter(|(_, (_, wake_at))| *wake_at <= now);
        let due: Vec<u8> = due.map(|(shard, _)| *shard).collect();
        for shard in due {
            self.wing(shard, WingInput::Deadline);
        }
    }

    fn step_client(&mut self, number: u32) {
        let now = self.now;
        let client = self.clients.get_mut(&number).unwrap();
        while let Some(bytes) = client.down.take(now) {
            if client.cut || client.unplugged {
                continue;
            }
            let received = Received {
                protocol: Protocol::Udp,
                source: server(),
                bytes: &bytes,
                arrived: now,
            };
            client.bot.receive(now, received);
            client.drain(now);
        }
        if client.wake_at <= now && !client.cut {
            client.bot.advance(now);
            client.drain(now);
        }
        if now < self.turn_at && self.clients[&number].is_home() {
            return;
        }
        while let Some((source, bytes)) = self.clients.get_mut(&number).unwrap().up.take(now) {
            self.deliver(number, source, &bytes);
        }
    }

    /// A datagram comes to the server. As the port does, it knows whose it is by the address, which
    /// it learns from the names in checks.
    pub fn deliver(&mut self, number: u32, source: SocketAddr, bytes: &[u8]) {
        let client = self.clients.get_mut(&number).unwrap();
        if sfu::ufrag_of(bytes).is_some_and(|ufrag| client.names.contains(&ufrag)) {
            client.known.insert(source);
        }
        if !client.known.contains(&source) {
            return;
        }
        let key = client.key;
        let received = Received {
            protocol: Protocol::Udp,
            source,
            bytes,
            arrived: self.now,
        };
        match key.map(|key| (key, key.shard())) {
            Some((key, 0)) => self.home(Input::Packet(key, received)),
            // As long as the connection has not crossed, its datagrams are nobody's.
            Some((key, shard)) if self.wings.contains_key(&shard) => {
                self.wing(shard, WingInput::Packet(key, received));
            }
            _ => {}
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
    /// Whether its connection is on the thread of the conference.
    fn is_home(&self) -> bool {
        self.key.is_none_or(|key| key.shard() == 0)
    }

    /// What is on its way to it does not come.
    fn lose_on_way(&mut self, now: Instant) {
        while self.down.take(now + Duration::from_secs(3_600)).is_some() {}
    }

    fn drain(&mut self, now: Instant) {
        let mut sent = Vec::new();
        loop {
            match self.bot.poll() {
                BotOutput::Send(datagram) => sent.push(datagram.bytes),
                BotOutput::Idle(at) => {
                    self.wake_at = at;
                    break;
                }
            }
        }
        self.sort(&mut sent);
        for bytes in sent {
            if sfu::ufrag_of(&bytes).is_some() {
                self.check = Some(bytes.clone());
            }
            if !self.cut && !self.unplugged {
                let len = bytes.len();
                self.up.send((self.address, bytes), len, now);
            }
        }
    }

    /// Puts what was sent at once in the order of its streams: str0m's is by chance, and so would be what
    /// is lost of it.
    fn sort(&mut self, sent: &mut [Vec<u8>]) {
        if sent.len() < 2 {
            return;
        }
        let ssrcs = self.bot.sends_as();
        sent.sort_by_key(|bytes| {
            let ssrc = bytes.get(8..12).filter(|_| is_rtp(bytes));
            ssrc.map(|ssrc| ssrcs.iter().position(|known| known.to_be_bytes() == *ssrc))
        });
    }
}
