//! Channels, members, direct conversations.

use std::sync::Arc;

use app::channel::{ChannelChange, NewChannel};
use axum::Json;
use http::StatusCode;
use model::channel::{Channel, ChannelKind, Membership};
use model::id::{ChannelId, PersonId};
use model::message::Expectation;
use model::topic::Topic;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::{Body, IfMatch, Key, Parameters, Segments};
use crate::page::{List, Page, PageQuery, page};
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(channels, create_channel))
        .routes(routes!(channel, update_channel))
        .routes(routes!(members, add_members))
        .routes(routes!(remove_member))
        .routes(routes!(join_channel))
        .routes(routes!(leave_channel))
        .routes(routes!(direct))
}

#[derive(Deserialize, ToSchema)]
struct NewChannelBody {
    /// `public` or `private`.
    kind: ChannelKind,
    name: String,
    #[serde(default)]
    purpose: String,
    default_expectation: Option<Expectation>,
    #[serde(default)]
    members: Vec<PersonId>,
}

#[derive(Deserialize, ToSchema)]
struct ChannelBody {
    name: Option<String>,
    purpose: Option<String>,
    default_expectation: Option<Expectation>,
    archived: Option<bool>,
}

#[derive(Deserialize, ToSchema)]
struct PeopleBody {
    people: Vec<PersonId>,
}

#[derive(Serialize, ToSchema)]
struct DirectBody {
    channel: Channel,
    /// The conversation's untitled topic.
    topic: Topic,
}

/// Channels the caller is in, and public ones.
#[utoipa::path(get, path = "/channels", params(PageQuery),
    responses((status = 200, body = Page<Channel>)))]
async fn channels(
    state: State,
    Caller(actor): Caller,
    Parameters(query): Parameters<PageQuery>,
) -> Answer<Json<Page<Channel>>> {
    let channels = state.app.channels(&actor).await?;
    Ok(Json(page(channels, &query, |channel| {
        channel.id.to_string()
    })))
}

/// Makes a channel.
#[utoipa::path(post, path = "/channels", request_body = NewChannelBody,
    responses((status = 200, body = Channel)))]
async fn create_channel(
    state: State,
    Caller(actor): Caller,
    Key(key): Key,
    Body(body): Body<NewChannelBody>,
) -> Answer<Json<Channel>> {
    let NewChannelBody {
        kind,
        name,
        purpose,
        default_expectation,
        members,
    } = body;
    let new = NewChannel {
        kind,
        name,
        purpose,
        default_expectation,
        members,
    };
    Ok(Json(state.app.create_channel(&actor, new, key).await?))
}

/// One channel.
#[utoipa::path(get, path = "/channels/{id}", params(("id" = ChannelId, Path)),
    responses((status = 200, body = Channel)))]
async fn channel(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<ChannelId>,
) -> Answer<Json<Channel>> {
    Ok(Json(state.app.channel(&actor, id).await?))
}

/// Changes a channel.
#[utoipa::path(patch, path = "/channels/{id}", params(("id" = ChannelId, Path)),
    request_body = ChannelBody, responses((status = 200, body = Channel)))]
async fn update_channel(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<ChannelId>,
    IfMatch(version): IfMatch,
    Body(body): Body<ChannelBody>,
) -> Answer<Json<Channel>> {
    let ChannelBody {
        name,
        purpose,
        default_expectation,
        archived,
    } = body;
    let change = ChannelChange {
        name,
        purpose,
        default_expectation,
        archived,
    };
    Ok(Json(
        state
            .app
            .update_channel(&actor, id, change, version)
            .await?,
    ))
}

/// Who is in a channel.
#[utoipa::path(get, path = "/channels/{id}/members", params(("id" = ChannelId, Path)),
    responses((status = 200, body = List<Membership>)))]
async fn members(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<ChannelId>,
) -> Answer<Json<List<Membership>>> {
    Ok(Json(List {
        items: state.app.members(&actor, id).await?,
    }))
}

/// Adds people to a channel.
#[utoipa::path(post, path = "/channels/{id}/members", params(("id" = ChannelId, Path)),
    request_body = PeopleBody, responses((status = 204)))]
async fn add_members(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<ChannelId>,
    Body(body): Body<PeopleBody>,
) -> Answer<StatusCode> {
    state.app.add_members(&actor, id, body.people).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a person out of a channel.
#[utoipa::path(delete, path = "/channels/{id}/members/{person}",
    params(("id" = ChannelId, Path), ("person" = PersonId, Path)), responses((status = 204)))]
async fn remove_member(
    state: State,
    Caller(actor): Caller,
    Segments((id, person)): Segments<(ChannelId, PersonId)>,
) -> Answer<StatusCode> {
    state.app.remove_member(&actor, id, person).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Joins a public channel.
#[utoipa::path(post, path = "/channels/{id}/join", params(("id" = ChannelId, Path)),
    responses((status = 204)))]
async fn join_channel(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<ChannelId>,
) -> Answer<StatusCode> {
    state.app.join_channel(&actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Leaves a channel.
#[utoipa::path(post, path = "/channels/{id}/leave", params(("id" = ChannelId, Path)),
    responses((status = 204)))]
async fn leave_channel(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<ChannelId>,
) -> Answer<StatusCode> {
    state.app.remove_member(&actor, id, actor.person).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Finds or makes the direct conversation with others.
#[utoipa::path(post, path = "/direct", request_body = PeopleBody,
    responses((status = 200, body = DirectBody)))]
async fn direct(
    state: State,
    Caller(actor): Caller,
    Body(body): Body<PeopleBody>,
) -> Answer<Json<DirectBody>> {
    let direct = state.app.direct(&actor, body.people).await?;
    Ok(Json(DirectBody {
        channel: direct.channel,
        topic: direct.topic,
    }))
}
