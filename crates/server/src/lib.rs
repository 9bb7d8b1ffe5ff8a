//! The program `meanwhile`: settings, wiring, signals, the embedded client, the command line.
//!
//! [`serve::Running`] is a whole server inside a process; `main` starts it by the command line, the
//! integration tests start it directly.

pub mod admin;
pub mod authority;
pub mod cli;
pub mod config;
pub mod connection;
pub mod hosts;
pub mod import;
pub mod limits;
pub mod live;
pub mod logs;
pub mod metrics;
pub mod outbound;
pub mod serve;
pub mod tls;
pub mod trust;
pub mod unsubscribe;
pub mod web;
