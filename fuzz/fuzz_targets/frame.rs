//! Frames of the signalling socket.

#![no_main]

use model::sync::Ask;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(ask) = serde_json::from_slice::<Ask>(bytes) {
        assert!(!format!("{ask:?}").is_empty());
    }
});
