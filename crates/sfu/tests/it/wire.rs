//! What an observer on the way sees of what the engine sends.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;

/// What went to one address under one SSRC.
type Stream = (SocketAddr, u32);

/// What the engine has sent, as far as it is in the clear.
#[derive(Default)]
pub struct Wire {
    /// RTP packets of each stream.
    pub packets: BTreeMap<Stream, u64>,
    /// Indices of SRTCP compounds (where AES-GCM has them), of each SSRC that sends some.
    pub compounds: BTreeMap<Stream, BTreeSet<u32>>,
    /// Compounds whose SSRC and index were seen before on the same connection.
    pub repeated: Vec<(Stream, u32)>,
}

fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap())
}

impl Wire {
    pub fn note(&mut self, to: SocketAddr, datagram: &[u8]) {
        if datagram[0] >> 6 != 2 {
            return;
        }
        if !(192..=223).contains(&datagram[1]) {
            *self.packets.entry((to, word(datagram, 8))).or_default() += 1;
            return;
        }
        let stream = (to, word(datagram, 4));
        let index = word(datagram, datagram.len() - 4) & 0x7fff_ffff;
        if !self.compounds.entry(stream).or_default().insert(index) {
            self.repeated.push((stream, index));
        }
    }
}
