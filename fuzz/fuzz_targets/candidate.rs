//! Candidates of a peer that has just been answered, one a line.

#![no_main]

use std::time::Instant;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    sfu::fuzz::answered(Instant::now(), |server| {
        for line in bytes.split(|byte| *byte == b'\n') {
            server.candidate(line);
        }
    });
});
