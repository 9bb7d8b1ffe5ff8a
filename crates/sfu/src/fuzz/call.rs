//! A connection that stands, in memory: what comes sealed reaches the readers behind the seal.

use std::time::{Duration, Instant};

use super::{INSIDE, OUTSIDE};
use crate::bot::{Bot, BotConfig, BotOutput};
use crate::codec::{Codec, Reader};
use crate::egress::is_rtcp;
use crate::egress::srtp::{RTCP_ADDED_MAX, RtcpSealer, RtpSealer, TAG_MAX};
use crate::outgoing::Outgoing;
use crate::peer::{Incoming, Peer, PeerEvent, PeerOutput, Protocol, Received};
use crate::rtc::RtcPeer;
use crate::{Announced, Answerer};

/// Steps in which a handshake is done.
const STEPS_MAX: u32 = 500;

/// Packets and reports of one connection, each a millisecond after the last.
const SEALED_MAX: usize = 5_000;

const STEP: Duration = Duration::from_millis(10);

/// The source of what says nothing else: it is found by its `mid`.
const STRANGER: u32 = 0x7777;

/// Sources of the bot that are known from its offer.
fn sources(offer: &str) -> Vec<u32> {
    let named = offer.lines().filter_map(|line| {
        let number = line.strip_prefix("a=ssrc:")?.split(' ').next()?;
        number.parse().ok()
    });
    let mut sources: Vec<u32> = named.collect();
    sources.dedup();
    sources.push(STRANGER);
    sources
}

/// A client that publishes, and what the server has of it.
pub struct Call {
    peer: RtcPeer,
    out: Outgoing,
    packets: RtpSealer,
    reports: RtcpSealer,
    sources: Vec<u32>,
    readers: [Reader; Codec::ALL.len()],
    pictures: usize,
    /// What was sealed.
    sealed: usize,
    /// Extended sequence number of the last packet. It begins below 2^16: whoever has heard nothing of a
    /// source takes its rollover counter for 0 (RFC 3711, 3.3.1), and would open none of its packets otherwise.
    number: u64,
    now: Instant,
}

impl Call {
    /// Makes a connection; `None` if it does not come to stand.
    #[must_use]
    pub fn new(now: Instant) -> Option<Self> {
        let announced = Announced {
            udp: vec![INSIDE.into()],
            tcp: Vec::new(),
        };
        let (mut bot, offer, tracks) = Bot::new(&BotConfig::default(), OUTSIDE.into(), now).ok()?;
        bot.level = None;
        let answerer = Answerer::new(announced)?;
        let answered = answerer.answer(&offer, &tracks, "00", now).ok()?;
        bot.accept(&answered.sdp).ok()?;
        let (mut peer, mut out) = (answered.peer, Outgoing::new());
        let mut at = now;
        for _ in 0..STEPS_MAX {
            at += STEP;
            bot.advance(at);
            while let BotOutput::Send(datagram) = bot.poll() {
                peer.receive(at, received(&datagram.bytes, at));
                while let PeerOutput::Event(_) = peer.poll(&mut out) {}
            }
            peer.advance(at);
            while let PeerOutput::Event(_) = peer.poll(&mut out) {}
            for (_, bytes) in out.iter() {
                let received = Received {
                    source: INSIDE.into(),
                    ..received(bytes, at)
                };
                bot.receive(at, received);
            }
            out.clear();
            if bot.connected()
                && let Some(keys) = bot.take_keys()
            {
                return Some(Self {
                    peer,
                    out,
                    packets: RtpSealer::new(&keys)?,
                    reports: RtcpSealer::new(&keys)?,
                    sources: sources(&offer),
                    readers: Codec::ALL.map(Reader::new),
                    pictures: 0,
                    sealed: 0,
                    number: 0,
                    now: at,
                });
            }
        }
        None
    }

    /// Whether a new one is due: the client is not heard from otherwise, and would be given up.
    #[must_use]
    pub const fn is_old(&self) -> bool {
        SEALED_MAX < self.sealed
    }

    /// How often a packet was read as a picture of any codec.
    #[must_use]
    pub const fn pictures(&self) -> usize {
        self.pictures
    }

    /// A packet or a report from the client, sealed as the client seals. Of a packet, the version, the number
    /// and the source are made good. Returns how many packets the server has read.
    pub fn sealed(&mut self, bytes: &[u8]) -> usize {
        self.sealed += 1;
        self.now += Duration::from_millis(1);
        let mut room = bytes.to_vec();
        if let Some(first) = room.first_mut() {
            *first = *first & 0x3f | 0x80;
        }
        let sealed = if is_rtcp(&room) {
            room.resize(bytes.len() + RTCP_ADDED_MAX, 0);
            self.reports.seal(&mut room, bytes.len())
        } else {
            self.seal_packet(&mut room, bytes.len())
        };
        let Some(sealed) = sealed.and_then(|length| room.get(..length)) else {
            return 0;
        };
        self.peer.receive(self.now, received(sealed, self.now));
        self.peer.advance(self.now);
        let mut read = 0;
        loop {
            match self.peer.poll(&mut self.out) {
                PeerOutput::Event(PeerEvent::Packet(packet)) => {
                    read += 1;
                    self.read(&packet);
                }
                PeerOutput::Event(_) => {}
                PeerOutput::Idle(_) => break,
            }
        }
        self.out.clear();
        read
    }

    fn seal_packet(&mut self, room: &mut Vec<u8>, len: usize) -> Option<usize> {
        let chosen = usize::from(*room.get(11)?) % self.sources.len();
        let source = *self.sources.get(chosen)?;
        self.number += 1;
        let [.., high, low] = self.number.to_be_bytes();
        room.get_mut(2..4)?.copy_from_slice(&[high, low]);
        room.get_mut(8..12)?.copy_from_slice(&source.to_be_bytes());
        let mut head = 12 + 4 * usize::from(room.first()? & 0x0f);
        if room.first()? & 0x10 != 0 {
            let words = room.get(head + 2..head + 4)?.try_into().ok()?;
            head += 4 + 4 * usize::from(u16::from_be_bytes(words));
        }
        if len < head {
            return None;
        }
        room.resize(len + TAG_MAX, 0);
        self.packets.seal(room, head, len, source, self.number)
    }

    /// Reads a packet as each codec's pictures are read, one after the other.
    fn read(&mut self, packet: &Incoming) {
        for reader in &mut self.readers {
            let picture = reader.read(&packet.payload, packet.descriptor.as_deref());
            self.pictures += usize::from(picture.is_some());
        }
    }
}

fn received(bytes: &[u8], arrived: Instant) -> Received<'_> {
    Received {
        protocol: Protocol::Udp,
        source: OUTSIDE.into(),
        bytes,
        arrived,
    }
}
