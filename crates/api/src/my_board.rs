//! The caller's own board.

use std::sync::Arc;

use app::my_board::Placing;
use axum::Json;
use jiff::civil::Date;
use model::id::PersonId;
use model::my_board::{DayPlan, Lane, MyCard, MyItem, WalkStep};
use model::task::Task;
use model::time::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::{Body, nullable};
use crate::page::List;
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(place_mine))
        .routes(routes!(say_next_step))
        .routes(routes!(ask_for_help))
        .routes(routes!(let_go))
        .routes(routes!(my_day))
        .routes(routes!(my_walk))
}

#[derive(Deserialize, ToSchema)]
struct PlaceBody {
    /// What is put somewhere.
    item: MyItem,
    /// In which lane; left out: where it is.
    lane: Option<Lane>,
    /// Below which of that lane; with neither neighbour it goes to the end.
    after: Option<MyItem>,
    /// Above which of that lane.
    before: Option<MyItem>,
    /// Until when it is snoozed; `null` wakes it, left out it stays.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<Timestamp>)]
    wake_at: Option<Option<Timestamp>>,
    /// For which day it is planned; `null` takes it off the plan, left out it stays.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, format = Date)]
    planned_for: Option<Option<Date>>,
}

#[derive(Deserialize, ToSchema)]
struct NextStepBody {
    item: MyItem,
    /// What the caller does next about it, in one line.
    step: String,
}

#[derive(Deserialize, ToSchema)]
struct HelpBody {
    item: MyItem,
    /// Who is asked to help.
    person: PersonId,
}

#[derive(Deserialize, ToSchema)]
struct LetGoBody {
    item: MyItem,
}

/// Puts something on the caller's own board: into a lane, between neighbours, to sleep, or onto a day.
#[utoipa::path(put, path = "/my-board/cards", request_body = PlaceBody,
    responses((status = 200, body = MyCard)))]
async fn place_mine(
    state: State,
    Caller(actor): Caller,
    Body(body): Body<PlaceBody>,
) -> Answer<Json<MyCard>> {
    let placing = Placing {
        item: body.item,
        lane: body.lane,
        after: body.after,
        before: body.before,
        wake_at: body.wake_at,
        planned_for: body.planned_for,
    };
    Ok(Json(state.app.place_mine(&actor, placing).await?))
}

/// Says what the caller does next about something; it stands still no longer.
#[utoipa::path(post, path = "/my-board/cards/next-step", request_body = NextStepBody,
    responses((status = 200, body = MyCard)))]
async fn say_next_step(
    state: State,
    Caller(actor): Caller,
    Body(body): Body<NextStepBody>,
) -> Answer<Json<MyCard>> {
    let said = state.app.say_next_step(&actor, body.item, body.step);
    Ok(Json(said.await?))
}

/// Asks somebody to help with a task of the caller's.
#[utoipa::path(post, path = "/my-board/cards/help", request_body = HelpBody,
    responses((status = 200, body = MyCard)))]
async fn ask_for_help(
    state: State,
    Caller(actor): Caller,
    Body(body): Body<HelpBody>,
) -> Answer<Json<MyCard>> {
    let asked = state.app.ask_for_help(&actor, body.item, body.person);
    Ok(Json(asked.await?))
}

/// Lets a task go: dropped if nobody else has to do with it, else without the caller.
#[utoipa::path(post, path = "/my-board/cards/let-go", request_body = LetGoBody,
    responses((status = 200, body = Task)))]
async fn let_go(
    state: State,
    Caller(actor): Caller,
    Body(body): Body<LetGoBody>,
) -> Answer<Json<Task>> {
    Ok(Json(state.app.let_go(&actor, body.item).await?))
}

/// What is left of the caller's working day after sessions, and what they planned for it.
#[utoipa::path(get, path = "/my-board/day", responses((status = 200, body = DayPlan)))]
async fn my_day(state: State, Caller(actor): Caller) -> Answer<Json<DayPlan>> {
    Ok(Json(state.app.my_day(&actor).await?))
}

/// The weekly walk through all of the caller's board, in its order.
#[utoipa::path(get, path = "/my-board/walk", responses((status = 200, body = List<WalkStep>)))]
async fn my_walk(state: State, Caller(actor): Caller) -> Answer<Json<List<WalkStep>>> {
    let items = state.app.my_walk(&actor).await?;
    Ok(Json(List { items }))
}
