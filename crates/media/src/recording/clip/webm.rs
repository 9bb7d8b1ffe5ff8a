//! WebM (RFC 9559) as a browser's recorder writes it, read frame by frame and written anew.

use std::path::Path;

use model::clip::{ClipContainer, RecordedClip};
use model::file::PictureSize;
use model::limits::{CLIP_LATE_MS_MAX, CLIP_MS_MAX};

use super::ClipError;
use super::loudness::Loudness;
use super::source::Source;
use crate::recording::ebml::{self, Head, id};
use crate::recording::webm::{
    self, AUDIO_TRACK, AudioTrack, Frame, VIDEO_TRACK, VideoTrack, Writer,
};

/// Largest description of the file that is read, in bytes.
const HEADER_BYTES_MAX: usize = 256 * 1024;

/// Largest frame with its wrapping, in bytes: a picture of many megapixels.
const BLOCK_BYTES_MAX: usize = 16 * 1024 * 1024;

/// How long the last picture is taken to last, in milliseconds.
const PICTURE_MS: u64 = 33;

/// Codecs of pictures that every browser plays in WebM.
const PICTURE_CODECS: [&[u8]; 3] = [b"V_VP8", b"V_VP9", b"V_AV1"];

/// Reads a recording and writes it anew.
pub(super) fn rewrite(path: &Path, whole: &Path) -> Result<RecordedClip, ClipError> {
    let mut reader = Reader {
        source: Source::open(path)?,
        scale_ns: 1_000_000,
        cluster_ms: 0,
        begins_ms: None,
        tracks: Tracks::default(),
        writer: None,
        loudness: Loudness::new(),
        sound_ms: 0,
        has_sound: false,
        has_picture: false,
    };
    reader.open()?;
    while let Some(head) = reader.head()? {
        reader.element(head, whole)?;
        if reader.is_too_long() {
            return Ok(reader.recorded(reader.length_ms()));
        }
    }
    let writer = reader.writer.take().ok_or(ClipError::Unreadable)?;
    if !reader.has_sound && !reader.has_picture {
        return Err(ClipError::Unreadable);
    }
    let (duration_ms, _) = writer.finish()?;
    Ok(reader.recorded(duration_ms))
}

/// The tracks of the upload that are kept: of each kind the first that is understood.
#[derive(Default)]
struct Tracks {
    video: Option<(u64, VideoTrack)>,
    audio: Option<(u64, AudioTrack)>,
}

impl Tracks {
    fn read(contents: &[u8]) -> Self {
        let mut tracks = Self::default();
        for (head, entry) in ebml::elements(contents) {
            if head.id != id::TRACK_ENTRY {
                continue;
            }
            let Some(number) = uint(entry, id::TRACK_NUMBER) else {
                continue;
            };
            let codec = child(entry, id::CODEC_ID).unwrap_or_default();
            if tracks.video.is_none() && PICTURE_CODECS.contains(&codec) {
                tracks.video = video(entry, codec).map(|video| (number, video));
            } else if tracks.audio.is_none() && codec == b"A_OPUS" {
                tracks.audio = audio(entry).map(|audio| (number, audio));
            }
        }
        tracks
    }
}

/// The contents of the first element of that id.
fn child(contents: &[u8], wanted: u32) -> Option<&[u8]> {
    let mut found = ebml::elements(contents).filter(|(head, _)| head.id == wanted);
    found.next().map(|(_, contents)| contents)
}

fn uint(contents: &[u8], wanted: u32) -> Option<u64> {
    child(contents, wanted).map(ebml::read_uint)
}

fn video(entry: &[u8], codec: &[u8]) -> Option<VideoTrack> {
    let settings = child(entry, id::VIDEO)?;
    let side = |wanted| {
        u32::try_from(uint(settings, wanted)?)
            .ok()
            .filter(|side| 0 < *side)
    };
    Some(VideoTrack {
        codec: codec.to_vec(),
        private: child(entry, id::CODEC_PRIVATE).map(<[u8]>::to_vec),
        width: side(id::PIXEL_WIDTH)?,
        height: side(id::PIXEL_HEIGHT)?,
    })
}

