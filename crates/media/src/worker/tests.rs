//! Tests of a thread's walls between conferences.

use std::net::UdpSocket;
use std::sync::Arc;
use std::time::Instant;

use model::id::{PersonId, SessionId};
use model::time::Timestamp;
use sfu::bot::{Bot, BotConfig};
use sfu::{Announced, Answerer};
use tokio::sync::{mpsc, oneshot};

use super::{Command, Link, Parts, Sockets, Worker, queue};
use crate::event::MediaEvent;
use crate::handle::Counters;

fn session(number: u128) -> SessionId {
    SessionId::new(Timestamp::from_millis(1), number)
}

fn worker() -> (Worker, mpsc::Receiver<MediaEvent>) {
    let (sender, commands) = queue();
    let (events, told) = mpsc::channel(64);
    let worker = Worker::new(Parts {
        index: 0,
        sockets: Sockets {
            udp: UdpSocket::bind("127.0.0.1:0").unwrap(),
            tcp: None,
        },
        commands,
        links: vec![Link::new(sender).unwrap()],
        events,
        counters: Arc::new(Counters::default()),
        recording_dir: std::env::temp_dir(),
    });
    (worker.unwrap(), told)
}

/// Joins somebody; gives what was answered.
fn join(worker: &mut Worker, number: u128) -> Result<(), crate::OfferRefusal> {
    let now = Instant::now();
    let local = "127.0.0.1:9".parse().unwrap();
    let (_, offer, tracks) = Bot::new(&BotConfig::default(), local, now).unwrap();
    let answerer = Answerer::new(Announced {
        udp: vec![local],
        tcp: Vec::new(),
    })
    .unwrap();
    let answered = answerer.answer(&offer, &tracks, "00", now).unwrap();
    let (reply, mut joined) = oneshot::channel();
    let join = Command::Join {
        session: session(number),
        person: PersonId::new(Timestamp::from_millis(1), number),
        peer: Box::new(answered.peer),
        offered: answered.offered,
        ufrag: answered.ufrag,
        reply,
    };
    worker.command(join, now);
    joined.try_recv().unwrap()
}

#[test]
fn a_panic_ends_its_conference_with_a_report_and_no_other() {
    let (mut worker, mut told) = worker();
    join(&mut worker, 1).unwrap();
    join(&mut worker, 2).unwrap();
    assert_eq!(
        (worker.rooms.len(), worker.ufrags.len(), worker.wakes.len()),
        (2, 2, 2)
    );
    worker.with_room(session(1), Instant::now(), |_| panic!("a mistake of ours"));
    let report = "a mistake of ours".to_owned();
    let panicked = MediaEvent::ConferencePanicked {
        session: session(1),
        report,
    };
    assert_eq!(told.try_recv(), Ok(panicked));
    assert_eq!(
        (worker.rooms.len(), worker.ufrags.len(), worker.wakes.len()),
        (1, 1, 1)
    );
    assert!(worker.rooms.contains_key(&session(2)));
    join(&mut worker, 1).unwrap();
    assert_eq!(worker.rooms.len(), 2);
}

#[test]
fn an_ended_conference_leaves_nothing_behind() {
    let (mut worker, _told) = worker();
    join(&mut worker, 1).unwrap();
    worker.command(Command::End(session(1)), Instant::now());
    assert!(worker.rooms.is_empty() && worker.ufrags.is_empty());
    assert!(worker.wakes.is_empty() && worker.routes.is_empty());
}

#[test]
fn who_joins_while_the_thread_stops_is_refused() {
    let (mut worker, _told) = worker();
    worker.command(Command::Shutdown, Instant::now());
    assert_eq!(join(&mut worker, 1), Err(crate::OfferRefusal::Unavailable));
    assert!(worker.stopped());
}
