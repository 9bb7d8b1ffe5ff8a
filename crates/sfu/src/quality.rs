//! How well each connection works, and whose part it is: what is measured becomes a word and its
//! cause, neither of which flaps.
//!
//! Three things are judged apart: a person's way up (what they send comes with gaps), their way down
//! (what they are sent comes with gaps or late, or carries no picture), and the server (it is late,
//! or drops). [`decide`] makes of them what a person is told of themselves, [`sends`] what others are
//! told of them.

use std::time::{Duration, Instant};

use model::session::{Quality, QualityCause, QualityLevel};

/// Something worse is told when it has been so for this long.
pub const WORSE_HOLD: Duration = Duration::from_secs(2);

/// Something better is told when it has been so for this long.
pub const BETTER_HOLD: Duration = Duration::from_secs(5);

/// A measurement counts for this long. Clients that only listen report every 5 s.
pub const MEASURED_KEPT: Duration = Duration::from_secs(12);

/// A share of fewer packets than this says nothing.
pub const SHARE_MIN: u32 = 20;

/// From where on something is fair, and poor.
#[derive(Clone, Copy, Debug)]
struct Bounds {
    fair: u32,
    poor: u32,
}

/// Loss, in permille. Opus conceals single packets and carries the one before (FEC), pictures are
/// sent again: below 3 % nobody notices.
const LOST: Bounds = Bounds { fair: 30, poor: 80 };

/// Round trip, in milliseconds: from 350 ms on people begin to speak at the same time (ITU-T G.114
/// gives 400 ms one way as the limit).
const ROUND_TRIP: Bounds = Bounds {
    fair: 350,
    poor: 800,
};

/// How late the server is, in milliseconds: what browsers buffer of a voice, and more than that.
const LATE: Bounds = Bounds {
    fair: 100,
    poor: 300,
};

/// What the server drops, in permille.
const DROPPED: Bounds = Bounds { fair: 10, poor: 50 };

/// The level of a value where `before` was the level so far: to become better it must fall to two
/// thirds of the bound.
fn grade(value: u32, bounds: Bounds, before: QualityLevel) -> QualityLevel {
    let bound = |bound: u32, level: QualityLevel| {
        if level <= before {
            bound * 2 / 3
        } else {
            bound
        }
    };
    if bound(bounds.poor, QualityLevel::Poor) <= value {
        QualityLevel::Poor
    } else if bound(bounds.fair, QualityLevel::Fair) <= value {
        QualityLevel::Fair
    } else {
        QualityLevel::Good
    }
}

fn millis(span: Duration) -> u32 {
    u32::try_from(span.as_millis()).unwrap_or(u32::MAX)
}

/// Packets, and how many of them were lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many there were.
    pub of: u32,
    /// How many of them were lost.
    pub lost: u32,
}

impl Share {
    /// Adds others.
    pub fn add(&mut self, other: Self) {
        self.of = self.of.saturating_add(other.of);
        self.lost = self.lost.saturating_add(other.lost);
    }

    /// Gives what has come together, if it says anything, and begins anew.
    pub(crate) fn take_whole(&mut self) -> Self {
        if self.of < SHARE_MIN {
            return Self::default();
        }
        std::mem::take(self)
    }

    /// The part that was lost, in permille; `None` of too few.
    #[must_use]
    pub fn permille(self) -> Option<u32> {
        let lost = u64::from(self.lost.min(self.of)) * 1_000;
        let part = lost.checked_div(u64::from(self.of))?;
        u32::try_from(part).ok().filter(|_| SHARE_MIN <= self.of)
    }
}

/// What was measured of one connection since the last report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PathReport {
    /// What the person sent, before anything was repaired.
    pub up: Share,
    /// The voices that the person was sent: nothing repairs them.
    pub voices: Share,
    /// The pictures that they were sent; some clients count what was sent again as come.
    pub pictures: Share,
    /// Time to the client and back (RFC 3550, 6.4.1).
    pub round_trip: Option<Duration>,
}

impl PathReport {
    /// Whether nothing in it could make anything but good of anybody.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        let plain = |value: Option<u32>, bounds| {
            value.is_none_or(|value| grade(value, bounds, QualityLevel::Poor) == QualityLevel::Good)
        };
        plain(self.up.permille(), LOST)
            && plain(self.voices.permille(), LOST)
            && plain(self.pictures.permille(), LOST)
            && plain(self.round_trip.map(millis), ROUND_TRIP)
    }
}

/// What the server itself did badly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Strain {
    /// How late it was at most.
    pub late: Duration,
    /// What it should have sent, and could not.
    pub dropped: Share,
}

