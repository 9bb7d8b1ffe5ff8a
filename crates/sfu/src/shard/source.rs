//! What a shard knows of a source: who sends it, who takes it, how it flows.

use std::time::{Duration, Instant};

use super::ring::Ring;
use super::slot::Stream;
use crate::codec::{Picture, Reader};
use crate::limits::{LAYER_DEAD, LAYERS_MAX, SILENCE_HANGOVER};
use crate::peer::Incoming;
use crate::source::{Bitrate, LayerReport, PeerKey, Size, SourceId, SourceKind, StreamKey, Thin};

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
    /// Highest extended sequence number of the SSRC.
    newest: u64,
    pub(super) generation: u32,
    pub(super) takers: Vec<Taker>,
    /// The newest packets.
    pub(super) ring: Ring,
    last_at: Option<Instant>,
    pub(super) size: Option<Size>,
    /// Bytes since the last measurement, and what it found: of all packets, and of those below the
    /// highest temporal layer.
    bytes: u64,
    thin_bytes: u64,
    measured_at: Option<Instant>,
    bitrate: Bitrate,
    thin_bitrate: Bitrate,
    /// The highest temporal layer lately, and since the last measurement.
    temporal: u8,
    temporal_now: u8,
    /// Reads its packets, once the first has come.
    reader: Option<Reader>,
    live: bool,
    /// It came to life since the last measurement, which so is not of a whole span.
    began: bool,
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
        self.began |= first;
        first
    }

    /// Counts a packet of a picture, of this temporal layer. Returns as [`count`](Self::count).
    fn count_picture(&mut self, bytes: usize, temporal: u8, now: Instant) -> bool {
        if temporal == 0 || temporal < self.temporal {
            self.thin_bytes += u64::try_from(bytes).unwrap_or(0) + HEADER_BYTES;
        }
        self.temporal_now = self.temporal_now.max(temporal);
        self.count(bytes, now)
    }

    /// Reads a packet of a picture. `None` when nobody can make anything of it.
    pub(super) fn read(&mut self, packet: &Incoming) -> Option<Picture> {
        let reader = self.reader.get_or_insert_with(|| Reader::new(packet.codec));
        reader.read(&packet.payload, packet.descriptor.as_deref())
    }

    /// Whether a packet is of the codec that was sent before and comes, late or again, after the first
    /// of the next one.
    pub(super) fn is_left_over(&self, packet: &Incoming) -> bool {
        let codec = self.reader.as_ref().map(Reader::codec);
        let other = codec.is_some_and(|codec| codec != packet.codec);
        other && self.ssrc == Some(packet.ssrc) && packet.seq < self.newest
    }

    /// Takes note of the packet's SSRC and codec; a new one is a new generation. Returns whether it
    /// is.
    pub(super) fn note_stream(&mut self, packet: &Incoming, next_generation: &mut u32) -> bool {
        let codec = self.reader.as_ref().map(Reader::codec);
        if self.ssrc == Some(packet.ssrc) && codec.is_none_or(|codec| codec == packet.codec) {
            self.newest = self.newest.max(packet.seq);
            return false;
        }
        self.newest = packet.seq;
        self.ssrc = Some(packet.ssrc);
        self.reader = None;
        self.ring.clear();
        *next_generation += 1;
        self.generation = *next_generation;
        true
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
        let whole = !std::mem::take(&mut self.began);
        let Some(since) = since.filter(|_| whole) else {
            self.thin_bytes = 0;
            self.temporal = std::mem::take(&mut self.temporal_now);
            return;
        };
        let span = now.saturating_duration_since(since);
        let millis = u64::try_from(span.as_millis()).unwrap_or(u64::MAX).max(1);
        let smooth = |before: Bitrate, bytes: u64| match (before.0, bytes * 8 * 1_000 / millis) {
            (0, rate) => Bitrate(rate),
            (before, _) if silent && !alone => Bitrate(before),
            (before, rate) => Bitrate((before * 3 + rate) / 4),
        };
        let thin_bytes = std::mem::take(&mut self.thin_bytes);
        self.bitrate = smooth(self.bitrate, bytes);
        let temporal = std::mem::take(&mut self.temporal_now);
        self.thin_bitrate = if temporal == self.temporal {
            smooth(self.thin_bitrate, thin_bytes)
        } else {
            // Counted by another highest layer: it is known with the next measurement.
            Bitrate(0)
        };
        if !silent {
            self.temporal = temporal;
        }
    }

    /// Rounded, so that small changes are none.
    pub(super) fn report(&self) -> LayerReport {
        let step = (self.bitrate.0 / 10).max(1).next_power_of_two();
        LayerReport {
            live: self.live,
            bitrate: Bitrate(self.bitrate.0.div_ceil(step) * step),
            size: self.size,
            thin: self
                .temporal
                .checked_sub(1)
                .filter(|_| 0 < self.thin_bitrate.0)
                .map(|temporal| Thin {
                    temporal,
                    bitrate: Bitrate(self.thin_bitrate.0.div_ceil(step) * step),
                }),
            within: false,
            codec: self.reader.as_ref().map(Reader::codec),
        }
    }
}

