//! The clock of a sample organisation.

use std::sync::Arc;

use app::error::AppError;
use axum::Json;
use model::person::Organisation;
use model::time::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::Body;
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new().routes(routes!(move_clock))
}

#[derive(Deserialize, ToSchema)]
struct ClockBody {
    /// Where to: at most 60 days ahead, never back.
    to: Timestamp,
}

/// Moves the clock of a sample organisation forward; all that is due on the way happens in order.
#[utoipa::path(post, path = "/demo/clock", request_body = ClockBody,
    responses((status = 200, body = Organisation)))]
async fn move_clock(
    state: State,
    Caller(actor): Caller,
    Body(body): Body<ClockBody>,
) -> Answer<Json<Organisation>> {
    // It goes on when whoever asked is gone: a clock that stops half way would be told to nobody.
    let app = Arc::clone(&state.app);
    let moved = tokio::spawn(async move { app.move_clock(&actor, body.to).await });
    let moved = moved
        .await
        .map_err(|error| AppError::Internal(error.into()))?;
    Ok(Json(moved?))
}
