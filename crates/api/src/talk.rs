//! Offers to talk after many round trips.

use std::sync::Arc;

use axum::Json;
use model::id::TalkOfferId;
use model::session::Session;
use model::talk::TalkOffer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::Segments;
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(take_talk_offer))
        .routes(routes!(dismiss_talk_offer))
}

/// Takes an offer: starts a huddle on its topic, or joins what is live there, and rings the other one;
/// 409 `guarded` if they cannot be reached now.
#[utoipa::path(post, path = "/talk-offers/{id}/take", params(("id" = TalkOfferId, Path)),
    responses((status = 200, body = Session)))]
async fn take_talk_offer(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TalkOfferId>,
) -> Answer<Json<Session>> {
    Ok(Json(state.app.take_talk_offer(&actor, id).await?))
}

/// Dismisses an offer, for both.
#[utoipa::path(post, path = "/talk-offers/{id}/dismiss", params(("id" = TalkOfferId, Path)),
    responses((status = 200, body = TalkOffer)))]
async fn dismiss_talk_offer(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TalkOfferId>,
) -> Answer<Json<TalkOffer>> {
    Ok(Json(state.app.dismiss_talk_offer(&actor, id).await?))
}
