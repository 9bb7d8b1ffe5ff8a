//! Bad input at the media port and at its door: those who mean well notice nothing of it.
//!
//! Every flood waits for the server to have read what was sent before: what is asked is whether
//! it bears any datagram, not how fast it reads.

use std::collections::BTreeMap;
use std::net::UdpSocket;

use media::OfferRefusal;
use model::session::MediaSource;
use sfu::bot::{Bot, BotConfig, SlotCounts};

use crate::bot::{Client, Server, connection, person, session};

const CAMERA: MediaSource = MediaSource::Camera;

/// Datagrams of each flood.
const FLOOD: usize = 20_000;

/// Datagrams sent before the server is waited for: fewer than a socket's buffer holds.
const BURST: usize = 50;

/// Two who see and hear each other, and what came before the attack.
struct Room {
    clients: [Client; 2],
    before: [Received; 2],
}

/// What came at one of them.
#[derive(Debug)]
struct Received {
    picture: SlotCounts,
    voices: BTreeMap<String, SlotCounts>,
}

impl Received {
    fn at(client: &Client) -> Self {
        let bot = client.bot.lock().unwrap();
        let voices = bot.audio_mids().into_iter();
        Self {
            picture: bot.counts(&bot.video_mids()[0]),
            voices: voices.map(|mid| (mid.clone(), bot.counts(&mid))).collect(),
        }
    }
}

impl Room {
    async fn start(server: &Server, number: u32) -> Self {
        let here = session(number);
        let config = BotConfig::default();
        let one = Client::join(&server.media, here, 1, &config).await;
        let two = Client::join(&server.media, here, 2, &config).await;
        one.watch(&server.media, here, &[(2, CAMERA)]);
        two.watch(&server.media, here, &[(1, CAMERA)]);
        for client in [&one, &two] {
            client.pictures(0, 20).await;
            client.voices(30).await;
        }
        let before = [Received::at(&one), Received::at(&two)];
        Self {
            clients: [one, two],
            before,
        }
    }

    /// Waits for more of everything, then looks that nothing is missing, twice or out of order.
    async fn check_unharmed(&self) {
        for (client, before) in self.clients.iter().zip(&self.before) {
            client.pictures(0, 20).await;
            client.voices(30).await;
            let after = Received::at(client);
            let (old, new) = (&before.picture, &after.picture);
            assert!(old.pictures + 20 <= new.pictures);
            assert_eq!(old.missing(), new.missing(), "{new:?}");
            assert_eq!((new.repeated, new.time_steps_back), (0, 0), "{new:?}");
            assert_eq!(old.picture_gaps, new.picture_gaps, "{new:?}");
            for (mid, new) in &after.voices {
                let missing = before.voices[mid].missing();
                assert_eq!((missing, new.repeated), (new.missing(), 0), "{new:?}");
            }
        }
    }
}

/// Sends datagrams, a burst at a time, and waits after each until the server has read it.
async fn flood(server: &Server, datagrams: impl IntoIterator<Item = Vec<u8>>) {
    let to = server.media.udp_addr();
    let sockets: Vec<UdpSocket> = (0..8)
        .map(|_| UdpSocket::bind("127.0.0.1:0").unwrap())
        .collect();
    let mut sent = 0;
    let mut read = server.media.stats().datagrams_unknown;
    for bytes in datagrams {
        sockets[sent % sockets.len()].send_to(&bytes, to).unwrap();
        sent += 1;
        if sent.is_multiple_of(BURST) {
            read = wait_for_reading(server, read).await;
        }
    }
}

/// Waits until the server has read something more that belongs to nobody, or nothing new comes for
/// a while: it may take some for a known client's.
async fn wait_for_reading(server: &Server, before: u64) -> u64 {
    for _ in 0..20 {
        let now = server.media.stats().datagrams_unknown;
        if before + u64::try_from(BURST).unwrap() <= now {
            return now;
        }
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    }
    server.media.stats().datagrams_unknown
}

/// Bytes by chance (SplitMix64), of the length that chance gives too.
fn noise(seed: u64) -> Vec<u8> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    };
    let length = usize::try_from(next() % 1_300).unwrap();
    let mut bytes: Vec<u8> = (0..length).map(|_| next().to_le_bytes()[0]).collect();
    // One in two looks like STUN, DTLS, RTP or RTCP at its first byte.
    if let (0, Some(first)) = (seed % 2, bytes.first_mut()) {
        *first = [0x00, 0x16, 0x80, 0x81][usize::try_from(seed / 2 % 4).unwrap()];
    }
    bytes
}

/// A STUN binding request (RFC 8489) that names this user, with a signature that is none.
fn binding_request(user: &str, transaction: u64) -> Vec<u8> {
    let padded = user.len().next_multiple_of(4);
    let attributes = (4 + padded) + 8 + 24;
    let mut bytes = vec![0x00, 0x01];
    bytes.extend(u16::try_from(attributes).unwrap().to_be_bytes());
    bytes.extend([0x21, 0x12, 0xa4, 0x42, 0, 0, 0, 0]);
    bytes.extend(transaction.to_be_bytes());
    bytes.extend([0x00, 0x06]);
    bytes.extend(u16::try_from(user.len()).unwrap().to_be_bytes());
    bytes.extend_from_slice(user.as_bytes());
    bytes.resize(20 + 4 + padded, 0);
    // A priority and a signature, without which it is no check (RFC 8445, 7.1).
    bytes.extend([0x00, 0x24, 0x00, 4, 0x6e, 0x7f, 0x1e, 0xff]);
    bytes.extend([0x00, 0x08, 0x00, 20]);
    bytes.extend([0x5a; 20]);
    assert!(sfu::ufrag_of(&bytes).is_some());
    bytes
}

