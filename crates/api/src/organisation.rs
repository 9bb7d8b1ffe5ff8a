//! Set-up of the organisation, and what it sets.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::account::{Credentials, SignedIn};
use app::organisation::{OrganisationChange, Setup};
use app::sample::SampleSignIn;
use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use model::availability::{Region, WorkSpan};
use model::person::{Me, Organisation, Role};
use model::settings::Settings;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::{Caller, sign_in_cookie};
use crate::error::Answer;
use crate::extract::{Agent, Body, IfMatch};
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(is_set_up, set_up))
        .routes(routes!(fill_sample, wipe_sample))
        .routes(routes!(update_organisation))
}

/// Whether the organisation is set up.
#[derive(Serialize, ToSchema)]
struct SetupState {
    set_up: bool,
    /// Its name, once it is set up.
    organisation: Option<String>,
}

#[derive(Deserialize, ToSchema)]
struct SetupBody {
    organisation: String,
    name: String,
    email: String,
    /// At least 12 characters.
    password: String,
    /// IANA name, for example `Europe/Berlin`.
    time_zone: String,
}

/// How to sign in as somebody of the sample organisation.
#[derive(Serialize, ToSchema)]
struct SampleSignInBody {
    name: String,
    email: String,
    password: String,
    role: Role,
}

#[derive(Serialize, ToSchema)]
struct SampleBody {
    sign_ins: Vec<SampleSignInBody>,
    me: Me,
}

#[derive(Deserialize, ToSchema)]
struct OrganisationBody {
    name: Option<String>,
    /// Numbers of the rules; those that are left out stay.
    #[schema(value_type = Option<Settings>)]
    settings: Option<BTreeMap<String, u32>>,
    /// The working week of who has set none.
    default_week: Option<Vec<WorkSpan>>,
    /// All regions with their holidays; a region that is left out goes.
    regions: Option<Vec<Region>>,
}

/// Answers with the cookie that signs the browser in.
pub(crate) fn signed_in<T: Serialize>(state: &Shared, secret: &str, body: T) -> Response {
    let cookie = sign_in_cookie(secret, state.config.secure_cookies);
    ([(header::SET_COOKIE, cookie)], Json(body)).into_response()
}

/// Is it set up?
#[utoipa::path(get, path = "/setup", responses((status = 200, body = SetupState)))]
async fn is_set_up(state: State) -> Answer<Json<SetupState>> {
    let organisation = state
        .app
        .organisation()
        .await?
        .map(|organisation| organisation.name);
    Ok(Json(SetupState {
        set_up: organisation.is_some(),
        organisation,
    }))
}

/// Makes organisation and owner, once.
#[utoipa::path(post, path = "/setup", request_body = SetupBody,
    responses((status = 200, body = Me)))]
async fn set_up(
    state: State,
    Agent(agent): Agent,
    Body(body): Body<SetupBody>,
) -> Answer<Response> {
    let SetupBody {
        organisation,
        name,
        email,
        password,
        time_zone,
    } = body;
    let setup = Setup {
        organisation,
        name,
        email,
        password,
        time_zone,
        agent,
    };
    let SignedIn { secret, me } = state.app.set_up(setup).await?;
    Ok(signed_in(&state, &secret, me))
}

/// Fills the sample organisation and signs in as its owner.
#[utoipa::path(post, path = "/setup/sample", responses((status = 200, body = SampleBody)))]
async fn fill_sample(state: State, Agent(agent): Agent) -> Answer<Response> {
    let sign_ins = state.app.fill_sample().await?;
    let owner = sign_ins.iter().find(|sign_in| sign_in.role == Role::Owner);
    let (email, password) = owner.map_or_else(Default::default, |owner| {
        (owner.email.clone(), owner.password.to_owned())
    });
    let SignedIn { secret, me } = state
        .app
        .sign_in(Credentials {
            email,
            password,
            agent,
        })
        .await?;
    let body = |one: SampleSignIn| SampleSignInBody {
        name: one.name,
        email: one.email,
        password: one.password.to_owned(),
        role: one.role,
    };
    let sign_ins = sign_ins.into_iter().map(body).collect();
    Ok(signed_in(&state, &secret, SampleBody { sign_ins, me }))
}

/// Wipes the sample organisation.
#[utoipa::path(delete, path = "/setup/sample", responses((status = 204)))]
async fn wipe_sample(state: State, Caller(actor): Caller) -> Answer<StatusCode> {
    state.app.wipe_sample(&actor).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Changes what the organisation sets; only admins do.
#[utoipa::path(patch, path = "/organisation", request_body = OrganisationBody,
    responses((status = 200, body = Organisation)))]
async fn update_organisation(
    state: State,
    Caller(actor): Caller,
    IfMatch(version): IfMatch,
    Body(body): Body<OrganisationBody>,
) -> Answer<Json<Organisation>> {
    let change = OrganisationChange {
        name: body.name,
        settings: body.settings,
        default_week: body.default_week,
        regions: body.regions,
    };
    let organisation = state.app.update_organisation(&actor, change, version);
    Ok(Json(organisation.await?))
}
