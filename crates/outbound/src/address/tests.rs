//! Tests of what may be reached.

use std::net::{IpAddr, SocketAddr};

use super::{AddressRule, is_public};

fn check_public(address: &str, expected: bool) {
    let parsed: IpAddr = address.parse().unwrap();
    assert_eq!(is_public(parsed), expected, "{address}");
}

#[test]
fn addresses_of_the_internet_are_public() {
    for address in [
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450:4001:82b::200e",
        "2001:4860:4860::8888",
        "2001:200::1",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
    ] {
        check_public(address, true);
    }
}

#[test]
fn addresses_of_machine_house_and_nobody_are_not() {
    for address in [
        "0.0.0.0",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456:789a::1",
        "fe80::1",
        "ff02::1",
    ] {
        check_public(address, false);
    }
}

#[test]
fn what_the_operator_opened_is_reached_and_nothing_beside_it() {
    let rule = AddressRule::opening(&["10.1.0.0/16"]).unwrap();
    let allows = |address: &str| rule.allows(address.parse().unwrap());
    let plain = |address: &str| rule.allows_plain(address.parse().unwrap());
    assert!(allows("10.1.2.3"));
    assert!(allows("::ffff:10.1.2.3"));
    assert!(!allows("10.2.2.3"));
    assert!(!allows("127.0.0.1"));
    assert!(allows("1.1.1.1"));
    assert!(plain("10.1.2.3"));
    assert!(!plain("1.1.1.1"));
}

#[test]
fn of_a_name_with_a_public_and_a_private_address_only_the_public_one_is_taken() {
    let found: Vec<SocketAddr> = ["127.0.0.1:443", "1.1.1.1:443", "[::1]:443"]
        .iter()
        .map(|address| address.parse().unwrap())
        .collect();
    let kept = AddressRule::default().keep_allowed(found.clone(), true);
    assert_eq!(kept, [found[1]]);
    assert_eq!(AddressRule::default().keep_allowed(found, false), []);
}

#[test]
fn a_single_address_is_a_network_and_a_name_is_none() {
    let one = AddressRule::opening(&["10.1.2.3", " fd00::1 "]).unwrap();
    assert!(one.allows("10.1.2.3".parse().unwrap()));
    assert!(!one.allows("10.1.2.4".parse().unwrap()));
    assert!(one.allows("fd00::1".parse().unwrap()));
    for wrong in ["", "push.example.net", "10.1.2.3/33", "10.1.2"] {
        let refused = AddressRule::opening(&[wrong]).unwrap_err();
        assert!(refused.to_string().contains(&format!("`{wrong}`")));
    }
}
