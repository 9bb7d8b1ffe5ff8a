//! Tasks.

use std::sync::Arc;

use app::task::{BulkChange, BulkDone, MadeFrom, NewTask, TaskChange, TaskSearch};
use axum::Json;
use http::StatusCode;
use model::blocker::Blocker;
use model::error::ErrorCode;
use model::id::{
    BoardId, ChannelId, CheckInId, ColumnId, FileId, IterationId, MessageId, PersonId, RequestId,
    SessionId, TaskId,
};
use model::task::{
    ChecklistLine, Priority, Recurrence, Stage, Task, TaskDetail, TaskDue, TaskHistory,
};
use model::topic::Topic;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::{Body, IfMatch, Key, Parameters, Segments, nullable};
use crate::page::{List, Page, PageQuery, page};
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(tasks, create_task))
        .routes(routes!(change_tasks))
        .routes(routes!(task, change_task))
        .routes(routes!(task_history))
        .routes(routes!(watch_task, unwatch_task))
        .routes(routes!(task_topic))
        .routes(routes!(block_task))
}

/// Out of what a task is made.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "from", rename_all = "snake_case")]
enum OriginBody {
    /// A message.
    Message { message: MessageId },
    /// A request of the caller's to answer, which is answered thereby.
    Request { request: RequestId },
    /// An answer of a check-in.
    CheckIn {
        check_in: CheckInId,
        #[schema(value_type = String, format = Date)]
        date: jiff::civil::Date,
    },
    /// The notes of a call.
    Session { session: SessionId },
}

impl From<OriginBody> for MadeFrom {
    fn from(body: OriginBody) -> Self {
        match body {
            OriginBody::Message { message } => Self::Message(message),
            OriginBody::Request { request } => Self::Request(request),
            OriginBody::CheckIn { check_in, date } => Self::CheckIn(check_in, date),
            OriginBody::Session { session } => Self::Session(session),
        }
    }
}

#[derive(Deserialize, ToSchema)]
struct NewTaskBody {
    /// One line.
    title: String,
    /// Markdown; a mention in it asks nobody.
    #[serde(default)]
    text: String,
    /// Left out: nobody yet.
    owner: Option<PersonId>,
    #[serde(default)]
    helpers: Vec<PersonId>,
    /// Left out: that of its board, or of what it is made from, or none: it is private then.
    channel: Option<ChannelId>,
    /// It is put at the bottom of a column of this board.
    board: Option<BoardId>,
    /// Left out: the board's first.
    column: Option<ColumnId>,
    #[serde(default)]
    priority: Priority,
    due: Option<TaskDue>,
    #[schema(value_type = Option<String>, format = Date)]
    start: Option<jiff::civil::Date>,
    estimate_minutes: Option<u32>,
    #[serde(default)]
    labels: Vec<String>,
    #[serde(default)]
    waits_on: Vec<TaskId>,
    recurrence: Option<Recurrence>,
    #[serde(default)]
    lines: Vec<ChecklistLine>,
    #[serde(default)]
    attachments: Vec<FileId>,
    origin: Option<OriginBody>,
}

impl From<NewTaskBody> for NewTask {
    fn from(body: NewTaskBody) -> Self {
        Self {
            title: body.title,
            text: body.text,
            owner: body.owner,
            helpers: body.helpers,
            channel: body.channel,
            board: body.board,
            column: body.column,
            priority: body.priority,
            due: body.due,
            start: body.start,
            estimate_minutes: body.estimate_minutes,
            labels: body.labels,
            waits_on: body.waits_on,
            recurrence: body.recurrence,
            lines: body.lines,
            attachments: body.attachments,
            from: body.origin.map(MadeFrom::from),
            import: None,
        }
    }
}

