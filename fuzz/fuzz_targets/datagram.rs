//! Datagrams, each led by its length in two bytes, for a peer that has just been answered.

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
        let mut rest = bytes;
        while let Some((length, after)) = rest.split_first_chunk::<2>() {
            let length = usize::from(u16::from_be_bytes(*length)).min(after.len());
            let (datagram, after) = after.split_at(length);
            server.datagram(datagram);
            rest = after;
        }
    });
});
