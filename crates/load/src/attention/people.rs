//! Who takes part: what each has said of their time, and what they truly do.

mod looks;
mod sketch;
mod zones;

use model::availability::{Availability, Holiday};
use model::person::Person;
use model::time::Timestamp;

pub(super) use looks::Look;
pub(super) use sketch::{Sketch, Span};
pub(super) use zones::{ZONES, holidays_of, instant, zone_of};

use super::timeline::Timeline;

/// One of the simulated people.
pub(super) struct Worker {
    pub(super) person: Person,
    /// What the system knows of their time.
    pub(super) availability: Availability,
    /// Which of [`ZONES`] they live in.
    pub(super) zone: usize,
    /// What they truly do.
    pub(super) timeline: Timeline,
    /// When their own do-not-disturb is on, night by night.
    nights: Vec<(Timestamp, Timestamp)>,
    /// When they look into the application of their own accord, in order.
    pub(super) looks: Vec<Look>,
}

impl Worker {
    /// Whether their own do-not-disturb is on.
    pub(super) fn silent_at(&self, at: Timestamp) -> bool {
        let passed = self.nights.partition_point(|(from, _)| *from <= at);
        let night = passed.checked_sub(1).and_then(|last| self.nights.get(last));
        night.is_some_and(|(_, until)| at < *until)
    }
}

/// The holidays of every zone, in the order of [`ZONES`].
pub(super) fn holidays() -> Vec<Vec<Holiday>> {
    ZONES.iter().map(holidays_of).collect()
}
