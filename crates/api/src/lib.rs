//! The edge: HTTP routes, the socket, errors as problem+json, and the OpenAPI document.
//!
//! **Invariant:** no handler contains SQL or decides anything; it reads the request, calls one use
//! case of `app`, and words the answer.

mod account;
mod advice;
mod agreement;
mod auth;
mod availability;
mod blocker;
mod board;
mod broadcast;
mod channel;
mod check_in;
mod delivery;
mod demo;
mod error;
mod extract;
mod file;
mod focus;
mod goal;
mod group;
mod health;
mod import;
mod inbox;
mod invitation;
mod later;
mod message;
mod my_board;
mod organisation;
mod page;
mod person;
mod poll;
mod push;
mod request;
mod session;
mod socket;
mod sync;
mod talk;
mod task;
mod topic;
mod urgent;

use std::sync::Arc;

use app::App;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use model::limits::JSON_BODY_BYTES_MAX;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa::OpenApi;
use utoipa::openapi::extensions::ExtensionsBuilder;
use utoipa_axum::router::OpenApiRouter;

/// What the edge needs to know besides the application.
#[derive(Clone, Copy, Debug, Default)]
pub struct ApiConfig {
    /// Cookies are sent over TLS only.
    pub secure_cookies: bool,
}

/// Shared by all handlers.
pub(crate) struct Shared {
    pub(crate) app: Arc<App>,
    pub(crate) config: ApiConfig,
}

pub(crate) type State = axum::extract::State<Arc<Shared>>;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Meanwhile",
        description = "Everything a team says to each other."
    ),
    components(schemas(
        model::error::Problem,
        model::sync::EventFrame,
        model::sync::Ephemeral,
        model::sync::Ask,
        model::sync::Reply,
        model::id::BroadcastId,
        model::task::TaskDetail,
        model::task::TaskHistory,
        model::board::BoardContent,
        model::board::BoardTemplate,
        model::my_board::DayPlan,
        model::check_in::CheckInReport,
        model::check_in::Prefill,
        model::goal::GoalDetail,
    ))
)]
struct Document;

fn routes() -> OpenApiRouter<Arc<Shared>> {
    let routes = OpenApiRouter::new()
        .merge(account::routes())
        .merge(advice::routes())
        .merge(agreement::routes())
        .merge(availability::routes())
        .merge(blocker::routes())
        .merge(board::routes())
        .merge(broadcast::routes())
        .merge(channel::routes())
        .merge(check_in::routes())
        .merge(delivery::routes())
        .merge(demo::routes())
        .merge(file::routes())
        .merge(focus::routes())
        .merge(goal::routes())
        .merge(group::routes())
        .merge(import::routes())
        .merge(inbox::routes())
        .merge(invitation::routes())
        .merge(later::routes())
        .merge(message::routes())
        .merge(my_board::routes())
        .merge(organisation::routes())
        .merge(person::routes())
        .merge(poll::routes())
        .merge(push::routes())
        .merge(request::routes())
        .merge(session::routes())
        .merge(socket::routes())
        .merge(sync::routes())
        .merge(talk::routes())
        .merge(task::routes())
        .merge(topic::routes())
        .merge(urgent::routes());
    OpenApiRouter::with_openapi(Document::openapi()).nest("/api/v1", routes)
}

/// The OpenAPI document of all routes and of the socket's frames.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    with_limits(routes().into_openapi())
}

/// The document with the bounds that the client must know as well: it finds them there alone.
fn with_limits(mut document: utoipa::openapi::OpenApi) -> utoipa::openapi::OpenApi {
    let limits = serde_json::json!({
        "IMPORT_BYTES_MAX": model::limits::IMPORT_BYTES_MAX,
        "STAYS_SHOWN": model::limits::STAYS_SHOWN,
    });
    let extensions = ExtensionsBuilder::new().add("x-limits", limits).build();
    document.extensions = Some(extensions);
    document
}

/// The router of `/api/v1`, `/healthz` and `/readyz`.
pub fn router(app: Arc<App>, config: ApiConfig) -> Router {
    let shared = Arc::new(Shared { app, config });
    let (router, document) = routes().split_for_parts();
    let document: bytes::Bytes = with_limits(document).to_json().unwrap_or_default().into();
    let openapi = axum::routing::get(move || {
        let document = document.clone();
        async move { ([("content-type", "application/json")], document) }
    });
    router
        .route("/api/v1/openapi.json", openapi)
        .route("/api/{*rest}", axum::routing::any(error::no_such_route))
        .method_not_allowed_fallback(error::no_such_method)
        .merge(health::routes())
        .layer(DefaultBodyLimit::max(JSON_BODY_BYTES_MAX))
        .layer(middleware::from_fn(auth::check_origin))
        .layer(CatchPanicLayer::custom(error::panicked))
        .with_state(shared)
}
