//! Tests of what answers mean.

use std::time::{Duration, SystemTime};

use http::Response;
use model::push::PushOutcome;

use super::outcome;

fn check(status: u16, retry_after: Option<&str>) -> PushOutcome {
    let mut answer = Response::builder().status(status);
    if let Some(value) = retry_after {
        answer = answer.header("retry-after", value);
    }
    let (head, ()) = answer.body(()).unwrap().into_parts();
    // 2015-10-21 07:28:00 UTC
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_445_412_480);
    outcome(&head, "why\r\nnot", now)
}

fn after(outcome: &PushOutcome) -> Option<u64> {
    match outcome {
        PushOutcome::Later { after, .. } => after.map(|wait| wait.as_secs()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_answer_has_its_meaning() {
    for status in [200, 201, 202, 204] {
        assert_eq!(check(status, None), PushOutcome::Taken, "{status}");
    }
    for status in [404, 410] {
        assert_eq!(check(status, None), PushOutcome::Gone, "{status}");
    }
    assert_eq!(check(413, None), PushOutcome::TooLarge);
    for status in [408, 429, 500, 502, 503, 504] {
        assert_eq!(after(&check(status, None)), None, "{status}");
    }
    for status in [301, 307, 400, 401, 403, 405] {
        let outcome = check(status, None);
        assert!(matches!(outcome, PushOutcome::Refused { .. }), "{status}");
    }
}

#[test]
fn a_wait_is_read_as_seconds_and_as_a_date_and_is_bounded() {
    assert_eq!(after(&check(429, Some("120"))), Some(120));
    assert_eq!(after(&check(503, Some(" 7 "))), Some(7));
    let date = "Wed, 21 Oct 2015 07:29:30 GMT";
    assert_eq!(after(&check(503, Some(date))), Some(90));
    let past = "Wed, 21 Oct 2015 07:00:00 GMT";
    assert_eq!(after(&check(503, Some(past))), Some(0));
    assert_eq!(after(&check(429, Some("99999999999"))), Some(24 * 60 * 60));
    assert_eq!(after(&check(429, Some("soon"))), None);
    assert_eq!(after(&check(429, Some("-1"))), None);
}

#[test]
fn what_was_said_is_quoted_in_one_line() {
    let PushOutcome::Refused { reason } = check(400, None) else {
        panic!("refused");
    };
    assert_eq!(
        reason,
        "the push service answered 400 Bad Request: why  not"
    );
}
