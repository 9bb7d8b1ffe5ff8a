//! Helpers of tests: what a client does with events, what a browser records.

pub mod clips;
pub mod replica;
