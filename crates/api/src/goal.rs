//! Goals, their updates, and the updates of boards.

use std::sync::Arc;

use app::goal::{GoalChange, NewGoal, NewUpdate};
use axum::Json;
use http::StatusCode;
use jiff::civil::Date;
use model::goal::{Goal, GoalDetail, GoalLink, GoalState, GoalUpdate, KeyResult, Track};
use model::id::{BoardId, CheckInId, GoalId, GroupId, PersonId};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::{Answer, ApiError};
use crate::extract::{Body, IfMatch, Key, Parameters, Segments, nullable};
use crate::page::{List, Page, PageQuery, cut};
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(goals, create_goal))
        .routes(routes!(goal, change_goal))
        .routes(routes!(follow_goal, unfollow_goal))
        .routes(routes!(link_goal, unlink_goal))
        .routes(routes!(report_on_goal))
        .routes(routes!(board_updates, report_on_board))
}

#[derive(Deserialize, ToSchema)]
struct ResultBody {
    /// What is measured, one line.
    text: String,
    /// What it counts; may be left out.
    #[serde(default)]
    unit: String,
    /// Where it begins, in thousandths.
    from: i64,
    /// Where it is to be, in thousandths.
    to: i64,
    /// Where it is, in thousandths; where it begins if left out.
    now: Option<i64>,
}

impl From<ResultBody> for KeyResult {
    fn from(body: ResultBody) -> Self {
        Self {
            text: body.text,
            unit: body.unit,
            from: body.from,
            to: body.to,
            now: body.now.unwrap_or(body.from),
        }
    }
}

fn results_of(body: Vec<ResultBody>) -> Vec<KeyResult> {
    body.into_iter().map(KeyResult::from).collect()
}

#[derive(Deserialize, ToSchema)]
struct NewGoalBody {
    /// What is to be reached, one line.
    objective: String,
    /// Why, and what it is not; Markdown.
    #[serde(default)]
    purpose: String,
    /// The goal it serves.
    parent: Option<GoalId>,
    /// The team it is of; the organisation's if left out.
    team: Option<GroupId>,
    /// Who answers for it; the caller if left out.
    owner: Option<PersonId>,
    /// How it is measured, at most 10.
    #[serde(default)]
    results: Vec<ResultBody>,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    first: Date,
    /// Its last day.
    #[schema(value_type = String, format = Date)]
    last: Date,
    /// The check-in whose answers are its updates.
    check_in: Option<CheckInId>,
}

#[derive(Deserialize, ToSchema)]
struct GoalBody {
    objective: Option<String>,
    purpose: Option<String>,
    /// `null` for none.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<GoalId>)]
    parent: Option<Option<GoalId>>,
    /// `null` for the organisation's.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<GroupId>)]
    team: Option<Option<GroupId>>,
    owner: Option<PersonId>,
    /// The whole list.
    results: Option<Vec<ResultBody>>,
    #[schema(value_type = Option<String>, format = Date)]
    first: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    last: Option<Date>,
    /// `null` for none.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<CheckInId>)]
    check_in: Option<Option<CheckInId>>,
    state: Option<GoalState>,
}

#[derive(Deserialize, ToSchema)]
struct UpdateBody {
    /// On track, at risk or off.
    track: Track,
    /// How sure the caller is that it will be reached, 0 to 100; shown to those who follow only.
    confidence_percent: Option<u8>,
    /// What changed; Markdown.
    changed: String,
    /// What is next; Markdown.
    #[serde(default)]
    next: String,
    /// Where the results stand, in thousandths, in their order; left out: as they were.
    values: Option<Vec<i64>>,
}

impl From<UpdateBody> for NewUpdate {
    fn from(body: UpdateBody) -> Self {
        Self {
            track: body.track,
            confidence_percent: body.confidence_percent,
            changed: body.changed,
            next: body.next,
            values: body.values,
        }
    }
}

/// All goals, those that were reached or dropped too.
#[utoipa::path(get, path = "/goals", params(PageQuery),
    responses((status = 200, body = Page<Goal>)))]
async fn goals(
    state: State,
    Caller(actor): Caller,
    Parameters(query): Parameters<PageQuery>,
) -> Answer<Json<Page<Goal>>> {
    let after = query.cursor.as_deref().map(str::parse).transpose();
    let after = after.map_err(|_| ApiError::invalid("cursor", "takes next_cursor as it came"))?;
    let limit = query.limit() as u64 + 1;
    let found = state.app.goals(&actor, after, limit).await?;
    Ok(Json(cut(found, &query, |goal| goal.id.to_string())))
}

