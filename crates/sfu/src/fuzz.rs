//! What parsers of bytes from outside must bear: one function for each, called with any bytes by the
//! fuzz targets and by a property test. None returns anything: each panics where its parser does
//! or where what was read contradicts itself.

mod call;

use std::cell::RefCell;
use std::net::SocketAddr;
use std::time::Instant;

use model::session::{MediaSource, SendTrack};

use crate::codec::dependency::Descriptor;
use crate::codec::{Codec, Picture, Reader, red};
use crate::egress::rtcp::{Told, read};
use crate::outgoing::Outgoing;
use crate::peer::{Peer, PeerOutput, Protocol, Received};
use crate::plain::{one_way, published_tracks, watched_slots};
use crate::rtc::RtcPeer;
use crate::{Announced, Answerer, ufrag_of};
pub use call::Call;

/// Where any datagram comes from.
const OUTSIDE: ([u8; 4], u16) = ([198, 51, 100, 7], 7_000);

/// Where it goes.
const INSIDE: ([u8; 4], u16) = ([192, 0, 2, 1], 8_000);

/// Most bytes of a dependency descriptor: what a header extension carries.
const DESCRIPTOR_MAX: usize = 255;

/// STUN, as it is read to find whose a datagram is.
pub fn stun(bytes: &[u8]) {
    if let Some(ufrag) = ufrag_of(bytes) {
        assert!(ufrag.len() <= bytes.len());
    }
}

/// RTCP, after it was opened.
pub fn rtcp(bytes: &[u8]) {
    let mut told_of = 0_usize;
    read(bytes, |told| {
        told_of += 1;
        if let Told::Arrivals(feedback) = told {
            feedback.each(Some(0), |_, _| told_of += 1);
        }
    });
    // A run tells of up to 8,191 packets in two bytes; nothing may tell of more.
    assert!(told_of <= 8_192 * (1 + bytes.len()));
}

/// A payload of any video codec, with what may come beside it: the first byte says how long the
/// dependency descriptor is that precedes the payload.
pub fn picture(bytes: &[u8]) {
    for codec in Codec::ALL {
        if let Some(picture) = Reader::new(codec).read(bytes, None) {
            check_patch(codec, &picture, bytes);
        }
    }
    let Some((length, rest)) = bytes.split_first() else {
        return;
    };
    let (descriptor, payload) = rest.split_at(usize::from(*length).min(rest.len()));
    let mut reader = Reader::new(Codec::Av1);
    for _ in 0..2 {
        if let Some(picture) = reader.read(payload, Some(descriptor)) {
            check_descriptor(&picture, descriptor);
        }
    }
}

fn check_patch(codec: Codec, picture: &Picture, bytes: &[u8]) {
    let mut copy = bytes.to_vec();
    picture.patch(&mut copy, Some(0x55), Some(0xaa));
    let again = Reader::new(codec).read(&copy, None);
    let mut expected = *picture;
    expected.picture_id = picture.picture_id.map(|_| 0x55);
    expected.tl0_picture = picture.tl0_picture.map(|_| 0xaa);
    assert_eq!(again, Some(expected));
}

fn check_descriptor(picture: &Picture, bytes: &[u8]) {
    let mut room = [0; DESCRIPTOR_MAX];
    let Some(length) = picture.write_descriptor(bytes, 0x1234, 0, &mut room) else {
        return;
    };
    if picture.layers.is_some() {
        let read = Descriptor::parse(&room[..length], None);
        let read = read.map(|read| (read.frame, read.spatial, read.temporal));
        assert_eq!(read, Some((0x1234, picture.spatial, picture.temporal)));
    }
}

/// Redundant audio.
pub fn redundant(bytes: &[u8]) {
    let Some(blocks) = red::blocks(bytes) else {
        return;
    };
    let newest = blocks.last().filter(|newest| !newest.bytes.is_empty());
    let found = red::newest(bytes).map(|(start, payload_type)| (&bytes[start..], payload_type));
    assert_eq!(
        found,
        newest.map(|newest| (newest.bytes, newest.payload_type))
    );
    assert_eq!(red::write(&blocks).as_deref(), Some(bytes));
}

/// What a browser offers for one voice.
const VOICE: &[u8] = include_bytes!("../../../fuzz/seeds/offer/voice.sdp");

/// Calls `each` with a server that has just answered the offer of a voice, the same one for all calls on a
/// thread.
///
/// # Panics
/// When no certificate can be made, or the offer is not answered.
pub fn answered(now: Instant, each: impl FnOnce(&mut Server)) {
    thread_local! {
        static SERVER: RefCell<Option<Server>> = const { RefCell::new(None) };
    }
    SERVER.with_borrow_mut(|server| {
        if server.is_none() {
            *server = Server::new(now);
        }
        if let Some(server) = server {
            assert!(server.offer(VOICE));
            each(server);
        }
    });
}

/// Session descriptions and datagrams, which need a server.
pub struct Server {
    answerer: Answerer,
    peer: Option<RtcPeer>,
    out: Outgoing,
    now: Instant,
}

impl Server {
    /// `None` when no certificate can be made.
    #[must_use]
    pub fn new(now: Instant) -> Option<Self> {
        let announced = Announced {
            udp: vec![INSIDE.into()],
            tcp: vec![INSIDE.into()],
        };
        Some(Self {
            answerer: Answerer::new(announced)?,
            peer: None,
            out: Outgoing::new(),
            now,
        })
    }

    /// An offer. What was answered last takes the datagrams that follow. Returns whether it was answered.
    pub fn offer(&mut self, bytes: &[u8]) -> bool {
        let Ok(sdp) = std::str::from_utf8(bytes) else {
            return false;
        };
        let named = [
            ("0", MediaSource::Microphone),
            ("1", MediaSource::Camera),
            ("2", MediaSource::Screen),
        ];
        let mut tracks = published_tracks(sdp, false);
        if tracks.is_empty() {
            tracks.extend(named.map(|(mid, source)| SendTrack {
                mid: mid.to_owned(),
                source,
            }));
        }
        drop(watched_slots(sdp));
        drop(one_way(sdp, true));
        let answered = self.answerer.answer(sdp, &tracks, "00", self.now);
        let taken = answered.is_ok();
        if let Ok(answered) = answered {
            self.peer = Some(answered.peer);
        }
        taken
    }

    /// A datagram for the peer that was answered last.
    pub fn datagram(&mut self, bytes: &[u8]) {
        let Some(peer) = &mut self.peer else { return };
        let received = Received {
            protocol: Protocol::Udp,
            source: SocketAddr::from(OUTSIDE),
            bytes,
            arrived: self.now,
        };
        peer.receive(self.now, received);
        while let PeerOutput::Event(_) = peer.poll(&mut self.out) {}
        self.out.clear();
    }

    /// A candidate of the peer that was answered last.
    pub fn candidate(&mut self, bytes: &[u8]) {
        let text = std::str::from_utf8(bytes);
        if let (Some(peer), Ok(text)) = (&mut self.peer, text) {
            peer.add_candidate(text);
            while let PeerOutput::Event(_) = peer.poll(&mut self.out) {}
            self.out.clear();
        }
    }
}
