//! Messages and reactions.

use std::sync::Arc;

use app::message::{PageOf, PostMessage};
use axum::Json;
use model::delivery::MessagePreview;
use model::id::{FileId, MessageId, PersonId, TopicId};
use model::limits::{PAGE_ITEMS_DEFAULT, PAGE_ITEMS_MAX};
use model::message::{Expectation, Message, MessageRevision};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::{Body, IfMatch, Key, Parameters, Segments};
use crate::page::List;
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(messages, post_message))
        .routes(routes!(preview_message))
        .routes(routes!(edit_message, delete_message))
        .routes(routes!(revisions))
        .routes(routes!(give_reaction, take_reaction))
}

/// A message as its author sends it.
#[derive(Deserialize, ToSchema)]
pub(crate) struct PostBody {
    /// Markdown; `@[Name](per_…)` asks, `@_[Name](per_…)` names without asking.
    text: String,
    /// Left out: the channel's default if somebody is asked, else `none`.
    expectation: Option<Expectation>,
    /// Whom it asks besides those its text mentions.
    #[serde(default)]
    asked: Vec<PersonId>,
    reply_to: Option<MessageId>,
    /// Own uploaded files.
    #[serde(default)]
    attachments: Vec<FileId>,
}

impl From<PostBody> for PostMessage {
    fn from(body: PostBody) -> Self {
        let PostBody {
            text,
            expectation,
            asked,
            reply_to,
            attachments,
        } = body;
        Self {
            text,
            expectation,
            asked,
            reply_to,
            attachments,
        }
    }
}

#[derive(Deserialize, ToSchema)]
struct EditBody {
    text: String,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct MessagesQuery {
    /// Messages with a number below; the newest ones if both are left out.
    before: Option<u64>,
    /// Messages with a number above.
    after: Option<u64>,
    /// Items at most, 1 to 200; 50 if left out.
    limit: Option<usize>,
}

/// A page of a topic's messages, oldest first.
#[derive(Serialize, ToSchema)]
struct Messages {
    items: Vec<Message>,
    /// Number of the topic's newest message.
    last_ordinal: u64,
}

/// A page of a topic's messages.
#[utoipa::path(get, path = "/topics/{id}/messages",
    params(("id" = TopicId, Path), MessagesQuery), responses((status = 200, body = Messages)))]
async fn messages(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TopicId>,
    Parameters(query): Parameters<MessagesQuery>,
) -> Answer<Json<Messages>> {
    let limit = query
        .limit
        .unwrap_or(PAGE_ITEMS_DEFAULT)
        .clamp(1, PAGE_ITEMS_MAX) as u64;
    let page = match query.after {
        Some(after) => PageOf::After(after),
        None => PageOf::Before(query.before.unwrap_or(u64::MAX)),
    };
    let page = state.app.messages(&actor, id, page, limit).await?;
    Ok(Json(Messages {
        items: page.items,
        last_ordinal: page.last_ordinal,
    }))
}

/// Posts a message; it is on disk when this answers.
#[utoipa::path(post, path = "/topics/{id}/messages", params(("id" = TopicId, Path)),
    request_body = PostBody, responses((status = 200, body = Message)))]
async fn post_message(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TopicId>,
    Key(key): Key,
    Body(body): Body<PostBody>,
) -> Answer<Json<Message>> {
    Ok(Json(
        state.app.post_message(&actor, id, body.into(), key).await?,
    ))
}

/// What a message would do to whom, before it is sent.
#[utoipa::path(post, path = "/topics/{id}/messages/preview", params(("id" = TopicId, Path)),
    request_body = PostBody, responses((status = 200, body = MessagePreview)))]
async fn preview_message(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TopicId>,
    Body(body): Body<PostBody>,
) -> Answer<Json<MessagePreview>> {
    Ok(Json(
        state.app.preview_message(&actor, id, body.into()).await?,
    ))
}

/// Replaces a message's text.
#[utoipa::path(patch, path = "/messages/{id}", params(("id" = MessageId, Path)),
    request_body = EditBody, responses((status = 200, body = Message)))]
async fn edit_message(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<MessageId>,
    IfMatch(version): IfMatch,
    Body(body): Body<EditBody>,
) -> Answer<Json<Message>> {
    Ok(Json(
        state
            .app
            .edit_message(&actor, id, body.text, version)
            .await?,
    ))
}

/// Deletes a message.
#[utoipa::path(delete, path = "/messages/{id}", params(("id" = MessageId, Path)),
    responses((status = 200, body = Message)))]
async fn delete_message(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<MessageId>,
) -> Answer<Json<Message>> {
    Ok(Json(state.app.delete_message(&actor, id).await?))
}

/// Former texts of a message.
#[utoipa::path(get, path = "/messages/{id}/history", params(("id" = MessageId, Path)),
    responses((status = 200, body = List<MessageRevision>)))]
async fn revisions(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<MessageId>,
) -> Answer<Json<List<MessageRevision>>> {
    Ok(Json(List {
        items: state.app.revisions(&actor, id).await?,
    }))
}

/// Gives a reaction.
#[utoipa::path(put, path = "/messages/{id}/reactions/{emoji}",
    params(("id" = MessageId, Path), ("emoji" = String, Path)),
    responses((status = 200, body = Message)))]
async fn give_reaction(
    state: State,
    Caller(actor): Caller,
    Segments((id, emoji)): Segments<(MessageId, String)>,
) -> Answer<Json<Message>> {
    Ok(Json(state.app.react(&actor, id, emoji, true).await?))
}

/// Takes a reaction back.
#[utoipa::path(delete, path = "/messages/{id}/reactions/{emoji}",
    params(("id" = MessageId, Path), ("emoji" = String, Path)),
    responses((status = 200, body = Message)))]
async fn take_reaction(
    state: State,
    Caller(actor): Caller,
    Segments((id, emoji)): Segments<(MessageId, String)>,
) -> Answer<Json<Message>> {
    Ok(Json(state.app.react(&actor, id, emoji, false).await?))
}
