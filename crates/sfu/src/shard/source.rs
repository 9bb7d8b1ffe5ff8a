//! What a shard knows of a source: who sends it, who takes it, how it flows.

use std::collections::VecDeque;
use std::time::Instant;

use super::slot::Stream;
use crate::limits::{LAYER_DEAD, LAYERS_MAX, RECENT_PACKETS_MAX, SILENCE_HANGOVER};
use crate::peer::Incoming;
use crate::source::{Bitrate, LayerReport, PeerKey, Size, SourceId, SourceKind, StreamKey};
use crate::vp8::Vp8;

/// Who takes a layer's packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taker {
    /// A video slot of a peer, by its place among the peer's video slots.
    Slot(PeerKey, usize),
    /// The recording.
    Tap,
}

/// One layer of a source.
#[derive(Debug, Default)]
pub(super) struct LayerEntry {
    ssrc: Option<u32>,
    pub(super) generation: u32,
    pub(super) takers: Vec<Taker>,
    /// The newest packets, by arrival.
    pub(super) recent: VecDeque<(Incoming, Option<Vp8>)>,
    last_at: Option<Instant>,
    pub(super) size: Option<Size>,
    /// Bytes since the last measurement, and what it found.
    bytes: u64,
    measured_at: Option<Instant>,
    bitrate: Bitrate,
    live: bool,
}

/// Bytes of headers of each packet on the path: IP, UDP, RTP, extensions, SRTP.
const HEADER_BYTES: u64 = 70;

impl LayerEntry {
    /// Counts a packet. Returns whether the layer has just come to life.
    pub(super) fn count(&mut self, bytes: usize, now: Instant) -> bool {
        self.last_at = Some(now);
        self.bytes += u64::try_from(bytes).unwrap_or(0) + HEADER_BYTES;
        let first = !self.live;
        self.live = true;
        first
    }

    /// Takes note of the packet's SSRC; a new one is a new generation. Returns whether it is.
    pub(super) fn note_ssrc(&mut self, ssrc: u32, next_generation: &mut u32) -> bool {
        if self.ssrc == Some(ssrc) {
            return false;
        }
        self.ssrc = Some(ssrc);
        self.recent.clear();
        *next_generation += 1;
        self.generation = *next_generation;
        true
    }

    /// Keeps a packet for slots that begin with an earlier one.
    pub(super) fn keep(&mut self, packet: &Incoming, vp8: Option<Vp8>) {
        if RECENT_PACKETS_MAX <= self.recent.len() {
            self.recent.pop_front();
        }
        self.recent.push_back((packet.clone(), vp8));
    }

    /// Measures since the last time; falls fast and rises slowly, as decisions should.
    fn measure(&mut self, alone: bool, now: Instant) {
        let silent = self
            .last_at
            .is_none_or(|at| LAYER_DEAD <= now.saturating_duration_since(at));
        // A still screen sends next to nothing and lives nevertheless.
        self.live = !silent || (alone && self.last_at.is_some());
        let since = self.measured_at.replace(now);
        let bytes = std::mem::take(&mut self.bytes);
        let Some(since) = since else { return };
        let span = now.saturating_duration_since(since);
        let millis = u64::try_from(span.as_millis()).unwrap_or(u64::MAX).max(1);
        let rate = bytes * 8 * 1_000 / millis;
        self.bitrate = match (self.bitrate.0, rate) {
            (0, rate) => Bitrate(rate),
            (before, _) if silent && !alone => Bitrate(before),
            (before, rate) => Bitrate((before * 3 + rate) / 4),
        };
    }

    /// Rounded, so that small changes are none.
    pub(super) fn report(&self) -> LayerReport {
        let step = (self.bitrate.0 / 10).max(1).next_power_of_two();
        LayerReport {
            live: self.live,
            bitrate: Bitrate(self.bitrate.0.div_ceil(step) * step),
            size: self.size,
        }
    }
}

/// A source published by a peer of this shard.
#[derive(Debug)]
pub(super) struct SourceEntry {
    pub(super) id: SourceId,
    pub(super) kind: SourceKind,
    peer: PeerKey,
    track: usize,
    pub(super) layers: Vec<LayerEntry>,
    reported: Vec<LayerReport>,
    /// Until when sound is forwarded that is silent by itself.
    audible_until: Option<Instant>,
    silent: bool,
}

impl SourceEntry {
    pub(super) fn new(
        id: SourceId,
        kind: SourceKind,
        peer: PeerKey,
        track: usize,
        layers: u8,
    ) -> Self {
        let count = usize::from(layers).min(LAYERS_MAX);
        Self {
            id,
            kind,
            peer,
            track,
            layers: (0..count).map(|_| LayerEntry::default()).collect(),
            reported: vec![LayerReport::default(); count],
            audible_until: None,
            silent: true,
        }
    }

    /// Who sends it, on which track.
    pub(super) const fn publisher(&self) -> (PeerKey, usize) {
        (self.peer, self.track)
    }

    /// The stream of a layer as it is published now.
    pub(super) fn stream(&self, layer: u8) -> Option<Stream> {
        let entry = self.layers.get(usize::from(layer))?;
        let key = StreamKey {
            source: self.id,
            layer,
        };
        Some(Stream {
            key,
            generation: entry.generation,
        })
    }

    /// Measures all layers; gives those whose report has changed.
    pub(super) fn measure(&mut self, now: Instant) -> Vec<(StreamKey, LayerReport)> {
        let alone = self.layers.len() == 1;
        for layer in &mut self.layers {
            layer.measure(alone, now);
        }
        let reports: Vec<LayerReport> = self.layers.iter().map(LayerEntry::report).collect();
        let changed = (0u8..)
            .zip(reports.iter().zip(&self.reported))
            .filter(|(_, (report, reported))| report != reported)
            .map(|(layer, (report, _))| {
                (
                    StreamKey {
                        source: self.id,
                        layer,
                    },
                    *report,
                )
            })
            .collect();
        self.reported = reports;
        changed
    }

    /// Whether a voice's packet is sound; silence is forwarded for a while after it.
    ///
    /// Gives `None` for silence, else whether packets before it were silence.
    pub(super) fn audible(&mut self, sounds: bool, now: Instant) -> Option<bool> {
        if sounds {
            self.audible_until = Some(now + SILENCE_HANGOVER);
        }
        let audible = self.audible_until.is_some_and(|until| now < until);
        let resumes = audible && self.silent;
        self.silent = !audible;
        audible.then_some(resumes)
    }
}

/// A voice without a level is taken to speak at this one, so that it is heard.
pub(super) const LEVEL_UNTOLD: i8 = -40;
