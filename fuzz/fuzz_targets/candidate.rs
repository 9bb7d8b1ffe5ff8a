//! Candidates of a peer that has just been answered, one a line.

#![no_main]

use std::cell::RefCell;
use std::time::Instant;

use sfu::fuzz::Server;

/// What a browser offers for one voice.
const OFFER: &[u8] = include_bytes!("../seeds/offer/voice.sdp");

thread_local! {
    static SERVER: RefCell<Server> = RefCell::new(Server::new(Instant::now()).expect("a certificate"));
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    SERVER.with_borrow_mut(|server| {
        assert!(server.offer(OFFER));
        bytes
            .split(|byte| *byte == b'\n')
            .for_each(|line| server.candidate(line));
    });
});
