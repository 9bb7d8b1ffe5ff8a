//! Whole use cases in virtual time, without sockets.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops where something is not as it must be"
)]

mod advice;
mod agreement;
mod attend;
mod blocker;
mod clip;
mod crew;
mod crowd;
mod demo;
mod digest;
mod due;
mod escalation;
mod focus;
mod group;
mod later;
mod organisation;
mod outgoing;
mod pierce;
mod request;
mod ring;
mod sync_law;
mod talk;
mod together;
mod trio;
mod urgent;
mod week;
mod world;
