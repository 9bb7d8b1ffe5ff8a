//! Any bytes from outside: every parser bears 10,000 made by chance and by damage to good ones.
//!
//! The seed is in the name of a failing case's message; the same functions are fuzzed in `fuzz/`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use model::session::MediaSource;
use sfu::bot::{Bot, BotConfig, BotOutput};
use sfu::fuzz::{self, Call, Server};

use crate::network::Chance;
use crate::world::origin;

const CASES: u64 = 10_000;

/// Bytes that have more meaning than others.
const TELLING: [u8; 8] = [0x00, 0x01, 0x7f, 0x80, 0xbe, 0xde, 0xfe, 0xff];

fn number(chance: &mut Chance, below: usize) -> usize {
    usize::try_from(chance.below(u64::try_from(below).unwrap())).unwrap()
}

fn byte(chance: &mut Chance) -> u8 {
    match chance.below(3) {
        0 => TELLING[number(chance, TELLING.len())],
        _ => u8::try_from(chance.below(256)).unwrap(),
    }
}

fn random(chance: &mut Chance) -> Vec<u8> {
    let longest = [4, 20, 100, 1_500][number(chance, 4)];
    (0..number(chance, longest + 1))
        .map(|_| byte(chance))
        .collect()
}

/// One damage: a bit, a byte, a cut, something put in, something twice, or two joined.
fn damage(bytes: &mut Vec<u8>, others: &[Vec<u8>], chance: &mut Chance) {
    let at = number(chance, bytes.len() + 1);
    match chance.below(7) {
        0 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
        1 if at < bytes.len() => bytes[at] = byte(chance),
        2 => bytes.truncate(at),
        3 => bytes.insert(at, byte(chance)),
        4 if at < bytes.len() => {
            let end = at + number(chance, bytes.len() - at);
            bytes.drain(at..=end.min(bytes.len() - 1));
        }
        5 => {
            let part = bytes[at..].to_vec();
            bytes.extend(part.into_iter().take(200));
        }
        _ => {
            let other = &others[number(chance, others.len())];
            let from = number(chance, other.len() + 1);
            bytes.truncate(at);
            bytes.extend_from_slice(&other[from..]);
        }
    }
}

/// Calls a parser with bytes by chance and with damaged good ones.
fn check_bears(name: &str, good: &[Vec<u8>], cases: u64, mut parse: impl FnMut(&[u8])) {
    for case in 0..cases {
        let mut chance = Chance::new(case);
        let mut bytes = if good.is_empty() || chance.below(4) == 0 {
            random(&mut chance)
        } else {
            good[number(&mut chance, good.len())].clone()
        };
        if !good.is_empty() {
            for _ in 0..chance.below(5) {
                damage(&mut bytes, good, &mut chance);
            }
        }
        let borne = catch_unwind(AssertUnwindSafe(|| parse(&bytes)));
        assert!(borne.is_ok(), "{name}, case {case}: {bytes:02x?}");
    }
}

/// RTP, RTCP and pictures laid out by their specifications.
fn packets() -> Vec<Vec<u8>> {
    let rtp = [0x90, 0xe0, 0, 7, 0, 0, 0, 9, 0, 0, 0, 1, 0xbe, 0xde, 0, 1];
    let two_byte = [0x90, 0x60, 0, 7, 0, 0, 0, 9, 0, 0, 0, 1, 0x10, 0, 0, 1];
    let csrc = [
        0x82, 111, 0, 7, 0, 0, 0, 9, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3,
    ];
    let padded = [0xa0, 96, 0, 7, 0, 0, 0, 9, 0, 0, 0, 1, 1, 2, 3, 0, 0, 0, 4];
    let mut dtls = vec![22, 0xfe, 0xfd, 0, 0, 0, 0, 0, 0, 0, 1, 0, 40, 1, 0, 0, 28];
    dtls.resize(53, 0);
    let good = [
        [&rtp[..], &[0x10, 0x30, 0x51, 0x05, 1, 2, 3, 4, 5]].concat(),
        [&two_byte[..], &[1, 1, 0x30, 0, 9, 9, 9, 9]].concat(),
        [&csrc[..], &[1; 40]].concat(),
        padded.to_vec(),
        dtls,
    ];
    good.into_iter().chain(reports()).collect()
}

