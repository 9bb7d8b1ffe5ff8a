//! The web client inside the program: assets for ever, its page for each request with a new nonce.

use std::borrow::Cow;
use std::fmt::Write;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use bytes::Bytes;
use rust_embed::{EmbeddedFile, RustEmbed};

/// What the build of the client left; empty if the client was not built before the program.
#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Client;

/// The client's page.
const PAGE: &str = "index.html";

/// Where the page takes the nonce of the request.
const NONCE: &str = "__CSP_NONCE__";

/// What is said when there is no client.
const NOT_BUILT: &str = "Meanwhile is running, but this program was built without its web client.\n\
    Build both with ./run, or the client with `npm --prefix web ci && npm --prefix web run build`\n\
    and then the program with `cargo build`. The API is under /api/v1.\n";

/// Headers of every answer.
const HEADERS: &[(header::HeaderName, &str)] = &[
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
];

/// Headers of pages: who may use which device, and that no other page holds a handle of ours.
const PAGE_HEADERS: &[(&str, &str)] = &[
    (
        "permissions-policy",
        "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), \
         geolocation=(), payment=(), usb=(), serial=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// Answers what no route does: an asset, the client's page, or that there is nothing.
pub async fn serve(request: Request) -> Response {
    let (method, uri, headers) = (request.method(), request.uri(), request.headers());
    let path = uri.path().trim_start_matches('/');
    if !matches!(*method, Method::GET | Method::HEAD) {
        return StatusCode::NOT_FOUND.into_response();
    }
    if path != PAGE
        && !path.starts_with(".")
        && !is_copy(path)
        && let Some(file) = Client::get(path)
    {
        return asset(path, &file, headers);
    }
    if is_page(uri, headers) {
        return page();
    }
    StatusCode::NOT_FOUND.into_response()
}

/// The client shows its own page for every path that somebody opens; a missing script, style or
/// picture is missing.
fn is_page(uri: &Uri, headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT);
    let accepted = accepted.map_or("*/*", |value| value.to_str().unwrap_or_default());
    if accepted.contains("text/html") {
        return !uri.path().starts_with("/assets/") && !uri.path().starts_with("/.");
    }
    let last = uri.path().rsplit('/').next().unwrap_or_default();
    accepted.contains("*/*") && !last.contains('.')
}

/// Whether it is a compressed copy, which is reached by the name of its original only.
fn is_copy(path: &str) -> bool {
    path.strip_suffix(".br")
        .or_else(|| path.strip_suffix(".gz"))
        .is_some_and(|original| Client::get(original).is_some())
}

fn page() -> Response {
    let Some(file) = Client::get(PAGE) else {
        return (StatusCode::SERVICE_UNAVAILABLE, NOT_BUILT).into_response();
    };
    let nonce = new_nonce();
    let text = String::from_utf8_lossy(&file.data).replace(NONCE, &nonce);
    html(text, &policy(&nonce))
}

/// A page of ours with its content policy.
pub(crate) fn html(text: String, policy: &str) -> Response {
    let mut response = Response::new(Body::from(text));
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    // Not `no-store`: going back in the browser stays instant.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(policy) = HeaderValue::from_str(policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    for (name, value) in PAGE_HEADERS {
        headers.insert(*name, HeaderValue::from_static(value));
    }
    response
}

/// 128 random bits that a script or style must carry to be run in this answer.
pub(crate) fn new_nonce() -> String {
    STANDARD_NO_PAD.encode(rand::random::<[u8; 16]>())
}

/// What the client's page may load, run and reach: what comes from this server.
fn policy(nonce: &str) -> String {
    let mut policy = String::from("default-src 'none'");
    // A string takes every write.
    let _ = write!(policy, "; script-src 'self' 'nonce-{nonce}'");
    let _ = write!(policy, "; style-src 'self' 'nonce-{nonce}'");
    policy += "; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'";
    policy += "; media-src 'self' blob:; worker-src 'self'; manifest-src 'self'";
    policy += "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    policy
}

/// The encodings there may be a copy for, best first: header word and ending.
const ENCODINGS: [(&str, &str); 2] = [("br", "br"), ("gzip", "gz")];

fn asset(path: &str, file: &EmbeddedFile, request: &HeaderMap) -> Response {
    let accepted = request.get(header::ACCEPT_ENCODING);
    let accepted = accepted.map_or("", |value| value.to_str().unwrap_or_default());
    let copy = ENCODINGS.iter().find_map(|(word, ending)| {
        let copy = accepts(accepted, word).then(|| Client::get(&format!("{path}.{ending}")));
        copy.flatten().map(|copy| (*word, copy))
    });
    let (encoding, bytes) = match copy {
        Some((word, copy)) => (Some(word), copy.data),
        None => (None, file.data.clone()),
    };
    let hash = &file.metadata.sha256_hash()[..12];
    let tag = STANDARD_NO_PAD.encode(hash);
    let tag = format!("\"{tag}-{}\"", encoding.unwrap_or("plain"));
    let known = request.get(header::IF_NONE_MATCH);
    let known = known.and_then(|value| value.to_str().ok()).unwrap_or("");
    let unchanged = known.split(',').any(|one| one.trim() == tag);
    let body = match bytes {
        _ if unchanged => Bytes::new(),
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => Bytes::from(bytes),
    };
    let mut response = Response::new(Body::from(body));
    if unchanged {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let kind = match kind.type_() {
        mime_guess::mime::TEXT => format!("{kind}; charset=utf-8"),
        _ => kind.to_string(),
    };
    // Names under assets/ carry a hash of their content; other names stay and change content.
    let kept = if path.starts_with("assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut put = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    put(header::CONTENT_TYPE, &kind);
    put(header::ETAG, &tag);
    put(header::VARY, "accept-encoding");
    put(header::CACHE_CONTROL, kept);
    if let Some(word) = encoding {
        put(header::CONTENT_ENCODING, word);
    }
    response
}

/// Whether `Accept-Encoding` names the encoding and does not refuse it with `q=0` (RFC 9110).
fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, "q=1"));
        let weight = weight.trim().strip_prefix("q=").unwrap_or("1");
        let refused = weight.parse::<f32>().is_ok_and(|weight| weight <= 0.0);
        name.trim().eq_ignore_ascii_case(encoding) && !refused
    })
}

/// Puts the headers of every answer on, where a route did not say otherwise.
pub(crate) fn harden(headers: &mut HeaderMap) {
    for (name, value) in HEADERS {
        let value = HeaderValue::from_static(value);
        headers.entry(name).or_insert(value);
    }
}

#[cfg(test)]
mod tests;
