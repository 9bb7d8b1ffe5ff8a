//! Files: what was uploaded, and what a recording became.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clip::Clip;
use crate::id::{FileId, PersonId};
use crate::time::Timestamp;

/// A file that is complete and stored. Its bytes are at `GET /api/v1/files/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct File {
    /// Its id.
    pub id: FileId,
    /// Its name as uploaded, cleaned of paths and control characters.
    pub name: String,
    /// Its media type as found from its name and first bytes (RFC 6838).
    pub media_type: String,
    /// Its length, in bytes.
    pub bytes: u64,
    /// Width and height in pixels, if it is a picture we can read, or a clip with pictures.
    pub size: Option<PictureSize>,
    /// Whether `GET /api/v1/files/{id}/thumbnail` has a picture.
    pub thumbnail: bool,
    /// What was recorded, if it is a clip.
    #[serde(default)]
    pub clip: Option<Clip>,
    /// Who uploaded it.
    pub uploaded_by: PersonId,
    /// When it was complete.
    pub created_at: Timestamp,
}

/// Width and height of a picture, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PictureSize {
    /// Width, in pixels.
    pub width: u32,
    /// Height, in pixels.
    pub height: u32,
}
