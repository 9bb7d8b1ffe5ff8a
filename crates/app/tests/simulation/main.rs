//! Whole use cases in virtual time, without sockets.

mod sync_law;
mod world;
