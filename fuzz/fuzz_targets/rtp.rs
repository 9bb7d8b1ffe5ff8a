//! Packets and reports of a client whose connection stands, each led by its length in two bytes; they are
//! sealed as the client seals.

#![no_main]

use std::cell::RefCell;
use std::time::Instant;

use sfu::fuzz::Call;

thread_local! {
    static CALL: RefCell<Call> = RefCell::new(Call::new(Instant::now()).expect("it stands"));
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    CALL.with_borrow_mut(|call| {
        if call.is_old() {
            *call = Call::new(Instant::now()).expect("it stands");
        }
        let mut rest = bytes;
        while let Some((length, after)) = rest.split_first_chunk::<2>() {
            let length = usize::from(u16::from_be_bytes(*length)).min(after.len());
            let (packet, after) = after.split_at(length);
            call.sealed(packet);
            rest = after;
        }
    });
});
