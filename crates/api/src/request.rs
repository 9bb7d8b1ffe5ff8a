//! Requests.

use std::sync::Arc;

use app::request::Side;
use axum::Json;
use model::id::RequestId;
use model::request::Request;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::{Parameters, Segments};
use crate::page::List;
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(requests))
        .routes(routes!(acknowledge))
        .routes(routes!(withdraw))
}

#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum RequestSide {
    /// The caller is asked.
    OnMe,
    /// The caller waits.
    OnOthers,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct RequestsQuery {
    /// Which side.
    #[param(inline)]
    side: RequestSide,
}

/// Open requests, earliest due first.
#[utoipa::path(get, path = "/requests", params(RequestsQuery),
    responses((status = 200, body = List<Request>)))]
async fn requests(
    state: State,
    Caller(actor): Caller,
    Parameters(query): Parameters<RequestsQuery>,
) -> Answer<Json<List<Request>>> {
    let side = match query.side {
        RequestSide::OnMe => Side::OnMe,
        RequestSide::OnOthers => Side::OnOthers,
    };
    Ok(Json(List {
        items: state.app.requests(&actor, side).await?,
    }))
}

/// Answers a request without a message.
#[utoipa::path(post, path = "/requests/{id}/acknowledge", params(("id" = RequestId, Path)),
    responses((status = 200, body = Request)))]
async fn acknowledge(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<RequestId>,
) -> Answer<Json<Request>> {
    Ok(Json(state.app.acknowledge(&actor, id).await?))
}

/// Takes a request back.
#[utoipa::path(post, path = "/requests/{id}/withdraw", params(("id" = RequestId, Path)),
    responses((status = 200, body = Request)))]
async fn withdraw(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<RequestId>,
) -> Answer<Json<Request>> {
    Ok(Json(state.app.withdraw(&actor, id).await?))
}
