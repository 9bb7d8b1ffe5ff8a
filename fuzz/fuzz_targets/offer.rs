//! Offers of clients.

#![no_main]

use std::time::Instant;

use sfu::fuzz::Server;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some(mut server) = Server::new(Instant::now()) {
        server.offer(bytes);
    }
});
