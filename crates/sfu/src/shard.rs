//! Holds peers and forwards their packets by what the conference has decided.

mod forward;
mod gate;
mod orders;
mod publish;
mod ring;
mod slot;
mod source;
mod together;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::sync::Arc;
use std::time::Instant;

use crate::codec::Codec;
use crate::conference::Order;
use crate::limits::{AUDIO_SLOTS, MEASURE};
use crate::offer::Offered;
use crate::outgoing::Outgoing;
use crate::peer::{IceRestart, Incoming, Peer, PeerEvent, PeerOutput, Received};
use crate::quality::{PathReport, Strain, StrainMeter};
use crate::rewrite::Rewriter;
use crate::source::{Bitrate, LayerReport, PeerKey, SourceId, SourceKind, StreamKey};
use crate::speakers::LevelDbov;
use slot::{AudioSlot, VideoSlot};
use source::SourceEntry;
use together::{Frame, Together};

/// What a shard saw and the conference decides on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Observation {
    /// A peer's connection stands.
    Connected(PeerKey),
    /// A peer's connection is gone.
    Lost(PeerKey),
    /// Nothing comes from a peer: its path is taken to be broken.
    Silent(PeerKey),
    /// Something came from it again.
    Heard(PeerKey),
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
    },
    /// What became of packets on the ways from and to a peer.
    Path {
        /// Which peer.
        peer: PeerKey,
        /// What was counted.
        report: PathReport,
    },
    /// The shard's thread is late or drops, or does so no longer.
    Strain {
        /// Which shard.
        shard: u8,
        /// How much.
        strain: Strain,
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
    /// Of the codec that is recorded.
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

/// A packet on its way from the shard of its publisher to another shard of the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relayed {
    /// Of which source.
    pub source: SourceId,
    /// Heard or seen.
    pub kind: SourceKind,
    /// Who published it: a newer connection's numbers begin anew.
    pub publisher: PeerKey,
    /// Which talkspurt of the source it belongs to: after silence, numbers go on without a gap.
    pub talk: u32,
    /// The packet.
    pub packet: Arc<Incoming>,
}

/// What a shard gives when polled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShardOutput {
    /// For other shards of the room, a bit each.
    Relay(u64, Relayed),
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
    peer: Box<P>,
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
    /// Its path carries the main speaker's voice alone.
    alone: bool,
    /// Its place among the listeners.
    listens_at: Option<usize>,
    /// Being closed: drained once, then forgotten.
    closing: bool,
}

/// What is recorded: the audio slots and one picture.
struct Tap {
    /// A file has pictures of one codec.
    codec: Codec,
    audio: [Rewriter; AUDIO_SLOTS],
    heard: [Option<slot::Stream>; AUDIO_SLOTS],
    video: VideoSlot,
}

/// Holds peers and forwards packets. One owner, no locks.
pub struct Shard<P> {
    /// Its number, which the keys of its peers bear.
    number: u8,
    entries: Vec<Option<Entry<P>>>,
    generations: Vec<u32>,
    /// How many of the entries are there.
    living: usize,
    /// The connected peers that are not being closed, in no order.
    listeners: Vec<PeerKey>,
    /// The other shards of the room, a bit each.
    others: u64,
    sources: HashMap<SourceId, SourceEntry>,
    audio: [Option<SourceId>; AUDIO_SLOTS],
    /// Who is heard where there is one audio slot.
    main: Option<SourceId>,
    tap: Option<Tap>,
    together: Together,
    frame: Frame,
    dirty: VecDeque<PeerKey>,
    timers: BinaryHeap<Reverse<(Instant, PeerKey)>>,
    outputs: VecDeque<ShardOutput>,
    measure_at: Instant,
    /// When it wanted to be woken, since it was idle.
    idle_at: Option<Instant>,
    strain: StrainMeter,
    generation: u32,
    now: Instant,
}

