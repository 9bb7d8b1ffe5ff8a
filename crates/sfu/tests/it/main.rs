//! The engine in virtual time, with real ICE, DTLS and SRTP between bots and it, over a network
//! that is simulated.

#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod bots;
mod calls;
mod change;
mod egress;
mod layers;
mod network;
mod parsers;
mod player;
mod quality;
mod spread;
mod thin;
mod wire;
mod world;
