//! What comes in one slot of a bot, and whether a decoder could show it.

use std::collections::BTreeMap;
use std::time::Instant;

use crate::codec::{Codec, Picture, Reader};
use crate::limits::LAYERS_MAX;
use crate::source::Size;

/// What came in one slot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlotCounts {
    /// Different packets.
    pub packets: u64,
    /// Payload bytes.
    pub bytes: u64,
    /// Packets that came twice with one number.
    pub repeated: u64,
    /// Highest and lowest extended sequence number.
    pub seqs: Option<(u64, u64)>,
    /// Pictures a decoder could show: complete, unbroken since a keyframe.
    pub pictures: u64,
    /// Keyframes among them.
    pub keyframes: u64,
    /// The codec of the newest packet.
    pub codec: Codec,
    /// Size told by the last keyframe.
    pub size: Option<Size>,
    /// The source last named.
    pub csrc: Option<u32>,
    /// Steps of a timestamp backwards from one picture to the next.
    pub time_steps_back: u64,
    /// Steps of the picture id other than by one, without a keyframe.
    pub picture_gaps: u64,
    /// When the last picture or voice packet came.
    pub last_at: Option<Instant>,
    /// When the first picture could be shown.
    pub first_picture_at: Option<Instant>,
}

impl SlotCounts {
    /// Packets between the first and the last that never came.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.seqs.map_or(0, |(low, high)| {
            (high - low + 1).saturating_sub(self.packets)
        })
    }
}

struct Held {
    time: u32,
    marker: bool,
    picture: Option<Picture>,
}

fn starts_keyframe(held: &Held) -> bool {
    held.picture
        .as_ref()
        .is_some_and(|picture| picture.starts_keyframe)
}

/// Puts a slot's packets in order and counts.
pub struct Track {
    video: bool,
    reader: Reader,
    /// Sizes of the spatial layers, as told last.
    sizes: [Option<Size>; LAYERS_MAX],
    counts: SlotCounts,
    /// Packets not yet part of a shown picture, by sequence number.
    held: BTreeMap<u64, Held>,
    /// The first number of the next picture; `None` waits for a keyframe.
    next: Option<u64>,
    /// No number below this matters.
    floor: u64,
    last_time: Option<u32>,
    last_picture: Option<u16>,
    progress_at: Option<Instant>,
    /// The number of the newest keyframe's first packet, and when it came.
    newest_keyframe: Option<(u64, Instant)>,
}

/// Packets kept for a picture that is not complete.
const HELD_MAX: usize = 4_096;

impl Track {
    pub(super) fn new(video: bool) -> Self {
        Self {
            video,
            reader: Reader::new(Codec::Vp8),
            sizes: [None; LAYERS_MAX],
            counts: SlotCounts::default(),
            held: BTreeMap::new(),
            next: None,
            floor: 0,
            last_time: None,
            last_picture: None,
            progress_at: None,
            newest_keyframe: None,
        }
    }

    /// What was counted.
    #[must_use]
    pub const fn counts(&self) -> &SlotCounts {
        &self.counts
    }

    /// Its packets are of this codec.
    pub(super) fn is_coded(&mut self, codec: Codec) {
        self.counts.codec = codec;
        if self.reader.codec() != codec {
            self.reader = Reader::new(codec);
        }
    }

    pub(super) fn take(
        &mut self,
        seq: u64,
        time: u32,
        marker: bool,
        csrc: Option<u32>,
        payload: &[u8],
        now: Instant,
    ) {
        self.counts.packets += 1;
        self.counts.bytes += u64::try_from(payload.len()).unwrap_or(0);
        self.counts.csrc = csrc.or(self.counts.csrc);
        let (low, high) = self.counts.seqs.unwrap_or((seq, seq));
        self.counts.seqs = Some((low.min(seq), high.max(seq)));
        if !self.video {
            self.counts.last_at = Some(now);
            return;
        }
        if seq < self.floor {
            return;
        }
        let held = Held {
            time,
            marker,
            picture: self.reader.read(payload, None),
        };
        if starts_keyframe(&held) {
            self.newest_keyframe = Some((seq, now));
        }
        if self.held.insert(seq, held).is_some() {
            self.counts.repeated += 1;
        }
        self.progress_at.get_or_insert(now);
        while self.show(now) {}
        while HELD_MAX < self.held.len() {
            self.held.pop_first();
        }
    }

