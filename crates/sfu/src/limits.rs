//! Bounds of one conference, with what happens when they are reached.

use std::time::Duration;

/// Voices heard at once. The fourth loudest is not forwarded.
pub const AUDIO_SLOTS: usize = 3;

/// Tracks one peer may send; an offer with more is refused.
pub const TRACKS_MAX: usize = 8;

/// Slots one peer may receive in; an offer with more is refused. Fits 3 + 49 + 2 and some.
pub const SLOTS_MAX: usize = 64;

/// Simulcast layers of one track; further ones of an offer are not forwarded.
pub const LAYERS_MAX: usize = 4;

/// ICE candidates taken from one peer; further ones are ignored.
pub const CANDIDATES_MAX: usize = 64;

/// Wishes taken in one command; further ones are ignored.
pub const WISHES_MAX: usize = 256;

/// A peer that has sent nothing for this long is lost. Clients check consent every 5 s at most
/// (RFC 7675), browsers every 2.5 s.
pub const SILENCE_MAX: Duration = Duration::from_secs(12);

/// A peer whose handshake takes longer is lost.
pub const HANDSHAKE_MAX: Duration = Duration::from_secs(20);

/// How old the first packet waiting for a subscriber's link may be; then its picture is dropped
/// until the next keyframe rather than shown late. (Where a peer queues at all.)
pub const BACKLOG_MAX: Duration = Duration::from_millis(600);

/// How long sent packets are kept for retransmission.
pub const RETRANSMIT_KEPT: Duration = Duration::from_millis(1_000);

/// Packets of one video slot kept for retransmission.
pub const RETRANSMIT_PACKETS_MAX: usize = 1_024;

/// Largest share of retransmissions in what is sent in a slot: above it a link is congested, and
/// more of them would not help.
pub const RETRANSMIT_SHARE_MAX: f32 = 0.2;

/// Newest packets of each layer kept for a slot that begins with a keyframe whose first packet came
/// late. A keyframe at 720p has about 60.
pub const RECENT_PACKETS_MAX: usize = 128;

/// A layer without a packet for this long is dead: it is not chosen, and who had it falls back.
pub const LAYER_DEAD: Duration = Duration::from_millis(1_200);

/// Nobody sees a layer for this long: its publisher is told to stop it.
pub const LAYER_UNSEEN: Duration = Duration::from_secs(4);

/// Sound below this level is silence and is not forwarded.
pub const SILENCE_DBOV: i8 = -100;

/// How long a voice is still forwarded after its last sound, so that it does not end abruptly.
pub const SILENCE_HANGOVER: Duration = Duration::from_millis(240);

/// An asked for keyframe that has not come is asked for again.
pub const KEYFRAME_RETRY: Duration = Duration::from_millis(250);

/// Shortest time from an answered request to the next, of the smallest layer.
pub const KEYFRAME_GAP_LOW: Duration = Duration::from_millis(500);

/// Shortest time from an answered request to the next, of other layers.
pub const KEYFRAME_GAP: Duration = Duration::from_secs(1);

/// Shortest time from an answered request to the next, for somebody who has no picture yet.
pub const KEYFRAME_GAP_START: Duration = Duration::from_millis(300);

/// What one forwarded voice takes of a subscriber's bandwidth, headers included, in bit/s.
pub const VOICE_BITS: u64 = 48_000;

/// How often decisions that follow measurements are made.
pub const TICK: Duration = Duration::from_millis(100);

/// How often a shard measures its sources.
pub const MEASURE: Duration = Duration::from_millis(250);
