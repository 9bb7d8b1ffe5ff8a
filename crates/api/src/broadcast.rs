//! Broadcasts: encoders that send into a session (WHIP, RFC 9725) and players that watch it (WHEP).
//!
//! One POST of an offer is answered by 201 with the answer, the broadcast's place in `Location`, and
//! relays in `Link`. PATCH takes further candidates, and restarts ICE where `If-Match: *` comes with new
//! names; DELETE ends it.

use std::sync::Arc;

use app::broadcast::{IceMatch, Opened, Restarted};
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use model::broadcast::{BroadcastKind, IceServer};
use model::error::ErrorCode;
use model::id::{BroadcastId, SessionId};
use model::limits::{BROADCAST_FRAGMENT_BYTES_MAX, SDP_BYTES_MAX};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::{Answer, ApiError};
use crate::extract::{Authority, Parameters, Segments};
use crate::{Shared, State};

/// What offers and answers are.
const SDP: &str = "application/sdp";

/// What further candidates are (RFC 8840).
const FRAGMENT: &str = "application/trickle-ice-sdpfrag";

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(publish, publish_options))
        .routes(routes!(trickle_publish, end_publish, one_publish_options))
        .routes(routes!(watch, watch_options))
        .routes(routes!(trickle_watch, end_watch, one_watch_options))
        .layer(middleware::from_fn(open_to_pages))
}

/// What a page of another origin may send, what it may read of the answers, and how long it may remember
/// that, in seconds (<https://fetch.spec.whatwg.org/#http-cors-protocol>).
const OPEN: [(HeaderName, HeaderValue); 5] = [
    (
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    ),
    (
        header::ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("POST, PATCH, DELETE, OPTIONS"),
    ),
    (
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("authorization, content-type, if-match"),
    ),
    (
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("location, etag, link, accept-patch, accept-post"),
    ),
    (
        header::ACCESS_CONTROL_MAX_AGE,
        HeaderValue::from_static("7200"),
    ),
];

/// Lets players and encoders that are pages of other origins in. They come with a bearer token: `*` lets no
/// browser send a cookie along, and who comes without a token is refused before.
async fn open_to_pages(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().extend(OPEN);
    response
}

/// What an encoder sends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Sends {
    /// A voice and a camera.
    #[default]
    Camera,
    /// A screen and its sound.
    Screen,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct PublishQuery {
    /// As what the encoder's picture and sound are shown; left out: camera and microphone.
    #[serde(default)]
    #[param(inline)]
    sends: Sends,
}

/// A body of text of this type, at most `MAX` bytes long.
struct Text<const MAX: usize>(String);

impl<const MAX: usize> Text<MAX> {
    async fn read(request: Request, of: &'static str) -> Result<Self, ApiError> {
        let said = request.headers().get(header::CONTENT_TYPE);
        let said = said.and_then(|said| said.to_str().ok()).unwrap_or_default();
        let essence = said.split(';').next().unwrap_or_default().trim();
        if !essence.eq_ignore_ascii_case(of) {
            let error = ApiError::new(ErrorCode::Invalid, format!("send Content-Type: {of}"));
            return Err(error.under(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let too_large = || {
            let detail = format!("the body is larger than {MAX} bytes");
            ApiError::new(ErrorCode::TooLarge, detail)
        };
        let length = request.headers().get(header::CONTENT_LENGTH);
        let length = length.and_then(|text| text.to_str().ok()?.parse::<usize>().ok());
        if length.is_some_and(|length| MAX < length) {
            return Err(too_large());
        }
        let bytes = Bytes::from_request(request, &()).await;
        let bytes = bytes.map_err(|_| too_large())?;
        if MAX < bytes.len() {
            return Err(too_large());
        }
        String::from_utf8(bytes.into())
            .map(Self)
            .map_err(|_| ApiError::new(ErrorCode::Invalid, "the body is no text"))
    }
}

/// An offer (RFC 8866).
struct Sdp(String);

impl<S: Send + Sync> FromRequest<S> for Sdp {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let Text(text) = Text::<SDP_BYTES_MAX>::read(request, SDP).await?;
        Ok(Self(text))
    }
}

/// Further candidates, or what restarts ICE (RFC 8840).
struct Fragment(String);

impl<S: Send + Sync> FromRequest<S> for Fragment {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let text = Text::<BROADCAST_FRAGMENT_BYTES_MAX>::read(request, FRAGMENT).await?;
        Ok(Self(text.0))
    }
}

/// Connects an encoder: it appears in the session as the token's person, in place of a page of theirs.
/// It sends Opus, and VP8, H.264, VP9 or AV1. A session in which somebody sends H.264 alone is recorded in that; who
/// sends VP9 or AV1 alone is recorded without pictures. A token needs `publish` (or
/// `live`).
#[utoipa::path(post, path = "/sessions/{id}/whip",
    params(("id" = SessionId, Path), PublishQuery),
    request_body(content = String, content_type = "application/sdp"),
    responses((status = 201, body = String, content_type = "application/sdp")))]
