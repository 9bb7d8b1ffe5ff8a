//! Instructions that the engine takes for one forwarded packet, counted by valgrind: unlike times,
//! they are the same on a busy machine, so they are a number that may only fall.
//!
//! A room is built without sockets: a publisher, and subscribers whose handshakes are real. What the
//! publisher sends is made beforehand; counted is only what [`forward_all`] does with it.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use model::id::PersonId;
use model::session::{MediaSource, ParticipantState, SlotWish};
use model::time::Timestamp;
use sfu::bot::{Bot, BotConfig, BotOutput, Camera};
use sfu::{
    Announced, Answerer, Command as Ask, Engine, Input, Outgoing, Output, PeerKey, Protocol,
    Received, RtcPeer,
};

use super::part::{PART_COMMAND, Part};
use super::shape;
use crate::error::BenchError;

/// Subscribers.
const SUBSCRIBERS: u32 = 20;

/// Packets of a voice that the publisher sends, of 20 ms each, or pictures for as long: nobody tells what came
/// meanwhile, and no more is sent than may be on its way without word of it.
const SENT: u64 = 10;

/// How long the publisher sends.
const SENDING: Duration = Duration::from_millis(20 * SENT);

/// Instructions that a voice's packet may take, of a program built with `--release` on x86-64 with AES
/// instructions. This number and the next may only fall: who needs more says why here.
///
/// It was 3,740 before what leaves was stamped when it does, and before reports knew when it came.
pub(crate) const VOICE_MAX: f64 = 3_760.0;

/// Instructions that a picture's packet may take.
///
/// It was 6,140 before packets were held for the rest of their picture, and before reports knew when they came.
/// This counts each by itself, as in a small room; in a large one several go to a subscriber at a time.
pub(crate) const PICTURE_MAX: f64 = 6_200.0;

/// How long all may take to connect, in the room's own time.
const CONNECT_MAX: Duration = Duration::from_secs(20);

/// What a count is named in the output.
const FORWARDED: &str = "forwarded ";

/// Instructions per forwarded packet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Instructions {
    pub(crate) voice: f64,
    pub(crate) picture: f64,
}

/// Counts; `None` without valgrind.
pub(crate) fn count() -> Result<Option<Instructions>, BenchError> {
    let (Some(voice), Some(picture)) = (run(Part::Voice)?, run(Part::Picture)?) else {
        return Ok(None);
    };
    Ok(Some(Instructions { voice, picture }))
}

/// Runs this program under valgrind.
fn run(part: Part) -> Result<Option<f64>, BenchError> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .args(["--collect-atstart=no", "--toggle-collect=*forward_all*"])
        .arg(crate::server::program()?)
        .args([PART_COMMAND, part.name()])
        .stdin(Stdio::null())
        .output();
    let output = match output {
        Ok(output) => output,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(BenchError::Bots(error.to_string())),
    };
    let said = String::from_utf8_lossy(&output.stdout);
    let counted = String::from_utf8_lossy(&output.stderr);
    match (number_after(&said, FORWARDED), collected(&counted)) {
        (Some(packets), Some(instructions)) if 0 < packets => {
            Ok(Some(instructions as f64 / packets as f64))
        }
        _ => {
            let last = counted.lines().last().unwrap_or_default();
            Err(BenchError::Bots(format!(
                "valgrind counted nothing: {last}"
            )))
        }
    }
}

fn number_after(text: &str, name: &str) -> Option<u64> {
    let rest = text.lines().find_map(|line| line.strip_prefix(name))?;
    rest.trim().parse().ok()
}

/// What callgrind says at its end: `==7== Collected : 1234`.
fn collected(text: &str) -> Option<u64> {
    let (_, rest) = text.split_once("Collected :")?;
    rest.lines().next()?.trim().parse().ok()
}

/// One subscriber or the publisher, with the engine's key for it.
struct Client {
    bot: Bot,
    address: SocketAddr,
    key: Option<PeerKey>,
}

impl Client {
    /// Takes what it sends.
    fn poll(&mut self, at: usize, sent: &mut VecDeque<(usize, Vec<u8>)>) {
        while let BotOutput::Send(datagram) = self.bot.poll() {
            sent.push_back((at, datagram.bytes));
        }
    }
}

/// What a publisher sends, and when.
struct Published {
    key: PeerKey,
    source: SocketAddr,
    sent: Vec<(Instant, Vec<u8>)>,
}

