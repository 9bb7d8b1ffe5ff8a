//! Holds peers and forwards their packets by what the conference has decided.

mod forward;
mod slot;
mod source;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::sync::Arc;
use std::time::Instant;

use crate::conference::Order;
use crate::limits::{AUDIO_SLOTS, MEASURE};
use crate::offer::Offered;
use crate::peer::{Datagram, Peer, PeerEvent, PeerOutput, Received};
use crate::rewrite::Rewriter;
use crate::source::{Bitrate, LayerReport, PeerKey, SourceId, SourceKind, StreamKey};
use crate::speakers::LevelDbov;
use slot::{AudioSlot, VideoSlot};
use source::SourceEntry;

/// What a shard saw and the conference decides on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Observation {
    /// A peer's connection stands.
    Connected(PeerKey),
    /// A peer's connection is gone.
    Lost(PeerKey),
    /// A packet of a voice came.
    Level {
        /// Whose.
        source: SourceId,
        /// How loud.
        level: LevelDbov,
    },
    /// A layer was measured.
    Layer {
        /// Which.
        stream: StreamKey,
        /// What was found.
        report: LayerReport,
    },
    /// Somebody cannot go on without a keyframe.
    KeyframeWanted {
        /// Of which stream.
        stream: StreamKey,
        /// They have no picture at all yet.
        starting: bool,
    },
    /// A keyframe came.
    Keyframe(StreamKey),
    /// What the path to a peer carries.
    Estimate {
        /// Which peer.
        peer: PeerKey,
        /// How much.
        bitrate: Bitrate,
        /// What was sent to it lately.
        sent: Bitrate,
    },
}

/// What a recorded packet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordedKind {
    /// Opus, in the audio slot of this number.
    Audio {
        /// Which slot.
        slot: usize,
    },
    /// VP8.
    Video,
}

/// A packet of a recording. Numbers and times go on without a step in each audio slot and in the
/// video, whatever source fills it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// What it is.
    pub kind: RecordedKind,
    /// From which source.
    pub source: SourceId,
    /// Extended sequence number.
    pub seq: u64,
    /// RTP timestamp.
    pub time: u32,
    /// Marker bit.
    pub marker: bool,
    /// The payload as published.
    pub payload: Arc<[u8]>,
    /// When it came.
    pub at: Instant,
}

/// What a shard gives when polled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShardOutput {
    /// Send this, on behalf of the peer.
    Send(PeerKey, Datagram),
    /// For the conference.
    Observation(Observation),
    /// For the recording.
    Recorded(Recorded),
    /// The peer is gone for good: nothing more comes from it.
    Gone(PeerKey),
    /// Nothing to do before this instant.
    Idle(Instant),
}

/// A peer, its slots and when it wants to be woken.
struct Entry<P> {
    peer: P,
    /// The sources on its tracks.
    tracks: Vec<Option<SourceId>>,
    audio: Vec<AudioSlot>,
    video: Vec<VideoSlot>,
    /// Where the heap says that it is woken.
    wake_at: Option<Instant>,
    dirty: bool,
    /// Time has to be told before it is polled: something other than a datagram came.
    advance: bool,
    connected: bool,
    sent: SentRate,
    /// Being closed: drained once, then forgotten.
    closing: bool,
}

/// What is sent to a peer, over the last second: padding comes in bursts.
#[derive(Debug, Default)]
struct SentRate {
    bytes: u64,
    last: [u64; 4],
}

impl SentRate {
    fn count(&mut self, bytes: usize) {
        self.bytes += u64::try_from(bytes).unwrap_or(0);
    }

    /// A measurement is over.
    fn measure(&mut self) {
        self.last.rotate_right(1);
        self.last[0] = std::mem::take(&mut self.bytes);
    }

    fn rate(&self) -> Bitrate {
        let millis = u64::try_from(MEASURE.as_millis()).unwrap_or(u64::MAX) * 4;
        Bitrate(self.last.iter().sum::<u64>() * 8_000 / millis)
    }
}

/// What is recorded: the audio slots and one picture.
struct Tap {
    audio: [Rewriter; AUDIO_SLOTS],
    heard: [Option<slot::Stream>; AUDIO_SLOTS],
    video: VideoSlot,
}

