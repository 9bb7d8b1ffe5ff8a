//! Tests of the flat buffer.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::time::{Duration, Instant};

use super::{Destination, Outgoing, SENT_AT_ONCE};
use crate::peer::Protocol;

fn to(port: u16) -> Destination {
    Destination {
        protocol: Protocol::Udp,
        address: ([192, 0, 2, 1], port).into(),
    }
}

#[test]
fn datagrams_lie_one_after_the_other_and_one_taken_back_leaves_no_gap() {
    let mut out = Outgoing::new();
    out.push(to(1), b"first");
    assert_eq!(out.write(to(2), 1_500, |_| None), None);
    let written = out.write(to(3), 1_500, |room| {
        room[..3].copy_from_slice(b"2nd");
        Some(3)
    });
    assert_eq!(written, Some(3));
    let all: Vec<_> = out.iter().collect();
    assert_eq!(all, [(to(1), &b"first"[..]), (to(3), &b"2nd"[..])]);
    assert_eq!((out.len(), out.used()), (2, 8));
    out.clear();
    assert!(out.is_empty() && out.used() == 0);
    out.push(to(4), b"again");
    assert_eq!(out.iter().collect::<Vec<_>>(), [(to(4), &b"again"[..])]);
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "any instant is an origin of virtual time"
)]
fn much_leaves_before_more_is_written_and_what_comes_after_leaves_later() {
    let (begun, sent) = (Instant::now(), Rc::new(RefCell::new(Vec::new())));
    let (log, done_at) = (Rc::clone(&sent), begun + Duration::from_millis(7));
    let mut out = Outgoing::with_sender(Box::new(move |out| {
        log.borrow_mut().push(out.len());
        done_at
    }));
    assert_eq!(out.leaves_at(begun), begun);
    for _ in 0..SENT_AT_ONCE {
        out.push(to(1), b"full");
    }
    assert!(sent.borrow().is_empty());
    out.push(to(2), b"next");
    assert_eq!(
        (sent.borrow().as_slice(), out.len()),
        (&[SENT_AT_ONCE][..], 1)
    );
    assert_eq!(out.leaves_at(begun), done_at);
    let later = done_at + Duration::from_millis(1);
    assert_eq!(out.leaves_at(later), later);
    out.send();
    assert_eq!(
        (sent.borrow().as_slice(), out.len()),
        (&[SENT_AT_ONCE, 1][..], 0)
    );
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "any instant is an origin of virtual time"
)]
fn a_sender_that_panics_loses_what_waited_and_sends_what_comes_after() {
    let (now, sent) = (Instant::now(), Rc::new(RefCell::new(Vec::new())));
    let log = Rc::clone(&sent);
    let mut out = Outgoing::with_sender(Box::new(move |out| {
        assert!(out.len() < 2, "two are too many");
        log.borrow_mut().push(out.len());
        now
    }));
    out.push(to(1), b"one");
    out.push(to(2), b"two");
    assert!(catch_unwind(AssertUnwindSafe(|| out.send())).is_err());
    assert!(out.is_empty());
    out.push(to(3), b"three");
    out.send();
    assert_eq!(*sent.borrow(), [1]);
}
