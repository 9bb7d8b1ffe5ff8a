//! Voices, and the packets of a picture, leave together among many, and at once among few.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::{Duration, Instant};

use model::session::MediaSource;

use super::*;
use crate::conference::Order;
use crate::limits::TOGETHER_LISTENERS;
use crate::offer::{Offered, OfferedSlot, OfferedTrack};
use crate::outgoing::Outgoing;
use crate::peer::{Forward, Peer, PeerEvent, PeerOutput, Received, Turn};
use crate::shard::{Shard, ShardOutput};
use crate::source::{Bitrate, Cap, PeerKey, SourceId, SourceKind, StreamKey};

/// What was given to whom, in order: the listener, whose it is, and its first byte.
type Given = Rc<RefCell<Vec<(u32, SourceId, u8)>>>;

/// What comes with the next datagrams, if not what they say.
type Coming = Rc<RefCell<VecDeque<Incoming>>>;

/// A connection that stands at once.
struct Stands {
    number: u32,
    events: VecDeque<PeerEvent>,
    given: Given,
    coming: Coming,
}

impl Peer for Stands {
    fn receive(&mut self, _: Instant, received: Received<'_>) {
        let coming = self.coming.borrow_mut().pop_front();
        let packet = coming.unwrap_or_else(|| Incoming {
            payload: received.bytes.into(),
            ..Incoming::default()
        });
        self.events.push_back(PeerEvent::Packet(Arc::new(packet)));
    }

    fn advance(&mut self, _: Instant) {}

    fn poll(&mut self, _: &mut Outgoing) -> PeerOutput {
        match self.events.pop_front() {
            Some(event) => PeerOutput::Event(event),
            None => PeerOutput::Idle(origin() + Duration::from_secs(3_600)),
        }
    }

    fn forward(&mut self, _: usize, forward: &Forward<'_>, _: &mut Outgoing) -> Turn {
        let last = forward.packet.payload.last().copied();
        let given = (self.number, forward.source, last.unwrap_or(0));
        self.given.borrow_mut().push(given);
        Turn::Done
    }

    fn resend(&mut self, _: usize, _: &Forward<'_>, _: &mut Outgoing) -> Turn {
        Turn::Done
    }
    fn forget(&mut self, _: usize) -> bool {
        false
    }
    fn request_keyframe(&mut self, _: usize, _: u8) {}
    fn try_for(&mut self, _: Bitrate) {}
    fn add_candidate(&mut self, _: &str) {}
    fn vouches(&mut self, _datagram: &[u8]) -> bool {
        false
    }

    fn close(&mut self) {}

    fn restart(&mut self, _restart: &crate::peer::IceRestart) {}
    fn backlog(&self, _: Instant) -> Option<Duration> {
        None
    }
}

thread_local! {
    static ORIGIN: Instant = begun();
}

#[expect(
    clippy::disallowed_methods,
    reason = "any instant is an origin of virtual time"
)]
fn begun() -> Instant {
    Instant::now()
}

fn origin() -> Instant {
    ORIGIN.with(|origin| *origin)
}

fn at_ms(ms: u64) -> Instant {
    origin() + Duration::from_millis(ms)
}

/// A shard with two speakers, 1 and 2, among so many people, who all see what 1 shows.
struct Scene {
    shard: Shard<Stands>,
    given: Given,
    coming: Coming,
}

/// What 1 shows.
const SHOWN: StreamKey = StreamKey {
    source: SourceId(9),
    layer: 0,
};

impl Scene {
    fn of(people: usize) -> Self {
        let (given, coming) = (Given::default(), Coming::default());
        let mut shard = Shard::new(0, origin());
        let offered = Offered {
            tracks: [MediaSource::Microphone, MediaSource::Camera]
                .map(|source| OfferedTrack {
                    mid: "0".into(),
                    source,
                    layers: vec![String::new()],
                    sends: Vec::new(),
                })
                .into(),
            slots: [SourceKind::Audio; AUDIO_SLOTS]
                .into_iter()
                .chain([SourceKind::Video])
                .map(|kind| OfferedSlot {
                    mid: "1".into(),
                    kind,
                })
                .collect(),
            takes: Vec::new(),
        };
        for number in 1..=u32::try_from(people).unwrap() {
            let peer = Stands {
                number,
                events: [PeerEvent::Connected].into(),
                given: given.clone(),
                coming: coming.clone(),
            };
            shard.insert(PeerKey::new(0, number, number), Box::new(peer), &offered);
        }
        for number in [1, 2] {
            shard.apply(&Order::Publish {
                peer: PeerKey::new(0, number, number),
                track: 0,
                source: SourceId(number),
                kind: SourceKind::Audio,
                layers: 1,
            });
        }
        shard.apply(&Order::Audio([Some(SourceId(1)), Some(SourceId(2)), None]));
        shard.apply(&Order::Publish {
            peer: PeerKey::new(0, 1, 1),
            track: 1,
            source: SHOWN.source,
            kind: SourceKind::Video,
            layers: 1,
        });
        for number in 2..=u32::try_from(people).unwrap() {
            shard.apply(&Order::Video {
                peer: PeerKey::new(0, number, number),
                slot: AUDIO_SLOTS,
                target: Some(SHOWN),
                cap: Cap::ALL,
            });
        }
        let mut scene = Self {
            shard,
            given,
            coming,
        };
        scene.drain();
        scene
    }

