//! A network with a seed: delays, loses, reorders and limits.

use std::collections::BTreeMap;
use std::num::NonZeroU64;
use std::time::{Duration, Instant};

/// What a path does to datagrams.
#[derive(Clone, Copy, Debug)]
pub struct Path {
    /// Shortest delay.
    pub delay: Duration,
    /// Delay added by chance, up to this: reorders.
    pub jitter: Duration,
    /// Datagrams lost, of a thousand.
    pub loss: u32,
    /// Datagrams that wait for another [`HELD`](Path::HELD) somewhere, of a thousand: later ones overtake.
    pub held: u32,
    /// What it carries in bit/s; 0 for without limit.
    pub bits_per_second: u64,
    /// How long a datagram may wait for its turn before it is dropped.
    pub queue: Duration,
}

/// What becomes of a datagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It comes at this instant.
    Comes(Instant),
    /// It is lost by chance.
    Chance,
    /// The bottleneck's queue is full: it is dropped.
    Full,
}

impl Path {
    /// How long a datagram is held that later ones overtake.
    pub const HELD: Duration = Duration::from_millis(12);

    /// Bytes that the queue of any bottleneck holds, however thin it is: four full packets. Routers
    /// count packets or bytes, and one that could not hold a picture's few would carry none at all.
    pub const QUEUE_BYTES: u64 = 4_800;

    /// How long a datagram may wait when so much is carried, in bit/s.
    pub fn queue_at(&self, carries: u64) -> Duration {
        let least = (Self::QUEUE_BYTES * 8_000_000).checked_div(carries);
        self.queue.max(Duration::from_micros(least.unwrap_or(0)))
    }

    /// A good path in one building.
    pub const GOOD: Self = Self {
        delay: Duration::from_millis(5),
        jitter: Duration::ZERO,
        loss: 0,
        held: 0,
        bits_per_second: 0,
        queue: Duration::from_millis(300),
    };

    /// A bad wireless link.
    pub const LOSSY: Self = Self {
        delay: Duration::from_millis(20),
        jitter: Duration::from_millis(15),
        loss: 50,
        ..Self::GOOD
    };
}

/// Numbers by chance that a seed repeats (SplitMix64).
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound.max(1)
    }
}

/// Datagrams on their way over one path.
pub struct Link<T> {
    pub path: Path,
    chance: Chance,
    free_at: Instant,
    /// By when they come, with when they leave the bottleneck.
    on_way: BTreeMap<(Instant, u64), (Instant, T)>,
    count: u64,
    pub lost: u64,
}

impl<T> Link<T> {
    pub fn new(path: Path, seed: u64, now: Instant) -> Self {
        Self {
            path,
            chance: Chance::new(seed),
            free_at: now,
            on_way: BTreeMap::new(),
            count: 0,
            lost: 0,
        }
    }

    pub fn send(&mut self, item: T, bytes: usize, now: Instant) -> Fate {
        self.count += 1;
        let fate = self.fate(bytes, now);
        match fate {
            Fate::Comes(at) => {
                let leaves = self.free_at;
                self.on_way.insert((at, self.count), (leaves, item));
            }
            Fate::Chance | Fate::Full => self.lost += 1,
        }
        fate
    }

    fn fate(&mut self, bytes: usize, now: Instant) -> Fate {
        if self.chance.below(1_000) < u64::from(self.path.loss) {
            return Fate::Chance;
        }
        let mut at = now;
        if let Some(rate) = NonZeroU64::new(self.path.bits_per_second) {
            let start = self.free_at.max(now);
            if self.path.queue_at(rate.get()) < start - now {
                return Fate::Full;
            }
            let bits = (bytes as u64 + 28) * 8;
            at = start + Duration::from_micros(bits * 1_000_000 / rate);
            self.free_at = at;
        }
        let jitter = self.chance.below(self.path.jitter.as_micros() as u64 + 1);
        at += self.path.delay + Duration::from_micros(jitter);
        if 0 < self.path.held && self.chance.below(1_000) < u64::from(self.path.held) {
            at += Path::HELD;
        }
        Fate::Comes(at)
    }

    pub fn next_at(&self) -> Option<Instant> {
        self.on_way.keys().next().map(|(at, _)| *at)
    }

    pub fn take(&mut self, now: Instant) -> Option<T> {
        let (key, _) = self.on_way.first_key_value()?;
        if now < key.0 {
            return None;
        }
        self.on_way.pop_first().map(|(_, (_, item))| item)
    }

    /// The path carries so much from now on, in bit/s. Where it is more, what waits leaves sooner.
    pub fn carries(&mut self, bits: u64, now: Instant) {
        let before = std::mem::replace(&mut self.path.bits_per_second, bits);
        if bits <= before || before == 0 {
            return;
        }
        let sooner = |leaves: Instant| {
            let waits = leaves.saturating_duration_since(now).as_micros() as u64;
            Duration::from_micros(waits - waits * before / bits)
        };
        let waiting = std::mem::take(&mut self.on_way).into_iter();
        let moved = waiting.map(|((at, count), (leaves, item))| {
            let sooner = sooner(leaves);
            ((at - sooner, count), (leaves - sooner, item))
        });
        self.on_way = moved.collect();
        self.free_at -= sooner(self.free_at);
    }
}
