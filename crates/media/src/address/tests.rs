//! Tests of addresses.

use std::net::{IpAddr, Ipv4Addr, UdpSocket};

use super::{announced, bind_udp, canonical, for_socket};

#[test]
fn what_is_announced_is_told_else_what_is_bound() {
    let bound = "127.0.0.1:4000".parse().unwrap();
    assert_eq!(announced(bound, &[]), [bound]);
    let public = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 7));
    assert_eq!(
        announced(bound, &[public]),
        ["203.0.113.7:4000".parse().unwrap()]
    );
}

#[test]
fn bound_to_all_the_interfaces_are_told() {
    let told = announced("0.0.0.0:4000".parse().unwrap(), &[]);
    assert!(!told.is_empty());
    assert!(
        told.iter()
            .all(|address| !address.ip().is_unspecified() && address.is_ipv4())
    );
}

#[test]
fn a_taken_port_is_an_error_also_when_it_would_be_shared() {
    let taken = UdpSocket::bind("127.0.0.1:0").unwrap();
    for count in [1, 3] {
        assert!(bind_udp(taken.local_addr().unwrap(), count).is_err());
    }
    assert_eq!(
        bind_udp("127.0.0.1:0".parse().unwrap(), 3).unwrap().len(),
        3
    );
}

#[test]
fn ipv4_on_an_ipv6_socket_is_ipv4_inside() {
    let outside = "[::ffff:192.0.2.1]:9".parse().unwrap();
    let inside = "192.0.2.1:9".parse().unwrap();
    assert_eq!(canonical(outside), inside);
    assert_eq!(for_socket(inside, true), outside);
    assert_eq!(for_socket(inside, false), inside);
}
