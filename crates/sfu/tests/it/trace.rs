//! What one who watches was sent, got and saw, in one simulated network.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::{Duration, Instant};

use crate::network::Fate;

/// Whether a datagram is RTP, not RTCP nor what else shares the port (RFC 7983).
pub fn is_rtp(datagram: &[u8]) -> bool {
    matches!(datagram, [128..=191, kind, ..] if !(192..=223).contains(kind))
}

/// An RTP packet that the engine sent to the watcher.
#[derive(Clone, Copy, Debug)]
pub struct Packet {
    pub at: Instant,
    /// The source that it names (CSRC); `None` for padding.
    pub source: Option<u32>,
    /// Bytes on the way, IP and UDP included.
    pub bytes: usize,
    pub fate: Fate,
}

/// What a path carries from an instant on.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    pub from: Instant,
    pub bits: u64,
}

/// A keyframe of the publisher.
#[derive(Clone, Copy, Debug)]
pub struct Keyframe {
    pub at: Instant,
    pub height: u32,
    /// It was asked for: layers that are switched on begin with one by themselves.
    pub asked: bool,
}

/// What was sent, what came of it, and what it was like.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    pub packets: Vec<Packet>,
    /// When pictures were shown, and how high they were.
    pub shown: Vec<(Instant, u32)>,
    pub keyframes: Vec<Keyframe>,
    /// What the path carries, oldest first.
    pub rates: Vec<Rate>,
    /// When the tile became how high.
    pub tiles: Vec<(Instant, u32)>,
    /// When it was over.
    pub end: Option<Instant>,
}

impl Trace {
    /// Begins at an instant, on a path that carries what there is.
    pub fn from(begin: Instant) -> Self {
        let wide = Rate {
            from: begin,
            bits: 0,
        };
        Self {
            rates: vec![wide],
            ..Self::default()
        }
    }

    /// Notes what is sent to the watcher, as far as it is in the clear.
    pub fn sent(&mut self, datagram: &[u8], at: Instant, fate: Fate) {
        if !is_rtp(datagram) {
            return;
        }
        let named = 0 < datagram[0] & 0xf;
        let word = |from: usize| u32::from_be_bytes(datagram[from..from + 4].try_into().unwrap());
        self.packets.push(Packet {
            at,
            source: named.then(|| word(12)),
            bytes: datagram.len() + 28,
            fate,
        });
    }

    pub fn begin(&self) -> Instant {
        self.rates[0].from
    }

    pub fn end(&self) -> Instant {
        self.end.unwrap()
    }

    /// What was sent of a voice between two instants.
    pub fn voice(
        &self,
        source: u32,
        from: Instant,
        until: Instant,
    ) -> impl Iterator<Item = &Packet> {
        let within = self.sent_between(from, until);
        within.filter(move |packet| packet.source == Some(source))
    }

    /// What was sent between two instants.
    pub fn sent_between(&self, from: Instant, until: Instant) -> impl Iterator<Item = &Packet> {
        let first = self.packets.partition_point(|packet| packet.at < from);
        let rest = self.packets[first..].iter();
        rest.take_while(move |packet| packet.at < until)
    }

    /// The least that the path carries between two instants.
    pub fn least(&self, from: Instant, until: Instant) -> u64 {
        let ends = self.rates.iter().skip(1).map(|rate| rate.from);
        let ends = ends.chain(self.end);
        let spans = self.rates.iter().zip(ends);
        let within = spans.filter(|(rate, end)| rate.from < until && from < *end);
        within.map(|(rate, _)| rate.bits).min().unwrap_or(0)
    }

    /// When the path begins to carry less, and how much then: at first, and later.
    pub fn falls(&self) -> impl Iterator<Item = (Instant, u64)> + '_ {
        let first = self.rates.first().into_iter();
        let pairs = self.rates.windows(2);
        let later = pairs.filter(|pair| pair[1].bits < pair[0].bits);
        let falls = first.chain(later.map(|pair| &pair[1]));
        falls.map(|rate| (rate.from, rate.bits))
    }

    /// The instants at which the path begins to carry more.
    pub fn rises(&self) -> impl Iterator<Item = Instant> + '_ {
        let pairs = self.rates.windows(2);
        pairs.filter_map(|pair| (pair[0].bits < pair[1].bits).then_some(pair[1].from))
    }

    /// When a picture was first shown from an instant on, of a height that will do.
    pub fn shows(&self, from: Instant, will_do: impl Fn(u32) -> bool) -> Option<Instant> {
        let mut later = self.shown.iter().filter(|(at, _)| from <= *at);
        later
            .find(|(_, height)| will_do(*height))
            .map(|(at, _)| *at)
    }

    /// What happened in each half second, for who looks into a seed.
    pub fn table(&self) -> String {
        let mut table = String::new();
        let mut from = self.begin();
        while from < self.end() {
            let until = from + Duration::from_millis(500);
            let kbits = |of: &dyn Fn(&Packet) -> bool| {
                let bytes = self.sent_between(from, until).filter(|one| of(one));
                bytes.map(|one| one.bytes * 16 / 100).sum::<usize>() / 10
            };
            let shown = self
                .shown
                .iter()
                .filter(|(at, _)| from <= *at && *at < until);
            let heights: Vec<u32> = shown.map(|(_, height)| *height).collect();
            table += &format!(
                "{:>6?}: path {} kbit/s, sent {}, of that padding {}, dropped {}; {} pictures, the last of {:?}\n",
                from - self.begin(),
                self.least(from, until) / 1_000,
                kbits(&|_| true),
                kbits(&|one| one.source.is_none()),
                kbits(&|one| one.fate == Fate::Full),
                heights.len(),
                heights.last(),
            );
            from = until;
        }
        table
    }

    /// A number that is another one, most likely, when anything noted is.
    pub fn digest(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        let begin = self.begin();
        for Packet {
            at,
            source,
            bytes,
            fate,
        } in &self.packets
        {
            let comes = match fate {
                Fate::Comes(at) => Ok(*at - begin),
                Fate::Chance => Err(0),
                Fate::Full => Err(1),
            };
            (*at - begin, source, bytes, comes).hash(&mut hasher);
        }
        for (at, height) in &self.shown {
            (*at - begin, height).hash(&mut hasher);
        }
        for Keyframe { at, height, asked } in &self.keyframes {
            (*at - begin, height, asked).hash(&mut hasher);
        }
        hasher.finish()
    }

    /// How many pictures were shown within a span.
    pub fn pictures(&self, from: Instant, span: Duration) -> usize {
        let within = |at: &Instant| from <= *at && *at < from + span;
        self.shown.iter().filter(|(at, _)| within(at)).count()
    }
}