#[tokio::test(flavor = "multi_thread")]
async fn garbage_at_the_port_harms_no_call() {
    let server = Server::start("garbage", 2);
    let room = Room::start(&server, 1).await;
    flood(&server, (0..FLOOD as u64).map(noise)).await;
    room.check_unharmed().await;
    assert!(0 < server.media.stats().datagrams_unknown);
    assert_eq!(server.media.stats().panics, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn forged_user_names_lead_nowhere() {
    let server = Server::start("forged", 2);
    let room = Room::start(&server, 1).await;
    let forged = (0..FLOOD as u64).map(|number| {
        // Of this thread, of another, of none there is, and of none at all.
        let prefix = ["00", "01", "3f", "zz"][usize::try_from(number % 4).unwrap()];
        binding_request(&format!("{prefix}{number:x}:theirs"), number)
    });
    flood(&server, forged).await;
    room.check_unharmed().await;
    let stats = server.media.stats();
    assert_eq!((stats.panics, stats.peers), (0, 2), "{stats:?}");
}

/// Sends what a client sent lately again from its own socket, whose address is known and leads to it:
/// whole, cut off, and with one bit changed.
fn send_again(client: &Client) {
    let mut tap = client.tap.lock().unwrap();
    let again: Vec<Vec<u8>> = tap.sent.iter().cloned().collect();
    for (at, bytes) in again.into_iter().enumerate() {
        let mut changed = bytes.clone();
        let place = at * 13 % changed.len().max(1);
        if let Some(byte) = changed.get_mut(place) {
            *byte ^= 0x10;
        }
        let cut = bytes[..at * 7 % bytes.len().max(1)].to_vec();
        tap.inject.extend([cut, changed, bytes]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_before_is_not_taken_again_nor_when_cut_off() {
    let server = Server::start("replayed", 2);
    let room = Room::start(&server, 1).await;
    let other = Room::start(&server, 2).await;
    for _ in 0..20 {
        let client = &room.clients[0];
        send_again(client);
        let drained = |_: &mut Bot| client.tap.lock().unwrap().inject.is_empty();
        client.until("all was sent", drained).await;
    }
    room.check_unharmed().await;
    other.check_unharmed().await;
    assert_eq!(server.media.stats().panics, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn endless_descriptions_and_candidates_are_bounded() {
    let server = Server::start("endless", 1);
    let room = Room::start(&server, 1).await;
    let offer = |sdp: String| {
        let offer = (sdp, Vec::new());
        server
            .media
            .offer(session(2), person(9), connection(9), offer)
    };
    let line = "a=candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host\r\n";
    let long = format!("v=0\r\n{}", line.repeat(1_000_000 / line.len()));
    assert_eq!(offer(long).await, Err(OfferRefusal::TooLarge));
    let medias = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n".repeat(2_000);
    let many = offer(format!("v=0\r\n{medias}")).await;
    assert_eq!(many, Err(OfferRefusal::TooLarge));
    for number in 0..10_000_u32 {
        let [_, _, high, low] = number.to_be_bytes();
        let good = format!("candidate:{number} 1 udp 1 10.9.{high}.{low} 9 typ host");
        let bad = format!("candidate:{number} 1 udp x");
        let candidate = if number.is_multiple_of(2) { good } else { bad };
        server.media.candidate(session(1), person(1), candidate);
    }
    room.check_unharmed().await;
    assert_eq!(server.media.stats().panics, 0);
}

/// What a client that lies about its level says now and then in one packet, to look like a speaker.
async fn pause_now_and_then(client: &Client) {
    loop {
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        client.bot.lock().unwrap().write_voice(&[0xfc; 80], -60);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_lies_about_their_level_takes_no_slot_that_is_needed_and_no_stage() {
    let mut server = Server::start("liar", 1);
    let here = session(1);
    let config = BotConfig {
        camera: Vec::new(),
        video_slots: 0,
        ..BotConfig::default()
    };
    let mut clients = Vec::new();
    // The liar, as many who speak as there are slots, and one who listens.
    for (number, level) in [(1, 0), (2, -25), (3, -30), (4, -30), (5, -127)] {
        let client = Client::join(&server.media, here, number, &config).await;
        client.bot.lock().unwrap().level = Some(level);
        clients.push(client);
    }
    let honest = [person(2), person(3), person(4)];
    let speak = |event: &media::MediaEvent| match event {
        media::MediaEvent::Speaking { people, .. } => *people == honest,
        _ => false,
    };
    tokio::select! {
        _ = server.event(speak) => {}
        () = pause_now_and_then(&clients[0]) => {}
    }
    let listener = &clients[4];
    let counts = || {
        let bot = listener.bot.lock().unwrap();
        let mids = bot.audio_mids().into_iter();
        mids.map(|mid| bot.counts(&mid).packets).collect::<Vec<_>>()
    };
    let before = counts();
    tokio::select! {
        () = listener.voices(600) => {}
        () = pause_now_and_then(&clients[0]) => {}
    }
    let after = counts();
    let heard = before
        .iter()
        .zip(&after)
        .filter(|(old, new)| *old + 100 < **new);
    assert_eq!(heard.count(), honest.len(), "{before:?}, then {after:?}");
    // The liar did not come back.
    while let Ok(event) = server.events.try_recv() {
        if let media::MediaEvent::Speaking { people, .. } = event {
            assert!(!people.contains(&person(1)), "{people:?}");
        }
    }
}
