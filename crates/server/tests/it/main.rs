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
mod advice;
mod agreement;
mod bad_input;
mod bench;
mod blocker;
mod board;
mod broadcast;
mod check_in;
mod client;
mod clip;
mod clock;
mod command_line;
mod conversation;
mod demo;
mod goal;
mod group;
mod import;
mod kill;
mod later;
mod my_board;
mod operation;
mod organisation;
mod origin;
mod poll;
mod process;
mod push;
mod relay;
mod request;
mod ring;
mod scratch;
mod server;
mod socket;
mod storage;
mod sync;
mod talk;
mod task;
mod tls;
mod urgent;
mod web;