/// Holds peers and forwards packets. One owner, no locks.
pub struct Shard<P> {
    entries: Vec<Option<Entry<P>>>,
    generations: Vec<u32>,
    sources: HashMap<SourceId, SourceEntry>,
    audio: [Option<SourceId>; AUDIO_SLOTS],
    tap: Option<Tap>,
    dirty: VecDeque<PeerKey>,
    timers: BinaryHeap<Reverse<(Instant, PeerKey)>>,
    outputs: VecDeque<ShardOutput>,
    measure_at: Instant,
    generation: u32,
    now: Instant,
}

impl<P: Peer> Shard<P> {
    /// An empty shard.
    #[must_use]
    pub fn new(now: Instant) -> Self {
        Self {
            entries: Vec::new(),
            generations: Vec::new(),
            sources: HashMap::new(),
            audio: [None; AUDIO_SLOTS],
            tap: None,
            dirty: VecDeque::new(),
            timers: BinaryHeap::new(),
            outputs: VecDeque::new(),
            measure_at: now + MEASURE,
            generation: 0,
            now,
        }
    }

    /// Takes a peer in.
    pub fn insert(&mut self, peer: P, offered: &Offered) -> PeerKey {
        let mut entry = Entry {
            peer,
            tracks: vec![None; offered.tracks.len()],
            audio: Vec::new(),
            video: Vec::new(),
            wake_at: None,
            dirty: false,
            advance: true,
            connected: false,
            sent: SentRate::default(),
            closing: false,
        };
        for (index, slot) in offered.slots.iter().enumerate() {
            match slot.kind {
                SourceKind::Audio => entry.audio.push(AudioSlot::new(index)),
                SourceKind::Video => entry.video.push(VideoSlot::new(index)),
            }
        }
        entry.audio.truncate(AUDIO_SLOTS);
        let free = self.entries.iter().position(Option::is_none);
        let index = free.unwrap_or(self.entries.len());
        if index == self.entries.len() {
            self.entries.push(None);
            self.generations.push(0);
        }
        self.generations[index] += 1;
        self.entries[index] = Some(entry);
        let key = PeerKey {
            index: u32::try_from(index).unwrap_or(u32::MAX),
            generation: self.generations[index],
        };
        self.mark(key);
        key
    }

    fn entry(&mut self, key: PeerKey) -> Option<&mut Entry<P>> {
        let index = usize::try_from(key.index).ok()?;
        if self.generations.get(index) != Some(&key.generation) {
            return None;
        }
        self.entries.get_mut(index)?.as_mut()
    }

    /// The peer is to be told the time and polled before the shard is idle.
    fn mark(&mut self, key: PeerKey) {
        if let Some(entry) = self.entry(key) {
            entry.advance = true;
        }
        self.mark_dirty(key);
    }

    /// The peer is to be polled before the shard is idle.
    fn mark_dirty(&mut self, key: PeerKey) {
        let Some(entry) = self.entry(key) else { return };
        if !entry.dirty {
            entry.dirty = true;
            self.dirty.push_back(key);
        }
    }

    /// A datagram for a peer came.
    pub fn receive(&mut self, key: PeerKey, received: Received<'_>, now: Instant) {
        self.now = now;
        if let Some(entry) = self.entry(key) {
            entry.peer.receive(now, received);
            self.mark_dirty(key);
        }
    }

    /// An ICE candidate of a peer came.
    pub fn add_candidate(&mut self, key: PeerKey, candidate: &str) {
        if let Some(entry) = self.entry(key) {
            entry.peer.add_candidate(candidate);
            self.mark(key);
        }
    }

    /// Time has come to `now`.
    pub fn advance(&mut self, now: Instant) {
        self.now = now;
        while let Some(Reverse((at, key))) = self.timers.peek().copied() {
            if now < at {
                break;
            }
            self.timers.pop();
            let Some(entry) = self.entry(key) else {
                continue;
            };
            if entry.wake_at == Some(at) {
                entry.wake_at = None;
                self.mark(key);
            }
        }
        if self.measure_at <= now {
            self.measure_at = now + MEASURE;
            self.measure();
        }
    }

