//! Recordings: one seekable file each, and the repair of those that a crash cut off; and what browsers
//! record as clips.
//!
//! A recording is written by a thread of its own, fed by a bounded queue: pictures as they were published,
//! VP8 into WebM or H.264 into MP4, voices decoded, mixed and encoded again. Clusters and fragments are
//! complete when they are written, so that a crash costs no more than the last second; the index comes
//! at the end, or from [`repair`]. The writers are ours: libwebm keeps all sound in memory until a picture
//! comes, and what libraries write of MP4 is either lost by a crash or cannot be sought in.

mod boxes;
mod clip;
mod ebml;
mod file;
mod h264;
mod mix;
mod mp4;
mod picture;
mod repair;
mod run;
mod webm;

pub use clip::{ClipError, read_clip};
pub(crate) use file::ending;
pub use repair::{RepairError, RepairedRecording, repair};
pub(crate) use run::{Ended, Recorder, Report};
