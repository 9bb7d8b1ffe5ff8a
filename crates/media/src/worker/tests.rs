//! Tests of a thread's walls between conferences.

use std::net::{TcpListener, UdpSocket};
use std::sync::Arc;
use std::time::Instant;

use model::id::{ConnectionId, PersonId, SessionId};
use model::time::Timestamp;
use sfu::bot::{Bot, BotConfig};
use sfu::{Announced, Answerer};
use tokio::sync::{mpsc, oneshot};

use super::{Command, Join, Link, Parts, Sockets, Worker};
use crate::event::MediaEvent;
use crate::handle::Counters;
use crate::placement::Placement;

pub(super) fn session(number: u128) -> SessionId {
    SessionId::new(Timestamp::from_millis(1), number)
}

/// So many threads that are driven by hand; the first takes TCP connections.
pub(super) fn workers(count: usize) -> (Vec<Worker>, mpsc::Receiver<MediaEvent>) {
    let (links, ends): (Vec<Link>, Vec<_>) = (0..count).map(|_| Link::new().unwrap()).unzip();
    let (events, told) = mpsc::channel(64);
    let placement = Arc::new(Placement::new(count));
    let workers = ends.into_iter().enumerate().map(|(index, ends)| {
        let parts = Parts {
            index,
            sockets: Sockets {
                udp: UdpSocket::bind("127.0.0.1:0").unwrap(),
                tcp: (index == 0).then(|| TcpListener::bind("127.0.0.1:0").unwrap()),
            },
            ends,
            links: links.clone(),
            events: events.clone(),
            counters: Arc::new(Counters::default()),
            placement: Arc::clone(&placement),
            recording_dir: std::env::temp_dir(),
        };
        Worker::new(parts).unwrap()
    });
    (workers.collect(), told)
}

fn worker() -> (Worker, mpsc::Receiver<MediaEvent>) {
    let (mut workers, told) = workers(1);
    (workers.remove(0), told)
}

/// Joins somebody; gives what was answered.
fn join(worker: &mut Worker, number: u128) -> Result<(), crate::OfferRefusal> {
    join_at(worker, number, number, 0)
}

/// Joins somebody in the shard of another thread.
fn join_at(
    worker: &mut Worker,
    number: u128,
    who: u128,
    shard: usize,
) -> Result<(), crate::OfferRefusal> {
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
    let join = Join {
        session: session(number),
        person: PersonId::new(Timestamp::from_millis(1), who),
        connection: ConnectionId::new(Timestamp::from_millis(1), who),
        shard,
        peer: Box::new(answered.peer),
        offered: answered.offered,
        ufrag: answered.ufrag,
    };
    worker.command(Command::Join(join, reply), now);
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
    let told = std::iter::from_fn(|| told.try_recv().ok());
    assert_eq!(told.last(), Some(panicked));
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

/// Two threads; sessions 1 and 2 have their home in the first and a person in each.
fn two_threads() -> (Worker, Worker, mpsc::Receiver<MediaEvent>) {
    let (mut workers, told) = workers(2);
    let (mut wing, mut home) = (workers.remove(1), workers.remove(0));
    for number in [1, 2] {
        join_at(&mut home, number, number, 0).unwrap();
        join_at(&mut home, number, 100 + number, 1).unwrap();
    }
    wing.take_crossings();
    assert_eq!((home.rooms.len(), wing.wings.len()), (2, 2));
    assert_eq!((home.ufrags.len(), wing.ufrags.len()), (2, 2));
    (home, wing, told)
}

fn panicked(told: &mut mpsc::Receiver<MediaEvent>) -> Vec<SessionId> {
    let events = std::iter::from_fn(|| told.try_recv().ok());
    let sessions = events.filter_map(|event| match event {
        MediaEvent::ConferencePanicked { session, .. } => Some(session),
        _ => None,
    });
    sessions.collect()
}

#[test]
fn a_panic_in_a_wing_ends_its_conference_on_all_threads_and_no_other() {
    let (mut home, mut wing, mut told) = two_threads();
    wing.with_wing(session(1), |_| panic!("a mistake of ours"));
    assert_eq!((wing.wings.len(), wing.ufrags.len()), (1, 1));
    home.take_crossings();
    assert_eq!(panicked(&mut told), [session(1)]);
    assert_eq!((home.rooms.len(), home.ufrags.len()), (1, 1));
    assert!(home.rooms.contains_key(&session(2)) && wing.wings.contains_key(&session(2)));
}

#[test]
fn a_panic_at_home_ends_the_wings_too() {
    let (mut home, mut wing, mut told) = two_threads();
    home.with_room(session(2), Instant::now(), |_| panic!("a mistake of ours"));
    assert_eq!(panicked(&mut told), [session(2)]);
    wing.take_crossings();
    assert_eq!((wing.wings.len(), wing.ufrags.len()), (1, 1));
    assert!(wing.wings.contains_key(&session(1)));
}

#[test]
fn an_ended_conference_leaves_no_wing_and_a_new_one_of_its_session_is_another() {
    let (mut home, mut wing, _told) = two_threads();
    home.command(Command::End(session(1)), Instant::now());
    wing.take_crossings();
    assert!(!wing.wings.contains_key(&session(1)));
    assert_eq!((wing.ufrags.len(), wing.wakes.len()), (1, 1));
    join_at(&mut home, 1, 1, 1).unwrap();
    wing.take_crossings();
    assert_eq!(wing.wings.len(), 2);
}

#[test]
fn a_wing_that_missed_the_end_of_its_conference_follows_the_next() {
    let (mut home, mut wing, _told) = two_threads();
    let before = wing.wings[&session(1)].number;
    home.command(Command::End(session(1)), Instant::now());
    // The word of the end is on its way while the next begins.
    join_at(&mut home, 1, 7, 1).unwrap();
    wing.take_crossings();
    assert!(before < wing.wings[&session(1)].number);
    assert_eq!(wing.ufrags.len(), 2);
}

#[test]
fn threads_stop_when_their_wings_are_closed() {
    let (mut home, mut wing, _told) = two_threads();
    wing.command(Command::Shutdown, Instant::now());
    assert!(!wing.stopped());
    home.command(Command::Shutdown, Instant::now());
    assert!(home.stopped());
    wing.take_crossings();
    assert!(wing.stopped());
}
