//! Blockers on topics and tasks.

use std::sync::Arc;

use axum::Json;
use model::blocker::{Blocker, BlockerCause, BlockerDetail};
use model::id::{BlockerId, ChannelId, TopicId};
use model::session::Session;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::{Body, Key, Parameters, Segments};
use crate::page::{List, Page, PageQuery, cut};
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(blockers, raise_blocker))
        .routes(routes!(blockers_seen))
        .routes(routes!(blocker_causes))
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

/// Which blockers.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct BlockerQuery {
    /// Those of this channel.
    channel: Option<ChannelId>,
    /// Only unresolved ones.
    open: Option<bool>,
    /// Items at most, 1 to 200; 50 if left out.
    limit: Option<usize>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Of which channel.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct CauseQuery {
    /// Only of this channel.
    channel: Option<ChannelId>,
}

/// Blockers that the caller may read, with what they stop and which dates they put at risk, newest first.
#[utoipa::path(get, path = "/blockers", params(BlockerQuery),
    responses((status = 200, body = Page<BlockerDetail>)))]
async fn blockers_seen(
    state: State,
    Caller(actor): Caller,
    Parameters(query): Parameters<BlockerQuery>,
) -> Answer<Json<Page<BlockerDetail>>> {
    let paging = PageQuery {
        limit: query.limit,
        cursor: query.cursor,
    };
    let search = app::blocker::BlockerSearch {
        channel: query.channel,
        open: query.open.unwrap_or_default(),
        before: paging.cursor.as_ref().and_then(|id| id.parse().ok()),
        limit: paging.limit() as u64 + 1,
    };
    let found = state.app.blockers_seen(&actor, search).await?;
    Ok(Json(cut(found, &paging, |one| one.blocker.id.to_string())))
}

/// What blocked most, by the working time that it took, at most 50.
#[utoipa::path(get, path = "/blockers/causes", params(CauseQuery),
    responses((status = 200, body = List<BlockerCause>)))]
async fn blocker_causes(
    state: State,
    Caller(actor): Caller,
    Parameters(query): Parameters<CauseQuery>,
) -> Answer<Json<List<BlockerCause>>> {
    let items = state.app.blocker_causes(&actor, query.channel).await?;
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