fn audio(entry: &[u8]) -> Option<AudioTrack> {
    let settings = child(entry, id::AUDIO)?;
    Some(AudioTrack {
        private: child(entry, id::CODEC_PRIVATE)?.to_vec(),
        channels: uint(settings, id::CHANNELS).unwrap_or(1).clamp(1, 2),
        delay_ns: uint(entry, id::CODEC_DELAY).unwrap_or(0),
        pre_roll_ns: uint(entry, id::SEEK_PRE_ROLL).unwrap_or(0),
    })
}

struct Reader {
    source: Source,
    /// Nanoseconds of one tick.
    scale_ns: u64,
    cluster_ms: u64,
    /// The time of the first frame, which becomes 0.
    begins_ms: Option<u64>,
    tracks: Tracks,
    writer: Option<Writer>,
    loudness: Loudness,
    /// How much sound was heard: times may lie, packets do not.
    sound_ms: u64,
    has_sound: bool,
    has_picture: bool,
}

impl Reader {
    /// Reads what every WebM file begins with.
    fn open(&mut self) -> Result<(), ClipError> {
        let first = self.head()?.filter(|head| head.id == id::EBML);
        let size = first
            .and_then(|head| head.size)
            .ok_or(ClipError::Unreadable)?;
        let contents = self.source.take(size, HEADER_BYTES_MAX)?;
        let contents = contents.ok_or(ClipError::Unreadable)?;
        let kind = child(&contents, id::DOC_TYPE).unwrap_or_default();
        if kind.strip_suffix(b"\0").unwrap_or(kind) != b"webm" {
            return Err(ClipError::Unreadable);
        }
        let segment = self.head()?.filter(|head| head.id == id::SEGMENT);
        segment.map(|_| ()).ok_or(ClipError::Unreadable)
    }

    /// The head of the next element; `None` at the end, or where the file is cut off.
    fn head(&mut self) -> Result<Option<Head>, ClipError> {
        let mut bytes = [0; 12];
        let mut len = 0;
        // The id's first byte says how long it is, and so does the size's.
        while ebml::read_head(&bytes[..len]).is_none() {
            if len == bytes.len() {
                return Err(ClipError::Unreadable);
            }
            if self.source.left() == 0 || !self.source.fill(&mut bytes[len..=len])? {
                return Ok(None);
            }
            len += 1;
        }
        Ok(ebml::read_head(&bytes[..len]))
    }

    /// Takes one element; of those that hold frames only the head, so that their contents come next.
    fn element(&mut self, head: Head, whole: &Path) -> Result<(), ClipError> {
        if head.id == id::CLUSTER {
            return Ok(());
        }
        let size = head.size.ok_or(ClipError::Unreadable)?;
        match head.id {
            id::INFO => {
                if let Some(info) = self.source.take(size, HEADER_BYTES_MAX)? {
                    self.scale_ns = uint(&info, id::TIMESTAMP_SCALE).unwrap_or(1_000_000);
                }
            }
            id::TRACKS if self.writer.is_none() => {
                if let Some(tracks) = self.source.take(size, HEADER_BYTES_MAX)? {
                    self.begin(&tracks, whole)?;
                }
            }
            id::TIMESTAMP => {
                if let Some(value) = self.source.take(size, 8)? {
                    self.cluster_ms = self.millis(ebml::read_uint(&value));
                }
            }
            id::SIMPLE_BLOCK => {
                if let Some(block) = self.source.take(size, BLOCK_BYTES_MAX)? {
                    let keyframe = block.get(3).is_some_and(|flags| flags & 0x80 != 0);
                    self.block(&block, keyframe)?;
                }
            }
            id::BLOCK_GROUP => {
                if let Some(group) = self.source.take(size, BLOCK_BYTES_MAX)? {
                    let keyframe = child(&group, id::REFERENCE_BLOCK).is_none();
                    self.block(child(&group, id::BLOCK).unwrap_or_default(), keyframe)?;
                }
            }
            _ => {
                self.source.skip(size)?;
            }
        }
        Ok(())
    }

