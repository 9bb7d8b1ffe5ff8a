//! See `media::fuzz::tcp`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| media::fuzz::tcp(bytes));
