//! The snapshot and the event log.

use std::sync::Arc;

use axum::Json;
use model::limits::PAGE_ITEMS_MAX;
use model::sync::{EventFrame, Snapshot};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::Parameters;
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(snapshot))
        .routes(routes!(events))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct EventsQuery {
    /// Events with a number above.
    #[serde(default)]
    since: u64,
    /// Rows of the log to look at, 1 to 200; 200 if left out.
    limit: Option<usize>,
}

/// Events that the caller may see.
#[derive(Serialize, ToSchema)]
struct Events {
    items: Vec<EventFrame>,
    /// Up to here the log was looked at; ask on from it.
    seq: u64,
}

/// All that a client needs for its first screen.
#[utoipa::path(get, path = "/snapshot", responses((status = 200, body = Snapshot)))]
async fn snapshot(state: State, Caller(actor): Caller) -> Answer<Json<Snapshot>> {
    Ok(Json(state.app.snapshot(&actor).await?))
}

/// The event log as the caller may see it.
#[utoipa::path(get, path = "/events", params(EventsQuery),
    responses((status = 200, body = Events)))]
async fn events(
    state: State,
    Caller(actor): Caller,
    Parameters(query): Parameters<EventsQuery>,
) -> Answer<Json<Events>> {
    let limit = query
        .limit
        .unwrap_or(PAGE_ITEMS_MAX)
        .clamp(1, PAGE_ITEMS_MAX) as u64;
    let (items, seq) = state.app.events(&actor, query.since, limit).await?;
    Ok(Json(Events { items, seq }))
}
