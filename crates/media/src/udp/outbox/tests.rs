//! Tests of sending in batches.

use std::net::{SocketAddr, UdpSocket};

use sfu::{Destination, Outgoing, Protocol};

use super::{Outbox, SENDS_MAX, Send, gather, run, together};
use crate::udp::Inbox;

static ZEROS: [u8; 2_000] = [0; 2_000];

fn udp(address: SocketAddr) -> Destination {
    Destination {
        protocol: Protocol::Udp,
        address,
    }
}

/// What waits for these destinations, by their number, with these lengths.
fn waiting(datagrams: &[(u16, usize)]) -> Outgoing {
    let mut outgoing = Outgoing::new();
    for (port, len) in datagrams {
        outgoing.push(udp(([127, 0, 0, 1], *port).into()), &ZEROS[..*len]);
    }
    outgoing
}

fn receive(inbox: &mut Inbox, receiver: &UdpSocket, count: usize) -> Vec<(u8, usize)> {
    let mut came = Vec::new();
    while came.len() < count {
        for index in 0..inbox.receive(receiver) {
            let (_, bytes, _) = inbox.get(index).unwrap();
            came.push((bytes[0], bytes.len()));
        }
    }
    came
}

const SIZES: [usize; 8] = [1_200, 1_200, 1_200, 300, 1_200, 40, 40, 1_000];

/// Datagrams of all sizes to several destinations, each marked by its number.
fn fill(to: &[SocketAddr]) -> Outgoing {
    let mut outgoing = Outgoing::new();
    for (index, size) in (0..).zip(SIZES) {
        for to in to {
            outgoing.push(udp(*to), &vec![index; size]);
        }
    }
    outgoing
}

#[test]
fn datagrams_of_all_sizes_arrive_whole_and_in_order_with_segments_and_without() {
    let sender = UdpSocket::bind("127.0.0.1:0").unwrap();
    let receivers: Vec<UdpSocket> = (0..3)
        .map(|_| UdpSocket::bind("127.0.0.1:0").unwrap())
        .collect();
    let to: Vec<SocketAddr> = receivers
        .iter()
        .map(|receiver| receiver.local_addr().unwrap())
        .collect();
    let outgoing = fill(&to);
    let expected: Vec<(u8, usize)> = (0..).zip(SIZES).collect();
    for segments in [true, false] {
        let mut outbox = Outbox::new(false);
        outbox.segments = segments;
        outbox.send(&outgoing, &sender);
        assert_eq!((outbox.sent, outbox.dropped), (24, 0));
        let calls = if segments { 5 } else { 1 };
        assert!(outbox.calls <= calls, "{} calls", outbox.calls);
        let mut inbox = Inbox::new();
        for receiver in &receivers {
            assert_eq!(receive(&mut inbox, receiver, SIZES.len()), expected);
        }
    }
}

#[test]
fn what_cannot_be_segmented_is_sent_one_by_one() {
    let sender = UdpSocket::bind("127.0.0.1:0").unwrap();
    let receiver = UdpSocket::bind("127.0.0.1:0").unwrap();
    let to = receiver.local_addr().unwrap();
    let outgoing = waiting(&[(to.port(), 10); 200]);
    let order = outgoing.datagrams().to_vec();
    // More segments than any kernel takes.
    let send = Send {
        to,
        first: 0,
        count: order.len(),
        segment: 10,
        round: 0,
    };
    let mut outbox = Outbox::new(false);
    assert!(!outbox.call(&[send], &order, &outgoing, &sender));
    assert_eq!((outbox.sent, outbox.dropped), (0, 0));
    // Once a segmented send was taken, a refused one is the fault of its path.
    outbox.proven = true;
    assert!(outbox.call(&[send], &order, &outgoing, &sender));
    assert_eq!((outbox.sent, outbox.dropped), (200, 0));
    let came = receive(&mut Inbox::new(), &receiver, order.len());
    assert!(came.iter().all(|(_, len)| *len == 10));
}

#[test]
fn many_destinations_take_few_calls() {
    let sender = UdpSocket::bind("127.0.0.1:0").unwrap();
    let receiver = UdpSocket::bind("127.0.0.1:0").unwrap();
    let first = receiver.local_addr().unwrap();
    let mut outgoing = Outgoing::new();
    for host in 0..1_500_u16 {
        let [high, low] = host.to_be_bytes();
        outgoing.push(
            udp(([127, 1, high, low], first.port()).into()),
            &ZEROS[..100],
        );
    }
    let mut outbox = Outbox::new(false);
    outbox.send(&outgoing, &sender);
    assert_eq!(outbox.sent + outbox.dropped, 1_500);
    assert!(outbox.calls < 20, "{} calls", outbox.calls);
}

#[test]
fn a_segmented_send_ends_with_the_first_shorter_datagram() {
    let of = |sizes: &[usize]| {
        let same: Vec<(u16, usize)> = sizes.iter().map(|size| (9, *size)).collect();
        run(waiting(&same).datagrams())
    };
    assert_eq!(of(&[100, 100, 50, 50]), 3);
    assert_eq!(of(&[100, 200]), 1);
    assert_eq!(of(&[1_200; 100]), 50);
    assert_eq!(run(waiting(&[(9, 9), (10, 9)]).datagrams()), 1);
}

#[test]
fn sends_go_together_by_segment_length_and_in_the_order_of_each_destination() {
    let sizes = [(1, 900), (1, 900), (1, 500), (2, 900), (2, 900), (3, 400)];
    let outgoing = waiting(&[&sizes[..], &[(1, 1_000)], &[(4, 1_100)]].concat());
    let mut order = outgoing.datagrams().to_vec();
    order.sort_by_key(|datagram| datagram.to.address);
    let mut sends = Vec::new();
    gather(&order, true, &mut sends);
    let seen: Vec<_> = sends
        .iter()
        .map(|send| (send.to.port(), send.count, send.segment, send.round))
        .collect();
    assert_eq!(
        seen,
        [
            (4, 1, 1_100, 0),
            (1, 3, 900, 0),
            (2, 2, 900, 0),
            (3, 1, 400, 0),
            (1, 1, 1_000, 1),
        ]
    );
    assert_eq!(together(&sends), 1, "1,100 bytes are longer than a segment");
    assert_eq!(together(&sends[1..]), 3, "400 bytes fit in any");
    assert_eq!(together(&sends[4..]), 1);
    let many: Vec<(u16, usize)> = (0..2_000).map(|port| (port, 100)).collect();
    gather(waiting(&many).datagrams(), true, &mut sends);
    assert_eq!(together(&sends), SENDS_MAX);
}
