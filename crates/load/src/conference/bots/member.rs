//! One participant: an engine of str0m until the first picture stands, and light from there on.

use std::net::{SocketAddr, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use model::session::{LayerWish, MediaSource};
use sfu::bot::{Bot, BotOutput};
use sfu::{Protocol, Received};

use super::clock::{instant, now_us};
use super::count::Counted;
use super::header::{Agreed, Header, is_report};
use super::light::{Light, Tally};
use super::rtcp::Arrivals;
use super::{Ears, Sent};

/// What a participant sends while it is in the room.
pub(crate) struct Speech {
    /// How loud it is, packet by packet.
    pub(crate) levels: Vec<i8>,
}

/// A participant whose offer was answered.
pub(crate) struct NewMember {
    pub(crate) number: u32,
    /// Its room.
    pub(crate) room: usize,
    pub(crate) bot: Bot,
    pub(crate) socket: UdpSocket,
    pub(crate) agreed: Agreed,
    /// What it says, if it speaks.
    pub(crate) speech: Option<Speech>,
    /// The layer that everybody is to see of it; nothing of those who are not on the stage.
    pub(crate) shown: Option<String>,
    /// The slot in which it waits for the stage; nothing for the one who is on it.
    pub(crate) stage_mid: Option<String>,
    /// When it first asked to join.
    pub(crate) began_us: u64,
    /// Bytes of its signalling so far.
    pub(crate) signalling: Arc<AtomicU64>,
    /// Whether it opens each packet.
    pub(crate) opens: bool,
}

/// What happened to a participant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Happened {
    /// Its connection stands.
    Connected {
        /// Since it first asked.
        after_us: u64,
    },
    /// It sees the stage.
    Picture {
        /// Since it first asked.
        after_us: u64,
        /// What was signalled until then.
        signalling: u64,
    },
    /// Its connection is gone.
    Lost,
}

/// A participant.
pub(crate) struct Member {
    new: NewMember,
    /// Where the server takes its packets.
    server: Option<SocketAddr>,
    light: Option<Light>,
    /// What came lately, by transport-wide numbers.
    arrivals: Arrivals,
    wake_at: Instant,
    levels_at: usize,
    connected: bool,
    seen: bool,
    lost: bool,
    /// What had come when counting began, and what came until it ended.
    begun: [Counted; 2],
    ended: [Counted; 2],
    /// What it had sent when counting began, and what it sent until counting ended.
    sent: Sent,
}

impl Member {
    pub(crate) fn new(new: NewMember, now: Instant) -> Self {
        Self {
            new,
            server: None,
            light: None,
            arrivals: Arrivals::default(),
            wake_at: now,
            levels_at: 0,
            connected: false,
            seen: false,
            lost: false,
            begun: Default::default(),
            ended: Default::default(),
            sent: Sent::default(),
        }
    }

    pub(crate) const fn number(&self) -> u32 {
        self.new.number
    }

    pub(crate) const fn socket(&self) -> &UdpSocket {
        &self.new.socket
    }

    pub(crate) const fn is_light(&self) -> bool {
        self.light.is_some()
    }

    pub(crate) const fn speaks(&self) -> bool {
        self.new.speech.is_some()
    }

    /// Whether its engine has something to do.
    pub(crate) fn is_due(&self, now: Instant) -> bool {
        self.wake_at <= now
    }

    /// A datagram came: now for the engine, before by the kernel.
    pub(crate) fn take(
        &mut self,
        datagram: &mut [u8],
        (now, at_us): (Instant, u64),
        tally: &mut Tally,
    ) {
        if let Some(light) = &mut self.light {
            return light.take(datagram, at_us, tally);
        }
        self.note_arrival(datagram, at_us);
        if let Some(server) = self.server {
            let received = Received {
                protocol: Protocol::Udp,
                source: server,
                bytes: datagram,
                arrived: instant(at_us),
            };
            self.new.bot.receive(now, received);
            self.drain();
        }
    }

    /// The engine may not have told the server of what came last; [`Light`] tells it again.
    fn note_arrival(&mut self, datagram: &[u8], at_us: u64) {
        let (Some(id), false) = (self.new.agreed.transport_wide, is_report(datagram)) else {
            return;
        };
        let numbers = Header::read(datagram).and_then(|header| header.extension(datagram, id));
        if let Some([high, low]) = numbers {
            self.arrivals.take(u16::from_be_bytes([*high, *low]), at_us);
        }
    }

    /// After a batch: asks at once for what is missing.
    pub(crate) fn taken(&mut self, scratch: &mut Vec<u8>, tally: &mut Tally) {
        let Some(light) = self.light.as_mut().filter(|light| light.misses()) else {
            return;
        };
        let socket = &self.new.socket;
        // What cannot be sent is lost, as on the way.
        light.ask_again(scratch, tally, &mut |bytes| drop(socket.send(bytes)));
    }

    /// A tenth of a second has gone.
    pub(crate) fn tick(&mut self, scratch: &mut Vec<u8>, tally: &mut Tally) {
        let Some(light) = &mut self.light else { return };
        let socket = &self.new.socket;
        light.tick(now_us(), scratch, tally, &mut |bytes| {
            drop(socket.send(bytes));
        });
    }

