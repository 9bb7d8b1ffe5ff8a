//! The engine in virtual time, with real ICE, DTLS and SRTP between bots and it, over a network
//! that is simulated.

mod calls;
mod network;
mod thin;
mod world;
