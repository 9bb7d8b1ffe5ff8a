//! Topics and places in them.

use std::sync::Arc;

use app::topic::TopicChange;
use app::views::ViewsWish;
use axum::Json;
use model::id::{ChannelId, PersonId, TopicId};
use model::message::Message;
use model::time::Timestamp;
use model::topic::{Topic, TopicLevel, TopicPlace, TopicState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::{Answer, ApiError};
use crate::extract::{Body, IfMatch, Key, Parameters, Segments};
use crate::message::PostBody;
use crate::page::{Page, PageQuery};
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(topics, open_topic))
        .routes(routes!(topic, update_topic))
        .routes(routes!(set_place))
        .routes(routes!(read_to))
        .routes(routes!(ask_views, drop_views))
}

#[derive(Deserialize, ToSchema)]
struct OpenTopicBody {
    title: String,
    /// Its first message; nothing is kept if it is refused.
    message: Option<PostBody>,
}

#[derive(Serialize, ToSchema)]
struct OpenedTopic {
    topic: Topic,
    message: Option<Message>,
}

#[derive(Deserialize, ToSchema)]
struct TopicBody {
    title: Option<String>,
    state: Option<TopicState>,
}

#[derive(Deserialize, ToSchema)]
struct PlaceBody {
    level: TopicLevel,
}

#[derive(Deserialize, ToSchema)]
struct ReadBody {
    /// Number of the newest message that was read; may be lower than before.
    ordinal: u64,
}

#[derive(Deserialize, ToSchema)]
struct ViewsBody {
    /// By when they are wanted, at most a year ahead.
    by: Timestamp,
    /// Of whom: people in the channel.
    of: Vec<PersonId>,
    /// On what, in one line; left out: the topic's title.
    text: Option<String>,
}

/// A channel's topics.
#[utoipa::path(get, path = "/channels/{id}/topics",
    params(("id" = ChannelId, Path), PageQuery), responses((status = 200, body = Page<Topic>)))]
async fn topics(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<ChannelId>,
    Parameters(query): Parameters<PageQuery>,
) -> Answer<Json<Page<Topic>>> {
    let after = query.cursor.as_deref().map(str::parse).transpose();
    let after = after.map_err(|_| ApiError::invalid("cursor", "takes next_cursor as it came"))?;
    let limit = query.limit();
    let mut items = state
        .app
        .topics(&actor, id, after, limit as u64 + 1)
        .await?;
    let more = limit < items.len();
    items.truncate(limit);
    let last = items.last().map(|topic| topic.id.to_string());
    Ok(Json(Page {
        items,
        next_cursor: last.filter(|_| more),
    }))
}

/// Opens a topic.
#[utoipa::path(post, path = "/channels/{id}/topics", params(("id" = ChannelId, Path)),
    request_body = OpenTopicBody, responses((status = 200, body = OpenedTopic)))]
async fn open_topic(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<ChannelId>,
    Key(key): Key,
    Body(body): Body<OpenTopicBody>,
) -> Answer<Json<OpenedTopic>> {
    let message = body.message.map(Into::into);
    let opened = state
        .app
        .open_topic(&actor, id, body.title, message, key)
        .await?;
    Ok(Json(OpenedTopic {
        topic: opened.topic,
        message: opened.message,
    }))
}

/// One topic.
#[utoipa::path(get, path = "/topics/{id}", params(("id" = TopicId, Path)),
    responses((status = 200, body = Topic)))]
async fn topic(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TopicId>,
) -> Answer<Json<Topic>> {
    Ok(Json(state.app.topic(&actor, id).await?))
}

/// Changes a topic's title or state.
#[utoipa::path(patch, path = "/topics/{id}", params(("id" = TopicId, Path)),
    request_body = TopicBody, responses((status = 200, body = Topic)))]
async fn update_topic(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TopicId>,
    IfMatch(version): IfMatch,
    Body(body): Body<TopicBody>,
) -> Answer<Json<Topic>> {
    let change = TopicChange {
        title: body.title,
        state: body.state,
    };
    Ok(Json(
        state.app.update_topic(&actor, id, change, version).await?,
    ))
}

/// Sets how much of a topic the caller wants to hear.
#[utoipa::path(put, path = "/topics/{id}/place", params(("id" = TopicId, Path)),
    request_body = PlaceBody, responses((status = 200, body = TopicPlace)))]
async fn set_place(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TopicId>,
    Body(body): Body<PlaceBody>,
) -> Answer<Json<TopicPlace>> {
    Ok(Json(state.app.set_level(&actor, id, body.level).await?))
}

/// Moves the caller's read position.
#[utoipa::path(post, path = "/topics/{id}/read", params(("id" = TopicId, Path)),
    request_body = ReadBody, responses((status = 200, body = TopicPlace)))]
async fn read_to(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TopicId>,
    Body(body): Body<ReadBody>,
) -> Answer<Json<TopicPlace>> {
    Ok(Json(state.app.read_to(&actor, id, body.ordinal).await?))
}

/// Asks for written views before a session is planned on the topic; each of them gets a request.
#[utoipa::path(put, path = "/topics/{id}/written-views", params(("id" = TopicId, Path)),
    request_body = ViewsBody, responses((status = 200, body = Topic)))]
async fn ask_views(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TopicId>,
    Body(body): Body<ViewsBody>,
) -> Answer<Json<Topic>> {
    let wish = ViewsWish {
        by: body.by,
        of: body.of,
        text: body.text,
    };
    Ok(Json(state.app.ask_views(&actor, id, wish).await?))
}

/// Takes the wish for written views back, with its requests.
#[utoipa::path(delete, path = "/topics/{id}/written-views", params(("id" = TopicId, Path)),
    responses((status = 200, body = Topic)))]
async fn drop_views(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TopicId>,
) -> Answer<Json<Topic>> {
    Ok(Json(state.app.drop_views(&actor, id).await?))
}
