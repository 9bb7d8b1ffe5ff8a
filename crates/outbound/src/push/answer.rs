//! What an answer of a push service means (RFC 8030, 5 and 7.3).

use std::time::{Duration, SystemTime};

use http::response::Parts;
use http::{HeaderMap, StatusCode, header};
use model::limits::OUTBOUND_RETRY_MAX;
use model::push::PushOutcome;

/// Longest part of an answer that is quoted in the log, in characters.
const QUOTED_CHARS_MAX: usize = 200;

/// Reads an answer; `said` is the beginning of its body.
pub(super) fn outcome(head: &Parts, said: &str, now: SystemTime) -> PushOutcome {
    match head.status {
        status if status.is_success() => PushOutcome::Taken,
        StatusCode::NOT_FOUND | StatusCode::GONE => PushOutcome::Gone,
        StatusCode::PAYLOAD_TOO_LARGE => PushOutcome::TooLarge,
        StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT => PushOutcome::Later {
            after: retry_after(&head.headers, now),
            reason: quoted(head.status, said),
        },
        status if status.is_server_error() => PushOutcome::Later {
            after: retry_after(&head.headers, now),
            reason: quoted(status, said),
        },
        status => PushOutcome::Refused {
            reason: quoted(status, said),
        },
    }
}

/// How long to wait: seconds, or until a date (RFC 9110, 10.2.3); bounded.
fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    let wait = match text.parse() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => {
            let date = httpdate::parse_http_date(text).ok()?;
            date.duration_since(now).unwrap_or_default()
        }
    };
    Some(wait.min(OUTBOUND_RETRY_MAX))
}

fn quoted(status: StatusCode, said: &str) -> String {
    let printable = |c: char| if c.is_control() { ' ' } else { c };
    let said: String = said.chars().map(printable).take(QUOTED_CHARS_MAX).collect();
    match said.trim() {
        "" => format!("the push service answered {status}"),
        said => format!("the push service answered {status}: {said}"),
    }
}

#[cfg(test)]
mod tests;
