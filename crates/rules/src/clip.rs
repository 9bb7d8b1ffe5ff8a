//! What may be a clip: a recording that holds what it says to hold, and not too much of it.

use model::clip::{Clip, ClipKind, RecordedClip};
use model::limits::{CLIP_LATE_MS_MAX, CLIP_MS_MAX, CLIP_MS_MIN};

/// Why a recording is refused as a clip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClipRefusal {
    /// A voice clip has pictures.
    #[error("this recording has a picture: send it as a camera or screen clip")]
    NotVoice,
    /// A voice clip has no sound.
    #[error("this recording has no sound: look at the microphone and record it again")]
    Silent,
    /// A camera or screen clip has no pictures.
    #[error("this recording has no picture: send it as a voice clip, or record it again")]
    NoPicture,
    /// There is next to nothing in it.
    #[error("this recording is over before it begins: record it again")]
    TooShort,
    /// It is longer than a clip may be.
    #[error("a clip is at most {} minutes long: say it in two, or talk", CLIP_MS_MAX / 60_000)]
    TooLong,
}

/// Decides whether a recording is the clip of `kind` that its author says it is. A camera or a screen may
/// be without sound: hands speak as well.
///
/// # Errors
/// [`ClipRefusal`] names what is wrong with it.
pub fn decide_clip(kind: ClipKind, recorded: RecordedClip) -> Result<Clip, ClipRefusal> {
    match kind {
        ClipKind::Voice if recorded.picture.is_some() => return Err(ClipRefusal::NotVoice),
        ClipKind::Voice if !recorded.sound => return Err(ClipRefusal::Silent),
        ClipKind::Camera | ClipKind::Screen if recorded.picture.is_none() => {
            return Err(ClipRefusal::NoPicture);
        }
        _ => {}
    }
    if recorded.duration_ms < CLIP_MS_MIN {
        return Err(ClipRefusal::TooShort);
    }
    if CLIP_MS_MAX + CLIP_LATE_MS_MAX < recorded.duration_ms {
        return Err(ClipRefusal::TooLong);
    }
    Ok(Clip {
        kind,
        duration_ms: recorded.duration_ms,
        loudness: recorded.loudness,
    })
}

#[cfg(test)]
mod tests;
