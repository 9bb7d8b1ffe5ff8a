//! The nouns of Meanwhile: typed ids, instants, entities, events, limits and error codes.
//!
//! No behaviour and no secrets: what stands here is what rules decide on, what the wire carries
//! and what the client's types are generated from.

pub mod account;
pub mod availability;
pub mod channel;
pub mod delivery;
pub mod error;
pub mod event;
pub mod file;
pub mod id;
pub mod limits;
pub mod message;
pub mod person;
pub mod request;
pub mod session;
pub mod sync;
pub mod time;
pub mod topic;
