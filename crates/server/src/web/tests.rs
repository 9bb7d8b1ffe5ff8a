//! Tests of what decides without a built client.

use axum::http::{HeaderMap, HeaderValue, Uri, header};

use super::{accepts, is_page, new_nonce, policy};

fn check_page(path: &str, accept: Option<&'static str>, expected: bool) {
    let mut headers = HeaderMap::new();
    if let Some(accept) = accept {
        headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
    }
    let uri: Uri = path.parse().unwrap();
    assert_eq!(is_page(&uri, &headers), expected, "{path} {accept:?}");
}

#[test]
fn what_somebody_opens_is_the_page_and_what_a_page_loads_is_not() {
    let browser = Some("text/html,application/xhtml+xml,*/*;q=0.8");
    check_page("/", browser, true);
    check_page("/inbox", browser, true);
    check_page("/topic/top_1.5", browser, true);
    check_page("/", None, true);
    check_page("/inbox", Some("*/*"), true);
    check_page("/assets/gone.js", browser, false);
    check_page("/.vite/manifest.json", browser, false);
    check_page("/assets/gone.js", Some("*/*"), false);
    check_page("/gone.png", Some("image/png,*/*"), false);
    check_page("/inbox", Some("application/json"), false);
}

#[test]
fn encodings_are_taken_when_they_are_accepted() {
    assert!(accepts("gzip, deflate, br", "br"));
    assert!(accepts("gzip;q=0.5, BR;q=1.0", "br"));
    assert!(!accepts("gzip, br;q=0", "br"));
    assert!(!accepts("gzip", "br"));
    assert!(!accepts("", "gzip"));
    assert!(!accepts("xbr", "br"));
}

#[test]
fn the_policy_names_the_nonce_and_allows_nothing_unsafe() {
    let nonce = new_nonce();
    assert_ne!(nonce, new_nonce());
    let policy = policy(&nonce);
    assert!(policy.starts_with("default-src 'none'; "));
    assert!(policy.contains(&format!("script-src 'self' 'nonce-{nonce}'")));
    assert!(policy.contains(&format!("style-src 'self' 'nonce-{nonce}'")));
    assert!(policy.contains("frame-ancestors 'none'"));
    assert!(!policy.contains("unsafe"));
}