/// A room without sockets, in a time of its own.
struct Room {
    engine: Engine<RtcPeer>,
    out: Outgoing,
    clients: Vec<Client>,
    answerer: Answerer,
    /// What clients have sent, and which.
    sent: VecDeque<(usize, Vec<u8>)>,
    now: Instant,
    wake_at: Instant,
}

fn server() -> SocketAddr {
    SocketAddr::from(([192, 0, 2, 1], 7_000))
}

fn person(number: u32) -> PersonId {
    PersonId::new(Timestamp::from_millis(1), number.into())
}

fn missing(what: &str) -> BenchError {
    BenchError::Missing(what.to_owned())
}

impl Room {
    fn new() -> Result<Self, BenchError> {
        let announced = Announced {
            udp: vec![server()],
            tcp: Vec::new(),
        };
        let now = Instant::now();
        Ok(Self {
            engine: Engine::new(0, now),
            out: Outgoing::new(),
            clients: Vec::new(),
            answerer: Answerer::new(announced).ok_or_else(|| missing("no certificate"))?,
            sent: VecDeque::new(),
            now,
            wake_at: now,
        })
    }

    /// The first who joins is the publisher.
    fn join(&mut self, number: u32, config: &BotConfig) -> Result<(), BenchError> {
        let port = 10_000 + u16::try_from(number).unwrap_or(0);
        let address = SocketAddr::from(([198, 51, 100, 1], port));
        let (mut bot, offer, tracks) =
            Bot::new(config, address, self.now).map_err(|error| missing(&error.to_string()))?;
        bot.level = None;
        let answered = self
            .answerer
            .answer(&offer, &tracks, "", self.now)
            .map_err(|error| missing(&error.to_string()))?;
        bot.accept(&answered.sdp)
            .map_err(|error| missing(&error.to_string()))?;
        self.clients.push(Client {
            bot,
            address,
            key: None,
        });
        self.command(Ask::Join {
            person: person(number),
            shard: 0,
            peer: Box::new(answered.peer),
            offered: answered.offered,
        });
        Ok(())
    }

    fn command(&mut self, command: Ask<RtcPeer>) {
        self.engine.handle(Input::Command(command), self.now);
        self.drain();
    }

    /// Takes what the engine gives, and hands datagrams to their bots.
    fn drain(&mut self) {
        loop {
            match self.engine.poll(&mut self.out) {
                Output::Joined(who, key) => {
                    let numbers = 0..;
                    for (client, number) in self.clients.iter_mut().zip(numbers) {
                        if person(number) == who {
                            client.key = Some(key);
                        }
                    }
                }
                Output::Idle(at) => {
                    self.wake_at = at;
                    break;
                }
                _ => {}
            }
        }
        for (to, bytes) in self.out.iter() {
            let mut clients = self.clients.iter_mut().enumerate();
            let client = clients.find(|(_, client)| client.address == to.address);
            if let Some((at, client)) = client {
                client
                    .bot
                    .receive(self.now, received(server(), bytes, self.now));
                // After each input, or the next would be lost.
                client.poll(at, &mut self.sent);
            }
        }
        self.out.clear();
    }

    /// A millisecond passes, in which all that is sent arrives.
    fn step(&mut self) {
        self.now += Duration::from_millis(1);
        for (at, client) in self.clients.iter_mut().enumerate() {
            client.bot.advance(self.now);
            client.poll(at, &mut self.sent);
        }
        while let Some((at, bytes)) = self.sent.pop_front() {
            let client = self.clients.get(at);
            let Some((key, source)) = client.and_then(|one| Some((one.key?, one.address))) else {
                continue;
            };
            let input = Input::Packet(key, received(source, &bytes, self.now));
            self.engine.handle(input, self.now);
            self.drain();
        }
        if self.wake_at <= self.now {
            self.engine.handle(Input::Deadline, self.now);
            self.drain();
        }
    }

    /// Lets time pass until a state comes.
    fn until(&mut self, what: &str, state: impl Fn(&mut Client) -> bool) -> Result<(), BenchError> {
        let until = self.now + CONNECT_MAX;
        while !self.clients.iter_mut().skip(1).all(&state) {
            if until < self.now {
                return Err(missing(what));
            }
            self.step();
        }
        Ok(())
    }

