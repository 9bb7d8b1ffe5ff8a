//! Agreements of teams and proposals to change them.

use std::sync::Arc;

use axum::Json;
use model::agreement::{Agreement, AgreementTerms, GroupAgreement, Proposal};
use model::id::{GroupId, ProposalId};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Answer;
use crate::extract::{Body, Key, Segments};
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(agreement))
        .routes(routes!(propose))
        .routes(routes!(see_proposal))
        .routes(routes!(adopt_proposal))
        .routes(routes!(drop_proposal))
        .routes(routes!(review_agreement))
}

#[derive(Deserialize, ToSchema)]
struct ProposalBody {
    /// All that the agreement would say.
    terms: AgreementTerms,
    /// Why, in a line.
    #[serde(default)]
    note: String,
}

/// A team's agreement, and what was proposed to change it.
#[utoipa::path(get, path = "/groups/{id}/agreement", params(("id" = GroupId, Path)),
    responses((status = 200, body = GroupAgreement)))]
async fn agreement(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<GroupId>,
) -> Answer<Json<GroupAgreement>> {
    Ok(Json(state.app.agreement(&actor, id).await?))
}

/// Proposes a change of a team's agreement; the team is told.
#[utoipa::path(post, path = "/groups/{id}/proposals", params(("id" = GroupId, Path)),
    request_body = ProposalBody, responses((status = 200, body = Proposal)))]
async fn propose(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<GroupId>,
    Key(key): Key,
    Body(body): Body<ProposalBody>,
) -> Answer<Json<Proposal>> {
    let ProposalBody { terms, note } = body;
    let proposal = state.app.propose(&actor, id, terms, note, key);
    Ok(Json(proposal.await?))
}

/// Notes that the caller has seen a proposal.
#[utoipa::path(post, path = "/proposals/{id}/seen", params(("id" = ProposalId, Path)),
    responses((status = 200, body = Proposal)))]
async fn see_proposal(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<ProposalId>,
) -> Answer<Json<Proposal>> {
    Ok(Json(state.app.see_proposal(&actor, id).await?))
}

/// Makes a proposal the team's agreement.
#[utoipa::path(post, path = "/proposals/{id}/adopt", params(("id" = ProposalId, Path)),
    responses((status = 200, body = Agreement)))]
async fn adopt_proposal(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<ProposalId>,
) -> Answer<Json<Agreement>> {
    Ok(Json(state.app.adopt_proposal(&actor, id).await?))
}

/// Takes a proposal back.
#[utoipa::path(post, path = "/proposals/{id}/drop", params(("id" = ProposalId, Path)),
    responses((status = 200, body = Proposal)))]
async fn drop_proposal(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<ProposalId>,
) -> Answer<Json<Proposal>> {
    Ok(Json(state.app.drop_proposal(&actor, id).await?))
}

/// Notes that the team has looked at its agreement and keeps it.
#[utoipa::path(post, path = "/groups/{id}/agreement/reviewed", params(("id" = GroupId, Path)),
    responses((status = 200, body = Agreement)))]
async fn review_agreement(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<GroupId>,
) -> Answer<Json<Agreement>> {
    Ok(Json(state.app.review_agreement(&actor, id).await?))
}