fn reports() -> Vec<Vec<u8>> {
    let receiver = [
        0x81, 201, 0, 7, 0, 0, 0, 1, 0, 0, 0, 2, 5, 0, 0, 9, 0, 0, 1, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0,
        0, 0, 0,
    ];
    let names = [0x81, 202, 0, 3, 0, 0, 0, 1, 1, 2, b'a', b'b', 0, 0, 0, 0];
    let misses = [0x81, 205, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 9, 0xff, 0xff];
    let arrivals = [
        0x8f, 205, 0, 6, 0, 0, 0, 1, 0, 0, 0, 2, 0, 5, 0, 9, 0, 1, 2, 3, 0x20, 3, 0xd5, 0x40, 1, 2,
        3, 4,
    ];
    let loss = [0x81, 206, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2];
    let full = [
        0x84, 206, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 9, 0, 0, 0,
    ];
    let each: Vec<Vec<u8>> = [&receiver[..], &names, &misses, &arrivals, &loss, &full]
        .map(<[u8]>::to_vec)
        .to_vec();
    let compound = each.concat();
    each.into_iter().chain([compound]).collect()
}

fn pictures() -> Vec<Vec<u8>> {
    let vp8 = [
        0x90, 0xe0, 0x81, 0x2c, 7, 0x20, 0x10, 2, 0, 0x9d, 0x01, 0x2a, 0x80, 2, 0x68, 1, 9,
    ];
    let vp9 = [
        0xaa, 0x81, 0x2c, 0x10, 9, 0x38, 1, 64, 0, 180, 2, 128, 1, 104, 1, 0x14, 2, 0x82, 0x49,
    ];
    let vp9_flexible = [0xf8, 7, 0x50, 3, 4, 0xaa];
    let parameters = [
        0x67, 0x42, 0xc0, 0x1e, 0xd9, 0x00, 0xa0, 0x2f, 0xf9, 0x70, 0x11, 0, 0, 3, 0, 1, 0, 0, 3,
        0, 0x3c, 0x0f, 0x16, 0x2e, 0x48,
    ];
    let high = [
        0x67, 0xf4, 0, 0x1f, 0x91, 0x9b, 0x28, 0x0a, 0, 0xb7, 0x60, 0x22, 0, 0, 3, 0, 2, 0, 0, 3,
        0, 0x78, 0x1e, 0x30, 0x63, 0x2c,
    ];
    let aggregate = [&[0x78, 0, 25][..], &parameters, &[0, 3, 0x68, 0xce, 0x3c]].concat();
    let fragment = [0x7c, 0x85, 0xb8, 0];
    let av1 = [
        0x18, 0x0a, 0x0d, 0x20, 0, 0, 4, 0x3c, 0xfe, 0xcc, 0xda, 0xf9, 0x20, 0x21, 0xa0, 4,
    ];
    let short = [&[3, 0x81, 0, 5][..], &av1].concat();
    // One template, one target, no chain, one size.
    let structure = [
        &[10, 0x80, 0, 5, 0x80, 0x00, 0x38, 0x09, 0xfe, 0x16, 0x70][..],
        &av1,
    ]
    .concat();
    [
        &vp8[..],
        &vp9,
        &vp9_flexible,
        &parameters,
        &high,
        &aggregate,
        &fragment,
        &av1,
        &short,
        &structure,
    ]
    .map(<[u8]>::to_vec)
    .to_vec()
}

/// What a client sends first: its offer, and a STUN request for its answer.
fn greetings(now: Instant) -> (Vec<u8>, Vec<Vec<u8>>) {
    let local = "198.51.100.7:7000".parse().unwrap();
    let config = BotConfig::default();
    let (mut bot, offer, tracks) = Bot::new(&config, local, now).unwrap();
    let announced = sfu::Announced {
        udp: vec!["192.0.2.1:8000".parse().unwrap()],
        tcp: Vec::new(),
    };
    let answerer = sfu::Answerer::new(announced).unwrap();
    let answered = answerer.answer(&offer, &tracks, "00", now).unwrap();
    bot.accept(&answered.sdp).unwrap();
    assert!(bot.camera(MediaSource::Camera).is_some());
    let mut sent = Vec::new();
    for step in 0..20_u64 {
        bot.advance(now + std::time::Duration::from_millis(50 * step));
        while let BotOutput::Send(datagram) = bot.poll() {
            sent.push(datagram.bytes);
        }
    }
    assert!(!sent.is_empty());
    (offer.into_bytes(), sent)
}

#[test]
fn stun_is_read_from_any_bytes() {
    let (_, requests) = greetings(origin());
    assert!(requests.iter().any(|bytes| sfu::ufrag_of(bytes).is_some()));
    check_bears("stun", &requests, CASES, fuzz::stun);
}

