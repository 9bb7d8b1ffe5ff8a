//! What the measuring process and its bots tell each other: one JSON object a line.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use model::id::{PersonId, SessionId};
use serde::{Deserialize, Serialize};

use super::args::StageSize;

/// What the bots are to do; the first line they read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Plan {
    /// Where they meet.
    pub(crate) place: Place,
    /// How many they are in all rooms.
    pub(crate) people: usize,
    /// How many they are in each room; the first is on the stage and speaks, further speakers follow.
    pub(crate) of_room: usize,
    /// How many speak in each room.
    pub(crate) speakers: usize,
    /// At which size the stage is seen.
    pub(crate) size: StageSize,
    /// Joins in a second.
    pub(crate) join_rate: u32,
    /// Threads that carry media.
    pub(crate) threads: usize,
    /// What sizes and levels are drawn from.
    pub(crate) seed: u64,
}

/// Where the bots meet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Place {
    /// In sessions of this program's server.
    Sessions(Meetings),
    /// In a room of Janus.
    Janus(VideoRoom),
}

/// Sessions of this program's server.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Meetings {
    /// The server's web address.
    pub(crate) server: SocketAddr,
    /// Header line of each of all people, room after room.
    pub(crate) callers: Vec<String>,
    /// Of each room.
    pub(crate) rooms: Vec<Meeting>,
}

/// A session and who is on its stage.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Meeting {
    /// Which session they join.
    pub(crate) session: SessionId,
    /// The person on the stage.
    pub(crate) stage: PersonId,
}

/// A room of Janus' plugin for rooms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct VideoRoom {
    /// Where Janus is spoken to over HTTP.
    pub(crate) api: SocketAddr,
    /// The address of its media, which is the bots', too.
    pub(crate) media: IpAddr,
    /// Its number.
    pub(crate) room: u64,
}

impl Plan {
    /// Who does not see the stage: the one on it, and in Janus all who speak, because there speaking and
    /// listening are two connections.
    pub(crate) const fn blind(&self) -> usize {
        match &self.place {
            Place::Sessions(meetings) => meetings.rooms.len(),
            Place::Janus(_) => self.speakers,
        }
    }

    /// In which room somebody is, and at which place in it.
    pub(crate) const fn seat(&self, number: usize) -> (usize, usize) {
        (number / self.of_room, number % self.of_room)
    }

    /// The address of the bots' sockets.
    pub(crate) const fn local(&self) -> IpAddr {
        match &self.place {
            Place::Sessions(_) => IpAddr::V4(Ipv4Addr::LOCALHOST),
            Place::Janus(room) => room.media,
        }
    }
}

/// What the bots are told after that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Word {
    /// Count from now on.
    Begin,
    /// Count no further, and say what was counted.
    End,
}

/// What the bots say.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Said {
    /// Everybody is in, or will not come.
    Joined(Joined),
    /// What was counted.
    Measured(Measured),
    /// It did not work.
    Failed(String),
}

/// How joining went.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Joined {
    /// Whose connection stands and who sees the stage.
    pub(crate) people: usize,
    /// Who is in and does not see it, because of what they do.
    pub(crate) blind: usize,
    /// From the first request until the connection stood, in microseconds, of each.
    pub(crate) connected_us: Vec<u64>,
    /// From the first request until the first picture could be shown, in microseconds, of each.
    pub(crate) picture_us: Vec<u64>,
    /// Bytes of HTTP and socket, both ways, from the first request until the first picture.
    pub(crate) signalling_bytes: Vec<u64>,
    /// Bytes on the socket of each from its join until all were in.
    pub(crate) ramp_bytes: Vec<u64>,
    /// Why the first of those failed who did.
    pub(crate) failed: Option<String>,
}

/// What the bots counted between [`Word::Begin`] and [`Word::End`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Measured {
    /// Media packets that were to come, by their numbers.
    pub(crate) expected: u64,
    /// Those that came.
    pub(crate) received: u64,
    /// Of `expected`: voices.
    pub(crate) voices: u64,
    /// Of `expected`: pictures of the one who was to get least and of the one who was to get most.
    pub(crate) pictures_least: u64,
    pub(crate) pictures_most: u64,
    /// What the layer that everybody sees had of pictures; of several rooms, in the one where it had most.
    pub(crate) pictures_sent: u64,
    /// Bytes of those that came, headers included.
    pub(crate) bytes: u64,
    /// People to whom far less was to come than was sent to them.
    pub(crate) starved: usize,
    /// Retransmissions that were asked for.
    pub(crate) asked_again: u64,
    /// Packets that could not be opened.
    pub(crate) unreadable: u64,
    /// Packets that were opened.
    pub(crate) opened: u64,
    /// Reports and feedback that were sent.
    pub(crate) reports: u64,
    /// From a publisher's packet until a subscriber had it, in microseconds: quantiles in
    /// [`QUANTILES`].
    pub(crate) delay_us: Vec<u64>,
    /// Processor time of the bots, in microseconds.
    pub(crate) cpu_us: u64,
    /// Threads of the bots.
    pub(crate) threads: u64,
}

/// Quantiles of the delay.
pub(crate) const QUANTILES: [f64; 3] = [0.5, 0.99, 0.999];
