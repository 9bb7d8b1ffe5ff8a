//! See `sfu::fuzz::picture`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sfu::fuzz::picture(bytes));
