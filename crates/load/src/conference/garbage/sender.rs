//! Who sends garbage: one thread, a connection of its own that stands, and sockets of strangers.

use std::collections::VecDeque;
use std::io::BufRead as _;
use std::net::{SocketAddr, UdpSocket};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use sfu::bot::{Bot, BotConfig, BotOutput, Camera};
use sfu::{Protocol, Received};

use super::super::bots::print;
use super::super::plan::Word;
use super::{Flood, Sent, Told};
use crate::error::BenchError;
use crate::http::{Http, request_of};

/// How long the connection may take until it stands.
const CONNECT_MAX: Duration = Duration::from_secs(30);

/// What its own client has sent last, for replays.
const TAPPED_MAX: usize = 512;

/// Replays before it is due to have sent something: a second of voice.
const TAPPED_MIN: usize = 50;

/// Different datagrams of noise; they repeat.
const NOISE: usize = 1_024;

/// Longest datagram of noise, in bytes.
const NOISE_BYTES_MAX: usize = 1_300;

/// Sockets of strangers: the system spreads them over the server's threads.
const STRANGERS: usize = 8;

/// Datagrams between two looks at the connection of its own.
const BURST: u64 = 256;

/// How long it waits when nothing is due.
const PAUSE: Duration = Duration::from_micros(200);

/// Runs the sender: a flood and words come on the standard input, what was sent goes out.
///
/// # Errors
/// [`BenchError`] if its words cannot be read or said.
pub(crate) fn run_garbage() -> Result<(), BenchError> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let flood: Flood = serde_json::from_str(&line).map_err(|_| BenchError::Protocol("no flood"))?;
    let (sender, words) = channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            let Ok(word) = serde_json::from_str::<Word>(&line) else {
                return;
            };
            if sender.send(word).is_err() {
                return;
            }
        }
    });
    match send(&flood, &words) {
        Ok(()) => Ok(()),
        Err(error) => say(&Told::Failed(error.to_string())),
    }
}

fn say(told: &Told) -> Result<(), BenchError> {
    let text = serde_json::to_string(told).map_err(|_| BenchError::Protocol("no words"))?;
    print(&text)
}

fn send(flood: &Flood, words: &Receiver<Word>) -> Result<(), BenchError> {
    let mut own = Own::connect(flood)?;
    let strangers = (0..STRANGERS)
        .map(|_| socket())
        .collect::<Result<Vec<_>, _>>()?;
    let mut garbage = Drawn::new(flood.seed, own.ufrag.clone());
    say(&Told::Ready)?;
    let (mut began, mut sent) = (None, Sent::default());
    loop {
        match words.try_recv() {
            Ok(Word::Begin) => began = Some(Instant::now()),
            Ok(Word::End) => {
                let began = began.unwrap_or_else(Instant::now);
                sent.seconds = began.elapsed().as_secs_f64();
                return say(&Told::Sent(sent));
            }
            Err(TryRecvError::Empty) => {}
            Err(TryRecvError::Disconnected) => return Ok(()),
        }
        own.turn();
        let due = began.map_or(0.0, |began| {
            began.elapsed().as_secs_f64() * f64::from(flood.per_second)
        }) as u64;
        let count = sent.noise + sent.forged + sent.replayed;
        let burst = due.saturating_sub(count).min(BURST);
        for number in count..count + burst {
            let stranger = &strangers[number as usize / 4 % STRANGERS];
            let (socket, bytes) = match number % 4 {
                0 | 1 => {
                    sent.noise += 1;
                    (stranger, garbage.noise())
                }
                2 => {
                    sent.forged += 1;
                    (stranger, garbage.forged())
                }
                _ => {
                    sent.replayed += 1;
                    (&own.socket, garbage.replayed(&own.tapped))
                }
            };
            // A full socket loses it, as a path would.
            let _ = socket.send_to(bytes, own.media);
        }
        if burst == 0 {
            std::thread::sleep(PAUSE);
        }
    }
}

fn socket() -> Result<UdpSocket, BenchError> {
    let socket = UdpSocket::bind("127.0.0.1:0")?;
    socket.set_nonblocking(true)?;
    Ok(socket)
}

/// The sender's own client, an encoder in its room (WHIP).
struct Own {
    bot: Bot,
    socket: UdpSocket,
    /// Where the server takes media.
    media: SocketAddr,
    /// The server's ICE name for it.
    ufrag: String,
    /// What it has sent last that is neither STUN nor DTLS.
    tapped: VecDeque<Vec<u8>>,
}

