//! Tests of encryption: the example of RFC 8291, sizes. Decryption is tested by `tests/it/push.rs`.

use aws_lc_rs::agreement::{ECDH_P256, PrivateKey};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::limits::PUSH_TEXT_BYTES_MAX;
use model::push::{PushKeys, PushSubscription};

use super::{EncryptionError, encrypt, seal};
use crate::address::AddressRule;
use crate::push::subscription::Receiver;

fn bytes(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap()
}

/// The user agent of RFC 8291, 5.
fn example_receiver() -> Receiver {
    let subscription = PushSubscription {
        endpoint: "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV".to_owned(),
        keys: PushKeys {
            p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6S\
                     RpkNtoIAiw4"
                .to_owned(),
            auth: "BTBZMqHH6r4Tts7J_aSIgg".to_owned(),
        },
    };
    Receiver::read(&subscription, &AddressRule::default()).unwrap()
}

#[test]
fn the_example_of_rfc_8291_comes_out_byte_by_byte() {
    let secret = bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
    let sender = PrivateKey::from_private_key(&ECDH_P256, &secret).unwrap();
    let salt = bytes("DGv6ra1nlYgDCS1FRnbzlw").try_into().unwrap();
    let text = b"When I grow up, I want to be a watermelon";
    let body = seal(&example_receiver(), &sender, salt, text, 0).unwrap();
    let expected = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3\
                    vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuw\
                    XPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
    assert_eq!(URL_SAFE_NO_PAD.encode(&body), expected);
    assert_eq!(body.len(), 144);
}

#[test]
fn a_body_says_little_about_the_length_of_its_text_and_is_never_above_4096_bytes() {
    let receiver = example_receiver();
    let length = |text: usize| encrypt(&receiver, &vec![b'x'; text]).unwrap().len();
    assert_eq!(length(0), length(512));
    assert_eq!(length(513), length(1_024));
    assert_eq!(length(512) + 512, length(513));
    assert_eq!(length(3_585), 4_096);
    assert_eq!(length(PUSH_TEXT_BYTES_MAX), 4_096);
    let refused = encrypt(&receiver, &vec![b'x'; PUSH_TEXT_BYTES_MAX + 1]);
    assert_eq!(
        refused,
        Err(EncryptionError::TooLong(PUSH_TEXT_BYTES_MAX + 1))
    );
}

#[test]
fn the_same_text_is_never_encrypted_alike() {
    let receiver = example_receiver();
    let first = encrypt(&receiver, b"same").unwrap();
    let second = encrypt(&receiver, b"same").unwrap();
    // Salt, our key, and the text.
    for part in [0..16, 21..86, 86..first.len()] {
        assert_ne!(first[part.clone()], second[part]);
    }
}
