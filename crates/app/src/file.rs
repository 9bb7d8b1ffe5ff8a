//! Files: uploads in pieces (tus 1.0), thumbnails, and reading by range.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use futures::{Stream, StreamExt};
use model::account::Scope;
use model::clip::{Clip, ClipKind};
use model::error::ErrorCode;
use model::file::{File, PictureSize};
use model::id::{FileId, PersonId};
use model::limits::{
    FILE_NAME_BYTES_MAX, THUMBNAIL_SIDE_PX, THUMBNAIL_SOURCE_PIXELS_MAX, UPLOAD_BYTES_MAX,
    UPLOAD_IDLE_MAX,
};
use model::person::Role;
use model::time::Timestamp;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt, WriteMultipart};
use store::Upload;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::actor::Actor;
use crate::error::{AppError, invalid, not_found, refused};
use crate::{App, channel_standing, clip, random, task};

/// Bytes copied at a time when a file is adopted.
const COPY_BYTES: usize = 1024 * 1024;

/// Files that a check reads from the database at a time.
const FILES_AT_ONCE: u64 = 500;

/// Where files are: complete ones in the object store, pieces and running recordings beside it.
pub(crate) struct Files {
    objects: LocalFileSystem,
    root: PathBuf,
}

impl Files {
    pub(crate) fn open(data: &Path) -> std::io::Result<Self> {
        for folder in ["files", "uploads", "recordings"] {
            std::fs::create_dir_all(data.join(folder))?;
        }
        let objects = LocalFileSystem::new_with_prefix(data.join("files"))
            .map_err(std::io::Error::other)?
            .with_fsync(true);
        Ok(Self {
            objects,
            root: data.to_owned(),
        })
    }

    pub(crate) fn recordings_dir(&self) -> PathBuf {
        self.root.join("recordings")
    }

    fn part(&self, id: FileId) -> PathBuf {
        self.root.join("uploads").join(id.to_string())
    }

    /// Forgets all files, of a wiped sample.
    pub(crate) async fn clear(&self) -> Result<(), AppError> {
        for folder in ["files", "uploads", "recordings"] {
            let path = self.root.join(folder);
            let _ = tokio::fs::remove_dir_all(&path).await;
            tokio::fs::create_dir_all(&path).await?;
        }
        Ok(())
    }

    /// Copies a finished file into the object store and removes it.
    pub(crate) async fn adopt(&self, id: FileId, path: &Path) -> Result<(), AppError> {
        let upload = self.objects.put_multipart(&object_key(id)).await?;
        let mut writer = WriteMultipart::new(upload);
        let mut file = tokio::fs::File::open(path).await?;
        let mut buffer = vec![0; COPY_BYTES];
        loop {
            let read = file.read(&mut buffer).await?;
            if read == 0 {
                break;
            }
            writer.wait_for_capacity(2).await?;
            writer.write(&buffer[..read]);
        }
        writer.finish().await?;
        tokio::fs::remove_file(path).await?;
        Ok(())
    }
}

fn object_key(id: FileId) -> Key {
    Key::from(id.to_string())
}

fn thumbnail_key(id: FileId) -> Key {
    Key::from(format!("{id}.thumbnail"))
}

/// Bytes of a file on their way to a client.
pub struct FileBytes {
    /// What they belong to.
    pub file: File,
    /// Which of them, end excluded.
    pub range: Range<u64>,
    /// They themselves.
    pub stream: std::pin::Pin<Box<dyn Stream<Item = Result<Bytes, std::io::Error>> + Send>>,
}

/// Part of a file that is asked for.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// From a byte to the end or another byte, both included.
    From(u64, Option<u64>),
    /// The last so many bytes.
    Last(u64),
}

/// What is known of a complete file before it is taken over.
pub(crate) struct Complete {
    pub(crate) id: FileId,
    pub(crate) name: String,
    pub(crate) media_type: String,
    pub(crate) person: PersonId,
    pub(crate) size: Option<PictureSize>,
    pub(crate) thumbnail: bool,
    pub(crate) clip: Option<Clip>,
}

/// A thumbnail with its media type.
pub struct Thumbnail {
    /// `image/png` or `image/jpeg`.
    pub media_type: &'static str,
    /// The picture.
    pub bytes: Bytes,
}