    /// Knows the tracks now: the file begins.
    fn begin(&mut self, contents: &[u8], whole: &Path) -> Result<(), ClipError> {
        self.tracks = Tracks::read(contents);
        let video = self.tracks.video.as_ref().map(|(_, video)| video);
        let audio = self.tracks.audio.as_ref().map(|(_, audio)| audio);
        if video.is_none() && audio.is_none() {
            return Err(ClipError::Unreadable);
        }
        let (header, layout) = webm::header_of(video, audio);
        self.writer = Some(Writer::create_with(whole, &header, layout)?);
        Ok(())
    }

    fn millis(&self, ticks: u64) -> u64 {
        let ns = u128::from(ticks) * u128::from(self.scale_ns);
        u64::try_from(ns / 1_000_000).unwrap_or(u64::MAX)
    }

    /// Takes one frame; those of other tracks are left out.
    fn block(&mut self, block: &[u8], keyframe: bool) -> Result<(), ClipError> {
        // Recorders number their tracks in one byte, and lay one frame in a block.
        let [number, high, low, flags, data @ ..] = block else {
            return Err(ClipError::Unreadable);
        };
        if number & 0x80 == 0 || flags & 0x06 != 0 || data.is_empty() {
            return Err(ClipError::Unreadable);
        }
        let number = u64::from(number & 0x7f);
        let is = |track: Option<u64>| track == Some(number);
        let track = if is(self.tracks.video.as_ref().map(|(number, _)| *number)) {
            VIDEO_TRACK
        } else if is(self.tracks.audio.as_ref().map(|(number, _)| *number)) {
            AUDIO_TRACK
        } else {
            return Ok(());
        };
        let relative = i64::from(i16::from_be_bytes([*high, *low]));
        let ticks_ms = self
            .millis(relative.unsigned_abs())
            .min(u64::from(u32::MAX));
        let at_ms = if relative < 0 {
            self.cluster_ms.saturating_sub(ticks_ms)
        } else {
            self.cluster_ms.saturating_add(ticks_ms)
        };
        let begins_ms = *self.begins_ms.get_or_insert(at_ms);
        let ms = at_ms.saturating_sub(begins_ms);
        let length_ms = self.hear(track, ms, data);
        let frame = Frame {
            track,
            ms,
            keyframe,
            data: data.to_vec(),
        };
        let writer = self.writer.as_mut().ok_or(ClipError::Unreadable)?;
        writer.write(&frame, length_ms)?;
        Ok(())
    }

    /// Notes what a frame is; answers how long it lasts, in milliseconds.
    fn hear(&mut self, track: u8, ms: u64, data: &[u8]) -> u64 {
        if track == VIDEO_TRACK {
            self.has_picture = true;
            return PICTURE_MS;
        }
        self.has_sound = true;
        let samples = opus::packet::get_nb_samples(data, 48_000).unwrap_or(0);
        let length_ms = (samples as u64).div_ceil(48);
        self.sound_ms += length_ms.max(1);
        self.loudness.hear(ms, data);
        length_ms
    }

    fn length_ms(&self) -> u64 {
        let end_ms = self.writer.as_ref().map_or(0, Writer::end_ms);
        end_ms.max(self.sound_ms)
    }

    /// Whether it is longer than a clip may be; the rest is not read then.
    fn is_too_long(&self) -> bool {
        CLIP_MS_MAX + CLIP_LATE_MS_MAX < self.length_ms()
    }

    fn recorded(&self, duration_ms: u64) -> RecordedClip {
        let size = self.tracks.video.as_ref().map(|(_, video)| PictureSize {
            width: video.width,
            height: video.height,
        });
        RecordedClip {
            container: ClipContainer::Webm,
            sound: self.has_sound,
            picture: size.filter(|_| self.has_picture),
            duration_ms,
            loudness: self.loudness.steps(duration_ms),
        }
    }
}