#[test]
fn rtcp_is_read_from_any_bytes() {
    check_bears("rtcp", &reports(), CASES, fuzz::rtcp);
}

#[test]
fn pictures_are_read_from_any_bytes() {
    check_bears("picture", &pictures(), 2 * CASES, fuzz::picture);
}

#[test]
fn redundant_audio_is_read_from_any_bytes() {
    let good = vec![
        vec![0x80 | 111, 0x0f, 0x00, 3, 111, 1, 2, 3, 4, 5],
        vec![111, 1, 2, 3],
    ];
    check_bears("redundant", &good, CASES, fuzz::redundant);
}

#[test]
fn a_peer_takes_any_datagram_and_any_candidate() {
    let now = origin();
    let (offer, requests) = greetings(now);
    let good: Vec<Vec<u8>> = packets().into_iter().chain(requests).collect();
    let mut server = Server::new(now).unwrap();
    assert!(server.offer(&offer));
    check_bears("datagram", &good, CASES, |bytes| server.datagram(bytes));
    let candidates = [
        "candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host generation 0 ufrag abcd",
        "candidate:842163049 1 tcp 1677729535 2001:db8::7 9 typ srflx raddr 0.0.0.0 rport 0 tcptype active",
    ];
    let candidates = candidates.map(|text| text.as_bytes().to_vec());
    check_bears("candidate", &candidates, CASES, |bytes| {
        server.candidate(bytes);
    });
}

/// A voice and a picture, of a source told by the last byte of its number, and one that is named by its line.
fn published() -> Vec<Vec<u8>> {
    let head = |payload_type: u8, source: u8| {
        [
            0x90,
            payload_type,
            0,
            0,
            0,
            0,
            0,
            9,
            0,
            0,
            0,
            source,
            0xbe,
            0xde,
            0,
            1,
        ]
    };
    let mut good: Vec<Vec<u8>> = (0..8)
        .map(|source| [&head(0x6f, source)[..], &[0x10, 0xb0, 0, 0], &[0x78; 40]].concat())
        .collect();
    // The number of the extension that names the line is one of these.
    for id in [4, 9, 10] {
        let named = [id << 4, b'0', 0, 0];
        good.push([&head(0x6f, 0xff)[..], &named, &[0x78; 40]].concat());
    }
    good.extend(
        pictures()
            .into_iter()
            .map(|picture| [&head(0xe0, 1)[..], &[0; 4], &picture].concat()),
    );
    good
}

#[test]
fn a_peer_reads_any_packet_that_is_sealed() {
    let mut call = Call::new(origin()).unwrap();
    let good = published();
    let whole: usize = good.iter().map(|bytes| call.sealed(bytes)).sum();
    assert!(0 < whole, "none of the good ones was taken for a packet");
    let good: Vec<Vec<u8>> = good.into_iter().chain(reports()).collect();
    let mut read = 0;
    let mut pictures = 0;
    check_bears("sealed", &good, CASES, |bytes| {
        if call.is_old() {
            pictures += call.pictures();
            call = Call::new(origin()).unwrap();
        }
        read += call.sealed(bytes);
    });
    assert!(whole < read && 0 < pictures, "{read}, {pictures}");
}

#[test]
fn any_offer_is_answered_or_refused() {
    let now = origin();
    let (offer, _) = greetings(now);
    let mut server = Server::new(now).unwrap();
    // Each that is answered makes a connection, which takes a while.
    check_bears("offer", &[offer], CASES / 5, |bytes| {
        server.offer(bytes);
    });
}

#[test]
fn any_frame_of_the_signalling_socket_is_read_or_refused() {
    let session = "ses_01h455vb4pex5vsknk084sn02q";
    let good = [
        r#"{"id":1,"type":"ping"}"#.to_owned(),
        format!(r#"{{"id":2,"type":"session.candidate","session":"{session}","candidate":"x"}}"#),
        format!(
            r#"{{"id":3,"type":"session.slots","session":"{session}","wishes":[{{"mid":"4","person":null,"source":"camera","width":640,"height":360}}]}}"#
        ),
        format!(
            r#"{{"id":4,"type":"session.offer","session":"{session}","sdp":"v=0","tracks":[{{"mid":"0","source":"microphone"}}],"state":{{"microphone":true,"camera":false,"screen":false}}}}"#
        ),
    ];
    let good = good.map(String::into_bytes);
    check_bears("frame", &good, CASES, |bytes| {
        if let Ok(ask) = serde_json::from_slice::<model::sync::Ask>(bytes) {
            assert!(!format!("{ask:?}").is_empty());
        }
    });
}
