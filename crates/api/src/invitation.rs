//! Invitations.

use std::sync::Arc;

use app::account::SignedIn;
use app::invitation::Join;
use axum::Json;
use axum::response::Response;
use http::StatusCode;
use model::account::Invitation;
use model::id::InvitationId;
use model::person::{Me, Role};
use model::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::{Agent, Body, Segments};
use crate::organisation::signed_in;
use crate::page::List;
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(invitations, create_invitation))
        .routes(routes!(withdraw_invitation))
        .routes(routes!(open_invitation))
        .routes(routes!(accept_invitation))
}

#[derive(Deserialize, ToSchema)]
struct InvitationBody {
    /// `guest`, `member` or `admin`.
    role: Role,
}

#[derive(Serialize, ToSchema)]
struct NewInvitation {
    invitation: Invitation,
    /// Shown once; the link is `/invitation/{code}`.
    code: String,
}

/// What the holder of a link may read before they join.
#[derive(Serialize, ToSchema)]
struct OpenInvitation {
    organisation: String,
    invited_by: String,
    role: Role,
    expires_at: Timestamp,
}

#[derive(Deserialize, ToSchema)]
struct AcceptBody {
    name: String,
    email: String,
    /// At least 12 characters.
    password: String,
    /// IANA name, for example `Europe/Berlin`.
    time_zone: String,
}

/// The newest invitations.
#[utoipa::path(get, path = "/invitations", responses((status = 200, body = List<Invitation>)))]
async fn invitations(state: State, Caller(actor): Caller) -> Answer<Json<List<Invitation>>> {
    Ok(Json(List {
        items: state.app.invitations(&actor).await?,
    }))
}

/// Makes an invitation.
#[utoipa::path(post, path = "/invitations", request_body = InvitationBody,
    responses((status = 200, body = NewInvitation)))]
async fn create_invitation(
    state: State,
    Caller(actor): Caller,
    Body(body): Body<InvitationBody>,
) -> Answer<Json<NewInvitation>> {
    let (invitation, code) = state.app.create_invitation(&actor, body.role).await?;
    Ok(Json(NewInvitation { invitation, code }))
}

/// Takes an invitation back.
#[utoipa::path(delete, path = "/invitations/{id}", params(("id" = InvitationId, Path)),
    responses((status = 204)))]
async fn withdraw_invitation(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<InvitationId>,
) -> Answer<StatusCode> {
    state.app.withdraw_invitation(&actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What the holder of a code may read.
#[utoipa::path(get, path = "/invitations/{code}/open", params(("code" = String, Path)),
    responses((status = 200, body = OpenInvitation)))]
async fn open_invitation(
    state: State,
    Segments(code): Segments<String>,
) -> Answer<Json<OpenInvitation>> {
    let open = state.app.open_invitation(&code).await?;
    Ok(Json(OpenInvitation {
        organisation: open.organisation,
        invited_by: open.invited_by,
        role: open.role,
        expires_at: open.expires_at,
    }))
}

/// Joins by an invitation.
#[utoipa::path(post, path = "/invitations/{code}/accept", params(("code" = String, Path)),
    request_body = AcceptBody, responses((status = 200, body = Me)))]
async fn accept_invitation(
    state: State,
    Agent(agent): Agent,
    Segments(code): Segments<String>,
    Body(body): Body<AcceptBody>,
) -> Answer<Response> {
    let AcceptBody {
        name,
        email,
        password,
        time_zone,
    } = body;
    let join = Join {
        code,
        name,
        email,
        password,
        time_zone,
        agent,
    };
    let SignedIn { secret, me } = state.app.join_by_invitation(join).await?;
    Ok(signed_in(&state, &secret, me))
}
