//! Tests of what leads to a peer, and of what does not.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use model::id::{ConnectionId, PersonId};
use model::time::Timestamp;
use nix::sys::epoll::{EpollEvent, EpollTimeout};
use sfu::bot::{Bot, BotConfig, BotOutput};
use sfu::{Announced, Answerer, Protocol};
use tokio::sync::oneshot;

use super::*;
use crate::worker::Join;
use crate::worker::io::Woken;
use crate::worker::tests::{session, workers};

fn address(host: u16) -> Address {
    (Protocol::Udp, SocketAddr::from(([198, 51, 100, 7], host)))
}

fn came(bytes: &[u8], arrived: Instant) -> Came<'_> {
    Came { bytes, arrived }
}

/// Somebody joins by the first thread and is seated in one; gives a check that they sign, and the same
/// one without a good signature.
fn check_of_new(home: &mut Worker, shard: usize) -> [Vec<u8>; 2] {
    let now = Instant::now();
    let announced = Announced {
        udp: vec!["127.0.0.1:9".parse().unwrap()],
        tcp: Vec::new(),
    };
    let (_, local) = address(1);
    let (mut bot, offer, tracks) = Bot::new(&BotConfig::default(), local, now).unwrap();
    let prefix = format!("{shard:02x}");
    let answered = Answerer::new(announced)
        .unwrap()
        .answer(&offer, &tracks, &prefix, now)
        .unwrap();
    bot.accept(&answered.sdp).unwrap();
    let (reply, mut joined) = oneshot::channel();
    let join = Join {
        session: session(1),
        person: PersonId::new(Timestamp::from_millis(1), 1),
        connection: ConnectionId::new(Timestamp::from_millis(1), 1),
        shard,
        peer: Box::new(answered.peer),
        offered: answered.offered,
        ufrag: answered.ufrag,
    };
    home.command(Command::Join(join, reply), now);
    joined.try_recv().unwrap().unwrap();
    bot.advance(now);
    let BotOutput::Send(check) = bot.poll() else {
        panic!("a bot checks its connection first");
    };
    assert!(ufrag_of(&check.bytes).is_some());
    let mut forged = check.bytes.clone();
    // The last eight bytes are a fingerprint that nobody looks at; before it stands the signature.
    let at = forged.len() - 12;
    forged[at] ^= 1;
    [check.bytes, forged]
}

#[test]
fn forged_checks_push_no_address_out_and_take_none_over() {
    let now = Instant::now();
    let (mut all, _told) = workers(1);
    let worker = &mut all[0];
    let [signed, forged] = check_of_new(worker, 0);
    let (theirs, other) = (address(1), address(2));
    assert!(worker.came(theirs, came(&signed, now), now, Via::Client));
    let known = worker.routes.get(&theirs).unwrap();
    for host in 100..200 {
        assert!(!worker.came(address(host), came(&forged, now), now, Via::Client));
        assert_eq!(worker.routes.get(&address(host)), None);
    }
    assert_eq!(worker.routes.get(&theirs), Some(known));
    // Somebody who knows the password is them, wherever they come from.
    worker.came(other, came(&signed, now), now, Via::Client);
    assert_eq!(worker.routes.get(&other), Some(known));
    worker.command(Command::End(session(1)), now);
    assert!(worker.routes.is_empty());
}

