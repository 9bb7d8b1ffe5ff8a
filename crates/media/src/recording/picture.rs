//! Puts packets together to pictures on the recording's clock.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use model::session::VideoCodec;
use sfu::{H264, Recorded, SourceId, Vp8};

use super::h264::{Assembled, Assembler};
use super::webm::{Frame, VIDEO_TRACK};

/// How long a missing packet is waited for.
const WAIT: Duration = Duration::from_millis(300);

/// Packets kept while one is missing; beyond it the wait is over.
const HELD_MAX: usize = 2_048;

/// How far the publisher's clock may go apart from ours before it is set anew, in milliseconds.
const DRIFT_MS_MAX: u64 = 400;

struct Held {
    source: SourceId,
    time: u32,
    marker: bool,
    starts_keyframe: bool,
    payload: Arc<[u8]>,
    at: Instant,
}

impl Held {
    fn new(packet: &Recorded, codec: VideoCodec) -> Self {
        let payload = &packet.payload;
        Self {
            source: packet.source,
            time: packet.time,
            marker: packet.marker,
            starts_keyframe: match codec {
                VideoCodec::H264 => H264::parse(payload).is_some_and(|h264| h264.starts_keyframe),
                VideoCodec::Vp8 | VideoCodec::Vp9 | VideoCodec::Av1 => {
                    Vp8::parse(payload).is_some_and(|vp8| vp8.starts_keyframe)
                }
            },
            payload: payload.clone(),
            at: packet.at,
        }
    }
}

/// A picture and the size that a keyframe tells.
pub(super) struct Picture {
    pub(super) frame: Frame,
    pub(super) size: Option<(u32, u32)>,
}

/// Orders packets and cuts pictures out of them.
pub(super) struct Pictures {
    codec: VideoCodec,
    h264: Assembler,
    start: Instant,
    held: BTreeMap<u64, Held>,
    /// The number that comes next; `None` while a keyframe is waited for.
    next: Option<u64>,
    /// Timestamp and time on the recording's clock that belong together.
    anchor: Option<(u32, u64)>,
    last_ms: Option<u64>,
    /// A keyframe has to be asked for.
    broken: bool,
}

impl Pictures {
    /// Of packets of this codec; `start` is when the recording's clock began.
    pub(super) fn new(codec: VideoCodec, start: Instant) -> Self {
        Self {
            codec,
            h264: Assembler::default(),
            start,
            held: BTreeMap::new(),
            next: None,
            anchor: None,
            last_ms: None,
            broken: false,
        }
    }

    /// Takes a packet.
    pub(super) fn take(&mut self, packet: &Recorded) {
        if self.next.is_some_and(|next| packet.seq < next) {
            return;
        }
        self.held.insert(packet.seq, Held::new(packet, self.codec));
    }

    /// Whether a keyframe has to be asked for, because the picture is broken; told once.
    pub(super) fn take_broken(&mut self) -> bool {
        std::mem::take(&mut self.broken)
    }

    /// The next complete picture.
    pub(super) fn next(&mut self, now: Instant) -> Option<Picture> {
        loop {
            if self.next.is_none() {
                let keyframe = self.held.iter().find(|(_, held)| held.starts_keyframe);
                let first = keyframe.map(|(seq, _)| *seq)?;
                self.held = self.held.split_off(&first);
                self.next = Some(first);
            }
            let start = self.next?;
            match self.complete(start) {
                Some(end) => match self.cut(end) {
                    Some(picture) => return Some(picture),
                    None => continue,
                },
                None if self.overdue(now) => self.skip(start),
                None => return None,
            }
        }
    }

    /// The last number of the picture that begins at `start`, if all of it is there.
    fn complete(&self, start: u64) -> Option<u64> {
        let time = self.held.get(&start)?.time;
        let mut end = start;
        loop {
            let held = self.held.get(&end).filter(|held| held.time == time)?;
            if held.marker {
                return Some(end);
            }
            end += 1;
        }
    }

