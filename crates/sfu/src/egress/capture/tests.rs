//! What connections share.

use super::*;

#[test]
fn connections_share_the_settings_of_dtls() {
    let one = settings(Some(1_200)).unwrap();
    let other = settings(Some(1_200)).unwrap();
    assert!(Arc::ptr_eq(&one, &other));
}
