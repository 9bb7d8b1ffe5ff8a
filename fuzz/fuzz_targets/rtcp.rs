//! See `sfu::fuzz::rtcp`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sfu::fuzz::rtcp(bytes));
