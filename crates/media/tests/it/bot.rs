//! A bot with a socket, in a thread of its own.

use std::collections::VecDeque;
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use media::{Media, MediaConfig, MediaEvent};
use model::id::{ConnectionId, PersonId, RecordingId, SessionId};
use model::session::{MediaSource, SlotWish};
use model::time::Timestamp;
use sfu::bot::{Bot, BotConfig, BotOutput};
use sfu::{Protocol, Received};
use tokio::sync::mpsc;

/// Longest wait for any state.
pub const LIMIT: Duration = Duration::from_secs(30);

pub fn session(number: u32) -> SessionId {
    SessionId::new(Timestamp::from_millis(1), u128::from(number))
}

pub fn connection(number: u32) -> ConnectionId {
    ConnectionId::new(Timestamp::from_millis(1), u128::from(number))
}

pub fn person(number: u32) -> PersonId {
    PersonId::new(Timestamp::from_millis(1), u128::from(number))
}

pub fn recording(number: u32) -> RecordingId {
    RecordingId::new(Timestamp::from_millis(1), u128::from(number))
}

/// A directory that is removed at the end.
pub struct Directory(pub std::path::PathBuf);

impl Directory {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("meanwhile-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

/// Media and what it has said.
pub struct Server {
    pub media: Media,
    pub events: mpsc::Receiver<MediaEvent>,
    pub seen: Vec<MediaEvent>,
    pub directory: Directory,
}

impl Server {
    pub fn start(name: &str, shards: usize) -> Self {
        let directory = Directory::new(name);
        let (sender, events) = mpsc::channel(media::EVENTS_MAX);
        let media = Media::start(
            MediaConfig {
                udp: "127.0.0.1:0".parse().unwrap(),
                tcp: Some("127.0.0.1:0".parse().unwrap()),
                announce: Vec::new(),
                recording_dir: directory.0.clone(),
                shards,
            },
            sender,
        )
        .unwrap();
        Self {
            media,
            events,
            seen: Vec::new(),
            directory,
        }
    }

    /// Waits for an event.
    pub async fn event(&mut self, wanted: impl Fn(&MediaEvent) -> bool) -> MediaEvent {
        if let Some(event) = self.seen.iter().find(|event| wanted(event)) {
            return event.clone();
        }
        loop {
            let event = tokio::time::timeout(LIMIT, self.events.recv())
                .await
                .unwrap()
                .unwrap();
            self.seen.push(event.clone());
            if wanted(&event) {
                return event;
            }
        }
    }
}

enum Wire {
    Udp(UdpSocket),
    Tcp(TcpStream, Vec<u8>),
}

/// The newest datagrams of a client, and others to be sent in its name.
#[derive(Default)]
pub struct Tap {
    pub sent: VecDeque<Vec<u8>>,
    pub inject: Vec<Vec<u8>>,
    /// Every so manyth datagram does not leave; 0 lets all go.
    pub lose_every: usize,
    count: usize,
}

impl Tap {
    /// Whether the next datagram is lost on its way.
    fn loses(&mut self) -> bool {
        self.count += 1;
        0 < self.lose_every && self.count.is_multiple_of(self.lose_every)
    }
}

/// Datagrams kept in a tap.
const TAPPED_MAX: usize = 512;

/// Datagrams injected between two that belong to the call: fewer than a socket's buffer holds.
const INJECTED_MAX: usize = 32;

/// A client: its bot, shared with the thread that drives it.
pub struct Client {
    pub bot: Arc<Mutex<Bot>>,
    pub number: u32,
    /// What it has sent lately, and what to send from its socket besides.
    pub tap: Arc<Mutex<Tap>>,
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Client {
    /// Joins a session and waits for the connection.
    pub async fn join(media: &Media, session: SessionId, number: u32, config: &BotConfig) -> Self {
        let (wire, local) = match config.protocol {
            Protocol::Udp => {
                let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
                socket
                    .set_read_timeout(Some(Duration::from_millis(2)))
                    .unwrap();
                let local = socket.local_addr().unwrap();
                (Wire::Udp(socket), local)
            }
            Protocol::Tcp => {
                let stream = TcpStream::connect(media.tcp_addr().unwrap()).unwrap();
                stream
                    .set_read_timeout(Some(Duration::from_millis(2)))
                    .unwrap();
                let local = stream.local_addr().unwrap();
                (Wire::Tcp(stream, Vec::new()), local)
            }
        };
        let (mut bot, offer, tracks) = Bot::new(config, local, Instant::now()).unwrap();
        let answer = media
            .offer(session, person(number), connection(number), (offer, tracks))
            .await
            .unwrap();
        bot.accept(&answer).unwrap();
        let server = match config.protocol {
            Protocol::Udp => media.udp_addr(),
            Protocol::Tcp => media.tcp_addr().unwrap(),
        };
        let bot = Arc::new(Mutex::new(bot));
        let over = Arc::new(AtomicBool::new(false));
        let tap = Arc::new(Mutex::new(Tap::default()));
        let thread = {
            let (bot, tap, over) = (bot.clone(), tap.clone(), over.clone());
            thread::spawn(move || drive(&bot, &tap, wire, server, &over))
        };
        let client = Self {
            bot,
            number,
            tap,
            over,
            thread: Some(thread),
        };
        client.until("connected", |bot| bot.connected()).await;
        client
    }

    /// Waits for a state of the bot.
    pub async fn until(&self, what: &str, state: impl Fn(&mut Bot) -> bool) {
        let start = Instant::now();
        while !state(&mut self.bot.lock().unwrap()) {
            assert!(
                start.elapsed() < LIMIT,
                "{}: {what} did not come",
                self.number
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Says what it wants to see, large.
    pub fn watch(&self, media: &Media, session: SessionId, whom: &[(u32, MediaSource)]) {
        let mids = self.bot.lock().unwrap().video_mids();
        let wishes = mids
            .into_iter()
            .zip(whom)
            .map(|(mid, (seen, source))| SlotWish {
                mid,
                person: Some(person(*seen)),
                source: *source,
                width: 1_280,
                height: 720,
            })
            .collect();
        media.slots(session, person(self.number), wishes);
    }

    /// Waits until so many more pictures have come in a slot.
    pub async fn pictures(&self, slot: usize, more: u64) {
        let mid = self.bot.lock().unwrap().video_mids()[slot].clone();
        let before = self.bot.lock().unwrap().counts(&mid).pictures;
        self.until("a picture", |bot| {
            before + more <= bot.counts(&mid).pictures
        })
        .await;
    }

    /// Waits until so many more voice packets have come.
    pub async fn voices(&self, more: u64) {
        let before = self.bot.lock().unwrap().voices();
        self.until("a voice", |bot| before + more <= bot.voices())
            .await;
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

fn drive(
    bot: &Mutex<Bot>,
    tap: &Mutex<Tap>,
    mut wire: Wire,
    server: SocketAddr,
    over: &AtomicBool,
) {
    while !over.load(Ordering::Relaxed) {
        {
            let mut bot = bot.lock().unwrap();
            bot.advance(Instant::now());
            drain(&mut bot, tap, &mut wire);
        }
        let injected: Vec<Vec<u8>> = {
            let inject = &mut tap.lock().unwrap().inject;
            let count = inject.len().min(INJECTED_MAX);
            inject.drain(..count).collect()
        };
        for bytes in injected {
            send(&mut wire, &bytes, server);
        }
        for bytes in receive(&mut wire) {
            let mut bot = bot.lock().unwrap();
            let protocol = match wire {
                Wire::Udp(_) => Protocol::Udp,
                Wire::Tcp(..) => Protocol::Tcp,
            };
            let received = Received {
                protocol,
                source: server,
                bytes: &bytes,
                arrived: Instant::now(),
            };
            bot.receive(received.arrived, received);
            drain(&mut bot, tap, &mut wire);
        }
    }
}

fn drain(bot: &mut Bot, tap: &Mutex<Tap>, wire: &mut Wire) {
    while let BotOutput::Send(datagram) = bot.poll() {
        let mut tap = tap.lock().unwrap();
        if !tap.loses() {
            send(wire, &datagram.bytes, datagram.destination);
        }
        let sent = &mut tap.sent;
        if TAPPED_MAX <= sent.len() {
            sent.pop_front();
        }
        sent.push_back(datagram.bytes);
    }
}

fn send(wire: &mut Wire, bytes: &[u8], to: SocketAddr) {
    match wire {
        Wire::Udp(socket) => {
            socket.send_to(bytes, to).ok();
        }
        Wire::Tcp(stream, _) => {
            let length = u16::try_from(bytes.len()).unwrap().to_be_bytes();
            stream.write_all(&[&length[..], bytes].concat()).ok();
        }
    }
}

/// What has come, after waiting for at most some milliseconds.
fn receive(wire: &mut Wire) -> Vec<Vec<u8>> {
    let mut buffer = [0; 64 * 1024];
    match wire {
        Wire::Udp(socket) => match socket.recv(&mut buffer) {
            Ok(count) => vec![buffer[..count].to_vec()],
            Err(_) => Vec::new(),
        },
        Wire::Tcp(stream, held) => {
            match stream.read(&mut buffer) {
                Ok(count) => held.extend_from_slice(&buffer[..count]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(_) => return Vec::new(),
            }
            let mut frames = Vec::new();
            while let Some([high, low]) = held.get(..2) {
                let end = 2 + usize::from(u16::from_be_bytes([*high, *low]));
                if held.len() < end {
                    break;
                }
                frames.push(held[2..end].to_vec());
                held.drain(..end);
            }
            frames
        }
    }
}