async fn publish(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<SessionId>,
    Parameters(query): Parameters<PublishQuery>,
    Authority(authority): Authority,
    Sdp(sdp): Sdp,
) -> Answer<Response> {
    let screen = query.sends == Sends::Screen;
    let opened = state.app.publish(&actor, id, sdp, screen).await?;
    let relays = state.app.ice_servers(&actor, id, &authority);
    Ok(created(id, "whip", opened, &relays))
}

/// Connects a player: one voice and one picture, chosen by the server: the main speaker, and the screen
/// that is shared or else who speaks. Those in the session see whose player it is. A token needs
/// `watch` (or `live`).
#[utoipa::path(post, path = "/sessions/{id}/whep", params(("id" = SessionId, Path)),
    request_body(content = String, content_type = "application/sdp"),
    responses((status = 201, body = String, content_type = "application/sdp")))]
async fn watch(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<SessionId>,
    Authority(authority): Authority,
    Sdp(sdp): Sdp,
) -> Answer<Response> {
    let opened = state.app.watch(&actor, id, sdp).await?;
    let relays = state.app.ice_servers(&actor, id, &authority);
    Ok(created(id, "whep", opened, &relays))
}

fn created(session: SessionId, way: &str, opened: Opened, relays: &[IceServer]) -> Response {
    let Opened { id, ice, sdp } = opened;
    let location = format!("/api/v1/sessions/{session}/{way}/{id}");
    let mut response = (StatusCode::CREATED, sdp).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(SDP));
    // Ids are always header values.
    if let Ok(location) = location.parse() {
        headers.insert(header::LOCATION, location);
    }
    name_ice(headers, ice);
    headers.insert(accept_patch(), HeaderValue::from_static(FRAGMENT));
    for relay in relays {
        for url in &relay.urls {
            if let Ok(link) = link(url, relay).parse() {
                headers.append(header::LINK, link);
            }
        }
    }
    response
}

/// The tag of a broadcast's ICE session (RFC 9725, 4.3.1).
fn name_ice(headers: &mut HeaderMap, ice: u32) {
    if let Ok(tag) = format!("\"{ice}\"").parse() {
        headers.insert(header::ETAG, tag);
    }
}

/// For which ICE session a fragment is meant. RFC 9725 shows `"*"` where HTTP has `*` (RFC 9110, 13.1.1): both are
/// taken.
fn ice_match(headers: &HeaderMap) -> IceMatch {
    // RFC 9725, 4.3.1 wants the tag; who leaves it out means the ICE session there is.
    let Some(said) = headers.get(header::IF_MATCH) else {
        return IceMatch::Current;
    };
    let said = said.to_str().unwrap_or_default().trim().trim_matches('"');
    if said == "*" {
        return IceMatch::Any;
    }
    // There is no session 0, and none of a tag that we did not give.
    IceMatch::Session(said.parse().unwrap_or(0))
}

fn accept_patch() -> HeaderName {
    HeaderName::from_static("accept-patch")
}

/// RFC 9725, 4.6.
fn link(url: &str, relay: &IceServer) -> String {
    let IceServer {
        username,
        credential,
        ..
    } = relay;
    format!(
        "<{url}>; rel=\"ice-server\"; username=\"{username}\"; credential=\"{credential}\"; \
         credential-type=\"password\""
    )
}

/// Says what an encoder may post.
#[utoipa::path(options, path = "/sessions/{id}/whip", params(("id" = String, Path)),
    responses((status = 204)))]
async fn publish_options() -> Response {
    options()
}

/// Says what a player may post.
#[utoipa::path(options, path = "/sessions/{id}/whep", params(("id" = String, Path)),
    responses((status = 204)))]
async fn watch_options() -> Response {
    options()
}

/// Says what may be done with an encoder.
#[utoipa::path(options, path = "/sessions/{id}/whip/{broadcast}",
    params(("id" = String, Path), ("broadcast" = String, Path)), responses((status = 204)))]