/// Makes a goal.
#[utoipa::path(post, path = "/goals", request_body = NewGoalBody,
    responses((status = 200, body = Goal)))]
async fn create_goal(
    state: State,
    Caller(actor): Caller,
    Key(key): Key,
    Body(body): Body<NewGoalBody>,
) -> Answer<Json<Goal>> {
    let new = NewGoal {
        objective: body.objective,
        purpose: body.purpose,
        parent: body.parent,
        team: body.team,
        owner: body.owner,
        results: results_of(body.results),
        first: body.first,
        last: body.last,
        check_in: body.check_in,
    };
    Ok(Json(state.app.create_goal(&actor, new, key).await?))
}

/// A goal with its updates and what is linked to it, as far as the caller may see it.
#[utoipa::path(get, path = "/goals/{id}", params(("id" = GoalId, Path)),
    responses((status = 200, body = GoalDetail)))]
async fn goal(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<GoalId>,
) -> Answer<Json<GoalDetail>> {
    Ok(Json(state.app.goal(&actor, id).await?))
}

/// Changes a goal.
#[utoipa::path(patch, path = "/goals/{id}", params(("id" = GoalId, Path)),
    request_body = GoalBody, responses((status = 200, body = Goal)))]
async fn change_goal(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<GoalId>,
    IfMatch(version): IfMatch,
    Body(body): Body<GoalBody>,
) -> Answer<Json<Goal>> {
    let change = GoalChange {
        objective: body.objective,
        purpose: body.purpose,
        parent: body.parent,
        team: body.team,
        owner: body.owner,
        results: body.results.map(results_of),
        first: body.first,
        last: body.last,
        check_in: body.check_in,
        state: body.state,
    };
    let changed = state.app.update_goal(&actor, id, change, version);
    Ok(Json(changed.await?))
}

/// Follows a goal: the caller is told of its updates and sees how sure their authors are.
#[utoipa::path(put, path = "/goals/{id}/follow", params(("id" = GoalId, Path)),
    responses((status = 204)))]
async fn follow_goal(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<GoalId>,
) -> Answer<StatusCode> {
    state.app.follow_goal(&actor, id, true).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Follows a goal no longer.
#[utoipa::path(delete, path = "/goals/{id}/follow", params(("id" = GoalId, Path)),
    responses((status = 204)))]
async fn unfollow_goal(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<GoalId>,
) -> Answer<StatusCode> {
    state.app.follow_goal(&actor, id, false).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Links a task or a topic to a goal.
#[utoipa::path(post, path = "/goals/{id}/links", params(("id" = GoalId, Path)),
    request_body = GoalLink, responses((status = 204)))]
async fn link_goal(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<GoalId>,
    Body(link): Body<GoalLink>,
) -> Answer<StatusCode> {
    state.app.link_goal(&actor, id, link, true).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a task or a topic off a goal.
#[utoipa::path(delete, path = "/goals/{id}/links", params(("id" = GoalId, Path)),
    request_body = GoalLink, responses((status = 204)))]
async fn unlink_goal(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<GoalId>,
    Body(link): Body<GoalLink>,
) -> Answer<StatusCode> {
    state.app.link_goal(&actor, id, link, false).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Reports on a goal; those who follow it are told.
#[utoipa::path(post, path = "/goals/{id}/updates", params(("id" = GoalId, Path)),
    request_body = UpdateBody, responses((status = 200, body = GoalUpdate)))]
async fn report_on_goal(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<GoalId>,
    Key(key): Key,
    Body(body): Body<UpdateBody>,
) -> Answer<Json<GoalUpdate>> {
    let made = state.app.report_on_goal(&actor, id, body.into(), key);
    Ok(Json(made.await?))
}

/// The newest updates of a board's project, newest first, at most 100.
#[utoipa::path(get, path = "/boards/{id}/updates", params(("id" = BoardId, Path)),
    responses((status = 200, body = List<GoalUpdate>)))]
async fn board_updates(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<BoardId>,
) -> Answer<Json<List<GoalUpdate>>> {
    let items = state.app.board_updates(&actor, id).await?;
    Ok(Json(List { items }))
}

/// Reports on a board's project; those who follow the board are told.
#[utoipa::path(post, path = "/boards/{id}/updates", params(("id" = BoardId, Path)),
    request_body = UpdateBody, responses((status = 200, body = GoalUpdate)))]
async fn report_on_board(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<BoardId>,
    Key(key): Key,
    Body(body): Body<UpdateBody>,
) -> Answer<Json<GoalUpdate>> {
    let made = state.app.report_on_board(&actor, id, body.into(), key);
    Ok(Json(made.await?))
}
