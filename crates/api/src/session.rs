//! Sessions and recordings.

use std::sync::Arc;

use axum::Json;
use model::id::{PersonId, RecordingId, SessionId, TopicId};
use model::session::{Recording, Session};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::{Body, Segments};
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(start_session))
        .routes(routes!(session))
        .routes(routes!(join_session))
        .routes(routes!(leave_session))
        .routes(routes!(end_session))
        .routes(routes!(decline_session))
        .routes(routes!(ring))
        .routes(routes!(start_recording))
        .routes(routes!(stop_recording))
}

#[derive(Deserialize, ToSchema)]
struct StartBody {
    /// Whom to ring; left out: the others of a direct conversation, nobody in a channel.
    ring: Option<Vec<PersonId>>,
}

#[derive(Deserialize, ToSchema)]
struct RingBody {
    people: Vec<PersonId>,
}

/// Starts a call on a topic, or finds the one that is live.
#[utoipa::path(post, path = "/topics/{id}/sessions", params(("id" = TopicId, Path)),
    request_body = StartBody, responses((status = 200, body = Session)))]
async fn start_session(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TopicId>,
    Body(body): Body<StartBody>,
) -> Answer<Json<Session>> {
    Ok(Json(state.app.start_session(&actor, id, body.ring).await?))
}

/// One session.
#[utoipa::path(get, path = "/sessions/{id}", params(("id" = SessionId, Path)),
    responses((status = 200, body = Session)))]
async fn session(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<SessionId>,
) -> Answer<Json<Session>> {
    Ok(Json(state.app.session(&actor, id).await?))
}

/// Joins a session, which accepts a ring; media follows by `session.offer` on the socket.
#[utoipa::path(post, path = "/sessions/{id}/join", params(("id" = SessionId, Path)),
    responses((status = 200, body = Session)))]
async fn join_session(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<SessionId>,
) -> Answer<Json<Session>> {
    Ok(Json(state.app.join_session(&actor, id).await?))
}

/// Leaves a session.
#[utoipa::path(post, path = "/sessions/{id}/leave", params(("id" = SessionId, Path)),
    responses((status = 200, body = Session)))]
async fn leave_session(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<SessionId>,
) -> Answer<Json<Session>> {
    Ok(Json(state.app.leave_session(&actor, id).await?))
}

/// Ends a session for everyone.
#[utoipa::path(post, path = "/sessions/{id}/end", params(("id" = SessionId, Path)),
    responses((status = 200, body = Session)))]
async fn end_session(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<SessionId>,
) -> Answer<Json<Session>> {
    Ok(Json(state.app.end_session(&actor, id).await?))
}

/// Declines a ring.
#[utoipa::path(post, path = "/sessions/{id}/decline", params(("id" = SessionId, Path)),
    responses((status = 200, body = Session)))]
async fn decline_session(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<SessionId>,
) -> Answer<Json<Session>> {
    Ok(Json(state.app.decline(&actor, id).await?))
}

/// Rings further people into a session.
#[utoipa::path(post, path = "/sessions/{id}/ring", params(("id" = SessionId, Path)),
    request_body = RingBody, responses((status = 200, body = Session)))]
async fn ring(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<SessionId>,
    Body(body): Body<RingBody>,
) -> Answer<Json<Session>> {
    Ok(Json(state.app.ring(&actor, id, body.people).await?))
}

/// Begins to record a session.
#[utoipa::path(post, path = "/sessions/{id}/recordings", params(("id" = SessionId, Path)),
    responses((status = 200, body = Recording)))]
async fn start_recording(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<SessionId>,
) -> Answer<Json<Recording>> {
    Ok(Json(state.app.start_recording(&actor, id).await?))
}

/// Ends a recording.
#[utoipa::path(post, path = "/recordings/{id}/stop", params(("id" = RecordingId, Path)),
    responses((status = 200, body = Recording)))]
async fn stop_recording(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<RecordingId>,
) -> Answer<Json<Recording>> {
    Ok(Json(state.app.stop_recording(&actor, id).await?))
}
