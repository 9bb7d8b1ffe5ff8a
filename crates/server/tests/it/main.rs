//! Integration tests: real HTTP and sockets, each test with a server and a data directory of its own.
//!
//! - [`server::TestServer`] is a whole server inside this process, with a clock that the test turns.
//! - [`process::Process`] is the real program, for signals, crashes and the command line.
//! - [`client::Client`] is one person's browser; [`socket::Socket`] its socket.
//!
//! Nothing sleeps: tests wait for a state, at most [`client::WAIT_MAX`].

#![expect(clippy::unwrap_used, reason = "helpers of tests are tests too")]

mod access;
mod account;
mod bad_input;
mod client;
mod clock;
mod command_line;
mod conversation;
mod kill;
mod operation;
mod origin;
mod process;
mod scratch;
mod server;
mod socket;
mod storage;
mod sync;
mod tls;
mod web;
