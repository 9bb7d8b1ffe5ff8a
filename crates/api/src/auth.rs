//! Who calls: by cookie or by bearer token; and that writes come from our own pages.

use std::sync::Arc;

use app::actor::Actor;
use axum::extract::{FromRequestParts, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, header};
use model::error::ErrorCode;
use model::limits::SIGN_IN_IDLE_MAX;

use crate::Shared;
use crate::error::ApiError;

const COOKIE: &str = "meanwhile_session";

/// The signed-in person behind a request.
pub(crate) struct Caller(pub(crate) Arc<Actor>);

impl FromRequestParts<Arc<Shared>> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<Shared>) -> Result<Self, ApiError> {
        if let Some(token) = bearer(&parts.headers) {
            return Ok(Self(state.app.actor_by_token(token).await?));
        }
        match cookie(&parts.headers) {
            Some(secret) => Ok(Self(state.app.actor_by_cookie(secret).await?)),
            None => Err(ApiError::new(ErrorCode::SignedOut, "sign in first")),
        }
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let lines = headers
        .get_all(header::COOKIE)
        .into_iter()
        .filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, secret)| secret)
}

/// The header that signs a browser in.
pub(crate) fn sign_in_cookie(secret: &str, secure: bool) -> HeaderValue {
    let secure = if secure { "; Secure" } else { "" };
    let age = SIGN_IN_IDLE_MAX.as_secs();
    let text = format!("{COOKIE}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}");
    // A secret is base 64, so this is always a header value.
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

/// The header that signs a browser out.
pub(crate) fn sign_out_cookie() -> HeaderValue {
    HeaderValue::from_static("meanwhile_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")
}

/// Lets writes, and sockets, through only from our own pages or from programs.
///
/// A browser says where a request comes from by `Sec-Fetch-Site` and `Origin`; a program sends a
/// bearer token and neither. What carries a cookie and says nothing is refused.
pub(crate) async fn check_origin(request: Request, next: Next) -> Response {
    let reads = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    let is_socket = request.headers().contains_key(header::UPGRADE);
    if (reads && !is_socket) || bearer(request.headers()).is_some() {
        return next.run(request).await;
    }
    if is_own(
        request.headers(),
        request.uri().authority().map(|host| host.as_str()),
    ) {
        return next.run(request).await;
    }
    let detail = "this came from a page of another origin, or did not say where it came from";
    ApiError::new(ErrorCode::ForeignOrigin, detail).into_response()
}

/// `authority` is the host of HTTP/2, where there is no `Host` header.
fn is_own(headers: &HeaderMap, authority: Option<&str>) -> bool {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    if let Some(site) = text("sec-fetch-site")
        && !matches!(site, "same-origin" | "none")
    {
        return false;
    }
    let host = text("host").or(authority);
    match (text("origin"), host) {
        (Some(origin), Some(host)) => origin
            .split_once("://")
            .is_some_and(|(_, from)| from.eq_ignore_ascii_case(host)),
        (Some(_), None) => false,
        (None, _) => text("sec-fetch-site").is_some() || cookie(headers).is_none(),
    }
}
