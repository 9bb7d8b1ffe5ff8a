//! Scheduled messages and reminders.

use std::sync::Arc;

use app::later::{NewReminder, ScheduledChange};
use axum::Json;
use http::StatusCode;
use model::id::{FileId, GroupId, MessageId, PersonId, ReminderId, ScheduledId, TopicId};
use model::later::{LaterChoice, Reminder, ReminderOf, ScheduledMessage};
use model::message::{Expectation, Message};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::{Body, Key, Parameters, Segments, nullable};
use crate::message::PostBody;
use crate::page::{Page, PageQuery, page};
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(schedule_message))
        .routes(routes!(scheduled_messages))
        .routes(routes!(change_scheduled, drop_scheduled))
        .routes(routes!(send_scheduled))
        .routes(routes!(reminders, create_reminder))
        .routes(routes!(change_reminder))
        .routes(routes!(finish_reminder))
}

#[derive(Deserialize, ToSchema)]
struct ScheduleBody {
    /// As a message that is posted; it cannot be urgent.
    #[serde(flatten)]
    message: PostBody,
    /// When it is sent.
    later: LaterChoice,
}

#[derive(Deserialize, ToSchema)]
struct ScheduledBody {
    text: Option<String>,
    /// `null` leaves it to the channel.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<Expectation>)]
    expectation: Option<Option<Expectation>>,
    asked: Option<Vec<PersonId>>,
    everyone: Option<Vec<GroupId>>,
    /// `null` for none.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<MessageId>)]
    reply_to: Option<Option<MessageId>>,
    attachments: Option<Vec<FileId>>,
    /// When it is sent; also sends one anew that could not be sent.
    later: Option<LaterChoice>,
}

#[derive(Deserialize, ToSchema)]
struct NewReminderBody {
    #[serde(flatten)]
    of: ReminderOf,
    /// Left out: the beginning of what it is about.
    note: Option<String>,
    /// Left out: it is only saved.
    later: Option<LaterChoice>,
}

#[derive(Deserialize, ToSchema)]
struct ReminderBody {
    /// `null` or left out: it is only saved.
    later: Option<LaterChoice>,
}

/// Keeps a message to be sent later.
#[utoipa::path(post, path = "/topics/{id}/scheduled", params(("id" = TopicId, Path)),
    request_body = ScheduleBody, responses((status = 200, body = ScheduledMessage)))]
async fn schedule_message(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TopicId>,
    Key(key): Key,
    Body(body): Body<ScheduleBody>,
) -> Answer<Json<ScheduledMessage>> {
    let ScheduleBody { message, later } = body;
    let scheduled = state
        .app
        .schedule_message(&actor, id, message.into(), later, key);
    Ok(Json(scheduled.await?))
}

/// The caller's scheduled messages.
#[utoipa::path(get, path = "/scheduled", params(PageQuery),
    responses((status = 200, body = Page<ScheduledMessage>)))]
async fn scheduled_messages(
    state: State,
    Caller(actor): Caller,
    Parameters(query): Parameters<PageQuery>,
) -> Answer<Json<Page<ScheduledMessage>>> {
    let scheduled = state.app.scheduled_messages(&actor).await?;
    Ok(Json(page(scheduled, &query, |one| one.id.to_string())))
}

/// Changes a scheduled message.
#[utoipa::path(patch, path = "/scheduled/{id}", params(("id" = ScheduledId, Path)),
    request_body = ScheduledBody, responses((status = 200, body = ScheduledMessage)))]
async fn change_scheduled(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<ScheduledId>,
    Body(body): Body<ScheduledBody>,
) -> Answer<Json<ScheduledMessage>> {
    let change = ScheduledChange {
        text: body.text,
        expectation: body.expectation,
        asked: body.asked,
        everyone: body.everyone,
        reply_to: body.reply_to,
        attachments: body.attachments,
        later: body.later,
    };
    let scheduled = state.app.change_scheduled(&actor, id, change);
    Ok(Json(scheduled.await?))
}

/// Drops a scheduled message.
#[utoipa::path(delete, path = "/scheduled/{id}", params(("id" = ScheduledId, Path)),
    responses((status = 204)))]
async fn drop_scheduled(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<ScheduledId>,
) -> Answer<StatusCode> {
    state.app.drop_scheduled(&actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends a scheduled message now.
#[utoipa::path(post, path = "/scheduled/{id}/send", params(("id" = ScheduledId, Path)),
    responses((status = 200, body = Message)))]
async fn send_scheduled(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<ScheduledId>,
    Key(key): Key,
) -> Answer<Json<Message>> {
    Ok(Json(state.app.send_scheduled(&actor, id, key).await?))
}

/// The caller's reminders and saved things that are not dealt with.
#[utoipa::path(get, path = "/reminders", params(PageQuery),
    responses((status = 200, body = Page<Reminder>)))]
async fn reminders(
    state: State,
    Caller(actor): Caller,
    Parameters(query): Parameters<PageQuery>,
) -> Answer<Json<Page<Reminder>>> {
    let reminders = state.app.reminders(&actor).await?;
    Ok(Json(page(reminders, &query, |one| one.id.to_string())))
}

/// Makes a reminder, or saves something without an instant.
#[utoipa::path(post, path = "/reminders", request_body = NewReminderBody,
    responses((status = 200, body = Reminder)))]
async fn create_reminder(
    state: State,
    Caller(actor): Caller,
    Key(key): Key,
    Body(body): Body<NewReminderBody>,
) -> Answer<Json<Reminder>> {
    let new = NewReminder {
        of: body.of,
        note: body.note,
        later: body.later,
    };
    Ok(Json(state.app.create_reminder(&actor, new, key).await?))
}

/// Reminds later, or keeps it without an instant.
#[utoipa::path(patch, path = "/reminders/{id}", params(("id" = ReminderId, Path)),
    request_body = ReminderBody, responses((status = 200, body = Reminder)))]
async fn change_reminder(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<ReminderId>,
    Body(body): Body<ReminderBody>,
) -> Answer<Json<Reminder>> {
    let reminder = state.app.change_reminder(&actor, id, body.later);
    Ok(Json(reminder.await?))
}

/// Deals with a reminder.
#[utoipa::path(post, path = "/reminders/{id}/done", params(("id" = ReminderId, Path)),
    responses((status = 200, body = Reminder)))]
async fn finish_reminder(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<ReminderId>,
) -> Answer<Json<Reminder>> {
    Ok(Json(state.app.finish_reminder(&actor, id).await?))
}
