//! What the media server is told at start.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

/// Where media comes in, what clients are told, and where recordings go.
#[derive(Clone, Debug)]
pub struct MediaConfig {
    /// The one UDP address of all media; port 0 takes a free one.
    pub udp: SocketAddr,
    /// The TCP address for clients whose network lets no UDP pass (RFC 6544, passive); `None`
    /// offers UDP alone.
    pub tcp: Option<SocketAddr>,
    /// The addresses clients are told to send to. Empty: the bound address, or, bound to all, the
    /// addresses of this machine's interfaces.
    pub announce: Vec<IpAddr>,
    /// Recordings are written here as `<recording id>.webm` or `.mp4`; made when it is missing.
    pub recording_dir: PathBuf,
    /// Threads that carry media; at least one is started.
    pub shards: usize,
}
