//! The engine in virtual time, with real ICE, DTLS and SRTP between bots and it, over a network
//! that is simulated.

#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod bots;
mod broken;
mod calls;
mod change;
mod egress;
mod laws;
mod layers;
mod nets;
mod network;
mod parsers;
mod player;
mod quality;
mod spread;
mod thin;
mod trace;
mod wire;
mod world;