impl Strain {
    fn grade(&self, before: QualityLevel) -> QualityLevel {
        let dropped = self.dropped.permille().unwrap_or(0);
        let late = grade(millis(self.late), LATE, before);
        late.max(grade(dropped, DROPPED, before))
    }

    fn is_plain(&self) -> bool {
        self.grade(QualityLevel::Poor) == QualityLevel::Good
    }
}

/// Over how long a thread's strain is gathered.
const STRAIN_SPAN: Duration = Duration::from_secs(1);

/// Gathers the strain of one thread.
#[derive(Debug)]
pub(crate) struct StrainMeter {
    strain: Strain,
    until: Instant,
    told: bool,
}

impl StrainMeter {
    pub(crate) fn new(now: Instant) -> Self {
        Self {
            strain: Strain::default(),
            until: now + STRAIN_SPAN,
            told: false,
        }
    }

    /// Something was to be done at `deadline` and is done now.
    pub(crate) fn woke(&mut self, deadline: Instant, now: Instant) {
        let late = now.saturating_duration_since(deadline);
        self.add(Strain {
            late,
            ..Strain::default()
        });
    }

    /// Something else strained the thread.
    pub(crate) fn add(&mut self, strain: Strain) {
        self.strain.late = self.strain.late.max(strain.late);
        self.strain.dropped.add(strain.dropped);
    }

    /// What there is to tell: strain, and once that it is over.
    pub(crate) fn take(&mut self, now: Instant) -> Option<Strain> {
        if now < self.until {
            return None;
        }
        self.until = now + STRAIN_SPAN;
        let strain = std::mem::take(&mut self.strain);
        let plain = strain.is_plain();
        let told = std::mem::replace(&mut self.told, !plain);
        (told || !plain).then_some(strain)
    }
}

/// A level that changes when it has been seen to be another for a while.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Steady {
    level: QualityLevel,
    /// The nearest level of those seen beyond it, and since when all are beyond it.
    turning: Option<(QualityLevel, Instant)>,
}

impl Steady {
    /// The level.
    #[must_use]
    pub const fn level(&self) -> QualityLevel {
        self.level
    }

    /// Takes what is seen now. Returns whether the level changes.
    pub fn take(&mut self, seen: QualityLevel, now: Instant) -> bool {
        if seen == self.level {
            self.turning = None;
            return false;
        }
        let worse = self.level < seen;
        let (to, since) = match self.turning {
            Some((to, since)) if worse == (self.level < to) => {
                let nearest = if worse { to.min(seen) } else { to.max(seen) };
                (nearest, since)
            }
            _ => (seen, now),
        };
        let ripe = since + Self::hold(worse) <= now;
        if ripe {
            self.level = to;
        }
        // What lies beyond the new level turns from now on.
        self.turning = match (ripe, seen == to) {
            (true, true) => None,
            (true, false) => Some((seen, now)),
            (false, _) => Some((to, since)),
        };
        ripe
    }

    const fn hold(worse: bool) -> Duration {
        if worse { WORSE_HOLD } else { BETTER_HOLD }
    }

    /// When it changes, if what is seen stays.
    #[must_use]
    pub fn due(&self) -> Option<Instant> {
        self.turning
            .map(|(to, since)| since + Self::hold(self.level < to))
    }
}

/// How well the server does on one of its threads.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Server {
    steady: Steady,
    strain: Strain,
}

impl Server {
    /// Takes what was measured. Returns whether the level changes.
    pub(crate) fn take(&mut self, strain: Strain, now: Instant) -> bool {
        self.strain = strain;
        self.look(now)
    }

    /// Time has come to `now`. Returns whether the level changes.
    pub(crate) fn look(&mut self, now: Instant) -> bool {
        let seen = self.strain.grade(self.steady.level());
        self.steady.take(seen, now)
    }

    pub(crate) const fn level(&self) -> QualityLevel {
        self.steady.level()
    }

    /// Whether it is not plainly well.
    pub(crate) fn is_strained(&self) -> bool {
        self.steady != Steady::default() || !self.strain.is_plain()
    }
}

/// What a person is told of their own connection: the worst of the three, and whose part it is. What
/// the server does badly explains what is lost on either way; after that comes the way down, which
/// the person notices.
#[must_use]
pub fn decide(
    up: QualityLevel,
    down: QualityLevel,
    server: QualityLevel,
) -> (QualityLevel, Option<QualityCause>) {
    let level = up.max(down).max(server);
    let cause = match level {
        QualityLevel::Good => return (level, None),
        _ if server == level => QualityCause::Server,
        _ if down == level => QualityCause::MeDown,
        _ => QualityCause::MeUp,
    };
    (level, Some(cause))
}

