//! Writes a WebM file of one VP8 and one Opus track, cluster by cluster.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

use super::ebml::{self, id};

/// Track number of the picture.
pub(super) const VIDEO_TRACK: u8 = 1;

/// Track number of the sound.
pub(super) const AUDIO_TRACK: u8 = 2;

/// Room for the seek head, which is written at the end.
const SEEK_HEAD_BYTES: usize = 160;

/// Longest time a cluster spans, in milliseconds; a crash costs as much.
const CLUSTER_MS_MAX: u64 = 1_000;

/// Shortest time between two cues of sound alone, in milliseconds.
const AUDIO_CUE_MS: u64 = 5_000;

/// The size that the header tells until the first keyframe does.
const FIRST_SIZE: (u32, u32) = (1_280, 720);

/// A place to seek to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cue {
    /// When, in milliseconds.
    pub(super) ms: u64,
    /// On which track.
    pub(super) track: u8,
    /// Where its cluster begins, from the segment's contents.
    pub(super) cluster: u64,
}

/// Offsets in the file of what is replaced at the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    /// The segment's size field.
    pub(super) segment_size: u64,
    /// Where the segment's contents begin; also the place of the seek head.
    pub(super) segment: u64,
    /// The info element, from the segment's contents.
    pub(super) info: u64,
    /// The eight bytes of the duration.
    pub(super) duration: u64,
    /// The tracks element, from the segment's contents.
    pub(super) tracks: u64,
    /// The video's track entry and its length.
    pub(super) video: (u64, usize),
    /// The eight bytes of the picture's width; its height's are 17 bytes on.
    pub(super) width: u64,
    /// Where the header ends and clusters begin.
    pub(super) end: u64,
}

/// A track of pictures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct VideoTrack {
    /// Its codec's id (RFC 9559, 27.2).
    pub(super) codec: Vec<u8>,
    /// What the codec needs to begin.
    pub(super) private: Option<Vec<u8>>,
    /// Width of a picture, in pixels.
    pub(super) width: u32,
    /// Height of a picture, in pixels.
    pub(super) height: u32,
}

/// A track of Opus sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AudioTrack {
    /// The identification header of RFC 7845, 5.1.
    pub(super) private: Vec<u8>,
    /// 1 or 2.
    pub(super) channels: u64,
    /// What is to be left out at the beginning, in nanoseconds.
    pub(super) delay_ns: u64,
    /// What is to be decoded before a place that is sought, in nanoseconds.
    pub(super) pre_roll_ns: u64,
}

/// The header of our own recordings, with all that comes later reserved.
pub(super) fn header(pre_skip: u16) -> (Vec<u8>, Layout) {
    let video = VideoTrack {
        codec: b"V_VP8".to_vec(),
        private: None,
        width: FIRST_SIZE.0,
        height: FIRST_SIZE.1,
    };
    let mut private = b"OpusHead\x01\x01".to_vec();
    private.extend_from_slice(&pre_skip.to_le_bytes());
    private.extend_from_slice(&48_000_u32.to_le_bytes());
    private.extend_from_slice(&[0, 0, 0]);
    let audio = AudioTrack {
        private,
        channels: 1,
        delay_ns: u64::from(pre_skip) * 1_000_000_000 / 48_000,
        pre_roll_ns: 80_000_000,
    };
    header_of(Some(&video), Some(&audio))
}

/// The header of a file with these tracks, with all that comes later reserved.
pub(super) fn header_of(
    video: Option<&VideoTrack>,
    audio: Option<&AudioTrack>,
) -> (Vec<u8>, Layout) {
    let mut out = Vec::new();
    let mut ebml = Vec::new();
    for (element, value) in [
        (id::EBML_VERSION, 1),
        (id::EBML_READ_VERSION, 1),
        (id::EBML_MAX_ID_LENGTH, 4),
        (id::EBML_MAX_SIZE_LENGTH, 8),
        (id::DOC_TYPE_VERSION, 4),
        (id::DOC_TYPE_READ_VERSION, 2),
    ] {
        ebml::put_uint(&mut ebml, element, value);
    }
    ebml::put(&mut ebml, id::DOC_TYPE, b"webm");
    ebml::put(&mut out, id::EBML, &ebml);

    ebml::put_id(&mut out, id::SEGMENT);
    let mut layout = Layout {
        segment_size: out.len() as u64,
        ..Layout::default()
    };
    ebml::put_size(&mut out, ebml::SIZE_UNKNOWN);
    layout.segment = out.len() as u64;
    ebml::put_void(&mut out, SEEK_HEAD_BYTES);

    layout.info = out.len() as u64 - layout.segment;
    let mut info = Vec::new();
    ebml::put_uint(&mut info, id::TIMESTAMP_SCALE, 1_000_000);
    ebml::put(&mut info, id::MUXING_APP, b"Meanwhile");
    ebml::put(&mut info, id::WRITING_APP, b"Meanwhile");
    ebml::put_float(&mut info, id::DURATION, 0.0);
    ebml::put(&mut out, id::INFO, &info);
    layout.duration = out.len() as u64 - 8;

    layout.tracks = out.len() as u64 - layout.segment;
    let video = video.map(video_entry).unwrap_or_default();
    let audio = audio.map(audio_entry).unwrap_or_default();
    ebml::put_id(&mut out, id::TRACKS);
    ebml::put_size(&mut out, (video.len() + audio.len()) as u64);
    layout.video = (out.len() as u64, video.len());
    out.extend_from_slice(&video);
    // Width and height close the entry, each an id, a size of eight bytes and eight bytes.
    layout.width = (out.len() as u64).saturating_sub(17 + 8);
    out.extend_from_slice(&audio);
    layout.end = out.len() as u64;
    (out, layout)
}

