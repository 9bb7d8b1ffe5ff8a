//! Imports of boards and tables.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::import::{ImportInto, check_import_size};
use axum::Json;
use axum::body::Body as Stream;
use futures::TryStreamExt;
use http::{HeaderMap, header};
use model::id::{BoardId, ChannelId, FileId, PersonId};
use model::import::{CsvMapping, ImportKind, ImportReport};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::{Answer, ApiError};
use crate::extract::{Parameters, Segments};
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new().routes(routes!(import))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ImportQuery {
    /// Into this board.
    board: Option<BoardId>,
    /// Or onto a board of this channel: the one that an earlier import of the same made, or a new one.
    channel: Option<ChannelId>,
    /// The name of the new board; left out, that in the file.
    name: Option<String>,
    /// An upload of the caller's; left out, the body is the file.
    file: Option<FileId>,
    /// Of a table: which column is what, a `CsvMapping` as JSON.
    mapping: Option<String>,
    /// Who is meant by whom: an object as JSON, from names in the file to ids of people, or to null for who
    /// is left out. The board remembers it for the next import.
    people: Option<String>,
    /// Only tries, with the same report.
    #[serde(default)]
    dry_run: bool,
}

fn parsed<T: DeserializeOwned + Default>(field: &str, text: Option<&str>) -> Answer<T> {
    match text {
        None | Some("") => Ok(T::default()),
        Some(text) => serde_json::from_str(text)
            .map_err(|error| ApiError::invalid(field, format!("takes JSON: {error}"))),
    }
}

/// The body, as long as it is one that is read at all.
async fn body_of(headers: &HeaderMap, body: Stream) -> Answer<Vec<u8>> {
    let length = headers.get(header::CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
    check_import_size(length.unwrap_or(0))?;
    let mut stream = body.into_data_stream();
    let mut bytes = Vec::new();
    let broken = |_| ApiError::invalid("body", "the file ended before its end; send it again");
    while let Some(piece) = stream.try_next().await.map_err(broken)? {
        bytes.extend_from_slice(&piece);
        check_import_size(bytes.len() as u64)?;
    }
    Ok(bytes)
}

/// Imports a board that Trello exported, or a table; a second import of the same finds what the first one
/// made, brings comments that are new, and leaves what people changed since.
#[utoipa::path(post, path = "/imports/{kind}", params(("kind" = ImportKind, Path), ImportQuery),
    responses((status = 200, body = ImportReport)))]
async fn import(
    state: State,
    Caller(actor): Caller,
    Segments(kind): Segments<ImportKind>,
    Parameters(query): Parameters<ImportQuery>,
    headers: HeaderMap,
    body: Stream,
) -> Answer<Json<ImportReport>> {
    actor.needs(model::account::Scope::Write)?;
    let mapping: CsvMapping = parsed("mapping", query.mapping.as_deref())?;
    let people: BTreeMap<String, Option<PersonId>> = parsed("people", query.people.as_deref())?;
    let bytes = match query.file {
        Some(file) => state.app.import_file(&actor, file).await?,
        None => body_of(&headers, body).await?,
    };
    let into = ImportInto {
        board: query.board,
        channel: query.channel,
        name: query.name,
        mapping,
        people,
        dry_run: query.dry_run,
    };
    Ok(Json(state.app.import(&actor, kind, bytes, into).await?))
}
