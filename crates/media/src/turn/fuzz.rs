//! The relay's part of [`crate::fuzz`].

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use model::id::{PersonId, SessionId};
use model::time::Timestamp;

use super::client::{Client, Moment, Outcome};
use super::{Turn, frames};

/// The media port of a server that is nowhere.
const MEDIA: ([u8; 4], u16) = ([192, 0, 2, 1], 8_000);

/// Where its client is.
const CLIENT: ([u8; 4], u16) = ([198, 51, 100, 7], 7_000);

/// A relay with one client, whose every request is taken as signed.
pub struct Relay {
    turn: Arc<Turn>,
    username: String,
    now: Instant,
}

impl Relay {
    /// A relay to a media port that is nowhere.
    #[must_use]
    pub fn new(now: Instant) -> Self {
        let media = SocketAddr::from(MEDIA);
        let turn = Turn::new("nobody's secret".to_owned(), vec![media], media);
        let at = Timestamp::from_millis(1);
        let (session, person) = (SessionId::new(at, 1), PersonId::new(at, 1));
        let username = turn.credentials(session, person, u64::MAX).username;
        Self {
            turn,
            username,
            now,
        }
    }

    /// A connection on which this comes. Whatever it asks for, nothing goes anywhere but to the media port,
    /// and nothing is left when it has gone.
    pub fn connection(&self, bytes: &[u8]) {
        let turn = Arc::clone(&self.turn);
        let mut client = Client::new(turn, CLIENT.into(), "nonce".to_owned());
        let at = Moment {
            now: self.now,
            unix: 0,
        };
        let mut rest = bytes;
        while let Ok(Some((frame, took))) = frames::cut(rest) {
            assert!(0 < took);
            let outcome =
                client.receive_trusting(&self.username, frame, at, &mut |_| Some(MEDIA.1));
            if let Outcome::Relay(to, _) = &outcome {
                assert_eq!(*to, SocketAddr::from(MEDIA));
            }
            if outcome == Outcome::Close {
                break;
            }
            rest = rest.get(took..).unwrap_or_default();
        }
        drop(client);
        assert_eq!(self.turn.allocations(), 0);
    }
}
