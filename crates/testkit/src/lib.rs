//! Helpers of tests: what a client does with events.

pub mod replica;
