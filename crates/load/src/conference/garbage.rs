//! Bad input beside a measured room: somebody who is in a room of their own sends what no client sends, as fast
//! as they are told and their thread can.

mod sender;

use std::net::SocketAddr;

use model::id::SessionId;
use serde::{Deserialize, Serialize};

use super::child::Aside;
use super::part::Part;
use super::plan::Word;
use crate::error::BenchError;
pub(crate) use sender::run_garbage;

/// What is to be sent, and by whom; the first line that the sender reads.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Flood {
    /// The server's web address.
    pub(crate) server: SocketAddr,
    /// The sender's own room.
    pub(crate) session: SessionId,
    /// The sender's header line.
    pub(crate) caller: String,
    /// Datagrams a second.
    pub(crate) per_second: u32,
    /// What the garbage is drawn from.
    pub(crate) seed: u64,
}

/// What the sender says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Told {
    /// It is in its room.
    Ready,
    /// What it has sent.
    Sent(Sent),
    /// It did not work.
    Failed(String),
}

/// What was sent, and in which time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Sent {
    /// Bytes by chance.
    pub(crate) noise: u64,
    /// Checks that name somebody and are not signed by them.
    pub(crate) forged: u64,
    /// What the sender had sent before: whole, changed or cut off.
    pub(crate) replayed: u64,
    /// In how many seconds.
    pub(crate) seconds: f64,
}

impl Sent {
    /// All of it, in a second.
    pub(crate) fn per_second(self) -> f64 {
        let all = self.noise + self.forged + self.replayed;
        all as f64 / self.seconds.max(f64::MIN_POSITIVE)
    }
}

/// The sender's process.
pub(crate) struct Garbage {
    aside: Aside,
}

impl Garbage {
    /// Starts it; it is in its room then.
    pub(crate) fn start(flood: &Flood) -> Result<Self, BenchError> {
        let mut aside = Aside::start(Part::Garbage, flood)?;
        match aside.hear()? {
            Told::Ready => Ok(Self { aside }),
            Told::Failed(why) => Err(BenchError::Bots(why)),
            Told::Sent(_) => Err(BenchError::Protocol("nobody asked yet")),
        }
    }

    /// Lets it send.
    pub(crate) fn begin(&mut self) -> Result<(), BenchError> {
        self.aside.tell(&Word::Begin)
    }

    /// Ends it; answers what it has sent.
    pub(crate) fn end(&mut self) -> Result<Sent, BenchError> {
        self.aside.tell(&Word::End)?;
        match self.aside.hear()? {
            Told::Sent(sent) => Ok(sent),
            Told::Failed(why) => Err(BenchError::Bots(why)),
            Told::Ready => Err(BenchError::Protocol("it began twice")),
        }
    }
}