#[test]
fn another_thread_proves_what_is_its_own() {
    let now = Instant::now();
    let (mut workers, _told) = workers(2);
    let (mut wing, mut home) = (workers.remove(1), workers.remove(0));
    let [signed, forged] = check_of_new(&mut home, 1);
    wing.take_crossings();
    let (theirs, guessed) = (address(1), (Route::Shard(1), false));
    home.came(theirs, came(&forged, now), now, Via::Client);
    wing.take_commands();
    home.take_commands();
    assert_eq!(home.routes.get(&theirs), Some(guessed));
    assert_eq!(wing.routes.get(&theirs), None);
    home.came(theirs, came(&signed, now), now, Via::Client);
    wing.take_commands();
    home.take_commands();
    let proven = Some((Route::Shard(1), true));
    assert_eq!(home.routes.get(&theirs), proven);
    assert!(matches!(
        wing.routes.get(&theirs),
        Some((Route::Peer(..), true))
    ));
    // Many who only say so are forgotten again, and never instead of who has proven it.
    for number in 0..10_000 {
        home.came(address(number), came(&forged, now), now, Via::Client);
        if number.is_multiple_of(64) {
            wing.take_commands();
            home.take_commands();
        }
    }
    assert!(home.routes.guessed.len() <= GUESSES_MAX);
    assert_eq!(home.routes.get(&theirs), proven);
}

/// A client opens a connection and says this; takes both.
fn connect(worker: &mut Worker, frame: &[u8], now: Instant) -> TcpStream {
    let mut stream = TcpStream::connect(worker.io.tcp_addr()).unwrap();
    let length = u16::try_from(frame.len()).unwrap().to_be_bytes();
    stream.write_all(&[&length, frame].concat()).unwrap();
    let mut events = [EpollEvent::empty(); 8];
    loop {
        for woken in worker.io.wait(&mut events, EpollTimeout::from(1_000_u16)) {
            match woken {
                Woken::Listener => worker.accept(now),
                Woken::Tcp(id, flags) => {
                    worker.receive_tcp(id, flags, now);
                    return stream;
                }
                Woken::Udp | Woken::Commands => {}
            }
        }
    }
}

/// How many connections are left so many seconds after.
fn left(worker: &mut Worker, now: Instant, seconds: u64) -> usize {
    worker.tidy(now + Duration::from_secs(seconds));
    worker.io.connections()
}

#[test]
fn where_no_room_is_left_the_oldest_that_nobody_has_proven_gives_way() {
    let now = Instant::now();
    let (mut all, _told) = workers(1);
    let worker = &mut all[0];
    let [signed, _] = check_of_new(worker, 0);
    let said = [&signed[..], b"first", b"second"];
    let [_proven, mut first, second] = said.map(|frame| connect(worker, frame, now));
    assert!(worker.io.make_room(4) && worker.io.connections() == 3);
    assert!(worker.io.make_room(3) && worker.io.connections() == 2);
    assert_eq!(first.read(&mut [0]).unwrap(), 0, "closed");
    second.set_nonblocking(true).unwrap();
    let still_open = (&second).read(&mut [0]).unwrap_err();
    assert_eq!(still_open.kind(), ErrorKind::WouldBlock);
    assert!(worker.io.make_room(2) && worker.io.connections() == 1);
    assert!(!worker.io.make_room(1), "those of peers stay");
}

#[test]
fn only_a_signed_check_keeps_a_connection_open() {
    let now = Instant::now();
    let (mut all, _told) = workers(1);
    let worker = &mut all[0];
    let [signed, forged] = check_of_new(worker, 0);
    let said = [&signed[..], &forged, b"hello"];
    let _open = said.map(|frame| connect(worker, frame, now));
    assert_eq!(left(worker, now, 4), 3);
    assert_eq!(left(worker, now, 5), 1);
    assert_eq!(left(worker, now, 59), 1);
    assert_eq!(left(worker, now, 60), 0);
}

#[test]
fn a_connection_whose_peer_is_another_threads_is_proven_by_that_thread() {
    let now = Instant::now();
    let (mut workers, _told) = workers(2);
    let (mut wing, mut home) = (workers.remove(1), workers.remove(0));
    let [signed, forged] = check_of_new(&mut home, 1);
    wing.take_crossings();
    let open = [&signed, &forged].map(|frame| connect(&mut home, frame, now));
    wing.take_commands();
    home.take_commands();
    assert_eq!(left(&mut home, now, 5), 1);
    let theirs = (Protocol::Tcp, open[0].local_addr().unwrap());
    assert_eq!(home.routes.get(&theirs), Some((Route::Shard(1), true)));
}
