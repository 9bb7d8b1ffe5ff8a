//! The file of a recording, by the codec of its pictures.

use std::io;
use std::path::Path;

use model::session::VideoCodec;

use super::webm::Frame;
use super::{mp4, webm};

/// How the name of a recording's file ends.
pub(crate) const fn ending(codec: VideoCodec) -> &'static str {
    match codec {
        VideoCodec::H264 => "mp4",
        VideoCodec::Vp8 | VideoCodec::Vp9 | VideoCodec::Av1 => "webm",
    }
}

/// Writes frames in the order of their times.
pub(super) enum Writer {
    /// VP8 and Opus.
    Webm(webm::Writer),
    /// H.264 and Opus.
    Mp4(mp4::Writer),
}

impl Writer {
    /// Makes the file; an earlier one of that name is an error.
    pub(super) fn create(path: &Path, codec: VideoCodec, pre_skip: u16) -> io::Result<Self> {
        match codec {
            VideoCodec::H264 => mp4::Writer::create(path, pre_skip).map(Self::Mp4),
            VideoCodec::Vp8 | VideoCodec::Vp9 | VideoCodec::Av1 => {
                webm::Writer::create(path, pre_skip).map(Self::Webm)
            }
        }
    }

    /// Tells the picture's size to players that want it before the first keyframe.
    pub(super) fn set_size(&mut self, width: u32, height: u32) -> io::Result<()> {
        match self {
            Self::Webm(writer) => writer.set_size(width, height),
            // It is in the parameters that a keyframe carries.
            Self::Mp4(_) => Ok(()),
        }
    }

    /// Appends a frame; `length_ms` is how long it lasts.
    pub(super) fn write(&mut self, frame: &Frame, length_ms: u64) -> io::Result<()> {
        match self {
            Self::Webm(writer) => writer.write(frame, length_ms),
            Self::Mp4(writer) => writer.write(frame, length_ms),
        }
    }

    /// How far the recording has come, in milliseconds.
    pub(super) const fn end_ms(&self) -> u64 {
        match self {
            Self::Webm(writer) => writer.end_ms(),
            Self::Mp4(writer) => writer.end_ms(),
        }
    }

    /// Writes the index. Gives the length in milliseconds and the file's size.
    pub(super) fn finish(self) -> io::Result<(u64, u64)> {
        match self {
            Self::Webm(writer) => writer.finish(),
            Self::Mp4(writer) => writer.finish(),
        }
    }
}
