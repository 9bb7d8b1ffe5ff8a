//! Offers of clients, of encoders and of players.

#![no_main]

use std::cell::RefCell;
use std::time::Instant;

use sfu::fuzz::Server;

thread_local! {
    static SERVER: RefCell<Server> = RefCell::new(Server::new(Instant::now()).expect("a certificate"));
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    SERVER.with_borrow_mut(|server| server.offer(bytes));
});
