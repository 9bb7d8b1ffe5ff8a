//! Tests of what one connection sends, opened by hand.

use std::sync::Arc;
use std::time::{Duration, Instant};

use str0m::crypto::dtls::SrtpProfile;

use super::header::{ExtensionIds, MidBytes};
use super::rtcp::{Told, read};
use super::slot::{Resends, SlotPlan};
use super::srtp::{RtcpOpener, RtcpSealer, SrtpKeys};
use super::{Egress, is_rtcp};
use crate::limits::RETRANSMIT_BURST;
use crate::outgoing::{Destination, Outgoing};
use crate::peer::{Forward, Incoming, PeerEvent, Protocol, Turn};
use crate::source::{Bitrate, SourceId, SourceKind};

#[expect(
    clippy::disallowed_methods,
    reason = "any instant is an origin of virtual time"
)]
fn origin() -> Instant {
    Instant::now()
}

const SSRC: u32 = 0x0102_0304;
const RESENT: u32 = 0x0506_0708;
const VOICE: u32 = 0x090a_0b0c;

/// One side of a connection that sends, the other that tells, and what is between them.
struct Pair {
    egress: Egress,
    out: Outgoing,
    /// The client's way to seal, and to open reports.
    sealer: RtcpSealer,
    opener: RtcpOpener,
    now: Instant,
}

fn to() -> Destination {
    Destination {
        protocol: Protocol::Udp,
        address: ([192, 0, 2, 9], 4_000).into(),
    }
}

impl Pair {
    /// With one slot for pictures and one for voices; `number` gives the connection keys of its own.
    fn new(number: u8) -> Self {
        let pictures = SlotPlan {
            kind: SourceKind::Video,
            ssrc: SSRC,
            resends: Some(Resends {
                ssrc: RESENT,
                payload_type: 97,
            }),
            ids: ExtensionIds {
                transport: Some(3),
                mid: Some(4),
                ..ExtensionIds::default()
            },
            mid: MidBytes::new("7"),
            payload_type: 96,
            others: Default::default(),
            redundant: None,
        };
        let voices = SlotPlan {
            kind: SourceKind::Audio,
            ssrc: VOICE,
            resends: None,
            mid: MidBytes::new("8"),
            payload_type: 111,
            ..pictures.clone()
        };
        let material: Vec<u8> = (0..88).map(|at: u8| at.wrapping_mul(number)).collect();
        let profile = SrtpProfile::AEAD_AES_256_GCM;
        let server = SrtpKeys::new(profile, &material, false).unwrap();
        let client = SrtpKeys::new(profile, &material, true).unwrap();
        let now = origin();
        let mut egress = Egress::new(vec![pictures, voices], "a name", now);
        assert!(egress.connect(&server, to()));
        Self {
            egress,
            out: Outgoing::new(),
            sealer: RtcpSealer::new(&client).unwrap(),
            opener: RtcpOpener::new(&client).unwrap(),
            now,
        }
    }

    fn packet(seq: u64) -> Arc<Incoming> {
        Arc::new(Incoming {
            seq,
            payload: [0x10, 1, 0, 2, 3].into(),
            ..Incoming::default()
        })
    }

    fn send(&mut self, seq: u64, again: bool) {
        self.send_packet(seq, again, &Self::packet(seq));
    }

    /// Sends a packet of a thousand bytes.
    fn send_long(&mut self, seq: u64) {
        let packet = Incoming {
            seq,
            payload: vec![0x10; 1_000].into(),
            ..Incoming::default()
        };
        self.send_packet(seq, false, &Arc::new(packet));
    }

