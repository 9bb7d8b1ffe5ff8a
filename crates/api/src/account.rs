//! Signing in and out, sign-ins, tokens, and the own profile.

use std::sync::Arc;

use app::account::{Credentials, SignedIn};
use app::person::ProfileChange;
use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use model::account::{Scope, Token};
use model::id::{SignInId, TokenId};
use model::person::Me;
use model::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::{Caller, sign_out_cookie};
use crate::error::Answer;
use crate::extract::{Agent, Body, Segments};
use crate::organisation::signed_in;
use crate::page::List;
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(sign_in))
        .routes(routes!(sign_out))
        .routes(routes!(me, update_me))
        .routes(routes!(sign_ins))
        .routes(routes!(end_sign_in))
        .routes(routes!(tokens, create_token))
        .routes(routes!(delete_token))
}

#[derive(Deserialize, ToSchema)]
struct SignInBody {
    email: String,
    password: String,
}

#[derive(Default, Deserialize, ToSchema)]
struct SignOutBody {
    /// All browsers of the person, not only this one.
    #[serde(default)]
    everywhere: bool,
}

/// A signed-in browser.
#[derive(Serialize, ToSchema)]
struct SignInItem {
    id: SignInId,
    created_at: Timestamp,
    /// To the hour.
    last_used_at: Timestamp,
    /// What the browser calls itself.
    agent: String,
    /// Whether it is the one that asks.
    current: bool,
}

#[derive(Deserialize, ToSchema)]
struct PasswordBody {
    current: String,
    /// At least 12 characters.
    new: String,
}

#[derive(Deserialize, ToSchema)]
struct ProfileBody {
    name: Option<String>,
    time_zone: Option<String>,
    place: Option<String>,
    /// Whether they want letters of what they have not read.
    mail: Option<bool>,
    password: Option<PasswordBody>,
}

#[derive(Deserialize, ToSchema)]
struct TokenBody {
    name: String,
    scopes: Vec<Scope>,
    /// 1 or more; left out: until it is deleted.
    expires_in_days: Option<u32>,
}

#[derive(Serialize, ToSchema)]
struct NewToken {
    token: Token,
    /// Shown once.
    secret: String,
}

/// Signs in.
#[utoipa::path(post, path = "/sign-in", request_body = SignInBody,
    responses((status = 200, body = Me)))]
async fn sign_in(
    state: State,
    Agent(agent): Agent,
    Body(body): Body<SignInBody>,
) -> Answer<Response> {
    let SignInBody { email, password } = body;
    let SignedIn { secret, me } = state
        .app
        .sign_in(Credentials {
            email,
            password,
            agent,
        })
        .await?;
    Ok(signed_in(&state, &secret, me))
}

/// Signs out this browser, or all of the person's.
#[utoipa::path(post, path = "/sign-out", request_body = SignOutBody, responses((status = 204)))]
async fn sign_out(
    state: State,
    Caller(actor): Caller,
    Body(body): Body<SignOutBody>,
) -> Answer<Response> {
    state.app.sign_out(&actor, body.everywhere).await?;
    Ok((
        StatusCode::NO_CONTENT,
        [(header::SET_COOKIE, sign_out_cookie())],
    )
        .into_response())
}

/// The own account.
#[utoipa::path(get, path = "/me", responses((status = 200, body = Me)))]
async fn me(state: State, Caller(actor): Caller) -> Answer<Json<Me>> {
    Ok(Json(state.app.me(&actor).await?))
}

/// Changes the own profile.
#[utoipa::path(patch, path = "/me", request_body = ProfileBody,
    responses((status = 200, body = Me)))]
async fn update_me(
    state: State,
    Caller(actor): Caller,
    Body(body): Body<ProfileBody>,
) -> Answer<Json<Me>> {
    let change = ProfileChange {
        name: body.name,
        time_zone: body.time_zone,
        place: body.place,
        mail: body.mail,
        password: body
            .password
            .map(|password| (password.current, password.new)),
    };
    Ok(Json(state.app.update_me(&actor, change).await?))
}

/// The own sign-ins, newest first.
#[utoipa::path(get, path = "/sign-ins", responses((status = 200, body = List<SignInItem>)))]
async fn sign_ins(state: State, Caller(actor): Caller) -> Answer<Json<List<SignInItem>>> {
    let items = state
        .app
        .sign_ins(&actor)
        .await?
        .into_iter()
        .map(|sign_in| SignInItem {
            id: sign_in.id,
            created_at: sign_in.created_at,
            last_used_at: sign_in.last_used_at,
            agent: sign_in.agent,
            current: actor.sign_in == Some(sign_in.id),
        });
    Ok(Json(List {
        items: items.collect(),
    }))
}

/// Ends one of the own sign-ins.
#[utoipa::path(delete, path = "/sign-ins/{id}", params(("id" = SignInId, Path)),
    responses((status = 204)))]
async fn end_sign_in(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<SignInId>,
) -> Answer<StatusCode> {
    state.app.end_sign_in(&actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The own tokens, newest first.
#[utoipa::path(get, path = "/tokens", responses((status = 200, body = List<Token>)))]
async fn tokens(state: State, Caller(actor): Caller) -> Answer<Json<List<Token>>> {
    Ok(Json(List {
        items: state.app.tokens(&actor).await?,
    }))
}

/// Makes a token.
#[utoipa::path(post, path = "/tokens", request_body = TokenBody,
    responses((status = 200, body = NewToken)))]
async fn create_token(
    state: State,
    Caller(actor): Caller,
    Body(body): Body<TokenBody>,
) -> Answer<Json<NewToken>> {
    let TokenBody {
        name,
        scopes,
        expires_in_days,
    } = body;
    let made = state
        .app
        .create_token(&actor, &name, scopes, expires_in_days)
        .await?;
    Ok(Json(NewToken {
        token: made.0,
        secret: made.1,
    }))
}

/// Ends one of the own tokens.
#[utoipa::path(delete, path = "/tokens/{id}", params(("id" = TokenId, Path)),
    responses((status = 204)))]
async fn delete_token(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TokenId>,
) -> Answer<StatusCode> {
    state.app.delete_token(&actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
