//! Tests of what is known of datagrams that come.

use super::*;
use crate::address::bind_udp;

/// The system begins to stamp datagrams some time after the first socket asked for it.
const TRIES_MAX: u32 = 100_000;

#[test]
fn a_datagram_that_waited_is_known_by_when_it_came() {
    let sockets = bind_udp("127.0.0.1:0".parse().unwrap(), 1).unwrap();
    let sender = UdpSocket::bind("127.0.0.1:0").unwrap();
    let mut inbox = Inbox::new();
    let came_before_it_was_taken = (0..TRIES_MAX).any(|_| {
        sender
            .send_to(b"hello", sockets[0].local_addr().unwrap())
            .unwrap();
        // On the loopback a datagram that was sent has come.
        let sent = Instant::now();
        while inbox.receive(&sockets[0]) == 0 {}
        let (_, bytes, arrived) = inbox.get(0).unwrap();
        assert_eq!(bytes, b"hello");
        assert!(arrived <= Instant::now());
        arrived <= sent
    });
    assert!(came_before_it_was_taken);
}

#[test]
fn a_clock_that_was_set_makes_nothing_wait() {
    let check = |at_s: u64, now_ms: u64, expected_ms: u64| {
        let wall = UNIX_EPOCH + Duration::from_millis(now_ms);
        let waited = waited(Duration::from_secs(at_s), wall);
        assert_eq!(waited, Duration::from_millis(expected_ms));
    };
    check(1_000, 1_000_040, 40);
    check(1_000, 990_000, 0);
    check(1_000, 5_000_000, 0);
    check(u64::MAX, 1_000_040, 0);
}