impl Own {
    fn connect(flood: &Flood) -> Result<Self, BenchError> {
        let socket = socket()?;
        let config = BotConfig {
            camera: vec![Camera::one_layer(320, 180, 150)],
            audio_slots: 0,
            video_slots: 0,
            ..BotConfig::default()
        };
        let strange = |_| BenchError::Protocol("no answer to an offer");
        let (mut bot, offer, _) =
            Bot::new(&config, socket.local_addr()?, Instant::now()).map_err(strange)?;
        let answer = post(flood, &offer)?;
        bot.accept(&answer).map_err(strange)?;
        let mut own = Self {
            bot,
            socket,
            media: media_of(&answer).ok_or(BenchError::Protocol("no media port"))?,
            ufrag: ufrag_of(&answer).to_owned(),
            tapped: VecDeque::new(),
        };
        let began = Instant::now();
        while !own.bot.connected() || own.tapped.len() < TAPPED_MIN {
            if CONNECT_MAX < began.elapsed() {
                let what = "who sends garbage could not join a room of their own";
                return Err(BenchError::Missing(what.to_owned()));
            }
            own.turn();
            std::thread::sleep(PAUSE);
        }
        Ok(own)
    }

    /// Does what its client has to do.
    fn turn(&mut self) {
        self.bot.advance(Instant::now());
        self.say();
        let mut room = [0; 2_048];
        while let Ok((length, source)) = self.socket.recv_from(&mut room) {
            let received = Received {
                protocol: Protocol::Udp,
                source,
                bytes: room.get(..length).unwrap_or_default(),
                arrived: Instant::now(),
            };
            self.bot.receive(received.arrived, received);
            self.say();
        }
    }

    fn say(&mut self) {
        while let BotOutput::Send(datagram) = self.bot.poll() {
            let _ = self.socket.send_to(&datagram.bytes, datagram.destination);
            // RTP and RTCP begin so (RFC 7983).
            if !datagram
                .bytes
                .first()
                .is_some_and(|first| (128..192).contains(first))
            {
                continue;
            }
            if TAPPED_MAX <= self.tapped.len() {
                self.tapped.pop_front();
            }
            self.tapped.push_back(datagram.bytes);
        }
    }
}

/// Posts an offer; gives the answer.
fn post(flood: &Flood, offer: &str) -> Result<String, BenchError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(BenchError::Runtime)?;
    runtime.block_on(async {
        let path = format!("/api/v1/sessions/{}/whip", flood.session);
        let asked = request_of("POST", &path, &flood.caller, ("application/sdp", offer));
        let mut http = Http::connect(flood.server).await?;
        let answer = http.send(&asked).await?;
        answer.done("POST of an offer")?;
        Ok(String::from_utf8_lossy(answer.body).into_owned())
    })
}

/// The first place of an answer where media is taken by UDP.
fn media_of(answer: &str) -> Option<SocketAddr> {
    answer.lines().find_map(|line| {
        let mut words = line.strip_prefix("a=candidate:")?.split_ascii_whitespace();
        // Foundation and component come first, the priority follows (RFC 8839, 5.1).
        let udp = words.nth(2)?.eq_ignore_ascii_case("udp");
        let (ip, port) = (words.nth(1)?, words.next()?);
        let place = SocketAddr::new(ip.parse().ok()?, port.parse().ok()?);
        udp.then_some(place)
    })
}

fn ufrag_of(answer: &str) -> &str {
    let named = answer
        .lines()
        .find_map(|line| line.strip_prefix("a=ice-ufrag:"));
    named.unwrap_or_default().trim_end()
}

/// Garbage, drawn from a seed.
struct Drawn {
    random: StdRng,
    noise: Vec<Vec<u8>>,
    /// The server's name for the sender's own connection.
    ufrag: String,
    room: Vec<u8>,
}

impl Drawn {
    fn new(seed: u64, ufrag: String) -> Self {
        let mut random = StdRng::seed_from_u64(seed);
        let noise = (0..NOISE).map(|_| noise(&mut random)).collect();
        Self {
            random,
            noise,
            ufrag,
            room: Vec::new(),
        }
    }