    /// What the publisher sends in a while, and when; nothing of it has reached the engine.
    fn published(&mut self) -> Option<Published> {
        let publisher = self.clients.first_mut()?;
        let (mut sent, mut now) = (Vec::new(), self.now);
        while now < self.now + SENDING {
            now += Duration::from_millis(1);
            publisher.bot.advance(now);
            while let BotOutput::Send(datagram) = publisher.bot.poll() {
                sent.push((now, datagram.bytes));
            }
        }
        Some(Published {
            key: publisher.key?,
            source: publisher.address,
            sent,
        })
    }
}

fn received(source: SocketAddr, bytes: &[u8], arrived: Instant) -> Received<'_> {
    Received {
        protocol: Protocol::Udp,
        source,
        bytes,
        arrived,
    }
}

/// What is counted: the engine takes each packet and writes it for everybody. Returns how many it
/// wrote.
#[inline(never)]
fn forward_all(engine: &mut Engine<RtcPeer>, out: &mut Outgoing, published: &Published) -> u64 {
    let mut forwarded = 0;
    for (now, bytes) in &published.sent {
        let packet = received(published.source, bytes, *now);
        engine.handle(Input::Packet(published.key, packet), *now);
        while !matches!(engine.poll(out), Output::Idle(_)) {}
        // Reports to the publisher and to subscribers are not forwarded packets, but cost.
        forwarded += out
            .iter()
            .filter(|(_, bytes)| bytes.get(1).is_some_and(|kind| !(192..=223).contains(kind)))
            .count() as u64;
        out.clear();
    }
    forwarded
}

/// Packets that subscribers get of so many: reports of the publisher are among those and go to nobody.
const fn reached(sent: u64) -> u64 {
    SUBSCRIBERS as u64 * sent * 9 / 10
}

/// Builds a room and forwards; prints how many packets were forwarded.
pub(crate) fn forward(pictures: bool) -> Result<String, BenchError> {
    let mut room = Room::new()?;
    let camera = vec![Camera::one_layer(1_280, 720, 1_500)];
    let publisher = BotConfig {
        camera: if pictures { camera } else { Vec::new() },
        audio_slots: 0,
        video_slots: 0,
        ..BotConfig::default()
    };
    let subscriber = BotConfig {
        microphone: false,
        camera: Vec::new(),
        audio_slots: 3,
        video_slots: 1,
        ..BotConfig::default()
    };
    room.join(0, &publisher)?;
    let state = ParticipantState {
        microphone: !pictures,
        camera: pictures,
        screen: false,
    };
    room.command(Ask::State(person(0), state));
    for number in 1..=SUBSCRIBERS {
        room.join(number, &subscriber)?;
        let mids = room.clients.last().map(|client| client.bot.video_mids());
        let wishes = mids.into_iter().flatten().map(|mid| SlotWish {
            mid,
            person: Some(person(0)),
            source: MediaSource::Camera,
            width: 1_280,
            height: 720,
        });
        let wishes = wishes.collect();
        room.command(Ask::Wish(person(number), wishes));
    }
    room.until("not all connect", |client| client.bot.connected())?;
    if let Some(publisher) = room.clients.first_mut().filter(|_| !pictures) {
        publisher.bot.level = Some(-25);
        publisher.bot.set_voice_payloads(shape::voice(1));
    }
    room.until("not all get media", move |client| {
        if pictures {
            let mids = client.bot.video_mids();
            mids.iter().any(|mid| 0 < client.bot.counts(mid).pictures)
        } else {
            0 < client.bot.voices()
        }
    })?;
    let published = room.published().ok_or_else(|| missing("no publisher"))?;
    let forwarded = forward_all(&mut room.engine, &mut room.out, &published);
    if forwarded < reached(published.sent.len() as u64) {
        return Err(missing("most packets were not forwarded"));
    }
    Ok(format!("{FORWARDED}{forwarded}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn voices_and_pictures_reach_every_subscriber() {
        for pictures in [false, true] {
            let said = forward(pictures).unwrap();
            let count = number_after(&said, FORWARDED).unwrap();
            assert!(reached(SENT) <= count, "{said}");
        }
    }

    #[test]
    fn the_count_is_read_from_what_valgrind_says() {
        let text = "==7== Events    : Ir\n==7== Collected : 12345\n==7==\n";
        assert_eq!(collected(text), Some(12_345));
        assert_eq!(collected("==7== nothing"), None);
    }
}
