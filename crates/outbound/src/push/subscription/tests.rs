//! Tests of reading subscriptions.

use model::push::{PushKeys, PushSubscription};

use super::{Receiver, SubscriptionRefusal};
use crate::address::AddressRule;

const KEY: &str =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";

fn read(endpoint: &str, p256dh: &str, auth: &str) -> Result<Receiver, SubscriptionRefusal> {
    let subscription = PushSubscription {
        endpoint: endpoint.to_owned(),
        keys: PushKeys {
            p256dh: p256dh.to_owned(),
            auth: auth.to_owned(),
        },
    };
    Receiver::read(&subscription, &AddressRule::default())
}

fn check_origin(endpoint: &str, expected: Result<&str, SubscriptionRefusal>) {
    let origin = read(endpoint, KEY, AUTH).map(|receiver| receiver.origin);
    assert_eq!(origin, expected.map(str::to_owned), "{endpoint}");
}

#[test]
fn the_origin_of_an_address_is_written_as_standards_write_it() {
    check_origin(
        "https://push.example.net/a?b",
        Ok("https://push.example.net"),
    );
    check_origin(
        "https://Push.Example.net:443/a",
        Ok("https://push.example.net"),
    );
    check_origin("https://a.example:8443/x", Ok("https://a.example:8443"));
    check_origin(
        "https://[2606:4700::1111]/x",
        Ok("https://[2606:4700::1111]"),
    );
}

#[test]
fn addresses_that_are_none_of_a_push_service_are_refused() {
    for endpoint in [
        "",
        "/a",
        "push.example.net/a",
        "http://push.example.net/a",
        "ftp://push.example.net/a",
        "https:///a",
        "https://user@push.example.net/a",
        "https://user:password@10.0.0.1/a",
        "https://a.example:99999/x",
        "https://a b.example/x",
        "https://a.example/\r\nx-evil: 1",
        "https://127.1/x",
        "https://0x7f.0.0.1/x",
        "javascript:alert(1)",
    ] {
        check_origin(endpoint, Err(SubscriptionRefusal::Endpoint));
    }
    let long = format!("https://a.example/{}", "x".repeat(2_048));
    check_origin(&long, Err(SubscriptionRefusal::TooLong));
    for endpoint in [
        "https://127.0.0.1/x",
        "https://10.0.0.1:8443/x",
        "https://169.254.169.254/latest",
        "https://[::1]/x",
        "https://[::ffff:127.0.0.1]/x",
        "https://[fd00::1]/x",
    ] {
        check_origin(endpoint, Err(SubscriptionRefusal::NotAllowed));
    }
}

#[test]
fn keys_that_are_none_are_refused() {
    let endpoint = "https://push.example.net/a";
    assert!(read(endpoint, KEY, &format!("{AUTH}==")).is_ok());
    // One digit changed: 65 bytes, but no point of the curve.
    let outside = KEY.replacen("BCVx", "BCVy", 1);
    // The same point, compressed.
    let compressed = "AiVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcx";
    for key in ["", "BCVx", "!", &outside, compressed, &KEY[1..]] {
        let refused = read(endpoint, key, AUTH).map(drop);
        assert_eq!(refused, Err(SubscriptionRefusal::PublicKey), "{key}");
    }
    for auth in ["", "BTBZ", &format!("{AUTH}AAAA"), "BTBZMqHH6r4Tts7J/aSIgg"] {
        let refused = read(endpoint, KEY, auth).map(drop);
        assert_eq!(refused, Err(SubscriptionRefusal::Auth), "{auth}");
    }
}
