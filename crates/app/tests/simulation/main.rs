//! Whole use cases in virtual time, without sockets.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops where something is not as it must be"
)]

mod advice;
mod agreement;
mod asking;
mod attend;
mod blocker;
mod board;
mod check_in;
mod clip;
mod crew;
mod crowd;
mod demo;
mod digest;
mod due;
mod escalation;
mod focus;
mod goal;
mod group;
mod later;
mod my_board;
mod organisation;
mod outgoing;
mod pierce;
mod poll;
mod reconnect;
mod request;
mod ring;
mod sync_law;
mod talk;
mod task;
mod together;
mod trio;
mod urgent;
mod week;
mod work;
mod world;