    /// Shows the next picture if it is complete.
    fn show(&mut self, now: Instant) -> bool {
        let start = match self.next {
            Some(next) => next,
            None => match self.held.iter().find(|(_, held)| starts_keyframe(held)) {
                Some((seq, _)) => *seq,
                None => return false,
            },
        };
        let Some(first) = self.held.get(&start) else {
            return self.skip();
        };
        let (time, picture) = (first.time, first.picture);
        let mut end = start;
        while !self.held[&end].marker {
            end += 1;
            match self.held.get(&end) {
                Some(held) if held.time == time => {}
                // A switch cut the picture before short: a keyframe of another time follows.
                Some(held) if starts_keyframe(held) => {
                    self.restart_at(end);
                    return true;
                }
                _ => return self.skip(),
            }
        }
        let held = self.held.range(start..=end);
        let layers = held.filter_map(|(_, held)| held.picture.as_ref());
        let highest = layers.map(|picture| picture.spatial).max();
        self.count_picture(time, picture, highest.unwrap_or(0), now);
        self.held = self.held.split_off(&(end + 1));
        self.next = Some(end + 1);
        self.floor = end + 1;
        true
    }

    /// Goes on with a later keyframe that is complete, as decoders do: it needs nothing before it.
    fn skip(&mut self) -> bool {
        let keyframes = self.held.iter().filter(|(_, held)| starts_keyframe(held));
        let complete = |(seq, first): &(&u64, &Held)| {
            let rest = self.held.range(*seq..).zip(**seq..);
            let mut rest =
                rest.take_while(|((at, held), next)| *at == next && held.time == first.time);
            rest.any(|((_, held), _)| held.marker)
        };
        let later = keyframes.skip_while(|(seq, _)| self.next.is_some_and(|next| **seq <= next));
        let found = later.filter(complete).map(|(seq, _)| *seq).next();
        if let Some(seq) = found.filter(|seq| self.next != Some(*seq)) {
            self.restart_at(seq);
        }
        found.is_some()
    }

    fn restart_at(&mut self, seq: u64) {
        self.held = self.held.split_off(&seq);
        self.next = Some(seq);
        self.floor = seq;
    }

    fn count_picture(&mut self, time: u32, picture: Option<Picture>, highest: u8, now: Instant) {
        self.counts.pictures += 1;
        self.counts.last_at = Some(now);
        self.counts.first_picture_at.get_or_insert(now);
        self.progress_at = Some(now);
        let back = |last: u32| 1 << 31 < time.wrapping_sub(last);
        if self.last_time.replace(time).is_some_and(back) {
            self.counts.time_steps_back += 1;
        }
        let Some(picture) = picture else { return };
        let gap = |last: u16| {
            picture
                .picture_id
                .is_some_and(|id| id != (last + 1) & 0x7fff)
        };
        if self.last_picture.is_some_and(gap) && !picture.starts_keyframe {
            self.counts.picture_gaps += 1;
        }
        self.last_picture = picture.picture_id;
        self.counts.keyframes += u64::from(picture.starts_keyframe);
        self.sizes = picture.sizes.unwrap_or(self.sizes);
        let shown = self.sizes.get(usize::from(highest)).copied().flatten();
        self.counts.size = shown.or(self.counts.size);
    }

    /// Since when packets have been coming without a picture.
    pub(super) fn stuck_since(&self) -> Option<Instant> {
        let waits = self.video && !self.held.is_empty();
        self.progress_at.filter(|_| waits)
    }

    /// Forgets the broken picture and waits for a keyframe; `lately` is since when the first packets of
    /// that may have come.
    pub(super) fn give_up(&mut self, lately: Option<Instant>, now: Instant) {
        self.progress_at = Some(now);
        let comes = self
            .newest_keyframe
            .filter(|(_, at)| lately.is_some_and(|since| since < *at));
        if let Some((seq, _)) = comes.filter(|(seq, _)| self.held.contains_key(seq)) {
            return self.restart_at(seq);
        }
        let broken = self
            .held
            .iter()
            .find(|(_, held)| starts_keyframe(held))
            .map(|(seq, _)| *seq);
        let from = self.next.or(broken).map_or(self.floor, |next| {
            // What has not come may be the keyframe's first.
            next + u64::from(lately.is_none() || self.held.contains_key(&next))
        });
        self.held = self.held.split_off(&from);
        self.next = None;
        self.floor = from;
    }
}