    fn forward<'a>(&self, seq: u64, time: u32, packet: &'a Arc<Incoming>) -> Forward<'a> {
        Forward {
            packet,
            source: SourceId(5),
            seq,
            time,
            marker: true,
            arrived: self.now,
            picture: None,
            picture_id: None,
            tl0_picture: None,
            frame: None,
            highest: u8::MAX,
        }
    }

    fn send_packet(&mut self, seq: u64, again: bool, packet: &Arc<Incoming>) {
        let forward = self.forward(seq, 1_000, packet);
        let _ = if again {
            self.egress.resend(0, &forward, self.now, &mut self.out)
        } else {
            self.egress.forward(0, &forward, &mut self.out)
        };
    }

    /// Lets a millisecond pass.
    fn tick(&mut self) {
        self.now += Duration::from_millis(1);
        self.egress.advance(self.now, &mut self.out);
    }

    /// SSRC, payload type and sequence number of the RTP that was sent.
    fn sent(&mut self) -> Vec<(u32, u8, u16)> {
        let rtp = self.out.iter().filter(|(_, bytes)| !is_rtcp(bytes));
        let sent = rtp
            .map(|(_, bytes)| {
                let word = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
                let seq = u16::from_be_bytes(bytes[2..4].try_into().unwrap());
                (word(8), bytes[1] & 0x7f, seq)
            })
            .collect();
        self.out.clear();
        sent
    }

    /// For which NTP time and which RTP timestamp the reports of both slots say that they are one.
    fn reported(&mut self) -> [(u64, u32); 2] {
        let reports = self.out.iter().filter(|(_, bytes)| is_rtcp(bytes));
        let mut compound = reports.last().unwrap().1.to_vec();
        let opened = self.opener.open(&mut compound).unwrap();
        [SSRC, VOICE].map(|ssrc| {
            let head = [&[0x80, 200, 0, 6], &ssrc.to_be_bytes()[..]].concat();
            let begin = opened.windows(8).position(|bytes| bytes == head).unwrap();
            let [high, low, time] =
                [8, 12, 16].map(|at| super::word_at(opened, begin + at).unwrap());
            (u64::from(high) << 32 | u64::from(low), time)
        })
    }

    fn tell(&mut self, compound: &[u8]) -> bool {
        let mut room = compound.to_vec();
        room.resize(compound.len() + 32, 0);
        let len = self.sealer.seal(&mut room, compound.len()).unwrap();
        self.egress.take_rtcp(&room[..len], self.now)
    }

    fn events(&mut self) -> Vec<PeerEvent> {
        std::iter::from_fn(|| self.egress.poll_event()).collect()
    }
}

/// A NACK of these packets.
fn nack(first: u16, others: u16) -> Vec<u8> {
    let mut compound = vec![0x81, 205, 0, 3, 0, 0, 0, 1];
    compound.extend(SSRC.to_be_bytes());
    compound.extend(first.to_be_bytes());
    compound.extend(others.to_be_bytes());
    compound
}

#[test]
fn a_number_is_sent_once_and_again_only_under_the_other_ssrc() {
    let mut pair = Pair::new(1);
    for seq in [65_535, 65_537, 65_536, 65_536] {
        pair.send(seq, false);
    }
    assert_eq!(
        pair.sent(),
        [(SSRC, 96, 65_535), (SSRC, 96, 1), (SSRC, 96, 0)]
    );
    pair.send(65_535, true);
    pair.send(65_535, true);
    assert_eq!(pair.sent(), [(RESENT, 97, 1), (RESENT, 97, 2)]);
}

#[test]
fn what_is_missed_is_named_by_its_extended_number_also_across_a_wrap() {
    let mut pair = Pair::new(2);
    assert!(!pair.tell(&nack(64, 0)), "nothing was sent yet");
    pair.send(65_530, false);
    pair.send(65_540, false);
    assert!(!pair.tell(&nack(65_533, 0b101)));
    assert!(!pair.tell(&nack(2, 0)));
    assert!(!pair.tell(&nack(5, 0)), "newer than all that was sent");
    let missing = |first, others| PeerEvent::Missing {
        slot: 0,
        first,
        others,
    };
    assert_eq!(pair.events(), [missing(65_533, 0b101), missing(65_538, 0)]);
}

#[test]
fn a_report_is_taken_once_and_only_reports_of_senders_go_on() {
    let mut pair = Pair::new(3);
    pair.send(64, false);
    let mut pli = vec![0x81, 206, 0, 2, 0, 0, 0, 1];
    pli.extend(SSRC.to_be_bytes());
    let mut room = pli.clone();
    room.resize(pli.len() + 32, 0);
    let len = pair.sealer.seal(&mut room, pli.len()).unwrap();
    assert!(!pair.egress.take_rtcp(&room[..len], pair.now));
    assert!(!pair.egress.take_rtcp(&room[..len], pair.now), "a replay");
    assert_eq!(pair.events(), [PeerEvent::KeyframeWanted { slot: 0 }]);
    let mut sender_report = vec![0x80, 200, 0, 6, 0, 0, 0, 1];
    sender_report.extend([0; 20]);
    assert!(pair.tell(&sender_report), "str0m needs it");
}

