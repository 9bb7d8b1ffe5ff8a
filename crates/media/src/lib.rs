//! Sockets, threads and recordings of live sessions: drives `sfu`'s conferences.
//!
//! [`Media`] is a cloneable handle; threads are inside. The roster (who is in a session and what
//! they say they send) is `app`'s business; `media` knows connections.
//!
//! - A person has one connection in a session; a new offer replaces it and keeps slots' wishes.
//! - Events come in order per session. They are sent without waiting: a reader that is
//!   [`EVENTS_MAX`] behind loses events and the loss is counted.
//! - Leaving the last person does not end a conference; [`Media::end`] does.

mod config;
mod event;
mod handle;
pub mod recording;

pub use config::MediaConfig;
pub use event::{MediaEvent, MediaStats, OfferRefusal, RecordingRefusal};
pub use handle::{EVENTS_MAX, Media};
