//! `/ca.pem` and `/trust`: how people's devices come to trust the self-made authority.

use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use axum::routing::get;

use crate::authority::Authority;
use crate::web;

/// Routes of a server with an authority of its own.
pub fn router(authority: Arc<Authority>) -> Router {
    let pem = authority.certificate_pem().to_owned();
    let certificate = move || async move {
        let kind = HeaderValue::from_static("application/x-x509-ca-cert");
        ([(header::CONTENT_TYPE, kind)], pem).into_response()
    };
    let page = move || async move {
        let nonce = web::new_nonce();
        let text = include_str!("trust.html")
            .replace("__CSP_NONCE__", &nonce)
            .replace("__FINGERPRINT__", authority.fingerprint());
        let policy = format!(
            "default-src 'none'; style-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; \
             frame-ancestors 'none'"
        );
        web::html(text, &policy)
    };
    Router::new()
        .route("/ca.pem", get(certificate))
        .route("/trust", get(page))
}
