//! See `sfu::fuzz::redundant`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sfu::fuzz::redundant(bytes));