/// A file's name without paths and control characters, and not too long.
fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !c.is_control()).collect();
    let plain = plain.trim().trim_matches('.').trim();
    if plain.is_empty() {
        return "file".to_owned();
    }
    if plain.len() <= FILE_NAME_BYTES_MAX {
        return plain.to_owned();
    }
    let (stem, ending) = plain.rsplit_once('.').unwrap_or((plain, ""));
    let ending = if ending.len() <= 16 { ending } else { "" };
    let mut cut = FILE_NAME_BYTES_MAX
        .saturating_sub(ending.len() + 1)
        .min(stem.len());
    while !stem.is_char_boundary(cut) {
        cut -= 1;
    }
    let dot = if ending.is_empty() { "" } else { "." };
    format!("{}{dot}{ending}", &stem[..cut])
}

/// A media type by name; what a browser could run is served as plain bytes.
fn media_type(name: &str) -> String {
    let guess = mime_guess::from_path(name).first_or_octet_stream();
    let risky = matches!(
        guess.subtype().as_str(),
        "html" | "xhtml" | "svg" | "xml" | "javascript"
    );
    let risky = risky || guess.suffix().is_some_and(|suffix| suffix == "xml");
    if risky {
        "application/octet-stream".to_owned()
    } else {
        guess.essence_str().to_owned()
    }
}

/// A picture's size and its thumbnail, if it can be read.
struct Picture {
    size: PictureSize,
    thumbnail: Option<Thumbnail>,
}

fn read_picture(path: &Path) -> Option<Picture> {
    let reader = image::ImageReader::open(path)
        .ok()?
        .with_guessed_format()
        .ok()?;
    let (width, height) = reader.into_dimensions().ok()?;
    let size = PictureSize { width, height };
    let pixels = u64::from(width) * u64::from(height);
    if THUMBNAIL_SOURCE_PIXELS_MAX < pixels || pixels == 0 {
        return Some(Picture {
            size,
            thumbnail: None,
        });
    }
    Some(Picture {
        size,
        thumbnail: draw_thumbnail(path),
    })
}

fn draw_thumbnail(path: &Path) -> Option<Thumbnail> {
    let mut reader = image::ImageReader::open(path)
        .ok()?
        .with_guessed_format()
        .ok()?;
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(THUMBNAIL_SOURCE_PIXELS_MAX * 8);
    reader.limits(limits);
    let picture = reader.decode().ok()?;
    let small = if picture.width().max(picture.height()) <= THUMBNAIL_SIDE_PX {
        picture
    } else {
        picture.thumbnail(THUMBNAIL_SIDE_PX, THUMBNAIL_SIDE_PX)
    };
    let mut bytes = std::io::Cursor::new(Vec::new());
    let (format, media_type) = if small.color().has_alpha() {
        (image::ImageFormat::Png, "image/png")
    } else {
        (image::ImageFormat::Jpeg, "image/jpeg")
    };
    small.write_to(&mut bytes, format).ok()?;
    Some(Thumbnail {
        media_type,
        bytes: bytes.into_inner().into(),
    })
}

impl App {
    /// Begins an upload of a file of that name and length; with `clip`, of a recording that is to be
    /// one and is looked into when it is complete.
    ///
    /// # Errors
    /// `too_large` above the largest file; `not_allowed` for tokens without `write`.
    pub async fn begin_upload(
        &self,
        actor: &Actor,
        name: &str,
        bytes: u64,
        clip: Option<ClipKind>,
    ) -> Result<FileId, AppError> {
        actor.needs(Scope::Write)?;
        if clip.is_some() {
            clip::check_bytes(bytes)?;
        }
        if UPLOAD_BYTES_MAX < bytes {
            let detail = format!("a file has at most {UPLOAD_BYTES_MAX} bytes");
            return Err(refused(ErrorCode::TooLarge, detail));
        }
        let now = self.now();
        let upload = Upload {
            id: FileId::new(now, random()),
            person: actor.person,
            name: clean_name(name),
            bytes,
            touched_at: now,
            clip,
        };
        let id = upload.id;
        tokio::fs::File::create(self.files.part(id)).await?;
        self.store
            .write(move |tx| tx.insert_upload(&upload))
            .await?;
        Ok(id)
    }

    async fn own_upload(&self, actor: &Actor, id: FileId) -> Result<Upload, AppError> {
        let person = actor.person;
        let found = self.store.read(move |view| view.upload(id)).await?;
        found
            .filter(|upload| upload.person == person)
            .ok_or_else(not_found)
    }

