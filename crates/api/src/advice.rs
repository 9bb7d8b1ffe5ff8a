//! The advisor.

use std::sync::Arc;

use app::advice::PlannedSession;
use axum::Json;
use model::advice::{AdviceVerdict, Purpose, SessionAdvice};
use model::id::TopicId;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::{Body, Parameters};
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(session_advice))
        .routes(routes!(refuse_advice))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct AdviceQuery {
    /// What the session is for.
    purpose: Purpose,
    /// The topic it would stand on; the members of its channel are whom it is for.
    topic: Option<TopicId>,
    /// How long it would be, at most 1440.
    minutes: Option<u32>,
}

#[derive(Deserialize, ToSchema)]
struct VerdictBody {
    /// Of which purpose.
    purpose: Purpose,
}

/// What the advisor says of a session that the caller plans, and whose written views it waits for.
#[utoipa::path(get, path = "/advice", params(AdviceQuery),
    responses((status = 200, body = SessionAdvice)))]
async fn session_advice(
    state: State,
    Caller(actor): Caller,
    Parameters(query): Parameters<AdviceQuery>,
) -> Answer<Json<SessionAdvice>> {
    let plan = PlannedSession {
        purpose: query.purpose,
        topic: query.topic,
        minutes: query.minutes,
    };
    Ok(Json(state.app.advise_session(&actor, plan).await?))
}

/// "Not helpful": the advisor lowers its voice for the caller and that purpose.
#[utoipa::path(post, path = "/advice/not-helpful", request_body = VerdictBody,
    responses((status = 200, body = AdviceVerdict)))]
async fn refuse_advice(
    state: State,
    Caller(actor): Caller,
    Body(body): Body<VerdictBody>,
) -> Answer<Json<AdviceVerdict>> {
    Ok(Json(state.app.refuse_advice(&actor, body.purpose).await?))
}
