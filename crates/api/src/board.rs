//! Boards, their cards and iterations.

use std::sync::Arc;

use app::board::{BoardChange, IterationChange, NewBoard, NewIteration, Spot};
use axum::Json;
use http::StatusCode;
use model::board::{
    ArchivedCard, Board, BoardContent, BoardRole, BoardTemplate, Card, Iteration, WantedColumn,
};
use model::id::{BoardId, ChannelId, ColumnId, GroupId, IterationId, TaskId};
use model::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::{Body, IfMatch, Key, Parameters, Segments, nullable};
use crate::page::{List, Page, PageQuery, cut, page};
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(boards, create_board))
        .routes(routes!(board, update_board))
        .routes(routes!(board_content))
        .routes(routes!(board_templates))
        .routes(routes!(keep_board_template))
        .routes(routes!(drop_board_template))
        .routes(routes!(follow_board, unfollow_board))
        .routes(routes!(place_card, remove_card))
        .routes(routes!(archive_card))
        .routes(routes!(unarchive_card))
        .routes(routes!(archive_done))
        .routes(routes!(archived_cards))
        .routes(routes!(create_iteration))
        .routes(routes!(update_iteration))
        .routes(routes!(start_iteration))
        .routes(routes!(close_iteration))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct BoardsQuery {
    /// Those that were put away instead of those in use.
    #[serde(default)]
    archived: bool,
    /// Items at most, 1 to 200; 50 if left out.
    limit: Option<usize>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

#[derive(Deserialize, ToSchema)]
struct NewBoardBody {
    /// The channel whose members see and change it.
    channel: ChannelId,
    name: String,
    #[serde(default)]
    purpose: String,
    /// The team it is of.
    team: Option<GroupId>,
    /// The key of a template; `kanban` if neither this nor columns are named.
    template: Option<String>,
    columns: Option<Vec<WantedColumn>>,
}

#[derive(Deserialize, ToSchema)]
struct BoardBody {
    name: Option<String>,
    purpose: Option<String>,
    /// `null` for none; left out, it stays.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<GroupId>)]
    team: Option<Option<GroupId>>,
    /// All columns, in order. One that is left out goes.
    columns: Option<Vec<WantedColumn>>,
    /// The column that takes the cards of those that go.
    move_to: Option<ColumnId>,
    roles: Option<Vec<BoardRole>>,
    archived: Option<bool>,
}

#[derive(Deserialize, ToSchema)]
struct TemplateBody {
    name: String,
}

#[derive(Deserialize, ToSchema)]
struct SpotBody {
    /// In which column; left out: where it stands, or the first of the task's stage.
    column: Option<ColumnId>,
    /// Directly before this one, if `after` names none that stands there; else at the bottom.
    before: Option<TaskId>,
    /// Directly after this one, if it stands there.
    after: Option<TaskId>,
    /// Of which iteration; `null` for none; left out, it stays.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<IterationId>)]
    iteration: Option<Option<IterationId>>,
}

#[derive(Deserialize, ToSchema)]
struct ArchiveDoneBody {
    /// Only of this column; left out: of all that mean done.
    column: Option<ColumnId>,
}

#[derive(Serialize, ToSchema)]
struct ArchivedBody {
    /// How many cards were put away.
    cards: usize,
}

#[derive(Deserialize, ToSchema)]
struct NewIterationBody {
    name: String,
    #[serde(default)]
    goal: String,
    #[schema(value_type = String, format = Date)]
    first: jiff::civil::Date,
    #[schema(value_type = String, format = Date)]
    last: jiff::civil::Date,
}

#[derive(Deserialize, ToSchema)]
struct IterationBody {
    name: Option<String>,
    goal: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    first: Option<jiff::civil::Date>,
    #[schema(value_type = Option<String>, format = Date)]
    last: Option<jiff::civil::Date>,
}

#[derive(Deserialize, ToSchema)]
struct CloseBody {
    /// Where what is not finished goes on; left out or `null`: in none.
    carry_to: Option<IterationId>,
}

/// Boards that the caller may read.
#[utoipa::path(get, path = "/boards", params(BoardsQuery),
    responses((status = 200, body = Page<Board>)))]
async fn boards(
    state: State,
    Caller(actor): Caller,
    Parameters(query): Parameters<BoardsQuery>,
) -> Answer<Json<Page<Board>>> {
    let boards = state.app.boards(&actor, query.archived).await?;
    let query = PageQuery {
        limit: query.limit,
        cursor: query.cursor,
    };
    Ok(Json(page(boards, &query, |board| board.id.to_string())))
}

/// Makes a board in a channel.
#[utoipa::path(post, path = "/boards", request_body = NewBoardBody,
    responses((status = 200, body = Board)))]