    /// Lets the engine do what is due. Returns what has happened by it.
    pub(crate) fn advance(&mut self, now: Instant) -> Option<Happened> {
        if let Some(speech) = &self.new.speech {
            self.new.bot.level = speech.levels.get(self.levels_at).copied();
            self.levels_at = (self.levels_at + 1) % speech.levels.len().max(1);
        }
        self.new.bot.advance(now);
        self.drain();
        self.happened()
    }

    fn drain(&mut self) {
        loop {
            match self.new.bot.poll() {
                BotOutput::Send(datagram) => {
                    self.server = Some(datagram.destination);
                    // What cannot be sent is lost, as on the way.
                    let _ = self
                        .new
                        .socket
                        .send_to(&datagram.bytes, datagram.destination);
                }
                BotOutput::Idle(at) => {
                    self.wake_at = at;
                    return;
                }
            }
        }
    }

    fn happened(&mut self) -> Option<Happened> {
        let after_us = now_us().saturating_sub(self.new.began_us);
        if !self.lost && !self.new.bot.alive() {
            self.lost = true;
            return Some(Happened::Lost);
        }
        if !self.connected && self.new.bot.connected() {
            self.connected = true;
            return Some(Happened::Connected { after_us });
        }
        let mid = self.new.stage_mid.as_ref().filter(|_| !self.seen)?;
        self.new.bot.counts(mid).first_picture_at?;
        self.seen = true;
        Some(Happened::Picture {
            after_us,
            signalling: self.new.signalling.load(Ordering::Relaxed),
        })
    }

    /// Goes on without an engine, once it sees the stage and if it sends nothing.
    pub(crate) fn lighten(&mut self) {
        if !self.seen || self.speaks() || self.light.is_some() {
            return;
        }
        let (Some(server), Some(keys)) = (self.server, super::keys_of(&self.new.bot)) else {
            return;
        };
        if self.new.socket.connect(server).is_ok() {
            let arrivals = std::mem::take(&mut self.arrivals);
            let (number, opens) = (self.new.number, self.new.opens);
            self.light = Light::new(&self.new.agreed, &keys, arrivals, number, opens);
        }
    }

    /// Sends the layers that anybody sees.
    pub(crate) fn set_layers(&mut self, layers: &[LayerWish]) {
        if let Some(camera) = self.new.bot.camera(MediaSource::Camera) {
            for layer in layers {
                camera.set_active(&layer.rid, layer.active);
            }
        }
        self.sent.unseen |= !self.shows();
    }

    /// Whether it sends the layer that everybody is to see of it, if there is one.
    fn shows(&mut self) -> bool {
        let Some(rid) = &self.new.shown else {
            return true;
        };
        let camera = self.new.bot.camera(MediaSource::Camera);
        camera.is_some_and(|camera| camera.active(rid))
    }

    /// What it has sent so far: voices, and pictures of the layer that everybody is to see.
    fn sent_so_far(&mut self) -> [u64; 2] {
        let bot = &mut self.new.bot;
        let rid = self.new.shown.as_deref();
        let camera = rid.and_then(|rid| Some((bot.camera(MediaSource::Camera)?, rid)));
        let pictures = camera.map_or(0, |(camera, rid)| camera.sent(rid));
        [self.new.bot.spoken(), pictures]
    }

    pub(crate) fn begin(&mut self) {
        self.sent = Sent {
            packets: self.sent_so_far(),
            unseen: !self.shows(),
        };
        match &mut self.light {
            Some(light) => light.begin(),
            None => self.begun = self.by_engine(),
        }
    }

    pub(crate) fn end(&mut self) {
        let now = self.sent_so_far();
        for (before, now) in self.sent.packets.iter_mut().zip(now) {
            *before = now.saturating_sub(*before);
        }
        match &mut self.light {
            Some(light) => light.end(),
            None => self.ended = self.by_engine(),
        }
    }

    /// What came by the engine so far: voices, pictures.
    fn by_engine(&self) -> [Counted; 2] {
        let bot = &self.new.bot;
        [bot.audio_mids(), bot.video_mids()].map(|mids| {
            mids.iter().fold(Counted::default(), |sum, mid| {
                let counts = bot.counts(mid);
                let expected = counts.seqs.map_or(0, |(low, high)| high + 1 - low);
                Counted {
                    expected: sum.expected + expected,
                    received: sum.received + counts.packets.min(expected),
                }
            })
        })
    }

    /// What came to this participant between the words, and what it sent.
    pub(crate) fn ears(&self) -> Ears {
        Ears {
            room: self.new.room,
            speaks: self.speaks(),
            counted: self.counted(),
            sent: self.sent,
        }
    }

    /// Voices and pictures.
    fn counted(&self) -> [Counted; 2] {
        if let Some(light) = &self.light {
            return light.counted();
        }
        std::array::from_fn(|at| {
            let (before, after) = (self.begun[at], self.ended[at]);
            Counted {
                expected: after.expected.saturating_sub(before.expected),
                received: after.received.saturating_sub(before.received),
            }
        })
    }
}
