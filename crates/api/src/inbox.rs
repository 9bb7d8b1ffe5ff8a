//! The inbox, and what is left of today.

use std::sync::Arc;

use axum::Json;
use model::inbox::{Inbox, Today};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(inbox))
        .routes(routes!(today))
}

/// What waits on the caller, on whom they wait, and what is new to them.
#[utoipa::path(get, path = "/inbox", responses((status = 200, body = Inbox)))]
async fn inbox(state: State, Caller(actor): Caller) -> Answer<Json<Inbox>> {
    Ok(Json(state.app.inbox(&actor).await?))
}

/// What is left of the caller's working day.
#[utoipa::path(get, path = "/today", responses((status = 200, body = Today)))]
async fn today(state: State, Caller(actor): Caller) -> Answer<Json<Today>> {
    Ok(Json(state.app.today(&actor).await?))
}
