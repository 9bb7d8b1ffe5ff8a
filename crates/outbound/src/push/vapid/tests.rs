//! Tests of VAPID keys. The token's signature is tested by `tests/it/push.rs`.

use super::{VapidError, VapidKeys};

#[test]
fn keys_that_are_kept_and_read_are_the_same() {
    let keys = VapidKeys::generate().unwrap();
    let read = VapidKeys::from_bytes(keys.to_bytes()).unwrap();
    assert_eq!(read.public_key_base64url(), keys.public_key_base64url());
    // 65 bytes, of which the first says "uncompressed".
    assert_eq!(keys.public_key_base64url().len(), 87);
    assert!(keys.public_key_base64url().starts_with('B'));
    let other = VapidKeys::generate().unwrap();
    assert_ne!(other.public_key_base64url(), keys.public_key_base64url());
}

#[test]
fn what_is_no_key_is_refused() {
    let keys = VapidKeys::generate().unwrap();
    let cut = &keys.to_bytes()[..keys.to_bytes().len() - 1];
    for bytes in [b"".as_slice(), b"nonsense", cut] {
        let refused = VapidKeys::from_bytes(bytes).map(drop);
        assert_eq!(refused, Err(VapidError::Content));
    }
}

#[test]
fn a_key_is_not_printed() {
    let keys = VapidKeys::generate().unwrap();
    let expected = format!("VapidKeys({:?})", keys.public_key_base64url());
    assert_eq!(format!("{keys:?}"), expected);
}
