//! Blockers on topics.

use std::sync::Arc;

use axum::Json;
use model::blocker::Blocker;
use model::id::{BlockerId, TopicId};
use model::session::Session;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::{Body, Key, Segments};
use crate::page::List;
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(blockers, raise_blocker))
        .routes(routes!(resolve_blocker))
        .routes(routes!(help_blocker))
}

#[derive(Deserialize, ToSchema)]
struct RaiseBody {
    /// What stops the caller, in one line.
    text: String,
}

#[derive(Deserialize, ToSchema)]
struct ResolveBody {
    /// How it was resolved, in one line.
    outcome: String,
}

/// A topic's blockers, resolved ones too, oldest first.
#[utoipa::path(get, path = "/topics/{id}/blockers", params(("id" = TopicId, Path)),
    responses((status = 200, body = List<Blocker>)))]
async fn blockers(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TopicId>,
) -> Answer<Json<List<Blocker>>> {
    let items = state.app.blockers(&actor, id).await?;
    Ok(Json(List { items }))
}

/// Raises a blocker: the team is told after two working hours of the caller unless it is resolved.
#[utoipa::path(post, path = "/topics/{id}/blockers", params(("id" = TopicId, Path)),
    request_body = RaiseBody, responses((status = 200, body = Blocker)))]
async fn raise_blocker(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TopicId>,
    Key(key): Key,
    Body(body): Body<RaiseBody>,
) -> Answer<Json<Blocker>> {
    let raised = state.app.raise_blocker(&actor, id, body.text, key);
    Ok(Json(raised.await?))
}

/// Resolves a blocker; its topic is open again.
#[utoipa::path(post, path = "/blockers/{id}/resolve", params(("id" = BlockerId, Path)),
    request_body = ResolveBody, responses((status = 200, body = Blocker)))]
async fn resolve_blocker(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<BlockerId>,
    Body(body): Body<ResolveBody>,
) -> Answer<Json<Blocker>> {
    let resolved = state.app.resolve_blocker(&actor, id, body.outcome);
    Ok(Json(resolved.await?))
}

/// "I can help": starts a call on the topic, or joins what is live there, and rings the one who is
/// stuck; if they cannot be reached now, they are in `guarded` and told when they can be.
#[utoipa::path(post, path = "/blockers/{id}/help", params(("id" = BlockerId, Path)),
    responses((status = 200, body = Session)))]
async fn help_blocker(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<BlockerId>,
) -> Answer<Json<Session>> {
    Ok(Json(state.app.help_blocker(&actor, id).await?))
}
