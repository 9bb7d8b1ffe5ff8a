//! Urgent messages: confirming, saying whether one was, the log, the budget, and declining a ring.

use std::sync::Arc;

use axum::Json;
use model::id::{MessageId, RequestId};
use model::message::Message;
use model::request::Request;
use model::time::Timestamp;
use model::urgent::{Urgent, UrgentBudget};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::{Answer, ApiError};
use crate::extract::{Body, Parameters, Segments};
use crate::page::{Page, PageQuery};
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(confirm_urgent))
        .routes(routes!(say_urgent))
        .routes(routes!(urgent_log))
        .routes(routes!(urgent_budget))
        .routes(routes!(decline_escalation))
}

/// What somebody says of an urgent message that was for them.
#[derive(Deserialize, ToSchema)]
struct VerdictBody {
    /// Whether it was urgent.
    urgent: bool,
}

/// Confirms as a second member that a message is urgent: it pierces from now on.
#[utoipa::path(post, path = "/messages/{id}/urgent/confirm", params(("id" = MessageId, Path)),
    responses((status = 200, body = Message)))]
async fn confirm_urgent(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<MessageId>,
) -> Answer<Json<Message>> {
    Ok(Json(state.app.confirm_urgent(&actor, id).await?))
}

/// Says whether a message that was for the caller was urgent.
#[utoipa::path(post, path = "/messages/{id}/urgent/verdict", params(("id" = MessageId, Path)),
    request_body = VerdictBody, responses((status = 200, body = Urgent)))]
async fn say_urgent(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<MessageId>,
    Body(body): Body<VerdictBody>,
) -> Answer<Json<Urgent>> {
    Ok(Json(state.app.say_urgent(&actor, id, body.urgent).await?))
}

/// A place in the log: the instant of a use, and its message.
fn read_cursor(cursor: &str) -> Answer<(Timestamp, MessageId)> {
    let wrong = || ApiError::invalid("cursor", "takes next_cursor of the page before");
    let (at, message) = cursor.split_once('~').ok_or_else(wrong)?;
    let at = at.parse().map_err(|_| wrong())?;
    Ok((at, message.parse().map_err(|_| wrong())?))
}

/// All urgent messages, newest first, for admins.
#[utoipa::path(get, path = "/urgent", params(PageQuery),
    responses((status = 200, body = Page<Urgent>)))]
async fn urgent_log(
    state: State,
    Caller(actor): Caller,
    Parameters(query): Parameters<PageQuery>,
) -> Answer<Json<Page<Urgent>>> {
    let after = query.cursor.as_deref().map(read_cursor).transpose()?;
    let limit = query.limit();
    let mut items = state
        .app
        .urgent_log(&actor, after, limit as u64 + 1)
        .await?;
    let more = limit < items.len();
    items.truncate(limit);
    let last = items.last().filter(|_| more);
    let next_cursor = last.map(|used| format!("{}~{}", used.at, used.message));
    Ok(Json(Page { items, next_cursor }))
}

/// What is left of the caller's urgent messages this week.
#[utoipa::path(get, path = "/urgent/budget", responses((status = 200, body = UrgentBudget)))]
async fn urgent_budget(state: State, Caller(actor): Caller) -> Answer<Json<UrgentBudget>> {
    Ok(Json(state.app.urgent_budget(&actor).await?))
}

/// Declines the ring of an urgent request: the next is rung at once.
#[utoipa::path(post, path = "/requests/{id}/escalation/decline",
    params(("id" = RequestId, Path)), responses((status = 200, body = Request)))]
async fn decline_escalation(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<RequestId>,
) -> Answer<Json<Request>> {
    Ok(Json(state.app.decline_escalation(&actor, id).await?))
}