/// A source that a peer of this shard publishes, or that somebody here takes from another shard.
#[derive(Debug)]
pub(super) struct SourceEntry {
    pub(super) id: SourceId,
    pub(super) kind: SourceKind,
    /// The peer of this shard that publishes it now, and on which track.
    publisher: Option<(PeerKey, usize)>,
    /// Whose packets came last, if they come from another shard.
    from: Option<PeerKey>,
    /// Of a stream that carries spatial layers itself, the first is the stream, and the others are
    /// measured only.
    pub(super) layers: Vec<LayerEntry>,
    /// Whether it does.
    split: bool,
    /// The publisher has named several layers: by the codec it sends in, each is a stream of its own
    /// or the first stream carries them.
    named: bool,
    /// The shards that take it from here, a bit each.
    pub(super) routes: u64,
    /// Counts how often a voice was silent and resumed.
    pub(super) talk: u32,
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
            publisher: Some((peer, track)),
            named: 1 < count,
            reported: vec![LayerReport::default(); count],
            ..Self::with_layers(id, kind, count)
        }
    }

    /// A source that another shard's peer publishes.
    pub(super) fn elsewhere(id: SourceId, kind: SourceKind) -> Self {
        let layers = match kind {
            SourceKind::Audio => 1,
            SourceKind::Video => LAYERS_MAX,
        };
        Self::with_layers(id, kind, layers)
    }

    fn with_layers(id: SourceId, kind: SourceKind, layers: usize) -> Self {
        Self {
            id,
            kind,
            publisher: None,
            from: None,
            layers: (0..layers).map(|_| LayerEntry::default()).collect(),
            split: false,
            named: false,
            reported: Vec::new(),
            routes: 0,
            talk: 0,
            audible_until: None,
            silent: true,
        }
    }

    /// Who of this shard sends it, on which track.
    pub(super) const fn publisher(&self) -> Option<(PeerKey, usize)> {
        self.publisher
    }

    /// All numbers begin anew.
    pub(super) fn renew(&mut self, next_generation: &mut u32) {
        for layer in &mut self.layers {
            *next_generation += 1;
            layer.generation = *next_generation;
            layer.ssrc = None;
        }
    }

    /// A packet of a peer of another shard came. Returns whether it is that of the newest
    /// connection: what an earlier one left on the way is dropped.
    pub(super) fn follows(&mut self, publisher: PeerKey, next_generation: &mut u32) -> bool {
        if self.publisher.is_some() {
            return false;
        }
        match self.from {
            Some(from) if from == publisher => true,
            Some(from) if publisher.generation < from.generation => false,
            _ => {
                self.from = Some(publisher);
                self.renew(next_generation);
                true
            }
        }
    }

    /// It is published no more; gives who did, if it was published here.
    pub(super) fn withdraw(&mut self) -> Option<(PeerKey, usize)> {
        self.routes = 0;
        let publisher = self.publisher.take();
        // What the connection that has gone left on the way is dropped.
        self.from = publisher.map(|(peer, _)| peer).or(self.from);
        publisher
    }

    /// Whether it is neither published nor taken here.
    pub(super) fn is_idle(&self) -> bool {
        self.publisher.is_none() && self.layers.iter().all(|layer| layer.takers.is_empty())
    }

    /// Whether a packet came within this span.
    pub(super) fn heard_since(&self, now: Instant, span: Duration) -> bool {
        let last = self.layers.iter().filter_map(|layer| layer.last_at).max();
        last.is_some_and(|at| now.saturating_duration_since(at) < span)
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

    /// Counts a packet of a picture in the layer that it belongs to. Gives what has to be known at once:
    /// a layer that has just come to life, or all when their streams have become one or several.
    pub(super) fn count_picture(
        &mut self,
        packet: &Incoming,
        picture: Option<&Picture>,
        now: Instant,
    ) -> Vec<(StreamKey, LayerReport)> {
        let picture = picture.copied().unwrap_or_default();
        let changed = self.note_layers(packet.layer, &picture);
        let layer = if self.split && packet.layer == 0 {
            picture.spatial
        } else {
            packet.layer
        };
        let Some(entry) = self.layers.get_mut(usize::from(layer)) else {
            return Vec::new();
        };
        let begins = entry.count_picture(packet.payload.len(), picture.temporal, now);
        if !changed && !begins {
            return Vec::new();
        }
        let reports = (0u8..).zip(self.reports(now));
        reports
            .filter(|(at, _)| changed || *at == layer)
            .map(|(at, report)| (self.key(at), report))
            .collect()
    }

    const fn key(&self, layer: u8) -> StreamKey {
        StreamKey {
            source: self.id,
            layer,
        }
    }

    /// Takes note of what a packet tells of layers: their sizes, and whether they are within the
    /// stream. Returns whether that has changed.
    fn note_layers(&mut self, layer: u8, picture: &Picture) -> bool {
        let within = usize::from(picture.layers.unwrap_or(1)).min(LAYERS_MAX);
        let before = self.split;
        if !self.named {
            self.split |= 1 < within;
        } else if layer == 0 && picture.starts_keyframe {
            self.split = 1 < within;
        }
        if self.split && self.layers.len() < within {
            self.layers.resize_with(within, LayerEntry::default);
            self.reported.resize(within, LayerReport::default());
        }
        let first = if self.split { 0 } else { usize::from(layer) };
        if let Some(sizes) = &picture.sizes {
            self.take_sizes(first, sizes);
        }
        self.split != before
    }

    /// Takes the sizes of layers from this one on. A layer of another size than before is of another
    /// picture: what was known of those that tell nothing now was of the one before.
    fn take_sizes(&mut self, first: usize, sizes: &[Option<Size>]) {
        let mut other_picture = false;
        for (entry, size) in self.layers.iter_mut().skip(first).zip(sizes) {
            other_picture |= entry.size.is_some() && size.is_some() && entry.size != *size;
            entry.size = size.or(entry.size);
        }
        if !other_picture {
            return;
        }
        for (at, entry) in self.layers.iter_mut().enumerate() {
            let told = at.checked_sub(first).and_then(|at| sizes.get(at));
            if !told.is_some_and(Option::is_some) {
                entry.size = None;
                (entry.bitrate, entry.thin_bitrate) = (Bitrate(0), Bitrate(0));
            }
        }
    }

    /// What is known of all layers.
    fn reports(&self, now: Instant) -> Vec<LayerReport> {
        let mut reports: Vec<LayerReport> = self.layers.iter().map(LayerEntry::report).collect();
        if self.split {
            self.add_up(&mut reports, now);
        }
        reports
    }

    /// Who shows a spatial layer gets those below it too.
    fn add_up(&self, reports: &mut [LayerReport], now: Instant) {
        let flows = |layer: &LayerEntry| {
            let last = layer.last_at;
            last.is_some_and(|at| now.saturating_duration_since(at) < LAYER_DEAD)
        };
        let still = !self.layers.first().is_some_and(flows);
        let thinned = |report: &LayerReport| {
            let thin = report.thin.map(|thin| thin.bitrate);
            thin.unwrap_or(report.bitrate)
        };
        let mut below = (Bitrate(0), Bitrate(0));
        for (report, layer) in reports.iter_mut().zip(&self.layers) {
            report.live &= still || flows(layer);
            below = (below.0.plus(report.bitrate), below.1.plus(thinned(report)));
            report.bitrate = below.0;
            report.within = true;
            if let Some(thin) = &mut report.thin {
                thin.bitrate = below.1;
            }
        }
    }

    /// Measures all layers; gives those whose report has changed.
    pub(super) fn measure(&mut self, now: Instant) -> Vec<(StreamKey, LayerReport)> {
        if self.publisher.is_none() {
            return Vec::new();
        }
        let alone = self.layers.len() == 1 || self.split;
        for layer in &mut self.layers {
            layer.measure(alone, now);
        }
        let reports = self.reports(now);
        let changed = (0u8..)
            .zip(reports.iter().zip(&self.reported))
            .filter(|(_, (report, reported))| report != reported)
            .map(|(layer, (report, _))| (self.key(layer), *report))
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
        self.talk = self.talk.wrapping_add(u32::from(resumes));
        self.silent = !audible;
        audible.then_some(resumes)
    }
}

/// A voice without a level is taken to speak at this one, so that it is heard.
pub(super) const LEVEL_UNTOLD: i8 = -40;

#[cfg(test)]
mod tests;
