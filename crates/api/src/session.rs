//! Sessions and recordings.

use std::sync::Arc;

use app::ring::RingPerson;
use app::session::{HuddleMinutes, NewSession};
use axum::Json;
use model::broadcast::JoinedSession;
use model::call_guard::RingAnswer;
use model::id::{PersonId, RecordingId, SessionId, TopicId};
use model::session::{Recording, RosterPage, Session, SessionKind};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::{Authority, Body, Key, Parameters, Segments};
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(start_session))
        .routes(routes!(session))
        .routes(routes!(session_roster))
        .routes(routes!(join_session))
        .routes(routes!(leave_session))
        .routes(routes!(end_session))
        .routes(routes!(set_outcome))
        .routes(routes!(decline_session))
        .routes(routes!(ring))
        .routes(routes!(ring_person))
        .routes(routes!(start_recording))
        .routes(routes!(stop_recording))
}

#[derive(Deserialize, ToSchema)]
struct StartBody {
    /// Whom to ring; left out: the others of a direct conversation, nobody in a channel.
    ring: Option<Vec<PersonId>>,
    /// Left out: a call.
    kind: Option<SessionKind>,
    /// Minutes of a huddle: 5, 10 or 15; left out: as the organisation has set it.
    minutes: Option<u32>,
}

impl StartBody {
    fn huddle(&self) -> Option<HuddleMinutes> {
        match self.kind {
            None | Some(SessionKind::Call) => None,
            Some(SessionKind::Huddle) => Some(
                self.minutes
                    .map_or(HuddleMinutes::Usual, HuddleMinutes::Chosen),
            ),
        }
    }
}

#[derive(Deserialize, ToSchema)]
struct OutcomeBody {
    /// What came of it, in one line.
    text: String,
}

#[derive(Deserialize, ToSchema)]
struct RingBody {
    people: Vec<PersonId>,
}

/// How somebody is rung.
#[derive(Deserialize, ToSchema)]
struct RingPersonBody {
    /// On which topic; left out: the direct conversation of the two.
    topic: Option<TopicId>,
    /// Rings them whatever they do, as an urgent message does and at its cost.
    anyway: Option<AnywayBody>,
}

#[derive(Deserialize, ToSchema)]
struct AnywayBody {
    /// Why it is urgent.
    reason: String,
}

/// Rings one person, or answers what stands before it: that they are off, in focus or in a call, and
/// what may be done instead.
#[utoipa::path(post, path = "/people/{id}/ring", params(("id" = PersonId, Path)),
    request_body = RingPersonBody, responses((status = 200, body = RingAnswer)))]
async fn ring_person(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<PersonId>,
    Key(key): Key,
    Body(body): Body<RingPersonBody>,
) -> Answer<Json<RingAnswer>> {
    let how = RingPerson {
        topic: body.topic,
        anyway: body.anyway.map(|anyway| anyway.reason),
    };
    Ok(Json(state.app.ring_person(&actor, id, how, key).await?))
}

/// Starts a call or a huddle on a topic, or finds what is live there.
#[utoipa::path(post, path = "/topics/{id}/sessions", params(("id" = TopicId, Path)),
    request_body = StartBody, responses((status = 200, body = Session)))]
async fn start_session(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TopicId>,
    Body(body): Body<StartBody>,
) -> Answer<Json<Session>> {
    let new = NewSession {
        huddle: body.huddle(),
        ring: body.ring,
    };
    Ok(Json(state.app.start_session(&actor, id, new).await?))
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

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct RosterQuery {
    /// Begin after this person, the `next` of the page before.
    after: Option<PersonId>,
    /// How many at most; the server's bound otherwise.
    limit: Option<usize>,
}

/// A page of who is in a session now. Who is in it is told of changes on the socket; in a large session
/// these name only who sends anything, and this page those who listen.
#[utoipa::path(get, path = "/sessions/{id}/roster", params(("id" = SessionId, Path), RosterQuery),
    responses((status = 200, body = RosterPage)))]
async fn session_roster(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<SessionId>,
    Parameters(query): Parameters<RosterQuery>,
) -> Answer<Json<RosterPage>> {
    let RosterQuery { after, limit } = query;
    Ok(Json(state.app.roster(&actor, id, after, limit).await?))
}

/// Joins a session, which accepts a ring; media follows by `session.offer` on the socket. Answers the
/// relays that the media connection may take.
#[utoipa::path(post, path = "/sessions/{id}/join", params(("id" = SessionId, Path)),
    responses((status = 200, body = JoinedSession)))]
async fn join_session(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<SessionId>,
    Authority(authority): Authority,
) -> Answer<Json<JoinedSession>> {
    let session = state.app.join_session(&actor, id).await?;
    let ice_servers = state.app.ice_servers(&actor, id, &authority);
    Ok(Json(JoinedSession {
        session,
        ice_servers,
    }))
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

/// Says what came of a session, during it or after; the last word counts.
#[utoipa::path(post, path = "/sessions/{id}/outcome", params(("id" = SessionId, Path)),
    request_body = OutcomeBody, responses((status = 200, body = Session)))]
async fn set_outcome(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<SessionId>,
    Body(body): Body<OutcomeBody>,
) -> Answer<Json<Session>> {
    Ok(Json(state.app.set_outcome(&actor, id, body.text).await?))
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
