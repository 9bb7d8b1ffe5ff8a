//! The decisions of Meanwhile as pure functions: state and time in, decision and reason out.
//!
//! No clock, no chance, no input or output: the caller loads what a decision needs and applies
//! what it says. What people see carries its reason as data.

pub mod advice;
pub mod agreement;
pub mod availability;
pub mod balance;
pub mod blocker;
pub mod board;
pub mod break_through;
pub mod call_guard;
pub mod channel;
pub mod check_in;
pub mod clip;
pub mod common_slots;
pub mod delivery;
pub mod due;
pub mod escalation;
pub mod focus;
pub mod goal;
pub mod group;
pub mod hold;
pub mod import;
pub mod later;
pub mod meeting;
pub mod message;
pub mod my_board;
pub mod organisation;
pub mod overdue;
pub mod person;
pub mod place;
pub mod poll;
pub mod rank;
pub mod recurrence;
pub mod request;
pub mod request_life;
pub mod round_trips;
pub mod session;
pub mod settings;
pub mod stage;
pub mod task;
#[cfg(test)]
mod tests;
pub mod text;
pub mod today;
pub mod topic;
pub mod why;
pub mod written_views;
pub mod zone;
