//! Browsers that are told by Web Push.

use std::sync::Arc;

use axum::Json;
use http::StatusCode;
use model::id::PushSubscriptionId;
use model::push::{PushSubscription, PushSubscriptionItem};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::{Agent, Body, Segments};
use crate::page::List;
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(push_key))
        .routes(routes!(push_subscriptions, subscribe_push))
        .routes(routes!(end_push_subscription))
}

#[derive(Serialize, ToSchema)]
struct PushKey {
    /// What browsers subscribe with (`applicationServerKey`), in base64url; `null` if this server sends
    /// no pushes.
    key: Option<String>,
}

/// What browsers subscribe with.
#[utoipa::path(get, path = "/push/key", responses((status = 200, body = PushKey)))]
async fn push_key(state: State, Caller(_actor): Caller) -> Json<PushKey> {
    Json(PushKey {
        key: state.app.push_key(),
    })
}

/// The caller's browsers that are told.
#[utoipa::path(get, path = "/push/subscriptions",
    responses((status = 200, body = List<PushSubscriptionItem>)))]
async fn push_subscriptions(
    state: State,
    Caller(actor): Caller,
) -> Answer<Json<List<PushSubscriptionItem>>> {
    Ok(Json(List {
        items: state.app.push_subscriptions(&actor).await?,
    }))
}

/// Tells the caller in this browser, as long as it is signed in. The same address again changes nothing
/// but its keys.
#[utoipa::path(post, path = "/push/subscriptions", request_body = PushSubscription,
    responses((status = 200, body = PushSubscriptionItem)))]
async fn subscribe_push(
    state: State,
    Caller(actor): Caller,
    Agent(agent): Agent,
    Body(body): Body<PushSubscription>,
) -> Answer<Json<PushSubscriptionItem>> {
    let subscribed = state.app.subscribe_push(&actor, body, &agent);
    Ok(Json(subscribed.await?))
}

/// Tells the caller no more in one of their browsers.
#[utoipa::path(delete, path = "/push/subscriptions/{id}",
    params(("id" = PushSubscriptionId, Path)), responses((status = 204)))]
async fn end_push_subscription(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<PushSubscriptionId>,
) -> Answer<StatusCode> {
    state.app.end_push_subscription(&actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