async fn create_board(
    state: State,
    Caller(actor): Caller,
    Key(key): Key,
    Body(body): Body<NewBoardBody>,
) -> Answer<Json<Board>> {
    let new = NewBoard {
        channel: body.channel,
        name: body.name,
        purpose: body.purpose,
        team: body.team,
        template: body.template,
        columns: body.columns,
    };
    Ok(Json(state.app.create_board(&actor, new, key).await?))
}

/// One board.
#[utoipa::path(get, path = "/boards/{id}", params(("id" = BoardId, Path)),
    responses((status = 200, body = Board)))]
async fn board(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<BoardId>,
) -> Answer<Json<Board>> {
    Ok(Json(state.app.board(&actor, id).await?))
}

/// Changes a board. A column that goes and has cards needs `move_to`.
#[utoipa::path(patch, path = "/boards/{id}", params(("id" = BoardId, Path)),
    request_body = BoardBody, responses((status = 200, body = Board)))]
async fn update_board(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<BoardId>,
    IfMatch(version): IfMatch,
    Body(body): Body<BoardBody>,
) -> Answer<Json<Board>> {
    let change = BoardChange {
        name: body.name,
        purpose: body.purpose,
        team: body.team,
        columns: body.columns,
        move_to: body.move_to,
        roles: body.roles,
        archived: body.archived,
    };
    let board = state.app.update_board(&actor, id, change, version);
    Ok(Json(board.await?))
}

/// A board with its cards, their tasks and its iterations, as of one event.
#[utoipa::path(get, path = "/boards/{id}/content", params(("id" = BoardId, Path)),
    responses((status = 200, body = BoardContent)))]
async fn board_content(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<BoardId>,
) -> Answer<Json<BoardContent>> {
    Ok(Json(state.app.board_content(&actor, id).await?))
}

/// Kinds of boards to begin with: what comes with Meanwhile, and what was kept of boards.
#[utoipa::path(get, path = "/board-templates",
    responses((status = 200, body = List<BoardTemplate>)))]
async fn board_templates(state: State, Caller(actor): Caller) -> Answer<Json<List<BoardTemplate>>> {
    let items = state.app.board_templates(&actor).await?;
    Ok(Json(List { items }))
}

/// Keeps a board's columns as a template.
#[utoipa::path(post, path = "/boards/{id}/template", params(("id" = BoardId, Path)),
    request_body = TemplateBody, responses((status = 200, body = BoardTemplate)))]
async fn keep_board_template(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<BoardId>,
    Body(body): Body<TemplateBody>,
) -> Answer<Json<BoardTemplate>> {
    let template = state.app.keep_board_template(&actor, id, body.name);
    Ok(Json(template.await?))
}

/// Deletes a template that was kept of a board.
#[utoipa::path(delete, path = "/boards/{id}/templates/{name}",
    params(("id" = BoardId, Path), ("name" = String, Path, description = "The template's name.")),
    responses((status = 204)))]
async fn drop_board_template(
    state: State,
    Caller(actor): Caller,
    Segments((id, name)): Segments<(BoardId, String)>,
) -> Answer<StatusCode> {
    state.app.drop_board_template(&actor, id, name).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Follows a board's updates.
#[utoipa::path(put, path = "/boards/{id}/follow", params(("id" = BoardId, Path)),
    responses((status = 200, body = Board)))]
async fn follow_board(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<BoardId>,
) -> Answer<Json<Board>> {
    Ok(Json(state.app.follow_board(&actor, id, true).await?))
}

/// Follows a board's updates no longer.
#[utoipa::path(delete, path = "/boards/{id}/follow", params(("id" = BoardId, Path)),
    responses((status = 200, body = Board)))]
async fn unfollow_board(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<BoardId>,
) -> Answer<Json<Board>> {
    Ok(Json(state.app.follow_board(&actor, id, false).await?))
}

/// Puts a task on a board, or moves it there: after one card, else before another, as they stand then, else
/// at the bottom.
#[utoipa::path(put, path = "/boards/{id}/cards/{task}",
    params(("id" = BoardId, Path), ("task" = TaskId, Path)),
    request_body = SpotBody, responses((status = 200, body = Card)))]
async fn place_card(
    state: State,
    Caller(actor): Caller,
    Segments(card): Segments<(BoardId, TaskId)>,
    Body(body): Body<SpotBody>,
) -> Answer<Json<Card>> {
    let spot = Spot {
        column: body.column,
        after: body.after,
        before: body.before,
        iteration: body.iteration,
    };
    Ok(Json(state.app.place_card(&actor, card, spot).await?))
}

/// Takes a task off a board; the task stays.
#[utoipa::path(delete, path = "/boards/{id}/cards/{task}",
    params(("id" = BoardId, Path), ("task" = TaskId, Path)),
    responses((status = 204)))]
