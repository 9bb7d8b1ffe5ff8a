//! Broadcasts: a session's media by plain HTTP, for encoders and watch-only screens, and the servers
//! that help connections through firewalls.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::session::Session;

/// Which way a broadcast goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BroadcastKind {
    /// An encoder sends into the session in its person's place (WHIP, RFC 9725).
    Publish,
    /// A player watches the session without a place in it (WHEP).
    Watch,
}

/// A server that relays media where nothing else passes; good for one person in one session, for a
/// while. Its fields are those of a browser's `RTCIceServer`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct IceServer {
    /// Where it is (RFC 7065).
    pub urls: Vec<String>,
    /// By which name; tells when it ends.
    pub username: String,
    /// The password that goes with the name.
    pub credential: String,
}

impl std::fmt::Debug for IceServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IceServer")
            .field("urls", &self.urls)
            .field("username", &self.username)
            .finish_non_exhaustive()
    }
}

/// A session that was joined, and what its media connection may take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct JoinedSession {
    /// The session.
    #[serde(flatten)]
    pub session: Session,
    /// Relays for this person, if the server has any that their page can reach.
    pub ice_servers: Vec<IceServer>,
}
