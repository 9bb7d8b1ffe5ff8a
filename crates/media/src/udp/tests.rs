//! Tests of sending and receiving in batches.

use std::net::UdpSocket;

use super::{Inbox, Outbox, run};

#[test]
fn datagrams_of_all_sizes_arrive_whole_and_in_order() {
    let sender = UdpSocket::bind("127.0.0.1:0").unwrap();
    let receiver = UdpSocket::bind("127.0.0.1:0").unwrap();
    let to = receiver.local_addr().unwrap();
    let mut outbox = Outbox::new(false);
    let sizes = [1_200, 1_200, 1_200, 300, 1_200, 40, 40, 1_000];
    for (index, size) in sizes.into_iter().enumerate() {
        outbox.push(to, vec![u8::try_from(index).unwrap(); size]);
    }
    outbox.flush(&sender);
    assert_eq!((outbox.sent, outbox.dropped), (8, 0));
    let mut inbox = Inbox::new();
    let mut came = Vec::new();
    while came.len() < sizes.len() {
        for index in 0..inbox.receive(&receiver) {
            let (source, bytes) = inbox.get(index).unwrap();
            assert_eq!(source, sender.local_addr().unwrap());
            came.push((bytes[0], bytes.len()));
        }
    }
    let expected: Vec<(u8, usize)> = (0..).zip(sizes).collect();
    assert_eq!(came, expected);
}

#[test]
fn a_segmented_send_ends_with_the_first_shorter_datagram() {
    let to = "127.0.0.1:9".parse().unwrap();
    let other = "127.0.0.1:10".parse().unwrap();
    let of = |sizes: &[usize]| {
        sizes
            .iter()
            .map(|size| (to, vec![0; *size]))
            .collect::<Vec<_>>()
    };
    assert_eq!(run(&of(&[100, 100, 50, 50]), to, 100), 3);
    assert_eq!(run(&of(&[100, 200]), to, 100), 1);
    assert_eq!(run(&of(&[1_200; 100]), to, 1_200), 50);
    assert_eq!(run(&[(to, vec![0; 9]), (other, vec![0; 9])], to, 9), 1);
}
