//! Recordings: one seekable WebM each, and the repair of those that a crash cut off; and what browsers
//! record as clips.
//!
//! A recording is written by a thread of its own, fed by a bounded queue: VP8 as it was published,
//! voices decoded, mixed and encoded again. Clusters are complete when they are written, so that a
//! crash costs no more than the last second; the index (cues, duration) comes at the end, or from
//! [`repair`]. The writer is ours because libwebm keeps all sound in memory until a picture comes.

mod clip;
mod ebml;
mod mix;
mod picture;
mod repair;
mod run;
mod webm;

pub use clip::{ClipError, read_clip};
pub use repair::{RepairError, RepairedRecording, repair};
pub(crate) use run::{Ended, Recorder, Report};
