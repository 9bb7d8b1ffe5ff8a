//! Tests of the flat buffer.

use super::{Destination, Outgoing};
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