    /// Whether what is missing will not come any more: later packets are old, or another picture
    /// follows without a gap because a switch cut this one short.
    fn overdue(&self, now: Instant) -> bool {
        let old = |held: &Held| WAIT <= now.saturating_duration_since(held.at);
        let waits = self.held.values().next().is_some_and(old);
        waits || HELD_MAX < self.held.len() || self.cut_short()
    }

    fn cut_short(&self) -> bool {
        let Some(start) = self.next else { return false };
        let Some(time) = self.held.get(&start).map(|held| held.time) else {
            return false;
        };
        let unbroken = self
            .held
            .iter()
            .zip(start..)
            .take_while(|((seq, _), at)| **seq == *at);
        let mut other = unbroken
            .map(|((_, held), _)| held)
            .filter(|held| held.time != time);
        other.next().is_some_and(|held| held.starts_keyframe)
    }

    /// Gives up the picture that begins at `start`: the next keyframe begins anew.
    fn skip(&mut self, start: u64) {
        self.held = self.held.split_off(&(start + 1));
        self.next = None;
        let follows = self.held.values().any(|held| held.starts_keyframe);
        self.broken |= !follows;
        if !follows {
            self.held.clear();
        }
    }

    /// Makes a picture of the packets up to `end`; `None` if they show nothing.
    fn cut(&mut self, end: u64) -> Option<Picture> {
        let rest = self.held.split_off(&(end + 1));
        let packets = std::mem::replace(&mut self.held, rest);
        self.next = Some(end + 1);
        let first = packets.values().next()?;
        let payloads = packets.values().map(|held| &*held.payload);
        let (data, keyframe, size) = match self.codec {
            VideoCodec::H264 => match self.h264.assemble(first.source, payloads) {
                Assembled::Picture {
                    data,
                    keyframe,
                    size,
                } => (data, keyframe, size),
                Assembled::Nothing => return None,
                Assembled::Broken => {
                    self.next = None;
                    self.broken = true;
                    return None;
                }
            },
            VideoCodec::Vp8 | VideoCodec::Vp9 | VideoCodec::Av1 => vp8_picture(payloads),
        };
        let ms = self.place(first.time, first.at);
        Some(Picture {
            frame: Frame {
                track: VIDEO_TRACK,
                ms,
                keyframe,
                data,
            },
            size,
        })
    }

    /// Puts a timestamp on the recording's clock; always later than the picture before.
    fn place(&mut self, time: u32, at: Instant) -> u64 {
        let came = u64::try_from(at.saturating_duration_since(self.start).as_millis()).unwrap_or(0);
        let placed = self.anchor.map(|(anchor, ms)| {
            let ticks = i64::from(time.wrapping_sub(anchor).cast_signed());
            ms.saturating_add_signed(ticks / 90)
        });
        let ms = match placed {
            Some(ms) if ms.abs_diff(came) < DRIFT_MS_MAX => ms,
            _ => {
                self.anchor = Some((time, came));
                came
            }
        };
        let ms = self.last_ms.map_or(ms, |last| ms.max(last + 1));
        self.last_ms = Some(ms);
        ms
    }
}

/// A frame of VP8, whether it stands alone, and the size that it tells.
fn vp8_picture<'p>(
    payloads: impl Iterator<Item = &'p [u8]>,
) -> (Vec<u8>, bool, Option<(u32, u32)>) {
    let mut data = Vec::new();
    let mut begins = None;
    for payload in payloads {
        let vp8 = Vp8::parse(payload);
        if let Some(vp8) = &vp8 {
            data.extend_from_slice(&payload[vp8.descriptor_len..]);
        }
        begins.get_or_insert(vp8);
    }
    let first = begins.flatten();
    let keyframe = first.as_ref().is_some_and(|vp8| vp8.starts_keyframe);
    let size = first.and_then(|vp8| vp8.size);
    (data, keyframe, size.map(|size| (size.width, size.height)))
}

#[cfg(test)]
mod tests;
