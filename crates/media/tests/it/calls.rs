//! Calls over loopback.

use std::net::UdpSocket;

use media::{MediaEvent, OfferRefusal, RecordingRefusal};
use model::session::{MediaSource, Quality, QualityCause, QualityLevel, Slot};
use sfu::Protocol;
use sfu::bot::{Bot, BotConfig};

use crate::bot::{Client, Server, connection, person, recording, session};

const CAMERA: MediaSource = MediaSource::Camera;

/// Two clients who see and hear each other.
async fn check_call(server: &mut Server, number: u32, protocols: [Protocol; 2]) -> [Client; 2] {
    let config = |protocol| BotConfig {
        protocol,
        ..BotConfig::default()
    };
    let here = session(number);
    let one = Client::join(&server.media, here, 1, &config(protocols[0])).await;
    let two = Client::join(&server.media, here, 2, &config(protocols[1])).await;
    one.watch(&server.media, here, &[(2, CAMERA)]);
    two.watch(&server.media, here, &[(1, CAMERA)]);
    one.pictures(0, 20).await;
    two.pictures(0, 20).await;
    one.voices(30).await;
    two.voices(30).await;
    for who in [1, 2] {
        let connected = MediaEvent::Connected {
            session: here,
            person: person(who),
        };
        server.event(|event| *event == connected).await;
    }
    [one, two]
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_see_and_hear_each_other_over_udp() {
    let mut server = Server::start("udp", 1);
    let clients = check_call(&mut server, 1, [Protocol::Udp; 2]).await;
    let stats = server.media.stats();
    assert_eq!((stats.conferences, stats.peers, stats.panics), (1, 2, 0));
    assert!(
        100 < stats.datagrams_sent && stats.datagrams_dropped == 0,
        "{stats:?}"
    );
    let told = server
        .event(|event| matches!(event, MediaEvent::Slots { .. }))
        .await;
    assert!(matches!(told, MediaEvent::Slots { .. }));
    server
        .event(|event| matches!(event, MediaEvent::Speaking { people, .. } if people.len() == 2))
        .await;
    drop(clients);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_see_and_hear_each_other_over_tcp() {
    let mut server = Server::start("tcp", 1);
    check_call(&mut server, 1, [Protocol::Tcp, Protocol::Udp]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn conferences_spread_over_threads_on_one_port() {
    let mut server = Server::start("shards", 3);
    let mut clients = Vec::new();
    for number in 1..=5 {
        clients.extend(check_call(&mut server, number, [Protocol::Udp, Protocol::Tcp]).await);
    }
    assert_eq!(server.media.stats().conferences, 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_offer_replaces_the_first_and_is_seen_in_its_place() {
    let mut server = Server::start("again", 1);
    let here = session(1);
    let [one, two] = check_call(&mut server, 1, [Protocol::Udp; 2]).await;
    let again = Client::join(&server.media, here, 2, &BotConfig::default()).await;
    two.until("the first is closed", |bot| !bot.alive()).await;
    one.pictures(0, 20).await;
    again.watch(&server.media, here, &[(1, CAMERA)]);
    again.pictures(0, 20).await;
    let lost = |event: &MediaEvent| matches!(event, MediaEvent::Lost { .. });
    assert!(!server.seen.iter().any(lost));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_is_closed_and_an_ended_conference_is_forgotten() {
    let mut server = Server::start("leave", 1);
    let [one, two] = check_call(&mut server, 1, [Protocol::Udp; 2]).await;
    server.media.leave(session(1), person(2));
    two.until("closed", |bot| !bot.alive()).await;
    let emptied = |event: &MediaEvent| match event {
        MediaEvent::Slots {
            person: who, slots, ..
        } => *who == person(1) && slots.iter().any(|slot| slot.person.is_none()),
        _ => false,
    };
    server.event(emptied).await;
    server.media.end(session(1));
    one.until("closed", |bot| !bot.alive()).await;
    let refused = server.media.start_recording(session(1), recording(1)).await;
    assert!(matches!(refused, Err(RecordingRefusal::NoConference)));
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_offers_are_refused_and_garbage_harms_nobody() {
    let mut server = Server::start("bad", 1);
    let clients = check_call(&mut server, 1, [Protocol::Udp; 2]).await;
    let offer = |sdp: String| {
        let offer = (sdp, Vec::new());
        server
            .media
            .offer(session(2), person(9), connection(9), offer)
    };
    let refused = offer("nonsense".to_owned()).await;
    assert!(matches!(refused, Err(OfferRefusal::Malformed { .. })));
    assert_eq!(
        offer("v".repeat(1_000_000)).await,
        Err(OfferRefusal::TooLarge)
    );
    let noise = UdpSocket::bind("127.0.0.1:0").unwrap();
    for length in 0..1_500 {
        let bytes: Vec<u8> = (0..length).map(|at| (at * 7 + length) as u8).collect();
        noise.send_to(&bytes, server.media.udp_addr()).unwrap();
    }
    server
        .media
        .candidate(session(1), person(1), "candidate:nonsense".to_owned());
    clients[0].pictures(0, 20).await;
    clients[1].voices(20).await;
    assert!(0 < server.media.stats().datagrams_unknown);
    assert_eq!(server.media.stats().panics, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_taken_port_is_an_error() {
    let server = Server::start("taken", 1);
    let (sender, _events) = tokio::sync::mpsc::channel(1);
    let again = media::Media::start(
        media::MediaConfig {
            udp: server.media.udp_addr(),
            tcp: None,
            announce: Vec::new(),
            recording_dir: server.directory.0.clone(),
            shards: 2,
        },
        sender,
    );
    assert!(again.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_after_shutdown_is_refused() {
    let server = Server::start("stopped", 1);
    let media = server.media.clone();
    let stopped = server.media.clone();
    tokio::task::spawn_blocking(move || stopped.shutdown())
        .await
        .unwrap();
    let local = "127.0.0.1:9".parse().unwrap();
    let (_, sdp, tracks) =
        Bot::new(&BotConfig::default(), local, std::time::Instant::now()).unwrap();
    let refused = media
        .offer(session(1), person(1), connection(1), (sdp, tracks))
        .await;
    assert_eq!(refused, Err(OfferRefusal::Unavailable));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_room_is_spread_over_threads_and_nobody_notices() {
    let mut server = Server::start("large", 2);
    let here = session(1);
    let listens = BotConfig {
        camera: Vec::new(),
        microphone: false,
        video_slots: 0,
        ..BotConfig::default()
    };
    let first = Client::join(&server.media, here, 1, &BotConfig::default()).await;
    let mut listeners = Vec::new();
    for number in 3..=25 {
        listeners.push(Client::join(&server.media, here, number, &listens).await);
    }
    // The first thread is full: who comes now is in the second.
    let second = Client::join(&server.media, here, 2, &BotConfig::default()).await;
    for number in 26..=28 {
        listeners.push(Client::join(&server.media, here, number, &listens).await);
    }
    first.watch(&server.media, here, &[(2, CAMERA)]);
    second.watch(&server.media, here, &[(1, CAMERA)]);
    first.pictures(0, 20).await;
    second.pictures(0, 20).await;
    first.voices(20).await;
    for listener in &listeners {
        listener.voices(30).await;
    }
    for who in [1, 2, 28] {
        let connected = MediaEvent::Connected {
            session: here,
            person: person(who),
        };
        server.event(|event| *event == connected).await;
    }
    // Once more, now from a thread with fewer people.
    let again = Client::join(&server.media, here, 1, &BotConfig::default()).await;
    again.watch(&server.media, here, &[(2, CAMERA)]);
    again.pictures(0, 20).await;
    second.pictures(0, 20).await;
    server.media.leave(here, person(2));
    second.until("closed", |bot| !bot.alive()).await;
    server.media.end(here);
    again.until("closed", |bot| !bot.alive()).await;
    for listener in &listeners {
        listener.until("closed", |bot| !bot.alive()).await;
    }
    let stats = server.media.stats();
    assert!(100 < stats.relayed, "{stats:?}");
    assert_eq!((stats.panics, stats.relays_dropped), (0, 0), "{stats:?}");
    let media = server.media.clone();
    let stopped = tokio::task::spawn_blocking(move || media.shutdown());
    tokio::time::timeout(crate::bot::LIMIT, stopped)
        .await
        .unwrap()
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lossy_way_up_is_told_to_whose_it_is_and_to_who_sees_them() {
    let mut server = Server::start("quality", 1);
    let [one, two] = check_call(&mut server, 1, [Protocol::Udp; 2]).await;
    one.tap.lock().unwrap().lose_every = 7;
    let up = |quality: &Quality| quality.cause == Some(QualityCause::MeUp);
    let own = |event: &MediaEvent| match event {
        MediaEvent::Quality {
            person: who,
            quality,
            ..
        } => *who == person(1) && up(quality) && 5 < quality.lost_up_percent,
        _ => false,
    };
    server.event(own).await;
    let weak = |slot: &Slot| slot.person == Some(person(1)) && slot.quality != QualityLevel::Good;
    let seen = |event: &MediaEvent| match event {
        MediaEvent::Slots {
            person: who, slots, ..
        } => *who == person(2) && slots.iter().any(weak),
        _ => false,
    };
    server.event(seen).await;
    drop(two);
}