#[test]
fn retransmissions_stay_a_share_of_what_is_sent() {
    let mut pair = Pair::new(4);
    let again = |pair: &mut Pair| {
        for _ in 0..RETRANSMIT_BURST / 10 {
            pair.send(64, true);
            pair.tick();
        }
        let sent = pair.sent();
        sent.iter().filter(|(ssrc, ..)| *ssrc == RESENT).count()
    };
    pair.send(64, false);
    pair.sent();
    let bytes = 55;
    assert!((1..=RETRANSMIT_BURST / bytes).contains(&again(&mut pair)));
    for seq in 65..1_065 {
        pair.send(seq, false);
        pair.tick();
    }
    let len = pair.out.used() / pair.out.len();
    pair.out.clear();
    let allowed = 1_000 * len / 4 / bytes;
    assert!(again(&mut pair) <= allowed + 1, "a fifth of all");
}

#[test]
fn a_keyframe_is_spread_and_tells_how_long_it_waits() {
    let mut pair = Pair::new(7);
    for seq in 64..1_064 {
        pair.send_long(seq);
    }
    // 2.5 Mbit/s until it is measured, half as fast again, for 30 ms.
    let at_once = pair.out.used();
    assert!((13_000..17_000).contains(&at_once), "{at_once}");
    let mut most = 0;
    for _ in 0..100 {
        pair.out.clear();
        pair.tick();
        most = most.max(pair.out.used());
    }
    assert!((1_000..5_000).contains(&most), "{most} bytes in 1 ms");
    let waits = pair.egress.backlog(pair.now).unwrap();
    assert_eq!(waits, Duration::from_millis(100));
}

#[test]
fn reports_follow_the_first_packet_and_can_be_opened() {
    let mut pair = Pair::new(5);
    assert_eq!(pair.egress.deadline(), None);
    pair.send(64, false);
    pair.out.clear();
    pair.now = pair.egress.deadline().unwrap();
    pair.egress.advance(pair.now, &mut pair.out);
    let (_, report) = pair.out.iter().next().unwrap();
    let mut report = report.to_vec();
    let opened = pair.opener.open(&mut report).unwrap();
    assert_eq!((opened[1], &opened[4..8]), (200, &SSRC.to_be_bytes()[..]));
    assert_eq!(opened[20..28], [0, 0, 0, 1, 0, 0, 0, 5]);
    let mut told = Vec::new();
    assert!(read(opened, |one: Told<'_>| told.push(format!("{one:?}"))));
    assert!(told.is_empty());
    assert!(pair.now < pair.egress.deadline().unwrap());
}

#[test]
fn reports_tell_of_when_a_picture_came_and_not_of_how_long_it_waited() {
    let mut pair = Pair::new(8);
    let came = pair.now;
    for seq in 64..200 {
        pair.send_long(seq);
    }
    let packet = Pair::packet(200);
    let picture = pair.forward(200, 4_000, &packet);
    assert_eq!(pair.egress.forward(0, &picture, &mut pair.out), Turn::Waits);
    let voice = pair.forward(64, 7_000, &packet);
    assert_eq!(pair.egress.forward(1, &voice, &mut pair.out), Turn::Done);
    pair.out.clear();
    // What waits leaves meanwhile; the second report follows the first after a second.
    let mut waited = Duration::ZERO;
    while pair.egress.backlog(pair.now).is_some() {
        pair.tick();
        waited = pair.now - came;
    }
    assert!(Duration::from_millis(200) < waited, "{waited:?}");
    pair.out.clear();
    pair.now = came + Duration::from_secs(2);
    pair.egress.advance(pair.now, &mut pair.out);
    let [picture, voice] = pair.reported();
    assert_eq!(picture, (voice.0, 4_000 + 2 * 90_000));
    assert_eq!(voice.1, 7_000 + 2 * 48_000);
}

#[test]
fn padding_goes_where_retransmissions_go_and_stops_with_the_probe() {
    let mut pair = Pair::new(6);
    pair.send(64, false);
    pair.sent();
    pair.egress.try_for(Bitrate::kbps(8_000));
    let until = pair.now + Duration::from_millis(200);
    while let Some(at) = pair.egress.deadline().filter(|at| *at < until) {
        pair.now = pair.now.max(at) + Duration::from_micros(50);
        pair.egress.advance(pair.now, &mut pair.out);
    }
    let padding = pair.sent();
    // 5 Mbit/s for 25 ms is 15,625 bytes.
    assert!((45..90).contains(&padding.len()), "{}", padding.len());
    assert!(
        padding
            .iter()
            .all(|(ssrc, kind, _)| (*ssrc, *kind) == (RESENT, 97))
    );
}
