//! The clips of the sample organisation, and what is known of them without looking into them again.

use model::clip::{Clip, ClipKind};
use model::file::PictureSize;
use model::id::FileId;

use crate::actor::Actor;
use crate::error::AppError;
use crate::file::Complete;
use crate::{App, random};

/// A clip in `sample/assets`, put right already.
pub(super) struct SampleClip {
    name: &'static str,
    media_type: &'static str,
    bytes: &'static [u8],
    kind: ClipKind,
    size: Option<PictureSize>,
    duration_ms: u64,
    loudness: &'static [u8],
}

/// A voice from a roof, and a simulator's screen that somebody explains.
const CLIPS: [SampleClip; 2] = [
    SampleClip {
        name: "voice-clip.webm",
        media_type: "audio/webm",
        bytes: include_bytes!("assets/voice-clip.webm"),
        kind: ClipKind::Voice,
        size: None,
        duration_ms: 10_901,
        loudness: &[
            0, 68, 73, 70, 72, 69, 70, 53, 67, 74, 71, 65, 71, 68, 64, 62, 0, 67, 66, 65, 72, 73,
            70, 71, 65, 71, 71, 63, 34, 68, 67, 63, 62, 65, 66, 16, 64, 68, 62, 67, 72, 63, 13, 66,
            67, 75, 70, 66, 72, 45, 71, 69, 64, 70, 64, 71, 74, 72, 65, 60, 70, 73, 55, 0,
        ],
    },
    SampleClip {
        name: "screen-clip.webm",
        media_type: "video/webm",
        bytes: include_bytes!("assets/screen-clip.webm"),
        kind: ClipKind::Screen,
        size: Some(PictureSize {
            width: 640,
            height: 400,
        }),
        duration_ms: 12_881,
        loudness: &[
            0, 68, 71, 64, 78, 73, 69, 59, 11, 63, 65, 72, 43, 71, 73, 67, 64, 65, 51, 69, 73, 59,
            54, 70, 71, 60, 68, 64, 65, 71, 64, 65, 57, 68, 60, 72, 70, 68, 63, 50, 68, 69, 69, 16,
            64, 62, 72, 69, 70, 67, 55, 59, 71, 60, 58, 67, 71, 61, 58, 66, 56, 72, 67, 27,
        ],
    },
];

/// The clip of that name.
pub(super) fn named(name: &str) -> Option<&'static SampleClip> {
    CLIPS.iter().find(|clip| clip.name == name)
}

impl App {
    /// Lays a clip's file where an upload would, and takes it over.
    pub(super) async fn lay_clip(
        &self,
        clip: &SampleClip,
        actor: &Actor,
    ) -> Result<FileId, AppError> {
        let id = FileId::new(self.now(), random());
        let path = self.recordings_dir().join(id.to_string());
        tokio::fs::write(&path, clip.bytes).await?;
        let complete = Complete {
            id,
            name: clip.name.to_owned(),
            media_type: clip.media_type.to_owned(),
            person: actor.person,
            size: clip.size,
            thumbnail: false,
            clip: Some(Clip {
                kind: clip.kind,
                duration_ms: clip.duration_ms,
                loudness: clip.loudness.to_vec(),
            }),
        };
        Ok(self.store_file(complete, &path).await?.id)
    }
}