/// What is left out stays as it is; `null` clears.
#[derive(Deserialize, ToSchema)]
struct TaskBody {
    title: Option<String>,
    text: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<PersonId>)]
    owner: Option<Option<PersonId>>,
    helpers: Option<Vec<PersonId>>,
    priority: Option<Priority>,
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<TaskDue>)]
    due: Option<Option<TaskDue>>,
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, format = Date)]
    start: Option<Option<jiff::civil::Date>>,
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<u32>)]
    estimate_minutes: Option<Option<u32>>,
    labels: Option<Vec<String>>,
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<Recurrence>)]
    recurrence: Option<Option<Recurrence>>,
    stage: Option<Stage>,
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<ChannelId>)]
    channel: Option<Option<ChannelId>>,
    /// The whole checklist.
    lines: Option<Vec<ChecklistLine>>,
    /// All that hangs on it.
    attachments: Option<Vec<FileId>>,
    waits_on: Option<Vec<TaskId>>,
    /// Whether it is let go without being done.
    dropped: Option<bool>,
}

impl From<TaskBody> for TaskChange {
    fn from(body: TaskBody) -> Self {
        Self {
            title: body.title,
            text: body.text,
            owner: body.owner,
            helpers: body.helpers,
            priority: body.priority,
            due: body.due,
            start: body.start,
            estimate_minutes: body.estimate_minutes,
            labels: body.labels,
            recurrence: body.recurrence,
            stage: body.stage,
            channel: body.channel,
            lines: body.lines,
            attachments: body.attachments,
            waits_on: body.waits_on,
            dropped: body.dropped,
        }
    }
}

#[derive(Deserialize, ToSchema)]
struct BulkChangeBody {
    /// What is changed of each; its text is not among it.
    #[serde(flatten)]
    change: TaskBody,
    /// Each is put at the bottom of a column of this board, or moved there.
    board: Option<BoardId>,
    /// Left out: where it stands, or the first of its stage.
    column: Option<ColumnId>,
    /// Each comes into this iteration of the board, or into none.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<IterationId>)]
    iteration: Option<Option<IterationId>>,
}

#[derive(Deserialize, ToSchema)]
struct BulkBody {
    /// At most 200.
    tasks: Vec<TaskId>,
    change: BulkChangeBody,
}

/// A task that stayed as it was, and why.
#[derive(Serialize, ToSchema)]
struct TaskRefused {
    /// Which.
    task: TaskId,
    /// Why, for programs.
    code: ErrorCode,
    /// Why and what to do, for people.
    detail: String,
}

/// What became of many tasks.
#[derive(Serialize, ToSchema)]
struct TasksChanged {
    /// Those that were changed.
    done: Vec<Task>,
    /// Those that were not.
    refused: Vec<TaskRefused>,
}

impl From<BulkDone> for TasksChanged {
    fn from(done: BulkDone) -> Self {
        let refused = done.refused.into_iter().map(|one| TaskRefused {
            task: one.task,
            code: one.code,
            detail: one.detail,
        });
        Self {
            refused: refused.collect(),
            done: done.done,
        }
    }
}

#[derive(Deserialize, ToSchema)]
struct BlockBody {
    /// What stops the caller, in one line.
    text: String,
}

/// Which tasks.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct TaskQuery {
    /// Those of this owner.
    owner: Option<PersonId>,
    /// Those of this channel.
    channel: Option<ChannelId>,
    /// Only what is still to be done.
    open: Option<bool>,
    /// Whose title or labels hold this.
    q: Option<String>,
    /// Items at most, 1 to 200; 50 if left out.
    limit: Option<usize>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Tasks that the caller sees, in order of id.
#[utoipa::path(get, path = "/tasks", params(TaskQuery),
    responses((status = 200, body = Page<Task>)))]
async fn tasks(
    state: State,
    Caller(actor): Caller,
    Parameters(query): Parameters<TaskQuery>,
) -> Answer<Json<Page<Task>>> {
    let paging = PageQuery {
        limit: query.limit,
        cursor: query.cursor,
    };
    let search = TaskSearch {
        owner: query.owner,
        channel: query.channel,
        open: query.open.unwrap_or_default(),
        words: query.q.unwrap_or_default(),
        after: paging.cursor.as_ref().and_then(|id| id.parse().ok()),
        limit: paging.limit() as u64 + 1,
    };
    let found = state.app.tasks(&actor, search).await?;
    Ok(Json(page(found, &paging, |task| task.id.to_string())))
}