async fn one_publish_options() -> Response {
    one_options()
}

/// Says what may be done with a player.
#[utoipa::path(options, path = "/sessions/{id}/whep/{broadcast}",
    params(("id" = String, Path), ("broadcast" = String, Path)), responses((status = 204)))]
async fn one_watch_options() -> Response {
    one_options()
}

fn one_options() -> Response {
    let allowed = [
        (accept_patch(), HeaderValue::from_static(FRAGMENT)),
        (
            header::ALLOW,
            HeaderValue::from_static("OPTIONS, PATCH, DELETE"),
        ),
    ];
    let mut response = StatusCode::NO_CONTENT.into_response();
    response.headers_mut().extend(allowed);
    response
}

fn options() -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(
        HeaderName::from_static("accept-post"),
        HeaderValue::from_static(SDP),
    );
    headers.insert(header::ALLOW, HeaderValue::from_static("OPTIONS, POST"));
    response
}

/// Further candidates of an encoder; with `If-Match: *` and new names, an ICE restart, which is answered
/// with the server's new names, its candidates and a new `ETag`.
#[utoipa::path(patch, path = "/sessions/{id}/whip/{broadcast}",
    params(("id" = SessionId, Path), ("broadcast" = BroadcastId, Path)),
    request_body(content = String, content_type = "application/trickle-ice-sdpfrag"),
    responses((status = 204),
        (status = 200, body = String, content_type = "application/trickle-ice-sdpfrag")))]
async fn trickle_publish(
    state: State,
    Caller(actor): Caller,
    Segments((session, id)): Segments<(SessionId, BroadcastId)>,
    headers: HeaderMap,
    Fragment(fragment): Fragment,
) -> Answer<Response> {
    let of = (session, BroadcastKind::Publish, id);
    trickle(&state, &actor, of, &headers, &fragment).await
}

/// Further candidates of a player; with `If-Match: *` and new names, an ICE restart, which is answered
/// with the server's new names, its candidates and a new `ETag`.
#[utoipa::path(patch, path = "/sessions/{id}/whep/{broadcast}",
    params(("id" = SessionId, Path), ("broadcast" = BroadcastId, Path)),
    request_body(content = String, content_type = "application/trickle-ice-sdpfrag"),
    responses((status = 204),
        (status = 200, body = String, content_type = "application/trickle-ice-sdpfrag")))]
async fn trickle_watch(
    state: State,
    Caller(actor): Caller,
    Segments((session, id)): Segments<(SessionId, BroadcastId)>,
    headers: HeaderMap,
    Fragment(fragment): Fragment,
) -> Answer<Response> {
    let of = (session, BroadcastKind::Watch, id);
    trickle(&state, &actor, of, &headers, &fragment).await
}

async fn trickle(
    state: &State,
    actor: &app::actor::Actor,
    of: (SessionId, BroadcastKind, BroadcastId),
    headers: &HeaderMap,
    fragment: &str,
) -> Answer<Response> {
    let trickled = state.app.trickle(actor, of, ice_match(headers), fragment);
    let Some(Restarted { ice, fragment }) = trickled.await? else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let mut response = fragment.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(FRAGMENT));
    name_ice(headers, ice);
    Ok(response)
}

/// Ends an encoder; its person leaves the session.
#[utoipa::path(delete, path = "/sessions/{id}/whip/{broadcast}",
    params(("id" = SessionId, Path), ("broadcast" = BroadcastId, Path)),
    responses((status = 200)))]
async fn end_publish(
    state: State,
    Caller(actor): Caller,
    Segments((session, id)): Segments<(SessionId, BroadcastId)>,
) -> Answer<StatusCode> {
    let of = (session, BroadcastKind::Publish, id);
    state.app.end_broadcast(&actor, of).await?;
    Ok(StatusCode::OK)
}

/// Ends a player.
#[utoipa::path(delete, path = "/sessions/{id}/whep/{broadcast}",
    params(("id" = SessionId, Path), ("broadcast" = BroadcastId, Path)),
    responses((status = 200)))]
async fn end_watch(
    state: State,
    Caller(actor): Caller,
    Segments((session, id)): Segments<(SessionId, BroadcastId)>,
) -> Answer<StatusCode> {
    let of = (session, BroadcastKind::Watch, id);
    state.app.end_broadcast(&actor, of).await?;
    Ok(StatusCode::OK)
}
