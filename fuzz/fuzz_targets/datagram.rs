//! Datagrams, each led by its length in two bytes, for a peer that has just been answered.

#![no_main]

use std::time::Instant;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    sfu::fuzz::answered(Instant::now(), |server| {
        let mut rest = bytes;
        while let Some((length, after)) = rest.split_first_chunk::<2>() {
            let length = usize::from(u16::from_be_bytes(*length)).min(after.len());
            let (datagram, after) = after.split_at(length);
            server.datagram(datagram);
            rest = after;
        }
    });
});
