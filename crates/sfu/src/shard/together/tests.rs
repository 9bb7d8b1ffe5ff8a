//! Voices leave together among many, and at once among few.

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
use crate::source::{Bitrate, PeerKey, SourceId, SourceKind};

/// What was given to whom, in order: the listener and the voice.
type Given = Rc<RefCell<Vec<(u32, SourceId)>>>;

/// A connection that stands at once.
struct Stands {
    number: u32,
    events: VecDeque<PeerEvent>,
    given: Given,
}

impl Peer for Stands {
    fn receive(&mut self, _: Instant, received: Received<'_>) {
        let packet = Incoming {
            payload: received.bytes.into(),
            ..Incoming::default()
        };
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
        self.given.borrow_mut().push((self.number, forward.source));
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

/// A shard with two speakers, 1 and 2, among so many people.
struct Scene {
    shard: Shard<Stands>,
    given: Given,
}

impl Scene {
    fn of(people: usize) -> Self {
        let given = Given::default();
        let mut shard = Shard::new(0, origin());
        let offered = Offered {
            tracks: vec![OfferedTrack {
                mid: "0".into(),
                source: MediaSource::Microphone,
                layers: vec![String::new()],
                sends: Vec::new(),
            }],
            slots: vec![
                OfferedSlot {
                    mid: "1".into(),
                    kind: SourceKind::Audio,
                };
                AUDIO_SLOTS
            ],
            takes: Vec::new(),
        };
        for number in 1..=u32::try_from(people).unwrap() {
            let peer = Stands {
                number,
                events: [PeerEvent::Connected].into(),
                given: given.clone(),
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
        let mut scene = Self { shard, given };
        scene.drain();
        scene
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
