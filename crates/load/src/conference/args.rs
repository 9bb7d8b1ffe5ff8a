//! What is said of a conference that is to be measured.

use clap::{Args, ValueEnum};
use serde::{Deserialize, Serialize};

/// At which size everybody sees the stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
pub enum StageSize {
    /// 320 × 180.
    #[value(name = "180p")]
    P180,
    /// 640 × 360.
    #[value(name = "360p")]
    P360,
    /// 1,280 × 720.
    #[value(name = "720p")]
    P720,
}

impl StageSize {
    /// Width and height in pixels.
    #[must_use]
    pub const fn pixels(self) -> (u32, u32) {
        match self {
            Self::P180 => (320, 180),
            Self::P360 => (640, 360),
            Self::P720 => (1_280, 720),
        }
    }
}

/// What `bench conference` is told.
#[derive(Clone, Debug, Args)]
pub struct ConferenceArgs {
    /// `conference`: how many people are in the room; left out: the table of 10, 100, 500 and 1,500.
    #[arg(long, value_parser = clap::value_parser!(u32).range(2..=1_500))]
    pub participants: Option<u32>,
    /// `conference`: so many such rooms at once, of together at most 1,500 people.
    #[arg(long, default_value_t = 1, requires = "participants", conflicts_with = "janus", value_parser = clap::value_parser!(u32).range(1..=750))]
    pub rooms: u32,
    /// `conference`: how many of them speak.
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..=3))]
    pub speakers: u32,
    /// `conference`: at which size everybody sees the stage.
    #[arg(long, value_enum, default_value_t = StageSize::P360)]
    pub stage: StageSize,
    /// `conference`: how many join in a second.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub join_rate: u32,
    /// `conference`: threads that carry the bots' media.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=64))]
    pub bot_threads: u32,
    /// `conference`: also count the engine's instructions per forwarded packet by valgrind.
    #[arg(long)]
    pub callgrind: bool,
    /// `conference`: meanwhile, somebody who is in another room sends so many datagrams a second of garbage, forged
    /// checks and replayed, changed and cut off packets to the media port.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub garbage: Option<u32>,
    /// `conference`: also measure Debian's `janus` (apt-get install janus) in each run, with the same
    /// bots; a room of 100 unless `--participants` says otherwise. It needs an address of this machine
    /// other than the loopback.
    #[arg(long)]
    pub janus: bool,
}

#[cfg(test)]
impl ConferenceArgs {
    /// For tests: the smallest room.
    pub(crate) const fn small() -> Self {
        Self {
            participants: Some(2),
            rooms: 1,
            speakers: 1,
            stage: StageSize::P360,
            join_rate: 50,
            bot_threads: 1,
            callgrind: false,
            garbage: None,
            janus: false,
        }
    }
}
