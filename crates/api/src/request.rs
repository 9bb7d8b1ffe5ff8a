//! Requests.

use std::sync::Arc;

use app::request::Side;
use axum::Json;
use model::id::{PersonId, RequestId};
use model::request::Request;
use model::time::Timestamp;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::{Body, Key, Parameters, Segments};
use crate::page::List;
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(requests))
        .routes(routes!(acknowledge))
        .routes(routes!(withdraw))
        .routes(routes!(defer))
        .routes(routes!(extend))
        .routes(routes!(delegate))
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

#[derive(Deserialize, ToSchema)]
struct UntilBody {
    /// The new instant, later than the one that is due; it is moved into the asked person's working
    /// time.
    until: Timestamp,
}

#[derive(Deserialize, ToSchema)]
struct DelegateBody {
    /// Who is asked instead.
    to: PersonId,
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

/// Puts a request to the caller off until a later time; its sender sees that.
#[utoipa::path(post, path = "/requests/{id}/defer", params(("id" = RequestId, Path)),
    request_body = UntilBody, responses((status = 200, body = Request)))]
async fn defer(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<RequestId>,
    Body(body): Body<UntilBody>,
) -> Answer<Json<Request>> {
    Ok(Json(state.app.defer(&actor, id, body.until).await?))
}

/// Gives more time for a request of the caller's.
#[utoipa::path(post, path = "/requests/{id}/extend", params(("id" = RequestId, Path)),
    request_body = UntilBody, responses((status = 200, body = Request)))]
async fn extend(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<RequestId>,
    Body(body): Body<UntilBody>,
) -> Answer<Json<Request>> {
    Ok(Json(state.app.extend(&actor, id, body.until).await?))
}

/// Hands a request to somebody else, by who is asked or by who waits.
#[utoipa::path(post, path = "/requests/{id}/delegate", params(("id" = RequestId, Path)),
    request_body = DelegateBody, responses((status = 200, body = Request)))]
async fn delegate(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<RequestId>,
    Key(key): Key,
    Body(body): Body<DelegateBody>,
) -> Answer<Json<Request>> {
    Ok(Json(state.app.delegate(&actor, id, body.to, key).await?))
}