impl<P: Peer> Shard<P> {
    /// An empty shard.
    #[must_use]
    pub fn new(number: u8, now: Instant) -> Self {
        Self {
            number,
            entries: Vec::new(),
            generations: Vec::new(),
            living: 0,
            listeners: Vec::new(),
            others: 0,
            sources: HashMap::new(),
            audio: [None; AUDIO_SLOTS],
            main: None,
            tap: None,
            together: Together::default(),
            frame: Frame::default(),
            dirty: VecDeque::new(),
            timers: BinaryHeap::new(),
            outputs: VecDeque::new(),
            measure_at: now + MEASURE,
            idle_at: None,
            strain: StrainMeter::new(now),
            generation: 0,
            now,
        }
    }

    /// Takes a peer in under a key of this shard that no other has.
    pub fn insert(&mut self, key: PeerKey, peer: Box<P>, offered: &Offered) {
        let mut entry = Entry {
            peer,
            tracks: vec![None; offered.tracks.len()],
            audio: Vec::new(),
            video: Vec::new(),
            wake_at: None,
            dirty: false,
            advance: true,
            connected: false,
            alone: false,
            listens_at: None,
            closing: false,
        };
        for (index, slot) in offered.slots.iter().enumerate() {
            match slot.kind {
                SourceKind::Audio => entry.audio.push(AudioSlot::new(index)),
                SourceKind::Video => entry.video.push(VideoSlot::new(index)),
            }
        }
        entry.audio.truncate(AUDIO_SLOTS);
        let Ok(index) = usize::try_from(key.index) else {
            return;
        };
        if self.entries.len() <= index {
            self.entries.resize_with(index + 1, || None);
            self.generations.resize(index + 1, 0);
        }
        self.generations[index] = key.generation;
        if self.entries[index].replace(entry).is_none() {
            self.living += 1;
        }
        self.mark(key);
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

    /// Whether a datagram proves that it is this peer's.
    pub fn vouches(&mut self, key: PeerKey, datagram: &[u8]) -> bool {
        let entry = self.entry(key);
        entry.is_some_and(|entry| entry.peer.vouches(datagram))
    }

    /// An ICE candidate of a peer came.
    pub fn add_candidate(&mut self, key: PeerKey, candidate: &str) {
        if let Some(entry) = self.entry(key) {
            entry.peer.add_candidate(candidate);
            self.mark(key);
        }
    }

    /// A peer and its client go by new names.
    pub fn restart(&mut self, key: PeerKey, restart: &IceRestart) {
        if let Some(entry) = self.entry(key) {
            entry.peer.restart(restart);
            self.mark(key);
        }
    }

    /// Time has come to `now`.
    pub fn advance(&mut self, now: Instant) {
        self.now = now;
        if let Some(deadline) = self.idle_at.take() {
            self.strain.woke(deadline, now);
        }
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
            if let Some(strain) = self.strain.take(now) {
                let shard = self.number;
                let strain = Observation::Strain { shard, strain };
                self.outputs.push_back(ShardOutput::Observation(strain));
            }
        }
    }

