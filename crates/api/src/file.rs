//! Uploads (tus 1.0), files by range, thumbnails.

use std::sync::Arc;

use app::file::Part;
use axum::Json;
use axum::body::Body as Stream;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures::{StreamExt, TryStreamExt};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use model::clip::ClipKind;
use model::file::File;
use model::id::FileId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::{Answer, ApiError};
use crate::extract::Segments;
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(begin_upload))
        .routes(routes!(upload_offset, append_upload))
        .routes(routes!(file))
        .routes(routes!(file_info))
        .routes(routes!(thumbnail))
}

const TUS: (&str, &str) = ("tus-resumable", "1.0.0");

fn number(headers: &HeaderMap, name: &str) -> Answer<u64> {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value
        .and_then(|text| text.trim().parse().ok())
        .ok_or_else(|| ApiError::invalid(name, "takes a number of bytes"))
}

/// A value out of `Upload-Metadata`: pairs of a key and base 64, separated by commas.
fn metadata(headers: &HeaderMap, wanted: &str) -> Option<String> {
    let metadata = headers.get("upload-metadata")?.to_str().ok()?;
    let pairs = metadata
        .split(',')
        .filter_map(|pair| pair.trim().split_once(' '));
    let (_, encoded) = pairs.into_iter().find(|(key, _)| *key == wanted)?;
    String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()
}

/// What was recorded, if the upload is to be a clip.
fn clip_kind(headers: &HeaderMap) -> Answer<Option<ClipKind>> {
    let Some(kind) = metadata(headers, "clip") else {
        return Ok(None);
    };
    serde_json::from_value(serde_json::Value::String(kind))
        .map(Some)
        .map_err(|_| ApiError::invalid("clip", "takes `voice`, `camera` or `screen`"))
}

/// Begins an upload: `Upload-Length`, and in `Upload-Metadata` its `filename`, and for a recording that
/// is to be a clip `clip`: `voice`, `camera` or `screen`. Such a one is looked into when it is complete,
/// and refused with `invalid` unless it is what it says.
#[utoipa::path(post, path = "/uploads", responses((status = 201)))]
async fn begin_upload(state: State, Caller(actor): Caller, headers: HeaderMap) -> Answer<Response> {
    let bytes = number(&headers, "upload-length")?;
    let name = metadata(&headers, "filename").unwrap_or_default();
    let clip = clip_kind(&headers)?;
    let id = state.app.begin_upload(&actor, &name, bytes, clip).await?;
    let location = format!("/api/v1/uploads/{id}");
    let headers = [(header::LOCATION, location)];
    Ok((StatusCode::CREATED, [TUS], headers).into_response())
}

/// How much of an upload has come.
#[utoipa::path(head, path = "/uploads/{id}", params(("id" = FileId, Path)),
    responses((status = 200)))]
async fn upload_offset(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<FileId>,
) -> Answer<Response> {
    let (offset, bytes) = state.app.upload_offset(&actor, id).await?;
    let headers = [
        ("upload-offset", offset.to_string()),
        ("upload-length", bytes.to_string()),
        ("cache-control", "no-store".to_owned()),
    ];
    Ok((StatusCode::OK, [TUS], headers).into_response())
}

/// Adds a piece at `Upload-Offset`; the last one answers the file's id in `File-Id`.
#[utoipa::path(patch, path = "/uploads/{id}", params(("id" = FileId, Path)),
    responses((status = 204)))]
async fn append_upload(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<FileId>,
    headers: HeaderMap,
    body: Stream,
) -> Answer<Response> {
    let offset = number(&headers, "upload-offset")?;
    let pieces = body
        .into_data_stream()
        .map_err(std::io::Error::other)
        .boxed();
    let (offset, file) = state.app.append_upload(&actor, id, offset, pieces).await?;
    let mut response = (
        StatusCode::NO_CONTENT,
        [TUS],
        [("upload-offset", offset.to_string())],
    )
        .into_response();
    if let Some(file) = file
        && let Ok(id) = HeaderValue::from_str(&file.id.to_string())
    {
        response.headers_mut().insert("file-id", id);
    }
    Ok(response)
}

/// What is known about a file.
#[utoipa::path(get, path = "/files/{id}/info", params(("id" = FileId, Path)),
    responses((status = 200, body = File)))]
async fn file_info(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<FileId>,
) -> Answer<Json<File>> {
    Ok(Json(state.app.file(&actor, id).await?))
}

/// A file's bytes, all or one range of them (RFC 9110, 14.2).
#[utoipa::path(get, path = "/files/{id}", params(("id" = FileId, Path)),
    responses((status = 200), (status = 206)))]
async fn file(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<FileId>,
    headers: HeaderMap,
) -> Answer<Response> {
    let part = headers
        .get(header::RANGE)
        .and_then(|range| part(range.to_str().ok()?));
    let found = match state.app.file_bytes(&actor, id, part).await {
        Ok(found) => found,
        Err(error) => return unsatisfiable(part, error.into()),
    };
    let (file, range) = (found.file, found.range);
    let mut response = Stream::from_stream(found.stream).into_response();
    let headers = response.headers_mut();
    let mut put = |name, text: &str| {
        if let Ok(value) = HeaderValue::from_str(text) {
            headers.insert(name, value);
        }
    };
    put(header::CONTENT_TYPE, &file.media_type);
    put(
        header::CONTENT_LENGTH,
        &(range.end - range.start).to_string(),
    );
    put(header::ACCEPT_RANGES, "bytes");
    put(header::CONTENT_DISPOSITION, &disposition(&file.name));
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(
        header::CONTENT_SECURITY_POLICY,
        "sandbox; default-src 'none'",
    );
    put(
        header::CACHE_CONTROL,
        "private, max-age=31536000, immutable",
    );
    if part.is_some() {
        let last = range.end.saturating_sub(1);
        put(
            header::CONTENT_RANGE,
            &format!("bytes {}-{last}/{}", range.start, file.bytes),
        );
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    Ok(response)
}

/// A range outside the file answers 416, everything else its own error.
fn unsatisfiable(part: Option<Part>, mut error: ApiError) -> Answer<Response> {
    let outside = error
        .problem
        .fields
        .iter()
        .any(|field| field.field == "Range");
    if part.is_some() && outside {
        error.problem.status = StatusCode::RANGE_NOT_SATISFIABLE.as_u16();
    }
    Err(error)
}

/// One range of bytes; several at once are not served, and answer the whole file.
fn part(range: &str) -> Option<Part> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    match (first.trim(), last.trim()) {
        ("", last) => Some(Part::Last(last.parse().ok()?)),
        (first, "") => Some(Part::From(first.parse().ok()?, None)),
        (first, last) => Some(Part::From(first.parse().ok()?, Some(last.parse().ok()?))),
    }
}

/// Always an attachment, with the name in ASCII and in UTF-8 (RFC 6266, RFC 8187).
fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "._- ".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    let encoded: String = name
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

/// A picture's thumbnail.
#[utoipa::path(get, path = "/files/{id}/thumbnail", params(("id" = FileId, Path)),
    responses((status = 200)))]
async fn thumbnail(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<FileId>,
) -> Answer<Response> {
    let thumbnail = state.app.thumbnail(&actor, id).await?;
    let headers = [
        (header::CONTENT_TYPE, thumbnail.media_type),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            header::CACHE_CONTROL,
            "private, max-age=31536000, immutable",
        ),
    ];
    Ok((headers, thumbnail.bytes).into_response())
}
