//! The nouns of Meanwhile: typed ids, instants, entities, events, limits and error codes.
//!
//! No behaviour and no secrets: what stands here is what rules decide on, what the wire carries
//! and what the client's types are generated from.

pub mod account;
pub mod advice;
pub mod agreement;
pub mod availability;
pub mod blocker;
pub mod channel;
pub mod delivery;
pub mod error;
pub mod event;
pub mod file;
pub mod group;
pub mod id;
pub mod limits;
pub mod message;
pub mod person;
pub mod request;
pub mod session;
pub mod settings;
pub mod sync;
pub mod time;
pub mod topic;
pub mod urgent;