    /// The thread was late or dropped where the shard does not see it.
    pub fn strained(&mut self, strain: Strain) {
        self.strain.add(strain);
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
            Order::Route { source, shard, on } => self.route(*source, *shard, *on),
            Order::Shards(shards) => self.others = shards & !(1 << self.number),
            Order::Audio(slots) => self.audio = *slots,
            Order::Main(main) => self.main = *main,
            Order::Video {
                peer,
                slot,
                target,
                cap,
            } => self.fill(*peer, *slot, *target, *cap),
            Order::Keyframe(stream) => self.request_keyframe(*stream),
            Order::Try { peer, bitrate } => {
                if let Some(entry) = self.entry(*peer) {
                    entry.peer.try_for(*bitrate);
                    self.mark(*peer);
                }
            }
            Order::Alone { peer, on } => {
                if let Some(entry) = self.entry(*peer) {
                    entry.alone = *on;
                }
            }
            Order::Record(codec) => self.record(*codec),
            Order::RecordVideo(target) => self.record_video(*target),
            Order::Remove(peer) => {
                if let Some(entry) = self.entry(*peer) {
                    entry.closing = true;
                    entry.peer.close();
                    self.unlisten(*peer);
                    self.mark(*peer);
                }
            }
        }
    }

    /// The peer takes voices from now on.
    fn listen(&mut self, key: PeerKey) {
        let at = self.listeners.len();
        let Some(entry) = self.entry(key) else { return };
        if !entry.closing && entry.listens_at.is_none() {
            entry.listens_at = Some(at);
            self.listeners.push(key);
        }
    }

    /// The peer takes no voices any more; the last listener takes its place.
    fn unlisten(&mut self, key: PeerKey) {
        let Some(at) = self.entry(key).and_then(|entry| entry.listens_at.take()) else {
            return;
        };
        self.listeners.swap_remove(at);
        if let Some(moved) = self.listeners.get(at).copied()
            && let Some(entry) = self.entry(moved)
        {
            entry.listens_at = Some(at);
        }
    }

    fn request_keyframe(&mut self, stream: StreamKey) {
        let source = self.sources.get(&stream.source);
        let Some((peer, track)) = source.and_then(SourceEntry::publisher) else {
            return;
        };
        if let Some(entry) = self.entry(peer) {
            entry.peer.request_keyframe(track, stream.layer);
            self.mark(peer);
        }
    }

    /// The next thing to do; what is to be sent goes to `out`.
    pub fn poll(&mut self, out: &mut Outgoing) -> ShardOutput {
        loop {
            if let Some(output) = self.outputs.pop_front() {
                return output;
            }
            match self.dirty.pop_front() {
                Some(key) => self.drain(key, out),
                None if self.together.leaves_at().is_some_and(|at| at <= self.now) => {
                    self.let_go(out);
                }
                None if self.frame.leaves_at().is_some_and(|at| at <= self.now) => {
                    self.let_frame_go(out);
                }
                None => {
                    let deadline = self.deadline();
                    self.idle_at = Some(deadline.max(self.now));
                    return ShardOutput::Idle(deadline);
                }
            }
        }
    }

    fn deadline(&self) -> Instant {
        let timer = self.timers.peek().map(|Reverse((at, _))| *at);
        let others = [timer, self.together.leaves_at(), self.frame.leaves_at()];
        others
            .into_iter()
            .flatten()
            .fold(self.measure_at, Instant::min)
    }

    /// Polls a peer until it is idle.
    fn drain(&mut self, key: PeerKey, out: &mut Outgoing) {
        let now = self.now;
        let Some(entry) = self.entry(key) else { return };
        entry.dirty = false;
        if std::mem::take(&mut entry.advance) {
            entry.peer.advance(now);
        }
        loop {
            let Some(entry) = self.entry(key) else { return };
            match entry.peer.poll(out) {
                PeerOutput::Event(event) => self.event(key, event, out),
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

    fn event(&mut self, key: PeerKey, event: PeerEvent, out: &mut Outgoing) {
        let observation = match event {
            PeerEvent::Packet(packet) => return self.came(key, &packet, out),
            PeerEvent::Missing {
                slot,
                first,
                others,
            } => return self.resend(key, slot, first, others, out),
            PeerEvent::Connected => {
                if let Some(entry) = self.entry(key) {
                    entry.connected = true;
                }
                self.listen(key);
                self.begin_slots(key);
                Observation::Connected(key)
            }
            PeerEvent::Lost => {
                if self.entry(key).is_none_or(|entry| entry.closing) {
                    return;
                }
                Observation::Lost(key)
            }
            PeerEvent::Gap { down, up } => return self.mend(key, down, up),
            PeerEvent::Silent => Observation::Silent(key),
            PeerEvent::Heard => Observation::Heard(key),
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
            PeerEvent::Estimate { bitrate } => Observation::Estimate { peer: key, bitrate },
            PeerEvent::Path(report) => Observation::Path { peer: key, report },
        };
        self.outputs
            .push_back(ShardOutput::Observation(observation));
    }

    /// A closed peer has said what it had to say.
    fn forget(&mut self, key: PeerKey) {
        self.unlisten(key);
        let entry = usize::try_from(key.index)
            .ok()
            .and_then(|at| self.entries.get_mut(at));
        if entry.and_then(Option::take).is_some() {
            self.living -= 1;
        }
        self.outputs.push_back(ShardOutput::Gone(key));
    }

    /// Peers in the shard.
    #[must_use]
    pub const fn peers(&self) -> usize {
        self.living
    }
}

#[cfg(test)]
mod tests;
