//! Sans-I/O conference engine: decides who hears and sees whom, and forwards packets.
//!
//! - [`Conference`] decides: the loudest three, which source fills a slot, which layer, keyframe
//!   wishes, which layers nobody sees.
//! - [`Shard`] holds the peers and forwards their packets by what was decided. It never decides.
//! - [`Peer`] is one connection; [`RtcPeer`] drives it by str0m.
//! - [`Engine`] joins one conference and one shard into one thing with inputs and outputs.
//!
//! **Invariant:** nothing here reads a clock, opens a socket, takes a lock or starts a thread. One
//! input, then [`Engine::poll`] until [`Output::Idle`].

#[cfg(feature = "bot")]
pub mod bot;
mod conference;
mod demux;
mod engine;
mod keyframes;
mod layers;
pub mod limits;
mod offer;
mod peer;
mod rewrite;
mod rtc;
mod shard;
mod source;
mod speakers;
mod vp8;

pub use conference::{Conference, ConferenceEvent, Decision, Order};
pub use demux::ufrag_of;
pub use engine::{Command, Engine, Input, Output};
pub use offer::{Announced, Answered, Answerer, OfferError, Offered, OfferedSlot, OfferedTrack};
pub use peer::{Datagram, Forward, Incoming, Peer, PeerEvent, PeerOutput, Protocol, Received};
pub use rewrite::{Place, Rewriter, Rewritten};
pub use rtc::RtcPeer;
pub use shard::{Observation, Recorded, RecordedKind, Shard, ShardOutput};
pub use source::{Bitrate, LayerReport, PeerKey, Size, SourceId, SourceKind, StreamKey};
pub use speakers::{LevelDbov, Speakers};
pub use vp8::Vp8;
