//! Check-ins, their days, answers and drafts.

use std::sync::Arc;

use app::check_in::{CheckInChange, NewAnswer, NewCheckIn};
use axum::Json;
use http::StatusCode;
use jiff::civil::Date;
use model::check_in::{
    CheckIn, CheckInAnswer, CheckInAsked, CheckInDay, CheckInReport, CheckInState, CheckInTemplate,
    Prefill, Question, Said,
};
use model::id::{ChannelId, CheckInId, PersonId};
use model::time::MinuteOfDay;
use model::topic::Topic;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::{Answer, ApiError};
use crate::extract::{Body, IfMatch, Key, Parameters, Segments};
use crate::page::{List, Page, PageQuery, cut, page};
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(check_ins, create_check_in))
        .routes(routes!(check_in, update_check_in))
        .routes(routes!(check_in_templates))
        .routes(routes!(follow_check_in, unfollow_check_in))
        .routes(routes!(check_in_days))
        .routes(routes!(check_in_report))
        .routes(routes!(check_in_prefill))
        .routes(routes!(draft_check_in))
        .routes(routes!(answer_check_in))
        .routes(routes!(open_answer_topic))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct CheckInsQuery {
    /// Items at most, 1 to 200; 50 if left out.
    limit: Option<usize>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Those of this channel; of all the caller's channels if left out.
    channel: Option<ChannelId>,
    /// Those that have ended instead, newest first.
    #[serde(default)]
    ended: bool,
}

#[derive(Deserialize, ToSchema)]
struct NewCheckInBody {
    channel: ChannelId,
    title: String,
    /// 1 to 20.
    questions: Vec<Question>,
    asked: CheckInAsked,
    /// An RRULE in days, such as `FREQ=WEEKLY;BYDAY=MO,FR`.
    rule: String,
    /// The first day it may ask; today if left out.
    #[schema(value_type = Option<String>, format = Date)]
    first: Option<Date>,
    /// By which minute of each person's own day it wants to be answered.
    minute: MinuteOfDay,
    /// How many minutes before that it opens; may reach into the evening before.
    opens_before_minutes: u32,
    /// How many minutes after that the report is made.
    closes_after_minutes: u32,
    /// Who is told of the report besides those asked.
    #[serde(default)]
    followers: Vec<PersonId>,
}

#[derive(Deserialize, ToSchema)]
struct CheckInBody {
    title: Option<String>,
    /// All of them; days that have begun keep theirs.
    questions: Option<Vec<Question>>,
    asked: Option<CheckInAsked>,
    rule: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    first: Option<Date>,
    minute: Option<MinuteOfDay>,
    opens_before_minutes: Option<u32>,
    closes_after_minutes: Option<u32>,
    followers: Option<Vec<PersonId>>,
    /// Pauses, goes on, or ends for good.
    state: Option<CheckInState>,
}

#[derive(Deserialize, ToSchema)]
struct DraftBody {
    /// Question by question; empty forgets the draft.
    said: Vec<Said>,
}

#[derive(Deserialize, ToSchema)]
struct AnswerBody {
    /// Question by question.
    said: Vec<Said>,
    /// Whether something stops the caller.
    #[serde(default)]
    blocked: bool,
}

/// Check-ins of the caller's channels, or of one channel.
#[utoipa::path(get, path = "/check-ins", params(CheckInsQuery),
    responses((status = 200, body = Page<CheckIn>)))]
async fn check_ins(
    state: State,
    Caller(actor): Caller,
    Parameters(query): Parameters<CheckInsQuery>,
) -> Answer<Json<Page<CheckIn>>> {
    let found = state.app.check_ins(&actor, query.channel, query.ended);
    let mut found = found.await?;
    let page_query = PageQuery {
        limit: query.limit,
        cursor: query.cursor,
    };
    if query.ended {
        // From the newest down, behind the last one of the page before.
        if let Some(last) = &page_query.cursor {
            found.retain(|one| one.id.to_string() < *last);
        }
        found.truncate(page_query.limit() + 1);
        return Ok(Json(cut(found, &page_query, |one| one.id.to_string())));
    }
    Ok(Json(page(found, &page_query, |one| one.id.to_string())))
}

/// Makes a check-in.
#[utoipa::path(post, path = "/check-ins", request_body = NewCheckInBody,
    responses((status = 200, body = CheckIn)))]
async fn create_check_in(
    state: State,
    Caller(actor): Caller,
    Key(key): Key,
    Body(body): Body<NewCheckInBody>,
) -> Answer<Json<CheckIn>> {
    let new = NewCheckIn {
        channel: body.channel,
        title: body.title,
        questions: body.questions,
        asked: body.asked,
        rule: body.rule,
        first: body.first,
        minute: body.minute,
        opens_before_minutes: body.opens_before_minutes,
        closes_after_minutes: body.closes_after_minutes,
        followers: body.followers,
    };
    Ok(Json(state.app.create_check_in(&actor, new, key).await?))
}

/// One check-in.
#[utoipa::path(get, path = "/check-ins/{id}", params(("id" = CheckInId, Path)),
    responses((status = 200, body = CheckIn)))]
async fn check_in(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<CheckInId>,
) -> Answer<Json<CheckIn>> {
    Ok(Json(state.app.check_in(&actor, id).await?))
}

/// Changes, pauses or ends a check-in.
#[utoipa::path(patch, path = "/check-ins/{id}", params(("id" = CheckInId, Path)),
    request_body = CheckInBody, responses((status = 200, body = CheckIn)))]
