//! Clips: recorded voice, camera and screen messages. A clip is a file that its message carries.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::file::PictureSize;

/// What was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClipKind {
    /// A voice alone.
    Voice,
    /// A person before their camera.
    Camera,
    /// A screen, mostly with a voice that explains it.
    Screen,
}

/// What a file is that was recorded as a clip. It begins at 0, says its length itself and can be
/// sought in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Clip {
    /// What was recorded.
    pub kind: ClipKind,
    /// Its length, in milliseconds.
    pub duration_ms: u64,
    /// How loud it is, from beginning to end in equal steps: 100 for full scale, 0 for 50 dB below it or
    /// less. Empty where it is not known.
    pub loudness: Vec<u8>,
}

/// In what a recording is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClipContainer {
    /// WebM (a profile of Matroska, RFC 9559), as most browsers record.
    Webm,
    /// MP4 (ISO/IEC 14496-14), as Safari records.
    Mp4,
}

/// What stands in an uploaded recording, whatever its name says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedClip {
    /// In what it is packed.
    pub container: ClipContainer,
    /// Whether there is any sound.
    pub sound: bool,
    /// The size of its pictures, if there are any.
    pub picture: Option<PictureSize>,
    /// Its length, in milliseconds.
    pub duration_ms: u64,
    /// As of [`Clip::loudness`].
    pub loudness: Vec<u8>,
}
