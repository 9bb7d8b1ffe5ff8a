//! Notices that were dealt with, and why something reached the caller.

use std::sync::Arc;

use axum::Json;
use model::delivery::Delivery;
use model::id::{DeliveryId, MessageId, RequestId};
use model::why::{WhyDelivery, WhyDue};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::Segments;
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(done))
        .routes(routes!(why_delivery))
        .routes(routes!(why_message))
        .routes(routes!(why_due))
}

/// Takes a notice out of the caller's lists: they dealt with it.
#[utoipa::path(post, path = "/deliveries/{id}/done", params(("id" = DeliveryId, Path)),
    responses((status = 200, body = Delivery)))]
async fn done(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<DeliveryId>,
) -> Answer<Json<Delivery>> {
    Ok(Json(state.app.finish_delivery(&actor, id).await?))
}

/// Why something reached the caller when and how it did.
#[utoipa::path(get, path = "/deliveries/{id}/why", params(("id" = DeliveryId, Path)),
    responses((status = 200, body = WhyDelivery)))]
async fn why_delivery(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<DeliveryId>,
) -> Answer<Json<WhyDelivery>> {
    Ok(Json(state.app.why_delivery(&actor, id).await?))
}

/// Why a message reached the caller when and how it did; 404 if it was only a badge.
#[utoipa::path(get, path = "/messages/{id}/why", params(("id" = MessageId, Path)),
    responses((status = 200, body = WhyDelivery)))]
async fn why_message(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<MessageId>,
) -> Answer<Json<WhyDelivery>> {
    Ok(Json(state.app.why_message(&actor, id).await?))
}

/// Why an answer is due when it is, for who asked and who is asked.
#[utoipa::path(get, path = "/requests/{id}/why", params(("id" = RequestId, Path)),
    responses((status = 200, body = WhyDue)))]
async fn why_due(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<RequestId>,
) -> Answer<Json<WhyDue>> {
    Ok(Json(state.app.why_due(&actor, id).await?))
}
