//! `/unsubscribe/{token}`: where a letter leads those who want no more of them, without sign-in. Mail programs
//! do it by one `POST` (RFC 8058), people by the button of the page.

use std::sync::Arc;

use app::App;
use app::error::AppError;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::web;

/// What the page says before.
const ASK: &str = r#"<h1>No more letters?</h1>
            <p>What you have not read waits in the app in any case. Push is not changed by this.</p>
            <form method="post"><button type="submit">No more letters</button></form>"#;

/// What the page says after.
const DONE: &str = r#"<h1>No more letters</h1>
            <p>You can have them again at any time: in the app, under Settings, Notifications.</p>
            <p><a href="/">Open the app</a></p>"#;

/// What the page says to an address that was never given.
const UNKNOWN: &str = r#"<h1>This address is not known</h1>
            <p>It may have been cut. In the app you choose what comes by email: Settings, Notifications.</p>
            <p><a href="/">Open the app</a></p>"#;

/// What the page says if it did not work.
const FAILED: &str = r"<h1>That did not work</h1>
            <p>Try again in a minute.</p>";

/// The page and what it does.
pub fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/unsubscribe/{token}", get(ask).post(unsubscribe))
        .with_state(app)
}

/// Asks; looking at the page changes nothing, since mail programs look at links by themselves.
async fn ask(State(app): State<Arc<App>>, Path(token): Path<String>) -> Response {
    match app.is_mail_token(token).await {
        Ok(true) => page(StatusCode::OK, ASK),
        Ok(false) => page(StatusCode::NOT_FOUND, UNKNOWN),
        Err(error) => failed(&error),
    }
}

async fn unsubscribe(State(app): State<Arc<App>>, Path(token): Path<String>) -> Response {
    match app.unsubscribe_mail(token).await {
        Ok(()) => page(StatusCode::OK, DONE),
        Err(AppError::Refused(_)) => page(StatusCode::NOT_FOUND, UNKNOWN),
        Err(error) => failed(&error),
    }
}

fn failed(error: &AppError) -> Response {
    let error = error as &dyn std::error::Error;
    tracing::error!(error, "whether somebody wants letters was not kept");
    page(StatusCode::SERVICE_UNAVAILABLE, FAILED)
}

fn page(status: StatusCode, said: &str) -> Response {
    let nonce = web::new_nonce();
    let text = include_str!("unsubscribe.html")
        .replace("__CSP_NONCE__", &nonce)
        .replace("__SAID__", said);
    let policy = format!(
        "default-src 'none'; style-src 'nonce-{nonce}'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'"
    );
    (status, web::html(text, &policy)).into_response()
}
