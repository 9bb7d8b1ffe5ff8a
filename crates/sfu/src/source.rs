//! What is published: sources, their layers and what is known about them.

use std::fmt;
use std::time::Duration;

use model::session::{MediaSource, VideoCodec};

/// A person's microphone, camera or screen in one conference. Stays the same when the person
/// reconnects, and is the CSRC (RFC 3550, 5.1) of what is forwarded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// One layer of a source: a simulcast layer, or a spatial layer within the only stream; 0 is the first
/// the publisher names, the smallest by custom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamKey {
    /// Which source.
    pub source: SourceId,
    /// Which of its layers.
    pub layer: u8,
}

/// How much of a stream is sent on: the layers within it up to these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cap {
    /// Highest spatial layer.
    pub spatial: u8,
    /// Highest temporal layer.
    pub temporal: u8,
}

impl Cap {
    /// All of it.
    pub const ALL: Self = Self {
        spatial: u8::MAX,
        temporal: u8::MAX,
    };
}

/// Names a peer in a room. Never used twice in the life of a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeerKey {
    /// The shard that holds it.
    pub(crate) shard: u8,
    pub(crate) index: u32,
    /// Counts the keys of the room: a later key has a greater one.
    pub(crate) generation: u32,
}

impl PeerKey {
    /// A key for tests of what uses keys.
    #[must_use]
    pub const fn new(shard: u8, index: u32, generation: u32) -> Self {
        Self {
            shard,
            index,
            generation,
        }
    }

    /// The number of the shard that holds the peer.
    #[must_use]
    pub const fn shard(self) -> u8 {
        self.shard
    }
}

/// Whether a source is heard or seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// Opus, 48,000 ticks a second.
    Audio,
    /// Of any video codec, 90,000 ticks a second.
    Video,
}

impl SourceKind {
    /// Of which kind a source is.
    #[must_use]
    pub fn of(source: MediaSource) -> Self {
        match source {
            MediaSource::Microphone | MediaSource::ScreenAudio => Self::Audio,
            MediaSource::Camera | MediaSource::Screen => Self::Video,
        }
    }

    /// RTP ticks a second.
    #[must_use]
    pub const fn clock_rate(self) -> u64 {
        match self {
            Self::Audio => 48_000,
            Self::Video => 90_000,
        }
    }

    /// RTP ticks in `span`, rounded down; timestamps have their lower 32 bits.
    #[must_use]
    pub fn ticks(self, span: Duration) -> u32 {
        let micros = u64::try_from(span.as_micros()).unwrap_or(u64::MAX);
        let ticks = micros.saturating_mul(self.clock_rate() / 1_000) / 1_000;
        u32::try_from(ticks & u64::from(u32::MAX)).unwrap_or(0)
    }
}

/// Bits per second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bitrate(pub u64);

impl Bitrate {
    /// From thousands of bits per second.
    #[must_use]
    pub const fn kbps(thousands: u64) -> Self {
        Self(thousands * 1_000)
    }

    /// `percent` hundredths of it.
    #[must_use]
    pub const fn percent(self, percent: u64) -> Self {
        Self(self.0.saturating_mul(percent) / 100)
    }

    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// What is left without `other`; never below nothing.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl fmt::Display for Bitrate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} kbit/s", self.0 / 1_000)
    }
}

/// Width and height of a picture in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Size {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// What was measured of one layer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LayerReport {
    /// Whether packets come.
    pub live: bool,
    /// What it takes, headers included; 0 while unknown.
    pub bitrate: Bitrate,
    /// The size its last keyframe told; `None` before the first.
    pub size: Option<Size>,
    /// What it takes without its highest temporal layer, if it has several.
    pub thin: Option<Thin>,
    /// It is carried in the source's first stream, with the layers below it.
    pub within: bool,
    /// The codec in which it comes; `None` before the first packet.
    pub codec: Option<VideoCodec>,
}

/// A layer without its highest temporal layer: fewer pictures a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thin {
    /// The highest temporal layer that is left.
    pub temporal: u8,
    /// What it takes, headers included.
    pub bitrate: Bitrate,
}
