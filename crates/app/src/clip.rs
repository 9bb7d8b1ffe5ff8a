//! Clips: an uploaded recording becomes one when it holds what it says, and lists name it in words.

use std::path::Path;

use model::clip::{ClipContainer, ClipKind};
use model::file::{File, PictureSize};
use model::id::FileId;
use model::limits::CLIP_BYTES_MAX;
use model::message::Message;
use rules::clip::{ClipRefusal, decide_clip};
use store::Upload;

use crate::App;
use crate::error::{AppError, invalid};
use crate::file::Complete;
use crate::live::ClipFault;
use crate::participant::media_unavailable;
use crate::text;

impl From<ClipRefusal> for AppError {
    fn from(refusal: ClipRefusal) -> Self {
        invalid("clip", refusal.to_string())
    }
}

/// What stands for a message with these attachments in lists: its clip, named, and its words.
pub(crate) fn excerpt(attachments: &[File], words: &str) -> String {
    let Some(clip) = attachments.iter().find_map(|file| file.clip.as_ref()) else {
        return words.to_owned();
    };
    let name = match clip.kind {
        ClipKind::Voice => "Voice clip",
        ClipKind::Camera => "Camera clip",
        ClipKind::Screen => "Screen clip",
    };
    let seconds = (clip.duration_ms + 500) / 1_000;
    let length = format!("{}:{:02}", seconds / 60, seconds % 60);
    if words.is_empty() {
        format!("{name}, {length}")
    } else {
        text::excerpt(&format!("{name}, {length}: {words}"))
    }
}

/// The same for a message as it stands.
pub(crate) fn excerpt_of(message: &Message) -> String {
    let words = text::render(&message.text).excerpt;
    excerpt(&message.attachments, &words)
}

/// A name for a clip's file: what was recorded, when it came, in what it is packed.
fn name_of(kind: ClipKind, container: ClipContainer, upload: &Upload) -> String {
    let kind = match kind {
        ClipKind::Voice => "voice",
        ClipKind::Camera => "camera",
        ClipKind::Screen => "screen",
    };
    let ending = match container {
        ClipContainer::Webm => "webm",
        ClipContainer::Mp4 => "mp4",
    };
    let at = upload.touched_at.to_string().replace(':', "-");
    format!("{kind}-clip-{at}.{ending}")
}

/// The media type of a clip's file (RFC 6838): sound alone is `audio/…`.
fn media_type_of(container: ClipContainer, picture: Option<PictureSize>) -> &'static str {
    match (container, picture) {
        (ClipContainer::Webm, None) => "audio/webm",
        (ClipContainer::Webm, Some(_)) => "video/webm",
        (ClipContainer::Mp4, None) => "audio/mp4",
        (ClipContainer::Mp4, Some(_)) => "video/mp4",
    }
}

/// Refuses a clip that is too large before any of it comes.
pub(crate) fn check_bytes(bytes: u64) -> Result<(), AppError> {
    if CLIP_BYTES_MAX < bytes {
        let detail = format!("a clip has at most {CLIP_BYTES_MAX} bytes");
        return Err(crate::error::refused(
            model::error::ErrorCode::TooLarge,
            detail,
        ));
    }
    Ok(())
}

impl App {
    /// Makes a file of a finished upload that is to be a clip: looks into it, puts it right, decides.
    /// What is refused is forgotten.
    pub(crate) async fn complete_clip(
        &self,
        upload: Upload,
        kind: ClipKind,
        part: &Path,
    ) -> Result<File, AppError> {
        let live = self.live.get().ok_or_else(|| media_unavailable(None))?;
        let whole = part.with_extension("clip");
        let recorded = match live.read_clip(part.to_owned(), whole.clone()).await {
            Ok(recorded) => recorded,
            Err(fault @ ClipFault::Io(_)) => return Err(AppError::Internal(Box::new(fault))),
            Err(fault @ ClipFault::Unreadable) => {
                self.forget_upload(upload.id).await?;
                return Err(invalid("clip", fault.to_string()));
            }
        };
        let (container, picture) = (recorded.container, recorded.picture);
        let clip = match decide_clip(kind, recorded) {
            Ok(clip) => clip,
            Err(refusal) => {
                self.forget_upload(upload.id).await?;
                return Err(refusal.into());
            }
        };
        let file = self
            .store_file(
                Complete {
                    id: upload.id,
                    name: name_of(kind, container, &upload),
                    media_type: media_type_of(container, picture).to_owned(),
                    person: upload.person,
                    size: picture,
                    thumbnail: false,
                    clip: Some(clip),
                },
                &whole,
            )
            .await?;
        self.remove_part(upload.id).await;
        Ok(file)
    }

    /// Ends an upload of which nothing becomes.
    async fn forget_upload(&self, id: FileId) -> Result<(), AppError> {
        self.remove_part(id).await;
        Ok(self.store.write(move |tx| tx.delete_upload(id)).await?)
    }
}

#[cfg(test)]
mod tests;