async fn update_check_in(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<CheckInId>,
    IfMatch(version): IfMatch,
    Body(body): Body<CheckInBody>,
) -> Answer<Json<CheckIn>> {
    let change = CheckInChange {
        title: body.title,
        questions: body.questions,
        asked: body.asked,
        rule: body.rule,
        first: body.first,
        minute: body.minute,
        opens_before_minutes: body.opens_before_minutes,
        closes_after_minutes: body.closes_after_minutes,
        followers: body.followers,
        state: body.state,
    };
    let check_in = state.app.update_check_in(&actor, id, change, version);
    Ok(Json(check_in.await?))
}

/// Check-ins to begin with.
#[utoipa::path(get, path = "/check-in-templates",
    responses((status = 200, body = List<CheckInTemplate>)))]
async fn check_in_templates(state: State, Caller(_actor): Caller) -> Json<List<CheckInTemplate>> {
    Json(List {
        items: state.app.check_in_templates(),
    })
}

/// Is told of its reports from now on.
#[utoipa::path(put, path = "/check-ins/{id}/follow", params(("id" = CheckInId, Path)),
    responses((status = 200, body = CheckIn)))]
async fn follow_check_in(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<CheckInId>,
) -> Answer<Json<CheckIn>> {
    Ok(Json(state.app.follow_check_in(&actor, id, true).await?))
}

/// Is told of its reports no more.
#[utoipa::path(delete, path = "/check-ins/{id}/follow", params(("id" = CheckInId, Path)),
    responses((status = 200, body = CheckIn)))]
async fn unfollow_check_in(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<CheckInId>,
) -> Answer<Json<CheckIn>> {
    Ok(Json(state.app.follow_check_in(&actor, id, false).await?))
}

/// The days of a check-in with their counts, newest first.
#[utoipa::path(get, path = "/check-ins/{id}/reports", params(("id" = CheckInId, Path), PageQuery),
    responses((status = 200, body = Page<CheckInDay>)))]
async fn check_in_days(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<CheckInId>,
    Parameters(query): Parameters<PageQuery>,
) -> Answer<Json<Page<CheckInDay>>> {
    let before = query.cursor.as_deref().map(str::parse::<Date>).transpose();
    let before = before.map_err(|_| ApiError::invalid("cursor", "takes a page's next_cursor"))?;
    let limit = query.limit() as u64 + 1;
    let days = state.app.check_in_days(&actor, id, before, limit).await?;
    Ok(Json(cut(days, &query, |day| day.date.to_string())))
}

/// One day of a check-in.
#[utoipa::path(get, path = "/check-ins/{id}/reports/{date}",
    params(("id" = CheckInId, Path), ("date" = String, Path)),
    responses((status = 200, body = CheckInReport)))]
async fn check_in_report(
    state: State,
    Caller(actor): Caller,
    Segments((id, date)): Segments<(CheckInId, Date)>,
) -> Answer<Json<CheckInReport>> {
    Ok(Json(state.app.check_in_report(&actor, id, date).await?))
}

/// What the caller did since they last answered, and their draft.
#[utoipa::path(get, path = "/check-ins/{id}/reports/{date}/prefill",
    params(("id" = CheckInId, Path), ("date" = String, Path)),
    responses((status = 200, body = Prefill)))]
async fn check_in_prefill(
    state: State,
    Caller(actor): Caller,
    Segments((id, date)): Segments<(CheckInId, Date)>,
) -> Answer<Json<Prefill>> {
    Ok(Json(state.app.check_in_prefill(&actor, id, date).await?))
}

/// Keeps what the caller began to say.
#[utoipa::path(put, path = "/check-ins/{id}/reports/{date}/draft",
    params(("id" = CheckInId, Path), ("date" = String, Path)), request_body = DraftBody,
    responses((status = 204)))]
async fn draft_check_in(
    state: State,
    Caller(actor): Caller,
    Segments((id, date)): Segments<(CheckInId, Date)>,
    Body(body): Body<DraftBody>,
) -> Answer<StatusCode> {
    let kept = state.app.draft_check_in(&actor, id, date, body.said);
    kept.await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Answers, or changes the answer; late ones are welcome.
#[utoipa::path(put, path = "/check-ins/{id}/reports/{date}/answer",
    params(("id" = CheckInId, Path), ("date" = String, Path)), request_body = AnswerBody,
    responses((status = 200, body = CheckInAnswer)))]
async fn answer_check_in(
    state: State,
    Caller(actor): Caller,
    Segments((id, date)): Segments<(CheckInId, Date)>,
    Body(body): Body<AnswerBody>,
) -> Answer<Json<CheckInAnswer>> {
    let new = NewAnswer {
        said: body.said,
        blocked: body.blocked,
    };
    Ok(Json(
        state.app.answer_check_in(&actor, id, date, new).await?,
    ))
}

/// The topic in which somebody's answer is talked about; opened with the first call.
#[utoipa::path(post, path = "/check-ins/{id}/reports/{date}/answers/{person}/topic",
    params(("id" = CheckInId, Path), ("date" = String, Path), ("person" = PersonId, Path)),
    responses((status = 200, body = Topic)))]
async fn open_answer_topic(
    state: State,
    Caller(actor): Caller,
    Segments((id, date, person)): Segments<(CheckInId, Date, PersonId)>,
) -> Answer<Json<Topic>> {
    let topic = state.app.open_answer_topic(&actor, id, date, person);
    Ok(Json(topic.await?))
}
