//! Files, unfinished uploads, and who may read a file.

use model::clip::ClipKind;
use model::file::{File, PictureSize};
use model::id::{ChannelId, FileId, PersonId};
use model::time::Timestamp;

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::{Row, optional_json};
use crate::values;

/// An upload that is not complete. How much of it has come is the length of its part file.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The id its file will have.
    pub id: FileId,
    /// Who uploads.
    pub person: PersonId,
    /// The file's name, cleaned.
    pub name: String,
    /// Its length when complete, in bytes.
    pub bytes: u64,
    /// When the last piece came.
    pub touched_at: Timestamp,
    /// What was recorded, if it is to be a clip.
    pub clip: Option<ClipKind>,
}

/// Reads the columns of [`View::file`], in its order.
pub(crate) fn read_file(row: &Row<'_, '_>) -> Result<File, StoreError> {
    let size = match (row.optional_number(4)?, row.optional_number(5)?) {
        (Some(width), Some(height)) => Some(PictureSize {
            width: u32::try_from(width).unwrap_or(u32::MAX),
            height: u32::try_from(height).unwrap_or(u32::MAX),
        }),
        _ => None,
    };
    Ok(File {
        id: row.id(0)?,
        name: row.text(1)?,
        media_type: row.text(2)?,
        bytes: row.number(3)?,
        size,
        thumbnail: row.truth(6)?,
        uploaded_by: row.id(7)?,
        created_at: row.instant(8)?,
        clip: row.optional_json(9)?,
    })
}

fn read_upload(row: &Row<'_, '_>) -> Result<Upload, StoreError> {
    Ok(Upload {
        id: row.id(0)?,
        person: row.id(1)?,
        name: row.text(2)?,
        bytes: row.number(3)?,
        touched_at: row.instant(4)?,
        clip: row.optional_json(5)?,
    })
}

impl View<'_> {
    /// One file.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn file(&self, id: FileId) -> Result<Option<File>, StoreError> {
        self.first(
            "SELECT id, name, media_type, bytes, width, height, thumbnail, uploaded_by, created_at,
                 clip
             FROM file WHERE id = $1",
            values![id],
            read_file,
        )
    }

    /// Files after `after`, in order of id, at most `limit`.
    ///
    /// # Errors
    /// As any query.
    pub fn files_after(&self, after: Option<FileId>, limit: u64) -> Result<Vec<File>, StoreError> {
        let after = after.map(|id| id.to_string()).unwrap_or_default();
        self.all(
            "SELECT id, name, media_type, bytes, width, height, thumbnail, uploaded_by, created_at,
                 clip
             FROM file WHERE $1 < id ORDER BY id LIMIT $2",
            values![after, limit],
            read_file,
        )
    }

    /// Channels in which a file is used: attached to a message, or the recording of a session.
    ///
    /// # Errors
    /// As any query.
    pub fn channels_using(&self, file: FileId) -> Result<Vec<ChannelId>, StoreError> {
        self.all(
            "SELECT m.channel FROM attachment a JOIN message m ON m.id = a.message
             WHERE a.file = $1
             UNION
             SELECT s.channel FROM recording r JOIN session s ON s.id = r.session
             WHERE r.file = $2",
            values![file, file],
            |row| row.id(0),
        )
    }

    /// An unfinished upload.
    ///
    /// # Errors
    /// As any query.
    pub fn upload(&self, id: FileId) -> Result<Option<Upload>, StoreError> {
        self.first(
            "SELECT id, person, name, bytes, touched_at, clip FROM upload WHERE id = $1",
            values![id],
            read_upload,
        )
    }

    /// Unfinished uploads last touched before `before`.
    ///
    /// # Errors
    /// As any query.
    pub fn idle_uploads(&self, before: Timestamp) -> Result<Vec<Upload>, StoreError> {
        self.all(
            "SELECT id, person, name, bytes, touched_at, clip FROM upload WHERE touched_at < $1
             ORDER BY touched_at LIMIT 200",
            values![before],
            read_upload,
        )
    }
}

impl Tx<'_> {
    /// Writes a complete file and ends its upload.
    ///
    /// # Errors
    /// As any statement; so for those below.
    pub fn insert_file(&self, file: &File) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO file (id, name, media_type, bytes, width, height, thumbnail, uploaded_by,
                 created_at, clip)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            &[
                file.id.into(),
                (&file.name).into(),
                (&file.media_type).into(),
                file.bytes.into(),
                file.size.map(|size| size.width).into(),
                file.size.map(|size| size.height).into(),
                file.thumbnail.into(),
                file.uploaded_by.into(),
                file.created_at.into(),
                optional_json(file.clip.as_ref())?,
            ],
        )?;
        self.delete_upload(file.id)
    }

    /// Writes a new upload.
    ///
    /// # Errors
    /// As any statement.
    pub fn insert_upload(&self, upload: &Upload) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO upload (id, person, name, bytes, touched_at, clip)
             VALUES ($1, $2, $3, $4, $5, $6)",
            &[
                upload.id.into(),
                upload.person.into(),
                (&upload.name).into(),
                upload.bytes.into(),
                upload.touched_at.into(),
                optional_json(upload.clip.as_ref())?,
            ],
        )?;
        Ok(())
    }

    /// Notes that a piece came.
    ///
    /// # Errors
    /// As any statement.
    pub fn touch_upload(&self, id: FileId, at: Timestamp) -> Result<(), StoreError> {
        self.run(
            "UPDATE upload SET touched_at = $1 WHERE id = $2",
            values![at, id],
        )?;
        Ok(())
    }

    /// Ends an upload.
    ///
    /// # Errors
    /// As any statement.
    pub fn delete_upload(&self, id: FileId) -> Result<(), StoreError> {
        self.run("DELETE FROM upload WHERE id = $1", values![id])?;
        Ok(())
    }
}
