//! Bounds of one conference, with what happens when they are reached.

use std::time::Duration;

use crate::source::Bitrate;

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

/// A peer that sends media and then nothing at all for this long has a broken path, most likely.
/// Longer than the time between two consent checks of a browser, for those who just fell silent.
pub const SILENT_SENDING: Duration = Duration::from_secs(3);

/// As above, of a peer that only listens: two consent checks of a browser have not come.
pub const SILENT_LISTENING: Duration = Duration::from_secs(6);

/// A client that has found another path lost what was sent for longer than this on the one before;
/// a shorter gap is mended by retransmissions.
pub const GAP_MIN: Duration = Duration::from_millis(250);

/// A peer sends media if something of it came within this time before the last datagram.
pub const SENDS_WITHIN: Duration = Duration::from_secs(1);

/// A peer whose handshake takes longer is lost.
pub const HANDSHAKE_MAX: Duration = Duration::from_secs(20);

/// How long a subscriber's path may owe word of what was sent on it, and how long a picture may wait to
/// be sent; then pictures are dropped until the next keyframe rather than shown late.
pub const BACKLOG_MAX: Duration = Duration::from_millis(600);

/// What the path to a new subscriber is taken to carry; measured from there on.
pub const FIRST_ESTIMATE: Bitrate = Bitrate::kbps(2_500);

/// How long published packets are kept for retransmission.
pub const RETRANSMIT_KEPT: Duration = Duration::from_millis(1_000);

/// Packets of one published layer kept for retransmission, to all who take it.
pub const RETRANSMIT_PACKETS_MAX: usize = 1_024;

/// Largest share of retransmissions in what is sent in a slot, in percent: above it a link is
/// congested, and more of them would not help.
pub const RETRANSMIT_SHARE_PERCENT: usize = 20;

/// Bytes that may be sent again in a slot at once, whatever was sent before: a keyframe at 720p.
pub const RETRANSMIT_BURST: usize = 72_000;

/// Packets of pictures that wait for their turn on one connection at most; a further one is dropped, and
/// sent again when the subscriber misses it. Pictures that wait longer than [`BACKLOG_MAX`] are
/// interrupted before.
pub const PACED_MAX: usize = 1_024;

/// What could be sent again only after this long is not: it would come too late, and the subscriber asks
/// once more if it still wants it.
pub const RESENT_WAIT_MAX: Duration = Duration::from_millis(250);

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

/// A shard with at least this many listeners holds a voice for a moment, so that those of others leave
/// with it, and a picture's packets for the rest of it; below it there are few enough sends for each to leave
/// at once.
pub const TOGETHER_LISTENERS: usize = 100;

/// How long a voice is held at most: half of the 20 ms between two packets of a voice, so that two
/// always meet, whatever their rhythm.
pub const TOGETHER_MAX: Duration = Duration::from_millis(10);

/// How long a picture's packets are held for its last one: publishers send a picture at once, so that the
/// rest is late then, or lost.
pub const FRAME_TOGETHER_MAX: Duration = Duration::from_millis(2);

/// So many packets of a picture leave together at most: more would make the first wait, and gain little.
pub const FRAME_PACKETS: usize = 16;

/// A voice counts among those that are waited for until so long after its last packet.
pub const TOGETHER_SPOKE: Duration = Duration::from_millis(60);

/// What one forwarded voice takes of a subscriber's bandwidth, headers included, in bit/s: Opus at the
/// 32 kbit/s that browsers give a voice, and 76 bytes of headers in each 20 ms.
pub const VOICE_BITS: u64 = 62_000;

/// The least that is reckoned with for a voice, however little was measured of it, in bit/s: it may have
/// paused.
pub const VOICE_BITS_MIN: u64 = 40_000;

/// A room of more connected people than this is large: it is spread over threads, and what all of
/// its people are told is told less often. One thread forwards to 24 people who all see each other
/// (24 × 23 pictures); a meeting of this size gains nothing from a second thread.
pub const LARGE_ROOM: usize = 24;

/// How often at most all people of a large room are told whose voice is in which slot.
pub const VOICES_TOLD_LARGE: Duration = Duration::from_millis(500);

/// Shards of one room at most: a set of them is a bit each.
pub const SHARDS_MAX: u8 = 64;

/// People for whom is decided anew with one tick when something changes that can wait.
pub const DECISIONS_PER_TICK: usize = 256;

/// How often decisions that follow measurements are made.
pub const TICK: Duration = Duration::from_millis(100);

/// How often a shard measures its sources.
pub const MEASURE: Duration = Duration::from_millis(250);