fn video_entry(track: &VideoTrack) -> Vec<u8> {
    let mut video = Vec::new();
    ebml::put_uint(&mut video, id::PIXEL_WIDTH, u64::from(track.width));
    ebml::put_uint(&mut video, id::PIXEL_HEIGHT, u64::from(track.height));
    track_entry(VIDEO_TRACK, 1, &track.codec, |entry| {
        if let Some(private) = &track.private {
            ebml::put(entry, id::CODEC_PRIVATE, private);
        }
        ebml::put(entry, id::VIDEO, &video);
    })
}

fn audio_entry(track: &AudioTrack) -> Vec<u8> {
    let mut audio = Vec::new();
    ebml::put_float(&mut audio, id::SAMPLING_FREQUENCY, 48_000.0);
    ebml::put_uint(&mut audio, id::CHANNELS, track.channels);
    track_entry(AUDIO_TRACK, 2, b"A_OPUS", |entry| {
        ebml::put(entry, id::CODEC_PRIVATE, &track.private);
        ebml::put_uint(entry, id::CODEC_DELAY, track.delay_ns);
        ebml::put_uint(entry, id::SEEK_PRE_ROLL, track.pre_roll_ns);
        ebml::put(entry, id::AUDIO, &audio);
    })
}

fn track_entry(number: u8, kind: u64, codec: &[u8], more: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut entry = Vec::new();
    ebml::put_uint(&mut entry, id::TRACK_NUMBER, u64::from(number));
    ebml::put_uint(&mut entry, id::TRACK_UID, u64::from(number));
    ebml::put_uint(&mut entry, id::TRACK_TYPE, kind);
    ebml::put_uint(&mut entry, id::FLAG_LACING, 0);
    ebml::put(&mut entry, id::CODEC_ID, codec);
    more(&mut entry);
    let mut out = Vec::new();
    ebml::put(&mut out, id::TRACK_ENTRY, &entry);
    out
}

/// A frame to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) track: u8,
    /// From the beginning, in milliseconds.
    pub(super) ms: u64,
    pub(super) keyframe: bool,
    pub(super) data: Vec<u8>,
}

/// A cluster that is being filled.
struct Cluster {
    ms: u64,
    blocks: Vec<u8>,
}

/// Writes frames in the order of their times.
pub(super) struct Writer {
    file: File,
    layout: Layout,
    /// Where the next cluster is written.
    at: u64,
    cluster: Option<Cluster>,
    cues: Vec<Cue>,
    end_ms: u64,
    pictures: u64,
}

impl Writer {
    /// Makes the file; an earlier one of that name is an error.
    pub(super) fn create(path: &Path, pre_skip: u16) -> io::Result<Self> {
        let (header, layout) = header(pre_skip);
        Self::create_with(path, &header, layout)
    }

    /// The same with a header of [`header_of`].
    pub(super) fn create_with(path: &Path, header: &[u8], layout: Layout) -> io::Result<Self> {
        let mut file = File::options()
            .write(true)
            .read(true)
            .create_new(true)
            .open(path)?;
        file.write_all(header)?;
        Ok(Self {
            file,
            layout,
            at: layout.end,
            cluster: None,
            cues: Vec::new(),
            end_ms: 0,
            pictures: 0,
        })
    }

    /// Tells the picture's size to players that want it before the first keyframe.
    pub(super) fn set_size(&mut self, width: u32, height: u32) -> io::Result<()> {
        for (offset, side) in [(0, width), (17, height)] {
            self.file
                .seek(SeekFrom::Start(self.layout.width + offset))?;
            self.file.write_all(&u64::from(side).to_be_bytes())?;
        }
        Ok(())
    }

    /// Appends a frame; `length_ms` is how long it lasts.
    pub(super) fn write(&mut self, frame: &Frame, length_ms: u64) -> io::Result<()> {
        let picture = frame.track == VIDEO_TRACK;
        let full = self.cluster.as_ref().is_some_and(|cluster| {
            (picture && frame.keyframe) || cluster.ms + CLUSTER_MS_MAX <= frame.ms
        });
        if full {
            self.flush()?;
        }
        if self.cluster.is_none() {
            self.cluster = Some(Cluster {
                ms: frame.ms,
                blocks: Vec::new(),
            });
            if self.cue_wanted(frame) {
                let cluster = self.at - self.layout.segment;
                self.cues.push(Cue {
                    ms: frame.ms,
                    track: frame.track,
                    cluster,
                });
            }
        }
        let Some(cluster) = &mut self.cluster else {
            return Ok(());
        };
        let relative =
            i64::try_from(frame.ms).unwrap_or(0) - i64::try_from(cluster.ms).unwrap_or(0);
        let relative = i16::try_from(relative).unwrap_or(if relative < 0 { 0 } else { i16::MAX });
        let mut block = vec![0x80 | frame.track];
        block.extend_from_slice(&relative.to_be_bytes());
        block.push(if frame.keyframe { 0x80 } else { 0 });
        block.extend_from_slice(&frame.data);
        ebml::put(&mut cluster.blocks, id::SIMPLE_BLOCK, &block);
        self.end_ms = self.end_ms.max(frame.ms + length_ms);
        self.pictures += u64::from(picture);
        Ok(())
    }

