//! Messages and reactions.

use std::sync::Arc;

use app::advice::DraftPurpose;
use app::message::{PageOf, PostMessage};
use app::urgent::UrgentPost;
use axum::Json;
use model::advice::Purpose;
use model::delivery::MessagePreview;
use model::id::{FileId, GroupId, MessageId, PersonId, TopicId};
use model::limits::{PAGE_ITEMS_DEFAULT, PAGE_ITEMS_MAX};
use model::message::{Expectation, Message, MessageRevision};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::{Answer, ApiError};
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
    /// Markdown; `@[Name](per_…)` asks, `@_[Name](per_…)` names without asking; so for groups, `grp_…`.
    text: String,
    /// Left out: the channel's default if somebody is asked, else `none`.
    expectation: Option<Expectation>,
    /// Whom it asks besides those its text mentions.
    #[serde(default)]
    asked: Vec<PersonId>,
    /// Groups of which it asks everyone, where otherwise any one member answers.
    #[serde(default)]
    everyone: Vec<GroupId>,
    reply_to: Option<MessageId>,
    /// Own uploaded files.
    #[serde(default)]
    attachments: Vec<FileId>,
    /// Makes a message that wants an answer now pierce focus, off and do-not-disturb.
    urgent: Option<UrgentBody>,
    /// Not taken here: what is to be sent later must not be sent now.
    #[serde(default)]
    #[schema(ignore)]
    send_at: Option<serde::de::IgnoredAny>,
}

impl PostBody {
    /// Refuses an instant at which it is to be sent: another route plans that.
    fn for_now(self) -> Result<Self, ApiError> {
        if self.send_at.is_some() {
            let detail =
                "cannot be set here; POST /topics/{id}/scheduled with `later` sends it then";
            return Err(ApiError::invalid("send_at", detail));
        }
        Ok(self)
    }
}

/// What the author says of an urgent message.
#[derive(Deserialize, ToSchema)]
struct UrgentBody {
    /// Why it is urgent.
    reason: String,
    /// Asks a second member to confirm it if nothing is left this week; otherwise it is refused then.
    #[serde(default)]
    ask_confirmation: bool,
}

impl From<PostBody> for PostMessage {
    fn from(body: PostBody) -> Self {
        let PostBody {
            text,
            expectation,
            asked,
            everyone,
            reply_to,
            attachments,
            urgent,
            send_at: _,
        } = body;
        Self {
            text,
            expectation,
            asked,
            everyone,
            reply_to,
            attachments,
            urgent: urgent.map(|urgent| UrgentPost {
                reason: urgent.reason,
                ask_confirmation: urgent.ask_confirmation,
            }),
        }
    }
}

/// A message that is not sent yet.
#[derive(Deserialize, ToSchema)]
struct PreviewBody {
    #[serde(flatten)]
    message: PostBody,
    /// What it is for, if the advisor is asked.
    purpose: Option<Purpose>,
    /// How many options a decision has.
    #[serde(default)]
    options: u32,
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
        state
            .app
            .post_message(&actor, id, body.for_now()?.into(), key)
            .await?,
    ))
}

/// What a message would do to whom, before it is sent.
#[utoipa::path(post, path = "/topics/{id}/messages/preview", params(("id" = TopicId, Path)),
    request_body = PreviewBody, responses((status = 200, body = MessagePreview)))]
async fn preview_message(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TopicId>,
    Body(body): Body<PreviewBody>,
) -> Answer<Json<MessagePreview>> {
    let purpose = body.purpose.map(|purpose| DraftPurpose {
        purpose,
        options: body.options,
    });
    let message = body.message.into();
    let preview = state.app.preview_message(&actor, id, message, purpose);
    Ok(Json(preview.await?))
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