/// Makes a task. What it is made from says so; a request is answered thereby.
#[utoipa::path(post, path = "/tasks", request_body = NewTaskBody,
    responses((status = 200, body = TaskDetail)))]
async fn create_task(
    state: State,
    Caller(actor): Caller,
    Key(key): Key,
    Body(body): Body<NewTaskBody>,
) -> Answer<Json<TaskDetail>> {
    let made = state.app.create_task(&actor, body.into(), key);
    Ok(Json(made.await?))
}

/// Changes many tasks, each by itself.
#[utoipa::path(post, path = "/tasks/bulk", request_body = BulkBody,
    responses((status = 200, body = TasksChanged)))]
async fn change_tasks(
    state: State,
    Caller(actor): Caller,
    Body(body): Body<BulkBody>,
) -> Answer<Json<TasksChanged>> {
    let change = BulkChange {
        change: TaskChange {
            text: None,
            ..body.change.change.into()
        },
        board: body.change.board,
        column: body.change.column,
        iteration: body.change.iteration,
    };
    let done = state.app.change_tasks(&actor, body.tasks, change).await?;
    Ok(Json(done.into()))
}

/// One task with all that its page shows.
#[utoipa::path(get, path = "/tasks/{id}", params(("id" = TaskId, Path)),
    responses((status = 200, body = TaskDetail)))]
async fn task(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TaskId>,
) -> Answer<Json<TaskDetail>> {
    Ok(Json(state.app.task(&actor, id).await?))
}

/// Changes a task.
#[utoipa::path(patch, path = "/tasks/{id}", params(("id" = TaskId, Path)),
    request_body = TaskBody, responses((status = 200, body = TaskDetail)))]
async fn change_task(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TaskId>,
    IfMatch(version): IfMatch,
    Body(body): Body<TaskBody>,
) -> Answer<Json<TaskDetail>> {
    let changed = state.app.change_task(&actor, id, body.into(), version);
    Ok(Json(changed.await?))
}

/// What was changed of a task, newest first, at most 1,000.
#[utoipa::path(get, path = "/tasks/{id}/history", params(("id" = TaskId, Path)),
    responses((status = 200, body = List<TaskHistory>)))]
async fn task_history(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TaskId>,
) -> Answer<Json<List<TaskHistory>>> {
    let items = state.app.task_history(&actor, id).await?;
    Ok(Json(List { items }))
}

/// The caller is told of a task's changes from now on.
#[utoipa::path(put, path = "/tasks/{id}/watch", params(("id" = TaskId, Path)),
    responses((status = 204)))]
async fn watch_task(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TaskId>,
) -> Answer<StatusCode> {
    state.app.watch_task(&actor, id, true).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The caller is not told of a task's changes any more.
#[utoipa::path(delete, path = "/tasks/{id}/watch", params(("id" = TaskId, Path)),
    responses((status = 204)))]
async fn unwatch_task(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TaskId>,
) -> Answer<StatusCode> {
    state.app.watch_task(&actor, id, false).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The topic of a task's comments, opened if it has none yet.
#[utoipa::path(post, path = "/tasks/{id}/topic", params(("id" = TaskId, Path)),
    responses((status = 200, body = Topic)))]
async fn task_topic(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TaskId>,
) -> Answer<Json<Topic>> {
    Ok(Json(state.app.task_topic(&actor, id).await?))
}

/// Raises a blocker on a task: the team of its board is told after two working hours of the caller unless
/// it is resolved.
#[utoipa::path(post, path = "/tasks/{id}/blockers", params(("id" = TaskId, Path)),
    request_body = BlockBody, responses((status = 200, body = Blocker)))]
async fn block_task(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TaskId>,
    Key(key): Key,
    Body(body): Body<BlockBody>,
) -> Answer<Json<Blocker>> {
    let raised = state.app.block_task(&actor, id, body.text, key);
    Ok(Json(raised.await?))
}