    /// Does what the conference has decided.
    pub fn apply(&mut self, order: &Order) {
        match order {
            Order::Publish {
                peer,
                track,
                source,
                kind,
                layers,
            } => {
                self.publish(*peer, *track, *source, *kind, *layers);
            }
            Order::Withdraw(source) => self.withdraw(*source),
            Order::Audio(slots) => self.audio = *slots,
            Order::Video { peer, slot, target } => self.fill(*peer, *slot, *target),
            Order::Keyframe(stream) => self.request_keyframe(*stream),
            Order::Bitrate {
                peer,
                sustain,
                desired,
            } => {
                if let Some(entry) = self.entry(*peer) {
                    entry.peer.set_bitrate(*sustain, *desired);
                    self.mark(*peer);
                }
            }
            Order::Record(on) => self.record(*on),
            Order::RecordVideo(target) => self.record_video(*target),
            Order::Remove(peer) => {
                if let Some(entry) = self.entry(*peer) {
                    entry.closing = true;
                    entry.peer.close();
                    self.mark(*peer);
                }
            }
        }
    }

    fn request_keyframe(&mut self, stream: StreamKey) {
        let Some((peer, track)) = self.sources.get(&stream.source).map(SourceEntry::publisher)
        else {
            return;
        };
        if let Some(entry) = self.entry(peer) {
            entry.peer.request_keyframe(track, stream.layer);
            self.mark(peer);
        }
    }

    /// The next thing to do.
    pub fn poll(&mut self) -> ShardOutput {
        loop {
            if let Some(output) = self.outputs.pop_front() {
                return output;
            }
            match self.dirty.pop_front() {
                Some(key) => self.drain(key),
                None => return ShardOutput::Idle(self.deadline()),
            }
        }
    }

    fn deadline(&self) -> Instant {
        self.timers
            .peek()
            .map_or(self.measure_at, |Reverse((at, _))| self.measure_at.min(*at))
    }

    /// Polls a peer until it is idle.
    fn drain(&mut self, key: PeerKey) {
        let now = self.now;
        let Some(entry) = self.entry(key) else { return };
        entry.dirty = false;
        if std::mem::take(&mut entry.advance) {
            entry.peer.advance(now);
        }
        loop {
            let Some(entry) = self.entry(key) else { return };
            match entry.peer.poll() {
                PeerOutput::Send(datagram) => {
                    entry.sent.count(datagram.bytes.len());
                    self.outputs.push_back(ShardOutput::Send(key, datagram));
                }
                PeerOutput::Event(event) => self.event(key, event),
                PeerOutput::Idle(at) => {
                    if entry.closing {
                        self.forget(key);
                    } else if entry.wake_at.is_none_or(|wake_at| at < wake_at) {
                        entry.wake_at = Some(at);
                        self.timers.push(Reverse((at, key)));
                    }
                    return;
                }
            }
        }
    }

    fn event(&mut self, key: PeerKey, event: PeerEvent) {
        let observation = match event {
            PeerEvent::Packet(packet) => return self.forward(key, &packet),
            PeerEvent::Connected => {
                if let Some(entry) = self.entry(key) {
                    entry.connected = true;
                }
                self.begin_slots(key);
                Observation::Connected(key)
            }
            PeerEvent::Lost => {
                if self.entry(key).is_none_or(|entry| entry.closing) {
                    return;
                }
                Observation::Lost(key)
            }
            PeerEvent::KeyframeWanted { slot } => {
                let Some(entry) = self.entry(key) else { return };
                let slot = entry.video.iter_mut().find(|video| video.index == slot);
                let Some(stream) = slot.and_then(|slot| slot.flows()) else {
                    return;
                };
                Observation::KeyframeWanted {
                    stream,
                    starting: false,
                }
            }
            PeerEvent::Estimate(bitrate) => {
                let Some(entry) = self.entry(key) else { return };
                Observation::Estimate {
                    peer: key,
                    bitrate,
                    sent: entry.sent.rate(),
                }
            }
        };
        self.outputs
            .push_back(ShardOutput::Observation(observation));
    }

    /// A closed peer has said what it had to say.
    fn forget(&mut self, key: PeerKey) {
        if let Some(entry) = usize::try_from(key.index)
            .ok()
            .and_then(|at| self.entries.get_mut(at))
        {
            *entry = None;
        }
        self.outputs.push_back(ShardOutput::Gone(key));
    }

    /// Peers in the shard.
    #[must_use]
    pub fn peers(&self) -> usize {
        self.entries.iter().flatten().count()
    }
}

#[cfg(test)]
mod tests;
