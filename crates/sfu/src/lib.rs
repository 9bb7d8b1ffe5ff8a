//! Sans-I/O conference engine: decides who hears and sees whom, and forwards packets.
//!
//! - [`Conference`] decides: the loudest three, which source fills a slot, which layer, keyframe
//!   wishes, which layers nobody sees.
//! - [`Shard`] holds the peers and forwards their packets by what was decided. It never decides.
//! - [`Peer`] is one connection; [`RtcPeer`] drives it by str0m.
//! - [`Engine`] joins one conference and the shard of its thread into one thing with inputs and
//!   outputs. A large room has further shards on other threads: a [`Wing`] each. Orders,
//!   observations and published packets go between them as outputs and inputs.
//!
//! **Invariant:** nothing here reads a clock, opens a socket, takes a lock or starts a thread. One
//! input, then [`Engine::poll`] until [`Output::Idle`].

#[cfg(feature = "audit")]
pub mod audit;
#[cfg(feature = "bot")]
pub mod bot;
pub mod codec;
mod conference;
mod demux;
mod egress;
mod engine;
#[cfg(feature = "fuzz")]
pub mod fuzz;
mod ingress;
mod keyframes;
mod layers;
pub mod limits;
mod offer;
mod outgoing;
mod peer;
mod plain;
pub mod quality;
mod rewrite;
mod rtc;
mod sdp;
mod shard;
mod source;
mod speakers;

pub use codec::h264::H264;
pub use codec::vp8::Vp8;
pub use conference::{Conference, ConferenceEvent, Decision, Order};
pub use demux::ufrag_of;
pub use egress::SrtpKeys;
pub use engine::{Command, Engine, FromWing, Input, Output, ToWing, Wing, WingInput, WingOutput};
pub use offer::{Announced, Answered, Answerer, OfferError, Offered, OfferedSlot, OfferedTrack};
pub use outgoing::{Destination, Outbound, Outgoing, Sender};
pub use peer::{
    Datagram, Forward, IceRestart, Incoming, Peer, PeerEvent, PeerOutput, Protocol, Received, Turn,
};
pub use plain::{one_way, published_tracks, taken_lines, watched_slots};
pub use rewrite::{Place, Rewriter, Rewritten};
pub use rtc::RtcPeer;
pub use shard::{Observation, Recorded, RecordedKind, Relayed, Shard, ShardOutput};
pub use source::{Bitrate, Cap, LayerReport, PeerKey, Size, SourceId, SourceKind, StreamKey, Thin};
pub use speakers::{LevelDbov, Speakers};
pub use str0m::IceCreds;
pub use str0m::crypto::dtls::SrtpProfile;
