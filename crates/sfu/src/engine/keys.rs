//! Hands out the keys of a room's peers.

use std::collections::BTreeMap;

use crate::source::PeerKey;

/// The keys of a room. A place in a shard is used again, a key never.
#[derive(Debug, Default)]
pub(super) struct Keys {
    shards: BTreeMap<u8, Places>,
    generation: u32,
}

#[derive(Debug, Default)]
struct Places {
    free: Vec<u32>,
    next: u32,
}

impl Keys {
    /// A new key in a shard.
    pub(super) fn take(&mut self, shard: u8) -> PeerKey {
        let places = self.shards.entry(shard).or_default();
        let index = places.free.pop().unwrap_or_else(|| {
            places.next += 1;
            places.next - 1
        });
        self.generation += 1;
        PeerKey {
            shard,
            index,
            generation: self.generation,
        }
    }

    /// The peer is gone; its place is free.
    pub(super) fn give_back(&mut self, key: PeerKey) {
        if let Some(places) = self.shards.get_mut(&key.shard) {
            places.free.push(key.index);
        }
    }
}
