//! The nouns of Meanwhile: typed ids, instants, entities, events, limits and error codes.
//!
//! No behaviour and no secrets: what stands here is what rules decide on, what the wire carries
//! and what the client's types are generated from.

pub mod account;
pub mod advice;
pub mod agreement;
pub mod availability;
pub mod blocker;
pub mod board;
pub mod broadcast;
pub mod call_guard;
pub mod channel;
pub mod check_in;
pub mod clip;
pub mod delivery;
pub mod error;
pub mod event;
pub mod file;
pub mod goal;
pub mod group;
pub mod id;
pub mod import;
pub mod inbox;
pub mod later;
pub mod limits;
pub mod mail;
pub mod message;
pub mod my_board;
pub mod notice;
pub mod person;
pub mod poll;
pub mod push;
pub mod request;
pub mod session;
pub mod settings;
pub mod sync;
pub mod talk;
pub mod task;
pub mod time;
pub mod topic;
pub mod urgent;
pub mod why;