/// What others are told of what a person sends: nothing while it may be the server's part.
#[must_use]
pub const fn sends(up: QualityLevel, server: QualityLevel) -> QualityLevel {
    match server {
        QualityLevel::Good => up,
        QualityLevel::Fair | QualityLevel::Poor => QualityLevel::Good,
    }
}

/// A value that was measured, and when.
#[derive(Clone, Copy, Debug, Default)]
struct Measured(Option<(u32, Instant)>);

impl Measured {
    fn take(&mut self, value: Option<u32>, now: Instant) {
        if let Some(value) = value {
            self.0 = Some((value, now));
        }
    }

    fn value(&self, now: Instant) -> Option<u32> {
        let (value, at) = self.0?;
        (now < at + MEASURED_KEPT).then_some(value)
    }

    fn grade(&self, bounds: Bounds, before: QualityLevel, now: Instant) -> QualityLevel {
        self.value(now)
            .map_or(QualityLevel::Good, |value| grade(value, bounds, before))
    }
}

/// Judges one person's connection.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Judge {
    up: Steady,
    down: Steady,
    lost_up: Measured,
    lost_voices: Measured,
    lost_pictures: Measured,
    round_trip: Measured,
    /// What becomes of pictures on the way down.
    pictures: QualityLevel,
    told: (QualityLevel, Option<QualityCause>),
}

impl Judge {
    /// Takes what was measured.
    pub(crate) fn take(&mut self, report: &PathReport, now: Instant) {
        self.lost_up.take(report.up.permille(), now);
        self.lost_voices.take(report.voices.permille(), now);
        self.lost_pictures.take(report.pictures.permille(), now);
        self.round_trip.take(report.round_trip.map(millis), now);
    }

    /// So many of the pictures that the person asks for are paused. Returns whether that is news.
    pub(crate) fn pause(&mut self, paused: usize, of: usize) -> bool {
        let level = match paused {
            0 => QualityLevel::Good,
            paused if paused < of => QualityLevel::Fair,
            _ => QualityLevel::Poor,
        };
        std::mem::replace(&mut self.pictures, level) != level
    }

    /// How well what the person sends comes.
    pub(crate) const fn up(&self) -> QualityLevel {
        self.up.level()
    }

    /// Decides anew. Gives what the person is to be told, if that is news.
    pub(crate) fn decide(&mut self, server: &Server, now: Instant) -> Option<Quality> {
        let up = self.lost_up.grade(LOST, self.up.level(), now);
        self.up.take(up, now);
        let before = self.down.level();
        let voices = self.lost_voices.grade(LOST, before, now);
        let pictures = self.lost_pictures.grade(LOST, before, now);
        let round_trip = self.round_trip.grade(ROUND_TRIP, before, now);
        let down = voices.max(pictures).max(round_trip);
        self.down.take(down.max(self.pictures), now);
        let decided = decide(self.up.level(), self.down.level(), server.level());
        let before = std::mem::replace(&mut self.told, decided);
        (before != decided).then(|| self.quality(server, now))
    }

    fn quality(&self, server: &Server, now: Instant) -> Quality {
        let percent = |measured: &Measured| {
            let permille = measured.value(now).unwrap_or(0);
            u8::try_from((permille + 5) / 10).unwrap_or(100)
        };
        let lost_down = percent(&self.lost_voices).max(percent(&self.lost_pictures));
        Quality {
            level: self.told.0,
            cause: self.told.1,
            lost_up_percent: percent(&self.lost_up),
            lost_down_percent: lost_down,
            round_trip_ms: self.round_trip.value(now),
            server_late_ms: millis(server.strain.late),
        }
    }

    /// When it is to be decided anew though nothing is measured.
    pub(crate) fn due(&self, now: Instant) -> Option<Instant> {
        let turning = self.up.turning.is_some() || self.down.turning.is_some();
        let uneven = self.told.0 != QualityLevel::Good || turning;
        // What is not measured any more counts no longer.
        let measured = [
            self.lost_up,
            self.lost_voices,
            self.lost_pictures,
            self.round_trip,
        ];
        let ends = measured
            .into_iter()
            .filter_map(|measured| Some(measured.0?.1 + MEASURED_KEPT))
            .filter(|at| uneven && now < *at);
        [self.up.due(), self.down.due()]
            .into_iter()
            .flatten()
            .chain(ends)
            .min()
    }
}

#[cfg(test)]
mod tests;
