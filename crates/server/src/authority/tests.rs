//! Tests of the self-made authority.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use super::Authority;
use crate::tls::TlsError;

/// A directory of this test's own, removed when it ends.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        let name = format!("meanwhile-authority-{:032x}", rand::random::<u128>());
        Self(std::env::temp_dir().join(name))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn it_is_the_same_after_a_restart_and_its_key_is_private() {
    let scratch = Scratch::new();
    let first = Authority::open(&scratch.0).unwrap();
    let second = Authority::open(&scratch.0).unwrap();
    assert_eq!(first.fingerprint(), second.fingerprint());
    assert_eq!(first.fingerprint().len(), 32 * 3 - 1);
    let mode = std::fs::metadata(scratch.0.join("ca.key"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn two_installations_have_authorities_of_different_names() {
    let (one, other) = (Scratch::new(), Scratch::new());
    let one = Authority::open(&one.0).unwrap();
    let other = Authority::open(&other.0).unwrap();
    assert_ne!(one.certificate_pem(), other.certificate_pem());
}

#[test]
fn a_broken_key_is_named_and_not_replaced() {
    let scratch = Scratch::new();
    Authority::open(&scratch.0).unwrap();
    let path = scratch.0.join("ca.key");
    std::fs::write(&path, "no key").unwrap();
    let refused = Authority::open(&scratch.0).err().expect("it is refused");
    assert!(matches!(refused, TlsError::Content { path: named } if named == path));
    assert_eq!(std::fs::read_to_string(path).unwrap(), "no key");
}
