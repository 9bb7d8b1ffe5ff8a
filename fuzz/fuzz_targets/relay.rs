//! What comes on a connection of the relay (TURN), every request taken as signed.

#![no_main]

use std::time::Instant;

use media::fuzz::Relay;

thread_local! {
    static RELAY: Relay = Relay::new(Instant::now());
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| RELAY.with(|relay| relay.connection(bytes)));
