//! Which shards an order concerns, and which shards take which picture.

use std::collections::{BTreeMap, HashMap};

use crate::conference::Order;
use crate::limits::{AUDIO_SLOTS, SHARDS_MAX};
use crate::source::{PeerKey, SourceId};

/// Knows where sources are published and taken.
#[derive(Debug)]
pub(super) struct Routes {
    home: u8,
    /// The shards that the room has, a bit each.
    shards: u64,
    /// Where each source is published.
    published: HashMap<SourceId, u8>,
    /// How many slots of each shard take a source.
    taken: HashMap<SourceId, BTreeMap<u8, u32>>,
    /// What each slot takes.
    slots: BTreeMap<(PeerKey, usize), SourceId>,
    /// What the recording takes.
    recorded: Option<SourceId>,
    audio: [Option<SourceId>; AUDIO_SLOTS],
    main: Option<SourceId>,
    /// Orders with the shard that each is for.
    orders: Vec<(u8, Order)>,
}

impl Routes {
    pub(super) fn new(home: u8) -> Self {
        Self {
            home,
            shards: 1 << home,
            published: HashMap::new(),
            taken: HashMap::new(),
            slots: BTreeMap::new(),
            recorded: None,
            audio: [None; AUDIO_SLOTS],
            main: None,
            orders: Vec::new(),
        }
    }

    /// The room has this shard from now on. What it needs to know is in [`take`](Self::take).
    pub(super) fn open(&mut self, shard: u8) {
        if self.shards & (1 << shard) != 0 {
            return;
        }
        self.shards |= 1 << shard;
        let shards = self.shards;
        self.all(|| Order::Shards(shards));
        self.orders.push((shard, Order::Audio(self.audio)));
        self.orders.push((shard, Order::Main(self.main)));
    }

    /// The shards that the room has.
    pub(super) fn shards(&self) -> impl Iterator<Item = u8> + use<> {
        let shards = self.shards;
        (0..SHARDS_MAX).filter(move |shard| shards & (1 << shard) != 0)
    }

    fn all(&mut self, order: impl Fn() -> Order) {
        let orders = self.shards().map(|shard| (shard, order()));
        self.orders.extend(orders);
    }

    /// Says whom an order is for, and what else follows from it.
    pub(super) fn route(&mut self, order: Order) {
        match order {
            Order::Publish { peer, source, .. } => {
                self.published.insert(source, peer.shard);
                self.orders.push((peer.shard, order));
                let taken = self.taken.get(&source).into_iter().flatten();
                let taken = taken.filter(|(shard, _)| **shard != peer.shard);
                let routes = taken.map(|(shard, _)| (peer.shard, route(source, *shard, true)));
                self.orders.extend(routes);
            }
            Order::Withdraw(source) => {
                self.published.remove(&source);
                self.all(|| Order::Withdraw(source));
            }
            Order::Audio(audio) => {
                self.audio = audio;
                self.all(|| Order::Audio(audio));
            }
            Order::Main(main) => {
                self.main = main;
                self.all(|| Order::Main(main));
            }
            Order::Video {
                peer, slot, target, ..
            } => {
                let source = target.map(|target| target.source);
                let before = match source {
                    Some(source) => self.slots.insert((peer, slot), source),
                    None => self.slots.remove(&(peer, slot)),
                };
                self.change(peer.shard, before, source);
                self.orders.push((peer.shard, order));
            }
            Order::RecordVideo(target) => {
                let source = target.map(|target| target.source);
                let before = std::mem::replace(&mut self.recorded, source);
                self.change(self.home, before, source);
                self.orders.push((self.home, order));
            }
            Order::Record(codec) => {
                if codec.is_none() {
                    let before = self.recorded.take();
                    self.change(self.home, before, None);
                }
                self.orders.push((self.home, order));
            }
            Order::Keyframe(stream) => {
                if let Some(shard) = self.published.get(&stream.source) {
                    self.orders.push((*shard, order));
                }
            }
            Order::Try { peer, .. } | Order::Alone { peer, .. } => {
                self.orders.push((peer.shard, order))
            }
            Order::Remove(peer) => {
                self.forget(peer);
                self.orders.push((peer.shard, order));
            }
            // Made here, by nobody else.
            Order::Route { shard, .. } => self.orders.push((shard, order)),
            Order::Shards(_) => {}
        }
    }

    fn forget(&mut self, peer: PeerKey) {
        let slots = self.slots.range((peer, 0)..=(peer, usize::MAX));
        let slots: Vec<(usize, SourceId)> =
            slots.map(|((_, slot), source)| (*slot, *source)).collect();
        for (slot, source) in slots {
            self.slots.remove(&(peer, slot));
            self.change(peer.shard, Some(source), None);
        }
    }

    /// A slot of a shard took one source and takes another now.
    fn change(&mut self, shard: u8, before: Option<SourceId>, after: Option<SourceId>) {
        if before == after {
            return;
        }
        if let Some(source) = after {
            let taken = self.taken.entry(source).or_default();
            let count = taken.entry(shard).or_default();
            *count += 1;
            if *count == 1 {
                self.tell_publisher(source, shard, true);
            }
        }
        let Some(source) = before else { return };
        let Some(taken) = self.taken.get_mut(&source) else {
            return;
        };
        let count = taken.entry(shard).or_default();
        *count = count.saturating_sub(1);
        if *count == 0 {
            taken.remove(&shard);
            if taken.is_empty() {
                self.taken.remove(&source);
            }
            self.tell_publisher(source, shard, false);
        }
    }

    fn tell_publisher(&mut self, source: SourceId, shard: u8, on: bool) {
        if let Some(publisher) = self.published.get(&source).copied()
            && publisher != shard
        {
            self.orders.push((publisher, route(source, shard, on)));
        }
    }

    /// Takes the orders that have come together, with the shard that each is for.
    pub(super) fn take(&mut self) -> Vec<(u8, Order)> {
        std::mem::take(&mut self.orders)
    }
}

const fn route(source: SourceId, shard: u8, on: bool) -> Order {
    Order::Route { source, shard, on }
}

#[cfg(test)]
mod tests;