    /// How many bytes of an upload have come, and how many it has in all.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn upload_offset(&self, actor: &Actor, id: FileId) -> Result<(u64, u64), AppError> {
        let upload = self.own_upload(actor, id).await?;
        let part = tokio::fs::metadata(self.files.part(id)).await?;
        Ok((part.len(), upload.bytes))
    }

    /// Adds a piece at `offset`; answers the new offset, and the file once it is complete. What
    /// came before a broken connection is kept.
    ///
    /// # Errors
    /// `stale` if `offset` is not where the upload stands; `too_large` past its length; `invalid` if it
    /// is to be a clip and is none.
    pub async fn append_upload<S>(
        &self,
        actor: &Actor,
        id: FileId,
        offset: u64,
        mut piece: S,
    ) -> Result<(u64, Option<File>), AppError>
    where
        S: Stream<Item = Result<Bytes, std::io::Error>> + Unpin + Send,
    {
        let upload = self.own_upload(actor, id).await?;
        let path = self.files.part(id);
        let mut part = tokio::fs::OpenOptions::new()
            .append(true)
            .open(&path)
            .await?;
        let mut at = part.metadata().await?.len();
        if at != offset {
            let detail = format!("the upload stands at {at}; go on from there");
            return Err(refused(ErrorCode::Stale, detail));
        }
        while let Some(bytes) = piece.next().await {
            // The client is gone; what came is kept and it goes on later.
            let Ok(bytes) = bytes else { break };
            if upload.bytes < at + bytes.len() as u64 {
                return Err(refused(
                    ErrorCode::TooLarge,
                    "more bytes than were announced",
                ));
            }
            part.write_all(&bytes).await?;
            at += bytes.len() as u64;
        }
        part.sync_all().await?;
        if at < upload.bytes {
            let now = self.now();
            self.store.write(move |tx| tx.touch_upload(id, now)).await?;
            return Ok((at, None));
        }
        drop(part);
        let file = match upload.clip {
            Some(kind) => self.complete_clip(upload, kind, &path).await?,
            None => {
                let Upload {
                    id, name, person, ..
                } = upload;
                self.complete_file(id, name, person, &path).await?
            }
        };
        Ok((at, Some(file)))
    }

    /// Makes a file of a finished upload or recording.
    pub(crate) async fn complete_file(
        &self,
        id: FileId,
        name: String,
        person: PersonId,
        path: &Path,
    ) -> Result<File, AppError> {
        let media_type = media_type(&name);
        let picture = if media_type.starts_with("image/") {
            let path = path.to_owned();
            tokio::task::spawn_blocking(move || read_picture(&path))
                .await
                .map_err(|error| AppError::Internal(Box::new(error)))?
        } else {
            None
        };
        let mut thumbnail = false;
        if let Some(drawn) = picture
            .as_ref()
            .and_then(|picture| picture.thumbnail.as_ref())
        {
            let key = thumbnail_key(id);
            self.files
                .objects
                .put(&key, drawn.bytes.clone().into())
                .await?;
            thumbnail = true;
        }
        let complete = Complete {
            id,
            name,
            media_type,
            person,
            size: picture.map(|picture| picture.size),
            thumbnail,
            clip: None,
        };
        self.store_file(complete, path).await
    }

    /// Takes a complete file over, and writes what is known of it.
    pub(crate) async fn store_file(
        &self,
        complete: Complete,
        path: &Path,
    ) -> Result<File, AppError> {
        let bytes = tokio::fs::metadata(path).await?.len();
        self.files.adopt(complete.id, path).await?;
        let file = File {
            id: complete.id,
            name: complete.name,
            media_type: complete.media_type,
            bytes,
            size: complete.size,
            thumbnail: complete.thumbnail,
            uploaded_by: complete.person,
            created_at: self.now(),
            clip: complete.clip,
        };
        let stored = file.clone();
        self.store.write(move |tx| tx.insert_file(&stored)).await?;
        Ok(file)
    }

    /// Removes what came of an upload.
    pub(crate) async fn remove_part(&self, id: FileId) {
        let part = self.files.part(id);
        for path in [part.with_extension("clip"), part] {
            // It may be adopted, or never have been there.
            let _ = tokio::fs::remove_file(path).await;
        }
    }

    /// A file that the actor may see: their own, or one used in a channel they may read or on a task they see.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn file(&self, actor: &Actor, id: FileId) -> Result<File, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| {
                let file = view.file(id)?.ok_or_else(not_found)?;
                if file.uploaded_by == actor.person && actor.role != Role::Guest {
                    return Ok(file);
                }
                for channel in view.channels_using(id)? {
                    if channel_standing(view, &actor, channel).is_ok() {
                        return Ok(file);
                    }
                }
                for task in view.tasks_using(id)? {
                    if task::sees(view, actor.person, actor.role, &task)? {
                        return Ok(file);
                    }
                }
                let unused_own = file.uploaded_by == actor.person;
                if unused_own {
                    Ok(file)
                } else {
                    Err(not_found())
                }
            })
            .await
    }

    /// A file's bytes, all or a part.
    ///
    /// # Errors
    /// `not_found`; `invalid` for a part that lies outside.
    pub async fn file_bytes(
        &self,
        actor: &Actor,
        id: FileId,
        part: Option<Part>,
    ) -> Result<FileBytes, AppError> {
        let file = self.file(actor, id).await?;
        let range = range_of(part, file.bytes)?;
        let options = object_store::GetOptions {
            range: (range.start < range.end)
                .then(|| object_store::GetRange::Bounded(range.clone())),
            ..object_store::GetOptions::default()
        };
        let result = self
            .files
            .objects
            .get_opts(&object_key(id), options)
            .await?;
        let stream = result
            .into_stream()
            .map(|bytes| bytes.map_err(std::io::Error::other));
        Ok(FileBytes {
            file,
            range,
            stream: Box::pin(stream),
        })
    }

    /// A picture's thumbnail.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn thumbnail(&self, actor: &Actor, id: FileId) -> Result<Thumbnail, AppError> {
        let file = self.file(actor, id).await?;
        if !file.thumbnail {
            return Err(not_found());
        }
        let bytes = self
            .files
            .objects
            .get(&thumbnail_key(id))
            .await?
            .bytes()
            .await?;
        let png = bytes.starts_with(b"\x89PNG");
        Ok(Thumbnail {
            media_type: if png { "image/png" } else { "image/jpeg" },
            bytes,
        })
    }

    /// What is wrong with the data: what the database finds in itself, and files that are missing
    /// or of another length. Empty if all is sound. Reads the whole database.
    ///
    /// # Errors
    /// If the database cannot be read at all.
    pub async fn check(self: &Arc<Self>) -> Result<Vec<String>, AppError> {
        let app = Arc::clone(self);
        let found = tokio::task::spawn_blocking(move || app.store.check());
        let mut found = found
            .await
            .map_err(|error| AppError::Internal(Box::new(error)))??;
        let mut after = None;
        loop {
            let files = self
                .store
                .read(move |view| view.files_after(after, FILES_AT_ONCE));
            let files: Vec<File> = files.await?;
            let Some(last) = files.last() else {
                return Ok(found);
            };
            after = Some(last.id);
            for file in &files {
                match self.files.objects.head(&object_key(file.id)).await {
                    Ok(there) if there.size == file.bytes => {}
                    Ok(there) => found.push(format!(
                        "{} ({}) has {} bytes in place of {}",
                        file.id, file.name, there.size, file.bytes
                    )),
                    Err(_) => found.push(format!("{} ({}) is missing", file.id, file.name)),
                }
            }
        }
    }

    /// Forgets uploads that nobody went on with.
    pub(crate) async fn drop_idle_uploads(&self, now: Timestamp) -> Result<(), AppError> {
        let before = now.minus(UPLOAD_IDLE_MAX);
        for upload in self
            .store
            .read(move |view| view.idle_uploads(before))
            .await?
        {
            self.remove_part(upload.id).await;
            self.store
                .write(move |tx| tx.delete_upload(upload.id))
                .await?;
        }
        Ok(())
    }
}

fn range_of(part: Option<Part>, bytes: u64) -> Result<Range<u64>, AppError> {
    let range = match part {
        None => return Ok(0..bytes),
        Some(Part::From(from, until)) => {
            from..until
                .map_or(bytes, |until| until.saturating_add(1))
                .min(bytes)
        }
        Some(Part::Last(last)) => bytes.saturating_sub(last)..bytes,
    };
    if range.end <= range.start {
        return Err(invalid("Range", format!("the file has {bytes} bytes")));
    }
    Ok(range)
}

#[cfg(test)]
mod tests;