    fn noise(&mut self) -> &[u8] {
        let at = self.random.random_range(0..self.noise.len());
        &self.noise[at]
    }

    /// A check (RFC 8445, 7) that names nobody, somebody of any thread, or the sender itself, with a signature
    /// by chance.
    fn forged(&mut self) -> &[u8] {
        let number: u32 = self.random.random();
        let user = match number % 4 {
            0 => format!("{}:them", self.ufrag),
            1 => format!("00{number:x}:them"),
            2 => format!("01{number:x}:them"),
            _ => format!("{number:x}:them"),
        };
        let padded = user.len().next_multiple_of(4);
        let length = |bytes: usize| u16::try_from(bytes).unwrap_or(0).to_be_bytes();
        let room = &mut self.room;
        room.clear();
        room.extend([0x00, 0x01]);
        // User name, priority, integrity.
        room.extend(length((4 + padded) + 8 + 24));
        room.extend([0x21, 0x12, 0xa4, 0x42]);
        room.extend(self.random.random::<[u8; 12]>());
        room.extend([0x00, 0x06]);
        room.extend(length(user.len()));
        room.extend(user.as_bytes());
        room.resize(20 + 4 + padded, 0);
        room.extend([0x00, 0x24, 0x00, 4, 0x6e, 0x7f, 0x1e, 0xff]);
        room.extend([0x00, 0x08, 0x00, 20]);
        room.extend(self.random.random::<[u8; 20]>());
        room
    }

    /// What was sent before: whole, with a bit changed, or cut off.
    fn replayed(&mut self, tapped: &VecDeque<Vec<u8>>) -> &[u8] {
        self.room.clear();
        let at = self.random.random_range(0..tapped.len().max(1));
        self.room
            .extend_from_slice(tapped.get(at).map_or(&[], Vec::as_slice));
        let place = self.random.random_range(0..self.room.len().max(1));
        match self.random.random_range(0..3) {
            0 => {}
            1 => {
                if let Some(byte) = self.room.get_mut(place) {
                    *byte ^= 0x10;
                }
            }
            _ => self.room.truncate(place),
        }
        &self.room
    }
}

/// Bytes by chance; one in two looks like STUN, DTLS, RTP or RTCP at its first byte.
fn noise(random: &mut StdRng) -> Vec<u8> {
    let length = random.random_range(1..=NOISE_BYTES_MAX);
    let mut bytes = vec![0; length];
    random.fill(&mut bytes[..]);
    if random.random() {
        bytes[0] = [0x00, 0x16, 0x80, 0x81][random.random_range(0..4)];
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_media_port_and_the_name_are_read_from_an_answer() {
        let answer = "v=0\r\na=ice-ufrag:00abcd\r\n\
            a=candidate:1 1 tcp 1 192.0.2.1 7881 typ host tcptype passive\r\n\
            a=candidate:2 1 udp 2130706175 192.0.2.1 7880 typ host\r\n";
        assert_eq!(media_of(answer), Some("192.0.2.1:7880".parse().unwrap()));
        assert_eq!(ufrag_of(answer), "00abcd");
        assert_eq!(media_of("v=0\r\n"), None);
    }

    #[test]
    fn a_forged_check_is_read_as_one_and_names_whom_it_says() {
        let mut drawn = Drawn::new(7, "00abcd".to_owned());
        let named: Vec<String> = (0..64)
            .map(|_| sfu::ufrag_of(drawn.forged()).expect("a check"))
            .collect();
        assert!(named.iter().any(|ufrag| ufrag == "00abcd"));
        assert!(named.iter().any(|ufrag| ufrag != "00abcd"));
    }

    #[test]
    fn replays_are_of_what_was_sent() {
        let mut drawn = Drawn::new(7, String::new());
        assert!(drawn.replayed(&VecDeque::new()).is_empty());
        let packet = vec![0x80; 100];
        let tapped: VecDeque<Vec<u8>> = [packet.clone()].into();
        let (mut whole, mut changed, mut cut) = (0, 0, 0);
        for _ in 0..100 {
            let again = drawn.replayed(&tapped);
            whole += usize::from(again == packet);
            changed += usize::from(again.len() == packet.len() && again != packet);
            cut += usize::from(again.len() < packet.len());
        }
        assert!(
            0 < whole && 0 < changed && 0 < cut,
            "{whole} {changed} {cut}"
        );
    }
}
