//! Availability and reach.

use std::sync::Arc;
use std::time::Duration;

use app::availability::{AvailabilityChange, Span, TimeOffChange};
use axum::Json;
use model::availability::{Availability, FocusTime, Places, Reach, WorkSpan};
use model::error::ErrorCode;
use model::id::{FocusId, PersonId, TimeOffId};
use model::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::{Answer, ApiError};
use crate::extract::{Body, IfMatch, Parameters, Segments};
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(availability, set_availability))
        .routes(routes!(reach))
}

#[derive(Deserialize, ToSchema)]
struct TimeOffBody {
    /// Of an entry that is kept; left out for a new one.
    id: Option<TimeOffId>,
    from: Timestamp,
    until: Timestamp,
    #[serde(default)]
    note: String,
    deputy: Option<PersonId>,
}

#[derive(Deserialize, ToSchema)]
struct FocusBody {
    /// Of a block that is kept; left out for a new one.
    id: Option<FocusId>,
    when: FocusTime,
}

#[derive(Deserialize, ToSchema)]
struct AvailabilityBody {
    /// `null`: the organisation's default week.
    weekly: Option<Vec<WorkSpan>>,
    #[serde(default)]
    time_off: Vec<TimeOffBody>,
    #[serde(default)]
    focus: Vec<FocusBody>,
    do_not_disturb_until: Option<Timestamp>,
    /// Who stands in, in order, at most 10.
    #[serde(default)]
    deputies: Vec<PersonId>,
    #[serde(default)]
    off_hours_rings: bool,
    #[serde(default)]
    places: Places,
    /// The region whose holidays count; empty for none.
    #[serde(default)]
    region: String,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ReachQuery {
    /// Ids, separated by commas; left out: everybody the caller may see, at most 200.
    people: Option<String>,
    /// When the spans begin; now if left out.
    from: Option<Timestamp>,
    /// When the spans end; 24 hours after `from` if left out, at most 8 days after it.
    until: Option<Timestamp>,
}

#[derive(Serialize, ToSchema)]
struct ReachList {
    /// As of when.
    at: Timestamp,
    items: Vec<Reach>,
}

/// What a person has said about when they can be reached.
#[utoipa::path(get, path = "/people/{id}/availability", params(("id" = PersonId, Path)),
    responses((status = 200, body = Availability)))]
async fn availability(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<PersonId>,
) -> Answer<Json<Availability>> {
    Ok(Json(state.app.availability(&actor, id).await?))
}

/// Replaces the own availability.
#[utoipa::path(put, path = "/people/{id}/availability", params(("id" = PersonId, Path)),
    request_body = AvailabilityBody, responses((status = 200, body = Availability)))]
async fn set_availability(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<PersonId>,
    IfMatch(version): IfMatch,
    Body(body): Body<AvailabilityBody>,
) -> Answer<Json<Availability>> {
    if id != actor.person {
        let detail = "only the person themselves says when they can be reached";
        return Err(ApiError::new(ErrorCode::NotAllowed, detail));
    }
    let time_off = |entry: TimeOffBody| TimeOffChange {
        id: entry.id,
        from: entry.from,
        until: entry.until,
        note: entry.note,
        deputy: entry.deputy,
    };
    let change = AvailabilityChange {
        weekly: body.weekly,
        time_off: body.time_off.into_iter().map(time_off).collect(),
        focus: body
            .focus
            .into_iter()
            .map(|block| (block.id, block.when))
            .collect(),
        do_not_disturb_until: body.do_not_disturb_until,
        deputies: body.deputies,
        off_hours_rings: body.off_hours_rings,
        places: body.places,
        region: body.region,
    };
    Ok(Json(
        state.app.set_availability(&actor, change, version).await?,
    ))
}

/// When people can be reached, with their spans over a stretch of time.
#[utoipa::path(get, path = "/reach", params(ReachQuery),
    responses((status = 200, body = ReachList)))]
async fn reach(
    state: State,
    Caller(actor): Caller,
    Parameters(query): Parameters<ReachQuery>,
) -> Answer<Json<ReachList>> {
    let people = query.people.map(|list| {
        let ids = list.split(',').filter(|id| !id.is_empty());
        ids.map(|id| id.trim().parse())
            .collect::<Result<Vec<PersonId>, _>>()
    });
    let people = people
        .transpose()
        .map_err(|error| ApiError::invalid("people", error.to_string()))?;
    let from = query.from.unwrap_or_else(|| state.app.now());
    let until = query
        .until
        .unwrap_or_else(|| from.plus(Duration::from_secs(24 * 60 * 60)));
    let (at, items) = state
        .app
        .reach(&actor, people, Span { from, until })
        .await?;
    Ok(Json(ReachList { at, items }))
}
