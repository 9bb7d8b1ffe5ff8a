//! People.

use std::sync::Arc;

use app::person::PersonChange;
use axum::Json;
use model::id::PersonId;
use model::person::{Person, Role};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::{Body, Parameters, Segments};
use crate::page::{Page, PageQuery, page};
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(people))
        .routes(routes!(person, update_person))
}

#[derive(Deserialize, ToSchema)]
struct PersonBody {
    role: Option<Role>,
    /// Whether the account is closed.
    disabled: Option<bool>,
}

/// Everyone the caller may see.
#[utoipa::path(get, path = "/people", params(PageQuery),
    responses((status = 200, body = Page<Person>)))]
async fn people(
    state: State,
    Caller(actor): Caller,
    Parameters(query): Parameters<PageQuery>,
) -> Answer<Json<Page<Person>>> {
    let people = state.app.people(&actor).await?;
    Ok(Json(page(people, &query, |person| person.id.to_string())))
}

/// One person.
#[utoipa::path(get, path = "/people/{id}", params(("id" = PersonId, Path)),
    responses((status = 200, body = Person)))]
async fn person(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<PersonId>,
) -> Answer<Json<Person>> {
    Ok(Json(state.app.person(&actor, id).await?))
}

/// Changes a person's role, or closes or opens their account.
#[utoipa::path(patch, path = "/people/{id}", params(("id" = PersonId, Path)),
    request_body = PersonBody, responses((status = 200, body = Person)))]
async fn update_person(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<PersonId>,
    Body(body): Body<PersonBody>,
) -> Answer<Json<Person>> {
    let change = PersonChange {
        role: body.role,
        disabled: body.disabled,
    };
    Ok(Json(state.app.update_person(&actor, id, change).await?))
}
