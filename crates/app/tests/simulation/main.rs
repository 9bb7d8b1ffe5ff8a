//! Whole use cases in virtual time, without sockets.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops where something is not as it must be"
)]

mod sync_law;
mod world;
