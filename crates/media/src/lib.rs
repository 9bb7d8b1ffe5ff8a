//! Sockets, threads and recordings of live sessions: drives `sfu`'s conferences.
//!
//! [`Media`] is a cloneable handle; threads are inside. The roster (who is in a session and what
//! they say they send) is `app`'s business; `media` knows connections.
//!
//! - A person has one connection in a session; a new offer replaces it and keeps their wishes and
//!   state. Until [`Media::state`] says otherwise, a person is taken to send all that they publish.
//! - A session's conference lives in one thread, the one with the fewest people when it began. The
//!   connections of a large one ([`sfu::limits::LARGE_ROOM`]) are spread over all threads; orders,
//!   observations and published packets go between them in bounded rings. A full ring drops packets,
//!   which are counted; orders wait at their sender. Events come in order per session. They are sent without waiting: a reader that is [`EVENTS_MAX`] behind loses events,
//!   and the loss is counted.
//! - The last person's leaving does not end a conference; [`Media::end`] does.
//! - `media` never reads the database and never waits for anybody.
//!
//! **Invariant:** each shard of a conference is touched by its thread only; nothing is locked per
//! packet. A panic in any of them ends that conference on all threads, is reported, and the others
//! live on.

mod address;
mod broadcast;
mod config;
mod event;
#[cfg(any(test, feature = "fuzz"))]
pub mod fuzz;
mod handle;
mod placement;
pub mod recording;
mod tcp;
mod turn;
mod udp;
mod worker;

pub use config::MediaConfig;
pub use event::{MediaEvent, MediaStats, OfferRefusal, RecordingRefusal, ResumeRefusal};
pub use handle::{EVENTS_MAX, Media};
pub use turn::{RelayCredentials, Turn};