    /// A packet of what 1 shows comes, which ends with its number and may be its picture's last. Returns how
    /// many packets left by that.
    fn shows(&mut self, seq: u8, keyframe: bool, marker: bool, ms: u64) -> usize {
        let starts = [
            0x10, 0x00, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0x68, 0x01,
        ];
        let goes_on = [0x00; 11];
        let payload = if keyframe { starts } else { goes_on };
        self.coming.borrow_mut().push_back(Incoming {
            track: 1,
            seq: seq.into(),
            marker,
            payload: payload.into_iter().chain([seq]).collect(),
            ..Incoming::default()
        });
        self.says(1, 0, ms)
    }

    fn drain(&mut self) -> Instant {
        let mut out = Outgoing::new();
        loop {
            if let ShardOutput::Idle(at) = self.shard.poll(&mut out) {
                return at;
            }
        }
    }

    /// A speaker says so many bytes. Returns how many packets left by that.
    fn says(&mut self, speaker: u32, bytes: usize, ms: u64) -> usize {
        let received = Received {
            protocol: crate::Protocol::Udp,
            source: ([127, 0, 0, 1], 9).into(),
            bytes: &vec![1; bytes],
            arrived: at_ms(ms),
        };
        let key = PeerKey::new(0, speaker, speaker);
        self.shard.receive(key, received, at_ms(ms));
        self.left(ms)
    }

    /// Time comes. Returns how many packets left by that.
    fn left(&mut self, ms: u64) -> usize {
        let before = self.given.borrow().len();
        self.shard.advance(at_ms(ms));
        self.drain();
        self.given.borrow().len() - before
    }
}

#[test]
fn among_few_a_voice_leaves_at_once() {
    let mut scene = Scene::of(10);
    for round in 0..5 {
        assert_eq!(scene.says(1, 90, round * 20), 9);
        assert_eq!(scene.says(2, 80, round * 20 + 4), 9);
    }
}

#[test]
fn among_many_one_voice_alone_waits_for_nobody() {
    let mut scene = Scene::of(TOGETHER_LISTENERS);
    for round in 0..5 {
        assert_eq!(scene.says(1, 90, round * 20), TOGETHER_LISTENERS - 1);
    }
}

#[test]
fn among_many_two_voices_reach_each_listener_side_by_side_the_longer_first() {
    let people = TOGETHER_LISTENERS;
    for offset in 1..20 {
        let mut scene = Scene::of(people);
        let mut together = 0;
        for round in 0..10 {
            scene.given.borrow_mut().clear();
            scene.says(1, 80, round * 20);
            for ms in 1..20 {
                if ms == offset {
                    scene.says(2, 90, round * 20 + ms);
                } else {
                    scene.left(round * 20 + ms);
                }
            }
            let given = scene.given.borrow();
            let pairs = given.windows(2).filter(|two| {
                two[0].0 == two[1].0 && (two[0].1, two[1].1) == (SourceId(2), SourceId(1))
            });
            together += usize::from(pairs.count() == people - 2);
        }
        assert!(8 <= together, "{offset} ms apart: {together} of 10");
    }
}

#[test]
fn nobody_is_waited_for_longer_than_said_nor_who_fell_silent() {
    let people = TOGETHER_LISTENERS;
    let mut scene = Scene::of(people);
    scene.says(2, 90, 0);
    // The other one spoke lately and may speak again.
    assert_eq!(scene.says(1, 80, 5), 0);
    assert_eq!(scene.left(14), 0);
    assert_eq!(scene.left(15), people - 1);
    // Who spoke 60 ms ago is not waited for.
    assert_eq!(scene.says(1, 80, 70), people - 1);
}

#[test]
fn among_few_a_pictures_packet_leaves_at_once() {
    let mut scene = Scene::of(10);
    assert_eq!(scene.shows(1, true, false, 0), 9);
    assert_eq!(scene.shows(2, false, true, 0), 9);
}

#[test]
fn among_many_a_picture_reaches_each_who_watches_as_a_whole() {
    let mut scene = Scene::of(TOGETHER_LISTENERS + 1);
    assert_eq!(scene.shows(1, true, false, 0), 0);
    assert_eq!(scene.shows(2, false, false, 0), 0);
    assert_eq!(scene.shows(3, false, true, 1), 3 * TOGETHER_LISTENERS);
    let given = scene.given.borrow();
    for each in given.chunks(3) {
        let numbers: Vec<u8> = each.iter().map(|(_, _, number)| *number).collect();
        assert!(each.iter().all(|(listener, ..)| *listener == each[0].0));
        assert_eq!(numbers, [1, 2, 3]);
    }
}

#[test]
fn the_rest_of_a_picture_is_not_waited_for_longer_than_said_and_follows() {
    let mut scene = Scene::of(TOGETHER_LISTENERS + 1);
    assert_eq!(scene.shows(1, true, false, 0), 0);
    assert_eq!(scene.left(1), 0);
    assert_eq!(scene.left(2), TOGETHER_LISTENERS);
    // The next picture does not leave with the end of this one.
    assert_eq!(scene.shows(2, false, true, 5), TOGETHER_LISTENERS);
    assert_eq!(scene.shows(3, false, true, 5), TOGETHER_LISTENERS);
}

#[test]
fn a_keyframe_whose_first_packet_came_last_is_given_whole() {
    let mut scene = Scene::of(TOGETHER_LISTENERS + 1);
    assert_eq!(scene.shows(2, false, false, 0), 0);
    assert_eq!(scene.shows(1, true, false, 0), 0);
    assert_eq!(scene.shows(3, false, true, 0), 3 * TOGETHER_LISTENERS);
    let given = scene.given.borrow();
    let numbers: Vec<u8> = given[..3].iter().map(|(_, _, number)| *number).collect();
    assert_eq!(numbers, [1, 2, 3]);
}
