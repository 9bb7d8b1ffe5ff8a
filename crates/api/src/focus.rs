//! Focus and do-not-disturb by one click.

use std::sync::Arc;

use axum::Json;
use model::availability::{Availability, FocusChoice};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::Body;
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(focus, end_focus))
        .routes(routes!(do_not_disturb, end_do_not_disturb))
}

/// Starts a focus now, in place of the one that goes on.
#[utoipa::path(post, path = "/me/focus", request_body = FocusChoice,
    responses((status = 200, body = Availability)))]
async fn focus(
    state: State,
    Caller(actor): Caller,
    Body(choice): Body<FocusChoice>,
) -> Answer<Json<Availability>> {
    Ok(Json(state.app.focus(&actor, choice).await?))
}

/// Ends the focus that goes on; one that comes every week stays.
#[utoipa::path(delete, path = "/me/focus", responses((status = 200, body = Availability)))]
async fn end_focus(state: State, Caller(actor): Caller) -> Answer<Json<Availability>> {
    Ok(Json(state.app.end_focus(&actor).await?))
}

/// Asks for silence from now on.
#[utoipa::path(post, path = "/me/do-not-disturb", request_body = FocusChoice,
    responses((status = 200, body = Availability)))]
async fn do_not_disturb(
    state: State,
    Caller(actor): Caller,
    Body(choice): Body<FocusChoice>,
) -> Answer<Json<Availability>> {
    Ok(Json(state.app.do_not_disturb(&actor, choice).await?))
}

/// Ends do-not-disturb.
#[utoipa::path(delete, path = "/me/do-not-disturb",
    responses((status = 200, body = Availability)))]
async fn end_do_not_disturb(state: State, Caller(actor): Caller) -> Answer<Json<Availability>> {
    Ok(Json(state.app.end_do_not_disturb(&actor).await?))
}
