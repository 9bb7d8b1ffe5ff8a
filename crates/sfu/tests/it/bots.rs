//! Bots among themselves: what they say to servers that are not ours.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use model::session::MediaSource;
use sfu::bot::{Bot, BotConfig, BotOutput, Camera};
use sfu::{Protocol, Received};

#[expect(
    clippy::disallowed_methods,
    reason = "any instant is an origin of virtual time"
)]
fn origin() -> Instant {
    Instant::now()
}

/// All that a bot has to send now.
fn sent(bot: &mut Bot) -> VecDeque<Vec<u8>> {
    let mut sent = VecDeque::new();
    while let BotOutput::Send(datagram) = bot.poll() {
        sent.push_back(datagram.bytes);
    }
    sent
}

/// Gives a bot what was sent to it; answers what it has to send after each.
fn give(
    bot: &mut Bot,
    source: SocketAddr,
    datagrams: &mut VecDeque<Vec<u8>>,
    now: Instant,
) -> VecDeque<Vec<u8>> {
    let mut answers = VecDeque::new();
    for bytes in datagrams.drain(..) {
        let received = Received {
            protocol: Protocol::Udp,
            source,
            bytes: &bytes,
            arrived: now,
        };
        bot.receive(now, received);
        answers.extend(sent(bot));
    }
    answers
}

/// Both do what is due, and take what the other sends.
fn step([(one, here), (other, there)]: [(&mut Bot, SocketAddr); 2], now: Instant) {
    one.advance(now);
    other.advance(now);
    let (mut out, mut back) = (sent(one), sent(other));
    while !out.is_empty() || !back.is_empty() {
        let answers = give(other, here, &mut out, now);
        out.extend(give(one, there, &mut back, now));
        back.extend(answers);
    }
}

#[test]
fn who_answers_an_offer_gets_what_is_published() {
    let mut now = origin();
    let [here, there] = [1, 2].map(|host| SocketAddr::from(([192, 0, 2, host], 5_000)));
    let config = BotConfig {
        camera: vec![Camera::one_layer(640, 360, 400)],
        audio_slots: 0,
        video_slots: 0,
        ..BotConfig::default()
    };
    let (mut publisher, offer, tracks) = Bot::new(&config, here, now).unwrap();
    let sources: Vec<MediaSource> = tracks.iter().map(|track| track.source).collect();
    assert_eq!(sources, [MediaSource::Microphone, MediaSource::Camera]);
    let (mut listener, answer) = Bot::answering(&offer, there, now).unwrap();
    publisher.accept(&answer).unwrap();
    assert_eq!(
        (listener.audio_mids().len(), listener.video_mids().len()),
        (1, 1)
    );
    let pictures = |bot: &Bot| bot.counts(&bot.video_mids()[0]).pictures;
    for _ in 0..1_000 {
        now += Duration::from_millis(10);
        step([(&mut publisher, here), (&mut listener, there)], now);
        if 10 < pictures(&listener) && 10 < listener.voices() {
            break;
        }
    }
    assert!(listener.connected() && publisher.connected());
    assert!(10 < pictures(&listener), "{}", pictures(&listener));
    assert!(10 < listener.voices(), "{}", listener.voices());
    // Each has its keys, and they are the same ones.
    let [ours, theirs] = listener.take_keys().unwrap().aes_256_gcm().unwrap();
    let [sent, taken] = publisher.take_keys().unwrap().aes_256_gcm().unwrap();
    assert_eq!((ours, theirs), (taken, sent));
}