async fn remove_card(
    state: State,
    Caller(actor): Caller,
    Segments(card): Segments<(BoardId, TaskId)>,
) -> Answer<StatusCode> {
    state.app.remove_card(&actor, card).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Puts a card away.
#[utoipa::path(post, path = "/boards/{id}/cards/{task}/archive",
    params(("id" = BoardId, Path), ("task" = TaskId, Path)),
    responses((status = 200, body = Card)))]
async fn archive_card(
    state: State,
    Caller(actor): Caller,
    Segments(card): Segments<(BoardId, TaskId)>,
) -> Answer<Json<Card>> {
    Ok(Json(state.app.archive_card(&actor, card, true).await?))
}

/// Brings a card back that was put away.
#[utoipa::path(post, path = "/boards/{id}/cards/{task}/unarchive",
    params(("id" = BoardId, Path), ("task" = TaskId, Path)),
    responses((status = 200, body = Card)))]
async fn unarchive_card(
    state: State,
    Caller(actor): Caller,
    Segments(card): Segments<(BoardId, TaskId)>,
) -> Answer<Json<Card>> {
    Ok(Json(state.app.archive_card(&actor, card, false).await?))
}

/// Puts away the cards of finished tasks.
#[utoipa::path(post, path = "/boards/{id}/archive-done", params(("id" = BoardId, Path)),
    request_body = ArchiveDoneBody, responses((status = 200, body = ArchivedBody)))]
async fn archive_done(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<BoardId>,
    Body(body): Body<ArchiveDoneBody>,
) -> Answer<Json<ArchivedBody>> {
    let cards = state.app.archive_done(&actor, id, body.column).await?;
    Ok(Json(ArchivedBody { cards }))
}

/// Cards that were put away, the newest first.
#[utoipa::path(get, path = "/boards/{id}/archived", params(("id" = BoardId, Path), PageQuery),
    responses((status = 200, body = Page<ArchivedCard>)))]
async fn archived_cards(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<BoardId>,
    Parameters(query): Parameters<PageQuery>,
) -> Answer<Json<Page<ArchivedCard>>> {
    let before = before(query.cursor.as_deref());
    let limit = query.limit() as u64 + 1;
    let found = state.app.archived_cards(&actor, id, before, limit).await?;
    let cursor = |one: &ArchivedCard| {
        let at = one.card.archived_at.map_or(0, Timestamp::as_millis);
        format!("{at} {}", one.card.task)
    };
    Ok(Json(cut(found, &query, cursor)))
}

/// Where a page of what was put away begins; a cursor that is none begins at the newest.
fn before(cursor: Option<&str>) -> (Timestamp, String) {
    let parts = cursor.and_then(|cursor| cursor.split_once(' '));
    let known = parts.and_then(|(at, task)| {
        let at = Timestamp::from_millis(at.parse().ok()?);
        Some((at, task.to_owned()))
    });
    known.unwrap_or((Timestamp::MAX, String::new()))
}

/// Plans an iteration on a board.
#[utoipa::path(post, path = "/boards/{id}/iterations", params(("id" = BoardId, Path)),
    request_body = NewIterationBody, responses((status = 200, body = Iteration)))]
async fn create_iteration(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<BoardId>,
    Key(key): Key,
    Body(body): Body<NewIterationBody>,
) -> Answer<Json<Iteration>> {
    let new = NewIteration {
        name: body.name,
        goal: body.goal,
        first: body.first,
        last: body.last,
    };
    let made = state.app.create_iteration(&actor, id, new, key);
    Ok(Json(made.await?))
}

/// Changes what is said of an iteration.
#[utoipa::path(patch, path = "/iterations/{id}", params(("id" = IterationId, Path)),
    request_body = IterationBody, responses((status = 200, body = Iteration)))]
async fn update_iteration(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<IterationId>,
    Body(body): Body<IterationBody>,
) -> Answer<Json<Iteration>> {
    let change = IterationChange {
        name: body.name,
        goal: body.goal,
        first: body.first,
        last: body.last,
    };
    Ok(Json(state.app.update_iteration(&actor, id, change).await?))
}

/// Starts an iteration: what is in it by then was planned.
#[utoipa::path(post, path = "/iterations/{id}/start", params(("id" = IterationId, Path)),
    responses((status = 200, body = Iteration)))]
async fn start_iteration(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<IterationId>,
) -> Answer<Json<Iteration>> {
    Ok(Json(state.app.start_iteration(&actor, id).await?))
}

/// Closes an iteration; what is not finished is carried over.
#[utoipa::path(post, path = "/iterations/{id}/close", params(("id" = IterationId, Path)),
    request_body = CloseBody, responses((status = 200, body = Iteration)))]
async fn close_iteration(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<IterationId>,
    Body(body): Body<CloseBody>,
) -> Answer<Json<Iteration>> {
    let closed = state.app.close_iteration(&actor, id, body.carry_to);
    Ok(Json(closed.await?))
}
