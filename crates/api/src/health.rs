//! Liveness and readiness.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use http::StatusCode;

use crate::{Shared, State};

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
}

/// Ready means that the database answers.
async fn ready(state: State) -> (StatusCode, &'static str) {
    match state.app.organisation().await {
        Ok(_) => (StatusCode::OK, "ready\n"),
        Err(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer\n",
        ),
    }
}