    fn cue_wanted(&self, frame: &Frame) -> bool {
        let last = self.cues.last().map(|cue| cue.ms);
        let alone = self.pictures == 0 && last.is_none_or(|ms| ms + AUDIO_CUE_MS <= frame.ms);
        (frame.track == VIDEO_TRACK && frame.keyframe) || alone
    }

    /// Writes the cluster, complete.
    fn flush(&mut self) -> io::Result<()> {
        let Some(cluster) = self.cluster.take() else {
            return Ok(());
        };
        let mut contents = Vec::with_capacity(cluster.blocks.len() + 17);
        ebml::put_uint(&mut contents, id::TIMESTAMP, cluster.ms);
        contents.extend_from_slice(&cluster.blocks);
        let mut out = Vec::with_capacity(contents.len() + 12);
        ebml::put(&mut out, id::CLUSTER, &contents);
        self.file.seek(SeekFrom::Start(self.at))?;
        self.file.write_all(&out)?;
        self.at += out.len() as u64;
        Ok(())
    }

    /// How far the recording has come, in milliseconds.
    pub(super) const fn end_ms(&self) -> u64 {
        self.end_ms
    }

    /// Writes the index. Gives the length in milliseconds and the file's size.
    pub(super) fn finish(mut self) -> io::Result<(u64, u64)> {
        self.flush()?;
        let bytes = write_index(
            &mut self.file,
            &self.layout,
            self.at,
            &self.cues,
            self.end_ms,
            0 < self.pictures,
        )?;
        Ok((self.end_ms, bytes))
    }
}

/// Writes cues, seek head, duration and size into a file whose clusters end at `at`, and cuts off
/// what is behind. Gives the file's size.
pub(super) fn write_index(
    file: &mut File,
    layout: &Layout,
    at: u64,
    cues: &[Cue],
    duration_ms: u64,
    has_pictures: bool,
) -> io::Result<u64> {
    let mut points = Vec::new();
    for cue in cues {
        let (mut position, mut point) = (Vec::new(), Vec::new());
        ebml::put_uint(&mut position, id::CUE_TRACK, u64::from(cue.track));
        ebml::put_uint(&mut position, id::CUE_CLUSTER_POSITION, cue.cluster);
        ebml::put_uint(&mut point, id::CUE_TIME, cue.ms);
        ebml::put(&mut point, id::CUE_TRACK_POSITIONS, &position);
        ebml::put(&mut points, id::CUE_POINT, &point);
    }
    let mut out = Vec::new();
    ebml::put(&mut out, id::CUES, &points);
    file.set_len(at)?;
    file.seek(SeekFrom::Start(at))?;
    file.write_all(&out)?;
    let end = at + out.len() as u64;
    // A player would wait for pictures of a track that has none.
    if !has_pictures && 0 < layout.video.1 {
        let mut void = Vec::new();
        ebml::put_void(&mut void, layout.video.1);
        file.seek(SeekFrom::Start(layout.video.0))?;
        file.write_all(&void)?;
    }
    file.seek(SeekFrom::Start(layout.segment))?;
    file.write_all(&seek_head(layout, at - layout.segment))?;
    file.seek(SeekFrom::Start(layout.duration))?;
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds of a recording fit a float"
    )]
    file.write_all(&(duration_ms as f64).to_be_bytes())?;
    // On disk before the file is called complete: the size field is what says so.
    file.sync_data()?;
    file.seek(SeekFrom::Start(layout.segment_size))?;
    file.write_all(&((1 << 56) | (end - layout.segment)).to_be_bytes())?;
    file.sync_all()?;
    Ok(end)
}

fn seek_head(layout: &Layout, cues: u64) -> Vec<u8> {
    let mut seeks = Vec::new();
    for (element, position) in [
        (id::INFO, layout.info),
        (id::TRACKS, layout.tracks),
        (id::CUES, cues),
    ] {
        let mut seek = Vec::new();
        ebml::put(&mut seek, id::SEEK_ID, &element.to_be_bytes());
        ebml::put_uint(&mut seek, id::SEEK_POSITION, position);
        ebml::put(&mut seeks, id::SEEK, &seek);
    }
    let mut out = Vec::new();
    ebml::put(&mut out, id::SEEK_HEAD, &seeks);
    let rest = SEEK_HEAD_BYTES - out.len();
    ebml::put_void(&mut out, rest);
    out
}

#[cfg(test)]
mod tests;
