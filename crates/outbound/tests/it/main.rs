//! The ways out against real counterparts: a push service with a browser behind it, and a mail relay.
//!
//! They are programs of their own (`push_service.mjs`, `relay.py`) in other languages with other
//! cryptography and other parsers, so that a mistake of ours is not repeated by what checks it.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops where something is not as it says"
)]

mod counterpart;
mod mail;
mod push;
