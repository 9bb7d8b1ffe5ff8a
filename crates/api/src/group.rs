//! Groups and who of them is on duty.

use std::sync::Arc;

use app::group::{GroupChange, NewGroup};
use axum::Json;
use model::group::{Duty, Group, Rota};
use model::id::{GroupId, PersonId};
use model::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::{Body, IfMatch, Key, Parameters, Segments, nullable};
use crate::page::{Page, PageQuery, page};
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(groups, create_group))
        .routes(routes!(group, update_group))
        .routes(routes!(duty))
}

#[derive(Deserialize, ToSchema)]
struct NewGroupBody {
    name: String,
    #[serde(default)]
    purpose: String,
    /// Left out: only its maker.
    members: Option<Vec<PersonId>>,
    rota: Option<Rota>,
}

#[derive(Deserialize, ToSchema)]
struct GroupBody {
    name: Option<String>,
    purpose: Option<String>,
    /// All who are in it then; who is left out leaves its rota, too.
    members: Option<Vec<PersonId>>,
    /// `null` ends the rota; left out, it stays.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<Rota>)]
    rota: Option<Option<Rota>>,
    archived: Option<bool>,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct DutyQuery {
    /// At which instant; now if left out.
    at: Option<Timestamp>,
}

#[derive(Serialize, ToSchema)]
struct OnDuty {
    /// `null` if nobody is.
    duty: Option<Duty>,
}

/// All groups; none for guests.
#[utoipa::path(get, path = "/groups", params(PageQuery),
    responses((status = 200, body = Page<Group>)))]
async fn groups(
    state: State,
    Caller(actor): Caller,
    Parameters(query): Parameters<PageQuery>,
) -> Answer<Json<Page<Group>>> {
    let groups = state.app.groups(&actor).await?;
    Ok(Json(page(groups, &query, |group| group.id.to_string())))
}

/// Makes a group.
#[utoipa::path(post, path = "/groups", request_body = NewGroupBody,
    responses((status = 200, body = Group)))]
async fn create_group(
    state: State,
    Caller(actor): Caller,
    Key(key): Key,
    Body(body): Body<NewGroupBody>,
) -> Answer<Json<Group>> {
    let new = NewGroup {
        name: body.name,
        purpose: body.purpose,
        members: body.members,
        rota: body.rota,
    };
    Ok(Json(state.app.create_group(&actor, new, key).await?))
}

/// One group.
#[utoipa::path(get, path = "/groups/{id}", params(("id" = GroupId, Path)),
    responses((status = 200, body = Group)))]
async fn group(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<GroupId>,
) -> Answer<Json<Group>> {
    Ok(Json(state.app.group(&actor, id).await?))
}

/// Changes a group.
#[utoipa::path(patch, path = "/groups/{id}", params(("id" = GroupId, Path)),
    request_body = GroupBody, responses((status = 200, body = Group)))]
async fn update_group(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<GroupId>,
    IfMatch(version): IfMatch,
    Body(body): Body<GroupBody>,
) -> Answer<Json<Group>> {
    let change = GroupChange {
        name: body.name,
        purpose: body.purpose,
        members: body.members,
        rota: body.rota,
        archived: body.archived,
    };
    let group = state.app.update_group(&actor, id, change, version);
    Ok(Json(group.await?))
}

/// Who of a group is on duty.
#[utoipa::path(get, path = "/groups/{id}/duty", params(("id" = GroupId, Path), DutyQuery),
    responses((status = 200, body = OnDuty)))]
async fn duty(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<GroupId>,
    Parameters(query): Parameters<DutyQuery>,
) -> Answer<Json<OnDuty>> {
    let duty = state.app.duty(&actor, id, query.at).await?;
    Ok(Json(OnDuty { duty }))
}
